/* payer.c - what kind of payer a client is. */
#include "trust/payer.h"
#include "base/num.h"
#include "base/sort.h"
#include "case/money/money.h"

struct paid {
	const struct crm_entry *invoice, *end; /* end NULL: open and late today */
	bool late;
};

const char *crm_payer_name(enum crm_payer_class class)
{
	static const char *const name[] = {"unknown", "prompt", "occasional", "habitual"};

	return name[class];
}

/* By the day they were closed, the open ones last. */
static int by_end(const void *a, const void *b)
{
	const struct paid *x = a, *y = b;
	int c;

	if (!x->end != !y->end)
		return !x->end - !y->end;
	c = x->end ? crm_entry_cmp(x->end, y->end) : 0;
	return c ? c : crm_entry_cmp(x->invoice, y->invoice);
}

/* Closed invoices, and those open and late today. */
static size_t collect(struct crm_evidence *v, struct paid *p)
{
	struct crm_lateness l;
	size_t n = 0, i = 0;

	while (i < v->c->threads)
		if (crm_invoice_late(v, crm_case_thread(v->c, &i), &l) &&
			(l.lost ? false : l.end || l.days > 0))
			p[n++] = (struct paid){l.invoice, l.end, l.days > 0};
	crm_sort(p, n, sizeof *p, by_end);
	return n;
}

static void days(struct crm_evidence *v, const struct paid *p, size_t n, struct crm_payer *out)
{
	int64_t *day = crm_arena_alloc(&v->c->mem, n * sizeof *day);
	size_t i;

	for (i = 0; i < n; i++)
		day[i] = (int64_t)p[i].end->day - p[i].invoice->day;
	out->median = (int)crm_median(day, n);
	out->most = (int)crm_paid_rank(day, n, 80);
}

void crm_payer_of(struct crm_evidence *v, struct crm_payer *out)
{
	struct paid *p = crm_arena_alloc(&v->c->mem, (v->c->threads + 1) * sizeof *p);
	size_t all = collect(v, p), n = all, from, i, prompt = 0;

	*out = (struct crm_payer){.class = CRM_PAYER_UNKNOWN};
	while (prompt < all && !p[prompt].late)
		prompt++;
	/* all but the newest were on time */
	out->first_time = all > CRM_PAYER_LEAST && prompt == all - 1;
	while (n > 0 && !p[n - 1].end)
		n--;
	from = n > CRM_PAYER_LAST ? n - CRM_PAYER_LAST : 0;
	out->closed = n - from;
	for (i = from; i < n; i++)
		out->late += p[i].late;
	if (out->closed >= CRM_PAYER_LEAST) {
		out->class = out->late * 4 < out->closed       ? CRM_PAYER_PROMPT
			     : out->late * 3 < out->closed * 2 ? CRM_PAYER_OCCASIONAL
							       : CRM_PAYER_HABITUAL;
		days(v, p + from, n - from, out);
	}
	crm_arena_release(&v->c->mem);
}
