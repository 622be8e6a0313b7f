/* bookread.h - a journal in a fresh folder, read back as text: rows as they are fed, findings. */
#ifndef CRM_TESTS_BOOKREAD_H
#define CRM_TESTS_BOOKREAD_H
#include "book/journal.h"
#include "folder.h"

/* What one reading gave. */
struct got {
	struct crm_buf rows;  /* one line a row, in the order they came */
	struct crm_buf finds; /* `LINE FIELD CLIENT UNREAD: TEXT` a line */
	struct crm_journal_stats st;
	struct crm_err err;
	size_t n;	      /* rows */
	int resets, status;   /* status: what crm_journal_read returned */
};

static inline void got_reset(void *ctx)
{
	struct got *g = ctx;

	crm_buf_clear(&g->rows);
	g->n = 0;
	g->resets++;
}

static inline void got_row(void *ctx, const struct crm_row *row)
{
	struct got *g = ctx;

	crm_row_line(&g->rows, row);
	g->n++;
}

static inline void got_release(struct got *g)
{
	crm_buf_release(&g->rows);
	crm_buf_release(&g->finds);
}

static inline struct crm_journal_job job_all(void)
{
	return (struct crm_journal_job){.events = CRM_EV_ALL & ~CRM_EV_BIT(CRM_EV_VOID),
		.now = {INT32_MAX, CRM_NO_MIN}, .currency = crm_currency_find(CRM_STR("EUR"))};
}

/* Read journal.csv of the folder. */
static inline void journal_get(struct crm_journal_job job, struct got *g)
{
	struct crm_finds finds;
	struct crm_book book;
	size_t i;

	memset(g, 0, sizeof *g);
	crm_buf_init(&g->rows);
	crm_buf_init(&g->finds);
	crm_finds_init(&finds);
	job.reset = got_reset;
	job.row = got_row;
	job.ctx = g;
	ck_assert_int_eq(crm_book_open(&book, folder, &g->err), 0);
	g->status = crm_journal_read(&book, &job, &finds, &g->st, &g->err);
	for (i = 0; i < finds.n; i++) {
		const struct crm_find *f = &finds.item[i];

		crm_buf_printf(&g->finds, "%ld %s %.*s%s%s: %s\n", f->line, f->field,
			(int)f->client.n, f->client.p, f->unread ? " unread" : "",
			f->warning ? " warning" : "", f->text);
	}
	crm_finds_release(&finds);
	crm_book_close(&book);
}

static inline int line_cmp(const void *a, const void *b)
{
	const struct crm_str *x = a, *y = b;

	return crm_str_cmp(*x, *y);
}

/* The lines of a buffer in byte order. */
static inline void lines_sort(struct crm_buf *b)
{
	struct crm_str *line = NULL, rest = crm_buf_view(b), w;
	size_t n = 0, cap = 0, i;
	struct crm_buf out;

	crm_buf_init(&out);
	while ((w = crm_str_word(&rest, '\n')).n) {
		crm_grow(&line, &cap, n + 1, sizeof *line);
		line[n++] = w;
	}
	if (n)
		qsort(line, n, sizeof *line, line_cmp);
	for (i = 0; i < n; i++) {
		crm_buf_str(&out, line[i]);
		crm_buf_char(&out, '\n');
	}
	crm_release(&line);
	crm_buf_release(b);
	*b = out;
}

/* The same rows, in whatever order. */
static inline void rows_same(struct got *a, struct got *b)
{
	lines_sort(&a->rows);
	lines_sort(&b->rows);
	ck_assert_str_eq(a->rows.p, b->rows.p);
}
#endif
