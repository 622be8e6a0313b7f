/* backtest.h - does the score foretell late payment in this book?
 * Room trust; needs score.h.  Pure.
 *
 * Use: crm_scorer_client and crm_backtest_client for each client, in byte order of their names;
 * then crm_backtest_end.
 * Source:  crm-risk(1). */
#ifndef CRM_TRUST_BACKTEST_H
#define CRM_TRUST_BACKTEST_H
#include "trust/score.h"

enum { CRM_BACKTEST_LEAST = 30, CRM_BACKTEST_KNOWN = 3, CRM_FIFTHS = 5 };

/* One invoice: the risk before it was written, and what became of it. */
struct crm_trial {
	int risk; /* tenths */
	bool late;
	size_t place; /* in order of discovery */
};

struct crm_backtest {
	struct crm_trial *trial;
	size_t n, cap;
	size_t closed;	  /* invoices of the book that are closed */
	size_t late;	  /* of the trials */
	int auc, placebo; /* thousandths */
	struct {
		size_t n, late;
	} fifth[CRM_FIFTHS]; /* by risk, the lowest first */
};

/*
 * crm_backtest_client - try the invoices of the client that the scorer has.
 * Shape:   -> trials added: of each invoice that is decided, the risk of its issue day seen from
 * the rows dated before it, when at least CRM_BACKTEST_KNOWN others were known then.
 */
void crm_backtest_client(struct crm_backtest *b, struct crm_scorer *s, struct crm_when now);

/*
 * crm_backtest_end - the figures.
 * Shape:   -> true; false when there are too few closed invoices, or only one outcome.
 *          auc: the share of pairs, one late and one not, in which the late one had the higher
 * risk, ties half.  placebo: the same with the risks dealt out anew, always in the same way.
 */
bool crm_backtest_end(struct crm_backtest *b);

void crm_backtest_release(struct crm_backtest *b);
#endif
