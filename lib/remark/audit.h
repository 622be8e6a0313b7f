/* audit.h - looking through all rows of the journal: counts, sums, a fingerprint, and what does not
 * fit together.
 * Room remark; needs config/entry.h, base/intern.h, base/sha256.h.  Two passes over the rows: the first
 * counts and learns which refs there are, the second names rows whose ref is about nothing. */
#ifndef CRM_REMARK_AUDIT_H
#define CRM_REMARK_AUDIT_H
#include "base/buf.h"
#include "base/err.h"
#include "base/intern.h"
#include "config/entry.h"
#include "remark/moneycheck.h"

struct crm_audit_sum {
	int64_t amount; /* minor units */
	bool over;	/* larger than can be told */
};

struct crm_audit {
	struct crm_finds found[2]; /* of each pass */
	const char *file;	   /* of findings */
	const struct crm_policy *policy;
	struct crm_intern clients;
	uint64_t rows, event[CRM_EVENTS];
	struct crm_audit_sum (*sum)[CRM_EVENTS]; /* by currency */
	size_t currencies;
	struct crm_intern refs; /* each with its client */
	uint64_t *events;	/* of a ref, by its number */
	size_t events_cap;
	struct crm_buf key;
	int32_t today; /* INT32_MAX: no row is of a later day */
	struct crm_moneycheck money; /* rows of the second pass */
	unsigned char (*digest)[32]; /* of each row */
	size_t digest_cap;
	bool second;		     /* pass */
};

/*
 * crm_audit_init, crm_audit_release - nothing seen; free.
 * Shape:   file of findings, policy (its own kinds of incident).
 */
void crm_audit_init(struct crm_audit *a, const char *file, const struct crm_policy *policy);
void crm_audit_release(struct crm_audit *a);

/*
 * crm_audit_clear - forget the rows of the pass (a reader that starts over).
 */
void crm_audit_clear(struct crm_audit *a);

/*
 * crm_audit_row - look at a row; a->second says in which pass.
 */
void crm_audit_row(struct crm_audit *a, const struct crm_row *row);

/*
 * crm_audit_tell - add what was found, as warnings, when both passes are over.
 */
void crm_audit_tell(struct crm_audit *a, struct crm_finds *finds);

/*
 * crm_audit_hash - the fingerprint of all rows of the first pass, whatever their order: two copies
 * of a book say the same when it is the same.
 * Shape:   -> 64 hexadecimal digits and a NUL.
 */
void crm_audit_hash(struct crm_audit *a, char out[65]);
#endif
