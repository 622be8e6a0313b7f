/* case.h - the case file: one client on one day, all rows that count, in order and by ref.
 * Room case; needs store.h, clock.h, config/client/client.h (types).  Pure.
 *
 * Use: absorb rows into a crm_store; crm_case_init; for each client crm_case_take once, then
 * crm_case_at for each day asked for: the rows are sorted once.  Lists, score, hints and letters ask
 * the case and define nothing of their own. */
#ifndef CRM_CASE_CASE_H
#define CRM_CASE_CASE_H
#include "case/clock.h"
#include "case/store.h"
#include "config/client/client.h"

/* One thread: its ref, where its rows begin, how many, their events as CRM_EV_BIT. */
struct crm_thread {
	struct crm_str ref;
	size_t start, n;
	uint64_t has;
};

struct crm_case {
	struct crm_store *store;
	const struct crm_policy *policy;
	const struct crm_calendar *calendar;
	const struct crm_client *profile;
	struct crm_when now; /* with a minute */

	/* the rows of the day */
	const struct crm_entry **row;	 /* that count, by event, then (at, id) */
	size_t start[CRM_EVENTS + 1];	 /* where the rows of an event begin */
	uint64_t has;			 /* events of rows with a ref, CRM_EV_BIT */
	const struct crm_entry **thread; /* those with a ref, by ref, event, (at, id) */
	struct crm_thread *span;	 /* one a ref, in the order of their first rows */
	size_t threads;
	const struct crm_entry **leave; /* absences of the client and of nobody */
	size_t leaves;
	const struct crm_entry **talk; /* contacts and check-ins in the order of the stream */
	size_t talks;
	const struct crm_entry *ended; /* `end` without a ref, when nothing began anew on a later day:
					* the relation is over; NULL: it goes on */
	struct crm_arena mem;	       /* scratch of one day */
	unsigned wants;		       /* of that day, once asked (incident.h); 0: not asked yet */
	int32_t reminded;	       /* the same: crm_sent_reminded (sent.h); INT32_MAX: not asked yet */

	/* of the client, whatever the day; the voids by what they take away */
	const struct crm_entry **all, **all_threads, **all_talks, **voids;
	size_t all_start[CRM_EVENTS + 1];
	struct crm_thread *ref; /* by number of the ref, those of nobody too */
	uint32_t *slot;		/* hash table of those numbers */
	uint32_t *order;	/* refs of the client, in the order of their first rows */
	uint32_t *number;	/* by ref, of the day: place in `span` + 1; 0: no row counts */
	int64_t newest;		/* moment of the last row */
	size_t n, refs, slots, threads_n, talks_n, voids_n;
	size_t cap, ref_cap, slot_cap, order_cap, number_cap, all_threads_cap, talks_cap, voids_cap;
	const struct crm_entry **nobody, **nobody_voids; /* rows without client */
	size_t nobodies, nobody_voids_n;
	uint32_t nobody_number;		   /* of nobody in the store */
	bool named;			   /* one of them has a ref */
	const struct crm_entry **common;   /* those of nobody that count on the day, by event */
	size_t common_start[CRM_EVENTS + 1];
	int64_t common_known;		   /* the moment they are of */
	size_t row_cap, thread_cap, span_cap, leave_cap, talk_cap; /* of the rows of the day */
};

/* The rows of one event, in order, or all of a thread. */
struct crm_entries {
	const struct crm_entry *const *row;
	size_t n;
	uint64_t has; /* of a thread: its events, CRM_EV_BIT */
};

/*
 * crm_case_init, crm_case_release - over a store whose rows are all absorbed; free.
 */
void crm_case_init(struct crm_case *c, struct crm_store *store, const struct crm_policy *policy,
	const struct crm_calendar *calendar);
void crm_case_release(struct crm_case *c);

/*
 * crm_case_take - take a client.
 * Shape:   its number in the store (UINT32_MAX: one without rows), its profile.
 */
void crm_case_take(struct crm_case *c, uint32_t client, const struct crm_client *profile);

/*
 * crm_case_at - the client on a day, of the rows dated up to a moment.
 * Shape:   now (without a minute: the last one), the newest moment whose rows are known (mostly now
 *          too).
 * Source:  crm-journal(5): rows of later days and voided ones count nothing.
 */
void crm_case_at(struct crm_case *c, struct crm_when now, struct crm_when known);

/*
 * crm_case_nobody - whether the i-th row of c->nobody counts at a moment and is no void.
 */
bool crm_case_nobody(const struct crm_case *c, size_t i, struct crm_when known);

/* Without rows there is no array: no place in it is reckoned. */
static inline struct crm_entries crm_case_some(
	const struct crm_entry *const *first, size_t start, size_t n)
{
	return (struct crm_entries){n ? first + start : first, n, 0};
}

/*
 * crm_case_common - the rows of nobody of one event that count, by (at, id).
 */
static inline struct crm_entries crm_case_common(const struct crm_case *c, enum crm_event e)
{
	return crm_case_some(c->common, c->common_start[e], c->common_start[e + 1] - c->common_start[e]);
}

/*
 * crm_case_rows - the rows of one event, by (at, id).
 */
static inline struct crm_entries crm_case_rows(const struct crm_case *c, enum crm_event e)
{
	return crm_case_some(c->row, c->start[e], c->start[e + 1] - c->start[e]);
}

/*
 * crm_case_thread - the thread of a number; moves *i to the next.
 * Shape:   -> rows by event, then (at, id); n 0 at the end.
 */
static inline struct crm_entries crm_case_thread(const struct crm_case *c, size_t *i)
{
	const struct crm_thread *t;

	if (*i >= c->threads)
		return (struct crm_entries){c->thread, 0, 0};
	t = &c->span[(*i)++];
	return (struct crm_entries){c->thread + t->start, t->n, t->has};
}

/*
 * crm_case_with - the next thread that has one of some events; moves *i behind it.
 * Shape:   events as CRM_EV_BIT -> *out and true, or false at the end.
 */
static inline bool crm_case_with(const struct crm_case *c, uint64_t events, size_t *i,
	struct crm_entries *out)
{
	if (!(c->has & events))
		*i = c->threads;
	while (*i < c->threads && !(c->span[*i].has & events))
		++*i;
	*out = crm_case_thread(c, i);
	return out->n > 0;
}

/*
 * crm_case_word - a ref as its entries have it in `word`, while this client is taken; 0: no row has
 * it.
 */
uint32_t crm_case_word(const struct crm_case *c, struct crm_str ref);

/*
 * crm_thread_rows - the rows of one event of a thread.
 * crm_thread_first - the first row of an event of a thread on a day or later, or NULL.
 * Most are asked for what a thread has not: that is seen here.
 */
struct crm_entries crm_thread_rows_find(struct crm_entries thread, enum crm_event e);
const struct crm_entry *crm_thread_first_find(
	struct crm_entries thread, enum crm_event e, int32_t since);
static inline struct crm_entries crm_thread_rows(struct crm_entries thread, enum crm_event e)
{
	if (!(thread.has & CRM_EV_BIT(e)))
		return (struct crm_entries){thread.row, 0, 0};
	return crm_thread_rows_find(thread, e);
}
static inline const struct crm_entry *crm_thread_first(
	struct crm_entries thread, enum crm_event e, int32_t since)
{
	return thread.has & CRM_EV_BIT(e) ? crm_thread_first_find(thread, e, since) : NULL;
}
#endif
