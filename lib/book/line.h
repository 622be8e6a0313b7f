/* line.h - a physical line of the journal as its cells, by the columns of the header.
 * Room book; needs row.h, format/scan.h. */
#ifndef CRM_BOOK_LINE_H
#define CRM_BOOK_LINE_H
#include "book/row.h"
#include "format/scan.h"

extern const char crm_journal_file[]; /* journal.csv */

struct crm_line_map {
	struct crm_csv_judge *judge;
	struct crm_arena mem;
	struct crm_str header;	/* the header line as it stands; p NULL: not read yet */
	size_t columns;		/* cells a line must have */
	int place[CRM_COLUMNS]; /* of each column in a line; -1: absent, reads as empty */
	bool identity;		/* the columns stand as we write them */
	bool libcsv;		/* every line through libcsv */
	struct crm_csv_record judged;	    /* the last line that libcsv saw */
	struct crm_str cell[CRM_COLUMNS]; /* the last line in our order, when its own is another */
};

/*
 * crm_line_map_init, crm_line_map_release - a map without header; free.
 */
void crm_line_map_init(struct crm_line_map *m, bool libcsv);
void crm_line_map_release(struct crm_line_map *m);

/*
 * crm_line_header - read the header line; columns are found by name, extra ones are ignored.
 * Shape:   -> 0, or -1: id, at, client or event is missing, or a column stands twice (CRM_USAGE).
 */
int crm_line_header(struct crm_line_map *m, struct crm_str line, struct crm_err *e);

/*
 * crm_line_is_header - whether a line is the header once more, as copies that were merged have it.
 */
bool crm_line_is_header(const struct crm_line_map *m, struct crm_str line);

/*
 * crm_line_cells - the cells of a scanned line, in the order of enum crm_column.
 * Shape:   map, scan -> CRM_CSV_OK and *cell, CRM_COLUMNS views; or what is wrong.
 * Owns:    the array is the scan's or the map's, the views point into the line or the judge: valid
 *          until the next call.
 */
enum crm_csv_bad crm_line_cells(struct crm_line_map *m, const struct crm_scan *s,
	const struct crm_str **cell);
#endif
