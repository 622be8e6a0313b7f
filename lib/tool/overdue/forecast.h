/* forecast.h - crm-overdue --forecast: when open money may come.
 * Room tool/overdue; needs caserun.h, due/item.h. */
#ifndef CRM_TOOL_OVERDUE_FORECAST_H
#define CRM_TOOL_OVERDUE_FORECAST_H
#include "due/item.h"
#include "tool/caserun.h"

/*
 * crm_overdue_forecast - open invoices by the day on which they are expected, or their sums by month
 * and currency; prints and returns the status.
 * Source:  crm-overdue(1), --forecast.
 */
int crm_overdue_forecast(struct crm_caserun *r, const struct crm_overdue *want, bool months);
#endif
