/* text.h - one client explained as text, on one screen for the usual one.
 * Room tool/risk; needs case.h, trust/whatif.h. */
#ifndef CRM_TOOL_RISK_TEXT_H
#define CRM_TOOL_RISK_TEXT_H
#include "tool/risk/case.h"
#include "trust/whatif.h"

/*
 * crm_risk_text - print a client: what to do first, each reason with its newest rows and what is to
 * be done, the trust capital, the payer, what else there is to say.
 * Shape:   run, case read, whether another client stands above.
 */
void crm_risk_text(struct crm_riskrun *r, const struct crm_riskcase *c, bool again);
#endif
