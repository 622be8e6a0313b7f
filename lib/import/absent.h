/* absent.h - money of the journal that its record in the input no longer gives.
 * Room import; needs incoming.h.
 *
 *	add() what a keyed record might have given; then with each look through the journal begin(), and
 *	there() for each row, voids and voided ones too; then tell(). */
#ifndef CRM_IMPORT_ABSENT_H
#define CRM_IMPORT_ABSENT_H
#include "import/incoming.h"

struct crm_absent_row {
	long line; /* of the record */
	enum crm_event event;
	bool live, gone; /* the journal has it; has taken it back */
};

struct crm_absent {
	struct crm_intern ids;
	struct crm_absent_row *row; /* by number in ids */
	size_t cap;
};

/*
 * crm_absent_init, crm_absent_release - nothing; free.
 */
void crm_absent_init(struct crm_absent *a);
void crm_absent_release(struct crm_absent *a);

/*
 * crm_absent_add - an event that a record does not give.
 * Shape:   its id, line, event; others than those of money are passed over: an offer that was sent and is
 *          accepted by now is no offer that is missing.
 */
void crm_absent_add(struct crm_absent *a, const struct crm_uuid *id, long line, enum crm_event event);

/*
 * crm_absent_begin, crm_absent_there - forget what an unfinished look found; a row of the journal.
 */
void crm_absent_begin(struct crm_absent *a);
void crm_absent_there(struct crm_absent *a, const struct crm_row *row);

/*
 * crm_absent_tell - a warning for each that the journal has; what another record of the key gives is none.
 */
void crm_absent_tell(const struct crm_absent *a, const struct crm_incoming *in, const char *file,
	struct crm_finds *finds);
#endif
