/* moneycheck.h - money that was logged twice, or that names nothing, among all rows of the journal.
 * Room remark; needs case/money/money.h.  What is found does not depend on the order of the rows. */
#ifndef CRM_REMARK_MONEYCHECK_H
#define CRM_REMARK_MONEYCHECK_H
#include "base/err.h"
#include "case/money/money.h"

struct crm_moneycheck {
	struct crm_store store; /* rows of money and instalments; `offset` is the line */
};

/*
 * crm_moneycheck_init, crm_moneycheck_release, crm_moneycheck_clear - nothing; free; forget all rows.
 */
void crm_moneycheck_init(struct crm_moneycheck *m);
void crm_moneycheck_release(struct crm_moneycheck *m);
void crm_moneycheck_clear(struct crm_moneycheck *m);

/*
 * crm_moneycheck_add - a row; others than those of money and instalments are passed over.
 */
void crm_moneycheck_add(struct crm_moneycheck *m, const struct crm_row *row);

/*
 * crm_moneycheck_tell - findings, when all rows are there: the same sum of one ref on one day, or within
 * seven, an instalment of one date among them; an invoice without due date, or with another sum; a refund
 * of money that is not there; money of a later day than today, which no report counts yet.
 */
void crm_moneycheck_tell(struct crm_moneycheck *m, int32_t today, const char *file,
	struct crm_finds *finds);
#endif
