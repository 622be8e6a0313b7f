/* topic.c - what a letter that is no reminder is about. */
#include "letter/text/topic.h"
#include "base/i18n.h"
#include "letter/text/agenda.h"
#include <stdio.h>

/* The row that a template is about, when no ref is given: of an event, by somebody, still open. */
struct plan {
	const char *template;
	enum crm_event about;
	enum crm_by by; /* CRM_BY_NONE: whoever */
	unsigned open;	     /* ANY or OPEN; of an incident: one that wants one of these */
	bool oldest;	     /* the one that waits longest, else the newest */
	const char *without; /* why there is no letter without such a row; NULL: there is */
};

#define WANTS(what) (1u << CRM_WANT_##what)
enum { ANY = 0, OPEN = WANTS(NOTHING) }; /* what wants nothing is not open */

/* What was not made good, and is for me to.  Who is hurt is told that I see it, also where the price is what
 * hurts; whoever insults or deceives me is not, nor of what I guess, or kept to myself. */
#define SORRY (WANTS(DISTANCE) | WANTS(DIAGNOSE) | WANTS(APOLOGY))
#define HURT (SORRY | WANTS(RESOLVE) | WANTS(EXPLAIN))

static const struct plan plans[] = {
	{"promise-late", CRM_EV_PROMISE, CRM_BY_ME, OPEN, true,
		N_("no open promise of mine is in the book: crm-log promise %s REF -d DATE")},
	{"clarify", CRM_EV_OFFER, CRM_BY_NONE, OPEN, false, NULL},
	{"silence", CRM_EV_MISSION, CRM_BY_NONE, OPEN, false, NULL},
	{"checkin", CRM_EV_MISSION, CRM_BY_NONE, OPEN, false, NULL},
	{"renewal-review", CRM_EV_MISSION, CRM_BY_NONE, OPEN, true,
		N_("no running mission is in the book: crm-log mission %s REF")},
	{"after-delivery", CRM_EV_DELIVERED, CRM_BY_NONE, ANY, false,
		N_("no delivery is in the book: crm-log delivered %s REF")},
	{"empathy", CRM_EV_INCIDENT, CRM_BY_NONE, HURT, false,
		N_("no open incident is in the book: crm-log incident %s")},
	{"apology", CRM_EV_INCIDENT, CRM_BY_NONE, SORRY, true,
		N_("no incident without an apology is in the book: crm-log incident %s")},
	{"positive-note", CRM_EV_RESOLVE, CRM_BY_NONE, ANY, false,
		N_("nothing that was settled is in the book: crm-log resolve %s REF")},
	{"mediator", CRM_EV_CONFLICT, CRM_BY_NONE, OPEN, true,
		N_("no open conflict is in the book: crm-log conflict %s REF")},
	{"closing", CRM_EV_MISSION, CRM_BY_NONE, ANY, false,
		N_("no mission is in the book: crm-log mission %s REF")},
	{"reference-request", CRM_EV_DELIVERED, CRM_BY_NONE, ANY, false,
		N_("no delivery is in the book: crm-log delivered %s REF")},
	{"welcome-back", CRM_EV_ABSENCE, CRM_BY_NONE, ANY, false,
		N_("no absence of theirs is in the book: crm-log absence %s -d DATE")},
	{"planning", CRM_EV_MISSION, CRM_BY_NONE, OPEN, false,
		N_("no running mission is in the book: crm-log mission %s REF")},
	{"disagree", CRM_EV_INCIDENT, CRM_BY_NONE, WANTS(DISAGREE), true,
		N_("nothing that you approved in silence is in the book: crm-log incident %s -k "
		   "silent-approval")},
	{"price", CRM_EV_INCIDENT, CRM_BY_NONE, WANTS(EXPLAIN), false,
		N_("no criticism of the price is in the book: crm-log incident %s -k price")},
	{"limit", CRM_EV_INCIDENT, CRM_BY_NONE, WANTS(LIMITS), false,
		N_("no disrespect is in the book: crm-log incident %s -k disrespect")},
};

/* Where the ref is given, rows of these are the fact as well. */
static const struct {
	const char *template;
	enum crm_event about;
} also[] = {{"empathy", CRM_EV_CONFLICT}, {"empathy", CRM_EV_DOUBT}, {"empathy", CRM_EV_DISPUTE},
	{"apology", CRM_EV_CONFLICT}, {"apology", CRM_EV_DOUBT}, {"apology", CRM_EV_DISPUTE},
	{"apology", CRM_EV_PROMISE}, {"mediator", CRM_EV_DOUBT}, {"mediator", CRM_EV_DISPUTE},
	{"closing", CRM_EV_CONTRACT}, {"reference-request", CRM_EV_RESULT},
	{"reference-request", CRM_EV_MISSION}};

static const struct plan *plan_of(struct crm_str template)
{
	size_t i;

	for (i = 0; i < sizeof plans / sizeof *plans; i++)
		if (crm_str_is(template, plans[i].template))
			return &plans[i];
	return NULL;
}

static const struct crm_row *row_of(const struct crm_history *h, const struct crm_entry *x)
{
	size_t i = crm_entries_place(h->entry, h->n, x);

	return i < h->n ? &h->row[i] : NULL;
}

/* Nobody apologises twice. */
static bool waits(const struct plan *p, const struct crm_case *c, const struct crm_entry *x)
{
	struct crm_incident in;

	if (p->by && x->by != p->by)
		return false;
	if (p->open == ANY || p->open == OPEN)
		return p->open == ANY || crm_row_open(c, x);
	return crm_incident_of(c, x, &in) && p->open & 1u << in.want &&
	       !(p->open == SORRY && in.last && in.last->event == CRM_EV_APOLOGY);
}

static const struct crm_row *nearest(const struct plan *p, const struct crm_history *h)
{
	struct crm_entries r = crm_case_rows(h->c, p->about);
	size_t i;

	for (i = 0; i < r.n; i++) {
		const struct crm_entry *x = r.row[p->oldest ? i : r.n - 1 - i];

		if (waits(p, h->c, x))
			return row_of(h, x);
	}
	return NULL;
}

static const struct crm_row *first_of_ref(const struct crm_history *h, enum crm_event ev,
	enum crm_by by, struct crm_str ref)
{
	size_t i;

	for (i = 0; i < h->n; i++)
		if ((!ev || h->row[i].event == ev) && (!by || h->row[i].by == by) &&
			crm_str_eq(h->row[i].ref, ref))
			return &h->row[i];
	return NULL;
}

/* The first line: a topic is a few words. */
static struct crm_str line_of(struct crm_str note)
{
	const char *end = memchr(note.p, '\n', note.n);

	return crm_str_trim(end ? (struct crm_str){note.p, (size_t)(end - note.p)} : note);
}

/* The first clause of a note: what a thing is called, without the sentence that follows. */
static struct crm_str clause_of(struct crm_str note)
{
	static const char *const ends[] = {". ", " : ", ": ", "; ", ", ", " - ", " (", " ; "};
	struct crm_str line = line_of(note);
	const char *at;
	size_t i;

	for (i = 0; i < sizeof ends / sizeof *ends; i++) {
		at = line.n ? memmem(line.p, line.n, ends[i], strlen(ends[i])) : NULL;
		if (at && at > line.p)
			line.n = (size_t)(at - line.p);
	}
	while (line.n && (line.p[line.n - 1] == '.' || line.p[line.n - 1] == ' '))
		line.n--;
	return line;
}

/* Quotes within what a letter quotes are of the second kind. */
static struct crm_str inner(struct crm_arena *a, struct crm_str s)
{
	static const char *const marks[][2] = {{"« ", "“"}, {"«\xc2\xa0", "“"}, {"«", "“"}, {" »", "”"},
		{"\xc2\xa0»", "”"}, {"»", "”"}, {"\"", "'"}};
	enum { MARKS = sizeof marks / sizeof *marks };
	struct crm_buf b;
	size_t i = 0, k, n;

	crm_buf_init(&b);
	while (i < s.n) {
		for (k = 0; k < MARKS; k++) {
			n = strlen(marks[k][0]);
			if (s.n - i >= n && memcmp(s.p + i, marks[k][0], n) == 0)
				break;
		}
		if (k < MARKS) {
			crm_buf_cstr(&b, marks[k][1]);
			i += strlen(marks[k][0]);
		} else {
			crm_buf_char(&b, s.p[i++]);
		}
	}
	return crm_buf_keep(&b, a);
}

/* The title of a row: its tag, where _ stands for a blank, else the first clause of its note. */
static struct crm_str title_of_row(struct crm_arena *a, const struct crm_row *r, bool note)
{
	struct crm_str title;
	char *text;

	if (r && crm_tag(r->tags, "title", &title) && title.n) {
		text = crm_arena_cstr(a, title);
		title = crm_str(text);
		for (; *text; text++)
			*text = *text == '_' ? ' ' : *text;
		return title;
	}
	return r && note ? inner(a, clause_of(r->note)) : CRM_STR("");
}

/*
 * What a letter may call the work: the title of the mission of this ref, or of its contract or offer;
 * else what the offer or the contract calls it, which the client knows, and last the goal that the
 * mission notes.  Notes of anything else are what I noted for myself.
 */
static struct crm_str name_of_work(struct crm_arena *a, const struct crm_history *h,
	struct crm_str ref)
{
	static const struct {
		enum crm_event event;
		bool note;
	} work[] = {{CRM_EV_MISSION, false}, {CRM_EV_CONTRACT, true}, {CRM_EV_OFFER, true},
		{CRM_EV_MISSION, true}};
	struct crm_str title;
	size_t i;

	for (i = 0; ref.n && i < sizeof work / sizeof *work; i++) {
		title = title_of_row(a, first_of_ref(h, work[i].event, CRM_BY_NONE, ref), work[i].note);
		if (title.n)
			return title;
	}
	return CRM_STR("");
}

/* What a letter about a row calls it: a promise or a delivery may be named by what was to come. */
static struct crm_str topic_of(struct crm_arena *a, const struct crm_history *h,
	const struct crm_row *r)
{
	struct crm_str title = title_of_row(a, r, r->event == CRM_EV_PROMISE || r->event == CRM_EV_OFFER);

	if (!title.n && r->event == CRM_EV_DELIVERED && r->ref.n)
		title = title_of_row(a, first_of_ref(h, CRM_EV_DEADLINE, CRM_BY_NONE, r->ref), true);
	return title.n ? title : name_of_work(a, h, r->ref);
}

/* What the whole of a mission calls a row: of a result, which is named by its mission alone, its own
 * title. */
static struct crm_str title_of(struct crm_arena *a, const struct crm_history *h,
	const struct crm_row *r)
{
	if (r->event == CRM_EV_DEADLINE || r->event == CRM_EV_RESULT)
		return title_of_row(a, r, r->event == CRM_EV_DEADLINE);
	return topic_of(a, h, r);
}

/* The date that was said for a row after the first one: for a promise that which moves it, for anything
 * else the newest of its ref. */
static int32_t new_date(const struct crm_case *c, const struct crm_row *r)
{
	struct crm_entries t = crm_thread_of(c, crm_case_word(c, r->ref));
	struct crm_entries said = crm_thread_rows(t, CRM_EV_CLARIFY);
	struct crm_word w;

	if (r->event == CRM_EV_PROMISE && crm_word_of(t, r->event, crm_word_by(r->by), &w))
		return w.said ? w.said->due : CRM_NO_DAY;
	while (said.n && said.row[said.n - 1]->due == CRM_NO_DAY)
		said.n--;
	return said.n ? said.row[said.n - 1]->due : CRM_NO_DAY;
}

static int32_t last_exchange(struct crm_case *c)
{
	struct crm_silence s;

	return crm_silence_of(c, &s) ? s.last->day : CRM_NO_DAY;
}

/* The end of the period of a mission: as said, else its cap after it began or was renewed. */
static int32_t period_end(struct crm_case *c, const struct crm_mission *m)
{
	return m->start->due != CRM_NO_DAY ? m->start->due : crm_mission_cap(c, m);
}

/* The day on which it ended, or will; CRM_NO_DAY: it goes on. */
static int32_t over(const struct crm_mission *m)
{
	return !m->end ? CRM_NO_DAY : m->end->due != CRM_NO_DAY ? m->end->due : m->end->day;
}

static void about_row(struct crm_arena *a, struct crm_str template, const struct crm_row *r,
	const struct crm_history *h, struct crm_letter *l)
{
	const struct crm_row *contract;
	struct crm_incident in;
	struct crm_mission m;
	bool mission;
	char *id;

	l->ref = l->of = r->ref;
	if (!r->ref.n) {
		id = crm_arena_alloc(a, 37);
		crm_uuid_text(&r->id, id);
		l->of = crm_str(id);
	}
	l->topic = topic_of(a, h, r);
	l->since = r->at.day;
	l->due = r->due.day;
	l->new_date = r->ref.n ? new_date(h->c, r) : CRM_NO_DAY;
	crm_incident_of(h->c, h->entry[r - h->row], &in);
	l->found = in.diagnosis;
	mission = crm_mission_of(h->c, crm_thread_of(h->c, crm_case_word(h->c, r->ref)), &m);
	if (mission && (crm_str_is(template, "renewal-review") || crm_str_is(template, "planning")) &&
		r->event == CRM_EV_MISSION)
		l->due = period_end(h->c, &m);
	if (crm_str_is(template, "planning"))
		crm_agenda_fill(a, h, r->at.day, title_of, l);
	if (crm_str_is(template, "closing")) {
		l->due = mission ? over(&m) : CRM_NO_DAY;
		contract = crm_history_last(h, CRM_EV_CONTRACT, r->ref);
		if (!contract)
			contract = crm_history_last(h, CRM_EV_CONTRACT, CRM_STR(""));
		l->contract = contract ? contract->at.day : CRM_NO_DAY;
	}
}

/* Of what kind the row is, where its ref is given: a letter about a price is none about an error. */
static bool of_kind(struct crm_str kind, const char *template)
{
	static const char *const kinds[][2] = {
		{"disagree", "silent-approval"}, {"price", "price"}, {"limit", "disrespect"}};
	size_t i;

	for (i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(template, kinds[i][0]) == 0)
			return crm_str_is(kind, kinds[i][1]);
	return true;
}

/* What the client did to me: nobody apologises for it, or says that he would feel the same. */
static bool theirs(const struct crm_row *r)
{
	return r->event == CRM_EV_INCIDENT && crm_incident_to_me(r->kind, r->by);
}

/* Whether a row of a ref that was given is what the letter is about. */
static bool of_ref(const struct plan *p, const struct crm_row *r, struct crm_str ref)
{
	return r->event == p->about && (!p->by || r->by == p->by) && crm_str_eq(r->ref, ref) &&
	       of_kind(r->kind, p->template) &&
	       !((p->open == SORRY || p->open == HURT) && theirs(r));
}

/* A row of another event is not the fact that the letter speaks of, whatever its ref. */
static const struct crm_row *row_of_ref(const struct plan *p, const struct crm_history *h,
	struct crm_str ref)
{
	const struct crm_row *r = NULL;
	size_t i;

	for (i = 0; p && !r && i < h->n; i++)
		if (of_ref(p, &h->row[i], ref))
			r = &h->row[i];

	for (i = 0; p && !r && i < sizeof also / sizeof *also; i++)
		if (strcmp(also[i].template, p->template) == 0)
			r = first_of_ref(h, also[i].about, CRM_BY_NONE, ref);
	return r || (p && p->without) ? r : first_of_ref(h, CRM_EV_NONE, CRM_BY_NONE, ref);
}

static void goals(struct crm_arena *a, const struct crm_history *h, struct crm_letter *l)
{
	static const struct plan mission = {
		"", CRM_EV_MISSION, CRM_BY_NONE, OPEN, false, NULL};
	const struct crm_row *m = nearest(&mission, h);

	l->goal = inner(a, m && m->note.n ? line_of(m->note) : line_of(h->c->profile->goal));
}

/* A letter without its fact would tell the client of something that did not happen. */
int crm_topic_refuse(struct crm_str template, const struct crm_client *c, const char *why,
	struct crm_err *e)
{
	char text[sizeof e->text];

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	snprintf(text, sizeof text, _(why), c->id.p);
#pragma GCC diagnostic pop
	return crm_err_at(e, CRM_USAGE, "", 0, "--template", _("'%.*s' has nothing to say: %s"),
		(int)template.n, template.p, text);
}

static int check_facts(struct crm_str template, const struct plan *plan, const struct crm_row *r,
	const struct crm_history *h, const struct crm_standing *s, struct crm_err *e)
{
	struct crm_episode open;

	if (crm_str_is(template, "holding-reply") && !s->wait)
		return crm_topic_refuse(template, s->profile,
			N_("no unanswered message of theirs is in the book: crm-log in %s"), e);
	if (crm_str_is(template, "silence") && s->wait)
		return crm_topic_refuse(template, s->profile,
			N_("a message of theirs waits for an answer; answer it: crm-log out %s"), e);
	if (crm_str_is(template, "positive-note") && (crm_open_conflict(h->c, &open) || crm_open_dispute(h->c)))
		return crm_topic_refuse(template, s->profile,
			N_("something is open between you; settle it first: crm-log resolve %s REF"), e);
	if (plan && plan->without && !r)
		return crm_topic_refuse(template, s->profile, plan->without, e);
	return 0;
}

/* What I noted for myself of what a letter touches: shown to me above the draft. */
static void aside(struct crm_str template, const struct crm_history *h, struct crm_letter *l)
{
	static const char *const asks[] = {"checkin", "silence", "after-delivery", "welcome-back"};
	const struct crm_row *r = NULL;
	size_t i;

	for (i = 0; i < sizeof asks / sizeof *asks && !r; i++)
		if (crm_str_is(template, asks[i]))
			r = crm_history_last(h, CRM_EV_INTEREST, CRM_STR(""));
	l->aside_of = _("to ask after");
	if (!r && crm_str_is(template, "positive-note")) {
		r = crm_history_last(h, CRM_EV_GESTURE, CRM_STR(""));
		l->aside_of = _("the gesture");
	}
	l->aside = r ? line_of(r->note) : CRM_STR("");
}

/* Whether the client has anything to judge: made for them since the mission began. */
static bool delivered(const struct crm_history *h, const struct crm_row *mission)
{
	size_t i;

	for (i = 0; i < h->n; i++)
		if ((h->row[i].event == CRM_EV_DELIVERED || h->row[i].event == CRM_EV_RESULT) &&
			h->row[i].by != CRM_BY_CLIENT &&
			(!mission || h->row[i].at.day >= mission->at.day))
			return true;
	return false;
}

static void fill_days(struct crm_str template, const struct crm_history *h,
	const struct crm_standing *s, struct crm_letter *l)
{
	if (crm_str_is(template, "holding-reply"))
		l->since = s->wait ? s->wait->day : CRM_NO_DAY;
	if (crm_str_is(template, "silence"))
		l->since = last_exchange(h->c);
}

static int fill(struct crm_arena *a, struct crm_str template, struct crm_str ref,
	const struct crm_history *h, const struct crm_standing *s, struct crm_letter *l,
	struct crm_err *e)
{
	const struct plan *plan = plan_of(template);
	const struct crm_row *r = NULL;

	if (ref.n)
		r = row_of_ref(plan, h, ref);
	else if (plan)
		r = nearest(plan, h);
	if (ref.n && !r && !first_of_ref(h, CRM_EV_NONE, CRM_BY_NONE, ref))
		return crm_err_at(e, CRM_USAGE, "", 0, "--ref",
			_("'%.*s' has no row with ref '%.*s'"), (int)s->profile->id.n,
			s->profile->id.p, (int)ref.n, ref.p);
	if (check_facts(template, plan, r, h, s, e))
		return -1;
	if (r)
		about_row(a, template, r, h, l);
	fill_days(template, h, s, l);
	l->delivered = delivered(h, r);
	goals(a, h, l);
	aside(template, h, l);
	l->hours = h->c->policy->week.hours;
	l->rhythm = crm_mission_cadence(h->c);
	return 0;
}

int crm_topic_fill(struct crm_arena *a, struct crm_str template, struct crm_str ref,
	struct crm_reread *again, struct crm_view *v, const struct crm_standing *s,
	struct crm_letter *l, struct crm_err *e)
{
	struct crm_history h;

	crm_history_of(crm_view_open(v, s->client), again, CRM_EV_ALL, a, &h);
	l->since = l->due = l->new_date = CRM_NO_DAY;
	return fill(a, template, ref, &h, s, l, e);
}
