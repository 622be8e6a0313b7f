/* scan.h - the cells of one physical line of CSV, found 64 bytes at a time.
 * Room format; needs csv.h.  Fast and modest: whatever it does not know to be good (a quote in an
 * unexpected place, a doubled quote, NUL, a bare CR) it calls odd and leaves to libcsv, whose
 * verdict counts.  tests/unit/test_scan.c holds both equal on any bytes. */
#ifndef CRM_FORMAT_SCAN_H
#define CRM_FORMAT_SCAN_H
#include "format/csv.h"

/* Bytes looked at in one go; so many readable ones must follow the buffer that is scanned. */
enum { CRM_SCAN_BLOCK = 64, CRM_SCAN_SLACK = CRM_SCAN_BLOCK };

struct crm_scan {
	/* views into the line, quotes taken off; room for the commas of one block more */
	struct crm_str cell[CRM_CSV_CELLS + CRM_SCAN_BLOCK];
	size_t n;
	struct crm_str line; /* without its line end */
	const char *next;    /* behind the newline */
	bool odd;	     /* cells are not filled: ask crm_csv_judge_line */
};

/*
 * crm_scan_line - split the line that begins at p.
 * Shape:   p, the place of a newline at or behind which the scan may stop (the last of the buffer,
 *          followed by CRM_SCAN_SLACK readable bytes) -> *s.
 *          Not odd: the cells are exactly those libcsv would give, and the line is UTF-8.
 */
void crm_scan_line(const char *p, struct crm_scan *s);
#endif
