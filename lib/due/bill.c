/* bill.c - what invoices give rise to. */
#include "due/bill.h"
#include "case/money/agreement.h"
#include "law/court.h"
#include "law/owed.h"

/* A plan of which an instalment was missed, and what it lets one ask for. */
static void plan_of(struct crm_view *v, struct crm_bill *b, int64_t balance)
{
	struct crm_agreement *g = crm_arena_alloc(&v->mem, sizeof *g);

	if (!crm_agreement_of(&b->invoice, &v->mem, g) ||
		!crm_agreement_missed(g, v->calendar, v->policy, v->now.day))
		return;
	b->plan = g;
	b->asked = crm_agreement_asked(g, v->calendar, v->policy, v->now.day, balance);
}

/* What was sent for an invoice and what stops its reminders, as long as the view. */
static struct crm_bill *bill_of(
	struct crm_view *v, struct crm_case *c, const struct crm_invoice *inv, int64_t balance)
{
	const struct crm_standing *s = crm_standing_of(v, inv->number);
	struct crm_bill *b = crm_arena_alloc(&v->mem, sizeof *b);

	crm_invoice_keep(inv, &v->mem, &b->invoice);
	crm_sent_of(c, inv->thread, s->ladder, &b->sent);
	b->asked = balance;
	if (inv->thread.has & CRM_EV_BIT(CRM_EV_RENEGOTIATE))
		plan_of(v, b, balance);
	crm_held_of(c, s, inv, b->asked, &b->sent, &b->held);
	return b;
}

/* Why no reminder of an invoice goes out, but for what the item itself is about. */
static void held(
	struct crm_view *v, struct crm_item *it, const struct crm_bill *bill, unsigned about)
{
	struct crm_held h = bill->held;
	struct crm_buf b;

	h.why &= ~about;
	it->why = h.why;
	if (!h.why)
		return;
	crm_buf_init(&b);
	crm_held_text(crm_standing_of(v, it->number), &h, &b);
	it->held = crm_buf_keep(&b, &v->mem);
}

/* Once the money is there nobody posts it. */
static void letter_item(struct crm_view *v, struct crm_case *c, struct crm_overdue *o,
	const struct crm_invoice *inv)
{
	struct crm_item *it;
	struct crm_sent sent;
	int64_t due, balance;

	crm_sent_of(c, inv->thread, NULL, &sent);
	if (!sent.waits)
		return;
	balance = crm_owed_open(v, inv);
	due = (int64_t)sent.prepared->day + v->policy->letter;
	if (!balance || !crm_item_comes(c, o, due))
		return;
	it = crm_item_add(c, o, CRM_KIND_LETTER, sent.prepared, crm_item_day(due));
	it->step = crm_entry_kind(&v->store, sent.prepared);
	it->reminded = it->since;
	held(v, it, bill_of(v, c, inv, balance), CRM_HOLD_LETTER);
}

/* The same letter that was prepared again takes the place of the one before. */
static bool is_replaced(const struct crm_view *v, struct crm_entries notes, size_t i)
{
	const struct crm_entry *x = notes.row[i];

	while (++i < notes.n)
		if (notes.row[i]->kind == x->kind && notes.row[i]->word == x->word &&
			crm_store_rare(&v->store, notes.row[i])->status == CRM_STATUS_PREPARED)
			return true;
	return false;
}

/* A letter on paper that is no reminder, such as a statement, is posted by hand as well. */
static void paper_items(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	struct crm_entries notes = crm_case_rows(c, CRM_EV_NOTE);
	struct crm_item *it;
	int64_t due;
	size_t i;

	for (i = 0; i < notes.n; i++) {
		const struct crm_entry *x = notes.row[i];

		due = (int64_t)x->day + v->policy->letter;
		if (crm_store_rare(&v->store, x)->status != CRM_STATUS_PREPARED ||
			!crm_item_comes(c, o, due) || is_replaced(v, notes, i) ||
			crm_sent_paper(c, x) != CRM_STATUS_PREPARED)
			continue;
		it = crm_item_add(c, o, CRM_KIND_LETTER, x, crm_item_day(due));
		it->step = crm_entry_kind(&v->store, x);
		if (!it->ref.n)
			crm_item_by_id(v, it, x);
	}
}

/* A letter lies in outbox/ that nobody has posted.  S2.11. */
void crm_list_letter(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	struct crm_invoice inv;
	size_t i = 0;

	paper_items(v, c, o);
	if (!crm_case_rows(c, CRM_EV_REMINDER).n)
		return;
	while (crm_invoice_next(c, &i, &inv))
		if (inv.thread.has & CRM_EV_BIT(CRM_EV_REMINDER))
			letter_item(v, c, o, &inv);
}

static struct crm_item *money_item(const struct crm_case *c, struct crm_overdue *o,
	enum crm_kind kind, const struct crm_entry *row, int32_t due, int64_t amount, int currency)
{
	struct crm_item *it = crm_item_add(c, o, kind, row, crm_item_day(due));

	it->money = true;
	it->amount = amount;
	it->currency = currency;
	return it;
}

/* Worked out while its case is open and its rows are in the cache: a list asks in another order.  What
 * is not known is a finding. */
static void costs(struct crm_view *v, const struct crm_invoice *inv, struct crm_costs *out)
{
	struct crm_arena_mark before = crm_arena_mark(&v->mem);
	struct crm_owed owed;
	struct crm_err e;

	if (crm_owed_of(v, inv, false, &owed, &e) && v->finds)
		crm_find_err(v->finds, &e, inv->client);
	*out = (struct crm_costs){owed.interest.interest_left, owed.interest.fee_left, owed.limit,
		owed.interest.notes};
	crm_arena_rewind(&v->mem, before);
}

static struct crm_item *invoice_item(struct crm_view *v, struct crm_case *c,
	struct crm_overdue *o, const struct crm_invoice *inv, int64_t balance)
{
	struct crm_item *it = money_item(c, o, CRM_KIND_INVOICE,
		crm_thread_first(inv->thread, CRM_EV_INVOICE, INT32_MIN), inv->due, balance,
		inv->currency);
	struct crm_bill *b = bill_of(v, c, inv, balance);

	if (o->costs)
		costs(v, inv, &b->costs);
	it->bill = b;
	it->standing = crm_standing_of(v, inv->number);
	it->step = crm_sent_step(&v->store, &it->bill->sent);
	it->reminded = crm_sent_at(&it->bill->sent);
	return it;
}

int crm_bill_step(const struct crm_calendar *calendar, const struct crm_policy *policy,
	const struct crm_item *it, int32_t *day)
{
	const struct crm_standing *s = it->standing;
	const struct crm_sent *sent = &it->bill->sent;
	int next = crm_ladder_next(s->ladder, sent->step, it->days > 0);

	*day = next < 0 ? CRM_NO_DAY
			: crm_ladder_day(calendar, s->ladder, next, it->bill->invoice.due, sent,
				  s->newest, policy->gap);
	return next;
}

void crm_bill_action(const struct crm_case *c, struct crm_item *it)
{
	int32_t day = CRM_NO_DAY;

	if (it->why) {
		it->action.act = crm_action_held(it->why);
		if (it->action.act == CRM_ACT_POST && it->bill->sent.stale)
			it->action.act = CRM_ACT_REDO;
		if (crm_held_end(it->standing, &it->bill->held, c->now.day, &day))
			it->action.until = day;
		return;
	}
	if (crm_bill_step(c->calendar, c->policy, it, &day) < 0) {
		it->action.act = CRM_ACT_DECIDE;
		return;
	}
	it->action.until = crm_calendar_open_day(c->calendar, day < c->now.day ? c->now.day : day);
	it->action.act = it->action.until == c->now.day ? CRM_ACT_SEND : CRM_ACT_WAIT;
}

/* Money that is still owed after its due day.  S0.41, S2.9. */
void crm_list_invoice(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	struct crm_invoice inv;
	int64_t balance;
	size_t i = 0;

	while (crm_invoice_next(c, &i, &inv)) {
		if (inv.due == CRM_NO_DAY || !crm_item_comes(c, o, inv.due))
			continue;
		balance = crm_owed_balance(v, &inv);
		if (balance > 0 && crm_item_least(v->policy, o, balance, inv.currency)) {
			struct crm_item *it = invoice_item(v, c, o, &inv, balance);

			held(v, it, it->bill, 0);
		}
	}
}

/* The instalments of a plan that are not covered, each with what is missing of it; of one date all
 * that is left. */
static void agreed_items(struct crm_view *v, struct crm_case *c, struct crm_overdue *o,
	const struct crm_invoice *inv, const struct crm_agreement *g)
{
	int64_t balance = crm_owed_balance(v, inv), left;
	const struct crm_instalment *part;
	struct crm_bill *bill = NULL;
	struct crm_item *it;
	size_t i;

	for (i = 0; i < g->parts && balance > 0; i++) {
		part = &g->part[i];
		left = g->plan && part->left < balance ? part->left : balance;
		if (left <= 0 || !crm_item_comes(c, o, part->row->due) ||
			!crm_item_least(v->policy, o, left, inv->currency))
			continue;
		it = money_item(c, o, CRM_KIND_PLEDGE, part->row, part->row->due, left, inv->currency);
		it->part = g->parts > 1 ? (unsigned)i + 1 : 0;
		bill = bill ? bill : bill_of(v, c, inv, balance);
		held(v, it, bill, CRM_HOLD_AGREED | CRM_HOLD_LETTER);
	}
}

void crm_list_agreed(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	static const uint64_t about = CRM_EV_BIT(CRM_EV_RENEGOTIATE) | CRM_EV_BIT(CRM_EV_PROMISE);
	struct crm_entries t;
	struct crm_agreement g;
	struct crm_invoice inv;
	size_t i = 0;

	while (crm_case_with(c, about, &i, &t)) {
		if (crm_invoice_of(c, t, &inv) && !inv.given_up &&
			!crm_invoice_disputed(&inv) && crm_agreement_of(&inv, &c->mem, &g))
			agreed_items(v, c, o, &inv, &g);
	}
}

/* The limit has passed: it can be claimed no more. */
static bool barred(const struct crm_case *c, const struct crm_owed *owed)
{
	return owed->limit != CRM_NO_DAY && c->now.day > owed->limit;
}

/* Money that came late leaves interest and the fee behind: owed by law until the limit. */
void crm_list_paid_late(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	struct crm_invoice inv;
	struct crm_owed owed;
	struct crm_err e;
	size_t i = 0;

	while (crm_invoice_next(c, &i, &inv)) {
		if (inv.due == CRM_NO_DAY || !inv.touched || inv.given_up ||
			crm_owed_balance(v, &inv) > 0)
			continue;
		if (crm_owed_of(v, &inv, false, &owed, &e) && v->finds)
			crm_find_err(v->finds, &e, inv.client);
		if (owed.interest.paid == CRM_NO_DAY || barred(c, &owed) ||
			owed.interest.interest_left + owed.interest.fee_left <= 0)
			continue;
		invoice_item(v, c, o, &inv, 0)->days = owed.interest.paid - inv.due;
	}
}

#define ABOUT (CRM_EV_BIT(CRM_EV_CLAIM) | CRM_EV_BIT(CRM_EV_REMINDER) | CRM_EV_BIT(CRM_EV_DISPUTE))

static bool listed(const struct crm_case *c, const struct crm_overdue *o, const struct crm_court *k)
{
	if (o->morning && (int64_t)k->due - c->now.day > CRM_CLAIM_NEAR)
		return false;
	return k->step != CRM_COURT_ENFORCE || c->now.day >= k->due || crm_item_comes(c, o, k->due);
}

/* The day by which a mémoire en réclamation reaches the buyer, an order for payment is served, a
 * claim is lodged, or from which an order can be enforced.  Listed from the day on which it begins
 * to run, since a day that has passed is lost; what only waits for the debtor is listed when it is
 * over.  S2.12. */
void crm_list_claim(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	struct crm_invoice inv;
	struct crm_court k;
	int64_t balance;
	size_t i = 0;

	while (crm_invoice_next(c, &i, &inv)) {
		if ((!(inv.thread.has & ABOUT) &&
			    crm_invoice_frozen(&inv, c->profile, c->now.day) == CRM_NO_DAY) ||
			!crm_court_next(v, c, &inv, &k) || !listed(c, o, &k))
			continue;
		balance = crm_owed_balance(v, &inv);
		if (balance <= 0 || !crm_item_least(v->policy, o, balance, inv.currency))
			continue;
		money_item(c, o, CRM_KIND_CLAIM, k.row, k.due, balance, inv.currency)->step =
			crm_str(crm_court_name(k.step));
	}
}
