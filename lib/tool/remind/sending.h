/* sending.h - crm-remind --send and --settle: all the drafts of a run, one after the other.
 * Room tool/remind; needs post.h, input.h, letter/deliver.h. */
#ifndef CRM_TOOL_REMIND_SENDING_H
#define CRM_TOOL_REMIND_SENDING_H
#include "letter/deliver.h"
#include "tool/tool.h"

struct crm_sending {
	const struct crm_draft *draft; /* what a person gave */
	size_t n;
	bool automatic;	 /* nobody saw them: those of the run itself */
	bool first_run;	 /* --first-run was given */
	const char *max; /* --max; NULL: the policy's */
};

/*
 * crm_sending - deliver drafts and print what became of each: client, step, channel, ref, status,
 * message_id, reason.
 * Shape:   tool, run that was read with `sending` -> exit status, or -1 with the error: nothing more
 *          was sent.  SIGINT and SIGTERM let the message under way be settled, then it ends.
 * Errors:  CRM_USAGE: no sender, the wrong machine, a first run of more than policy `max` messages.
 */
int crm_sending(struct crm_tool *t, struct crm_remind *run, const struct crm_sending *s,
	struct crm_err *e);

/*
 * crm_sending_settle - --settle: `MID=sent`, `MID=failed` or `MID=bounced`, with or without angle brackets.
 * Shape:   -> exit status, or -1.
 */
int crm_sending_settle(struct crm_remind *run, const char *what, struct crm_err *e);

/*
 * crm_sending_open - a finding for each message of which nobody knows whether it left; a note for each
 * that another run is handing over.
 * Shape:   -> 0, or -1: the book failed.
 */
int crm_sending_open(struct crm_tool *t, struct crm_remind *run, struct crm_err *e);
#endif
