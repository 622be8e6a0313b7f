/* yamlwrite.c - strings as YAML scalars that every reader takes for the same text.
 * Not through libyaml's emitter: it writes `NO` and `1.10` plain, and gives up literal blocks for
 * an emoji or a trailing blank. */
#include "base/utf8.h"
#include "format/json.h"
#include "format/yaml.h"

/* Code points that some reader refuses, or takes for a line break, when they stand as they are. */
static bool must_escape(int32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || c == 0xfeff ||
	       c == 0xfffe || c == 0xffff;
}

void crm_yaml_quote(struct crm_buf *b, struct crm_str s)
{
	crm_json_quote(b, s, must_escape);
}

/* One line with its tabs as blanks and none at its end. */
static void clean_line(struct crm_buf *out, struct crm_str line)
{
	struct crm_str at;
	size_t col = 0, fill;
	int32_t c;

	while (line.n && (line.p[line.n - 1] == ' ' || line.p[line.n - 1] == '\t' ||
				 line.p[line.n - 1] == '\r'))
		line.n--;
	while (line.n) {
		at = line;
		c = crm_utf8_next(&line);
		fill = c == '\t' ? 8 - col % 8 : 1;
		col += fill;
		if (c != '\t')
			crm_buf_add(out, at.p, at.n - line.n);
		else
			for (; fill; fill--)
				crm_buf_char(out, ' ');
	}
}

static struct crm_str cut_line(struct crm_str *rest)
{
	const char *nl = rest->n ? memchr(rest->p, '\n', rest->n) : NULL;
	struct crm_str line = {rest->p, nl ? (size_t)(nl - rest->p) : rest->n};
	size_t used = line.n + (nl ? 1 : 0);

	rest->p += used;
	rest->n -= used;
	return line;
}

static void clean(struct crm_buf *out, struct crm_str s)
{
	bool ended = s.n && s.p[s.n - 1] == '\n';

	while (s.n) {
		clean_line(out, cut_line(&s));
		if (s.n || ended)
			crm_buf_char(out, '\n');
	}
}

/* Whether a literal block can hold the text: something to see, nothing that must be escaped. */
static bool block_holds(struct crm_str s)
{
	bool seen = false;
	int32_t c;

	while (s.n) {
		c = crm_utf8_next(&s);
		if (c < 0 || (c != '\n' && must_escape(c)))
			return false;
		seen = seen || c != '\n';
	}
	return seen;
}

/* How the last line ends is said in the header: no newline `-`, one, or several `+`. */
static void block_header(struct crm_buf *b, struct crm_str s)
{
	size_t i = 0;

	crm_buf_char(b, '|');
	while (s.p[i] == '\n')
		i++;
	if (s.p[i] == ' ')
		crm_buf_char(b, '2');
	if (s.p[s.n - 1] != '\n')
		crm_buf_char(b, '-');
	else if (s.n > 1 && s.p[s.n - 2] == '\n')
		crm_buf_char(b, '+');
	crm_buf_char(b, '\n');
}

static void block_lines(struct crm_buf *b, struct crm_str s, int indent)
{
	struct crm_str line;

	while (s.n) {
		line = cut_line(&s);
		if (line.n)
			crm_buf_printf(b, "%*s", indent, "");
		crm_buf_str(b, line);
		crm_buf_char(b, '\n');
	}
}

void crm_yaml_block(struct crm_buf *b, struct crm_str s, int indent)
{
	struct crm_buf text;

	crm_buf_init(&text);
	clean(&text, s);
	if (indent >= 2 && block_holds(crm_buf_view(&text))) {
		block_header(b, crm_buf_view(&text));
		block_lines(b, crm_buf_view(&text), indent);
	} else {
		crm_yaml_quote(b, s);
		crm_buf_char(b, '\n');
	}
	crm_buf_release(&text);
}
