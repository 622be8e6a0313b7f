/* topic.h - what a letter that is no reminder is about: the row, its day, its words.
 * Room letter/text; needs letter.h, case/holds.h, book/journal.h. */
#ifndef CRM_LETTER_TEXT_TOPIC_H
#define CRM_LETTER_TEXT_TOPIC_H
#include "book/journal.h"
#include "case/holds.h"
#include "letter/text/letter.h"

/*
 * crm_topic_fill - ref, topic, goal, since, due, new_date, hours, rhythm, aside of a letter.
 * Shape:   arena, template, ref (empty: the one that lies nearest, such as the oldest promise not
 *          kept), reader, view that keeps all rows, standing of the client -> *l; texts are the
 *          arena's.  What I noted of a message, an incident, a gesture or a person is my own
 *          view and never quoted: the topic is the title of the mission, contract or offer under the
 *          same ref (tag title=, else the first clause of its note), of a promise or a deadline what
 *          was to come.  What I should ask after is the aside, for me alone.
 * Errors:  -1, CRM_USAGE: the client has no row of that ref; the letter speaks of what is in no row.
 */
int crm_topic_fill(struct crm_arena *a, struct crm_str template, struct crm_str ref,
	struct crm_reread *again, struct crm_view *v, const struct crm_standing *s,
	struct crm_letter *l, struct crm_err *e);

/*
 * crm_topic_refuse - a letter of which the book lacks the fact.
 * Shape:   template, client, what is missing and how it is logged (marked N_; %s is the client) -> -1.
 * Errors:  CRM_USAGE.
 */
int crm_topic_refuse(struct crm_str template, const struct crm_client *c, const char *why,
	struct crm_err *e);
#endif
