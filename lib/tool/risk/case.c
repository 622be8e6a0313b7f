/* case.c - one client explained. */
#include "tool/risk/case.h"
#include "base/sort.h"
#include "letter/text/history.h"

enum { PEERS = 3 };

/* What counts today, of the client and of nobody, by (at, id). */
static void counted(struct crm_riskrun *r, struct crm_arena *a, struct crm_riskcase *out)
{
	const struct crm_case *c = &r->run.view.c;
	size_t own = c->start[CRM_EVENTS], i;

	out->entry = crm_arena_alloc(a, (own + c->nobodies + 1) * sizeof(const struct crm_entry *));
	for (i = 0; i < own; i++)
		out->entry[out->n++] = c->row[i];
	for (i = 0; i < c->nobodies; i++)
		if (crm_case_nobody(c, i, r->tool->now))
			out->entry[out->n++] = c->nobody[i];
	crm_entries_sort(out->entry, out->n);
}

const struct crm_row *crm_riskcase_find(const struct crm_riskcase *c, const struct crm_entry *x)
{
	size_t i = crm_entries_place(c->entry, c->n, x);

	return i < c->n ? &c->row[i] : NULL;
}

static int by_signal(const void *a, const void *b)
{
	const struct crm_riskcase_row *x = a, *y = b;

	if (x->signal != y->signal)
		return (x->signal > y->signal) - (x->signal < y->signal);
	return (x->row > y->row) - (x->row < y->row); /* rows stand in one array, in order */
}

static void behind(const struct crm_evidence *v, struct crm_arena *a, struct crm_riskcase *out)
{
	struct crm_riskcase_row *b = crm_arena_alloc(a, (v->causes + 1) * sizeof *b);
	size_t n = 0, k = 0, i;

	for (i = 0; i < v->causes; i++) {
		b[n] = (struct crm_riskcase_row){v->cause[i].signal, crm_riskcase_find(out, v->cause[i].row)};
		n += b[n].row != NULL;
	}
	crm_sort(b, n, sizeof *b, by_signal);
	for (i = 0; i < n; i++)
		if (k == 0 || by_signal(&b[k - 1], &b[i]) != 0)
			b[k++] = b[i];
	out->behind = b;
	out->behinds = k;
}

const struct crm_riskcase_row *crm_riskcase_behind(const struct crm_riskcase *c, int signal, size_t *n)
{
	size_t from = 0, to;

	while (from < c->behinds && c->behind[from].signal != signal)
		from++;
	for (to = from; to < c->behinds && c->behind[to].signal == signal; to++)
		;
	*n = to - from;
	return c->behind + from;
}

/* S0.5: who can be asked, the first few by id.  What is wrong with the profile of another client is no
 * finding here. */
static struct crm_str peers_of(struct crm_riskrun *r, struct crm_str me)
{
	struct crm_finds unsaid;
	struct crm_client p;
	struct crm_list ids;
	struct crm_buf b;
	struct crm_err e;
	size_t i, n = 0;

	if (r->peers_known)
		return r->peers;
	crm_buf_init(&b);
	crm_finds_init(&unsaid);
	if (crm_client_list(&r->tool->book, &ids, &e))
		ids.n = 0;
	for (i = 0; i < ids.n && n < PEERS; i++) {
		if (crm_client_read(&r->tool->book, &r->tool->policy, ids.item[i], &p, &unsaid) == 0 &&
			p.relation == CRM_REL_PEER && !p.archived && !crm_str_eq(p.id, me))
			crm_buf_printf(&b, "%s%.*s", n++ ? ", " : "", (int)p.id.n, p.id.p);
	}
	r->peers = crm_arena_str(&r->run.view.mem, crm_buf_view(&b));
	r->peers_known = true;
	crm_finds_release(&unsaid);
	crm_buf_release(&b);
	return r->peers;
}

void crm_riskcase_about(
	struct crm_riskrun *r, const struct crm_riskcase *c, struct crm_advice_case *out)
{
	*out = (struct crm_advice_case){.c = &r->run.view.c,
		.row = c->row,
		.entry = c->entry,
		.n = c->n,
		.now = r->tool->now,
		.profile = c->profile,
		.score = &c->risk.score,
		.payer = &c->payer,
		.peers = c->risk.score.band == CRM_BAND_CRITICAL ? peers_of(r, c->risk.client)
								 : CRM_STR(""),
		.currency = r->tool->policy.currency};
}

void crm_riskcase_read(struct crm_riskrun *r, struct crm_reread *again, struct crm_str client,
	struct crm_arena *a, struct crm_riskcase *out)
{
	struct crm_advice_case about;

	memset(out, 0, sizeof *out);
	crm_riskrun_one(r, client, true, &out->risk);
	out->profile = r->run.view.c.profile;
	counted(r, a, out);
	out->row = crm_arena_alloc(a, (out->n + 1) * sizeof *out->row);
	crm_history_read(again, out->entry, out->n, a, out->row);
	behind(&r->scorer.evidence, a, out);
	crm_payer_of(&r->scorer.evidence, &out->payer);
	crm_riskcase_about(r, out, &about);
	out->advices = crm_advice_of(&about, out->advice);
	out->step = crm_care_next(&about, &out->incident);
}
