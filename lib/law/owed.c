/* owed.c - what an open invoice costs by now. */
#include "law/owed.h"
#include "case/money/agreement.h"
#include "case/money/sent.h"

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

static void restarts(const struct crm_store *store, struct crm_entries t, struct facts *f)
{
	struct crm_entries known = crm_thread_rows(t, CRM_EV_ACKNOWLEDGE);
	struct crm_entries claim = crm_thread_rows(t, CRM_EV_CLAIM);
	enum crm_limit_from how;
	size_t i;

	for (i = 0; i < known.n; i++)
		restart_add(f, known.row[i]->day, CRM_LIMIT_ACKNOWLEDGED);
	for (i = 0; i < claim.n; i++)
		if (crm_limit_restart(crm_entry_kind(store, claim.row[i]), &how))
			restart_add(f, claim.row[i]->day, how);
}

/* Interest and fee are given up for good, or by an agreement that has been kept so far. */
static bool waived(struct crm_view *v, const struct crm_invoice *inv)
{
	struct crm_agreement g;

	if (inv->thread.has & CRM_EV_BIT(CRM_EV_WAIVE))
		return true;
	return crm_agreement_of(inv, &v->mem, &g) && g.row->mark & CRM_MARK_WAIVES &&
	       !crm_agreement_broken(&g, v->calendar, v->policy, v->now.day);
}

/* Of the letters, the one that it stood in with other invoices counts, whichever was logged. */
static struct crm_entries letters_of(struct crm_view *v, const struct crm_invoice *inv)
{
	if (!(inv->thread.has & CRM_EV_BIT(CRM_EV_REMINDER)))
		return crm_thread_rows(inv->thread, CRM_EV_LETTER);
	if (!v->opened || v->client != inv->number)
		crm_view_open(v, inv->number);
	return crm_sent_letters(&v->c, inv->thread);
}

static void facts_of(struct crm_view *v, const struct crm_invoice *inv, struct facts *f)
{
	struct crm_entries letter = letters_of(v, inv);
	int32_t signed_on = CRM_NO_DAY;
	struct crm_str kind;
	size_t i;

	memset(f, 0, sizeof *f);
	f->presented = CRM_NO_DAY;
	f->waived = waived(v, inv);
	f->restart = crm_arena_alloc(&v->mem, (inv->thread.n + 1) * sizeof *f->restart);
	restarts(&v->store, inv->thread, f);
	for (i = 0; i < letter.n; i++) {
		kind = crm_entry_kind(&v->store, letter.row[i]);
		if (f->presented == CRM_NO_DAY && crm_str_is(kind, "presented"))
			f->presented = letter.row[i]->day;
		else if (signed_on == CRM_NO_DAY && crm_str_is(kind, "signed"))
			signed_on = letter.row[i]->day;
	}
	f->reminder = crm_sent_first(&v->store, inv->thread);
	f->reminded = f->reminder != CRM_NO_DAY;
	if (f->presented == CRM_NO_DAY)
		f->presented = signed_on; /* nobody signs what was not presented */
}

/* The profile of an invoice's client: mostly that of the case that is open. */
static const struct crm_client *profile_of(struct crm_view *v, const struct crm_invoice *inv)
{
	if (v->opened && v->client == inv->number)
		return v->c.profile;
	return v->profile(v->ctx, inv->client);
}

/* Whether payments settle fee and interest before principal: C. civ. 1343-1; only with tables. */
static bool legal(const struct crm_view *v, const struct crm_client *p)
{
	return v->tables && crm_client_legal(p, v->policy);
}

static void debt_fill(struct crm_view *v, const struct crm_client *p, const struct crm_invoice *inv,
	const struct facts *f, struct crm_debt *d)
{
	memset(d, 0, sizeof *d);
	d->kind = p->kind;
	d->penalty_rate = p->penalty_rate;
	d->penalty_mult = p->penalty_mult;
	d->penalty_series = p->penalty_series;
	d->legal = legal(v, p);
	d->frozen = crm_invoice_frozen(inv, p, v->now.day);
	d->waived = f->waived;
	d->currency = inv->currency;
	d->amount = inv->amount;
	d->due = inv->due;
	d->notice = f->presented;
	d->reminded = f->reminded;
	d->reminder = f->reminder;
	d->moves = crm_invoice_moves(inv, &v->mem, &d->moves_n);
	d->until = v->now.day;
}

int crm_owed_of(struct crm_view *v, const struct crm_invoice *inv, bool lines, struct crm_owed *out,
	struct crm_err *e)
{
	const struct crm_client *p = profile_of(v, inv);
	struct crm_debt debt;
	struct facts facts;

	memset(out, 0, sizeof *out);
	facts_of(v, inv, &facts);
	debt_fill(v, p, inv, &facts, &debt);
	debt.regime = crm_interest_regime(&v->tables->regimes, p, v->policy, e);
	out->regime = debt.regime;
	out->limitation = crm_limit(crm_limit_period(&v->tables->regimes, debt.regime, p->kind),
		inv->at.day, inv->done, facts.restart, facts.restarts);
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

	if (!inv->touched || !legal(v, profile_of(v, inv)))
		return crm_invoice_balance(inv);
	before = crm_arena_mark(&v->mem);
	st = crm_owed_of(v, inv, false, &owed, &e);
	crm_arena_rewind(&v->mem, before);
	if (owed.interest.counted)
		return owed.interest.principal;
	if (st && v->finds)
		crm_find_err(v->finds, &e, inv->client);
	return crm_invoice_balance(inv);
}

int64_t crm_owed_open(struct crm_view *v, const struct crm_invoice *inv)
{
	int64_t balance = inv->given_up ? 0 : crm_owed_balance(v, inv);

	return balance > 0 ? balance : 0;
}
