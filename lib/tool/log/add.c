/* add.c - crm-log: one row written. */
#include "base/i18n.h"
#include "config/plan.h"
#include "format/csv.h"
#include "format/daysaid.h"
#include "remark/hint.h"
#include "remark/remark.h"
#include "tool/log/log.h"
#include <stdio.h>
#include <stdlib.h>

int crm_log_write(struct crm_tool *t, struct crm_str lines)
{
	struct crm_err e;
	int r;

	if (crm_book_lock(&t->book, t->lock_wait, &e))
		return crm_tool_fail(t, &e);
	r = crm_journal_append(&t->book, lines, &t->finds, &e);
	crm_book_unlock(&t->book);
	return r ? crm_tool_fail(t, &e) : CRM_OK;
}

/* The rows of one command line: one, or the instalments of a plan. */
struct batch {
	struct crm_row *row;
	size_t n;
	bool plan;
};

/* ---- looking at the client's other rows ---- */

struct look {
	struct crm_hint hint;
	const struct crm_policy *policy;
	bool one_word; /* of what may be a ref or a note */
	const struct crm_row *row;
	bool seen; /* the client has rows */
};

static void look_reset(void *ctx)
{
	struct look *l = ctx;

	crm_hint_release(&l->hint);
	crm_hint_init(&l->hint, l->row, l->policy);
	l->seen = false;
}

static void look_row(void *ctx, const struct crm_row *row)
{
	struct look *l = ctx;

	if (row->client.n && crm_str_eq(row->client, l->row->client))
		l->seen = true;
	crm_hint_row(&l->hint, row);
}

/* What is wrong with old rows is not this row's business: --check and the reports say it. */
static int look_at(struct crm_tool *t, struct look *l, struct crm_err *e)
{
	return crm_tool_rows(t, (struct crm_journal_job){.events = CRM_EV_ALL,
		/* the number of an invoice is looked for at all clients */
		.client = l->row->event == CRM_EV_INVOICE ? CRM_STR("") : l->row->client,
		.reset = look_reset, .row = look_row, .ctx = l}, e);
}

/* ---- who is known ---- */

enum { AGAIN = -2 }; /* the row has the client now that its word begins */

static int unknown(struct crm_tool *t, const struct batch *rows)
{
	struct crm_str id = rows->row[0].client, near;
	struct crm_err e;
	size_t i;

	if (crm_client_begun(&t->book, t->policy.currency, "client", id, &near, &e))
		return crm_tool_fail(t, &e);
	if (near.n) {
		crm_tool_warn(t, _("hint: '%.*s' is %.*s"), (int)id.n, id.p, (int)near.n, near.p);
		for (i = 0; i < rows->n; i++)
			rows->row[i].client = near;
		return AGAIN;
	}
	if (crm_client_meant(&t->book, t->policy.currency, id, &near, &e))
		return crm_tool_fail(t, &e);
	if (near.n)
		crm_err_at(&e, CRM_USAGE, NULL, 0, "client",
			_("'%.*s' is not known; the nearest is '%.*s', and crm-log --new-client %.*s "
			  "makes a new one"),
			(int)id.n, id.p, (int)near.n, near.p, (int)id.n, id.p);
	else
		crm_err_at(&e, CRM_USAGE, NULL, 0, "client",
			_("'%.*s' is not known; crm-log --new-client %.*s makes a profile"),
			(int)id.n, id.p, (int)id.n, id.p);
	return crm_tool_fail(t, &e);
}

/* ---- one row ---- */

/* A slip in a profile is said, but a row that does not need the profile is no less true for it. */
static void profile(struct crm_tool *t, struct crm_str id, struct crm_client *c)
{
	struct crm_finds aside;

	memset(c, 0, sizeof *c);
	c->tender_threshold = -1;
	if (!id.n)
		return;
	crm_finds_init(&aside);
	crm_client_read(&t->book, &t->policy, id, c, &aside);
	crm_finds_warn(&t->finds, &aside);
}

static int terms_due(const struct crm_tool *t, const struct crm_client *c,
	const struct crm_typed *entry, struct crm_row *row, struct crm_err *e)
{
	if (row->event != CRM_EV_INVOICE || entry->due)
		return 0;
	if (c->damaged && crm_finds_system(&t->finds, e))
		return -1;
	if (c->damaged)
		return crm_err_at(e, CRM_USAGE, NULL, 0, "due",
			_("the terms of this client cannot be read; fix the profile, or give -d"));
	row->due.day = crm_terms_due(
		crm_terms_start(row->at.day, row->tags), crm_client_terms(c, &t->policy));
	return 0;
}

static int id_cmp(const void *a, const void *b)
{
	return crm_uuid_cmp(a, b);
}

/* Rows of one moment stand in the order of their ids: that is the order they were typed in. */
static void ids(struct crm_tool *t, const struct batch *b)
{
	struct crm_uuid *id = crm_arena_alloc(&t->mem, b->n * sizeof *id);
	size_t i;

	for (i = 0; i < b->n; i++)
		crm_tool_id(&id[i]);
	qsort(id, b->n, sizeof *id, id_cmp);
	for (i = 0; i < b->n; i++)
		b->row[i].id = id[i];
}

static int lines_of(const struct batch *b, struct crm_buf *lines, struct crm_err *e)
{
	size_t i, before;

	for (i = 0; i < b->n; i++) {
		before = lines->n;
		crm_row_line(lines, &b->row[i]);
		if (lines->n - before > CRM_CSV_RECORD)
			return crm_err_at(e, CRM_USAGE, NULL, 0, "note",
				_("the row is longer than %d KiB; keep the text in a file and name it"),
				CRM_CSV_RECORD / 1024);
	}
	return 0;
}

/* The ids are made under the lock, so that those of a file ascend; all rows are written, or none. */
static int write_rows(struct crm_tool *t, const struct batch *b)
{
	struct crm_buf lines;
	struct crm_err e;
	int r;

	if (crm_book_lock(&t->book, t->lock_wait, &e))
		return crm_tool_fail(t, &e);
	crm_buf_init(&lines);
	ids(t, b);
	r = lines_of(b, &lines, &e);
	if (!r)
		r = crm_journal_append(&t->book, crm_buf_view(&lines), &t->finds, &e);
	crm_buf_release(&lines);
	crm_book_unlock(&t->book);
	return r ? crm_tool_fail(t, &e) : CRM_OK;
}

/* What was read, where a word or a mark of the person was understood. */
static void say_read(struct crm_tool *t, const struct crm_row *row)
{
	char due[CRM_DAY_SAID], money[CRM_MONEY_TEXT];

	if (row->has_amount)
		crm_tool_note(t, _("amount: %s %s"), crm_money_said(row->amount, row->currency, money),
			crm_currency_code(row->currency));
	if (row->due.day != CRM_NO_DAY) {
		crm_when_said(row->due, due);
		crm_tool_note(t, _("due: %s %s"), crm_weekday_said(row->due.day), due);
	}
}

/* The ends of the ids, as --void takes them. */
static void say_back(struct crm_tool *t, const struct batch *rows)
{
	struct crm_buf b;
	char id[37];
	size_t i;

	crm_buf_init(&b);
	for (i = 0; i < rows->n; i++) {
		crm_uuid_text(&rows->row[i].id, id);
		crm_buf_printf(&b, "%s%s", i ? " " : "", id + sizeof id - 9);
	}
	if (rows->n == 1)
		crm_tool_warn(t, _("hint: crm-log --void %s voids this row"), b.p);
	else
		crm_tool_warn(t, _("hint: crm-log --void %s voids these rows"), b.p);
	crm_buf_release(&b);
}

/* The others of a plan are rows beside the one that is looked at. */
static void say_hints(struct crm_tool *t, struct look *l, const struct batch *rows,
	const struct crm_client *c)
{
	struct crm_str text, line;
	struct crm_buf b;
	size_t i;

	for (i = 0; i < rows->n; i++)
		crm_hint_row(&l->hint, &rows->row[i]);
	crm_buf_init(&b);
	if (l->one_word)
		crm_buf_printf(&b, _("'%.*s' was taken as the ref, and there is no note: the note "
			"comes after a ref, or after -\n"),
			(int)l->row->ref.n, l->row->ref.p);
	crm_hint_say(&l->hint, c, t->now, &b);
	text = crm_buf_view(&b);
	while ((line = crm_str_word(&text, '\n')).n)
		crm_tool_warn(t, _("hint: %.*s"), (int)line.n, line.p);
	if (b.n)
		say_back(t, rows);
	crm_buf_release(&b);
}

static bool wrong(struct look *l, const struct batch *rows, const struct crm_client *c, struct crm_err *e)
{
	struct crm_buf why;
	bool is;

	crm_buf_init(&why);
	is = crm_hint_wrong(&l->hint, c, &why);
	if (is)
		crm_err_at(e, CRM_USAGE, NULL, 0, "ref", "%.*s", (int)why.n - 1, why.p);
	else if (rows->plan && crm_hint_plan_wrong(&l->hint, c, rows->row, rows->n, &why))
		is = crm_err_at(e, CRM_USAGE, NULL, 0, "plan", "%.*s", (int)why.n - 1, why.p) != 0;
	crm_buf_release(&why);
	return is;
}

/* Look, write, remark. */
static int add(struct crm_tool *t, struct look *l, const struct batch *rows,
	const struct crm_client *c)
{
	struct crm_err e;
	char id[37];
	size_t i;
	int st;

	if (look_at(t, l, &e))
		return crm_tool_fail(t, &e);
	if (l->row->client.n && !c->exists && !l->seen)
		return unknown(t, rows);
	if (wrong(l, rows, c, &e))
		return crm_tool_fail(t, &e);
	st = write_rows(t, rows);
	if (st != CRM_OK)
		return st;
	for (i = 0; i < rows->n; i++) {
		crm_uuid_text(&rows->row[i].id, id);
		if (t->verbose)
			fprintf(t->sink, "%s\n", id);
		say_read(t, &rows->row[i]);
	}
	say_hints(t, l, rows, c);
	return CRM_OK;
}

/* A slip in a tag whose values are known would be seen by no report. */
static int tags_fit(const struct crm_row *row, struct crm_err *e)
{
	struct crm_str text;
	struct crm_buf b;
	int r = 0;

	crm_buf_init(&b);
	crm_remark_tags(row->tags, &b);
	text = crm_buf_view(&b);
	if (text.n) {
		text = crm_str_word(&text, '\n');
		r = crm_err_at(e, CRM_USAGE, NULL, 0, "tags", "%.*s", (int)text.n, text.p);
	}
	crm_buf_release(&b);
	return r;
}

static int add_for(struct crm_tool *t, const struct crm_typed *entry, const struct batch *rows)
{
	const struct crm_row *row = &rows->row[rows->n - 1];
	struct look l = {.row = row, .policy = &t->policy,
		.one_word = (crm_events[row->event].takes & CRM_MAY_REF) && !entry->ref && row->ref.n && !row->note.n};
	struct crm_client c;
	struct crm_err e;
	int st;

	profile(t, l.row->client, &c);
	if (terms_due(t, &c, entry, &rows->row[0], &e))
		return crm_tool_fail(t, &e);
	crm_hint_init(&l.hint, l.row, l.policy);
	st = add(t, &l, rows, &c);
	crm_hint_release(&l.hint);
	return st;
}

static int add_typed(struct crm_tool *t, const struct crm_typed *entry)
{
	const struct crm_entry_now now = {t->now, t->clock, strcmp(t->lang, "fr") == 0, &t->policy};
	struct crm_row row;
	struct batch rows = {&row, 1, crm_plan_is(entry)};
	struct crm_err e;
	int st;

	if (rows.plan)
		st = crm_plan_rows(&t->mem, entry, &now, &rows.row, &rows.n, &e);
	else
		st = crm_entry_row(&t->mem, entry, &now, &row, &e);
	if (st || tags_fit(&rows.row[0], &e))
		return crm_tool_fail(t, &e);
	st = add_for(t, entry, &rows);
	return st == AGAIN ? add_for(t, entry, &rows) : st;
}

int crm_log_add(struct crm_tool *t, const struct crm_typed *typed)
{
	struct crm_typed entry = *typed;
	struct crm_buf said;
	struct crm_err e;
	int st;

	crm_buf_init(&said);
	if (crm_log_fill(t, &entry, &said, &e))
		st = crm_tool_fail(t, &e);
	else
		st = add_typed(t, &entry);
	if (st == CRM_OK && said.n)
		crm_tool_warn(t, _("hint: %.*s"), (int)said.n, said.p);
	crm_buf_release(&said);
	return st;
}
