/* daysaid.h - days as people say them, in the language of the pages: `1 June 2026`, `1er juin 2026`.
 * Room format; needs date.h, base/i18n.h.  Columns and files have ISO dates; sentences have these.
 * Letters do not: lang.yaml says how their language writes a day.  Nothing here allocates. */
#ifndef CRM_FORMAT_DAYSAID_H
#define CRM_FORMAT_DAYSAID_H
#include "format/date.h"

enum { CRM_DAY_SAID = 40 };

/*
 * crm_day_said - a day with its year; CRM_NO_DAY gives "".
 * Shape:   day, room -> the room: `15 June 2026`, `15 juin 2026`.
 */
const char *crm_day_said(int32_t day, char out[CRM_DAY_SAID]);

/*
 * crm_day_brief - the same without the year, for what is near: `15 June`.
 */
const char *crm_day_brief(int32_t day, char out[CRM_DAY_SAID]);

/*
 * crm_when_said - a moment: `15 June 2026, 14:30`; where only the day is known, the day.
 * crm_when_brief - the same without the year.
 */
const char *crm_when_said(struct crm_when w, char out[CRM_DAY_SAID]);
const char *crm_when_brief(struct crm_when w, char out[CRM_DAY_SAID]);

/*
 * crm_weekday_said - `Monday`.
 */
const char *crm_weekday_said(int32_t day);
#endif
