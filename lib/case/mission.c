/* mission.c - the missions of a client. */
#include "case/mission.h"

static const struct crm_entry *later(const struct crm_entry *a, const struct crm_entry *b)
{
	return b && b->day > a->day ? b : a;
}

static const struct crm_entry *newest(struct crm_entries r)
{
	return r.n ? r.row[r.n - 1] : NULL;
}

bool crm_mission_of(const struct crm_case *c, struct crm_entries t, struct crm_mission *out)
{
	const struct crm_entry *first = crm_thread_first(t, CRM_EV_MISSION, INT32_MIN);

	if (!first)
		return false;
	*out = (struct crm_mission){t, first, later(first, newest(crm_thread_rows(t, CRM_EV_RENEW))),
		NULL};
	out->end = crm_thread_first(t, CRM_EV_END, out->start->day);
	if (!out->end)
		out->end = c->ended;
	return true;
}

bool crm_mission_runs(const struct crm_case *c, struct crm_entries t)
{
	struct crm_mission m;

	return crm_mission_of(c, t, &m) && !m.end;
}

bool crm_mission_next(const struct crm_case *c, size_t *i, struct crm_mission *out)
{
	struct crm_entries t;

	while (crm_case_with(c, CRM_EV_BIT(CRM_EV_MISSION), i, &t))
		if (crm_mission_of(c, t, out) && !out->end)
			return true;
	return false;
}

bool crm_mission_active(const struct crm_case *c)
{
	struct crm_mission m;
	size_t i = 0;

	return crm_mission_next(c, &i, &m);
}

struct crm_span crm_mission_span(const struct crm_case *c)
{
	return c->profile->mission_cap.n ? c->profile->mission_cap : c->policy->mission_cap;
}

int32_t crm_mission_cap(const struct crm_case *c, const struct crm_mission *m)
{
	return crm_span_after(m->start->day, crm_mission_span(c));
}

int32_t crm_mission_over(const struct crm_case *c, const struct crm_mission *m)
{
	int32_t cap = crm_mission_cap(c, m), own = m->start->due;

	return own != CRM_NO_DAY && own >= m->start->day && own < cap ? own : cap;
}

const struct crm_entry *crm_mission_shown(const struct crm_case *c, const struct crm_mission *m)
{
	return later(later(m->start, newest(crm_case_rows(c, CRM_EV_RESULT))),
		newest(crm_case_rows(c, CRM_EV_DELIVERED)));
}

const struct crm_entry *crm_mission_reviewed(const struct crm_case *c, const struct crm_mission *m)
{
	return later(m->start, newest(crm_case_rows(c, CRM_EV_CHECKIN)));
}

int crm_mission_cadence(const struct crm_case *c)
{
	return c->profile->checkin >= 0 ? c->profile->checkin : c->policy->checkin;
}
