/* str.c - views of bytes. */
#include "base/str.h"

struct crm_str crm_str_word(struct crm_str *rest, char sep)
{
	struct crm_str w;
	const char *end;

	while (rest->n && *rest->p == sep) {
		rest->p++;
		rest->n--;
	}
	w = *rest;
	if (!w.n)
		return w; /* of a view of nothing p is NULL, which nothing may be added to */
	end = memchr(rest->p, sep, rest->n);
	if (end)
		w.n = (size_t)(end - rest->p);
	rest->p += w.n;
	rest->n -= w.n;
	return w;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct crm_str crm_str_trim(struct crm_str s)
{
	while (s.n && is_blank(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n && is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

bool crm_str_take(struct crm_str *s, struct crm_str word)
{
	if (!word.n || !crm_str_begins(*s, word))
		return false;
	s->p += word.n;
	s->n -= word.n;
	return true;
}

bool crm_str_take_end(struct crm_str *s, struct crm_str word)
{
	if (!word.n || !crm_str_ends(*s, word))
		return false;
	s->n -= word.n;
	return true;
}

enum { LONGEST = 80 };

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t crm_spelling_distance(struct crm_str a, struct crm_str b, size_t limit)
{
	/* rows of the table: of a[..i-2], a[..i-1] and a[..i] against every beginning of b */
	size_t row[3][LONGEST + 1], *older = row[0], *last = row[1], *now = row[2], *spare, i, j;

	if (a.n > LONGEST || b.n > LONGEST || a.n > b.n + limit || b.n > a.n + limit)
		return limit + 1;
	for (j = 0; j <= b.n; j++)
		older[j] = last[j] = j;
	for (i = 1; i <= a.n; i++) {
		now[0] = i;
		for (j = 1; j <= b.n; j++) {
			now[j] = last[j - 1] + (a.p[i - 1] != b.p[j - 1]);
			now[j] = least(now[j], least(last[j], now[j - 1]) + 1);
			if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1])
				now[j] = least(now[j], older[j - 2] + 1);
		}
		spare = older;
		older = last;
		last = now;
		now = spare;
	}
	return last[b.n];
}
