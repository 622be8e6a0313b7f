/* overdue.c - what is owed and late. */
#include "due/overdue.h"
#include "base/sort.h"
#include "due/bill.h"
#include "due/notice.h"
#include <stdlib.h>

/* Whether a kind is asked for. */
static bool wanted(const struct crm_overdue *o, int kind)
{
	return (o->kinds == 0 || (o->kinds & 1u << kind)) &&
	       (!o->who || o->who == crm_kinds[kind].who);
}

uint64_t crm_overdue_events(const struct crm_overdue *o, const struct crm_policy *p)
{
	uint64_t held = p->hold_while & CRM_WHILE_DEADLINE ? CRM_DEADLINE_EVENTS : 0, ev = 0;
	int i;

	if (o->paid_late)
		return CRM_MONEY_EVENTS | CRM_MONEY_ABOUT;
	for (i = 0; i < CRM_KINDS; i++)
		if (wanted(o, i))
			ev |= crm_kinds[i].events | (crm_kinds[i].flags & CRM_KIND_IS_HELD ? held : 0);
	/* a hold may put off any item */
	return ev ? ev | CRM_EV_BIT(CRM_EV_HOLD) | CRM_EV_BIT(CRM_EV_RELEASE) : 0;
}

bool crm_overdue_waits(const struct crm_overdue *o)
{
	int i;

	for (i = 0; i < CRM_KINDS && !o->paid_late; i++)
		if (wanted(o, i) && crm_kinds[i].flags & CRM_KIND_IS_TALK)
			return false;
	return true;
}

/* ---- the order ---- */

/* A key of 64 bits: what decides between most items, then the place, so that a sort looks at none. */
enum { DAY = 23, KIND = 5, PLACE = 64 - DAY - KIND };
#define PLACES ((UINT64_C(1) << PLACE) - 1)

_Static_assert(CRM_KINDS <= 1 << KIND, "a key has five bits for its kind");

/* A day of the calendar, of at most 9999 years, as a number of 23 bits. */
static uint64_t bits(int64_t day)
{
	int64_t most = INT64_C(1) << (DAY - 1);

	return (uint64_t)(most + (day < -most ? -most : day >= most ? most - 1 : day));
}

/* Items as they are sorted: their places in the order of the names of clients. */
struct order {
	struct crm_item *const *item;
	uint32_t *at;
};

static const struct crm_item *item_at(const struct order *r, uint64_t key)
{
	return r->item[r->at[key & PLACES]];
}

/* The kinds on which I must act stand first (due/item.h), then the latest. */
static uint64_t key_of(const struct crm_overdue *o, const struct order *r, uint64_t place)
{
	const struct crm_item *it = item_at(r, place);
	uint64_t kind = (uint64_t)it->kind;

	return (o->by_due ? bits(it->due.day) << KIND | kind : kind << DAY | bits(-(int64_t)it->days))
		       << PLACE |
	       place;
}

static int within(const void *va, const void *vb, void *order)
{
	const uint64_t *pa = va, *pb = vb;
	const struct crm_item *a = item_at(order, *pa), *b = item_at(order, *pb);
	int c = (a->days < b->days) - (a->days > b->days);

	if (!c)
		c = crm_str_cmp(a->ref, b->ref);
	if (!c)
		c = (a->money > b->money) - (a->money < b->money);
	if (!c)
		c = (crm_when_key(a->since) > crm_when_key(b->since)) -
		    (crm_when_key(a->since) < crm_when_key(b->since));
	return c ? c : (*pa > *pb) - (*pa < *pb);
}

/* What the keys leave open, of one client. */
static void settle(struct order *r, uint64_t *key, size_t n)
{
	uint32_t *number = crm_alloc(n + 1, sizeof *number);
	size_t i, k;

	for (i = 0; i < n; i++)
		number[i] = r->item[r->at[i]]->number;
	for (i = 0; i < n; i = k) {
		for (k = i + 1; k < n && key[k] >> PLACE == key[i] >> PLACE &&
				number[key[k] & PLACES] == number[key[i] & PLACES];
			k++)
			;
		if (k - i > 1)
			qsort_r(key + i, k - i, sizeof *key, within, r);
	}
	crm_release(&number);
}

static int by_name(const void *va, const void *vb, void *names)
{
	const uint32_t *a = va, *b = vb;
	const struct crm_str *name = names;

	return crm_str_cmp(name[*a], name[*b]);
}

/* The places of items that came client by client, in the order of the names: by counting. */
static uint32_t *by_client(const struct crm_overdue *o, const struct crm_intern *clients)
{
	uint32_t *number = crm_alloc(clients->n + 1, sizeof *number);
	uint32_t *start = crm_calloc(clients->n + 1, sizeof *start);
	uint32_t *at = crm_alloc(o->n + 1, sizeof *at), n = 0, of;
	size_t i;

	for (i = 0; i < clients->n; i++)
		number[i] = (uint32_t)i;
	qsort_r(number, clients->n, sizeof *number, by_name, clients->str);
	for (i = 0; i < o->n; i++)
		start[o->item[i]->number]++;
	for (i = 0; i < clients->n; i++) {
		of = start[number[i]];
		start[number[i]] = n;
		n += of;
	}
	for (i = 0; i < o->n; i++)
		at[start[o->item[i]->number]++] = (uint32_t)i;
	crm_release(&number);
	crm_release(&start);
	return at;
}

static void sort(struct crm_overdue *o, const struct crm_intern *clients)
{
	struct order r = {o->item, by_client(o, clients)};
	uint64_t *key = crm_alloc(o->n + 1, sizeof *key);
	struct crm_item **sorted = crm_alloc(o->n + 1, sizeof *sorted);
	struct crm_arena mem;
	size_t i;

	crm_arena_init(&mem);
	for (i = 0; i < o->n; i++)
		key[i] = key_of(o, &r, i);
	crm_sort_keys(key, o->n, &mem);
	settle(&r, key, o->n);
	for (i = 0; i < o->n; i++)
		sorted[i] = o->item[r.at[key[i] & PLACES]];
	crm_release(&o->item);
	o->item = sorted;
	o->cap = o->n + 1;
	crm_arena_release(&mem);
	crm_release(&key);
	crm_release(&r.at);
}

/* ---- the list ---- */

enum { FOLLOWED = 30 }; /* days: later nobody can say how the first days with it were */

/* What is older than its use leaves the list. */
static void expire(const struct crm_policy *p, struct crm_overdue *o, size_t from, int kind)
{
	int last = kind == CRM_KIND_FOLLOWUP && p->expire > FOLLOWED ? FOLLOWED : p->expire;
	size_t i, n = from;

	if (!(crm_kinds[kind].flags & CRM_KIND_IS_FADING))
		return;
	for (i = from; i < o->n; i++)
		if (o->item[i]->days <= last)
			o->item[n++] = o->item[i];
	o->n = n;
}

/* Nobody asks after what is not due yet, as an agenda lists it. */
static bool comes_later(const struct crm_item *it)
{
	enum crm_act act = it->action.act;

	return it->days < 0 && (act == CRM_ACT_SHOW || act == CRM_ACT_CHECKIN || act == CRM_ACT_ASK_DATE ||
				       act == CRM_ACT_PART ||
				       crm_acts[act].kind == CRM_ACT_OF_CARE);
}

/* The days between a reminder and the next: one does not ask how they are of whom one asked for money. */
static bool just_reminded(struct crm_case *c)
{
	int32_t day = crm_sent_reminded(c);

	return day != CRM_NO_DAY && c->now.day < (int64_t)day + c->policy->gap;
}

/* Nor of whom one gave a last day to pay in writing, until that is settled. */
static bool under_notice(struct crm_case *c)
{
	const struct crm_ladder *l = crm_ladder_find(c->policy, c->profile->ladder);
	struct crm_invoice inv;
	struct crm_entries t;
	struct crm_sent sent;
	size_t i = 0;

	while (l && crm_case_with(c, CRM_EV_BIT(CRM_EV_REMINDER), &i, &t)) {
		if (!crm_invoice_of(c, t, &inv) || inv.given_up || crm_invoice_balance(&inv) <= 0)
			continue;
		crm_sent_of(c, t, l, &sent);
		for (; sent.step >= 0; sent.step--)
			if (crm_step_formal(&l->step[sent.step]))
				return true;
	}
	return false;
}

/* What lies between us today, looked up once for the many items of a client. */
struct between {
	bool quarrel; /* a conflict or a dispute is open */
	bool reminded;
};

/* S2.20: what is between us comes first: nobody asks how it works of whom it let down, or speaks of the
 * end of the period before it is made good.  Who comes back from an absence is welcome all the same. */
static bool comes_after(struct crm_case *c, const struct between *b, const struct crm_item *it)
{
	static const unsigned trouble =
		CRM_WANTS_REPAIR | 1u << CRM_WANT_LIMITS | 1u << CRM_WANT_FACTS | 1u << CRM_WANT_DISTANCE;

	if (it->kind == CRM_KIND_MISSION || it->kind == CRM_KIND_RENEWAL || it->kind == CRM_KIND_CHECKIN)
		return crm_incidents_want(c, CRM_WANTS_REPAIR);
	if (!(crm_kinds[it->kind].flags & CRM_KIND_IS_FADING) || it->row->event == CRM_EV_ABSENCE)
		return false;
	return crm_incidents_want(c, trouble) || b->quarrel ||
	       (crm_kinds[it->kind].flags & CRM_KIND_IS_TALK && b->reminded);
}

/* What to do about an item; what is held asks for what ends the hold. */
static void action(struct crm_case *c, const struct between *b, struct crm_item *it)
{
	it->action = (struct crm_action){.state = CRM_STATE_OPEN,
		.signal = -1,
		.day = CRM_NO_DAY,
		.until = CRM_NO_DAY,
		.row = it->row};
	if (it->bill)
		crm_bill_action(c, it);
	else if (it->why)
		it->action.act = crm_action_held(it->why);
	else if (comes_after(c, b, it))
		it->action.act = CRM_ACT_WAIT;
	else
		crm_action_of(c, crm_kinds[it->kind].matter, it->row, &it->action);
	it->later = !it->bill && comes_later(it);
}

/* All that one client gives rise to. */
static void client(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	struct crm_episode open;
	struct between b = {crm_open_conflict(c, &open) || crm_open_dispute(c),
		just_reminded(c) || under_notice(c)};
	size_t first = o->n, before;
	int i;

	if (o->paid_late)
		crm_list_paid_late(v, c, o);
	for (i = 0; i < CRM_KINDS && !o->paid_late; i++) {
		before = o->n;
		if (wanted(o, i) && !(c->profile->archived && (crm_kinds[i].flags & CRM_KIND_IS_CARE)))
			crm_kinds[i].list(v, c, o);
		expire(c->policy, o, before, i);
		for (; before < o->n; before++) {
			if (!o->item[before]->bill && !(crm_kinds[i].flags & CRM_KIND_IS_LEGAL))
				crm_item_put_off(v, c, crm_kinds[i].name, o->item[before]);
			action(c, &b, o->item[before]);
		}
	}
	if (o->sent_today)
		crm_notices_act(v, o, first);
}

/* Up to the next day on which I work. */
static int until_morning(const struct crm_view *v)
{
	int32_t next = crm_calendar_add_open(v->calendar, v->now.day, 1);

	return next > v->now.day ? next - v->now.day - 1 : 0;
}

void crm_overdue_list(struct crm_view *v, struct crm_overdue *o)
{
	struct crm_case *c;
	uint32_t i = 0;

	if (o->morning)
		o->within = until_morning(v);
	while ((c = crm_overdue_next(v, o, &i)))
		client(v, c, o);
	if (o->n)
		sort(o, &v->store.clients);
}
