/* fact.h - rows of the journal as the score needs them: 48 bytes each, one list a client.
 * Room case; needs book/row.h, config/signal.h, base/intern.h, base/pool.h.  Rows in any order.
 * Voided rows and the void rows are kept: the score of an earlier day needs both. */
#ifndef CRM_CASE_FACT_H
#define CRM_CASE_FACT_H
#include "base/intern.h"
#include "base/pool.h"
#include "book/row.h"
#include "config/signal.h"

/* What a tag or channel says of a row, in `mark`. */
enum {
	CRM_MARK_TWOWAY = 1,  /* an exchange of both: answers and is no message that waits */
	CRM_MARK_NOREPLY = 2, /* a message that wants no answer */
	CRM_MARK_TENSE = 4,   /* tone tense, angry or anxious */
	CRM_MARK_NOBODY = 8,  /* a row without client */
};

struct crm_fact {
	struct crm_uuid id;   /* of a void: the id it takes away */
	uint64_t amount : 40; /* minor units */
	uint64_t currency : 8;
	uint64_t event : 6;
	uint64_t by : 2;    /* never CRM_BY_NONE */
	uint64_t level : 3; /* 1..5 */
	uint64_t mark : 4;
	uint64_t offset : 40; /* of its line in the journal */
	uint64_t kind : 12;   /* incident: signal + 1, 0 weighs nothing; staff: enum crm_staff */
	uint64_t minute : 11; /* of the day, + 1; 0: only the day is known */
	int32_t day, due;     /* due: CRM_NO_DAY when none */
	uint32_t word;	      /* number of its ref + 1 (a contact: of its channel); 0: none */
	uint32_t client;      /* number in the facts */
};

enum crm_staff { CRM_STAFF_OTHER, CRM_STAFF_REFOCUS, CRM_STAFF_ILLNESS };

struct crm_facts {
	const struct crm_score_policy *policy;
	struct crm_intern clients, words;
	struct crm_pool rows;
	uint32_t *order; /* numbers of the rows, client by client, as absorbed; crm_facts_settle */
	size_t *start;	 /* by client number: where its rows begin in `order`; one more than clients
			  */
};

/* A job reads all events: any row that counts makes its client known (risk.md 1 rule 9). */
#define CRM_FACT_EVENTS CRM_EV_ALL

/*
 * crm_facts_init, crm_facts_release, crm_facts_clear - nothing absorbed; free; forget all rows.
 * Shape:   the policy names the kinds of incident and must outlive the facts.
 */
void crm_facts_init(struct crm_facts *f, const struct crm_score_policy *policy);
void crm_facts_release(struct crm_facts *f);
void crm_facts_clear(struct crm_facts *f);

/*
 * crm_facts_reset, crm_facts_row - callbacks for crm_journal_read; ctx is the facts.
 * Shape:   the job must set `voids`.
 */
void crm_facts_reset(void *ctx);
void crm_facts_row(void *ctx, const struct crm_row *r);

/*
 * crm_facts_settle - to be called once when all rows are in: puts them in order of clients.
 */
void crm_facts_settle(struct crm_facts *f);

/*
 * crm_fact_min - the minute of a fact, or CRM_NO_MIN.
 */
static inline int16_t crm_fact_min(const struct crm_fact *f)
{
	return (int16_t)((int)f->minute - 1);
}

/*
 * crm_fact_key - a number that orders facts by day and minute, the day alone first.
 */
static inline int64_t crm_fact_key(const struct crm_fact *f)
{
	return (int64_t)f->day * 2048 + (int64_t)f->minute;
}

/*
 * crm_fact_cmp - order by (at, id), as bytes.
 */
int crm_fact_cmp(const struct crm_fact *a, const struct crm_fact *b);
#endif
