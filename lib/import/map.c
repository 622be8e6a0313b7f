/* map.c - how the rows of a foreign CSV become rows of the journal. */
#include "import/map.h"
#include "base/i18n.h"
#include "config/terms.h"
#include "format/charset.h"
#include "format/datepattern.h"
#include <fnmatch.h>

#define AT(type, field) offsetof(struct type, field)

/* ---- values ---- */

static int pairs(struct crm_key_job *job, const struct crm_yaml *node, void *to)
{
	struct crm_map_pairs *out = to;
	const struct crm_yaml *c;

	if (node->kind != CRM_YAML_MAP)
		return crm_key_fail(job, node->line,
			_("pairs of texts are expected here: {Acme SARL: acme}"));
	out->pair = crm_arena_alloc(job->mem, (node->count + 1) * sizeof *out->pair);
	out->n = 0;
	for (c = node->child; c; c = c->next) {
		if (c->kind != CRM_YAML_SCALAR)
			return crm_key_fail(job, c->line, _("one text is expected here"));
		out->pair[out->n][0] = c->key;
		out->pair[out->n++][1] = c->text;
	}
	return 0;
}

static int terms_key(struct crm_key_job *job, const struct crm_yaml *node, void *to)
{
	struct crm_terms t;

	return crm_key_terms(job, node, to, &t);
}

/* One star and something beside it to find it by. */
static int part_key(struct crm_key_job *job, const struct crm_yaml *node, void *base)
{
	struct crm_map_value *v = base;
	const char *star;

	if (crm_key_line(job, node, &v->part))
		return -1;
	star = memchr(v->part.p, '*', v->part.n);
	if (!star || v->part.n < 2 || memchr(star + 1, '*', (size_t)(v->part.p + v->part.n - star - 1)))
		return crm_key_fail(job, node->line,
			_("text with one * where the piece stands is expected here: 'FACTURE *'"));
	return 0;
}

static const struct crm_key value_keys[] = {
	{.name = "column", .type = CRM_KEY_LIST, .offset = AT(crm_map_value, column)},
	{.name = "plus", .type = CRM_KEY_LIST, .offset = AT(crm_map_value, plus)},
	{.name = "minus", .type = CRM_KEY_LIST, .offset = AT(crm_map_value, minus)},
	{.name = "part", .type = CRM_KEY_CALL, .call = part_key},
	{.name = "text", .type = CRM_KEY_LINE, .offset = AT(crm_map_value, text)},
	{.name = "default", .type = CRM_KEY_LINE, .offset = AT(crm_map_value, other)},
	{.name = "values", .type = CRM_KEY_CALL, .call = pairs, .offset = AT(crm_map_value, values)},
	{.name = "match", .type = CRM_KEY_CALL, .call = pairs, .offset = AT(crm_map_value, match)},
	{.name = "prefix", .type = CRM_KEY_LINE, .offset = AT(crm_map_value, prefix)},
	{.name = "find",
		.type = CRM_KEY_WORD,
		.offset = AT(crm_map_value, find),
		.words = "nothing invoice digits address"},
	{.name = "sign",
		.type = CRM_KEY_WORD,
		.offset = AT(crm_map_value, sign),
		.words = "any positive negative"},
	{.name = "sum",
		.type = CRM_KEY_FLAG,
		.offset = AT(crm_map_value, sum),
		.words = "false true"},
	{.name = "terms", .type = CRM_KEY_CALL, .call = terms_key, .offset = AT(crm_map_value, terms)},
	{.name = NULL},
};

static const struct crm_str none = {"", 0};

static int value(struct crm_key_job *job, const struct crm_yaml *node, void *to)
{
	struct crm_map_value *v = to;

	*v = (struct crm_map_value){.set = true, .text = none, .other = none, .prefix = none,
		.part = none, .terms = none, .line = node->line};
	if (node->kind == CRM_YAML_SCALAR)
		return crm_key_line(job, node, &v->text);
	if (crm_keys_read(job, value_keys, node, v))
		return -1;
	if (!v->column.n && !v->text.n && !v->terms.n)
		return crm_key_fail(job, node->line,
			_("where does it come from? 'column: NAME', or a text"));
	return 0;
}

/* ---- conditions ---- */

struct written_when {
	struct crm_str column, begins, has, like;
	struct crm_list is, not_is;
	int filled; /* 0 not said, 1 no, 2 yes */
};

static const struct crm_key when_keys[] = {
	{.name = "column", .type = CRM_KEY_LINE, .offset = AT(written_when, column)},
	{.name = "is", .type = CRM_KEY_LIST, .offset = AT(written_when, is)},
	{.name = "not", .type = CRM_KEY_LIST, .offset = AT(written_when, not_is)},
	{.name = "begins", .type = CRM_KEY_LINE, .offset = AT(written_when, begins)},
	{.name = "has", .type = CRM_KEY_LINE, .offset = AT(written_when, has)},
	{.name = "like", .type = CRM_KEY_LINE, .offset = AT(written_when, like)},
	{.name = "filled",
		.type = CRM_KEY_WORD,
		.offset = AT(written_when, filled),
		.min = 1,
		.words = "no yes"},
	{.name = NULL},
};

static int condition(struct crm_key_job *job, const struct crm_yaml *node, struct crm_map_when *out)
{
	struct written_when w = {.column = none};
	int tests;

	if (crm_keys_read(job, when_keys, node, &w))
		return -1;
	tests = (w.is.n != 0) + (w.not_is.n != 0) + (w.begins.p != NULL) + (w.has.p != NULL) +
		(w.like.p != NULL) + (w.filled != 0);
	if (!w.column.n || tests != 1)
		return crm_key_fail(job, node->line,
			_("a condition names a column and one of: filled, is, not, begins, has, "
			  "like"));
	out->column = w.column;
	out->text = none;
	if (w.filled) {
		out->test = w.filled == 2 ? CRM_WHEN_FILLED : CRM_WHEN_EMPTY;
	} else if (w.is.n || w.not_is.n) {
		out->test = w.is.n ? CRM_WHEN_IS : CRM_WHEN_NOT;
		out->any = w.is.n ? w.is : w.not_is;
	} else if (w.like.p) {
		out->test = CRM_WHEN_LIKE;
		out->text = w.like;
	} else if (w.begins.p) {
		out->test = CRM_WHEN_BEGINS;
		out->text = w.begins;
	} else {
		out->test = CRM_WHEN_HAS;
		out->text = w.has;
	}
	return 0;
}

/* One condition, or a list of them. */
static int conditions(struct crm_key_job *job, const struct crm_yaml *node,
	struct crm_map_when **when, size_t *whens)
{
	const struct crm_yaml *c = node->kind == CRM_YAML_LIST ? node->child : node;
	size_t n = node->kind == CRM_YAML_LIST ? node->count : 1;

	*when = crm_arena_alloc(job->mem, (n + 1) * sizeof **when);
	for (*whens = 0; *whens < n; ++*whens, c = c->next)
		if (condition(job, c, &(*when)[*whens]))
			return -1;
	return 0;
}

static int when_key(struct crm_key_job *job, const struct crm_yaml *node, void *base)
{
	struct crm_map_event *ev = base;

	return conditions(job, node, &ev->when, &ev->whens);
}

static int rows_key(struct crm_key_job *job, const struct crm_yaml *node, void *base)
{
	struct crm_map *m = base;

	return conditions(job, node, &m->rows, &m->rows_n);
}

static bool one_of(const struct crm_list *l, struct crm_str s)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if (crm_str_eq(l->item[i], s))
			return true;
	return false;
}

/* A pattern of the shell, whatever the case; a text too long to be one is none. */
static bool like(struct crm_str s, struct crm_str pattern)
{
	char text[1024], want[256];

	if (s.n >= sizeof text || pattern.n >= sizeof want)
		return false;
	memcpy(text, s.p, s.n);
	text[s.n] = '\0';
	memcpy(want, pattern.p, pattern.n);
	want[pattern.n] = '\0';
	return fnmatch(want, text, FNM_CASEFOLD) == 0;
}

static bool has(struct crm_str s, struct crm_str part)
{
	return !part.n || (s.n && memmem(s.p, s.n, part.p, part.n));
}

bool crm_map_applies(const struct crm_map_when *when, size_t n,
	struct crm_str (*cell)(void *ctx, struct crm_str column), void *ctx)
{
	size_t i;

	for (i = 0; i < n; i++) {
		const struct crm_map_when *w = &when[i];
		struct crm_str s = crm_str_trim(cell(ctx, w->column));
		bool holds = false;

		switch (w->test) {
		case CRM_WHEN_FILLED: holds = s.n > 0; break;
		case CRM_WHEN_EMPTY: holds = s.n == 0; break;
		case CRM_WHEN_IS: holds = one_of(&w->any, s); break;
		case CRM_WHEN_NOT: holds = !one_of(&w->any, s); break;
		case CRM_WHEN_LIKE: holds = like(s, w->text); break;
		case CRM_WHEN_BEGINS: holds = crm_str_begins(s, w->text); break;
		case CRM_WHEN_HAS: holds = has(s, w->text); break;
		}
		if (!holds)
			return false;
	}
	return true;
}

/* ---- events ---- */

static int event_key(struct crm_key_job *job, const struct crm_yaml *node, void *base)
{
	struct crm_map_event *ev = base;
	const struct crm_event_alias *a;
	struct crm_str name;
	struct crm_err e;

	if (crm_key_line(job, node, &name))
		return -1;
	ev->event = crm_event_find(name);
	for (a = crm_event_aliases; a->name && !ev->event; a++) {
		if (!crm_str_is(name, a->name))
			continue;
		ev->event = a->event;
		ev->cell[CRM_COL_BY].text = crm_str(crm_by_name(a->by));
		ev->cell[CRM_COL_CHANNEL].text = crm_str(a->channel);
		ev->cell[CRM_COL_TAGS].text = crm_str(a->tag);
	}
	if (ev->event == CRM_EV_VOID)
		return crm_key_fail(job, node->line, _("a row is voided with crm-log --void ID"));
	if (ev->event)
		return 0;
	crm_row_no_event(&e, CRM_USAGE, name, true);
	return crm_key_fail(job, node->line, "%s", e.text);
}

/* Else it would be two tags, or another value. */
static bool tag_key_ok(struct crm_str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] <= ' ' || s.p[i] == '=')
			return false;
	return true;
}

static int tags_key(struct crm_key_job *job, const struct crm_yaml *node, void *base)
{
	struct crm_map_event *ev = base;
	const struct crm_yaml *c;

	if (node->kind != CRM_YAML_MAP)
		return crm_key_fail(job, node->line,
			_("tags with their values are expected here: {source: bank}"));
	ev->tag = crm_arena_alloc(job->mem, (node->count + 1) * sizeof *ev->tag);
	for (c = node->child; c; c = c->next) {
		if (!tag_key_ok(c->key))
			return crm_key_fail(job, c->line,
				_("'%.*s' is not a valid tag key: it must be one word without ="),
				c->key.n > 40 ? 40 : (int)c->key.n, c->key.p);
		ev->tag[ev->tags].key = c->key;
		if (value(job, c, &ev->tag[ev->tags++].value))
			return -1;
	}
	return 0;
}

#define VALUE(key, place)                                                                           \
	{                                                                                          \
		.name = key, .type = CRM_KEY_CALL, .call = value, .offset = place                  \
	}
#define CELL(key, column) VALUE(key, AT(crm_map_event, cell[column]))

static const struct crm_key event_keys[] = {
	{.name = "event", .type = CRM_KEY_CALL, .call = event_key},
	{.name = "when", .type = CRM_KEY_CALL, .call = when_key},
	CELL("at", CRM_COL_AT),
	CELL("client", CRM_COL_CLIENT),
	CELL("kind", CRM_COL_KIND),
	CELL("by", CRM_COL_BY),
	CELL("ref", CRM_COL_REF),
	CELL("amount", CRM_COL_AMOUNT),
	CELL("currency", CRM_COL_CURRENCY),
	CELL("due", CRM_COL_DUE),
	CELL("channel", CRM_COL_CHANNEL),
	CELL("level", CRM_COL_LEVEL),
	CELL("note", CRM_COL_NOTE),
	{.name = "tags", .type = CRM_KEY_CALL, .call = tags_key},
	{.name = NULL},
};

static int one_event(struct crm_key_job *job, const struct crm_yaml *node, struct crm_map_event *ev)
{
	int i;

	ev->line = node->line;
	for (i = 0; i < CRM_COLUMNS; i++)
		ev->cell[i].text = none;
	if (crm_keys_read(job, event_keys, node, ev))
		return -1;
	if (!ev->event)
		return crm_key_fail(job, node->line, _("which event? 'event: invoice'"));
	if (!ev->cell[CRM_COL_AT].set)
		return crm_key_fail(job, node->line, _("when did it happen? 'at: {column: NAME}'"));
	if (!ev->cell[CRM_COL_CLIENT].set && !(crm_events[ev->event].takes & CRM_NOBODY))
		return crm_key_fail(job, node->line, _("whose is it? 'client: {column: NAME}'"));
	if (!ev->cell[CRM_COL_BY].set && !ev->cell[CRM_COL_BY].text.n)
		ev->cell[CRM_COL_BY].text = crm_str(crm_by_name(crm_events[ev->event].by));
	return 0;
}

static int events_key(struct crm_key_job *job, const struct crm_yaml *node, void *base)
{
	struct crm_map *m = base;
	const struct crm_yaml *c;

	if (node->kind != CRM_YAML_LIST || !node->count || node->count > CRM_MAP_EVENTS)
		return crm_key_fail(job, node->line,
			_("a list of 1 to %d events is expected here"), CRM_MAP_EVENTS);
	m->event = crm_arena_alloc(job->mem, node->count * sizeof *m->event);
	for (c = node->child; c; c = c->next)
		if (one_event(job, c, &m->event[m->events++]))
			return -1;
	return 0;
}

/* ---- the whole ---- */

static int delimiter_key(struct crm_key_job *job, const struct crm_yaml *node, void *base)
{
	struct crm_map *m = base;
	struct crm_str s;

	if (crm_key_line(job, node, &s))
		return -1;
	if (crm_str_is(s, "tab"))
		m->delimiter = '\t';
	else if (s.n == 1 && strchr(",;|", s.p[0]))
		m->delimiter = s.p[0];
	else
		return crm_key_fail(job, node->line, _("one of: \",\" \";\" \"|\" tab"));
	return 0;
}

static int decimal_key(struct crm_key_job *job, const struct crm_yaml *node, void *base)
{
	struct crm_map *m = base;
	struct crm_str s;

	if (crm_key_line(job, node, &s))
		return -1;
	if (s.n != 1 || (s.p[0] != '.' && s.p[0] != ','))
		return crm_key_fail(job, node->line, _("one of: \".\" \",\""));
	m->number.decimal = s.p[0];
	return 0;
}

static int thousands_key(struct crm_key_job *job, const struct crm_yaml *node, void *base)
{
	struct crm_map *m = base;

	if (crm_key_line(job, node, &m->number.thousands))
		return -1;
	if (m->number.thousands.n > 1 ||
		(m->number.thousands.n && !strchr(" .,'", m->number.thousands.p[0])))
		return crm_key_fail(job, node->line, _("one of: \" \" \".\" \",\" \"'\""));
	return 0;
}

static int date_key(struct crm_key_job *job, const struct crm_yaml *node, void *base)
{
	struct crm_map *m = base;
	size_t i;

	if (crm_key_list(job, node, &m->date))
		return -1;
	for (i = 0; i < m->date.n; i++)
		if (!crm_datepattern_ok(m->date.item[i]))
			return crm_key_fail(job, node->line,
				_("'%.40s' is not a pattern such as DD/MM/YYYY, M/D/YYYY, YYYY-MM-DD hh:mm"),
				m->date.item[i].p);
	return 0;
}

static int encoding_key(struct crm_key_job *job, const struct crm_yaml *node, void *base)
{
	struct crm_map *m = base;
	struct crm_buf none_of;
	int r;

	if (crm_key_line(job, node, &m->encoding))
		return -1;
	if (crm_str_is(m->encoding, "utf-8") || crm_str_is(m->encoding, "UTF-8"))
		m->encoding = none;
	if (!m->encoding.n)
		return 0;
	crm_buf_init(&none_of);
	r = crm_charset_utf8(&none_of, none, m->encoding.p);
	crm_buf_release(&none_of);
	if (r)
		return crm_key_fail(job, node->line,
			_("'%.40s' is not an encoding that iconv knows, such as windows-1252, "
			  "iso-8859-15; iconv -l lists them"),
			m->encoding.p);
	return 0;
}

static const struct crm_key profile_keys[] = {
	VALUE("client", AT(crm_map, profile.client)),
	VALUE("person", AT(crm_map, profile.person)),
	VALUE("role", AT(crm_map, profile.role)),
	VALUE("email", AT(crm_map, profile.email)),
	VALUE("phone", AT(crm_map, profile.phone)),
	VALUE("post", AT(crm_map, profile.post)),
	VALUE("lang", AT(crm_map, profile.lang)),
	VALUE("kind", AT(crm_map, profile.kind)),
	{.name = NULL},
};

static const struct crm_key map_keys[] = {
	{.name = "delimiter", .type = CRM_KEY_CALL, .call = delimiter_key},
	{.name = "decimal", .type = CRM_KEY_CALL, .call = decimal_key},
	{.name = "thousands", .type = CRM_KEY_CALL, .call = thousands_key},
	{.name = "symbol", .type = CRM_KEY_LINE, .offset = AT(crm_map, number.symbol)},
	{.name = "date", .type = CRM_KEY_CALL, .call = date_key},
	{.name = "credit", .type = CRM_KEY_LINE, .offset = AT(crm_map, number.credit)},
	{.name = "debit", .type = CRM_KEY_LINE, .offset = AT(crm_map, number.debit)},
	{.name = "zone", .type = CRM_KEY_FLAG, .offset = AT(crm_map, utc), .words = "book utc"},
	{.name = "encoding", .type = CRM_KEY_CALL, .call = encoding_key},
	{.name = "header", .type = CRM_KEY_LINE, .offset = AT(crm_map, header)},
	{.name = "rows", .type = CRM_KEY_CALL, .call = rows_key},
	{.name = "short",
		.type = CRM_KEY_WORD,
		.offset = AT(crm_map, few),
		.words = "refuse fill skip"},
	{.name = "quotes",
		.type = CRM_KEY_FLAG,
		.offset = AT(crm_map, no_quotes),
		.words = "double none"},
	{.name = "skip", .type = CRM_KEY_NUMBER, .offset = AT(crm_map, skip), .min = 0, .max = 1000},
	{.name = "columns", .type = CRM_KEY_LIST, .offset = AT(crm_map, columns)},
	{.name = "key", .type = CRM_KEY_LIST, .offset = AT(crm_map, key)},
	{.name = "clients",
		.type = CRM_KEY_WORD,
		.offset = AT(crm_map, clients),
		.words = "known create any"},
	{.name = "unmatched",
		.type = CRM_KEY_FLAG,
		.offset = AT(crm_map, skip_unmatched),
		.words = "refuse skip"},
	VALUE("name", AT(crm_map, name)),
	{.name = "profile", .type = CRM_KEY_MAP, .map = profile_keys},
	{.name = "events", .type = CRM_KEY_CALL, .call = events_key},
	{.name = NULL},
};

/* Never guessed: what tells 1,234 from 1.234 and 3 April from 4 March must be said. */
static int check_said(const struct crm_map *m, const char *file, struct crm_err *e)
{
	size_t i;

	if (!m->events && !m->profile.client.set)
		return crm_err_at(e, CRM_USAGE, file, 0, "events",
			_("which events do the rows give? 'events: [...]'"));
	if (!m->date.n && m->events)
		return crm_err_at(e, CRM_USAGE, file, 0, "date",
			_("how are dates written? 'date: DD/MM/YYYY'"));
	for (i = 0; i < m->events; i++)
		if (m->event[i].cell[CRM_COL_AMOUNT].sum && !m->key.n)
			return crm_err_at(e, CRM_USAGE, file, m->event[i].line, "key",
				_("'sum: true' adds the rows of one key: 'key: [NUMBER]'"));
	for (i = 0; i < m->events; i++)
		if (m->event[i].cell[CRM_COL_AMOUNT].column.n && !m->number.decimal)
			return crm_err_at(e, CRM_USAGE, file, 0, "decimal",
				_("how are numbers written? 'decimal: \".\"' or 'decimal: \",\"'"));
	if (m->number.thousands.n && m->number.thousands.p[0] == m->number.decimal)
		return crm_err_at(e, CRM_USAGE, file, 0, "thousands",
			_("is the same character as 'decimal'"));
	return 0;
}

int crm_map_read(struct crm_arena *a, struct crm_str yaml, const char *file, struct crm_map *out,
	struct crm_err *e)
{
	struct crm_key_job job = {.mem = a, .file = file, .manual = "crm-import(5)", .e = e};
	struct crm_yaml *root;

	*out = (struct crm_map){.delimiter = ',', .number = {0, none, none, none, none},
		.encoding = none, .header = none};
	out->name.text = none;
	if (crm_yaml_parse(a, yaml, file, &root, e))
		return -1;
	if (root && crm_keys_read(&job, map_keys, root, out))
		return -1;
	return check_said(out, file, e);
}
