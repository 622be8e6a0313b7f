/* enclose.h - the files of the invoices that go with a reminder.
 * Room letter; needs attach.h, draft.h, due/notice.h, book/journal.h.  Looked at when a message is
 * drafted, taken when it is sent: what became another in between goes to nobody. */
#ifndef CRM_LETTER_ENCLOSE_H
#define CRM_LETTER_ENCLOSE_H
#include "book/journal.h"
#include "due/notice.h"
#include "letter/draft.h"
#include "letter/mail/attach.h"

struct crm_enclose {
	struct crm_book *book; /* relative paths begin at its folder */
	const struct crm_policy *policy;
	const char *home;	 /* what ~/ stands for; NULL: not known */
	struct crm_reread *again; /* for the tag file= of invoices; NULL: none */
};

/* What can be said of the files of a draft when it is to be sent. */
enum crm_enclosed {
	CRM_ENCLOSED,	      /* they are as the draft says */
	CRM_ENCLOSED_CHANGED, /* one is another by now */
	CRM_ENCLOSED_MISSING, /* one is missing, and policy `invoices` has the message wait for it */
	CRM_ENCLOSED_WRONG,   /* the draft names what is no invoice of it */
};

/*
 * crm_enclose_look - the files of the invoices of a notice.
 * Shape:   notice, arena -> d->attached: one entry an invoice that should have a file, by its tag
 *          file= or by policy `invoices`; where there is none, its size is 0, its sum empty, and
 *          `why` says it.  -> whether every listed invoice has its file.
 */
bool crm_enclose_look(const struct crm_enclose *x, const struct crm_notice *n, struct crm_arena *a,
	struct crm_draft *d);

/*
 * crm_enclose_take - the bytes of those that a draft lists.
 * Shape:   notice and draft of the same invoices, arena -> CRM_ENCLOSED and *out, *files; else a
 *          line of reason.  The path is that of today's policy and tags: what the draft says of it
 *          must be the same, and is never opened.
 */
enum crm_enclosed crm_enclose_take(const struct crm_enclose *x, const struct crm_notice *n,
	const struct crm_draft *d, struct crm_arena *a, struct crm_attachment **out, size_t *files,
	char reason[256]);
#endif
