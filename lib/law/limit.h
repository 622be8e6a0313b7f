/* limit.h - limitation: up to when an invoice can be claimed in court.
 * Room law; needs config/client/client.h and config/table/table.h (types).  Pure.  By the law of the contract; a
 * date to be checked, never a promise: the true limit may be earlier. */
#ifndef CRM_LAW_LIMIT_H
#define CRM_LAW_LIMIT_H
#include "config/client/client.h"
#include "config/table/table.h"

/* What the period counts from. */
enum crm_limit_from {
	CRM_LIMIT_INVOICED,	/* day of the invoice: completion of the service is not known */
	CRM_LIMIT_DONE,		/* tag done=: completion of the service */
	CRM_LIMIT_ACKNOWLEDGED,
	CRM_LIMIT_SERVED,
	CRM_LIMIT_JUDGED,
};

/* What may restart the period. */
struct crm_restart {
	int32_t day;
	enum crm_limit_from how; /* CRM_LIMIT_ACKNOWLEDGED, SERVED or JUDGED */
};

struct crm_limit {
	int32_t day;		  /* the last day to act; CRM_NO_DAY when it cannot be said */
	int32_t from;
	enum crm_limit_from how;
	bool check;		  /* to be checked by a person: public buyers, laws but the French */
};

/* A period, as the law of the contract has it. */
struct crm_period {
	int years; /* 0: not known, no date is said */
	enum crm_limit_start start;
	bool french; /* service and judgments of its courts are known: else they change nothing */
	bool check;
};

/*
 * crm_limit_period - the period of a claim.
 * Shape:   tables, regime (NULL: none), kind of the client -> period.  A regime for another kind, or
 *          for any, has that of the regime of its country for this kind, if there is one.
 * Source:  regimes.csv: C. com. L110-4, C. conso. L218-2, C. civ. 2224, law of 31 Dec 1968; BGB 195,
 *          199; Limitation Act 1980 s. 5.
 */
struct crm_period crm_limit_period(const struct crm_regimes *r, const struct crm_regime *g,
	enum crm_client_kind kind);

/*
 * crm_limit_restart - whether a claim of some kind restarts the period.
 * Shape:   kind of a `claim` row -> true and *how for served and judged; false for filed: the mere
 *          filing of an order for payment restarts nothing.
 */
bool crm_limit_restart(struct crm_str kind, enum crm_limit_from *how);

/*
 * crm_limit - the last day to act.
 * Shape:   period, day of the invoice, completion (CRM_NO_DAY: not known), restarts in any order ->
 *          limit.  A restart after the period has run out changes nothing.
 *          Never moved to a working day.
 * Source:  C. civ. 2240-2244; a French judgment can be enforced for 10 years (CPCE L111-4); BGB 212:
 *          after an acknowledgement the years count from its day, not from the end of its year.
 */
struct crm_limit crm_limit(struct crm_period p, int32_t invoiced, int32_t done,
	const struct crm_restart *restart, size_t n);

/*
 * crm_limit_warn - how near the limit is.
 * Shape:   last day to act, today -> 12, 6, 3 or 1: at most so many months are left; 0: more than
 *          12; -1: it is over.
 */
int crm_limit_warn(int32_t limit, int32_t today);
#endif
