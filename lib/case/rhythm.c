/* rhythm.c - the days of one client that cadences count from. */
#include "case/rhythm.h"
#include <stdlib.h>

static const struct crm_rhythm_client nothing = {
	.last.at = {CRM_NO_DAY, CRM_NO_MIN},
	.review = {CRM_NO_DAY, CRM_NO_MIN},
	.shown = {CRM_NO_DAY, CRM_NO_MIN},
	.interest = {CRM_NO_DAY, CRM_NO_MIN},
	.deal.at = {CRM_NO_DAY, CRM_NO_MIN},
	.first = CRM_NO_DAY,
	.business = CRM_NO_DAY,
	.person = CRM_NO_DAY,
	.asked = CRM_NO_DAY,
	.newest = {CRM_NO_DAY, CRM_NO_DAY, CRM_NO_DAY, CRM_NO_DAY, CRM_NO_DAY, CRM_NO_DAY},
};

void crm_rhythm_init(struct crm_rhythm *r)
{
	memset(r, 0, sizeof *r);
	crm_pool_init(&r->messages, sizeof(struct crm_message));
	crm_pool_init(&r->deliveries, sizeof(struct crm_delivery));
	crm_arena_init(&r->mem);
}

void crm_rhythm_release(struct crm_rhythm *r)
{
	crm_pool_release(&r->messages);
	crm_pool_release(&r->deliveries);
	crm_arena_release(&r->mem);
	crm_release(&r->of);
	r->n = r->cap = 0;
}

void crm_rhythm_clear(struct crm_rhythm *r)
{
	crm_rhythm_release(r);
	crm_rhythm_init(r);
}

const struct crm_rhythm_client *crm_rhythm_of(const struct crm_rhythm *r, uint32_t client)
{
	return client < r->n ? &r->of[client] : &nothing;
}

static struct crm_rhythm_client *client_of(struct crm_rhythm *r, uint32_t client)
{
	crm_grow(&r->of, &r->cap, (size_t)client + 1, sizeof *r->of);
	for (; r->n <= client; r->n++)
		r->of[r->n] = nothing;
	return &r->of[client];
}

static bool later(const struct crm_moment *m, const struct crm_row *row)
{
	int64_t a = crm_when_key(m->at), b = crm_when_key(row->at);

	return a != b ? a > b : crm_uuid_cmp(&m->id, &row->id) > 0;
}

static void mark(struct crm_moment *m, const struct crm_row *row)
{
	m->at = row->at;
	m->id = row->id;
	m->offset = row->offset;
}

static void newest(struct crm_moment *m, const struct crm_row *row)
{
	if (m->at.day == CRM_NO_DAY || !later(m, row))
		mark(m, row);
}

static void oldest(struct crm_moment *m, const struct crm_row *row)
{
	if (m->at.day == CRM_NO_DAY || later(m, row))
		mark(m, row);
}

static void when_newest(struct crm_when *w, struct crm_when other)
{
	if (w->day == CRM_NO_DAY || crm_when_key(other) > crm_when_key(*w))
		*w = other;
}

static void day_newest(int32_t *day, int32_t other)
{
	if (*day == CRM_NO_DAY || other > *day)
		*day = other;
}

/* Room for one more day: the oldest goes once as many are known as the policy looks back. */
static bool day_room(struct crm_rhythm *r, struct crm_rhythm_client *c, uint32_t most, int32_t day)
{
	int32_t *more;

	if (c->days == most) {
		if (day < c->day[0])
			return false;
		memmove(c->day, c->day + 1, (--c->days) * sizeof *c->day);
	} else if (c->days == c->days_cap) {
		c->days_cap = c->days_cap ? c->days_cap * 2 : 4;
		more = crm_arena_alloc(&r->mem, c->days_cap * sizeof *more);
		if (c->days)
			memcpy(more, c->day, c->days * sizeof *more);
		c->day = more;
	}
	return true;
}

static void day_add(struct crm_rhythm *r, struct crm_rhythm_client *c, uint32_t most, int32_t day)
{
	uint32_t i = c->days;

	while (i && c->day[i - 1] > day)
		i--;
	if (i && c->day[i - 1] == day)
		return;
	if (c->days == most && i)
		i--; /* the oldest is about to go */
	if (!day_room(r, c, most, day))
		return;
	memmove(c->day + i + 1, c->day + i, (c->days - i) * sizeof *c->day);
	c->day[i] = day;
	c->days++;
}

int crm_rhythm_answers(const struct crm_policy *p, int call)
{
	int before = call ? p->followup[call - 1] : 0;

	return (before + p->followup[call] + 1) / 2;
}

static struct crm_delivery *delivery_at(const struct crm_rhythm *r, uint32_t i)
{
	return crm_pool_at(&r->deliveries, i);
}

bool crm_rhythm_settled(const struct crm_policy *p, const struct crm_rhythm_client *c, int32_t day)
{
	return c->asked != CRM_NO_DAY && c->asked >= (int64_t)day + crm_rhythm_answers(p, 1);
}

/* Forget what is settled; only now and then, or a long list would be gone through at every row. */
static void prune(struct crm_rhythm *r, const struct crm_policy *p, struct crm_rhythm_client *c)
{
	uint32_t i, next, keep = 0;

	c->pending = 0;
	for (i = c->deliveries; i; i = next) {
		struct crm_delivery *d = delivery_at(r, i);

		next = d->next;
		if (crm_rhythm_settled(p, c, d->at.day)) {
			crm_pool_drop(&r->deliveries, i);
			continue;
		}
		d->next = keep;
		keep = i;
		c->pending++;
	}
	c->deliveries = keep;
	c->room = 2 * c->pending + 2;
}

static void delivered(struct crm_rhythm *r, const struct crm_policy *p, struct crm_rhythm_client *c,
	const struct crm_row *row, uint32_t thing)
{
	uint32_t i;

	when_newest(&c->shown, row->at);
	if (crm_rhythm_settled(p, c, row->at.day))
		return;
	if (c->pending >= c->room)
		prune(r, p, c);
	c->pending++;
	i = crm_pool_add(&r->deliveries);
	*delivery_at(r, i) =
		(struct crm_delivery){c->deliveries, thing, row->at, row->id, row->offset};
	c->deliveries = i;
}

bool crm_rhythm_recent(const struct crm_policy *p, int32_t today, int32_t day)
{
	return day >= (int64_t)today - p->score.burst.active - p->score.burst.lookback;
}

static void message(struct crm_rhythm *r, const struct crm_policy *p, int32_t today,
	struct crm_rhythm_client *c, const struct crm_row *row, uint32_t channel)
{
	int min = row->at.min == CRM_NO_MIN ? CRM_DAY_MINUTES / 2 : row->at.min;
	struct crm_message *m;
	uint32_t i;

	if (!crm_rhythm_recent(p, today, row->at.day))
		return;
	i = crm_pool_add(&r->messages);
	m = crm_pool_at(&r->messages, i);
	m->next = c->messages;
	m->channel = channel;
	m->minute = (int64_t)row->at.day * CRM_DAY_MINUTES + min;
	m->at = row->at;
	m->id = row->id;
	m->offset = row->offset;
	c->messages = i;
}

static void first(struct crm_rhythm_client *c, int32_t day)
{
	if (c->first == CRM_NO_DAY || day < c->first)
		c->first = day;
}

static void talk(struct crm_rhythm *r, const struct crm_policy *p, struct crm_rhythm_client *c,
	const struct crm_row *row)
{
	bool both = crm_talk_twoway(row);

	first(c, row->at.day);
	if (both || row->by == CRM_BY_CLIENT) {
		day_add(r, c, (uint32_t)p->score.silence.history + 1, row->at.day);
		newest(&c->last, row);
	}
	if (both || row->by != CRM_BY_CLIENT)
		day_newest(&c->asked, row->at.day);
	if (row->event == CRM_EV_CHECKIN)
		when_newest(&c->review, row->at);
}

static void interest(struct crm_rhythm_client *c, const struct crm_row *row)
{
	when_newest(&c->interest, row->at);
	if (crm_str_is(row->kind, "business"))
		day_newest(&c->business, row->at.day);
	if (crm_str_is(row->kind, "person"))
		day_newest(&c->person, row->at.day);
}

static void repair(struct crm_rhythm_client *c, const struct crm_row *row)
{
	int32_t day = row->at.day;

	switch (row->event) {
	case CRM_EV_DIAGNOSE: day_newest(&c->newest[CRM_NEWEST_DIAGNOSE], day); break;
	case CRM_EV_APOLOGY: day_newest(&c->newest[CRM_NEWEST_APOLOGY], day); break;
	case CRM_EV_GESTURE: day_newest(&c->newest[CRM_NEWEST_GESTURE], day); break;
	case CRM_EV_RESOLVE: day_newest(&c->newest[CRM_NEWEST_RESOLVE], day); break;
	case CRM_EV_DISAGREE:
		day_newest(&c->newest[CRM_NEWEST_DISAGREE], day);
		if (row->ref.n == 0)
			day_newest(&c->newest[CRM_NEWEST_DISAGREE_FREE], day);
		break;
	default: break;
	}
}

void crm_rhythm_row(struct crm_rhythm *r, const struct crm_policy *p, int32_t today,
	uint32_t client, const struct crm_row *row, uint32_t thing, uint32_t channel)
{
	struct crm_rhythm_client *c = client_of(r, client);

	switch (row->event) {
	case CRM_EV_CONTACT:
		if (row->by == CRM_BY_CLIENT)
			message(r, p, today, c, row, channel); /* fall through */
	case CRM_EV_CHECKIN: talk(r, p, c, row); break;
	case CRM_EV_RESULT: when_newest(&c->shown, row->at); break;
	case CRM_EV_DELIVERED: delivered(r, p, c, row, thing); break;
	case CRM_EV_SATISFIED: day_newest(&c->asked, row->at.day); break;
	case CRM_EV_INTEREST: interest(c, row); break;
	case CRM_EV_FRAME: c->framed |= !crm_str_is(row->kind, "price"); break;
	case CRM_EV_VETTED:
	case CRM_EV_PAYMENT: c->proven = true; break;
	case CRM_EV_RENEW:
		c->proven = true;
		first(c, row->at.day);
		break;
	case CRM_EV_MISSION: first(c, row->at.day); /* fall through */
	case CRM_EV_OFFER:
	case CRM_EV_ACCEPTED:
	case CRM_EV_CONTRACT:
	case CRM_EV_INVOICE: oldest(&c->deal, row); break;
	default: repair(c, row);
	}
}

static int day_cmp(const void *va, const void *vb)
{
	const int64_t *a = va, *b = vb;

	return (*a > *b) - (*a < *b);
}

/* The median, for an even number the mean of the middle two rounded down. */
static int64_t median(int64_t *v, size_t n)
{
	qsort(v, n, sizeof *v, day_cmp);
	return n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

int64_t crm_rhythm_usual(const struct crm_policy *p, const struct crm_rhythm_client *c, bool active)
{
	int64_t *gap, middle, scatter, usual = p->score.silence.min_days;
	size_t i, n = c->days ? c->days - 1 : 0;

	if (p->contact >= 0)
		return p->contact;
	if (n < (size_t)p->score.silence.need)
		return active ? p->score.silence.active : p->score.silence.idle;
	gap = crm_calloc(n, sizeof *gap);
	for (i = 0; i < n; i++)
		gap[i] = (int64_t)c->day[i + 1] - c->day[i];
	middle = median(gap, n);
	for (i = 0; i < n; i++)
		gap[i] = llabs(gap[i] - middle);
	scatter = median(gap, n);
	crm_release(&gap);
	if (p->score.silence.times_median * middle > usual)
		usual = p->score.silence.times_median * middle;
	if (middle + p->score.silence.plus_mad * scatter > usual)
		usual = middle + p->score.silence.plus_mad * scatter;
	return usual;
}
