/* account.c - what letters say of a client's account. */
#include "letter/text/account.h"
#include "letter/text/data.h"
#include <stdlib.h>

/* ---- an agreement ---- */

static int64_t covered_by_spare(const struct crm_standing *s, const struct crm_invoice *inv)
{
	return inv->foreign ? INT64_MAX : crm_standing_spare(s, inv->currency);
}

static bool agreed_of(struct crm_view *v, const struct crm_standing *s,
	const struct crm_invoice *inv, struct crm_agreed *out)
{
	size_t i;

	if (inv->given_up || crm_invoice_disputed(inv))
		return false;
	*out = (struct crm_agreed){.missed = CRM_NO_DAY, .balance = crm_owed_balance(v, inv)};
	crm_invoice_keep(inv, &v->mem, &out->invoice);
	if (out->balance <= 0 || !crm_agreement_of(&out->invoice, &v->mem, &out->g))
		return false;
	for (i = 0; i < out->g.parts; i++) {
		const struct crm_instalment *part = &out->g.part[i];

		if (part->left <= 0 ||
			crm_agreement_until(v->calendar, v->policy, part->row->due) >= v->now.day)
			continue;
		if (out->missed == CRM_NO_DAY)
			out->missed = part->row->due;
		out->missing += out->g.plan ? part->left : out->balance;
	}
	if (out->missing > out->balance)
		out->missing = out->balance;
	if (covered_by_spare(s, inv) >= out->missing)
		out->missed = CRM_NO_DAY;
	return true;
}

static bool better(const struct crm_agreed *a, const struct crm_agreed *b, bool broken)
{
	if (broken && a->missed != b->missed)
		return a->missed < b->missed;
	return crm_entry_cmp(a->g.row, b->g.row) > 0;
}

bool crm_agreed_find(struct crm_view *v, const struct crm_standing *s, struct crm_str ref,
	bool broken, struct crm_agreed *out)
{
	struct crm_case *c = crm_view_open(v, s->client);
	struct crm_invoice inv;
	struct crm_agreed a;
	bool found = false;
	size_t i = 0;

	while (crm_invoice_next(c, &i, &inv)) {
		if (ref.n && !crm_str_eq(ref, crm_invoice_ref(&v->store, &inv)))
			continue;
		if (!agreed_of(v, s, &inv, &a) || (broken && a.missed == CRM_NO_DAY) ||
			(found && !better(&a, out, broken)))
			continue;
		*out = a;
		found = true;
	}
	return found;
}

/* ---- a statement ---- */

struct gathering {
	struct crm_view *v;
	struct crm_account_line *open, *move;
	size_t opens, moves;
};

/* What a plan asks for by a day; one date for all asks for the whole. */
static int64_t part_of(const struct crm_agreement *g, int32_t day)
{
	int64_t left = 0;
	size_t i;

	for (i = 0; g->plan && i < g->parts; i++)
		if (g->part[i].row->due == day)
			left += g->part[i].left;
	return left;
}

static void open_add(struct gathering *g, const struct crm_invoice *inv)
{
	struct crm_account_line *l = &g->open[g->opens];
	struct crm_agreement agreed;

	*l = (struct crm_account_line){.ref = crm_invoice_ref(&g->v->store, inv),
		.currency = inv->currency, .offset = inv->offset, .date = inv->at.day, .due = inv->due, .amount = inv->amount,
		.left = crm_owed_open(g->v, inv), .disputed = crm_invoice_disputed(inv),
		.agreed = CRM_NO_DAY};
	if (!l->left)
		return;
	if (crm_agreement_of(inv, &g->v->mem, &agreed) && agreed.due >= g->v->now.day) {
		l->agreed = agreed.due;
		l->part = part_of(&agreed, agreed.due);
	}
	g->opens++;
}

/* Money of the year of the view. */
static void move_add(struct gathering *g, const struct crm_entry *f)
{
	if (crm_date_ymd(f->day).year == crm_date_ymd(g->v->now.day).year)
		g->move[g->moves++] = (struct crm_account_line){.ref = crm_entry_ref(&g->v->store, f),
			.currency = (int)f->currency, .date = f->day, .due = CRM_NO_DAY,
			.agreed = CRM_NO_DAY, .amount = (int64_t)f->amount,
			.what = (enum crm_event)f->event};
}

static void gather(struct gathering *g, const struct crm_case *c)
{
	static const enum crm_event money[] = {CRM_EV_CREDIT, CRM_EV_PAYMENT, CRM_EV_REFUND};
	struct crm_entries r;
	struct crm_invoice inv;
	size_t i = 0, k, n = 0;

	g->open = crm_arena_alloc(&g->v->mem, (c->threads + 1) * sizeof *g->open);
	while (crm_invoice_next(c, &i, &inv))
		open_add(g, &inv);
	for (k = 0; k < sizeof money / sizeof *money; k++)
		n += crm_case_rows(c, money[k]).n;
	g->move = crm_arena_alloc(&g->v->mem, (n + 1) * sizeof *g->move);
	for (k = 0; k < sizeof money / sizeof *money; k++) {
		r = crm_case_rows(c, money[k]);
		for (i = 0; i < r.n; i++)
			move_add(g, r.row[i]);
	}
}

/* The default currency first, then by code. */
static int currency_cmp(int a, int b, int own)
{
	if (a == b)
		return 0;
	if (a == own || b == own)
		return a == own ? -1 : 1;
	return strcmp(crm_currency_code(a), crm_currency_code(b));
}

static int line_cmp(const void *va, const void *vb, void *own)
{
	const struct crm_account_line *a = va, *b = vb;
	int c = currency_cmp(a->currency, b->currency, *(const int *)own);

	if (!c)
		c = (a->date > b->date) - (a->date < b->date);
	if (!c)
		c = crm_str_cmp(a->ref, b->ref);
	if (!c)
		c = (int)a->what - (int)b->what;
	return c ? c : (a->amount > b->amount) - (a->amount < b->amount);
}

/* The lines of one currency: a stretch of all of them. */
static struct crm_account_line *stretch(
	struct crm_account_line *line, size_t all, int currency, size_t *n)
{
	size_t i = 0;

	while (i < all && line[i].currency != currency)
		i++;
	for (*n = 0; i + *n < all && line[i + *n].currency == currency; ++*n)
		;
	return line + i;
}

static void account_fill(const struct gathering *g, const struct crm_standing *s,
	struct crm_account *a)
{
	size_t i;

	a->open = stretch(g->open, g->opens, a->currency, &a->opens);
	a->move = stretch(g->move, g->moves, a->currency, &a->moves);
	a->spare = crm_standing_spare(s, a->currency);
	for (i = 0; i < a->opens; i++) {
		a->balance += a->open[i].left;
		if (a->open[i].due != CRM_NO_DAY && a->open[i].due < g->v->now.day)
			a->overdue += a->open[i].left;
	}
	a->balance -= a->spare;
}

static void account_add(struct crm_statement *st, int currency)
{
	size_t i;

	for (i = 0; i < st->n; i++)
		if (st->account[i].currency == currency)
			return;
	st->account[st->n++] = (struct crm_account){.currency = currency};
}

static int account_cmp(const void *va, const void *vb, void *own)
{
	const struct crm_account *a = va, *b = vb;

	return currency_cmp(a->currency, b->currency, *(const int *)own);
}

enum { CURRENCIES = 1 << 8 /* as an entry has them */ };

void crm_statement_of(struct crm_view *v, const struct crm_standing *s, struct crm_statement *out)
{
	struct gathering g = {.v = v};
	int own = v->policy->currency;
	size_t i;

	gather(&g, crm_view_open(v, s->client));
	qsort_r(g.open, g.opens, sizeof *g.open, line_cmp, &own);
	qsort_r(g.move, g.moves, sizeof *g.move, line_cmp, &own);
	out->n = 0;
	out->account = crm_arena_alloc(&v->mem, CURRENCIES * sizeof *out->account);
	for (i = 0; i < g.opens; i++)
		if (!i || g.open[i].currency != g.open[i - 1].currency)
			account_add(out, g.open[i].currency);
	for (i = 0; i < g.moves; i++)
		if (!i || g.move[i].currency != g.move[i - 1].currency)
			account_add(out, g.move[i].currency);
	for (i = 0; i < s->spares; i++)
		if (s->spare[i].amount)
			account_add(out, s->spare[i].currency);
	qsort_r(out->account, out->n, sizeof *out->account, account_cmp, &own);
	for (i = 0; i < out->n; i++)
		account_fill(&g, s, &out->account[i]);
}

/* ---- into a letter ---- */

static void put_parts(struct crm_put *p, struct crm_yaml *map, const struct crm_agreed *a,
	int32_t today)
{
	struct crm_yaml *list = crm_data_list(p->mem, map, "parts"), *in;
	size_t i;

	for (i = 0; a && i < a->g.parts; i++) {
		const struct crm_instalment *part = &a->g.part[i];

		in = crm_data_map(p->mem, list, NULL);
		crm_put_date(p, in, "due", part->row->due);
		crm_put_money(p, in, "amount", part->amount);
		crm_put_some(p, in, "left", part->left < part->amount ? part->left : 0);
		crm_data_bool(p->mem, in, "paid", part->left <= 0);
		crm_data_bool(p->mem, in, "late", part->left > 0 && part->row->due < today);
	}
}

static void put_agreed(struct crm_put *p, struct crm_yaml *root, const struct crm_agreed *a,
	int32_t today)
{
	struct crm_yaml *map = crm_data_map(p->mem, root, "agreement");
	bool waives = a && a->g.row->mark & CRM_MARK_WAIVES;

	p->currency = a ? a->invoice.currency : 0;
	crm_put_date(p, map, "on", a ? a->g.row->day : CRM_NO_DAY);
	crm_put_date(p, map, "due", a ? a->g.part[a->g.parts - 1].row->due : CRM_NO_DAY);
	crm_put_date(p, map, "missed", a ? a->missed : CRM_NO_DAY);
	crm_put_some(p, map, "missing", a ? a->missing : 0);
	crm_put_some(p, map, "sum", a ? a->g.sum : 0);
	crm_put_some(p, map, "rest", a && a->g.plan && a->g.open > a->g.sum ? a->g.open - a->g.sum : 0);
	crm_data_bool(p->mem, map, "one", a && a->g.parts == 1);
	crm_data_bool(p->mem, map, "many", a && a->g.parts > 1);
	crm_data_bool(p->mem, map, "promised", a && a->g.row->by == CRM_BY_CLIENT);
	crm_data_bool(p->mem, map, "waive", waives);
	crm_data_bool(p->mem, map, "whole", a && a->g.row->mark & CRM_MARK_WHOLE);
	crm_data_bool(p->mem, map, "keep", a && a->g.row->mark & CRM_MARK_KEEPS);
	put_parts(p, map, a, today);
}

static void put_open(struct crm_put *p, struct crm_yaml *map, const struct crm_account *a,
	int32_t today)
{
	struct crm_yaml *list = crm_data_list(p->mem, map, "open"), *in;
	size_t i;

	crm_data_bool(p->mem, map, "some_open", a->opens > 0);
	for (i = 0; i < a->opens; i++) {
		const struct crm_account_line *l = &a->open[i];

		in = crm_data_map(p->mem, list, NULL);
		crm_data_text(p->mem, in, "ref", l->ref);
		crm_data_text(p->mem, in, "number", crm_ref_number(l->ref));
		crm_put_date(p, in, "date", l->date);
		crm_put_date(p, in, "due", l->due);
		crm_put_date(p, in, "agreed", l->agreed);
		crm_put_some(p, in, "part", l->part);
		crm_put_money(p, in, "left", l->left);
		crm_put_some(p, in, "invoiced", l->left != l->amount ? l->amount : 0);
		crm_data_bool(p->mem, in, "disputed", l->disputed);
		crm_data_bool(p->mem, in, "late", l->due != CRM_NO_DAY && l->due < today);
	}
}

static void put_moves(struct crm_put *p, struct crm_yaml *map, const struct crm_account *a)
{
	struct crm_yaml *list = crm_data_list(p->mem, map, "moves"), *in;
	size_t i;

	crm_data_bool(p->mem, map, "some_moves", a->moves > 0);
	for (i = 0; i < a->moves; i++) {
		const struct crm_account_line *l = &a->move[i];

		in = crm_data_map(p->mem, list, NULL);
		crm_data_text(p->mem, in, "ref", l->ref);
		crm_put_date(p, in, "date", l->date);
		crm_put_money(p, in, "amount", l->amount);
		crm_data_bool(p->mem, in, "payment", l->what == CRM_EV_PAYMENT);
		crm_data_bool(p->mem, in, "credit", l->what == CRM_EV_CREDIT);
		crm_data_bool(p->mem, in, "refund", l->what == CRM_EV_REFUND);
	}
}

static void put_account(struct crm_put *p, struct crm_yaml *list, const struct crm_account *a,
	int32_t today)
{
	struct crm_yaml *map = crm_data_map(p->mem, list, NULL);

	p->currency = a->currency;
	crm_data_text(p->mem, map, "currency", crm_str(crm_currency_code(a->currency)));
	put_open(p, map, a, today);
	put_moves(p, map, a);
	crm_put_some(p, map, "spare", a->spare > 0 ? a->spare : 0);
	crm_put_money(p, map, "balance", a->balance < 0 ? -a->balance : a->balance);
	crm_data_bool(p->mem, map, "credit", a->balance < 0);
	crm_put_some(p, map, "overdue", a->overdue);
	crm_data_bool(p->mem, map, "all_overdue", a->overdue && a->overdue == a->balance);
}

void crm_account_put(struct crm_arena *a, const struct crm_lang *lang, const struct crm_agreed *g,
	const struct crm_statement *st, int32_t today, struct crm_yaml *root)
{
	struct crm_put p = {.mem = a, .lang = lang};
	struct crm_yaml *list;
	bool late = false;
	size_t i;

	crm_buf_init(&p.text);
	put_agreed(&p, root, g, today);
	list = crm_data_list(a, root, "accounts");
	for (i = 0; st && i < st->n; i++) {
		put_account(&p, list, &st->account[i], today);
		late |= st->account[i].overdue > 0;
	}
	crm_data_bool(a, root, "several", st && st->n > 1);
	crm_data_bool(a, root, "some_late", late);
	crm_data_int(a, root, "year", crm_date_ymd(today).year);
	crm_buf_release(&p.text);
}
