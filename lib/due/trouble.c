/* trouble.c - what is open between us. */
#include "due/trouble.h"
#include "base/i18n.h"

/* The rows of one thing, in order. */
struct rows {
	const struct crm_said *const *said;
	size_t n;
	uint32_t client;
	struct crm_str ref;
	const struct crm_rhythm_client *days;
};

/* The first day on or after a day that the event was said of this thing; for what has no ref the
 * newest of the client, whose first day is then not known. */
static int32_t said_since(const struct rows *r, enum crm_event event, enum crm_newest newest,
	int32_t day)
{
	if (r->ref.n)
		return crm_said_since(r->said, r->n, event, day);
	return r->days->newest[newest] >= day ? r->days->newest[newest] : CRM_NO_DAY;
}

static bool said(const struct rows *r, enum crm_event event, enum crm_newest newest, int32_t day)
{
	return said_since(r, event, newest, day) != CRM_NO_DAY;
}

/* S3.15: settle as you go. */
static void conflict_item(struct crm_view *v, struct crm_overdue *o, const struct rows *r)
{
	const struct crm_said *first;
	struct crm_item *it;
	int64_t due;

	if (!crm_item_wanted(o, CRM_KIND_CONFLICT))
		return;
	first = crm_said_open(r->said, r->n, CRM_EV_CONFLICT);
	if (!first)
		return;
	due = (int64_t)first->at.day + v->policy->conflict;
	if (!crm_item_comes(v, o, due))
		return;
	it = crm_item_add(v, o, CRM_KIND_CONFLICT, r->client, first->at, crm_item_day(due));
	if (it) {
		it->ref = r->ref;
		it->offset = first->offset;
	}
}

/* What an incident still wants: NULL when nothing; from which day on its delay counts. */
static const char *missing(const struct rows *r, const struct crm_said *s, int32_t *from)
{
	int32_t day = s->at.day, resolved;

	*from = day;
	resolved = said_since(r, CRM_EV_RESOLVE, CRM_NEWEST_RESOLVE, day);
	if (resolved != CRM_NO_DAY) {
		*from = resolved;
		return said(r, CRM_EV_GESTURE, CRM_NEWEST_GESTURE, day)
			       ? NULL
			       : N_("it is settled: end on a positive note, with a discount or a gift");
	}
	if (!said(r, CRM_EV_DIAGNOSE, CRM_NEWEST_DIAGNOSE, day))
		return crm_kinds[CRM_KIND_INCIDENT].action;
	if (!said(r, CRM_EV_APOLOGY, CRM_NEWEST_APOLOGY, day))
		return N_("apologise once, whatever the origin");
	return NULL;
}

/* A disagreement voiced without a ref counts for every approval before it. */
static bool voiced(const struct rows *r, int32_t day)
{
	return said(r, CRM_EV_DISAGREE, CRM_NEWEST_DISAGREE, day) ||
	       said(r, CRM_EV_RESOLVE, CRM_NEWEST_RESOLVE, day) ||
	       r->days->newest[CRM_NEWEST_DISAGREE_FREE] >= day;
}

static void trouble_item(struct crm_view *v, struct crm_overdue *o, const struct rows *r,
	const struct crm_said *s, enum crm_kind kind, int32_t from, int delay)
{
	struct crm_item *it;
	char *id;

	it = crm_item_add(v, o, kind, r->client, s->at, crm_item_day((int64_t)from + delay));
	if (!it)
		return;
	it->ref = r->ref;
	it->offset = s->offset;
	if (r->ref.n)
		return;
	id = crm_arena_alloc(&v->mem, 37);
	crm_uuid_text(&s->id, id);
	it->ref = crm_str(id);
	it->by_id = true;
}

/* Of incidents with one ref the oldest that wants something; each of those without ref. */
static void incident_items(struct crm_view *v, struct crm_overdue *o, const struct rows *r)
{
	const char *action;
	struct crm_str kind;
	int32_t from;
	size_t i, before;

	if (!crm_item_wanted(o, CRM_KIND_INCIDENT))
		return;
	for (i = 0; i < r->n; i++) {
		if (r->said[i]->event != CRM_EV_INCIDENT)
			continue;
		kind = v->ledger.words.str[r->said[i]->kind];
		/* nobody apologises for a guess of one's own, or for the client's disrespect */
		if (crm_str_is(kind, "silent-approval") || crm_str_is(kind, "assumption") ||
			crm_str_is(kind, "disrespect"))
			continue;
		action = missing(r, r->said[i], &from);
		if (!action || !crm_item_comes(v, o, (int64_t)from + v->policy->incident))
			continue;
		before = o->n;
		trouble_item(v, o, r, r->said[i], CRM_KIND_INCIDENT, from, v->policy->incident);
		if (o->n > before)
			o->item[before].action = action;
		if (r->ref.n)
			return;
	}
}

/* S1.19: that silence will be held against me. */
static void approval_items(struct crm_view *v, struct crm_overdue *o, const struct rows *r)
{
	size_t i;

	if (!crm_item_wanted(o, CRM_KIND_APPROVAL))
		return;
	for (i = 0; i < r->n; i++) {
		if (r->said[i]->event != CRM_EV_INCIDENT ||
			!crm_str_is(v->ledger.words.str[r->said[i]->kind], "silent-approval") ||
			voiced(r, r->said[i]->at.day) || !crm_item_comes(v, o, r->said[i]->at.day))
			continue;
		trouble_item(v, o, r, r->said[i], CRM_KIND_APPROVAL, r->said[i]->at.day, 0);
		if (r->ref.n)
			return;
	}
}

void crm_trouble_list(struct crm_view *v, struct crm_overdue *o)
{
	struct rows r;
	uint32_t i;

	for (i = 0; i < v->things.names.n; i++) {
		r.said = (const struct crm_said *const *)crm_thing_said(&v->things, i, &r.n);
		if (!r.n)
			continue;
		r.client = v->things.of[i].client;
		r.ref = crm_thing_ref(&v->things, i);
		r.days = crm_rhythm_of(&v->rhythm, r.client);
		conflict_item(v, o, &r);
		incident_items(v, o, &r);
		approval_items(v, o, &r);
	}
}
