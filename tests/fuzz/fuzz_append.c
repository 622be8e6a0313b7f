/* Any bytes as a journal that a row is added to: what stood there stays to the byte, in the journal or in
 * the file of its torn end, and whoever reads the journal then gets the row; each row is found again by
 * its place. */
#include "book/journal.h"
#include "shelf.h"
#include <dirent.h>

static const char id[] = "ffffffff-0000-7000-8000-000000000001";

enum { PLACES = 8 };

struct got {
	size_t n, ours;
	uint64_t offset[PLACES]; /* of the first rows */
	struct crm_uuid id[PLACES];
};

static void reset(void *ctx)
{
	memset(ctx, 0, sizeof(struct got));
}

static void row(void *ctx, const struct crm_row *r)
{
	struct got *g = ctx;
	char text[37];

	if (g->n < PLACES) {
		g->offset[g->n] = r->offset;
		g->id[g->n] = r->id;
	}
	g->n++;
	crm_uuid_text(&r->id, text);
	g->ours += strcmp(text, id) == 0 && crm_str_is(r->client, "acme");
}

/* The rows, and how many of them are the one that is added; false where no journal can be read there. */
static bool get(struct crm_book *book, struct got *g)
{
	struct crm_journal_job job = {.events = CRM_EV_ALL, .now = {INT32_MAX, CRM_NO_MIN},
		.currency = crm_currency_find(CRM_STR("EUR")), .voids = true, .reset = reset, .row = row,
		.ctx = g};
	struct crm_journal_stats stats;
	struct crm_err e;

	reset(g);
	return !crm_journal_read(book, &job, NULL, &stats, &e);
}

static void again(struct crm_book *book, const struct got *g)
{
	struct crm_err e;
	struct crm_reread *j = crm_reread_open(book, crm_currency_find(CRM_STR("EUR")), &e);
	struct crm_row r;
	size_t i;

	if (!j)
		abort();
	for (i = 0; i < g->n && i < PLACES; i++)
		if (crm_reread_row(j, g->offset[i], &r) || crm_uuid_cmp(&r.id, &g->id[i]) != 0)
			abort();
	crm_reread_close(j);
}

/* The file that the torn end was set aside in, taken away behind it. */
static struct crm_str torn(struct crm_book *book, const struct crm_finds *finds)
{
	struct crm_str bytes = CRM_STR("");
	struct crm_err e;
	struct dirent *d;
	DIR *dir;

	if (!finds->n)
		return bytes;
	if (crm_book_dir(book, ".", &dir, &e) != 1)
		abort();
	while ((d = readdir(dir)))
		if (strncmp(d->d_name, "journal.csv.torn-", 17) == 0) {
			if (bytes.n || crm_book_read(book, d->d_name, 1 << 20, &bytes, &e) != 1)
				abort();
			unlinkat(book->dir, d->d_name, 0);
		}
	closedir(dir);
	return bytes;
}

/* Before and behind: whole lines, then the row, with the header before it where nothing was left. */
static void kept(struct crm_str was, struct crm_str is, struct crm_str aside)
{
	size_t whole = was.n - aside.n;

	if (aside.n > was.n || is.n <= whole || (whole && memcmp(is.p, was.p, whole) != 0) ||
		(aside.n && memcmp(aside.p, was.p + whole, aside.n) != 0) ||
		(whole && was.p[whole - 1] != '\n') || is.p[is.n - 1] != '\n' ||
		!memmem(is.p + whole, is.n - whole, id, sizeof id - 1))
		abort();
}

static void added(struct crm_book *book, struct crm_str was, const struct got *before,
	const struct crm_finds *finds)
{
	struct crm_str is, aside = torn(book, finds);
	struct crm_err e;
	struct got after;

	if (crm_book_read(book, "journal.csv", 1 << 20, &is, &e) != 1)
		abort();
	kept(was, is, aside);
	if (!get(book, &after) || after.ours != 1 || after.n < before->n)
		abort();
	again(book, &after);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct crm_str was = {(const char *)data, size};
	struct crm_book *book = shelf_book();
	struct crm_finds finds;
	struct got before;
	struct crm_buf line;
	struct crm_str is;
	struct crm_err e;

	shelf_put("journal.csv", was);
	if (get(book, &before) && before.ours)
		return 0;
	crm_finds_init(&finds);
	crm_buf_init(&line);
	crm_buf_printf(&line, "%s,2026-06-15,acme,contact,,client,,,,,email,,,hello\n", id);
	if (book->lock < 0 && crm_book_lock(book, 0, &e))
		abort();
	if (!crm_journal_append(book, crm_buf_view(&line), &finds, &e))
		added(book, was, &before, &finds);
	else if (crm_book_read(book, "journal.csv", 1 << 20, &is, &e) != 1 || is.n > was.n ||
		memcmp(is.p, was.p, is.n) != 0)
		abort();
	else
		(void)torn(book, &finds);
	crm_buf_release(&line);
	crm_finds_release(&finds);
	return 0;
}
