/* forecast.c - when open money may come. */
#include "due/forecast.h"
#include "base/num.h"
#include "base/sort.h"
#include "case/money/agreement.h"
#include "case/money/money.h"
#include "law/owed.h"

enum { SLOW = 80 /* of 100 */ };

const char *crm_basis_name(enum crm_basis basis)
{
	static const char *const name[] = {"agreed", "usual", "slow", "due", "unknown"};

	return name[basis];
}

/* How many days after the due day a client pays. */
struct habit {
	bool known;
	int64_t usual, slow;
};

static struct habit habit_of(const struct crm_case *c, struct crm_arena *a)
{
	int64_t late[CRM_FORECAST_LAST];
	size_t n, k = 0;
	struct crm_paid *paid = crm_paid_of(c, a, &n);
	struct habit h = {false, 0, 0};

	while (n-- > 0 && k < CRM_FORECAST_LAST)
		if (paid[n].due != CRM_NO_DAY)
			late[k++] = crm_paid_late(&paid[n]);
	if (k < CRM_FORECAST_LEAST)
		return h;
	h.known = true;
	h.usual = crm_median(late, k);
	h.slow = crm_paid_rank(late, k, SLOW);
	return h;
}

/* Whether nobody can say when, or if: contested, or the claim goes to a receiver. */
static bool in_doubt(const struct crm_case *c, const struct crm_invoice *inv)
{
	const struct crm_client *p = c->profile;

	return inv->due == CRM_NO_DAY || crm_invoice_disputed(inv) ||
	       crm_invoice_why(c, inv) == CRM_WHY_DISPUTE ||
	       (p->insolvency != CRM_NO_DAY && p->insolvency <= c->now.day);
}

/* Without what was agreed: by the habit of the payer. */
static void expect(const struct crm_case *c, const struct crm_invoice *inv, const struct habit *h,
	int32_t agreed, struct crm_receipt *r)
{
	int64_t day[CRM_BASIS_UNKNOWN];
	int b = CRM_BASIS_AGREED;

	day[CRM_BASIS_AGREED] = agreed;
	day[CRM_BASIS_USUAL] = h->known ? inv->due + h->usual : INT64_MIN;
	day[CRM_BASIS_SLOW] = h->known ? inv->due + h->slow : INT64_MIN;
	day[CRM_BASIS_DUE] = h->known ? INT64_MIN : inv->due;
	while (b < CRM_BASIS_UNKNOWN && (in_doubt(c, inv) || day[b] < c->now.day))
		b++;
	r->basis = (enum crm_basis)b;
	r->expected = b == CRM_BASIS_UNKNOWN
			      ? CRM_NO_DAY
			      : crm_calendar_open_day(c->calendar, crm_item_day(day[b]).day);
}

struct receipts {
	struct crm_receipt *item; /* heap array */
	size_t n, cap;
};

static void receipt_add(struct receipts *all, const struct crm_case *c, const struct crm_invoice *inv,
	const struct habit *h, int64_t amount, int32_t agreed)
{
	struct crm_receipt *r;

	crm_grow(&all->item, &all->cap, all->n + 1, sizeof *all->item);
	r = &all->item[all->n++];
	*r = (struct crm_receipt){.client = inv->client, .ref = crm_invoice_ref(c->store, inv),
		.amount = amount, .usual = h->usual, .currency = inv->currency, .due = inv->due,
		.known = h->known};
	expect(c, inv, h, agreed, r);
}

/* The instalments that are still to come, each on its day; the rest as if none had been agreed. */
static int64_t instalments(struct receipts *all, struct crm_case *c, const struct crm_invoice *inv,
	const struct habit *h, const struct crm_agreement *g, int64_t left)
{
	size_t i;

	for (i = 0; i < g->parts && left > 0; i++) {
		int64_t part = g->part[i].left < left ? g->part[i].left : left;

		if (part <= 0 || g->part[i].row->due < c->now.day)
			continue;
		receipt_add(all, c, inv, h, part, g->part[i].row->due);
		left -= part;
	}
	return left;
}

static void invoice(struct receipts *all, struct crm_view *v, struct crm_case *c,
	const struct crm_overdue *o, const struct crm_invoice *inv, const struct habit *h)
{
	int64_t left = crm_owed_open(v, inv);
	struct crm_agreement g;
	bool agreed;

	if (!left || !crm_item_least(v->policy, o, left, inv->currency))
		return;
	agreed = crm_agreement_of(inv, &c->mem, &g);
	if (agreed && g.plan && !in_doubt(c, inv))
		left = instalments(all, c, inv, h, &g, left);
	if (left > 0)
		receipt_add(all, c, inv, h, left, agreed && !g.plan ? g.row->due : CRM_NO_DAY);
}

/* By the day, those without one last. */
static int receipt_cmp(const void *va, const void *vb)
{
	const struct crm_receipt *a = va, *b = vb;
	int64_t x = a->expected == CRM_NO_DAY ? INT64_MAX : a->expected;
	int64_t y = b->expected == CRM_NO_DAY ? INT64_MAX : b->expected;
	int c = (x > y) - (x < y);

	if (!c)
		c = crm_str_cmp(a->client, b->client);
	if (!c)
		c = crm_str_cmp(a->ref, b->ref);
	return c ? c : (a->amount > b->amount) - (a->amount < b->amount);
}

struct crm_receipt *crm_forecast_of(struct crm_view *v, const struct crm_overdue *o, size_t *n)
{
	struct receipts all = {NULL, 0, 0};
	struct crm_invoice inv;
	struct crm_case *c;
	struct habit h;
	uint32_t i = 0;
	size_t k;

	while ((c = crm_overdue_next(v, o, &i))) {
		h = habit_of(c, &c->mem);
		for (k = 0; crm_invoice_next(c, &k, &inv);)
			invoice(&all, v, c, o, &inv, &h);
	}
	crm_sort(all.item, all.n, sizeof *all.item, receipt_cmp);
	*n = all.n;
	return crm_arena_keep(&v->mem, &all.item, all.n, sizeof *all.item);
}

static int32_t month_of(int32_t day)
{
	struct crm_ymd d;

	if (day == CRM_NO_DAY)
		return day;
	d = crm_date_ymd(day);
	d.day = 1;
	return crm_date_day(d);
}

/* Months stand in order already; of one month by currency, whose table is sorted by code. */
struct crm_month *crm_forecast_months(
	const struct crm_receipt *r, size_t n, struct crm_arena *a, size_t *months)
{
	struct crm_month *out = crm_arena_alloc(a, (n + 1) * sizeof *out), m;
	size_t i, k, at;

	*months = 0;
	for (i = 0; i < n; i++) {
		m = (struct crm_month){month_of(r[i].expected), r[i].currency, 0, 0};
		for (at = *months; at && out[at - 1].first == m.first && out[at - 1].currency > m.currency;)
			at--;
		if (!at || out[at - 1].first != m.first || out[at - 1].currency != m.currency) {
			for (k = (*months)++; k > at; k--)
				out[k] = out[k - 1];
			out[at++] = m;
		}
		out[at - 1].invoices++;
		if (crm_add(out[at - 1].amount, r[i].amount, &out[at - 1].amount))
			out[at - 1].amount = INT64_MAX;
	}
	return out;
}
