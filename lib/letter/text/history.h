/* history.h - the rows of a case as they stand in the journal, in order: for a letter that looks back,
 * and for a dossier.
 * Room letter/text; needs case/case.h, book/journal.h. */
#ifndef CRM_LETTER_TEXT_HISTORY_H
#define CRM_LETTER_TEXT_HISTORY_H
#include "book/journal.h"
#include "case/case.h"

struct crm_history {
	struct crm_row *row; /* in order of (at, id) */
	size_t n;
	const struct crm_entry **entry; /* the same rows in the case, and it: while it is open */
	struct crm_case *c;
};

/*
 * crm_history_read - rows read again by the places of their entries; of one that is gone from the file
 * meanwhile its day and event alone.
 * Owns:    the arena.
 */
void crm_history_read(struct crm_reread *again, const struct crm_entry *const *entry, size_t n,
	struct crm_arena *a, struct crm_row *row);

/*
 * crm_history_of - the rows of the day of a case, each read again by the place of its line.
 * Shape:   case, reader, events as CRM_EV_BIT -> *out, its notes unescaped.
 * Owns:    the arena.
 */
void crm_history_of(struct crm_case *c, struct crm_reread *again, uint64_t events,
	struct crm_arena *a, struct crm_history *out);

/*
 * crm_history_last - the newest row of an event.
 * Shape:   history, event, ref (empty: any) -> row, or NULL.
 */
const struct crm_row *crm_history_last(const struct crm_history *h, enum crm_event ev,
	struct crm_str ref);
#endif
