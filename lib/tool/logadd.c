/* logadd.c - crm-log: one row written. */
#include "base/i18n.h"
#include "format/csv.h"
#include "remark/hint.h"
#include "remark/remark.h"
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

	return crm_journal_read(&t->book, &job, NULL, NULL, e);
}

/* ---- who is known ---- */

enum { AGAIN = -2 }; /* the row has the client now that its word begins */

static int unknown(struct crm_tool *t, struct crm_row *row)
{
	struct crm_str id = row->client, near;
	struct crm_err e;

	if (crm_client_begun(&t->book, t->policy.currency, "client", id, &near, &e))
		return crm_tool_fail(t, &e);
	if (near.n) {
		crm_tool_warn(t, _("hint: '%.*s' is %.*s"), (int)id.n, id.p, (int)near.n, near.p);
		row->client = near;
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
	if (c->damaged)
		return crm_err_at(e, CRM_USAGE, NULL, 0, "due",
			_("the terms of this client cannot be read; fix the profile, or say -d"));
	row->due.day = crm_terms_due(row->at.day, crm_client_terms(c, &t->policy));
	return 0;
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

/* What was read, where a word or a mark of the person was understood. */
static void say_read(struct crm_tool *t, const struct crm_row *row)
{
	static const char *const days[] = {N_("Monday"), N_("Tuesday"), N_("Wednesday"),
		N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday")};
	char due[CRM_WHEN_TEXT];
	struct crm_buf money;

	if (row->has_amount) {
		crm_buf_init(&money);
		crm_money_text(&money, row->amount, row->currency);
		crm_tool_note(t, _("amount: %s %s"), money.p, crm_currency_code(row->currency));
		crm_buf_release(&money);
	}
	if (row->due.day != CRM_NO_DAY) {
		crm_when_text(row->due, due);
		crm_tool_note(t, _("due: %s, %s"), due, _(days[crm_date_weekday(row->due.day)]));
	}
}

static void say_hints(struct crm_tool *t, struct look *l, const struct crm_client *c)
{
	struct crm_str text, line;
	struct crm_buf b;
	char id[37];

	crm_buf_init(&b);
	crm_hint_say(&l->hint, c, &t->policy, t->now, &b);
	text = crm_buf_view(&b);
	while ((line = crm_str_word(&text, '\n')).n)
		crm_tool_warn(t, _("hint: %.*s"), (int)line.n, line.p);
	crm_uuid_text(&l->row->id, id);
	if (b.n)
		crm_tool_warn(t, _("hint: crm-log --void %s voids this row"), id + sizeof id - 9);
	crm_buf_release(&b);
}

/* Look, write, remark. */
static int add(struct crm_tool *t, struct look *l, struct crm_row *row, const struct crm_client *c)
{
	struct crm_err e;
	char id[37];
	int st;

	if (look_at(t, l, &e))
		return crm_tool_fail(t, &e);
	if (row->client.n && !c->exists && !l->seen)
		return unknown(t, row);
	st = write_row(t, row);
	if (st != CRM_OK)
		return st;
	crm_uuid_text(&row->id, id);
	if (t->verbose)
		fprintf(t->sink, "%s\n", id);
	say_read(t, row);
	say_hints(t, l, c);
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

static int add_for(struct crm_tool *t, const struct crm_typed *entry, struct crm_row *row)
{
	struct look l = {.row = row};
	struct crm_client c;
	struct crm_err e;
	int st;

	profile(t, row->client, &c);
	if (terms_due(t, &c, entry, row, &e))
		return crm_tool_fail(t, &e);
	crm_hint_init(&l.hint, row);
	st = add(t, &l, row, &c);
	crm_hint_release(&l.hint);
	return st;
}

int crm_log_add(struct crm_tool *t, const struct crm_typed *entry)
{
	const struct crm_entry_now now = {t->now, t->clock, strcmp(t->lang, "fr") == 0, &t->policy};
	struct crm_row row;
	struct crm_err e;
	int st;

	if (crm_entry_row(&t->mem, entry, &now, &row, &e) || tags_fit(&row, &e))
		return crm_tool_fail(t, &e);
	st = add_for(t, entry, &row);
	return st == AGAIN ? add_for(t, entry, &row) : st;
}
