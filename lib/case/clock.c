/* clock.c - the clock of replies. */
#include "case/clock.h"
#include "base/sort.h"

enum { SEARCH = 400 }; /* closed days in a row, absences aside, after which the clock never runs */

static int by_from(const void *pa, const void *pb)
{
	const struct crm_absence *a = pa, *b = pb;

	return (a->from > b->from) - (a->from < b->from);
}

size_t crm_absence_merge(struct crm_absence *a, size_t n)
{
	size_t i, k = 0;

	crm_sort(a, n, sizeof *a, by_from);
	for (i = 0; i < n; i++) {
		if (a[i].to < a[i].from)
			continue;
		if (k && a[i].from <= (int64_t)a[k - 1].to + 1) {
			if (a[i].to > a[k - 1].to)
				a[k - 1].to = a[i].to;
		} else {
			a[k++] = a[i];
		}
	}
	return k;
}

/* The first absence that ends on a day or later. */
static size_t away_from(const struct crm_clock *c, int32_t day)
{
	size_t lo = 0, hi = c->away_n, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (c->away[mid].to < day)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* Both days counted. */
static int64_t open_days(const struct crm_clock *c, int32_t from, int32_t to)
{
	int64_t n;
	size_t i;

	if (to < from)
		return 0;
	if (c->elapsed)
		return (int64_t)to - from + 1;
	n = crm_calendar_open(c->calendar, from, to);
	for (i = away_from(c, from); i < c->away_n && c->away[i].from <= to; i++) {
		int32_t a = c->away[i].from > from ? c->away[i].from : from;
		int32_t b = c->away[i].to < to ? c->away[i].to : to;

		n -= crm_calendar_open(c->calendar, a, b);
	}
	return n;
}

int64_t crm_clock_minutes(const struct crm_clock *c, struct crm_when from, struct crm_when to)
{
	int64_t n;

	if (from.min == CRM_NO_MIN || to.min == CRM_NO_MIN)
		return CRM_DAY_MINUTES * open_days(c, from.day + 1, to.day);
	/* whole days but the last, the last up to its minute, less what the first had gone */
	n = CRM_DAY_MINUTES * open_days(c, from.day, to.day - 1);
	n += to.min * open_days(c, to.day, to.day);
	return n - from.min * open_days(c, from.day, from.day);
}

/* The first open day from a day on; false when the clock never runs again. */
static bool next_open(const struct crm_clock *c, int32_t *day)
{
	int32_t last = crm_date_day((struct crm_ymd){9999, 12, 31}), d = *day;
	int i = 0;
	size_t k;

	if (c->elapsed)
		return true;
	for (k = away_from(c, d); i < SEARCH && d <= last; d++, i++) {
		while (k < c->away_n && c->away[k].to < d)
			k++;
		if (k < c->away_n && c->away[k].from <= d) {
			d = c->away[k].to; /* an absence may last years */
			i = -1;
		} else if (!crm_calendar_closed(c->calendar, d)) {
			*day = d;
			return true;
		}
	}
	return false;
}

struct crm_when crm_clock_due(const struct crm_clock *c, struct crm_when received, int hours)
{
	bool timed = received.min != CRM_NO_MIN;
	int64_t left = (int64_t)hours * 60;
	int32_t day = received.day;
	int from = timed ? received.min : CRM_DAY_MINUTES;

	if (!timed)
		left -= left % CRM_DAY_MINUTES; /* whole days only */
	if (left == 0)
		return received;
	for (;; from = 0, day++) {
		int32_t was = day;

		if (!next_open(c, &day))
			return received;
		if (day != was)
			from = 0; /* it came on a closed day */
		if (left <= CRM_DAY_MINUTES - from)
			break;
		left -= CRM_DAY_MINUTES - from;
	}
	if (!timed)
		return (struct crm_when){day, CRM_NO_MIN};
	left += from;
	if (left == CRM_DAY_MINUTES)
		return (struct crm_when){day + 1, 0};
	return (struct crm_when){day, (int16_t)left};
}

bool crm_clock_late(const struct crm_clock *c, struct crm_when received, int hours,
	struct crm_when at)
{
	return crm_clock_minutes(c, received, at) > (int64_t)hours * 60;
}
