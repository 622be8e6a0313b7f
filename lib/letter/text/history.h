/* history.h - all rows of one client, in order: for a letter that looks back, and for a dossier.
 * Room letter/text; needs book/journal.h. */
#ifndef CRM_LETTER_TEXT_HISTORY_H
#define CRM_LETTER_TEXT_HISTORY_H
#include "book/journal.h"

struct crm_history {
	struct crm_row *row; /* heap array, in order of (at, id) */
	size_t n, cap;
	struct crm_arena mem; /* their texts; notes are unescaped */
};

/*
 * crm_history_read - read the rows of a client that count on a day.
 * Shape:   book, client, moment, default currency -> 0 and *out, or -1.
 * Owns:    crm_history_release; also after -1.
 */
int crm_history_read(struct crm_book *b, struct crm_str client, struct crm_when now, int currency,
	struct crm_history *out, struct crm_err *e);
void crm_history_release(struct crm_history *h);

/*
 * crm_history_last - the newest row of an event.
 * Shape:   history, event, ref (empty: any) -> row, or NULL.
 */
const struct crm_row *crm_history_last(const struct crm_history *h, enum crm_event ev,
	struct crm_str ref);
#endif
