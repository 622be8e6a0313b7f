/* backtest.c - does the score foretell late payment in this book? */
#include "trust/backtest.h"
#include "trust/detect/detect.h"
#include <stdlib.h>

/* An invoice whose outcome is known. */
struct outcome {
	const struct crm_entry *invoice;
	bool late;
};

static int by_issue(const void *a, const void *b)
{
	const struct outcome *x = a, *y = b;

	return crm_entry_cmp(x->invoice, y->invoice);
}

/* Late or not; false when it is not decided: open and not yet due. */
static bool outcome_of(const struct crm_lateness *l, int32_t today, bool *late)
{
	if (!l->end && today <= l->invoice->due)
		return false;
	*late = !l->end || l->lost || l->days > 0;
	return true;
}

/* The decided invoices of the client as of today, oldest first. */
static size_t outcomes(struct crm_backtest *b, struct crm_evidence *v, struct outcome **out)
{
	struct crm_lateness l;
	struct outcome *o;
	size_t n = 0, i = 0;

	*out = o = crm_calloc(v->c->threads, sizeof *o);
	while (i < v->c->threads) {
		if (!crm_invoice_late(v, crm_case_thread(v->c, &i), &l))
			continue;
		b->closed += l.end && !l.lost;
		if (outcome_of(&l, v->c->now.day, &o[n].late))
			o[n++].invoice = l.invoice;
	}
	crm_arena_release(&v->c->mem);
	qsort(o, n, sizeof *o, by_issue);
	return n;
}

/* Invoices that were closed or past due on the day the evidence was loaded for. */
static size_t known(struct crm_evidence *v)
{
	struct crm_lateness l;
	size_t n = 0, i = 0;

	while (i < v->c->threads)
		if (crm_invoice_late(v, crm_case_thread(v->c, &i), &l) &&
			(l.end || l.invoice->due < v->c->now.day))
			n++;
	crm_arena_release(&v->c->mem);
	return n;
}

void crm_backtest_client(struct crm_backtest *b, struct crm_scorer *s, struct crm_when now)
{
	struct crm_score score;
	struct crm_arena mem;
	struct outcome *o;
	size_t n, i;

	crm_arena_init(&mem);
	crm_scorer_at(s, now, now, &mem, &score);
	n = outcomes(b, &s->evidence, &o);
	for (i = 0; i < n; i++) {
		struct crm_when day = {o[i].invoice->day, CRM_NO_MIN};
		struct crm_when before = {day.day - 1, CRM_NO_MIN};

		crm_arena_release(&mem);
		crm_scorer_at(s, day, before, &mem, &score);
		if (known(&s->evidence) < CRM_BACKTEST_KNOWN)
			continue;
		crm_grow(&b->trial, &b->cap, b->n + 1, sizeof *b->trial);
		b->trial[b->n] = (struct crm_trial){score.risk, o[i].late, b->n};
		b->n++;
		b->late += o[i].late;
	}
	crm_release(&o);
	crm_arena_release(&mem);
}

static int by_risk(const void *a, const void *b)
{
	const struct crm_trial *x = a, *y = b;

	if (x->risk != y->risk)
		return (x->risk > y->risk) - (x->risk < y->risk);
	return (x->place > y->place) - (x->place < y->place);
}

/* Of trials sorted by risk; thousandths, rounded half up. */
static int auc(const struct crm_trial *t, size_t n, size_t late)
{
	uint64_t won = 0, pairs = 2 * (uint64_t)late * (n - late), below = 0;
	size_t i = 0;

	while (i < n) {
		uint64_t hit = 0, miss = 0;
		int risk = t[i].risk;

		for (; i < n && t[i].risk == risk; i++) {
			hit += t[i].late;
			miss += !t[i].late;
		}
		won += hit * (2 * below + miss);
		below += miss;
	}
	return (int)((2000 * won + pairs) / (2 * pairs));
}

/* A generator of its own, so that the same book always gives the same figure (xorshift64). */
static void shuffle(struct crm_trial *t, size_t n)
{
	uint64_t x = UINT64_C(0x9e3779b97f4a7c15);
	size_t i, k;

	for (i = n; i > 1; i--) {
		int swap = t[i - 1].risk;

		x ^= x << 13;
		x ^= x >> 7;
		x ^= x << 17;
		k = (size_t)((x >> 16) % i);
		t[i - 1].risk = t[k].risk;
		t[k].risk = swap;
	}
}

bool crm_backtest_end(struct crm_backtest *b)
{
	struct crm_trial *dealt;
	size_t i;

	if (b->closed < CRM_BACKTEST_LEAST || b->late == 0 || b->late == b->n)
		return false;
	dealt = crm_calloc(b->n, sizeof *dealt);
	memcpy(dealt, b->trial, b->n * sizeof *dealt);
	shuffle(dealt, b->n);
	qsort(dealt, b->n, sizeof *dealt, by_risk);
	b->placebo = auc(dealt, b->n, b->late);
	crm_release(&dealt);
	qsort(b->trial, b->n, sizeof *b->trial, by_risk);
	b->auc = auc(b->trial, b->n, b->late);
	for (i = 0; i < b->n; i++) {
		size_t k = i * CRM_FIFTHS / b->n;

		b->fifth[k].n++;
		b->fifth[k].late += b->trial[i].late;
	}
	return true;
}

void crm_backtest_release(struct crm_backtest *b)
{
	crm_release(&b->trial);
}
