/* promises.c - words given and not kept yet. */
#include "due/promises.h"
#include "law/owed.h"

/* The rows of one thing, in order. */
struct rows {
	const struct crm_said *const *said;
	size_t n;
	uint32_t client;
	struct crm_str ref;
};

/*
 * A promise or a deadline whose date passes.  What is kept or delivered has no row left; what I
 * said to be broken waits for nothing any more.
 */
static void word_item(struct crm_view *v, struct crm_overdue *o, const struct rows *r,
	enum crm_event event)
{
	const struct crm_said *first = crm_said_first(r->said, r->n, event);
	enum crm_kind kind = CRM_KIND_DEADLINE;
	struct crm_item *it;
	int32_t due;

	if (!first || crm_said_first(r->said, r->n, CRM_EV_BROKEN))
		return;
	if (event == CRM_EV_PROMISE)
		kind = first->by == CRM_BY_CLIENT ? CRM_KIND_PLEDGE : CRM_KIND_PROMISE;
	due = crm_said_due(r->said, r->n, first);
	if (!crm_item_wanted(o, kind) || due == CRM_NO_DAY || !crm_item_comes(v, o, due))
		return;
	it = crm_item_add(v, o, kind, r->client, first->at, crm_item_day(due));
	if (!it)
		return;
	it->ref = r->ref;
	it->offset = first->offset;
	if (kind == CRM_KIND_PLEDGE)
		crm_item_held(v, it, r->client);
}

/* S0.14: an offer of mine that waits; its own date counts before the policy's. */
static void offer_item(struct crm_view *v, struct crm_overdue *o, const struct rows *r)
{
	const struct crm_said *first = crm_said_first(r->said, r->n, CRM_EV_OFFER);
	struct crm_item *it;
	int64_t due;

	if (!first || first->by == CRM_BY_CLIENT || !crm_item_wanted(o, CRM_KIND_OFFER))
		return;
	due = first->due != CRM_NO_DAY ? first->due : (int64_t)first->at.day + v->policy->offer;
	if (!crm_item_comes(v, o, due) ||
		(first->known && !crm_item_least(v, o, first->amount, first->currency)))
		return;
	it = crm_item_add(v, o, CRM_KIND_OFFER, r->client, first->at, crm_item_day(due));
	if (!it)
		return;
	it->ref = r->ref;
	it->offset = first->offset;
	it->money = first->known;
	it->amount = first->amount;
	it->currency = first->currency;
	crm_item_held(v, it, r->client);
}

/* The agreed date of an invoice: the last one said; NULL when it was given up or is contested. */
static const struct crm_mark *agreed(const struct crm_mark *const *mark, size_t n)
{
	const struct crm_mark *last = NULL;
	size_t i;

	for (i = 0; i < n; i++) {
		if (mark[i]->event == CRM_EV_WRITEOFF)
			return NULL;
		if (mark[i]->event == CRM_EV_RENEGOTIATE && mark[i]->due != CRM_NO_DAY)
			last = mark[i];
	}
	return crm_marks_disputed(mark, n) ? NULL : last;
}

/* S0.43: a date that we agreed on passes, and money is still owed. */
static void agreed_item(struct crm_view *v, struct crm_overdue *o, const struct crm_invoice *inv)
{
	const struct crm_mark *const *mark;
	const struct crm_mark *m;
	struct crm_item *it;
	int64_t balance;
	size_t n;

	if (!v->ledger.marks.n || !inv->known || !crm_invoice_first(&v->ledger, inv))
		return;
	mark = (const struct crm_mark *const *)crm_ledger_marks(&v->ledger, inv->client,
		crm_invoice_ref(inv), &v->mem, &n);
	m = agreed(mark, n);
	if (!m || !crm_item_comes(v, o, m->due))
		return;
	balance = crm_owed_balance(v, inv);
	if (balance <= 0 || !crm_item_least(v, o, balance, inv->currency))
		return;
	it = crm_item_add(v, o, CRM_KIND_PLEDGE, inv->client, m->at, crm_item_day(m->due));
	if (!it)
		return;
	it->ref = crm_invoice_ref(inv);
	it->offset = m->offset;
	it->money = true;
	it->amount = balance;
	it->currency = inv->currency;
	crm_item_held_of(v, it, inv, balance, CRM_HOLD_AGREED | CRM_HOLD_LETTER);
}

void crm_promises_list(struct crm_view *v, struct crm_overdue *o)
{
	struct rows r;
	uint32_t i;

	for (i = 0; i < v->things.names.n; i++) {
		r.said = (const struct crm_said *const *)crm_thing_said(&v->things, i, &r.n);
		if (!r.n)
			continue;
		r.client = v->things.of[i].client;
		r.ref = crm_thing_ref(&v->things, i);
		word_item(v, o, &r, CRM_EV_PROMISE);
		word_item(v, o, &r, CRM_EV_DEADLINE);
		offer_item(v, o, &r);
	}
	if (!crm_item_wanted(o, CRM_KIND_PLEDGE))
		return;
	for (i = 1; i <= v->ledger.invoices.n; i++)
		agreed_item(v, o, crm_pool_at(&v->ledger.invoices, i));
}
