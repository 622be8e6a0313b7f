/* views.h - the views of crm-risk besides its report; each prints one and returns the status.
 * Room tool/risk; needs run.h.  The journal is read before. */
#ifndef CRM_TOOL_RISK_VIEWS_H
#define CRM_TOOL_RISK_VIEWS_H
#include "tool/risk/run.h"

/*
 * crm_risk_history - the risk of a client on each day with a row of it, and today.
 * Source:  S0.33; crm-risk(1).
 */
int crm_risk_history(struct crm_riskrun *r, struct crm_str client);

/*
 * crm_risk_join - any CSV with a column `client`, and risk, band and stage of each row's client.
 * Shape:   stream, its name for messages.
 * Source:  S0.2.
 */
int crm_risk_join(struct crm_riskrun *r, FILE *in, const char *name);

/*
 * crm_risk_explain - every reason with its rows and its action, the trust capital, the payer,
 * advice. Shape:   the clients in r->item, in that order; the client asked for, empty: all.  Text
 * unless -f asks for rows. Source:  S3.4, S1.1, S0.9, S0.40, S4.11, S0.42, S2.20, S0.35, S3.6,
 * S1.17; crm-risk(1).
 */
int crm_risk_explain(struct crm_riskrun *r);

/*
 * crm_risk_portfolio - each client's revenue, open money and cost in time beside its risk.
 * Shape:   the clients in r->item, with their scores.
 * Source:  S0.52, S0.3, S3.22, S0.13, S1.17.
 */
int crm_risk_portfolio(struct crm_riskrun *r);

/*
 * crm_risk_payers - how many days after the due day each client pays, by currency.
 * Shape:   the clients in r->item.
 * Source:  S0.42; crm-risk(1).
 */
int crm_risk_payers(struct crm_riskrun *r);

/*
 * crm_risk_checklist - the nine points with the client's own numbers.
 * Source:  S0.51.
 */
int crm_risk_checklist(struct crm_riskrun *r, struct crm_str client);

/*
 * crm_risk_backtest - whether the score foretells late payment in this book.
 * Source:  crm-risk(1).
 */
int crm_risk_backtest(struct crm_riskrun *r);
#endif
