/* state.c - what is so at a client today. */
#include "case/state.h"
#include <stdlib.h>

struct crm_state_client {
	uint32_t head;	   /* holds, absences, outbursts */
	uint32_t trouble; /* conflicts and resolves: many, and asked for once */
};

/* A row that may matter today. */
struct note {
	uint32_t next;
	uint8_t event, by;
	struct crm_when at;
	int32_t due;
	struct crm_str ref;
	struct crm_uuid id;
	uint64_t offset;
};

void crm_state_init(struct crm_state *s)
{
	memset(s, 0, sizeof *s);
	crm_pool_init(&s->notes, sizeof(struct note));
	crm_arena_init(&s->mem);
	s->nobody = UINT32_MAX;
}

void crm_state_release(struct crm_state *s)
{
	crm_pool_release(&s->notes);
	crm_arena_release(&s->mem);
	crm_release(&s->of);
	s->n = s->cap = 0;
}

void crm_state_clear(struct crm_state *s)
{
	crm_state_release(s);
	crm_state_init(s);
}

static bool is_trouble(enum crm_event event)
{
	return event == CRM_EV_CONFLICT || event == CRM_EV_RESOLVE;
}

void crm_state_row(struct crm_state *s, uint32_t client, const struct crm_row *r)
{
	struct note *note;
	uint32_t *head, i;

	if (!(CRM_EV_BIT(r->event) & CRM_STATE_EVENTS))
		return;
	if (r->event == CRM_EV_INCIDENT && !crm_str_is(r->kind, "outburst"))
		return;
	crm_grow(&s->of, &s->cap, (size_t)client + 1, sizeof *s->of);
	if (s->n <= client)
		s->n = (size_t)client + 1;
	if (r->client.n == 0)
		s->nobody = client;
	i = crm_pool_add(&s->notes);
	note = crm_pool_at(&s->notes, i);
	head = is_trouble(r->event) ? &s->of[client].trouble : &s->of[client].head;
	note->next = *head;
	*head = i;
	note->event = (uint8_t)r->event;
	note->by = (uint8_t)r->by;
	note->at = r->at;
	note->due = r->due.day;
	note->ref = crm_arena_str(&s->mem, r->ref);
	note->id = r->id;
	note->offset = r->offset;
}

static const struct note *at(const struct crm_state *s, uint32_t i)
{
	return i ? crm_pool_at(&s->notes, i) : NULL;
}

static const struct note *first(const struct crm_state *s, uint32_t client)
{
	return client < s->n ? at(s, s->of[client].head) : NULL;
}

static const struct note *next(const struct crm_state *s, const struct note *note)
{
	return at(s, note->next);
}

/* The days of an absence: without a due it is one day. */
static struct crm_absence days_of(const struct note *note)
{
	return (struct crm_absence){note->at.day, note->due == CRM_NO_DAY ? note->at.day : note->due};
}

static size_t absences(const struct crm_state *s, uint32_t client, bool theirs,
	struct crm_absence *out)
{
	const struct note *note;
	size_t n = 0;

	for (note = first(s, client); note; note = next(s, note)) {
		if (note->event != CRM_EV_ABSENCE || (note->by == CRM_BY_CLIENT && !theirs))
			continue;
		if (out)
			out[n] = days_of(note);
		n++;
	}
	return n;
}

static struct crm_absence *absences_of(const struct crm_state *s, uint32_t client, bool theirs,
	struct crm_arena *a, size_t *n)
{
	size_t own = absences(s, client, theirs, NULL), all = absences(s, s->nobody, theirs, NULL);
	struct crm_absence *out;

	if (client == s->nobody)
		all = 0;
	*n = own + all;
	out = crm_arena_alloc(a, (*n + 1) * sizeof *out);
	absences(s, client, theirs, out);
	if (all)
		absences(s, s->nobody, theirs, out + own);
	return out;
}

struct crm_absence *crm_state_my_absences(const struct crm_state *s, uint32_t client,
	struct crm_arena *a, size_t *n)
{
	return absences_of(s, client, false, a, n);
}

struct crm_absence *crm_state_absences(const struct crm_state *s, uint32_t client,
	struct crm_arena *a, size_t *n)
{
	return absences_of(s, client, true, a, n);
}

bool crm_state_away(const struct crm_state *s, uint32_t client, int32_t day, int32_t *until)
{
	const struct note *note;
	bool away = false;

	for (note = first(s, client); note; note = next(s, note)) {
		struct crm_absence d = days_of(note);

		if (note->event != CRM_EV_ABSENCE ||
			(note->by != CRM_BY_CLIENT && note->by != CRM_BY_BOTH) || day < d.from ||
			day > d.to)
			continue;
		if (!away || d.to > *until)
			*until = d.to;
		away = true;
	}
	return away;
}

static int note_cmp(const struct note *a, const struct note *b)
{
	int64_t ka = crm_when_key(a->at), kb = crm_when_key(b->at);

	return ka != kb ? (ka > kb) - (ka < kb) : crm_uuid_cmp(&a->id, &b->id);
}

/* A release ends the holds of the same ref that came before it; one without ref ends them all. */
static bool released(const struct crm_state *s, uint32_t client, const struct note *hold)
{
	const struct note *note;

	for (note = first(s, client); note; note = next(s, note))
		if (note->event == CRM_EV_RELEASE && note_cmp(note, hold) > 0 &&
			(note->ref.n == 0 || crm_str_eq(note->ref, hold->ref)))
			return true;
	return false;
}

static bool held_by(const struct crm_state *s, uint32_t client, struct crm_str ref, int32_t day,
	int32_t *until, uint64_t *offset)
{
	const struct note *note, *longest = NULL;
	int32_t to;

	for (note = first(s, client); note; note = next(s, note)) {
		if (note->event != CRM_EV_HOLD || (note->ref.n && !crm_str_eq(note->ref, ref)))
			continue;
		to = note->due == CRM_NO_DAY ? INT32_MAX : note->due;
		if (day > to || released(s, client, note))
			continue;
		if (!longest || to > *until || (to == *until && note_cmp(note, longest) < 0)) {
			longest = note;
			*until = to;
			*offset = note->offset;
		}
	}
	return longest != NULL;
}

bool crm_state_held(const struct crm_state *s, uint32_t client, struct crm_str ref, int32_t day,
	int32_t *until, uint64_t *offset)
{
	uint64_t other_offset = 0;
	int32_t other = 0;
	bool held = held_by(s, client, ref, day, until, offset);

	if (client == s->nobody || !held_by(s, s->nobody, ref, day, &other, &other_offset))
		return held;
	if (!held || other > *until) {
		*until = other;
		*offset = other_offset;
	}
	return true;
}

static int ref_cmp(const void *va, const void *vb)
{
	const struct note *const *a = va, *const *b = vb;

	return crm_str_cmp((*a)->ref, (*b)->ref);
}

/* The conflicts and resolves of a client, those of one ref together. */
static const struct note **conflicts(const struct crm_state *s, uint32_t client,
	struct crm_arena *a, size_t *n)
{
	const struct note *head = client < s->n ? at(s, s->of[client].trouble) : NULL, *note, **out;

	*n = 0;
	for (note = head; note; note = next(s, note))
		++*n;
	out = crm_arena_alloc(a, (*n + 1) * sizeof *out);
	*n = 0;
	for (note = head; note; note = next(s, note))
		out[(*n)++] = note;
	if (*n)
		qsort(out, *n, sizeof *out, ref_cmp);
	return out;
}

/* Whether the notes of one ref have a conflict that no resolve settles. */
static bool is_open(const struct note *const *note, size_t n)
{
	struct crm_when resolved = {CRM_NO_DAY, CRM_NO_MIN};
	size_t i;

	for (i = 0; i < n; i++)
		if (note[i]->event == CRM_EV_RESOLVE)
			resolved = crm_when_later(resolved, note[i]->at);
	for (i = 0; i < n; i++)
		if (note[i]->event == CRM_EV_CONFLICT && !crm_when_reaches(resolved, note[i]->at))
			return true;
	return false;
}

bool crm_state_conflict(const struct crm_state *s, uint32_t client, struct crm_arena *a,
	struct crm_str *ref)
{
	const struct note **note;
	size_t i, k, n;

	note = conflicts(s, client, a, &n);
	for (i = 0; i < n; i = k) {
		for (k = i; k < n && crm_str_eq(note[k]->ref, note[i]->ref); k++)
			;
		if (!is_open((const struct note *const *)&note[i], k - i))
			continue;
		*ref = note[i]->ref;
		return true;
	}
	return false;
}

/* Without a time of day it may have come at the end. */
static int64_t latest(struct crm_when at)
{
	return (int64_t)at.day * CRM_DAY_MINUTES + (at.min == CRM_NO_MIN ? CRM_DAY_MINUTES : at.min);
}

bool crm_state_outburst(const struct crm_state *s, uint32_t client, struct crm_when *at)
{
	const struct note *note;
	bool found = false;

	for (note = first(s, client); note; note = next(s, note)) {
		if (note->event != CRM_EV_INCIDENT)
			continue;
		if (!found || latest(note->at) > latest(*at))
			*at = note->at;
		found = true;
	}
	return found;
}
