/* notice.c - who is to be reminded of what today. */
#include "rule/notice.h"
#include <stdlib.h>

struct run {
	struct crm_view *v;
	const int32_t *newest;		/* by client */
	struct crm_standing **standing; /* by client */
	bool open_day;
};

static const struct crm_standing *standing_of(struct run *r, uint32_t client)
{
	if (!r->standing[client]) {
		r->standing[client] = crm_arena_alloc(&r->v->mem, sizeof **r->standing);
		crm_standing_of(r->v, client, r->standing[client]);
	}
	return r->standing[client];
}

static void claim_fill(struct run *r, const struct crm_item *it, struct crm_claim *c)
{
	const struct crm_standing *s = standing_of(r, it->invoice->client);
	const struct crm_mark *const *mark;
	size_t n;

	c->invoice = it->invoice;
	c->client = it->client;
	c->ref = it->ref;
	c->balance = it->amount;
	c->days = it->days;
	mark = (const struct crm_mark *const *)crm_ledger_marks(&r->v->ledger, it->invoice->client,
		it->ref, &r->v->mem, &n);
	crm_reminded_of(&r->v->ledger, mark, n, s->ladder, &c->sent);
	crm_held_of(r->v, s, it->invoice, mark, n, &c->sent, &c->held);
	c->next = (size_t)(c->sent.step + 1) < s->ladder->n ? c->sent.step + 1 : -1;
	c->next_day = CRM_NO_DAY;
	if (c->next < 0)
		return;
	c->next_day = crm_ladder_day(r->v->calendar, s->ladder, c->next, it->invoice->due, &c->sent,
		r->newest[it->invoice->client], r->v->policy->gap);
	c->due = !c->held.why && r->open_day && c->next_day <= r->v->now.day;
}

static int claim_cmp(const void *va, const void *vb)
{
	const struct crm_claim *a = va, *b = vb;
	int c = crm_str_cmp(a->client, b->client);

	if (c)
		return c;
	if (a->invoice->currency != b->invoice->currency)
		return a->invoice->currency < b->invoice->currency ? -1 : 1;
	if (a->invoice->due != b->invoice->due)
		return a->invoice->due < b->invoice->due ? -1 : 1;
	return crm_str_cmp(a->ref, b->ref);
}

static bool is_file(const struct crm_standing *s, const struct crm_claim *c)
{
	return c->next >= 0 && crm_str_is(s->ladder->step[c->next].channel, "file");
}

struct crm_str crm_claim_step(const struct crm_notice *n, const struct crm_claim *c)
{
	if (!c->due || is_file(n->standing, c) != n->file)
		return CRM_STR("");
	return n->standing->ladder->step[c->next].name;
}

/* Below min_amount nothing is sent; it is an amount of the default currency. */
static bool is_small(const struct crm_view *v, int currency, int64_t total)
{
	return currency == v->policy->currency && total < v->policy->min_amount;
}

/* A notice of the claims from..to of one client and currency: of the file steps, or of the rest. */
static void notice_add(struct run *r, struct crm_notices *out, size_t from, size_t to, bool file)
{
	const struct crm_standing *s = standing_of(r, out->claim[from].invoice->client);
	struct crm_notice *no = &out->notice[out->n];
	size_t i;

	no->step = -1;
	for (i = from; i < to; i++)
		if (out->claim[i].due && is_file(s, &out->claim[i]) == file &&
			out->claim[i].next > no->step)
			no->step = out->claim[i].next;
	if (no->step < 0)
		return;
	no->standing = s;
	no->currency = out->claim[from].invoice->currency;
	no->file = file;
	no->claim = crm_arena_alloc(&r->v->mem, (to - from) * sizeof(struct crm_claim *));
	for (i = from; i < to; i++) {
		struct crm_claim *c = &out->claim[i];

		if (c->held.why || (file && !(c->due && is_file(s, c))))
			continue;
		no->claim[no->n++] = c;
		no->total += c->balance;
	}
	no->small = is_small(r->v, no->currency, no->total);
	out->n++;
}

static int notice_cmp(const void *va, const void *vb)
{
	const struct crm_notice *a = va, *b = vb;
	int c = crm_str_cmp(a->standing->profile->id, b->standing->profile->id);

	if (!c)
		c = (a->currency > b->currency) - (a->currency < b->currency);
	return c ? c : a->file - b->file;
}

static void notices_fill(struct run *r, struct crm_notices *out)
{
	size_t i, k;

	out->notice = crm_arena_alloc(&r->v->mem, (2 * out->claims + 1) * sizeof *out->notice);
	for (i = 0; i < out->claims; i = k) {
		for (k = i; k < out->claims &&
			    out->claim[k].invoice->client == out->claim[i].invoice->client &&
			    out->claim[k].invoice->currency == out->claim[i].invoice->currency;
			k++)
			;
		notice_add(r, out, i, k, false);
		notice_add(r, out, i, k, true);
	}
	if (out->n)
		qsort(out->notice, out->n, sizeof *out->notice, notice_cmp);
}

void crm_notices_of(struct crm_view *v, const struct crm_overdue *o, struct crm_notices *out)
{
	struct run r = {.v = v, .open_day = !crm_calendar_closed(v->calendar, v->now.day)};
	size_t i;

	memset(out, 0, sizeof *out);
	r.newest = crm_reminded_newest(&v->ledger, v->own, v->own_n, &v->mem);
	r.standing = crm_arena_alloc(&v->mem, (v->ledger.clients.n + 1) * sizeof *r.standing);
	out->claim = crm_arena_alloc(&v->mem, (o->n + 1) * sizeof *out->claim);
	for (i = 0; i < o->n; i++)
		if (o->item[i].kind == CRM_KIND_INVOICE && o->item[i].days > 0)
			claim_fill(&r, &o->item[i], &out->claim[out->claims++]);
	if (out->claims)
		qsort(out->claim, out->claims, sizeof *out->claim, claim_cmp);
	notices_fill(&r, out);
}
