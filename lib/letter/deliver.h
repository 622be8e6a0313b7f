/* deliver.h - handing messages over, each once.
 * Room letter; needs remind.h.
 *
 * A message is handed over in four moves, so that no crash sends it twice and none loses it (P4):
 *	lock, read the facts again, check the draft against them
 *	write an intent row for each recorded invoice, durably; unlock
 *	hand the message over; the lock is not held
 *	lock, write what became of it, durably; unlock
 * After a crash in between the intent stands alone: it is shown at every run and never sent again
 * until a person settles it. */
#ifndef CRM_LETTER_DELIVER_H
#define CRM_LETTER_DELIVER_H
#include "letter/remind.h"

/*
 * crm_remind_send - deliver one draft as described above.
 * Shape:   draft, whether no person saw it -> 0, *what and a line of reason; -1: the book failed
 *          (CRM_SYSTEM) and nothing more should be sent.
 */
int crm_remind_send(struct crm_remind *r, const struct crm_draft *d, bool automatic,
	enum crm_posted *what, char reason[256], struct crm_err *e);

/*
 * crm_remind_settle - write what became of a message that nobody knew of.
 * Shape:   message id, sent or failed -> number of rows written, or -1: no such open message
 *          (CRM_USAGE), or the book failed.
 */
int crm_remind_settle(struct crm_remind *r, struct crm_str mid, bool sent, struct crm_err *e);

/*
 * crm_remind_open - messages of which nobody knows whether they left: called for each.
 */
void crm_remind_open(struct crm_remind *r,
	void (*each)(void *ctx, struct crm_str client, struct crm_str ref, struct crm_str step,
		struct crm_when at, struct crm_str mid),
	void *ctx);
#endif
