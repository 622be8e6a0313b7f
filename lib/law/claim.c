/* claim.c - days that count before a court. */
#include "law/claim.h"

enum { FORFEIT = 2, SERVE_BEFORE = 6, SERVE = 3, OPPOSE = 1, ENFORCE = 2 }; /* months */

int32_t crm_claim_forfeit(int32_t last_date)
{
	return last_date == CRM_NO_DAY ? CRM_NO_DAY : crm_date_add_months(last_date, FORFEIT);
}

struct crm_order crm_order_days(const struct crm_calendar *cal, int32_t granted, int32_t served)
{
	int32_t decree = crm_date_day((struct crm_ymd){2026, 9, 1});
	struct crm_order o = {CRM_NO_DAY, CRM_NO_DAY, CRM_NO_DAY};

	if (granted != CRM_NO_DAY)
		o.serve = crm_date_add_months(granted, granted < decree ? SERVE_BEFORE : SERVE);
	if (served == CRM_NO_DAY)
		return o;
	o.oppose = crm_calendar_open_day(cal, crm_date_add_months(served, OPPOSE));
	o.enforce = crm_calendar_open_day(cal, crm_date_add_months(served, ENFORCE)) + 1;
	return o;
}
