/* talk.c - advice on how we talk, what each makes of it, and how I am. */
#include "base/i18n.h"
#include "case/mission.h"
#include "case/talk.h"
#include "trust/advice/rule.h"

enum { FACE = 60, WEEKS = 28, WORN = 3, TWICE = 2 };

/* ---- how I am ---- */

static bool unwell(const struct crm_row *r)
{
	return r->event == CRM_EV_SELF && (r->level == 1 || r->level == 2);
}

/* What I said of myself last, this week. */
static const struct crm_row *myself(const struct crm_advice_case *c)
{
	return crm_advice_newest(c, CRM_EV_SELF, NULL, CRM_ADVICE_WEEK);
}

/* S3.20: I said it again and again; a walk is not enough. */
bool crm_advise_worn(const struct crm_advice_case *c, struct crm_str *arg)
{
	size_t i, n = 0;

	(void)arg;
	for (i = c->n; i-- > 0 && crm_advice_within(c, &c->row[i], WEEKS);)
		n += unwell(&c->row[i]);
	return n >= WORN && myself(c) && unwell(myself(c));
}

/* I said that I am not well, or two troubles fell on one day. */
bool crm_advise_breathe(const struct crm_advice_case *c, struct crm_str *arg)
{
	int32_t last = CRM_NO_DAY;
	size_t i;

	if (crm_advise_worn(c, arg))
		return false;
	if (myself(c) && unwell(myself(c)))
		return true;
	for (i = c->n; i-- > 0 && crm_advice_within(c, &c->row[i], CRM_ADVICE_WEEK);) {
		const struct crm_row *r = &c->row[i];

		if (r->event != CRM_EV_INCIDENT && r->event != CRM_EV_CONFLICT)
			continue;
		if (r->at.day == last)
			return true;
		last = r->at.day;
	}
	return false;
}

/* S0.7: it is the work for this client, as I noted it under their name, the last times. */
bool crm_advise_joyless(const struct crm_advice_case *c, struct crm_str *arg)
{
	size_t i, n = 0;

	(void)arg;
	for (i = c->n; i-- > 0 && crm_advice_within(c, &c->row[i], CRM_ADVICE_QUARTER) && n < TWICE;) {
		if (c->row[i].event != CRM_EV_SELF || !c->row[i].client.n)
			continue;
		if (!unwell(&c->row[i]))
			return false;
		n++;
	}
	return n == TWICE;
}

/* ---- guesses ---- */

static bool guess(const struct crm_advice_case *c, const char *why)
{
	return crm_str_is(crm_advice_tag(crm_advice_newest(c, CRM_EV_INCIDENT, "assumption",
						 CRM_ADVICE_QUARTER),
				  "why"),
		why);
}

bool crm_advise_guess_news(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return guess(c, "no-news");
}

bool crm_advise_guess_callback(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return guess(c, "no-callback");
}

bool crm_advise_guess_self(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return guess(c, "self");
}

/* ---- how they talk ---- */

/* A message of these days that says why the client writes so much, and no frame was agreed since. */
static bool burst_why(const struct crm_advice_case *c, const char *why)
{
	size_t i;

	struct crm_action a;

	if (crm_advice_points(c, CRM_SIG_BURST))
		for (i = c->n; i-- > 0 && crm_advice_within(c, &c->row[i], CRM_ADVICE_MONTH);)
			if (c->row[i].event == CRM_EV_CONTACT &&
				crm_str_is(crm_advice_tag(&c->row[i], "why"), why)) {
				crm_action_of(c->c, CRM_MATTER_FRAME, c->entry[i], &a);
				return a.state == CRM_STATE_OPEN;
			}
	return false;
}

bool crm_advise_stress(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return burst_why(c, "stress");
}

bool crm_advise_involved(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return burst_why(c, "involved");
}

/* Nobody has talked calmly since, and it is no more as fresh as on the first day. */
static bool unspoken(const struct crm_advice_case *c, const struct crm_entry *f)
{
	struct crm_action a;

	crm_action_of(c->c, CRM_MATTER_TENSE, f, &a);
	return a.state == CRM_STATE_OPEN && a.act != CRM_ACT_DISTANCE;
}

/* The emotion noted last, when it is a tense one (S0.8). */
bool crm_advise_emotion(const struct crm_advice_case *c, struct crm_str *arg)
{
	static const char *const tones[][2] = {
		{"tense", N_("tension")}, {"angry", N_("anger")}, {"anxious", N_("worry")}};
	struct crm_str tone;
	size_t i, k;

	for (i = c->n; i-- > 0 && crm_advice_within(c, &c->row[i], CRM_ADVICE_QUARTER);) {
		tone = crm_advice_tag(&c->row[i], "tone");
		if (tone.n == 0)
			continue;
		for (k = 0; k < 3 && !crm_str_is(tone, tones[k][0]); k++)
			;
		if (k < 3)
			*arg = crm_str(_(tones[k][1]));
		return k < 3 && c->entry[i]->mark & CRM_MARK_TENSE && unspoken(c, c->entry[i]);
	}
	return false;
}

/* It is logged how we talk, and of late none of it with a face; not with whom I keep my distance, nor
 * whom I have known for less than that. */
bool crm_advise_no_face(const struct crm_advice_case *c, struct crm_str *arg)
{
	size_t i, talks = 0;

	(void)arg;
	if (c->score->band == CRM_BAND_SOLID || c->profile->relation != CRM_REL_CLIENT || c->c->ended ||
		crm_advice_known(c) < FACE ||
		crm_advice_points(c, CRM_SIG_DISRESPECT) ||
		crm_advice_points(c, CRM_SIG_CLIENT_DECEPTION))
		return false;
	for (i = c->n; i-- > 0;) {
		if (crm_advice_face(&c->row[i]))
			return !crm_advice_within(c, &c->row[i], FACE);
		talks += c->row[i].event == CRM_EV_CONTACT && crm_advice_within(c, &c->row[i], FACE);
	}
	return talks > 1; /* else nobody logs how they talk */
}

/* S1.21: they call, and nobody is there. */
bool crm_advise_unreached(const struct crm_advice_case *c, struct crm_str *arg)
{
	int calls, missed = crm_advice_missed(c, &calls);

	(void)arg;
	return calls >= CRM_ADVICE_CALLS && missed >= CRM_ADVICE_MISSED;
}

/* S1.30: the first meeting went less well, and there was no second one yet. */
bool crm_advise_first_meeting(const struct crm_advice_case *c, struct crm_str *arg)
{
	int first = crm_advice_first(c);
	size_t i;

	(void)arg;
	if (c->score->stage != CRM_STAGE_NEW || (first != 1 && first != 2))
		return false;
	for (i = c->n; i-- > 0 && !crm_tag_word(c->row[i].tags, "first");)
		if (crm_advice_face(&c->row[i]))
			return false;
	return true;
}

/* ---- what they question, and what I know of them ---- */

/* S0.20: what they challenge is defended once, with ease; a month later once more. */
bool crm_advise_stand(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return crm_advice_points(c, CRM_SIG_INSTABILITY) &&
	       crm_advice_newest(c, CRM_EV_CHALLENGE, NULL, CRM_ADVICE_MONTH) &&
	       !crm_advice_newest(c, CRM_EV_DISAGREE, NULL, CRM_ADVICE_MONTH);
}

static void key_of(struct crm_buf *b, struct crm_str value, const char *key)
{
	if (!value.n)
		crm_buf_printf(b, "%s%s", b->n ? ", " : "", key);
}

/* S0.23: a talk would bring out what the profile leaves empty; with whom there is work, or who is new. */
bool crm_advise_unasked(const struct crm_advice_case *c, struct crm_str *arg)
{
	const struct crm_client *p = c->profile;
	struct crm_buf keys;

	if (!p->exists || p->relation != CRM_REL_CLIENT || c->c->ended || !c->n ||
		c->score->band == CRM_BAND_CRITICAL ||
		(c->score->stage != CRM_STAGE_NEW && !crm_mission_active(c->c)))
		return false;
	crm_buf_init(&keys);
	key_of(&keys, p->needs, _("what they need"));
	key_of(&keys, p->expectations, _("what they expect"));
	key_of(&keys, p->preferences, _("what they prefer"));
	*arg = crm_buf_keep(&keys, &c->c->mem);
	return arg->n;
}

/* ---- the three types ---- */

bool crm_advise_steps(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return c->profile->type == CRM_TYPE_DISORGANISED;
}

/* They wrote or called these two weeks. */
static bool asked_lately(const struct crm_advice_case *c)
{
	size_t i;

	for (i = c->n; i-- > 0 && crm_advice_within(c, &c->row[i], CRM_ADVICE_WEEK * 2);)
		if (c->row[i].event == CRM_EV_CONTACT && c->row[i].by == CRM_BY_CLIENT)
			return true;
	return false;
}

/* Something of the mission is late, and mine. */
static bool behind(const struct crm_advice_case *c)
{
	return crm_advice_late_word(c) || crm_advice_points(c, CRM_SIG_NO_CHECKIN) ||
	       crm_advice_points(c, CRM_SIG_NO_RESULT);
}

/* S4.1: who is organised has planned on it. */
bool crm_advise_plans(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return c->profile->type == CRM_TYPE_ORGANISED &&
	       (crm_advice_late_word(c) || crm_advice_points(c, CRM_SIG_NO_RESULT));
}

/* S4.1: who trusts does not ask; but who has asked of late does. */
bool crm_advise_trusts(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return c->profile->type == CRM_TYPE_TRUSTING && behind(c) && !crm_asked_open(c->c) && !asked_lately(c);
}
