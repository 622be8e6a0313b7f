/* check.h - a draft against the facts.
 * Room letter; needs remind.h. */
#ifndef CRM_LETTER_CHECK_H
#define CRM_LETTER_CHECK_H
#include "letter/remind.h"

/*
 * crm_remind_check - whether a draft may go out, by the facts as last read.
 * Shape:   -> CRM_POSTED_SENT when it may, else STALE or REFUSED with the reason.
 */
enum crm_posted crm_remind_check(struct crm_remind *r, const struct crm_draft *d, char reason[256]);
#endif
