/* advice.h - what to do about a relation, beyond the one action of each reason.
 * Room trust/advice; needs rule.h.  Pure.  A table of rules: each looks at the rows
 * that count, the score and the profile.  Never a reproach: it dwells on the solution (S0.9,
 * S0.34). */
#ifndef CRM_TRUST_ADVICE_ADVICE_H
#define CRM_TRUST_ADVICE_ADVICE_H
#include "trust/advice/rule.h"

struct crm_advice {
	const char *claim; /* claim IDs between blanks */
	const char *text;  /* marked N_; may hold one %.*s for `arg` */
	struct crm_str arg;
};

enum { CRM_ADVICE_MOST = 64 };

/*
 * crm_advice_of - the advice that fits, the gravest first.
 * Shape:   case -> out, at most CRM_ADVICE_MOST; how many.
 * Source:  crm-rules(7).
 */
size_t crm_advice_of(const struct crm_advice_case *c, struct crm_advice out[CRM_ADVICE_MOST]);

/*
 * crm_advice_rule - the i-th rule's claim and text (a claim may have several); NULL at the end. For
 * tests of their words.
 */
const struct crm_advice *crm_advice_rule(size_t i);

/* The steps with an unhappy client (S2.20), in their order. */
enum crm_care_step {
	CRM_CARE_LISTEN,   /* S2.13: until diagnosed */
	CRM_CARE_EMPATHY,  /* S2.15 */
	CRM_CARE_EGO,	   /* S2.16 */
	CRM_CARE_APOLOGY,  /* S2.18: until an apology */
	CRM_CARE_POSITIVE, /* S2.19: until a gesture */
	CRM_CARE_STEPS,
};

/*
 * crm_care_next - the next step with the newest incident of a quarter that wants one.
 * Shape:   -> step, or CRM_CARE_STEPS: nothing is open, or nothing but to settle it; *incident its
 *          row or NULL.
 * Source:  S2.20; who insults or deceives is no unhappy client, nor is a guess of mine one.
 */
enum crm_care_step crm_care_next(const struct crm_advice_case *c, const struct crm_row **incident);
#endif
