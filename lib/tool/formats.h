/* formats.h - the formats of a report, a row each, for -f, --help, completion and every writer.
 * Room tool; needs base/buf.h.  A new format is a row of crm_formats and what it calls, in formats.c;
 * elsewhere a format is asked what it is, never which. */
#ifndef CRM_TOOL_FORMATS_H
#define CRM_TOOL_FORMATS_H
#include "base/buf.h"
#include <stdio.h>

/* How a cell is typed where values have types, and aligned in a table. */
enum crm_cell {
	CRM_CELL_TEXT,	/* string, left */
	CRM_CELL_WHOLE, /* number, right */
	CRM_CELL_MONEY, /* string (never a float), right */
	CRM_CELL_WHEN,	/* string, left; a table may cut the time of day, never the date */
	CRM_CELL_ID,	/* string, left; a table may show its last 8 characters */
	CRM_CELL_SAY,	/* string, left, words to read; a table may break it into lines */
	CRM_CELL_LONG,	/* string, left; a table may show one below its row */
	CRM_CELL_COMMAND, /* the same, of what is copied: it is never cut */
};

struct crm_report_column {
	const char *name;
	enum crm_cell type;
	const char *title; /* table heading, marked N_; NULL: the name */
	int shrink;	   /* table: 0 keeps its width, else the higher gives way first */
	bool table_skip;   /* table: shown only when some row has it */
};

/* A report while it is written; tool/report.h is the way to write one. */
struct crm_report {
	FILE *out;
	const struct crm_format *format;
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

/* What a cell is where values have types. */
enum crm_value { CRM_VALUE_NONE, CRM_VALUE_BARE, CRM_VALUE_STRING };

struct crm_format {
	const char *name; /* as -f takes it; NULL ends the table */
	bool typed;	  /* numbers, lists and nothing are values of their own, as in JSON */
	bool words;	  /* read by a person: titles and words in their language */
	bool calendar;	  /* no rows: tasks, for the program that offers it */
	/* each may be NULL: nothing to do there */
	void (*begin)(struct crm_report *r);
	void (*head)(struct crm_report *r); /* before the first row, or alone when there is none */
	void (*cell)(struct crm_report *r, struct crm_str s, enum crm_value kind);
	void (*row_end)(struct crm_report *r);
	void (*end)(struct crm_report *r); /* also of no rows */
};

extern const struct crm_format crm_formats[];

/*
 * crm_format_find - the format that -f names.
 * Shape:   name, whether a calendar is offered -> row of crm_formats, NULL: none.
 */
const struct crm_format *crm_format_find(const char *name, bool calendar);

/*
 * crm_format_usual - what is written without -f: a table on a terminal, CSV elsewhere.
 */
const struct crm_format *crm_format_usual(bool terminal);

/*
 * crm_format_names - append the names that -f takes, with a text between them.
 */
void crm_format_names(struct crm_buf *b, bool calendar, const char *between);

/*
 * crm_format_flush - write what the buffer of a report holds.
 */
void crm_format_flush(struct crm_report *r);

enum { CRM_FORMAT_FLUSH = 16 * 1024 }; /* so much is gathered before it is written */
#endif
