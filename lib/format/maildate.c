/* maildate.c - the moment in the Date of a mail. */
#include "format/maildate.h"
#include "base/num.h"
#include "format/header.h"

enum { WORDS = 12, FIRST = 1970, LAST = 2199 };

static bool is_end(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ',' || c == '(';
}

static void skip(struct crm_str *s, size_t n)
{
	s->p += n;
	s->n -= n;
}

/* The next word; comments, blanks and commas are passed over. */
static struct crm_str word(struct crm_str *s)
{
	size_t depth = 0, n = 0;

	while (s->n && (depth || is_end(s->p[0]))) {
		depth += s->p[0] == '(';
		depth -= depth && s->p[0] == ')';
		skip(s, 1);
	}
	while (n < s->n && !is_end(s->p[n]))
		n++;
	skip(s, n);
	return (struct crm_str){s->p - n, n};
}

/* The month that a name begins with, as other languages' programs abbreviate it in English; 0: none. */
static int month_of(struct crm_str s)
{
	static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
	int i;

	for (i = 0; s.n >= 3 && i < 12; i++)
		if (crm_header_is((struct crm_str){s.p, 3}, (char[]){names[3 * i], names[3 * i + 1],
							       names[3 * i + 2], '\0'}))
			return i + 1;
	return 0;
}

/* hh:mm or hh:mm:ss, as minutes; a leap second is one of its minute. */
static int time_of(struct crm_str s, int *minutes)
{
	int64_t h, m, sec;
	struct crm_str rest = s, a = crm_str_word(&rest, ':'), b = crm_str_word(&rest, ':'),
		       c = crm_str_word(&rest, ':');
	const char *point = c.n ? memchr(c.p, '.', c.n) : NULL;

	if (point)
		c.n = (size_t)(point - c.p);
	if (rest.n || crm_num_parse(a, 0, 23, &h) || crm_num_parse(b, 0, 59, &m) ||
		(c.n && crm_num_parse(c, 0, 60, &sec)))
		return -1;
	*minutes = (int)(h * 60 + m);
	return 0;
}

/* Minutes east of UTC. */
static int zone_of(struct crm_str s)
{
	static const struct {
		const char *name;
		int hours;
	} names[] = {{"edt", -4}, {"est", -5}, {"cdt", -5}, {"cst", -6}, {"mdt", -6}, {"mst", -7},
		{"pdt", -7}, {"pst", -8}, {"cet", 1}, {"cest", 2}, {"met", 1}, {"mest", 2}, {"bst", 1}};
	int64_t v;
	size_t i;

	if (s.n == 5 && (s.p[0] == '+' || s.p[0] == '-') &&
		!crm_num_parse((struct crm_str){s.p + 1, 4}, 0, 2359, &v) && v % 100 < 60)
		return (int)(v / 100 * 60 + v % 100) * (s.p[0] == '-' ? -1 : 1);
	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (crm_header_is(s, names[i].name))
			return names[i].hours * 60;
	return 0;
}

static int year_of(struct crm_str s, int *year)
{
	int64_t v;

	if (s.n < 2 || s.n > 4 || crm_num_parse(s, 0, 9999, &v))
		return -1;
	if (s.n == 2)
		v += v < 50 ? 2000 : 1900;
	else if (s.n == 3)
		v += 1900;
	*year = (int)v;
	return v < FIRST || v > LAST ? -1 : 0;
}

/* Day and month, behind the name of the day; a few write the month first. */
static int day_of(const struct crm_str w[WORDS], struct crm_ymd *d, size_t *at)
{
	int64_t day;
	size_t i;

	for (i = 0; i < 2; i++) {
		d->month = month_of(w[i + 1]);
		if (d->month && !crm_num_parse(w[i], 1, 31, &day))
			break;
		d->month = month_of(w[i]);
		if (d->month && !crm_num_parse(w[i + 1], 1, 31, &day))
			break;
	}
	d->day = i < 2 ? (int)day : 0;
	*at = i + 2;
	return i < 2 ? 0 : -1;
}

int crm_maildate_parse(struct crm_str body, struct crm_when *utc)
{
	struct crm_str w[WORDS], year, time, zone;
	struct crm_ymd d;
	int minutes;
	size_t i;

	for (i = 0; i < WORDS; i++)
		w[i] = word(&body);
	if (day_of(w, &d, &i))
		return -1;
	year = w[i];
	time = w[i + 1];
	zone = w[i + 2];
	if (time_of(time, &minutes)) { /* asctime(3), date(1): the year stands last */
		if (time_of(w[i], &minutes))
			return -1;
		year = w[i + 1];
		if (year_of(year, &d.year)) {
			zone = year;
			year = w[i + 2];
		}
	}
	if (year_of(year, &d.year) || !crm_date_ok(d))
		return -1;
	minutes -= zone_of(zone);
	utc->day = crm_date_day(d) + (minutes < 0 ? -1 : minutes / CRM_DAY_MINUTES);
	utc->min = (int16_t)((minutes + CRM_DAY_MINUTES) % CRM_DAY_MINUTES);
	return 0;
}
