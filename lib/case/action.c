/* action.c - what to do about one thing: open, under way, or done. */
#include "case/action.h"
#include "case/agreement.h"
#include "base/i18n.h"
#include "case/holds.h"

static void open_act(struct crm_action *out, enum crm_act act)
{
	out->state = CRM_STATE_OPEN;
	out->act = act;
}

/* With the words of the signal, which speak of this very thing. */
static void open_own(struct crm_action *out, enum crm_act act, int signal)
{
	open_act(out, act);
	out->signal = signal;
}

static void underway(struct crm_action *out, const struct crm_entry *last, enum crm_act act)
{
	open_act(out, act);
	if (!last)
		return;
	out->state = CRM_STATE_UNDERWAY;
	out->day = last->day;
}

static void done(struct crm_action *out, const struct crm_entry *last)
{
	out->state = last ? CRM_STATE_DONE : CRM_STATE_NONE;
	out->act = CRM_ACT_NONE;
	if (last)
		out->day = last->day;
}

static void wait_until(struct crm_action *out, int32_t day)
{
	open_act(out, CRM_ACT_WAIT);
	out->until = day;
}

typedef void matter_fn(struct crm_case *c, const struct crm_entry *row, struct crm_action *out);

static void reply(struct crm_case *c, const struct crm_entry *row, struct crm_action *out)
{
	struct crm_asked a;
	size_t i = 0;

	if (crm_asked_open(c) == row)
		open_act(out, CRM_ACT_ANSWER);
	else
		while (crm_asked_next(c, &i, &a))
			if (a.message == row)
				done(out, a.answer);
}

/* A promise or a deadline, mine or theirs. */
static void word(struct crm_case *c, const struct crm_entry *row, struct crm_action *out)
{
	struct crm_entries t = crm_thread_of(c, row->word);
	bool deadline = row->event == CRM_EV_DEADLINE;
	struct crm_word w;

	if (!crm_word_of(t, (enum crm_event)row->event, &w))
		return;
	if (w.done) {
		done(out, w.done);
	} else if (w.broken && w.mine) {
		const struct crm_entry *sorry = crm_thread_first(t, CRM_EV_APOLOGY, w.broken->day);

		if (sorry)
			done(out, sorry);
		else
			underway(out, w.broken, CRM_ACT_APOLOGISE);
	} else if (w.broken) {
		done(out, w.broken);
	} else if (w.asked != CRM_NO_DAY && c->now.day > w.asked) {
		open_act(out, !w.mine ? CRM_ACT_ASK_DATE
				      : deadline ? CRM_ACT_DELIVER_REST : CRM_ACT_NEW_DATE);
	} else if (!w.mine) {
		wait_until(out, w.asked);
	} else {
		underway(out, w.said, deadline ? CRM_ACT_DELIVER : CRM_ACT_KEEP);
		out->until = w.said ? w.asked : CRM_NO_DAY;
	}
}

/* S3.15, S0.36: talk, give way on both sides, write down what was agreed. */
static void conflict(struct crm_case *c, const struct crm_entry *row, struct crm_action *out)
{
	struct crm_entries t = crm_thread_of(c, row->word), r;
	const struct crm_entry *talked, *mine = NULL, *theirs = NULL;
	struct crm_episode e;
	size_t i;

	if (!crm_episode_open(t, CRM_EV_CONFLICT, &e)) {
		done(out, crm_thread_first(t, CRM_EV_RESOLVE, row->day));
		return;
	}
	talked = crm_thread_first(t, CRM_EV_DIAGNOSE, e.first->day);
	r = crm_thread_rows(t, CRM_EV_CONCESSION);
	for (i = 0; i < r.n; i++) {
		if (r.row[i]->day < e.first->day)
			continue;
		if (r.row[i]->by != CRM_BY_CLIENT)
			mine = r.row[i];
		if (r.row[i]->by != CRM_BY_ME)
			theirs = r.row[i];
	}
	if (mine && theirs)
		underway(out, mine->day > theirs->day ? mine : theirs, CRM_ACT_SETTLE);
	else if (mine)
		underway(out, mine, CRM_ACT_EXCHANGE);
	else if (theirs || talked)
		underway(out, theirs ? theirs : talked, CRM_ACT_CONCEDE);
	else
		open_act(out, CRM_ACT_LISTEN);
}

static void doubt(struct crm_case *c, const struct crm_entry *row, struct crm_action *out)
{
	struct crm_entries t = crm_thread_of(c, row->word);
	struct crm_episode e;

	if (row->word && !crm_episode_open(t, CRM_EV_DOUBT, &e))
		done(out, crm_thread_first(t, CRM_EV_RESOLVE, row->day));
	else
		open_act(out, CRM_ACT_DOUBT);
}

/* S2.14, S0.46: what was found decides what settles it. */
static enum crm_act settles(const struct crm_entry *diagnosis)
{
	unsigned found = diagnosis ? diagnosis->mark : 0;

	if (found & CRM_MARK_QUALITY)
		return CRM_ACT_REPAIR;
	if (found & CRM_MARK_DELAY)
		return CRM_ACT_DATE;
	if (found & CRM_MARK_MISUNDERSTANDING)
		return CRM_ACT_REPHRASE;
	return found & CRM_MARK_CLIENT ? CRM_ACT_CORRECT : CRM_ACT_CLOSE;
}

/* What was said on this before: the limits, or what the price contains. */
static bool framed_before(const struct crm_case *c, const struct crm_entry *row, bool price)
{
	struct crm_entries r = crm_case_rows(c, CRM_EV_FRAME), same = crm_case_rows(c, CRM_EV_INCIDENT);
	size_t i, k;

	for (i = 0; i < r.n; i++) {
		if (crm_entry_cmp(r.row[i], row) >= 0 ||
			crm_str_is(crm_entry_kind(c->store, r.row[i]), "price") != price)
			continue;
		for (k = 0; k < same.n; k++)
			if (same.row[k]->kind == row->kind && crm_entry_cmp(same.row[k], r.row[i]) < 0)
				return true;
	}
	return false;
}

/* The first step of an incident, by what it is. */
static void first_step(struct crm_case *c, const struct crm_incident *in, struct crm_action *out)
{
	int signal = in->row->event == CRM_EV_INCIDENT ? crm_incident_signal(in->row)
						       : CRM_SIG_DISSATISFIED;
	bool own = signal >= CRM_SIGNALS || signal < 0;

	switch (in->want) {
	case CRM_WANT_LIMITS:
		open_act(out, framed_before(c, in->row, false) ? CRM_ACT_END : CRM_ACT_LIMITS);
		break;
	case CRM_WANT_FACTS: open_own(out, CRM_ACT_FACTS, own ? -1 : signal); break;
	case CRM_WANT_EXPLAIN:
		open_act(out, framed_before(c, in->row, true) ? CRM_ACT_HOLD_PRICE : CRM_ACT_EXPLAIN);
		break;
	case CRM_WANT_QUESTION: open_act(out, CRM_ACT_ASK); break;
	case CRM_WANT_DISAGREE: open_act(out, CRM_ACT_DISAGREE); break;
	case CRM_WANT_DIAGNOSE:
		if (signal == CRM_SIG_OUTBURST)
			open_act(out, CRM_ACT_CALM);
		else if (signal == CRM_SIG_DECEPTION || signal == CRM_SIG_BREACH)
			open_own(out, CRM_ACT_OWN_UP, signal);
		else
			open_own(out, CRM_ACT_DIAGNOSE, own ? -1 : signal);
		break;
	default: open_act(out, CRM_ACT_DISTANCE); break;
	}
}

static void incident(struct crm_case *c, const struct crm_entry *row, struct crm_action *out)
{
	struct crm_incident in;

	crm_incident_of(c, row, &in);
	switch (in.want) {
	case CRM_WANT_NOTHING: done(out, in.last); break;
	case CRM_WANT_APOLOGY: underway(out, in.last, CRM_ACT_APOLOGISE); break;
	case CRM_WANT_RESOLVE: underway(out, in.last, settles(in.diagnosis)); break;
	case CRM_WANT_GESTURE: underway(out, in.last, CRM_ACT_GESTURE); break;
	case CRM_WANT_WATCH: underway(out, in.last, CRM_ACT_WATCH); break;
	case CRM_WANT_LIMITS:
	case CRM_WANT_FACTS:
		if (crm_incident_fresh(c, row)) {
			open_act(out, CRM_ACT_DISTANCE);
			break;
		}
		/* fall through */
	default: first_step(c, &in, out); break;
	}
}

/* The first row after one that is talk of both sides, and calm when that is asked for. */
static const struct crm_entry *talked_since(
	const struct crm_case *c, const struct crm_entry *row, bool calm)
{
	const struct crm_entry *first = NULL;
	size_t i;

	for (i = c->talks; i-- > 0 && crm_entry_cmp(c->talk[i], row) > 0;)
		if (crm_entry_twoway(c->talk[i]) && !(calm && c->talk[i]->mark & CRM_MARK_TENSE))
			first = c->talk[i];
	return first;
}

static void staff(struct crm_case *c, const struct crm_entry *row, struct crm_action *out)
{
	const struct crm_entry *met = talked_since(c, row, false);

	if (met)
		done(out, met);
	else
		open_act(out, row->by == CRM_BY_CLIENT ? CRM_ACT_MEET : CRM_ACT_INTRODUCE);
}

/* S0.55, S0.8: what came in writing is taken up by voice. */
static void tense(struct crm_case *c, const struct crm_entry *row, struct crm_action *out)
{
	struct crm_str channel = crm_entry_kind(c->store, row);
	const struct crm_entry *calm = talked_since(c, row, true);
	bool voice = row->event == CRM_EV_CHECKIN || crm_str_is(channel, "phone") ||
		     crm_str_is(channel, "visio") || crm_str_is(channel, "meet");

	if (calm)
		done(out, calm);
	else if (row->mark & CRM_MARK_ANGRY && crm_incident_fresh(c, row))
		open_act(out, CRM_ACT_DISTANCE);
	else
		open_act(out, voice || !channel.n ? CRM_ACT_NAME : CRM_ACT_VOICE);
}

/* A frame that is not about the price, or a planning, since a row. */
static const struct crm_entry *framed_since(
	const struct crm_case *c, const struct crm_entry *row, bool planning)
{
	struct crm_entries r = crm_case_rows(c, CRM_EV_FRAME);
	size_t i;

	for (i = r.n; i-- > 0 && r.row[i]->day >= row->day;)
		if (!crm_str_is(crm_entry_kind(c->store, r.row[i]), "price"))
			return r.row[i];
	r = crm_case_rows(c, CRM_EV_CHECKIN);
	for (i = r.n; planning && i-- > 0 && r.row[i]->day >= row->day;)
		return r.row[i];
	return NULL;
}

static void frame(struct crm_case *c, const struct crm_entry *row, struct crm_action *out)
{
	const struct crm_entry *said = framed_since(c, row, false);

	if (said)
		done(out, said);
	else
		open_act(out, CRM_ACT_FRAME);
}

static void controls(struct crm_case *c, const struct crm_entry *row, struct crm_action *out)
{
	const struct crm_entry *said = framed_since(c, row, true);

	if (said)
		done(out, said);
	else
		open_act(out, CRM_ACT_REPORT);
}

/* Agreements for it that were not kept: one that passed before the next was made, or by now. */
static size_t agreements_broken(const struct crm_case *c, struct crm_entries t)
{
	struct crm_entries r = crm_thread_rows(t, CRM_EV_RENEGOTIATE);
	size_t i, k, n = 0;
	bool passed;

	for (i = 0; i < r.n; i = k) {
		passed = false;
		for (k = i; k < r.n && r.row[k]->day == r.row[i]->day; k++)
			; /* the instalments of one plan */
		for (; i < k; i++)
			passed = passed || (r.row[i]->due != CRM_NO_DAY &&
						   r.row[i]->due < (k < r.n ? r.row[k]->day : c->now.day));
		n += passed;
	}
	return n;
}

/* Nothing was said yet: ask.  Then the ladder says what comes next. */
static void reminded(struct crm_case *c, const struct crm_invoice *inv, struct crm_action *out)
{
	const struct crm_ladder *l = crm_ladder_find(c->policy, c->profile->ladder);
	struct crm_sent sent;
	int next;

	if (!l)
		l = crm_ladder_find(c->policy, CRM_STR(""));
	crm_sent_of(c, inv->thread, l, &sent);
	next = crm_ladder_next(l, sent.step, true);
	if (!sent.last) {
		open_act(out, agreements_broken(c, inv->thread) > 1 ? CRM_ACT_PART : CRM_ACT_ASK_WHY);
		return;
	}
	underway(out, sent.last, sent.unposted ? CRM_ACT_POST : CRM_ACT_DECIDE);
	if (sent.unposted || next < 0)
		return;
	out->until = crm_ladder_day(c->calendar, l, next, inv->due, &sent,
		crm_sent_newest(c, NULL, 0), c->policy->gap);
	out->act = out->until <= c->now.day ? CRM_ACT_SEND : CRM_ACT_WAIT;
	if (out->act == CRM_ACT_SEND)
		out->until = CRM_NO_DAY;
}

/* While I am at fault I listen and repair first. */
static bool my_turn(struct crm_case *c)
{
	struct crm_incident *in;
	size_t i = crm_incidents_of(c, &in);

	while (c->policy->hold_while & CRM_WHILE_INCIDENT && i-- > 0)
		if ((in[i].want == CRM_WANT_DIAGNOSE || in[i].want == CRM_WANT_APOLOGY) &&
			crm_incident_signal(in[i].row) != CRM_SIG_OUTBURST)
			return true;
	return false;
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

/* S0.41 to S0.43: what is paid asks for nothing, what is disputed for a talk, not for money. */
static void invoice(struct crm_case *c, const struct crm_entry *row, struct crm_action *out)
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
		done(out, crm_thread_first(inv.thread, CRM_EV_WRITEOFF, INT32_MIN));
	} else if (crm_invoice_disputed(&inv) || crm_open_conflict(c, &open)) {
		open_act(out, CRM_ACT_SETTLE_FIRST);
	} else if (crm_agreement_of(&inv, &c->mem, &agreed) && c->now.day <= agreed.due) {
		underway(out, agreed.row, CRM_ACT_WAIT);
		out->until = agreed.due;
	} else if (crm_asked_open(c)) {
		open_act(out, CRM_ACT_ANSWER_FIRST);
	} else if (my_turn(c)) {
		open_act(out, CRM_ACT_SETTLE_FIRST);
	} else if (unpaid(crm_invoice_why(c, &inv))) {
		open_act(out, unpaid(crm_invoice_why(c, &inv)));
	} else {
		reminded(c, &inv, out);
	}
}

/* A promise of theirs, or a date agreed for an invoice. */
static void pledge(struct crm_case *c, const struct crm_entry *row, struct crm_action *out)
{
	if (row->event == CRM_EV_PROMISE)
		word(c, row, out);
	else
		open_act(out, agreements_broken(c, crm_thread_of(c, row->word)) > 1 ? CRM_ACT_PART
										 : CRM_ACT_ASK_DATE);
}

static const struct {
	matter_fn *look; /* NULL: nothing but the act */
	enum crm_act act; /* mostly */
} matters[CRM_MATTERS] = {
	[CRM_MATTER_REPLY] = {reply, CRM_ACT_ANSWER},
	[CRM_MATTER_WORD] = {word, CRM_ACT_NEW_DATE},
	[CRM_MATTER_RESULT] = {NULL, CRM_ACT_SHOW},
	[CRM_MATTER_CONFLICT] = {conflict, CRM_ACT_LISTEN},
	[CRM_MATTER_DOUBT] = {doubt, CRM_ACT_DOUBT},
	[CRM_MATTER_INCIDENT] = {incident, CRM_ACT_DIAGNOSE},
	[CRM_MATTER_MISSION] = {NULL, CRM_ACT_MISSION},
	[CRM_MATTER_RENEWAL] = {NULL, CRM_ACT_REVIEW},
	[CRM_MATTER_CHECKIN] = {NULL, CRM_ACT_CHECKIN},
	[CRM_MATTER_CONTACT] = {NULL, CRM_ACT_CONTACT},
	[CRM_MATTER_INTEREST] = {NULL, CRM_ACT_INTEREST},
	[CRM_MATTER_FOLLOWUP] = {NULL, CRM_ACT_FOLLOWUP},
	[CRM_MATTER_VETTING] = {NULL, CRM_ACT_VET},
	[CRM_MATTER_FRAME] = {frame, CRM_ACT_FRAME},
	[CRM_MATTER_CONTROLS] = {controls, CRM_ACT_REPORT},
	[CRM_MATTER_CHANGES] = {NULL, CRM_ACT_WRITE_DOWN},
	[CRM_MATTER_STAFF] = {staff, CRM_ACT_INTRODUCE},
	[CRM_MATTER_TENSE] = {tense, CRM_ACT_NAME},
	[CRM_MATTER_CLAIM] = {NULL, CRM_ACT_COURT},
	[CRM_MATTER_LETTER] = {NULL, CRM_ACT_POST},
	[CRM_MATTER_INVOICE] = {invoice, CRM_ACT_SEND},
	[CRM_MATTER_PLEDGE] = {pledge, CRM_ACT_ASK_DATE},
	[CRM_MATTER_OFFER] = {NULL, CRM_ACT_OFFER},
	[CRM_MATTER_NEXT] = {NULL, CRM_ACT_NEXT},
	[CRM_MATTER_UNBILLED] = {NULL, CRM_ACT_BILL},
	[CRM_MATTER_TRUST] = {NULL, CRM_ACT_PROMISE},
	[CRM_MATTER_STRANGER] = {NULL, CRM_ACT_ACQUAINT},
};

void crm_action_of(struct crm_case *c, enum crm_matter m, const struct crm_entry *row,
	struct crm_action *out)
{
	*out = (struct crm_action){.signal = -1, .day = CRM_NO_DAY, .until = CRM_NO_DAY, .row = row};
	if (matters[m].look)
		matters[m].look(c, row, out);
	else if (matters[m].act)
		open_act(out, matters[m].act);
}

enum crm_act crm_matter_act(enum crm_matter m)
{
	return matters[m].act;
}

/* What the rows behind a reason are about. */
static enum crm_matter matter_of(int signal)
{
	switch (signal) {
	case CRM_SIG_LATE_REPLY: return CRM_MATTER_REPLY;
	case CRM_SIG_BROKEN_PROMISE:
	case CRM_SIG_LATE_DELIVERY:
	case CRM_SIG_CLIENT_PROMISE: return CRM_MATTER_WORD;
	case CRM_SIG_NO_RESULT: return CRM_MATTER_RESULT;
	case CRM_SIG_CONFLICT: return CRM_MATTER_CONFLICT;
	case CRM_SIG_DOUBT: return CRM_MATTER_DOUBT;
	case CRM_SIG_MISSION_OVERRUN: return CRM_MATTER_MISSION;
	case CRM_SIG_NO_CHECKIN: return CRM_MATTER_CHECKIN;
	case CRM_SIG_SILENCE: return CRM_MATTER_CONTACT;
	case CRM_SIG_BURST: return CRM_MATTER_FRAME;
	case CRM_SIG_CONTROLS: return CRM_MATTER_CONTROLS;
	case CRM_SIG_INSTABILITY: return CRM_MATTER_CHANGES;
	case CRM_SIG_STAFF_CHANGE:
	case CRM_SIG_CONTACT_CHANGE: return CRM_MATTER_STAFF;
	case CRM_SIG_TENSE: return CRM_MATTER_TENSE;
	case CRM_SIG_LATE_PAYMENT: return CRM_MATTER_INVOICE;
	default: return CRM_MATTER_INCIDENT;
	}
}

/* Whether a row is one that the matter looks at: behind a reason stand also those that closed it. */
static bool about(enum crm_matter m, const struct crm_entry *f)
{
	switch (m) {
	case CRM_MATTER_WORD: return f->event == CRM_EV_PROMISE || f->event == CRM_EV_DEADLINE;
	case CRM_MATTER_CONFLICT: return f->event == CRM_EV_CONFLICT;
	case CRM_MATTER_DOUBT: return f->event == CRM_EV_DOUBT;
	case CRM_MATTER_INCIDENT:
		return f->event == CRM_EV_INCIDENT || f->event == CRM_EV_SATISFIED;
	case CRM_MATTER_STAFF: return f->event == CRM_EV_STAFF;
	default: return true;
	}
}

/* Whether one says more than the best so far: what is open before what is under way, the oldest, but
 * of incidents the newest; then the newest end. */
static bool better(enum crm_matter m, const struct crm_action *a, const struct crm_action *best)
{
	if (a->state == CRM_STATE_NONE)
		return false;
	if (best->state == CRM_STATE_NONE || a->state != best->state)
		return best->state == CRM_STATE_NONE || a->state < best->state;
	return a->state == CRM_STATE_DONE ? a->day >= best->day : m == CRM_MATTER_INCIDENT;
}

void crm_action_signal(struct crm_case *c, int signal, const struct crm_entry *const *row, size_t n,
	struct crm_action *out)
{
	enum crm_matter m = matter_of(signal);
	struct crm_action one;
	size_t i;

	*out = (struct crm_action){.signal = -1, .day = CRM_NO_DAY, .until = CRM_NO_DAY};
	for (i = 0; i < n; i++) {
		if (!about(m, row[i]))
			continue;
		crm_action_of(c, m, row[i], &one);
		if (better(m, &one, out))
			*out = one;
	}
}

enum crm_act crm_action_held(unsigned why)
{
	static const unsigned ours = CRM_HOLD_DISPUTE | CRM_HOLD_CONFLICT;

	if (why & CRM_HOLD_AGREED && !(why & ours))
		return CRM_ACT_WAIT;
	if (why & CRM_HOLD_UNANSWERED)
		return CRM_ACT_ANSWER_FIRST;
	if (why & (ours | CRM_HOLD_INCIDENT | CRM_HOLD_DEADLINE | CRM_HOLD_DOUBT))
		return CRM_ACT_SETTLE_FIRST;
	return why & CRM_HOLD_LETTER ? CRM_ACT_POST : CRM_ACT_WAIT;
}

void crm_action_text(struct crm_buf *b, const struct crm_action *a)
{
	const char *say = a->signal >= 0 ? crm_signals[a->signal].action : crm_acts[a->act].say;
	char day[CRM_WHEN_TEXT], until[CRM_WHEN_TEXT];

	crm_date_text(a->day, day);
	crm_date_text(a->until, until);
	if (a->state == CRM_STATE_DONE) {
		crm_buf_printf(b, _("done on %s: it fades"), day);
		return;
	}
	if (a->state == CRM_STATE_NONE)
		return;
	if (a->act == CRM_ACT_WAIT && a->until != CRM_NO_DAY)
		crm_buf_printf(b, _("nothing to do before %s"), until);
	else if (a->state == CRM_STATE_UNDERWAY && a->until != CRM_NO_DAY)
		crm_buf_printf(b, _("new date %s: %s"), until, _(say));
	else if (a->state == CRM_STATE_UNDERWAY)
		crm_buf_printf(b, _("under way since %s; next: %s"), day, _(say));
	else
		crm_buf_cstr(b, _(say));
}
