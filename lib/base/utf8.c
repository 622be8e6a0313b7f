/* utf8.c - UTF-8: validity, width, safe display. */
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
		/* two bytes, the letters of western names, without a call */
		if (s.n >= 2 && (unsigned char)s.p[0] >= 0xc2 && (unsigned char)s.p[0] <= 0xdf &&
			((unsigned char)s.p[1] & 0xc0) == 0x80) {
			s.p += 2;
			s.n -= 2;
		} else if (s.n && crm_utf8_next(&s) < 0) {
			return false;
		}
	}
	return true;
}

static bool is_hidden(int32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x61c || c == 0x200e || c == 0x200f ||
	       (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

/* How many letters, digits and marks of ASCII a text begins with: they are shown as they are, a cell
 * each.  Most texts have no others. */
static size_t ascii(struct crm_str s)
{
	size_t i = 0;

	while (i < s.n && s.p[i] >= 0x20 && s.p[i] < 0x7f)
		i++;
	return i;
}

void crm_utf8_show(struct crm_buf *b, struct crm_str s)
{
	struct crm_str at;
	size_t plain;
	int32_t c;

	while (s.n) {
		plain = ascii(s);
		crm_buf_add(b, s.p, plain);
		s.p += plain;
		s.n -= plain;
		if (!s.n)
			return;
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
	size_t w = ascii(s);

	s.p += w;
	s.n -= w;
	while (s.n)
		w += width_of(crm_utf8_next(&s));
	return w;
}

struct crm_str crm_utf8_unmarked(struct crm_str s)
{
	crm_str_take(&s, CRM_STR("\xef\xbb\xbf"));
	return s;
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

/* Blanks and marks before the first word of a line. */
static size_t lead_of(struct crm_str s)
{
	size_t i = 0;

	while (i < s.n && s.p[i] == ' ')
		i++;
	if (i + 1 < s.n && s.p[i] == '>' && s.p[i + 1] == ' ')
		i += 2;
	return i;
}

/* French sets a blank before these: no line begins with one. */
static bool clings(struct crm_str s, size_t at)
{
	return at + 1 < s.n && (strchr(":;?!", s.p[at + 1]) != NULL ||
				       (at + 2 < s.n && memcmp(s.p + at + 1, "\xc2\xbb", 2) == 0));
}

/* How much of a line fits: up to the last blank that leaves at most `cells`, or to the first one. */
static size_t fits(struct crm_str s, size_t from, size_t cells)
{
	size_t end = 0, i;

	if (crm_utf8_cut(s, cells).n == s.n)
		return s.n;
	for (i = from + 1; i < s.n; i++) {
		if (s.p[i] != ' ' || s.p[i - 1] == ' ' || clings(s, i))
			continue;
		if (end && crm_utf8_width((struct crm_str){s.p, i}) > cells)
			break;
		end = i;
	}
	return end ? end : s.n;
}

static void fold_line(struct crm_buf *b, struct crm_str s, size_t width)
{
	size_t lead = lead_of(s), end = fits(s, lead, width), i;
	size_t hang = lead && s.p[lead - 1] == ' ' && lead > 1 && s.p[lead - 2] == '>' ? lead
										      : lead + 2;

	if (hang > width / 2)
		hang = 2;
	for (;;) {
		crm_buf_add(b, s.p, end);
		crm_buf_char(b, '\n');
		while (end < s.n && s.p[end] == ' ')
			end++;
		s.p += end;
		s.n -= end;
		if (s.n == 0)
			return;
		for (i = 0; i < hang; i++)
			crm_buf_char(b, ' ');
		end = fits(s, 0, width - hang);
	}
}

void crm_utf8_fold(struct crm_buf *b, struct crm_str s, size_t width)
{
	const char *nl;

	while (s.n && (nl = memchr(s.p, '\n', s.n)) != NULL) {
		fold_line(b, (struct crm_str){s.p, (size_t)(nl - s.p)}, width);
		s.n -= (size_t)(nl - s.p) + 1;
		s.p = nl + 1;
	}
	if (s.n)
		fold_line(b, s, width);
}
