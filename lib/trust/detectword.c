/* detectword.c - promises and deadlines, what weighs by itself, what is open until resolved. */
#include "trust/detect.h"
#include <stdlib.h>

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

/* The due day, moved by each word given in time; the first of mine earns praise. */
static int32_t due_day(
	struct crm_evidence *v, struct crm_entries t, const struct crm_entry *p, bool mine)
{
	struct crm_entries c = crm_thread_rows(t, CRM_EV_CLARIFY);
	int32_t due = p->due;
	bool moved = false;
	size_t i;

	for (i = 0; i < c.n; i++) {
		if (due != CRM_NO_DAY && c.row[i]->day > due)
			continue;
		if (c.row[i]->due != CRM_NO_DAY)
			due = c.row[i]->due;
		if (mine && !moved)
			crm_evidence_good(
				v, CRM_SIG_PROMISE_CLARIFIED, c.row[i]->day, CRM_MILLI, c.row[i]);
		moved = true;
	}
	return due;
}

/* Whether a word was not held; if it was, and is mine, it earns praise. */
static bool not_held(struct crm_evidence *v, struct crm_entries t, const struct crm_entry *p,
	int signal, struct late *out)
{
	bool deadline = p->event == CRM_EV_DEADLINE, mine = signal != CRM_SIG_CLIENT_PROMISE;
	int32_t due = due_day(v, t, p, mine), day = v->c->now.day;
	const struct crm_entry *done, *broken = NULL;

	done = crm_thread_first(t, deadline ? CRM_EV_DELIVERED : CRM_EV_KEPT, INT32_MIN);
	if (done)
		day = done->day;
	else
		broken = crm_thread_first(t, CRM_EV_BROKEN, INT32_MIN);
	if (broken) {
		*out = (struct late){.due = due == CRM_NO_DAY ? broken->day : due,
			.day = broken->day,
			.x = v->c->policy->score.signal[signal].to,
			.row = p,
			.end = broken};
		return true;
	}
	if (due != CRM_NO_DAY && day > due) {
		*out = (struct late){due, day, (int64_t)day - due, p, done};
		return true;
	}
	if (done && mine)
		crm_evidence_good(v, deadline ? CRM_SIG_DELIVERED_ON_TIME : CRM_SIG_PROMISE_KEPT,
			done->day, CRM_MILLI, done);
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

	if (l->n)
		qsort(l->item, l->n, sizeof *l->item, by_due);
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
	const struct crm_entry *p;
	struct crm_entries t;
	struct late l;

	if (most)
		deliveries.item = crm_arena_alloc(&v->c->mem, most * sizeof l);
	while (i < v->c->threads) {
		t = crm_case_thread(v->c, &i);
		p = crm_thread_first(t, CRM_EV_PROMISE, INT32_MIN);
		if (p) {
			int signal = p->by == CRM_BY_CLIENT ? CRM_SIG_CLIENT_PROMISE
							    : CRM_SIG_BROKEN_PROMISE;

			if (not_held(v, t, p, signal, &l))
				add_late(v, signal, &l, false);
		}
		p = crm_thread_first(t, CRM_EV_DEADLINE, INT32_MIN);
		if (p && not_held(v, t, p, CRM_SIG_LATE_DELIVERY, &l))
			deliveries.item[deliveries.n++] = l;
	}
	add_deliveries(v, &deliveries);
}

static void incidents(struct crm_evidence *v)
{
	struct crm_entries r = crm_case_rows(v->c, CRM_EV_INCIDENT);
	size_t i;

	for (i = 0; i < r.n; i++) {
		int signal = (int)r.row[i]->kind - 1, third = (int)r.row[i]->level * CRM_MILLI / 3;
		bool level = signal >= 0 && signal < CRM_SIGNALS && crm_signals[signal].by_level;

		if (signal >= 0)
			crm_evidence_bad(v, signal, 1, r.row[i]->day, &third, level, r.row[i]);
	}
}

void crm_detect_events(struct crm_evidence *v)
{
	static const struct {
		enum crm_event event;
		int signal;
	} plain[] = {{CRM_EV_CHECKIN, CRM_SIG_CHECKIN}, {CRM_EV_INTEREST, CRM_SIG_INTEREST},
		{CRM_EV_APOLOGY, CRM_SIG_APOLOGY}, {CRM_EV_GESTURE, CRM_SIG_GESTURE},
		{CRM_EV_DISAGREE, CRM_SIG_DISAGREE}, {CRM_EV_GOODWILL, CRM_SIG_GOODWILL},
		{CRM_EV_REFERRAL, CRM_SIG_REFERRAL}, {CRM_EV_FRAME, CRM_SIG_FRAME},
		{CRM_EV_RENEW, CRM_SIG_RENEWAL}};
	struct crm_entries r;
	size_t k, i;

	incidents(v);
	r = crm_case_rows(v->c, CRM_EV_STAFF);
	for (i = 0; i < r.n; i++)
		if (r.row[i]->kind != CRM_STAFF_ILLNESS)
			crm_evidence_bad(
				v, CRM_SIG_STAFF_CHANGE, 1, r.row[i]->day, NULL, 0, r.row[i]);
	for (k = 0; k < sizeof plain / sizeof *plain; k++) {
		r = crm_case_rows(v->c, plain[k].event);
		for (i = 0; i < r.n; i++)
			crm_evidence_good(v, plain[k].signal, r.row[i]->day, CRM_MILLI, r.row[i]);
	}
	r = crm_case_rows(v->c, CRM_EV_SATISFIED);
	for (i = 0; i < r.n; i++) {
		int above = (int)r.row[i]->level - 3;

		crm_evidence_good(v, CRM_SIG_SATISFIED, r.row[i]->day,
			above > 0 ? above * CRM_MILLI / 2 : 0, r.row[i]);
	}
}

/* One conflict or doubt: its first row, the highest level, everyone's by. */
struct open {
	const struct crm_entry *row, *fix;
	unsigned level, who;
};

static bool open_of(struct crm_entries t, enum crm_event e, struct open *out)
{
	struct crm_entries r = crm_thread_rows(t, e);
	size_t i;

	if (r.n == 0)
		return false;
	*out = (struct open){r.row[0], crm_thread_first(t, CRM_EV_RESOLVE, r.row[0]->day), 0, 0};
	for (i = 0; i < r.n; i++) {
		if (r.row[i]->level > out->level)
			out->level = r.row[i]->level;
		out->who |= r.row[i]->by; /* both is me and client */
	}
	return true;
}

/* Whether both sides doubt, of what is open and not old (S3.10). */
static bool mutual(const struct crm_evidence *v)
{
	unsigned who = 0;
	struct open o;
	size_t i = 0;

	while (i < v->c->threads)
		if (open_of(crm_case_thread(v->c, &i), CRM_EV_DOUBT, &o) && !o.fix &&
			v->c->now.day - (int64_t)o.row->day < 90)
			who |= o.who;
	return who == CRM_BY_BOTH;
}

static void add_open(struct crm_evidence *v, int signal, const struct open *o, bool both)
{
	const struct crm_score_policy *sp = &v->c->policy->score;
	int factor[2];
	size_t n = 0;

	if (signal == CRM_SIG_CONFLICT)
		factor[n++] = (int)o->level * CRM_MILLI;
	else if (!o->fix && both)
		factor[n++] = sp->factor.mutual_doubt;
	if (o->fix)
		factor[n++] = sp->factor.settled;
	if (crm_evidence_bad(v, signal, 1, o->fix ? o->fix->day : v->c->now.day, factor, n, o->row))
		crm_evidence_cause(v, signal, 0, o->fix);
}

/* Once for each day on which a resolve closed something of the thread. */
static void add_fixes(struct crm_evidence *v, struct crm_entries t,
	const struct crm_entry *conflict, const struct crm_entry *doubt)
{
	struct crm_entries r = crm_thread_rows(t, CRM_EV_INCIDENT);
	struct crm_entries fix = crm_thread_rows(t, CRM_EV_RESOLVE);
	int32_t last = CRM_NO_DAY;
	size_t i, k = 0;

	for (i = 0; i < fix.n; i++) {
		int32_t day = fix.row[i]->day;
		bool closes = (conflict && conflict->day == day) || (doubt && doubt->day == day);

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

void crm_detect_settled(struct crm_evidence *v)
{
	bool both = mutual(v);
	struct crm_entries t;
	size_t i = 0;

	while (i < v->c->threads) {
		struct open conflict = {NULL, NULL, 0, 0}, doubt = conflict;

		t = crm_case_thread(v->c, &i);
		if (open_of(t, CRM_EV_CONFLICT, &conflict))
			add_open(v, CRM_SIG_CONFLICT, &conflict, false);
		if (open_of(t, CRM_EV_DOUBT, &doubt))
			add_open(v, CRM_SIG_DOUBT, &doubt, both);
		add_fixes(v, t, conflict.fix, doubt.fix);
	}
}
