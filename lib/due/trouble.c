/* trouble.c - what is open between us. */
#include "due/trouble.h"
#include "base/i18n.h"
#include "case/incident.h"

void crm_list_conflict(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	struct crm_episode open;
	size_t i = 0;
	int64_t due;

	(void)v;
	if (!crm_case_rows(c, CRM_EV_CONFLICT).n)
		return;
	while (i < c->threads) {
		if (!crm_episode_open(crm_case_thread(c, &i), CRM_EV_CONFLICT, &open))
			continue;
		due = (int64_t)open.first->day + c->policy->conflict;
		if (crm_item_comes(c, o, due))
			crm_item_add(c, o, CRM_KIND_CONFLICT, open.first, crm_item_day(due));
	}
}

/* What to do about it; NULL: nothing that this list asks for.  The first step is the kind's own. */
static const char *todo(enum crm_want want)
{
	switch (want) {
	case CRM_WANT_DIAGNOSE: return "";
	case CRM_WANT_APOLOGY: return N_("apologise once, whatever the origin");
	case CRM_WANT_GESTURE:
		return N_("it is settled: end on a positive note, with a discount or a gift");
	case CRM_WANT_EXPLAIN: return N_("explain what the price contains, calmly, once");
	case CRM_WANT_FACTS: return N_("set the facts down in writing, without a reproach");
	default: return NULL;
	}
}

static bool incident_item(struct crm_view *v, struct crm_case *c, struct crm_overdue *o,
	const struct crm_entry *row)
{
	struct crm_incident in;
	const char *action;
	struct crm_item *it;
	int64_t due;

	if (!crm_incident_of(c, row, &in))
		return false;
	action = todo(in.want);
	due = (int64_t)in.from + c->policy->incident;
	if (!action || !crm_item_comes(c, o, due))
		return false;
	it = crm_item_add(c, o, CRM_KIND_INCIDENT, row, crm_item_day(due));
	if (*action)
		it->action = action;
	if (!row->word)
		crm_item_by_id(v, it, row);
	return true;
}

static bool approval_item(struct crm_view *v, struct crm_case *c, struct crm_overdue *o,
	const struct crm_entry *row)
{
	struct crm_incident in;
	struct crm_item *it;

	if (!crm_incident_of(c, row, &in) || in.want != CRM_WANT_DISAGREE ||
		!crm_item_comes(c, o, row->day))
		return false;
	it = crm_item_add(c, o, CRM_KIND_APPROVAL, row, crm_item_day(row->day));
	if (!row->word)
		crm_item_by_id(v, it, row);
	return true;
}

/* Of incidents with one ref the oldest that wants something; each of those without ref. */
static void incidents(struct crm_view *v, struct crm_case *c, struct crm_overdue *o,
	bool (*add)(struct crm_view *v, struct crm_case *c, struct crm_overdue *o,
		const struct crm_entry *row))
{
	struct crm_entries r = crm_case_rows(c, CRM_EV_INCIDENT);
	size_t i = 0, k;

	if (!r.n)
		return;
	for (k = 0; k < r.n; k++)
		if (!r.row[k]->word)
			add(v, c, o, r.row[k]);
	while (i < c->threads) {
		r = crm_thread_rows(crm_case_thread(c, &i), CRM_EV_INCIDENT);
		for (k = 0; k < r.n && !add(v, c, o, r.row[k]); k++)
			;
	}
}

void crm_list_incident(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	incidents(v, c, o, incident_item);
}

void crm_list_approval(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	incidents(v, c, o, approval_item);
}
