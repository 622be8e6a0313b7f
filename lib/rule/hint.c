/* hint.c - what crm-log remarks about a row that was just written. */
#include "rule/hint.h"
#include "base/i18n.h"
#include "base/near.h"
#include "base/num.h"
#include "rule/words.h"

/* Events whose rows with one REF are one thing: the first one counts (risk.md 1 rule 6). */
#define THINGS                                                                                      \
	(CRM_EV_BIT(CRM_EV_INVOICE) | CRM_EV_BIT(CRM_EV_PROMISE) | CRM_EV_BIT(CRM_EV_DEADLINE) |    \
		CRM_EV_BIT(CRM_EV_MISSION) | CRM_EV_BIT(CRM_EV_OFFER))

/* Events whose note may be quoted to the client. */
#define QUOTED                                                                                      \
	(CRM_EV_BIT(CRM_EV_OFFER) | CRM_EV_BIT(CRM_EV_MISSION) | CRM_EV_BIT(CRM_EV_DEADLINE) |      \
		CRM_EV_BIT(CRM_EV_DELIVERED) | CRM_EV_BIT(CRM_EV_RESULT) |                          \
		CRM_EV_BIT(CRM_EV_PROMISE) | CRM_EV_BIT(CRM_EV_CLARIFY) | CRM_EV_BIT(CRM_EV_INVOICE))

void crm_hint_init(struct crm_hint *h, const struct crm_row *row)
{
	memset(h, 0, sizeof *h);
	h->row = row;
	h->resolved.day = CRM_NO_DAY;
	h->distance = crm_near_limit(row->ref) + 1;
	crm_ledger_init(&h->ledger);
}

void crm_hint_release(struct crm_hint *h)
{
	crm_ledger_release(&h->ledger);
}

/* ---- looking ---- */

static bool before(const struct crm_row *a, const struct crm_hint *h)
{
	int64_t x = crm_when_key(a->at), y = crm_when_key(h->at);

	return x != y ? x < y : crm_uuid_cmp(&a->id, &h->id) < 0;
}

static void same_thing(struct crm_hint *h, const struct crm_row *old)
{
	if (h->known && !before(old, h))
		return;
	h->known = true;
	h->at = old->at;
	h->due = old->due;
	h->id = old->id;
	h->amount = old->amount;
	h->currency = old->currency;
	h->has_amount = old->has_amount;
}

static void add_money(struct crm_hint *h, const struct crm_row *old)
{
	int64_t sum = h->paid;

	if (!old->has_amount || old->currency != h->row->currency)
		return;
	if (old->event == CRM_EV_REFUND)
		h->paid = crm_sub(h->paid, old->amount, &sum) ? h->paid : sum;
	else if (old->event == CRM_EV_PAYMENT || old->event == CRM_EV_CREDIT)
		h->paid = crm_add(h->paid, old->amount, &sum) ? h->paid : sum;
}

/* The event whose first row with the ref tells what the new row is about. */
static enum crm_event thing_of(enum crm_event ev)
{
	return ev == CRM_EV_PAYMENT || ev == CRM_EV_CREDIT ? CRM_EV_INVOICE : ev;
}

static void near_ref(struct crm_hint *h, struct crm_str ref)
{
	size_t limit = h->near[0] ? h->distance : h->distance - 1, d;

	if (!ref.n || ref.n >= sizeof h->near)
		return;
	d = crm_near(ref, h->row->ref, limit);
	if (d > limit)
		return;
	/* of equally near refs the smallest, whatever the order of rows */
	if (h->near[0] && d == h->distance && crm_str_cmp(ref, crm_str(h->near)) >= 0)
		return;
	h->distance = d;
	memcpy(h->near, ref.p, ref.n);
	h->near[ref.n] = '\0';
}

void crm_hint_row(struct crm_hint *h, const struct crm_row *old)
{
	const struct crm_row *row = h->row;

	if (!crm_str_eq(old->client, row->client) || crm_uuid_cmp(&old->id, &row->id) == 0)
		return;
	if (old->event == CRM_EV_DEADLINE && old->due.day != CRM_NO_DAY &&
		old->due.day >= row->at.day)
		h->deadline = true;
	if (!row->ref.n) {
		if (row->event == CRM_EV_PAYMENT)
			crm_ledger_row(&h->ledger, 0, old);
		return;
	}
	if (crm_event_about(row->event) & CRM_EV_BIT(old->event))
		near_ref(h, old->ref);
	if (!crm_str_eq(old->ref, row->ref))
		return;
	h->same_ref |= CRM_EV_BIT(old->event);
	add_money(h, old);
	if (old->event == CRM_EV_RESOLVE && crm_when_reaches(row->at, old->at) &&
		crm_when_key(old->at) > crm_when_key(h->resolved))
		h->resolved = old->at;
	if (old->event == thing_of(row->event))
		same_thing(h, old);
}

/* ---- saying ---- */

static void twice(const struct crm_hint *h, struct crm_buf *out)
{
	const struct crm_row *row = h->row;
	char at[CRM_WHEN_TEXT];
	bool due, amount;

	if (!h->known || !(THINGS & CRM_EV_BIT(row->event)))
		return;
	due = row->due.day != CRM_NO_DAY && row->due.day != h->due.day;
	amount = row->has_amount && (!h->has_amount || row->amount != h->amount ||
					    row->currency != h->currency);
	crm_when_text(h->at, at);
	if (due && (row->event == CRM_EV_PROMISE || row->event == CRM_EV_DEADLINE))
		crm_buf_printf(out,
			_("%.*s is there since %s with another date, and the first one counts; "
			  "log 'clarify' for a new date, or void one row\n"),
			(int)row->ref.n, row->ref.p, at);
	else if (due && row->event == CRM_EV_INVOICE)
		crm_buf_printf(out,
			_("%.*s is there since %s with another due date, and the first one counts; "
			  "log 'renegotiate' for a new date, or void one row\n"),
			(int)row->ref.n, row->ref.p, at);
	else if (due || amount)
		crm_buf_printf(out,
			_("%.*s is there since %s with another date or amount, and the first one "
			  "counts; void one row\n"),
			(int)row->ref.n, row->ref.p, at);
	else
		crm_buf_printf(out,
			_("%.*s is there since %s; a row more about it changes nothing\n"),
			(int)row->ref.n, row->ref.p, at);
}

/* Rows of one ref are one thing: what was settled stays so in the score. */
static void again(const struct crm_hint *h, struct crm_buf *out)
{
	const struct crm_row *row = h->row;
	char at[CRM_WHEN_TEXT];

	if ((row->event != CRM_EV_CONFLICT && row->event != CRM_EV_DOUBT) || !h->known ||
		h->resolved.day < h->at.day)
		return;
	crm_when_text(h->resolved, at);
	crm_buf_printf(out,
		_("%.*s was resolved on %s, and the score takes it as settled for good: use a new "
		  "ref, and void this row\n"),
		(int)row->ref.n, row->ref.p, at);
}

static const char *thing_name(enum crm_event ev)
{
	switch (crm_event_about(ev) & -crm_event_about(ev)) {
	case CRM_EV_BIT(CRM_EV_INVOICE): return _("no invoice");
	case CRM_EV_BIT(CRM_EV_OFFER): return _("no offer");
	case CRM_EV_BIT(CRM_EV_MISSION): return _("no mission or deadline");
	case CRM_EV_BIT(CRM_EV_PROMISE): return _("no promise");
	default: return _("nothing open");
	}
}

static void unknown_ref(const struct crm_hint *h, struct crm_buf *out)
{
	const struct crm_row *row = h->row;
	uint64_t about = crm_event_about(row->event);
	int n = row->ref.n > 60 ? 60 : (int)row->ref.n;

	if (!row->ref.n || !about || (about & h->same_ref))
		return;
	if (h->near[0])
		crm_buf_printf(out, _("%s of this client has the ref '%.*s'; the nearest is '%s'\n"),
			thing_name(row->event), n, row->ref.p, h->near);
	else
		crm_buf_printf(out, _("%s of this client has the ref '%.*s'\n"),
			thing_name(row->event), n, row->ref.p);
}

static void too_much(const struct crm_hint *h, struct crm_buf *out)
{
	const struct crm_row *row = h->row;
	struct crm_buf text;
	int64_t left;

	if ((row->event != CRM_EV_PAYMENT && row->event != CRM_EV_CREDIT) || !row->ref.n || !h->known)
		return;
	if (h->currency != row->currency) {
		crm_buf_printf(out,
			_("%.*s is in %s: money in another currency pays nothing of it; void this row "
			  "and say the currency with -y\n"),
			(int)row->ref.n, row->ref.p, crm_currency_code(h->currency));
		return;
	}
	if (crm_sub(h->amount, h->paid, &left) || row->amount <= left)
		return;
	if (left <= 0) {
		crm_buf_printf(out, _("nothing was left to pay on %.*s\n"), (int)row->ref.n,
			row->ref.p);
		return;
	}
	crm_buf_init(&text);
	crm_money_text(&text, left, row->currency);
	crm_buf_printf(out, _("only %s %s was left to pay on %.*s\n"), text.p,
		crm_currency_code(row->currency), (int)row->ref.n, row->ref.p);
	crm_buf_release(&text);
}

/* ---- an amount that went into the note ---- */

/* Events whose amount may be said with -a, and is no operand. */
#define MAY_COST                                                                                    \
	(CRM_EV_BIT(CRM_EV_OFFER) | CRM_EV_BIT(CRM_EV_ACCEPTED) | CRM_EV_BIT(CRM_EV_CONTRACT) |     \
		CRM_EV_BIT(CRM_EV_MISSION) | CRM_EV_BIT(CRM_EV_RENEW) | CRM_EV_BIT(CRM_EV_GESTURE))

/* Whether a word is a number such as a person writes an amount: 200,50 or 1.200 or 1200, not the 3 of
 * "3 pages".  A sign of a currency may stand before or behind it. */
static bool like_amount(struct crm_str w)
{
	size_t i, digits = 0, marks = 0;

	while (w.n && ((unsigned char)w.p[0] >= 0x80 || w.p[0] == '$')) {
		w.p++;
		w.n--;
	}
	while (w.n && ((unsigned char)w.p[w.n - 1] >= 0x80 || w.p[w.n - 1] == '$'))
		w.n--;
	for (i = 0; i < w.n; i++) {
		if (w.p[i] >= '0' && w.p[i] <= '9')
			digits++;
		else if (strchr(".,'", w.p[i]) && i > 0 && i + 1 < w.n)
			marks++;
		else
			return false;
	}
	return digits >= 3 || (digits && marks);
}

static void amount_in_note(const struct crm_row *row, struct crm_buf *out)
{
	bool operand = crm_events[row->event].takes & CRM_OP_AMOUNT;
	struct crm_str note = row->note, w = crm_str_word(&note, ' ');

	if (!like_amount(w) || w.n > 40)
		return;
	if (operand)
		crm_buf_printf(out,
			_("the note begins with '%.*s': an amount is one word with a decimal point "
			  "(1200.50); if this belongs to it, void the row and log it again\n"),
			(int)w.n, w.p);
	else if ((MAY_COST & CRM_EV_BIT(row->event)) && !row->has_amount)
		crm_buf_printf(out,
			_("the note begins with '%.*s', and the row has no amount: if this is one, "
			  "void the row and log it again with -a\n"),
			(int)w.n, w.p);
}

static bool given_up(const struct crm_ledger *l, const struct crm_invoice *inv, struct crm_arena *a)
{
	const struct crm_mark **mark;
	size_t i, n;

	mark = crm_ledger_marks(l, 0, crm_invoice_ref(inv), a, &n);
	for (i = 0; i < n; i++)
		if (mark[i]->event == CRM_EV_WRITEOFF)
			return true;
	return false;
}

/* Earlier due first, then by ref. */
static bool before_invoice(const struct crm_invoice *a, const struct crm_invoice *b)
{
	if (a->due != b->due)
		return b->due == CRM_NO_DAY || (a->due != CRM_NO_DAY && a->due < b->due);
	return crm_str_cmp(crm_invoice_ref(a), crm_invoice_ref(b)) < 0;
}

/* The oldest invoice that is open in the currency of the row; NULL: none is. */
static const struct crm_invoice *oldest_open(const struct crm_hint *h, struct crm_arena *a)
{
	const struct crm_invoice *oldest = NULL, *inv;
	uint32_t i;

	for (i = 1; i <= h->ledger.invoices.n; i++) {
		inv = crm_pool_at(&h->ledger.invoices, i);
		if (inv->known && inv->currency == h->row->currency && crm_invoice_balance(inv) > 0 &&
			crm_invoice_first(&h->ledger, inv) && !given_up(&h->ledger, inv, a) &&
			(!oldest || before_invoice(inv, oldest)))
			oldest = inv;
	}
	return oldest;
}

/* Nobody sees it where money is asked for, unless it covers an invoice. */
static void unallocated(const struct crm_hint *h, struct crm_buf *out)
{
	const struct crm_row *row = h->row;
	const struct crm_invoice *open;
	struct crm_arena mem;
	struct crm_buf left;

	if (row->event != CRM_EV_PAYMENT || row->ref.n)
		return;
	crm_arena_init(&mem);
	open = oldest_open(h, &mem);
	if (open) {
		crm_buf_init(&left);
		crm_money_text(&left, crm_invoice_balance(open), row->currency);
		crm_buf_printf(out,
			_("which invoice does it pay? %.*s is open with %s %s; without its ref "
			  "nothing is taken off: void this row, and log it with the ref\n"),
			(int)crm_invoice_ref(open).n, crm_invoice_ref(open).p, left.p,
			crm_currency_code(row->currency));
		crm_buf_release(&left);
	}
	crm_arena_release(&mem);
}

static void mission(const struct crm_hint *h, const struct crm_client *c,
	const struct crm_policy *p, struct crm_buf *out)
{
	const struct crm_row *row = h->row;
	struct crm_span cap = c->mission_cap.n ? c->mission_cap : p->mission_cap;

	if (row->event != CRM_EV_MISSION && row->event != CRM_EV_RENEW)
		return;
	if (row->event == CRM_EV_MISSION && !row->note.n)
		crm_buf_cstr(out, _("a mission needs a precise goal: void this row and log it with the "
				    "goal as its note\n"));
	if (row->event == CRM_EV_MISSION && row->due.day == CRM_NO_DAY && !h->deadline)
		crm_buf_cstr(out,
			_("a mission without dates unsettles: say its end with -d, and log its "
			  "deadlines\n"));
	if (row->due.day != CRM_NO_DAY && row->due.day > crm_span_after(row->at.day, cap))
		crm_buf_printf(out,
			_("the mission is longer than %d%c: split it, each part with a result to "
			  "show\n"),
			(int)cap.n, cap.unit);
	if (row->has_amount && c->tender_threshold >= 0 && row->currency == p->currency &&
		row->amount > c->tender_threshold)
		crm_buf_cstr(out,
			_("the amount is over this client's tender_threshold: they must ask for "
			  "tenders\n"));
}

/* Whether the law of the client is that of France, by regime or for want of another. */
static bool french(const struct crm_client *c, const struct crm_policy *p)
{
	struct crm_str law = c->law.n ? c->law : p->law;

	return !law.n || crm_str_is(law, "flat") || (law.n > 3 && memcmp(law.p, "fr-", 3) == 0);
}

/* A longer time to pay than the law allows; the date says nothing of the terms, so it is judged. */
static void time_to_pay(const struct crm_hint *h, const struct crm_client *c,
	const struct crm_policy *p, struct crm_buf *out)
{
	static const struct crm_terms eom[] = {{45, CRM_TERMS_THEN_EOM}, {45, CRM_TERMS_EOM_THEN}};
	const struct crm_row *row = h->row;
	int32_t days;

	if (row->event != CRM_EV_INVOICE || row->due.day == CRM_NO_DAY || !french(c, p))
		return;
	days = row->due.day - row->at.day;
	if (c->kind == CRM_PUBLIC && days > 30)
		crm_buf_printf(out,
			_("%d days to pay are more than the law allows a public client: 30 days, "
			  "hospitals 50\n"),
			(int)days);
	if (c->kind == CRM_B2B && days > 60 &&
		row->due.day != crm_terms_due(row->at.day, eom[0]) &&
		row->due.day != crm_terms_due(row->at.day, eom[1]))
		crm_buf_printf(out,
			_("%d days to pay are more than the law allows between businesses: 60 "
			  "days, or 45 days and the end of the month\n"),
			(int)days);
}

static void incident(const struct crm_hint *h, struct crm_buf *out)
{
	const struct crm_row *row = h->row;
	struct crm_str v;

	if (row->event == CRM_EV_STAFF)
		crm_buf_cstr(out,
			_("a new person on the mission starts without the trust of the old one: "
			  "introduce them, restate the goals, and avoid it if you can\n"));
	if (row->event != CRM_EV_INCIDENT)
		return;
	if (!row->kind.n)
		crm_buf_cstr(out, _("an incident without kind weighs nothing: -k error, -k outburst "
				    "...; crm-log --events lists the kinds\n"));
	if (!row->level)
		crm_buf_cstr(out, _("how serious is it for the client? -l 1 to -l 5\n"));
	if (!row->ref.n)
		crm_buf_cstr(out,
			_("name it with -r, so that diagnose, apology and resolve can refer to it\n"));
	else if (!crm_tag(row->tags, "origin", &v) &&
		 !(h->same_ref & CRM_EV_BIT(CRM_EV_DIAGNOSE)))
		crm_buf_printf(out,
			_("find where it comes from: crm-log diagnose %.*s %.*s -g origin=quality, "
			  "delay, misunderstanding or client\n"),
			(int)row->client.n, row->client.p, (int)row->ref.n, row->ref.p);
}

static void channels(const struct crm_hint *h, const struct crm_client *c, struct crm_buf *out)
{
	enum crm_event ev = h->row->event;

	if (c->exists && c->channels.n < 2 &&
		(ev == CRM_EV_MISSION || ev == CRM_EV_CONTRACT || ev == CRM_EV_FRAME))
		crm_buf_printf(out,
			_("agree on at least two channels, and write them in %.*s: 'channels: "
			  "[email, phone]'\n"),
			(int)c->file.n, c->file.p);
}

static void words(const struct crm_hint *h, const struct crm_client *c, const struct crm_policy *p,
	struct crm_buf *out)
{
	const struct crm_row *row = h->row;
	struct crm_str w;

	if (crm_words_find(row->note, &p->judging_words, &w))
		crm_buf_printf(out,
			_("'%.*s' judges: write what was said or done, and when\n"), (int)w.n, w.p);
	if (!c->technical && (QUOTED & CRM_EV_BIT(row->event)) &&
		crm_words_find(row->note, &p->jargon, &w))
		crm_buf_printf(out,
			_("'%.*s' is a word of the trade: this client may not know it\n"),
			(int)w.n, w.p);
}

/* A tag whose value the reports know; a slip in it would go unseen. */
static void tag_values(const struct crm_row *row, struct crm_buf *out)
{
	static const struct {
		const char *key, *values;
	} known[] = {{"tone", "warm neutral tense angry anxious"},
		{"origin", "quality delay misunderstanding client"}, {"work", "ok bad"},
		{"late", "yes no"}, {"aligned", "yes no"}, {"client", "unhappy badfaith angry"}};
	struct crm_str v, list, w;
	size_t i;

	for (i = 0; i < sizeof known / sizeof *known; i++) {
		if (!crm_tag(row->tags, known[i].key, &v))
			continue;
		list = crm_str(known[i].values);
		while ((w = crm_str_word(&list, ' ')).n && !crm_str_eq(w, v))
			;
		if (!w.n)
			crm_buf_printf(out, _("tag %s=%.*s is none of: %s\n"), known[i].key,
				v.n > 40 ? 40 : (int)v.n, v.p, known[i].values);
	}
}

static void dates(const struct crm_row *row, struct crm_when today, struct crm_buf *out)
{
	if (row->event == CRM_EV_PROMISE && row->due.day == CRM_NO_DAY)
		crm_buf_cstr(out, _("a promise without a date is vague: say when, with -d\n"));
	if (row->event == CRM_EV_ABSENCE && row->due.day == CRM_NO_DAY)
		crm_buf_cstr(out, _("an absence without an end is one day: say the last one with -d\n"));
	if (row->at.day > today.day)
		crm_buf_cstr(out, _("it is dated after today: no report counts it before its day\n"));
	if (row->due.day != CRM_NO_DAY && row->due.day < row->at.day)
		crm_buf_cstr(out, _("its date lies before the day it happened\n"));
}

void crm_hint_say(const struct crm_hint *h, const struct crm_client *c, const struct crm_policy *p,
	struct crm_when today, struct crm_buf *out)
{
	dates(h->row, today, out);
	twice(h, out);
	again(h, out);
	unknown_ref(h, out);
	too_much(h, out);
	unallocated(h, out);
	amount_in_note(h->row, out);
	mission(h, c, p, out);
	time_to_pay(h, c, p, out);
	incident(h, out);
	channels(h, c, out);
	tag_values(h->row, out);
	words(h, c, p, out);
}
