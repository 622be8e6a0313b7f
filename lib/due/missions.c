/* missions.c - the missions that run today, and what they owe. */
#include "due/missions.h"

/* Whether the rows of a thing are a mission that runs today. */
static bool active(const struct crm_said *const *said, size_t n, struct crm_mission *m)
{
	const struct crm_said *first = crm_said_first(said, n, CRM_EV_MISSION);
	size_t i;

	if (!first)
		return false;
	m->start = first->at;
	m->offset = first->offset;
	for (i = 0; i < n; i++)
		if (said[i]->event == CRM_EV_RENEW && said[i]->at.day >= m->start.day)
			m->start = said[i]->at;
	return crm_said_since(said, n, CRM_EV_END, m->start.day) == CRM_NO_DAY;
}

struct crm_mission *crm_missions_of(struct crm_view *v, size_t *n)
{
	struct crm_mission *found = NULL, *out, m;
	const struct crm_said *const *said;
	size_t cap = 0, rows;
	uint32_t i;

	*n = 0;
	for (i = 0; i < v->things.names.n; i++) {
		said = (const struct crm_said *const *)crm_thing_said(&v->things, i, &rows);
		if (!rows || !active(said, rows, &m))
			continue;
		m.client = v->things.of[i].client;
		m.ref = crm_thing_ref(&v->things, i);
		crm_grow(&found, &cap, *n + 1, sizeof *found);
		found[(*n)++] = m;
	}
	out = crm_arena_alloc(&v->mem, (*n + 1) * sizeof *out);
	if (*n)
		memcpy(out, found, *n * sizeof *out);
	crm_release(&found);
	return out;
}

static struct crm_item *item(struct crm_view *v, struct crm_overdue *o, enum crm_kind kind,
	const struct crm_mission *m, struct crm_when since, int64_t due)
{
	struct crm_item *it = crm_item_add(v, o, kind, m->client, since, crm_item_day(due));

	if (it) {
		it->ref = m->ref;
		it->offset = m->offset;
	}
	return it;
}

static struct crm_when later(struct crm_when a, struct crm_when b)
{
	return crm_when_key(b) > crm_when_key(a) ? b : a;
}

/* S1.27: nothing tangible since the start, or since the newest result or delivery of the client. */
static void result(struct crm_view *v, struct crm_overdue *o, const struct crm_mission *m,
	struct crm_span cap)
{
	struct crm_when since = later(m->start, crm_rhythm_of(&v->rhythm, m->client)->shown);
	int32_t due = crm_span_after(since.day, cap);

	if (crm_item_wanted(o, CRM_KIND_RESULT) && crm_item_comes(v, o, due))
		item(v, o, CRM_KIND_RESULT, m, since, due);
}

/* S1.25, S1.28: the cap has passed; until then it comes near, and that is one row: the renewal. */
static void period(struct crm_view *v, struct crm_overdue *o, const struct crm_mission *m,
	struct crm_span cap)
{
	int64_t due = crm_span_after(m->start.day, cap), ahead = v->policy->mission_notice.n;

	if (crm_item_wanted(o, CRM_KIND_MISSION) && v->now.day > due)
		item(v, o, CRM_KIND_MISSION, m, m->start, due);
	if (o->within > ahead)
		ahead = o->within;
	if (crm_item_wanted(o, CRM_KIND_RENEWAL) && v->now.day <= due &&
		v->now.day + ahead >= due)
		item(v, o, CRM_KIND_RENEWAL, m, m->start, due);
}

/* S0.22: no progress review since the start or the newest one. */
static void review(struct crm_view *v, struct crm_overdue *o, const struct crm_mission *m,
	int cadence)
{
	struct crm_when since = later(m->start, crm_rhythm_of(&v->rhythm, m->client)->review);
	int64_t due = (int64_t)since.day + cadence;
	struct crm_item *it;

	if (!crm_item_wanted(o, CRM_KIND_CHECKIN) || !crm_item_comes(v, o, due))
		return;
	it = item(v, o, CRM_KIND_CHECKIN, m, since, due);
	if (it)
		crm_item_held(v, it, m->client);
}

void crm_missions_list(struct crm_view *v, struct crm_overdue *o, const struct crm_mission *m,
	size_t n)
{
	const struct crm_client *p;
	struct crm_span cap;
	size_t i;

	for (i = 0; i < n; i++) {
		p = v->profile(v->ctx, v->ledger.clients.str[m[i].client]);
		cap = p->mission_cap.n ? p->mission_cap : v->policy->mission_cap;
		result(v, o, &m[i], cap);
		period(v, o, &m[i], cap);
		review(v, o, &m[i], p->checkin >= 0 ? p->checkin : v->policy->checkin);
	}
}
