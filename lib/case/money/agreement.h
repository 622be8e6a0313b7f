/* agreement.h - what was agreed on for an invoice: one date for all that is left, or a plan of instalments.
 * Room case/money; needs money.h, calendar.h.  Pure.
 *
 * The newest row counts (crm_invoice_agreed).  With an amount in the invoice's currency it is an
 * instalment, and all such rows `renegotiate` of its day are one plan; without one it is one date for
 * all that is left.  What lowers the debt fills the instalments in the order of their dates.  Source: S0.43. */
#ifndef CRM_CASE_MONEY_AGREEMENT_H
#define CRM_CASE_MONEY_AGREEMENT_H
#include "case/calendar.h"
#include "case/money/money.h"

struct crm_instalment {
	const struct crm_entry *row;
	int64_t amount; /* as agreed; of one date for all: what was left on its day */
	int64_t by;	/* the same with those before it */
	int64_t left;	/* what is not filled yet */
};

struct crm_agreement {
	const struct crm_entry *row; /* the newest: its mark says what becomes of the interest */
	struct crm_instalment *part; /* in the order of their dates, at least one */
	size_t parts;
	bool plan;		     /* of instalments, else one date for all */
	int64_t sum, open;	     /* of the instalments; what was left of the invoice when they were agreed */
	int32_t due;		     /* the first date that is not covered, else the last one */
	const struct crm_move *move; /* of the invoice, in order of day */
	size_t moves, first;	     /* the first that fills instalments */
	int64_t amount;		     /* of the invoice */
};

/*
 * crm_agreement_of - what was agreed on for an invoice.
 * Shape:   invoice, arena -> true and *out, or false: nothing.
 */
bool crm_agreement_of(const struct crm_invoice *inv, struct crm_arena *a, struct crm_agreement *out);

/*
 * crm_agreement_until - the last day on which a date still holds reminders back: some open days later.
 * Shape:   calendar, policy, date -> day.
 */
int32_t crm_agreement_until(
	const struct crm_calendar *cal, const struct crm_policy *p, int32_t due);

/*
 * crm_agreement_missed - the first instalment of a plan that passed, its days of grace too, and is not
 * covered; NULL: none, or it is no plan of several that both agreed on.
 */
const struct crm_instalment *crm_agreement_missed(const struct crm_agreement *g,
	const struct crm_calendar *cal, const struct crm_policy *p, int32_t today);

/*
 * crm_agreement_asked - what of an invoice may be asked for by now: where an instalment was missed,
 * what is missing of those that passed, or all that is left when the plan says so (tag whole) or its
 * last date has passed; else all that is left.
 * Shape:   agreement, calendar, policy, today, what is left of the invoice -> minor units.
 * Source:  S0.43; without such a clause only what has fallen due can be demanded.
 */
int64_t crm_agreement_asked(const struct crm_agreement *g, const struct crm_calendar *cal,
	const struct crm_policy *p, int32_t today, int64_t balance);

/*
 * crm_agreement_broken - whether a date passed, with its days of grace, before it was covered: money
 * that comes later does not mend that.
 */
bool crm_agreement_broken(const struct crm_agreement *g, const struct crm_calendar *cal,
	const struct crm_policy *p, int32_t today);

/*
 * crm_agreements_broken - how often a date was agreed on for what is still owed, and passed: before the
 * next was agreed, or by today.
 * Shape:   rows of the invoice's ref, today -> count; the instalments of one day are one.
 * Source:  S0.43: who has let two pass is asked for a part now, and for no third.
 */
size_t crm_agreements_broken(struct crm_entries thread, int32_t today);
#endif
