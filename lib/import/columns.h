/* columns.h - the columns of a foreign CSV: its text from the header line on, and cells by name.
 * Room import; needs map.h, format/csv.h. */
#ifndef CRM_IMPORT_COLUMNS_H
#define CRM_IMPORT_COLUMNS_H
#include "format/csv.h"
#include "import/map.h"

/* All zero but the map is how it begins; nothing here owns memory. */
struct crm_columns {
	const struct crm_map *map; /* NULL: the input is a journal */
	const struct crm_csv_record *header, *record;
	long line;	/* of the record in the input */
	long shift;	/* lines that the reader does not see */
	bool names_one; /* the key leaves out what the map reads: it names one thing, not a row */
	bool reads[CRM_CSV_CELLS]; /* by place in the header: the map reads this column */
};

/*
 * crm_columns_text - the input as the CSV reader gets it: UTF-8, from the header line on.
 */
void crm_columns_text(struct crm_columns *c, struct crm_str bytes, struct crm_buf *out);

/*
 * crm_columns_check - whether the header has all columns that the map names.
 * Shape:   -> 0, or -1: CRM_USAGE naming the missing one.
 */
int crm_columns_check(struct crm_columns *c, const char *file, struct crm_err *e);

/*
 * crm_columns_cell - the cell of the record under a column name; crm_columns_get is the same for
 * crm_map_applies.
 */
struct crm_str crm_columns_cell(const struct crm_columns *c, struct crm_str column);
struct crm_str crm_columns_get(void *columns, struct crm_str column);
#endif
