/* matter.c - what a look at a matter found. */
#include "case/act/matter.h"

void crm_action_open(struct crm_action *out, enum crm_act act)
{
	out->state = CRM_STATE_OPEN;
	out->act = act;
}

void crm_action_underway(struct crm_action *out, const struct crm_entry *last, enum crm_act act)
{
	crm_action_open(out, act);
	if (!last)
		return;
	out->state = CRM_STATE_UNDERWAY;
	out->day = last->day;
	out->by = last;
}

void crm_action_done(struct crm_action *out, const struct crm_entry *last)
{
	out->state = last ? CRM_STATE_DONE : CRM_STATE_NONE;
	out->act = CRM_ACT_NONE;
	out->by = last;
	if (last)
		out->day = last->day;
}

void crm_action_wait(struct crm_action *out, int32_t day)
{
	crm_action_open(out, CRM_ACT_WAIT);
	out->until = day;
}
