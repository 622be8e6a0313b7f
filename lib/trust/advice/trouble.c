/* trouble.c - advice on conflicts, doubts and incidents. */
#include "trust/advice/advice.h"

static bool critical(const struct crm_advice_case *c)
{
	return c->score->band == CRM_BAND_CRITICAL;
}

/* Not on the first days, when they still talk. */
bool crm_advise_mediator(const struct crm_advice_case *c, struct crm_str *arg)
{
	struct crm_episode open;

	(void)arg;
	return critical(c) && crm_open_conflict(c->c, &open) &&
	       c->now.day - (int64_t)open.first->day > c->c->policy->conflict;
}

bool crm_advise_limits(const struct crm_advice_case *c, struct crm_str *arg)
{
	struct crm_entries r = crm_case_rows(c->c, CRM_EV_INCIDENT);
	struct crm_action a;

	(void)arg;
	while (critical(c) && r.n-- > 0) {
		crm_action_of(c->c, CRM_MATTER_INCIDENT, r.row[r.n], &a);
		if (a.act == CRM_ACT_LIMITS || a.act == CRM_ACT_END)
			return true;
	}
	return false;
}

/* S0.5: a network is there to be asked, by name. */
bool crm_advise_peer(const struct crm_advice_case *c, struct crm_str *arg)
{
	*arg = c->peers;
	return critical(c) && c->peers.n;
}

bool crm_advise_no_peer(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return critical(c) && !c->peers.n;
}

/* ---- whose work, or whose word ---- */

/* What says nothing of what the client thinks of me: habits of mine that lag, and another person. */
static bool habit(int signal)
{
	return signal == CRM_SIG_NO_CHECKIN || signal == CRM_SIG_NO_RESULT || signal == CRM_SIG_MISSION_OVERRUN ||
	       signal == CRM_SIG_ASSUMPTION || signal == CRM_SIG_STAFF_CHANGE;
}

/* S1.1: what I lose points by, nine parts of ten of one of the two. */
static bool judged(const struct crm_advice_case *c, bool competence)
{
	const struct crm_score_policy *sp = &c->c->policy->score;
	int points[2] = {0, 0};
	size_t i;

	for (i = 0; i < c->score->reasons; i++) {
		const struct crm_reason *w = &c->score->reason[i];

		if (crm_signal_side(sp, w->signal) == CRM_SIDE_ME && !habit(w->signal))
			points[w->signal < CRM_SIGNALS && crm_signals[w->signal].competence] +=
				w->points;
	}
	return c->score->band >= CRM_BAND_AT_RISK && points[competence] >= 100 &&
	       points[competence] >= 9 * points[!competence];
}

bool crm_advise_word_judged(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return judged(c, false);
}

bool crm_advise_work_judged(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return judged(c, true);
}

/* ---- incidents ---- */

bool crm_advise_ego(const struct crm_advice_case *c, struct crm_str *arg)
{
	const struct crm_row *r;

	(void)arg;
	crm_care_next(c, &r);
	/* a lie, or a contract that I broke, is about me */
	return r && !crm_str_is(r->kind, "deception") && !crm_str_is(r->kind, "breach");
}

/* The client is mistaken in what is not settled yet. */
bool crm_advise_client_wrong(const struct crm_advice_case *c, struct crm_str *arg)
{
	struct crm_incident *in;
	size_t i = crm_incidents_of(c->c, &in);

	(void)arg;
	while (i-- > 0)
		if (in[i].diagnosis && in[i].want != CRM_WANT_GESTURE &&
			in[i].diagnosis->mark & (CRM_MARK_MISUNDERSTANDING | CRM_MARK_CLIENT))
			return true;
	return false;
}

bool crm_advise_scope(const struct crm_advice_case *c, struct crm_str *arg)
{
	const struct crm_row *r = crm_advice_newest(c, CRM_EV_INCIDENT, "error", CRM_ADVICE_QUARTER);

	return r && crm_tag(r->tags, "scope", arg);
}

/* S0.10: three times in half a year that the work fell short is no bad luck. */
bool crm_advise_too_often(const struct crm_advice_case *c, struct crm_str *arg)
{
	static const char *const short_of[] = {"error", "poor-result", "superficial", "wrong-answer"};
	size_t i, k, n = 0;

	(void)arg;
	for (i = c->n; i-- > 0 && crm_advice_within(c, &c->row[i], CRM_ADVICE_HALF);)
		for (k = 0; k < sizeof short_of / sizeof *short_of; k++)
			n += c->row[i].event == CRM_EV_INCIDENT && c->row[i].by != CRM_BY_CLIENT &&
			     crm_str_is(c->row[i].kind, short_of[k]);
	return n >= 3;
}

/* ---- conflicts ---- */

bool crm_advise_their_side(const struct crm_advice_case *c, struct crm_str *arg)
{
	struct crm_episode open;

	(void)arg;
	return crm_open_conflict(c->c, &open);
}

/* Who has given way in the open conflict; false: none is open. */
static bool conceded(
	const struct crm_advice_case *c, struct crm_episode *open, struct crm_conceded *gave)
{
	if (!crm_open_conflict(c->c, open))
		return false;
	*gave = crm_conceded_of(crm_thread_of(c->c, open->first->word), open);
	return true;
}

bool crm_advise_no_concession(const struct crm_advice_case *c, struct crm_str *arg)
{
	const struct crm_row *r;
	struct crm_conceded gave;
	struct crm_episode open;

	(void)arg;
	if (!conceded(c, &open, &gave) || gave.mine || gave.theirs)
		return false;
	r = crm_advice_row(c, open.first);
	return r && (crm_str_is(r->kind, "ideas") || crm_str_is(r->kind, "interests"));
}

bool crm_advise_mine_alone(const struct crm_advice_case *c, struct crm_str *arg)
{
	struct crm_conceded gave;
	struct crm_episode open;

	(void)arg;
	return conceded(c, &open, &gave) && gave.mine && !gave.theirs;
}

bool crm_advise_theirs_alone(const struct crm_advice_case *c, struct crm_str *arg)
{
	struct crm_conceded gave;
	struct crm_episode open;

	(void)arg;
	return conceded(c, &open, &gave) && gave.theirs && !gave.mine;
}

/* S0.37: what the open conflict is about asks for something of its own. */
static bool conflict_about(const struct crm_advice_case *c, const char *kind)
{
	const struct crm_row *r;
	struct crm_episode open;

	if (!crm_open_conflict(c->c, &open))
		return false;
	r = crm_advice_row(c, open.first);
	return r && crm_str_is(r->kind, kind);
}

bool crm_advise_authority(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return conflict_about(c, "authority");
}

bool crm_advise_personality(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return conflict_about(c, "personality");
}

bool crm_advise_method(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return conflict_about(c, "method");
}

bool crm_advise_values(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return conflict_about(c, "values");
}

/* ---- doubts ---- */

/* A doubt of the client that is open, about the price or about anything else (S0.16). */
static bool client_doubts(const struct crm_advice_case *c, bool price)
{
	const struct crm_row *r;
	struct crm_episode e;
	size_t i = 0;

	while (i < c->c->threads) {
		if (!crm_episode_open(crm_case_thread(c->c, &i), CRM_EV_DOUBT, &e) ||
			!(e.who & CRM_BY_CLIENT))
			continue;
		r = crm_advice_row(c, e.first);
		if (r && crm_str_is(r->kind, "price") == price)
			return true;
	}
	return false;
}

bool crm_advise_price(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return conflict_about(c, "price") || client_doubts(c, true);
}

bool crm_advise_prove(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return client_doubts(c, false);
}

bool crm_advise_withdrawing(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return crm_advice_points(c, CRM_SIG_DOUBT) && crm_advice_points(c, CRM_SIG_SILENCE);
}

/* Misunderstandings of a quarter since somebody last had it said back, or restated the frame: what
 * S3.7 asks for is done then. */
static size_t misread(const struct crm_advice_case *c)
{
	size_t i, n = 0;

	for (i = c->n; i-- > 0 && crm_advice_within(c, &c->row[i], CRM_ADVICE_QUARTER);) {
		const struct crm_row *r = &c->row[i];

		if (r->event == CRM_EV_FRAME ||
			(r->event == CRM_EV_CHECKIN && crm_str_is(r->kind, "rephrase")))
			break;
		n += r->event == CRM_EV_INCIDENT && crm_str_is(r->kind, "misunderstanding");
	}
	return n;
}

/* S3.6: where there is doubt they multiply, so the doubt comes first. */
bool crm_advise_misread_in_doubt(const struct crm_advice_case *c, struct crm_str *arg)
{
	struct crm_episode e;
	size_t i = 0;

	(void)arg;
	while (i < c->c->threads && misread(c))
		if (crm_episode_open(crm_case_thread(c->c, &i), CRM_EV_DOUBT, &e))
			return true;
	return false;
}

bool crm_advise_misread(const struct crm_advice_case *c, struct crm_str *arg)
{
	return misread(c) > 1 && !crm_advise_misread_in_doubt(c, arg);
}
