/* interest.c - interest and fee of a late invoice. */
#include "law/interest.h"
#include "base/i18n.h"
#include "base/num.h"
#include <stdio.h>

/* A day of interest is base x bp / 10000 / year: whole over DEN for both lengths of year. */
enum { BP = 10000, YEAR = 365, LEAP = 366 };
#define DEN (INT64_C(1) * BP * YEAR * LEAP)

/* ---- which regime ---- */

static bool fits(const struct crm_regime *r, enum crm_client_kind kind)
{
	/* rules for businesses and public buyers may be exchanged, those for consumers not */
	return r->kind == CRM_REGIME_ANY || (r->kind == CRM_REGIME_B2C) == (kind == CRM_B2C);
}

/* What is wrong with a law, said where it stands. */
static const struct crm_regime *wrong(struct crm_str law, const struct crm_client *c,
	const struct crm_policy *p, const char *fmt, struct crm_err *e)
	__attribute__((format(printf, 4, 0)));

/* The format has one %.*s for the law. */
static const struct crm_regime *wrong(struct crm_str law, const struct crm_client *c,
	const struct crm_policy *p, const char *fmt, struct crm_err *e)
{
	char text[sizeof e->text];
	bool mine = c->law.n != 0;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	snprintf(text, sizeof text, fmt, (int)law.n, law.p); /* a name: at most 64 bytes */
#pragma GCC diagnostic pop
	crm_err_at(e, CRM_PARTIAL, mine ? c->file.p : "policy.yaml", mine ? c->law_line : p->law_line,
		"law", "%s", text);
	return NULL;
}

static const struct crm_regime *unknown(struct crm_str law, const struct crm_client *c,
	const struct crm_policy *p, struct crm_err *e)
{
	if (crm_str_is(law, "be-b2c"))
		return wrong(law, c, p,
			_("'%.*s' is not built in: Belgian consumer debts have a free first "
			  "reminder and capped costs; work them out by hand"),
			e);
	return wrong(law, c, p,
		_("'%.*s' is not a known regime; use one from crm-tables(5), or add it to "
			"regimes.csv"), e);
}

/* The regime whose name ends in a kind of client as another one ends in its own: fr-public beside fr-b2b. */
static const struct crm_regime *beside(const struct crm_regimes *r, struct crm_str law,
	enum crm_client_kind kind)
{
	struct crm_str end = crm_str(crm_client_kinds[kind]);
	size_t n = law.n;
	char name[80];

	while (n && law.p[n - 1] != '-')
		n--;
	if (!n || n + end.n > sizeof name)
		return NULL;
	memcpy(name, law.p, n);
	memcpy(name + n, end.p, end.n);
	return crm_regime_find(r, (struct crm_str){name, n + end.n});
}

/* The policy names one law for clients of every kind. */
static const struct crm_regime *of_policy(const struct crm_regimes *r, struct crm_str law,
	enum crm_client_kind kind)
{
	static const enum crm_regime_kind same[] = {[CRM_B2B] = CRM_REGIME_B2B,
		[CRM_B2C] = CRM_REGIME_B2C, [CRM_PUBLIC] = CRM_REGIME_PUBLIC};
	const struct crm_regime *g = crm_regime_find(r, law), *own;

	if (!g || g->kind == CRM_REGIME_ANY || g->kind == same[kind])
		return g;
	own = beside(r, law, kind);
	if (own && fits(own, kind))
		return own;
	return fits(g, kind) ? g : beside(r, CRM_STR("fr-"), kind);
}

const struct crm_regime *crm_interest_regime(const struct crm_regimes *r, const struct crm_client *c,
	const struct crm_policy *p, struct crm_err *e)
{
	struct crm_str law = c->law.n ? c->law : p->law;
	const struct crm_regime *g;

	if (c->law.n)
		g = crm_regime_find(r, law);
	else
		g = law.n ? of_policy(r, law, c->kind) : beside(r, CRM_STR("fr-"), c->kind);
	if (!g)
		return unknown(law, c, p, e);
	if (!fits(g, c->kind))
		return wrong(law, c, p,
			_("'%.*s' is not meant for this kind of client; change law or kind"), e);
	if (g->contract && !crm_client_agreed(c)) {
		/* missing in the profile, also where the policy names the law for all */
		crm_err_at(e, CRM_PARTIAL, c->file.p, c->law_line, "penalty_rate",
			_("is missing: the law '%.*s' uses the contract rate"),
			(int)g->key.n, g->key.p);
		return NULL;
	}
	return g;
}

int crm_interest_policy(const struct crm_regimes *r, const struct crm_policy *p, struct crm_err *e)
{
	static const struct crm_client nobody = {.kind = CRM_B2B};

	if (!p->law.n || crm_regime_find(r, p->law))
		return 0;
	unknown(p->law, &nobody, p, e);
	e->status = CRM_USAGE;
	return -1;
}

/* ---- days and rates ---- */

struct run {
	struct crm_rate_run rate, floor; /* half-years are asked for in order */
	const struct crm_debt *d;
	struct crm_interest *out;
	struct crm_err *e;
	struct crm_interest_line *line; /* heap array while it grows */
	size_t cap, first;		/* first: where the lines of this period begin */
	bool lines;			/* they are asked for */
	bool contract;
	int64_t base_more; /* interest of full years that bears interest itself */
	int32_t known;	   /* interest has been worked out up to this day */
	bool gap;	   /* a rate is missing */
	const struct crm_rate *row; /* of the rate at hand; NULL: none */
	int64_t fee_due; /* the fee, once the invoice is late */
	bool late;
};

/* A half-year: rates change at its first day only. */
struct half {
	int32_t first, last;
	int year;
	bool second, leap;
};

static struct half half_of(int32_t day)
{
	struct crm_ymd y = crm_date_ymd(day);
	bool second = y.month > 6;

	return (struct half){
		crm_date_day((struct crm_ymd){y.year, second ? 7 : 1, 1}),
		crm_date_day((struct crm_ymd){y.year, second ? 12 : 6, second ? 31 : 30}),
		y.year,
		second,
		crm_date_month_days(y.year, 2) == 29,
	};
}

static struct half half_next(struct half h)
{
	int year = h.year + h.second;
	bool leap = h.second ? crm_date_month_days(year, 2) == 29 : h.leap;
	int days = h.second ? 181 + leap : 184;

	return (struct half){h.last + 1, h.last + days, year, !h.second, leap};
}

/* The whole file is shown, since the book may have none yet; `checked` bounds the newest row. */
static int missing(struct run *r, struct crm_str series, int32_t day)
{
	struct crm_ymd y = crm_date_ymd(day);
	int n = (int)series.n;

	r->gap = true;
	if (y.month <= 6)
		return crm_err_at(r->e, CRM_PARTIAL, "rates.csv", 0, "series",
			_("no rate of '%.*s' for the first half of %d; look it up and write it into "
			  "rates.csv of the book: 'series,date,rate_bp,checked', below it "
			  "'%.*s,%04d-01-01,RATE,%04d-01-01' (RATE in basis points: 4.25 %% is 425)"),
			n, series.p, y.year, n, series.p, y.year, y.year);
	return crm_err_at(r->e, CRM_PARTIAL, "rates.csv", 0, "series",
		_("no rate of '%.*s' for the second half of %d; look it up and write it into "
		  "rates.csv of the book: 'series,date,rate_bp,checked', below it "
		  "'%.*s,%04d-07-01,RATE,%04d-07-01' (RATE in basis points: 4.25 %% is 425)"),
		n, series.p, y.year, n, series.p, y.year, y.year);
}

static int too_large(struct run *r)
{
	return crm_err_at(r->e, CRM_PARTIAL, "", 0, "amount",
		_("the sums of this invoice are too large"));
}

/* The floor under a contract rate, or the note that the law gives more than we take. */
static void floor_note(struct run *r, int32_t half, int32_t bp)
{
	const struct crm_regime *g = r->d->regime;
	const struct crm_rate *floor;

	if (!g->floor_mult || r->d->kind == CRM_B2C)
		return;
	if (!r->contract && r->out->notes & CRM_INTEREST_FLOOR_HIGHER)
		return; /* said already, and nothing else is */
	floor = crm_rate_run_at(&r->floor, half);
	if (!floor)
		r->out->notes |= r->contract ? CRM_INTEREST_NO_FLOOR : 0;
	else if (bp < floor->bp * g->floor_mult)
		r->out->notes |= r->contract ? CRM_INTEREST_UNDER_FLOOR : CRM_INTEREST_FLOOR_HIGHER;
}

/* The rate of a half-year that begins on a day; a fixed regime keeps that of the first one. */
static int rate_on(struct run *r, int32_t half, int32_t *bp)
{
	const struct crm_regime *g = r->d->regime;

	r->row = NULL;
	if (g->fixed && !r->contract)
		half = half_of(r->out->start + 1).first;
	if (r->contract && r->d->penalty_mult) {
		r->row = crm_rate_run_at(&r->rate, half);
		if (!r->row)
			return missing(r, r->d->penalty_series, half);
		*bp = r->row->bp < 0 ? 0 : (r->row->bp * r->d->penalty_mult + 50) / 100;
	} else if (r->contract) {
		*bp = r->d->penalty_rate;
	} else {
		r->row = g->mult ? crm_rate_run_at(&r->rate, half) : NULL;
		if (g->mult && !r->row)
			return missing(r, g->series, half);
		*bp = (r->row ? g->mult * r->row->bp : 0) + g->margin;
		if (*bp < 0)
			*bp = 0;
		if (g->round)
			*bp = (*bp + g->round - 1) / g->round * g->round;
	}
	floor_note(r, half, *bp);
	return 0;
}

static bool leap(int32_t day)
{
	return crm_date_month_days(crm_date_ymd(day).year, 2) == 29;
}

/* Whether all days have the same rate and the same length of year. */
static bool one_stretch(const struct run *r)
{
	bool one = r->contract ? !r->d->regime->floor_mult && !r->d->penalty_mult
			       : r->d->regime->fixed;

	return one && !r->d->regime->actact;
}

/* Lines of one period that differ in nothing but their days are one: the rate stays, and the year. */
static bool joins(const struct run *r, const struct crm_interest_line *last, int32_t from)
{
	const struct crm_regime *g = r->d->regime;

	return (r->contract ? !r->d->penalty_mult : g->fixed) &&
	       (!g->actact || leap(last->to) == leap(from));
}

static void add_line(struct run *r, int32_t from, int32_t to, int32_t bp, int64_t base)
{
	struct crm_interest *out = r->out;
	struct crm_interest_line *l;
	int64_t year;

	if (out->n > r->first && joins(r, &r->line[out->n - 1], from)) {
		l = &r->line[out->n - 1];
	} else {
		crm_grow(&r->line, &r->cap, out->n + 1, sizeof *r->line);
		l = &r->line[out->n++];
		l->from = from;
	}
	l->to = to;
	l->rate = r->row;
	l->bp = bp;
	l->base = base;
	l->days = to - l->from + 1;
	year = r->d->regime->actact && leap(to) ? LEAP : YEAR;
	l->fine = crm_wide_round(crm_wide_mul(crm_wide_of(base, bp), l->days), year);
}

/* The ruling takes effect with its day (C. com. L622-28, R621-4): interest ends the day before. */
static int32_t cut_at_ruling(struct run *r, int32_t to)
{
	if (r->d->frozen == CRM_NO_DAY || to < r->d->frozen)
		return to;
	r->out->notes |= CRM_INTEREST_FROZEN;
	return r->d->frozen - 1;
}

/* Interest of the days after `from` up to `to`, rounded once. */
static int period(struct run *r, int32_t from, int32_t to)
{
	int64_t base = r->out->principal, sum, rates = 0;
	bool one = one_stretch(r);
	int32_t day, last, bp = 0;
	struct half h;

	if (base <= 0 || r->out->start == CRM_NO_DAY) {
		r->known = to;
		return 0;
	}
	if (crm_add(base, r->base_more, &base))
		return too_large(r);
	to = cut_at_ruling(r, to);
	r->first = r->out->n;
	day = (from > r->out->start ? from : r->out->start) + 1;
	for (h = half_of(day); day <= to; day = last + 1, h = half_next(h)) {
		last = one || h.last > to ? to : h.last;
		if (rate_on(r, h.first, &bp))
			break;
		r->known = last;
		if (r->lines)
			add_line(r, day, last, bp, base);
		/* a year of 366 days divides by more: multiply by the other factor of DEN; all days of
		 * the calendar at the highest rate stay within a word */
		rates += (int64_t)bp * (last - day + 1) * (r->d->regime->actact && h.leap ? YEAR : LEAP);
	}
	/* what is known of a period counts, also when its end is not */
	sum = crm_wide_round(crm_wide_of(base, rates), DEN);
	r->out->interest_left += sum; /* never more than interest */
	if (crm_add(r->out->interest, sum, &r->out->interest))
		return too_large(r);
	return day <= to ? -1 : 0;
}

/* The same, with the interest of each full year added to what bears interest, where the law has it. */
static int years(struct run *r, int32_t from, int32_t to)
{
	int32_t start = r->out->start, end;
	int n;

	if (!r->d->regime->compound || r->contract || start == CRM_NO_DAY)
		return period(r, from, to);
	for (n = 1;; n++) {
		end = crm_date_add_months(start, 12 * n);
		if (end <= from)
			continue;
		if (end >= to)
			return period(r, from, to);
		if (period(r, from, end))
			return -1;
		r->base_more = r->out->interest_left;
		from = end;
	}
}

/* ---- money ---- */

/* Money settles what is owed as far as it goes: what it settled. */
static int64_t pay(int64_t *owed, int64_t *money)
{
	int64_t part = *owed < *money ? *owed : *money;

	if (part <= 0)
		return 0;
	*owed -= part;
	*money -= part;
	return part;
}

/* The whole fee comes up with the first day that anything is late. */
static void fee_from(struct run *r, int32_t from, int32_t to)
{
	int32_t due = r->d->due != CRM_NO_DAY ? r->d->due : r->out->start;

	if (r->late || r->out->principal <= 0 || due == CRM_NO_DAY || to <= from || to <= due)
		return;
	r->late = true;
	r->out->fee = r->out->fee_left = r->fee_due;
}

static int move(struct run *r, const struct crm_move *m)
{
	struct crm_interest *out = r->out;
	struct crm_settled done = {0, 0};
	int64_t money = m->amount;

	if (m->event == CRM_EV_REFUND) {
		if (crm_add(out->principal, money, &out->principal))
			return too_large(r);
	} else {
		if (r->d->legal) {
			done.fee = pay(&out->fee_left, &money);
			done.interest = pay(&out->interest_left, &money);
			if (r->base_more > out->interest_left)
				r->base_more = out->interest_left;
		}
		if (crm_sub(out->principal, money, &out->principal))
			return too_large(r);
	}
	if (r->lines)
		out->settled[m - r->d->moves] = done;
	if (out->principal > 0)
		out->paid = CRM_NO_DAY;
	else if (out->paid == CRM_NO_DAY)
		out->paid = m->day;
	return 0;
}

/* Money beyond the principal settles interest, then the fee. */
static void settle_excess(struct crm_interest *out)
{
	int64_t over = out->principal < 0 ? -out->principal : 0, left = over;

	pay(&out->interest_left, &left);
	pay(&out->fee_left, &left);
	out->principal += over - left;
}

static void fee_of(struct run *r)
{
	const struct crm_regime *g = r->d->regime;
	int64_t claim = r->out->principal;
	size_t i;

	if (r->d->kind == CRM_B2C || r->d->frozen != CRM_NO_DAY || r->d->waived || g->fee_n == 0)
		return;
	for (i = 0; i + 1 < g->fee_n; i++)
		if (claim < g->fee[i].limit || (g->fee[i].closed && claim == g->fee[i].limit))
			break;
	if (g->fee_currency == r->d->currency)
		r->fee_due = g->fee[i].amount;
	else
		r->out->notes |= CRM_INTEREST_FEE_CURRENCY;
}

/* The day whose evening interest runs from. */
static int32_t start_of(struct run *r)
{
	const struct crm_debt *d = r->d;
	enum crm_regime_start how = d->regime->start;
	int32_t from = d->notice;

	if (d->waived)
		return CRM_NO_DAY;
	if (d->kind == CRM_B2C && d->regime->kind != CRM_REGIME_B2C)
		how = CRM_START_NOTICE; /* a consumer owes none without one */
	if (how == CRM_START_DUE_OR_NOTICE)
		how = d->due != CRM_NO_DAY ? CRM_START_DUE : CRM_START_NOTICE;
	if (how == CRM_START_DUE)
		return d->due;
	if (how == CRM_START_REMINDER && d->reminded && (from == CRM_NO_DAY || d->reminder < from))
		from = d->reminder;
	if (from == CRM_NO_DAY) {
		r->out->notes |= CRM_INTEREST_NO_NOTICE;
		return CRM_NO_DAY;
	}
	return d->due > from ? d->due : from;
}

static int known_from(struct run *r)
{
	const struct crm_regime *g = r->d->regime;
	char text[CRM_WHEN_TEXT];

	if (g->from == CRM_NO_DAY || r->contract || r->out->start == CRM_NO_DAY ||
		r->out->start + 1 >= g->from || r->out->principal <= 0)
		return 0;
	crm_date_text(g->from, text);
	return crm_err_at(r->e, CRM_PARTIAL, "regimes.csv", 0, "from",
		_("the regime '%.*s' applies only from %s; what was late before must be worked out "
			"by hand"),
		(int)g->key.n, g->key.p, text);
}

/* What was credited was never owed, whenever it was said. */
static int take_credits(struct run *r)
{
	const struct crm_debt *d = r->d;
	size_t i;

	for (i = 0; i < d->moves_n; i++)
		if (d->moves[i].event == CRM_EV_CREDIT &&
			crm_sub(r->out->principal, d->moves[i].amount, &r->out->principal))
			return too_large(r);
	return 0;
}

/*
 * A rate that is missing stops the interest, not the counting of money: only where a payment settles
 * interest first is the principal behind it not known either.
 */
static int walk(struct run *r)
{
	const struct crm_debt *d = r->d;
	const struct crm_move *m;
	int32_t at = INT32_MIN;
	size_t i;
	int st = 0;

	r->out->counted = true;
	for (i = 0; i < d->moves_n; i++) {
		m = &d->moves[i];
		if (m->day > d->until || m->event == CRM_EV_CREDIT)
			continue;
		fee_from(r, at, m->day);
		if (!st)
			st = years(r, at, m->day);
		if (st && d->legal && m->event == CRM_EV_PAYMENT)
			r->out->counted = false;
		if (move(r, m)) {
			r->out->counted = false;
			return -1;
		}
		at = m->day;
	}
	fee_from(r, at, d->until);
	if (!st)
		st = years(r, at, d->until);
	if (!st)
		settle_excess(r->out);
	return st;
}

/* What a missing rate leaves: no interest, that before the gap apart, and what does not hang on it. */
static void forget(struct run *r)
{
	struct crm_interest *out = r->out;

	if (r->gap && out->counted && out->interest > 0) {
		out->known = r->known;
		out->known_left = out->interest_left;
	} else {
		out->n = 0;
	}
	out->interest = out->interest_left = 0;
	if (out->counted)
		return;
	out->fee = out->fee_left = 0;
	out->paid = CRM_NO_DAY;
}

int crm_interest(const struct crm_rates *rates, const struct crm_debt *d, struct crm_arena *a,
	struct crm_interest *out, struct crm_err *e)
{
	struct run r = {.d = d, .out = out, .e = e, .lines = a != NULL};
	int st;

	memset(out, 0, sizeof *out);
	out->principal = d->amount;
	out->paid = CRM_NO_DAY;
	if (a)
		out->settled = crm_arena_alloc(a, (d->moves_n + 1) * sizeof *out->settled);
	out->known = CRM_NO_DAY;
	r.contract = d->penalty_rate >= 0 || d->penalty_mult > 0;
	crm_rate_run_open(rates, d->penalty_mult ? d->penalty_series : d->regime->series, &r.rate);
	crm_rate_run_open(rates, d->regime->floor_series, &r.floor);
	out->start = start_of(&r);
	st = take_credits(&r);
	if (st == 0) {
		fee_of(&r);
		st = known_from(&r);
	}
	if (st == 0)
		st = walk(&r);
	if (st)
		forget(&r);
	if (!r.lines)
		return st;
	out->line = crm_arena_keep(a, &r.line, out->n, sizeof *out->line);
	return st;
}
