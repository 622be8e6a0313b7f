/* whom.h - the clients that are named as operands.
 * Room tool; needs tool.h. */
#ifndef CRM_TOOL_WHOM_H
#define CRM_TOOL_WHOM_H
#include "tool/tool.h"

/*
 * crm_whom_add - one client more: the id, or what begins it and no other; once each, sorted by bytes.
 * Shape:   tool, option or "client" for messages, word, list in the tool's arena -> 0, or -1.
 */
int crm_whom_add(struct crm_tool *t, const char *option, struct crm_str word, struct crm_list *list,
	struct crm_err *e);

/*
 * crm_whom_operands - all operands, as crm_whom_add.
 */
int crm_whom_operands(struct crm_tool *t, struct crm_list *list, struct crm_err *e);
#endif
