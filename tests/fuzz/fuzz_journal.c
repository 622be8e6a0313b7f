/* Any bytes as a journal: the fast reader and libcsv give the same rows, and each row is written so
 * that it reads as the same row. */
#include "book/journal.h"
#include "shelf.h"

struct got {
	struct crm_buf rows, finds;
	size_t n;
	int status;
};

static void reset(void *ctx)
{
	struct got *g = ctx;

	crm_buf_clear(&g->rows);
	g->n = 0;
}

static void row(void *ctx, const struct crm_row *r)
{
	struct got *g = ctx;

	crm_row_line(&g->rows, r);
	g->n++;
}

static void get(struct crm_book *book, bool libcsv, struct got *g)
{
	struct crm_journal_job job = {.events = CRM_EV_ALL, .now = {INT32_MAX, CRM_NO_MIN},
		.currency = crm_currency_find(CRM_STR("EUR")), .libcsv = libcsv, .all = true,
		.voids = true, .reset = reset, .row = row, .ctx = g};
	struct crm_journal_stats stats;
	struct crm_finds finds;
	struct crm_err e;
	size_t i;

	crm_buf_init(&g->rows);
	crm_buf_init(&g->finds);
	g->n = 0;
	crm_finds_init(&finds);
	g->status = crm_journal_read(book, &job, &finds, &stats, &e);
	for (i = 0; i < finds.n; i++)
		crm_buf_printf(&g->finds, "%ld %s %s\n", finds.item[i].line, finds.item[i].field, finds.item[i].text);
	crm_finds_release(&finds);
}

static void drop(struct got *g)
{
	crm_buf_release(&g->rows);
	crm_buf_release(&g->finds);
}

static void same(const struct got *a, const struct got *b)
{
	if (a->status != b->status || a->n != b->n || !crm_str_eq(crm_buf_view(&a->rows), crm_buf_view(&b->rows)))
		abort();
}

/* The rows as a journal of their own. */
static void again(struct crm_book *book, const struct got *a)
{
	struct crm_buf file;
	struct got b;

	crm_buf_init(&file);
	crm_buf_cstr(&file, CRM_JOURNAL_HEADER "\n");
	crm_buf_str(&file, crm_buf_view(&a->rows));
	shelf_put("journal.csv", crm_buf_view(&file));
	get(book, false, &b);
	same(a, &b);
	drop(&b);
	crm_buf_release(&file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct crm_book *book = shelf_book();
	struct got fast, slow;

	shelf_put("journal.csv", (struct crm_str){(const char *)data, size});
	get(book, false, &fast);
	get(book, true, &slow);
	same(&fast, &slow);
	if (!crm_str_eq(crm_buf_view(&fast.finds), crm_buf_view(&slow.finds)))
		abort();
	if (!fast.status)
		again(book, &fast);
	drop(&fast);
	drop(&slow);
	return 0;
}
