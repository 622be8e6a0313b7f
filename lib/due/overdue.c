/* overdue.c - what is owed and late. */
#include "due/overdue.h"
#include "due/bill.h"
#include <stdlib.h>

/* Whether a kind is asked for. */
static bool wanted(const struct crm_overdue *o, int kind)
{
	return (o->kinds == 0 || (o->kinds & 1u << kind)) &&
	       (!o->who || o->who == crm_kinds[kind].who);
}

uint64_t crm_overdue_events(const struct crm_overdue *o)
{
	uint64_t ev = 0;
	int i;

	if (o->paid_late)
		return CRM_MONEY_EVENTS | CRM_MONEY_ABOUT;
	for (i = 0; i < CRM_KINDS; i++)
		if (wanted(o, i))
			ev |= crm_kinds[i].events;
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

/* ---- the list ---- */

/* What is older than its use leaves the list. */
static void expire(const struct crm_policy *p, struct crm_overdue *o, size_t from, int kind)
{
	size_t i, n = from;

	if (!(crm_kinds[kind].flags & CRM_KIND_IS_FADING))
		return;
	for (i = from; i < o->n; i++)
		if (o->item[i].days <= p->expire)
			o->item[n++] = o->item[i];
	o->n = n;
}

/* What to do about an item; what is held asks for what ends the hold. */
static void action(struct crm_case *c, struct crm_item *it)
{
	crm_action_of(c, crm_kinds[it->kind].matter, it->row, &it->action);
	if (it->bill)
		crm_bill_action(c, it);
	else if (it->why)
		it->action = (struct crm_action){CRM_STATE_OPEN, crm_action_held(it->why), -1,
			CRM_NO_DAY, CRM_NO_DAY, it->row};
}

/* What nobody owes anybody: it keeps a relation alive, and of one that is laid aside it is no longer
 * asked for. */
#define BIT(kind) (1u << CRM_KIND_##kind)
static const unsigned care = BIT(RESULT) | BIT(APPROVAL) | BIT(MISSION) | BIT(RENEWAL) | BIT(CHECKIN) |
			     BIT(CONTACT) | BIT(INTEREST) | BIT(FOLLOWUP) | BIT(VETTING) | BIT(FRAME) |
			     BIT(OFFER);

/* All that one client gives rise to. */
static void client(struct crm_view *v, struct crm_overdue *o, uint32_t number)
{
	struct crm_case *c = crm_view_open(v, number);
	size_t before;
	int i;

	if (o->paid_late)
		crm_list_paid_late(v, c, o);
	for (i = 0; i < CRM_KINDS && !o->paid_late; i++) {
		before = o->n;
		if (wanted(o, i) && !(c->profile->archived && (care & 1u << i)))
			crm_kinds[i].list(v, c, o);
		expire(c->policy, o, before, i);
		for (; before < o->n; before++) {
			if (!o->item[before].bill)
				crm_item_put_off(v, c, crm_kinds[i].name, &o->item[before]);
			action(c, &o->item[before]);
		}
	}
}

void crm_overdue_list(struct crm_view *v, struct crm_overdue *o)
{
	size_t clients = crm_view_begin(v);
	uint32_t i;

	for (i = 0; i < clients; i++) {
		struct crm_str id = v->store.clients.str[i];

		if (id.n && (!o->client.n || crm_str_eq(o->client, id)))
			client(v, o, i);
	}
	sort(o);
}
