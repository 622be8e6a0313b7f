/* work.c - what missions owe. */
#include "case/mission.h"
#include "due/item.h"

/* The note is the mission's own, the date is that of the row it counts from. */
static struct crm_item *item(const struct crm_case *c, struct crm_overdue *o, enum crm_kind kind,
	const struct crm_mission *m, const struct crm_entry *since, int64_t due)
{
	struct crm_item *it = crm_item_add(c, o, kind, m->first, crm_item_day(due));

	it->since = crm_entry_when(since);
	return it;
}

/* Nothing tangible within the cap.  S1.27. */
void crm_list_result(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	const struct crm_entry *since;
	struct crm_mission m;
	size_t i = 0;
	int32_t due;

	(void)v;
	while (crm_mission_next(c, &i, &m)) {
		since = crm_mission_shown(c, &m);
		due = crm_span_after(since->day, crm_mission_span(c));
		if (crm_item_comes(c, o, due))
			item(c, o, CRM_KIND_RESULT, &m, since, due);
	}
}

/* The period has passed, at its own end or at the cap; it comes near.  S1.25, S1.28. */
void crm_list_mission(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	struct crm_mission m;
	size_t i = 0;

	(void)v;
	while (crm_mission_next(c, &i, &m))
		if (c->now.day > crm_mission_over(c, &m))
			item(c, o, CRM_KIND_MISSION, &m, m.start, crm_mission_over(c, &m));
}

/* Until it has passed it comes near. */
void crm_list_renewal(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	int64_t due, ahead = c->policy->mission_notice;
	struct crm_mission m;
	size_t i = 0;

	(void)v;
	if (o->within > ahead)
		ahead = o->within;
	while (crm_mission_next(c, &i, &m)) {
		due = crm_mission_over(c, &m);
		if (c->now.day <= due && c->now.day + ahead >= due)
			item(c, o, CRM_KIND_RENEWAL, &m, m.start, due);
	}
}

/* No progress review within the cadence.  S0.22. */
void crm_list_checkin(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	const struct crm_entry *since;
	struct crm_mission m;
	size_t i = 0;
	int64_t due;

	while (crm_mission_next(c, &i, &m)) {
		since = crm_mission_reviewed(c, &m);
		due = (int64_t)since->day + crm_mission_cadence(c);
		if (crm_item_comes(c, o, due))
			crm_item_held(v, c, item(c, o, CRM_KIND_CHECKIN, &m, since, due));
	}
}

enum { UNBILLED = 7 }; /* days after its end */

/* Whether any invoice is of the day that a mission began, or of a later one. */
static bool billed(const struct crm_case *c, const struct crm_mission *m)
{
	struct crm_entries r = crm_case_rows(c, CRM_EV_INVOICE);

	return r.n && r.row[r.n - 1]->day >= m->first->day;
}

/* Ended a week ago, and no invoice since it began.  S3.24. */
void crm_list_unbilled(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	struct crm_entries t;
	struct crm_mission m;
	int64_t due;
	size_t i = 0;

	while (crm_case_with(c, CRM_EV_BIT(CRM_EV_MISSION), &i, &t)) {
		if (!crm_mission_of(c, t, &m) || !m.end || billed(c, &m))
			continue;
		due = (int64_t)m.end->day + UNBILLED;
		if (crm_item_comes(c, o, due))
			crm_item_held(v, c, item(c, o, CRM_KIND_UNBILLED, &m, m.end, due));
	}
}
