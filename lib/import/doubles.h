/* doubles.h - money of an import that the journal has by another way: typed, or from another file.
 * Room import; needs incoming.h.
 *
 *	there() for each invoice, payment, credit and refund of the journal; after() for each row that
 *	the incoming rows took; and when these are settled, match(). */
#ifndef CRM_IMPORT_DOUBLES_H
#define CRM_IMPORT_DOUBLES_H
#include "import/incoming.h"

struct crm_double {
	struct crm_uuid id;
	uint32_t client, ref;	/* numbers in names */
	uint32_t next;		/* with the same key + 1 */
	int32_t day;
	int64_t amount;
	int currency;
	enum crm_event event;
	bool taken;		/* the file has it, or it answers for one of its rows already */
};

struct crm_doubles {
	struct crm_intern names, keys;
	struct crm_double *row; /* of the journal */
	size_t n, cap;
	uint32_t *first;	/* by number in keys: place of the first + 1 */
	size_t first_cap;
	struct crm_intern bills;    /* invoices of the input */
	struct crm_double_bill *bill;
	size_t bill_cap;
	struct crm_buf key; /* of the row at hand */
};

/* An invoice of the input. */
struct crm_double_bill {
	int64_t amount;
	long line;
};

/*
 * crm_doubles_init, crm_doubles_release, crm_doubles_clear - nothing known; free; forget the rows of
 * the journal, which is read anew.
 */
void crm_doubles_init(struct crm_doubles *d);
void crm_doubles_release(struct crm_doubles *d);
void crm_doubles_clear(struct crm_doubles *d);

/*
 * crm_doubles_there - a row of the journal that counts.
 */
void crm_doubles_there(struct crm_doubles *d, const struct crm_row *row);

/*
 * crm_doubles_may - whether the journal has a row that may be this one; asked for each row, so cheap.
 */
bool crm_doubles_may(struct crm_doubles *d, const struct crm_row *row);

/*
 * crm_doubles_has - whether the journal has the row itself.
 */
bool crm_doubles_has(struct crm_doubles *d, const struct crm_row *row);

/*
 * crm_doubles_bill - an invoice of the input, before it is added.
 * Shape:   row, its line -> 0, or -1 (CRM_PARTIAL): the input has its number with another amount.
 */
int crm_doubles_bill(struct crm_doubles *d, const struct crm_row *row, long line, struct crm_err *e);

/*
 * crm_doubles_match - hold back the rows that are in the journal by another way, and say so.
 * Shape:   settled rows, default currency, whether they are added all the same, name of the input ->
 *          findings that name both rows.  A payment, credit or refund is held when one of the same
 *          client, amount and ref (or without ref on one side) lies within 7 days and is not in the
 *          input; an invoice when its number is there with another amount.
 */
void crm_doubles_match(struct crm_doubles *d, struct crm_incoming *in, int currency, bool anyway,
	const char *file, struct crm_finds *finds);
#endif
