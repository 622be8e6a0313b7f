/* owed.c - what an open invoice costs by now. */
#include "law/owed.h"
#include "case/reminded.h"

struct facts {
	bool waived;
	int32_t presented; /* a formal notice was presented; CRM_NO_DAY */
	bool reminded;
	int32_t reminder; /* the day of the first reminder handed over */
	struct crm_restart *restart;
	size_t restarts;
};

static void restart_add(struct facts *f, int32_t day, enum crm_limit_from how)
{
	f->restart[f->restarts++] = (struct crm_restart){day, how};
}

static void reminded(struct facts *f, int32_t day)
{
	f->reminded = true;
	f->reminder = day;
}

static void facts_of(struct crm_view *v, const struct crm_invoice *inv, struct facts *f)
{
	const struct crm_mark **mark;
	enum crm_limit_from how;
	int32_t signed_on = CRM_NO_DAY;
	struct crm_str kind;
	size_t i, n;

	mark = crm_ledger_marks(&v->ledger, inv->client, crm_invoice_ref(inv), &v->mem, &n);
	memset(f, 0, sizeof *f);
	f->presented = CRM_NO_DAY;
	f->restart = crm_arena_alloc(&v->mem, (n + 1) * sizeof *f->restart);
	for (i = 0; i < n; i++) {
		kind = v->ledger.words.str[mark[i]->kind];
		if (mark[i]->event == CRM_EV_WAIVE)
			f->waived = true;
		else if (mark[i]->event == CRM_EV_ACKNOWLEDGE)
			restart_add(f, mark[i]->at.day, CRM_LIMIT_ACKNOWLEDGED);
		else if (mark[i]->event == CRM_EV_CLAIM && crm_limit_restart(kind, &how))
			restart_add(f, mark[i]->at.day, how);
		else if (!f->reminded && !mark[i]->for_me && crm_reminded_handed(mark, n, i))
			reminded(f, mark[i]->at.day);
		else if (mark[i]->event == CRM_EV_LETTER && f->presented == CRM_NO_DAY &&
			 crm_str_is(kind, "presented"))
			f->presented = mark[i]->at.day;
		else if (mark[i]->event == CRM_EV_LETTER && signed_on == CRM_NO_DAY &&
			 crm_str_is(kind, "signed"))
			signed_on = mark[i]->at.day;
	}
	if (f->presented == CRM_NO_DAY)
		f->presented = signed_on; /* nobody signs what was not presented */
}

bool crm_owed_legal(struct crm_view *v, uint32_t client)
{
	enum { ASKED = 1, LEGAL = 2 };
	const struct crm_client *c;

	if (!v->tables)
		return false;
	crm_grow(&v->legal, &v->legals, (size_t)client + 1, 1);
	if (!v->legal[client]) {
		c = v->profile(v->ctx, v->ledger.clients.str[client]);
		v->legal[client] = crm_client_legal(c, v->policy) ? ASKED | LEGAL : ASKED;
	}
	return v->legal[client] & LEGAL;
}

/* A ruling freezes what was owed before it; work that is done after it is paid as usual (C. com.
 * L622-17). */
static int32_t frozen(const struct crm_client *p, const struct crm_invoice *inv, int32_t today)
{
	int32_t born = inv->done != CRM_NO_DAY ? inv->done : inv->at_day;

	return p->insolvency <= today && born < p->insolvency ? p->insolvency : CRM_NO_DAY;
}

static void debt_fill(struct crm_view *v, const struct crm_client *p, const struct crm_invoice *inv,
	const struct facts *f, struct crm_debt *d)
{
	memset(d, 0, sizeof *d);
	d->kind = p->kind;
	d->penalty_rate = p->penalty_rate;
	d->penalty_mult = p->penalty_mult;
	d->penalty_series = p->penalty_series;
	d->reminded = f->reminded;
	d->reminder = f->reminder;
	d->legal = crm_owed_legal(v, inv->client);
	d->frozen = frozen(p, inv, v->now.day);
	d->waived = f->waived;
	d->currency = inv->currency;
	d->amount = inv->amount;
	d->due = inv->due;
	d->notice = f->presented;
	d->moves = crm_invoice_moves(&v->ledger, inv, &v->mem, &d->moves_n);
	d->until = v->now.day;
}

int crm_owed_of(struct crm_view *v, const struct crm_invoice *inv, bool lines, struct crm_owed *out,
	struct crm_err *e)
{
	const struct crm_client *p = v->profile(v->ctx, v->ledger.clients.str[inv->client]);
	struct crm_debt debt;
	struct facts facts;

	memset(out, 0, sizeof *out);
	facts_of(v, inv, &facts);
	debt_fill(v, p, inv, &facts, &debt);
	debt.regime = crm_interest_regime(&v->tables->regimes, p, v->policy, e);
	out->regime = debt.regime;
	out->limitation = crm_limit(crm_limit_period(&v->tables->regimes, debt.regime, p->kind),
		inv->at_day, inv->done, facts.restart, facts.restarts);
	out->limit = out->limitation.day;
	if (!debt.regime)
		return -1;
	out->law = debt.regime->key;
	if (crm_interest(&v->tables->rates, &debt, lines ? &v->mem : NULL, &out->interest, e))
		return -1;
	out->known = true;
	return 0;
}

int64_t crm_owed_balance(struct crm_view *v, const struct crm_invoice *inv)
{
	struct crm_arena_mark before;
	struct crm_owed owed;
	struct crm_err e;
	int st;

	if (!inv->first_event || !crm_owed_legal(v, inv->client))
		return crm_invoice_balance(inv);
	before = crm_arena_mark(&v->mem);
	st = crm_owed_of(v, inv, false, &owed, &e);
	crm_arena_rewind(&v->mem, before);
	if (owed.interest.counted)
		return owed.interest.principal;
	if (st && v->finds)
		crm_find_err(v->finds, &e, v->ledger.clients.str[inv->client]);
	return crm_invoice_balance(inv);
}
