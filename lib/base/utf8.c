/* utf8.c - UTF-8: validity, width, safe display. */
#define _XOPEN_SOURCE 700
#include "base/utf8.h"
#include <endian.h>
#include <wchar.h>

/* Length of the sequence that a lead byte begins; 0: none does. */
static size_t sequence(unsigned char c)
{
	if (c < 0x80)
		return 1;
	if (c >= 0xc2 && c <= 0xdf)
		return 2;
	if (c >= 0xe0 && c <= 0xef)
		return 3;
	if (c >= 0xf0 && c <= 0xf4)
		return 4;
	return 0;
}

int32_t crm_utf8_next(struct crm_str *s)
{
	const unsigned char *p = (const unsigned char *)s->p;
	static const int32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	size_t len, i;
	int32_t v;

	if (s->n == 0)
		return -1;
	len = sequence(p[0]);
	if (len == 0 || len > s->n)
		goto bad;
	v = len == 1 ? p[0] : p[0] & (0x7f >> len);
	for (i = 1; i < len; i++) {
		if ((p[i] & 0xc0) != 0x80)
			goto bad;
		v = v << 6 | (p[i] & 0x3f);
	}
	if (v < least[len] || v > 0x10ffff || (v >= 0xd800 && v <= 0xdfff))
		goto bad;
	s->p += len;
	s->n -= len;
	return v;
bad:
	s->p++;
	s->n--;
	return -1;
}

bool crm_utf8_ok(struct crm_str s)
{
	while (s.n) {
		/* plain ASCII eight bytes at a time: most of any journal */
		while (s.n >= 8) {
			uint64_t w;
			size_t plain = 8;

			memcpy(&w, s.p, 8);
			w = le64toh(w) & UINT64_C(0x8080808080808080);
			if (w)
				plain = (size_t)__builtin_ctzll(w) / 8;
			s.p += plain;
			s.n -= plain;
			if (w)
				break;
		}
		if (s.n && crm_utf8_next(&s) < 0)
			return false;
	}
	return true;
}

static bool is_hidden(int32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x61c || c == 0x200e || c == 0x200f ||
	       (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

void crm_utf8_show(struct crm_buf *b, struct crm_str s)
{
	struct crm_str at;
	int32_t c;

	while (s.n) {
		at = s;
		c = crm_utf8_next(&s);
		if (c < 0)
			crm_buf_printf(b, "\\x%02x", (unsigned char)at.p[0]);
		else if (!is_hidden(c))
			crm_buf_add(b, at.p, at.n - s.n);
		else if (c < 0x80)
			crm_buf_printf(b, "\\x%02x", (unsigned)c);
		else
			crm_buf_printf(b, "\\u{%x}", (unsigned)c);
	}
}

static size_t width_of(int32_t c)
{
	int w = wcwidth((wchar_t)c);

	return w < 0 ? 1 : (size_t)w;
}

size_t crm_utf8_width(struct crm_str s)
{
	size_t w = 0;

	while (s.n)
		w += width_of(crm_utf8_next(&s));
	return w;
}

struct crm_str crm_utf8_cut(struct crm_str s, size_t cells)
{
	struct crm_str rest = s, at;
	size_t w = 0;

	while (rest.n) {
		at = rest;
		w += width_of(crm_utf8_next(&rest));
		if (w > cells)
			return (struct crm_str){s.p, (size_t)(at.p - s.p)};
	}
	return s;
}
