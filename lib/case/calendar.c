/* calendar.c - closed days. */
#include "case/calendar.h"

/* Days after Easter Sunday. */
enum { GOOD_FRIDAY = -2, EASTER_MONDAY = 1, ASCENSION = 39, WHIT_MONDAY = 50 };
enum { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY };

enum { SEARCH = 400 }; /* days looked through for an open one */

/* Holidays of France on a day of the month (C. trav. L3133-1); the last one in Alsace-Moselle. */
static const int16_t fixed[] = {101, 501, 508, 714, 815, 1101, 1111, 1225, 1226};
static const int8_t movable[] = {EASTER_MONDAY, ASCENSION, WHIT_MONDAY, GOOD_FRIDAY};
enum { FIXED = sizeof fixed / sizeof *fixed, MOVABLE = sizeof movable / sizeof *movable };

int32_t crm_easter(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int g = (b - (b + 8) / 25 + 1) / 3;
	int h = (19 * a + b - b / 4 - g + 15) % 30;
	int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
	int n = h + l - 7 * ((a + 11 * h + 22 * l) / 451) + 114;

	return crm_date_day((struct crm_ymd){year, n / 31, n % 31 + 1});
}

/* Whether a day of France is a holiday.  All movable ones fall between 20 March and 14 June and on
 * three weekdays, so that Easter is worked out for few days. */
static bool french(const struct crm_calendar *c, int32_t day, struct crm_ymd d)
{
	bool alsace = c->holidays == CRM_HOLIDAYS_FR_ALSACE;
	int md = d.month * 100 + d.day, weekday, i;

	for (i = 0; i < FIXED - !alsace; i++)
		if (md == fixed[i])
			return true;
	weekday = crm_date_weekday(day);
	if (md < 320 || md > 614 ||
		(weekday != MONDAY && weekday != THURSDAY && (weekday != FRIDAY || !alsace)))
		return false;
	for (i = 0; i < MOVABLE - !alsace; i++)
		if (day == crm_easter(d.year) + movable[i])
			return true;
	return false;
}

static bool is_row(const struct crm_holiday *h, int32_t day, struct crm_ymd d)
{
	switch (h->how) {
	case CRM_HOLIDAY_DATE: return h->n == day;
	case CRM_HOLIDAY_YEARLY: return h->n == d.month * 100 + d.day;
	case CRM_HOLIDAY_EASTER: return day == crm_easter(d.year) + h->n;
	}
	return false;
}

/* Whether the holidays of the country or one of the first `rows` rows make a day a holiday. */
static bool holiday(const struct crm_calendar *c, int32_t day, size_t rows)
{
	struct crm_ymd d;
	size_t i;

	if (c->holidays == CRM_HOLIDAYS_NONE && rows == 0)
		return false;
	d = crm_date_ymd(day);
	if (c->holidays != CRM_HOLIDAYS_NONE && french(c, day, d))
		return true;
	for (i = 0; i < rows; i++)
		if (is_row(&c->extra[i], day, d))
			return true;
	return false;
}

static bool weekday_closed(const struct crm_calendar *c, int32_t day)
{
	return c->closed >> crm_date_weekday(day) & 1u;
}

bool crm_calendar_holiday(const struct crm_calendar *c, int32_t day)
{
	return holiday(c, day, c->extra_n);
}

bool crm_calendar_closed(const struct crm_calendar *c, int32_t day)
{
	return weekday_closed(c, day) || crm_calendar_holiday(c, day);
}

/* Days of the span whose weekday is open. */
static int64_t open_weekdays(const struct crm_calendar *c, int32_t from, int32_t to)
{
	int64_t days = (int64_t)to - from + 1, n = 0;
	int i, first = crm_date_weekday(from);

	for (i = 0; i < 7; i++) /* the i-th day of every week that begins at `from` */
		if (!(c->closed >> (first + i) % 7 & 1u))
			n += days / 7 + (i < days % 7);
	return n;
}

struct span {
	const struct crm_calendar *c;
	int32_t from, to;
};

/* 1 when a holiday takes an open day out of the span. */
static int takes(const struct span *s, int32_t day)
{
	return day >= s->from && day <= s->to && !weekday_closed(s->c, day);
}

/* Open weekdays of the span that are French holidays of a year; two may fall on one day. */
static int64_t french_of(const struct span *s, int year)
{
	bool alsace = s->c->holidays == CRM_HOLIDAYS_FR_ALSACE;
	int32_t easter = crm_easter(year), day[MOVABLE];
	int64_t n = 0;
	int i, j, count = MOVABLE - !alsace;
	bool same;

	for (i = 0; i < count; i++) {
		day[i] = easter + movable[i];
		n += takes(s, day[i]);
	}
	for (i = 0; i < FIXED - !alsace; i++) {
		int32_t d = crm_date_day((struct crm_ymd){year, fixed[i] / 100, fixed[i] % 100});

		for (same = false, j = 0; j < count; j++)
			same = same || day[j] == d;
		n += !same && takes(s, d);
	}
	return n;
}

/* The day of a yearly row, or CRM_NO_DAY in a year without 29 February. */
static int32_t row_day(const struct crm_holiday *h, int year)
{
	struct crm_ymd d = {year, h->n / 100, h->n % 100};

	if (h->how == CRM_HOLIDAY_EASTER)
		return crm_easter(year) + h->n;
	return crm_date_ok(d) ? crm_date_day(d) : CRM_NO_DAY;
}

/* Open weekdays that row i takes and nothing before it has taken. */
static int64_t taken_by(const struct span *s, size_t i, int first, int last)
{
	const struct crm_holiday *h = &s->c->extra[i];
	int64_t n = 0;
	int year;

	if (h->how == CRM_HOLIDAY_DATE)
		return takes(s, h->n) && !holiday(s->c, h->n, i);
	for (year = first; year <= last; year++) {
		int32_t day = row_day(h, year);

		n += day != CRM_NO_DAY && takes(s, day) && !holiday(s->c, day, i);
	}
	return n;
}

int64_t crm_calendar_open(const struct crm_calendar *c, int32_t from, int32_t to)
{
	struct span s = {c, from, to};
	int first, last, year;
	int64_t n;
	size_t i;

	if (to < from)
		return 0;
	n = open_weekdays(c, from, to);
	first = crm_date_ymd(from).year;
	last = crm_date_ymd(to).year;
	if (c->holidays != CRM_HOLIDAYS_NONE)
		for (year = first; year <= last; year++)
			n -= french_of(&s, year);
	for (i = 0; i < c->extra_n; i++)
		n -= taken_by(&s, i, first, last);
	return n;
}

int32_t crm_calendar_open_day(const struct crm_calendar *c, int32_t day)
{
	int i;

	for (i = 0; i < SEARCH; i++)
		if (!crm_calendar_closed(c, day + i))
			return day + i;
	return day;
}

int32_t crm_calendar_add_open(const struct crm_calendar *c, int32_t day, int n)
{
	int32_t at = day, next;

	for (; n > 0; n--) {
		next = crm_calendar_open_day(c, at + 1);
		if (crm_calendar_closed(c, next))
			return day;
		at = next;
	}
	return at;
}
