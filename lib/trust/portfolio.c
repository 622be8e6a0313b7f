/* portfolio.c - what each client brings and costs. */
#include "trust/portfolio.h"
#include "base/num.h"
#include "case/incident.h"
#include "law/owed.h"

enum { YEAR = 12 /* months */, DAYS = 365 };

/* Contacts and time since a day. */
static void talk_of(const struct crm_portfolio *p, const struct crm_case *c, struct crm_holding *h)
{
	size_t i;

	for (i = 0; i < c->start[CRM_EVENTS]; i++) {
		const struct crm_entry *x = c->row[i];
		int32_t minutes = crm_store_rare(c->store, x)->minutes;

		if (x->day <= p->since)
			continue;
		h->contacts += x->event == CRM_EV_CONTACT || x->event == CRM_EV_CHECKIN;
		*(x->event == CRM_EV_CONTROL ? &h->controls : &h->minutes) += minutes;
	}
}

/* Room for one currency more than there are is in the array. */
static struct crm_income *income(struct crm_holding *h, int currency)
{
	size_t i;

	for (i = 0; i < h->incomes; i++)
		if (h->income[i].currency == currency)
			return &h->income[i];
	h->income[h->incomes] = (struct crm_income){.currency = currency};
	return &h->income[h->incomes++];
}

static void money_of(struct crm_portfolio *p, struct crm_case *c, struct crm_holding *h)
{
	struct crm_entries credit = crm_case_rows(c, CRM_EV_CREDIT);
	size_t most = crm_case_rows(c, CRM_EV_INVOICE).n + credit.n + 1, i = 0;
	struct crm_invoice inv;

	h->income = crm_arena_alloc(&p->view->mem, most * sizeof *h->income);
	income(h, p->view->policy->currency);
	while (crm_invoice_next(c, &i, &inv)) {
		struct crm_income *in = income(h, inv.currency);

		if (inv.at.day > p->since)
			in->revenue += inv.amount;
		in->open += crm_owed_open(p->view, &inv);
	}
	for (i = 0; i < credit.n; i++)
		if (credit.row[i]->day > p->since)
			income(h, (int)credit.row[i]->currency)->revenue -=
				(int64_t)credit.row[i]->amount;
}

static bool fresh(const struct crm_case *c, const struct crm_entry *f)
{
	return (int64_t)c->now.day - f->day < DAYS;
}

/* The first of the list that holds. */
static enum crm_ground ground_of(const struct crm_case *c)
{
	static const int signal[] = {[CRM_GROUND_DISRESPECT] = CRM_SIG_DISRESPECT,
		[CRM_GROUND_DECEPTION] = CRM_SIG_CLIENT_DECEPTION,
		[CRM_GROUND_BREACH] = CRM_SIG_CLIENT_BREACH};
	struct crm_entries r = crm_case_rows(c, CRM_EV_INCIDENT);
	struct crm_invoice inv;
	size_t i, g;

	for (g = CRM_GROUND_DISRESPECT; g <= CRM_GROUND_BREACH; g++)
		for (i = r.n; i-- > 0 && fresh(c, r.row[i]);)
			if (crm_incident_signal(r.row[i]) == signal[g])
				return (enum crm_ground)g;
	for (i = 0; crm_invoice_next(c, &i, &inv);)
		if (inv.given_up && fresh(c, crm_thread_first(inv.thread, CRM_EV_WRITEOFF, INT32_MIN)))
			return CRM_GROUND_WRITEOFF;
	return CRM_GROUND_NONE;
}

static void add_market(struct crm_portfolio *p, const struct crm_income *in)
{
	size_t i;

	if (in->revenue <= 0)
		return;
	for (i = 0; i < p->markets && p->market[i].currency != in->currency; i++)
		;
	if (i == p->markets) {
		crm_grow(&p->market, &p->market_cap, i + 1, sizeof *p->market);
		p->market[p->markets++] = (struct crm_market){.currency = in->currency};
	}
	p->market[i].revenue += in->revenue;
	p->market[i].clients++;
}

void crm_portfolio_of(struct crm_view *v, struct crm_portfolio *p)
{
	size_t clients = crm_view_begin(v), k;
	struct crm_holding *h;
	struct crm_case *c;
	uint32_t i;

	memset(p, 0, sizeof *p);
	p->view = v;
	p->since = crm_date_add_months(v->now.day, -YEAR);
	p->of = crm_calloc(clients + 1, sizeof *p->of);
	p->clients = clients;
	for (i = 0; i < clients; i = crm_store_next(&v->store, i)) {
		c = crm_view_open(v, i);
		h = &p->of[i];
		talk_of(p, c, h);
		money_of(p, c, h);
		h->ground = ground_of(c);
		for (k = 0; k < h->incomes; k++)
			add_market(p, &h->income[k]);
	}
}

void crm_portfolio_release(struct crm_portfolio *p)
{
	crm_release(&p->of);
	crm_release(&p->market);
}

struct crm_holding crm_portfolio_get(const struct crm_portfolio *p, struct crm_str client)
{
	int64_t i = crm_intern_find(&p->view->store.clients, client);

	return i < 0 || (size_t)i >= p->clients ? (struct crm_holding){.incomes = 0} : p->of[i];
}

struct crm_market crm_portfolio_market(const struct crm_portfolio *p, int currency)
{
	size_t i;

	for (i = 0; i < p->markets; i++)
		if (p->market[i].currency == currency)
			return p->market[i];
	return (struct crm_market){currency, 0, 0};
}

/* In one currency at least: they cannot be added up. */
static bool high(const struct crm_portfolio *p, const struct crm_holding *h)
{
	size_t i;

	for (i = 0; i < h->incomes; i++) {
		struct crm_market m = crm_portfolio_market(p, h->income[i].currency);

		if (h->income[i].revenue > 0 &&
			crm_wide_cmp(crm_wide_of(h->income[i].revenue, (int64_t)m.clients),
				crm_wide(m.revenue)) >= 0)
			return true;
	}
	return false;
}

const char *crm_quadrant(const struct crm_portfolio *p, const struct crm_holding *h,
	enum crm_relation relation, const struct crm_score *score, int risky)
{
	if (relation != CRM_REL_CLIENT)
		return "";
	if (score->stage == CRM_STAGE_NEW || score->stage == CRM_STAGE_ENDED ||
		score->stage == CRM_STAGE_DORMANT)
		return crm_stage_name(score->stage);
	if (score->risk < risky)
		return high(p, h) ? "keep" : "watch";
	return !high(p, h) && h->ground ? "leave" : "repair";
}

const char *crm_ground_name(enum crm_ground g)
{
	static const char *const name[] = {
		"", "disrespect", "client_deception", "client_breach", "writeoff"};

	return name[g];
}
