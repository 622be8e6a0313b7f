/* score.c - the rows of a client on a day, then the balance of their evidence. */
#include "trust/score.h"
#include "trust/detect.h"
#include <stdlib.h>

enum { TREND = 30 /* days */ };

/* A key of 64 bits sorts rows by a moment, made positive, then by their place among the others. */
#define BIAS   (INT64_C(1) << 34)
#define PLACE  28
#define PLACES ((UINT64_C(1) << PLACE) - 1)

/* Voids by the id they take away, the earliest first. */
static int by_target(const void *a, const void *b)
{
	const struct crm_fact *const *x = a, *const *y = b;
	int c = crm_uuid_cmp(&(*x)->id, &(*y)->id);

	return c ? c : crm_fact_cmp(*x, *y);
}

/* Whether a row is taken away by a void dated up to a moment. */
static bool voided(
	const struct crm_fact *const *list, size_t n, const struct crm_fact *f, int64_t known)
{
	size_t lo = 0, hi = n, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (crm_uuid_cmp(&list[mid]->id, &f->id) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < n && crm_uuid_cmp(&list[lo]->id, &f->id) == 0 &&
	       crm_fact_key(list[lo]) <= known;
}

/*
 * Place in the stream (risk.md 5.3): by day and minute, a message before other rows of one instant.
 * Without a time a message counts from the morning, an answer until midnight.
 */
static uint64_t stream_key(const struct crm_fact *f)
{
	bool in = f->by == CRM_BY_CLIENT && !(f->mark & CRM_MARK_TWOWAY);
	int min = crm_fact_min(f) != CRM_NO_MIN ? crm_fact_min(f) : in ? 0 : CRM_DAY_MINUTES;

	return (uint64_t)(((int64_t)f->day * 2048 + min) * 2 + !in + BIAS);
}

static int by_number(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* qsort, but for what stands in order already, as a journal mostly does. */
static void sort_keys(uint64_t *key, size_t n)
{
	size_t i;

	for (i = 1; i < n; i++)
		if (key[i - 1] > key[i])
			break;
	if (i < n)
		qsort(key, n, sizeof *key, by_number);
}

void crm_scorer_init(struct crm_scorer *s, struct crm_facts *facts, const struct crm_policy *policy,
	const struct crm_calendar *calendar)
{
	struct crm_evidence *v = &s->evidence;
	int64_t nobody = crm_intern_find(&facts->clients, CRM_STR(""));
	size_t i;

	crm_facts_settle(facts);
	memset(s, 0, sizeof *s);
	s->facts = facts;
	v->policy = policy;
	v->calendar = calendar;
	v->signals = CRM_SIGNALS + policy->score.own_n;
	v->bad = crm_calloc(v->signals, sizeof *v->bad);
	v->good = crm_calloc(v->signals, sizeof *v->good);
	v->count = crm_calloc(v->signals, sizeof *v->count);
	crm_arena_init(&v->mem);
	if (nobody < 0)
		return;
	for (i = facts->start[nobody]; i < facts->start[nobody + 1]; i++) {
		const struct crm_fact *f = crm_pool_at(&facts->rows, facts->order[i]);

		crm_grow(&s->nobody, &s->nobody_cap, s->nobodies + 1, sizeof *s->nobody);
		s->nobody[s->nobodies++] = f;
		if (f->event != CRM_EV_VOID)
			continue;
		crm_grow(&s->nobody_voids, &s->nobody_voids_cap, s->nobody_voids_n + 1,
			sizeof *s->nobody_voids);
		s->nobody_voids[s->nobody_voids_n++] = f;
	}
	if (s->nobody_voids_n)
		qsort(s->nobody_voids, s->nobody_voids_n, sizeof *s->nobody_voids, by_target);
}

void crm_scorer_release(struct crm_scorer *s)
{
	struct crm_evidence *v = &s->evidence;

	crm_release(&v->bad);
	crm_release(&v->good);
	crm_release(&v->count);
	crm_release(&v->row);
	crm_release(&v->thread);
	crm_release(&v->leave);
	crm_release(&v->talk);
	crm_release(&v->praise);
	crm_release(&v->cause);
	crm_release(&s->all);
	crm_release(&s->threads);
	crm_release(&s->talks);
	crm_release(&s->nobody);
	crm_release(&s->voids);
	crm_release(&s->nobody_voids);
	crm_arena_release(&v->mem);
}

/* The rows of a client as absorbed, voids apart. */
static void gather(struct crm_scorer *s, uint32_t client)
{
	const struct crm_facts *f = s->facts;
	size_t i, end;

	s->n = s->voids_n = 0;
	if (client == UINT32_MAX)
		return;
	i = f->start[client];
	end = f->start[client + 1];
	crm_grow(&s->all, &s->cap, end - i, sizeof *s->all);
	for (; i < end; i++) {
		const struct crm_fact *x = crm_pool_at(&f->rows, f->order[i]);

		if (x->event != CRM_EV_VOID) {
			s->all[s->n++] = x;
			continue;
		}
		crm_grow(&s->voids, &s->voids_cap, s->voids_n + 1, sizeof *s->voids);
		s->voids[s->voids_n++] = x;
	}
}

static int by_id(const void *a, const void *b)
{
	const struct crm_fact *const *x = a, *const *y = b;

	return crm_uuid_cmp(&(*x)->id, &(*y)->id);
}

/* The rows in order of (at, id), in the array of the evidence. */
static void sort_rows(struct crm_scorer *s)
{
	uint64_t *key = crm_arena_alloc(&s->evidence.mem, (s->n + 1) * sizeof *key);
	const struct crm_fact **row;
	size_t i, k;

	crm_grow(&s->evidence.row, &s->row_cap, s->n, sizeof *s->evidence.row);
	row = s->evidence.row;
	for (i = 0; i < s->n; i++)
		key[i] = (uint64_t)(crm_fact_key(s->all[i]) + BIAS) << PLACE | i;
	sort_keys(key, s->n);
	for (i = 0; i < s->n; i++)
		row[i] = s->all[key[i] & PLACES];
	for (i = 0; i < s->n; i = k) { /* rows of one moment fall by id */
		for (k = i + 1; k < s->n && key[k] >> PLACE == key[i] >> PLACE; k++)
			;
		if (k - i > 1)
			qsort(row + i, k - i, sizeof *row, by_id);
	}
}

/* From (at, id) to event, then (at, id). */
static void by_event(struct crm_scorer *s)
{
	size_t start[CRM_EVENTS + 1] = {0}, i;

	for (i = 0; i < s->n; i++)
		start[s->all[i]->event + 1]++;
	for (i = 1; i <= CRM_EVENTS; i++)
		start[i] += start[i - 1];
	for (i = 0; i < s->n; i++) {
		const struct crm_fact *x = s->evidence.row[i];

		s->all[start[x->event]++] = x;
	}
}

static bool talks(const struct crm_fact *f)
{
	return f->event == CRM_EV_CONTACT || f->event == CRM_EV_CHECKIN;
}

/* Rows with a ref by ref, event, (at, id); those of the stream in its order. */
static void index_rows(struct crm_scorer *s)
{
	uint64_t *key = crm_arena_alloc(&s->evidence.mem, (s->n + 1) * sizeof *key);
	uint64_t *talk = crm_arena_alloc(&s->evidence.mem, (s->n + 1) * sizeof *talk);
	size_t i, n = 0, t = 0;

	for (i = 0; i < s->n; i++) {
		if (talks(s->all[i]))
			talk[t++] = stream_key(s->all[i]) << PLACE | i;
		else if (s->all[i]->word)
			key[n++] = (uint64_t)s->all[i]->word << 32 | i;
	}
	crm_grow(&s->talks, &s->talks_cap, s->n, sizeof *s->talks);
	crm_grow(&s->threads, &s->threads_cap, s->n, sizeof *s->threads);
	sort_keys(key, n);
	for (i = 0; i < n; i++)
		s->threads[i] = s->all[key[i] & UINT32_MAX];
	s->threads_n = n;
	sort_keys(talk, t);
	for (i = 0; i < t; i++)
		s->talks[i] = s->all[talk[i] & PLACES];
	s->talks_n = t;
}

void crm_scorer_client(struct crm_scorer *s, uint32_t client, const struct crm_client *profile)
{
	s->evidence.profile = profile;
	gather(s, client);
	sort_rows(s);
	by_event(s);
	index_rows(s);
	crm_arena_release(&s->evidence.mem);
	if (s->voids_n)
		qsort(s->voids, s->voids_n, sizeof *s->voids, by_target);
}

/* The rows of a list that count at a moment, into an array of at least as many. */
static size_t counted(const struct crm_scorer *s, const struct crm_fact *const *from, size_t n,
	int64_t known, const struct crm_fact **to)
{
	size_t i, k = 0;

	for (i = 0; i < n; i++)
		if (crm_fact_key(from[i]) <= known &&
			(s->voids_n == 0 || !voided(s->voids, s->voids_n, from[i], known)))
			to[k++] = from[i];
	return k;
}

static void add_leave(struct crm_scorer *s, const struct crm_fact *f)
{
	struct crm_evidence *v = &s->evidence;

	crm_grow(&v->leave, &s->leave_cap, v->leaves + 1, sizeof *v->leave);
	v->leave[v->leaves++] = f;
}

static int64_t moment(struct crm_when w)
{
	if (w.min == CRM_NO_MIN)
		w.min = CRM_DAY_MINUTES - 1;
	return crm_when_key(w);
}

static bool nobody_counts(const struct crm_scorer *s, const struct crm_fact *f, int64_t known)
{
	return f->event != CRM_EV_VOID && crm_fact_key(f) <= known &&
	       !voided(s->nobody_voids, s->nobody_voids_n, f, known);
}

bool crm_scorer_nobody(const struct crm_scorer *s, size_t i, struct crm_when known)
{
	return nobody_counts(s, s->nobody[i], moment(known));
}

static void absences(struct crm_scorer *s, int64_t known)
{
	struct crm_evidence *v = &s->evidence;
	struct crm_facts_of r = crm_evidence_rows(v, CRM_EV_ABSENCE);
	size_t i;

	v->leaves = 0;
	for (i = 0; i < r.n; i++)
		add_leave(s, r.row[i]);
	for (i = 0; i < s->nobodies; i++)
		if (s->nobody[i]->event == CRM_EV_ABSENCE && nobody_counts(s, s->nobody[i], known))
			add_leave(s, s->nobody[i]);
}

/* The day's rows; sums at zero. */
static void load(struct crm_scorer *s, struct crm_when now, struct crm_when upto)
{
	struct crm_evidence *v = &s->evidence;
	int64_t known = moment(upto);
	size_t n, i, e = 0;

	v->now = now;
	if (now.min == CRM_NO_MIN)
		v->now.min = CRM_DAY_MINUTES - 1;
	crm_grow(&v->row, &s->row_cap, s->n, sizeof *v->row);
	crm_grow(&v->thread, &s->thread_cap, s->threads_n, sizeof *v->thread);
	crm_grow(&v->talk, &s->talk_cap, s->talks_n, sizeof *v->talk);
	n = counted(s, s->all, s->n, known, v->row);
	v->threads = counted(s, s->threads, s->threads_n, known, v->thread);
	v->talks = counted(s, s->talks, s->talks_n, known, v->talk);
	for (i = 0; i < n; i++)
		while (e <= v->row[i]->event)
			v->start[e++] = i;
	while (e <= CRM_EVENTS)
		v->start[e++] = n;
	absences(s, known);
	memset(v->bad, 0, v->signals * sizeof *v->bad);
	memset(v->good, 0, v->signals * sizeof *v->good);
	memset(v->count, 0, v->signals * sizeof *v->count);
	v->praises = 0;
	if (v->explain)
		v->causes = 0;
}

void crm_scorer_at(struct crm_scorer *s, struct crm_when now, struct crm_when known,
	struct crm_arena *a, struct crm_score *out)
{
	struct crm_evidence *v = &s->evidence;

	load(s, now, known);
	crm_detect_money(v);
	crm_detect_word(v);
	crm_detect_events(v);
	crm_detect_settled(v);
	crm_detect_talk(v);
	crm_detect_states(v);
	crm_balance(v, a, out);
	out->any = v->start[CRM_EVENTS] > 0;
	crm_arena_release(&v->mem);
}

int crm_score_trend(struct crm_scorer *s, const struct crm_score *score, struct crm_when now)
{
	bool explain = s->evidence.explain;
	struct crm_when then = {now.day - TREND, now.min};
	struct crm_arena a;
	struct crm_score before;

	crm_arena_init(&a);
	s->evidence.explain = false;
	crm_scorer_at(s, then, then, &a, &before);
	s->evidence.explain = explain;
	crm_arena_release(&a);
	return score->risk - before.risk;
}
