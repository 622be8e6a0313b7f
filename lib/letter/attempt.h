/* attempt.h - the inside of a run, shared by remind.c and attempt.c only.
 * Room letter; needs remind.h. */
#ifndef CRM_LETTER_ATTEMPT_H
#define CRM_LETTER_ATTEMPT_H
#include "letter/remind.h"

/*
 * crm_remind_check - whether a draft may go out, by the facts as last read.
 * Shape:   -> CRM_POSTED_SENT when it may, else STALE or REFUSED with the reason.
 */
enum crm_posted crm_remind_check(struct crm_remind *r, const struct crm_draft *d, char reason[256]);

/*
 * crm_remind_stale - whether the journal is another than when it was read or last written by us.
 * crm_remind_wrote - we have just written to it.
 */
bool crm_remind_stale(struct crm_remind *r);
void crm_remind_wrote(struct crm_remind *r);

/*
 * crm_remind_unread - whether a line is so damaged that its client cannot be told.
 */
bool crm_remind_unread(const struct crm_remind *r);
#endif
