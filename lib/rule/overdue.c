/* overdue.c - what is owed and late. */
#include "rule/overdue.h"
#include <stdlib.h>

const struct crm_kind_info crm_kinds[CRM_KINDS] = {
	[CRM_KIND_REPLY] = {"reply", CRM_BY_ME},
	[CRM_KIND_INVOICE] = {"invoice", CRM_BY_CLIENT},
};

int crm_overdue_kind(struct crm_str name)
{
	int i;

	for (i = 0; i < CRM_KINDS; i++)
		if (crm_str_is(name, crm_kinds[i].name))
			return i;
	return -1;
}

static bool wanted(unsigned kinds, enum crm_kind kind)
{
	return kinds == 0 || (kinds & 1u << kind);
}

static bool listed(const struct crm_overdue *o, enum crm_kind kind)
{
	return wanted(o->kinds, kind) && (!o->who || o->who == crm_kinds[kind].who);
}

uint64_t crm_overdue_events(unsigned kinds)
{
	uint64_t ev = 0;

	if (wanted(kinds, CRM_KIND_REPLY))
		ev |= CRM_TALK_EVENTS | CRM_EV_BIT(CRM_EV_ABSENCE);
	if (wanted(kinds, CRM_KIND_INVOICE))
		ev |= CRM_VIEW_EVENTS;
	return ev;
}

static struct crm_item *item_add(struct crm_overdue *o)
{
	struct crm_item *it;

	crm_grow(&o->item, &o->cap, o->n + 1, sizeof *o->item);
	it = &o->item[o->n++];
	memset(it, 0, sizeof *it);
	it->reminded.day = CRM_NO_DAY;
	return it;
}

/* S1.23: the client's message waits longer than the limit. */
static void reply_item(struct crm_view *v, struct crm_overdue *o, const struct crm_standing *s)
{
	const struct crm_wait *w = s->wait;
	struct crm_when due;
	struct crm_item *it;
	char *id;

	if (!w)
		return;
	due = crm_clock_due(&s->clock, w->at, v->policy->reply_hours);
	if (!crm_clock_late(&s->clock, w->at, v->policy->reply_hours, v->now) &&
		due.day > v->now.day + o->within - (o->within == 0))
		return;
	it = item_add(o);
	id = crm_arena_alloc(&v->mem, 37);
	crm_uuid_text(&w->id, id);
	it->client = v->ledger.clients.str[s->client];
	it->kind = CRM_KIND_REPLY;
	it->ref = crm_str(id);
	it->since = w->at;
	it->due = due;
	it->days = v->now.day - due.day;
	it->offset = w->offset;
	it->standing = s;
}

/* S0.41, S2.9: money that is still owed after its due day. */
static bool invoice_listed(const struct crm_view *v, const struct crm_overdue *o,
	const struct crm_invoice *inv)
{
	int64_t balance = crm_invoice_balance(inv);

	return inv->known && inv->due != CRM_NO_DAY && balance > 0 && balance >= o->min &&
	       v->now.day + o->within >= inv->due + (o->within == 0) &&
	       crm_invoice_first(&v->ledger, inv);
}

static void invoice_item(struct crm_view *v, struct crm_overdue *o, const struct crm_standing *s,
	const struct crm_invoice *inv)
{
	const struct crm_mark *const *mark;
	struct crm_reminded sent;
	struct crm_item *it;
	struct crm_held held;
	struct crm_buf b;
	size_t n;

	mark = (const struct crm_mark *const *)crm_ledger_marks(&v->ledger, inv->client,
		crm_invoice_ref(inv), &v->mem, &n);
	crm_reminded_of(&v->ledger, mark, n, s->ladder, &sent);
	crm_held_of(v, s, inv, mark, n, &sent, &held);
	it = item_add(o);
	it->client = v->ledger.clients.str[inv->client];
	it->kind = CRM_KIND_INVOICE;
	it->ref = crm_invoice_ref(inv);
	it->since = (struct crm_when){inv->at_day, inv->at_min};
	it->due = (struct crm_when){inv->due, CRM_NO_MIN};
	it->days = v->now.day - inv->due;
	it->money = true;
	it->amount = crm_invoice_balance(inv);
	it->currency = inv->currency;
	it->offset = inv->offset;
	it->invoice = inv;
	it->standing = s;
	if (sent.any) {
		it->step = v->ledger.words.str[sent.last];
		it->reminded = sent.at;
	}
	crm_buf_init(&b);
	crm_held_text(s, &held, &b);
	if (b.n)
		it->held = crm_arena_str(&v->mem, crm_buf_view(&b));
	crm_buf_release(&b);
}

static int item_cmp(const void *va, const void *vb)
{
	const struct crm_item *a = va, *b = vb;
	int c;

	if (crm_kinds[a->kind].who != crm_kinds[b->kind].who)
		return crm_kinds[a->kind].who == CRM_BY_ME ? -1 : 1;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (a->days != b->days)
		return a->days > b->days ? -1 : 1;
	c = crm_str_cmp(a->client, b->client);
	if (!c)
		c = crm_str_cmp(a->ref, b->ref);
	return c ? c : (a->currency > b->currency) - (a->currency < b->currency);
}

/* The standing of each client is worked out once, and only where something is owed. */
struct standings {
	struct crm_standing **of;
};

static const struct crm_standing *standing(struct crm_view *v, struct standings *st, uint32_t client)
{
	if (!st->of[client]) {
		st->of[client] = crm_arena_alloc(&v->mem, sizeof **st->of);
		crm_standing_of(v, client, st->of[client]);
	}
	return st->of[client];
}

static void invoices(struct crm_view *v, struct crm_overdue *o, struct standings *st)
{
	const struct crm_invoice *inv;
	uint32_t i;

	crm_ledger_settle(&v->ledger);
	for (i = 1; i <= v->ledger.invoices.n; i++) {
		inv = crm_pool_at(&v->ledger.invoices, i);
		if (invoice_listed(v, o, inv))
			invoice_item(v, o, standing(v, st, inv->client), inv);
	}
}

void crm_overdue_list(struct crm_view *v, struct crm_overdue *o)
{
	size_t clients = v->ledger.clients.n;
	struct standings st = {crm_calloc(clients, sizeof *st.of)};
	uint32_t i;

	if (listed(o, CRM_KIND_REPLY))
		for (i = 0; i < clients; i++)
			if (v->ledger.clients.str[i].n && crm_talk_wait(&v->talk, i))
				reply_item(v, o, standing(v, &st, i));
	if (listed(o, CRM_KIND_INVOICE))
		invoices(v, o, &st);
	if (o->n)
		qsort(o->item, o->n, sizeof *o->item, item_cmp);
	crm_release(&st.of);
}
