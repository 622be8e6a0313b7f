/* input.h - what crm-remind was given: rows of crm-overdue, or drafts.
 * Room tool/remind; needs tool.h, letter/remind.h. */
#ifndef CRM_TOOL_REMIND_INPUT_H
#define CRM_TOOL_REMIND_INPUT_H
#include "letter/remind.h"
#include "tool/whom.h"

struct crm_input {
	struct crm_buf bytes;
	const char *name;	 /* of the file, for messages */
	struct crm_list whom;	 /* clients that were named instead */
	bool whole;		 /* nothing was given: the whole book is meant */
	bool drafts;		 /* the bytes are YAML */
	struct crm_draft *draft; /* in the run's arena */
	size_t n;
};

/*
 * crm_input_read - read the operand or standard input.
 * Shape:   tool, whether no byte at all stands for the whole book -> 0 and *out, or -1.  Without an
 *          operand a terminal, /dev/null and a closed input always do; an empty pipe is
 *          `crm-overdue --quiet-empty`, but a page that says nothing waits must have looked.
 *          Operands that are no file name clients.
 * Owns:    *out; crm_input_release.
 */
int crm_input_read(struct crm_tool *t, bool empty_whole, struct crm_input *out,
	struct crm_err *e);
void crm_input_release(struct crm_input *g);

/*
 * crm_input_choose - tell a run which invoices are meant: the rows of the report, or the items of
 * the drafts, which are then in g->draft.
 * Errors:  CRM_USAGE for a report without the columns client, kind, ref, or for bad YAML; bad rows
 *          and documents that are no drafts are findings of the tool.
 */
int crm_input_choose(struct crm_tool *t, struct crm_input *g, struct crm_remind *run,
	struct crm_err *e);
#endif
