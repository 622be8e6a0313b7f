/* portfolio.c - what each client brings and costs. */
#include "trust/portfolio.h"
#include "law/owed.h"

enum { YEAR = 12 /* months */, MINUTES_MAX = 100000 };

void crm_portfolio_init(struct crm_portfolio *p, struct crm_view *view)
{
	memset(p, 0, sizeof *p);
	p->view = view;
	p->currency = view->policy->currency;
	p->since = crm_date_add_months(view->now.day, -YEAR);
}

void crm_portfolio_release(struct crm_portfolio *p)
{
	crm_release(&p->of);
	p->cap = 0;
}

void crm_portfolio_reset(void *ctx)
{
	struct crm_portfolio *p = ctx;

	crm_view_reset(p->view);
	crm_portfolio_release(p);
	crm_portfolio_init(p, p->view);
}

static int64_t minutes(const struct crm_row *r)
{
	struct crm_str v;
	int64_t n;

	return crm_tag(r->tags, "minutes", &v) && !crm_num_parse(v, 0, MINUTES_MAX, &n) ? n : 0;
}

static void recent(struct crm_portfolio *p, struct crm_holding *h, const struct crm_row *r)
{
	int sign = r->event == CRM_EV_PAYMENT ? 1 : r->event == CRM_EV_REFUND ? -1 : 0;

	h->contacts += r->event == CRM_EV_CONTACT || r->event == CRM_EV_CHECKIN;
	if (r->event == CRM_EV_CONTROL)
		h->controls += minutes(r);
	else
		h->minutes += minutes(r);
	if (sign && r->currency != p->currency)
		p->foreign++;
	else
		h->revenue += sign * r->amount;
}

void crm_portfolio_row(void *ctx, const struct crm_row *r)
{
	struct crm_portfolio *p = ctx;
	uint32_t client = crm_intern_add(&p->view->store.clients, r->client);

	crm_view_row(p->view, r);
	crm_grow(&p->of, &p->cap, (size_t)client + 1, sizeof *p->of);
	if (r->at.day > p->since)
		recent(p, &p->of[client], r);
}

void crm_portfolio_settle(struct crm_portfolio *p)
{
	size_t clients = crm_view_begin(p->view), k;
	struct crm_invoice inv;
	struct crm_case *c;
	int64_t balance;
	uint32_t i;

	for (i = 0; i < clients; i++) {
		c = crm_view_open(p->view, i);
		for (k = 0; crm_invoice_next(c, &k, &inv);) {
			if (inv.currency != p->currency || inv.given_up)
				continue;
			balance = crm_owed_balance(p->view, &inv);
			if (balance > 0)
				p->of[i].open += balance;
		}
		if (p->of[i].revenue > 0)
			p->total += p->of[i].revenue;
	}
}

struct crm_holding crm_portfolio_get(const struct crm_portfolio *p, struct crm_str client)
{
	int64_t i = crm_intern_find(&p->view->store.clients, client);

	return i < 0 ? (struct crm_holding){.revenue = 0} : p->of[i];
}

const char *crm_quadrant(const struct crm_holding *h, int64_t total, size_t clients, bool calm)
{
	bool high = h->revenue > 0 && (crm_int128)h->revenue * (int64_t)clients >= total;

	if (calm)
		return high ? "keep" : "watch";
	return high ? "repair" : "leave";
}
