/* word.c - promises and deadlines. */
#include "base/sort.h"
#include "case/thread.h"
#include "trust/detect/detect.h"

/* A late deadline: when it was due, how late, since when. */
struct late {
	int32_t due, day;
	int64_t x;
	const struct crm_entry *row, *end;
};

struct lates {
	struct late *item;
	size_t n;
};

/* Whether a word was not held; if it was, and is mine, it earns praise. */
static bool not_held(struct crm_evidence *v, const struct crm_word *w, int signal, struct late *out)
{
	const struct crm_entry *end = w->done ? w->done : w->broken;
	int64_t x = crm_word_late(w, v->c->now.day), most = v->c->policy->score.signal[signal].to;
	bool deadline = w->first->event == CRM_EV_DEADLINE;

	if (w->mine && w->moved)
		crm_evidence_good(
			v, CRM_SIG_PROMISE_CLARIFIED, w->moved->day, CRM_MILLI, w->moved);
	if (x > 0) {
		*out = (struct late){w->due == CRM_NO_DAY ? end->day : w->due,
			end ? end->day : v->c->now.day, x < most ? x : most, w->first, end};
		return true;
	}
	if (w->done && w->mine)
		crm_evidence_good(v, deadline ? CRM_SIG_DELIVERED_ON_TIME : CRM_SIG_PROMISE_KEPT,
			w->done->day, CRM_MILLI, w->done);
	return false;
}

static void add_late(struct crm_evidence *v, int signal, const struct late *l, bool again)
{
	if (crm_evidence_bad(
		    v, signal, l->x, l->day, &v->c->policy->score.factor.repeat, again, l->row))
		crm_evidence_cause(v, signal, 0, l->end);
}

static int by_due(const void *a, const void *b)
{
	const struct late *x = a, *y = b;

	return (x->due > y->due) - (x->due < y->due);
}

/* Late again: another was due on the same day or not long before (S1.10). */
static void add_deliveries(struct crm_evidence *v, struct lates *l)
{
	int64_t span = v->c->policy->score.factor.repeat_days;
	size_t i;

	crm_sort(l->item, l->n, sizeof *l->item, by_due);
	for (i = 0; i < l->n; i++) {
		struct late *x = &l->item[i];
		bool again = (i > 0 && x->due - (int64_t)x[-1].due <= span) ||
			     (i + 1 < l->n && x[1].due == x->due);

		add_late(v, CRM_SIG_LATE_DELIVERY, x, again);
	}
}

void crm_detect_word(struct crm_evidence *v)
{
	size_t most = crm_case_rows(v->c, CRM_EV_DEADLINE).n, i = 0;
	struct lates deliveries = {NULL, 0};
	struct crm_entries t;
	struct crm_word w;
	struct late l;

	if (most)
		deliveries.item = crm_arena_alloc(&v->c->mem, most * sizeof l);
	while (crm_case_with(v->c, CRM_EV_BIT(CRM_EV_PROMISE) | CRM_EV_BIT(CRM_EV_DEADLINE), &i, &t)) {
		if (crm_word_of(t, CRM_EV_PROMISE, CRM_BY_NONE, &w)) {
			int signal = w.mine ? CRM_SIG_BROKEN_PROMISE : CRM_SIG_CLIENT_PROMISE;

			if (not_held(v, &w, signal, &l))
				add_late(v, signal, &l, false);
		}
		if (crm_word_of(t, CRM_EV_DEADLINE, CRM_BY_NONE, &w) &&
			not_held(v, &w, CRM_SIG_LATE_DELIVERY, &l))
			deliveries.item[deliveries.n++] = l;
	}
	add_deliveries(v, &deliveries);
}
