/* date.h - calendar days and civil minutes, without clocks or time zones.
 * Room format; needs base/str.h.  A date is a day number (0 = 1970-01-01, proleptic Gregorian) and
 * never passes through time_t.  Years 0001 to 9999.  Nothing here allocates. */
#ifndef CRM_FORMAT_DATE_H
#define CRM_FORMAT_DATE_H
#include "base/str.h"
#include <stdint.h>

/* A day number; CRM_NO_DAY where there is none. */
enum { CRM_NO_DAY = INT32_MIN };

/* A moment: a day, and a minute of it (0..1439) or CRM_NO_MIN where only the day is known. */
enum { CRM_NO_MIN = -1, CRM_DAY_MINUTES = 1440 };
struct crm_when {
	int32_t day;
	int16_t min;
};

struct crm_ymd {
	int year, month, day; /* month and day from 1 */
};

/*
 * crm_date_day, crm_date_ymd - between year, month, day and a day number.
 * Shape:   a valid date -> day number; any day number -> year, month, day.
 * Source:  proleptic Gregorian calendar, ISO 8601; Howard Hinnant's days_from_civil.
 */
int32_t crm_date_day(struct crm_ymd d);
struct crm_ymd crm_date_ymd(int32_t day);

/*
 * crm_date_ok - whether year, month and day make a date.
 */
bool crm_date_ok(struct crm_ymd d);

/*
 * crm_date_month_days - days of a month (28..31).
 */
int crm_date_month_days(int year, int month);

/*
 * crm_date_weekday - 0 Monday to 6 Sunday.
 */
int crm_date_weekday(int32_t day);

/*
 * crm_date_add_months - the same day number so many months on (or back), else that month's last.
 * Source:  ISO 8601.
 */
int32_t crm_date_add_months(int32_t day, int months);

/*
 * crm_date_parse - `2026-06-15`, nothing else.
 * Shape:   10 bytes -> 0 and *day, or -1.
 */
int crm_date_parse(struct crm_str s, int32_t *day);

/*
 * crm_when_parse - `2026-06-15` (no minute) or `2026-06-15T14:30`.
 * Shape:   10 or 16 bytes -> 0 and *out, or -1.
 * Source:  crm-journal(5).
 */
int crm_when_parse(struct crm_str s, struct crm_when *out);

/* The day that was parsed last, for rows one after the other: most are of the day of the one before.
 * Zeroed at the beginning. */
struct crm_day_last {
	char text[10];
	int32_t day;
};

/*
 * crm_when_parse_next - the same, of the next row.
 */
int crm_when_parse_next(struct crm_str s, struct crm_day_last *last, struct crm_when *out);

/*
 * crm_date_text, crm_when_text - ISO text with a NUL; CRM_NO_DAY gives "".
 */
enum { CRM_WHEN_TEXT = 24 };
void crm_date_text(int32_t day, char out[CRM_WHEN_TEXT]);
void crm_when_text(struct crm_when w, char out[CRM_WHEN_TEXT]);

/*
 * crm_when_key - one number that orders moments as the bytes of their text do: a day without a
 * minute comes before all minutes of that day.
 */
static inline int64_t crm_when_key(struct crm_when w)
{
	return (int64_t)w.day * 2048 + w.min + 1;
}

/*
 * crm_when_reaches - whether one moment is not before another, as far as is known: on one day the
 * minutes decide only where both have one.
 */
static inline bool crm_when_reaches(struct crm_when a, struct crm_when b)
{
	if (a.day != b.day || a.min == CRM_NO_MIN || b.min == CRM_NO_MIN)
		return a.day >= b.day;
	return a.min >= b.min;
}

/* A span of time as policies write it: days, weeks, months, hours. */
struct crm_span {
	int32_t n;
	char unit; /* d, w, m, h */
};

/*
 * crm_span_parse - `14d`, `2w`, `2m`, `24h`.
 * Shape:   text, letters allowed as units, e.g. "dm" -> 0 and *out, or -1 (n is 0..36500).
 */
int crm_span_parse(struct crm_str s, const char *units, struct crm_span *out);

/*
 * crm_span_after - the day a span after a day (hours count as whole days, rounded down).
 */
int32_t crm_span_after(int32_t day, struct crm_span s);
#endif
