/* ask.h - what is written because I ask for it: the letters that are no reminders, the files for
 * recourse.
 * Room letter; needs remind.h. */
#ifndef CRM_LETTER_ASK_H
#define CRM_LETTER_ASK_H
#include "letter/remind.h"

/*
 * crm_ask_is_step - whether a template is a reminder.  Those go out by the ladder only: asked for by
 * name they would escape its holds and its gap.
 */
bool crm_ask_is_step(const struct crm_policy *p, struct crm_str template);

/*
 * crm_ask_letter - the draft of a letter that is no reminder.
 * Shape:   template, id of a client, ref (empty: the one that lies nearest), whether it is for
 *          paper -> 0 and *out in the run's arena, or -1.
 * Errors:  CRM_USAGE: no such client, ref or template, a step of the ladder, nothing owed to
 *          negotiate about.
 */
int crm_ask_letter(struct crm_remind *r, struct crm_str template, struct crm_str client,
	struct crm_str ref, bool paper, struct crm_draft *out, struct crm_err *e);

/*
 * crm_ask_dossier - the files for recourse of a client, one a currency.
 * Shape:   id of a client -> 0, *out and *n in the run's arena (channel file, no items), or -1.
 * Errors:  CRM_USAGE: nothing is overdue.
 */
int crm_ask_dossier(struct crm_remind *r, struct crm_str client, struct crm_draft **out,
	size_t *n, struct crm_err *e);
#endif
