/* reminded.h - what was sent for an invoice, and the step of the ladder that comes next.
 * Room case; needs ledger.h, calendar.h.
 *
 * A message is known by its mid.  Sent and prepared stay so; an intent is open (unknown) until a
 * failure of its own is written: rows are counted, so no order or clock matters.  Sent, prepared and
 * unknown count as handed over: they are never sent again by themselves (P4). */
#ifndef CRM_CASE_REMINDED_H
#define CRM_CASE_REMINDED_H
#include "case/calendar.h"
#include "case/ledger.h"

struct crm_reminded {
	int step;		/* place in the ladder of the highest step handed over; -1: none */
	bool any;		/* a reminder was handed over, of whatever step */
	uint32_t last;		/* word of the newest one handed over */
	struct crm_when at;	/* its moment */
	const struct crm_mark *unsettled; /* row of a message of which nobody knows whether it left */
	bool unposted;		/* a letter is prepared, and no row says that it left */
	const struct crm_mark *prepared; /* row of the newest letter prepared, or NULL */
	int32_t letter;		/* newest day a letter was posted (or, if that was not logged, first
				 * presented or signed); CRM_NO_DAY */
};

/*
 * crm_reminded_of - the reminders among the marks of an invoice.
 * Shape:   ledger (for words), marks in order, ladder -> *out.
 * Source:  design.md 8; P4; S2.9 to S2.12.
 */
void crm_reminded_of(const struct crm_ledger *l, const struct crm_mark *const *mark, size_t n,
	const struct crm_ladder *ladder, struct crm_reminded *out);

/*
 * crm_reminded_handed - whether a mark is a reminder that was handed over, among all of its ref.
 */
bool crm_reminded_handed(const struct crm_mark *const *mark, size_t n, size_t i);

/*
 * crm_reminded_newest - the day of the newest reminder handed over to each client, of any invoice; a
 * file for me is none.
 * Shape:   ledger, message ids (hashes, see crm_mark) that are left out, arena -> array by client
 *          number in the arena; CRM_NO_DAY where none was.
 */
int32_t *crm_reminded_newest(const struct crm_ledger *l, const uint64_t *own, size_t own_n,
	struct crm_arena *a);

/*
 * crm_ladder_day - the first day on which a step may go out.
 * Shape:   due day, step, what was sent, newest reminder to the client (CRM_NO_DAY: none), gap in
 *          days -> an open day.
 * Source:  design.md 8; facts.md 9: moved off closed days, never earlier; after a letter the days
 *          between two steps count from its posting.
 */
int32_t crm_ladder_day(const struct crm_calendar *cal, const struct crm_ladder *ladder, int step,
	int32_t due, const struct crm_reminded *r, int32_t newest, int gap);

/*
 * crm_ladder_find - a ladder by name; "" is the default; NULL when the policy has none of that name.
 */
const struct crm_ladder *crm_ladder_find(const struct crm_policy *p, struct crm_str name);
#endif
