/* message.h - what the header of a mail says: who, when, which way, about what.
 * Room import/mail; needs who.h, config/policy/policy.h, format/header.h.  Pure; the body is not looked at. */
#ifndef CRM_IMPORT_MAIL_MESSAGE_H
#define CRM_IMPORT_MAIL_MESSAGE_H
#include "base/uuid.h"
#include "config/policy/policy.h"
#include "import/who.h"

enum { CRM_MESSAGE_ANSWERS = 8, CRM_MESSAGE_SUBJECT = 400 };

struct crm_message {
	struct crm_uuid id;	/* of its row, from the Message-ID, else from the header */
	struct crm_str client;	/* by the addresses; "" nobody known, or several */
	struct crm_str *also;	/* of what I wrote: the other clients that it went to */
	size_t also_n;
	struct crm_str subject; /* one line of UTF-8 */
	struct crm_when utc;	/* day CRM_NO_DAY: neither Date nor Received has one */
	bool out;		/* I wrote it */
	bool ours;		/* crm-remind wrote it, and has rows for it */
	bool automatic;		/* no person wrote it */
	bool report;		/* of a mail program: it may have come back */
	bool plain;		/* one without parts: it counts where our id stands in it */
	bool daemon;		/* a mail program wrote it: no contact at all */
	/* ids of messages of crm-remind that it answers or is about, the newest first */
	struct crm_str answers[CRM_MESSAGE_ANSWERS];
	size_t answers_n;
};

/*
 * crm_message_read - read a header.
 * Shape:   arena for texts, header (crm_header_size), who is who, my addresses -> true and *out, or
 *          false: no field of a mail stands in it.
 * Source:  RFC 5322; RFC 3834 (what is automatic); RFC 3464 (reports).
 */
bool crm_message_read(struct crm_arena *a, struct crm_str header, const struct crm_who *who,
	const struct crm_me *me, struct crm_message *out);

/*
 * crm_message_mine - whether an address, in small letters, is one of mine.
 */
bool crm_message_mine(const struct crm_me *me, struct crm_str address);
#endif
