/* moneycheck.h - money that was logged twice, or that names nothing, among all rows of the journal.
 * Room remark; needs base/err.h, base/intern.h, book/row.h.  What is found does not depend on the order
 * of the rows. */
#ifndef CRM_REMARK_MONEYCHECK_H
#define CRM_REMARK_MONEYCHECK_H
#include "base/err.h"
#include "base/intern.h"
#include "book/row.h"

struct crm_moneycheck_row {
	uint64_t group;	 /* of client, ref, event, sum: rows that may be one */
	uint64_t bill;	 /* of an invoice: client and ref */
	int64_t at, amount;
	struct crm_uuid id;
	uint32_t client; /* number in names */
	uint32_t ref;
	int currency;
	enum crm_event event;
	bool spare;	 /* it names no invoice */
	long line;
};

struct crm_moneycheck {
	struct crm_moneycheck_row *row; /* heap array */
	size_t n, cap;
	struct crm_intern names;
};

/*
 * crm_moneycheck_init, crm_moneycheck_release, crm_moneycheck_clear - nothing; free; forget all rows.
 */
void crm_moneycheck_init(struct crm_moneycheck *m);
void crm_moneycheck_release(struct crm_moneycheck *m);
void crm_moneycheck_clear(struct crm_moneycheck *m);

/*
 * crm_moneycheck_add - a row; others than those of money and instalments are passed over.
 * Shape:   row, whether no invoice of its client has its ref.
 */
void crm_moneycheck_add(struct crm_moneycheck *m, const struct crm_row *row, bool spare);

/*
 * crm_moneycheck_tell - findings, when all rows are there: the same sum of one ref on one day, or within
 * seven, an instalment of one date among them; an invoice with another sum; a refund of money that is not there; money of a later day than
 * today, which no report counts yet.
 */
void crm_moneycheck_tell(struct crm_moneycheck *m, int32_t today, const char *file,
	struct crm_finds *finds);
#endif
