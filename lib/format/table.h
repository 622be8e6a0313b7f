/* table.h - an aligned table of text for a terminal.
 * Room format; needs base/buf.h.  All rows are kept, then laid out, then given out line by line:
 * widths in terminal cells (the locale's wcwidth), text escaped so that no byte of it can move a
 * cursor, no blank at the end of a line. */
#ifndef CRM_FORMAT_TABLE_H
#define CRM_FORMAT_TABLE_H
#include "base/buf.h"

/* What of a cell that is too long is not shown in its place. */
enum crm_table_give {
	CRM_GIVE_END,	    /* its end: "a note that ..." */
	CRM_GIVE_BEGINNING, /* its beginning: of an id the end tells it from others */
	CRM_GIVE_BELOW,	    /* all of it: it stands on a line of its own below its row */
	CRM_GIVE_WHOLE,	    /* the same, and there it is not cut */
	CRM_GIVE_WRAP,	    /* nothing: it goes on in its column, line by line, broken at blanks */
};

struct crm_table_column {
	const char *title;
	bool right;  /* aligned to the right */
	int shrink;  /* 0 keeps its width, else the highest gives way first */
	bool skip;   /* left out when all its cells are empty, or for want of room */
	size_t least; /* it gives way to so many cells, at once unless it wraps; 0: cell by cell, as below */
	enum crm_table_give give;
};

struct crm_table;

/*
 * crm_table_new - an empty table.
 * Shape:   columns (must live as long as the table), how many -> table.
 * Owns:    the caller, until crm_table_free.
 */
struct crm_table *crm_table_new(const struct crm_table_column *col, size_t cols);
void crm_table_free(struct crm_table *t);

/*
 * crm_table_cell - the next cell; after the last column a new row begins.  The text is copied.
 */
void crm_table_cell(struct crm_table *t, struct crm_str s);

/*
 * crm_table_mark - print the last whole row in red.
 */
void crm_table_mark(struct crm_table *t);

/*
 * crm_table_layout - settle the widths; called once, after the last cell.
 * Shape:   terminal width, 0: no limit.  Too wide: among the columns of the highest shrink the
 *          widest gives way, down to its title and at least 10 cells, then the next shrink.  One
 *          with `skip` is left out when 8 cells are too many for it; one aligned to the right is
 *          never cut, since half a number is another number.  One whose cells go below keeps what
 *          is short in its place, and no place at all when that is under 10 cells; one that wraps
 *          gives way to its `least` cells, or 16, and then, unless it may be left out, goes below.  Room left over goes back to the column of the lowest shrink.
 */
void crm_table_layout(struct crm_table *t, size_t width);

/*
 * crm_table_missing - whether the layout left out a column that has cells, for want of room.
 */
bool crm_table_missing(const struct crm_table *t, size_t column);

/*
 * crm_table_header, crm_table_line - append the line of titles (in bold with `colour`), the line of
 * one row and those that go below it; all with their newline.
 */
void crm_table_header(const struct crm_table *t, bool colour, struct crm_buf *b);
void crm_table_line(const struct crm_table *t, size_t row, struct crm_buf *b);
#endif
