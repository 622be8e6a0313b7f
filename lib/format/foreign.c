/* foreign.c - numbers, dates, names and bytes as other programs write them. */
#include "format/foreign.h"
#include "base/num.h"
#include "base/utf8.h"

/* ---- numbers ---- */

static bool takes(struct crm_str *s, struct crm_str word)
{
	if (!word.n || s->n < word.n || memcmp(s->p, word.p, word.n) != 0)
		return false;
	s->p += word.n;
	s->n -= word.n;
	return true;
}

static bool takes_end(struct crm_str *s, struct crm_str word)
{
	if (!word.n || s->n < word.n || memcmp(s->p + s->n - word.n, word.p, word.n) != 0)
		return false;
	s->n -= word.n;
	return true;
}

/* U+00A0, U+202F and the plain blank. */
static bool takes_blank(struct crm_str *s, bool end)
{
	static const struct crm_str blank[] = {{" ", 1}, {"\xc2\xa0", 2}, {"\xe2\x80\xaf", 3}};
	size_t i;

	for (i = 0; i < 3; i++)
		if (end ? takes_end(s, blank[i]) : takes(s, blank[i]))
			return true;
	return false;
}

static void trim(struct crm_str *s)
{
	while (takes_blank(s, false) || takes_blank(s, true))
		;
}

/* Sign, symbol and blanks off both ends; what is left is digits and marks. */
static int strip(struct crm_str *s, const struct crm_foreign_number *how, bool *negative)
{
	static const struct crm_str minus[] = {{"-", 1}, {"\xe2\x88\x92", 3}};
	int signs = 0;
	bool more = true;

	*negative = false;
	while (more) {
		trim(s);
		more = takes(s, how->symbol) || takes_end(s, how->symbol);
		if (s->n > 1 && s->p[0] == '(' && s->p[s->n - 1] == ')') {
			s->p++;
			s->n -= 2;
			*negative = more = true;
			signs++;
		} else if (takes(s, minus[0]) || takes(s, minus[1]) || takes_end(s, minus[0]) ||
			   takes_end(s, minus[1])) {
			*negative = more = true;
			signs++;
		} else if (takes(s, CRM_STR("+")) || takes_end(s, CRM_STR("+"))) {
			more = true;
			signs++;
		}
	}
	return signs > 1 ? -1 : 0;
}

static bool takes_mark(struct crm_str *s, struct crm_str mark)
{
	return mark.n == 1 && mark.p[0] == ' ' ? takes_blank(s, false) : takes(s, mark);
}

/* The whole part: digits, or groups of three behind a first one of one to three. */
static int whole(struct crm_str *s, struct crm_str mark, struct crm_buf *out)
{
	size_t group = 0, groups = 0;

	while (s->n) {
		if (crm_is_digit(s->p[0])) {
			crm_buf_char(out, s->p[0]);
			group++;
			s->p++;
			s->n--;
		} else if (takes_mark(s, mark)) {
			if (groups ? group != 3 : group < 1 || group > 3)
				return -1;
			groups++;
			group = 0;
		} else {
			break;
		}
	}
	return groups ? (group == 3 ? 0 : -1) : (group ? 0 : -1);
}

static int fraction(struct crm_str s, int digits, struct crm_buf *out)
{
	size_t i;

	if (!s.n)
		return -1;
	while (s.n > (size_t)digits && s.p[s.n - 1] == '0')
		s.n--;
	if (s.n > (size_t)digits)
		return -1;
	for (i = 0; i < s.n; i++)
		if (!crm_is_digit(s.p[i]))
			return -1;
	if (s.n) {
		crm_buf_char(out, '.');
		crm_buf_str(out, s);
	}
	return 0;
}

int crm_foreign_amount(struct crm_str s, const struct crm_foreign_number *how, int digits,
	struct crm_buf *out, bool *negative)
{
	if (strip(&s, how, negative) || whole(&s, how->thousands, out))
		return -1;
	if (!s.n)
		return 0;
	if (s.p[0] != how->decimal)
		return -1;
	return fraction((struct crm_str){s.p + 1, s.n - 1}, digits, out);
}

/* ---- dates ---- */

static const char *const tokens[] = {"YYYY", "YY", "MM", "M", "DD", "D", "hh", "mm"};

enum { YEAR4, YEAR2, MONTH2, MONTH1, DAY2, DAY1, HOUR, MINUTE, TOKENS };

/* The token at the beginning of a pattern, taken; -1: another byte. */
static int token(struct crm_str *pattern)
{
	int i;

	for (i = 0; i < TOKENS; i++)
		if (takes(pattern, crm_str(tokens[i])))
			return i;
	return -1;
}

bool crm_foreign_pattern_ok(struct crm_str pattern)
{
	int seen[TOKENS] = {0}, i;

	while (pattern.n) {
		i = token(&pattern);
		if (i >= 0) {
			seen[i]++;
			continue;
		}
		if ((pattern.p[0] >= 'A' && pattern.p[0] <= 'Z') ||
			(pattern.p[0] >= 'a' && pattern.p[0] <= 'z'))
			if (pattern.p[0] != 'T')
				return false;
		pattern.p++;
		pattern.n--;
	}
	return seen[YEAR4] + seen[YEAR2] == 1 && seen[MONTH2] + seen[MONTH1] == 1 &&
	       seen[DAY2] + seen[DAY1] == 1 && seen[HOUR] == seen[MINUTE] && seen[HOUR] <= 1;
}

/* Digits of the text for a token: exactly so many, or one or two. */
static int number(struct crm_str *s, int tok, int *out)
{
	size_t least = tok == YEAR4 ? 4 : tok == MONTH1 || tok == DAY1 || tok == HOUR ? 1 : 2;
	size_t most = tok == YEAR4 ? 4 : 2, n = 0;

	for (*out = 0; n < most && n < s->n && crm_is_digit(s->p[n]); n++)
		*out = *out * 10 + (s->p[n] - '0');
	if (n < least)
		return -1;
	s->p += n;
	s->n -= n;
	return 0;
}

int crm_foreign_date(struct crm_str s, struct crm_str pattern, struct crm_when *out)
{
	int v[TOKENS] = {0}, tok;
	struct crm_ymd d;
	bool time = false, short_year = false;

	while (pattern.n) {
		tok = token(&pattern);
		if (tok >= 0) {
			if (number(&s, tok, &v[tok]))
				return -1;
			time |= tok == HOUR;
			short_year |= tok == YEAR2;
			continue;
		}
		if (!s.n || s.p[0] != pattern.p[0])
			return -1;
		s.p++;
		s.n--;
		pattern.p++;
		pattern.n--;
	}
	d.year = short_year ? 2000 + v[YEAR2] : v[YEAR4];
	d.month = v[MONTH2] + v[MONTH1];
	d.day = v[DAY2] + v[DAY1];
	if (s.n || !crm_date_ok(d) || v[HOUR] > 23 || v[MINUTE] > 59)
		return -1;
	out->day = crm_date_day(d);
	out->min = (int16_t)(time ? v[HOUR] * 60 + v[MINUTE] : CRM_NO_MIN);
	return 0;
}

/* ---- names ---- */

/* Letters of U+00C0..U+017F without their marks; a dash where there is no letter. */
static const char plain[] = "AAAAAA-CEEEEIIIIDNOOOOO-OUUUUY--aaaaaa-ceeeeiiiidnooooo-ouuuuy-y"
			    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi--JjKkkLlLlLlL"
			    "lLlNnNnNnnNnOoOoOo--RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

static const char *letters(int32_t c, char one[2])
{
	switch (c) {
	case 0xc6:
	case 0xe6: return "ae";
	case 0x152:
	case 0x153: return "oe";
	case 0xdf: return "ss";
	case 0xde:
	case 0xfe: return "th";
	case 0x132:
	case 0x133: return "ij";
	default: break;
	}
	one[0] = c >= 0xc0 && c <= 0x17f ? plain[c - 0xc0] : c >= 0 && c < 0x80 ? (char)c : '-';
	return one;
}

void crm_foreign_slug(struct crm_buf *out, struct crm_str name)
{
	size_t begin = out->n;
	char one[2] = {0, 0};
	const char *p;

	while (name.n && out->n - begin < 64) {
		for (p = letters(crm_utf8_next(&name), one); *p && out->n - begin < 64; p++) {
			char c = *p >= 'A' && *p <= 'Z' ? (char)(*p + 32) : *p;

			if ((c >= 'a' && c <= 'z') || crm_is_digit(c))
				crm_buf_char(out, c);
			else if (out->n > begin && out->p[out->n - 1] != '-')
				crm_buf_char(out, '-');
		}
	}
	while (out->n > begin && out->p[out->n - 1] == '-')
		out->p[--out->n] = '\0';
}

/* ---- bytes ---- */

/* 0x80..0x9f of Windows-1252. */
static const uint16_t upper[32] = {0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
	0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c,
	0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e,
	0x0178};

void crm_foreign_latin(struct crm_buf *out, struct crm_str bytes)
{
	size_t i;

	for (i = 0; i < bytes.n; i++) {
		unsigned c = (unsigned char)bytes.p[i];

		if (c >= 0x80 && c < 0xa0)
			c = upper[c - 0x80];
		if (c < 0x80) {
			crm_buf_char(out, (char)c);
		} else if (c < 0x800) {
			crm_buf_char(out, (char)(0xc0 | c >> 6));
			crm_buf_char(out, (char)(0x80 | (c & 0x3f)));
		} else {
			crm_buf_char(out, (char)(0xe0 | c >> 12));
			crm_buf_char(out, (char)(0x80 | (c >> 6 & 0x3f)));
			crm_buf_char(out, (char)(0x80 | (c & 0x3f)));
		}
	}
}
