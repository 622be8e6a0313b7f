/* numberstyle.c - amounts as other programs write them. */
#include "format/numberstyle.h"
#include "base/num.h"

/* U+00A0, U+202F, U+2009 and the plain blank. */
static bool takes_blank(struct crm_str *s, bool end)
{
	static const struct crm_str blank[] = {{" ", 1}, {"\xc2\xa0", 2}, {"\xe2\x80\xaf", 3},
		{"\xe2\x80\x89", 3}};
	size_t i;

	for (i = 0; i < sizeof blank / sizeof *blank; i++)
		if (end ? crm_str_take_end(s, blank[i]) : crm_str_take(s, blank[i]))
			return true;
	return false;
}

static void trim(struct crm_str *s)
{
	while (takes_blank(s, false) || takes_blank(s, true))
		;
}

/* Sign, symbol and blanks off both ends; what is left is digits and marks. */
static int strip(struct crm_str *s, const struct crm_numberstyle *how, bool *negative)
{
	static const struct crm_str minus[] = {{"-", 1}, {"\xe2\x88\x92", 3}};
	int signs = 0;
	bool more = true;

	*negative = false;
	trim(s);
	if (crm_str_take_end(s, how->debit)) {
		*negative = true;
		signs++;
	} else {
		(void)crm_str_take_end(s, how->credit);
	}
	if (s->n > 2 && s->p[s->n - 1] == '-' && s->p[s->n - 2] == how->decimal)
		s->n -= 2; /* 1200,- is a price without cents */
	while (more) {
		trim(s);
		more = crm_str_take(s, how->symbol) || crm_str_take_end(s, how->symbol);
		if (s->n > 1 && s->p[0] == '(' && s->p[s->n - 1] == ')') {
			s->p++;
			s->n -= 2;
			*negative = more = true;
			signs++;
		} else if (crm_str_take(s, minus[0]) || crm_str_take(s, minus[1]) || crm_str_take_end(s, minus[0]) ||
			   crm_str_take_end(s, minus[1])) {
			*negative = more = true;
			signs++;
		} else if (crm_str_take(s, CRM_STR("+")) || crm_str_take_end(s, CRM_STR("+"))) {
			more = true;
			signs++;
		}
	}
	return signs > 1 ? -1 : 0;
}

static bool takes_mark(struct crm_str *s, struct crm_str mark)
{
	if (mark.n == 1 && mark.p[0] == ' ')
		return takes_blank(s, false);
	return crm_str_take(s, mark) || (crm_str_is(mark, "'") && crm_str_take(s, CRM_STR("\xe2\x80\x99")));
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

int crm_numberstyle_amount(struct crm_str s, const struct crm_numberstyle *how, int digits,
	struct crm_buf *out, bool *negative)
{
	if (strip(&s, how, negative))
		return -1;
	if (s.n > 1 && s.p[0] == how->decimal)
		crm_buf_char(out, '0');
	else if (whole(&s, how->thousands, out))
		return -1;
	if (!s.n)
		return 0;
	if (s.p[0] != how->decimal)
		return -1;
	return fraction((struct crm_str){s.p + 1, s.n - 1}, digits, out);
}
