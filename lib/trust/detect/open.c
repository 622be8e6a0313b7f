/* open.c - what is open until resolved: conflicts and doubts, and what settles them. */
#include "case/thread.h"
#include "trust/detect/detect.h"
#include <stdlib.h>

enum { FRESH = 90 /* days in which doubts of both sides meet */, OFTEN = 2 };

/* All conflicts or all doubts, thread by thread. */
struct all {
	struct crm_episode *item;
	size_t n;
};

static struct all room(struct crm_evidence *v, enum crm_event e)
{
	size_t n = crm_case_rows(v->c, e).n;

	return (struct all){n ? crm_arena_alloc(&v->c->mem, n * sizeof(struct crm_episode)) : NULL, 0};
}

/* -> how many of this thread came in */
static size_t take(struct crm_evidence *v, struct crm_entries t, enum crm_event e, struct all *all)
{
	struct crm_episode *list;
	size_t n = crm_episodes_of(v->c, t, e, &list);

	if (n)
		memcpy(all->item + all->n, list, n * sizeof *list);
	all->n += n;
	return n;
}

/* Whether one of the last n of them was closed on a day. */
static bool closed_on(const struct all *all, size_t n, int32_t day)
{
	for (; n > 0; n--)
		if (all->item[all->n - n].fix && all->item[all->n - n].fix->day == day)
			return true;
	return false;
}

/* Good once for each day on which a resolve closed something of the thread (S2.2). */
static void add_fixes(struct crm_evidence *v, struct crm_entries t, const struct all *conflict,
	size_t conflicts, const struct all *doubt, size_t doubts)
{
	struct crm_entries r = crm_thread_rows(t, CRM_EV_INCIDENT);
	struct crm_entries fix = crm_thread_rows(t, CRM_EV_RESOLVE);
	int32_t last = CRM_NO_DAY;
	size_t i, k = 0;

	for (i = 0; i < fix.n; i++) {
		int32_t day = fix.row[i]->day;
		bool closes = closed_on(conflict, conflicts, day) || closed_on(doubt, doubts, day);

		if (day == last)
			continue;
		/* incidents after the last resolve and up to this one have this as their first */
		for (; k < r.n && r.row[k]->day <= day; k++)
			closes = true;
		if (closes)
			crm_evidence_good(v, CRM_SIG_RESOLVED, day, CRM_MILLI, fix.row[i]);
		last = day;
	}
}

static void add(struct crm_evidence *v, int signal, const struct crm_episode *o, int *factor,
	size_t factors)
{
	if (o->fix)
		factor[factors++] = v->c->policy->score.factor.settled;
	if (crm_evidence_bad(v, signal, 1, o->fix ? o->fix->day : v->c->now.day, factor, factors,
		    o->first))
		crm_evidence_cause(v, signal, 0, o->fix);
}

static int rising(const void *a, const void *b)
{
	const int32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* How many of sorted days lie up to one. */
static size_t up_to(const int32_t *day, size_t n, int64_t last)
{
	size_t lo = 0, hi = n, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (day[mid] <= last)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* The third within half a year is no longer one more disagreement. */
static void conflicts_of(struct crm_evidence *v, const struct all *all)
{
	const struct crm_score_policy *sp = &v->c->policy->score;
	int32_t *day;
	size_t i;

	if (all->n == 0)
		return;
	day = crm_arena_alloc(&v->c->mem, all->n * sizeof *day);
	for (i = 0; i < all->n; i++)
		day[i] = all->item[i].first->day;
	qsort(day, all->n, sizeof *day, rising);
	for (i = 0; i < all->n; i++) {
		const struct crm_episode *o = &all->item[i];
		int64_t begin = (int64_t)o->first->day - sp->factor.repeat_days;
		size_t others = up_to(day, all->n, o->first->day) - up_to(day, all->n, begin - 1) - 1;
		int factor[3] = {(int)o->level * CRM_MILLI, sp->factor.repeat};

		add(v, CRM_SIG_CONFLICT, o, factor, others >= OFTEN ? 2 : 1);
	}
}

/* Open doubts weigh more where both sides have one that is not old (S3.10). */
static void doubts_of(struct crm_evidence *v, const struct all *all)
{
	unsigned who = 0;
	size_t i;

	for (i = 0; i < all->n; i++)
		if (!all->item[i].fix &&
			v->c->now.day - (int64_t)all->item[i].first->day < FRESH)
			who |= all->item[i].who;
	for (i = 0; i < all->n; i++) {
		int factor[2] = {v->c->policy->score.factor.mutual_doubt};

		add(v, CRM_SIG_DOUBT, &all->item[i], factor,
			!all->item[i].fix && who == CRM_BY_BOTH);
	}
}

void crm_detect_settled(struct crm_evidence *v)
{
	static const uint64_t events = CRM_EV_BIT(CRM_EV_CONFLICT) | CRM_EV_BIT(CRM_EV_DOUBT) |
				       CRM_EV_BIT(CRM_EV_RESOLVE);
	struct all conflict = room(v, CRM_EV_CONFLICT), doubt = room(v, CRM_EV_DOUBT);
	size_t i = 0, conflicts, doubts;
	struct crm_entries t;

	while (crm_case_with(v->c, events, &i, &t)) {
		conflicts = take(v, t, CRM_EV_CONFLICT, &conflict);
		doubts = take(v, t, CRM_EV_DOUBT, &doubt);
		if (t.has & CRM_EV_BIT(CRM_EV_RESOLVE))
			add_fixes(v, t, &conflict, conflicts, &doubt, doubts);
	}
	conflicts_of(v, &conflict);
	doubts_of(v, &doubt);
}
