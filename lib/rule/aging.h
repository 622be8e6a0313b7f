/* aging.h - open money by age, a line a client and currency.
 * Room rule; needs standing.h.  As of the day of the view, which may be any past day. */
#ifndef CRM_RULE_AGING_H
#define CRM_RULE_AGING_H
#include "rule/standing.h"

/* Not due yet, then 1-30, 31-60, 61-90, 91 and more days past due. */
enum { CRM_AGES = 5 };

struct crm_aging {
	struct crm_str client;
	int currency;
	int64_t age[CRM_AGES], total; /* minor units */
};

/*
 * crm_aging_of - the lines, by client, then currency code.
 * Shape:   view with all rows absorbed, smallest balance that counts -> array in the view's arena
 *          and *n.  An invoice without due date is current.
 */
struct crm_aging *crm_aging_of(struct crm_view *v, int64_t min, size_t *n);
#endif
