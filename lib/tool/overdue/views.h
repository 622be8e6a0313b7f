/* views.h - what crm-overdue prints; each view prints and returns the status.
 * Room tool/overdue; needs caserun.h, due/overdue.h. */
#ifndef CRM_TOOL_OVERDUE_VIEWS_H
#define CRM_TOOL_OVERDUE_VIEWS_H
#include "due/item.h"
#include "due/overdue.h"
#include "tool/caserun.h"

/*
 * crm_overdue_read - absorb the rows that a request needs.
 * Shape:   run, request, events wanted beside -> 0, or -1.
 */
int crm_overdue_read(
	struct crm_caserun *r, const struct crm_overdue *want, uint64_t more, struct crm_err *e);

/*
 * crm_overdue_report - what is owed and late: rows, or with -f ics the tasks of a calendar, with
 * `events` its events.
 * Source:  crm-overdue(1).
 */
int crm_overdue_report(struct crm_caserun *r, struct crm_overdue *want, bool events);

/*
 * crm_overdue_aging - open money by age, a line a client and currency.
 * Source:  crm-overdue(1), --aging.
 */
int crm_overdue_aging(struct crm_caserun *r, const struct crm_overdue *want);

/*
 * crm_overdue_forecast - open invoices by the day on which they are expected, or their sums by month
 * and currency; prints and returns the status.
 * Source:  crm-overdue(1), --forecast.
 */
int crm_overdue_forecast(struct crm_caserun *r, const struct crm_overdue *want, bool months);
#endif
