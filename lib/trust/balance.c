/* balance.c - the balance of the evidence of one day. */
#include "trust/balance.h"
#include "base/num.h"
#include "base/sort.h"
#include <stdlib.h>

enum { YEAR = 365, STRONG = 500 /* a reset that leaves at most half of the good */ };

/* A day that discounts the good that came before it; `factor` is the smallest from it on. */
struct reset {
	int32_t day;
	int factor;
};

struct resets {
	struct reset *item; /* by day */
	size_t n;
	int32_t strong; /* the newest day of a strong one; CRM_NO_DAY: none */
};

/* A part of the risk while its points are rounded. */
struct part {
	struct crm_reason reason;
	int64_t rest;
	struct crm_str name;
};

const char *crm_band_name(enum crm_band b)
{
	static const char *const name[] = {"solid", "watch", "at-risk", "critical"};

	return name[b];
}

const char *crm_stage_name(enum crm_stage s)
{
	static const char *const name[] = {
		"new", "broken", "rebuilding", "shaken", "established", "building", "ended",
		"dormant"};

	return name[s];
}

static int by_day(const void *a, const void *b)
{
	const struct reset *x = a, *y = b;

	return (x->day > y->day) - (x->day < y->day);
}

static void add_reset(struct resets *r, int32_t day, int factor)
{
	r->item[r->n++] = (struct reset){day, factor};
	if (factor <= STRONG && (r->strong == CRM_NO_DAY || day > r->strong))
		r->strong = day;
}

/* A change of the person: mine, or theirs unless he was ill. */
static void staff_reset(struct resets *r, const struct crm_score_policy *sp,
	const struct crm_entry *f)
{
	const int change[] = {[CRM_STAFF_OTHER] = sp->carry.other,
		[CRM_STAFF_REFOCUS] = sp->carry.refocus,
		[CRM_STAFF_ILLNESS] = sp->carry.illness};

	if (f->by != CRM_BY_CLIENT)
		add_reset(r, f->day, change[f->kind]);
	else if (f->kind != CRM_STAFF_ILLNESS)
		add_reset(r, f->day, sp->carry.contact);
}

/* S1.5, S1.6, S1.13, S1.14 */
static struct resets resets_of(struct crm_evidence *v)
{
	const struct crm_score_policy *sp = &v->c->policy->score;
	struct crm_entries hit = crm_case_rows(v->c, CRM_EV_INCIDENT);
	struct crm_entries staff = crm_case_rows(v->c, CRM_EV_STAFF);
	struct resets r = {NULL, 0, CRM_NO_DAY};
	size_t i;

	if (hit.n + staff.n == 0)
		return r;
	r.item = crm_arena_alloc(&v->c->mem, (hit.n + staff.n) * sizeof *r.item);
	for (i = 0; i < hit.n; i++) { /* by whomever */
		int signal = (int)hit.row[i]->kind - 1;

		if (signal == CRM_SIG_DECEPTION)
			add_reset(&r, hit.row[i]->day, sp->carry.deception);
		else if (signal == CRM_SIG_BREACH)
			add_reset(&r, hit.row[i]->day, sp->carry.breach);
	}
	for (i = 0; i < staff.n; i++)
		staff_reset(&r, sp, staff.row[i]);
	crm_sort(r.item, r.n, sizeof *r.item, by_day);
	for (i = r.n; i-- > 1;)
		if (r.item[i].factor < r.item[i - 1].factor)
			r.item[i - 1].factor = r.item[i].factor;
	return r;
}

/* What a reset after a day leaves of the good of that day. */
static int carry(const struct resets *r, int32_t day)
{
	size_t lo = 0, hi = r->n, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (r->item[mid].day <= day)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < r->n ? r->item[lo].factor : CRM_MILLI;
}

/* Of one signal the newest first, of one day the heaviest. */
static int newest_first(const void *a, const void *b)
{
	const struct crm_praise *x = a, *y = b;

	if (x->signal != y->signal)
		return (x->signal > y->signal) - (x->signal < y->signal);
	if (x->day != y->day)
		return (x->day < y->day) - (x->day > y->day);
	if (x->full != y->full)
		return (x->full < y->full) - (x->full > y->full);
	return crm_entry_cmp(y->row, x->row);
}

/* Newest first, so that a new kindness never costs points (crm-score(7), Formula). */
static int64_t add_good(struct crm_evidence *v, const struct resets *resets, int64_t *whole)
{
	int64_t sum = 0;
	int32_t last = 0;
	int signal = -1;
	size_t i;

	crm_sort(v->praise, v->praises, sizeof *v->praise, newest_first);
	for (i = 0; i < v->praises; i++) {
		const struct crm_praise *p = &v->praise[i];
		int64_t e, keep;

		if (p->signal == signal &&
			last - (int64_t)p->day < v->c->policy->score.signal[signal].every)
			continue;
		signal = p->signal;
		last = p->day;
		keep = carry(resets, p->day);
		*whole += p->full * keep / CRM_MILLI;
		e = p->micro * keep / CRM_MILLI;
		v->good[signal] += e;
		sum += e;
		if (e)
			crm_evidence_cause(v, signal, e, p->row);
	}
	return sum;
}

static int by_rest(const void *a, const void *b)
{
	const struct part *x = a, *y = b;

	if (x->rest != y->rest)
		return (x->rest < y->rest) - (x->rest > y->rest);
	return crm_str_cmp(x->name, y->name);
}

static int by_points(const void *a, const void *b)
{
	const struct part *x = a, *y = b;
	bool prior = x->reason.signal == CRM_SIG_PRIOR;

	if (prior != (y->reason.signal == CRM_SIG_PRIOR))
		return prior ? 1 : -1;
	if (x->reason.points != y->reason.points)
		return (x->reason.points < y->reason.points) -
		       (x->reason.points > y->reason.points);
	return crm_str_cmp(x->name, y->name);
}

static void part(struct crm_evidence *v, struct part *p, int signal, int64_t micro, int64_t sum)
{
	int64_t rest, points = crm_wide_div(crm_wide_of(micro, 1000), sum, &rest);

	*p = (struct part){
		.reason = {signal, (int)points, micro, v->count[signal]},
		.rest = rest,
		.name = crm_signal_name(&v->c->policy->score, signal),
	};
}

/* Points that add up to the risk: floors, then one more to the largest remainders. */
static void points(struct crm_evidence *v, struct crm_arena *a, struct crm_score *o)
{
	struct part *p = crm_arena_alloc(&v->c->mem, v->signals * sizeof *p);
	int left = o->risk;
	size_t n = 0, i;

	part(v, &p[n++], CRM_SIG_PRIOR, o->start, o->sum);
	for (i = 0; i < v->signals; i++)
		if (v->bad[i])
			part(v, &p[n++], (int)i, v->bad[i], o->sum);
	for (i = 0; i < n; i++)
		left -= p[i].reason.points;
	qsort(p, n, sizeof *p, by_rest);
	for (i = 0; i < n && left > 0; i++, left--)
		p[i].reason.points++;
	qsort(p, n, sizeof *p, by_points);
	o->reason = crm_arena_alloc(a, n * sizeof *o->reason);
	o->reasons = n;
	for (i = 0; i < n; i++) {
		o->reason[i] = p[i].reason;
		o->side[crm_signal_side(&v->c->policy->score, p[i].reason.signal)] +=
			p[i].reason.points;
	}
}

/* The first day with a row of the client, and the last with one that is a sign of life. */
static void span(const struct crm_case *c, int32_t *first, int32_t *last)
{
	static const uint64_t quiet = CRM_EV_BIT(CRM_EV_ABSENCE) | CRM_EV_BIT(CRM_EV_HOLD) |
		CRM_EV_BIT(CRM_EV_LETTER) | CRM_EV_BIT(CRM_EV_NEXT) | CRM_EV_BIT(CRM_EV_NOTE) |
		CRM_EV_BIT(CRM_EV_RELEASE) | CRM_EV_BIT(CRM_EV_REMINDER) | CRM_EV_BIT(CRM_EV_SELF);
	int e;

	*first = *last = CRM_NO_DAY;
	for (e = 0; e < CRM_EVENTS; e++) {
		struct crm_entries r = crm_case_rows(c, (enum crm_event)e);

		if (r.n == 0)
			continue;
		if (*first == CRM_NO_DAY || r.row[0]->day < *first)
			*first = r.row[0]->day;
		if (!(quiet & CRM_EV_BIT(e)) && (*last == CRM_NO_DAY || r.row[r.n - 1]->day > *last))
			*last = r.row[r.n - 1]->day;
	}
}

/* The first that holds; `whole` is the good as if nothing faded: tenure does not fade (S0.54). */
static enum crm_stage stage_of(const struct crm_evidence *v, const struct crm_score *o,
	const struct resets *resets, int64_t whole)
{
	const struct crm_score_policy *sp = &v->c->policy->score;
	int64_t today = v->c->now.day;
	bool reset = resets->strong != CRM_NO_DAY && today - resets->strong < YEAR;
	int32_t first, last;

	span(v->c, &first, &last);
	if (v->c->ended)
		return CRM_STAGE_ENDED;
	if (last != CRM_NO_DAY && today - last > sp->stage.dormant)
		return CRM_STAGE_DORMANT;
	if (reset && o->risk >= sp->band[2])
		return CRM_STAGE_BROKEN;
	if (first == CRM_NO_DAY || today - first < sp->stage.tenure ||
		3 * (whole + v->whole) < o->prior)
		return CRM_STAGE_NEW;
	if (reset)
		return CRM_STAGE_REBUILDING;
	if (o->risk >= sp->band[1])
		return CRM_STAGE_SHAKEN;
	return whole >= o->prior ? CRM_STAGE_ESTABLISHED : CRM_STAGE_BUILDING;
}

enum crm_stage crm_balance_rise(const struct crm_score *o, const struct crm_score_policy *sp)
{
	bool calm = o->stage == CRM_STAGE_ESTABLISHED || o->stage == CRM_STAGE_BUILDING;

	return calm && o->trend >= sp->stage.rise * 10 ? CRM_STAGE_SHAKEN : o->stage;
}

/* 1000 (x + more) / y, rounded half up, in tenths. */
static int tenths(int64_t x, int64_t more, int64_t y)
{
	struct crm_wide sum = crm_wide_add(crm_wide(x), crm_wide(more));

	return (int)crm_wide_round(crm_wide_mul(sum, 1000), y);
}

void crm_balance(struct crm_evidence *v, struct crm_arena *a, struct crm_score *o)
{
	const struct crm_score_policy *sp = &v->c->policy->score;
	struct resets resets = resets_of(v);
	int64_t cap = sp->positive_cap * INT64_C(1000), whole = 0;
	size_t i;

	*o = (struct crm_score){.prior = sp->prior_weight * INT64_C(1000)};
	o->start = o->prior * (CRM_MILLI - sp->prior) / CRM_MILLI;
	o->good = add_good(v, &resets, &whole);
	if (o->good > cap)
		o->good = cap;
	for (i = 0; i < v->signals; i++)
		o->bad += v->bad[i];
	o->sum = o->good + o->bad + o->prior;
	o->risk = tenths(o->bad, o->start, o->sum);
	o->evidence = (int)crm_wide_div(crm_wide_of(100, o->good + o->bad), o->sum, NULL);
	o->capital = o->risk - tenths(o->bad, o->start, o->bad + o->prior);
	while (o->band < CRM_BAND_CRITICAL && o->risk >= sp->band[o->band])
		o->band++;
	o->stage = stage_of(v, o, &resets, whole);
	points(v, a, o);
	o->praise = crm_arena_alloc(a, v->signals * sizeof *o->praise);
	memcpy(o->praise, v->good, v->signals * sizeof *o->praise);
}
