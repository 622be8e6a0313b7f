/* money.c - invoices: days late weighted by the balance, that is, the area under what is left
 * to pay after the due day, over the net amount. */
#include "base/num.h"
#include "case/money/money.h"
#include "trust/detect/detect.h"
#include <stdlib.h>

/* A dispute that was settled: its nights do not count. */
struct pause {
	int32_t first, fix;
};

struct money {
	int64_t net; /* above zero */
	const struct crm_move *move; /* by day */
	size_t moves;
	struct pause *dispute; /* by day, both first and fix */
	size_t disputes;
};

static int rising(const void *a, const void *b)
{
	const int32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* False when a dispute is still open.  The score counts nights: of a day on which one was settled and broke out
 * again, the night is late. */
static bool disputes_of(struct crm_evidence *v, struct crm_entries t, struct money *m)
{
	struct crm_entries rows = crm_thread_rows(t, CRM_EV_DISPUTE);

	if (!rows.n)
		return true;
	m->dispute = crm_arena_alloc(&v->c->mem, rows.n * sizeof *m->dispute);
	for (; m->disputes < rows.n; m->disputes++) {
		int32_t day = rows.row[m->disputes]->day;
		const struct crm_entry *fix = crm_thread_first(t, CRM_EV_RESOLVE, day);

		if (!fix)
			return false;
		m->dispute[m->disputes] = (struct pause){day, fix->day};
	}
	return true;
}

static bool money_of(struct crm_evidence *v, const struct crm_invoice *inv, struct money *m)
{
	*m = (struct money){.net = crm_invoice_net(inv)};
	if (inv->due == CRM_NO_DAY || m->net <= 0 || !disputes_of(v, inv->thread, m))
		return false;
	m->move = crm_invoice_moves(inv, &v->c->mem, &m->moves);
	return true;
}

/* The days at which the balance or a dispute may change, between due and end, both included. */
static size_t cuts_of(const struct money *m, int32_t due, int32_t end, int32_t *cut)
{
	size_t n = 0, i;

	cut[n++] = due;
	for (i = 0; i < m->moves; i++)
		if (m->move[i].day > due && m->move[i].day < end)
			cut[n++] = m->move[i].day;
	for (i = 0; i < m->disputes; i++) {
		const struct pause *d = &m->dispute[i];

		if (d->first > due && d->first < end)
			cut[n++] = d->first;
		if (d->fix > due && d->fix < end)
			cut[n++] = d->fix;
	}
	cut[n++] = end;
	qsort(cut, n, sizeof *cut, rising);
	return n;
}

/* Balance x nights from due to end, those of disputes left out; over the net amount. */
static int64_t late_days(struct crm_evidence *v, const struct money *m, int32_t due, int32_t end)
{
	size_t most = m->moves + 2 * m->disputes + 2, n, i, k = 0, p = 0;
	struct crm_wide area = crm_wide(0), left = crm_wide(m->net);
	int32_t *cut;
	int64_t days;

	if (end <= due)
		return 0;
	cut = crm_arena_alloc(&v->c->mem, most * sizeof *cut);
	n = cuts_of(m, due, end, cut);
	for (i = 0; i + 1 < n; i++) {
		for (; k < m->moves && m->move[k].day <= cut[i]; k++)
			left = crm_wide_sub(left, crm_wide(crm_move_paid(&m->move[k])));
		while (p < m->disputes && m->dispute[p].fix <= cut[i])
			p++;
		if (crm_wide_sign(left) > 0 && !(p < m->disputes && m->dispute[p].first <= cut[i]))
			area = crm_wide_add(area, crm_wide_mul(left, cut[i + 1] - cut[i]));
	}
	days = crm_wide_div(area, m->net, NULL);
	return days > INT32_MAX ? INT32_MAX : days;
}

/* The last payment up to the day that closed the invoice: the row to show for it. */
static const struct crm_entry *closing_row(
	struct crm_entries t, const struct crm_entry *inv, int32_t done)
{
	struct crm_entries r = crm_thread_rows(t, CRM_EV_PAYMENT);

	while (r.n--)
		if (r.row[r.n]->currency == inv->currency && r.row[r.n]->day == done)
			return r.row[r.n];
	crm_bug("an invoice closed by no payment");
}

bool crm_invoice_late(struct crm_evidence *v, struct crm_entries t, struct crm_lateness *out)
{
	const struct crm_entry *first, *lost = NULL, *agreed;
	int32_t done, end = v->c->now.day;
	struct crm_invoice inv;
	struct money m;

	if (!crm_invoice_of(v->c, t, &inv) || !money_of(v, &inv, &m))
		return false;
	first = crm_thread_first(t, CRM_EV_INVOICE, INT32_MIN);
	done = crm_moves_closed(m.move, m.moves, m.net);
	if (done == CRM_NO_DAY)
		lost = crm_thread_first(t, CRM_EV_WRITEOFF, INT32_MIN);
	if (lost) { /* what is given up is fully late */
		end = inv.due + v->c->policy->score.signal[CRM_SIG_LATE_PAYMENT].to;
		if (lost->day > end)
			end = lost->day;
	}
	agreed = crm_invoice_renegotiated(&inv);
	*out = (struct crm_lateness){
		.days = late_days(v, &m, inv.due, end),
		.invoice = first,
		.end = done != CRM_NO_DAY ? closing_row(t, first, done) : lost,
		.lost = lost,
		.agreed = agreed && !lost &&
			  (done != CRM_NO_DAY ? done : v->c->now.day) <= agreed->due,
	};
	return true;
}

/* All rows behind a late invoice but the first. */
static void causes(struct crm_evidence *v, struct crm_entries t)
{
	static const enum crm_event shown[] = {
		CRM_EV_PAYMENT, CRM_EV_REFUND, CRM_EV_CREDIT, CRM_EV_WRITEOFF, CRM_EV_RENEGOTIATE};
	size_t e, i;

	if (!v->explain)
		return;
	for (e = 0; e < sizeof shown / sizeof *shown; e++) {
		struct crm_entries r = crm_thread_rows(t, shown[e]);

		for (i = 0; i < r.n; i++)
			crm_evidence_cause(v, CRM_SIG_LATE_PAYMENT, 0, r.row[i]);
	}
}

/* -> evidence added, of what was paid in the end */
static int64_t add_late(struct crm_evidence *v, struct crm_entries t, const struct crm_lateness *l)
{
	int32_t day = l->end ? l->end->day : v->c->now.day;
	int64_t e = crm_evidence_bad(v, CRM_SIG_LATE_PAYMENT, l->days, day,
		&v->c->policy->score.factor.renegotiated, l->agreed, l->invoice);

	if (e)
		causes(v, t);
	return l->end && !l->lost ? e : 0;
}

void crm_detect_money(struct crm_evidence *v)
{
	int64_t paid = 0, most = v->c->policy->score.paid_late_cap * INT64_C(1000);
	struct crm_entries t;
	struct crm_lateness l;
	size_t i = 0;

	while (crm_case_with(v->c, CRM_EV_BIT(CRM_EV_INVOICE), &i, &t)) {
		if (!crm_invoice_late(v, t, &l))
			continue;
		if (l.days > 0)
			paid += add_late(v, t, &l);
		else if (l.end)
			crm_evidence_good(v, CRM_SIG_PAID_ON_TIME, l.end->day, CRM_MILLI, l.end);
	}
	/* what is paid in the end is a habit to plan with, not a growing danger (S0.42) */
	if (paid > most)
		v->bad[CRM_SIG_LATE_PAYMENT] -= paid - most;
}
