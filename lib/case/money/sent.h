/* sent.h - what was sent for an invoice, and the step of the ladder that comes next.
 * Room case/money; needs money.h, thread.h, calendar.h.  Pure.
 *
 * A message is known by its mid.  Sent, prepared and unknown count as handed over: they are never sent
 * again by themselves. */
#ifndef CRM_CASE_MONEY_SENT_H
#define CRM_CASE_MONEY_SENT_H
#include "case/money/money.h"
#include "case/thread.h"

/* The rows about one message.  They are counted, not ordered, so that no clock can make it look settled:
 * once sent it stays sent, and an intent without a failure of its own is open, whatever came before. */
struct crm_outcome {
	size_t intents, unknowns, failures, sent, bounces;
	bool deferred;
	size_t made;	/* letters prepared */
	bool kept;	/* logged by hand: that is what became of it */
};

/*
 * crm_outcome_add, crm_outcome_of - count a row; what became of the message.
 * Shape:   all zero at first -> status; CRM_STATUS_FAILED where there is no row.
 */
void crm_outcome_add(struct crm_outcome *o, enum crm_status st);
enum crm_status crm_outcome_of(const struct crm_outcome *o);

struct crm_sent {
	int32_t since;		/* the day that the ladder begins anew from: the invoice was paid and is
				 * open again by a refund, or the first instalment of a plan that is missed;
				 * CRM_NO_DAY: from the due day */
	int32_t refund;		/* else the day of the newest refund; CRM_NO_DAY: none */
	int32_t part;		/* the newest day on which a tenth or more of what was open was paid, and
				 * not all of it; CRM_NO_DAY: none */
	int step;		/* place in the ladder of the highest step handed over; -1: none */
	const struct crm_entry *last;	   /* newest reminder handed over, of whatever step; NULL */
	const struct crm_entry *unsettled; /* one of which nobody knows whether it left, or NULL */
	const struct crm_entry *prepared;  /* the newest letter prepared, or NULL */
	bool unposted;		/* a letter is prepared, and no row says that it left */
	bool stale;		/* it does, and money has moved since: it is to be prepared again */
	bool waits;		/* the same, and it is to be posted: it is not of before `since` */
	int32_t until;		/* the newest last day to pay that a reminder gave; CRM_NO_DAY */
	int32_t letter;		/* newest day a letter was posted (or, if that was not logged, first
				 * presented or signed); CRM_NO_DAY */
};

/*
 * crm_sent_counts - whether what went on a day is of the ladder as it stands.  On the day that begins it
 * nothing goes out before what begins it, so that day counts whole, whatever hours its rows have.
 */
static inline bool crm_sent_counts(const struct crm_sent *s, int32_t day)
{
	return day >= s->since;
}

/*
 * crm_sent_of - the reminders of a thread.  Steps and last days of before `since` count no more.
 * Shape:   case of the client, thread, ladder (NULL: no step is looked for) -> *out.
 * Source:  S2.9 to S2.12.
 */
void crm_sent_of(struct crm_case *c, struct crm_entries thread, const struct crm_ladder *ladder,
	struct crm_sent *out);

/*
 * crm_sent_letters - what became of the letters about an invoice.
 * Shape:   case of the client, thread -> letter rows by (at, id); those of invoices that stood in the
 *          same letter, too, from the day it was prepared on: it is one envelope.
 * Owns:    the scratch of the case.
 */
struct crm_entries crm_sent_letters(struct crm_case *c, struct crm_entries thread);

/*
 * crm_sent_step, crm_sent_at - the step and the moment of the newest one; empty, CRM_NO_DAY: none.
 */
struct crm_str crm_sent_step(const struct crm_store *store, const struct crm_sent *s);
struct crm_when crm_sent_at(const struct crm_sent *s);

/*
 * crm_sent_newest - the day of the newest reminder handed over to the client, of any invoice; a file
 * for me is none.
 * Shape:   case, message ids (hashes) that are left out -> day, CRM_NO_DAY: none was.
 */
int32_t crm_sent_newest(const struct crm_case *c, const uint64_t *own, size_t own_n);

/*
 * crm_sent_reminded - the same with none left out, looked for once a day: many items ask.
 */
int32_t crm_sent_reminded(struct crm_case *c);

/*
 * crm_sent_handed - whether a reminder, among all of its ref, was handed over.
 */
bool crm_sent_handed(
	const struct crm_store *store, struct crm_entries sent, const struct crm_entry *f);

/*
 * crm_sent_proves - whether a reminder, among all of its ref, is proof that its message reached the
 * client: it says that it left, and is not one of those that came back, which are the older ones.
 */
bool crm_sent_proves(
	const struct crm_store *store, struct crm_entries sent, const struct crm_entry *f);

/*
 * crm_sent_paper - what became of a letter on paper that is no reminder.
 * Shape:   case of the client, one of its rows `note` -> status; CRM_STATUS_PREPARED: it lies in
 *          outbox/, and neither is it posted nor was it taken back; CRM_STATUS_FAILED: it is none.
 */
enum crm_status crm_sent_paper(const struct crm_case *c, const struct crm_entry *note);

/*
 * crm_sent_first - the day of the first reminder of a thread that was handed over to the client.
 * Shape:   -> day, CRM_NO_DAY: none was.
 */
int32_t crm_sent_first(const struct crm_store *store, struct crm_entries thread);

/*
 * crm_ladder_day - the first day on which a step may go out.
 * Shape:   due day, step, what was sent, newest reminder to the client (CRM_NO_DAY: none), gap in
 *          days -> an open day.
 * Source:  S2.9: moved off closed days, never earlier; after a letter the days between two steps
 *          count from its posting, and nothing goes out before the last day to pay is past, nor
 *          within the gap after a refund; S0.43: nor after a payment of part of it.
 */
int32_t crm_ladder_day(const struct crm_calendar *cal, const struct crm_ladder *ladder, int step,
	int32_t due, const struct crm_sent *s, int32_t newest, int gap);

/*
 * crm_ladder_next - the step that comes next; what was to be said before the due day is past once it
 * is late.
 * Shape:   ladder, highest step handed over (-1: none), late -> its place, or -1: the end.
 */
int crm_ladder_next(const struct crm_ladder *l, int sent, bool late);

/*
 * crm_sent_unsaid - whether money without a ref stops the step that comes next: it may cover the
 * invoice, or part of what a letter or a file would claim.
 * Shape:   ladder, invoice, what is left of it, what was sent, the money, today.
 */
bool crm_sent_unsaid(const struct crm_ladder *l, const struct crm_invoice *inv, int64_t balance,
	const struct crm_sent *s, int64_t spare, int32_t today);

/*
 * crm_step_formal - whether a step claims in writing, with a last date: a formal notice.
 */
bool crm_step_formal(const struct crm_step *step);

/*
 * crm_ladder_find - a ladder by name; "" is the default; NULL when the policy has none of that name.
 */
const struct crm_ladder *crm_ladder_find(const struct crm_policy *p, struct crm_str name);
#endif
