/* portfolio.h - what each client brings and costs: revenue of 12 months, open money, contacts,
 * time. Room trust; needs balance.h, case/money/money.h, case/view.h.  Pure.  Rows in any order, voided
 * ones not among them.  Unit: minor units; currencies are never added up. */
#ifndef CRM_TRUST_PORTFOLIO_H
#define CRM_TRUST_PORTFOLIO_H
#include "case/money/money.h"
#include "case/view.h"
#include "trust/balance.h"

/* What a client brings in one currency. */
struct crm_income {
	int currency;
	int64_t revenue; /* invoiced less credited in the last 12 months */
	int64_t open;	 /* what is left of invoices that are not written off */
};

/* Why a person would leave a client. */
enum crm_ground {
	CRM_GROUND_NONE,
	CRM_GROUND_DISRESPECT, /* S2.7 */
	CRM_GROUND_DECEPTION,
	CRM_GROUND_BREACH,
	CRM_GROUND_WRITEOFF
};

struct crm_holding {
	struct crm_income *income; /* by currency, the book's own first */
	size_t incomes;
	int64_t minutes, controls; /* tag minutes= of 12 months; those of controls apart */
	uint32_t contacts;	   /* contacts and check-ins of 12 months */
	enum crm_ground ground;	   /* of the last year */
};

/* All clients in one currency. */
struct crm_market {
	int currency;
	int64_t revenue;
	size_t clients; /* that brought some */
};

struct crm_portfolio {
	struct crm_view *view;
	struct crm_holding *of; /* by number of the client in the view */
	size_t clients;
	int32_t since; /* days after it count */
	struct crm_market *market;
	size_t markets, market_cap;
};

/*
 * crm_portfolio_of, crm_portfolio_release - as of the day of a view that has absorbed all events;
 * free, but for the view.
 */
void crm_portfolio_of(struct crm_view *v, struct crm_portfolio *p);
void crm_portfolio_release(struct crm_portfolio *p);

/*
 * crm_portfolio_get - the figures of a client; zeros for one without rows.
 */
struct crm_holding crm_portfolio_get(const struct crm_portfolio *p, struct crm_str client);

/*
 * crm_portfolio_market - all clients in a currency; zeros when none brought any.
 */
struct crm_market crm_portfolio_market(const struct crm_portfolio *p, int currency);

/*
 * crm_quadrant - keep, watch, repair or leave; for what is new, dormant or ended that word; "" for
 * who is no client.
 * Shape:   portfolio, figures, relation, score, where its second band begins.
 * Source:  S0.52, S0.47: leave only on a ground that a person would give.  High is a share of at
 *          least 1 / clients of its currency.
 */
const char *crm_quadrant(const struct crm_portfolio *p, const struct crm_holding *h,
	enum crm_relation relation, const struct crm_score *score, int risky);

/*
 * crm_ground_name - disrespect, client_deception, client_breach, writeoff; "" for none.
 */
const char *crm_ground_name(enum crm_ground g);
#endif
