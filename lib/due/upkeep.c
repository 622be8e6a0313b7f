/* upkeep.c - keeping up the relation. */
#include "case/burst.h"
#include "case/incident.h"
#include "due/item.h"

/* A client who writes less than usual.  S3.5. */
void crm_list_contact(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	const struct crm_entry *told;
	struct crm_silence s;
	struct crm_item *it;

	if (!crm_silence_of(c, &s))
		return;
	told = crm_told_newest(c);
	if (told && told->day > s.last->day)
		s.last = told; /* no exchange, but a sign of life */
	s.until = crm_silence_until(c, s.last, c->policy->contact >= 0 ? c->policy->contact : s.limit);
	if (!crm_item_comes(c, o, s.until))
		return;
	it = crm_item_add(c, o, CRM_KIND_CONTACT, s.last, crm_item_day(s.until));
	it->ref = CRM_STR("");
	crm_item_held(v, c, it);
}

static bool kind_is(const struct crm_case *c, const struct crm_entry *f, const char *kind)
{
	return crm_str_is(crm_entry_kind(c->store, f), kind);
}

/* The day of the newest row `interest` of a kind. */
static void kind_date(const struct crm_case *c, struct crm_buf *b, const char *kind)
{
	const struct crm_entry *row = crm_interest_newest(c, kind);
	char text[CRM_WHEN_TEXT];

	if (!row)
		return;
	crm_date_text(row->day, text);
	crm_buf_printf(b, "%s%s=%s", b->n ? " " : "", kind, text);
}

/* S4.9: the last dates of both kinds stand in the note. */
static struct crm_str interest_note(struct crm_view *v, const struct crm_case *c)
{
	struct crm_buf b;

	crm_buf_init(&b);
	kind_date(c, &b, "business");
	kind_date(c, &b, "person");
	return crm_buf_keep(&b, &v->mem);
}

/* The first row of some events, by (at, id), or NULL. */
static const struct crm_entry *first_of(const struct crm_case *c, const enum crm_event *e, size_t n)
{
	const struct crm_entry *first = NULL;
	struct crm_entries r;
	size_t i;

	for (i = 0; i < n; i++) {
		r = crm_case_rows(c, e[i]);
		if (r.n && (!first || crm_entry_cmp(r.row[0], first) < 0))
			first = r.row[0];
	}
	return first;
}

/* The row since which nobody asked after them: the newest `interest`, else the first we knew of them. */
static const struct crm_entry *asked_after(const struct crm_case *c, struct crm_when *since)
{
	static const enum crm_event known[] = {
		CRM_EV_CONTACT, CRM_EV_CHECKIN, CRM_EV_MISSION, CRM_EV_RENEW};
	struct crm_entries r = crm_case_rows(c, CRM_EV_INTEREST);
	const struct crm_entry *row = r.n ? r.row[r.n - 1] : first_of(c, known, 4);

	if (row)
		*since = r.n ? crm_entry_when(row) : crm_item_day(row->day);
	return row;
}

enum { BACK = 7 }; /* days after an absence in which one says welcome back */

/* Their newest absence that is over, when nobody has asked after them since. */
static const struct crm_entry *is_back(const struct crm_case *c, int32_t *last)
{
	struct crm_entries away = crm_case_rows(c, CRM_EV_ABSENCE);
	struct crm_entries asked = crm_case_rows(c, CRM_EV_INTEREST);
	const struct crm_entry *back = NULL;
	int32_t end;
	size_t i;

	for (i = 0; i < away.n; i++) {
		end = crm_absence_last(away.row[i]);
		if (!(away.row[i]->by & CRM_BY_CLIENT) || end < away.row[i]->day || (back && end <= *last))
			continue;
		back = away.row[i];
		*last = end;
	}
	if (!back || c->now.day > (int64_t)*last + BACK || (asked.n && asked.row[asked.n - 1]->day > *last))
		return NULL;
	for (i = c->talks; i-- > 0 && c->talk[i]->day > *last;)
		if (!crm_entry_inbound(c->talk[i]) && !crm_entry_unreached(c->talk[i]))
			return NULL;
	return back;
}

/* S0.26: after holidays or an illness one asks how they are, on the day after. */
static bool welcome(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	const struct crm_entry *row;
	struct crm_item *it;
	int32_t last = 0;

	row = c->ended ? NULL : is_back(c, &last);
	if (!row || !crm_item_comes(c, o, last) ||
		(last <= c->now.day && crm_calendar_closed(c->calendar, c->now.day)))
		return false;
	it = crm_item_add(c, o, CRM_KIND_INTEREST, row, crm_item_day(last));
	it->ref = CRM_STR("");
	it->note = CRM_STR("welcome-back");
	crm_item_held(v, c, it);
	return true;
}

/* S4.10: now and then.  What was not done in its time has left the list; after a rest it is due again. */
static int32_t interest_due(const struct crm_case *c, int32_t since)
{
	const struct crm_policy *p = c->policy;
	int32_t turn = p->expire + p->interest, day = since + p->interest;
	int32_t past = turn ? (c->now.day - day) / turn * turn : 0;

	if (past > turn)
		day += past - turn;
	while (turn && crm_calendar_open_day(c->calendar, day) + p->expire < c->now.day)
		day += turn;
	return crm_calendar_open_day(c->calendar, day);
}

/*
 * With clients who are there: on a mission, or heard of not long ago.  Never on a closed day.
 */
void crm_list_interest(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	const struct crm_entry *row;
	struct crm_when since;
	struct crm_silence s;
	struct crm_item *it;
	int32_t due;

	if (welcome(v, c, o))
		return;
	if (!crm_mission_active(c) && (!crm_silence_of(c, &s) ||
					      (int64_t)c->now.day - s.last->day > c->policy->score.silence.idle))
		return;
	row = asked_after(c, &since);
	if (!row)
		return;
	due = interest_due(c, since.day);
	if (!crm_item_comes(c, o, due) ||
		(due <= c->now.day && crm_calendar_closed(c->calendar, c->now.day)))
		return;
	it = crm_item_add(c, o, CRM_KIND_INTEREST, row, crm_item_day(due));
	it->ref = CRM_STR("");
	it->since = since;
	it->note = interest_note(v, c);
	crm_item_held(v, c, it);
}

/* The newest day on which I spoke, or they told how it is. */
static int32_t newest_word(const struct crm_case *c)
{
	const struct crm_entry *told = crm_told_newest(c);
	int32_t day = told ? told->day : CRM_NO_DAY;
	size_t i;

	/* S4.2: who is not satisfied is still to be asked */
	for (i = c->talks; i-- > 0;)
		if (!crm_entry_inbound(c->talk[i]))
			return c->talk[i]->day > day ? c->talk[i]->day : day;
	return day;
}

/* How many days after a delivery a word of mine counts for a call: when it lies nearer to that call
 * than to what came before; a word of the day after is no question how it works. */
static int answers(const struct crm_policy *p, int call)
{
	int before = call ? p->followup[call - 1] : 0;

	return (before + p->followup[call] + 1) / 2;
}

static void followup_item(struct crm_view *v, struct crm_case *c, struct crm_overdue *o,
	const struct crm_entry *f, int32_t asked)
{
	const struct crm_policy *p = c->policy;
	int call = asked != CRM_NO_DAY && asked >= (int64_t)f->day + answers(p, 0);
	int64_t due = (int64_t)f->day + p->followup[call];

	if (!crm_item_comes(c, o, due) ||
		(asked != CRM_NO_DAY && asked >= (int64_t)f->day + answers(p, 1)))
		return;
	crm_item_held(v, c, crm_item_add(c, o, CRM_KIND_FOLLOWUP, f, crm_item_day(due)));
}

/* What settled the last trouble, when nothing has been wrong since and nothing waits to be made good. */
static const struct crm_entry *settled(struct crm_case *c)
{
	static const enum crm_event trouble[] = {
		CRM_EV_INCIDENT, CRM_EV_CONFLICT, CRM_EV_DOUBT, CRM_EV_DISPUTE};
	struct crm_entries r = crm_case_rows(c, CRM_EV_RESOLVE), wrong;
	const uint64_t cared = CRM_EV_BIT(CRM_EV_INCIDENT) | CRM_EV_BIT(CRM_EV_CONFLICT) |
			       CRM_EV_BIT(CRM_EV_DOUBT);
	struct crm_incident *in;
	struct crm_episode open;
	size_t i, n;

	while (r.n && !(r.row[r.n - 1]->word &&
			      crm_thread_of(c, r.row[r.n - 1]->word).has & cared))
		r.n--;
	if (!r.n || crm_open_conflict(c, &open))
		return NULL;
	for (i = 0; i < sizeof trouble / sizeof *trouble; i++) {
		wrong = crm_case_rows(c, trouble[i]);
		if (wrong.n && wrong.row[wrong.n - 1]->day > r.row[r.n - 1]->day)
			return NULL;
	}
	n = crm_incidents_of(c, &in);
	for (i = 0; i < n; i++)
		if (crm_incident_asks(in[i].want))
			return NULL;
	return r.row[r.n - 1];
}

enum { RECOMMENDS = 30 }; /* days after it was settled, and as many in which it is asked for */

/* S2.2: who was well cared for may recommend me; a month later, when something was delivered. */
static void recommend(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	struct crm_entries told = crm_case_rows(c, CRM_EV_REFERRAL);
	const struct crm_entry *fix = NULL;
	int64_t due;

	if (!c->ended && crm_case_rows(c, CRM_EV_DELIVERED).n)
		fix = settled(c);
	if (!fix || (told.n && told.row[told.n - 1]->day >= fix->day))
		return;
	due = (int64_t)fix->day + RECOMMENDS;
	if (!crm_item_comes(c, o, due) || c->now.day >= due + RECOMMENDS)
		return;
	crm_item_held(v, c, crm_item_add(c, o, CRM_KIND_FOLLOWUP, fix, crm_item_day(due)));
}

/* An older delivery of the same counts no more. */
static void deliveries(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	struct crm_entries r = crm_case_rows(c, CRM_EV_DELIVERED), of;
	bool free = false;
	int32_t asked;

	if (!r.n)
		return;
	asked = newest_word(c);
	while (r.n-- > 0) {
		const struct crm_entry *f = r.row[r.n];

		if (f->word) {
			of = crm_thread_rows(crm_thread_of(c, f->word), CRM_EV_DELIVERED);
			if (of.row[of.n - 1] == f)
				followup_item(v, c, o, f, asked);
		} else if (!free) {
			followup_item(v, c, o, f, asked);
			free = true;
		}
	}
}

void crm_list_followup(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	recommend(v, c, o);
	deliveries(v, c, o);
}

/* We do business, no money has come yet, and nobody asked for references.  S3.12. */
void crm_list_vetting(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	static const enum crm_event business[] = {CRM_EV_OFFER, CRM_EV_ACCEPTED, CRM_EV_CONTRACT,
		CRM_EV_MISSION, CRM_EV_INVOICE};
	const struct crm_entry *deal = first_of(c, business, 5);
	struct crm_item *it;
	int64_t due;

	(void)v;
	if (!deal || crm_case_rows(c, CRM_EV_VETTED).n || crm_case_rows(c, CRM_EV_PAYMENT).n ||
		crm_case_rows(c, CRM_EV_RENEW).n)
		return;
	due = (int64_t)deal->day + c->policy->vetting;
	/* known before the journal knew them */
	if (!crm_item_comes(c, o, due) ||
		(c->profile->since != CRM_NO_DAY && c->profile->since < deal->day))
		return;
	it = crm_item_add(c, o, CRM_KIND_VETTING, deal, crm_item_day(due));
	it->ref = CRM_STR("");
}

/* A client who writes everywhere at once, with whom no frame is agreed.  S2.5. */
void crm_list_frame(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	struct crm_entries framed = crm_case_rows(c, CRM_EV_FRAME);
	struct crm_burst b;
	struct crm_item *it;
	size_t i;

	(void)v;
	for (i = 0; i < framed.n; i++)
		if (!kind_is(c, framed.row[i], "price"))
			return;
	if (c->profile->channels.n || !crm_burst_of(c, &b) || !crm_item_comes(c, o, b.made->day))
		return;
	it = crm_item_add(c, o, CRM_KIND_FRAME, b.made, crm_item_day(b.made->day));
	it->since = crm_entry_when(b.first);
}
