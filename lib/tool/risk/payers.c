/* payers.c - crm-risk --payers: how long the money of each client takes, by currency. */
#include "base/i18n.h"
#include "base/num.h"
#include "base/sort.h"
#include "case/money/money.h"
#include "law/owed.h"
#include "tool/risk/views.h"

enum { LAST = 5, BEFORE = 3, YEAR = 365, MOST_OF_100 = 80 };

static const struct crm_report_column columns[] = {
	{"client", CRM_CELL_TEXT, N_("client"), 1, false},
	{"currency", CRM_CELL_TEXT, N_("cur"), 0, false},
	{"paid", CRM_CELL_WHOLE, N_("paid"), 0, false},
	{"median", CRM_CELL_WHOLE, N_("median"), 0, false},
	{"p80", CRM_CELL_WHOLE, N_("8 of 10"), 0, false},
	{"last", CRM_CELL_TEXT, N_("last five"), 0, false},
	{"trend", CRM_CELL_WHOLE, N_("trend"), 0, false},
	{"open", CRM_CELL_MONEY, N_("open"), 0, false},
	{"dso", CRM_CELL_WHOLE, N_("DSO"), 0, false},
};

struct payer {
	struct crm_str client;
	int currency;
	size_t paid;	     /* invoices with a due day that are closed */
	int64_t *late;	     /* days after due of each, the oldest closing first */
	int64_t *sorted;     /* room for as many */
	int64_t median, p80; /* when paid > 0 */
	int64_t open, year;  /* left of all; invoiced less credited in 365 days */
	int32_t first;	     /* day of the oldest invoice */
};

struct payers {
	struct payer *item;
	size_t n, cap;
};

static struct payer *payer_of(
	struct payers *p, size_t first, struct crm_str client, int currency)
{
	size_t i;

	for (i = first; i < p->n; i++)
		if (p->item[i].currency == currency)
			return &p->item[i];
	crm_grow(&p->item, &p->cap, p->n + 1, sizeof *p->item);
	p->item[p->n] = (struct payer){.client = client, .currency = currency, .first = INT32_MAX};
	return &p->item[p->n++];
}

static void add(int64_t *sum, int64_t amount)
{
	if (crm_add(*sum, amount, sum))
		*sum = INT64_MAX;
}

/* What is open, and what was invoiced in a year. */
static void turnover(struct crm_riskrun *r, struct payers *p, size_t first, struct crm_str client)
{
	int32_t since = r->tool->now.day - YEAR;
	struct crm_invoice inv;
	size_t i = 0;

	while (crm_invoice_next(&r->run.view.c, &i, &inv)) {
		struct payer *of = payer_of(p, first, client, inv.currency);

		if (inv.at.day < of->first)
			of->first = inv.at.day;
		if (inv.at.day > since && crm_invoice_net(&inv) > 0)
			add(&of->year, crm_invoice_net(&inv));
		add(&of->open, crm_owed_open(&r->run.view, &inv));
	}
}

/* What was paid, closing by closing. */
static void closings(struct crm_riskrun *r, struct payers *p, size_t first, struct crm_str client)
{
	size_t n, i;
	struct crm_paid *paid = crm_paid_of(&r->run.view.c, &r->run.view.mem, &n);

	for (i = 0; i < n; i++) {
		struct payer *of;

		if (paid[i].due == CRM_NO_DAY)
			continue;
		of = payer_of(p, first, client, paid[i].currency);
		if (!of->late) {
			of->late = crm_arena_alloc(&r->run.view.mem, n * sizeof *of->late);
			of->sorted = crm_arena_alloc(&r->run.view.mem, n * sizeof *of->sorted);
		}
		of->late[of->paid++] = crm_paid_late(&paid[i]);
	}
	for (i = first; i < p->n; i++)
		if (p->item[i].paid) {
			struct payer *of = &p->item[i];

			memcpy(of->sorted, of->late, of->paid * sizeof *of->late);
			of->median = crm_median(of->sorted, of->paid);
			of->p80 = crm_paid_rank(of->sorted, of->paid, MOST_OF_100);
		}
}

static void collect(struct crm_riskrun *r, struct payers *p)
{
	size_t i, first;

	for (i = 0; i < r->n; i++) {
		crm_riskrun_take(r, &r->item[i]);
		first = p->n;
		turnover(r, p, first, r->item[i].client);
		closings(r, p, first, r->item[i].client);
	}
}

/* The slowest first, those who have paid nothing yet last. */
static int by_median(const void *a, const void *b)
{
	const struct payer *x = a, *y = b;
	int c;

	if (!x->paid != !y->paid)
		return !x->paid - !y->paid;
	if (x->paid && x->median != y->median)
		return (x->median < y->median) - (x->median > y->median);
	c = crm_str_cmp(x->client, y->client);
	return c ? c : strcmp(crm_currency_code(x->currency), crm_currency_code(y->currency));
}

static void last_days(struct crm_report *report, const struct payer *p)
{
	size_t i = p->paid > LAST ? p->paid - LAST : 0;
	struct crm_buf b;

	crm_buf_init(&b);
	for (; i < p->paid; i++)
		crm_buf_printf(&b, "%s%lld", b.n ? " " : "", (long long)p->late[i]);
	crm_report_text(report, crm_buf_view(&b));
	crm_buf_release(&b);
}

/* The last five beside all before them. */
static void trend(struct crm_report *report, struct payer *p)
{
	size_t before = p->paid - LAST;
	int64_t now;

	if (p->paid < LAST + BEFORE) {
		crm_report_none(report);
		return;
	}
	memcpy(p->sorted, p->late + before, LAST * sizeof *p->late);
	now = crm_median(p->sorted, LAST);
	memcpy(p->sorted, p->late, before * sizeof *p->late);
	crm_report_int(report, now - crm_median(p->sorted, before));
}

/* Days of outstanding sales, of a year or of what there is of one: a first invoice of last week is no year old. */
static int64_t dso(const struct payer *p, int32_t today)
{
	int64_t days = today - (int64_t)p->first;

	return crm_mul_div(p->open, days < YEAR ? days : YEAR, p->year);
}

static void row(struct crm_report *report, struct payer *p, int32_t today)
{
	crm_report_text(report, p->client);
	crm_report_currency(report, p->currency);
	crm_report_int(report, (int64_t)p->paid);
	crm_report_count(report, p->paid, p->median);
	crm_report_count(report, p->paid, p->p80);
	last_days(report, p);
	trend(report, p);
	crm_report_money(report, p->open, p->currency);
	if (p->year > 0)
		crm_report_int(report, dso(p, today));
	else
		crm_report_none(report);
}

int crm_risk_payers(struct crm_riskrun *r)
{
	struct payers p = {.n = 0};
	struct crm_report report;
	size_t i;

	collect(r, &p);
	crm_sort(p.item, p.n, sizeof *p.item, by_median);
	CRM_TOOL_ROWS(r->tool, &report, columns);
	for (i = 0; i < p.n; i++)
		row(&report, &p.item[i], r->tool->now.day);
	crm_release(&p.item);
	return crm_tool_listed(r->tool, crm_report_end(&report));
}
