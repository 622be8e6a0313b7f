/* report.c - one writer of rows: csv, tsv, json, yaml, table. */
#include "tool/report.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "format/csv.h"
#include "format/json.h"
#include "format/money.h"
#include "format/table.h"
#include "format/yaml.h"

enum { FLUSH = 64 * 1024 };
enum { DATE = 11, ID = 9 }; /* cells of a date or the end of an id, and the mark that the rest is cut */

/* How a cell is written in JSON and YAML. */
enum kind { NONE, NUMBER, STRING };

static void flush(struct crm_report *r)
{
	if (r->line.n && !ferror(r->out))
		fwrite(r->line.p, 1, r->line.n, r->out);
	crm_buf_clear(&r->line);
}

void crm_report_begin(struct crm_report *r, const struct crm_report_column *col, size_t cols)
{
	struct crm_table_column *tc;
	size_t i;

	r->col = col;
	r->cols = cols;
	r->rows = r->at = 0;
	r->table = NULL;
	r->table_col = NULL;
	crm_buf_init(&r->line);
	crm_buf_init(&r->text);
	if (r->format != CRM_FMT_TABLE)
		return;
	tc = r->table_col = crm_calloc(cols, sizeof *tc);
	for (i = 0; i < cols; i++) {
		tc[i].title = col[i].title ? _(col[i].title) : col[i].name;
		tc[i].right = col[i].type == CRM_CELL_WHOLE || col[i].type == CRM_CELL_MONEY;
		tc[i].least = col[i].type == CRM_CELL_WHEN ? DATE : col[i].type == CRM_CELL_ID ? ID : 0;
		tc[i].give = col[i].type == CRM_CELL_ID	   ? CRM_GIVE_BEGINNING
			     : col[i].type == CRM_CELL_LONG ? CRM_GIVE_BELOW
							    : CRM_GIVE_END;
		tc[i].shrink = col[i].shrink;
		tc[i].skip = col[i].table_skip;
	}
	r->table = crm_table_new(tc, cols);
}

static void tsv_cell(struct crm_buf *b, struct crm_str s)
{
	static const char byte[] = "\t\n\r\\", name[] = "tnr\\";
	const char *at;
	size_t i;

	for (i = 0; i < s.n; i++) {
		at = s.p[i] ? strchr(byte, s.p[i]) : NULL;
		if (at)
			crm_buf_printf(b, "\\%c", name[at - byte]);
		else
			crm_buf_char(b, s.p[i]);
	}
}

/* What a spreadsheet would run as a formula gets a quote in front (OWASP, CSV injection). */
static struct crm_str neutral(struct crm_str s, struct crm_buf *tmp)
{
	if (s.n == 0 || !s.p[0] || !strchr("=+-@\t\r", s.p[0]))
		return s;
	crm_buf_char(tmp, '\'');
	crm_buf_str(tmp, s);
	return crm_buf_view(tmp);
}

/* A cell of CSV or TSV and the mark before it. */
static void separated(struct crm_report *r, size_t at, struct crm_str s)
{
	if (at)
		crm_buf_char(&r->line, r->format == CRM_FMT_TSV ? '\t' : ',');
	if (r->format == CRM_FMT_TSV)
		tsv_cell(&r->line, s);
	else if (s.n)
		crm_csv_cell(&r->line, s);
	else if (r->cols == 1)
		crm_buf_cstr(&r->line, "\"\""); /* else the row would be a blank line */
}

static void head(struct crm_report *r)
{
	size_t i;

	if (r->format == CRM_FMT_JSON || r->format == CRM_FMT_YAML || r->no_header)
		return;
	for (i = 0; i < r->cols; i++)
		separated(r, i, crm_str(r->col[i].name));
	crm_buf_char(&r->line, '\n');
}

static void json_cell(struct crm_report *r, struct crm_str s, enum kind kind)
{
	if (r->at)
		crm_buf_char(&r->line, ',');
	else
		crm_buf_cstr(&r->line, r->rows ? ",\n{" : "[\n{");
	crm_json_str(&r->line, crm_str(r->col[r->at].name));
	crm_buf_char(&r->line, ':');
	if (kind == STRING)
		crm_json_str(&r->line, s);
	else
		crm_buf_str(&r->line, kind == NONE ? CRM_STR("null") : s);
	if (r->at + 1 == r->cols)
		crm_buf_char(&r->line, '}');
}

static void yaml_cell(struct crm_report *r, struct crm_str s, enum kind kind)
{
	crm_buf_printf(&r->line, "%s%s: ", r->at ? "  " : "- ", r->col[r->at].name);
	if (kind == STRING)
		crm_yaml_quote(&r->line, s);
	else
		crm_buf_str(&r->line, kind == NONE ? CRM_STR("null") : s);
	crm_buf_char(&r->line, '\n');
}

static void row_end(struct crm_report *r)
{
	r->at = 0;
	r->rows++;
	if (r->format == CRM_FMT_TABLE)
		return;
	if (r->format != CRM_FMT_JSON && r->format != CRM_FMT_YAML)
		crm_buf_char(&r->line, '\n');
	if (r->line.n >= FLUSH)
		flush(r);
}

static void cell(struct crm_report *r, struct crm_str s, enum kind kind)
{
	if (s.n == 0)
		kind = NONE;
	switch (r->format) {
	case CRM_FMT_TABLE: crm_table_cell(r->table, s); break;
	case CRM_FMT_JSON: json_cell(r, s, kind); break;
	case CRM_FMT_YAML: yaml_cell(r, s, kind); break;
	default:
		if (r->rows == 0 && r->at == 0)
			head(r);
		separated(r, r->at, s);
	}
	if (++r->at == r->cols)
		row_end(r);
}

void crm_report_text(struct crm_report *r, struct crm_str s)
{
	crm_buf_clear(&r->text);
	if (r->spreadsheet && r->format != CRM_FMT_JSON && r->format != CRM_FMT_YAML)
		s = neutral(s, &r->text);
	cell(r, s, STRING);
}

void crm_report_int(struct crm_report *r, int64_t v)
{
	crm_buf_clear(&r->text);
	crm_json_int(&r->text, v);
	cell(r, crm_buf_view(&r->text), NUMBER);
}

void crm_report_money(struct crm_report *r, int64_t minor, int currency)
{
	crm_buf_clear(&r->text);
	crm_money_text(&r->text, minor, currency);
	cell(r, crm_buf_view(&r->text), STRING);
}

void crm_report_none(struct crm_report *r)
{
	cell(r, CRM_STR(""), NONE);
}

void crm_report_json(struct crm_report *r, struct crm_str text, struct crm_str json)
{
	/* what JSON calls an array or a number is one in YAML too */
	cell(r, r->format == CRM_FMT_JSON || r->format == CRM_FMT_YAML ? json : text, NUMBER);
}

/* A table names the columns that it had no room for. */
static void table_missing(struct crm_report *r)
{
	struct crm_buf names;
	size_t i;

	crm_buf_init(&names);
	for (i = 0; i < r->cols; i++)
		if (crm_table_missing(r->table, i))
			crm_buf_printf(&names, "%s%s", names.n ? " " : "", r->table_col[i].title);
	if (names.n) {
		crm_buf_printf(&r->line, _("(no room for: %s)"), names.p);
		crm_buf_char(&r->line, '\n');
	}
	crm_buf_release(&names);
}

static void table_print(struct crm_report *r)
{
	size_t i;

	crm_table_layout(r->table, r->width > 0 ? (size_t)r->width : 0);
	if (!r->no_header)
		crm_table_header(r->table, r->colour, &r->line);
	for (i = 0; i < r->rows; i++) {
		crm_table_line(r->table, i, &r->line);
		if (r->line.n >= FLUSH)
			flush(r);
	}
	table_missing(r);
}

size_t crm_report_end(struct crm_report *r)
{
	if (r->rows || !r->quiet_empty) {
		if (r->format == CRM_FMT_TABLE)
			table_print(r);
		else if (r->format == CRM_FMT_JSON)
			crm_buf_cstr(&r->line, r->rows ? "\n]\n" : "[]\n");
		else if (r->format == CRM_FMT_YAML)
			crm_buf_cstr(&r->line, r->rows ? "" : "[]\n");
		else if (r->rows == 0)
			head(r);
	}
	flush(r);
	crm_buf_release(&r->line);
	crm_buf_release(&r->text);
	crm_table_free(r->table);
	r->table = NULL;
	crm_release(&r->table_col);
	return r->rows;
}
