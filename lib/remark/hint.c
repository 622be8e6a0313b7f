/* hint.c - what crm-log remarks about a row that was just written. */
#include "remark/hint.h"
#include "base/i18n.h"
#include "base/num.h"
#include "base/str.h"
#include "case/incident.h"
#include "case/mission.h"
#include "format/daysaid.h"
#include "remark/agreed.h"
#include "remark/remark.h"
#include <stdlib.h>

/* Events whose rows with one REF are one thing: the first one counts
 * (crm-score(7), Rows that count). */
#define THINGS                                                                                      \
	(CRM_EV_BIT(CRM_EV_INVOICE) | CRM_EV_BIT(CRM_EV_PROMISE) | CRM_EV_BIT(CRM_EV_DEADLINE) |    \
		CRM_EV_BIT(CRM_EV_MISSION) | CRM_EV_BIT(CRM_EV_OFFER))

/* Events that open and close a deadline. */
#define DATED                                                                                       \
	(CRM_EV_BIT(CRM_EV_DEADLINE) | CRM_EV_BIT(CRM_EV_DELIVERED) | CRM_EV_BIT(CRM_EV_BROKEN))

enum { MISREAD = 90 }; /* days in which misunderstandings are counted */

/* Events that tell whether a mission runs, its own and those that end the relation or begin it anew. */
#define RUNNING                                                                                     \
	(CRM_EV_BIT(CRM_EV_MISSION) | CRM_EV_BIT(CRM_EV_RENEW) | CRM_EV_BIT(CRM_EV_END) |           \
		CRM_EV_BIT(CRM_EV_OFFER) | CRM_EV_BIT(CRM_EV_CONTRACT))

/* Events that change what is left of an invoice. */
#define MONEY (CRM_EV_BIT(CRM_EV_PAYMENT) | CRM_EV_BIT(CRM_EV_CREDIT) | CRM_EV_BIT(CRM_EV_REFUND))

void crm_hint_init(struct crm_hint *h, const struct crm_row *row, const struct crm_policy *policy)
{
	memset(h, 0, sizeof *h);
	h->row = row;
	h->policy = policy;
	h->distance = crm_spelling_limit(row->ref) + 1;
	h->like.day = CRM_NO_DAY;
	crm_store_init(&h->store, &policy->score);
}

void crm_hint_release(struct crm_hint *h)
{
	crm_store_release(&h->store);
}

/* ---- looking ---- */

/* Events of which a row must not be older, or it changes nothing of them. */
static uint64_t not_before(enum crm_event ev)
{
	switch (ev) {
	case CRM_EV_RESOLVE:
	case CRM_EV_RENEW:
	case CRM_EV_END: return crm_event_about(ev);
	case CRM_EV_DIAGNOSE:
	case CRM_EV_APOLOGY:
	case CRM_EV_GESTURE:
	case CRM_EV_DISAGREE: return CRM_EV_BIT(CRM_EV_INCIDENT);
	default: return 0;
	}
}

static void near_ref(struct crm_hint *h, struct crm_str ref)
{
	size_t limit = h->near[0] ? h->distance : h->distance - 1, d;

	if (!ref.n || ref.n >= sizeof h->near)
		return;
	d = crm_spelling_distance(ref, h->row->ref, limit);
	if (d > limit)
		return;
	/* of equally near refs the smallest, whatever the order of rows */
	if (h->near[0] && d == h->distance && crm_str_cmp(ref, crm_str(h->near)) >= 0)
		return;
	h->distance = d;
	memcpy(h->near, ref.p, ref.n);
	h->near[ref.n] = '\0';
}

/* Whose invoice has the same number; of several the smallest id, whatever the order of rows. */
static void other_client(struct crm_hint *h, struct crm_str id)
{
	if (id.n >= sizeof h->other || (h->other[0] && crm_str_cmp(id, crm_str(h->other)) >= 0))
		return;
	memcpy(h->other, id.p, id.n);
	h->other[id.n] = '\0';
}

/* Money of the same ref and sum some days ago: typed on two days, or by two people. */
static void like_money(struct crm_hint *h, const struct crm_row *old)
{
	const struct crm_row *row = h->row;
	int32_t apart = old->at.day - row->at.day, was = h->like.day - row->at.day;

	if (!((CRM_MONEY_EVENTS & ~CRM_EV_BIT(CRM_EV_INVOICE)) & CRM_EV_BIT(row->event)) ||
		old->event != row->event || !crm_str_eq(old->ref, row->ref) || old->amount != row->amount ||
		old->currency != row->currency || abs(apart) > CRM_MONEY_NEAR)
		return;
	if (h->like.day != CRM_NO_DAY && (abs(apart) > abs(was) || (abs(apart) == abs(was) &&
						  crm_uuid_cmp(&old->id, &h->like_id) > 0)))
		return;
	h->like = old->at;
	h->like_id = old->id;
}

static bool misread(const struct crm_row *row)
{
	return row->event == CRM_EV_INCIDENT && crm_str_is(row->kind, "misunderstanding");
}

/* Whether a row of the client belongs into the case that the new one is looked at in: those of its ref. */
static bool wanted(const struct crm_row *row, const struct crm_row *old)
{
	uint64_t ev = CRM_EV_BIT(old->event);

	if (row->event == CRM_EV_DEADLINE && ev & DATED)
		return true;
	if (row->event == CRM_EV_MISSION && ev & RUNNING)
		return true;
	if (row->ref.n)
		return crm_str_eq(old->ref, row->ref);
	return (row->event == CRM_EV_PAYMENT || row->event == CRM_EV_REFUND) &&
	       ev & (CRM_MONEY_EVENTS | CRM_EV_BIT(CRM_EV_WRITEOFF));
}

void crm_hint_row(struct crm_hint *h, const struct crm_row *old)
{
	const struct crm_row *row = h->row;

	if (row->event == CRM_EV_INVOICE && old->event == CRM_EV_INVOICE && old->by == row->by &&
		!crm_str_eq(old->client, row->client) && crm_str_eq(old->ref, row->ref))
		other_client(h, old->client);
	if (!crm_str_eq(old->client, row->client) || crm_uuid_cmp(&old->id, &row->id) == 0)
		return;
	like_money(h, old);
	if (old->event == CRM_EV_DEADLINE && old->due.day != CRM_NO_DAY &&
		old->due.day >= row->at.day)
		h->deadline = true;
	h->invoiced |= old->event == CRM_EV_INVOICE;
	h->misread += misread(old) && old->at.day <= row->at.day && old->at.day > row->at.day - MISREAD;
	if (wanted(row, old))
		crm_store_row(&h->store, old);
	if (row->ref.n && crm_event_about(row->event) & CRM_EV_BIT(old->event))
		near_ref(h, old->ref);
}

/* The new row among the others. */
static void absorb(struct crm_hint *h)
{
	crm_store_row(&h->store, h->row);
	h->own = h->row->id;
}

/* The first row of what the new one is about: of its event, of money the invoice.  What I promise and
 * what they promise under one ref are two things. */
static const struct crm_entry *thing_of(const struct crm_hint *h)
{
	enum crm_event ev = h->row->event;
	struct crm_entries r =
		crm_thread_rows(h->thread, MONEY & CRM_EV_BIT(ev) ? CRM_EV_INVOICE : ev);
	size_t i;

	for (i = 0; i < r.n; i++)
		if (crm_uuid_cmp(&r.row[i]->id, &h->own) != 0 &&
			(ev != CRM_EV_PROMISE ||
				crm_word_by((enum crm_by)r.row[i]->by) == crm_word_by(h->row->by)))
			return r.row[i];
	return NULL;
}

/* The rows that were kept of the client, as a case of all days. */
static void case_open(struct crm_hint *h, const struct crm_client *client)
{
	static const struct crm_when ever = {INT32_MAX, CRM_NO_MIN};

	crm_case_init(&h->c, &h->store, h->policy, NULL);
	crm_case_take(&h->c, h->store.n ? 0 : UINT32_MAX, client);
	crm_case_at(&h->c, ever, ever);
	h->thread = crm_thread_of(&h->c, crm_case_word(&h->c, h->row->ref));
	h->thing = thing_of(h);
}

/* ---- saying ---- */

/* The first day of the thread on which something of a set happened, of a side; CRM_NO_DAY: it did not. */
static int32_t first_day(const struct crm_hint *h, uint64_t events, enum crm_by side)
{
	const struct crm_entry *const *row = h->thread.row;
	int32_t day = CRM_NO_DAY;
	size_t i;

	for (i = 0; i < h->thread.n; i++)
		if (events & CRM_EV_BIT(row[i]->event) && crm_word_counts(side, (enum crm_by)row[i]->by) &&
			(day == CRM_NO_DAY || row[i]->day < day))
			day = row[i]->day;
	return day;
}

/* A promise, next step, deadline or offer that was closed. */
static bool closed(const struct crm_hint *h, struct crm_buf *out)
{
	const struct crm_row *row = h->row;
	int32_t last = first_day(h, crm_closed_by(row->event),
		row->event == CRM_EV_PROMISE ? crm_word_by(row->by) : CRM_BY_NONE);
	char day[CRM_DAY_SAID];

	/* a row that fills a gap of the past is welcome */
	if (last == CRM_NO_DAY || (!h->thing && row->at.day <= last))
		return false;
	crm_day_said(last, day);
	crm_buf_printf(out, _("%.*s was closed on %s: log it under a new ref\n"), (int)row->ref.n,
		row->ref.p, day);
	return true;
}

/* A mission that ended, and stays so whatever the new row says; a relation that ended has no 'renew'. */
static bool ended(const struct crm_hint *h, struct crm_buf *out)
{
	const struct crm_row *row = h->row;
	struct crm_mission m;
	char day[CRM_DAY_SAID];

	if (row->event != CRM_EV_MISSION || !h->thing || !crm_mission_of(&h->c, h->thread, &m) ||
		!m.end || !m.end->word)
		return false;
	crm_day_said(m.end->day, day);
	crm_buf_printf(out, _("%.*s ended on %s: log 'renew' to continue it, or use a new ref\n"),
		(int)row->ref.n, row->ref.p, day);
	return true;
}

static void twice(const struct crm_hint *h, struct crm_buf *out)
{
	const struct crm_row *row = h->row;
	const struct crm_entry *old = h->thing;
	char at[CRM_DAY_SAID];
	bool due, amount;

	if (!old || !(THINGS & CRM_EV_BIT(row->event)))
		return;
	due = row->due.day != CRM_NO_DAY && row->due.day != old->due;
	amount = row->has_amount && (!(old->mark & CRM_MARK_AMOUNT) || row->amount != (int64_t)old->amount ||
					    row->currency != (int)old->currency);
	crm_when_said(crm_entry_when(old), at);
	if (due && (row->event == CRM_EV_PROMISE || row->event == CRM_EV_DEADLINE))
		crm_buf_printf(out,
			_("%.*s was logged on %s with another date, and the first one counts; "
			  "log 'clarify' for a new date, or void one row\n"),
			(int)row->ref.n, row->ref.p, at);
	else if (due && row->event == CRM_EV_INVOICE)
		crm_buf_printf(out,
			_("%.*s was logged on %s with another due date, and the first one counts; "
			  "log 'renegotiate' for a new date, or void one row\n"),
			(int)row->ref.n, row->ref.p, at);
	else if (due || amount)
		crm_buf_printf(out,
			_("%.*s was logged on %s with another date or amount, and the first one "
			  "counts; void one row\n"),
			(int)row->ref.n, row->ref.p, at);
	else
		crm_buf_printf(out,
			_("%.*s was logged on %s; another row changes nothing\n"),
			(int)row->ref.n, row->ref.p, at);
}

/* Whether a row comes before the new one, by (at, id). */
static bool is_before(const struct crm_entry *old, const struct crm_row *row)
{
	int64_t x = crm_when_key(crm_entry_when(old)), y = crm_when_key(row->at);

	return x != y ? x < y : crm_uuid_cmp(&old->id, &row->id) < 0;
}

/* The day in force when the row was said, of a promise or a deadline that is not done. */
static int32_t due_before(const struct crm_hint *h, enum crm_by side, const struct crm_word *w)
{
	struct crm_entries said = crm_thread_rows(h->thread, CRM_EV_CLARIFY);
	int32_t due = w->first->due;
	size_t n = 0, i = 0;

	while (n < said.n && is_before(said.row[n], h->row))
		n++;
	said.n = n;
	while (crm_word_clarified(said, side, &i, &due))
		;
	return due;
}

/* S0.29: a new date counts when it is said up to the day then in force. */
static void too_late(const struct crm_hint *h, enum crm_event ev, const char *done, struct crm_buf *out)
{
	const struct crm_row *row = h->row;
	enum crm_by side = crm_word_side(h->thread, crm_word_by(row->by));
	char day[CRM_DAY_SAID];
	struct crm_word w;
	int32_t due;

	if (row->event != CRM_EV_CLARIFY || (h->thread.has & CRM_EV_BIT(CRM_EV_BROKEN)) ||
		!crm_word_of(h->thread, ev, side, &w) || w.done)
		return;
	due = due_before(h, side, &w);
	if (due == CRM_NO_DAY || row->at.day <= due)
		return;
	crm_day_said(due, day);
	crm_buf_printf(out,
		_("%.*s was due on %s: from now on the lists wait for the new date, but the score "
			"counts from that day; log '%s' when it is done\n"),
		(int)row->ref.n, row->ref.p, day, done);
}

static bool too_early(const struct crm_hint *h, struct crm_buf *out)
{
	const struct crm_row *row = h->row;
	int32_t began = first_day(h, not_before(row->event), CRM_BY_NONE);
	char day[CRM_DAY_SAID];

	if (began == CRM_NO_DAY || row->at.day >= began)
		return false;
	crm_day_said(began, day);
	crm_buf_printf(out,
		_("%.*s was first logged on %s: earlier rows do not affect it; log it with the "
		  "right day, -w\n"),
		(int)row->ref.n, row->ref.p, day);
	return true;
}

static const char *thing_name(enum crm_event ev)
{
	switch (crm_event_about(ev) & -crm_event_about(ev)) {
	case CRM_EV_BIT(CRM_EV_INVOICE): return _("no invoice");
	case CRM_EV_BIT(CRM_EV_OFFER): return _("no offer");
	case CRM_EV_BIT(CRM_EV_MISSION): return _("no mission or deadline");
	case CRM_EV_BIT(CRM_EV_PROMISE): return _("no promise");
	case CRM_EV_BIT(CRM_EV_DEADLINE): return _("no promise or deadline");
	default: return _("nothing open");
	}
}

static void unknown_ref(const struct crm_hint *h, struct crm_buf *out)
{
	const struct crm_row *row = h->row;
	uint64_t about = crm_event_about(row->event);
	int n = row->ref.n > 60 ? 60 : (int)row->ref.n;

	if (!row->ref.n || !about || (about & h->thread.has))
		return;
	if (h->near[0])
		crm_buf_printf(out, _("%s of this client has the ref '%.*s'; the nearest is '%s'\n"),
			thing_name(row->event), n, row->ref.p, h->near);
	else
		crm_buf_printf(out, _("%s of this client has the ref '%.*s'\n"),
			thing_name(row->event), n, row->ref.p);
}

/* What was paid in full is reminded again after a refund: a rebate is a credit note first. */
static void open_again(const struct crm_row *row, const struct crm_invoice *inv, struct crm_buf *out)
{
	int64_t left = crm_invoice_balance(inv) + row->amount;
	char text[CRM_MONEY_TEXT];

	if (crm_invoice_balance(inv) > 0 || left <= 0)
		return;
	crm_buf_printf(out,
		_("%.*s was paid and is open again for %s %s, which the reminders will ask for: if "
			"they owe less, log a credit as well\n"),
		(int)row->ref.n, row->ref.p, crm_money_said(left, row->currency, text),
		crm_currency_code(row->currency));
}

/* A refund opens an invoice again: with one digit too many, more is asked than was ever billed. */
static void given_back(const struct crm_row *row, const struct crm_invoice *inv, struct crm_buf *out)
{
	char text[CRM_MONEY_TEXT];

	if (row->amount <= inv->moved) {
		open_again(row, inv, out);
		return;
	}
	crm_buf_printf(out,
		_("only %s %s was paid on %.*s, and the reminders ask again for what is refunded: "
			"void this row if the amount is a typing error\n"),
		crm_money_said(inv->moved > 0 ? inv->moved : 0, row->currency, text),
		crm_currency_code(row->currency), (int)row->ref.n, row->ref.p);
}

static bool other_currency(const struct crm_hint *h, struct crm_buf *out)
{
	const struct crm_row *row = h->row;

	if (!(MONEY & CRM_EV_BIT(row->event)) || !h->thing || (int)h->thing->currency == row->currency)
		return false;
	crm_buf_printf(out,
		_("%.*s is in %s: a payment in another currency does not count; give the currency with -y\n"),
		(int)row->ref.n, row->ref.p, crm_currency_code((int)h->thing->currency));
	return true;
}

/* Where payments settle interest first, what is left is more than the sum of the rows. */
static void too_much(const struct crm_hint *h, bool legal, struct crm_buf *out)
{
	const struct crm_row *row = h->row;
	struct crm_invoice inv;
	char text[CRM_MONEY_TEXT];
	int64_t left;

	if (!(MONEY & CRM_EV_BIT(row->event)) || !crm_invoice_of(&h->c, h->thread, &inv) ||
		inv.currency != row->currency)
		return;
	if (row->event == CRM_EV_REFUND) {
		given_back(row, &inv, out);
		return;
	}
	left = crm_invoice_balance(&inv);
	if (legal || row->amount <= left)
		return;
	if (left <= 0) {
		crm_buf_printf(out, _("nothing was left to pay on %.*s\n"), (int)row->ref.n,
			row->ref.p);
		return;
	}
	crm_buf_printf(out, _("only %s %s was left to pay on %.*s\n"),
		crm_money_said(left, row->currency, text), crm_currency_code(row->currency),
		(int)row->ref.n, row->ref.p);
}

/* ---- money without a ref ---- */

/* Earlier due first, then by ref. */
static bool before_invoice(
	const struct crm_store *s, const struct crm_invoice *a, const struct crm_invoice *b)
{
	if (a->due != b->due)
		return b->due == CRM_NO_DAY || (a->due != CRM_NO_DAY && a->due < b->due);
	return crm_str_cmp(crm_invoice_ref(s, a), crm_invoice_ref(s, b)) < 0;
}

/* The oldest invoice that is open in the currency of the row; false: none is. */
static bool oldest_open(const struct crm_hint *h, struct crm_invoice *oldest)
{
	struct crm_invoice inv;
	bool found = false;
	size_t i = 0;

	while (crm_invoice_next(&h->c, &i, &inv)) {
		if (inv.currency != h->row->currency || inv.given_up ||
			crm_invoice_balance(&inv) <= 0 || (found && !before_invoice(&h->store, &inv, oldest)))
			continue;
		*oldest = inv;
		found = true;
	}
	return found;
}

/* Nobody sees it where money is asked for, unless it covers an invoice. */
static void unallocated(const struct crm_hint *h, struct crm_buf *out)
{
	const struct crm_row *row = h->row;
	struct crm_invoice open = {.due = CRM_NO_DAY};
	char left[CRM_MONEY_TEXT];
	struct crm_str ref;

	if (row->event != CRM_EV_PAYMENT || row->ref.n || !oldest_open(h, &open))
		return;
	ref = crm_invoice_ref(&h->store, &open);
	crm_buf_printf(out,
		_("which invoice does it pay? %.*s is open with %s %s; without its ref nothing is "
			"deducted: void this row, and log it with the ref\n"),
		(int)ref.n, ref.p, crm_money_said(crm_invoice_balance(&open), row->currency, left),
		crm_currency_code(row->currency));
}

/* It gives back what names no invoice; where that is not there, it changes nothing. */
static void nothing_to_refund(const struct crm_hint *h, struct crm_buf *out)
{
	const struct crm_row *row = h->row;
	struct crm_arena mem;
	struct crm_spare *spare;
	int64_t left = 0;
	size_t i, n = 0;

	if (row->event != CRM_EV_REFUND || row->ref.n)
		return;
	crm_arena_init(&mem);
	spare = crm_money_spare(&h->c, &mem, &n);
	for (i = 0; i < n; i++)
		if (spare[i].currency == row->currency)
			left = spare[i].amount;
	crm_arena_release(&mem);
	if (left < row->amount)
		crm_buf_cstr(out, _("there is no money without a ref to give back, so nothing "
			"changes: which invoice does it reopen? void this row, and log it with the "
			"ref\n"));
}

static void mission(const struct crm_hint *h, struct crm_buf *out)
{
	const struct crm_client *c = h->c.profile;
	const struct crm_row *row = h->row;
	struct crm_span cap = crm_mission_span(&h->c);

	if (row->event != CRM_EV_MISSION && row->event != CRM_EV_RENEW)
		return;
	if (row->event == CRM_EV_MISSION && !row->note.n)
		crm_buf_cstr(out, _("a mission needs a precise goal: void this row and log it with the "
				    "goal as its note\n"));
	if (row->event == CRM_EV_MISSION && row->due.day == CRM_NO_DAY && !h->deadline)
		crm_buf_cstr(out,
			_("a mission without dates causes unease: give its end with -d, and log "
				"its deadlines\n"));
	if (row->due.day != CRM_NO_DAY && row->due.day > crm_span_after(row->at.day, cap))
		crm_buf_printf(out,
			_("the mission is longer than %d%c: split it, each part with a result to "
			  "show\n"),
			(int)cap.n, cap.unit);
	if (row->has_amount && c->tender_threshold >= 0 && row->currency == h->policy->currency &&
		row->amount > c->tender_threshold)
		crm_buf_cstr(out,
			_("the amount is over this client's tender_threshold: they must ask for "
			  "tenders\n"));
}

/* Whether it is to be found where it comes from: not of an insult, nor of what is theirs, nor of what
 * is said in one word (S2.7, S1.5). */
static bool wants_origin(const struct crm_row *row)
{
	static const char *const none[] = {"price", "silent-approval", "assumption"};
	size_t i;

	for (i = 0; i < sizeof none / sizeof *none; i++)
		if (crm_str_is(row->kind, none[i]))
			return false;
	return !crm_incident_to_me(row->kind, row->by);
}

/* What is to be found out next, and the name by which it is spoken of. */
static void origin(const struct crm_hint *h, struct crm_buf *out)
{
	const struct crm_row *row = h->row;
	struct crm_str v;

	if (!row->ref.n)
		crm_buf_cstr(out,
			_("name it with -r, so that diagnose, apology and resolve can refer to it\n"));
	else if (wants_origin(row) && !crm_tag(row->tags, "origin", &v) &&
		 !(h->thread.has & CRM_EV_BIT(CRM_EV_DIAGNOSE)))
		crm_buf_printf(out,
			_("find where it comes from: crm-log diagnose %.*s %.*s -g origin=quality, "
			  "delay, misunderstanding or client\n"),
			(int)row->client.n, row->client.p, (int)row->ref.n, row->ref.p);
}

static void incident(const struct crm_hint *h, struct crm_buf *out)
{
	const struct crm_row *row = h->row;

	if (row->event == CRM_EV_STAFF && row->by == CRM_BY_CLIENT)
		crm_buf_cstr(out, _("their new contact does not know you: meet them, restate the "
			"goals and what was agreed\n"));
	else if (row->event == CRM_EV_STAFF && crm_str_is(row->kind, "illness"))
		crm_buf_cstr(out, _("whoever steps in starts without the trust of the other: "
			"introduce them, restate the goals\n"));
	else if (row->event == CRM_EV_STAFF)
		crm_buf_cstr(out,
			_("a new person on the mission starts without the trust that the old one "
				"had: introduce them, restate the goals, and avoid such a change "
				"if you can\n"));
	/* S4.14: who is not satisfied is cared for like that, too */
	if (row->event == CRM_EV_SATISFIED && (row->level == 1 || row->level == 2))
		origin(h, out);
	if (row->event != CRM_EV_INCIDENT)
		return;
	if (!row->kind.n)
		crm_buf_cstr(out, _("an incident without kind weighs nothing: -k error, -k outburst "
				    "...; crm-log --events lists the kinds\n"));
	if (!row->level)
		crm_buf_cstr(out, crm_incident_to_me(row->kind, row->by)
					 ? _("how serious is it for you? -l 1 to -l 5\n")
					 : _("how serious is it for the client? -l 1 to -l 5\n"));
	origin(h, out);
}

/* S3.6: they multiply, and behind them stands a doubt. */
static void misread_again(const struct crm_hint *h, struct crm_buf *out)
{
	if (misread(h->row) && h->misread)
		crm_buf_printf(out,
			_("misunderstanding %u within 90 days: have them say back what was agreed "
				"(crm-log checkin %.*s -k rephrase), and ask whether there is a "
				"doubt behind it\n"),
			h->misread + 1, (int)h->row->client.n, h->row->client.p);
}

/* S1.26: what is open at once stays on a human scale. */
static void too_many(const struct crm_hint *h, struct crm_buf *out)
{
	size_t n = crm_deadlines_open(&h->c);

	if (h->row->event == CRM_EV_DEADLINE && n > CRM_DEADLINES_MANY)
		crm_buf_printf(out,
			_("%zu deadlines are open at once for this client: agree on their order "
				"with them\n"),
			n);
}

static void channels(const struct crm_hint *h, struct crm_buf *out)
{
	const struct crm_client *c = h->c.profile;
	enum crm_event ev = h->row->event;

	if (c->exists && c->channels.n < 2 &&
		(ev == CRM_EV_MISSION || ev == CRM_EV_CONTRACT || ev == CRM_EV_FRAME))
		crm_buf_printf(out,
			_("agree on at least two channels, and write them in %.*s: 'channels: "
			  "[email, phone]'\n"),
			(int)c->file.n, c->file.p);
}

bool crm_hint_wrong(struct crm_hint *h, const struct crm_client *client, struct crm_buf *out)
{
	bool wrong;

	if (h->row->event == CRM_EV_MISSION)
		absorb(h);
	case_open(h, client);
	wrong = closed(h, out) || too_early(h, out) || other_currency(h, out) || ended(h, out);
	crm_case_release(&h->c);
	return wrong;
}

bool crm_hint_plan_wrong(struct crm_hint *h, const struct crm_client *client, const struct crm_row *row,
	size_t n, struct crm_buf *out)
{
	bool wrong;

	case_open(h, client);
	wrong = crm_agreed_wrong(&h->c, row, n, out);
	crm_case_release(&h->c);
	return wrong;
}

/* Numbers run through all invoices of a year (CGI ann. II art. 242 nonies A): twice is a slip. */
static void same_number(const struct crm_hint *h, struct crm_buf *out)
{
	if (h->other[0])
		crm_buf_printf(out, _("%.*s is already an invoice of %s: a number can be used only "
			"once\n"),
			(int)h->row->ref.n, h->row->ref.p, h->other);
}

static void paid_before(const struct crm_hint *h, struct crm_buf *out)
{
	char day[CRM_DAY_SAID];

	if (h->row->event != CRM_EV_PAYMENT || !h->thing || h->row->at.day >= h->thing->day)
		return;
	crm_day_said(h->thing->day, day);
	crm_buf_printf(out, _("it is dated before the invoice of %s: is the day right?\n"), day);
}

static void paid_twice(const struct crm_hint *h, struct crm_buf *out)
{
	char at[CRM_DAY_SAID], id[37];

	if (h->like.day == CRM_NO_DAY)
		return;
	crm_when_said(h->like, at);
	crm_uuid_text(&h->like_id, id);
	crm_buf_printf(out,
		_("the same %s of %s is already there (%s): if it is the same money, void one of "
			"the two\n"),
		crm_events[h->row->event].name, at, id + 28);
}

/* Who charges it writes it on each invoice; said once a client, where the figure is typed. */
static void vat(const struct crm_hint *h, struct crm_buf *out)
{
	if (h->row->event == CRM_EV_INVOICE && !h->invoiced && h->policy->me.vat.n)
		crm_buf_cstr(out,
			_("the first invoice of this client: the amount is what they have to pay, VAT included\n"));
}

void crm_hint_say(struct crm_hint *h, const struct crm_client *c, struct crm_when today,
	struct crm_buf *out)
{
	bool legal = crm_client_legal(c, h->policy);

	if (h->row->event == CRM_EV_RENEGOTIATE || h->row->event == CRM_EV_DEADLINE)
		absorb(h);
	case_open(h, c);
	crm_remark_row(h->row, c, h->policy, today, out);
	twice(h, out);
	unknown_ref(h, out);
	too_much(h, legal, out);
	too_late(h, CRM_EV_PROMISE, "kept", out);
	too_late(h, CRM_EV_DEADLINE, "delivered", out);
	if (h->row->event == CRM_EV_RENEGOTIATE)
		crm_agreed_say(&h->c, h->row, legal, out);
	unallocated(h, out);
	nothing_to_refund(h, out);
	too_many(h, out);
	same_number(h, out);
	paid_before(h, out);
	paid_twice(h, out);
	vat(h, out);
	mission(h, out);
	incident(h, out);
	misread_again(h, out);
	channels(h, out);
	crm_case_release(&h->c);
}
