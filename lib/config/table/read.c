/* read.c - one CSV table, row by row. */
#include "config/table/read.h"
#include "base/i18n.h"
#include "format/csv.h"

int crm_table_bad(struct crm_table_read *t, const char *field, const char *fmt, ...)
{
	char text[256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	crm_find_add(t->finds, t->name, t->line, field, crm_str(NULL), "%s", text);
	return -1;
}

bool crm_table_twice(struct crm_table_read *t, const char *field, long before)
{
	if (!before)
		return false;
	crm_table_bad(t, field, _("appears twice, first in line %ld, which counts: keep one"), before);
	return true;
}

/* The place of each column, -1 where the header lacks it. */
static int columns(struct crm_table_read *t, const struct crm_csv_record *header, int *place)
{
	size_t i;

	t->line = header->line;
	for (i = 0; t->column[i]; i++) {
		place[i] = crm_csv_column(header, t->column[i]);
		if (place[i] < 0 && i < t->required)
			return crm_table_bad(t, t->column[i],
				_("the header has no such column; add it"));
	}
	return 0;
}

static void rows(struct crm_table_read *t, struct crm_csv_file *f)
{
	const struct crm_csv_record *header;
	struct crm_str cell[CRM_TABLE_COLUMNS];
	int place[CRM_TABLE_COLUMNS], got;
	struct crm_csv_record r;
	struct crm_err e = {0};
	size_t i;

	if (crm_csv_header(f, &header, &e)) {
		crm_find_err(t->finds, &e, crm_str(NULL));
		return;
	}
	if (columns(t, header, place))
		return;
	while ((got = crm_csv_next(f, &r, &e)) != 0) {
		if (got < 0) {
			crm_find_err(t->finds, &e, crm_str(NULL));
			if (e.status == CRM_SYSTEM)
				return;
			continue;
		}
		for (i = 0; t->column[i]; i++)
			cell[i] = place[i] < 0 ? (struct crm_str){NULL, 0} : r.cell[place[i]];
		t->line = r.line;
		t->row(t, cell);
	}
}

void crm_table_read(struct crm_table_read *t, struct crm_str bytes)
{
	struct crm_csv_file *csv;

	if (bytes.n == 0)
		return;
	csv = crm_csv_open_text(bytes, t->name, ',');
	rows(t, csv);
	crm_csv_close(csv);
}

void crm_table_both(struct crm_table_read *t, struct crm_str shipped, struct crm_str own)
{
	t->own = false;
	crm_table_read(t, shipped);
	t->own = true;
	crm_table_read(t, own);
}
