/* report.h - one writer of rows for all four programs, in each format of tool/formats.h.
 * Room tool; needs tool/formats.h.  Columns are named once, each row is added cell by cell, so the
 * formats cannot drift apart. */
#ifndef CRM_TOOL_REPORT_H
#define CRM_TOOL_REPORT_H
#include "tool/formats.h"
#include "base/keyword.h"
#include "format/date.h"
#include <stdint.h>

/*
 * crm_report_begin - start a report.
 * Shape:   report with out, format and flags set (see crm_tool_report), columns -> nothing.
 */
void crm_report_begin(struct crm_report *r, const struct crm_report_column *col, size_t cols);

/*
 * crm_report_mark - the last whole row wants attention: in red, in a table with colour.
 */
void crm_report_mark(struct crm_report *r);

/*
 * crm_report_text, crm_report_date, crm_report_int, crm_report_money, crm_report_none - the next cell
 * of the row; the last one ends the row.  No day is an empty cell.
 */
void crm_report_text(struct crm_report *r, struct crm_str s);
void crm_report_date(struct crm_report *r, int32_t day);
void crm_report_int(struct crm_report *r, int64_t v);
void crm_report_money(struct crm_report *r, int64_t minor, int currency);
void crm_report_none(struct crm_report *r);

/*
 * crm_report_word, crm_report_when, crm_report_currency - text of the program; a moment; a code.
 * crm_report_count - a number, or an empty cell where it is not known.
 */
void crm_report_word(struct crm_report *r, const char *word);
void crm_report_when(struct crm_report *r, struct crm_when w);
void crm_report_currency(struct crm_report *r, int currency);
void crm_report_count(struct crm_report *r, bool known, int64_t v);

/*
 * crm_report_key, crm_report_held - the next cell, a key or the holds: in a table in words.
 */
void crm_report_key(struct crm_report *r, enum crm_keyword of, struct crm_str key);
void crm_report_held(struct crm_report *r, struct crm_str held);

/*
 * crm_report_json - the next cell, which is no plain text or whole number: a decimal, a list.
 * Shape:   text; the same as a JSON value, for the formats that are typed.
 */
void crm_report_json(struct crm_report *r, struct crm_str text, struct crm_str json);

/*
 * crm_report_end - finish: header of an empty report, closing bracket, the table itself.
 * Shape:   -> number of rows.  Writes nothing at all for no rows under --quiet-empty.
 */
size_t crm_report_end(struct crm_report *r);
#endif
