/* bounce.h - what a mail program says of a message that it could not deliver.
 * Room import/mail; needs base/mem.h, format/header.h.  Pure. */
#ifndef CRM_IMPORT_MAIL_BOUNCE_H
#define CRM_IMPORT_MAIL_BOUNCE_H
#include "base/mem.h"

enum { CRM_BOUNCE_MOST = 4 };

struct crm_bounce {
	struct crm_str address[CRM_BOUNCE_MOST]; /* those it failed for, small letters; one line of UTF-8 */
	struct crm_str status[CRM_BOUNCE_MOST];	 /* 5.1.1, or "" */
	size_t n;
	struct crm_str mid; /* of the message that came back; "" it is not said */
};

/*
 * crm_bounce_read - read a report.
 * Shape:   arena, whole message or its beginning -> true and *out, or false: nothing failed for good in
 *          it (it was late, or arrived).
 *          Without parts it fails only where an id of crm-remind stands in its text with words or a code
 *          of an end, or its field says who, and nothing in it says that it is late.
 * Source:  RFC 3462, RFC 3464; the X-Failed-Recipients of those that write no report.
 */
bool crm_bounce_read(struct crm_arena *a, struct crm_str message, struct crm_bounce *out);
#endif
