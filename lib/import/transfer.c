/* transfer.c - payments of an import that name several invoices: shared out, or left to a person. */
#include "base/i18n.h"
#include "import/import.h"

struct crm_import_transfer {
	struct crm_str cell[CRM_COLUMNS];
	struct crm_label_found named[CRM_LABEL_MOST];
	size_t n, event;
	unsigned char hash[32];
	uint32_t times;
	long line;
};

/* They wait until all other rows are read, and then the journal once more: what these pay decides. */
void crm_import_transfer(struct crm_import *im, const struct crm_cells *c, size_t event,
	const unsigned char hash[32], uint32_t times, const struct crm_str cell[CRM_COLUMNS])
{
	struct crm_import_transfer *t;
	int i;

	crm_grow(&im->transfer, &im->transfers_cap, im->transfers + 1, sizeof *im->transfer);
	t = &im->transfer[im->transfers++];
	for (i = 0; i < CRM_COLUMNS; i++)
		t->cell[i] = crm_arena_str(&im->mem, cell[i]);
	memcpy(t->named, c->named, sizeof t->named);
	memcpy(t->hash, hash, sizeof t->hash);
	t->n = c->named_n;
	t->event = event;
	t->times = times;
	t->line = c->in.line;
}

/* Ids of shares are those of events that no map has. */
static size_t share_event(size_t event, unsigned part)
{
	return event + part * CRM_MAP_EVENTS;
}

static int share_do(struct crm_import *im, struct crm_cells *c, const struct crm_import_transfer *t,
	const struct crm_split_share *s, int currency)
{
	struct crm_str cell[CRM_COLUMNS];
	char amount[CRM_MONEY_TEXT];

	memcpy(cell, t->cell, sizeof cell);
	if (s->ref.n) {
		cell[CRM_COL_AMOUNT] = crm_str(crm_money_chars(s->amount, currency, amount));
		cell[CRM_COL_REF] = s->ref;
		cell[CRM_COL_TAGS] = crm_str(crm_arena_printf(&im->mem, "%.*s%spart=%u",
			(int)cell[CRM_COL_TAGS].n, cell[CRM_COL_TAGS].p, cell[CRM_COL_TAGS].n ? " " : "",
			s->part));
	}
	return crm_import_row(im, c, share_event(t->event, s->part), t->hash, t->times, cell);
}

static int transfer_do(struct crm_import *im, struct crm_cells *c, const struct crm_import_transfer *t)
{
	struct crm_split_transfer in = {.client = t->cell[CRM_COL_CLIENT], .named = t->named, .n = t->n};
	struct crm_split_share share[CRM_LABEL_MOST];
	struct crm_row row;
	struct crm_err e;
	size_t n, i;
	unsigned k;

	c->in.line = t->line;
	if (crm_row_check(t->cell, im->policy->currency, &row, &e))
		return crm_import_bad(im, t->line, &e, CRM_STR(""));
	in.amount = row.amount;
	in.currency = row.currency;
	crm_import_id(t->hash, t->times, t->event, &in.whole);
	for (k = 0; k < CRM_LABEL_MOST; k++)
		crm_import_id(t->hash, t->times, share_event(t->event, k + 1), &in.share[k]);
	in.day = row.at.day;
	n = crm_split_plan(&im->split, &in, share);
	if (n == 1 && !im->with_doubles && crm_split_typed(&im->split, &in, &im->rows)) {
		crm_find_add(im->finds, im->file, t->line, "amount", row.client,
			_("payments near this day on the invoices it names add up to it: it is "
				"already in the journal from another source, and this row is left "
				"out; if not, import with --doubles"));
		return 0;
	}
	for (i = 0; i < n; i++)
		if (share_do(im, c, t, &share[i], row.currency))
			return -1;
	return 0;
}

/* What the other rows of the input pay, but for those that the journal has: they are in its balances. */
static void others_paid(struct crm_import *im)
{
	struct crm_csv_record rec;
	struct crm_row row;
	size_t i;

	for (i = 0; i < im->rows.n; i++) {
		crm_incoming_typed(&im->rows, &im->rows.row[i], im->policy->currency, &rec, &row);
		if (row.ref.n && row.event == CRM_EV_PAYMENT && !crm_doubles_has(&im->doubles, &row))
			crm_split_paid(&im->split, &row);
	}
}

void crm_import_transfers(struct crm_import *im)
{
	struct crm_cells c;
	size_t i;

	crm_cells_init(&c, im->map, &im->label, im->policy->currency);
	c.fresh_id = true;
	c.in.names_one = im->names_one;
	others_paid(im);
	for (i = 0; i < im->transfers; i++)
		crm_split_name(&im->split, im->transfer[i].cell[CRM_COL_CLIENT], im->transfer[i].named,
			im->transfer[i].n);
	for (i = 0; i < im->transfers; i++)
		im->refused += transfer_do(im, &c, &im->transfer[i]) != 0;
	crm_cells_release(&c);
}
