/* overdue.c - what is owed and late. */
#include "due/overdue.h"
#include "due/care.h"
#include "due/missions.h"
#include "due/promises.h"
#include "due/trouble.h"
#include "law/owed.h"
#include <stdlib.h>

int crm_overdue_kind(struct crm_str name)
{
	int i;

	for (i = 0; i < CRM_KINDS; i++)
		if (crm_str_is(name, crm_kinds[i].name))
			return i;
	return -1;
}

uint64_t crm_overdue_events(const struct crm_overdue *o, struct crm_view *v)
{
	uint64_t ev = 0;
	int i;

	v->for_things = v->for_rhythm = 0;
	if (o->paid_late)
		return CRM_LEDGER_MONEY | CRM_LEDGER_MARKS;
	for (i = 0; i < CRM_KINDS; i++) {
		if (!crm_item_wanted(o, (enum crm_kind)i))
			continue;
		ev |= crm_kinds[i].events;
		v->for_things |= crm_kinds[i].things;
		v->for_rhythm |= crm_kinds[i].rhythm;
	}
	return ev | v->for_things | v->for_rhythm;
}

/* Whether one of a set of kinds is asked for. */
static bool any(const struct crm_overdue *o, enum crm_kind first, enum crm_kind last)
{
	int i;

	for (i = (int)first; i <= (int)last; i++)
		if (crm_item_wanted(o, (enum crm_kind)i))
			return true;
	return false;
}

/* S1.23: the client's message waits longer than the limit. */
static void reply_item(struct crm_view *v, struct crm_overdue *o, const struct crm_standing *s)
{
	const struct crm_wait *w = s->wait;
	struct crm_when due = crm_clock_due(&s->clock, w->at, v->policy->reply_hours);
	struct crm_item *it;
	char *id;

	if (!crm_clock_late(&s->clock, w->at, v->policy->reply_hours, v->now) &&
		(o->within == 0 || due.day < v->now.day || due.day > v->now.day + o->within))
		return;
	it = crm_item_add(v, o, CRM_KIND_REPLY, s->client, w->at, due);
	if (!it)
		return;
	id = crm_arena_alloc(&v->mem, 37);
	crm_uuid_text(&w->id, id);
	it->ref = crm_str(id);
	it->by_id = true;
	it->offset = w->offset;
	it->standing = s;
}

/* S2.11: a letter lies in outbox/; once the money is there nobody posts it. */
static void letter_item(struct crm_view *v, struct crm_overdue *o, const struct crm_invoice *inv)
{
	const struct crm_mark *const *mark;
	struct crm_reminded sent;
	struct crm_item *it;
	int64_t due, balance;
	size_t n;

	if (!inv->known || !crm_invoice_first(&v->ledger, inv))
		return;
	mark = (const struct crm_mark *const *)crm_ledger_marks(&v->ledger, inv->client,
		crm_invoice_ref(inv), &v->mem, &n);
	crm_reminded_of(&v->ledger, mark, n, NULL, &sent);
	if (!sent.unposted || crm_ledger_given_up(&v->ledger, inv, &v->mem))
		return;
	balance = crm_owed_balance(v, inv);
	due = (int64_t)sent.prepared->at.day + v->policy->letter;
	if (balance <= 0 || !crm_item_comes(v, o, due))
		return;
	it = crm_item_add(v, o, CRM_KIND_LETTER, inv->client, sent.prepared->at,
		crm_item_day(due));
	if (!it)
		return;
	it->ref = crm_invoice_ref(inv);
	it->offset = sent.prepared->offset;
	it->step = v->ledger.words.str[sent.prepared->kind];
	it->reminded = sent.prepared->at;
	crm_item_held_of(v, it, inv, balance, CRM_HOLD_LETTER);
}

static struct crm_item *invoice_item(struct crm_view *v, struct crm_overdue *o,
	const struct crm_invoice *inv, int64_t balance)
{
	const struct crm_standing *s = crm_standing_get(v, inv->client);
	const struct crm_mark *const *mark;
	struct crm_reminded sent;
	struct crm_item *it;
	size_t n;

	it = crm_item_add(v, o, CRM_KIND_INVOICE, inv->client,
		(struct crm_when){inv->at_day, inv->at_min}, crm_item_day(inv->due));
	if (!it)
		return NULL;
	it->ref = crm_invoice_ref(inv);
	it->money = true;
	it->amount = balance;
	it->currency = inv->currency;
	it->offset = inv->offset;
	it->invoice = inv;
	it->standing = s;
	mark = (const struct crm_mark *const *)crm_ledger_marks(&v->ledger, inv->client,
		crm_invoice_ref(inv), &v->mem, &n);
	crm_reminded_of(&v->ledger, mark, n, s->ladder, &sent);
	if (sent.any) {
		it->step = v->ledger.words.str[sent.last];
		it->reminded = sent.at;
	}
	return it;
}

/* ---- the order ---- */

/* Where an item belongs: kind and days decide between most, and need no look at the item. */
struct place {
	uint64_t key;
	size_t at;
};

/* The kinds on which I must act stand first (due/item.h), then the latest. */
static struct place place_of(const struct crm_item *it, size_t at)
{
	uint32_t late = (uint32_t)it->days - (uint32_t)INT32_MIN;

	return (struct place){(uint64_t)it->kind << 32 | (UINT32_MAX - late), at};
}

static int place_cmp(const void *va, const void *vb, void *items)
{
	const struct place *pa = va, *pb = vb;
	const struct crm_item *a = (const struct crm_item *)items + pa->at;
	const struct crm_item *b = (const struct crm_item *)items + pb->at;
	int c;

	if (pa->key != pb->key)
		return pa->key < pb->key ? -1 : 1;
	c = crm_str_cmp(a->client, b->client);
	if (!c)
		c = crm_str_cmp(a->ref, b->ref);
	if (!c)
		c = (a->money > b->money) - (a->money < b->money);
	if (!c)
		c = (crm_when_key(a->since) > crm_when_key(b->since)) -
		    (crm_when_key(a->since) < crm_when_key(b->since));
	return c ? c : (pa->at > pb->at) - (pa->at < pb->at);
}

/* Each cycle of items that take each other's places, in one go. */
static void put(struct crm_item *item, struct place *place, size_t n)
{
	struct crm_item first;
	size_t i, k, next;

	for (i = 0; i < n; i++) {
		if (place[i].at == i)
			continue;
		first = item[i];
		for (k = i; place[k].at != i; k = next) {
			next = place[k].at;
			item[k] = item[next];
			place[k].at = k;
		}
		item[k] = first;
		place[k].at = k;
	}
}

static void sort(struct crm_overdue *o)
{
	struct place *place = crm_calloc(o->n + 1, sizeof *place);
	size_t i;

	for (i = 0; i < o->n; i++)
		place[i] = place_of(&o->item[i], i);
	qsort_r(place, o->n, sizeof *place, place_cmp, o->item);
	put(o->item, place, o->n);
	crm_release(&place);
}

/* ---- the kinds ---- */

static void replies(struct crm_view *v, struct crm_overdue *o)
{
	uint32_t i;

	for (i = 0; i < v->talk.n; i++)
		if (crm_talk_wait(&v->talk, i))
			reply_item(v, o, crm_standing_get(v, i));
}

static void letters(struct crm_view *v, struct crm_overdue *o)
{
	uint32_t i;

	for (i = 1; i <= v->ledger.invoices.n && v->ledger.marks.n; i++)
		letter_item(v, o, crm_pool_at(&v->ledger.invoices, i));
}

/* S0.41, S2.9: money that is still owed after its due day. */
static void invoices(struct crm_view *v, struct crm_overdue *o)
{
	const struct crm_invoice *inv;
	struct crm_item *it;
	int64_t balance;
	uint32_t i;

	for (i = 1; i <= v->ledger.invoices.n; i++) {
		inv = crm_pool_at(&v->ledger.invoices, i);
		if (!inv->known || inv->due == CRM_NO_DAY || !crm_item_comes(v, o, inv->due))
			continue;
		balance = crm_owed_balance(v, inv);
		if (balance <= 0 || !crm_item_least(v, o, balance, inv->currency) ||
			!crm_invoice_first(&v->ledger, inv))
			continue;
		it = invoice_item(v, o, inv, balance);
		if (it)
			crm_item_held_of(v, it, inv, balance, 0);
	}
}

/* The limit has passed: it can be claimed no more. */
static bool barred(const struct crm_view *v, const struct crm_owed *owed)
{
	return owed->limit != CRM_NO_DAY && v->now.day > owed->limit;
}

/* Money that came late leaves interest and the fee behind: owed by law until the limit (facts.md 2). */
static void paid_late(struct crm_view *v, struct crm_overdue *o)
{
	const struct crm_invoice *inv;
	struct crm_owed owed;
	struct crm_item *it;
	struct crm_err e;
	uint32_t i;

	for (i = 1; i <= v->ledger.invoices.n; i++) {
		inv = crm_pool_at(&v->ledger.invoices, i);
		if (!inv->known || inv->due == CRM_NO_DAY || !inv->first_event ||
			crm_owed_balance(v, inv) > 0 || !crm_invoice_first(&v->ledger, inv) ||
			crm_ledger_given_up(&v->ledger, inv, &v->mem))
			continue;
		if (crm_owed_of(v, inv, false, &owed, &e) && v->finds)
			crm_find_err(v->finds, &e, v->ledger.clients.str[inv->client]);
		if (owed.interest.paid == CRM_NO_DAY || barred(v, &owed) ||
			owed.interest.interest_left + owed.interest.fee_left <= 0)
			continue;
		it = invoice_item(v, o, inv, 0);
		if (it)
			it->days = owed.interest.paid - inv->due;
	}
}

/* Missions are looked for once, for their own kinds and for what a relation at work owes. */
static void work(struct crm_view *v, struct crm_overdue *o)
{
	struct crm_mission *m;
	size_t n;

	m = crm_missions_of(v, &n);
	crm_missions_list(v, o, m, n);
	crm_care_list(v, o, m, n);
}

static void list(struct crm_view *v, struct crm_overdue *o)
{
	if (crm_item_wanted(o, CRM_KIND_REPLY))
		replies(v, o);
	if ((any(o, CRM_KIND_PROMISE, CRM_KIND_DEADLINE) ||
				     any(o, CRM_KIND_PLEDGE, CRM_KIND_OFFER)))
		crm_promises_list(v, o);
	if (any(o, CRM_KIND_CONFLICT, CRM_KIND_APPROVAL))
		crm_trouble_list(v, o);
	if (crm_item_wanted(o, CRM_KIND_RESULT) || any(o, CRM_KIND_MISSION, CRM_KIND_FRAME))
		work(v, o);
	if (crm_item_wanted(o, CRM_KIND_LETTER))
		letters(v, o);
	if (crm_item_wanted(o, CRM_KIND_INVOICE))
		invoices(v, o);
}

void crm_overdue_list(struct crm_view *v, struct crm_overdue *o)
{
	crm_ledger_settle(&v->ledger);
	if (o->paid_late)
		paid_late(v, o);
	else
		list(v, o);
	sort(o);
}
