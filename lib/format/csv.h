/* csv.h - comma-separated values: reading through libcsv, quoting what is written.
 * Room format; needs base/err.h; the one wrapper of libcsv.  Two readers share the judge: the
 * journal's lines (one record is one physical line, format/scan.h finds the cells fast and asks
 * here when something is odd), and whole inputs with quoted newlines and CRLF (RFC 4180). */
#ifndef CRM_FORMAT_CSV_H
#define CRM_FORMAT_CSV_H
#include "base/buf.h"
#include "base/err.h"
#include <stdio.h>

enum { CRM_CSV_CELLS = 64, CRM_CSV_RECORD = 64 * 1024 };

/* What is wrong with a record; texts by crm_csv_problem. */
enum crm_csv_bad {
	CRM_CSV_OK,
	CRM_CSV_QUOTE,	/* a quote where none may stand */
	CRM_CSV_OPEN,	/* the line ends inside quotes */
	CRM_CSV_NUL,
	CRM_CSV_CR,	/* a carriage return inside the line */
	CRM_CSV_UTF8,
	CRM_CSV_LONG,	/* over CRM_CSV_RECORD bytes */
	CRM_CSV_MANY,	/* more cells than the header has columns, or than CRM_CSV_CELLS */
	CRM_CSV_FEW,	/* fewer cells than the header has columns */
};

/*
 * crm_csv_problem - what is wrong, translated.
 */
const char *crm_csv_problem(enum crm_csv_bad bad);

/* One record: views into memory that lives until the next record is read. */
struct crm_csv_record {
	struct crm_str cell[CRM_CSV_CELLS];
	size_t n;
	long line; /* physical line where it begins, 1-based */
};

/* The judge: libcsv, fed one record at a time. */
struct crm_csv_judge;

struct crm_csv_judge *crm_csv_judge_new(char delimiter);
void crm_csv_judge_free(struct crm_csv_judge *j);

/*
 * crm_csv_judge_line - the cells of one record, unquoted.
 * Shape:   bytes without the line end -> CRM_CSV_OK and the record, or what is wrong.
 * Owns:    the judge; cells are valid until its next call.
 */
enum crm_csv_bad crm_csv_judge_line(struct crm_csv_judge *j, struct crm_str line,
	struct crm_csv_record *out);

/* A whole input: header first, then records, quoted newlines and CRLF included. */
struct crm_csv_file;

/*
 * crm_csv_open, crm_csv_open_text - read CSV from a stream, or from memory.
 * Shape:   open stream (the caller closes it) or bytes, name for messages, delimiter -> reader.
 */
struct crm_csv_file *crm_csv_open(FILE *in, const char *name, char delimiter);
struct crm_csv_file *crm_csv_open_text(struct crm_str text, const char *name, char delimiter);
void crm_csv_close(struct crm_csv_file *f);

/*
 * crm_csv_loose - take a record with fewer cells than the header has; take quotes for letters.
 */
void crm_csv_loose(struct crm_csv_file *f, bool few, bool no_quotes);

/*
 * crm_csv_header - read the first record.
 * Shape:   -> 0 and the record (valid until the reader is closed), or -1: no header, or bad CSV.
 */
int crm_csv_header(struct crm_csv_file *f, const struct crm_csv_record **out, struct crm_err *e);

/*
 * crm_csv_next - the next record; a line equal to the header and blank lines are skipped.
 * Shape:   -> 1 and the record (valid until the next call); 0 at the end; -1 when this record is
 *          bad (CRM_PARTIAL, go on reading; another number of cells than the header has is bad)
 *          or the stream failed (CRM_SYSTEM, stop).
 */
int crm_csv_next(struct crm_csv_file *f, struct crm_csv_record *out, struct crm_err *e);

/*
 * crm_csv_column - the place of a column in a header, or -1.
 */
int crm_csv_column(const struct crm_csv_record *header, const char *name);

/*
 * crm_csv_cell - append one cell, quoted only when it must be.
 */
void crm_csv_cell(struct crm_buf *b, struct crm_str s);
#endif
