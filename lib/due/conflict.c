/* conflict.c - what is open between us. */
#include "case/incident.h"
#include "due/item.h"

/* Open for long: settle as you go; with whom all has ended it rests.  S3.15. */
void crm_list_conflict(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	struct crm_episode open;
	struct crm_entries t;
	size_t i = 0;
	int64_t due;

	(void)v;
	while (!c->ended && crm_case_with(c, CRM_EV_BIT(CRM_EV_CONFLICT), &i, &t)) {
		if (!crm_episode_open(t, CRM_EV_CONFLICT, &open))
			continue;
		due = (int64_t)open.first->day + c->policy->conflict;
		if (crm_item_comes(c, o, due))
			crm_item_add(c, o, CRM_KIND_CONFLICT, open.first, crm_item_day(due));
	}
}

/* What hurts is on the page of the morning at once: nobody answers it on its day (S3.2), and from the
 * next on the limits can be set in time. */
static bool hurts(const struct crm_overdue *o, const struct crm_incident *in)
{
	return o->morning && (in->want == CRM_WANT_DISTANCE || in->want == CRM_WANT_LIMITS ||
				     in->want == CRM_WANT_FACTS);
}

static bool incident_item(struct crm_view *v, struct crm_case *c, struct crm_overdue *o,
	const struct crm_entry *row)
{
	struct crm_incident in;
	struct crm_item *it;
	int64_t due;

	if (!crm_incident_of(c, row, &in))
		return false;
	due = (int64_t)in.from + c->policy->incident;
	if (!hurts(o, &in) && (!crm_incident_asks(in.want) || !crm_item_comes(c, o, due)))
		return false;
	it = crm_item_add(c, o, CRM_KIND_INCIDENT, row, crm_item_day(due));
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

typedef bool add_fn(struct crm_view *v, struct crm_case *c, struct crm_overdue *o,
	const struct crm_entry *row);

/* Incidents and what they said to be unsatisfied with, by (at, id): the first that is added. */
static void oldest(struct crm_view *v, struct crm_case *c, struct crm_overdue *o,
	struct crm_entries thread, add_fn *add)
{
	struct crm_entries a = crm_thread_rows(thread, CRM_EV_INCIDENT);
	struct crm_entries b = crm_thread_rows(thread, CRM_EV_SATISFIED);
	size_t i = 0, k = 0;
	bool first;

	while (i < a.n || k < b.n) {
		first = k == b.n || (i < a.n && crm_entry_cmp(a.row[i], b.row[k]) < 0);
		if (add(v, c, o, first ? a.row[i++] : b.row[k++]))
			return;
	}
}

static void without_ref(struct crm_view *v, struct crm_case *c, struct crm_overdue *o,
	enum crm_event e, add_fn *add)
{
	struct crm_entries r = crm_case_rows(c, e);
	size_t k;

	for (k = 0; k < r.n; k++)
		if (!r.row[k]->word)
			add(v, c, o, r.row[k]);
}

/* Of those with one ref the oldest that wants something; each of those without ref. */
static void incidents(struct crm_view *v, struct crm_case *c, struct crm_overdue *o, add_fn *add)
{
	struct crm_entries t;
	size_t i = 0;

	without_ref(v, c, o, CRM_EV_INCIDENT, add);
	without_ref(v, c, o, CRM_EV_SATISFIED, add);
	while (crm_case_with(c, CRM_EV_BIT(CRM_EV_INCIDENT) | CRM_EV_BIT(CRM_EV_SATISFIED), &i, &t))
		oldest(v, c, o, t, add);
}

/* One that was not diagnosed or apologised for, then not settled, or settled without a gesture.  S0.46,
 * S2.18, S2.19. */
void crm_list_incident(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	incidents(v, c, o, incident_item);
}

/* A silent approval that will be held against me.  S1.19. */
void crm_list_approval(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	incidents(v, c, o, approval_item);
}
