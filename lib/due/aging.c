/* aging.c - open money by age. */
#include "due/aging.h"
#include "law/owed.h"
#include <stdlib.h>

static int age_of(int32_t due, int32_t today)
{
	int32_t days = due == CRM_NO_DAY ? 0 : today - due;

	if (days <= 0)
		return 0;
	return days > 90 ? 4 : 1 + (days - 1) / 30;
}

static int line_cmp(const void *va, const void *vb)
{
	const struct crm_aging *a = va, *b = vb;
	int c = crm_str_cmp(a->client, b->client);

	/* the table of currencies is sorted by code */
	return c ? c : (a->currency > b->currency) - (a->currency < b->currency);
}

/* Lines of one client and currency, sorted, become one. */
static size_t merge(struct crm_aging *line, size_t n)
{
	size_t i, k, out = 0;

	for (i = 0; i < n; i++) {
		if (!out || line_cmp(&line[out - 1], &line[i])) {
			line[out++] = line[i];
			continue;
		}
		for (k = 0; k < CRM_AGES; k++)
			line[out - 1].age[k] += line[i].age[k];
		line[out - 1].total += line[i].total;
	}
	return out;
}

struct crm_aging *crm_aging_of(struct crm_view *v, const struct crm_overdue *o, size_t *n)
{
	struct crm_aging *line = crm_arena_alloc(&v->mem, (v->ledger.invoices.n + 1) * sizeof *line);
	const struct crm_invoice *inv;
	int64_t balance;
	uint32_t i;

	*n = 0;
	for (i = 1; i <= v->ledger.invoices.n; i++) {
		inv = crm_pool_at(&v->ledger.invoices, i);
		if (!inv->known || !crm_invoice_first(&v->ledger, inv) ||
			crm_ledger_given_up(&v->ledger, inv, &v->mem))
			continue;
		balance = crm_owed_balance(v, inv);
		if (balance <= 0 || !crm_item_least(v, o, balance, inv->currency))
			continue;
		line[*n].client = v->ledger.clients.str[inv->client];
		line[*n].currency = inv->currency;
		line[*n].age[age_of(inv->due, v->now.day)] = balance;
		line[(*n)++].total = balance;
	}
	if (*n)
		qsort(line, *n, sizeof *line, line_cmp);
	*n = merge(line, *n);
	return line;
}
