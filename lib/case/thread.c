/* thread.c - what the rows of one ref come to. */
#include "case/thread.h"
#include <stdlib.h>

struct crm_entries crm_thread_of(const struct crm_case *c, uint32_t word)
{
	size_t i = word ? c->number[word - 1] : 0;

	if (!i--)
		return (struct crm_entries){c->thread, 0, 0};
	return crm_case_thread(c, &i);
}

/* ---- whose word ---- */

bool crm_word_counts(enum crm_by side, enum crm_by by)
{
	switch (side) {
	case CRM_BY_ME: return by != CRM_BY_CLIENT;
	case CRM_BY_CLIENT: return by == CRM_BY_CLIENT || by == CRM_BY_BOTH;
	default: return true;
	}
}

/* What both of us promise is mine to keep. */
static bool of_side(const struct crm_entry *promise, enum crm_by side)
{
	return !side || (promise->by == CRM_BY_CLIENT) == (side == CRM_BY_CLIENT);
}

static const struct crm_entry *first_of(struct crm_entries t, enum crm_event e, enum crm_by side)
{
	struct crm_entries r = crm_thread_rows(t, e);
	size_t i;

	for (i = 0; i < r.n; i++)
		if (e == CRM_EV_PROMISE ? of_side(r.row[i], side)
					: crm_word_counts(side, (enum crm_by)r.row[i]->by))
			return r.row[i];
	return NULL;
}

enum crm_by crm_word_side(struct crm_entries t, enum crm_by by)
{
	bool mine = t.has & (CRM_EV_BIT(CRM_EV_DEADLINE) | CRM_EV_BIT(CRM_EV_NEXT));

	if (!by || !first_of(t, CRM_EV_PROMISE, CRM_BY_CLIENT))
		return CRM_BY_NONE;
	return mine || first_of(t, CRM_EV_PROMISE, CRM_BY_ME) ? by : CRM_BY_NONE;
}

const struct crm_entry *crm_word_clarified(
	struct crm_entries r, enum crm_by side, size_t *i, int32_t *due)
{
	const struct crm_entry *f;

	while (*i < r.n) {
		f = r.row[(*i)++];
		if (!crm_word_counts(side, (enum crm_by)f->by) || (*due != CRM_NO_DAY && f->day > *due))
			continue;
		if (f->due != CRM_NO_DAY)
			*due = f->due;
		return f;
	}
	return NULL;
}

/* The newest date that was said, in time or not. */
static void asked(struct crm_entries clarify, enum crm_by side, struct crm_word *out)
{
	size_t i;

	for (i = clarify.n; i-- > 0 && !out->said;)
		if (clarify.row[i]->due != CRM_NO_DAY &&
			crm_word_counts(side, (enum crm_by)clarify.row[i]->by))
			out->said = clarify.row[i];
	out->asked = out->due;
	if (out->said && out->due != CRM_NO_DAY && out->said->due > out->due)
		out->asked = out->said->due;
}

bool crm_word_of(struct crm_entries t, enum crm_event e, enum crm_by by, struct crm_word *out)
{
	const struct crm_entry *first =
		e == CRM_EV_PROMISE ? first_of(t, e, by) : crm_thread_first(t, e, INT32_MIN);
	struct crm_entries clarify;
	size_t i = 0;

	if (!first)
		return false;
	by = crm_word_side(t, by);
	*out = (struct crm_word){.first = first,
		.due = first->due,
		.mine = e != CRM_EV_PROMISE || first->by != CRM_BY_CLIENT};
	clarify = crm_thread_rows(t, CRM_EV_CLARIFY);
	out->moved = crm_word_clarified(clarify, by, &i, &out->due);
	while (crm_word_clarified(clarify, by, &i, &out->due))
		;
	asked(clarify, by, out);
	out->done = e == CRM_EV_DEADLINE ? crm_thread_first(t, CRM_EV_DELIVERED, INT32_MIN)
					 : first_of(t, CRM_EV_KEPT, by);
	if (!out->done)
		out->broken = first_of(t, CRM_EV_BROKEN, by);
	return true;
}

int64_t crm_word_late(const struct crm_word *w, int32_t today)
{
	int64_t day = w->done ? w->done->day : today;

	if (w->broken)
		return INT64_MAX;
	return w->due != CRM_NO_DAY && day > w->due ? day - w->due : 0;
}

/* An offer that became a contract or a mission is decided, too. */
static const enum crm_event decides[] = {
	CRM_EV_ACCEPTED, CRM_EV_DECLINED, CRM_EV_CONTRACT, CRM_EV_MISSION};

uint64_t crm_closed_by(enum crm_event ev)
{
	uint64_t set = 0;
	size_t i;

	switch (ev) {
	case CRM_EV_NEXT:
	case CRM_EV_PROMISE: return CRM_EV_BIT(CRM_EV_KEPT) | CRM_EV_BIT(CRM_EV_BROKEN);
	case CRM_EV_DEADLINE: return CRM_EV_BIT(CRM_EV_DELIVERED) | CRM_EV_BIT(CRM_EV_BROKEN);
	case CRM_EV_OFFER:
		for (i = 0; i < sizeof decides / sizeof *decides; i++)
			set |= CRM_EV_BIT(decides[i]);
		return set;
	default: return 0;
	}
}

size_t crm_deadlines_open(const struct crm_case *c)
{
	struct crm_word w;
	size_t n = 0, i = 0;

	while (i < c->threads)
		n += crm_word_of(crm_case_thread(c, &i), CRM_EV_DEADLINE, CRM_BY_ME, &w) &&
		     crm_word_open(&w);
	return n;
}

const struct crm_entry *crm_offer_decided(struct crm_entries t)
{
	const struct crm_entry *best = NULL, *f;
	size_t i;

	for (i = 0; i < sizeof decides / sizeof *decides; i++) {
		f = crm_thread_first(t, decides[i], INT32_MIN);
		if (f && (!best || crm_entry_cmp(f, best) < 0))
			best = f;
	}
	return best;
}

/* By day and minute, then id; a resolve without a time stands at the end of its day. */
static int by_moment(const struct crm_entry *a, const struct crm_entry *b)
{
	const struct crm_entry *both[] = {a, b};
	int64_t at[2];
	size_t i;

	for (i = 0; i < 2; i++) {
		int min = crm_entry_min(both[i]);

		if (min == CRM_NO_MIN)
			min = both[i]->event == CRM_EV_RESOLVE ? CRM_DAY_MINUTES : 0;
		at[i] = (int64_t)both[i]->day * 2048 + min;
	}
	return at[0] != at[1] ? (at[0] > at[1]) - (at[0] < at[1]) : crm_uuid_cmp(&a->id, &b->id);
}

static int by_place(const void *a, const void *b)
{
	const struct crm_entry *const *x = a, *const *y = b;

	return by_moment(*x, *y);
}

static void join(struct crm_episode *e, const struct crm_entry *f)
{
	if (f->level > e->level)
		e->level = f->level;
	e->who |= f->by;
}

size_t crm_episodes_of(struct crm_case *c, struct crm_entries t, enum crm_event e,
	struct crm_episode **out)
{
	struct crm_entries r = crm_thread_rows(t, e), fix = crm_thread_rows(t, CRM_EV_RESOLVE);
	const struct crm_entry **row;
	struct crm_episode *now = NULL;
	size_t n = 0, i;

	if (r.n == 0)
		return 0;
	row = crm_arena_alloc(&c->mem, (r.n + fix.n) * sizeof *row);
	memcpy(row, r.row, r.n * sizeof *row);
	if (fix.n)
		memcpy(row + r.n, fix.row, fix.n * sizeof *row);
	qsort(row, r.n + fix.n, sizeof *row, by_place);
	*out = crm_arena_alloc(&c->mem, r.n * sizeof **out);
	for (i = 0; i < r.n + fix.n; i++) {
		if (row[i]->event == CRM_EV_RESOLVE) {
			if (now)
				now->fix = row[i];
			now = NULL;
			continue;
		}
		if (!now) {
			now = &(*out)[n++];
			*now = (struct crm_episode){.first = row[i]};
		}
		join(now, row[i]);
	}
	return n;
}

bool crm_episode_open(struct crm_entries t, enum crm_event e, struct crm_episode *out)
{
	struct crm_entries r = crm_thread_rows(t, e), fix = crm_thread_rows(t, CRM_EV_RESOLVE);
	const struct crm_entry *closed = NULL;
	size_t i;

	*out = (struct crm_episode){NULL, NULL, 0, 0};
	for (i = 0; i < fix.n; i++)
		if (!closed || by_moment(fix.row[i], closed) > 0)
			closed = fix.row[i];
	for (i = 0; i < r.n; i++) {
		if (closed && by_moment(r.row[i], closed) < 0)
			continue;
		if (!out->first || by_moment(r.row[i], out->first) < 0)
			out->first = r.row[i];
		join(out, r.row[i]);
	}
	return out->first;
}

struct crm_conceded crm_conceded_of(struct crm_entries t, const struct crm_episode *e)
{
	struct crm_entries r = crm_thread_rows(t, CRM_EV_CONCESSION);
	struct crm_conceded out = {NULL, NULL};
	size_t i;

	for (i = 0; i < r.n; i++) {
		if (r.row[i]->day < e->first->day)
			continue;
		if (r.row[i]->by != CRM_BY_CLIENT)
			out.mine = r.row[i];
		if (r.row[i]->by != CRM_BY_ME)
			out.theirs = r.row[i];
	}
	return out;
}

bool crm_open_dispute(const struct crm_case *c)
{
	struct crm_entries r = crm_case_rows(c, CRM_EV_DISPUTE);
	struct crm_episode open;

	while (r.n-- > 0)
		if (crm_episode_open(crm_thread_of(c, r.row[r.n]->word), CRM_EV_DISPUTE, &open))
			return true;
	return false;
}

bool crm_open_conflict(const struct crm_case *c, struct crm_episode *out)
{
	struct crm_entries r = crm_case_rows(c, CRM_EV_CONFLICT);

	while (r.n-- > 0)
		if (crm_episode_open(crm_thread_of(c, r.row[r.n]->word), CRM_EV_CONFLICT, out))
			return true;
	return false;
}
