/* caserun.c - a book opened for its rules. */
#include "tool/caserun.h"
#include "law/interest.h"

void crm_caserun_init(struct crm_caserun *r, struct crm_tool *t)
{
	memset(r, 0, sizeof *r);
	r->tool = t;
	r->upto = t->now;
	r->finds = &t->finds;
	crm_view_init(&r->view);
	r->view.stamps = t->format && t->format->calendar;
	crm_profiles_init(&r->profiles, &t->book, &t->policy, &t->finds);
}

void crm_caserun_release(struct crm_caserun *r)
{
	crm_profiles_release(&r->profiles);
	crm_view_release(&r->view);
}

int crm_caserun_read(
	struct crm_caserun *r, uint64_t events, struct crm_str client, struct crm_err *e)
{
	struct crm_tool *t = r->tool;
	struct crm_journal_job job = {
		.events = events,
		.now = r->upto,
		.currency = t->policy.currency,
		.client = client,
		.libcsv = t->libcsv,
		.voids = events & CRM_EV_BIT(CRM_EV_VOID),
		.reset = crm_view_reset,
		.row = crm_view_row,
		.voided = crm_view_void,
		.ctx = &r->view,
	};

	if (crm_tables_read(&t->book, &r->tables, r->finds, e) ||
		crm_interest_policy(&r->tables.regimes, &t->policy, e))
		return -1;
	crm_view_by(&r->view, &t->policy, &r->tables, t->now, &r->profiles, r->finds);
	if (crm_journal_read(&t->book, &job, r->finds, NULL, e))
		return -1;
	crm_view_begin(&r->view);
	return 0;
}

struct crm_case *crm_caserun_open(struct crm_caserun *r, struct crm_str client)
{
	return crm_view_open(&r->view, crm_intern_add(&r->view.store.clients, client));
}
