/* next.h - what to do about a client: for each reason, and the one act that is next.
 * Room tool/risk; needs case.h. */
#ifndef CRM_TOOL_RISK_NEXT_H
#define CRM_TOOL_RISK_NEXT_H
#include "tool/risk/case.h"

/*
 * crm_risknext_signal - what to do about the rows behind a reason, as the lists have it: a reminder may wait
 * behind another message, and what I put off myself is no act of today.
 */
void crm_risknext_signal(
	const struct crm_riskcase *c, struct crm_case *of, int signal, struct crm_action *out);

/*
 * crm_risknext_of - the one act that is next.
 * Shape:   -> *best: the answer that is owed, what the heaviest reason still asks for, what the lists have as
 *          late, or a wait; `then` is what comes on the day until which one waits, or CRM_ACT_NONE.
 *          CRM_STATE_NONE: nothing at all.
 */
void crm_risknext_of(const struct crm_riskcase *c, struct crm_case *of, struct crm_action *best,
	enum crm_act *then);

/*
 * crm_risknext_stranger - whether nobody has known them for long, or has met them: little is known.
 */
bool crm_risknext_stranger(const struct crm_riskcase *c, const struct crm_case *of);
#endif
