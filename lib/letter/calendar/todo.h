/* todo.h - what is overdue as tasks or events of a calendar.
 * Room letter/calendar; needs ical.h, due/item.h. */
#ifndef CRM_LETTER_CALENDAR_TODO_H
#define CRM_LETTER_CALENDAR_TODO_H
#include "due/kinds.h"
#include "letter/calendar/ical.h"

/*
 * crm_todo_uid - append the id of an item: 32 hexadecimal digits, `@crm`.
 */
void crm_todo_uid(struct crm_buf *b, const struct crm_item *it);

/*
 * crm_todo_item - append one item as a VTODO, between crm_ical_begin and crm_ical_end.
 * Shape:   buffer, item, its note as stored in the journal, when something last changed at its client,
 *          today: then it is a VEVENT, and stands on that day when it is late; CRM_NO_DAY: a task.
 *          The uid is a hash of client, kind and ref, so that reading the calendar in again changes
 *          the task instead of doubling it.
 * Source:  RFC 5545.  The description says in the user's language what to do.
 */
void crm_todo_item(struct crm_buf *b, const struct crm_item *it, struct crm_str note,
	struct crm_when stamp, int32_t today);
#endif
