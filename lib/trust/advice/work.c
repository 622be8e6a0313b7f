/* work.c - advice on the work, its money, and what is given beyond it. */
#include "case/mission.h"
#include "trust/advice/rule.h"

enum { AHEAD = 14, LEAST = 14, MOST = 45, CAPITAL = 50 /* tenths */ };

/* S3.12: what former partners said of them, the last time they were asked. */
bool crm_advise_vetted(const struct crm_advice_case *c, struct crm_str *arg)
{
	const struct crm_row *r = crm_advice_newest(c, CRM_EV_VETTED, NULL, CRM_ADVICE_YEAR);

	(void)arg;
	return r && (r->level == 1 || r->level == 2);
}

/* ---- late money ---- */

/* S0.1: with an institution nobody has forgotten, a file lies somewhere; while one is late. */
bool crm_advise_institution(const struct crm_advice_case *c, struct crm_str *arg)
{
	struct crm_invoice inv;
	size_t i = 0;

	(void)arg;
	if (c->profile->party != CRM_PARTY_INSTITUTION)
		return false;
	while (crm_invoice_next(c->c, &i, &inv))
		if (!inv.given_up && crm_invoice_balance(&inv) > 0 && inv.due != CRM_NO_DAY &&
			inv.due < c->now.day)
			return true;
	return false;
}

bool crm_advise_late_first(const struct crm_advice_case *c, struct crm_str *arg)
{
	return crm_advice_points(c, CRM_SIG_LATE_PAYMENT) && c->payer->first_time &&
	       !crm_advise_institution(c, arg);
}

bool crm_advise_late_habit(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return crm_advice_points(c, CRM_SIG_LATE_PAYMENT) && c->payer->class == CRM_PAYER_HABITUAL;
}

/* A new client who owes more than was ever paid, in the default currency. */
bool crm_advise_new_and_owing(const struct crm_advice_case *c, struct crm_str *arg)
{
	struct crm_wide open = crm_wide(0), paid = open;
	struct crm_invoice inv;
	size_t i = 0;

	(void)arg;
	if (c->score->stage != CRM_STAGE_NEW)
		return false;
	while (crm_invoice_next(c->c, &i, &inv)) {
		if (inv.currency != c->currency)
			continue;
		if (!inv.given_up && crm_invoice_balance(&inv) > 0)
			open = crm_wide_add(open, crm_wide(crm_invoice_balance(&inv)));
		paid = crm_wide_add(paid, crm_wide(inv.moved));
	}
	return crm_wide_cmp(open, paid) > 0;
}

/* ---- the mission ---- */

bool crm_advise_split(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return crm_advice_points(c, CRM_SIG_MISSION_OVERRUN) && c->score->band != CRM_BAND_CRITICAL;
}

/* S1.26: more at once than one person can hold. */
bool crm_advise_deadlines(const struct crm_advice_case *c, struct crm_str *arg)
{
	size_t n = crm_deadlines_open(c->c);

	*arg = crm_str(crm_arena_printf(&c->c->mem, "%zu", n));
	return n > CRM_DEADLINES_MANY;
}

/* S0.40: who has reason to trust me waits, when they are asked to. */
bool crm_advise_ask_time(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return c->score->band < CRM_BAND_AT_RISK && -c->score->capital >= CAPITAL &&
	       crm_advice_late_word(c);
}

/* S0.40: and pays more, where it is spoken of in time. */
bool crm_advise_ask_price(const struct crm_advice_case *c, struct crm_str *arg)
{
	struct crm_mission m;
	size_t i = 0;
	int64_t ahead;

	(void)arg;
	if (c->score->band > CRM_BAND_WATCH || -c->score->capital < CAPITAL ||
		c->score->stage != CRM_STAGE_ESTABLISHED ||
		crm_advice_newest(c, CRM_EV_INCIDENT, "price", CRM_ADVICE_YEAR))
		return false;
	while (crm_mission_next(c->c, &i, &m)) {
		ahead = crm_mission_over(c->c, &m) - (int64_t)c->now.day;
		if (ahead >= 0 && ahead <= AHEAD)
			return true;
	}
	return false;
}

/* The newest end of a mission, when none runs; CRM_NO_DAY: there is none. */
static int32_t over(const struct crm_case *c)
{
	int32_t last = CRM_NO_DAY;
	struct crm_mission m;
	size_t i = 0;

	while (!crm_mission_active(c) && i < c->threads)
		if (crm_mission_of(c, crm_case_thread(c, &i), &m) && m.end && m.end->day > last)
			last = m.end->day;
	return last;
}

static bool nothing_since(const struct crm_case *c, enum crm_event e, int32_t day)
{
	struct crm_entries r = crm_case_rows(c, e);

	return !r.n || r.row[r.n - 1]->day < day;
}

/* S0.54: it went well, it is over, and nothing follows. */
bool crm_advise_what_next(const struct crm_advice_case *c, struct crm_str *arg)
{
	struct crm_episode open;
	int32_t end = over(c->c);
	int64_t days = c->now.day - (int64_t)end;

	(void)arg;
	return end != CRM_NO_DAY && days >= LEAST && days < MOST && !c->c->ended &&
	       c->score->band < CRM_BAND_AT_RISK && !crm_open_conflict(c->c, &open) &&
	       nothing_since(c->c, CRM_EV_OFFER, end) && nothing_since(c->c, CRM_EV_CONTRACT, end);
}

/* ---- beyond the work ---- */

/* S0.5: they recommended me, and I have not said a word since. */
bool crm_advise_thank(const struct crm_advice_case *c, struct crm_str *arg)
{
	const struct crm_row *told = crm_advice_newest(c, CRM_EV_REFERRAL, NULL, CRM_ADVICE_MONTH);
	size_t i;

	(void)arg;
	for (i = c->n; told && i-- > 0 && &c->row[i] > told;)
		if (c->row[i].client.n && c->row[i].by != CRM_BY_CLIENT &&
			(c->row[i].event == CRM_EV_CONTACT || c->row[i].event == CRM_EV_CHECKIN ||
				c->row[i].event == CRM_EV_INTEREST || c->row[i].event == CRM_EV_GOODWILL ||
				c->row[i].event == CRM_EV_GESTURE))
			return false;
	return told;
}

/* S0.18: they keep their part, and for half a year nothing came from me that they did not pay. */
bool crm_advise_give(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return c->profile->relation == CRM_REL_CLIENT && !c->c->ended &&
	       c->score->stage != CRM_STAGE_DORMANT && c->score->band < CRM_BAND_AT_RISK &&
	       c->payer->class == CRM_PAYER_PROMPT && !crm_advice_late_word(c) &&
	       !c->score->side[CRM_SIDE_CLIENT] && !c->score->side[CRM_SIDE_BOTH] &&
	       !crm_advice_newest(c, CRM_EV_GOODWILL, NULL, CRM_ADVICE_HALF) &&
	       !crm_advice_newest(c, CRM_EV_GESTURE, NULL, CRM_ADVICE_HALF);
}

bool crm_advise_recommend(const struct crm_advice_case *c, struct crm_str *arg)
{
	const struct crm_row *r =
		crm_advice_newest(c, CRM_EV_RESOLVE, NULL, 2 * CRM_ADVICE_MONTH);

	(void)arg;
	return r && !crm_advice_within(c, r, CRM_ADVICE_MONTH) &&
	       !crm_advice_newest(c, CRM_EV_REFERRAL, NULL, 2 * CRM_ADVICE_MONTH) &&
	       c->score->band < CRM_BAND_AT_RISK;
}
