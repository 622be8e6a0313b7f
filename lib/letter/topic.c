/* topic.c - what a letter that is no reminder is about. */
#include "letter/topic.h"
#include "base/i18n.h"

/* The row that a template is about, when no ref is given: of an event, by somebody, still open. */
struct plan {
	const char *template;
	enum crm_event about;
	enum crm_by by;		  /* CRM_BY_NONE: whoever */
	enum crm_event closed[2]; /* rows of the same ref that settle it */
	bool oldest;		  /* the one that waits longest, else the newest */
};

static const struct plan plans[] = {
	{"promise-late", CRM_EV_PROMISE, CRM_BY_ME, {CRM_EV_KEPT, CRM_EV_BROKEN}, true},
	{"clarify", CRM_EV_OFFER, CRM_BY_NONE, {CRM_EV_ACCEPTED, CRM_EV_DECLINED}, false},
	{"silence", CRM_EV_MISSION, CRM_BY_NONE, {CRM_EV_END}, false},
	{"checkin", CRM_EV_MISSION, CRM_BY_NONE, {CRM_EV_END}, false},
	{"renewal-review", CRM_EV_MISSION, CRM_BY_NONE, {CRM_EV_END}, true},
	{"after-delivery", CRM_EV_DELIVERED, CRM_BY_NONE, {CRM_EV_NONE}, false},
	{"empathy", CRM_EV_INCIDENT, CRM_BY_NONE, {CRM_EV_RESOLVE}, false},
	{"apology", CRM_EV_INCIDENT, CRM_BY_NONE, {CRM_EV_RESOLVE, CRM_EV_APOLOGY}, true},
	{"positive-note", CRM_EV_GESTURE, CRM_BY_NONE, {CRM_EV_NONE}, false},
	{"mediator", CRM_EV_CONFLICT, CRM_BY_NONE, {CRM_EV_RESOLVE}, true},
	{"closing", CRM_EV_MISSION, CRM_BY_NONE, {CRM_EV_NONE}, false},
	{"reference-request", CRM_EV_DELIVERED, CRM_BY_NONE, {CRM_EV_NONE}, false},
};

static const struct plan *plan_of(struct crm_str template)
{
	size_t i;

	for (i = 0; i < sizeof plans / sizeof *plans; i++)
		if (crm_str_is(template, plans[i].template))
			return &plans[i];
	return NULL;
}

static bool is_closed(const struct plan *p, const struct crm_history *h, const struct crm_row *r)
{
	size_t i, k;

	for (i = 0; i < h->n; i++)
		for (k = 0; k < 2; k++)
			if (p->closed[k] && h->row[i].event == p->closed[k] &&
				crm_str_eq(h->row[i].ref, r->ref) && h->row[i].at.day >= r->at.day)
				return true;
	return false;
}

static const struct crm_row *nearest(const struct plan *p, const struct crm_history *h)
{
	const struct crm_row *found = NULL;
	size_t i;

	for (i = 0; i < h->n; i++) {
		const struct crm_row *r = &h->row[i];

		if (r->event != p->about || (p->by && r->by && r->by != p->by) || is_closed(p, h, r))
			continue;
		found = r;
		if (p->oldest)
			break;
	}
	return found;
}

static const struct crm_row *first_of_ref(const struct crm_history *h, enum crm_event ev,
	struct crm_str ref)
{
	size_t i;

	for (i = 0; i < h->n; i++)
		if ((!ev || h->row[i].event == ev) && crm_str_eq(h->row[i].ref, ref))
			return &h->row[i];
	return NULL;
}

/* The first line: a topic is a few words. */
static struct crm_str line_of(struct crm_str note)
{
	const char *end = memchr(note.p, '\n', note.n);

	return crm_str_trim(end ? (struct crm_str){note.p, (size_t)(end - note.p)} : note);
}

static struct crm_str name_of_work(const struct crm_history *h, struct crm_str ref)
{
	static const enum crm_event work[] = {CRM_EV_GESTURE, CRM_EV_PROMISE, CRM_EV_DELIVERED,
		CRM_EV_DEADLINE, CRM_EV_RESULT, CRM_EV_OFFER, CRM_EV_CONTRACT, CRM_EV_MISSION,
		CRM_EV_INVOICE};
	const struct crm_row *r;
	size_t i;

	for (i = 0; ref.n && i < sizeof work / sizeof *work; i++) {
		r = first_of_ref(h, work[i], ref);
		if (r && r->note.n)
			return line_of(r->note);
	}
	return CRM_STR("");
}

/* The newest date that was said for a ref after the first one. */
static int32_t new_date(const struct crm_history *h, struct crm_str ref)
{
	size_t i = h->n;

	while (i-- > 0) {
		const struct crm_row *r = &h->row[i];

		if ((r->event == CRM_EV_CLARIFY || r->event == CRM_EV_RENEGOTIATE) &&
			r->due.day != CRM_NO_DAY && crm_str_eq(r->ref, ref))
			return r->due.day;
	}
	return CRM_NO_DAY;
}

static int32_t last_exchange(const struct crm_history *h)
{
	const struct crm_row *a = crm_history_last(h, CRM_EV_CONTACT, CRM_STR(""));
	const struct crm_row *b = crm_history_last(h, CRM_EV_CHECKIN, CRM_STR(""));
	int32_t day = a ? a->at.day : CRM_NO_DAY;

	return b && b->at.day > day ? b->at.day : day;
}

/* The end of the period of a mission: as said, else its cap after it began or was renewed. */
static int32_t period_end(const struct crm_history *h, const struct crm_row *mission,
	const struct crm_policy *p, const struct crm_client *c)
{
	const struct crm_row *renew = crm_history_last(h, CRM_EV_RENEW, mission->ref);
	const struct crm_row *from = renew ? renew : mission;

	if (from->due.day != CRM_NO_DAY)
		return from->due.day;
	return crm_span_after(from->at.day, c->mission_cap.n ? c->mission_cap : p->mission_cap);
}

static void about_row(struct crm_str template, const struct crm_row *r, const struct crm_history *h,
	const struct crm_policy *p, const struct crm_standing *s, struct crm_letter *l)
{
	const struct crm_row *end;

	l->ref = r->ref;
	l->topic = r->event == CRM_EV_GESTURE ? line_of(r->note) : name_of_work(h, r->ref);
	l->since = r->at.day;
	l->due = r->due.day;
	l->new_date = r->ref.n ? new_date(h, r->ref) : CRM_NO_DAY;
	if (crm_str_is(template, "renewal-review") && r->event == CRM_EV_MISSION)
		l->due = period_end(h, r, p, s->profile);
	if (crm_str_is(template, "closing")) {
		end = crm_history_last(h, CRM_EV_END, r->ref);
		l->due = !end ? CRM_NO_DAY : end->due.day != CRM_NO_DAY ? end->due.day : end->at.day;
	}
}

static const struct crm_row *row_of_ref(const struct plan *p, const struct crm_history *h,
	struct crm_str ref)
{
	const struct crm_row *r = p ? first_of_ref(h, p->about, ref) : NULL;

	return r ? r : first_of_ref(h, CRM_EV_NONE, ref);
}

static void goals(const struct crm_history *h, const struct crm_client *c, struct crm_letter *l)
{
	static const struct plan mission = {
		"", CRM_EV_MISSION, CRM_BY_NONE, {CRM_EV_END}, false};
	const struct crm_row *m = nearest(&mission, h);
	const struct crm_row *asked = crm_history_last(h, CRM_EV_INTEREST, CRM_STR(""));

	l->goal = m && m->note.n ? line_of(m->note) : line_of(c->goal);
	l->last_topic = asked ? line_of(asked->note) : CRM_STR("");
}

int crm_topic_fill(struct crm_str template, struct crm_str ref, const struct crm_history *h,
	const struct crm_policy *p, const struct crm_standing *s, struct crm_letter *l,
	struct crm_err *e)
{
	const struct plan *plan = plan_of(template);
	const struct crm_row *r = NULL;

	l->since = l->due = l->new_date = CRM_NO_DAY;
	if (ref.n)
		r = row_of_ref(plan, h, ref);
	else if (plan)
		r = nearest(plan, h);
	if (ref.n && !r)
		return crm_err_at(e, CRM_USAGE, "", 0, "--ref",
			_("'%.*s' has no row with ref '%.*s'"), (int)s->profile->id.n,
			s->profile->id.p, (int)ref.n, ref.p);
	if (r)
		about_row(template, r, h, p, s, l);
	if (crm_str_is(template, "holding-reply"))
		l->since = s->wait ? s->wait->day : CRM_NO_DAY;
	if (crm_str_is(template, "silence"))
		l->since = last_exchange(h);
	goals(h, s->profile, l);
	l->hours = p->week.hours;
	l->rhythm = s->profile->checkin >= 0 ? s->profile->checkin : p->checkin;
	return 0;
}
