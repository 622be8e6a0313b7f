/* agenda.c - the whole of a mission for the client to see. */
#include "letter/text/agenda.h"
#include "base/sort.h"
#include "case/thread.h"

/* A deadline or a promise by its first row; nothing says that it is over. */
static bool is_open(const struct crm_case *c, const struct crm_row *r, struct crm_word *w)
{
	return crm_word_of(crm_thread_of(c, crm_case_word(c, r->ref)), r->event, crm_word_by(r->by), w) &&
	       crm_uuid_cmp(&w->first->id, &r->id) == 0 && crm_word_open(w);
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

/* Whether a day was said, and passed. */
static bool passed(int32_t day, const struct crm_letter *l)
{
	return day != CRM_NO_DAY && day < l->today;
}

static void one(const struct crm_case *c, const struct crm_row *r, int32_t since, struct crm_str what,
	struct crm_letter *l)
{
	struct crm_word w;

	if (r->event == CRM_EV_DELIVERED || r->event == CRM_EV_RESULT) {
		if (r->at.day >= since)
			add(&l->done, r->at.day, what);
		return;
	}
	if ((r->event != CRM_EV_DEADLINE && r->event != CRM_EV_PROMISE) || !is_open(c, r, &w))
		return;
	if (w.mine)
		add(passed(crm_word_day(&w), l) ? &l->behind : &l->dates, crm_word_day(&w), what);
	else if (!crm_thread_rows(crm_thread_of(c, w.first->word), CRM_EV_INVOICE).n)
		add(&l->needed, crm_word_day(&w), what);
}

void crm_agenda_fill(struct crm_arena *a, const struct crm_history *h, int32_t since,
	crm_agenda_title *title, struct crm_letter *l)
{
	struct crm_letter_dates *of[] = {&l->done, &l->behind, &l->dates, &l->needed};
	struct crm_str what;
	size_t i;

	for (i = 0; i < sizeof of / sizeof *of; i++)
		of[i]->item = crm_arena_alloc(a, (h->n + 1) * sizeof *of[i]->item);
	for (i = 0; i < h->n; i++) {
		what = title(a, h, &h->row[i]);
		if (what.n)
			one(h->c, &h->row[i], since, what, l);
	}
	for (i = 0; i < sizeof of / sizeof *of; i++)
		crm_sort(of[i]->item, of[i]->n, sizeof *of[i]->item, by_day);
}
