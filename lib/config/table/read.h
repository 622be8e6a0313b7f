/* read.h - one CSV table, row by row, with a finding for each bad one.
 * Room config/table; needs base/err.h.  Used by the tables of law (config/table/table.h). */
#ifndef CRM_CONFIG_TABLE_READ_H
#define CRM_CONFIG_TABLE_READ_H
#include "base/err.h"

enum { CRM_TABLE_COLUMNS = 24 };

struct crm_table_read {
	const char *name;	     /* for messages */
	const char *const *column;   /* ends with NULL; at most CRM_TABLE_COLUMNS */
	size_t required;	     /* so many of them the header must have */
	void (*row)(struct crm_table_read *t, const struct crm_str *cell);
	void *ctx;
	struct crm_finds *finds;
	bool own;  /* the file of the book, not the shipped one */
	long line; /* of the row that is being read */
};

/*
 * crm_table_read - call `row` for every record, with its cells in the order of `column`.
 * Shape:   bytes (empty: no table) -> nothing; cells live until `row` returns, those of a column
 *          that the header lacks are empty.  Bad CSV is a finding.
 */
void crm_table_read(struct crm_table_read *t, struct crm_str bytes);

/*
 * crm_table_both - the shipped rows, then those of the book, which replace them.
 */
void crm_table_both(struct crm_table_read *t, struct crm_str shipped, struct crm_str own);

/*
 * crm_table_twice - whether a row of the book's own file was given before; a finding then.
 * Shape:   column, line of the row that was there before (0: shipped, and may be replaced).
 */
bool crm_table_twice(struct crm_table_read *t, const char *field, long before);

/*
 * crm_table_bad - note what is wrong with the row that is being read.
 * Shape:   -> -1.
 */
int crm_table_bad(struct crm_table_read *t, const char *field, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
#endif
