/* check.h - a draft against the facts.
 * Room letter; needs remind.h, mime.h. */
#ifndef CRM_LETTER_CHECK_H
#define CRM_LETTER_CHECK_H
#include "letter/remind.h"

/* The files that go with a message. */
struct crm_enclosures {
	struct crm_attachment *file;
	size_t n;
};

/*
 * crm_remind_check - whether a draft may go out, by the facts as last read.
 * Shape:   draft, arena -> CRM_POSTED_SENT when it may, and *files with their bytes in the arena; else
 *          STALE or REFUSED with the reason.
 */
enum crm_posted crm_remind_check(struct crm_remind *r, const struct crm_draft *d, struct crm_arena *a,
	struct crm_enclosures *files, char reason[256]);
#endif
