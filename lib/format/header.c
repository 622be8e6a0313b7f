/* header.c - the header of a mail message, field by field. */
#include "format/header.h"

enum { ADDRESS = 320 }; /* bytes that an address may have: 64, an @, 255 */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* A line without its end; the rest loses both. */
static struct crm_str line_next(struct crm_str *rest)
{
	const char *lf = rest->n ? memchr(rest->p, '\n', rest->n) : NULL;
	struct crm_str line = {rest->p, lf ? (size_t)(lf - rest->p) : rest->n};

	rest->p += line.n + (lf != NULL);
	rest->n -= line.n + (lf != NULL);
	while (line.n && line.p[line.n - 1] == '\r')
		line.n--;
	return line;
}

size_t crm_header_size(struct crm_str bytes, bool *ended)
{
	struct crm_str rest = bytes;
	const char *begin;

	*ended = false;
	while (rest.n) {
		begin = rest.p;
		/* a last line without LF may only be cut there */
		if (!line_next(&rest).n && rest.p > begin && rest.p[-1] == '\n') {
			*ended = true;
			return (size_t)(begin - bytes.p);
		}
	}
	return bytes.n;
}

/* The name before the colon; "" when the line is no field. */
static struct crm_str name_of(struct crm_str line)
{
	struct crm_str none = {"", 0}, name = {line.p, 0};

	while (name.n < line.n && line.p[name.n] > ' ' && line.p[name.n] < 0x7f && line.p[name.n] != ':')
		name.n++;
	line.p += name.n;
	line.n -= name.n;
	while (line.n && (line.p[0] == ' ' || line.p[0] == '\t')) {
		line.p++;
		line.n--;
	}
	return name.n && line.n && line.p[0] == ':' ? name : none;
}

bool crm_header_next(struct crm_str *rest, struct crm_str *name, struct crm_str *body)
{
	struct crm_str line;

	while (rest->n) {
		line = line_next(rest);
		*name = name_of(line);
		if (!name->n)
			continue;
		while (rest->n && (rest->p[0] == ' ' || rest->p[0] == '\t')) {
			struct crm_str more = line_next(rest);

			line.n = (size_t)(more.p + more.n - line.p);
		}
		body->p = memchr(name->p + name->n, ':', line.n - name->n);
		body->p++;
		body->n = (size_t)(line.p + line.n - body->p);
		return true;
	}
	return false;
}

bool crm_header_is(struct crm_str word, const char *name)
{
	size_t i, n = strlen(name);
	char a, b;

	for (i = 0; word.n == n && i < n; i++) {
		a = word.p[i];
		b = name[i];
		a = a >= 'A' && a <= 'Z' ? (char)(a + 32) : a;
		b = b >= 'A' && b <= 'Z' ? (char)(b + 32) : b;
		if (a != b)
			return false;
	}
	return word.n == n;
}

struct crm_str crm_header_find(struct crm_str header, const char *name)
{
	struct crm_str word, body;

	while (crm_header_next(&header, &word, &body))
		if (crm_header_is(word, name))
			return crm_str_trim(body);
	return CRM_STR("");
}

/* ---- addresses ---- */

static char take(struct crm_str *s)
{
	s->n--;
	return *s->p++;
}

/* What stands between quotes, behind the first; a backslash keeps the next byte. */
static void quoted(struct crm_str *s, struct crm_buf *out)
{
	char c;

	while (s->n && (c = take(s)) != '"') {
		if (c == '\\' && s->n)
			c = take(s);
		if (c != '\r' && c != '\n')
			crm_buf_char(out, c);
	}
}

/* Comments may hold comments; they are counted, so that no depth of them matters. */
static void comment(struct crm_str *s)
{
	size_t depth = 1;
	char c;

	while (s->n && depth) {
		c = take(s);
		if (c == '\\' && s->n)
			(void)take(s);
		else if (c == '(')
			depth++;
		else if (c == ')')
			depth--;
	}
}

static char small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* Between < and >; a route before the colon is dropped. */
static void angled(struct crm_str *s, struct crm_buf *out)
{
	char c;

	crm_buf_clear(out);
	while (s->n && (c = take(s)) != '>') {
		if (c == '"')
			quoted(s, out);
		else if (c == '(')
			comment(s);
		else if (c == ':' && out->n && out->p[0] == '@')
			crm_buf_clear(out);
		else if (!is_blank(c))
			crm_buf_char(out, small(c));
	}
}

/* One member of a list, up to its comma: what is angled, else what is bare. */
static void member(struct crm_str *rest, struct crm_buf *out)
{
	bool done = false;
	char c;

	crm_buf_clear(out);
	while (rest->n) {
		c = take(rest);
		if (c == ',' || c == ';')
			return;
		if (c == '(') {
			comment(rest);
		} else if (c == '"' && !done) {
			quoted(rest, out);
		} else if (c == '"') {
			struct crm_buf aside;

			crm_buf_init(&aside);
			quoted(rest, &aside);
			crm_buf_release(&aside);
		} else if (c == '<' && !done) {
			angled(rest, out);
			done = true;
		} else if (c == ':' && !done) {
			crm_buf_clear(out); /* the name of a group */
		} else if (!done && !is_blank(c)) {
			crm_buf_char(out, small(c));
		}
	}
}

static bool is_address(const struct crm_buf *b)
{
	const char *at = b->n ? memrchr(b->p, '@', b->n) : NULL;

	return at && at > b->p && at + 1 < b->p + b->n && b->n <= ADDRESS && !strpbrk(b->p, " <>\"") &&
	       strlen(b->p) == b->n;
}

bool crm_header_address(struct crm_str *rest, struct crm_buf *out)
{
	while (rest->n) {
		member(rest, out);
		if (is_address(out))
			return true;
	}
	crm_buf_clear(out);
	return false;
}

/* ---- ids and parameters ---- */

struct crm_str crm_header_id(struct crm_str *rest)
{
	struct crm_str none = {"", 0}, id;
	const char *open, *close;

	while (rest->n && (open = memchr(rest->p, '<', rest->n))) {
		rest->n -= (size_t)(open + 1 - rest->p);
		rest->p = open + 1;
		close = rest->n ? memchr(rest->p, '>', rest->n) : NULL;
		if (!close)
			break;
		id = (struct crm_str){rest->p, (size_t)(close - rest->p)};
		rest->n -= id.n + 1;
		rest->p = close + 1;
		id = crm_str_trim(id);
		if (id.n)
			return id;
	}
	rest->n = 0;
	return none;
}

/* The piece up to the next ; that is in no quotes. */
static struct crm_str piece(struct crm_str *rest)
{
	struct crm_str s = {rest->p, 0};
	bool in = false;

	while (s.n < rest->n && (in || rest->p[s.n] != ';')) {
		if (rest->p[s.n] == '"')
			in = !in;
		else if (in && rest->p[s.n] == '\\' && s.n + 1 < rest->n)
			s.n++;
		s.n++;
	}
	rest->p += s.n < rest->n ? s.n + 1 : s.n;
	rest->n -= s.n < rest->n ? s.n + 1 : s.n;
	return s;
}

struct crm_str crm_header_parameter(struct crm_str body, const char *name)
{
	struct crm_str word, value;
	const char *eq;

	(void)piece(&body);
	while (body.n) {
		value = piece(&body);
		eq = value.n ? memchr(value.p, '=', value.n) : NULL;
		if (!eq)
			continue;
		word = crm_str_trim((struct crm_str){value.p, (size_t)(eq - value.p)});
		value = crm_str_trim(
			(struct crm_str){eq + 1, (size_t)(value.p + value.n - eq - 1)});
		if (!crm_header_is(word, name))
			continue;
		if (value.n > 1 && value.p[0] == '"' && value.p[value.n - 1] == '"')
			value = (struct crm_str){value.p + 1, value.n - 2};
		return value;
	}
	return CRM_STR("");
}
