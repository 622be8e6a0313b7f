/* tables.c - the tables of law as a book has them. */
#include "base/embed.h"
#include "config/table/table.h"

enum { BYTES_MAX = 256 * 1024 };

/* The shipped bytes, and the book's own file of the same name (empty when there is none). */
static int both(struct crm_book *b, const char *name, struct crm_str *shipped, struct crm_str *own,
	struct crm_err *e)
{
	const char *path = crm_arena_printf(&b->mem, "data/%s", name);

	if (!crm_embed_find(path, shipped))
		crm_bug(path);
	*own = crm_str(NULL);
	return crm_book_read(b, name, BYTES_MAX, own, e) < 0 ? -1 : 0;
}

int crm_tables_read(struct crm_book *b, struct crm_tables *out, struct crm_finds *finds,
	struct crm_err *e)
{
	struct crm_str shipped, own;

	if (both(b, "rates.csv", &shipped, &own, e))
		return -1;
	crm_rates_parse(&b->mem, shipped, own, "rates.csv", &out->rates, finds);
	if (both(b, "regimes.csv", &shipped, &own, e))
		return -1;
	crm_regimes_parse(&b->mem, shipped, own, "regimes.csv", &out->regimes, finds);
	if (both(b, "holidays.csv", &shipped, &own, e))
		return -1;
	crm_holidays_parse(&b->mem, shipped, own, "holidays.csv", &out->holidays, finds);
	return 0;
}
