/* moneycheck.c - money that was logged twice, or that names nothing. */
#include "remark/moneycheck.h"
#include "base/i18n.h"
#include "base/sort.h"
#include "format/daysaid.h"

enum { SHOWN = 60 }; /* bytes of a ref */

void crm_moneycheck_init(struct crm_moneycheck *m)
{
	crm_store_init(&m->store, NULL);
}

void crm_moneycheck_release(struct crm_moneycheck *m)
{
	crm_store_release(&m->store);
}

void crm_moneycheck_clear(struct crm_moneycheck *m)
{
	crm_store_clear(&m->store);
}

void crm_moneycheck_add(struct crm_moneycheck *m, const struct crm_row *row)
{
	struct crm_row r = *row;

	/* of an instalment, too: a plan of two copies, merged */
	if (!row->has_amount ||
		!(CRM_EV_BIT(row->event) & (CRM_MONEY_EVENTS | CRM_EV_BIT(CRM_EV_RENEGOTIATE))))
		return;
	r.offset = (uint64_t)row->line;
	crm_store_row(&m->store, &r);
}

/* The findings of one client after the other. */
struct look {
	struct crm_case c;
	struct crm_str client;
	const char *file;
	struct crm_finds *finds;
	int32_t today;
	size_t later; /* rows of later days, of all clients */
	const struct crm_entry *first; /* of these */
};

static struct crm_str shown(const struct look *l, const struct crm_entry *f)
{
	struct crm_str s = crm_entry_ref(l->c.store, f);

	s.n = s.n > SHOWN ? SHOWN : s.n;
	return s;
}

static long line_of(const struct crm_entry *f)
{
	return (long)f->offset;
}

/* One slip that costs a client's trust. */
static void tell_twice(struct look *l, const struct crm_entry *a, const struct crm_entry *b)
{
	struct crm_str ref = shown(l, b);
	char day[CRM_DAY_SAID];

	crm_day_said(a->day, day);
	if (a->day == b->day)
		crm_find_add(l->finds, l->file, line_of(b), "amount", l->client,
			_("the same %s of %.*s appears twice on that day; if it was logged twice, "
			  "void one row"),
			crm_events[b->event].name, (int)ref.n, ref.p);
	else
		crm_find_add(l->finds, l->file, line_of(b), "amount", l->client,
			_("the same %s of %.*s is in line %ld, on %s; if both are the same money, "
				"void one row"),
			crm_events[b->event].name, (int)ref.n, ref.p, line_of(a), day);
}

/* Rows of one event that may be one stand together: of one ref and sum, instalments of one date. */
static int by_sum(const void *va, const void *vb)
{
	const struct crm_entry *a = *(const struct crm_entry *const *)va, *b = *(const struct crm_entry *const *)vb;

	if (a->word != b->word)
		return a->word < b->word ? -1 : 1;
	if (a->amount != b->amount)
		return a->amount < b->amount ? -1 : 1;
	if (a->currency != b->currency)
		return a->currency < b->currency ? -1 : 1;
	if (a->event == CRM_EV_RENEGOTIATE && a->due != b->due)
		return a->due < b->due ? -1 : 1;
	return 0;
}

static int by_sum_and_time(const void *a, const void *b)
{
	int c = by_sum(a, b);

	return c ? c : crm_entry_cmp(*(const struct crm_entry *const *)a, *(const struct crm_entry *const *)b);
}

static void twice(struct look *l, enum crm_event e)
{
	struct crm_entries r = crm_case_rows(&l->c, e);
	const struct crm_entry **row = crm_arena_alloc(&l->c.mem, (r.n + 1) * sizeof *row);
	size_t i;

	if (r.n)
		memcpy(row, r.row, r.n * sizeof *row);
	crm_sort(row, r.n, sizeof *row, by_sum_and_time);
	for (i = 1; i < r.n; i++)
		if (row[i]->amount && by_sum(&row[i - 1], &row[i]) == 0 &&
			row[i]->day - row[i - 1]->day <= CRM_MONEY_NEAR)
			tell_twice(l, row[i - 1], row[i]);
}

/* The first row of a number counts; what others say of it is a slip, or a part of an invoice. */
static void other_sum(struct look *l, const struct crm_entry *first, const struct crm_entry *f)
{
	struct crm_str ref = shown(l, f);
	char a[CRM_MONEY_TEXT], b[CRM_MONEY_TEXT];

	if (first->amount == f->amount && first->currency == f->currency)
		return;
	crm_find_add(l->finds, l->file, line_of(f), "amount", l->client,
		_("the invoice %.*s has %s %s here and %s %s in line %ld, which counts: void the wrong "
		  "one"),
		(int)ref.n, ref.p, crm_money_said((int64_t)f->amount, (int)f->currency, b),
		crm_currency_code((int)f->currency), crm_money_said((int64_t)first->amount, (int)first->currency, a),
		crm_currency_code((int)first->currency), line_of(first));
}

static void invoices(struct look *l)
{
	struct crm_entries r;
	struct crm_invoice inv;
	size_t i = 0, k;

	while (crm_invoice_next(&l->c, &i, &inv)) {
		r = crm_thread_rows(inv.thread, CRM_EV_INVOICE);
		if (inv.due == CRM_NO_DAY)
			crm_find_add(l->finds, l->file, line_of(r.row[0]), "due", l->client,
				_("an invoice without due date is never late: void it and log it with -d, "
				  "or import it with --again"));
		for (k = 1; k < r.n; k++)
			other_sum(l, r.row[0], r.row[k]);
	}
}

/* The newest refund in a currency that names no invoice, or NULL. */
static const struct crm_entry *refund_of(const struct look *l, int currency)
{
	struct crm_entries r = crm_case_rows(&l->c, CRM_EV_REFUND);

	while (r.n-- > 0)
		if ((int)r.row[r.n]->currency == currency && crm_money_stray(&l->c, r.row[r.n]))
			return r.row[r.n];
	return NULL;
}

/* What is given back of money that names no invoice, and is not there, changes nothing. */
static void no_money(struct look *l)
{
	const struct crm_spare *spare;
	size_t i, n;

	spare = crm_money_spare(&l->c, &l->c.mem, &n);
	for (i = 0; i < n; i++)
		if (spare[i].amount < 0)
			crm_find_add(l->finds, l->file, line_of(refund_of(l, spare[i].currency)), "ref",
				l->client,
				_("a refund without an invoice ref, and there is no money without "
					"a ref to give back: which invoice does it reopen? void "
					"this row and log it with the ref"));
}

/* Nobody pays tomorrow: such days are mostly days and months exchanged. */
static void later(struct look *l, enum crm_event e)
{
	struct crm_entries r = crm_case_rows(&l->c, e);
	size_t i = r.n;

	if (e == CRM_EV_RENEGOTIATE)
		return;
	while (i && r.row[i - 1]->day > l->today)
		i--;
	l->later += r.n - i;
	if (i < r.n && (!l->first || crm_entry_cmp(r.row[i], l->first) < 0))
		l->first = r.row[i];
}

static void client(struct look *l, uint32_t number)
{
	static const enum crm_event money[] = {
		CRM_EV_INVOICE, CRM_EV_PAYMENT, CRM_EV_CREDIT, CRM_EV_REFUND, CRM_EV_RENEGOTIATE};
	static const struct crm_when ever = {INT32_MAX, CRM_NO_MIN};
	size_t i;

	crm_case_take(&l->c, number, NULL);
	crm_case_at(&l->c, ever, ever);
	l->client = l->c.store->clients.str[number];
	for (i = 0; i < sizeof money / sizeof *money; i++) {
		twice(l, money[i]);
		later(l, money[i]);
	}
	invoices(l);
	no_money(l);
}

void crm_moneycheck_tell(struct crm_moneycheck *m, int32_t today, const char *file,
	struct crm_finds *finds)
{
	struct look l = {.file = file, .finds = finds, .today = today};
	uint32_t i;

	crm_case_init(&l.c, &m->store, NULL, NULL);
	for (i = 0; i < m->store.clients.n; i = crm_store_next(&m->store, i))
		client(&l, i);
	if (l.later)
		crm_find_add(finds, file, line_of(l.first), "at", m->store.clients.str[l.first->client],
			CRM_NGETTEXT("this money is dated after today, and no report counts it "
				"yet: are day and month swapped?",
				"%zu rows of money are dated after today, this is the first, and "
				"no report counts them yet: are day and month swapped?",
				l.later),
			l.later);
	crm_case_release(&l.c);
}
