/* import.c - crm-log --import: the rows of another file. */
#include "base/i18n.h"
#include "config/client/profiles.h"
#include "format/csv.h"
#include "import/import.h"
#include "law/paytime.h"
#include "tool/log/log.h"
#include "tool/zone.h"

static int read_map(struct crm_tool *t, const char *path, struct crm_map *map, struct crm_err *e)
{
	struct crm_buf text;
	const char *name;
	int r;

	crm_buf_init(&text);
	r = crm_tool_read(t, path, CRM_YAML_MAX_PROFILE, &name, &text, e);
	if (!r && text.n > CRM_YAML_MAX_PROFILE)
		r = crm_err_at(e, CRM_USAGE, name, 0, NULL, _("is too large for a map"));
	if (!r)
		r = crm_map_read(&t->mem, crm_arena_str(&t->mem, crm_buf_view(&text)), name, map, e);
	crm_buf_release(&text);
	return r;
}

/* ---- the book ---- */

static void seen_row(void *ctx, const struct crm_row *row)
{
	crm_import_seen(ctx, row);
}

static void seen_reset(void *ctx)
{
	crm_import_unsee(ctx);
}

static void there_row(void *ctx, const struct crm_row *row)
{
	struct crm_import *im = ctx;

	crm_incoming_there(&im->rows, row);
	crm_absent_there(&im->absent, row);
}

static void there_reset(void *ctx)
{
	struct crm_import *im = ctx;

	crm_incoming_begin(&im->rows);
	crm_absent_begin(&im->absent);
}

static void split_row(void *ctx, const struct crm_row *row)
{
	struct crm_import *im = ctx;

	crm_split_there(&im->split, row);
}

static void split_void(void *ctx, const struct crm_row *row)
{
	struct crm_import *im = ctx;

	if (im->transfers)
		crm_split_voided(&im->split, row);
}

static void split_reset(void *ctx)
{
	struct crm_import *im = ctx;

	crm_split_clear(&im->split);
}

static int read_journal(struct crm_tool *t, struct crm_import *im, bool voids,
	void (*reset)(void *ctx), void (*row)(void *ctx, const struct crm_row *row),
	struct crm_err *e)
{
	return crm_tool_rows(t, (struct crm_journal_job){.events = CRM_EV_ALL, .voids = voids, .reset = reset,
		.row = row, .voided = split_void, .ctx = im}, e);
}

/* Addresses are read where the map asks for them: a profile each. */
static void know_addresses(struct crm_import *im, const struct crm_list *ids)
{
	const struct crm_client *c;
	bool wanted = false;
	size_t i;

	for (i = 0; im->map && i < im->map->events; i++)
		wanted |= im->map->event[i].cell[CRM_COL_CLIENT].find == CRM_FIND_ADDRESS;
	for (i = 0; wanted && i < ids->n; i++) {
		c = im->profile(im->ctx, ids->item[i]);
		if (c && c->exists && !c->damaged)
			crm_who_add(&im->who, c);
	}
}

static int convert(struct crm_tool *t, struct crm_import *im, struct crm_str bytes,
	struct crm_err *e)
{
	struct crm_list ids;
	size_t i;

	if (crm_client_list(&t->book, &ids, e))
		return -1;
	for (i = 0; i < ids.n; i++)
		crm_import_known(im, ids.item[i]);
	know_addresses(im, &ids);
	if (read_journal(t, im, false, seen_reset, seen_row, e) || crm_import_read(im, bytes, e))
		return -1;
	if (im->transfers) { /* what is open is reckoned only where somebody asks */
		if (read_journal(t, im, false, split_reset, split_row, e))
			return -1;
		crm_import_transfers(im);
	}
	do {
		there_reset(im);
		if (read_journal(t, im, true, there_reset, there_row, e))
			return -1;
	} while (crm_incoming_next(&im->rows));
	return 0;
}

/* ---- the end ---- */

/* The line was made by crm_row_line, so it reads back. */
void crm_log_rows_lines(struct crm_tool *t, struct crm_str lines)
{
	struct crm_csv_judge *judge = crm_csv_judge_new(',');
	struct crm_csv_record rec;
	struct crm_report r;
	struct crm_row row;
	struct crm_str line;
	struct crm_err e;

	crm_log_rows_begin(t, &r);
	while ((line = crm_str_word(&lines, '\n')).n) {
		if (crm_csv_judge_line(judge, line, &rec) || rec.n != CRM_COLUMNS ||
			crm_row_check(rec.cell, t->policy.currency, &row, &e))
			crm_bug("a line of ours cannot be read");
		crm_log_rows_one(&r, &row);
	}
	crm_report_end(&r);
	crm_csv_judge_free(judge);
}

static int write_rows(struct crm_tool *t, const struct crm_import *im, struct crm_str lines,
	struct crm_err *e)
{
	size_t i;

	for (i = 0; i < im->fresh_n; i++)
		if (crm_client_create_with(&t->book, im->fresh[i].id, im->fresh[i].name, im->fresh[i].keys,
			    t->lang, e))
			return -1;
	return lines.n ? crm_journal_append(&t->book, lines, &t->finds, e) : 0;
}

static void say_back(struct crm_tool *t, size_t n)
{
	if (n)
		crm_tool_warn(t,
			CRM_NGETTEXT("%zu voided row is not imported; --again adds it again",
				"%zu voided rows are not imported; --again adds them again", n),
			n);
}

/* Who is told of a record that is left out. */
struct left {
	struct crm_tool *t;
	const char *file;
};

/* Money whose client nobody knows: left out as the map says, but never without a word. */
static void say_unmatched(struct crm_tool *t, const struct crm_import *im)
{
	size_t n = (size_t)im->unmatched;

	if (n)
		crm_tool_warn(t,
			CRM_NGETTEXT("%zu record names no known client and is left out; -v lists it",
				"%zu records name no known client and are left out; -v lists them", n),
			n);
}

static struct crm_when civil(void *ctx, struct crm_when utc)
{
	(void)ctx;
	return crm_zone_civil(utc);
}

/* Days and months exchanged read without a complaint; a statement has no later days. */
static void say_later(struct crm_tool *t, const struct crm_import *im)
{
	size_t n = (size_t)im->later;

	if (n)
		crm_find_add(&t->finds, im->file, im->later_line, "at", CRM_STR(""),
			CRM_NGETTEXT("this row is dated after today: are day and month swapped?",
				"%zu rows are dated after today, this is the first: are day and "
				"month swapped?",
				n),
			n)
			->warning = true;
}

static void left_out(void *ctx, long line, const struct crm_csv_record *record)
{
	struct left *l = ctx;
	struct crm_buf b;
	size_t i;

	crm_buf_init(&b);
	for (i = 0; i < record->n; i++)
		crm_buf_printf(&b, "%s%.*s", i ? " | " : "", (int)record->cell[i].n, record->cell[i].p);
	crm_tool_note(l->t, _("%s:%ld: left out: %s"), l->file, line, b.p);
	crm_buf_release(&b);
}

static bool too_far(void *ctx, const struct crm_row *row)
{
	const struct crm_profiles *p = ctx;

	return crm_paytime_doubtful(row) &&
	       crm_paytime_row(row, crm_profiles_get(ctx, row->client), p->policy);
}

/* What is taken as it stands and wants a look, said once, where the first of it is. */
static void say_doubtful(struct crm_tool *t, const char *file, const struct crm_incoming_count *n)
{
	if (n->far)
		crm_find_add(&t->finds, file, n->far_line, "due", CRM_STR(""),
			CRM_NGETTEXT("this invoice has more days to pay than the law allows: 60, "
				"or 45 end of month; 30 for a public client",
				"%zu invoices have more days to pay than the law allows: 60, or 45 "
				"end of month; 30 for a public client; this is the first",
				n->far),
			n->far)
			->warning = true;
	/* money is there, and no invoice is paid by it until a person says which */
	if (n->loose)
		crm_find_add(&t->finds, file, n->loose_line, "ref", CRM_STR(""),
			CRM_NGETTEXT("this payment names no invoice, and is deducted from none: "
				"void it, and log it with the ref",
				"%zu payments name no invoice, and are deducted from none; this is "
				"the first: void them, and log them with their refs",
				n->loose),
			n->loose)
			->warning = true;
}

static int finish(struct crm_tool *t, struct crm_import *im, const struct crm_log_source *s,
	struct crm_err *e)
{
	struct crm_incoming_count n;
	struct crm_buf lines;
	int r = 0;

	crm_buf_init(&lines);
	crm_doubles_match(&im->doubles, &im->rows, t->policy.currency, s->doubles, im->file, &t->finds);
	n = crm_incoming_lines(&im->rows, s->again, &lines);
	crm_incoming_tell(&im->rows, im->file, &t->finds);
	crm_absent_tell(&im->absent, &im->rows, im->file, &t->finds);
	if (s->dry)
		crm_log_rows_lines(t, crm_buf_view(&lines));
	else if (im->refused && !s->keep_going)
		crm_tool_warn(t,
			CRM_NGETTEXT("%llu of %llu records is refused, so nothing is written; fix "
				"it, or add --keep-going to write the others",
				"%llu of %llu records are refused, so nothing is written; fix them, or add "
				"--keep-going to write the others",
				im->refused),
			(unsigned long long)im->refused, (unsigned long long)im->records);
	else
		r = write_rows(t, im, crm_buf_view(&lines), e);
	crm_buf_release(&lines);
	if (r)
		return r;
	say_back(t, n.back);
	say_unmatched(t, im);
	say_later(t, im);
	say_doubtful(t, im->file, &n);
	crm_tool_note(t,
		CRM_NGETTEXT("%llu record: %zu to add, %zu already present, %llu left out",
			"%llu records: %zu to add, %zu already present, %llu left out", im->records),
		(unsigned long long)im->records, n.fresh, im->rows.n - n.fresh - n.back - n.held,
		(unsigned long long)im->left_out);
	return 0;
}

static int run(struct crm_tool *t, struct crm_import *im, const struct crm_log_source *s,
	struct crm_str bytes)
{
	struct crm_err e;
	int r;

	/* from the look at the ids to the end of writing nobody else may add them */
	if (!s->dry && crm_book_lock(&t->book, t->lock_wait, &e))
		return crm_tool_fail(t, &e);
	/* days to pay, addresses: not without the profiles that only the system keeps from us */
	r = convert(t, im, bytes, &e) || crm_finds_system(((struct crm_profiles *)im->ctx)->finds, &e) ||
	    finish(t, im, s, &e);
	if (!s->dry)
		crm_book_unlock(&t->book);
	return r ? crm_tool_fail(t, &e) : CRM_OK;
}

/* What an import asks the tool for. */
static void given(struct crm_import *im, struct crm_tool *t, const struct crm_log_source *s,
	struct left *left, struct crm_profiles *profiles)
{
	if (s->clients)
		im->strangers = s->clients - 1;
	im->with_doubles = s->doubles;
	im->left = left_out;
	im->civil = civil;
	im->today = t->now.day;
	im->left_ctx = left;
	im->profile = crm_profiles_get;
	im->far = too_far;
	im->ctx = profiles;
}

int crm_log_import(struct crm_tool *t, const struct crm_log_source *s)
{
	struct left left = {t, "-"};
	struct crm_import im;
	struct crm_profiles profiles;
	struct crm_finds aside;
	const char *name = "-";
	struct crm_map map;
	struct crm_buf bytes;
	struct crm_err e;
	int st;

	if (t->argc > 1)
		return crm_tool_usage(t, _("--import takes one file: '%s'"), t->argv[1]);
	if (s->map && read_map(t, s->map, &map, &e))
		return crm_tool_fail(t, &e);
	crm_buf_init(&bytes);
	if (crm_tool_read(t, t->argc ? t->argv[0] : NULL, SIZE_MAX, &name, &bytes, &e)) {
		crm_buf_release(&bytes);
		return crm_tool_fail(t, &e);
	}
	crm_import_init(&im, s->map ? &map : NULL, &t->policy, name, &t->finds);
	left.file = name;
	/* a given --today has left it alone */
	(void)crm_zone_set(crm_arena_cstr(&t->mem, t->policy.timezone), &e);
	crm_finds_init(&aside);
	crm_profiles_init(&profiles, &t->book, &t->policy, &aside);
	given(&im, t, s, &left, &profiles);
	st = run(t, &im, s, crm_buf_view(&bytes));
	crm_finds_warn(&t->finds, &aside);
	crm_profiles_release(&profiles);
	crm_import_release(&im);
	crm_buf_release(&bytes);
	return st;
}
