/* notice.h - who is to be reminded of what today: one message a client and currency.
 * Room rule; needs overdue.h.
 *
 * An invoice is due for its next step when that step's day has come, today is an open day and
 * nothing holds it.  A message goes out when at least one invoice is due: it is worded for the
 * highest step due and lists every overdue invoice that is not held.  Steps that write a file for
 * me (channel file) never share a message with what the client reads. */
#ifndef CRM_RULE_NOTICE_H
#define CRM_RULE_NOTICE_H
#include "rule/overdue.h"

/* One overdue invoice and what the ladder says of it. */
struct crm_claim {
	const struct crm_invoice *invoice;
	struct crm_str client, ref;
	int64_t balance;
	int32_t days;		 /* past due */
	struct crm_reminded sent;
	struct crm_held held;
	int next;		 /* step that comes next; -1: the ladder is at its end */
	int32_t next_day;	 /* first day on which it may go out, holds aside */
	bool due;		 /* it goes out today */
};

struct crm_notice {
	const struct crm_standing *standing;
	int currency;
	int step;		/* of the ladder: the highest due */
	bool file;		/* for me, not for the client */
	struct crm_claim **claim; /* listed, oldest due day first, then ref */
	size_t n;
	int64_t total;
	bool small;		/* total is below min_amount: not to be sent */
};

struct crm_notices {
	struct crm_claim *claim; /* all overdue invoices, by client, currency, due day, ref */
	size_t claims;
	struct crm_notice *notice;
	size_t n;
};

/*
 * crm_notices_of - the notices of the day.
 * Shape:   view, its invoice items (crm_overdue_list with kind invoice), standing of each claim's
 *          client -> *out, all in the view's arena.
 * Source:  design.md 8; S2.9 to S2.12.
 */
void crm_notices_of(struct crm_view *v, const struct crm_overdue *o, struct crm_notices *out);

/*
 * crm_claim_step - the step that a notice records for one of its invoices; empty: it is listed for
 * information.
 */
struct crm_str crm_claim_step(const struct crm_notice *n, const struct crm_claim *c);
#endif
