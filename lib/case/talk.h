/* talk.h - who wrote last: the client's messages that still wait for an answer.
 * Room case; needs book/row.h, base/pool.h.  Rows in any order; memory follows the messages that
 * wait, not those answered. */
#ifndef CRM_CASE_TALK_H
#define CRM_CASE_TALK_H
#include "base/pool.h"
#include "book/row.h"

#define CRM_TALK_EVENTS (CRM_EV_BIT(CRM_EV_CONTACT) | CRM_EV_BIT(CRM_EV_CHECKIN))

/* A message of the client that asks for an answer. */
struct crm_wait {
	uint32_t next;
	struct crm_when at;
	struct crm_uuid id;
	uint64_t offset;
};

struct crm_talk_client {
	int64_t answered; /* place in the stream of the newest row that answers */
	bool any;	  /* answered is set */
	uint32_t waits;	  /* messages behind it and some answered ones, pool of crm_wait */
	uint32_t n, room; /* so many; they are looked through beyond so many */
};

struct crm_talk {
	struct crm_talk_client *of; /* by client number */
	size_t n, cap;
	struct crm_pool waits;
};

void crm_talk_init(struct crm_talk *t);
void crm_talk_release(struct crm_talk *t);
void crm_talk_clear(struct crm_talk *t);

/*
 * crm_talk_twoway - whether a row is an exchange of both: a check-in, by=both, or phone, visio or
 * meet without tag missed.
 * Source:  risk.md 5.3; S1.22, S1.23.
 */
bool crm_talk_twoway(const struct crm_row *r);

/*
 * crm_talk_inbound - whether a row is a message of the client that is no exchange.
 */
bool crm_talk_inbound(const struct crm_row *r);

/*
 * crm_talk_row - absorb a contact or check-in of a client.
 */
void crm_talk_row(struct crm_talk *t, uint32_t client, const struct crm_row *r);

/*
 * crm_talk_wait - the message that opened the present wait, or NULL when nothing waits.
 * Source:  S1.23: chasers count once, from the first.
 */
const struct crm_wait *crm_talk_wait(const struct crm_talk *t, uint32_t client);
#endif
