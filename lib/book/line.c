/* line.c - a physical line of the journal as its cells. */
#include "book/line.h"
#include "base/i18n.h"
#include "base/utf8.h"

const char crm_journal_file[] = "journal.csv";

void crm_line_map_init(struct crm_line_map *m, bool libcsv)
{
	memset(m, 0, sizeof *m);
	crm_arena_init(&m->mem);
	m->judge = crm_csv_judge_new(',');
	m->libcsv = libcsv;
}

void crm_line_map_release(struct crm_line_map *m)
{
	crm_csv_judge_free(m->judge);
	crm_arena_release(&m->mem);
	m->judge = NULL;
	m->header = (struct crm_str){NULL, 0};
}

static int header_bad(struct crm_err *e, const char *column, const char *what)
{
	return crm_err_at(e, CRM_USAGE, crm_journal_file, 1, "header",
		_("column '%s' %s; the first line must be %s"), column, what, CRM_JOURNAL_HEADER);
}

static int columns_find(struct crm_line_map *m, const struct crm_csv_record *rec, struct crm_err *e)
{
	size_t i, k;

	for (i = 0; i < CRM_COLUMNS; i++) {
		m->place[i] = crm_csv_column(rec, crm_columns[i]);
		m->identity &= m->place[i] == (int)i;
		for (k = 0; k < rec->n; k++)
			if (crm_str_is(rec->cell[k], crm_columns[i]) && m->place[i] != (int)k)
				return header_bad(e, crm_columns[i], _("appears twice"));
	}
	for (i = CRM_COL_ID; i <= CRM_COL_EVENT; i++)
		if (m->place[i] < 0)
			return header_bad(e, crm_columns[i], _("is missing"));
	return 0;
}

bool crm_line_is_header(const struct crm_line_map *m, struct crm_str line)
{
	if (line.p[0] == m->header.p[0])
		return crm_str_eq(line, m->header);
	return line.p[0] == '\xef' && crm_str_eq(crm_utf8_unmarked(line), m->header);
}

int crm_line_header(struct crm_line_map *m, struct crm_str line, struct crm_err *e)
{
	struct crm_str text = crm_utf8_unmarked(line);
	struct crm_csv_record rec = {.n = 0};
	enum crm_csv_bad bad;

	bad = text.n ? crm_csv_judge_line(m->judge, text, &rec) : CRM_CSV_OK;
	if (bad)
		return crm_err_at(e, CRM_USAGE, crm_journal_file, 1, "header", "%s",
			crm_csv_problem(bad));
	m->columns = rec.n;
	m->identity = true;
	if (columns_find(m, &rec, e))
		return -1;
	m->header = crm_arena_str(&m->mem, text);
	return 0;
}

enum crm_csv_bad crm_line_cells(struct crm_line_map *m, const struct crm_scan *s,
	const struct crm_str **cell)
{
	const struct crm_str *from = s->cell;
	enum crm_csv_bad bad;
	size_t n = s->n;
	int i;

	if (s->odd || m->libcsv) {
		bad = crm_csv_judge_line(m->judge, s->line, &m->judged);
		if (bad)
			return bad;
		from = m->judged.cell;
		n = m->judged.n;
	}
	if (n != m->columns)
		return n < m->columns ? CRM_CSV_FEW : CRM_CSV_MANY;
	if (m->identity) {
		*cell = from;
		return CRM_CSV_OK;
	}
	for (i = 0; i < CRM_COLUMNS; i++)
		m->cell[i] = m->place[i] < 0 ? CRM_STR("") : from[m->place[i]];
	*cell = m->cell;
	return CRM_CSV_OK;
}
