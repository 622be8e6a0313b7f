/* implied.c - what sending a letter says in the journal. */
#include "letter/implied.h"
#include "case/thread.h"

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
