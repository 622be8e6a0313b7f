/* list.c - crm-log: rows and events listed. */
#include "base/i18n.h"
#include "base/intern.h"
#include "format/day.h"
#include "tool/log/log.h"
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

static const struct crm_report_column columns[] = {
	{"id", CRM_CELL_ID, NULL, 13, false},
	{"at", CRM_CELL_WHEN, N_("at"), 6, false},
	{"client", CRM_CELL_TEXT, N_("client"), 2, false},
	{"event", CRM_CELL_TEXT, N_("event"), 0, false},
	{"kind", CRM_CELL_TEXT, N_("kind"), 7, true},
	{"by", CRM_CELL_TEXT, N_("by"), 4, true},
	{"ref", CRM_CELL_TEXT, N_("ref"), 1, true},
	{"amount", CRM_CELL_MONEY, N_("amount"), 0, true},
	{"currency", CRM_CELL_TEXT, N_("cur"), 5, true},
	{"due", CRM_CELL_WHEN, N_("due"), 8, true},
	{"channel", CRM_CELL_TEXT, N_("channel"), 10, true},
	{"level", CRM_CELL_WHOLE, N_("level"), 9, true},
	{"tags", CRM_CELL_TEXT, N_("tags"), 11, true},
	{"note", CRM_CELL_LONG, N_("note"), 12, true},
};

/* A row to print: its place in the order, and where it stands in the file. */
struct item {
	int64_t at;
	struct crm_uuid id;
	uint32_t client;
	uint64_t offset;
};

struct listing {
	const struct crm_list_filter *f;
	int32_t since, until;
	struct crm_intern clients;
	struct item *item;
	size_t n, cap;
};

int crm_list_event(struct crm_list_filter *f, const char *name, struct crm_err *e)
{
	if (f->events == CRM_LIST_MOST)
		return crm_err_at(e, CRM_USAGE, NULL, 0, "--event", _("appears too often"));
	f->event_word[f->events++] = name;
	return 0;
}

/* An alias goes over an event of its name, as it does where a row is typed. */
static int events_known(const struct crm_tool *t, struct crm_list_filter *f, struct crm_err *e)
{
	const struct crm_event_alias *alias;
	const struct crm_alias *own;
	const char *word;
	size_t i;

	for (i = 0; i < f->events; i++) {
		word = f->event_word[i];
		own = crm_alias_find(&t->policy.aliases, word);
		f->own[i] = own ? &own->typed : NULL;
		f->event[i] = (struct crm_event_alias){.name = word};
		if (crm_entry_event(crm_str(own ? own->typed.argv[0] : word), &f->event[i].event, &alias, e)) {
			snprintf(e->field, sizeof e->field, "--event");
			return -1;
		}
		if (alias)
			f->event[i] = *alias;
	}
	return 0;
}

/* ---- filters ---- */

static bool one_of(const struct crm_str *list, size_t n, struct crm_str s)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (crm_str_eq(list[i], s))
			return true;
	return n == 0;
}

bool crm_list_client(const struct crm_list_filter *f, struct crm_str client)
{
	return one_of(f->client, f->clients, client);
}

static bool has_tag(struct crm_str tags, const char *tag)
{
	struct crm_str word;

	while ((word = crm_str_word(&tags, ' ')).n)
		if (crm_str_is(word, tag))
			return true;
	return false;
}

static bool says(const char *typed, struct crm_str cell)
{
	return !typed || crm_str_is(cell, typed);
}

/* What the options of an alias write; its words may be typed over, and are no mark of it. */
static bool is_own(const struct crm_typed *own, const struct crm_row *row)
{
	size_t i;

	for (i = 0; i < own->tags; i++)
		if (!has_tag(row->tags, own->tag[i]))
			return false;
	return says(own->ref, row->ref) && says(own->kind, row->kind) && says(own->channel, row->channel) &&
	       (!own->by || crm_by_find(crm_str(own->by)) == (int)row->by);
}

/* A row is one of a short form when it says all that the short form writes. */
static bool is_event(const struct crm_event_alias *want, const struct crm_row *row)
{
	return want->event == row->event && (!want->operands || row->has_amount) && (want->by == CRM_BY_NONE || want->by == row->by) &&
	       (!want->channel || crm_str_is(row->channel, want->channel)) &&
	       (!want->tag || crm_tag_word(row->tags, want->tag));
}

static bool event_wanted(const struct crm_list_filter *f, const struct crm_row *row)
{
	size_t i;

	for (i = 0; i < f->events; i++)
		if (is_event(&f->event[i], row) && (!f->own[i] || is_own(f->own[i], row)))
			return true;
	return f->events == 0;
}

/* Small and capital letters alike, for those of ASCII. */
static bool has_text(const char *text, const struct crm_row *row)
{
	const struct crm_str in[] = {row->note, row->ref, row->client, row->tags};
	size_t n = text ? strlen(text) : 0, i, k;

	for (i = 0; n && i < sizeof in / sizeof *in; i++)
		for (k = 0; k + n <= in[i].n; k++)
			if (strncasecmp(in[i].p + k, text, n) == 0)
				return true;
	return n == 0;
}

static void list_row(void *ctx, const struct crm_row *row)
{
	struct listing *l = ctx;
	struct item *it;

	if (row->at.day < l->since || row->at.day > l->until || !event_wanted(l->f, row) ||
		!has_text(l->f->grep, row) ||
		!crm_list_client(l->f, row->client) ||
		!one_of(l->f->ref, l->f->refs, row->ref))
		return;
	crm_grow(&l->item, &l->cap, l->n + 1, sizeof *l->item);
	it = &l->item[l->n++];
	it->at = crm_when_key(row->at);
	it->id = row->id;
	it->client = crm_intern_add(&l->clients, row->client);
	it->offset = row->offset;
}

static void list_reset(void *ctx)
{
	struct listing *l = ctx;

	l->n = 0;
}

/* ---- order ---- */

static int item_cmp(const void *va, const void *vb, void *ctx)
{
	const struct item *a = va, *b = vb;
	const struct crm_intern *clients = ctx;
	int c = (a->at > b->at) - (a->at < b->at);

	if (!c)
		c = crm_uuid_cmp(&a->id, &b->id);
	return c ? c : crm_str_cmp(clients->str[a->client], clients->str[b->client]);
}

/* ---- printing ---- */

/* CSV and TSV show what the journal holds, so that it can be logged again; JSON and the like the text. */
static void print_note(struct crm_report *r, struct crm_str note)
{
	struct crm_buf b;

	crm_buf_init(&b);
	if (r->format->typed)
		crm_note_unescape(&b, note);
	else
		crm_buf_str(&b, note);
	crm_report_text(r, crm_buf_view(&b));
	crm_buf_release(&b);
}

void crm_log_rows_one(struct crm_report *r, const struct crm_row *row)
{
	char id[37];

	crm_uuid_text(&row->id, id);
	crm_report_word(r, id);
	crm_report_when(r, row->at);
	crm_report_text(r, row->client);
	crm_report_word(r, crm_events[row->event].name);
	crm_report_text(r, row->kind);
	crm_report_key(r, CRM_KEYWORD_BY, crm_str(crm_by_name(row->by)));
	crm_report_text(r, row->ref);
	if (row->has_amount) {
		crm_report_money(r, row->amount, row->currency);
		crm_report_currency(r, row->currency);
	} else {
		crm_report_none(r);
		crm_report_none(r);
	}
	crm_report_when(r, row->due);
	crm_report_text(r, row->channel);
	crm_report_count(r, row->level, row->level);
	crm_report_text(r, row->tags);
	print_note(r, row->note);
}

void crm_log_rows_begin(struct crm_tool *t, struct crm_report *r)
{
	CRM_TOOL_ROWS(t, r, columns);
}

/* A terminal shows a diary, unless a format is asked for. */
static size_t diary(struct crm_tool *t, const struct listing *l, struct crm_reread *again,
	size_t from)
{
	int32_t day = CRM_NO_DAY;
	struct crm_report r;
	struct crm_row row;
	struct crm_buf b;
	size_t i;

	crm_tool_report(t, &r);
	crm_buf_init(&b);
	for (i = from; i < l->n; i++) {
		if (crm_reread_row(again, l->item[i].offset, &row))
			continue;
		if (row.at.day != day) {
			crm_buf_cstr(&b, day == CRM_NO_DAY ? "" : "\n");
			crm_buf_cstr(&b, r.colour ? "\033[1m" : "");
			crm_log_day(&b, day = row.at.day, t->now.day);
			crm_buf_cstr(&b, r.colour ? "\033[0m\n" : "\n");
		}
		crm_log_entry(&b, &row, r.width, l->f->clients != 1);
		fwrite(b.p, 1, b.n, t->sink);
		crm_buf_clear(&b);
	}
	crm_buf_release(&b);
	return l->n - from;
}

static size_t table(struct crm_tool *t, const struct listing *l, struct crm_reread *again,
	size_t from)
{
	struct crm_report r;
	struct crm_row row;
	size_t i;

	crm_log_rows_begin(t, &r);
	for (i = from; i < l->n; i++)
		if (crm_reread_row(again, l->item[i].offset, &row) == 0)
			crm_log_rows_one(&r, &row);
	return crm_report_end(&r);
}

static int print_all(struct crm_tool *t, struct listing *l, struct crm_err *e)
{
	struct crm_reread *again = NULL;
	size_t from = l->f->last && l->n > l->f->last ? l->n - l->f->last : 0, n;

	if (l->n) {
		qsort_r(l->item, l->n, sizeof *l->item, item_cmp, &l->clients);
		again = crm_reread_open(&t->book, t->policy.currency, e);
		if (!again)
			return -1;
	}
	n = !t->format && l->n && isatty(fileno(t->sink)) ? diary(t, l, again, from)
							  : table(t, l, again, from);
	crm_reread_close(again);
	return crm_tool_listed(t, n);
}

static int day_of(const struct crm_tool *t, const char *option, const char *text,
	enum crm_day_way way, int32_t *day, struct crm_err *e)
{
	const struct crm_day_now now = {t->now, strcmp(t->lang, "fr") == 0, way};
	struct crm_when when;

	if (!text)
		return 0;
	if (crm_day_read(crm_str(text), &now, &when))
		return crm_err_at(e, CRM_USAGE, NULL, 0, option,
			_("'%.40s' is not a valid date: write 2026-06-15, 2026-06, today, monday, -3m"), text);
	*day = when.day;
	return 0;
}

/* A client that the book does not have is a slip, not an empty list. */
int crm_list_known(struct crm_tool *t, struct crm_list_filter *f, struct crm_err *e)
{
	size_t i;

	for (i = 0; i < f->clients; i++)
		if (crm_client_typed(&t->book, t->policy.currency, "--client", f->client[i],
			    &f->client[i], e))
			return -1;
	return 0;
}

int crm_log_list(struct crm_tool *t, struct crm_list_filter *f)
{
	struct listing l = {.f = f, .since = INT32_MIN, .until = INT32_MAX};
	struct crm_journal_job job = {
		.events = CRM_EV_ALL,
		.now = t->now,
		.currency = t->policy.currency,
		.libcsv = t->libcsv,
		.all = true,
		.reset = list_reset,
		.row = list_row,
		.ctx = &l,
	};
	struct crm_err e;
	int st = -1;

	if (t->argc)
		return crm_tool_usage(t, _("--list takes no operand: '%s'; filter with --client= or "
					   "--ref="), t->argv[0]);
	if (day_of(t, "--since", f->since, CRM_DAY_FROM, &l.since, &e) ||
		day_of(t, "--until", f->until, CRM_DAY_UPTO, &l.until, &e) || crm_list_known(t, f, &e) ||
		events_known(t, f, &e))
		return crm_tool_fail(t, &e);
	if (f->clients == 1)
		job.client = f->client[0];
	crm_intern_init(&l.clients);
	if (crm_journal_read(&t->book, &job, &t->finds, NULL, &e) == 0)
		st = print_all(t, &l, &e);
	crm_intern_release(&l.clients);
	crm_release(&l.item);
	return st < 0 ? crm_tool_fail(t, &e) : st;
}
