/* owed.h - what is left of an invoice and what it costs by now: interest, fee, limitation, by the law of its client.
 * Room law; needs case/view.h, interest.h, limit.h, config/table/table.h (types). */
#ifndef CRM_LAW_OWED_H
#define CRM_LAW_OWED_H
#include "case/view.h"
#include "law/interest.h"
#include "law/limit.h"

struct crm_owed {
	struct crm_interest interest; /* without interest unless `known` */
	bool known;		      /* false: a rate or a regime is missing, see the error */
	const struct crm_regime *regime; /* NULL: unknown */
	struct crm_str law;	      /* key of the regime, also when a rate is missing; else empty */
	int32_t limit;		      /* last day to go to court; CRM_NO_DAY when unknown */
	struct crm_limit limitation;  /* the same with what it counts from */
};

/*
 * crm_owed_of - interest and fee of an invoice up to the day of the view.
 * Shape:   view with its tables, invoice, whether the lines of its interest are wanted -> 0 and
 *          *out, or -1 with *out not known.
 * Errors:  CRM_PARTIAL naming the series, the half-year and the file to edit, or where the law that
 *          is none stands.
 */
int crm_owed_of(struct crm_view *v, const struct crm_invoice *inv, bool lines, struct crm_owed *out,
	struct crm_err *e);

/*
 * crm_owed_balance - what is left of the principal of an invoice: the one figure that all reports
 * take, whichever way its client's payments are counted.  Where a rate of the time before the last
 * payment is missing, that is a finding of the view, and the figure is what the rows alone say,
 * which is never more.
 * Unit:    minor units; 0 or below when paid.
 */
int64_t crm_owed_balance(struct crm_view *v, const struct crm_invoice *inv);

/*
 * crm_owed_open - the same of an invoice that is still asked for: 0 when it is paid or written off.
 */
int64_t crm_owed_open(struct crm_view *v, const struct crm_invoice *inv);
#endif
