/* case.c - one client explained. */
#include "tool/risk/case.h"
#include "base/sort.h"

enum { PEERS = 3 };

/* What counts today, of the client and of nobody, by (at, id). */
struct counted {
	const struct crm_entry **fact;
	size_t n;
};

static int by_at(const void *a, const void *b)
{
	const struct crm_entry *const *x = a, *const *y = b;

	return crm_entry_cmp(*x, *y);
}

static struct counted counted(struct crm_riskrun *r, struct crm_arena *a)
{
	const struct crm_evidence *v = &r->scorer.evidence;
	size_t own = v->c->start[CRM_EVENTS], i;
	struct counted c = {NULL, 0};

	c.fact = crm_arena_alloc(a, (own + r->run.view.c.nobodies + 1) * sizeof *c.fact);
	for (i = 0; i < own; i++)
		c.fact[c.n++] = v->c->row[i];
	for (i = 0; i < r->run.view.c.nobodies; i++)
		if (crm_case_nobody(&r->run.view.c, i, r->tool->now))
			c.fact[c.n++] = r->run.view.c.nobody[i];
	crm_sort(c.fact, c.n, sizeof *c.fact, by_at);
	return c;
}

/* A row with strings of its own. */
static void keep(struct crm_arena *a, struct crm_row *row)
{
	row->client = crm_arena_str(a, row->client);
	row->kind = crm_arena_str(a, row->kind);
	row->ref = crm_arena_str(a, row->ref);
	row->channel = crm_arena_str(a, row->channel);
	row->tags = crm_arena_str(a, row->tags);
	row->note = crm_arena_str(a, row->note);
}

/* The full rows; one that is gone from the file meanwhile stands without its words. */
static void rows_read(struct crm_reread *again, const struct counted *c, struct crm_arena *a,
	struct crm_riskcase *out)
{
	size_t i;

	out->row = crm_arena_alloc(a, (c->n + 1) * sizeof *out->row);
	out->n = c->n;
	for (i = 0; i < c->n; i++) {
		const struct crm_entry *f = c->fact[i];
		struct crm_row *row = &out->row[i];

		if (crm_reread_row(again, f->offset, row) ||
			crm_uuid_cmp(&row->id, &f->id) != 0)
			*row = (struct crm_row){.id = f->id,
				.at = {f->day, crm_entry_min(f)},
				.event = (enum crm_event)f->event,
				.due = {f->due, CRM_NO_MIN}};
		keep(a, row);
	}
}

static const struct crm_row *row_of(
	const struct crm_riskcase *c, const struct counted *all, const struct crm_entry *f)
{
	size_t lo = 0, hi = all->n, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (crm_entry_cmp(all->fact[mid], f) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < all->n ? &c->row[lo] : NULL;
}

static int by_signal(const void *a, const void *b)
{
	const struct crm_riskcase_row *x = a, *y = b;

	if (x->signal != y->signal)
		return (x->signal > y->signal) - (x->signal < y->signal);
	return (x->row > y->row) - (x->row < y->row); /* rows stand in one array, in order */
}

static void behind(const struct crm_evidence *v, const struct counted *all, struct crm_arena *a,
	struct crm_riskcase *out)
{
	struct crm_riskcase_row *b = crm_arena_alloc(a, (v->causes + 1) * sizeof *b);
	size_t n = 0, k = 0, i;

	for (i = 0; i < v->causes; i++) {
		b[n] = (struct crm_riskcase_row){v->cause[i].signal, row_of(out, all, v->cause[i].row)};
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
	struct counted all;

	memset(out, 0, sizeof *out);
	crm_riskrun_one(r, client, true, &out->risk);
	out->profile = r->run.view.c.profile;
	all = counted(r, a);
	out->entry = all.fact;
	rows_read(again, &all, a, out);
	behind(&r->scorer.evidence, &all, a, out);
	crm_payer_of(&r->scorer.evidence, &out->payer);
	crm_riskcase_about(r, out, &about);
	out->advices = crm_advice_of(&about, out->advice);
	out->step = crm_care_next(&about, &out->incident);
}
