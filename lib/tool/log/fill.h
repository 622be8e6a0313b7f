/* fill.h - what is left out at the prompt and can be one thing only: the only open ref, the whole balance.
 * Room tool/log; needs tool.h, config/policy/alias.h. */
#ifndef CRM_TOOL_LOG_FILL_H
#define CRM_TOOL_LOG_FILL_H
#include "tool/tool.h"

/*
 * crm_log_fill - put in a ref or an amount that the words lack, where the book has one only.
 * Shape:   entry, changed -> 0; what was put in is appended to `said`, one line.  For what is given up
 *          or given back nothing is put in.
 * Errors:  -1, CRM_USAGE: several refs are open, and they are named.
 */
int crm_log_fill(struct crm_tool *t, struct crm_typed *entry, struct crm_buf *said, struct crm_err *e);
#endif
