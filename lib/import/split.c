/* split.c - one transfer that pays several invoices. */
#include "import/split.h"
#include "base/buf.h"
#include "base/num.h"
#include "case/money/money.h"
#include <stdlib.h>

void crm_split_init(struct crm_split *s)
{
	memset(s, 0, sizeof *s);
	crm_arena_init(&s->mem);
	crm_intern_init(&s->bills);
	crm_intern_init(&s->pieces);
	crm_intern_init(&s->loose);
	crm_intern_init(&s->gone);
	crm_buf_init(&s->key);
}

void crm_split_release(struct crm_split *s)
{
	crm_arena_release(&s->mem);
	crm_intern_release(&s->bills);
	crm_intern_release(&s->pieces);
	crm_intern_release(&s->loose);
	crm_intern_release(&s->gone);
	crm_release(&s->bill);
	crm_release(&s->piece);
	crm_release(&s->pay);
	crm_buf_release(&s->key);
}

void crm_split_clear(struct crm_split *s)
{
	crm_split_release(s);
	crm_split_init(s);
}

static struct crm_str key_of(struct crm_split *s, struct crm_str client, struct crm_str ref)
{
	crm_buf_clear(&s->key);
	crm_buf_str(&s->key, client);
	crm_buf_char(&s->key, '\n');
	crm_buf_str(&s->key, ref);
	return crm_buf_view(&s->key);
}

static struct crm_split_bill *bill_find(struct crm_split *s, struct crm_str client, struct crm_str ref)
{
	int64_t k = crm_intern_find(&s->bills, key_of(s, client, ref));

	return k < 0 ? NULL : &s->bill[k];
}

static struct crm_split_bill *bill_of(struct crm_split *s, const struct crm_row *row)
{
	size_t known = s->bills.n;
	uint32_t k = crm_intern_add(&s->bills, key_of(s, row->client, row->ref));

	crm_grow(&s->bill, &s->bill_cap, (size_t)k + 1, sizeof *s->bill);
	if (s->bills.n > known)
		s->bill[k] = (struct crm_split_bill){.currency = row->currency};
	return &s->bill[k];
}

static struct crm_str bytes_of(const struct crm_uuid *id)
{
	return (struct crm_str){(const char *)id->b, sizeof id->b};
}

static bool is_imported(const struct crm_uuid *id)
{
	return id->b[6] >> 4 == 8;
}

static void piece_add(struct crm_split *s, const struct crm_row *row)
{
	uint32_t k = crm_intern_add(&s->pieces, bytes_of(&row->id));

	crm_grow(&s->piece, &s->piece_cap, (size_t)k + 1, sizeof *s->piece);
	s->piece[k] = (struct crm_split_piece){.client = crm_arena_str(&s->mem, row->client),
		.ref = crm_arena_str(&s->mem, row->ref), .amount = row->amount, .currency = row->currency};
}

static void pay_add(struct crm_split *s, struct crm_split_bill *b, const struct crm_row *row)
{
	crm_grow(&s->pay, &s->pay_cap, s->pays + 1, sizeof *s->pay);
	s->pay[s->pays++] = (struct crm_split_pay){row->id, b->pays, row->at.day, row->amount};
	b->pays = (uint32_t)s->pays;
}

void crm_split_there(struct crm_split *s, const struct crm_row *row)
{
	bool more = row->event == CRM_EV_INVOICE || row->event == CRM_EV_REFUND;
	struct crm_split_bill *b;
	struct crm_str part;

	if (!row->has_amount || (!more && row->event != CRM_EV_PAYMENT && row->event != CRM_EV_CREDIT))
		return;
	if (row->event == CRM_EV_PAYMENT && is_imported(&row->id)) {
		if (crm_tag(row->tags, "part", &part))
			piece_add(s, row);
		else if (!row->ref.n)
			crm_intern_add(&s->loose, bytes_of(&row->id));
	}
	if (!row->ref.n)
		return;
	b = bill_of(s, row);
	b->mixed |= b->currency != row->currency;
	b->invoices += row->event == CRM_EV_INVOICE;
	if (row->event == CRM_EV_PAYMENT)
		pay_add(s, b, row);
	if (more ? crm_add(b->balance, row->amount, &b->balance) : crm_sub(b->balance, row->amount, &b->balance))
		b->mixed = true;
}

void crm_split_voided(struct crm_split *s, const struct crm_row *row)
{
	struct crm_uuid id;

	if (!crm_uuid_parse(row->ref, &id) && is_imported(&id))
		crm_intern_add(&s->gone, bytes_of(&id));
}

void crm_split_paid(struct crm_split *s, const struct crm_row *row)
{
	struct crm_split_bill *b = bill_find(s, row->client, row->ref);

	if (b && row->ref.n)
		b->paid = true;
}

void crm_split_name(struct crm_split *s, struct crm_str client, const struct crm_label_found *named, size_t n)
{
	struct crm_split_bill *b;
	size_t i;

	for (i = 0; i < n; i++) {
		b = bill_find(s, client, named[i].ref);
		if (b)
			b->named++;
	}
}

static bool there(const struct crm_intern *ids, const struct crm_uuid *id)
{
	return crm_intern_find(ids, bytes_of(id)) >= 0;
}

/* The shares of an earlier import, but for those that were taken back. */
static size_t again(const struct crm_split *s, const struct crm_split_transfer *t,
	struct crm_split_share share[CRM_LABEL_MOST])
{
	size_t k, n = 0;
	int64_t at;

	for (k = 0; k < CRM_LABEL_MOST; k++) {
		at = crm_intern_find(&s->pieces, bytes_of(&t->share[k]));
		if (at >= 0)
			share[n++] = (struct crm_split_share){(unsigned)k + 1, s->piece[at].ref, s->piece[at].amount};
	}
	return n;
}

/* What is open of each, where it adds up. */
static size_t by_balance(struct crm_split *s, const struct crm_split_transfer *t,
	struct crm_split_share share[CRM_LABEL_MOST])
{
	struct crm_split_bill *b;
	int64_t sum = 0;
	size_t k;

	for (k = 0; k < t->n; k++) {
		b = bill_find(s, t->client, t->named[k].ref);
		if (!b || b->mixed || b->invoices != 1 || b->currency != t->currency || b->balance <= 0 ||
			b->paid || b->named != 1 || crm_add(sum, b->balance, &sum))
			return 0;
		share[k] = (struct crm_split_share){(unsigned)k + 1, t->named[k].ref, b->balance};
	}
	return sum == t->amount ? t->n : 0;
}

size_t crm_split_plan(struct crm_split *s, const struct crm_split_transfer *t,
	struct crm_split_share share[CRM_LABEL_MOST])
{
	size_t n = again(s, t, share);

	if (!n && !there(&s->loose, &t->whole) && !there(&s->gone, &t->whole))
		n = by_balance(s, t, share);
	if (n)
		return n;
	/* shares that were taken back: the transfer stays out, too */
	share[0] = (struct crm_split_share){there(&s->gone, &t->share[0]), {"", 0}, t->amount};
	return 1;
}

/* The payment of an invoice that lies nearest, of those that the input does not have; NULL: none. */
static const struct crm_split_pay *nearest(const struct crm_split *s, const struct crm_split_bill *b,
	int32_t day, const struct crm_incoming *in)
{
	const struct crm_split_pay *p, *best = NULL;
	uint32_t i;

	for (i = b->pays; i; i = p->next) {
		p = &s->pay[i - 1];
		if (abs(p->day - day) > CRM_MONEY_NEAR || crm_incoming_has(in, &p->id))
			continue;
		if (!best || abs(p->day - day) < abs(best->day - day))
			best = p;
	}
	return best;
}

bool crm_split_typed(struct crm_split *s, const struct crm_split_transfer *t, const struct crm_incoming *in)
{
	const struct crm_split_pay *p;
	const struct crm_split_bill *b;
	int64_t sum = 0;
	size_t k;

	if (there(&s->loose, &t->whole) || there(&s->gone, &t->whole) || there(&s->gone, &t->share[0]))
		return false;
	for (k = 0; k < t->n; k++) {
		b = bill_find(s, t->client, t->named[k].ref);
		p = b && !b->mixed && b->currency == t->currency ? nearest(s, b, t->day, in) : NULL;
		if (!p || crm_add(sum, p->amount, &sum))
			return false;
	}
	return sum == t->amount;
}
