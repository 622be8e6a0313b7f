/* maildate.h - the moment in the Date of a mail.
 * Room format; needs date.h.  Pure. */
#ifndef CRM_FORMAT_MAILDATE_H
#define CRM_FORMAT_MAILDATE_H
#include "format/date.h"

/*
 * crm_maildate_parse - `Fri, 21 Nov 1997 09:55:06 -0600` as a moment in UTC.
 * Shape:   body, with folds and comments -> 0 and *utc with its minute, or -1: day, month, year and
 *          time do not stand there in this order.  The name of the day is passed over, right or
 *          wrong; seconds are dropped; a zone that is missing or unknown counts as UTC.
 * Source:  RFC 5322 3.3, 4.3 (years of two digits, names of zones).
 */
int crm_maildate_parse(struct crm_str body, struct crm_when *utc);
#endif
