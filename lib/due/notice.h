/* notice.h - who is to be reminded of what today: one message a client and currency.
 * Room due; needs item.h.
 *
 * An invoice is due for its next step when that step's day has come, today is an open day and
 * nothing holds it.  A message goes out when at least one invoice is due: it is worded for the
 * highest step due and lists every overdue invoice that is not held.  Steps that write a file for
 * me (channel file) never share a message with what the client reads.
 *
 * A step before the due day (after: -3d) says what is to come: it lists only the invoices that it is
 * due for, waits when a reminder goes out on the same day, and once an invoice is late it is past. */
#ifndef CRM_DUE_NOTICE_H
#define CRM_DUE_NOTICE_H
#include "due/item.h"

/* One overdue invoice and what the ladder says of it. */
struct crm_claim {
	size_t place;		 /* of its item in the list */
	const struct crm_invoice *invoice;
	const struct crm_standing *standing;
	struct crm_str client, ref;
	int64_t balance;	 /* what a reminder asks for */
	const struct crm_agreement *plan; /* one of which an instalment was missed; NULL: none */
	int32_t days;		 /* past due */
	const struct crm_sent *sent;
	struct crm_held held;
	int next;		 /* step that comes next; -1: the ladder is at its end */
	int32_t next_day;	 /* first day on which it may go out, holds aside */
	int32_t on;		 /* the same with the holds whose end is known; CRM_NO_DAY: not known */
	bool early;		 /* not due yet: the next step says what is to come */
	bool due;		 /* it goes out today */
	bool small;		 /* it would, but the sum is below min_amount */
};

struct crm_notice {
	const struct crm_standing *standing;
	int currency;
	int step;		/* of the ladder: the highest due */
	bool file;		/* for me, not for the client */
	bool early;		/* before the due day */
	struct crm_claim **claim; /* listed, oldest due day first, then ref */
	size_t n;
	int64_t total;
	bool small;		/* total is below min_amount: not to be sent */
};

struct crm_notices {
	struct crm_claim *claim; /* overdue invoices and those to come, by client, currency, due, ref */
	size_t claims;
	struct crm_notice *notice;
	size_t n;
};

/*
 * crm_notice_ahead - the days ahead that crm_overdue_list must look: the earliest step of any ladder.
 */
int crm_notice_ahead(const struct crm_policy *p);

/*
 * crm_notices_of - the notices of the day.
 * Shape:   view, its invoice items (crm_overdue_list with kind invoice) -> *out, all in the view's
 *          arena.
 * Source:  S2.9 to S2.12.
 */
void crm_notices_of(struct crm_view *v, const struct crm_overdue *o, struct crm_notices *out);

/*
 * crm_notices_act - put off the action of an invoice whose own step does not go out today: another
 * message to the client does, or the sum is too small; and say what a message lacks.
 * Shape:   view, list, place from which on its items are all that one client gives rise to; their
 *          actions change.  A list cut by a least amount stays as it is, since what is left out may be
 *          in the same message.
 */
void crm_notices_act(struct crm_view *v, struct crm_overdue *o, size_t from);

/*
 * crm_claim_step - the step that a notice records for one of its invoices; empty: it is listed for
 * information.
 */
struct crm_str crm_claim_step(const struct crm_notice *n, const struct crm_claim *c);

/*
 * crm_notice_lacks - what a message that is due cannot go out without.
 * Shape:   -> CRM_ACT_ADDRESS, CRM_ACT_WORDS; CRM_ACT_SEND: nothing.
 */
enum crm_act crm_notice_lacks(const struct crm_policy *p, const struct crm_notice *n);

/*
 * crm_notice_mind - append what I should know before a notice goes out, in one line, or nothing: a claim
 * that is time-barred, or will be within a month; what was paid or credited beyond another invoice.
 * Source:  the day of limitation is to be checked, law/limit.h; C. civ. 1302, 1347.
 */
void crm_notice_mind(struct crm_view *v, const struct crm_notice *n, struct crm_buf *out);
#endif
