/* talk.c - words, messages, conflicts, incidents: what is to be said or made next. */
#include "case/act/matter.h"

/* With the words of the signal, which speak of this very thing. */
static void open_own(struct crm_action *out, enum crm_act act, int signal)
{
	crm_action_open(out, act);
	out->signal = signal;
}

/* A chaser waits for what the first message waits for. */
void crm_look_reply(struct crm_case *c, const struct crm_entry *row, struct crm_action *out)
{
	const struct crm_entry *open = crm_asked_open(c);
	int64_t at = crm_entry_place(row);
	struct crm_asked a;
	size_t i = 0;

	if (open && crm_entry_place(open) <= at) {
		crm_action_open(out, CRM_ACT_ANSWER);
		return;
	}
	while (crm_asked_next(c, CRM_REPLY_HEARD, &i, &a))
		if (a.answer && at <= crm_entry_place(a.answer)) {
			if (crm_entry_place(a.message) <= at)
				crm_action_done(out, a.answer);
			return;
		}
}

/* A promise or a deadline, mine or theirs. */
void crm_look_word(struct crm_case *c, const struct crm_entry *row, struct crm_action *out)
{
	struct crm_entries t = crm_thread_of(c, row->word);
	bool deadline = row->event == CRM_EV_DEADLINE;
	struct crm_word w;

	if (!crm_word_of(t, (enum crm_event)row->event,
		    row->by == CRM_BY_CLIENT ? CRM_BY_CLIENT : CRM_BY_ME, &w))
		return;
	if (w.done) {
		crm_action_done(out, w.done);
	} else if (w.broken && w.mine) {
		const struct crm_entry *sorry = crm_thread_first(t, CRM_EV_APOLOGY, w.broken->day);

		if (sorry)
			crm_action_done(out, sorry);
		else
			crm_action_underway(out, w.broken, CRM_ACT_APOLOGISE);
	} else if (w.broken) {
		crm_action_done(out, w.broken);
	} else if (w.asked != CRM_NO_DAY && c->now.day > w.asked) {
		crm_action_open(out, !w.mine ? CRM_ACT_ASK_DATE
				      : deadline ? CRM_ACT_DELIVER_REST : CRM_ACT_NEW_DATE);
	} else if (!w.mine) {
		crm_action_wait(out, w.asked);
	} else {
		crm_action_underway(out, w.said, deadline ? CRM_ACT_DELIVER : CRM_ACT_KEEP);
		out->until = w.said ? w.asked : CRM_NO_DAY;
	}
}

/* S3.15, S0.36: talk, give way on both sides, write down what was agreed. */
void crm_look_conflict(struct crm_case *c, const struct crm_entry *row, struct crm_action *out)
{
	struct crm_entries t = crm_thread_of(c, row->word);
	const struct crm_entry *talked;
	struct crm_conceded gave;
	struct crm_episode e;

	if (!crm_episode_open(t, CRM_EV_CONFLICT, &e) || c->ended) {
		crm_action_done(out, c->ended ? c->ended : crm_thread_first(t, CRM_EV_RESOLVE, row->day));
		return;
	}
	talked = crm_thread_first(t, CRM_EV_DIAGNOSE, e.first->day);
	gave = crm_conceded_of(t, &e);
	if (gave.mine && gave.theirs)
		crm_action_underway(out, gave.mine->day > gave.theirs->day ? gave.mine : gave.theirs,
			CRM_ACT_SETTLE);
	else if (gave.mine)
		crm_action_underway(out, gave.mine, CRM_ACT_EXCHANGE);
	else if (gave.theirs || talked)
		crm_action_underway(out, gave.theirs ? gave.theirs : talked, CRM_ACT_CONCEDE);
	else
		crm_action_open(out, CRM_ACT_LISTEN);
}

void crm_look_doubt(struct crm_case *c, const struct crm_entry *row, struct crm_action *out)
{
	struct crm_entries t = crm_thread_of(c, row->word);
	struct crm_episode e;

	if (c->ended || (row->word && !crm_episode_open(t, CRM_EV_DOUBT, &e)))
		crm_action_done(out, c->ended ? c->ended : crm_thread_first(t, CRM_EV_RESOLVE, row->day));
	else
		crm_action_open(out, CRM_ACT_DOUBT);
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
		crm_action_open(out, framed_before(c, in->row, false) ? CRM_ACT_END : CRM_ACT_LIMITS);
		break;
	case CRM_WANT_FACTS:
		if (signal == CRM_SIG_CLIENT_DECEPTION && framed_before(c, in->row, false)) {
			crm_action_open(out, CRM_ACT_END);
			break;
		}
		/* what a signal says for itself is for a client in good faith */
		own = own || (in->row->mark & CRM_MARK_BADFAITH && signal != CRM_SIG_CLIENT_DECEPTION &&
				     signal != CRM_SIG_CLIENT_BREACH);
		open_own(out, CRM_ACT_FACTS, own ? -1 : signal);
		break;
	case CRM_WANT_EXPLAIN:
		crm_action_open(out, framed_before(c, in->row, true) ? CRM_ACT_HOLD_PRICE : CRM_ACT_EXPLAIN);
		break;
	case CRM_WANT_QUESTION: crm_action_open(out, CRM_ACT_ASK); break;
	case CRM_WANT_DISAGREE: crm_action_open(out, CRM_ACT_DISAGREE); break;
	case CRM_WANT_DIAGNOSE:
		/* beside what I did wrong it is about me, too */
		if (signal == CRM_SIG_OUTBURST)
			crm_action_open(out, crm_incidents_want(c, CRM_WANTS_REPAIR) ? CRM_ACT_DIAGNOSE
										  : CRM_ACT_CALM);
		else if (signal == CRM_SIG_DECEPTION || signal == CRM_SIG_BREACH)
			open_own(out, CRM_ACT_OWN_UP, signal);
		else
			open_own(out, CRM_ACT_DIAGNOSE, own ? -1 : signal);
		break;
	default: crm_action_open(out, CRM_ACT_DISTANCE); break;
	}
}

void crm_look_incident(struct crm_case *c, const struct crm_entry *row, struct crm_action *out)
{
	struct crm_incident in;

	crm_incident_of(c, row, &in);
	switch (in.want) {
	case CRM_WANT_NOTHING: crm_action_done(out, in.last); break;
	case CRM_WANT_APOLOGY: crm_action_underway(out, in.last, CRM_ACT_APOLOGISE); break;
	case CRM_WANT_RESOLVE: crm_action_underway(out, in.last, settles(in.diagnosis)); break;
	case CRM_WANT_GESTURE: crm_action_underway(out, in.last, CRM_ACT_GESTURE); break;
	case CRM_WANT_WATCH: crm_action_underway(out, in.last, CRM_ACT_WATCH); break;
	case CRM_WANT_LIMITS:
	case CRM_WANT_FACTS:
		if (crm_incident_fresh(c, row)) {
			crm_action_open(out, CRM_ACT_DISTANCE);
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

void crm_look_staff(struct crm_case *c, const struct crm_entry *row, struct crm_action *out)
{
	const struct crm_entry *met = talked_since(c, row, false);

	if (met)
		crm_action_done(out, met);
	else
		crm_action_open(out, row->by == CRM_BY_CLIENT ? CRM_ACT_MEET : CRM_ACT_INTRODUCE);
}

/* S0.55, S0.8: what came in writing is taken up by voice. */
void crm_look_tense(struct crm_case *c, const struct crm_entry *row, struct crm_action *out)
{
	struct crm_str channel = crm_entry_kind(c->store, row);
	const struct crm_entry *calm = talked_since(c, row, true);
	bool voice = row->event == CRM_EV_CHECKIN || crm_str_is(channel, "phone") ||
		     crm_str_is(channel, "visio") || crm_str_is(channel, "meet");

	if (calm)
		crm_action_done(out, calm);
	else if (row->mark & CRM_MARK_ANGRY && crm_incident_fresh(c, row))
		crm_action_open(out, CRM_ACT_DISTANCE);
	else
		crm_action_open(out, voice || !channel.n ? CRM_ACT_NAME : CRM_ACT_VOICE);
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

void crm_look_frame(struct crm_case *c, const struct crm_entry *row, struct crm_action *out)
{
	const struct crm_entry *said = framed_since(c, row, false);

	if (said)
		crm_action_done(out, said);
	else
		crm_action_open(out, CRM_ACT_FRAME);
}

void crm_look_controls(struct crm_case *c, const struct crm_entry *row, struct crm_action *out)
{
	const struct crm_entry *said = framed_since(c, row, true);

	if (said)
		crm_action_done(out, said);
	else
		crm_action_open(out, CRM_ACT_REPORT);
}

/* The newest day on which one asked after something; CRM_NO_DAY: never. */
static int32_t asked_on(const struct crm_case *c, const char *kind)
{
	struct crm_entries r = crm_case_rows(c, CRM_EV_INTEREST);

	while (r.n-- > 0)
		if (crm_str_is(crm_entry_kind(c->store, r.row[r.n]), kind))
			return r.row[r.n]->day;
	return CRM_NO_DAY;
}

/* Somebody who is no trade of their own has no business to be asked of. */
static bool private_person(const struct crm_case *c)
{
	return c->profile->kind == CRM_B2C || c->profile->party == CRM_PARTY_PERSON;
}

/* S4.8, S4.9: who was asked after as a person last time, and not of their business for twice as long as
 * one may wait, is asked of that; after an absence one asks how they are. */
void crm_look_interest(struct crm_case *c, const struct crm_entry *row, struct crm_action *out)
{
	int32_t person = asked_on(c, "person"), business = asked_on(c, "business");
	bool old = business == CRM_NO_DAY ||
		   c->now.day - (int64_t)business > 2 * (int64_t)c->policy->interest;

	crm_action_open(out, person > business && old && !private_person(c) && !(row && row->event == CRM_EV_ABSENCE)
				     ? CRM_ACT_BUSINESS : CRM_ACT_INTEREST);
}

void crm_look_followup(struct crm_case *c, const struct crm_entry *row, struct crm_action *out)
{
	(void)c;
	crm_action_open(out, row && row->event == CRM_EV_RESOLVE ? CRM_ACT_RECOMMEND : CRM_ACT_FOLLOWUP);
}
