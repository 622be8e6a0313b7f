/* checklist.h - the nine points of a good relation, with the client's own numbers.
 * Room trust; needs advice.h.  Pure.
 * Source:  S0.51, S0.54, S0.7, S0.25, S0.55, S1.21, S1.26, S1.33, S3.11. */
#ifndef CRM_TRUST_CHECKLIST_H
#define CRM_TRUST_CHECKLIST_H
#include "trust/advice/advice.h"

/* How a figure stands against its norm, the worst first. */
enum crm_check_mark { CRM_CHECK_BAD, CRM_CHECK_WATCH, CRM_CHECK_NONE, CRM_CHECK_GOOD };

/* One line: the point it belongs to, what is counted, the number. */
struct crm_check {
	const char *point;  /* space, collaboration, exchanges … as claims name them */
	const char *figure; /* the same in every language: days_since_meeting */
	const char *title;  /* for people, marked N_ */
	const char *claim;
	struct crm_str value; /* a number, a date, yes or no; empty: not known */
	struct crm_str norm;  /* what is wished: `yes`, `<= 60`, `>= 2`, `0`; empty: nothing is */
	enum crm_check_mark mark; /* NONE: no norm, or nothing known */
};

enum { CRM_CHECKS_MOST = 40 };

/*
 * crm_check_mark_name - bad, watch, good; empty for none.
 */
const char *crm_check_mark_name(enum crm_check_mark mark);

/*
 * crm_checklist_of - all lines, the worst mark first, then in the order of the nine points.
 * Shape:   case, evidence and praise through its score, arena for values -> out, how many.
 */
size_t crm_checklist_of(const struct crm_advice_case *c, struct crm_arena *a,
	struct crm_check out[CRM_CHECKS_MOST]);
#endif
