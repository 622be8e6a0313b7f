/* digest.h - crm-remind --digest: what I must do today, at most one screen, for cron mail to myself.
 * Room tool/remind; needs input.h, page.h, letter/deliver.h. */
#ifndef CRM_TOOL_REMIND_DIGEST_H
#define CRM_TOOL_REMIND_DIGEST_H
#include "letter/deliver.h"
#include "tool/remind/input.h"
#include "tool/remind/page.h"

/*
 * crm_digest - print the page: messages of which nobody knows, then a block a client with what is to
 * be done today and before the next working morning.
 * Shape:   tool, rows of crm-overdue (of `crm-risk --join` too: column band), run that was read ->
 *          exit status, or -1.  When nothing was given, the whole book is asked.  Nothing to do: one
 *          line, no byte under --quiet-empty.
 * Errors:  CRM_USAGE for input that is no report.
 * Source:  crm-remind(1); S0.13: three critical clients are too many.
 */
int crm_digest(struct crm_tool *t, const struct crm_input *g, struct crm_remind *run,
	struct crm_err *e);
#endif
