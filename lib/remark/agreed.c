/* agreed.c - what is remarked about a row `renegotiate`. */
#include "remark/agreed.h"
#include "base/i18n.h"
#include "format/daysaid.h"

/* The ends of the ids of a plan, as --void takes them. */
static void ids(const struct crm_agreement *g, struct crm_buf *out)
{
	char id[37];
	size_t i;

	for (i = 0; i < g->parts; i++) {
		crm_uuid_text(&g->part[i].row->id, id);
		crm_buf_printf(out, " %s", id + sizeof id - 9);
	}
}

bool crm_agreed_wrong(const struct crm_case *c, const struct crm_row *row, size_t n,
	struct crm_buf *out)
{
	char due[CRM_DAY_SAID], at[CRM_DAY_SAID];
	struct crm_agreement g;
	struct crm_invoice inv;
	struct crm_arena mem;
	size_t i, k = 0;

	crm_day_said(row->at.day, at);
	for (i = 0; i < n; i++) {
		if (row[i].due.day >= row->at.day)
			continue;
		crm_day_said(row[i].due.day, due);
		crm_buf_printf(out, _("an instalment of %s is before the day of the agreement, %s: correct the "
				      "date, or say with -w when it was agreed\n"), due, at);
		return true;
	}
	crm_arena_init(&mem);
	while (crm_invoice_next(c, &k, &inv))
		if (crm_str_eq(crm_invoice_ref(c->store, &inv), row->ref) &&
			crm_agreement_of(&inv, &mem, &g) && g.plan && g.row->day == row->at.day) {
			crm_buf_printf(out, _("a plan for %.*s was already agreed on %s, and the "
				"two would add up; to replace it: crm-log "
				"--void"), (int)row->ref.n, row->ref.p, at);
			ids(&g, out);
			crm_buf_char(out, '\n');
		}
	crm_arena_release(&mem);
	return out->n > 0;
}

/* Instalments that say less or more than what is left. */
static void sums(const struct crm_agreement *g, const struct crm_row *row, struct crm_buf *out)
{
	char sum[CRM_MONEY_TEXT], open[CRM_MONEY_TEXT], rest[CRM_MONEY_TEXT];
	bool less = g->sum < g->open;

	crm_buf_printf(out,
		less ? _("the instalments of %.*s agreed on that day come to %s %s of the %s still "
			"owed: %s has no date\n")
		     : _("the instalments of %.*s agreed on that day come to %s %s, and %s is "
			"still owed: %s too much; an earlier plan of the same day also counts, "
			"until it is voided\n"),
		(int)row->ref.n, row->ref.p, crm_money_said(g->sum, row->currency, sum),
		crm_currency_code(row->currency), crm_money_said(g->open, row->currency, open),
		crm_money_said(less ? g->open - g->sum : g->sum - g->open, row->currency, rest));
}

static void interest(const struct crm_row *row, struct crm_buf *out)
{
	struct crm_str value;

	if (crm_tag(row->tags, "interest", &value))
		return;
	crm_buf_cstr(out, _("what becomes of the interest? -g interest=waive gives it up if the date is "
			    "kept, -g interest=keep says in the letter that it stays owed\n"));
}

/* The day of the newest agreement that the row takes the place of; CRM_NO_DAY: none.  Instalments of one
 * day stand beside each other. */
static int32_t replaced(const struct crm_invoice *inv, const struct crm_row *row)
{
	struct crm_entries r = crm_thread_rows(inv->thread, CRM_EV_RENEGOTIATE);
	int32_t day = CRM_NO_DAY;
	size_t i;

	for (i = 0; i < r.n; i++)
		if (r.row[i]->due != CRM_NO_DAY && r.row[i]->day > day &&
			r.row[i]->day < row->at.day + !row->has_amount &&
			crm_uuid_cmp(&r.row[i]->id, &row->id) != 0)
			day = r.row[i]->day;
	return day;
}

/* What it takes the place of, or what counts before it. */
static void place(const struct crm_invoice *inv, const struct crm_agreement *g, const struct crm_row *row,
	struct crm_buf *out)
{
	int32_t old = replaced(inv, row);
	char day[CRM_DAY_SAID];

	if (g->row->day > row->at.day) {
		crm_day_said(g->row->day, day);
		crm_buf_printf(out, _("what was agreed on %s is newer, and counts\n"), day);
	} else if (old != CRM_NO_DAY) {
		crm_day_said(old, day);
		crm_buf_printf(out, _("it replaces what was agreed on %s\n"), day);
	}
}

void crm_agreed_say(const struct crm_case *c, const struct crm_row *row, bool legal,
	struct crm_buf *out)
{
	struct crm_arena mem;
	struct crm_agreement g;
	struct crm_invoice inv;
	size_t i = 0;

	crm_arena_init(&mem);
	if (crm_invoice_next(c, &i, &inv) && crm_agreement_of(&inv, &mem, &g)) {
		if (row->has_amount && row->currency != inv.currency)
			crm_buf_printf(out,
				_("%.*s is in %s: an amount in another currency is not an "
					"instalment, and the date applies to the whole balance\n"),
				(int)row->ref.n, row->ref.p, crm_currency_code(inv.currency));
		else if (g.plan && g.sum != g.open && !legal)
			sums(&g, row, out);
		place(&inv, &g, row, out);
		interest(row, out);
	}
	crm_arena_release(&mem);
}
