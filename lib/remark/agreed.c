/* agreed.c - what is remarked about a row `renegotiate`. */
#include "remark/agreed.h"
#include "base/i18n.h"

/* Instalments that say less or more than what is left. */
static void sums(const struct crm_agreement *g, const struct crm_row *row, struct crm_buf *out)
{
	const char *code = crm_currency_code(row->currency);
	struct crm_buf sum, open, rest;
	bool less = g->sum < g->open;

	crm_buf_init(&sum);
	crm_buf_init(&open);
	crm_buf_init(&rest);
	crm_money_text(&sum, g->sum, row->currency);
	crm_money_text(&open, g->open, row->currency);
	crm_money_text(&rest, less ? g->open - g->sum : g->sum - g->open, row->currency);
	crm_buf_printf(out,
		less ? _("the instalments of %.*s agreed on that day are %s %s of the %s that are left: %s "
			 "have no date\n")
		     : _("the instalments of %.*s agreed on that day are %s %s, and %s are left: %s too "
			 "many; an earlier plan of the same day counts, too, until it is void\n"),
		(int)row->ref.n, row->ref.p, sum.p, code, open.p, rest.p);
	crm_buf_release(&sum);
	crm_buf_release(&open);
	crm_buf_release(&rest);
}

static void interest(const struct crm_row *row, struct crm_buf *out)
{
	struct crm_str value;

	if (crm_tag(row->tags, "interest", &value))
		return;
	crm_buf_cstr(out, _("what becomes of the interest? -g interest=waive gives it up if the date is "
			    "kept, -g interest=keep says in the letter that it stays owed\n"));
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
				_("%.*s is in %s: an amount in another currency is not an instalment, and the "
				  "date is one for all that is left\n"),
				(int)row->ref.n, row->ref.p, crm_currency_code(inv.currency));
		else if (g.plan && g.sum != g.open && !legal)
			sums(&g, row, out);
		interest(row, out);
	}
	crm_arena_release(&mem);
}
