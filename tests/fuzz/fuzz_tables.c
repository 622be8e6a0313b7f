/* Any bytes as rates.csv, regimes.csv and holidays.csv of a book: bad rows are findings, and what is
 * asked of the others has an answer. */
#include "base/embed.h"
#include "config/table/table.h"
#include "shelf.h"

enum { DAY = 20619 };

/* The first lines of a shipped table: enough for the book's own rows to stand before, behind and in place
 * of some, while the whole would cost a hundred times what the bytes at hand do. */
static struct crm_str shipped(const char *name)
{
	enum { LINES = 6 };
	struct crm_str s;
	size_t i, lines = 0;

	if (!crm_embed_find(name, &s))
		abort();
	for (i = 0; i < s.n && lines < LINES; i++)
		lines += s.p[i] == '\n';
	return (struct crm_str){s.p, i};
}

static void rates(struct crm_arena *a, struct crm_str own, struct crm_finds *finds)
{
	struct crm_rates r;
	const struct crm_rate *at;
	struct crm_rate_run run;
	size_t i;

	crm_rates_parse(a, shipped("data/rates.csv"), own, "rates.csv", &r, finds);
	for (i = 0; i < r.n; i += 1 + r.n / 50) {
		crm_rate_run_open(&r, r.row[i].series, &run);
		at = crm_rate_run_at(&run, DAY);
		/* on the way from an earlier day it is the same */
		crm_rate_run_open(&r, r.row[i].series, &run);
		(void)crm_rate_run_at(&run, DAY - 400);
		if (crm_rate_run_at(&run, DAY) != at)
			abort();
	}
}

static void regimes(struct crm_arena *a, struct crm_str own, struct crm_finds *finds)
{
	struct crm_regimes r;
	size_t i;

	crm_regimes_parse(a, shipped("data/regimes.csv"), own, "regimes.csv", &r, finds);
	for (i = 0; i < r.n; i++) {
		if (crm_regime_find(&r, r.row[i].key) != &r.row[i])
			abort();
		(void)crm_regime_beside(&r, r.row[i].country, "public");
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct crm_str own = {(const char *)data, size};
	struct crm_holiday_rows h;
	struct crm_finds finds;
	struct crm_arena a;

	crm_arena_init(&a);
	crm_finds_init(&finds);
	rates(&a, own, &finds);
	regimes(&a, own, &finds);
	crm_holidays_parse(&a, shipped("data/holidays.csv"), own, "holidays.csv", &h, &finds);
	crm_finds_release(&finds);
	crm_arena_release(&a);
	return 0;
}
