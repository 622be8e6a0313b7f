/* agenda.c - the whole of a mission for the client to see. */
#include "letter/agenda.h"
#include "case/thread.h"
#include <stdlib.h>

static bool is_about(const struct crm_row *r, enum crm_event e, const struct crm_row *of)
{
	return r->event == e && crm_str_eq(r->ref, of->ref) && r->at.day >= of->at.day;
}

static bool theirs(const struct crm_row *r)
{
	return r->event == CRM_EV_PROMISE && r->by == CRM_BY_CLIENT;
}

/* Whose rows count for a word, as crm_word_side has it: of both where one was given by each. */
static enum crm_by side_of(const struct crm_history *h, const struct crm_row *of)
{
	size_t i;

	for (i = 0; i < h->n; i++) {
		const struct crm_row *r = &h->row[i];

		if ((r->event == CRM_EV_PROMISE || r->event == CRM_EV_DEADLINE || r->event == CRM_EV_NEXT) &&
			crm_str_eq(r->ref, of->ref) && theirs(r) != theirs(of))
			return theirs(of) ? CRM_BY_CLIENT : CRM_BY_ME;
	}
	return CRM_BY_NONE;
}

/* The first of its ref, and nothing since says that it is over. */
static bool is_open(const struct crm_history *h, size_t at, enum crm_event over)
{
	const struct crm_row *of = &h->row[at];
	enum crm_by side = side_of(h, of);
	size_t i;

	for (i = 0; i < h->n; i++) {
		const struct crm_row *r = &h->row[i];

		if ((is_about(r, over, of) || is_about(r, CRM_EV_BROKEN, of)) && crm_word_counts(side, r->by))
			return false;
		if (i < at && r->event == of->event && crm_str_eq(r->ref, of->ref) && theirs(r) == theirs(of))
			return false;
	}
	return true;
}

/* The day that was said last. */
static int32_t due_of(const struct crm_history *h, const struct crm_row *of)
{
	enum crm_by side = side_of(h, of);
	int32_t due = of->due.day;
	size_t i;

	for (i = 0; i < h->n; i++)
		if (is_about(&h->row[i], CRM_EV_CLARIFY, of) && h->row[i].due.day != CRM_NO_DAY &&
			crm_word_counts(side, h->row[i].by))
			due = h->row[i].due.day;
	return due;
}

static bool has_invoice(const struct crm_history *h, struct crm_str ref)
{
	size_t i;

	for (i = 0; i < h->n; i++)
		if (h->row[i].event == CRM_EV_INVOICE && crm_str_eq(h->row[i].ref, ref))
			return true;
	return false;
}

static void add(struct crm_letter_dates *d, int32_t day, struct crm_str what)
{
	d->item[d->n++] = (struct crm_letter_date){day, what};
}

static int by_day(const void *va, const void *vb)
{
	const struct crm_letter_date *a = va, *b = vb;
	int64_t x = a->day == CRM_NO_DAY ? INT64_MAX : a->day;
	int64_t y = b->day == CRM_NO_DAY ? INT64_MAX : b->day;
	int c = (x > y) - (x < y);

	return c ? c : crm_str_cmp(a->what, b->what);
}

static void one(const struct crm_history *h, size_t i, int32_t since, struct crm_str what,
	struct crm_letter *l)
{
	const struct crm_row *r = &h->row[i];
	switch (r->event) {
	case CRM_EV_DELIVERED:
	case CRM_EV_RESULT:
		if (r->at.day >= since)
			add(&l->done, r->at.day, what);
		return;
	case CRM_EV_DEADLINE:
		if (is_open(h, i, CRM_EV_DELIVERED))
			add(&l->dates, due_of(h, r), what);
		return;
	case CRM_EV_PROMISE:
		if (is_open(h, i, CRM_EV_KEPT) && !(theirs(r) && has_invoice(h, r->ref)))
			add(theirs(r) ? &l->needed : &l->dates, due_of(h, r), what);
		return;
	default: return;
	}
}

void crm_agenda_fill(struct crm_arena *a, const struct crm_history *h, int32_t since,
	crm_agenda_title *title, struct crm_letter *l)
{
	struct crm_letter_dates *of[] = {&l->done, &l->dates, &l->needed};
	struct crm_str what;
	size_t i;

	for (i = 0; i < sizeof of / sizeof *of; i++)
		of[i]->item = crm_arena_alloc(a, (h->n + 1) * sizeof *of[i]->item);
	for (i = 0; i < h->n; i++) {
		what = title(a, h, &h->row[i]);
		if (what.n)
			one(h, i, since, what, l);
	}
	for (i = 0; i < sizeof of / sizeof *of; i++)
		if (of[i]->n)
			qsort(of[i]->item, of[i]->n, sizeof *of[i]->item, by_day);
}
