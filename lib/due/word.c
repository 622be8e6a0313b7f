/* word.c - words given and not kept yet, and messages not answered. */
#include "due/bill.h"

enum { MORNING = 9 * 60 /* until then a digest of the next working day comes too late */ };

/* Whether a limit that has not passed is near enough to be listed. */
static bool near(const struct crm_case *c, const struct crm_overdue *o, struct crm_when due)
{
	int64_t ahead = (int64_t)due.day - c->now.day;

	if (ahead < 0 || (!o->within && !o->morning))
		return false;
	return ahead <= o->within || (o->morning && ahead == o->within + 1 && due.min != CRM_NO_MIN &&
					     due.min < MORNING);
}

/* A client's message waits longer than the limit.  S1.23. */
void crm_list_reply(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	const struct crm_entry *wait = crm_asked_waits(c);
	int hours = c->policy->reply_hours;
	struct crm_when at, due;
	struct crm_clock clock;

	if (!wait)
		return;
	clock = crm_case_clock(c);
	at = crm_entry_when(wait);
	due = crm_clock_due(&clock, at, hours);
	if (!crm_clock_late(&clock, at, hours, c->now) && !near(c, o, due))
		return;
	crm_item_by_id(v, crm_item_add(c, o, CRM_KIND_REPLY, wait, due), wait);
}

/* S2.18: what I said that I would not keep, and have not apologised for: from that day on, as long as an
 * apology is of use. */
static bool unsaid(const struct crm_case *c, struct crm_entries t, const struct crm_word *w)
{
	return w->broken && w->mine && !c->ended && !crm_thread_first(t, CRM_EV_APOLOGY, w->broken->day) &&
	       c->now.day - (int64_t)w->broken->day <= c->policy->expire;
}

/* The day that an item of a word counts from; CRM_NO_DAY: it waits for nothing. */
static int32_t word_day(const struct crm_case *c, struct crm_entries t, const struct crm_word *w, enum crm_kind kind)
{
	if (kind != CRM_KIND_NEXT && unsaid(c, t, w))
		return w->broken->day;
	return w->done || (w->broken && !w->again) ? CRM_NO_DAY : w->asked;
}

/* A word whose date passes, or that I broke and have not apologised for.  What the client promised of an
 * invoice is its agreed date: crm_list_agreed. */
static void words(struct crm_view *v, struct crm_case *c, struct crm_overdue *o,
	enum crm_event event, enum crm_kind kind)
{
	enum crm_by by = kind == CRM_KIND_PLEDGE ? CRM_BY_CLIENT : CRM_BY_ME;
	struct crm_entries t;
	struct crm_word w;
	struct crm_item *it;
	int32_t day;
	size_t i = 0;

	while (crm_case_with(c, CRM_EV_BIT(event), &i, &t)) {
		if (!crm_word_of(t, event, by, &w))
			continue;
		day = word_day(c, t, &w, kind);
		if (day == CRM_NO_DAY || !crm_item_comes(c, o, day))
			continue;
		if (!w.mine && t.has & CRM_EV_BIT(CRM_EV_INVOICE))
			continue;
		it = crm_item_add(c, o, kind, w.first, crm_item_day(day));
		if (kind == CRM_KIND_PLEDGE)
			crm_item_held(v, c, it);
	}
}

/* Mine, whose date passes.  S0.29, S1.10. */
void crm_list_promise(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	words(v, c, o, CRM_EV_PROMISE, CRM_KIND_PROMISE);
}

void crm_list_deadline(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	words(v, c, o, CRM_EV_DEADLINE, CRM_KIND_DEADLINE);
}

/* A next step of mine whose day passes.  S3.24. */
void crm_list_next(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	words(v, c, o, CRM_EV_NEXT, CRM_KIND_NEXT);
}

/* Theirs, and a date agreed for an invoice.  S3.19, S0.43. */
void crm_list_pledge(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	words(v, c, o, CRM_EV_PROMISE, CRM_KIND_PLEDGE);
	crm_list_agreed(v, c, o);
}

/* Its own date counts before the policy's. */
static void offer_item(struct crm_view *v, struct crm_case *c, struct crm_overdue *o,
	const struct crm_entry *f)
{
	int64_t due = f->due != CRM_NO_DAY ? f->due : (int64_t)f->day + c->policy->offer;
	bool known = f->mark & CRM_MARK_AMOUNT;
	struct crm_item *it;

	if (!crm_item_comes(c, o, due) ||
		(known && !crm_item_least(c->policy, o, (int64_t)f->amount, (int)f->currency)))
		return;
	it = crm_item_add(c, o, CRM_KIND_OFFER, f, crm_item_day(due));
	it->money = known;
	it->amount = (int64_t)f->amount;
	it->currency = (int)f->currency;
	crm_item_held(v, c, it);
}

/* An offer of mine that waits.  S0.14. */
void crm_list_offer(struct crm_view *v, struct crm_case *c, struct crm_overdue *o)
{
	const struct crm_entry *first;
	struct crm_entries t;
	size_t i = 0;

	while (crm_case_with(c, CRM_EV_BIT(CRM_EV_OFFER), &i, &t)) {
		first = crm_thread_first(t, CRM_EV_OFFER, INT32_MIN);
		if (first->by != CRM_BY_CLIENT && !crm_offer_decided(t))
			offer_item(v, c, o, first);
	}
}
