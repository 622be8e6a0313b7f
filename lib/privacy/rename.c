/* rename.c - another id for a client. */
#include "privacy/rename.h"
#include "base/i18n.h"
#include "base/intern.h"
#include "format/csv.h"
#include "privacy/papers.h"
#include "privacy/rewrite.h"
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#define TAG "renamed"

struct work {
	struct crm_book *book;
	struct crm_rename *r;
	struct crm_intern refs[2]; /* of the old and the new id */
	size_t seen;		   /* rows of the old one that count */
	bool before;		   /* it was renamed so before */
};

/* ---- what there is ---- */

static void rows_begin(struct work *w)
{
	crm_intern_init(&w->refs[0]);
	crm_intern_init(&w->refs[1]);
	w->seen = 0;
	w->before = false;
}

static void rows_end(struct work *w)
{
	crm_intern_release(&w->refs[0]);
	crm_intern_release(&w->refs[1]);
}

static void rows_reset(void *ctx)
{
	rows_end(ctx);
	rows_begin(ctx);
}

struct crm_str crm_renamed_from(const struct crm_row *row)
{
	struct crm_str from = CRM_STR("");

	if (row->event == CRM_EV_NOTE && crm_tag(row->tags, TAG, &from) && !crm_client_ok(from))
		return CRM_STR("");
	return from;
}

static void rows_take(void *ctx, const struct crm_row *row)
{
	struct work *w = ctx;
	bool from = crm_str_eq(row->client, w->r->from), to = crm_str_eq(row->client, w->r->to);

	w->seen += from;
	w->before |= to && crm_str_eq(crm_renamed_from(row), w->r->from);
	if ((from || to) && row->ref.n && row->event != CRM_EV_CONTACT)
		crm_intern_add(&w->refs[to], row->ref);
}

static int rows_read(struct work *w, struct crm_err *e)
{
	const struct crm_str client[] = {w->r->from, w->r->to};
	struct crm_journal_job job = {.currency = w->r->currency,
		.reset = rows_reset, .row = rows_take, .ctx = w};

	return crm_rewrite_read(w->book, job, client, 2, e);
}

/* Two things of one name would become one. */
static int apart(const struct work *w, struct crm_err *e)
{
	size_t i;

	for (i = 0; i < w->refs[0].n && !w->before; i++) {
		struct crm_str ref = w->refs[0].str[i];

		if (crm_intern_find(&w->refs[1], ref) >= 0)
			return crm_err_at(e, CRM_USAGE, "", 0, "--rename",
				_("'%.*s' and '%.*s' both have a ref '%.*s', which would merge "
					"into one"),
				(int)w->r->from.n, w->r->from.p, (int)w->r->to.n, w->r->to.p, (int)ref.n, ref.p);
	}
	return 0;
}

/* ---- the new journal ---- */

static void renamed(struct crm_buf *out, const struct crm_str *cell, struct crm_str client)
{
	size_t i;

	for (i = 0; i < CRM_COLUMNS; i++) {
		if (i)
			crm_buf_char(out, ',');
		crm_csv_cell(out, i == CRM_COL_CLIENT ? client : cell[i]);
	}
	crm_buf_char(out, '\n');
}

static void mark(void *ctx, struct crm_buf *out)
{
	const struct work *w = ctx;
	const struct crm_rename *r = w->r;
	struct crm_row row = crm_row_of(CRM_EV_NOTE, r->now, r->to);
	struct crm_buf tags;

	if (w->before)
		return;
	crm_buf_init(&tags);
	crm_buf_printf(&tags, TAG "=%.*s", (int)r->from.n, r->from.p);
	row.id = r->id;
	row.tags = crm_buf_view(&tags);
	crm_row_line(out, &row);
	crm_buf_release(&tags);
}

/* Renamed back: the row that says it had this id before would name itself. */
static bool is_own_mark(const struct crm_rename *r, const struct crm_str *cell)
{
	struct crm_str from;

	return crm_str_is(cell[CRM_COL_EVENT], "note") && crm_tag(cell[CRM_COL_TAGS], TAG, &from) &&
	       crm_str_eq(from, r->to);
}

static void copy(void *ctx, struct crm_str line, uint64_t offset, const struct crm_str *cell,
	struct crm_buf *out)
{
	struct work *w = ctx;

	(void)offset;
	if (!cell || !crm_str_eq(cell[CRM_COL_CLIENT], w->r->from)) {
		crm_buf_str(out, line);
	} else if (!is_own_mark(w->r, cell)) {
		renamed(out, cell, w->r->to);
		w->r->rows++;
	}
}

/* ---- the files ---- */

/* -> 1: it was moved; 0: there was none; -1. */
static int move(struct crm_book *b, const char *folder, const char *from, const char *to, struct crm_err *e)
{
	int fd, r = crm_book_folder(b, folder, &fd, e);

	if (r <= 0)
		return r;
	r = renameat(fd, from, fd, to) == 0;
	if ((!r && errno != ENOENT) || (r && fsync(fd)))
		r = crm_err_errno(e, from, _("cannot be renamed"));
	close(fd);
	return r;
}

static int papers_move(struct work *w, const struct crm_list *papers, struct crm_err *e)
{
	enum { DATE = 11 }; /* 2026-06-15- */
	size_t i;

	for (i = 0; i < papers->n; i++) {
		const char *name = papers->item[i].p;

		if (move(w->book, "outbox", name,
			    crm_arena_printf(&w->book->mem, "%.*s%.*s%s", DATE, name, (int)w->r->to.n, w->r->to.p,
				    name + DATE + w->r->from.n),
			    e) < 0)
			return -1;
	}
	w->r->papers = papers->n;
	return 0;
}

static const char *profile(struct work *w, struct crm_str id)
{
	return crm_arena_printf(&w->book->mem, "%.*s.yaml", (int)id.n, id.p);
}

static int ids_fit(const struct crm_rename *r, struct crm_err *e)
{
	const struct crm_str *both[] = {&r->from, &r->to};
	size_t i;

	for (i = 0; i < 2; i++)
		if (!crm_client_ok(*both[i]))
			return crm_err_at(e, CRM_USAGE, "", 0, "--rename", _("'%.*s' is not a valid client id"),
				both[i]->n > 80 ? 80 : (int)both[i]->n, both[i]->p);
	if (crm_str_eq(r->from, r->to))
		return crm_err_at(e, CRM_USAGE, "", 0, "--rename", _("both ids are '%.*s'"), (int)r->to.n, r->to.p);
	return 0;
}

static int look(struct work *w, const struct crm_list *papers, struct crm_err *e)
{
	struct crm_rename *r = w->r;
	struct crm_list ids;

	if (crm_client_list(w->book, &ids, e) || rows_read(w, e))
		return -1;
	r->profile = crm_client_listed(&ids, r->from);
	/* a run that died on the way may have left papers alone */
	if (!w->seen && !r->profile && !(w->before && papers->n))
		return crm_client_unknown(w->book, r->currency, "--rename", r->from, e);
	if (r->profile && crm_client_listed(&ids, r->to))
		return crm_err_at(e, CRM_USAGE, "", 0, "--rename",
			_("clients/%.*s.yaml and clients/%.*s.yaml are both there; keep one of them"),
			(int)r->from.n, r->from.p, (int)r->to.n, r->to.p);
	return apart(w, e);
}

int crm_rename_client(struct crm_book *b, struct crm_rename *r, struct crm_err *e)
{
	struct work w = {.book = b, .r = r};
	const struct crm_rewrite how = {copy, mark, &w};
	struct crm_list papers;
	size_t left;
	int st;

	rows_begin(&w);
	/* whose paper one is depends on the ids that have a profile */
	st = ids_fit(r, e) || crm_book_sweep(b, &left, e) || crm_papers_of(b, r->from, &papers, e) || look(&w, &papers, e) ||
	     crm_rewrite_journal(b, &how, e) || papers_move(&w, &papers, e) ||
	     (r->profile && move(b, "clients", profile(&w, r->from), profile(&w, r->to), e) < 0);
	rows_end(&w);
	return st ? -1 : 0;
}
