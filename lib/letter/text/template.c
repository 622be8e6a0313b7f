/* template.c - Mustache: a template becomes a list of pieces, the list is worked off. */
#include "letter/text/template.h"
#include "base/i18n.h"

enum kind { TEXT, VARIABLE, SECTION, INVERTED, CLOSE, PARTIAL, COMMENT };

struct piece {
	enum kind kind;
	struct crm_str s;      /* the text, or the name in the tag */
	struct crm_str indent; /* PARTIAL alone on its line: what every line of it begins with */
	size_t end;            /* SECTION, INVERTED: its CLOSE */
	long line;
};

struct parser {
	struct crm_str src;
	const char *file;
	size_t at, counted; /* next byte to read; bytes whose lines are in `line` */
	long line;
	struct piece *piece;
	size_t n, cap;
	size_t open[CRM_TEMPLATE_DEPTH]; /* sections not yet closed */
	size_t depth;
	struct crm_err *e;
};

bool crm_template_name_ok(struct crm_str name)
{
	size_t i;

	if (name.n == 0 || name.n > 64 || strchr("._-", name.p[0]))
		return false;
	for (i = 0; i < name.n; i++) {
		char c = name.p[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '.' && c != '_' &&
			c != '-')
			return false;
	}
	return true;
}

static bool is_null(const struct crm_yaml *v)
{
	return v->kind == CRM_YAML_SCALAR && !v->quoted &&
	       (v->text.n == 0 || crm_str_is(v->text, "null") || crm_str_is(v->text, "~"));
}

bool crm_template_false(const struct crm_yaml *v)
{
	if (!v || is_null(v))
		return true;
	if (v->kind == CRM_YAML_LIST)
		return !v->child;
	return v->kind == CRM_YAML_SCALAR && !v->quoted && crm_str_is(v->text, "false");
}

/* ---- from text to pieces ---- */

static long line_of(struct parser *p, size_t pos)
{
	for (; p->counted < pos; p->counted++)
		p->line += p->src.p[p->counted] == '\n';
	return p->line;
}

static struct piece *piece_add(struct parser *p, enum kind kind, size_t from, size_t to, long line)
{
	struct piece *it;

	crm_grow(&p->piece, &p->cap, p->n + 1, sizeof *p->piece);
	it = &p->piece[p->n++];
	memset(it, 0, sizeof *it);
	it->kind = kind;
	it->s = (struct crm_str){p->src.p + from, to - from};
	it->line = line;
	return it;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Whether the tag in [from, to) is alone on its line; then *from is the start of that line and *to
 * the start of the next. */
static bool alone(struct crm_str src, size_t *from, size_t *to)
{
	size_t a = *from, b = *to;

	while (a && is_blank(src.p[a - 1]))
		a--;
	if (a && src.p[a - 1] != '\n')
		return false;
	while (b < src.n && is_blank(src.p[b]))
		b++;
	if (b < src.n && src.p[b] == '\r' && b + 1 < src.n && src.p[b + 1] == '\n')
		b++;
	if (b < src.n && src.p[b] != '\n')
		return false;
	*from = a;
	*to = b < src.n ? b + 1 : b;
	return true;
}

static size_t find(struct crm_str s, size_t from, const char *what)
{
	const char *hit = from < s.n ? memmem(s.p + from, s.n - from, what, strlen(what)) : NULL;

	return hit ? (size_t)(hit - s.p) : s.n;
}

static int section_open(struct parser *p, struct piece *it)
{
	if (p->depth == CRM_TEMPLATE_DEPTH)
		return crm_err_at(p->e, CRM_USAGE, p->file, it->line, NULL,
			_("sections are nested over %d deep"), CRM_TEMPLATE_DEPTH);
	p->open[p->depth++] = (size_t)(it - p->piece);
	return 0;
}

static int section_close(struct parser *p, struct piece *it)
{
	struct piece *open;

	if (p->depth == 0)
		return crm_err_at(p->e, CRM_USAGE, p->file, it->line, NULL,
			_("'{{/%.*s}}' closes a section that was not opened"), (int)it->s.n,
			it->s.p);
	open = &p->piece[p->open[--p->depth]];
	if (!crm_str_eq(open->s, it->s))
		return crm_err_at(p->e, CRM_USAGE, p->file, it->line, NULL,
			_("'{{/%.*s}}' closes the wrong section: '%.*s' of line %ld is still open"),
			(int)it->s.n, it->s.p, (int)open->s.n, open->s.p, open->line);
	open->end = (size_t)(it - p->piece);
	return 0;
}

static int kind_of(char sigil)
{
	switch (sigil) {
	case '#': return SECTION;
	case '^': return INVERTED;
	case '/': return CLOSE;
	case '>': return PARTIAL;
	case '!': return COMMENT;
	case '{':
	case '&': return VARIABLE;
	default: return -1;
	}
}

/* The tag that begins at `from`: its kind, the name in it and its end. */
static int tag_read(
	struct parser *p, size_t from, enum kind *kind, struct crm_str *name, size_t *to)
{
	bool triple = from + 2 < p->src.n && p->src.p[from + 2] == '{';
	size_t end = find(p->src, from + 2, triple ? "}}}" : "}}");
	long line = line_of(p, from);
	int k;

	if (end == p->src.n)
		return crm_err_at(
			p->e, CRM_USAGE, p->file, line, NULL, _("a tag '{{' has no end '}}'"));
	*to = end + (triple ? 3 : 2);
	*name = crm_str_trim((struct crm_str){p->src.p + from + 2, end - from - 2});
	*kind = VARIABLE;
	if (name->n && memchr("=<$", name->p[0], 3))
		return crm_err_at(p->e, CRM_USAGE, p->file, line, NULL,
			_("tags '{{%c' are not supported, see crm-template(5)"), name->p[0]);
	k = name->n ? kind_of(name->p[0]) : -1;
	if (k >= 0) {
		*kind = (enum kind)k;
		*name = crm_str_trim((struct crm_str){name->p + 1, name->n - 1});
	}
	if (name->n == 0 && *kind != COMMENT)
		return crm_err_at(p->e, CRM_USAGE, p->file, line, NULL, _("a tag without a name"));
	return 0;
}

static int tag_add(struct parser *p, size_t from)
{
	struct crm_str name;
	enum kind kind = VARIABLE;
	size_t to = from, cut = from;
	long line = line_of(p, from);
	struct piece *it;

	if (tag_read(p, from, &kind, &name, &to))
		return -1;
	if (kind != VARIABLE)
		alone(p->src, &cut, &to);
	if (cut > p->at)
		piece_add(p, TEXT, p->at, cut, line);
	p->at = to;
	if (kind == COMMENT)
		return 0;
	it = piece_add(p, kind, 0, 0, line);
	it->s = name;
	it->indent = (struct crm_str){p->src.p + cut, from - cut};
	if (kind == SECTION || kind == INVERTED)
		return section_open(p, it);
	return kind == CLOSE ? section_close(p, it) : 0;
}

static int parse(struct parser *p)
{
	size_t from;

	while (p->at < p->src.n) {
		from = find(p->src, p->at, "{{");
		if (from == p->src.n) {
			piece_add(p, TEXT, p->at, p->src.n, line_of(p, p->at));
			break;
		}
		if (tag_add(p, from))
			return -1;
	}
	if (p->depth) {
		const struct piece *it = &p->piece[p->open[p->depth - 1]];

		return crm_err_at(p->e, CRM_USAGE, p->file, it->line, NULL,
			_("section '%.*s' is not closed"), (int)it->s.n, it->s.p);
	}
	return 0;
}

/* ---- from pieces to output ---- */

/* What names are looked up in, innermost first. */
struct frame {
	const struct crm_yaml *node;
	const struct frame *up;
};

struct render {
	const struct crm_template_env *env;
	struct crm_buf *out;
	struct crm_err *e;
	const char *file;
	size_t start, steps, depth;
};

static const struct crm_yaml *entry(const struct crm_yaml *map, struct crm_str key)
{
	const struct crm_yaml *it = map && map->kind == CRM_YAML_MAP ? map->child : NULL;

	while (it && !crm_str_eq(it->key, key))
		it = it->next;
	return it;
}

/* The first part of a dotted name is looked for outwards, the others only inside what it named. */
static const struct crm_yaml *lookup(const struct frame *f, struct crm_str name)
{
	const struct crm_yaml *node = NULL;
	struct crm_str rest = name, part;

	if (crm_str_is(name, "."))
		return f->node;
	part = crm_str_word(&rest, '.');
	for (; f && !node; f = f->up)
		node = entry(f->node, part);
	while (node && rest.n) {
		part = crm_str_word(&rest, '.');
		node = entry(node, part);
	}
	return node;
}

static int unknown(struct render *r, const struct piece *it)
{
	if (!r->env->strict)
		return 0;
	return crm_err_at(r->e, CRM_USAGE, r->file, it->line, NULL,
		_("unknown name '%.*s', see crm-template(5)"), (int)it->s.n, it->s.p);
}

static void watched(const struct crm_template_env *env, const struct crm_yaml *v)
{
	size_t i;

	for (i = 0; i < CRM_TEMPLATE_WATCH; i++)
		if (v == env->watch[i].value)
			*env->watch[i].written = true;
}

static int variable(struct render *r, const struct piece *it, const struct frame *f)
{
	const struct crm_yaml *v = lookup(f, it->s);

	if (!v)
		return unknown(r, it);
	if (v->kind == CRM_YAML_SCALAR) {
		watched(r->env, v);
		if (!is_null(v))
			crm_buf_str(r->out, v->text);
		return 0;
	}
	if (!r->env->strict)
		return 0;
	return crm_err_at(r->e, CRM_USAGE, r->file, it->line, NULL,
		_("'%.*s' is not a text but a list or a map"), (int)it->s.n, it->s.p);
}

static int run(
	struct render *r, const struct piece *piece, size_t from, size_t to, const struct frame *f);

static int too_much(struct render *r, const struct piece *it)
{
	return crm_err_at(r->e, CRM_USAGE, r->file, it->line, NULL,
		_("the template repeats itself without end"));
}

static int section(struct render *r, const struct piece *piece, size_t at, const struct frame *f)
{
	const struct piece *it = &piece[at];
	const struct crm_yaml *v = lookup(f, it->s), *child;
	struct frame in = {v, f};

	if (!v && unknown(r, it))
		return -1;
	if (crm_template_false(v) != (it->kind == INVERTED))
		return 0;
	if (++r->depth > CRM_TEMPLATE_DEPTH)
		return too_much(r, it);
	if (it->kind == INVERTED) {
		if (run(r, piece, at + 1, it->end, f))
			return -1;
	} else if (v->kind == CRM_YAML_LIST) {
		for (child = v->child; child; child = child->next) {
			in.node = child;
			if (run(r, piece, at + 1, it->end, &in))
				return -1;
		}
	} else if (run(r, piece, at + 1, it->end, &in)) {
		return -1;
	}
	r->depth--;
	return 0;
}

static int render(struct render *r, const struct crm_template_text *t, const struct frame *f);

/* The text with an indent before every line, but not behind the last newline. */
static void indented(struct crm_buf *b, struct crm_str text, struct crm_str indent)
{
	size_t i;

	for (i = 0; i < text.n; i++) {
		if (i == 0 || text.p[i - 1] == '\n')
			crm_buf_str(b, indent);
		crm_buf_char(b, text.p[i]);
	}
}

static int partial(struct render *r, const struct piece *it, const struct frame *f)
{
	struct crm_template_text t = {{"", 0}, ""};
	struct crm_buf text;
	const char *file = r->file;
	int got = r->env->load ? r->env->load(r->env->ctx, it->s, &t, r->e) : 0;

	if (got < 0)
		return -1;
	if (got == 0 && r->env->strict)
		return crm_err_at(r->e, CRM_USAGE, r->file, it->line, NULL,
			_("there is no template '%.*s'"), (int)it->s.n, it->s.p);
	if (++r->depth > CRM_TEMPLATE_DEPTH)
		return too_much(r, it);
	r->steps += t.text.n / 16;
	crm_buf_init(&text);
	if (it->indent.n) {
		indented(&text, t.text, it->indent);
		t.text = crm_buf_view(&text);
	}
	got = render(r, &t, f);
	crm_buf_release(&text);
	r->file = file;
	r->depth--;
	return got;
}

static int run(
	struct render *r, const struct piece *piece, size_t from, size_t to, const struct frame *f)
{
	size_t i;
	int bad = 0;

	for (i = from; i < to && !bad; i++) {
		const struct piece *it = &piece[i];

		if (++r->steps > CRM_TEMPLATE_STEPS || r->out->n - r->start > CRM_TEMPLATE_OUTPUT)
			return too_much(r, it);
		switch (it->kind) {
		case TEXT: crm_buf_str(r->out, it->s); break;
		case VARIABLE: bad = variable(r, it, f); break;
		case PARTIAL: bad = partial(r, it, f); break;
		case SECTION:
		case INVERTED:
			bad = section(r, piece, i, f);
			i = it->end;
			break;
		case CLOSE:
		case COMMENT: break;
		}
	}
	return bad;
}

static int render(struct render *r, const struct crm_template_text *t, const struct frame *f)
{
	struct parser p = {.src = t->text, .file = t->file, .line = 1, .e = r->e};
	int bad = parse(&p);

	r->file = t->file;
	if (!bad)
		bad = run(r, p.piece, 0, p.n, f);
	crm_release(&p.piece);
	return bad;
}

int crm_template_render(const struct crm_template_text *t, const struct crm_yaml *data,
	const struct crm_template_env *env, struct crm_buf *out, struct crm_err *e)
{
	struct render r = {.env = env, .out = out, .e = e, .start = out->n};
	struct frame f = {data, NULL};

	return render(&r, t, &f);
}
