/* date.c - calendar days and civil minutes. */
#include "format/date.h"
#include "base/num.h"
#include <endian.h>

#define BYTES(n) (UINT64_C(0x0101010101010101) * (n)) /* eight times the same byte */

int32_t crm_date_day(struct crm_ymd d)
{
	/* years begin in March, so that the leap day is their last; 400 more keep all above zero */
	static const short before[] = {306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275};
	unsigned y = (unsigned)((d.month <= 2 ? d.year - 1 : d.year) + 400);

	return (int32_t)(365 * y + y / 4 - y / 100 + y / 400) + before[d.month - 1] + d.day - 1 -
	       719468 - 146097;
}

struct crm_ymd crm_date_ymd(int32_t day)
{
	int32_t z = day + 719468;
	int32_t era = (z >= 0 ? z : z - 146096) / 146097;
	int32_t doe = z - era * 146097;
	int32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int32_t mp = (5 * doy + 2) / 153;
	struct crm_ymd d;

	d.day = doy - (153 * mp + 2) / 5 + 1;
	d.month = mp < 10 ? mp + 3 : mp - 9;
	d.year = yoe + era * 400 + (d.month <= 2);
	return d;
}

int crm_date_month_days(int year, int month)
{
	static const signed char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	if (month == 2 && ((year % 4 == 0 && year % 100 != 0) || year % 400 == 0))
		return 29;
	return days[month - 1];
}

bool crm_date_ok(struct crm_ymd d)
{
	return d.year >= 1 && d.year <= 9999 && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
	       d.day <= crm_date_month_days(d.year, d.month);
}

int crm_date_weekday(int32_t day)
{
	int w = (day + 3) % 7; /* 1970-01-01 was a Thursday */

	return w < 0 ? w + 7 : w;
}

int32_t crm_date_add_months(int32_t day, int months)
{
	struct crm_ymd d = crm_date_ymd(day);
	int m = d.year * 12 + d.month - 1 + months, last;

	d.year = m / 12;
	d.month = m % 12 + 1;
	last = crm_date_month_days(d.year, d.month);
	if (d.day > last)
		d.day = last;
	return crm_date_day(d);
}

static int two(const char *p)
{
	if (!crm_is_digit(p[0]) || !crm_is_digit(p[1]))
		return -1;
	return (p[0] - '0') * 10 + p[1] - '0';
}

int crm_date_parse(struct crm_str s, int32_t *day)
{
	struct crm_ymd d;
	uint32_t year;
	uint16_t month, mday;
	uint64_t w;

	if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-')
		return -1;
	memcpy(&year, s.p, 4);
	memcpy(&month, s.p + 5, 2);
	memcpy(&mday, s.p + 8, 2);
	w = le32toh(year) | (uint64_t)le16toh(month) << 32 | (uint64_t)le16toh(mday) << 48;
	/* eight digits at once, twice a row: what is no digit gets bit 7 by one of both ways */
	w -= BYTES('0');
	if ((w | (w + BYTES(0x7f - 9))) & BYTES(0x80))
		return -1;
	w = w * 10 + (w >> 8); /* pairs, in every other byte */
	d.year = (int)(w & 0xff) * 100 + (int)(w >> 16 & 0xff);
	d.month = (int)(w >> 32 & 0xff);
	d.day = (int)(w >> 48 & 0xff);
	if (!crm_date_ok(d))
		return -1;
	*day = crm_date_day(d);
	return 0;
}

static int minute_parse(struct crm_str s, int16_t *min)
{
	int h, m;

	if (s.n != 6 || s.p[0] != 'T' || s.p[3] != ':')
		return -1;
	h = two(s.p + 1);
	m = two(s.p + 4);
	if (h < 0 || h > 23 || m < 0 || m > 59)
		return -1;
	*min = (int16_t)(h * 60 + m);
	return 0;
}

int crm_when_parse_next(struct crm_str s, struct crm_day_last *last, struct crm_when *out)
{
	int32_t day = last->day;
	int16_t min = CRM_NO_MIN;

	if (s.n != 10 && s.n != 16)
		return -1;
	if (memcmp(s.p, last->text, sizeof last->text) != 0) {
		if (crm_date_parse((struct crm_str){s.p, 10}, &day))
			return -1;
		memcpy(last->text, s.p, sizeof last->text);
		last->day = day;
	}
	if (s.n == 16 && minute_parse((struct crm_str){s.p + 10, 6}, &min))
		return -1;
	/* one by one: a copy of both waits until all that was written before is in the cache */
	out->day = day;
	out->min = min;
	return 0;
}

int crm_when_parse(struct crm_str s, struct crm_when *out)
{
	struct crm_day_last none = {"", 0};

	return crm_when_parse_next(s, &none, out);
}

/* The last two digits of a number. */
static void digits(char *out, int n)
{
	out[0] = (char)('0' + n / 10 % 10);
	out[1] = (char)('0' + n % 10);
}

void crm_date_text(int32_t day, char out[CRM_WHEN_TEXT])
{
	crm_when_text((struct crm_when){day, CRM_NO_MIN}, out);
}

void crm_when_text(struct crm_when w, char out[CRM_WHEN_TEXT])
{
	struct crm_ymd d;

	if (w.day == CRM_NO_DAY) {
		out[0] = '\0';
		return;
	}
	/* digits by hand: reports of many rows write many dates */
	d = crm_date_ymd(w.day);
	memcpy(out, "0000-00-00T00:00", 17);
	digits(out, d.year / 100);
	digits(out + 2, d.year);
	digits(out + 5, d.month);
	digits(out + 8, d.day);
	if (w.min == CRM_NO_MIN) {
		out[10] = '\0';
		return;
	}
	digits(out + 11, w.min / 60);
	digits(out + 14, w.min % 60);
}

int crm_span_parse(struct crm_str s, const char *units, struct crm_span *out)
{
	int64_t n;

	if (s.n < 2 || !strchr(units, s.p[s.n - 1]) ||
		crm_num_parse((struct crm_str){s.p, s.n - 1}, 0, 36500, &n))
		return -1;
	out->n = (int32_t)n;
	out->unit = s.p[s.n - 1];
	return 0;
}

int32_t crm_span_after(int32_t day, struct crm_span s)
{
	switch (s.unit) {
	case 'w': return day + 7 * s.n;
	case 'm': return crm_date_add_months(day, s.n);
	case 'h': return day + s.n / 24;
	default: return day + s.n;
	}
}
