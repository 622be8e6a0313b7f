/* aging.c - open money by age. */
#include "due/aging.h"
#include "base/sort.h"
#include "law/owed.h"

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

/* A line of one invoice; false: nothing of it is open. */
static bool line_of(struct crm_view *v, const struct crm_overdue *o, const struct crm_invoice *inv,
	struct crm_aging *line)
{
	int64_t balance = crm_owed_open(v, inv);

	if (!balance || !crm_item_least(v->policy, o, balance, inv->currency))
		return false;
	*line = (struct crm_aging){.client = inv->client, .currency = inv->currency};
	line->age[age_of(inv->due, v->now.day)] = line->total = balance;
	return true;
}

struct crm_aging *crm_aging_of(struct crm_view *v, const struct crm_overdue *o, size_t *n)
{
	struct crm_aging *line = NULL;
	struct crm_invoice inv;
	struct crm_case *c;
	size_t cap = 0, k;
	uint32_t i = 0;

	*n = 0;
	while ((c = crm_overdue_next(v, o, &i)))
		for (k = 0; crm_invoice_next(c, &k, &inv);) {
			crm_grow(&line, &cap, *n + 1, sizeof *line);
			*n += line_of(v, o, &inv, &line[*n]);
		}
	crm_sort(line, *n, sizeof *line, line_cmp);
	*n = merge(line, *n);
	return crm_arena_keep(&v->mem, &line, *n, sizeof *line);
}
