/* report.h - one writer of rows for all four programs: csv, tsv, json, yaml, table.
 * Room tool; needs base/buf.h.  Columns are named once, each row is added cell by cell, so the
 * formats cannot drift apart. */
#ifndef CRM_TOOL_REPORT_H
#define CRM_TOOL_REPORT_H
#include "base/buf.h"
#include <stdint.h>
#include <stdio.h>

enum crm_format { CRM_FMT_DEFAULT, CRM_FMT_CSV, CRM_FMT_TSV, CRM_FMT_JSON, CRM_FMT_YAML,
	CRM_FMT_TABLE, CRM_FMT_ICS };

/* How a cell is typed in JSON and YAML and aligned in a table; CSV and TSV show it as it is. */
enum crm_cell {
	CRM_CELL_TEXT,	/* string, left */
	CRM_CELL_WHOLE, /* number, right */
	CRM_CELL_MONEY, /* string (never a float), right */
	CRM_CELL_WHEN,	/* string, left; a table may cut the time of day, never the date */
	CRM_CELL_ID,	/* string, left; a table may show its last 8 characters */
	CRM_CELL_LONG,	/* string, left; a table may show one below its row */
};

struct crm_report_column {
	const char *name;
	enum crm_cell type;
	const char *title; /* table heading, marked N_; NULL: the name */
	int shrink;	   /* table: 0 keeps its width, else the higher gives way first */
	bool table_skip;   /* table: shown only when some row has it */
};

struct crm_report {
	FILE *out;
	enum crm_format format;
	const struct crm_report_column *col;
	size_t cols;
	bool no_header, quiet_empty, spreadsheet, colour;
	int width;	     /* table: cells of a line; 0: no limit */
	size_t rows, at;     /* rows written; next column of the row being built */
	struct crm_buf line; /* output buffer */
	struct crm_buf text; /* of a number on its way into a cell */
	struct crm_table *table;
	struct crm_table_column *table_col;
};

/*
 * crm_report_begin - start a report.
 * Shape:   report with out, format and flags set (see crm_tool_report), columns -> nothing.
 */
void crm_report_begin(struct crm_report *r, const struct crm_report_column *col, size_t cols);

/*
 * crm_report_text, crm_report_int, crm_report_money, crm_report_none - the next cell of the row;
 * the last one ends the row.
 */
void crm_report_text(struct crm_report *r, struct crm_str s);
void crm_report_int(struct crm_report *r, int64_t v);
void crm_report_money(struct crm_report *r, int64_t minor, int currency);
void crm_report_none(struct crm_report *r);

/*
 * crm_report_json - the next cell, which is no plain text or whole number: a decimal, a list.
 * Shape:   text for csv, tsv and table; a JSON value for json and yaml.
 */
void crm_report_json(struct crm_report *r, struct crm_str text, struct crm_str json);

/*
 * crm_report_end - finish: header of an empty report, closing bracket, the table itself.
 * Shape:   -> number of rows.  Writes nothing at all for no rows under --quiet-empty.
 */
size_t crm_report_end(struct crm_report *r);
#endif
