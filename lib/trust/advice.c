/* advice.c - what to do about a relation. */
#include "trust/advice.h"
#include "base/i18n.h"

/* Days. */
enum { WEEK = 7, MONTH = 30, QUARTER = 90, FACE = 60, YEAR = 365 };

static bool points(const struct crm_advice_case *c, int signal)
{
	size_t i;

	for (i = 0; i < c->score->reasons; i++)
		if (c->score->reason[i].signal == signal && c->score->reason[i].points > 0)
			return true;
	return false;
}

static bool within(const struct crm_advice_case *c, const struct crm_row *r, int days)
{
	return c->now.day - (int64_t)r->at.day < days;
}

/* The newest row of an event (and kind, when said) in so many days, or NULL. */
static const struct crm_row *newest(
	const struct crm_advice_case *c, enum crm_event event, const char *kind, int days)
{
	size_t i;

	for (i = c->n; i-- > 0 && within(c, &c->row[i], days);)
		if (c->row[i].event == event && (!kind || crm_str_is(c->row[i].kind, kind)))
			return &c->row[i];
	return NULL;
}

/* The row of an entry with its words, or NULL. */
static const struct crm_row *row_of(const struct crm_advice_case *c, const struct crm_entry *f)
{
	size_t i;

	for (i = c->n; i-- > 0;)
		if (c->entry[i] == f)
			return &c->row[i];
	return NULL;
}

static bool caring(enum crm_want want)
{
	return want == CRM_WANT_DIAGNOSE || want == CRM_WANT_APOLOGY || want == CRM_WANT_RESOLVE ||
	       want == CRM_WANT_GESTURE;
}

enum crm_care_step crm_care_next(const struct crm_advice_case *c, const struct crm_row **incident)
{
	struct crm_incident *in;
	size_t i = crm_incidents_of(c->c, &in);

	*incident = NULL;
	while (i-- > 0) {
		if (!caring(in[i].want) || c->now.day - (int64_t)in[i].row->day >= QUARTER)
			continue;
		*incident = row_of(c, in[i].row);
		if (in[i].want == CRM_WANT_DIAGNOSE)
			return CRM_CARE_LISTEN;
		if (in[i].want == CRM_WANT_APOLOGY)
			return CRM_CARE_APOLOGY;
		return in[i].gesture ? CRM_CARE_STEPS : CRM_CARE_POSITIVE;
	}
	return CRM_CARE_STEPS;
}

/* The value of a tag of a row, or empty. */
static struct crm_str tag(const struct crm_row *r, const char *key)
{
	struct crm_str v = {"", 0};

	if (r)
		crm_tag(r->tags, key, &v);
	return v;
}

typedef bool rule_fn(const struct crm_advice_case *c, struct crm_str *arg);

static bool critical_conflict(const struct crm_advice_case *c, struct crm_str *arg)
{
	struct crm_episode open;

	(void)arg;
	return c->score->band == CRM_BAND_CRITICAL && crm_open_conflict(c->c, &open) &&
	       c->now.day - (int64_t)open.first->day > c->c->policy->conflict;
}

static bool critical(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return c->score->band == CRM_BAND_CRITICAL;
}

static bool critical_disrespect(const struct crm_advice_case *c, struct crm_str *arg)
{
	struct crm_entries r = crm_case_rows(c->c, CRM_EV_INCIDENT);
	struct crm_action a;

	while (critical(c, arg) && r.n-- > 0) {
		crm_action_of(c->c, CRM_MATTER_INCIDENT, r.row[r.n], &a);
		if (a.act == CRM_ACT_LIMITS || a.act == CRM_ACT_END)
			return true;
	}
	return false;
}

static bool incident_open(const struct crm_advice_case *c, struct crm_str *arg)
{
	const struct crm_row *r;

	(void)arg;
	crm_care_next(c, &r);
	return r;
}

/* The client is mistaken in what is not settled yet. */
static bool client_wrong(const struct crm_advice_case *c, struct crm_str *arg)
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

static bool scope(const struct crm_advice_case *c, struct crm_str *arg)
{
	const struct crm_row *r = newest(c, CRM_EV_INCIDENT, "error", QUARTER);

	return r && crm_tag(r->tags, "scope", arg);
}

static bool conflict_open(const struct crm_advice_case *c, struct crm_str *arg)
{
	struct crm_episode open;

	(void)arg;
	return crm_open_conflict(c->c, &open);
}

/* Who has given way in the open conflict; false: none is open. */
static bool conceded(const struct crm_advice_case *c, struct crm_episode *open, struct crm_conceded *gave)
{
	if (!crm_open_conflict(c->c, open))
		return false;
	*gave = crm_conceded_of(crm_thread_of(c->c, open->first->word), open);
	return true;
}

static bool no_concession(const struct crm_advice_case *c, struct crm_str *arg)
{
	const struct crm_row *r;
	struct crm_conceded gave;
	struct crm_episode open;

	(void)arg;
	if (!conceded(c, &open, &gave) || gave.mine || gave.theirs)
		return false;
	r = row_of(c, open.first);
	return r && (crm_str_is(r->kind, "ideas") || crm_str_is(r->kind, "interests"));
}

static bool concession_mine(const struct crm_advice_case *c, struct crm_str *arg)
{
	struct crm_conceded gave;
	struct crm_episode open;

	(void)arg;
	return conceded(c, &open, &gave) && gave.mine && !gave.theirs;
}

static bool concession_theirs(const struct crm_advice_case *c, struct crm_str *arg)
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
	r = row_of(c, open.first);
	return r && crm_str_is(r->kind, kind);
}

static bool over_authority(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return conflict_about(c, "authority");
}

static bool over_personality(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return conflict_about(c, "personality");
}

static bool over_method(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return conflict_about(c, "method");
}

static bool over_values(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return conflict_about(c, "values");
}

/* S3.12: what former partners said of them, the last time they were asked. */
static bool badly_vetted(const struct crm_advice_case *c, struct crm_str *arg)
{
	const struct crm_row *r = newest(c, CRM_EV_VETTED, NULL, YEAR);

	(void)arg;
	return r && (r->level == 1 || r->level == 2);
}

static bool doubt_and_silence(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return points(c, CRM_SIG_DOUBT) && points(c, CRM_SIG_SILENCE);
}

static bool misunderstandings(const struct crm_advice_case *c, struct crm_str *arg)
{
	size_t i, n = 0;

	(void)arg;
	for (i = c->n; i-- > 0 && within(c, &c->row[i], QUARTER);)
		n += c->row[i].event == CRM_EV_INCIDENT &&
		     crm_str_is(c->row[i].kind, "misunderstanding");
	return n > 1;
}

static bool guess(const struct crm_advice_case *c, const char *why)
{
	return crm_str_is(tag(newest(c, CRM_EV_INCIDENT, "assumption", QUARTER), "why"), why);
}

static bool guess_news(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return guess(c, "no-news");
}

static bool guess_callback(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return guess(c, "no-callback");
}

static bool guess_self(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return guess(c, "self");
}

/* A message of these days that says why the client writes so much. */
static bool burst_why(const struct crm_advice_case *c, const char *why)
{
	size_t i;

	if (points(c, CRM_SIG_BURST))
		for (i = c->n; i-- > 0 && within(c, &c->row[i], MONTH);)
			if (c->row[i].event == CRM_EV_CONTACT &&
				crm_str_is(tag(&c->row[i], "why"), why))
				return true;
	return false;
}

static bool burst_stress(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return burst_why(c, "stress");
}

static bool burst_involved(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return burst_why(c, "involved");
}

/* Nobody has talked calmly since. */
static bool unspoken(const struct crm_advice_case *c, const struct crm_entry *f)
{
	struct crm_action a;

	crm_action_of(c->c, CRM_MATTER_TENSE, f, &a);
	return a.state == CRM_STATE_OPEN;
}

/* The emotion noted last, when it is a tense one (S0.8). */
static bool emotion(const struct crm_advice_case *c, struct crm_str *arg)
{
	struct crm_str tone;
	size_t i;

	for (i = c->n; i-- > 0 && within(c, &c->row[i], QUARTER);) {
		tone = tag(&c->row[i], "tone");
		if (tone.n == 0)
			continue;
		*arg = tone;
		return c->entry[i]->mark & CRM_MARK_TENSE && unspoken(c, c->entry[i]) &&
		       (crm_str_is(tone, "tense") || crm_str_is(tone, "angry") ||
			       crm_str_is(tone, "anxious"));
	}
	return false;
}

/* It is logged how we talk, and of late none of it with a face; not with whom I keep my distance. */
static bool by_mail_only(const struct crm_advice_case *c, struct crm_str *arg)
{
	size_t i, talks = 0;

	(void)arg;
	if (c->score->band == CRM_BAND_SOLID || c->profile->relation != CRM_REL_CLIENT ||
		points(c, CRM_SIG_DISRESPECT) || points(c, CRM_SIG_CLIENT_DECEPTION))
		return false;
	for (i = c->n; i-- > 0;) {
		if (crm_str_is(c->row[i].channel, "meet") || crm_str_is(c->row[i].channel, "visio"))
			return !within(c, &c->row[i], FACE);
		talks += c->row[i].event == CRM_EV_CONTACT && within(c, &c->row[i], FACE);
	}
	return talks > 1; /* else nobody logs how they talk */
}

static bool late_first(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return points(c, CRM_SIG_LATE_PAYMENT) && c->payer->first_time;
}

static bool late_habit(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return points(c, CRM_SIG_LATE_PAYMENT) && c->payer->class == CRM_PAYER_HABITUAL;
}

/* A new client who owes more than was ever paid, in the default currency. */
static bool new_and_owing(const struct crm_advice_case *c, struct crm_str *arg)
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

static bool overrun(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return points(c, CRM_SIG_MISSION_OVERRUN);
}

static bool disorganised(const struct crm_advice_case *c, struct crm_str *arg)
{
	(void)arg;
	return c->profile->type == CRM_TYPE_DISORGANISED;
}

static bool was_settled(const struct crm_advice_case *c, struct crm_str *arg)
{
	const struct crm_row *r = newest(c, CRM_EV_RESOLVE, NULL, 2 * MONTH);

	(void)arg;
	return r && !within(c, r, MONTH) && !newest(c, CRM_EV_REFERRAL, NULL, 2 * MONTH) &&
	       c->score->band < CRM_BAND_AT_RISK;
}

/* I said that I am not well, or two troubles fell on one day. */
static bool breathe(const struct crm_advice_case *c, struct crm_str *arg)
{
	int32_t last = CRM_NO_DAY;
	size_t i;

	(void)arg;
	for (i = c->n; i-- > 0 && within(c, &c->row[i], WEEK);) {
		const struct crm_row *r = &c->row[i];

		if (r->event == CRM_EV_SELF && (r->level == 1 || r->level == 2))
			return true;
		if (r->event != CRM_EV_INCIDENT && r->event != CRM_EV_CONFLICT)
			continue;
		if (r->at.day == last)
			return true;
		last = r->at.day;
	}
	return false;
}

static const struct {
	rule_fn *applies;
	struct crm_advice say;
} rules[] = {
	{critical_conflict,
		{"S3.8", N_("before the point of no return: bring in a mediator"), {"", 0}}},
	{critical_disrespect, {"S2.7 S0.47",
				      N_("if it has to end: restate the limits of the contract and "
					 "stay courteous"),
				      {"", 0}}},
	{critical, {"S0.5", N_("ask a peer what they would do"), {"", 0}}},
	{breathe,
		{"S3.20", N_("this is a heavy time for you: breathe, take a walk, then answer"), {"", 0}}},
	{incident_open,
		{"S2.16", N_("put the ego aside: it is about the work, not about you"), {"", 0}}},
	{client_wrong,
		{"S2.17",
			N_("even where the client is mistaken, stay professional and correct "
			   "the fact alone"),
			{"", 0}}},
	{scope, {"S0.10", N_("know your limits: say what lies outside your trade, and who does it"),
			{"", 0}}},
	{conflict_open, {"S3.16",
				N_("see it from their side: say back what they want before you say "
				   "what you want"),
				{"", 0}}},
	{no_concession,
		{"S0.36", N_("nobody has conceded anything yet: offer something small first"),
			{"", 0}}},
	{concession_mine,
		{"S0.36", N_("you gave way and they have not yet: ask what they can give in return"),
			{"", 0}}},
	{concession_theirs,
		{"S0.36", N_("they gave way and you have not yet: give something back"), {"", 0}}},
	{over_authority,
		{"S0.37", N_("it is about who decides: put in writing who decides what"), {"", 0}}},
	{over_personality,
		{"S0.37",
			N_("talk about facts, not about persons; a third person can take over what "
			   "is delicate"),
			{"", 0}}},
	{over_method,
		{"S1.11", N_("agree in writing on one way of working for this mission"), {"", 0}}},
	{over_values,
		{"S1.12 S3.11",
			N_("say calmly what you will not do; keep what is promised, and promise "
			   "nothing more until it is settled"),
			{"", 0}}},
	{badly_vetted,
		{"S3.12", N_("their references are poor: ask for a deposit, go in small steps"),
			{"", 0}}},
	{doubt_and_silence,
		{"S0.32",
			N_("doubt and silence together: they may be withdrawing; ask for "
			   "a talk, not for an answer"),
			{"", 0}}},
	{misunderstandings, {"S3.6 S3.7",
				    N_("misunderstandings come in a row: agree on words and "
				       "frame before going on"),
				    {"", 0}}},
	{guess_news, {"S3.18", N_("no news is not a no: ask how far they have got"), {"", 0}}},
	{guess_callback, {"S3.18",
				 N_("a missed call-back usually means a busy day: offer two slots"),
				 {"", 0}}},
	{guess_self, {"S3.18",
			     N_("the doubt is about yourself: look at what was delivered and "
				"accepted"),
			     {"", 0}}},
	{burst_stress,
		{"S2.4",
			N_("they write out of stress: say when the next news comes, and keep "
			   "to it"),
			{"", 0}}},
	{burst_involved, {"S2.4",
				 N_("they write because they care: give the ideas one fixed place "
				    "and time"),
				 {"", 0}}},
	{emotion, {"S0.8 S0.4",
			  N_("the last tone noted is '%.*s': name it calmly, and let them speak"),
			  {"", 0}}},
	{by_mail_only, {"S0.25 S0.55",
			       N_("no face to face for two months: meet, or make a video call, "
				"warm and brief"),
			       {"", 0}}},
	{late_first,
		{"S0.42", N_("late for the first time: ask, it is mostly an oversight"), {"", 0}}},
	{late_habit,
		{"S0.42",
			N_("habitually late: agree on deposits and smaller steps before the next "
			   "mission"),
			{"", 0}}},
	{new_and_owing, {"S3.13",
				N_("new, and owes more than they have ever paid: trust does not "
				   "exclude checking"),
				{"", 0}}},
	{overrun, {"S1.24", N_("split what is left into missions of two months at most"), {"", 0}}},
	{disorganised, {"S4.3 S4.4",
			       N_("guide them through the steps: one question and one date at a "
				  "time"),
			       {"", 0}}},
	{was_settled,
		{"S2.2", N_("settled a month ago: ask whether they would recommend you"), {"", 0}}},
};

#define RULES (sizeof rules / sizeof *rules)

_Static_assert(sizeof rules / sizeof *rules <= (size_t)CRM_ADVICE_MOST, "room for all advice");

const struct crm_advice *crm_advice_rule(size_t i)
{
	return i < RULES ? &rules[i].say : NULL;
}

size_t crm_advice_of(const struct crm_advice_case *c, struct crm_advice out[CRM_ADVICE_MOST])
{
	size_t i, n = 0;

	for (i = 0; i < RULES; i++) {
		struct crm_str arg = {"", 0};

		if (!rules[i].applies(c, &arg))
			continue;
		out[n] = rules[i].say;
		out[n++].arg = arg;
	}
	return n;
}
