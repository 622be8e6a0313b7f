/* payer.c - what kind of payer a client is. */
#include "trust/payer.h"
#include "base/num.h"
#include "base/sort.h"
#include "case/calendar.h"
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

/* Who pays on the first open day after a Saturday, a Sunday or a holiday has no habit of paying late,
 * though the law and the score count the days (C. com. L441-10). */
static bool in_time(const struct crm_case *c, struct crm_entries t, const struct crm_entry *end)
{
	struct crm_invoice inv;

	return crm_invoice_of(c, t, &inv) && inv.due != CRM_NO_DAY &&
	       (end ? end->day : c->now.day) <= crm_calendar_open_day(c->calendar, inv.due);
}

/* Closed invoices, and those open and late today. */
static size_t collect(struct crm_evidence *v, struct paid *p)
{
	struct crm_lateness l;
	struct crm_entries t;
	size_t n = 0, i = 0;
	bool late;

	while (i < v->c->threads) {
		t = crm_case_thread(v->c, &i);
		if (!crm_invoice_late(v, t, &l) || l.lost)
			continue;
		late = l.days > 0 && !in_time(v->c, t, l.end);
		if (l.end || late)
			p[n++] = (struct paid){l.invoice, l.end, late};
	}
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
