/* rhythm.h - when we last spoke, showed, asked: the days of one client that cadences count from.
 * Room case; needs talk.h.  Rows in any order.  Memory follows the clients: the newest days of
 * contact, the messages of the last weeks, the deliveries that nobody has asked about yet. */
#ifndef CRM_CASE_RHYTHM_H
#define CRM_CASE_RHYTHM_H
#include "config/policy.h"
#include "case/talk.h"

#define CRM_RHYTHM_EVENTS                                                                           \
	(CRM_TALK_EVENTS | CRM_EV_BIT(CRM_EV_RESULT) | CRM_EV_BIT(CRM_EV_DELIVERED) |               \
		CRM_EV_BIT(CRM_EV_INTEREST) | CRM_EV_BIT(CRM_EV_SATISFIED) |                        \
		CRM_EV_BIT(CRM_EV_FRAME) | CRM_EV_BIT(CRM_EV_VETTED) | CRM_EV_BIT(CRM_EV_OFFER) |   \
		CRM_EV_BIT(CRM_EV_ACCEPTED) | CRM_EV_BIT(CRM_EV_CONTRACT) |                         \
		CRM_EV_BIT(CRM_EV_MISSION) | CRM_EV_BIT(CRM_EV_RENEW) |                             \
		CRM_EV_BIT(CRM_EV_INVOICE) | CRM_EV_BIT(CRM_EV_PAYMENT) |                           \
		CRM_EV_BIT(CRM_EV_DIAGNOSE) | CRM_EV_BIT(CRM_EV_APOLOGY) |                          \
		CRM_EV_BIT(CRM_EV_GESTURE) | CRM_EV_BIT(CRM_EV_DISAGREE) |                          \
		CRM_EV_BIT(CRM_EV_RESOLVE))

/* The newest (or oldest) row of some events: when, and where its line stands. */
struct crm_moment {
	struct crm_when at; /* day CRM_NO_DAY: none */
	struct crm_uuid id;
	uint64_t offset;
};

/* Newest days of any ref, for what has no ref of its own. */
enum crm_newest {
	CRM_NEWEST_DIAGNOSE, CRM_NEWEST_APOLOGY, CRM_NEWEST_GESTURE, CRM_NEWEST_RESOLVE,
	CRM_NEWEST_DISAGREE, CRM_NEWEST_DISAGREE_FREE, /* without ref */
	CRM_NEWEST
};

/* What a contact changes stands first, on one line of the cache. */
struct crm_rhythm_client {
	int32_t *day;		/* newest distinct days of contact, rising */
	uint32_t days, days_cap;
	int32_t first;		/* oldest contact, check-in or mission */
	int32_t asked;		/* newest word of mine or of both */
	struct crm_when review;	/* newest check-in */
	struct crm_moment last; /* newest contact: by the client, or of both */
	struct crm_moment deal; /* oldest sign of business */
	uint32_t messages;	/* of the client in the last weeks, pool of crm_message */
	uint32_t deliveries;	/* most of them not asked about, pool of crm_delivery */
	uint32_t pending, room;	/* so many; they are looked through beyond so many */
	struct crm_when shown;	/* newest result or delivery */
	struct crm_when interest; /* newest row interest */
	int32_t business, person; /* newest interest of that kind */
	int32_t newest[CRM_NEWEST];
	bool framed;		/* rules of contact were agreed */
	bool proven;		/* vetted, paid once or renewed */
};

/* A message of the client. */
struct crm_message {
	uint32_t next;
	uint32_t channel; /* number in the words */
	int64_t minute;	  /* since day 0; without time: noon */
	struct crm_when at;
	struct crm_uuid id;
	uint64_t offset;
};

struct crm_delivery {
	uint32_t next, thing;
	struct crm_when at;
	struct crm_uuid id;
	uint64_t offset;
};

struct crm_rhythm {
	struct crm_rhythm_client *of; /* by client number */
	size_t n, cap;
	struct crm_pool messages, deliveries;
	struct crm_arena mem;
};

void crm_rhythm_init(struct crm_rhythm *r);
void crm_rhythm_release(struct crm_rhythm *r);
void crm_rhythm_clear(struct crm_rhythm *r);

/*
 * crm_rhythm_row - absorb a row.
 * Shape:   policy, today, number of the client, row of CRM_RHYTHM_EVENTS, number of its thing (for
 *          `delivered`), number of its channel (for a recent `contact`).
 * Source:  risk.md 5.5.
 */
void crm_rhythm_row(struct crm_rhythm *r, const struct crm_policy *p, int32_t today,
	uint32_t client, const struct crm_row *row, uint32_t thing, uint32_t channel);

/*
 * crm_rhythm_recent - whether a message of a day may belong to a burst of today.
 */
bool crm_rhythm_recent(const struct crm_policy *p, int32_t today, int32_t day);

/*
 * crm_rhythm_of - the days of a client; never NULL.
 */
const struct crm_rhythm_client *crm_rhythm_of(const struct crm_rhythm *r, uint32_t client);

/*
 * crm_rhythm_answers - how many days after a delivery a word of mine counts for the first or the
 * second of the two calls: when it lies nearer to that call than to what came before.
 * Shape:   policy, 0 or 1 -> days.
 * Source:  S4.7; ours: a word of the day after is no question how it works.
 */
int crm_rhythm_answers(const struct crm_policy *p, int call);

/*
 * crm_rhythm_settled - whether somebody asked about a delivery late enough for the second call.
 */
bool crm_rhythm_settled(const struct crm_policy *p, const struct crm_rhythm_client *c, int32_t day);

/*
 * crm_rhythm_usual - after how many days without a word a client counts as silent.
 * Shape:   policy, days of a client, whether a mission is active -> days.
 * Source:  S3.5; risk.md 5.5: the median of the gaps and how far they scatter.
 */
int64_t crm_rhythm_usual(const struct crm_policy *p, const struct crm_rhythm_client *c,
	bool active);
#endif
