/* money.c - what to do about money that is open. */
#include "case/act/matter.h"
#include "case/holds.h"
#include "case/money/agreement.h"

/* S0.60: whether money without a ref may pay it, in part at least. */
static bool unsaid(struct crm_case *c, const struct crm_ladder *l, const struct crm_invoice *inv,
	const struct crm_sent *sent)
{
	struct crm_spare *spare;
	size_t i, n;

	spare = crm_money_spare(c, &c->mem, &n);
	for (i = 0; i < n; i++)
		if (spare[i].currency == inv->currency)
			return crm_sent_unsaid(l, inv, crm_invoice_balance(inv), sent, spare[i].amount,
				c->now.day);
	return false;
}

static const struct crm_ladder *ladder_of(const struct crm_case *c)
{
	const struct crm_ladder *l = crm_ladder_find(c->policy, c->profile->ladder);

	return l ? l : crm_ladder_find(c->policy, CRM_STR(""));
}

/* The day of the reminder that comes next; CRM_NO_DAY: none is left. */
static int32_t next_day(struct crm_case *c, const struct crm_ladder *l, const struct crm_invoice *inv,
	const struct crm_sent *sent)
{
	int next = crm_ladder_next(l, sent->step, true);

	return next < 0 ? CRM_NO_DAY
			: crm_ladder_day(c->calendar, l, next, inv->due, sent, crm_sent_reminded(c),
				  c->policy->gap);
}

static bool goes_today(const struct crm_case *c, int32_t day)
{
	return day != CRM_NO_DAY && day <= c->now.day && !crm_calendar_closed(c->calendar, c->now.day);
}

/* Nothing was said yet: ask, and from its day on the first reminder does.  Then the ladder says what
 * comes next. */
static void reminded(struct crm_case *c, const struct crm_invoice *inv, struct crm_action *out)
{
	const struct crm_ladder *l = ladder_of(c);
	struct crm_sent sent;

	crm_sent_of(c, inv->thread, l, &sent);
	out->until = next_day(c, l, inv, &sent);
	if (!sent.last) {
		crm_action_open(out, crm_agreements_broken(inv->thread, c->now.day) > 1 ? CRM_ACT_PART
				     : goes_today(c, out->until) ? CRM_ACT_SEND : CRM_ACT_ASK_WHY);
		out->signal = out->act == CRM_ACT_SEND ? CRM_SIG_LATE_PAYMENT : -1;
		out->until = CRM_NO_DAY;
		return;
	}
	crm_action_underway(out, sent.last, sent.stale ? CRM_ACT_REDO : sent.waits ? CRM_ACT_POST : CRM_ACT_DECIDE);
	if (unsaid(c, l, inv, &sent)) {
		crm_action_open(out, CRM_ACT_ASSIGN);
		out->until = CRM_NO_DAY;
		return;
	}
	if (sent.waits || out->until == CRM_NO_DAY) {
		out->until = CRM_NO_DAY;
		return;
	}
	out->act = out->until <= c->now.day ? CRM_ACT_SEND : CRM_ACT_WAIT;
	if (out->act == CRM_ACT_SEND)
		out->until = CRM_NO_DAY;
}

/* While I am at fault I listen and repair first. */
static bool my_turn(struct crm_case *c)
{
	return c->policy->hold_while & CRM_WHILE_INCIDENT &&
	       crm_incidents_want(c, 1u << CRM_WANT_DIAGNOSE | 1u << CRM_WANT_APOLOGY);
}

/* S0.42: once they said why, nobody asks again; NONE: it was not said. */
static enum crm_act unpaid(enum crm_why why)
{
	static const enum crm_act act[CRM_WHYS] = {[CRM_WHY_CASH] = CRM_ACT_PART,
		[CRM_WHY_LOST] = CRM_ACT_RESEND,
		[CRM_WHY_DISPUTE] = CRM_ACT_SETTLE_FIRST,
		[CRM_WHY_BADFAITH] = CRM_ACT_FIRM};

	return act[why];
}

void crm_look_claim(struct crm_case *c, const struct crm_entry *row, struct crm_action *out)
{
	(void)c;
	crm_action_open(out, row->event == CRM_EV_INVOICE ? CRM_ACT_LODGE : CRM_ACT_COURT);
}

/* C. com. L622-21, L622-24: what was owed before the ruling is lodged, once, and asked of nobody. */
static void insolvent(const struct crm_case *c, const struct crm_invoice *inv, struct crm_action *out)
{
	struct crm_entries r = crm_thread_rows(inv->thread, CRM_EV_CLAIM);

	while (r.n-- > 0)
		if (crm_str_is(crm_entry_kind(c->store, r.row[r.n]), "lodged")) {
			crm_action_underway(out, r.row[r.n], CRM_ACT_WAIT);
			return;
		}
	crm_action_open(out, CRM_ACT_LODGE);
	out->day = c->profile->insolvency;
}

/* S0.41 to S0.43: what is paid asks for nothing, what is disputed for a talk, not for money. */
void crm_look_invoice(struct crm_case *c, const struct crm_entry *row, struct crm_action *out)
{
	struct crm_agreement agreed;
	struct crm_episode open;
	struct crm_invoice inv;

	if (row->event != CRM_EV_INVOICE || !crm_invoice_of(c, crm_thread_of(c, row->word), &inv))
		return;
	if (crm_invoice_balance(&inv) <= 0) {
		out->state = CRM_STATE_DONE;
		out->day = crm_invoice_closed(&inv, &c->mem);
	} else if (inv.given_up) {
		crm_action_done(out, crm_thread_first(inv.thread, CRM_EV_WRITEOFF, INT32_MIN));
	} else if (crm_invoice_frozen(&inv, c->profile, c->now.day) != CRM_NO_DAY) {
		insolvent(c, &inv, out);
	} else if (crm_invoice_disputed(&inv) || crm_open_conflict(c, &open)) {
		crm_action_open(out, CRM_ACT_SETTLE_FIRST);
	} else if (crm_agreement_of(&inv, &c->mem, &agreed) && c->now.day <= agreed.due) {
		crm_action_underway(out, agreed.row, CRM_ACT_WAIT);
		out->until = agreed.due;
	} else if (crm_asked_waits(c)) {
		crm_action_open(out, CRM_ACT_ANSWER_FIRST);
	} else if (my_turn(c)) {
		crm_action_open(out, CRM_ACT_SETTLE_FIRST);
	} else if (unpaid(crm_invoice_why(c, &inv))) {
		crm_action_open(out, unpaid(crm_invoice_why(c, &inv)));
	} else {
		reminded(c, &inv, out);
	}
}

/* Whether the reminder of today asks for it. */
static bool asked_today(struct crm_case *c, struct crm_entries t)
{
	struct crm_invoice inv;
	struct crm_sent sent;
	int64_t left;

	if (!crm_invoice_of(c, t, &inv) || inv.due == CRM_NO_DAY)
		return false;
	left = crm_invoice_balance(&inv);
	crm_sent_of(c, t, ladder_of(c), &sent);
	return left > 0 && (inv.currency != c->policy->currency || left >= c->policy->min_amount) &&
	       goes_today(c, next_day(c, ladder_of(c), &inv, &sent));
}

/* A promise of theirs, or a date agreed for an invoice.  Its day is theirs to the end, and a reminder
 * that went out since, or goes out today, asks. */
void crm_look_pledge(struct crm_case *c, const struct crm_entry *row, struct crm_action *out)
{
	struct crm_entries t = crm_thread_of(c, row->word);
	int32_t day = row->due;
	struct crm_sent sent;
	struct crm_word w;

	if (row->event == CRM_EV_PROMISE) {
		crm_look_word(c, row, out);
		if (crm_word_of(t, CRM_EV_PROMISE, CRM_BY_CLIENT, &w))
			day = w.asked;
	} else if (c->now.day <= day) {
		crm_action_wait(out, day);
	} else {
		crm_action_open(out, crm_agreements_broken(t, c->now.day) > 1 ? CRM_ACT_PART : CRM_ACT_ASK_DATE);
	}
	if (out->act != CRM_ACT_ASK_DATE && out->act != CRM_ACT_PART)
		return;
	if (c->now.day > crm_agreement_until(c->calendar, c->policy, day) && asked_today(c, t)) {
		crm_action_wait(out, CRM_NO_DAY);
		return;
	}
	if (out->act == CRM_ACT_PART)
		return;
	crm_sent_of(c, t, NULL, &sent);
	if (sent.last && sent.last->day > day)
		crm_action_underway(out, sent.last, CRM_ACT_WAIT);
}

/* S2.11: what claims another sum than is owed by now is not posted. */
void crm_look_letter(struct crm_case *c, const struct crm_entry *row, struct crm_action *out)
{
	struct crm_sent sent = {.stale = false};

	if (row->event == CRM_EV_REMINDER)
		crm_sent_of(c, crm_thread_of(c, row->word), NULL, &sent);
	crm_action_open(out, sent.stale ? CRM_ACT_REDO : CRM_ACT_POST);
}
