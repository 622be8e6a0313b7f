/* post.h - where the messages of crm-remind go: a sendmail-like program, a Maildir, an mbox; letters
 * into the outbox.
 * Room tool/remind; needs tool.h, letter/remind.h.  The real clock and the host name come from here. */
#ifndef CRM_TOOL_REMIND_POST_H
#define CRM_TOOL_REMIND_POST_H
#include "letter/remind.h"
#include "tool/tool.h"

struct crm_post {
	struct crm_tool *tool;
	struct crm_remind *run;
	const char *maildir, *mbox; /* NULL: the program of policy `deliver` */
	unsigned count;		    /* messages of this run, for unique names */
};

/*
 * crm_post_outside - what a run of crm-remind needs from outside.
 * Owns:    the post, which must outlive the run.
 */
struct crm_remind_outside crm_post_outside(struct crm_post *p);

/*
 * crm_post_host - whether reminders may go out from this machine.
 * Shape:   policy -> 0, or -1: CRM_USAGE when send_host names another.
 */
int crm_post_host(const struct crm_policy *p, struct crm_err *e);
#endif
