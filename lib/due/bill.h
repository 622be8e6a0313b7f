/* bill.h - what invoices give rise to.
 * Room due; needs item.h. */
#ifndef CRM_DUE_BILL_H
#define CRM_DUE_BILL_H
#include "due/item.h"

/*
 * crm_list_agreed - a date that we agreed on for an invoice passes, and money is still owed.  S0.43.
 * crm_list_paid_late - invoices paid late that leave interest and the fee behind.
 */
crm_list crm_list_agreed, crm_list_paid_late;

/*
 * crm_bill_action - what to do about an invoice item today: what the ladder says, or what ends its
 * holds.
 * Source:  S2.9 to S2.12.
 */
void crm_bill_action(const struct crm_case *c, struct crm_item *it);

/* So many days before, it is on the page of every morning. */
enum { CRM_CLAIM_NEAR = 14 };

/*
 * crm_bill_step - the step of the ladder that comes next for an invoice item.
 * Shape:   calendar, policy, item -> its place and the first day on which it may go out, holds aside; -1 and
 *          CRM_NO_DAY at the end of the ladder.
 */
int crm_bill_step(const struct crm_calendar *calendar, const struct crm_policy *policy,
	const struct crm_item *it, int32_t *day);
#endif
