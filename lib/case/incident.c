/* incident.c - what an incident still wants, by its kind and by whom it is. */
#include "case/incident.h"
#include "base/sort.h"

/* The rows that say what was done about one incident: of its ref, else of its id. */
struct done {
	const struct crm_case *c;
	const struct crm_entry *row;
	uint32_t word; /* 0: nothing names it */
	struct crm_entries thread;
};

/* What names an incident: its ref; for one without the id of its row, as the lists show it. */
static uint32_t word_of(const struct crm_case *c, const struct crm_entry *row)
{
	char id[37];

	if (row->word)
		return row->word;
	crm_uuid_text(&row->id, id);
	return crm_case_word(c, crm_str(id));
}

/* The first row of an event since the incident, of the same name; where none is, of rows without. */
static const struct crm_entry *since(const struct done *d, enum crm_event e)
{
	const struct crm_entry *f = crm_thread_first(d->thread, e, d->row->day);
	struct crm_entries r;
	size_t i;

	if (f || d->row->word)
		return f;
	r = crm_case_rows(d->c, e);
	for (i = 0; i < r.n; i++)
		if (r.row[i]->day >= d->row->day && !r.row[i]->word)
			return r.row[i];
	return NULL;
}

/* The same, or a row without ref: what was said to the client at large. */
static const struct crm_entry *said(const struct done *d, enum crm_event e,
	bool (*fits)(const struct crm_case *c, const struct crm_entry *f))
{
	struct crm_entries r = crm_case_rows(d->c, e);
	size_t i;

	for (i = 0; i < r.n; i++)
		if (r.row[i]->day >= d->row->day && (!r.row[i]->word || r.row[i]->word == d->word) &&
			(!fits || fits(d->c, r.row[i])))
			return r.row[i];
	return NULL;
}

static bool of_price(const struct crm_case *c, const struct crm_entry *f)
{
	return f->kind && crm_str_is(c->store->kinds.str[f->kind - 1], "price");
}

/* What was said of the limits: a frame that is not about the price. */
static bool of_contact(const struct crm_case *c, const struct crm_entry *f)
{
	return !of_price(c, f);
}

static bool of_words(const struct crm_case *c, const struct crm_entry *f)
{
	return crm_entry_rephrases(c->store, f);
}

/* S3.7: what was misunderstood is found out by having it said back. */
static const struct crm_entry *rephrased(const struct done *d)
{
	bool misread = d->row->event == CRM_EV_INCIDENT &&
		       crm_incident_signal(d->row) == CRM_SIG_MISUNDERSTANDING;

	return misread ? said(d, CRM_EV_CHECKIN, of_words) : NULL;
}

/* When I spoke to the client since: a question needs no ref. */
static const struct crm_entry *spoken(const struct done *d)
{
	const struct crm_entry *first = NULL;
	size_t i;

	for (i = d->c->talks; i-- > 0;) {
		const struct crm_entry *f = d->c->talk[i];

		if (f->day < d->row->day)
			return first;
		if (!crm_entry_inbound(f) && !crm_entry_unreached(f) &&
			crm_when_reaches(crm_entry_when(f), crm_entry_when(d->row)))
			first = f;
	}
	return first;
}

/* Without a time it came at the end of its day.  What is put off until tomorrow is not put off again on
 * the morrow, unless the wait of the policy lasts into yet another day. */
bool crm_incident_fresh(const struct crm_case *c, const struct crm_entry *f)
{
	int min = crm_entry_min(f) == CRM_NO_MIN ? CRM_DAY_MINUTES - 1 : crm_entry_min(f);
	int64_t age = ((int64_t)c->now.day - f->day) * CRM_DAY_MINUTES + c->now.min - min;
	int64_t left = c->policy->cool_off * INT64_C(60) - age;

	return left > 0 && (f->day == c->now.day || left >= CRM_DAY_MINUTES);
}

/* A step that closes it, or the want when it was not taken. */
static enum crm_want unless(struct crm_incident *in, const struct crm_entry *step, enum crm_want want)
{
	if (!step)
		return want;
	in->last = step;
	return CRM_WANT_NOTHING;
}

/* S2.20: listen, apologise, settle, end on a positive note; what is settled wants the last alone. */
static enum crm_want care(const struct done *d, struct crm_incident *in)
{
	const struct crm_entry *settled = since(d, CRM_EV_RESOLVE), *sorry = since(d, CRM_EV_APOLOGY);
	const struct crm_entry *found;

	in->diagnosis = since(d, CRM_EV_DIAGNOSE);
	found = in->diagnosis ? in->diagnosis : rephrased(d);
	if (settled) {
		in->from = settled->day;
		in->last = settled;
		return unless(in, since(d, CRM_EV_GESTURE), CRM_WANT_GESTURE);
	}
	in->last = sorry ? sorry : found;
	if (!found)
		return CRM_WANT_DIAGNOSE;
	if (!sorry)
		return CRM_WANT_APOLOGY;
	in->from = sorry->day > found->day ? sorry->day : found->day;
	return CRM_WANT_RESOLVE;
}

/* S0.45: it is not about me, so that nobody apologises.  Whoever found out what the matter is has heard
 * them, also when that was noted of the error about which they burst out. */
static enum crm_want outburst(const struct done *d, struct crm_incident *in)
{
	const struct crm_entry *settled = since(d, CRM_EV_RESOLVE), *heard = since(d, CRM_EV_DIAGNOSE);
	struct crm_entries r = crm_case_rows(d->c, CRM_EV_DIAGNOSE);
	size_t i;

	if (!settled && crm_incident_fresh(d->c, d->row))
		return CRM_WANT_DISTANCE;
	for (i = 0; i < r.n && !heard && !d->row->word; i++)
		if (r.row[i]->day >= d->row->day)
			heard = r.row[i];
	return unless(in, settled ? settled : heard, CRM_WANT_DIAGNOSE);
}

/* S2.7, S1.5, S1.6: the limits, or the facts, in writing, and from there on as agreed. */
static enum crm_want limited(const struct done *d, struct crm_incident *in, enum crm_want want)
{
	const struct crm_entry *settled = since(d, CRM_EV_RESOLVE);

	in->last = said(d, CRM_EV_FRAME, of_contact);
	if (settled || d->c->ended)
		return unless(in, settled ? settled : d->c->ended, CRM_WANT_NOTHING);
	return in->last ? CRM_WANT_WATCH : want;
}

/* A kind of one's own that the policy lays on the client's side: nobody apologises for it. */
static bool own_of_client(const struct done *d)
{
	int signal = crm_incident_signal(d->row);

	return signal >= CRM_SIGNALS &&
	       crm_signal_side(&d->c->policy->score, signal) == CRM_SIDE_CLIENT;
}

static enum crm_want incident(const struct done *d, struct crm_incident *in)
{
	const struct crm_entry *settled = since(d, CRM_EV_RESOLVE);

	switch (crm_incident_signal(d->row)) {
	case CRM_SIG_DISRESPECT: return limited(d, in, CRM_WANT_LIMITS);
	case CRM_SIG_OUTBURST: return outburst(d, in);
	case CRM_SIG_PRICE_CRITICISM:
		return unless(in, settled ? settled : said(d, CRM_EV_FRAME, of_price),
			CRM_WANT_EXPLAIN);
	case CRM_SIG_ASSUMPTION: return unless(in, settled ? settled : spoken(d), CRM_WANT_QUESTION);
	case CRM_SIG_SILENT_APPROVAL:
		return unless(in, settled ? settled : said(d, CRM_EV_DISAGREE, NULL),
			CRM_WANT_DISAGREE);
	case CRM_SIG_CLIENT_DECEPTION:
	case CRM_SIG_CLIENT_BREACH: return limited(d, in, CRM_WANT_FACTS);
	default:
		/* S2.1: nobody finds out, or apologises, where they act in bad faith */
		if (own_of_client(d) || (d->row->by == CRM_BY_CLIENT && d->row->mark & CRM_MARK_BADFAITH))
			return unless(in, settled, CRM_WANT_FACTS);
		return care(d, in);
	}
}

bool crm_incident_of(const struct crm_case *c, const struct crm_entry *row,
	struct crm_incident *out)
{
	struct done d = {c, row, word_of(c, row), {NULL, 0, 0}};

	d.thread = crm_thread_of(c, d.word);
	*out = (struct crm_incident){.row = row, .from = row->day};
	out->gesture = since(&d, CRM_EV_GESTURE);
	if (row->event == CRM_EV_INCIDENT)
		out->want = incident(&d, out);
	else if (row->event == CRM_EV_SATISFIED && crm_dissatisfied(row))
		out->want = care(&d, out);
	return out->want != CRM_WANT_NOTHING;
}

static int by_row(const void *a, const void *b)
{
	const struct crm_incident *x = a, *y = b;

	return crm_entry_cmp(x->row, y->row);
}

/* By ref, and of one ref by (at, id). */
static int by_ref(const void *a, const void *b)
{
	const struct crm_incident *x = a, *y = b;

	if (x->row->word != y->row->word)
		return x->row->word < y->row->word ? -1 : 1;
	return crm_entry_cmp(x->row, y->row);
}

bool crm_incident_to_me(struct crm_str kind, enum crm_by by)
{
	return crm_str_is(kind, "disrespect") ||
	       (by == CRM_BY_CLIENT && (crm_str_is(kind, "deception") || crm_str_is(kind, "breach")));
}

bool crm_incident_asks(enum crm_want want)
{
	return want == CRM_WANT_DIAGNOSE || want == CRM_WANT_LIMITS || want == CRM_WANT_APOLOGY ||
	       want == CRM_WANT_RESOLVE || want == CRM_WANT_GESTURE || want == CRM_WANT_EXPLAIN || want == CRM_WANT_FACTS;
}

/* Of each ref the oldest that asks for something, else the oldest, and all without ref, in front: one
 * that is only watched hides none that waits to be made good. */
static size_t oldest(struct crm_incident *in, size_t n)
{
	size_t i, k = 0;

	crm_sort(in, n, sizeof *in, by_ref);
	for (i = 0; i < n; i++)
		if (k == 0 || !in[i].row->word || in[i].row->word != in[k - 1].row->word)
			in[k++] = in[i];
		else if (!crm_incident_asks(in[k - 1].want) && crm_incident_asks(in[i].want))
			in[k - 1] = in[i];
	return k;
}

size_t crm_incidents_of(struct crm_case *c, struct crm_incident **out)
{
	static const enum crm_event of[] = {CRM_EV_INCIDENT, CRM_EV_SATISFIED};
	size_t n = 0, e, i;

	*out = crm_arena_alloc(&c->mem,
		(crm_case_rows(c, of[0]).n + crm_case_rows(c, of[1]).n + 1) * sizeof **out);
	for (e = 0; e < sizeof of / sizeof *of; e++) {
		struct crm_entries r = crm_case_rows(c, of[e]);

		for (i = 0; i < r.n; i++)
			n += crm_incident_of(c, r.row[i], &(*out)[n]);
	}
	n = oldest(*out, n);
	crm_sort(*out, n, sizeof **out, by_row);
	return n;
}

bool crm_incidents_want(struct crm_case *c, unsigned wants)
{
	struct crm_incident *in;
	size_t i;

	/* nothing wanted is a bit, too: asked once a day, since each of many items asks */
	if (!c->wants) {
		c->wants = 1u << CRM_WANT_NOTHING;
		for (i = crm_incidents_of(c, &in); i-- > 0;)
			if (crm_incident_signal(in[i].row) != CRM_SIG_OUTBURST)
				c->wants |= 1u << in[i].want;
	}
	return c->wants & wants;
}

bool crm_row_open(const struct crm_case *c, const struct crm_entry *row)
{
	struct crm_entries t = crm_thread_of(c, row->word);
	enum crm_event ev = (enum crm_event)row->event;
	struct crm_episode episode;
	struct crm_incident in;
	struct crm_word w;

	switch (ev) {
	case CRM_EV_PROMISE:
	case CRM_EV_DEADLINE:
	case CRM_EV_NEXT:
		return crm_word_of(t, ev, crm_word_by((enum crm_by)row->by), &w) && crm_word_open(&w);
	case CRM_EV_OFFER: return !crm_offer_decided(t);
	case CRM_EV_MISSION: return crm_mission_runs(c, t);
	case CRM_EV_INCIDENT: return crm_incident_of(c, row, &in);
	case CRM_EV_CONFLICT:
	case CRM_EV_DOUBT:
	case CRM_EV_DISPUTE: return crm_episode_open(t, ev, &episode);
	default: return true;
	}
}
