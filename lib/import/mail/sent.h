/* sent.h - messages of crm-remind, by their ids, as the journal tells of them.
 * Room import/mail; needs case/money/sent.h, base/intern.h.
 *
 *	want() each id that is asked for; there() each row of the journal that counts; then of(),
 *	came_back(). */
#ifndef CRM_IMPORT_MAIL_SENT_H
#define CRM_IMPORT_MAIL_SENT_H
#include "base/intern.h"
#include "case/money/sent.h"

/* One invoice of a message, or a letter that is no reminder. */
struct crm_sentmail_item {
	uint32_t mid; /* number in mids */
	struct crm_str client, ref, step, channel;
	bool letter; /* step is its template */
	struct crm_when at; /* of its first row */
	struct crm_outcome outcome;
};

struct crm_sentmail {
	struct crm_arena mem;
	struct crm_intern mids;
	struct crm_sentmail_item *item; /* heap array */
	size_t n, cap;
};

/*
 * crm_sentmail_init, crm_sentmail_release, crm_sentmail_clear - nothing; free; forget the rows, not what
 * is wanted.
 */
void crm_sentmail_init(struct crm_sentmail *s);
void crm_sentmail_release(struct crm_sentmail *s);
void crm_sentmail_clear(struct crm_sentmail *s);

/*
 * crm_sentmail_want - an id that will be asked for.
 */
void crm_sentmail_want(struct crm_sentmail *s, struct crm_str mid);

/*
 * crm_sentmail_there - a row of the journal.
 */
void crm_sentmail_there(struct crm_sentmail *s, const struct crm_row *row);

/*
 * crm_sentmail_of - what a message was about.
 * Shape:   id -> an item of it, or NULL: there is none; *one: it is the only one.
 */
const struct crm_sentmail_item *crm_sentmail_of(const struct crm_sentmail *s, struct crm_str mid,
	bool *one);

/*
 * crm_sentmail_came_back - the rows that settle a message which nobody got.
 * Shape:   its id, moment, id of the first row (the others follow from it), note -> the item of the
 *          first, and the lines appended; NULL: it is not known, or over already.  Counted, the rows
 *          mean the same whichever order they and the end of a run under way stand in.
 */
const struct crm_sentmail_item *crm_sentmail_came_back(struct crm_sentmail *s, struct crm_str mid,
	struct crm_when at, const struct crm_uuid *id, struct crm_str note, struct crm_buf *lines);
#endif
