/* datepattern.c - moments as other programs write them: patterns, names of months, offsets. */
#include "format/datepattern.h"
#include "base/num.h"

enum token { YEAR4, YEAR2, MONTH_NAME, MONTH2, MONTH1, DAY2, DAY1, HOUR, MINUTE, SECOND, HALF, OFFSET,
	TOKENS };

static const char *const tokens[TOKENS] = {"YYYY", "YY", "MMM", "MM", "M", "DD", "D", "hh", "mm", "ss",
	"AM", "Z"};

/* The token at the beginning of a pattern, taken; -1: another byte. */
static int token(struct crm_str *pattern)
{
	int i;

	for (i = 0; i < TOKENS; i++)
		if (crm_str_take(pattern, crm_str(tokens[i])))
			return i;
	return -1;
}

bool crm_datepattern_ok(struct crm_str pattern)
{
	int seen[TOKENS] = {0}, i;

	if (crm_str_is(pattern, "epoch"))
		return true;
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
	return seen[YEAR4] + seen[YEAR2] == 1 && seen[MONTH2] + seen[MONTH1] + seen[MONTH_NAME] == 1 &&
	       seen[DAY2] + seen[DAY1] == 1 && seen[HOUR] == seen[MINUTE] && seen[HOUR] <= 1 &&
	       seen[SECOND] <= seen[MINUTE] && seen[HALF] <= seen[HOUR] && seen[OFFSET] <= seen[HOUR];
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
	/* a fraction of a second says nothing here */
	if (tok == SECOND && s->n > 1 && (s->p[0] == '.' || s->p[0] == ',') && crm_is_digit(s->p[1]))
		do {
			s->p++;
			s->n--;
		} while (s->n && crm_is_digit(s->p[0]));
	return 0;
}

/* English, French, German; three letters are enough where no other month begins with them. */
static const char *const months[][12] = {
	{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
		"november", "december"},
	{"janvier", "f\xc3\xa9vrier", "mars", "avril", "mai", "juin", "juillet", "ao\xc3\xbbt",
		"septembre", "octobre", "novembre", "d\xc3\xa9" "cembre"},
	{"januar", "februar", "m\xc3\xa4rz", "april", "mai", "juni", "juli", "august", "september",
		"oktober", "november", "dezember"},
	{"j\xc3\xa4nner", "fevrier", "maerz", "april", "mai", "juni", "juli", "aout", "sept", "okt",
		"nov", "decembre"},
};

/* Letters of a word in lower case, accents as they are in UTF-8. */
static size_t word(struct crm_str s, char out[16])
{
	size_t n = 0;

	for (; n < s.n && n < 15; n++) {
		unsigned char c = (unsigned char)s.p[n];

		if (c >= 'A' && c <= 'Z')
			c = (unsigned char)(c + 32);
		else if (c >= 0x80 && c < 0x9f && n && out[n - 1] == '\xc3')
			c = (unsigned char)(c + 32); /* É, Ä, Û */
		else if (!(c >= 'a' && c <= 'z') && c < 0x80)
			break;
		out[n] = (char)c;
	}
	out[n] = '\0';
	return n;
}

static int month_name(struct crm_str *s, int *out)
{
	size_t n, i, k;
	char text[16];
	int have = 0;

	n = word(*s, text);
	for (i = 0; n >= 3 && i < sizeof months / sizeof *months; i++)
		for (k = 0; k < 12; k++)
			if (strncmp(months[i][k], text, n) == 0 && have != (int)k + 1) {
				if (have)
					return -1; /* jui: June or July */
				have = (int)k + 1;
			}
	if (!have)
		return -1;
	*out = have;
	s->p += n;
	s->n -= n;
	if (s->n && s->p[0] == '.')
		crm_str_take(s, CRM_STR("."));
	return 0;
}

/* 0: before noon, 12 after it. */
static int half(struct crm_str *s, int *out)
{
	if (crm_str_take(s, CRM_STR("AM")) || crm_str_take(s, CRM_STR("am")) || crm_str_take(s, CRM_STR("a.m.")))
		*out = 0;
	else if (crm_str_take(s, CRM_STR("PM")) || crm_str_take(s, CRM_STR("pm")) || crm_str_take(s, CRM_STR("p.m.")))
		*out = 12;
	else
		return -1;
	return 0;
}

/* Z, UTC, +02:00, +0200, +02: minutes east. */
static int offset(struct crm_str *s, int *out)
{
	int hours, minutes = 0, sign;

	*out = 0;
	if (crm_str_take(s, CRM_STR("Z")) || crm_str_take(s, CRM_STR("UTC")) || crm_str_take(s, CRM_STR("GMT")))
		return 0;
	if (!s->n || (s->p[0] != '+' && s->p[0] != '-'))
		return -1;
	sign = s->p[0] == '-' ? -1 : 1;
	s->p++;
	s->n--;
	if (number(s, MINUTE, &hours))
		return -1;
	(void)crm_str_take(s, CRM_STR(":"));
	if (s->n && crm_is_digit(s->p[0]) && number(s, MINUTE, &minutes))
		return -1;
	if (hours > 14 || minutes > 59)
		return -1;
	*out = sign * (hours * 60 + minutes);
	return 0;
}

static int take(struct crm_str *s, int tok, int *out)
{
	switch (tok) {
	case MONTH_NAME: return month_name(s, out);
	case HALF: return half(s, out);
	case OFFSET: return offset(s, out);
	default: return number(s, tok, out);
	}
}

/* Seconds since 1970, or thousandths of them when there are 13 digits. */
static int epoch(struct crm_str s, struct crm_when *out)
{
	int64_t v = 0;
	size_t i;

	if (s.n < 9 || s.n > 13 || s.n == 11 || s.n == 12)
		return -1;
	for (i = 0; i < s.n; i++) {
		if (!crm_is_digit(s.p[i]))
			return -1;
		v = v * 10 + (s.p[i] - '0');
	}
	v /= s.n == 13 ? 60000 : 60;
	out->day = (int32_t)(v / CRM_DAY_MINUTES);
	out->min = (int16_t)(v % CRM_DAY_MINUTES);
	return 0;
}

/* What the tokens said, as a moment. */
static int moment(const int v[TOKENS], const bool seen[TOKENS], struct crm_when *out)
{
	struct crm_ymd d = {seen[YEAR2] ? 2000 + v[YEAR2] : v[YEAR4],
		v[MONTH2] + v[MONTH1] + v[MONTH_NAME], v[DAY2] + v[DAY1]};
	int hour = v[HOUR];

	if (seen[HALF]) {
		if (hour < 1 || hour > 12)
			return -1;
		hour = hour % 12 + v[HALF];
	}
	if (!crm_date_ok(d) || hour > 23 || v[MINUTE] > 59 || v[SECOND] > 60)
		return -1;
	out->day = crm_date_day(d);
	out->min = (int16_t)(seen[HOUR] ? hour * 60 + v[MINUTE] : CRM_NO_MIN);
	return 0;
}

int crm_datepattern_read(struct crm_str s, struct crm_str pattern, struct crm_when *out, bool *utc)
{
	bool seen[TOKENS] = {false};
	int v[TOKENS] = {0}, tok, at;

	*utc = crm_str_is(pattern, "epoch");
	if (*utc)
		return epoch(s, out);
	while (pattern.n) {
		tok = token(&pattern);
		if (tok >= 0) {
			if (take(&s, tok, &v[tok]))
				return -1;
			seen[tok] = true;
			continue;
		}
		if (!s.n || s.p[0] != pattern.p[0])
			return -1;
		s.p++;
		s.n--;
		pattern.p++;
		pattern.n--;
	}
	if (s.n || moment(v, seen, out))
		return -1;
	*utc = seen[OFFSET];
	if (!*utc)
		return 0;
	at = out->min - v[OFFSET];
	out->day += at < 0 ? -1 : at >= CRM_DAY_MINUTES ? 1 : 0;
	out->min = (int16_t)((at + CRM_DAY_MINUTES) % CRM_DAY_MINUTES);
	return 0;
}
