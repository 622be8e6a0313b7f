/* lettersent.c - the letters that are no reminders, as the journal tells of them. */
#include "letter/lettersent.h"
#include "base/sort.h"
#include "case/thread.h"

void crm_lettersent_init(struct crm_lettersent *h)
{
	memset(h, 0, sizeof *h);
	crm_arena_init(&h->mem);
}

void crm_lettersent_release(struct crm_lettersent *h)
{
	crm_release(&h->row);
	crm_release(&h->said);
	h->saids = h->said_cap = 0;
	crm_arena_release(&h->mem);
	h->n = h->cap = 0;
}

/* What was taken is a contact; a note without a status was written by hand. */
static enum crm_status status_of(const struct crm_row *r)
{
	enum crm_status st = crm_status_of(r->tags);

	return r->event == CRM_EV_CONTACT || st == CRM_STATUS_NONE ? CRM_STATUS_SENT : st;
}

static void said_take(struct crm_lettersent *h, const struct crm_row *r, struct crm_str mid)
{
	struct crm_lettersent_said *s;

	crm_grow(&h->said, &h->said_cap, h->saids + 1, sizeof *h->said);
	s = &h->said[h->saids++];
	s->client = crm_arena_str(&h->mem, r->client);
	s->mid = crm_arena_str(&h->mem, mid);
	s->id = r->id;
}

void crm_lettersent_take(struct crm_lettersent *h, const struct crm_row *r)
{
	struct crm_lettersent_row *own;
	struct crm_str mid, template;

	if (!r->tags.n || !crm_tag(r->tags, "mid", &mid))
		return;
	if (!crm_tag(r->tags, "template", &template))
		return; /* a mail that was read in, or a reminder */
	if (r->event != CRM_EV_NOTE && r->event != CRM_EV_CONTACT) {
		said_take(h, r, mid);
		return;
	}
	crm_grow(&h->row, &h->cap, h->n + 1, sizeof *h->row);
	own = &h->row[h->n++];
	own->client = crm_arena_str(&h->mem, r->client);
	own->template = crm_arena_str(&h->mem, template);
	own->ref = crm_arena_str(&h->mem, r->ref);
	own->mid = crm_arena_str(&h->mem, mid);
	own->channel = crm_arena_str(&h->mem, r->channel);
	own->id = r->id;
	own->at = r->at;
	own->status = status_of(r);
}

enum crm_status crm_lettersent_of(const struct crm_lettersent *h, struct crm_str mid)
{
	struct crm_outcome o = {0};
	enum crm_status st;
	size_t i;

	for (i = 0; i < h->n; i++)
		if (crm_str_eq(h->row[i].mid, mid))
			crm_outcome_add(&o, h->row[i].status);
	st = crm_outcome_of(&o);
	return st == CRM_STATUS_PREPARED && o.sent > o.bounces ? CRM_STATUS_SENT : st;
}

/* The newest: the one before was prepared again. */
const struct crm_lettersent_row *crm_lettersent_waiting(
	const struct crm_lettersent *h, struct crm_str client, struct crm_str ref)
{
	const struct crm_lettersent_row *found = NULL;
	struct crm_uuid id;
	bool by_id = !crm_uuid_parse(ref, &id);
	size_t i;

	for (i = 0; i < h->n; i++) {
		const struct crm_lettersent_row *r = &h->row[i];

		if (r->status == CRM_STATUS_PREPARED && crm_str_eq(r->client, client) &&
			(by_id ? crm_uuid_cmp(&r->id, &id) == 0 : crm_str_eq(r->ref, ref)) &&
			crm_lettersent_of(h, r->mid) == CRM_STATUS_PREPARED &&
			(!found || crm_when_key(r->at) >= crm_when_key(found->at)))
			found = r;
	}
	return found;
}

static int row_cmp(const void *va, const void *vb)
{
	const struct crm_lettersent_row *a = va, *b = vb;
	int c = crm_str_cmp(a->mid, b->mid);
	int64_t ka = crm_when_key(a->at), kb = crm_when_key(b->at);

	return c ? c : (ka > kb) - (ka < kb);
}

void crm_lettersent_open(struct crm_lettersent *h,
	void (*each)(void *ctx, const struct crm_lettersent_row *row), void *ctx)
{
	size_t i;

	crm_sort(h->row, h->n, sizeof *h->row, row_cmp);
	for (i = 0; i < h->n; i++)
		if ((i == 0 || !crm_str_eq(h->row[i].mid, h->row[i - 1].mid)) &&
			crm_lettersent_of(h, h->row[i].mid) == CRM_STATUS_UNKNOWN)
			each(ctx, &h->row[i]);
}

void crm_lettersent_each(const struct crm_lettersent *h, struct crm_str mid,
	enum crm_status as, void (*each)(void *ctx, const struct crm_lettersent_row *row), void *ctx)
{
	size_t i;

	for (i = 0; i < h->n; i++)
		if (h->row[i].status == as && crm_str_eq(h->row[i].mid, mid)) {
			each(ctx, &h->row[i]);
			return;
		}
}

static const struct says {
	const char *template;
	enum crm_event event;
	const char *kind;
	enum crm_event about[2]; /* rows of its ref that it answers; none: it needs no ref */
} says[] = {
	{"apology", CRM_EV_APOLOGY, "", {CRM_EV_INCIDENT, CRM_EV_SATISFIED}},
	{"promise-late", CRM_EV_CLARIFY, "", {CRM_EV_PROMISE, CRM_EV_NONE}},
	{"frame", CRM_EV_FRAME, "contact", {CRM_EV_NONE, CRM_EV_NONE}},
	{"limit", CRM_EV_FRAME, "contact", {CRM_EV_NONE, CRM_EV_NONE}},
	{"price", CRM_EV_FRAME, "price", {CRM_EV_NONE, CRM_EV_NONE}},
	{"checkin", CRM_EV_CHECKIN, "", {CRM_EV_NONE, CRM_EV_NONE}},
	{"planning", CRM_EV_CHECKIN, "planning", {CRM_EV_NONE, CRM_EV_NONE}},
	{"clarify", CRM_EV_CHECKIN, "rephrase", {CRM_EV_NONE, CRM_EV_NONE}},
	{"closing", CRM_EV_END, "", {CRM_EV_MISSION, CRM_EV_RENEW}},
	{"disagree", CRM_EV_DISAGREE, "", {CRM_EV_NONE, CRM_EV_NONE}},
};

/* Whether it was logged already since the newest row that it answers. */
static bool known(struct crm_view *v, struct crm_str client, struct crm_str ref, const struct says *s)
{
	int64_t number = crm_intern_find(&v->store.clients, client);
	struct crm_case *c;
	int32_t since = INT32_MIN;
	struct crm_entries t, r;
	size_t i;

	if (number < 0)
		return false;
	c = crm_view_open(v, (uint32_t)number);
	t = crm_thread_of(c, crm_case_word(c, ref));
	for (i = 0; i < 2 && s->about[i]; i++) {
		r = crm_thread_rows(t, s->about[i]);
		if (r.n && r.row[r.n - 1]->day > since)
			since = r.row[r.n - 1]->day;
	}
	return crm_thread_first(t, s->event, since);
}

bool crm_implied_of(struct crm_view *v, struct crm_str client, struct crm_str template,
	struct crm_str ref, struct crm_row *row)
{
	const struct says *s = NULL;
	size_t i;

	for (i = 0; i < sizeof says / sizeof *says && !s; i++)
		if (crm_str_is(template, says[i].template))
			s = &says[i];
	if (!s || (s->about[0] && (!ref.n || known(v, client, ref, s))))
		return false;
	row->event = s->event;
	row->kind = crm_str(s->kind);
	row->ref = s->about[0] ? ref : CRM_STR("");
	return true;
}
