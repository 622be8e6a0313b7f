/* daysaid.c - days as people say them. */
#include "format/daysaid.h"
#include "base/i18n.h"
#include <stdio.h>

const char *crm_day_brief(int32_t day, char out[CRM_DAY_SAID])
{
	static const char *const month[] = {N_("January"), N_("February"), N_("March"), N_("April"),
		N_("May"), N_("June"), N_("July"), N_("August"), N_("September"), N_("October"),
		N_("November"), N_("December")};
	struct crm_ymd d;

	out[0] = '\0';
	if (day == CRM_NO_DAY)
		return out;
	d = crm_date_ymd(day);
	if (d.day == 1) /* a word in some languages */
		snprintf(out, CRM_DAY_SAID, _("1 %s"), _(month[d.month - 1]));
	else
		snprintf(out, CRM_DAY_SAID, _("%d %s"), d.day, _(month[d.month - 1]));
	return out;
}

const char *crm_day_said(int32_t day, char out[CRM_DAY_SAID])
{
	char brief[CRM_DAY_SAID];

	crm_day_brief(day, brief);
	out[0] = '\0';
	if (brief[0])
		snprintf(out, CRM_DAY_SAID, _("%s %d"), brief, crm_date_ymd(day).year);
	return out;
}

/* The hour behind the day that stands there. */
static const char *hour(int min, char out[CRM_DAY_SAID])
{
	char day[CRM_DAY_SAID - 8];

	if (!out[0] || min == CRM_NO_MIN)
		return out;
	snprintf(day, sizeof day, "%.31s", out);
	snprintf(out, CRM_DAY_SAID, _("%s, %02d:%02d"), day, min / 60, min % 60);
	return out;
}

const char *crm_when_said(struct crm_when w, char out[CRM_DAY_SAID])
{
	crm_day_said(w.day, out);
	return hour(w.min, out);
}

const char *crm_when_brief(struct crm_when w, char out[CRM_DAY_SAID])
{
	crm_day_brief(w.day, out);
	return hour(w.min, out);
}

const char *crm_weekday_said(int32_t day)
{
	static const char *const names[] = {N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"),
		N_("Friday"), N_("Saturday"), N_("Sunday")};

	return _(names[crm_date_weekday(day)]);
}
