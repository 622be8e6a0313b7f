/* report.c - rows, cell by cell, in whatever format. */
#include "tool/report.h"
#include "base/mem.h"
#include "format/date.h"
#include "format/json.h"
#include "format/money.h"
#include "format/table.h"

void crm_report_begin(struct crm_report *r, const struct crm_report_column *col, size_t cols)
{
	r->col = col;
	r->cols = cols;
	r->rows = r->at = 0;
	r->table = NULL;
	r->table_col = NULL;
	crm_buf_init(&r->line);
	crm_buf_init(&r->text);
	crm_buf_room(&r->line, CRM_FORMAT_FLUSH); /* at once: growing copies, and touches as much again */
	if (r->format->begin)
		r->format->begin(r);
}

void crm_report_mark(struct crm_report *r)
{
	if (r->table && r->colour)
		crm_table_mark(r->table);
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

static void cell(struct crm_report *r, struct crm_str s, enum crm_value kind)
{
	const struct crm_format *f = r->format;

	if (s.n == 0)
		kind = CRM_VALUE_NONE;
	if (f->head && r->rows == 0 && r->at == 0)
		f->head(r);
	f->cell(r, s, kind);
	if (++r->at < r->cols)
		return;
	r->at = 0;
	r->rows++;
	if (f->row_end)
		f->row_end(r);
	if (r->line.n >= CRM_FORMAT_FLUSH)
		crm_format_flush(r);
}

void crm_report_text(struct crm_report *r, struct crm_str s)
{
	if (r->spreadsheet && !r->format->typed) {
		crm_buf_clear(&r->text);
		s = neutral(s, &r->text);
	}
	cell(r, s, CRM_VALUE_STRING);
}

void crm_report_date(struct crm_report *r, int32_t day)
{
	char text[CRM_WHEN_TEXT];

	crm_date_text(day, text);
	crm_report_text(r, crm_str(text));
}

void crm_report_word(struct crm_report *r, const char *word)
{
	crm_report_text(r, crm_str(word));
}

void crm_report_when(struct crm_report *r, struct crm_when w)
{
	char text[CRM_WHEN_TEXT];

	crm_when_text(w, text);
	crm_report_word(r, text);
}

void crm_report_currency(struct crm_report *r, int currency)
{
	crm_report_word(r, crm_currency_code(currency));
}

void crm_report_count(struct crm_report *r, bool known, int64_t v)
{
	if (known)
		crm_report_int(r, v);
	else
		crm_report_none(r);
}

void crm_report_int(struct crm_report *r, int64_t v)
{
	crm_buf_clear(&r->text);
	crm_json_int(&r->text, v);
	cell(r, crm_buf_view(&r->text), CRM_VALUE_BARE);
}

void crm_report_money(struct crm_report *r, int64_t minor, int currency)
{
	crm_buf_clear(&r->text);
	if (r->format->words)
		crm_money_say(&r->text, minor, currency);
	else
		crm_money_text(&r->text, minor, currency);
	cell(r, crm_buf_view(&r->text), CRM_VALUE_STRING);
}

void crm_report_none(struct crm_report *r)
{
	cell(r, CRM_STR(""), CRM_VALUE_NONE);
}

void crm_report_key(struct crm_report *r, enum crm_keyword of, struct crm_str key)
{
	crm_report_text(r, r->format->words ? crm_keyword(of, key) : key);
}

void crm_report_held(struct crm_report *r, struct crm_str held)
{
	struct crm_buf b;

	if (!r->format->words) {
		crm_report_text(r, held);
		return;
	}
	crm_buf_init(&b);
	crm_keyword_held(&b, held);
	crm_report_text(r, crm_buf_view(&b));
	crm_buf_release(&b);
}

void crm_report_json(struct crm_report *r, struct crm_str text, struct crm_str json)
{
	/* what JSON calls an array or a number is one in YAML too */
	cell(r, r->format->typed ? json : text, CRM_VALUE_BARE);
}

size_t crm_report_end(struct crm_report *r)
{
	const struct crm_format *f = r->format;

	if (r->rows || !r->quiet_empty) {
		if (f->head && r->rows == 0)
			f->head(r);
		if (f->end)
			f->end(r);
	}
	crm_format_flush(r);
	crm_buf_release(&r->line);
	crm_buf_release(&r->text);
	crm_table_free(r->table);
	r->table = NULL;
	crm_release(&r->table_col);
	return r->rows;
}
