/* court.c - what a court or a public buyer gives a day for. */
#include "due/court.h"
#include "law/court.h"
#include "law/owed.h"

#define ABOUT (CRM_EV_BIT(CRM_EV_CLAIM) | CRM_EV_BIT(CRM_EV_REMINDER) | CRM_EV_BIT(CRM_EV_DISPUTE))

static bool listed(const struct crm_case *c, const struct crm_overdue *o, const struct crm_court *k)
{
	if (o->morning && (int64_t)k->due - c->now.day > CRM_CLAIM_NEAR)
		return false;
	return k->step != CRM_COURT_ENFORCE || c->now.day >= k->due || crm_item_comes(c, o, k->due);
}

void crm_list_claim(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	struct crm_invoice inv;
	struct crm_court k;
	struct crm_item *it;
	int64_t balance;
	size_t i = 0;

	while (crm_invoice_next(c, &i, &inv)) {
		if (!(inv.thread.has & ABOUT) || !crm_court_next(v, c, &inv, &k) || !listed(c, o, &k))
			continue;
		balance = crm_owed_balance(v, &inv);
		if (balance <= 0 || !crm_item_least(v->policy, o, balance, inv.currency))
			continue;
		it = crm_item_add(c, o, CRM_KIND_CLAIM, k.row, crm_item_day(k.due));
		it->step = crm_str(crm_court_name(k.step));
		it->money = true;
		it->amount = balance;
		it->currency = inv.currency;
	}
}
