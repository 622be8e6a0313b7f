/* rowline.h - a row of the journal as one line.
 * Room tool; needs base/buf.h, book/row.h. */
#ifndef CRM_TOOL_ROWLINE_H
#define CRM_TOOL_ROWLINE_H
#include "base/buf.h"
#include "book/row.h"

/*
 * crm_row_brief - append a row as one line for people, the end of its id last.
 */
void crm_row_brief(const struct crm_row *row, struct crm_buf *b);
#endif
