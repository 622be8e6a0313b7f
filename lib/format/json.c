/* json.c - strings and numbers as JSON. */
#include "format/json.h"
#include "base/utf8.h"

static void control(struct crm_buf *b, int32_t c)
{
	static const char letter[] = "\b\t\n\f\r", name[] = "btnfr";
	const char *at = c && c < 0x20 ? strchr(letter, (char)c) : NULL;

	if (at)
		crm_buf_printf(b, "\\%c", name[at - letter]);
	else
		crm_buf_printf(b, "\\u%04x", (unsigned)c);
}

void crm_json_quote(struct crm_buf *b, struct crm_str s, bool (*escaped)(int32_t c))
{
	struct crm_str at;
	int32_t c;

	crm_buf_char(b, '"');
	while (s.n) {
		at = s;
		c = crm_utf8_next(&s);
		if (c < 0) {
			crm_buf_cstr(b, "\xef\xbf\xbd");
		} else if (escaped(c)) {
			control(b, c);
		} else {
			if (c == '"' || c == '\\')
				crm_buf_char(b, '\\');
			crm_buf_add(b, at.p, at.n - s.n);
		}
	}
	crm_buf_char(b, '"');
}

static bool is_control(int32_t c)
{
	return c < 0x20 || c == 0x7f;
}

void crm_json_str(struct crm_buf *b, struct crm_str s)
{
	crm_json_quote(b, s, is_control);
}

void crm_json_int(struct crm_buf *b, int64_t v)
{
	uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
	char text[24], *p = text + sizeof text;

	do
		*--p = (char)('0' + u % 10);
	while (u /= 10);
	if (v < 0)
		*--p = '-';
	crm_buf_add(b, p, (size_t)(text + sizeof text - p));
}
