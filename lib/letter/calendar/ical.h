/* ical.h - writing tasks, or events, as a calendar.
 * Room letter/calendar; needs format/date.h.  The same tasks give the same bytes: ids and stamps are given.
 * Use: begin, add each task, end. */
#ifndef CRM_LETTER_CALENDAR_ICAL_H
#define CRM_LETTER_CALENDAR_ICAL_H
#include "base/buf.h"
#include "format/date.h"

struct crm_todo {
	bool event;	       /* a VEVENT, for calendars that show no tasks */
	struct crm_str uid;    /* stable for client, kind and ref */
	struct crm_when stamp; /* UTC */
	struct crm_when due;   /* a day, or a moment of civil time without a zone */
	struct crm_str summary;
	struct crm_str description; /* may be empty, may have newlines */
	struct crm_str category;    /* may be empty */
};

/*
 * crm_ical_begin, crm_ical_todo, crm_ical_end - append the head, a VTODO or VEVENT, the foot.
 * Source:  RFC 5545: lines end with CRLF and are folded at 75 bytes, never inside a UTF-8 sequence;
 *          `\ ; ,` and newlines are escaped; other controls and bad UTF-8 become visible text.
 */
void crm_ical_begin(struct crm_buf *b);
void crm_ical_todo(struct crm_buf *b, const struct crm_todo *t);
void crm_ical_end(struct crm_buf *b);
#endif
