/* formats.c - the formats of a report: csv, tsv, json, ndjson, yaml, table; ics is no rows. */
#include "tool/formats.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "format/csv.h"
#include "format/json.h"
#include "format/table.h"
#include "format/yaml.h"

enum { DATE = 11, ID = 9 }; /* cells of a date or the end of an id, and the mark that the rest is cut */

void crm_format_flush(struct crm_report *r)
{
	if (r->line.n && !ferror(r->out))
		fwrite(r->line.p, 1, r->line.n, r->out);
	crm_buf_clear(&r->line);
}

static void newline(struct crm_report *r)
{
	crm_buf_char(&r->line, '\n');
}

/* ---- csv, tsv ---- */

static void csv_cell(struct crm_report *r, struct crm_str s, enum crm_value kind)
{
	(void)kind;
	if (r->at)
		crm_buf_char(&r->line, ',');
	if (s.n)
		crm_csv_cell(&r->line, s);
	else if (r->cols == 1)
		crm_buf_cstr(&r->line, "\"\""); /* else the row would be a blank line */
}

static void tsv_cell(struct crm_report *r, struct crm_str s, enum crm_value kind)
{
	static const char byte[] = "\t\n\r\\", name[] = "tnr\\";
	const char *at;
	size_t i;

	(void)kind;
	if (r->at)
		crm_buf_char(&r->line, '\t');
	for (i = 0; i < s.n; i++) {
		at = s.p[i] ? strchr(byte, s.p[i]) : NULL;
		if (at)
			crm_buf_printf(&r->line, "\\%c", name[at - byte]);
		else
			crm_buf_char(&r->line, s.p[i]);
	}
}

/* The names of the columns as a row. */
static void names(struct crm_report *r)
{
	if (r->no_header)
		return;
	for (r->at = 0; r->at < r->cols; r->at++)
		r->format->cell(r, crm_str(r->col[r->at].name), CRM_VALUE_STRING);
	r->at = 0;
	newline(r);
}

/* ---- json, ndjson, yaml ---- */

static struct crm_str bare(struct crm_str s, enum crm_value kind)
{
	return kind == CRM_VALUE_NONE ? CRM_STR("null") : s;
}

static void member(struct crm_report *r, struct crm_str s, enum crm_value kind)
{
	crm_buf_char(&r->line, r->at ? ',' : '{');
	crm_json_str(&r->line, crm_str(r->col[r->at].name));
	crm_buf_char(&r->line, ':');
	if (kind == CRM_VALUE_STRING)
		crm_json_str(&r->line, s);
	else
		crm_buf_str(&r->line, bare(s, kind));
}

static void json_cell(struct crm_report *r, struct crm_str s, enum crm_value kind)
{
	if (r->at == 0)
		crm_buf_cstr(&r->line, r->rows ? ",\n" : "[\n");
	member(r, s, kind);
}

static void json_row_end(struct crm_report *r)
{
	crm_buf_char(&r->line, '}');
}

static void json_end(struct crm_report *r)
{
	crm_buf_cstr(&r->line, r->rows ? "\n]\n" : "[]\n");
}

/* An object a line: what jq, DuckDB and a log reader take as it comes.  Of no rows it is empty. */
static void ndjson_row_end(struct crm_report *r)
{
	crm_buf_cstr(&r->line, "}\n");
}

/* A key that YAML 1.1 reads as true or false, of which `on` is a column of ours, is quoted. */
static const char *key_quote(const char *name)
{
	static const char *const bool_words[] = {
		"y", "n", "yes", "no", "on", "off", "true", "false", "null"};
	size_t i;

	for (i = 0; i < sizeof bool_words / sizeof *bool_words; i++)
		if (strcmp(name, bool_words[i]) == 0)
			return "\"";
	return "";
}

static void yaml_cell(struct crm_report *r, struct crm_str s, enum crm_value kind)
{
	const char *name = r->col[r->at].name, *q = key_quote(name);

	crm_buf_printf(&r->line, "%s%s%s%s: ", r->at ? "  " : "- ", q, name, q);
	if (kind == CRM_VALUE_STRING)
		crm_yaml_quote(&r->line, s);
	else
		crm_buf_str(&r->line, bare(s, kind));
	newline(r);
}

static void yaml_end(struct crm_report *r)
{
	crm_buf_cstr(&r->line, r->rows ? "" : "[]\n");
}

/* ---- table ---- */

static void table_begin(struct crm_report *r)
{
	const struct crm_report_column *col = r->col;
	struct crm_table_column *tc;
	size_t i;

	tc = r->table_col = crm_calloc(r->cols, sizeof *tc);
	for (i = 0; i < r->cols; i++) {
		tc[i].title = col[i].title ? _(col[i].title) : col[i].name;
		tc[i].right = col[i].type == CRM_CELL_WHOLE || col[i].type == CRM_CELL_MONEY;
		tc[i].least = col[i].type == CRM_CELL_WHEN ? DATE : col[i].type == CRM_CELL_ID ? ID : 0;
		tc[i].give = col[i].type == CRM_CELL_ID	   ? CRM_GIVE_BEGINNING
			     : col[i].type == CRM_CELL_SAY  ? CRM_GIVE_WRAP
			     : col[i].type == CRM_CELL_LONG ? CRM_GIVE_BELOW
			     : col[i].type == CRM_CELL_COMMAND ? CRM_GIVE_WHOLE
							    : CRM_GIVE_END;
		tc[i].shrink = col[i].shrink;
		tc[i].skip = col[i].table_skip;
	}
	r->table = crm_table_new(tc, r->cols);
}

static void table_cell(struct crm_report *r, struct crm_str s, enum crm_value kind)
{
	(void)kind;
	crm_table_cell(r->table, s);
}

/* One name more, on a new line where this one and the words around are wider than the table. */
static void missing_add(struct crm_buf *b, const char *title, int width, size_t *at)
{
	size_t n = crm_utf8_width(crm_str(title)), words = crm_utf8_width(crm_str(_("(no room for: %s)")));

	if (b->n && width > 0 && *at + n + words > (size_t)width) {
		crm_buf_cstr(b, "\n  ");
		*at = 2;
	} else if (b->n) {
		crm_buf_char(b, ' ');
		*at += 1;
	}
	crm_buf_cstr(b, title);
	*at += n;
}

/* A table names the columns that it had no room for. */
static void table_missing(struct crm_report *r)
{
	struct crm_buf left;
	size_t i, at = 0;

	crm_buf_init(&left);
	for (i = 0; i < r->cols; i++)
		if (crm_table_missing(r->table, i))
			missing_add(&left, r->table_col[i].title, r->width, &at);
	if (left.n) {
		crm_buf_printf(&r->line, _("(no room for: %s)"), left.p);
		newline(r);
	}
	crm_buf_release(&left);
}

static void table_end(struct crm_report *r)
{
	size_t i;

	crm_table_layout(r->table, r->width > 0 ? (size_t)r->width : 0);
	if (!r->no_header)
		crm_table_header(r->table, r->colour, &r->line);
	for (i = 0; i < r->rows; i++) {
		crm_table_line(r->table, i, &r->line);
		if (r->line.n >= CRM_FORMAT_FLUSH)
			crm_format_flush(r);
	}
	table_missing(r);
}

/* ---- all of them; the order is that of --help ---- */

const struct crm_format crm_formats[] = {
	{.name = "csv", .head = names, .cell = csv_cell, .row_end = newline},
	{.name = "tsv", .head = names, .cell = tsv_cell, .row_end = newline},
	{.name = "json", .typed = true, .cell = json_cell, .row_end = json_row_end, .end = json_end},
	{.name = "ndjson", .typed = true, .cell = member, .row_end = ndjson_row_end},
	{.name = "yaml", .typed = true, .cell = yaml_cell, .end = yaml_end},
	{.name = "table", .words = true, .begin = table_begin, .cell = table_cell, .end = table_end},
	{.name = "ics", .calendar = true},
	{.name = NULL},
};

const struct crm_format *crm_format_find(const char *name, bool calendar)
{
	const struct crm_format *f;

	for (f = crm_formats; f->name; f++)
		if (strcmp(f->name, name) == 0 && (calendar || !f->calendar))
			return f;
	return NULL;
}

const struct crm_format *crm_format_usual(bool terminal)
{
	return crm_format_find(terminal ? "table" : "csv", false);
}

void crm_format_names(struct crm_buf *b, bool calendar, const char *between)
{
	const struct crm_format *f;

	for (f = crm_formats; f->name; f++)
		if (calendar || !f->calendar)
			crm_buf_printf(b, "%s%s", f == crm_formats ? "" : between, f->name);
}
