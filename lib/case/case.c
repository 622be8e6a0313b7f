/* case.c - one client on one day: the rows that count, in order and by ref. */
#include "case/case.h"
#include <stdlib.h>

/* A key of 64 bits sorts rows by a moment, made positive, then by their place among the others. */
#define BIAS   (INT64_C(1) << 34)
#define PLACE  28
#define PLACES ((UINT64_C(1) << PLACE) - 1)

/* Voids by the id they take away, the earliest first. */
static int by_target(const void *a, const void *b)
{
	const struct crm_entry *const *x = a, *const *y = b;
	int c = crm_uuid_cmp(&(*x)->id, &(*y)->id);

	return c ? c : crm_entry_cmp(*x, *y);
}

/* Whether a row is taken away by a void dated up to a moment. */
static bool voided(
	const struct crm_entry *const *list, size_t n, const struct crm_entry *f, int64_t known)
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
	       crm_entry_key(list[lo]) <= known;
}

static int by_number(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

enum { MANY = 4096 };

/* Shell's sort: for the rows of one client twice as fast as qsort, which calls back for each two. */
static void sort_some(uint64_t *key, size_t n)
{
	static const size_t gap[] = {1750, 701, 301, 132, 57, 23, 10, 4, 1};
	size_t g, i, k;

	for (g = 0; g < sizeof gap / sizeof *gap; g++)
		for (i = gap[g]; i < n; i++) {
			uint64_t x = key[i];

			for (k = i; k >= gap[g] && key[k - gap[g]] > x; k -= gap[g])
				key[k] = key[k - gap[g]];
			key[k] = x;
		}
}

/* What stands in order already, as a journal mostly does, is left alone. */
static void sort_keys(uint64_t *key, size_t n)
{
	size_t i;

	for (i = 1; i < n; i++)
		if (key[i - 1] > key[i])
			break;
	if (i >= n)
		return;
	if (n < MANY)
		sort_some(key, n);
	else
		qsort(key, n, sizeof *key, by_number);
}

static int by_event_of_all(const void *a, const void *b)
{
	const struct crm_entry *const *x = a, *const *y = b;

	if ((*x)->event != (*y)->event)
		return (*x)->event < (*y)->event ? -1 : 1;
	return crm_entry_cmp(*x, *y);
}

void crm_case_init(struct crm_case *c, struct crm_store *store, const struct crm_policy *policy,
	const struct crm_calendar *calendar)
{
	int64_t nobody = crm_intern_find(&store->clients, CRM_STR(""));
	size_t i;

	crm_store_settle(store);
	memset(c, 0, sizeof *c);
	c->store = store;
	c->policy = policy;
	c->calendar = calendar;
	crm_arena_init(&c->mem);
	if (nobody < 0)
		return;
	for (i = store->start[nobody]; i < store->start[nobody + 1]; i++) {
		const struct crm_entry *f = crm_pool_at(&store->rows, store->order[i]);

		crm_grow(&c->nobody, &c->nobody_cap, c->nobodies + 1, sizeof *c->nobody);
		c->nobody[c->nobodies++] = f;
		if (f->event != CRM_EV_VOID)
			continue;
		crm_grow(&c->nobody_voids, &c->nobody_voids_cap, c->nobody_voids_n + 1,
			sizeof *c->nobody_voids);
		c->nobody_voids[c->nobody_voids_n++] = f;
	}
	if (c->nobodies)
		qsort(c->nobody, c->nobodies, sizeof *c->nobody, by_event_of_all);
	c->common = crm_calloc(c->nobodies + 1, sizeof *c->common);
	c->common_known = INT64_MIN;
	if (c->nobody_voids_n)
		qsort(c->nobody_voids, c->nobody_voids_n, sizeof *c->nobody_voids, by_target);
}

void crm_case_release(struct crm_case *c)
{
	crm_release(&c->row);
	crm_release(&c->thread);
	crm_release(&c->span);
	crm_release(&c->leave);
	crm_release(&c->talk);
	crm_release(&c->all);
	crm_release(&c->all_threads);
	crm_release(&c->all_talks);
	crm_release(&c->nobody);
	crm_release(&c->common);
	crm_release(&c->voids);
	crm_release(&c->nobody_voids);
	crm_arena_release(&c->mem);
}

enum { AHEAD = 12 };

/* The rows of a client as absorbed, voids apart. */
static void gather(struct crm_case *c, uint32_t client)
{
	const struct crm_store *f = c->store;
	size_t i, end;

	c->n = c->voids_n = 0;
	if (client == UINT32_MAX)
		return;
	i = f->start[client];
	end = f->start[client + 1];
	crm_grow(&c->all, &c->cap, end - i, sizeof *c->all);
	for (; i < end; i++) {
		const struct crm_entry *x = crm_pool_at(&f->rows, f->order[i]);

		/* the rows of a client lie apart: ask for them ahead */
		if (i + AHEAD < end)
			__builtin_prefetch(crm_pool_at(&f->rows, f->order[i + AHEAD]));
		if (x->event != CRM_EV_VOID) {
			c->all[c->n++] = x;
			continue;
		}
		crm_grow(&c->voids, &c->voids_cap, c->voids_n + 1, sizeof *c->voids);
		c->voids[c->voids_n++] = x;
	}
}

static int by_id(const void *a, const void *b)
{
	const struct crm_entry *const *x = a, *const *y = b;

	return crm_uuid_cmp(&(*x)->id, &(*y)->id);
}

/* The rows in order of (at, id), in the array of the evidence. */
static void sort_rows(struct crm_case *c)
{
	uint64_t *key = crm_arena_alloc(&c->mem, (c->n + 1) * sizeof *key);
	const struct crm_entry **row;
	size_t i, k;

	crm_grow(&c->row, &c->row_cap, c->n, sizeof *c->row);
	row = c->row;
	for (i = 0; i < c->n; i++)
		key[i] = (uint64_t)(crm_entry_key(c->all[i]) + BIAS) << PLACE | i;
	sort_keys(key, c->n);
	for (i = 0; i < c->n; i++)
		row[i] = c->all[key[i] & PLACES];
	for (i = 0; i < c->n; i = k) { /* rows of one moment fall by id */
		for (k = i + 1; k < c->n && key[k] >> PLACE == key[i] >> PLACE; k++)
			;
		if (k - i > 1)
			qsort(row + i, k - i, sizeof *row, by_id);
	}
}

/* From (at, id) to event, then (at, id). */
static void by_event(struct crm_case *c)
{
	size_t start[CRM_EVENTS + 1] = {0}, i;

	for (i = 0; i < c->n; i++)
		start[c->all[i]->event + 1]++;
	for (i = 1; i <= CRM_EVENTS; i++)
		start[i] += start[i - 1];
	for (i = 0; i < c->n; i++) {
		const struct crm_entry *x = c->row[i];

		c->all[start[x->event]++] = x;
	}
}

static bool talks(const struct crm_entry *f)
{
	return f->event == CRM_EV_CONTACT || f->event == CRM_EV_CHECKIN;
}

/* Rows with a ref by ref, event, (at, id); those of the stream in its order. */
static void index_rows(struct crm_case *c)
{
	uint64_t *key = crm_arena_alloc(&c->mem, (c->n + 1) * sizeof *key);
	uint64_t *talk = crm_arena_alloc(&c->mem, (c->n + 1) * sizeof *talk);
	size_t i, n = 0, t = 0;

	for (i = 0; i < c->n; i++) {
		if (talks(c->all[i]))
			talk[t++] = (uint64_t)(crm_entry_place(c->all[i]) + BIAS) << PLACE | i;
		else if (c->all[i]->word)
			key[n++] = (uint64_t)c->all[i]->word << 32 | i;
	}
	crm_grow(&c->all_talks, &c->talks_cap, c->n, sizeof *c->all_talks);
	crm_grow(&c->all_threads, &c->threads_cap, c->n, sizeof *c->all_threads);
	sort_keys(key, n);
	for (i = 0; i < n; i++)
		c->all_threads[i] = c->all[key[i] & UINT32_MAX];
	c->threads_n = n;
	sort_keys(talk, t);
	for (i = 0; i < t; i++)
		c->all_talks[i] = c->all[talk[i] & PLACES];
	c->talks_n = t;
}

void crm_case_take(struct crm_case *c, uint32_t client, const struct crm_client *profile)
{
	c->profile = profile;
	gather(c, client);
	sort_rows(c);
	by_event(c);
	index_rows(c);
	crm_arena_release(&c->mem);
	if (c->voids_n)
		qsort(c->voids, c->voids_n, sizeof *c->voids, by_target);
}

/* The rows of a list that count at a moment, into an array of at least as many. */
static size_t counted(const struct crm_case *c, const struct crm_entry *const *from, size_t n,
	int64_t known, const struct crm_entry **to)
{
	size_t i, k = 0;

	for (i = 0; i < n; i++)
		if (crm_entry_key(from[i]) <= known &&
			(c->voids_n == 0 || !voided(c->voids, c->voids_n, from[i], known)))
			to[k++] = from[i];
	return k;
}

static void add_leave(struct crm_case *c, const struct crm_entry *f)
{
	crm_grow(&c->leave, &c->leave_cap, c->leaves + 1, sizeof *c->leave);
	c->leave[c->leaves++] = f;
}

static int64_t moment(struct crm_when w)
{
	if (w.min == CRM_NO_MIN)
		w.min = CRM_DAY_MINUTES - 1;
	return crm_when_key(w);
}

static bool nobody_counts(const struct crm_case *c, const struct crm_entry *f, int64_t known)
{
	return f->event != CRM_EV_VOID && crm_entry_key(f) <= known &&
	       !voided(c->nobody_voids, c->nobody_voids_n, f, known);
}

bool crm_case_nobody(const struct crm_case *c, size_t i, struct crm_when known)
{
	return nobody_counts(c, c->nobody[i], moment(known));
}

/* The rows of nobody are the same for all clients of a day. */
static void common(struct crm_case *c, int64_t known)
{
	size_t i, n = 0, e = 0;

	if (c->common_known == known)
		return;
	c->common_known = known;
	for (i = 0; i < c->nobodies; i++) {
		if (!nobody_counts(c, c->nobody[i], known))
			continue;
		while (e <= c->nobody[i]->event)
			c->common_start[e++] = n;
		c->common[n++] = c->nobody[i];
	}
	while (e <= CRM_EVENTS)
		c->common_start[e++] = n;
}

static void absences(struct crm_case *c, int64_t known)
{
	struct crm_entries r = crm_case_rows(c, CRM_EV_ABSENCE);
	size_t i;

	c->leaves = 0;
	for (i = 0; i < r.n; i++)
		add_leave(c, r.row[i]);
	common(c, known);
	r = crm_case_common(c, CRM_EV_ABSENCE);
	for (i = 0; i < r.n; i++)
		add_leave(c, r.row[i]);
}

/* The row that ended the relation: the newest `end` without a ref, unless it began anew since. */
static const struct crm_entry *relation_end(const struct crm_case *c)
{
	static const enum crm_event anew[] = {CRM_EV_OFFER, CRM_EV_CONTRACT, CRM_EV_MISSION};
	struct crm_entries r = crm_case_rows(c, CRM_EV_END);
	const struct crm_entry *end = NULL;
	size_t i;

	while (r.n > 0 && !end)
		if (!r.row[--r.n]->word)
			end = r.row[r.n];
	for (i = 0; end && i < sizeof anew / sizeof *anew; i++) {
		r = crm_case_rows(c, anew[i]);
		if (r.n && r.row[r.n - 1]->day > end->day)
			end = NULL;
	}
	return end;
}

/* Where threads end and what is in them is asked once for each kind of list. */
static void spans(struct crm_case *c)
{
	size_t i, k;

	crm_grow(&c->span, &c->span_cap, c->threads + 1, sizeof *c->span);
	for (i = 0; i < c->threads; i = k) {
		uint64_t has = 0;

		for (k = i; k < c->threads && c->thread[k]->word == c->thread[i]->word; k++)
			has |= CRM_EV_BIT(c->thread[k]->event);
		c->span[i] = (struct crm_span_of){k - i, has};
	}
}

void crm_case_at(struct crm_case *c, struct crm_when now, struct crm_when upto)
{
	int64_t known = moment(upto);
	size_t n, i, e = 0;

	c->now = now;
	if (now.min == CRM_NO_MIN)
		c->now.min = CRM_DAY_MINUTES - 1;
	crm_grow(&c->row, &c->row_cap, c->n, sizeof *c->row);
	crm_grow(&c->thread, &c->thread_cap, c->threads_n, sizeof *c->thread);
	crm_grow(&c->talk, &c->talk_cap, c->talks_n, sizeof *c->talk);
	n = counted(c, c->all, c->n, known, c->row);
	c->threads = counted(c, c->all_threads, c->threads_n, known, c->thread);
	spans(c);
	c->talks = counted(c, c->all_talks, c->talks_n, known, c->talk);
	for (i = 0; i < n; i++)
		while (e <= c->row[i]->event)
			c->start[e++] = i;
	while (e <= CRM_EVENTS)
		c->start[e++] = n;
	absences(c, known);
	c->ended = relation_end(c);
}

struct crm_entries crm_case_thread(const struct crm_case *c, size_t *i)
{
	struct crm_span_of s = c->span[*i];
	struct crm_entries t = {c->thread + *i, s.n, s.has};

	*i += s.n;
	return t;
}

enum { FEW = 8 }; /* rows that are looked through faster than they are halved */

/* The first row at or after (event, day). */
static size_t place(struct crm_entries t, unsigned event, int32_t day)
{
	size_t lo = 0, hi = t.n, mid;

	while (hi - lo > FEW) {
		const struct crm_entry *f;

		mid = lo + (hi - lo) / 2;
		f = t.row[mid];
		if (f->event < event || (f->event == event && f->day < day))
			lo = mid + 1;
		else
			hi = mid;
	}
	while (lo < hi &&
		(t.row[lo]->event < event || (t.row[lo]->event == event && t.row[lo]->day < day)))
		lo++;
	return lo;
}

struct crm_entries crm_thread_rows(struct crm_entries t, enum crm_event e)
{
	size_t from;

	if (!(t.has & CRM_EV_BIT(e)))
		return (struct crm_entries){t.row, 0, 0};
	from = place(t, (unsigned)e, INT32_MIN);
	return (struct crm_entries){t.row + from, place(t, (unsigned)e + 1, INT32_MIN) - from, 0};
}

const struct crm_entry *crm_thread_first(struct crm_entries t, enum crm_event e, int32_t since)
{
	size_t i;

	if (!(t.has & CRM_EV_BIT(e)))
		return NULL;
	i = place(t, (unsigned)e, since);
	return i < t.n && t.row[i]->event == (unsigned)e ? t.row[i] : NULL;
}
