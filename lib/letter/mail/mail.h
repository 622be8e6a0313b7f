/* mail.h - writing one mail message: UTF-8 text, with files or without.
 * Room letter/mail; needs format/date.h, config/address.h, mime.h.  Lines end with LF, as sendmail(8), Maildir and
 * mbox want them on this side.  A control byte in any value, or an address that is none, is refused
 * here, where the header is written: no value can add a header or a recipient. */
#ifndef CRM_LETTER_MAIL_MAIL_H
#define CRM_LETTER_MAIL_MAIL_H
#include "base/buf.h"
#include "base/err.h"
#include "format/date.h"
#include "letter/mail/mime.h"

struct crm_mailbox {
	struct crm_str name; /* may be empty */
	struct crm_str addr; /* local@domain */
};

/* When a message was written: civil time at a place, and how far that is from UTC. */
struct crm_mail_date {
	int32_t day;
	int second; /* of the day, 0..86399 */
	int zone;   /* minutes east of UTC, -1439..1439 */
};

struct crm_mail {
	struct crm_mail_date date;
	struct crm_mailbox from, to;
	struct crm_str copy_to; /* an address for Bcc, which the mail program takes out; or empty */
	struct crm_str subject;
	struct crm_str message_id, in_reply_to; /* <dot-atom@domain>; in_reply_to may be empty */
	const struct crm_str *references;       /* message ids, oldest first */
	size_t references_n;
	bool automatic;      /* no person saw it: Auto-Submitted: auto-generated (RFC 3834) */
	struct crm_str body; /* lines of text; newline and tab are its only controls */
	const struct crm_attachment *attached;
	size_t attached_n;
};

/*
 * crm_mail_write - the whole message, ready to be handed over.
 * Shape:   message -> 0 and the bytes appended, or -1 and nothing appended.
 * Errors:  CRM_PARTIAL with the header's name as field: what is wrong with its value.
 * Source:  RFC 5322, RFC 2045 6.7, RFC 2047; lines of at most 78 bytes but where an address or a
 *          message id is longer.
 */
int crm_mail_write(const struct crm_mail *m, struct crm_buf *out, struct crm_err *e);

/*
 * crm_mail_encoded - append a text as RFC 2047 encoded words, folded.
 * Shape:   text, column where it begins (the header's name and blank) -> appended; no word is over
 *          75 characters, no line over 76, no UTF-8 sequence is cut.
 */
void crm_mail_encoded(struct crm_buf *out, struct crm_str s, size_t column);
#endif
