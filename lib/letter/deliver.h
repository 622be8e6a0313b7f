/* deliver.h - handing messages over, each once.
 * Room letter; needs remind.h.
 *
 * A message is handed over in four moves, so that no crash sends it twice and none loses it (P4):
 *	lock, read the facts again, check the draft against them
 *	say that it is under way; write an intent row for each recorded invoice, durably; unlock
 *	hand the message over; the lock is not held
 *	lock, write what became of it, durably; unlock
 * After a crash in between the intent stands alone: it is shown at every run and never sent again
 * until a person settles it.  While a run lives it is under way, and nobody settles it. */
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
 * crm_remind_mid - the message id of a reminder row; empty: it has none, or there is no row (NULL).
 */
struct crm_str crm_remind_mid(struct crm_remind *r, const struct crm_entry *m);

/* What a person says of a message; BOUNCED: it was sent and came back. */
enum crm_settle { CRM_SETTLE_SENT, CRM_SETTLE_FAILED, CRM_SETTLE_BOUNCED };

/*
 * crm_remind_settle - write what became of a message that nobody knew of.
 * Shape:   message id, what became of it, the number of a letter that was posted (posting.h; empty:
 *          none) -> number of rows written, or -1: no such open message, nor, for SENT, a letter that
 *          is not posted yet, nor, for the others, one that was sent, nor for FAILED a letter that was
 *          prepared and not posted (CRM_USAGE), another run is handing it over (CRM_SYSTEM), or the
 *          book failed.
 */
int crm_remind_settle(struct crm_remind *r, struct crm_str mid, enum crm_settle how,
	struct crm_str number, struct crm_err *e);

/* An intent, or an end that was not clear, without a row that says what became of it. */
struct crm_open {
	struct crm_str client, ref, step, channel, mid; /* ref empty: a letter that is no reminder */
	struct crm_str about;				/* what that one is about; may be empty */
	struct crm_when at;
	int32_t last_date; /* that it gave; CRM_NO_DAY */
	bool underway; /* another run is handing it over at this moment; else nobody knows */
};

/*
 * crm_remind_open - messages of which nobody knows whether they left, and those under way.
 * Shape:   run that was read -> 0, *out and *n in its arena, valid until it is read again; when the
 *          journal grew meanwhile it is read once more.  -1: the book failed.
 */
int crm_remind_open(struct crm_remind *r, struct crm_open **out, size_t *n, struct crm_err *e);
#endif
