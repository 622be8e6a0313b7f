/* care.c - keeping up the relation. */
#include "due/care.h"
#include <stdlib.h>

/*
 * The last day on which a silence is still usual: so many days without an absence after the newest
 * contact, and the absence that follows them.
 */
static int64_t usual_until(struct crm_view *v, uint32_t client, int32_t last, int64_t usual)
{
	struct crm_absence *away;
	int64_t day = last + usual; /* as if nobody had been away */
	size_t i, n;

	away = crm_state_absences(&v->state, client, &v->mem, &n);
	n = crm_absence_merge(away, n);
	for (i = 0; i < n; i++) {
		int64_t from = away[i].from > last ? away[i].from : (int64_t)last + 1;

		if (away[i].to < from)
			continue;
		if (from > day + 1)
			break;
		day += away[i].to - from + 1;
	}
	return day;
}

/* S3.5: a client who writes less than usual. */
static void contact_item(struct crm_view *v, struct crm_overdue *o, uint32_t client,
	const struct crm_rhythm_client *c, bool active)
{
	struct crm_item *it;
	int64_t due;

	if (!c->days)
		return;
	due = usual_until(v, client, c->last.at.day, crm_rhythm_usual(v->policy, c, active));
	if (!crm_item_comes(v, o, due))
		return;
	it = crm_item_add(v, o, CRM_KIND_CONTACT, client, c->last.at, crm_item_day(due));
	if (!it)
		return;
	it->offset = c->last.offset;
	crm_item_held(v, it, client);
}

static void kind_date(struct crm_buf *b, const char *kind, int32_t day)
{
	char text[CRM_WHEN_TEXT];

	if (day == CRM_NO_DAY)
		return;
	crm_date_text(day, text);
	crm_buf_printf(b, "%s%s=%s", b->n ? " " : "", kind, text);
}

/* S4.9: the last dates of both kinds stand in the note. */
static struct crm_str interest_note(struct crm_view *v, const struct crm_rhythm_client *c)
{
	struct crm_str out;
	struct crm_buf b;

	crm_buf_init(&b);
	kind_date(&b, "business", c->business);
	kind_date(&b, "person", c->person);
	out = crm_arena_str(&v->mem, crm_buf_view(&b));
	crm_buf_release(&b);
	return out;
}

/*
 * S4.10: nobody asked after them for long, with clients who are there: on a mission, or heard of
 * not long ago.  Never on a closed day.
 */
static void interest_item(struct crm_view *v, struct crm_overdue *o, uint32_t client,
	const struct crm_rhythm_client *c, bool active)
{
	struct crm_when since = c->interest;
	struct crm_item *it;
	int32_t due;

	if (!active && (!c->days || (int64_t)v->now.day - c->last.at.day > v->policy->score.silence.idle))
		return;
	if (since.day == CRM_NO_DAY)
		since = crm_item_day(c->first);
	due = crm_calendar_open_day(v->calendar, since.day + v->policy->interest);
	if (!crm_item_comes(v, o, due) ||
		(due <= v->now.day && crm_calendar_closed(v->calendar, v->now.day)))
		return;
	it = crm_item_add(v, o, CRM_KIND_INTEREST, client, since, crm_item_day(due));
	if (!it)
		return;
	it->note = interest_note(v, c);
	crm_item_held(v, it, client);
}

static const struct crm_delivery *delivery(const struct crm_view *v, uint32_t i)
{
	return crm_pool_at(&v->rhythm.deliveries, i);
}

/* By thing, the newest first: an older delivery of the same counts no more. */
static int delivery_cmp(const void *va, const void *vb)
{
	const struct crm_delivery *const *a = va, *const *b = vb;
	int64_t ka = crm_when_key((*a)->at), kb = crm_when_key((*b)->at);

	if ((*a)->thing != (*b)->thing)
		return (*a)->thing < (*b)->thing ? -1 : 1;
	return ka != kb ? (ka < kb) - (ka > kb) : crm_uuid_cmp(&(*b)->id, &(*a)->id);
}

/* S4.7: a week and a month after a delivery somebody asks how it works. */
static void followup_item(struct crm_view *v, struct crm_overdue *o, uint32_t client,
	const struct crm_rhythm_client *c, const struct crm_delivery *d)
{
	int call = c->asked != CRM_NO_DAY &&
		   c->asked >= (int64_t)d->at.day + crm_rhythm_answers(v->policy, 0);
	int64_t due = (int64_t)d->at.day + v->policy->followup[call];
	struct crm_item *it;

	if (!crm_item_comes(v, o, due) || crm_rhythm_settled(v->policy, c, d->at.day))
		return;
	it = crm_item_add(v, o, CRM_KIND_FOLLOWUP, client, d->at, crm_item_day(due));
	if (!it)
		return;
	it->ref = crm_thing_ref(&v->things, d->thing);
	it->offset = d->offset;
	crm_item_held(v, it, client);
}

static void followup_items(struct crm_view *v, struct crm_overdue *o, uint32_t client,
	const struct crm_rhythm_client *c)
{
	const struct crm_delivery **d = NULL;
	size_t i, n = 0, cap = 0;
	uint32_t k;

	for (k = c->deliveries; k; k = d[n++]->next) {
		crm_grow(&d, &cap, n + 1, sizeof *d);
		d[n] = delivery(v, k);
	}
	if (n)
		qsort(d, n, sizeof *d, delivery_cmp);
	for (i = 0; i < n; i++)
		if (i == 0 || d[i]->thing != d[i - 1]->thing)
			followup_item(v, o, client, c, d[i]);
	crm_release(&d);
}

/* S3.12: we do business, no money has come yet, and nobody asked for references. */
static void vetting_item(struct crm_view *v, struct crm_overdue *o, uint32_t client,
	const struct crm_rhythm_client *c)
{
	const struct crm_client *p;
	struct crm_item *it;
	int64_t due = (int64_t)c->deal.at.day + v->policy->vetting;

	if (c->proven || c->deal.at.day == CRM_NO_DAY || !crm_item_comes(v, o, due))
		return;
	p = v->profile(v->ctx, v->ledger.clients.str[client]);
	if (p->since != CRM_NO_DAY && p->since < c->deal.at.day)
		return; /* known before the journal knew them */
	it = crm_item_add(v, o, CRM_KIND_VETTING, client, c->deal.at, crm_item_day(due));
	if (it)
		it->offset = c->deal.offset;
}

static int message_cmp(const void *va, const void *vb)
{
	const struct crm_message *const *a = va, *const *b = vb;

	if ((*a)->minute != (*b)->minute)
		return (*a)->minute < (*b)->minute ? -1 : 1;
	return crm_uuid_cmp(&(*a)->id, &(*b)->id);
}

static const struct crm_message **messages(const struct crm_view *v,
	const struct crm_rhythm_client *c, size_t *n)
{
	const struct crm_message **out = NULL, *m;
	size_t cap = 0;
	uint32_t i;

	*n = 0;
	for (i = c->messages; i; i = m->next) {
		m = crm_pool_at(&v->rhythm.messages, i);
		crm_grow(&out, &cap, *n + 1, sizeof *out);
		out[(*n)++] = m;
	}
	if (*n)
		qsort(out, *n, sizeof *out, message_cmp);
	return out;
}

/* A window that slides over the messages: those up to one, of the last hours, by channel. */
struct window {
	size_t from, to, old; /* [from, to) of the last hours; [old, from) before them */
	uint32_t *count;      /* by channel */
	int channels;	      /* with a message in the window */
};

static void slide(struct window *w, const struct crm_message *const *m, size_t n, size_t at,
	const struct crm_policy *p)
{
	int64_t t = m[at]->minute;

	for (; w->to < n && m[w->to]->minute <= t; w->to++)
		w->channels += w->count[m[w->to]->channel]++ == 0;
	for (; m[w->from]->minute <= t - p->score.burst.hours * INT64_C(60); w->from++)
		w->channels -= --w->count[m[w->from]->channel] == 0;
	while (m[w->old]->minute <= t - p->score.burst.lookback * INT64_C(1440))
		w->old++;
}

static bool is_burst(const struct window *w, const struct crm_policy *p)
{
	int64_t n = (int64_t)(w->to - w->from), before = (int64_t)(w->from - w->old);
	int64_t hours = p->score.burst.hours;

	return n >= p->score.burst.count && w->channels >= p->score.burst.channels &&
	       n * (p->score.burst.lookback * INT64_C(24) - hours) >=
		       p->score.burst.times_usual * before * hours;
}

/* The first burst of the last days: the message that makes it one, and the first of its window. */
static const struct crm_message *burst(const struct crm_view *v,
	const struct crm_message *const *m, size_t n, uint32_t *count,
	const struct crm_message **first)
{
	int64_t after = (v->now.day - (int64_t)v->policy->score.burst.active) * CRM_DAY_MINUTES;
	const struct crm_message *found = NULL;
	struct window w = {.count = count};
	size_t i;

	for (i = 0; i < n && !found; i++) {
		slide(&w, m, n, i, v->policy);
		if (m[i]->minute > after && is_burst(&w, v->policy)) {
			found = m[i];
			*first = m[w.from];
		}
	}
	for (; w.from < w.to; w.from++)
		count[m[w.from]->channel] = 0;
	return found;
}

/* S2.5: a client who writes everywhere at once, with whom no frame is agreed. */
static void frame_item(struct crm_view *v, struct crm_overdue *o, uint32_t client,
	const struct crm_rhythm_client *c, uint32_t *count)
{
	const struct crm_message **m, *last, *first = NULL;
	struct crm_item *it;
	size_t n;

	if (c->framed || !c->messages)
		return;
	m = messages(v, c, &n);
	last = burst(v, (const struct crm_message *const *)m, n, count, &first);
	crm_release(&m);
	if (!last || !crm_item_comes(v, o, last->at.day) ||
		v->profile(v->ctx, v->ledger.clients.str[client])->channels.n)
		return;
	it = crm_item_add(v, o, CRM_KIND_FRAME, client, first->at,
		crm_item_day(last->at.day));
	if (!it)
		return;
	it->offset = last->offset;
}

void crm_care_list(struct crm_view *v, struct crm_overdue *o, const struct crm_mission *m, size_t n)
{
	bool *active = crm_calloc(v->ledger.clients.n + 1, sizeof *active);
	uint32_t *count = crm_calloc(v->ledger.words.n + 1, sizeof *count), i;
	const struct crm_rhythm_client *c;
	size_t k;

	for (k = 0; k < n; k++)
		active[m[k].client] = true;
	for (i = 0; i < v->rhythm.n; i++) {
		c = &v->rhythm.of[i];
		if (crm_item_wanted(o, CRM_KIND_CONTACT))
			contact_item(v, o, i, c, active[i]);
		if (crm_item_wanted(o, CRM_KIND_INTEREST))
			interest_item(v, o, i, c, active[i]);
		if (crm_item_wanted(o, CRM_KIND_FOLLOWUP))
			followup_items(v, o, i, c);
		if (crm_item_wanted(o, CRM_KIND_VETTING))
			vetting_item(v, o, i, c);
		if (crm_item_wanted(o, CRM_KIND_FRAME))
			frame_item(v, o, i, c, count);
	}
	crm_release(&active);
	crm_release(&count);
}
