/* calendar.h - which days are closed: week ends, holidays, one's own dates.
 * Room rule; needs book/policy.h (types).  Pure; the rows of holidays.csv are given. */
#ifndef CRM_RULE_CALENDAR_H
#define CRM_RULE_CALENDAR_H
#include "book/policy.h"

/* A rule row of holidays.csv: a date, a day of every year, or days after Easter. */
struct crm_holiday {
	enum { CRM_HOLIDAY_DATE, CRM_HOLIDAY_YEARLY, CRM_HOLIDAY_EASTER } how;
	int32_t n; /* day number; month * 100 + day; days after Easter Sunday */
};

struct crm_calendar {
	unsigned closed; /* bit 0 Monday .. bit 6 Sunday */
	enum crm_holidays holidays;
	const struct crm_holiday *extra;
	size_t extra_n;
};

/*
 * crm_easter - Easter Sunday of a year.
 * Source:  facts.md 7 (Meeus, Jones, Butcher).
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
 * crm_calendar_open_day - the day itself if open, else the next open one.
 * Source:  facts.md 9; a calendar with no open day in 400 gives the day itself.
 */
int32_t crm_calendar_open_day(const struct crm_calendar *c, int32_t day);

/*
 * crm_calendar_add_open - n open days after a day (grace).
 */
int32_t crm_calendar_add_open(const struct crm_calendar *c, int32_t day, int n);
#endif
