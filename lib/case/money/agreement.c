/* agreement.c - what was agreed on for an invoice. */
#include "case/money/agreement.h"
#include "base/num.h"
#include <stdlib.h>

/* Sums stop at the end of the range: only made-up amounts get there. */
static int64_t plus(int64_t a, int64_t b)
{
	int64_t sum;

	return crm_add(a, b, &sum) ? (b < 0 ? INT64_MIN / 2 : INT64_MAX / 2) : sum;
}

static int64_t lowers(const struct crm_move *m)
{
	return m->event == CRM_EV_REFUND ? -m->amount : m->amount;
}

static bool is_instalment(const struct crm_invoice *inv, const struct crm_entry *f)
{
	return f->due != CRM_NO_DAY && f->mark & CRM_MARK_AMOUNT &&
	       f->currency == (unsigned)inv->currency;
}

static int by_date(const void *va, const void *vb)
{
	const struct crm_instalment *a = va, *b = vb;

	if (a->row->due != b->row->due)
		return a->row->due < b->row->due ? -1 : 1;
	return crm_entry_cmp(a->row, b->row);
}

/* What the client promised is one date, of a sum if it says one; what both agreed on is all that they
 * agreed on that day. */
static void parts(const struct crm_invoice *inv, struct crm_arena *a, struct crm_agreement *g)
{
	struct crm_entries r = crm_thread_rows(inv->thread, CRM_EV_RENEGOTIATE);
	size_t i;

	g->part = crm_arena_alloc(a, (r.n + 1) * sizeof *g->part);
	g->plan = is_instalment(inv, g->row);
	if (!g->plan || g->row->event != CRM_EV_RENEGOTIATE) {
		g->sum = (int64_t)g->row->amount;
		g->part[g->parts++] = (struct crm_instalment){g->row, g->sum, 0, 0};
		return;
	}
	for (i = r.n; i-- > 0;)
		if (r.row[i]->day == g->row->day && is_instalment(inv, r.row[i])) {
			g->part[g->parts++] = (struct crm_instalment){
				r.row[i], (int64_t)r.row[i]->amount, 0, 0};
			g->sum = plus(g->sum, (int64_t)r.row[i]->amount);
		}
	qsort(g->part, g->parts, sizeof *g->part, by_date);
}

/* Money of the day itself is an instalment when the plan adds up only with it, else it came before. */
static void opening(struct crm_agreement *g)
{
	int64_t before = g->amount, end;
	size_t i = 0;

	for (; i < g->moves && g->move[i].day < g->row->day; i++)
		before = plus(before, -lowers(&g->move[i]));
	g->first = i;
	for (end = before; i < g->moves && g->move[i].day == g->row->day; i++)
		end = plus(end, -lowers(&g->move[i]));
	g->open = before;
	if (g->plan && g->sum == before)
		return;
	g->open = end;
	g->first = i;
}

static void fill(struct crm_agreement *g)
{
	int64_t paid = 0, by = 0, left;
	size_t i;

	for (i = g->first; i < g->moves; i++)
		paid = plus(paid, lowers(&g->move[i]));
	if (!g->plan)
		g->part[0].amount = g->sum = g->open;
	g->due = g->part[g->parts - 1].row->due;
	for (i = g->parts; i-- > 0;)
		by = plus(by, g->part[i].amount);
	for (i = g->parts; i-- > 0; by = plus(by, -g->part[i].amount)) {
		left = plus(by, -paid);
		g->part[i].by = by;
		g->part[i].left = left < 0 ? 0 : left < g->part[i].amount ? left : g->part[i].amount;
		if (g->part[i].left > 0)
			g->due = g->part[i].row->due;
	}
}

bool crm_agreement_of(const struct crm_invoice *inv, struct crm_arena *a, struct crm_agreement *out)
{
	memset(out, 0, sizeof *out);
	out->row = crm_invoice_agreed(inv);
	if (!out->row)
		return false;
	out->amount = inv->amount;
	out->move = crm_invoice_moves(inv, a, &out->moves);
	parts(inv, a, out);
	opening(out);
	fill(out);
	return true;
}

int32_t crm_agreement_until(
	const struct crm_calendar *cal, const struct crm_policy *p, int32_t due)
{
	return crm_calendar_add_open(cal, due, p->grace);
}

static bool passed(const struct crm_instalment *part, const struct crm_calendar *cal,
	const struct crm_policy *p, int32_t today)
{
	return part->row->due < today && crm_agreement_until(cal, p, part->row->due) < today;
}

const struct crm_instalment *crm_agreement_missed(const struct crm_agreement *g,
	const struct crm_calendar *cal, const struct crm_policy *p, int32_t today)
{
	size_t i;

	for (i = 0; g->plan && g->parts > 1 && i < g->parts; i++)
		if (g->part[i].left > 0 && passed(&g->part[i], cal, p, today))
			return &g->part[i];
	return NULL;
}

int64_t crm_agreement_asked(const struct crm_agreement *g, const struct crm_calendar *cal,
	const struct crm_policy *p, int32_t today, int64_t balance)
{
	int64_t asked = 0;
	size_t i;

	if (g->row->mark & CRM_MARK_WHOLE || !crm_agreement_missed(g, cal, p, today) ||
		g->part[g->parts - 1].row->due < today)
		return balance;
	for (i = 0; i < g->parts; i++)
		if (g->part[i].row->due < today)
			asked = plus(asked, g->part[i].left);
	return asked < balance ? asked : balance;
}

bool crm_agreement_broken(const struct crm_agreement *g, const struct crm_calendar *cal,
	const struct crm_policy *p, int32_t today)
{
	int64_t balance = g->amount, paid = 0;
	int32_t until;
	size_t i, k = 0;

	for (i = 0; i < g->parts; i++) {
		until = crm_agreement_until(cal, p, g->part[i].row->due);
		if (until >= today)
			return false;
		for (; k < g->moves && g->move[k].day <= until; k++) {
			balance = plus(balance, -lowers(&g->move[k]));
			if (k >= g->first)
				paid = plus(paid, lowers(&g->move[k]));
		}
		if (balance > 0 && (!g->plan || paid < g->part[i].by))
			return true;
	}
	return false;
}

size_t crm_agreements_broken(struct crm_entries thread, int32_t today)
{
	struct crm_entries r = crm_thread_rows(thread, CRM_EV_RENEGOTIATE);
	size_t i, k, n = 0;
	bool over;

	for (i = 0; i < r.n; i = k) {
		over = false;
		for (k = i; k < r.n && r.row[k]->day == r.row[i]->day; k++)
			; /* the instalments of one plan */
		for (; i < k; i++)
			over = over || (r.row[i]->due != CRM_NO_DAY &&
					       r.row[i]->due < (k < r.n ? r.row[k]->day : today));
		n += over;
	}
	return n;
}
