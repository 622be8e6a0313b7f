/* yaml.c - the strict subset of YAML, read through libyaml's events.
 * The event interface and not the document one: that builds cycles, drops duplicate keys in silence
 * and has no limit of depth.  Here the tree grows event by event and the first thing outside of the
 * subset ends the reading, before a hostile file can cost time. */
#include "format/yaml.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include <stdlib.h>
#include <yaml.h>

enum { DEPTH = 16, SMALL_MAP = 16 };

/* An open list or map while its entries are read. */
struct level {
	struct crm_yaml *node;
	struct crm_yaml **end; /* where the next entry is hung */
	struct crm_str key;    /* of the entry that comes next, in a map */
	long key_line;
	bool has_key;
};

struct reader {
	struct crm_arena *mem;
	const char *name;
	struct crm_str bytes;
	struct crm_err *e;
	yaml_parser_t parser;
	struct level level[DEPTH];
	int depth;
	struct crm_yaml *doc; /* root of the document being read */
	struct crm_str ahead; /* of the bytes, from the last mark looked at on */
	size_t ahead_index;   /* its place in characters, as marks have it */
};

static long line_of(const yaml_mark_t *m)
{
	return (long)m->line + 1;
}

static long line_at(struct crm_str bytes, size_t offset)
{
	long line = 1;
	size_t i;

	for (i = 0; i < offset && i < bytes.n; i++)
		line += bytes.p[i] == '\n';
	return line;
}

/* What libyaml could not read.  Its reader knows only an offset, its scanner and parser a place. */
static int syntax(struct reader *r)
{
	const yaml_parser_t *p = &r->parser;
	const char *what = p->problem ? p->problem : "";
	long line = line_of(&p->problem_mark);

	if (p->error == YAML_MEMORY_ERROR)
		crm_oom();
	if (p->error == YAML_READER_ERROR)
		line = line_at(r->bytes, p->problem_offset);
	if (!crm_utf8_ok(r->bytes))
		return crm_err_at(r->e, CRM_USAGE, r->name, line, NULL,
			_("is not UTF-8; convert it with iconv(1)"));
	return crm_err_at(
		r->e, CRM_USAGE, r->name, line, NULL, _("cannot be read as YAML: %s"), what);
}

static int refuse(struct reader *r, long line, const char *text)
{
	return crm_err_at(r->e, CRM_USAGE, r->name, line, NULL, "%s", text);
}

/*
 * Breaks that YAML 1.1 takes for ends of lines and no editor does: every line number behind them
 * would be wrong, so they are refused where they stand unescaped.
 */
static int check_breaks(struct reader *r)
{
	struct crm_str s = r->bytes, at;
	int32_t c;

	while (s.n) {
		at = s;
		c = crm_utf8_next(&s);
		if (c == 0x85 || c == 0x2028 || c == 0x2029 ||
			(c == '\r' && !(s.n && s.p[0] == '\n')))
			return crm_err_at(r->e, CRM_USAGE, r->name,
				line_at(r->bytes, (size_t)(at.p - r->bytes.p)), NULL,
				_("U+%04X is an invisible line break here: delete it, or "
				  "write it as \"\\u%04x\" in quotes"),
				(unsigned)c, (unsigned)c);
	}
	return 0;
}

/* After decoding: "\e" and "\0" in quotes pass libyaml as the bytes that they mean. */
static bool has_control(struct crm_str s)
{
	int32_t c;

	while (s.n) {
		c = crm_utf8_next(&s);
		if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0))
			return true;
	}
	return false;
}

static int by_key(const void *va, const void *vb)
{
	const struct crm_yaml *const *a = va, *const *b = vb;
	int c = crm_str_cmp((*a)->key, (*b)->key);

	return c ? c : ((*a)->key_line > (*b)->key_line) - ((*a)->key_line < (*b)->key_line);
}

/* The pair of equal keys that ends first in the file, or NULL; sorted, as a map may be large. */
static const struct crm_yaml *repeated(struct crm_yaml **entry, size_t n, long *first)
{
	const struct crm_yaml *worst = NULL;
	size_t i;

	qsort(entry, n, sizeof *entry, by_key);
	for (i = 1; i < n; i++) {
		if (!crm_str_eq(entry[i - 1]->key, entry[i]->key))
			continue;
		if (!worst || entry[i]->key_line < worst->key_line) {
			worst = entry[i];
			*first = entry[i - 1]->key_line;
		}
	}
	return worst;
}

static int check_keys(struct reader *r, const struct crm_yaml *map)
{
	struct crm_yaml *small[SMALL_MAP], **entry = small, *c;
	const struct crm_yaml *twice;
	long first = 0;
	size_t n = 0;

	if (map->count < 2)
		return 0;
	if (map->count > SMALL_MAP)
		entry = crm_calloc(map->count, sizeof *entry);
	for (c = map->child; c; c = c->next)
		entry[n++] = c;
	twice = repeated(entry, n, &first);
	if (entry != small)
		crm_release(&entry);
	if (!twice)
		return 0;
	return crm_err_at(r->e, CRM_USAGE, r->name, twice->key_line,
		crm_arena_cstr(r->mem, twice->key), _("appears twice, first in line %ld: keep one"),
		first);
}

/* Hang a node where the document has come to. */
static void attach(struct reader *r, struct crm_yaml *node)
{
	struct level *l;

	if (!r->depth) {
		r->doc = node;
		return;
	}
	l = &r->level[r->depth - 1];
	node->key = l->key;
	node->key_line = l->key_line;
	l->key = (struct crm_str){"", 0};
	l->key_line = 0;
	l->has_key = false;
	*l->end = node;
	l->end = &node->next;
	l->node->count++;
}

static bool wants_key(const struct reader *r)
{
	const struct level *l;

	if (!r->depth)
		return false;
	l = &r->level[r->depth - 1];
	return l->node->kind == CRM_YAML_MAP && !l->has_key;
}

static struct crm_yaml *node_new(struct reader *r, enum crm_yaml_kind kind, long line)
{
	struct crm_yaml *node = crm_arena_alloc(r->mem, sizeof *node);

	node->kind = kind;
	node->line = line;
	node->key = node->text = (struct crm_str){"", 0};
	return node;
}

static int take_key(struct reader *r, const yaml_event_t *ev, struct crm_str text, long line)
{
	struct level *l = &r->level[r->depth - 1];

	if (ev->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && crm_str_is(text, "<<"))
		return refuse(r, line, _("merge keys are not read: write the keys out"));
	if (!text.n)
		return refuse(r, line, _("a key is missing before ':'"));
	l->key = crm_arena_str(r->mem, text);
	l->key_line = line;
	l->has_key = true;
	return 0;
}

/* `C #Dev`: YAML ends the text at a comment, where who wrote it may have meant none.  Comments for
 * people have a blank behind their mark.  Marks count characters, and come in their order. */
static bool cut_at(struct reader *r, const yaml_mark_t *end)
{
	struct crm_str s;

	while (r->ahead.n && r->ahead_index < end->index) {
		crm_utf8_next(&r->ahead);
		r->ahead_index++;
	}
	for (s = r->ahead; s.n && s.p[0] == ' '; s.p++, s.n--)
		;
	return s.n > 1 && s.n < r->ahead.n && s.p[0] == '#' && !strchr(" \t\r\n#", s.p[1]);
}

static int on_scalar(struct reader *r, const yaml_event_t *ev)
{
	struct crm_str text = {(const char *)ev->data.scalar.value, ev->data.scalar.length};
	long line = line_of(&ev->start_mark);
	struct crm_yaml *node;

	if (ev->data.scalar.anchor)
		return refuse(r, line, _("anchors are not read: write the value out"));
	if (ev->data.scalar.tag)
		return refuse(r, line, _("YAML tags are not read: write the value alone"));
	if (has_control(text))
		return refuse(r, line, _("the text contains a control character"));
	if (wants_key(r))
		return take_key(r, ev, text, line);
	node = node_new(r, CRM_YAML_SCALAR, line);
	node->quoted = ev->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	node->cut = !node->quoted && cut_at(r, &ev->end_mark);
	node->text = crm_arena_str(r->mem, text);
	/* `---` alone gives an empty plain scalar: an empty document */
	if (r->depth || node->quoted || text.n)
		attach(r, node);
	return 0;
}

static int on_start(struct reader *r, enum crm_yaml_kind kind, const yaml_char_t *anchor,
	const yaml_char_t *tag, long line)
{
	struct crm_yaml *node;

	if (anchor)
		return refuse(r, line, _("anchors are not read: write the value out"));
	if (tag)
		return refuse(r, line, _("YAML tags are not read: write the value alone"));
	if (wants_key(r))
		return refuse(r, line, _("a key must be plain text, not a list or a map"));
	if (r->depth == DEPTH)
		return crm_err_at(r->e, CRM_USAGE, r->name, line, NULL,
			_("lists and maps may be nested %d levels deep"), DEPTH);
	node = node_new(r, kind, line);
	attach(r, node);
	r->level[r->depth++] = (struct level){.node = node, .end = &node->child, .key = {"", 0}};
	return 0;
}

static int on_end(struct reader *r)
{
	const struct crm_yaml *node = r->level[--r->depth].node;

	return node->kind == CRM_YAML_MAP ? check_keys(r, node) : 0;
}

static int on_document(struct reader *r, const yaml_event_t *ev)
{
	if (ev->data.document_start.tag_directives.start !=
		ev->data.document_start.tag_directives.end)
		return refuse(r, line_of(&ev->start_mark),
			_("YAML directives are not read: delete the line that begins with %TAG"));
	r->doc = NULL;
	return 0;
}

static int on_event(struct reader *r, const yaml_event_t *ev)
{
	long line = line_of(&ev->start_mark);

	switch (ev->type) {
	case YAML_DOCUMENT_START_EVENT: return on_document(r, ev);
	case YAML_ALIAS_EVENT:
		return refuse(r, line,
			_("aliases are not read: write the value out, or put "
			  "text that begins with * in quotes"));
	case YAML_SCALAR_EVENT: return on_scalar(r, ev);
	case YAML_SEQUENCE_START_EVENT:
		return on_start(r, CRM_YAML_LIST, ev->data.sequence_start.anchor,
			ev->data.sequence_start.tag, line);
	case YAML_MAPPING_START_EVENT:
		return on_start(r, CRM_YAML_MAP, ev->data.mapping_start.anchor,
			ev->data.mapping_start.tag, line);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT: return on_end(r);
	default: return 0;
	}
}

/* One event; *type says which.  The line of a document's start stays in *line. */
static int step(struct reader *r, yaml_event_type_t *type, long *line)
{
	yaml_event_t ev;
	int bad;

	if (!yaml_parser_parse(&r->parser, &ev))
		return syntax(r);
	*type = ev.type;
	if (ev.type == YAML_DOCUMENT_START_EVENT)
		*line = line_of(&ev.start_mark);
	bad = on_event(r, &ev);
	yaml_event_delete(&ev);
	return bad;
}

/* All documents into a list; a single one is asked for by `one`. */
static int read_documents(struct reader *r, bool one, struct crm_yaml *docs)
{
	struct crm_yaml **end = &docs->child;
	yaml_event_type_t type = YAML_NO_EVENT;
	size_t started = 0;
	long line = 0;

	while (type != YAML_STREAM_END_EVENT) {
		if (step(r, &type, &line))
			return -1;
		if (type == YAML_DOCUMENT_START_EVENT && started++ && one)
			return refuse(
				r, line, _("a second document begins here: only one is read"));
		if (type != YAML_DOCUMENT_END_EVENT || !r->doc)
			continue;
		*end = r->doc;
		end = &r->doc->next;
		docs->count++;
	}
	return 0;
}

static int read_all(struct crm_arena *a, struct crm_str bytes, const char *name, size_t max,
	bool one, struct crm_yaml **docs, struct crm_err *e)
{
	struct reader r = {.mem = a, .name = name, .e = e};
	int bad;

	*docs = NULL;
	if (bytes.n > max)
		return crm_err_at(e, CRM_USAGE, name, 0, NULL,
			_("is larger than %zu KiB, the most that is read"), max / 1024);
	bytes = crm_utf8_unmarked(bytes);
	r.ahead = r.bytes = bytes = bytes.p ? bytes : crm_str("");
	if (check_breaks(&r))
		return -1;
	if (!yaml_parser_initialize(&r.parser))
		crm_oom();
	/* said, not guessed: a file in UTF-16 is an error in its first line */
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r.parser, (const unsigned char *)bytes.p, bytes.n);
	*docs = node_new(&r, CRM_YAML_LIST, 1);
	bad = read_documents(&r, one, *docs);
	yaml_parser_delete(&r.parser);
	if (bad)
		*docs = NULL;
	return bad;
}

int crm_yaml_parse(struct crm_arena *a, struct crm_str bytes, const char *name,
	struct crm_yaml **root, struct crm_err *e)
{
	struct crm_yaml *docs;

	*root = NULL;
	if (read_all(a, bytes, name, CRM_YAML_MAX_PROFILE, true, &docs, e))
		return -1;
	*root = docs->child;
	return 0;
}

int crm_yaml_parse_stream(struct crm_arena *a, struct crm_str bytes, const char *name,
	struct crm_yaml **docs, struct crm_err *e)
{
	return read_all(a, bytes, name, CRM_YAML_MAX_DRAFTS, false, docs, e);
}

const struct crm_yaml *crm_yaml_get(const struct crm_yaml *map, const char *key)
{
	const struct crm_yaml *c;

	if (!map || map->kind != CRM_YAML_MAP)
		return NULL;
	for (c = map->child; c; c = c->next)
		if (crm_str_is(c->key, key))
			return c;
	return NULL;
}

struct crm_str crm_yaml_text(const struct crm_yaml *map, const char *key)
{
	const struct crm_yaml *c = crm_yaml_get(map, key);

	return c && c->kind == CRM_YAML_SCALAR ? c->text : (struct crm_str){"", 0};
}
