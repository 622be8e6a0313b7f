/* checklist.c - the nine points, with the client's own numbers. */
#include "trust/checklist.h"
#include "base/i18n.h"
#include "base/num.h"

enum { MONTH = 30, TWO_MONTHS = 60, QUARTER = 90, YEAR = 365 };
enum { QUARTER_OF_100 = 25, KNOWN = 2, FIRST = 3, FEW = 3 };

struct list {
	const struct crm_advice_case *c;
	struct crm_arena *a;
	struct crm_check *out;
	size_t n;
	const char *point;
};

static void add(
	struct list *l, const char *figure, const char *title, const char *claim, const char *value)
{
	l->out[l->n++] = (struct crm_check){.point = l->point, .figure = figure, .title = title,
		.claim = claim, .value = crm_str(value), .norm = CRM_STR(""), .mark = CRM_CHECK_NONE};
}

/* The figure just added is to be `good` at most or at least, and is bad from another value on. */
static void norm(struct list *l, const char *way, int64_t good, int64_t bad)
{
	struct crm_check *c = &l->out[l->n - 1];
	int64_t value;

	c->norm = good ? crm_str(crm_arena_printf(l->a, "%s %lld", way, (long long)good)) : CRM_STR("0");
	if (crm_num_parse(c->value, 0, INT32_MAX, &value))
		return;
	if (strcmp(way, "<=") == 0)
		c->mark = value <= good ? CRM_CHECK_GOOD
					: value >= bad ? CRM_CHECK_BAD : CRM_CHECK_WATCH;
	else
		c->mark = value >= good ? CRM_CHECK_GOOD
					: value <= bad ? CRM_CHECK_BAD : CRM_CHECK_WATCH;
}

/* Days since something that is to come again: what never came counts from the first row. */
static void norm_since(struct list *l, int64_t good, int64_t bad)
{
	struct crm_check *c = &l->out[l->n - 1];
	int64_t known = crm_advice_known(l->c);

	norm(l, "<=", good, bad);
	if (c->value.n == 0 && known > good)
		c->mark = known >= bad ? CRM_CHECK_BAD : CRM_CHECK_WATCH;
}

static void norm_yes(struct list *l)
{
	struct crm_check *c = &l->out[l->n - 1];

	c->norm = CRM_STR("yes");
	c->mark = crm_str_is(c->value, "yes") ? CRM_CHECK_GOOD : CRM_CHECK_WATCH;
}

const char *crm_check_mark_name(enum crm_check_mark mark)
{
	static const char *const name[] = {"bad", "watch", "", "good"};

	return name[mark];
}

static void add_number(
	struct list *l, const char *figure, const char *title, const char *claim, int64_t value)
{
	add(l, figure, title, claim,
		value < 0 ? "" : crm_arena_printf(l->a, "%lld", (long long)value));
}

static bool recent(const struct list *l, const struct crm_row *r, int days)
{
	return l->c->now.day - (int64_t)r->at.day < days;
}

/* Rows of an event (and kind, when said) in so many days. */
static int64_t count(const struct list *l, enum crm_event e, const char *kind, int days)
{
	int64_t n = 0;
	size_t i;

	for (i = 0; i < l->c->n; i++) {
		const struct crm_row *r = &l->c->row[i];

		n += r->event == e && recent(l, r, days) && (!kind || crm_str_is(r->kind, kind));
	}
	return n;
}

/* Days since the newest row that fits, or -1. */
static int64_t since(const struct list *l, bool (*fits)(const struct crm_row *r))
{
	size_t i;

	for (i = l->c->n; i-- > 0;)
		if (fits(&l->c->row[i]))
			return l->c->now.day - (int64_t)l->c->row[i].at.day;
	return -1;
}

static bool planning(const struct crm_row *r)
{
	return r->event == CRM_EV_CHECKIN && crm_str_is(r->kind, "planning");
}

static bool shown(const struct crm_row *r)
{
	return r->event == CRM_EV_RESULT || r->event == CRM_EV_DELIVERED;
}

static bool business(const struct crm_row *r)
{
	return r->event == CRM_EV_INTEREST && crm_str_is(r->kind, "business");
}

static bool person(const struct crm_row *r)
{
	return r->event == CRM_EV_INTEREST && crm_str_is(r->kind, "person");
}

/* How many threads of the client fit. */
static int64_t threads(
	const struct list *l, bool (*fits)(const struct crm_case *c, struct crm_entries thread))
{
	int64_t n = 0;
	size_t i = 0;

	while (i < l->c->c->threads)
		n += fits(l->c->c, crm_case_thread(l->c->c, &i));
	return n;
}

static bool is_mission(const struct crm_case *c, struct crm_entries t)
{
	struct crm_mission m;

	return crm_mission_of(c, t, &m);
}

static bool conflict_open(const struct crm_case *c, struct crm_entries t)
{
	struct crm_episode e;

	(void)c;
	return crm_episode_open(t, CRM_EV_CONFLICT, &e);
}

static bool doubt_open(const struct crm_case *c, struct crm_entries t)
{
	struct crm_episode e;

	(void)c;
	return crm_episode_open(t, CRM_EV_DOUBT, &e);
}

/* `email:6 phone:2`, the most used first. */
static const char *channels(const struct list *l)
{
	struct {
		struct crm_str name;
		unsigned n;
	} seen[8];
	size_t kinds = 0, i, k, best;
	struct crm_buf b;
	char *text;

	for (i = 0; i < l->c->n; i++) {
		const struct crm_row *r = &l->c->row[i];

		if ((r->event != CRM_EV_CONTACT && r->event != CRM_EV_CHECKIN) || !r->channel.n ||
			!recent(l, r, YEAR))
			continue;
		for (k = 0; k < kinds && !crm_str_eq(seen[k].name, r->channel); k++)
			;
		if (k == kinds && kinds < sizeof seen / sizeof *seen) {
			seen[kinds].name = r->channel;
			seen[kinds++].n = 0;
		}
		if (k < kinds)
			seen[k].n++;
	}
	crm_buf_init(&b);
	for (i = 0; i < kinds; i++) {
		for (best = 0, k = 1; k < kinds; k++)
			if (seen[k].n > seen[best].n ||
				(seen[k].n == seen[best].n && seen[k].n &&
					crm_str_cmp(seen[k].name, seen[best].name) < 0))
				best = k;
		crm_buf_printf(&b, "%s%.*s:%u", b.n ? " " : "", (int)seen[best].name.n,
			seen[best].name.p, seen[best].n);
		seen[best].n = 0;
	}
	text = crm_arena_cstr(l->a, crm_buf_view(&b));
	crm_buf_release(&b);
	return text;
}

static unsigned pieces(const struct list *l, int signal)
{
	size_t i;

	for (i = 0; i < l->c->score->reasons; i++)
		if (l->c->score->reason[i].signal == signal)
			return l->c->score->reason[i].count;
	return 0;
}

static const char *yes(bool v)
{
	return v ? "yes" : "no";
}

/* S0.4: how both sounded in a quarter: calm as long as what is warm or neutral is not the lesser part; one
 * or two of them say little. */
static void tones(struct list *l)
{
	static const char *const tone[] = {"warm", "neutral", "tense", "angry", "anxious"};
	unsigned n[5] = {0}, calm, not_calm;
	struct crm_buf b;
	size_t i, k;

	crm_buf_init(&b);
	for (i = 0; i < l->c->n; i++)
		for (k = 0; k < 5 && recent(l, &l->c->row[i], QUARTER); k++)
			n[k] += crm_str_is(crm_advice_tag(&l->c->row[i], "tone"), tone[k]);
	for (k = 0; k < 5; k++)
		if (n[k])
			crm_buf_printf(&b, "%s%s:%u", b.n ? " " : "", tone[k], n[k]);
	add(l, "tones", N_("tones of 90 days"), "S0.4", crm_arena_cstr(l->a, crm_buf_view(&b)));
	crm_buf_release(&b);
	calm = n[0] + n[1];
	not_calm = n[2] + n[3] + n[4];
	l->out[l->n - 1].norm = CRM_STR("calm");
	if (calm + not_calm)
		l->out[l->n - 1].mark = calm > not_calm ? CRM_CHECK_GOOD
					: calm == not_calm || calm + not_calm < FEW ? CRM_CHECK_WATCH : CRM_CHECK_BAD;
}

/* S0.23: how much of what a talk brings out was written down. */
static void understood(struct list *l)
{
	const struct crm_client *p = l->c->profile;

	add_number(l, "asked", N_("their wishes known, of 3"), "S0.23",
		(p->needs.n > 0) + (p->expectations.n > 0) + (p->preferences.n > 0));
	norm(l, ">=", 3, -1);
}

static void relation(struct list *l)
{
	const struct crm_client *p = l->c->profile;

	l->point = "space";
	add_number(l, "channels_agreed", N_("channels agreed"), "S1.20", (int64_t)p->channels.n);
	norm(l, ">=", 2, 0);
	add(l, "hours_agreed", N_("hours agreed"), "S2.5", yes(p->hours.n));
	norm_yes(l);
	add_number(l, "days_since_face_to_face", N_("days since we saw each other"), "S0.25",
		since(l, crm_advice_face));
	norm_since(l, TWO_MONTHS, 2 * TWO_MONTHS);
	l->point = "collaboration";
	add_number(l, "people_known", N_("people known there"), "S0.1", (int64_t)p->people_n);
	if (p->party != CRM_PARTY_PERSON && p->kind != CRM_B2C)
		norm(l, ">=", KNOWN, 0);
	add_number(l, "first_impression", N_("first impression, 1 to 5"), "S1.30",
		crm_advice_first(l->c) ? crm_advice_first(l->c) : -1);
	norm(l, ">=", FIRST, 1);
	add_number(l, "days_known", N_("days since the first row"), "S0.54", crm_advice_known(l->c));
	add_number(l, "missions", N_("missions"), "S0.54", threads(l, is_mission));
	add_number(l, "renewals", N_("renewals"), "S0.54", count(l, CRM_EV_RENEW, NULL, INT32_MAX));
	add_number(l, "open_missions", N_("missions under way"), "S1.26", threads(l, crm_mission_runs));
	add_number(l, "open_deadlines", N_("deadlines open"), "S1.26",
		(int64_t)crm_deadlines_open(l->c->c));
	norm(l, "<=", CRM_DEADLINES_MANY, 2 * CRM_DEADLINES_MANY);
	add_number(l, "days_since_result", N_("days since something tangible"), "S1.27",
		since(l, shown));
	if (crm_mission_active(l->c->c))
		norm(l, "<=", TWO_MONTHS, 2 * TWO_MONTHS);
}

static void talk(struct list *l)
{
	int asked = l->c->c->policy->interest, calls;

	l->point = "exchanges";
	add_number(l, "contacts", N_("contacts of 90 days"), "S1.33",
		count(l, CRM_EV_CONTACT, NULL, QUARTER) + count(l, CRM_EV_CHECKIN, NULL, QUARTER));
	norm(l, ">=", 1, 0);
	add_number(l, "late_replies", N_("replies that came late"), "S1.33",
		pieces(l, CRM_SIG_LATE_REPLY));
	norm(l, "<=", 0, 3);
	add_number(l, "missed_calls", N_("calls missed, of 100"), "S1.21 S1.33",
		crm_advice_missed(l->c, &calls));
	norm(l, "<=", QUARTER_OF_100, CRM_ADVICE_MISSED);
	if (calls < CRM_ADVICE_CALLS) /* so few are no habit, here as in the advice */
		l->out[l->n - 1].mark = CRM_CHECK_NONE;
	add_number(l, "days_since_planning", N_("days since a shared planning"), "S1.33",
		since(l, planning));
	if (crm_mission_active(l->c->c))
		norm(l, "<=", TWO_MONTHS, 2 * TWO_MONTHS);
	add_number(l, "late_deliveries", N_("deliveries that came late"), "S1.33",
		pieces(l, CRM_SIG_LATE_DELIVERY));
	norm(l, "<=", 0, 3);
	add_number(l, "days_since_interest_business", N_("days since asking on business"),
		"S4.8", since(l, business));
	norm_since(l, asked, 3 * asked);
	add_number(l, "days_since_interest_person", N_("days since asking after them"), "S4.9",
		since(l, person));
	norm_since(l, asked, 3 * asked);
}

static void character(struct list *l)
{
	const struct crm_client *p = l->c->profile;

	l->point = "position";
	add(l, "goal_known", N_("their goal is written down"), "S4.6", yes(p->goal.n));
	norm_yes(l);
	understood(l);
	add_number(l, "fit", N_("shared values, 1 to 5"), "S3.11", p->fit ? p->fit : -1);
	norm(l, ">=", 3, 1);
	add_number(l, "disagreements_voiced", N_("disagreements voiced in a year"), "S0.20",
		count(l, CRM_EV_DISAGREE, NULL, YEAR));
	l->point = "verbal and not";
	add(l, "channels_used", N_("channels of a year"), "S0.55", channels(l));
	tones(l);
	add_number(l, "tense_days", N_("days with a tense tone"), "S0.8", pieces(l, CRM_SIG_TENSE));
	norm(l, "<=", 0, 3);
	l->point = "hard characters";
	add(l, "type", N_("type of client"), "S4.1", crm_type_names[p->type]);
	add_number(l, "outbursts", N_("outbursts in a year"), "S0.44",
		count(l, CRM_EV_INCIDENT, "outburst", YEAR));
	norm(l, "<=", 0, 2);
}

/* How I was the last time I said so. */
static int64_t self(const struct list *l)
{
	size_t i;

	for (i = l->c->n; i-- > 0;)
		if (l->c->row[i].event == CRM_EV_SELF && l->c->row[i].level)
			return l->c->row[i].level;
	return -1;
}

/* The bands say from where on it is at risk, and critical. */
static void risk_norm(struct list *l)
{
	const struct crm_policy *p = l->c->c->policy;
	struct crm_check *c = &l->out[l->n - 1];
	int risk = l->c->score->risk;

	c->norm = crm_str(crm_arena_printf(l->a, "< %d", p->score.band[1] / 10));
	c->mark = risk < p->score.band[1] ? CRM_CHECK_GOOD
		  : risk < p->score.band[2] ? CRM_CHECK_WATCH : CRM_CHECK_BAD;
}

static void trouble(struct list *l)
{
	const struct crm_score *s = l->c->score;

	l->point = "detect";
	add(l, "risk", N_("risk"), "S0.33",
		crm_arena_printf(l->a, "%d.%d", s->risk / 10, s->risk % 10));
	risk_norm(l);
	add_number(l, "controls", N_("controls of 30 days"), "S1.16",
		count(l, CRM_EV_CONTROL, NULL, MONTH));
	norm(l, "<=", 2, 6);
	add_number(l, "open_doubts", N_("doubts open"), "S3.9",
		threads(l, doubt_open));
	norm(l, "<=", 0, 1);
	l->point = "reduce friction";
	add_number(l, "open_conflicts", N_("conflicts open"), "S3.15",
		threads(l, conflict_open));
	norm(l, "<=", 0, 1);
	add_number(l, "apologies", N_("apologies in a year"), "S2.18",
		count(l, CRM_EV_APOLOGY, NULL, YEAR));
	add_number(l, "gestures", N_("gestures in a year"), "S2.19",
		count(l, CRM_EV_GESTURE, NULL, YEAR));
	l->point = "assert";
	add_number(l, "frames", N_("frame restated in a year"), "S2.5",
		count(l, CRM_EV_FRAME, NULL, YEAR));
	add_number(l, "frames_price", N_("of them about the price"), "S0.16",
		count(l, CRM_EV_FRAME, "price", YEAR));
	norm(l, "<=", 1, 3);
	add_number(l, "self", N_("how I am, 1 to 5"), "S0.7", self(l));
	norm(l, ">=", 3, 1);
}

/* Of equal marks as they were added. */
static void worst_first(struct crm_check *c, size_t n)
{
	struct crm_check x;
	size_t i, k;

	for (i = 1; i < n; i++) {
		x = c[i];
		for (k = i; k && c[k - 1].mark > x.mark; k--)
			c[k] = c[k - 1];
		c[k] = x;
	}
}

size_t crm_checklist_of(
	const struct crm_advice_case *c, struct crm_arena *a, struct crm_check out[CRM_CHECKS_MOST])
{
	struct list l = {.c = c, .a = a, .out = out};

	relation(&l);
	talk(&l);
	character(&l);
	trouble(&l);
	worst_first(out, l.n);
	return l.n;
}
