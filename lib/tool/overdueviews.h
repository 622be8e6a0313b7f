/* overdueviews.h - what crm-overdue prints; each view prints and returns the status.
 * Room tool; needs overduerun.h. */
#ifndef CRM_TOOL_OVERDUEVIEWS_H
#define CRM_TOOL_OVERDUEVIEWS_H
#include "tool/overduerun.h"

/*
 * crm_overdue_report - what is owed and late: rows, or with -f ics the tasks of a calendar.
 * Source:  crm-overdue(1).
 */
int crm_overdue_report(struct crm_overduerun *r);

/*
 * crm_overdue_aging - open money by age, a line a client and currency.
 * Source:  crm-overdue(1), --aging.
 */
int crm_overdue_aging(struct crm_overduerun *r);
#endif
