/* logadd.c - crm-log: one row written, rows taken back. */
#include "base/i18n.h"
#include "format/csv.h"
#include "rule/hint.h"
#include "tool/log.h"
#include <stdio.h>

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

/* ---- looking at the client's other rows ---- */

struct look {
	struct crm_hint hint;
	const struct crm_row *row;
	bool seen; /* the client has rows */
};

static void look_reset(void *ctx)
{
	struct look *l = ctx;

	crm_hint_release(&l->hint);
	crm_hint_init(&l->hint, l->row);
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
	struct crm_journal_job job = {
		.events = CRM_EV_ALL,
		.now = {INT32_MAX, CRM_NO_MIN},
		.currency = t->policy.currency,
		.client = l->row->client,
		.libcsv = t->libcsv,
		.reset = look_reset,
		.row = look_row,
		.ctx = l,
	};
	struct crm_finds aside;
	int r;

	look_reset(l);
	crm_finds_init(&aside);
	r = crm_journal_read(&t->book, &job, &aside, NULL, e);
	crm_finds_release(&aside);
	return r;
}

/* ---- one row ---- */

/* A slip in a profile is said, but a row that does not need the profile is no less true for it. */
static int profile(struct crm_tool *t, struct crm_str id, struct crm_client *c)
{
	struct crm_finds aside;
	size_t i;
	int r;

	memset(c, 0, sizeof *c);
	c->tender_threshold = -1;
	if (!id.n)
		return 0;
	crm_finds_init(&aside);
	r = crm_client_read(&t->book, &t->policy, id, c, &aside);
	for (i = 0; i < aside.n; i++) {
		const struct crm_find *f = &aside.item[i];

		crm_find_add(&t->finds, f->file, f->line, f->field, id, "%s", f->text)->warning = true;
	}
	crm_finds_release(&aside);
	return r;
}

static void terms_due(const struct crm_tool *t, const struct crm_client *c,
	const struct crm_entry *entry, struct crm_row *row)
{
	struct crm_terms terms = c->terms.how != CRM_TERMS_NONE ? c->terms : t->policy.terms;

	if (row->event == CRM_EV_INVOICE && !entry->due && terms.how != CRM_TERMS_NONE)
		row->due.day = crm_terms_due(row->at.day, terms);
}

/* The id is made under the lock, so that the ids of a file ascend. */
static int write_row(struct crm_tool *t, struct crm_row *row)
{
	struct crm_buf line;
	struct crm_err e;
	int r;

	if (crm_book_lock(&t->book, t->lock_wait, &e))
		return crm_tool_fail(t, &e);
	crm_tool_id(&row->id);
	crm_buf_init(&line);
	crm_row_line(&line, row);
	if (line.n > CRM_CSV_RECORD)
		r = crm_err_at(&e, CRM_USAGE, NULL, 0, "note",
			_("the row is longer than %d KiB; keep the text in a file and name it"),
			CRM_CSV_RECORD / 1024);
	else
		r = crm_journal_append(&t->book, crm_buf_view(&line), &t->finds, &e);
	crm_buf_release(&line);
	crm_book_unlock(&t->book);
	return r ? crm_tool_fail(t, &e) : CRM_OK;
}

static void say_hints(struct crm_tool *t, const struct look *l, const struct crm_client *c)
{
	struct crm_str text, line;
	struct crm_buf b;

	crm_buf_init(&b);
	crm_hint_say(&l->hint, c, &t->policy, t->now, &b);
	text = crm_buf_view(&b);
	while ((line = crm_str_word(&text, '\n')).n)
		crm_tool_warn(t, _("hint: %.*s"), (int)line.n, line.p);
	crm_buf_release(&b);
}

/* The client's other rows were looked at. */
static int add(struct crm_tool *t, struct crm_row *row, const struct look *l,
	const struct crm_client *c)
{
	struct crm_err e;
	char id[37];
	int st;

	if (row->client.n && !c->exists && !l->seen) {
		crm_client_unknown(&t->book, t->policy.currency, row->client, "client", &e);
		return crm_tool_fail(t, &e);
	}
	st = write_row(t, row);
	if (st != CRM_OK)
		return st;
	crm_uuid_text(&row->id, id);
	if (t->verbose)
		fprintf(t->sink, "%s\n", id);
	say_hints(t, l, c);
	return CRM_OK;
}

int crm_log_add(struct crm_tool *t, const struct crm_entry *entry)
{
	const struct crm_entry_now now = {t->now.day, t->clock, &t->policy};
	struct crm_client c;
	struct crm_row row;
	struct look l = {.row = &row};
	struct crm_err e;
	int st;

	if (crm_entry_row(&t->mem, entry, &now, &row, &e))
		return crm_tool_fail(t, &e);
	if (profile(t, row.client, &c) && row.event == CRM_EV_INVOICE && !entry->due) {
		crm_err_at(&e, CRM_USAGE, NULL, 0, "due",
			_("the terms of this client cannot be read; mend the profile, or say -d"));
		return crm_tool_fail(t, &e);
	}
	terms_due(t, &c, entry, &row);
	st = look_at(t, &l, &e) ? crm_tool_fail(t, &e) : add(t, &row, &l, &c);
	crm_hint_release(&l.hint);
	return st;
}

/* ---- rows taken back ---- */

struct target {
	struct crm_uuid id;
	const char *text;
	bool found, is_void, gone;
	char client[65];
};

struct voiding {
	struct target *t;
	size_t n;
};

static void void_reset(void *ctx)
{
	struct voiding *v = ctx;
	size_t i;

	for (i = 0; i < v->n; i++)
		v->t[i].found = v->t[i].is_void = v->t[i].gone = false;
}

static void void_row(void *ctx, const struct crm_row *row)
{
	struct voiding *v = ctx;
	size_t i;

	for (i = 0; i < v->n; i++) {
		struct target *t = &v->t[i];

		if (row->event == CRM_EV_VOID && crm_str_is(row->ref, t->text))
			t->gone = true;
		if (crm_uuid_cmp(&row->id, &t->id))
			continue;
		t->found = true;
		t->is_void = row->event == CRM_EV_VOID;
		snprintf(t->client, sizeof t->client, "%.*s", (int)row->client.n, row->client.p);
	}
}

static int void_find(struct crm_tool *t, struct voiding *v, struct crm_err *e)
{
	struct crm_journal_job job = {
		.events = CRM_EV_ALL,
		.now = {INT32_MAX, CRM_NO_MIN},
		.currency = t->policy.currency,
		.libcsv = t->libcsv,
		.voids = true,
		.reset = void_reset,
		.row = void_row,
		.ctx = v,
	};
	struct crm_finds aside;
	size_t i;
	int r;

	crm_finds_init(&aside);
	r = crm_journal_read(&t->book, &job, &aside, NULL, e);
	crm_finds_release(&aside);
	for (i = 0; !r && i < v->n; i++) {
		if (!v->t[i].found)
			r = crm_err_at(e, CRM_USAGE, NULL, 0, "--void",
				_("no row has the id %s; crm-log --list shows them"), v->t[i].text);
		else if (v->t[i].is_void)
			r = crm_err_at(e, CRM_USAGE, NULL, 0, "--void",
				_("%s takes a row back itself and cannot be taken back: log that row "
				  "again"),
				v->t[i].text);
	}
	return r;
}

static int void_write(struct crm_tool *t, const struct voiding *v)
{
	struct crm_row row = {.event = CRM_EV_VOID, .by = CRM_BY_ME, .at = t->clock,
		.due = {CRM_NO_DAY, CRM_NO_MIN}, .note = CRM_STR("")};
	struct crm_buf lines;
	int st = CRM_OK;
	size_t i;

	crm_buf_init(&lines);
	for (i = 0; i < v->n; i++) {
		if (v->t[i].gone) {
			crm_tool_note(t, _("%s is taken back already"), v->t[i].text);
			continue;
		}
		crm_tool_id(&row.id);
		row.client = crm_str(v->t[i].client);
		row.ref = crm_str(v->t[i].text);
		crm_row_line(&lines, &row);
	}
	if (lines.n)
		st = crm_log_write(t, crm_buf_view(&lines));
	crm_buf_release(&lines);
	return st;
}

int crm_log_void(struct crm_tool *t)
{
	struct voiding v = {.n = (size_t)t->argc};
	struct crm_err e;
	size_t i;

	if (!v.n)
		return crm_tool_usage(t, "%s", _("--void needs the id of a row"));
	v.t = crm_arena_alloc(&t->mem, v.n * sizeof *v.t);
	for (i = 0; i < v.n; i++) {
		v.t[i].text = t->argv[i];
		if (crm_uuid_parse(crm_str(t->argv[i]), &v.t[i].id)) {
			crm_err_at(&e, CRM_USAGE, NULL, 0, "--void",
				_("'%.60s' is no row id; crm-log --list shows them"), t->argv[i]);
			return crm_tool_fail(t, &e);
		}
	}
	if (void_find(t, &v, &e))
		return crm_tool_fail(t, &e);
	return void_write(t, &v);
}
