/* sums.h - one row out of several of one key, whose amounts are added: the lines of an invoice.
 * Room import; needs book/row.h. */
#ifndef CRM_IMPORT_SUMS_H
#define CRM_IMPORT_SUMS_H
#include "base/intern.h"
#include "book/row.h"

struct crm_sum {
	struct crm_str cell[CRM_COLUMNS]; /* of the first line; the amount is not */
	unsigned char hash[32];		  /* of the key */
	size_t event;			  /* place in the map */
	int64_t minor;
	int currency;
	long line; /* of the first */
};

struct crm_sums {
	struct crm_arena mem;
	struct crm_intern keys;
	struct crm_sum *item; /* by number in keys */
	size_t cap;
};

/*
 * crm_sums_init, crm_sums_release - none; free.
 */
void crm_sums_init(struct crm_sums *s);
void crm_sums_release(struct crm_sums *s);

/*
 * crm_sums_add - one line.
 * Shape:   hash of its key, place of the event, cells whose amount has its sign in front, the
 *          default currency, line -> 0, or -1 (CRM_PARTIAL): the first line of this key says
 *          something else in another cell than amount and note, or the sum is too large.
 */
int crm_sums_add(struct crm_sums *s, const unsigned char hash[32], size_t event,
	const struct crm_str cell[CRM_COLUMNS], int currency, long line, struct crm_err *e);

/*
 * crm_sums_cells - the cells of a sum.
 * Shape:   sign of the map (0 any, 1 above zero, 2 below) -> 1 and the cells; 0: another sign; -1:
 *          below zero although no sign is asked for.
 */
int crm_sums_cells(struct crm_sums *s, size_t i, int sign, struct crm_str cell[CRM_COLUMNS],
	struct crm_err *e);
#endif
