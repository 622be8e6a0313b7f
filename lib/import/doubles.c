/* doubles.c - money of an import that the journal has by another way. */
#include "import/doubles.h"
#include "base/i18n.h"
#include "case/money/money.h"
#include "format/csv.h"
#include "format/daysaid.h"
#include <stdlib.h>

void crm_doubles_init(struct crm_doubles *d)
{
	memset(d, 0, sizeof *d);
	crm_intern_init(&d->names);
	crm_intern_init(&d->keys);
	crm_intern_init(&d->bills);
	crm_buf_init(&d->key);
}

void crm_doubles_release(struct crm_doubles *d)
{
	crm_intern_release(&d->names);
	crm_intern_release(&d->keys);
	crm_intern_release(&d->bills);
	crm_release(&d->row);
	crm_release(&d->first);
	crm_release(&d->bill);
	crm_buf_release(&d->key);
}

void crm_doubles_clear(struct crm_doubles *d)
{
	size_t i;

	d->n = 0;
	for (i = 0; i < d->first_cap; i++)
		d->first[i] = 0;
}

static bool is_money(const struct crm_row *row)
{
	return row->event == CRM_EV_INVOICE || row->event == CRM_EV_PAYMENT ||
	       row->event == CRM_EV_CREDIT || row->event == CRM_EV_REFUND;
}

/* What two rows share that may be one: an invoice its number, all else the sum. */
static struct crm_str key_of(struct crm_doubles *d, const struct crm_row *row)
{
	struct crm_buf *b = &d->key;
	char event = (char)row->event;

	crm_buf_clear(b);
	crm_buf_add(b, &event, 1);
	if (row->event != CRM_EV_INVOICE) {
		crm_buf_add(b, (const char *)&row->amount, sizeof row->amount);
		crm_buf_add(b, (const char *)&row->currency, sizeof row->currency);
	}
	crm_buf_str(b, row->client);
	if (row->event == CRM_EV_INVOICE) {
		crm_buf_char(b, ',');
		crm_buf_str(b, row->ref);
	}
	return crm_buf_view(b);
}

bool crm_doubles_may(struct crm_doubles *d, const struct crm_row *row)
{
	return d->n && is_money(row) && crm_intern_find(&d->keys, key_of(d, row)) >= 0;
}

bool crm_doubles_has(struct crm_doubles *d, const struct crm_row *row)
{
	int64_t k = crm_intern_find(&d->keys, key_of(d, row));
	uint32_t i;

	for (i = k < 0 ? 0 : d->first[k]; i; i = d->row[i - 1].next)
		if (crm_uuid_cmp(&d->row[i - 1].id, &row->id) == 0)
			return true;
	return false;
}

void crm_doubles_there(struct crm_doubles *d, const struct crm_row *row)
{
	uint32_t k;

	if (!is_money(row))
		return;
	k = crm_intern_add(&d->keys, key_of(d, row));
	crm_grow(&d->first, &d->first_cap, (size_t)k + 1, sizeof *d->first);
	crm_grow(&d->row, &d->cap, d->n + 1, sizeof *d->row);
	d->row[d->n++] = (struct crm_double){.id = row->id,
		.client = crm_intern_add(&d->names, row->client),
		.ref = crm_intern_add(&d->names, row->ref), .next = d->first[k], .day = row->at.day,
		.amount = row->amount, .currency = row->currency, .event = row->event};
	d->first[k] = (uint32_t)d->n;
}

int crm_doubles_bill(struct crm_doubles *d, const struct crm_row *row, long line, struct crm_err *e)
{
	struct crm_double_bill *bill;
	char sum[CRM_MONEY_TEXT];
	bool fresh;
	size_t known = d->bills.n;
	uint32_t k;

	if (row->event != CRM_EV_INVOICE)
		return 0;
	k = crm_intern_add(&d->bills, key_of(d, row));
	fresh = d->bills.n > known;
	crm_grow(&d->bill, &d->bill_cap, (size_t)k + 1, sizeof *d->bill);
	bill = &d->bill[k];
	if (fresh)
		*bill = (struct crm_double_bill){row->amount, line};
	if (bill->amount == row->amount)
		return 0;
	return crm_err_at(e, CRM_PARTIAL, NULL, 0, "amount",
		_("line %ld has the invoice %.*s with %s: where each line is a part of it, write "
		  "'key: [its number]' and 'sum: true' at the amount"),
		bill->line, (int)row->ref.n, row->ref.p, crm_money_said(bill->amount, row->currency, sum));
}

/* ---- against the journal ---- */

static bool one_ref(const struct crm_doubles *d, const struct crm_double *t, struct crm_str ref)
{
	struct crm_str there = d->names.str[t->ref];

	return !there.n || !ref.n || crm_str_eq(there, ref);
}

static struct crm_double *found(struct crm_doubles *d, const struct crm_row *row)
{
	struct crm_double *t, *best = NULL;
	uint32_t i;
	int64_t k = crm_intern_find(&d->keys, key_of(d, row));

	for (i = k < 0 ? 0 : d->first[k]; i; i = t->next) {
		t = &d->row[i - 1];
		if (t->taken)
			continue;
		if (row->event == CRM_EV_INVOICE ? t->amount == row->amount && t->currency == row->currency
						 : !one_ref(d, t, row->ref) ||
							   abs(t->day - row->at.day) > CRM_MONEY_NEAR)
			continue;
		if (!best || abs(t->day - row->at.day) < abs(best->day - row->at.day))
			best = t;
	}
	return best;
}

static void tell(const struct crm_double *t, const struct crm_row *row, long line, const char *file,
	struct crm_finds *finds)
{
	char id[37], day[CRM_DAY_SAID], sum[CRM_MONEY_TEXT], other[CRM_MONEY_TEXT];
	const char *here = crm_money_said(row->amount, row->currency, sum);

	crm_uuid_text(&t->id, id);
	crm_day_said(t->day, day);
	if (row->event == CRM_EV_INVOICE)
		crm_find_add(finds, file, line, "amount", row->client,
			_("the invoice %.*s is in the journal with %s, here with %s, and is left "
				"out: if this one is right, crm-log --void %s and import again"),
			(int)row->ref.n, row->ref.p, crm_money_said(t->amount, t->currency, other), here, id);
	else
		crm_find_add(finds, file, line, "amount", row->client,
			_("%s of %s is already in the journal, on %s, from another source, and "
				"this row is left out: if both are the same money, crm-log --void "
				"%s and import again; if not, import with --doubles"),
			crm_events[row->event].name, here, day, id);
}

void crm_doubles_match(struct crm_doubles *d, struct crm_incoming *in, int currency, bool anyway,
	const char *file, struct crm_finds *finds)
{
	struct crm_csv_record rec;
	struct crm_double *t;
	struct crm_row row;
	size_t i;

	if (anyway || !d->n)
		return;
	for (i = 0; i < d->n; i++)
		d->row[i].taken = crm_incoming_has(in, &d->row[i].id);
	for (i = 0; i < in->n; i++) {
		struct crm_incoming_row *r = &in->row[i];

		if (!r->from.may || r->from.own || r->live || r->voided)
			continue;
		crm_incoming_typed(in, r, currency, &rec, &row);
		t = found(d, &row);
		if (!t)
			continue;
		t->taken = row.event != CRM_EV_INVOICE;
		r->held = true;
		tell(t, &row, r->from.line, file, finds);
	}
}
