/* holds.h - how things stand with one client on a day, and what of it stops a reminder.
 * Room case; needs view.h, sent.h, incident.h.  Pure. */
#ifndef CRM_CASE_HOLDS_H
#define CRM_CASE_HOLDS_H
#include "case/incident.h"
#include "case/money/sent.h"
#include "case/view.h"

/* Why no reminder goes out; several may hold at once.  In the order they are named. */
enum crm_hold {
	CRM_HOLD_WRITEOFF = 1 << 0,
	CRM_HOLD_DISPUTE = 1 << 1,
	CRM_HOLD_AGREED = 1 << 2,
	CRM_HOLD_HOLD = 1 << 3,
	CRM_HOLD_ABSENT = 1 << 4,
	CRM_HOLD_CONFLICT = 1 << 5,
	CRM_HOLD_UNANSWERED = 1 << 6,
	CRM_HOLD_OUTBURST = 1 << 7,
	CRM_HOLD_INSOLVENCY = 1 << 8,
	CRM_HOLD_NEVER = 1 << 9,
	CRM_HOLD_RELATION = 1 << 10,
	CRM_HOLD_UNALLOCATED = 1 << 11,
	CRM_HOLD_LETTER = 1 << 12,
	/* what policy hold_while names */
	CRM_HOLD_INCIDENT = 1 << 13,
	CRM_HOLD_ANGRY = 1 << 14,
	CRM_HOLD_DEADLINE = 1 << 15,
	CRM_HOLD_DOUBT = 1 << 16,
	CRM_HOLDS = 17,
};

/* The events that decide on holds; with those of money they are what a reminder needs. */
#define CRM_HOLD_EVENTS                                                                             \
	(CRM_EV_BIT(CRM_EV_HOLD) | CRM_EV_BIT(CRM_EV_RELEASE) | CRM_EV_BIT(CRM_EV_ABSENCE) |        \
		CRM_EV_BIT(CRM_EV_CONFLICT) | CRM_EV_BIT(CRM_EV_RESOLVE) |                          \
		CRM_EV_BIT(CRM_EV_INCIDENT) | CRM_EV_BIT(CRM_EV_CONTACT) |                          \
		CRM_EV_BIT(CRM_EV_CHECKIN) | CRM_EV_BIT(CRM_EV_SATISFIED) |                         \
		CRM_EV_BIT(CRM_EV_DIAGNOSE) | CRM_EV_BIT(CRM_EV_APOLOGY) |                          \
		CRM_EV_BIT(CRM_EV_GESTURE) | CRM_EV_BIT(CRM_EV_DOUBT) |                             \
		CRM_EV_BIT(CRM_EV_DEADLINE) | CRM_EV_BIT(CRM_EV_DELIVERED))
#define CRM_REMIND_EVENTS (CRM_MONEY_EVENTS | CRM_MONEY_ABOUT | CRM_HOLD_EVENTS)

/* Of these only to say how late my own work is, unless policy hold_while has it. */
#define CRM_DEADLINE_EVENTS (CRM_EV_BIT(CRM_EV_DEADLINE) | CRM_EV_BIT(CRM_EV_DELIVERED))

/* One client on the day of the view. */
struct crm_standing {
	uint32_t client;
	const struct crm_client *profile;
	const struct crm_ladder *ladder; /* never NULL: the default when the named one is missing */
	const struct crm_entry *wait;	 /* oldest message without answer, or NULL */
	unsigned holds;			 /* those of the client as a whole */
	int32_t absent_until;
	int32_t calm;			 /* with CRM_HOLD_OUTBURST or _ANGRY: the day on which it ends */
	struct crm_str conflict, doubt;	 /* refs */
	struct crm_str incident;	 /* of mine: its ref, else the id of its row */
	enum crm_want wants;		 /* what that one waits for */
	struct crm_str deadline;	 /* my own that is latest, held or not: its ref; empty: none */
	int32_t deadline_days;		 /* how late */
	int32_t newest;			 /* day of the newest reminder to the client; CRM_NO_DAY */
	const struct crm_spare *spare;	 /* money that names no invoice, by currency */
	size_t spares;
	int currency;			 /* of the policy: the one that needs no word */
};

/*
 * crm_standing_of - how things stand with a client, when all rows are absorbed; worked out once.
 * Shape:   view, number of the client -> standing, as long as the view.
 */
const struct crm_standing *crm_standing_of(struct crm_view *v, uint32_t client);

/*
 * crm_standing_spare - money of a client in a currency that names no invoice.
 * Unit:    minor units.
 */
int64_t crm_standing_spare(const struct crm_standing *s, int currency);

/*
 * crm_case_held - whether a hold of the client, of the ref or of everything is in force: not past
 * its last day and not released afterwards.
 * Shape:   case, number of the ref (0: none) -> true and the last day (INT32_MAX: until released).
 * Source:  S0.26.
 */
bool crm_case_held(const struct crm_case *c, uint32_t word, int32_t *until);

/*
 * crm_case_put_off - the same for what is named alone: holds of everything do not count.
 * Shape:   case, number of the ref -> true and the last day (INT32_MAX: until released).
 */
bool crm_case_put_off(const struct crm_case *c, uint32_t word, int32_t *until);

/*
 * crm_case_absent - whether the client is away today.
 * Shape:   -> true and the last day of it.
 * Source:  S0.26.
 */
bool crm_case_absent(const struct crm_case *c, int32_t *until);

/* What stops the reminders of one invoice, with the dates that end it. */
struct crm_held {
	unsigned why;		/* CRM_HOLD_* of the invoice and of the client */
	enum crm_why reason;	/* why it is not paid, if it was said */
	int32_t agreed;		/* the first agreed date that is not covered; CRM_NO_DAY: none */
	int32_t grace;		/* the last day of the grace after it */
	int32_t hold_until;	/* INT32_MAX: until released */
	const struct crm_entry *stale; /* the letter that is to be prepared again; NULL: none */
	const struct crm_entry *spare; /* money without a ref, or in another currency; NULL: none */
};

/*
 * crm_held_of - what stops the reminders of an invoice on the day of the case.
 * Shape:   case of its client, standing, invoice, what is left of it and what was sent -> *out.
 * Source:  S0.43, S0.26, S0.45, S1.23; S2.18: listen and repair before you ask for money.
 */
void crm_held_of(struct crm_case *c, const struct crm_standing *s,
	const struct crm_invoice *inv, int64_t balance, const struct crm_sent *sent,
	struct crm_held *out);

/*
 * crm_held_end - the first day on which no hold is left, of those whose end is known.
 * Shape:   -> true and *day, or false: one has no known end.
 */
bool crm_held_end(
	const struct crm_standing *s, const struct crm_held *h, int32_t today, int32_t *day);

/*
 * crm_held_ends - append what ends the holds: days, and the crm-log commands that say so; the same
 * bytes in every language (`2026-07-10; crm-log apology acme X1`).  What nothing ends has no word.
 * Shape:   standing, holds of an invoice, the invoice, its ref, the message id of its letter that is to
 *          be prepared again (empty: it has none).
 */
void crm_held_ends(const struct crm_standing *s, const struct crm_held *h,
	const struct crm_invoice *inv, struct crm_str ref, struct crm_str mid, struct crm_buf *b);

/*
 * crm_held_redo - append the command that takes back a letter which is to be prepared again (h->stale).
 */
void crm_held_redo(const struct crm_held *h, struct crm_str mid, struct crm_buf *b);

/*
 * crm_held_assign - append the command that lays money without a ref (h->spare) on an invoice, as a
 * shell reads it.
 * Shape:   standing, holds, the invoice and its ref; what is more than is left of it stays without ref.
 */
void crm_held_assign(const struct crm_standing *s, const struct crm_held *h,
	const struct crm_invoice *inv, struct crm_str ref, struct crm_buf *b);

/*
 * crm_held_text - append the reasons as words between blanks, with their dates: the same bytes in
 * every language (`dispute agreed=2026-07-10`).
 */
void crm_held_text(const struct crm_standing *s, const struct crm_held *h, struct crm_buf *b);
#endif
