/* owed.h - what an open invoice costs by now: interest, fee, limitation, by the law of its client.
 * Room rule; needs standing.h, interest.h, limit.h, book/table.h (types). */
#ifndef CRM_RULE_OWED_H
#define CRM_RULE_OWED_H
#include "rule/interest.h"
#include "rule/limit.h"
#include "rule/standing.h"

struct crm_owed {
	struct crm_interest interest; /* only when `known` */
	bool known;		      /* false: a rate or a regime is missing, see the error */
	struct crm_str law;	      /* key of the regime, also when a rate is missing; else empty */
	int32_t limit;		      /* last day to go to court; CRM_NO_DAY when unknown */
	struct crm_limit limitation;  /* the same with what it counts from */
};

/*
 * crm_owed_of - interest and fee of an invoice up to the day of the view.
 * Shape:   view, tables, standing of its client, invoice, whether the lines of its interest are
 *          wanted -> 0 and *out, or -1 with *out not known.
 * Errors:  CRM_PARTIAL naming the series, the half-year and the file to edit.
 */
int crm_owed_of(struct crm_view *v, const struct crm_tables *tables, const struct crm_standing *s,
	const struct crm_invoice *inv, bool lines, struct crm_owed *out, struct crm_err *e);

/*
 * crm_owed_legal - whether the payments of a client settle fee and interest before principal.
 * Source:  the profile's allocation, else the policy's; C. civ. 1343-1.
 */
bool crm_owed_legal(const struct crm_view *v, const struct crm_client *p);

/*
 * crm_owed_balance - what is left of the principal of such an invoice; where a rate is missing, what
 * the ledger alone says.
 * Unit:    minor units.
 */
int64_t crm_owed_balance(struct crm_view *v, const struct crm_standing *s,
	const struct crm_invoice *inv);
#endif
