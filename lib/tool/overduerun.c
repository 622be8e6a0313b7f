/* overduerun.c - the journal absorbed for crm-overdue. */
#include "tool/overduerun.h"
#include "law/interest.h"
#include <stdlib.h>

void crm_overduerun_init(struct crm_overduerun *r, struct crm_tool *t, const struct crm_overdue *want)
{
	memset(r, 0, sizeof *r);
	r->tool = t;
	r->want = *want;
	r->upto = t->now;
	r->finds = &t->finds;
	crm_view_init(&r->view);
	r->view.stamps = t->format && t->format->calendar;
	crm_profiles_init(&r->profiles, &t->book, &t->policy, &t->finds);
}

void crm_overduerun_release(struct crm_overduerun *r)
{
	crm_profiles_release(&r->profiles);
	crm_view_release(&r->view);
	crm_release(&r->want.item);
}

int crm_overduerun_read(struct crm_overduerun *r, uint64_t events, struct crm_err *e)
{
	struct crm_tool *t = r->tool;
	struct crm_journal_job job = {
		.events = events,
		.now = r->upto,
		.currency = t->policy.currency,
		.client = r->want.client,
		.libcsv = t->libcsv,
		.reset = crm_view_reset,
		.row = crm_view_row,
		.voided = crm_view_void,
		.ctx = &r->view,
	};

	if (crm_tables_read(&t->book, &r->tables, r->finds, e) ||
		crm_interest_policy(&r->tables.regimes, &t->policy, e))
		return -1;
	r->calendar = (struct crm_calendar){t->policy.week.closed, t->policy.week.holidays,
		r->tables.holidays.row, r->tables.holidays.n};
	if (r->want.morning && crm_calendar_add_open(&r->calendar, t->now.day, 1) > t->now.day)
		r->want.within = crm_calendar_add_open(&r->calendar, t->now.day, 1) - t->now.day - 1;
	r->view.store.waits_only = crm_overdue_waits(&r->want);
	r->view.policy = &t->policy;
	r->view.calendar = &r->calendar;
	r->view.now = t->now;
	r->view.finds = r->finds;
	r->view.tables = &r->tables;
	r->view.profile = crm_profiles_get;
	r->view.ctx = &r->profiles;
	return crm_journal_read(&t->book, &job, r->finds, NULL, e);
}

/* Of equal days the order of the report, which is kept by their places. */
static int by_due(const void *va, const void *vb, void *ctx)
{
	const struct crm_item *item = ctx, *a, *b;
	size_t i = *(const size_t *)va, k = *(const size_t *)vb;

	a = &item[i];
	b = &item[k];
	if (a->due.day != b->due.day)
		return a->due.day < b->due.day ? -1 : 1;
	return i < k ? -1 : 1;
}

static void sort(struct crm_overdue *o)
{
	size_t *place = crm_calloc(o->n + 1, sizeof *place), i;
	struct crm_item *item = crm_calloc(o->n + 1, sizeof *item);

	for (i = 0; i < o->n; i++)
		place[i] = i;
	qsort_r(place, o->n, sizeof *place, by_due, o->item);
	for (i = 0; i < o->n; i++)
		item[i] = o->item[place[i]];
	memcpy(o->item, item, o->n * sizeof *item);
	crm_release(&item);
	crm_release(&place);
}

void crm_overduerun_list(struct crm_overduerun *r)
{
	struct crm_overdue *o = &r->want;
	size_t i, n = 0;

	crm_overdue_list(&r->view, o);
	for (i = 0; i < o->n; i++)
		if (crm_whom_meant(&r->whom, o->item[i].client))
			o->item[n++] = o->item[i];
	o->n = n;
	if (r->by_due && n)
		sort(o);
}
