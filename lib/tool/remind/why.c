/* why.c - crm-remind --explain. */
#include "tool/remind/remind.h"
#include "base/i18n.h"

static const struct crm_report_column columns[] = {
	{"client", CRM_CELL_TEXT, N_("client"), 1, false},
	{"ref", CRM_CELL_TEXT, N_("ref"), 1, false},
	{"days", CRM_CELL_WHOLE, N_("days"), 0, false},
	{"step", CRM_CELL_TEXT, N_("step"), 5, true},
	{"reminded", CRM_CELL_TEXT, N_("reminded"), 6, true},
	{"next", CRM_CELL_TEXT, N_("next"), 0, false},
	{"on", CRM_CELL_TEXT, N_("on"), 0, false},
	{"held", CRM_CELL_TEXT, N_("held"), 2, true},
	{"ends", CRM_CELL_COMMAND, N_("ends with"), 7, true},
	{"mine", CRM_CELL_TEXT, N_("mine"), 4, true},
};

/* S0.43: whether it is a payment of a part that puts the next step off. */
static bool part_paid(const struct crm_remind *run, const struct crm_claim *c)
{
	return c->next >= 0 && c->sent->part != CRM_NO_DAY &&
	       c->sent->part + run->view.policy->gap > run->view.now.day;
}

/* The holds, that the sum is too small, and that a part was paid. */
static void held_cell(struct crm_report *r, const struct crm_remind *run, const struct crm_claim *c)
{
	char day[CRM_WHEN_TEXT];
	struct crm_buf b;

	crm_buf_init(&b);
	crm_held_text(c->standing, &c->held, &b);
	if (c->small)
		crm_buf_cstr(&b, b.n ? " small" : "small");
	if (part_paid(run, c)) {
		crm_date_text(c->sent->part, day);
		crm_buf_printf(&b, "%spart-paid=%s", b.n ? " " : "", day);
	}
	crm_report_held(r, crm_buf_view(&b));
	crm_buf_release(&b);
}

/* What ends the holds, and what I myself am late with. */
static void end_cells(struct crm_report *r, struct crm_remind *run, const struct crm_claim *c)
{
	const struct crm_standing *s = c->standing;
	struct crm_buf b;

	crm_buf_init(&b);
	crm_held_ends(s, &c->held, c->invoice, c->ref, crm_remind_mid(run, c->held.stale), &b);
	crm_report_text(r, crm_buf_view(&b));
	crm_buf_clear(&b);
	if (s->deadline_days)
		crm_buf_printf(&b, "deadline=%.*s", (int)s->deadline.n, s->deadline.p);
	crm_report_held(r, crm_buf_view(&b));
	crm_buf_release(&b);
}

static void row(struct crm_report *r, struct crm_remind *run, const struct crm_claim *c)
{
	const struct crm_ladder *ladder = c->standing->ladder;

	crm_report_text(r, c->client);
	crm_report_text(r, c->ref);
	crm_report_int(r, c->days);
	crm_report_key(r, CRM_KEYWORD_STEP, crm_sent_step(&run->view.store, c->sent));
	crm_report_date(r, crm_sent_at(c->sent).day);
	crm_report_key(r, CRM_KEYWORD_STEP, c->next < 0 ? CRM_STR("") : ladder->step[c->next].name);
	crm_report_date(r, c->small ? CRM_NO_DAY : c->on);
	held_cell(r, run, c);
	end_cells(r, run, c);
}

/* Money that names no invoice and covers none of them alone is seen nowhere else: it is not taken off
 * what is asked. */
static void spare_note(struct crm_tool *t, const struct crm_claim *c)
{
	int currency = c->invoice->currency;
	int64_t spare = crm_standing_spare(c->standing, currency);
	char amount[CRM_MONEY_TEXT];
	struct crm_buf how;

	if (spare <= 0 || !c->held.spare)
		return;
	crm_buf_init(&how);
	crm_held_assign(c->standing, &c->held, c->invoice, c->ref, &how);
	crm_tool_warn(t,
		_("%.*s: %s %s came without an invoice ref and is not deducted; if it pays %.*s: "
			"%s"),
		(int)c->client.n, c->client.p, crm_money_said(spare, currency, amount),
		crm_currency_code(currency), (int)c->ref.n, c->ref.p, how.p);
	crm_buf_release(&how);
}

/* Of the debts of one client in one currency the oldest that is not given up: both pages name it, whatever
 * is reminded. */
static const struct crm_claim *oldest(const struct crm_remind *run, const struct crm_claim *one)
{
	const struct crm_claim *c = run->notices.claim;

	while (c->invoice->number != one->invoice->number ||
		c->invoice->currency != one->invoice->currency || c->held.why & CRM_HOLD_WRITEOFF)
		c++;
	return c;
}

static void spare_notes(struct crm_tool *t, struct crm_remind *run)
{
	const struct crm_claim *c = run->notices.claim;
	size_t i, k, n = run->notices.claims;
	bool asked;

	for (i = 0; i < n; i = k) {
		asked = false;
		for (k = i; k < n && c[k].invoice->number == c[i].invoice->number &&
			    c[k].invoice->currency == c[i].invoice->currency;
			k++)
			asked |= !(c[k].held.why & (CRM_HOLD_UNALLOCATED | CRM_HOLD_WRITEOFF));
		if (asked)
			spare_note(t, oldest(run, &c[i]));
	}
}

void crm_why_spare(struct crm_tool *t, struct crm_remind *run)
{
	size_t i;

	for (i = 0; i < run->notices.n; i++)
		if (!run->notices.notice[i].small)
			spare_note(t, oldest(run, run->notices.notice[i].claim[0]));
}

int crm_why(struct crm_tool *t, struct crm_remind *run)
{
	struct crm_report r;
	size_t i;

	CRM_TOOL_ROWS(t, &r, columns);
	for (i = 0; i < run->notices.claims; i++)
		row(&r, run, &run->notices.claim[i]);
	spare_notes(t, run);
	return crm_tool_listed(t, crm_report_end(&r));
}
