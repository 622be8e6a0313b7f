/* erase.c - crm-log --erase, --export and --rename. */
#include "base/i18n.h"
#include "law/owed.h"
#include "privacy/erase.h"
#include "privacy/rename.h"
#include "tool/caserun.h"
#include "tool/log/log.h"
#include <stdio.h>

static const struct crm_report_column columns[] = {
	{"event", CRM_CELL_TEXT, N_("event"), 0, false},
	{"ref", CRM_CELL_TEXT, N_("ref"), 0, false},
	{"at", CRM_CELL_TEXT, N_("at"), 0, false},
	{"amount", CRM_CELL_MONEY, N_("amount"), 0, false},
	{"currency", CRM_CELL_TEXT, N_("cur"), 0, false},
	{"until", CRM_CELL_TEXT, N_("until"), 0, false},
	{"rule", CRM_CELL_TEXT, N_("rule"), 0, false},
};

/* Money still owed: without the profile nobody could claim it any more (GDPR 17-3 e). */
static int nothing_owed(struct crm_view *v, struct crm_str client, struct crm_err *e)
{
	int64_t number = crm_intern_find(&v->store.clients, client);
	struct crm_invoice inv;
	struct crm_case *c;
	size_t i = 0;

	if (number < 0)
		return 0;
	crm_view_begin(v);
	c = crm_view_open(v, (uint32_t)number);
	while (crm_invoice_next(c, &i, &inv)) {
		struct crm_str ref = crm_invoice_ref(&v->store, &inv);

		if (crm_owed_open(v, &inv))
			return crm_err_at(e, CRM_USAGE, "", 0, "--erase",
				_("'%.*s' still owes %.*s, and a claim may be kept (GDPR 17-3 e); log "
				  "its payment or writeoff first"),
				(int)client.n, client.p, (int)ref.n, ref.p);
	}
	return 0;
}

static int owed_check(struct crm_tool *t, struct crm_str client, struct crm_err *e)
{
	struct crm_caserun run;
	struct crm_finds none; /* the eraser itself refuses a damaged book */
	int st;

	crm_finds_init(&none);
	crm_caserun_init(&run, t);
	run.upto = (struct crm_when){INT32_MAX, CRM_NO_MIN};
	run.finds = &none;
	st = crm_caserun_read(&run, CRM_MONEY_EVENTS | CRM_MONEY_ABOUT, client, e) ||
	     nothing_owed(&run.view, client, e);
	crm_caserun_release(&run);
	crm_finds_release(&none);
	return st ? -1 : 0;
}

static void kept_print(struct crm_tool *t, const struct crm_erase *x)
{
	struct crm_report r;
	size_t i;

	CRM_TOOL_ROWS(t, &r, columns);
	for (i = 0; i < x->kept_n; i++) {
		const struct crm_erase_kept *k = &x->kept[i];

		crm_report_word(&r, crm_events[k->event].name);
		crm_report_text(&r, k->ref);
		crm_report_date(&r, k->day);
		if (k->event == CRM_EV_WRITEOFF)
			crm_report_none(&r);
		else
			crm_report_money(&r, k->amount, k->currency);
		crm_report_currency(&r, k->currency);
		crm_report_date(&r, k->until);
		crm_report_word(&r, "C. com. L123-22");
	}
	crm_report_end(&r);
}

static void tell(const struct crm_tool *t, const struct crm_erase *x)
{
	if (t->quiet)
		return;
	crm_tool_warn(t, _("erased: rows %zu, papers %zu; rows of money kept %zu, as "
		"'%s'"), x->dropped,
		x->papers, x->kept_n, x->pseudonym);
	if (x->mentions)
		crm_tool_warn(t,
			CRM_NGETTEXT("%zu remaining line contains the text '%.*s'; check whether "
				"it is about them",
				"%zu remaining lines contain the text '%.*s'; check whether they "
				"are about them",
				x->mentions),
			x->mentions, (int)x->client.n, x->client.p);
	crm_tool_warn(t, "%s",
		_("copies elsewhere still have all of it: git history, backups, other machines, mail, journal.csv.torn-*"));
}

int crm_log_erase(struct crm_tool *t, const char *id)
{
	struct crm_erase x = {.client = crm_str(id), .retention = t->policy.retention,
		.now = t->clock, .currency = t->policy.currency};
	struct crm_err e;
	int st;

	if (t->argc)
		return crm_tool_usage(t, _("--erase takes one id and no operand: '%s'"), t->argv[0]);
	if (crm_book_lock(&t->book, t->lock_wait, &e))
		return crm_tool_fail(t, &e);
	crm_tool_id(&x.id);
	crm_arena_init(&x.mem);
	st = owed_check(t, x.client, &e);
	if (!st)
		st = crm_erase_client(&t->book, &x, &e);
	crm_book_unlock(&t->book);
	if (!st) {
		kept_print(t, &x);
		tell(t, &x);
	}
	crm_erase_release(&x);
	return st ? crm_tool_fail(t, &e) : CRM_OK;
}

int crm_log_export(struct crm_tool *t, const char *id)
{
	struct crm_err e;
	struct crm_buf b;
	int st;

	if (t->argc)
		return crm_tool_usage(t, _("--export takes one id and no operand: '%s'"), t->argv[0]);
	crm_buf_init(&b);
	st = crm_export_client(&t->book, crm_str(id), t->policy.currency, &b, &e);
	if (!st)
		fwrite(b.p, 1, b.n, t->sink);
	crm_buf_release(&b);
	return st ? crm_tool_fail(t, &e) : CRM_OK;
}

int crm_log_rename(struct crm_tool *t, const char *id)
{
	struct crm_rename r = {.from = crm_str(id), .now = t->clock, .currency = t->policy.currency};
	struct crm_err e;
	int st;

	if (t->argc != 1)
		return crm_tool_usage(t, "%s", _("--rename takes two ids: crm-log --rename=OLD NEW"));
	r.to = crm_str(t->argv[0]);
	if (crm_book_lock(&t->book, t->lock_wait, &e))
		return crm_tool_fail(t, &e);
	crm_tool_id(&r.id);
	st = crm_rename_client(&t->book, &r, &e);
	crm_book_unlock(&t->book);
	if (st)
		return crm_tool_fail(t, &e);
	if (!t->quiet)
		crm_tool_warn(t, _("%s is now %s: rows %zu, papers %zu%s; your maps and scripts "
			"may still name %s"), id,
			t->argv[0], r.rows, r.papers, r.profile ? _(", the profile") : "", id);
	return CRM_OK;
}
