/* paid.c - the invoices of a client that are closed. */
#include "case/money/paid.h"
#include "base/num.h"
#include "base/sort.h"

static int by_closing(const void *a, const void *b)
{
	const struct crm_paid *x = a, *y = b;

	if (x->closed != y->closed)
		return (x->closed > y->closed) - (x->closed < y->closed);
	return crm_entry_cmp(x->invoice, y->invoice);
}

struct crm_paid *crm_paid_of(const struct crm_case *c, struct crm_arena *a, size_t *n)
{
	struct crm_paid *out = crm_arena_alloc(a, (c->threads + 1) * sizeof *out);
	struct crm_invoice inv;
	size_t i = 0;

	*n = 0;
	while (crm_invoice_next(c, &i, &inv)) {
		int32_t closed = crm_invoice_closed(&inv, a);

		if (closed != CRM_NO_DAY && !inv.given_up && crm_invoice_net(&inv) > 0 &&
			(inv.thread.has & CRM_EV_BIT(CRM_EV_PAYMENT)))
			out[(*n)++] = (struct crm_paid){
				crm_thread_first(inv.thread, CRM_EV_INVOICE, INT32_MIN),
				inv.currency, inv.due, closed};
	}
	crm_sort(out, *n, sizeof *out, by_closing);
	return out;
}

int64_t crm_paid_rank(int64_t *value, size_t n, size_t of100)
{
	crm_median(value, n); /* sorts */
	return value[(n * of100 + 99) / 100 - 1];
}
