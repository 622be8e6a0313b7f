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
