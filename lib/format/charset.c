/* charset.c - text of other encodings as UTF-8, and names as plain ids. */
#include "format/charset.h"
#include "base/num.h"
#include "base/utf8.h"
#include <errno.h>
#include <iconv.h>

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

void crm_charset_slug(struct crm_buf *out, struct crm_str name)
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

int crm_charset_utf8(struct crm_buf *out, struct crm_str bytes, const char *encoding)
{
	iconv_t cd = iconv_open("UTF-8", encoding);
	char *in = (char *)(uintptr_t)bytes.p, *to;
	size_t left = bytes.n, room;

	if (cd == (iconv_t)-1)
		return -1;
	while (left) {
		room = left * 2 + 16;
		to = crm_buf_room(out, room + 3); /* three for what means nothing */
		if (iconv(cd, &in, &left, &to, &room) == (size_t)-1 && errno != E2BIG) {
			memcpy(to, "\xef\xbf\xbd", 3); /* a byte that means nothing there: U+FFFD */
			to += 3;
			in++;
			left--;
		}
		out->n = (size_t)(to - out->p);
	}
	crm_buf_add(out, "", 0);
	iconv_close(cd);
	return 0;
}
