/* day.c - days and moments as people type them. */
#include "format/day.h"
#include "base/num.h"

enum { LONGEST = 32 }; /* bytes of the longest words, and some */

/* A text in small letters without accents, one blank between its words. */
struct plain {
	char text[LONGEST + 1];
	size_t n;
};

/* Of the letters with accents only those of the words below. */
static char unaccented(const char *p)
{
	if ((unsigned char)p[0] != 0xc3)
		return '\0';
	switch ((unsigned char)p[1]) {
	case 0xa0: return 'a';
	case 0x80: return 'a';
	case 0xbb:
	case 0x9b: return 'u';
	case 0xa8:
	case 0xa9:
	case 0x88:
	case 0x89: return 'e';
	default: return '\0';
	}
}

static int plain_make(struct crm_str s, struct plain *out)
{
	size_t i;
	char c;

	out->n = 0;
	for (i = 0; i < s.n; i++) {
		c = s.p[i];
		if (c >= 'A' && c <= 'Z') {
			c = (char)(c - 'A' + 'a');
		} else if ((c == '-' && i && !(i + 1 < s.n && crm_is_digit(s.p[i + 1]))) || c == '_') {
			c = ' ';
		} else if (i + 2 < s.n && memcmp(s.p + i, "\xe2\x80\x99", 3) == 0) {
			c = '\'';
			i += 2;
		} else if ((c & 0x80) && i + 1 < s.n) {
			c = unaccented(s.p + i++);
			if (!c)
				return -1;
		}
		if (out->n == LONGEST)
			return -1;
		if (c == ' ' && (!out->n || out->text[out->n - 1] == ' '))
			continue;
		out->text[out->n++] = c;
	}
	while (out->n && out->text[out->n - 1] == ' ')
		out->n--;
	out->text[out->n] = '\0';
	return 0;
}

static struct crm_str plain_str(const struct plain *p)
{
	return (struct crm_str){p->text, p->n};
}

static int in_range(int64_t day, int32_t *out)
{
	if (day < crm_date_day((struct crm_ymd){1, 1, 1}) ||
		day > crm_date_day((struct crm_ymd){9999, 12, 31}))
		return -1;
	*out = (int32_t)day;
	return 0;
}

/* ---- words ---- */

static int month_end(int32_t today, bool year, int32_t *day)
{
	struct crm_ymd d = crm_date_ymd(today);

	if (year)
		d.month = 12;
	d.day = crm_date_month_days(d.year, d.month);
	return in_range(crm_date_day(d), day);
}

/* The week ends where work does, on Friday; on a Saturday it is the next one. */
static int week_end(int32_t today, int32_t *day)
{
	int to = 4 - crm_date_weekday(today);

	return in_range((int64_t)today + (to < 0 ? to + 7 : to), day);
}

static int fixed(struct crm_str s, int32_t today, int32_t *day)
{
	static const struct {
		const char *word;
		short offset;
	} near[] = {{"today", 0}, {"aujourd'hui", 0}, {"yesterday", -1}, {"hier", -1}, {"tomorrow", 1}, {"demain", 1},
		{"day before yesterday", -2}, {"avant hier", -2}, {"day after tomorrow", 2},
		{"apres demain", 2}};
	static const struct {
		const char *word;
		char what;
	} ends[] = {{"eow", 'w'}, {"end of week", 'w'}, {"fin de semaine", 'w'}, {"eom", 'm'},
		{"end of month", 'm'}, {"fin du mois", 'm'}, {"fin de mois", 'm'}, {"eoy", 'y'},
		{"end of year", 'y'}, {"fin d'annee", 'y'}, {"fin de l'annee", 'y'}};
	size_t i;

	for (i = 0; i < sizeof near / sizeof *near; i++)
		if (crm_str_is(s, near[i].word))
			return in_range((int64_t)today + near[i].offset, day);
	for (i = 0; i < sizeof ends / sizeof *ends; i++)
		if (crm_str_is(s, ends[i].word))
			return ends[i].what == 'w' ? week_end(today, day)
						   : month_end(today, ends[i].what == 'y', day);
	return -1;
}

/* Whole names and their first three letters; no three are the same in both languages but for
 * the same day. */
static int weekday(struct crm_str s)
{
	static const char *const names[2][7] = {
		{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"},
		{"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"}};
	int lang, i;

	for (lang = 0; lang < 2; lang++)
		for (i = 0; i < 7; i++)
			if (crm_str_is(s, names[lang][i]) ||
				(s.n == 3 && memcmp(s.p, names[lang][i], 3) == 0))
				return i;
	return -1;
}

/* Never today: who means it types it. */
static int named(struct crm_str s, const struct crm_day_now *now, int32_t *day)
{
	bool next = now->way == CRM_DAY_NEXT;
	int want, gap;

	if (crm_str_take(&s, CRM_STR("next ")) || crm_str_take_end(&s, CRM_STR(" prochain")))
		next = true;
	else if (crm_str_take(&s, CRM_STR("last ")) || crm_str_take_end(&s, CRM_STR(" dernier")))
		next = false;
	want = weekday(s);
	if (want < 0)
		return -1;
	gap = want - crm_date_weekday(now->now.day);
	if (next)
		gap = gap <= 0 ? gap + 7 : gap;
	else
		gap = gap >= 0 ? gap - 7 : gap;
	return in_range((int64_t)now->now.day + gap, day);
}

/* ---- numbers ---- */

static int shift(int64_t n, char unit, int32_t today, int32_t *day)
{
	switch (unit) {
	case 'd':
	case 'j': return in_range(today + n, day);
	case 'w':
	case 's': return in_range(today + 7 * n, day);
	case 'y':
	case 'a': n *= 12; break;
	case 'm': break;
	default: return -1;
	}
	if (n > 12000 || n < -12000)
		return -1;
	return in_range(crm_date_add_months(today, (int)n), day);
}

/* `+4j`, `-2w`, `+30`. */
static int offset(struct crm_str s, int32_t today, int32_t *day)
{
	char unit = 'd';
	int64_t n;

	if (s.n < 2 || (s.p[0] != '+' && s.p[0] != '-'))
		return -1;
	if (!crm_is_digit(s.p[s.n - 1]))
		unit = s.p[--s.n];
	else if (s.p[0] == '-')
		return -1; /* -30 may be minutes as well */
	if (crm_num_parse((struct crm_str){s.p + 1, s.n - 1}, 0, 36500, &n))
		return -1;
	return shift(s.p[0] == '-' ? -n : n, unit, today, day);
}

/* One or two digits. */
static int small(struct crm_str *s, int *out)
{
	int64_t n;
	size_t k = 0;

	while (k < s->n && k < 3 && crm_is_digit(s->p[k]))
		k++;
	if (k < 1 || k > 2 || crm_num_parse((struct crm_str){s->p, k}, 0, 99, &n))
		return -1;
	*out = (int)n;
	s->p += k;
	s->n -= k;
	return 0;
}

static bool separator(struct crm_str *s, char c)
{
	if (!s->n || s->p[0] != c)
		return false;
	s->p++;
	s->n--;
	return true;
}

/* A day and a month in the year that the way wants; 29/02 comes within eight years. */
static int in_year(struct crm_ymd d, const struct crm_day_now *now, int32_t *day)
{
	bool next = now->way == CRM_DAY_NEXT;
	int i;

	d.year = crm_date_ymd(now->now.day).year;
	for (i = 0; i < 9; i++, d.year += next ? 1 : -1)
		if (crm_date_ok(d)) {
			*day = crm_date_day(d);
			if (next ? *day >= now->now.day : *day <= now->now.day)
				return 0;
		}
	return -1;
}

/* 31/05 and 31/05/2026; without a year the one that the way wants. */
static int slashed(struct crm_str s, const struct crm_day_now *now, int32_t *day)
{
	struct crm_ymd d = crm_date_ymd(now->now.day);
	bool year;
	int64_t n;

	if (!now->dmy || small(&s, &d.day) || !separator(&s, '/') || small(&s, &d.month))
		return -1;
	year = separator(&s, '/');
	if (year && (crm_num_parse(s, 0, 9999, &n) || (s.n != 2 && s.n != 4)))
		return -1;
	if (year) {
		d.year = (int)(s.n == 2 ? 2000 + n : n);
		if (!crm_date_ok(d))
			return -1;
		*day = crm_date_day(d);
		return 0;
	}
	return s.n ? -1 : in_year(d, now, day);
}

/* Whole names, and their beginnings of three letters and more that mean one month alone. */
static int month_named(struct crm_str s)
{
	static const char *const names[2][12] = {
		{"january", "february", "march", "april", "may", "june", "july", "august", "september",
			"october", "november", "december"},
		{"janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
			"octobre", "novembre", "decembre"}};
	int lang, i, found = 0;

	if (s.n && s.p[s.n - 1] == '.')
		s.n--;
	for (lang = 0; s.n > 2 && lang < 2; lang++)
		for (i = 0; i < 12; i++) {
			if (s.n > strlen(names[lang][i]) || memcmp(s.p, names[lang][i], s.n) != 0)
				continue;
			if (found && found != i + 1)
				return 0;
			found = i + 1;
		}
	return found;
}

/* 20, 1er, 1st, 20. */
static int ordinal(struct crm_str w, int *day)
{
	static const char *const ends[] = {"", ".", "er", "st", "nd", "rd", "th"};
	size_t i;

	if (small(&w, day))
		return -1;
	for (i = 0; i < sizeof ends / sizeof *ends; i++)
		if (crm_str_is(w, ends[i]))
			return 0;
	return -1;
}

/* `20 juin`, `1er juillet 2026`, `June 20`: a name of a month leaves no doubt. */
static int with_month(struct crm_str s, const struct crm_day_now *now, int32_t *day)
{
	struct crm_ymd d = {0, 0, 0};
	struct crm_str one, two;
	int64_t year = 0;

	crm_str_take(&s, CRM_STR("le "));
	one = crm_str_word(&s, ' ');
	two = crm_str_word(&s, ' ');
	s = crm_str_trim(s);
	if (two.n && two.p[two.n - 1] == ',')
		two.n--;
	if (ordinal(one, &d.day) == 0)
		d.month = month_named(two);
	else if (ordinal(two, &d.day) == 0)
		d.month = month_named(one);
	if (!d.month || (s.n && (s.n != 4 || crm_num_parse(s, 1, 9999, &year))))
		return -1;
	if (!year)
		return in_year(d, now, day);
	d.year = (int)year;
	if (!crm_date_ok(d))
		return -1;
	*day = crm_date_day(d);
	return 0;
}

/* `in 3 days`, `dans 2 semaines`, `3 days ago`, `il y a 1 mois`. */
static int spoken(struct crm_str s, int32_t today, int32_t *day)
{
	static const struct {
		const char *word;
		char unit;
	} units[] = {{"day", 'd'}, {"days", 'd'}, {"jour", 'd'}, {"jours", 'd'}, {"week", 'w'}, {"weeks", 'w'},
		{"semaine", 'w'}, {"semaines", 'w'}, {"month", 'm'}, {"months", 'm'}, {"mois", 'm'},
		{"year", 'y'}, {"years", 'y'}, {"an", 'y'}, {"ans", 'y'}};
	bool back = crm_str_take(&s, CRM_STR("il y a ")) || crm_str_take_end(&s, CRM_STR(" ago"));
	struct crm_str number;
	int64_t n;
	size_t i;

	if (!back && !crm_str_take(&s, CRM_STR("in ")) && !crm_str_take(&s, CRM_STR("dans ")))
		return -1;
	number = crm_str_word(&s, ' ');
	s = crm_str_trim(s);
	if (crm_num_parse(number, 0, 36500, &n))
		return -1;
	for (i = 0; i < sizeof units / sizeof *units; i++)
		if (crm_str_is(s, units[i].word))
			return shift(back ? -n : n, units[i].unit, today, day);
	return -1;
}

/* 2026-05, where a month is asked for. */
static int month(struct crm_str s, enum crm_day_way way, int32_t *day)
{
	struct crm_ymd d = {0, 0, 1};
	int64_t year, mon;

	if ((way != CRM_DAY_FROM && way != CRM_DAY_UPTO) || s.n != 7 || s.p[4] != '-' ||
		crm_num_parse((struct crm_str){s.p, 4}, 1, 9999, &year) ||
		crm_num_parse((struct crm_str){s.p + 5, 2}, 1, 12, &mon))
		return -1;
	d.year = (int)year;
	d.month = (int)mon;
	if (way == CRM_DAY_UPTO)
		d.day = crm_date_month_days(d.year, d.month);
	*day = crm_date_day(d);
	return 0;
}

/* ---- times ---- */

/* 14:30, 8:05, 14h, 8h30; not `-2h`. */
static int clock_time(struct crm_str s, int16_t *min)
{
	int h, m = 0;
	bool colon;

	if (small(&s, &h))
		return -1;
	colon = separator(&s, ':');
	if (!colon && !separator(&s, 'h'))
		return -1;
	if ((colon || s.n) && (s.n != 2 || small(&s, &m)))
		return -1;
	if (h > 23 || m > 59 || s.n)
		return -1;
	*min = (int16_t)(h * 60 + m);
	return 0;
}

/* -2h, +1h, -45min: minutes from now. */
static int ago(struct crm_str s, struct crm_when now, struct crm_when *out)
{
	int64_t n, at;
	int unit;

	if (s.n < 3 || (s.p[0] != '+' && s.p[0] != '-') || now.min == CRM_NO_MIN)
		return -1;
	if (crm_str_take_end(&s, CRM_STR("min")))
		unit = 1;
	else if (crm_str_take_end(&s, CRM_STR("h")))
		unit = 60;
	else
		return -1;
	if (crm_num_parse((struct crm_str){s.p + 1, s.n - 1}, 0, 100000, &n))
		return -1;
	at = (int64_t)now.day * CRM_DAY_MINUTES + now.min + (s.p[0] == '-' ? -n : n) * unit;
	n = at % CRM_DAY_MINUTES;
	n = n < 0 ? n + CRM_DAY_MINUTES : n;
	if (in_range((at - n) / CRM_DAY_MINUTES, &out->day))
		return -1;
	out->min = (int16_t)n;
	return 0;
}

static int day_only(struct crm_str s, const struct crm_day_now *now, int32_t *day)
{
	struct plain p;
	struct crm_str text;

	if (crm_date_parse(s, day) == 0 || month(s, now->way, day) == 0 ||
		slashed(s, now, day) == 0)
		return 0;
	if (plain_make(s, &p))
		return -1;
	text = plain_str(&p);
	return fixed(text, now->now.day, day) && named(text, now, day) &&
			       offset(text, now->now.day, day) && with_month(text, now, day) &&
			       spoken(text, now->now.day, day)
		       ? -1
		       : 0;
}

int crm_day_read(struct crm_str s, const struct crm_day_now *now, struct crm_when *out)
{
	struct crm_when w = {now->now.day, CRM_NO_MIN};
	struct crm_str day = s;
	size_t k;

	if (crm_when_parse(s, out) == 0)
		return 0;
	if (clock_time(s, &w.min) == 0 || ago(s, now->now, &w) == 0) {
		*out = w;
		return 0;
	}
	for (k = s.n; k > 0 && s.p[k - 1] != ' '; k--)
		;
	if (k > 1 && clock_time((struct crm_str){s.p + k, s.n - k}, &w.min) == 0)
		day.n = k - 1;
	if (day_only(day, now, &w.day))
		return -1;
	*out = w;
	return 0;
}

int crm_day_span(struct crm_str s, int32_t today, int32_t *days)
{
	int32_t day;
	int64_t n;

	if (s.n < 2 || crm_num_parse((struct crm_str){s.p, s.n - 1}, 0, 36500, &n) ||
		shift(n, s.p[s.n - 1], today, &day))
		return -1;
	*days = day - today;
	return 0;
}
