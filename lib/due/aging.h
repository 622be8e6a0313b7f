/* aging.h - open money by age, a line a client and currency.
 * Room due; needs item.h.  As of the day of the view, which may be any past day. */
#ifndef CRM_DUE_AGING_H
#define CRM_DUE_AGING_H
#include "due/item.h"

/* Not due yet, then 1-30, 31-60, 61-90, 91 and more days past due. */
enum { CRM_AGES = 5 };

struct crm_aging {
	struct crm_str client;
	int currency;
	int64_t age[CRM_AGES], total; /* minor units */
};

/*
 * crm_aging_of - the lines, by client, then currency code.
 * Shape:   view with all rows absorbed, what is asked for (its min) -> array in the view's arena and
 *          *n.  An invoice without due date is current; what is written off is no open money.
 */
struct crm_aging *crm_aging_of(struct crm_view *v, const struct crm_overdue *o, size_t *n);

/* The events it needs. */
#define CRM_AGING_EVENTS (CRM_MONEY_EVENTS | CRM_MONEY_ABOUT)
#endif
