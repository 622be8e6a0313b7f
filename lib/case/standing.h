/* standing.h - how things stand with one client on a day, and what of it stops a reminder.
 * Room case; needs ledger.h, state.h, talk.h, thing.h, rhythm.h, reminded.h, clock.h, config/client.h
 * (types). */
#ifndef CRM_CASE_STANDING_H
#define CRM_CASE_STANDING_H
#include "config/client.h"
#include "case/clock.h"
#include "case/reminded.h"
#include "case/rhythm.h"
#include "case/state.h"
#include "case/talk.h"
#include "case/thing.h"

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
	CRM_HOLDS = 13,
};

/* The newest row of a client. */
struct crm_stamp {
	struct crm_when at;
	bool any;
};

/* What a run knows: all that is absorbed from the journal, and the rules. */
struct crm_view {
	struct crm_ledger ledger;
	struct crm_state state;
	struct crm_talk talk;
	struct crm_things things;   /* only of the events in for_things */
	struct crm_rhythm rhythm;   /* only of those in for_rhythm; both 0: money and holds alone */
	uint64_t for_things, for_rhythm;
	const struct crm_policy *policy;
	const struct crm_tables *tables; /* of law; NULL: payments settle principal, no interest */
	struct crm_finds *finds;	 /* where a missing rate is said; NULL: nowhere */
	const struct crm_calendar *calendar;
	struct crm_when now; /* with a minute */
	/* the profile of a client; never NULL (one without file has the built-in values) */
	const struct crm_client *(*profile)(void *ctx, struct crm_str id);
	void *ctx;
	const uint64_t *own;  /* hashes of the message ids of this very run: they make no gap */
	size_t own_n;
	struct crm_arena mem; /* what the rules make; lives as long as the view */

	/* worked out when first asked for, by number of the client */
	struct crm_standing **standing;
	unsigned char *legal; /* owed.c */
	size_t standings, legals;
	/* with `stamps`: the newest row of each client, voids too */
	bool stamps;
	struct crm_stamp *newest;
	size_t newest_cap;
};

/* One client on the day of the view. */
struct crm_standing {
	uint32_t client;
	const struct crm_client *profile;
	const struct crm_ladder *ladder; /* never NULL: the default when the named one is missing */
	const struct crm_wait *wait;	 /* oldest message without answer, or NULL */
	struct crm_clock clock;
	unsigned holds;			 /* those of the client as a whole */
	int32_t absent_until;
	int32_t calm;			 /* with CRM_HOLD_OUTBURST: the day on which it ends */
	struct crm_str conflict;
};

/* The events a view absorbs for money and holds. */
#define CRM_VIEW_EVENTS                                                                             \
	(CRM_LEDGER_MONEY | CRM_LEDGER_MARKS | CRM_STATE_EVENTS | CRM_TALK_EVENTS)

/*
 * crm_view_init, crm_view_release - nothing absorbed; free.
 */
void crm_view_init(struct crm_view *v);
void crm_view_release(struct crm_view *v);

/*
 * crm_view_reset, crm_view_row - callbacks for crm_journal_read; ctx is the view, whose policy and
 * now are set.
 */
void crm_view_reset(void *ctx);
void crm_view_row(void *ctx, const struct crm_row *r);

/*
 * crm_view_void - callback for the voids of crm_journal_read: they make a stamp.
 */
void crm_view_void(void *ctx, const struct crm_row *r);

/*
 * crm_view_stamp - when something last changed that the rows of a client may have been worked out
 * from: its newest row absorbed, or one of nobody, or a void.  It never goes back.
 */
struct crm_when crm_view_stamp(const struct crm_view *v, uint32_t client);

/*
 * crm_standing_of - how things stand with a client, when all rows are absorbed.
 * Shape:   view, number of the client -> *out; its pointers live as long as the view.
 * crm_standing_get - the same, worked out once and kept as long as the view.
 */
void crm_standing_of(struct crm_view *v, uint32_t client, struct crm_standing *out);
const struct crm_standing *crm_standing_get(struct crm_view *v, uint32_t client);

/* What stops the reminders of one invoice, with the dates that end it. */
struct crm_held {
	unsigned why;		/* CRM_HOLD_* of the invoice and of the client */
	int32_t agreed;		/* agreed date; CRM_NO_DAY when none */
	int32_t hold_until;	/* INT32_MAX: until released */
	uint64_t hold_offset;
};

/*
 * crm_held_of - what stops the reminders of an invoice on the day of the view.
 * Shape:   view, standing of its client, invoice, what is left of it, its marks and what was sent
 *          -> *out.
 * Source:  design.md 8; S0.43, S0.26, S0.45, S1.23.
 */
void crm_held_of(struct crm_view *v, const struct crm_standing *s, const struct crm_invoice *inv,
	int64_t balance, const struct crm_mark *const *mark, size_t n,
	const struct crm_reminded *r, struct crm_held *out);

/*
 * crm_held_text - append the reasons as words between blanks, with their dates: the same bytes in
 * every language (`dispute agreed=2026-07-10`).
 */
void crm_held_text(const struct crm_standing *s, const struct crm_held *h, struct crm_buf *b);
#endif
