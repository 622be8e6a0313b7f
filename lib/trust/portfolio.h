/* portfolio.h - what each client brings and costs: revenue of 12 months, open money, contacts,
 * time. Room trust; needs case/money.h, case/view.h.  Pure.  Rows in any order, voided ones not among them. Unit:
 * minor units of one currency; money in others is counted, not added. */
#ifndef CRM_TRUST_PORTFOLIO_H
#define CRM_TRUST_PORTFOLIO_H
#include "case/money.h"
#include "case/view.h"

struct crm_holding {
	int64_t revenue;	   /* payments less refunds of the last 12 months */
	int64_t open;		   /* what is left of invoices that are not written off */
	int64_t minutes, controls; /* tag minutes= of 12 months; those of controls apart */
	uint32_t contacts;	   /* contacts and check-ins of 12 months */
};

struct crm_portfolio {
	struct crm_view *view;	/* absorbs the rows of money */
	struct crm_holding *of; /* by number of the client in the view */
	size_t cap;
	int currency;
	int32_t since;	      /* days after it count */
	size_t foreign;	      /* payments of 12 months in another currency */
	int64_t total;	      /* revenue of all clients that brought some; after settle */
};

#define CRM_PORTFOLIO_EVENTS (CRM_EV_ALL & ~CRM_EV_BIT(CRM_EV_VOID))

/*
 * crm_portfolio_init, crm_portfolio_release - as of the day of a view, in the book's currency; free,
 * but for the view.
 */
void crm_portfolio_init(struct crm_portfolio *p, struct crm_view *view);
void crm_portfolio_release(struct crm_portfolio *p);

/*
 * crm_portfolio_reset, crm_portfolio_row - callbacks for crm_journal_read.
 */
void crm_portfolio_reset(void *ctx);
void crm_portfolio_row(void *ctx, const struct crm_row *r);

/*
 * crm_portfolio_settle - to be called once when all rows are in.
 */
void crm_portfolio_settle(struct crm_portfolio *p);

/*
 * crm_portfolio_get - the figures of a client; zeros for one without rows.
 */
struct crm_holding crm_portfolio_get(const struct crm_portfolio *p, struct crm_str client);

/*
 * crm_quadrant - keep, watch, repair or leave.
 * Shape:   figures, revenue of all, number of clients, whether the risk is under the second band.
 *          High revenue is a share of at least 1 / clients.
 * Source:  S0.52; risk.md 8.
 */
const char *crm_quadrant(const struct crm_holding *h, int64_t total, size_t clients, bool calm);
#endif
