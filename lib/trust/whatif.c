/* whatif.c - the score with one more row. */
#include "trust/whatif.h"

enum { AHEAD = 30 /* days */ };

/* How an act is logged that is no row of its own thread. */
static bool plain(enum crm_act act, struct crm_row *r)
{
	static const struct {
		enum crm_act act;
		enum crm_event event;
		enum crm_by by;
		const char *kind, *channel;
	} as[] = {
		{CRM_ACT_ANSWER, CRM_EV_CONTACT, CRM_BY_ME, "", "email"},
		{CRM_ACT_CONTACT, CRM_EV_CONTACT, CRM_BY_BOTH, "", "phone"},
		{CRM_ACT_VOICE, CRM_EV_CONTACT, CRM_BY_BOTH, "", "phone"},
		{CRM_ACT_NAME, CRM_EV_CONTACT, CRM_BY_BOTH, "", "phone"},
		{CRM_ACT_INTRODUCE, CRM_EV_CHECKIN, CRM_BY_BOTH, "", "meet"},
		{CRM_ACT_MEET, CRM_EV_CHECKIN, CRM_BY_BOTH, "", "meet"},
		{CRM_ACT_CHECKIN, CRM_EV_CHECKIN, CRM_BY_BOTH, "planning", ""},
		{CRM_ACT_REPORT, CRM_EV_CHECKIN, CRM_BY_BOTH, "planning", ""},
		{CRM_ACT_SHOW, CRM_EV_RESULT, CRM_BY_ME, "", ""},
		{CRM_ACT_FRAME, CRM_EV_FRAME, CRM_BY_ME, "contact", ""},
		{CRM_ACT_EXPLAIN, CRM_EV_FRAME, CRM_BY_ME, "price", ""},
		{CRM_ACT_ACQUAINT, CRM_EV_CHECKIN, CRM_BY_BOTH, "", "meet"},
		{CRM_ACT_INTEREST, CRM_EV_INTEREST, CRM_BY_ME, "person", ""},
		{CRM_ACT_BUSINESS, CRM_EV_INTEREST, CRM_BY_ME, "business", ""},
		{CRM_ACT_DISAGREE, CRM_EV_DISAGREE, CRM_BY_ME, "", ""},
		{CRM_ACT_SETTLE_FIRST, CRM_EV_RESOLVE, CRM_BY_BOTH, "", ""},
	};
	size_t i;

	for (i = 0; i < sizeof as / sizeof *as; i++) {
		if (as[i].act != act)
			continue;
		r->event = as[i].event;
		r->by = as[i].by;
		r->kind = crm_str(as[i].kind);
		r->channel = crm_str(as[i].channel);
		return true;
	}
	return false;
}

/* How a thread is closed by the event that began it. */
static bool closes(struct crm_case *c, const struct crm_entry *row, struct crm_row *r)
{
	struct crm_invoice inv;

	r->by = row->by == CRM_BY_CLIENT ? CRM_BY_CLIENT : CRM_BY_ME;
	switch (row->event) {
	case CRM_EV_PROMISE: r->event = CRM_EV_KEPT; return true;
	case CRM_EV_DEADLINE: r->event = CRM_EV_DELIVERED; return true;
	case CRM_EV_MISSION:
	case CRM_EV_RENEW: r->event = CRM_EV_END; return true;
	case CRM_EV_CONFLICT:
	case CRM_EV_DOUBT:
	case CRM_EV_INCIDENT:
	case CRM_EV_SATISFIED:
		r->event = CRM_EV_RESOLVE;
		r->by = CRM_BY_BOTH;
		return true;
	case CRM_EV_INVOICE:
		if (!crm_invoice_of(c, crm_thread_of(c, row->word), &inv))
			return false;
		r->event = CRM_EV_PAYMENT;
		r->by = CRM_BY_CLIENT;
		r->amount = crm_invoice_balance(&inv);
		r->currency = inv.currency;
		r->has_amount = true;
		return true;
	default: return false;
	}
}

/* The row that an act is logged as. */
static bool logged(struct crm_case *c, const struct crm_whatif *w, const struct crm_action *a,
	struct crm_row *r)
{
	*r = (struct crm_row){.at = c->now, .client = w->client, .due = {CRM_NO_DAY, CRM_NO_MIN},
		.currency = c->policy->currency};
	memset(r->id.b, 0xff, sizeof r->id.b);
	if (a->row)
		r->ref = crm_entry_ref(c->store, a->row);
	if (a->act == CRM_ACT_DISTANCE || a->act == CRM_ACT_PROMISE || a->act == CRM_ACT_WATCH)
		return false;
	if (a->act == CRM_ACT_APOLOGISE || a->act == CRM_ACT_GESTURE) {
		r->event = a->act == CRM_ACT_GESTURE ? CRM_EV_GESTURE : CRM_EV_APOLOGY;
		r->by = CRM_BY_ME;
		return true;
	}
	return plain(a->act, r) || (a->row && closes(c, a->row, r));
}

static int risk_with(struct crm_case *c, const struct crm_whatif *w, const struct crm_row *more)
{
	struct crm_when then = {c->now.day + AHEAD, c->now.min};
	struct crm_store store;
	struct crm_case then_case;
	struct crm_scorer s;
	struct crm_score score;
	struct crm_arena mem;
	int64_t number;
	size_t i;

	crm_arena_init(&mem);
	crm_store_init(&store, &c->policy->score);
	for (i = 0; i < w->n; i++)
		crm_store_row(&store, &w->row[i]);
	if (more)
		crm_store_row(&store, more);
	crm_case_init(&then_case, &store, c->policy, c->calendar);
	number = crm_intern_find(&store.clients, w->client);
	crm_case_take(&then_case, number < 0 ? UINT32_MAX : (uint32_t)number, w->profile);
	crm_scorer_init(&s, &then_case);
	crm_scorer_at(&s, then, then, &mem, &score);
	crm_scorer_release(&s);
	crm_case_release(&then_case);
	crm_store_release(&store);
	crm_arena_release(&mem);
	return score.risk;
}

int crm_whatif_wins(struct crm_case *c, const struct crm_whatif *w, const struct crm_action *a)
{
	struct crm_row more;
	int before, after;

	if (!logged(c, w, a, &more))
		return 0;
	before = risk_with(c, w, NULL);
	after = risk_with(c, w, &more);
	return before > after ? before - after : 0;
}
