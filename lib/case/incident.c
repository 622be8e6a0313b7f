/* incident.c - what an incident still wants, by its kind and by whom it is. */
#include "case/incident.h"
#include <stdlib.h>

/* The rows that say what was done about one incident: of its ref, else of its id. */
struct done {
	const struct crm_case *c;
	const struct crm_entry *row;
	uint32_t word; /* 0: nothing names it */
	struct crm_entries thread;
};

/* What names an incident: its ref; for one without the id of its row, as the lists show it. */
static uint32_t name_of(const struct crm_case *c, const struct crm_entry *row)
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
static bool said(const struct done *d, enum crm_event e, bool (*fits)(const struct crm_case *c,
								 const struct crm_entry *f))
{
	struct crm_entries r = crm_case_rows(d->c, e);
	size_t i;

	for (i = r.n; i-- > 0 && r.row[i]->day >= d->row->day;)
		if ((!r.row[i]->word || r.row[i]->word == d->word) &&
			(!fits || fits(d->c, r.row[i])))
			return true;
	return false;
}

static bool of_price(const struct crm_case *c, const struct crm_entry *f)
{
	return f->kind && crm_str_is(c->store->kinds.str[f->kind - 1], "price");
}

/* Whether I spoke to the client since: a question needs no ref. */
static bool spoken(const struct done *d)
{
	size_t i;

	for (i = d->c->talks; i-- > 0;) {
		const struct crm_entry *f = d->c->talk[i];

		if (f->day < d->row->day)
			return false;
		if (!crm_entry_inbound(f) &&
			crm_when_reaches(crm_entry_when(f), crm_entry_when(d->row)))
			return true;
	}
	return false;
}

/* S0.45: hours of distance after an outburst; without a time it came at the end of its day. */
static bool fresh(const struct crm_case *c, const struct crm_entry *f)
{
	int min = crm_entry_min(f) == CRM_NO_MIN ? CRM_DAY_MINUTES - 1 : crm_entry_min(f);
	int64_t age = ((int64_t)c->now.day - f->day) * CRM_DAY_MINUTES + c->now.min - min;

	return age < c->policy->cool_off * INT64_C(60);
}

/* S2.20: listen, apologise, settle, end on a positive note; what is settled wants the last alone. */
static enum crm_want care(const struct done *d, int32_t *from)
{
	const struct crm_entry *settled = since(d, CRM_EV_RESOLVE);

	if (settled) {
		*from = settled->day;
		return since(d, CRM_EV_GESTURE) ? CRM_WANT_NOTHING : CRM_WANT_GESTURE;
	}
	if (!since(d, CRM_EV_DIAGNOSE))
		return CRM_WANT_DIAGNOSE;
	return since(d, CRM_EV_APOLOGY) ? CRM_WANT_RESOLVE : CRM_WANT_APOLOGY;
}

/* S0.45: it is not about me, so that nobody apologises. */
static enum crm_want outburst(const struct done *d)
{
	if (since(d, CRM_EV_RESOLVE))
		return CRM_WANT_NOTHING;
	if (fresh(d->c, d->row))
		return CRM_WANT_DISTANCE;
	return since(d, CRM_EV_DIAGNOSE) ? CRM_WANT_NOTHING : CRM_WANT_DIAGNOSE;
}

static enum crm_want incident(const struct done *d, int32_t *from)
{
	bool open = !since(d, CRM_EV_RESOLVE);

	switch (crm_incident_signal(d->row)) {
	case CRM_SIG_DISRESPECT: return open ? CRM_WANT_LIMITS : CRM_WANT_NOTHING;
	case CRM_SIG_OUTBURST: return outburst(d);
	case CRM_SIG_PRICE_CRITICISM:
		return open && !said(d, CRM_EV_FRAME, of_price) ? CRM_WANT_EXPLAIN
								: CRM_WANT_NOTHING;
	case CRM_SIG_ASSUMPTION:
		return open && !spoken(d) ? CRM_WANT_QUESTION : CRM_WANT_NOTHING;
	case CRM_SIG_SILENT_APPROVAL:
		return open && !said(d, CRM_EV_DISAGREE, NULL) ? CRM_WANT_DISAGREE
							       : CRM_WANT_NOTHING;
	case CRM_SIG_CLIENT_DECEPTION:
	case CRM_SIG_CLIENT_BREACH: return open ? CRM_WANT_FACTS : CRM_WANT_NOTHING;
	default: return care(d, from);
	}
}

bool crm_incident_of(const struct crm_case *c, const struct crm_entry *row,
	struct crm_incident *out)
{
	struct done d = {c, row, name_of(c, row), {NULL, 0, 0}};

	d.thread = crm_thread_of(c, d.word);
	*out = (struct crm_incident){row, CRM_WANT_NOTHING, row->day, since(&d, CRM_EV_GESTURE)};
	if (row->event == CRM_EV_INCIDENT)
		out->want = incident(&d, &out->from);
	else if (row->event == CRM_EV_SATISFIED && crm_dissatisfied(row))
		out->want = care(&d, &out->from);
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

/* Of each ref the oldest, and all without ref, in front. */
static size_t oldest(struct crm_incident *in, size_t n)
{
	size_t i, k = 0;

	if (n)
		qsort(in, n, sizeof *in, by_ref);
	for (i = 0; i < n; i++)
		if (k == 0 || !in[i].row->word || in[i].row->word != in[k - 1].row->word)
			in[k++] = in[i];
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
	if (n)
		qsort(*out, n, sizeof **out, by_row);
	return n;
}
