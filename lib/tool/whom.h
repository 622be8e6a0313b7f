/* whom.h - the clients that are named, by --client and as operands.
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

/* Values of --client, kept until the book is open.  One without a value, as an unset variable leaves it,
 * is a slip and not everybody: it is refused with the others. */
struct crm_whom {
	const char *word[64];
	size_t n;
};

/*
 * crm_whom_option, crm_whom_options - keep one; put all into a list, as crm_whom_add.
 */
int crm_whom_option(struct crm_whom *w, const char *value, struct crm_err *e);
int crm_whom_options(struct crm_tool *t, const struct crm_whom *w, struct crm_list *list, struct crm_err *e);
#endif
