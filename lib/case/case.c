/* case.c - one client on one day: the rows that count, in order and by ref. */
#include "case/case.h"
#include "base/sort.h"
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

static int by_event_of_all(const void *a, const void *b)
{
	const struct crm_entry *const *x = a, *const *y = b;

	if ((*x)->event != (*y)->event)
		return (*x)->event < (*y)->event ? -1 : 1;
	return crm_entry_cmp(*x, *y);
}

/* The rows without client, and which of them are voids. */
static void nobodies(struct crm_case *c)
{
	struct crm_rows rows = crm_store_rows(c->store, c->nobody_number);
	size_t i;

	c->nobody = crm_calloc(rows.n + 1, sizeof *c->nobody);
	c->nobody_voids = crm_calloc(rows.n + 1, sizeof *c->nobody_voids);
	c->common = crm_calloc(rows.n + 1, sizeof *c->common);
	c->common_known = INT64_MIN;
	for (i = 0; i < rows.n; i++) {
		const struct crm_entry *x = crm_rows_at(rows, i);

		c->named |= x->ref_n > 0;
		c->nobody[c->nobodies++] = x;
		if (x->event == CRM_EV_VOID)
			c->nobody_voids[c->nobody_voids_n++] = x;
	}
	crm_sort(c->nobody, c->nobodies, sizeof *c->nobody, by_event_of_all);
	crm_sort(c->nobody_voids, c->nobody_voids_n, sizeof *c->nobody_voids, by_target);
}

void crm_case_init(struct crm_case *c, struct crm_store *store, const struct crm_policy *policy,
	const struct crm_calendar *calendar)
{
	int64_t nobody;

	crm_store_settle(store);
	memset(c, 0, sizeof *c);
	c->store = store;
	c->policy = policy;
	c->calendar = calendar;
	crm_arena_init(&c->mem);
	nobody = crm_intern_find(&store->clients, CRM_STR(""));
	c->nobody_number = nobody < 0 ? UINT32_MAX : (uint32_t)nobody;
	nobodies(c);
}

void crm_case_release(struct crm_case *c)
{
	crm_release(&c->row);
	crm_release(&c->thread);
	crm_release(&c->span);
	crm_release(&c->ref);
	crm_release(&c->number);
	crm_release(&c->order);
	crm_release(&c->slot);
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

/* ---- refs as numbers ---- */

/* A short ref as an entry has it, with zeros behind: two loads, and no loop over its bytes. */
static uint64_t short_hash(const char *ref, size_t n)
{
	uint64_t head;
	uint32_t tail;

	memcpy(&head, ref, sizeof head);
	memcpy(&tail, ref + CRM_REF_SHORT - sizeof tail, sizeof tail);
	return crm_hash_words(head, (uint64_t)tail << 8 | n);
}

/* The slot of a ref, or the free one where it belongs. */
static uint32_t *slot_of(const struct crm_case *c, struct crm_str ref)
{
	char text[CRM_REF_SHORT] = "";
	uint64_t hash;
	size_t i;

	if (ref.n && ref.n <= CRM_REF_SHORT)
		memcpy(text, ref.p, ref.n);
	hash = ref.n <= CRM_REF_SHORT ? short_hash(text, ref.n) : crm_hash(ref, 0);
	for (i = (size_t)hash & (c->slots - 1); c->slot[i]; i = (i + 1) & (c->slots - 1))
		if (crm_str_eq(c->ref[c->slot[i] - 1].ref, ref))
			break;
	return &c->slot[i];
}

/* The same of an entry: short refs stand in entries, which are compared whole. */
static uint32_t *slot_of_entry(const struct crm_case *c, const struct crm_entry *x)
{
	const struct crm_str *ref;
	size_t i;

	if (x->ref_n == CRM_REF_LONG)
		return slot_of(c, crm_entry_ref(c->store, x));
	i = (size_t)short_hash(x->ref, x->ref_n) & (c->slots - 1);
	for (; c->slot[i]; i = (i + 1) & (c->slots - 1)) {
		ref = &c->ref[c->slot[i] - 1].ref;
		if (ref->n == x->ref_n && memcmp(ref->p, x->ref, CRM_REF_SHORT) == 0)
			break;
	}
	return &c->slot[i];
}

/* An empty table, at most half full with so many refs. */
static void slots_clear(struct crm_case *c, size_t refs)
{
	c->refs = 0;
	for (c->slots = 16; c->slots < 2 * refs; c->slots *= 2)
		;
	crm_grow(&c->slot, &c->slot_cap, c->slots, sizeof *c->slot);
	memset(c->slot, 0, c->slots * sizeof *c->slot);
}

static void number(struct crm_case *c, struct crm_entry *x)
{
	uint32_t *slot;

	if (!x->ref_n)
		return;
	slot = slot_of_entry(c, x);
	if (!*slot) {
		crm_grow(&c->ref, &c->ref_cap, c->refs + 1, sizeof *c->ref);
		c->ref[c->refs++] = (struct crm_thread){.ref = crm_entry_ref(c->store, x)};
		*slot = (uint32_t)c->refs;
	}
	x->word = *slot;
}

/* Rows of nobody name refs of the client, too. */
static void number_nobody(struct crm_case *c)
{
	struct crm_rows rows = crm_store_rows(c->store, c->nobody_number);
	size_t i;

	for (i = 0; c->named && i < rows.n; i++)
		number(c, crm_rows_at(rows, i));
}

uint32_t crm_case_word(const struct crm_case *c, struct crm_str ref)
{
	return c->slots ? *slot_of(c, ref) : 0;
}

/* ---- the rows of a client in their orders ---- */

enum { AHEAD = 12 };

static uint64_t key_of(int64_t moment, size_t place)
{
	return (uint64_t)(moment + BIAS) << PLACE | place;
}

/* The rows of a client as absorbed, voids apart: the keys of their moments and places. */
static uint64_t *gather(struct crm_case *c, uint32_t client)
{
	struct crm_rows rows = crm_store_rows(c->store, client);
	struct crm_entry *x;
	uint64_t *key;
	size_t i;

	c->n = c->voids_n = 0;
	memset(c->all_start, 0, sizeof c->all_start);
	slots_clear(c, rows.n + (c->named ? c->nobodies : 0));
	number_nobody(c);
	crm_grow(&c->all, &c->cap, rows.n, sizeof *c->all);
	key = crm_arena_raw(&c->mem, (rows.n + 1) * sizeof *key);
	for (i = 0; i < rows.n; i++) {
		x = crm_rows_at(rows, i);
		/* the rows of a client lie apart: ask for them ahead */
		if (i + AHEAD < rows.n)
			__builtin_prefetch(crm_rows_at(rows, i + AHEAD));
		if (x->event != CRM_EV_VOID) {
			number(c, x);
			c->all_start[x->event + 1]++;
			key[c->n] = key_of(crm_entry_key(x), c->n);
			c->all[c->n++] = x;
			continue;
		}
		crm_grow(&c->voids, &c->voids_cap, c->voids_n + 1, sizeof *c->voids);
		c->voids[c->voids_n++] = x;
	}
	return key;
}

static int by_id(const void *a, const void *b)
{
	const struct crm_entry *const *x = a, *const *y = b;

	return crm_uuid_cmp(&(*x)->id, &(*y)->id);
}

/* The rows in order of (at, id), in the array of the evidence. */
static void sort_rows(struct crm_case *c, uint64_t *key)
{
	const struct crm_entry **row;
	size_t i, k;

	crm_grow(&c->row, &c->row_cap, c->n, sizeof *c->row);
	row = c->row;
	crm_sort_keys(key, c->n, &c->mem);
	for (i = 0; i < c->n; i++)
		row[i] = c->all[key[i] & PLACES];
	c->newest = c->n ? crm_entry_key(row[c->n - 1]) : INT64_MIN;
	for (i = 0; i < c->n; i = k) { /* rows of one moment fall by id */
		for (k = i + 1; k < c->n && key[k] >> PLACE == key[i] >> PLACE; k++)
			;
		if (k - i > 1)
			qsort(row + i, k - i, sizeof *row, by_id);
	}
}

static bool talks(const struct crm_entry *f)
{
	return f->event == CRM_EV_CONTACT || f->event == CRM_EV_CHECKIN;
}

/* From (at, id) to event, then (at, id); those of the stream in its order beside. */
static void by_event(struct crm_case *c)
{
	uint64_t *talk = crm_arena_raw(&c->mem, (c->n + 1) * sizeof *talk);
	size_t next[CRM_EVENTS + 1], i, n = 0;

	for (i = 1; i <= CRM_EVENTS; i++)
		c->all_start[i] += c->all_start[i - 1];
	memcpy(next, c->all_start, sizeof next);
	for (i = 0; i < c->n; i++) {
		const struct crm_entry *x = c->row[i];
		size_t to = next[x->event]++;

		c->all[to] = x;
		if (talks(x))
			talk[n++] = key_of(crm_entry_place(x), to);
	}
	crm_sort_keys(talk, n, &c->mem);
	crm_grow(&c->all_talks, &c->talks_cap, n, sizeof *c->all_talks);
	for (i = 0; i < n; i++)
		c->all_talks[i] = c->all[talk[i] & PLACES];
	c->talks_n = n;
}

/* Rows with a ref by ref, event, (at, id): by counting, refs in the order of their first rows. */
static void by_ref(struct crm_case *c)
{
	size_t i, n = 0;

	crm_grow(&c->order, &c->order_cap, c->refs, sizeof *c->order);
	c->threads_n = 0;
	for (i = 0; i < c->n; i++)
		if (c->all[i]->word && c->ref[c->all[i]->word - 1].n++ == 0)
			c->order[c->threads_n++] = c->all[i]->word - 1;
	for (i = 0; i < c->threads_n; i++) {
		struct crm_thread *t = &c->ref[c->order[i]];

		t->start = n;
		n += t->n;
		t->n = 0;
	}
	crm_grow(&c->all_threads, &c->all_threads_cap, n, sizeof *c->all_threads);
	for (i = 0; i < c->n; i++) {
		const struct crm_entry *x = c->all[i];
		struct crm_thread *t = x->word ? &c->ref[x->word - 1] : NULL;

		if (t) {
			c->all_threads[t->start + t->n++] = x;
			t->has |= CRM_EV_BIT(x->event);
		}
	}
}

void crm_case_take(struct crm_case *c, uint32_t client, const struct crm_client *profile)
{
	c->profile = profile;
	sort_rows(c, gather(c, client));
	by_event(c);
	by_ref(c);
	crm_arena_release(&c->mem);
	crm_sort(c->voids, c->voids_n, sizeof *c->voids, by_target);
}

/* Whether all rows of the client count: on the day of today without voids, that is mostly. */
static bool all_count(const struct crm_case *c, int64_t known)
{
	return c->newest <= known && c->voids_n == 0;
}

/* The rows of a list that count at a moment, into an array of at least as many. */
static size_t counted(const struct crm_case *c, const struct crm_entry *const *from, size_t n,
	int64_t known, const struct crm_entry **to)
{
	size_t i, k = 0;

	if (n && all_count(c, known)) {
		memcpy(to, from, n * sizeof *to);
		return n;
	}
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

/* A thread of the day, behind those there are. */
static void add_thread(struct crm_case *c, uint32_t ref, struct crm_thread t)
{
	c->has |= t.has;
	c->span[c->threads++] = t;
	c->number[ref] = (uint32_t)c->threads;
}

/* Of a thread the rows that count; n of others stand before them. */
static size_t thread_counted(struct crm_case *c, uint32_t ref, int64_t known, size_t n)
{
	struct crm_thread t = c->ref[ref];
	size_t k;

	t.n = counted(c, c->all_threads + t.start, t.n, known, c->thread + n);
	t.start = n;
	t.has = 0;
	for (k = n; k < n + t.n; k++)
		t.has |= CRM_EV_BIT(c->thread[k]->event);
	if (t.n)
		add_thread(c, ref, t);
	return t.n;
}

/* The threads of which a row counts, with their rows. */
static void threads(struct crm_case *c, int64_t known)
{
	size_t i, n = 0;

	crm_grow(&c->thread, &c->thread_cap, c->all_threads_cap, sizeof *c->thread);
	crm_grow(&c->span, &c->span_cap, c->threads_n, sizeof *c->span);
	crm_grow(&c->number, &c->number_cap, c->refs, sizeof *c->number);
	if (c->refs)
		memset(c->number, 0, c->refs * sizeof *c->number);
	c->threads = 0;
	c->has = 0;
	if (!all_count(c, known)) {
		for (i = 0; i < c->threads_n; i++)
			n += thread_counted(c, c->order[i], known, n);
		return;
	}
	for (i = 0; i < c->threads_n; i++) {
		add_thread(c, c->order[i], c->ref[c->order[i]]);
		n += c->ref[c->order[i]].n;
	}
	if (n)
		memcpy(c->thread, c->all_threads, n * sizeof *c->thread);
}

/* Where the rows of each event begin. */
static void starts(struct crm_case *c, size_t n, int64_t known)
{
	size_t i, e = 0;

	if (all_count(c, known)) {
		memcpy(c->start, c->all_start, sizeof c->start);
		return;
	}
	for (i = 0; i < n; i++)
		while (e <= c->row[i]->event)
			c->start[e++] = i;
	while (e <= CRM_EVENTS)
		c->start[e++] = n;
}

void crm_case_at(struct crm_case *c, struct crm_when now, struct crm_when upto)
{
	int64_t known = moment(upto);
	size_t n;

	c->now = now;
	c->wants = 0;
	c->reminded = INT32_MAX;
	if (now.min == CRM_NO_MIN)
		c->now.min = CRM_DAY_MINUTES - 1;
	crm_grow(&c->row, &c->row_cap, c->n, sizeof *c->row);
	crm_grow(&c->talk, &c->talk_cap, c->talks_n, sizeof *c->talk);
	n = counted(c, c->all, c->n, known, c->row);
	threads(c, known);
	c->talks = counted(c, c->all_talks, c->talks_n, known, c->talk);
	starts(c, n, known);
	absences(c, known);
	c->ended = relation_end(c);
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

struct crm_entries crm_thread_rows_find(struct crm_entries t, enum crm_event e)
{
	size_t from = place(t, (unsigned)e, INT32_MIN);

	return (struct crm_entries){t.row + from, place(t, (unsigned)e + 1, INT32_MIN) - from, 0};
}

const struct crm_entry *crm_thread_first_find(
	struct crm_entries t, enum crm_event e, int32_t since)
{
	size_t i = place(t, (unsigned)e, since);

	return i < t.n && t.row[i]->event == (unsigned)e ? t.row[i] : NULL;
}
