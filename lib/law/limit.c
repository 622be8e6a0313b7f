/* limit.c - limitation. */
#include "law/limit.h"

enum { JUDGMENT_YEARS = 10, LAST_YEAR = 9999 };

bool crm_limit_restart(struct crm_str kind, enum crm_limit_from *how)
{
	if (crm_str_is(kind, "served"))
		*how = CRM_LIMIT_SERVED;
	else if (crm_str_is(kind, "judged"))
		*how = CRM_LIMIT_JUDGED;
	else
		return false;
	return true;
}

struct crm_period crm_limit_period(const struct crm_regimes *r, const struct crm_regime *g,
	enum crm_client_kind kind)
{
	static const enum crm_regime_kind same[] = {[CRM_B2B] = CRM_REGIME_B2B,
		[CRM_B2C] = CRM_REGIME_B2C, [CRM_PUBLIC] = CRM_REGIME_PUBLIC};
	struct crm_period p = {0, CRM_LIMIT_DAY, crm_regime_french(g), true};
	const struct crm_regime *own;

	if (!g)
		return p;
	own = g->kind == same[kind] && g->limit_years ? g : crm_regime_beside(r, g->country, crm_client_kinds[kind]);
	if (!own || !own->limit_years)
		own = g;
	p.years = own->limit_years;
	p.start = own->limit_start;
	p.check = !p.french || kind == CRM_PUBLIC;
	return p;
}

static int32_t period_end(struct crm_period p, int32_t from, enum crm_limit_from how)
{
	int year = crm_date_ymd(from).year;
	int years = how == CRM_LIMIT_JUDGED ? JUDGMENT_YEARS : p.years;
	bool first = how == CRM_LIMIT_INVOICED || how == CRM_LIMIT_DONE;

	if (!years || year + years > LAST_YEAR)
		return CRM_NO_DAY;
	if (how != CRM_LIMIT_JUDGED && (p.start == CRM_LIMIT_NEXT_YEAR ||
					      (p.start == CRM_LIMIT_YEAR_END && first)))
		return crm_date_day((struct crm_ymd){year + years, 12, 31});
	return crm_date_add_months(from, years * 12);
}

/* Abroad nobody here knows what service or a judgment gives: the earlier date is the safe one. */
static bool counts(struct crm_period p, const struct crm_restart *r)
{
	return p.french || r->how == CRM_LIMIT_ACKNOWLEDGED;
}

/* By day, then by kind, so that the order in which they are given never matters. */
static bool before(struct crm_restart a, struct crm_restart b)
{
	return a.day < b.day || (a.day == b.day && a.how < b.how);
}

struct crm_limit crm_limit(struct crm_period p, int32_t invoiced, int32_t done,
	const struct crm_restart *restart, size_t n)
{
	struct crm_limit l = {.from = invoiced, .how = CRM_LIMIT_INVOICED, .check = p.check};
	const struct crm_restart *next;
	struct crm_restart last;
	int32_t end;
	size_t i;

	if (done != CRM_NO_DAY) {
		l.from = done;
		l.how = CRM_LIMIT_DONE;
	}
	l.day = period_end(p, l.from, l.how);
	last = (struct crm_restart){l.from, l.how};
	while (l.day != CRM_NO_DAY) {
		for (next = NULL, i = 0; i < n; i++)
			if (counts(p, &restart[i]) && before(last, restart[i]) &&
				(!next || before(restart[i], *next)))
				next = &restart[i];
		if (!next || next->day > l.day)
			break;
		last = *next;
		end = period_end(p, last.day, last.how);
		/* an acknowledgement does not shorten what a judgment gave */
		if (end == CRM_NO_DAY || end >= l.day)
			l = (struct crm_limit){end, last.day, last.how, l.check};
	}
	return l;
}

int crm_limit_warn(int32_t limit, int32_t today)
{
	static const int months[] = {1, 3, 6, 12};
	size_t i;

	if (today > limit)
		return -1;
	for (i = 0; i < sizeof months / sizeof *months; i++)
		if (today >= crm_date_add_months(limit, -months[i]))
			return months[i];
	return 0;
}
