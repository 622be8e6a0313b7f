/* money.c - an invoice and the money that moves it. */
#include "case/money/money.h"
#include "base/num.h"
#include "base/sort.h"
#include <stdlib.h>

static const enum crm_event moving[] = {CRM_EV_PAYMENT, CRM_EV_CREDIT, CRM_EV_REFUND};

#define MOVED (CRM_MONEY_EVENTS & ~CRM_EV_BIT(CRM_EV_INVOICE))

enum { MOVING = sizeof moving / sizeof *moving, CURRENCIES = 1 << 8 /* as an entry has them */ };

/* Sums stop at the ends of the range: only made-up amounts get there, and they must not wrap. */
static void sum(int64_t *sum, const struct crm_entry *f)
{
	int64_t amount = f->event == CRM_EV_REFUND ? -(int64_t)f->amount : (int64_t)f->amount;

	if (crm_add(*sum, amount, sum))
		*sum = amount < 0 ? INT64_MIN / 2 : INT64_MAX / 2;
}

/* Whether money in another currency came, on balance. */
static bool foreign(const struct crm_invoice *inv)
{
	int64_t other[CURRENCIES] = {0};
	struct crm_entries r;
	bool any = false;
	size_t k, i;

	for (k = 0; k < MOVING; k++) {
		r = crm_thread_rows(inv->thread, moving[k]);
		for (i = 0; i < r.n; i++)
			if (r.row[i]->currency != (unsigned)inv->currency)
				sum(&other[r.row[i]->currency], r.row[i]);
	}
	for (k = 0; k < CURRENCIES; k++)
		any |= other[k] > 0;
	return any;
}

const struct crm_entry *crm_invoice_foreign(const struct crm_invoice *inv)
{
	const struct crm_entry *found = NULL, *f;
	size_t i;

	for (i = 0; i < inv->thread.n; i++) {
		f = inv->thread.row[i];
		if (f->event != CRM_EV_REFUND && CRM_EV_BIT(f->event) & MOVED &&
			f->currency != (unsigned)inv->currency && (!found || crm_entry_cmp(f, found) > 0))
			found = f;
	}
	return found;
}

/* One way through its rows: they are few, and this is done for each invoice of a book. */
static void moved(struct crm_invoice *inv)
{
	bool others = false;
	size_t i;

	for (i = 0; i < inv->thread.n; i++) {
		const struct crm_entry *f = inv->thread.row[i];

		if (!(CRM_EV_BIT(f->event) & MOVED))
			continue;
		if (f->currency != (unsigned)inv->currency) {
			others = true;
			continue;
		}
		sum(&inv->moved, f);
		inv->touched = true;
	}
	inv->foreign = others && foreign(inv);
}

bool crm_invoice_of(const struct crm_case *c, struct crm_entries thread, struct crm_invoice *out)
{
	const struct crm_entry *first;

	if (!(thread.has & CRM_EV_BIT(CRM_EV_INVOICE)))
		return false;
	first = crm_thread_first(thread, CRM_EV_INVOICE, INT32_MIN);
	memset(out, 0, sizeof *out);
	out->thread = thread;
	out->client = c->store->clients.str[first->client];
	out->number = first->client;
	out->currency = (int)first->currency;
	out->at = crm_entry_when(first);
	out->due = first->due;
	out->done = crm_store_rare(c->store, first)->done;
	out->amount = (int64_t)first->amount;
	out->given_up = thread.has & CRM_EV_BIT(CRM_EV_WRITEOFF);
	out->offset = first->offset;
	if (thread.has & MOVED)
		moved(out);
	return true;
}

bool crm_invoice_next(const struct crm_case *c, size_t *i, struct crm_invoice *out)
{
	struct crm_entries t;

	return crm_case_with(c, CRM_EV_BIT(CRM_EV_INVOICE), i, &t) && crm_invoice_of(c, t, out);
}

void crm_invoice_keep(
	const struct crm_invoice *inv, struct crm_arena *a, struct crm_invoice *out)
{
	const struct crm_entry **row = crm_arena_alloc(a, inv->thread.n * sizeof *row);

	*out = *inv;
	memcpy(row, inv->thread.row, inv->thread.n * sizeof *row);
	out->thread.row = row;
}

static int move_cmp(const void *va, const void *vb)
{
	const struct crm_move *a = va, *b = vb;
	int rank_a = a->event == CRM_EV_CREDIT ? 0 : a->event, rank_b;

	rank_b = b->event == CRM_EV_CREDIT ? 0 : b->event;
	if (a->day != b->day)
		return (a->day > b->day) - (a->day < b->day);
	if (rank_a != rank_b)
		return rank_a - rank_b;
	return (a->amount > b->amount) - (a->amount < b->amount);
}

struct crm_move *crm_invoice_moves(const struct crm_invoice *inv, struct crm_arena *a, size_t *n)
{
	struct crm_move *out;
	struct crm_entries r;
	size_t k, i;

	*n = 0;
	if (!inv->touched)
		return NULL;
	out = crm_arena_alloc(a, inv->thread.n * sizeof *out);
	for (k = 0; k < MOVING; k++) {
		r = crm_thread_rows(inv->thread, moving[k]);
		for (i = 0; i < r.n; i++)
			if (r.row[i]->currency == (unsigned)inv->currency)
				out[(*n)++] = (struct crm_move){r.row[i]->day,
					(int64_t)r.row[i]->amount, (uint8_t)moving[k]};
	}
	qsort(out, *n, sizeof *out, move_cmp);
	return out;
}

int64_t crm_invoice_net(const struct crm_invoice *inv)
{
	struct crm_entries r = crm_thread_rows(inv->thread, CRM_EV_CREDIT);
	int64_t net = inv->amount;
	size_t i;

	for (i = 0; i < r.n; i++)
		if (r.row[i]->currency == (unsigned)inv->currency &&
			crm_sub(net, (int64_t)r.row[i]->amount, &net))
			return INT64_MIN;
	return net;
}

int32_t crm_moves_closed(const struct crm_move *move, size_t n, int64_t net)
{
	struct crm_wide left = crm_wide(net);
	int32_t closed = CRM_NO_DAY;
	size_t i;

	for (i = 0; i < n; i++) {
		left = crm_wide_sub(left, crm_wide(crm_move_paid(&move[i])));
		/* what stands on one day is one movement */
		if (move[i].event == CRM_EV_CREDIT || (i + 1 < n && move[i + 1].day == move[i].day))
			continue;
		if (crm_wide_sign(left) > 0)
			closed = CRM_NO_DAY;
		else if (closed == CRM_NO_DAY)
			closed = move[i].day;
	}
	return closed;
}

int32_t crm_invoice_frozen(const struct crm_invoice *inv, const struct crm_client *p, int32_t today)
{
	int32_t born = inv->done != CRM_NO_DAY ? inv->done : inv->at.day;

	return p->insolvency <= today && born < p->insolvency ? p->insolvency : CRM_NO_DAY;
}

int32_t crm_invoice_closed(const struct crm_invoice *inv, struct crm_arena *a)
{
	struct crm_entries credit = crm_thread_rows(inv->thread, CRM_EV_CREDIT);
	int64_t net = crm_invoice_net(inv);
	const struct crm_move *move;
	size_t n;

	if (crm_invoice_balance(inv) > 0)
		return CRM_NO_DAY;
	move = crm_invoice_moves(inv, a, &n);
	if (net <= 0)
		return credit.n ? credit.row[credit.n - 1]->day : CRM_NO_DAY;
	return crm_moves_closed(move, n, net);
}

/* The newest row of an event that names a date; by: of whom, CRM_BY_NONE: of anybody. */
static const struct crm_entry *dated(struct crm_entries t, enum crm_event e, enum crm_by by)
{
	struct crm_entries r = crm_thread_rows(t, e);

	while (r.n-- > 0)
		if (r.row[r.n]->due != CRM_NO_DAY && crm_word_counts(by, (enum crm_by)r.row[r.n]->by) &&
			!(e == CRM_EV_PROMISE && r.row[r.n]->by != by))
			return r.row[r.n];
	return NULL;
}

static const struct crm_entry *newer(const struct crm_entry *a, const struct crm_entry *b)
{
	return !a || (b && crm_entry_cmp(b, a) > 0) ? b : a;
}

const struct crm_entry *crm_invoice_renegotiated(const struct crm_invoice *inv)
{
	return dated(inv->thread, CRM_EV_RENEGOTIATE, CRM_BY_NONE);
}

const struct crm_entry *crm_invoice_agreed(const struct crm_invoice *inv)
{
	static const enum crm_event over[] = {CRM_EV_KEPT, CRM_EV_BROKEN};
	const struct crm_entry *said = dated(inv->thread, CRM_EV_PROMISE, CRM_BY_CLIENT);
	enum crm_by side = crm_word_side(inv->thread, CRM_BY_CLIENT);
	struct crm_entries r;
	size_t i;

	if (said)
		said = newer(said, dated(inv->thread, CRM_EV_CLARIFY, side));
	for (i = 0; said && i < sizeof over / sizeof *over; i++) {
		r = crm_thread_rows(inv->thread, over[i]);
		while (r.n && !crm_word_counts(side, (enum crm_by)r.row[r.n - 1]->by))
			r.n--;
		if (r.n && crm_entry_cmp(r.row[r.n - 1], said) > 0)
			said = NULL;
	}
	return newer(said, crm_invoice_renegotiated(inv));
}

enum crm_why crm_invoice_why(const struct crm_case *c, const struct crm_invoice *inv)
{
	struct crm_entries fix = crm_thread_rows(inv->thread, CRM_EV_RESOLVE);
	const struct crm_entry *said = NULL;
	enum crm_why why;
	size_t i;

	for (i = 0; i < inv->thread.n; i++)
		if (crm_entry_why(c->store, inv->thread.row[i]))
			said = newer(said, inv->thread.row[i]);
	if (!said)
		return CRM_WHY_NONE;
	why = crm_entry_why(c->store, said);
	if (why == CRM_WHY_DISPUTE && fix.n && fix.row[fix.n - 1]->day >= said->day)
		return CRM_WHY_NONE;
	return why;
}

/* An invoice that is open, and not paid because of it. */
static bool said_disputed(const struct crm_case *c, struct crm_entries t)
{
	struct crm_invoice inv = {.thread = t};

	return crm_invoice_why(c, &inv) == CRM_WHY_DISPUTE && crm_invoice_of(c, t, &inv) && !inv.given_up &&
	       crm_invoice_balance(&inv) > 0;
}

bool crm_open_dispute(const struct crm_case *c)
{
	struct crm_episode open;
	struct crm_entries t;
	size_t i = 0;

	while (crm_case_with(c, CRM_EV_BIT(CRM_EV_DISPUTE) | CRM_EV_BIT(CRM_EV_INVOICE), &i, &t))
		if (crm_episode_open(t, CRM_EV_DISPUTE, &open) || said_disputed(c, t))
			return true;
	return false;
}

/* Counted where its currency has its place, which is made when new. */
static void spare_row(struct crm_spare *all, size_t *n, const struct crm_entry *f)
{
	struct crm_spare *s = all;

	while (s < all + *n && s->currency != (int)f->currency)
		s++;
	if (s == all + *n) {
		*s = (struct crm_spare){(int)f->currency, 0, NULL};
		++*n;
	}
	sum(&s->amount, f);
	if (f->event != CRM_EV_REFUND)
		s->row = newer(s->row, f);
}

bool crm_money_stray(const struct crm_case *c, const struct crm_entry *f)
{
	struct crm_entries t = crm_thread_of(c, f->word);

	return !(t.has & CRM_EV_BIT(CRM_EV_INVOICE)) ||
	       crm_thread_first(t, CRM_EV_INVOICE, INT32_MIN)->currency != f->currency;
}

struct crm_spare *crm_money_spare(const struct crm_case *c, struct crm_arena *a, size_t *n)
{
	struct crm_spare all[CURRENCIES], *out;
	struct crm_entries r;
	size_t k, i;

	*n = 0;
	for (k = 0; k < MOVING; k++) {
		r = crm_case_rows(c, moving[k]);
		for (i = 0; i < r.n; i++)
			if (crm_money_stray(c, r.row[i]))
				spare_row(all, n, r.row[i]);
	}
	if (!*n)
		return NULL;
	out = crm_arena_alloc(a, *n * sizeof *out);
	memcpy(out, all, *n * sizeof *out);
	return out;
}

static int by_closing(const void *a, const void *b)
{
	const struct crm_paid *x = a, *y = b;

	if (x->closed != y->closed)
		return (x->closed > y->closed) - (x->closed < y->closed);
	return crm_entry_cmp(x->invoice, y->invoice);
}

struct crm_paid *crm_paid_of(const struct crm_case *c, struct crm_arena *a, size_t *n)
{
	struct crm_paid *out = crm_arena_alloc(a, (c->threads + 1) * sizeof *out);
	struct crm_invoice inv;
	size_t i = 0;

	*n = 0;
	while (crm_invoice_next(c, &i, &inv)) {
		int32_t closed = crm_invoice_closed(&inv, a);

		if (closed != CRM_NO_DAY && !inv.given_up && crm_invoice_net(&inv) > 0 &&
			(inv.thread.has & CRM_EV_BIT(CRM_EV_PAYMENT)))
			out[(*n)++] = (struct crm_paid){
				crm_thread_first(inv.thread, CRM_EV_INVOICE, INT32_MIN),
				inv.currency, inv.due, closed};
	}
	crm_sort(out, *n, sizeof *out, by_closing);
	return out;
}

int64_t crm_paid_rank(int64_t *value, size_t n, size_t of100)
{
	crm_median(value, n); /* sorts */
	return value[(n * of100 + 99) / 100 - 1];
}
