/* letters.h - crm-log --check: what the letters that the book is about to need will want.
 * Room tool/log; needs tool.h, config/table/table.h (types). */
#ifndef CRM_TOOL_LOG_LETTERS_H
#define CRM_TOOL_LOG_LETTERS_H
#include "config/table/table.h"
#include "tool/tool.h"

/*
 * crm_log_letters - look at who owes what is overdue: what their formal notice would lack.
 * Shape:   tool, tables -> 0, each thing that is missing a warning at its file and key; or -1: the
 *          book failed.  What is wrong with the rows themselves is found elsewhere.
 */
int crm_log_letters(struct crm_tool *t, const struct crm_tables *tables, struct crm_err *e);
#endif
