/* riskviews.h - the views of crm-risk besides its report; each prints one and returns the status.
 * Room tool; needs riskrun.h.  The journal is read before. */
#ifndef CRM_TOOL_RISKVIEWS_H
#define CRM_TOOL_RISKVIEWS_H
#include "tool/riskrun.h"

/*
 * crm_risk_history - the risk of a client on each day with a row of it, and today.
 * Source:  S0.33; risk.md 8.
 */
int crm_risk_history(struct crm_riskrun *r, struct crm_str client);

/*
 * crm_risk_join - any CSV with a column `client`, and risk, band and stage of each row's client.
 * Shape:   stream, its name for messages.
 * Source:  S0.2.
 */
int crm_risk_join(struct crm_riskrun *r, FILE *in, const char *name);

/*
 * crm_risk_backtest - whether the score foretells late payment in this book.
 * Source:  risk.md 8.
 */
int crm_risk_backtest(struct crm_riskrun *r);
#endif
