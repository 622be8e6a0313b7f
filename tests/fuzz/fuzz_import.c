/* A map, a line `---`, and any bytes as the file it is for: each row that comes out is a row that the
 * journal takes.  Without the line the map is read alone. */
#include "book/journal.h"
#include "import/import.h"
#include "shelf.h"

static struct crm_when civil(void *ctx, struct crm_when utc)
{
	(void)ctx;
	return utc;
}

static void nothing(void *ctx)
{
	(void)ctx;
}

static void row(void *ctx, const struct crm_row *r)
{
	(void)ctx, (void)r;
}

/* What would be written reads as rows: so many cells, and good ones. */
static void check(struct crm_import *im)
{
	struct crm_buf lines;
	struct crm_err e;
	struct crm_book *book = shelf_book();
	struct crm_finds finds;
	struct crm_journal_stats stats;
	struct crm_journal_job job = {.events = CRM_EV_ALL, .now = {INT32_MAX, CRM_NO_MIN},
		.currency = im->policy->currency, .all = true, .reset = nothing,
		.row = row};
	size_t i;

	crm_buf_init(&lines);
	crm_buf_cstr(&lines, CRM_JOURNAL_HEADER "\n");
	(void)crm_incoming_lines(&im->rows, true, &lines);
	shelf_put("journal.csv", crm_buf_view(&lines));
	crm_buf_release(&lines);
	crm_finds_init(&finds);
	if (crm_journal_read(book, &job, &finds, &stats, &e) || stats.torn)
		abort();
	for (i = 0; i < finds.n; i++)
		if (finds.item[i].unread)
			abort();
	crm_finds_release(&finds);
}

static void import(const struct crm_map *map, const struct crm_policy *p, struct crm_str bytes)
{
	struct crm_finds finds;
	struct crm_import im;
	struct crm_err e;

	crm_finds_init(&finds);
	crm_import_init(&im, map, p, "fuzz", &finds);
	im.strangers = CRM_CLIENTS_ANY;
	im.civil = civil;
	im.today = 20619;
	crm_import_known(&im, CRM_STR("acme"));
	crm_import_unsee(&im);
	if (!crm_import_read(&im, bytes, &e)) {
		crm_incoming_begin(&im.rows);
		while (crm_incoming_next(&im.rows))
			;
		check(&im);
	}
	crm_import_release(&im);
	crm_finds_release(&finds);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct crm_str rest, yaml = shelf_part((struct crm_str){(const char *)data, size}, &rest);
	struct crm_policy p;
	struct crm_arena a;
	struct crm_map map;
	struct crm_err e;

	crm_arena_init(&a);
	crm_policy_default(&p);
	if (crm_map_read(&a, yaml, "map", &map, &e) == 0) {
		if (rest.n)
			import(&map, &p, rest);
	} else if (e.status != CRM_USAGE || !e.text[0]) {
		abort();
	}
	crm_arena_release(&a);
	return 0;
}
