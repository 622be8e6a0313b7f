/* calendar.h - which days are closed: week ends, holidays, one's own dates.
 * Room case; needs config/policy/policy.h and config/table/table.h (types).  Pure; the rows of holidays.csv are given. */
#ifndef CRM_CASE_CALENDAR_H
#define CRM_CASE_CALENDAR_H
#include "config/policy/policy.h"
#include "config/table/table.h"

struct crm_calendar {
	unsigned closed; /* bit 0 Monday .. bit 6 Sunday */
	enum crm_holidays holidays;
	const struct crm_holiday *extra;
	size_t extra_n;
};

/*
 * crm_easter - Easter Sunday of a year.
 * Source:  crm-tables(5) (Meeus, Jones, Butcher).
 */
int32_t crm_easter(int year);

/*
 * crm_calendar_holiday - whether a day is a holiday (week ends do not count).
 */
bool crm_calendar_holiday(const struct crm_calendar *c, int32_t day);

/*
 * crm_calendar_closed - whether a day is closed: closed week day or holiday.
 */
bool crm_calendar_closed(const struct crm_calendar *c, int32_t day);

/*
 * crm_calendar_open - open days from `from` to `to`, both counted; 0 when `to` is before `from`.
 * Unit:    days.  Takes time with the years between, not with the days.
 */
int64_t crm_calendar_open(const struct crm_calendar *c, int32_t from, int32_t to);

/*
 * crm_calendar_open_day - the day itself if open, else the next open one.
 * Source:  crm-tables(5); a calendar with no open day in 400 gives the day itself.
 */
int32_t crm_calendar_open_day(const struct crm_calendar *c, int32_t day);

/*
 * crm_calendar_add_open - the n-th open day after a day (grace); 0 gives the day itself.
 * Source:  a calendar with no open day in 400 gives the day itself.
 */
int32_t crm_calendar_add_open(const struct crm_calendar *c, int32_t day, int n);
#endif
