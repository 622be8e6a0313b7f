/* typed.c - amounts as people type them. */
#include "format/typed.h"
#include "base/num.h"

enum { LONGEST = 40 };

/* Bytes of a blank that groups digits: plain, no-break, narrow no-break, thin; 0: none. */
static size_t blank(struct crm_str s)
{
	static const char *const all[] = {" ", "\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x89"};
	size_t i;

	for (i = 0; i < sizeof all / sizeof *all; i++)
		if (crm_str_begins(s, crm_str(all[i])))
			return strlen(all[i]);
	return 0;
}

/* Signs that are one currency's; `$` and `kr` are not. */
static const struct {
	const char *sign, *code;
} signs[] = {{"\xe2\x82\xac", "EUR"}, {"\xc2\xa3", "GBP"}, {"\xe2\x82\xb9", "INR"}};

/* The currency at either end is taken off; -> it, CRM_NO_CURRENCY: none is there. */
static int currency_of(struct crm_str *s)
{
	size_t i;
	int c;

	for (i = 0; i < sizeof signs / sizeof *signs; i++)
		if (crm_str_take(s, crm_str(signs[i].sign)) || crm_str_take_end(s, crm_str(signs[i].sign)))
			return crm_currency_find(crm_str(signs[i].code));
	if (s->n > 3) {
		c = crm_currency_find((struct crm_str){s->p + s->n - 3, 3});
		if (c >= 0) {
			s->n -= 3;
			return c;
		}
	}
	return CRM_NO_CURRENCY;
}

static void trim(struct crm_str *s)
{
	size_t n;

	while ((n = blank(*s))) {
		s->p += n;
		s->n -= n;
	}
	for (;;) {
		for (n = 1; n <= 3 && n <= s->n; n++)
			if (blank((struct crm_str){s->p + s->n - n, n}) == n)
				break;
		if (n > 3 || n > s->n)
			return;
		s->n -= n;
	}
}

/* Digits and marks, each kind of blank as one ' '. */
static int marks(struct crm_str s, char out[LONGEST + 1])
{
	size_t i, n, k = 0;

	for (i = 0; i < s.n; i += n) {
		n = blank((struct crm_str){s.p + i, s.n - i});
		if (k == LONGEST || (!n && !crm_is_digit(s.p[i]) && !strchr(".,'", s.p[i])))
			return -1;
		out[k++] = n ? ' ' : s.p[i];
		n = n ? n : 1;
	}
	out[k] = '\0';
	return k ? 0 : -1;
}

/*
 * Which mark is the decimal one.  Two kinds of marks: the last.  One kind, twice: groups.  Once: a
 * blank or apostrophe groups; a comma or point is the decimal one unless three digits follow, which
 * may be either.
 */
static int decimal(const char *s, char *mark)
{
	const char *first = strpbrk(s, ".,' "), *last = first, *p;

	*mark = '\0';
	if (!first)
		return 0;
	for (p = first; p; p = strpbrk(p + 1, ".,' "))
		last = p;
	if (*last == ' ' || *last == '\'')
		return 0;
	if (first != last && *first == *last)
		return 0;
	if (first == last && strlen(last + 1) == 3)
		return -1;
	*mark = *last;
	return 0;
}

/* Digits without the marks of groups, which stand before each three digits and are all alike. */
static int ungroup(const char *s, char mark, char out[LONGEST + 1])
{
	const char *end = mark ? strrchr(s, mark) : s + strlen(s);
	size_t k = 0, run = 0;
	char group = '\0';

	for (; s < end; s++) {
		if (crm_is_digit(*s)) {
			out[k++] = *s;
			run++;
			continue;
		}
		if (!run || (group ? *s != group || run != 3 : run > 3) || *s == mark)
			return -1;
		group = *s;
		run = 0;
	}
	if (!run || (group && run != 3))
		return -1;
	if (*s) {
		out[k++] = '.';
		while (*++s)
			out[k++] = *s;
	}
	out[k] = '\0';
	return 0;
}

int crm_money_typed(struct crm_str s, char out[CRM_MONEY_TYPED], int *currency)
{
	char text[LONGEST + 1], mark;
	int c = currency_of(&s);

	trim(&s);
	if (marks(s, text) || decimal(text, &mark) || ungroup(text, mark, out))
		return -1;
	*currency = c;
	return 0;
}
