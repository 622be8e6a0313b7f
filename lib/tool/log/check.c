/* check.c - crm-log --check: everything read, counted and looked at. */
#include "base/i18n.h"
#include "book/modes.h"
#include "law/interest.h"
#include "law/paytime.h"
#include "letter/text/letter.h"
#include "privacy/erase.h"
#include "privacy/rename.h"
#include "remark/audit.h"
#include "tool/log/log.h"

static const struct crm_report_column columns[] = {
	{"what", CRM_CELL_TEXT, N_("what"), 0, false},
	{"name", CRM_CELL_LONG, N_("name"), 1, false},
	{"count", CRM_CELL_WHOLE, N_("count"), 0, false},
	{"sum", CRM_CELL_MONEY, N_("sum"), 0, false},
	{"currency", CRM_CELL_TEXT, N_("cur"), 0, false},
};

static const char journal[] = "journal.csv";

enum { FEW = 2 }; /* profiles that are named each */
enum { SLIPS = 200 }; /* clients without profile of which one may be a mistyped one */

static void audit_row(void *ctx, const struct crm_row *row)
{
	crm_audit_row(ctx, row);
}

static void audit_reset(void *ctx)
{
	crm_audit_clear(ctx);
}

/* Twice: what the reader itself finds is kept from the first time. */
static int read_journal(struct crm_tool *t, struct crm_audit *a, struct crm_journal_stats *stats,
	struct crm_err *e)
{
	struct crm_journal_job job = {
		.events = CRM_EV_ALL,
		.now = {INT32_MAX, CRM_NO_MIN},
		.currency = t->policy.currency,
		.libcsv = t->libcsv,
		.all = true,
		.reset = audit_reset,
		.row = audit_row,
		.ctx = a,
	};
	int r = crm_journal_read(&t->book, &job, &t->finds, stats, e);

	if (r)
		return r;
	a->second = true;
	return crm_journal_read(&t->book, &job, NULL, NULL, e);
}

/* ---- profiles ---- */

static bool texts_empty(const struct crm_client *c)
{
	return !c->archived && (!c->needs.n || !c->expectations.n || !c->preferences.n);
}

static void empty_texts(struct crm_tool *t, const struct crm_client *c)
{
	const struct {
		const char *key;
		struct crm_str text;
	} known[] = {{"needs", c->needs}, {"expectations", c->expectations},
		{"preferences", c->preferences}};
	size_t i;

	for (i = 0; i < sizeof known / sizeof *known && texts_empty(c); i++)
		if (!known[i].text.n)
			crm_find_add(&t->finds, crm_arena_cstr(&t->mem, c->file), 0, known[i].key,
				c->id, _("is empty; a talk with the client would reveal it"))
				->warning = true;
}

/* Of many clients one line: among thirty the two that matter would not be seen. */
static void all_empty_texts(struct crm_tool *t, const struct crm_client *c, size_t clients)
{
	size_t i, n = 0;

	for (i = 0; i < clients; i++)
		n += c[i].exists && texts_empty(&c[i]);
	for (i = 0; i < clients && (n <= FEW || t->verbose); i++)
		if (c[i].exists)
			empty_texts(t, &c[i]);
	if (n > FEW && !t->verbose)
		crm_find_add(&t->finds, "clients", 0, NULL, CRM_STR(""),
			_("%zu profiles leave needs, expectations or preferences empty: a talk "
				"with the client would reveal them; -v names them"),
			n)
			->warning = true;
}

/* What a late invoice of the client would only say when it comes. */
static void check_law(struct crm_tool *t, const struct crm_tables *tables, const struct crm_client *c)
{
	struct crm_err e;

	if (c->relation == CRM_REL_CLIENT &&
		!crm_interest_regime(&tables->regimes, c, &t->policy, &e))
		crm_find_err(&t->finds, &e, c->id);
}

static void long_terms(struct crm_tool *t, const char *file, long line, struct crm_str client,
	const char *text)
{
	crm_find_add(&t->finds, file, line, "terms", client, "%s", text)->warning = true;
}

/* The terms of the policy, as most clients have them. */
static bool check_policy_terms(struct crm_tool *t)
{
	struct crm_client any;

	crm_client_absent(&t->mem, CRM_STR(""), &any);
	if (!crm_paytime_terms(t->policy.terms, &any, &t->policy))
		return false;
	long_terms(t, "policy.yaml", t->policy.terms_line, CRM_STR(""),
		_("is more time to pay than the law allows between businesses: 60 days, or 45 days "
			"end of month"));
	return true;
}

/* Those of a client; what is said of the policy's already need not be said again. */
static void check_terms(struct crm_tool *t, const struct crm_client *c, bool said)
{
	bool own = c->terms.how != CRM_TERMS_NONE;
	const char *file = crm_arena_cstr(&t->mem, c->file);

	if (c->relation != CRM_REL_CLIENT || (said && !own))
		return;
	switch (crm_paytime_terms(crm_client_terms(c, &t->policy), c, &t->policy)) {
	case CRM_PAYTIME_FINE: break;
	case CRM_PAYTIME_B2B:
		long_terms(t, file, c->terms_line, c->id,
			own ? _("is more time to pay than the law allows between businesses: 60 "
				"days, or 45 days end of month")
			    : _("the policy's terms give more time to pay than the law allows "
				"between businesses: 60 days, or 45 days end of month; set others "
				"here"));
		break;
	case CRM_PAYTIME_PUBLIC:
		long_terms(t, file, c->terms_line, c->id,
			own ? _("is more time to pay than the law allows for a public client: 30 "
				"days, 50 for hospitals, 60 for public undertakings")
			    : _("the policy's terms give more time to pay than the law allows for "
				"a public client: 30 days, 50 for hospitals, 60 for public "
				"undertakings; set others here"));
		break;
	}
}

/* A language without letters would only be seen when one is to be written; each is looked at once. */
static void check_lang(struct crm_tool *t, struct crm_intern *good, struct crm_str lang,
	const char *file, long line, struct crm_str client)
{
	struct crm_letter_source source;
	struct crm_err e;

	if (!lang.n || crm_intern_find(good, lang) >= 0)
		return;
	if (!crm_letter_open(&source, &t->mem, &t->book, lang, &e)) {
		crm_intern_add(good, lang);
		return;
	}
	crm_err_place(&e, file, line, "lang");
	crm_find_err(&t->finds, &e, client);
}

static void check_langs(struct crm_tool *t, const struct crm_client *client, size_t n)
{
	struct crm_intern good;
	size_t i;

	crm_intern_init(&good);
	check_lang(t, &good, t->policy.lang, "policy.yaml", t->policy.lang_line, CRM_STR(""));
	for (i = 0; i < n; i++)
		check_lang(t, &good, client[i].lang, client[i].file.p, client[i].lang_line,
			client[i].id);
	crm_intern_release(&good);
}

static int read_profiles(struct crm_tool *t, const struct crm_list *ids, struct crm_err *e)
{
	struct crm_tables tables;
	struct crm_client *c;
	bool said = check_policy_terms(t);
	size_t i;

	if (crm_tables_read(&t->book, &tables, &t->finds, e))
		return -1;
	c = crm_arena_alloc(&t->mem, (ids->n + 1) * sizeof *c);
	for (i = 0; i < ids->n; i++)
		if (crm_client_read(&t->book, &t->policy, ids->item[i], &c[i], &t->finds) == 0) {
			check_law(t, &tables, &c[i]);
			check_terms(t, &c[i], said);
		}
	all_empty_texts(t, c, ids->n);
	check_langs(t, c, ids->n);
	return crm_log_letters(t, &tables, e);
}

/* A client of the journal without profile: one still to be written, or a slip in a row.  Who was billed
 * had one, or cannot be reminded: that is no advice which -q leaves out. */
static void no_profile(struct crm_tool *t, struct crm_str id, struct crm_str near, bool billed)
{
	const char *file = crm_arena_printf(&t->mem, "clients/%.*s.yaml", (int)id.n, id.p);
	struct crm_find *f;

	if (near.n)
		f = crm_find_add(&t->finds, file, 0, NULL, id,
			_("is missing; crm-log --new-client %.*s writes it, but if '%.*s' is meant, void "
			  "the rows and log them again"),
			(int)id.n, id.p, (int)near.n, near.p);
	else
		f = crm_find_add(&t->finds, file, 0, NULL, id, _("is missing; crm-log --new-client %.*s writes it"),
			(int)id.n, id.p);
	f->warning = !billed;
}

static void billed_row(void *ctx, const struct crm_row *row)
{
	if (row->by == CRM_BY_ME)
		crm_intern_add(ctx, row->client);
}

/* The clients with invoices of mine. */
static int billed_read(struct crm_tool *t, struct crm_intern *out, struct crm_err *e)
{
	return crm_tool_rows(t, (struct crm_journal_job){.events = CRM_EV_BIT(CRM_EV_INVOICE),
		.row = billed_row, .ctx = out}, e);
}

/* Where many have none, that is the custom, and no slip has to be looked for at a cost.  Who was
 * erased shall have none. */
static void missing(struct crm_tool *t, const struct crm_list *ids, const struct crm_intern *seen,
	const struct crm_intern *erased, const struct crm_intern *billed)
{
	struct crm_str none = {"", 0};
	size_t i, n = 0;

	for (i = 0; i < seen->n; i++)
		n += !crm_client_listed(ids, seen->str[i]);
	for (i = 0; i < seen->n; i++)
		if (!crm_client_listed(ids, seen->str[i]) && !crm_erased_stands(erased, seen->str[i]))
			no_profile(t, seen->str[i],
				n > SLIPS ? none : crm_client_nearest(ids, seen->str[i]),
				ids->n && n <= SLIPS && crm_intern_find(billed, seen->str[i]) >= 0);
}

/* Rows of who was erased, which a merge brought back. */
static void returned(struct crm_tool *t, const struct crm_intern *seen,
	const struct crm_intern *erased)
{
	size_t i;

	for (i = 0; erased->n && i < seen->n; i++)
		if (crm_erased_is(erased, seen->str[i]))
			crm_find_add(&t->finds, journal, 0, NULL, seen->str[i],
				_("rows of '%.*s' came back, which was erased; crm-log --erase=%.*s"),
				(int)seen->str[i].n, seen->str[i].p, (int)seen->str[i].n,
				seen->str[i].p);
}

struct renamed {
	struct crm_tool *tool;
	const struct crm_intern *seen;
};

static void renamed_row(void *ctx, const struct crm_row *row)
{
	struct crm_str from = crm_renamed_from(row);
	struct renamed *r = ctx;

	if (from.n && !crm_str_eq(from, row->client) && crm_intern_find(r->seen, from) >= 0)
		crm_find_add(&r->tool->finds, journal, 0, NULL, from,
			_("rows of '%.*s' came back, which is now called '%.*s'; crm-log "
				"--rename=%.*s %.*s"),
			(int)from.n, from.p, (int)row->client.n, row->client.p, (int)from.n, from.p,
			(int)row->client.n, row->client.p);
}

/* Rows of who has another id now, which a merge brought back. */
static int renamed(struct crm_tool *t, const struct crm_intern *seen, struct crm_err *e)
{
	struct renamed r = {t, seen};

	return crm_tool_rows(t, (struct crm_journal_job){.events = CRM_EV_BIT(CRM_EV_NOTE),
		.row = renamed_row, .ctx = &r}, e);
}

/* What lies among the profiles and is none: nobody would miss it until a letter goes wrong. */
static int strays(struct crm_tool *t, const struct crm_list *ids, struct crm_err *e)
{
	struct crm_list stray;
	struct crm_str id;
	size_t i;

	if (crm_client_strays(&t->book, &stray, e))
		return -1;
	for (i = 0; i < stray.n; i++) {
		const char *file = crm_arena_printf(
			&t->mem, "clients/%.*s", (int)stray.item[i].n, stray.item[i].p);

		id = crm_client_stray_id(&t->mem, stray.item[i]);
		if (id.n && !crm_client_listed(ids, id))
			crm_find_add(&t->finds, file, 0, NULL, CRM_STR(""),
				_("is not a profile and is not read: rename it to %.*s.yaml"), (int)id.n,
				id.p)
				->warning = true;
		else
			crm_find_add(&t->finds, file, 0, NULL, CRM_STR(""),
				_("is not a profile and is not read: a profile is called ID.yaml, "
					"with an id of a-z, 0-9, '.', '_', '-'; move it elsewhere"))
				->warning = true;
	}
	return 0;
}

static int check_clients(struct crm_tool *t, const struct crm_audit *a, size_t *n,
	struct crm_err *e)
{
	struct crm_intern erased, billed;
	struct crm_list ids;
	int r;

	crm_intern_init(&erased);
	crm_intern_init(&billed);
	r = crm_client_list(&t->book, &ids, e) || read_profiles(t, &ids, e) || strays(t, &ids, e) ||
	    crm_erased_read(&t->book, t->policy.currency, &erased, e) || renamed(t, &a->clients, e) ||
	    billed_read(t, &billed, e);
	if (!r) {
		*n = ids.n;
		missing(t, &ids, &a->clients, &erased, &billed);
		returned(t, &a->clients, &erased);
	}
	crm_intern_release(&billed);
	crm_intern_release(&erased);
	return r ? -1 : 0;
}

/* ---- the report ---- */

static void line(struct crm_report *r, const char *what, const char *name, uint64_t count)
{
	crm_report_word(r, what);
	crm_report_word(r, name);
	crm_report_int(r, (int64_t)count);
	crm_report_none(r);
	crm_report_none(r);
}

static void event_lines(struct crm_report *r, const struct crm_audit *a, int ev)
{
	size_t i;

	if (!a->event[ev])
		return;
	line(r, "event", crm_events[ev].name, a->event[ev]);
	for (i = 0; i < a->currencies; i++) {
		const struct crm_audit_sum *s = &a->sum[i][ev];

		if (!s->amount && !s->over)
			continue;
		crm_report_word(r, "sum");
		crm_report_word(r, crm_events[ev].name);
		crm_report_none(r);
		if (s->over)
			crm_report_none(r);
		else
			crm_report_money(r, s->amount, (int)i);
		crm_report_currency(r, (int)i);
	}
}

static void print(struct crm_tool *t, struct crm_audit *a, const struct crm_journal_stats *stats,
	size_t profiles)
{
	struct crm_report r;
	char sum[65];
	int ev;

	CRM_TOOL_ROWS(t, &r, columns);
	line(&r, "lines", journal, stats->rows);
	line(&r, "rows", "", a->rows);
	line(&r, "clients", "", a->clients.n);
	line(&r, "profiles", "", profiles);
	for (ev = 1; ev < CRM_EVENTS; ev++)
		event_lines(&r, a, ev);
	crm_audit_hash(a, sum);
	crm_report_word(&r, "sha256");
	crm_report_word(&r, sum);
	crm_report_none(&r);
	crm_report_none(&r);
	crm_report_none(&r);
	crm_report_end(&r);
}

int crm_log_check(struct crm_tool *t)
{
	struct crm_journal_stats stats;
	struct crm_audit a;
	struct crm_err e;
	size_t profiles = 0;
	int r;

	if (t->argc)
		return crm_tool_usage(t, _("--check takes no operand: '%s'"), t->argv[0]);
	crm_audit_init(&a, journal, &t->policy);
	a.today = t->now.day;
	r = read_journal(t, &a, &stats, &e) || check_clients(t, &a, &profiles, &e) ||
	    crm_book_modes(&t->book, &t->finds, &e);
	crm_audit_tell(&a, &t->finds);
	if (!r)
		print(t, &a, &stats, profiles);
	crm_audit_release(&a);
	return r ? crm_tool_fail(t, &e) : CRM_OK;
}
