/* thing.h - what the rows say of a promise, a deadline, an offer, a mission, a trouble: all that goes
 * under one ref of one client.
 * Room case; needs book/row.h, base/intern.h, base/pool.h.  Rows in any order.  Memory follows the
 * things, not the rows: what is kept, delivered or decided keeps its name and one byte. */
#ifndef CRM_CASE_THING_H
#define CRM_CASE_THING_H
#include "base/buf.h"
#include "base/intern.h"
#include "base/pool.h"
#include "book/row.h"

/* Events that are kept by their ref. */
#define CRM_THING_EVENTS                                                                            \
	(CRM_EV_BIT(CRM_EV_PROMISE) | CRM_EV_BIT(CRM_EV_CLARIFY) | CRM_EV_BIT(CRM_EV_KEPT) |        \
		CRM_EV_BIT(CRM_EV_BROKEN) | CRM_EV_BIT(CRM_EV_DEADLINE) |                           \
		CRM_EV_BIT(CRM_EV_DELIVERED) | CRM_EV_BIT(CRM_EV_OFFER) |                           \
		CRM_EV_BIT(CRM_EV_ACCEPTED) | CRM_EV_BIT(CRM_EV_DECLINED) |                         \
		CRM_EV_BIT(CRM_EV_CONTRACT) | CRM_EV_BIT(CRM_EV_MISSION) |                          \
		CRM_EV_BIT(CRM_EV_RENEW) | CRM_EV_BIT(CRM_EV_END) | CRM_EV_BIT(CRM_EV_CONFLICT) |   \
		CRM_EV_BIT(CRM_EV_INCIDENT) | CRM_EV_BIT(CRM_EV_DIAGNOSE) |                         \
		CRM_EV_BIT(CRM_EV_APOLOGY) | CRM_EV_BIT(CRM_EV_GESTURE) |                           \
		CRM_EV_BIT(CRM_EV_DISAGREE) | CRM_EV_BIT(CRM_EV_RESOLVE))

/* A row about a thing. */
struct crm_said {
	uint32_t next;
	uint8_t event;
	uint8_t by;	/* enum crm_by */
	uint8_t currency;
	uint8_t known;	/* the amount is set */
	uint32_t kind;	/* number in the words */
	struct crm_when at;
	int32_t due;	/* CRM_NO_DAY when none */
	int64_t amount;
	struct crm_uuid id;
	uint64_t offset;
};

struct crm_thing {
	uint32_t client; /* number of the client */
	uint32_t head;	 /* rows, pool of crm_said */
	uint8_t closed;	 /* 1: promise kept, 2: delivered, 4: offer decided */
};

struct crm_things {
	struct crm_intern names; /* client number and ref */
	struct crm_thing *of;	 /* by number of the name */
	size_t cap;
	struct crm_pool said;
	struct crm_buf name;	 /* scratch */
	const struct crm_said **sorted;
	size_t sorted_cap;
};

void crm_things_init(struct crm_things *t);
void crm_things_release(struct crm_things *t);
void crm_things_clear(struct crm_things *t);

/*
 * crm_things_row - absorb a row.
 * Shape:   number of its client, row of CRM_THING_EVENTS, number of its kind -> number of the thing.
 * Source:  risk.md 5.2: a kept or delivered closes whatever its day.
 */
uint32_t crm_things_row(struct crm_things *t, uint32_t client, const struct crm_row *r,
	uint32_t kind);

/*
 * crm_thing_ref - the ref of a thing, as long as the things live.
 */
struct crm_str crm_thing_ref(const struct crm_things *t, uint32_t thing);

/*
 * crm_thing_said - its rows in the order of (at, id).
 * Shape:   -> array and *n; NULL and 0 when none is kept.  Valid until the next call.
 */
const struct crm_said **crm_thing_said(struct crm_things *t, uint32_t thing, size_t *n);

/*
 * crm_said_first - the first row of an event, or NULL.
 * Source:  risk.md 1 rule 6: rows of one event with one ref are one thing, as first said.
 */
const struct crm_said *crm_said_first(const struct crm_said *const *said, size_t n,
	enum crm_event event);

/*
 * crm_said_open - the first row of an event that no resolve of its moment or later settles, or NULL.
 * Source:  S3.15; ours: what is logged again after a resolve is open again.
 */
const struct crm_said *crm_said_open(const struct crm_said *const *said, size_t n,
	enum crm_event event);

/*
 * crm_said_since - the first day of an event on or after a day; CRM_NO_DAY: none.
 */
int32_t crm_said_since(const struct crm_said *const *said, size_t n, enum crm_event event,
	int32_t day);

/*
 * crm_said_due - the date in force of a promise or a deadline.
 * Shape:   its rows in order, its first row -> day; CRM_NO_DAY: none was said.
 * Source:  risk.md 5.2: a clarify that comes after the date then in force moves nothing.
 */
int32_t crm_said_due(const struct crm_said *const *said, size_t n, const struct crm_said *first);
#endif
