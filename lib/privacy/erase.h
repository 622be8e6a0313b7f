/* erase.h - data protection: forgetting a client, and giving them what is known of them.
 * Room privacy; needs journal.h, client.h, base/intern.h.
 *
 * Erasing rewrites the journal, the one operation that does.  Of the client's rows those of money
 * stay while the law wants them kept, under a pseudonym and without note, channel and level; all
 * other rows go, so do the profile and the papers in outbox/.  A row `note` of the pseudonym with tag
 * erased= keeps a hash of the id, by which --check knows rows that a merge brings back. */
#ifndef CRM_PRIVACY_ERASE_H
#define CRM_PRIVACY_ERASE_H
#include "base/intern.h"
#include "book/journal.h"
#include "config/client/client.h"

/* A row that stays. */
struct crm_erase_kept {
	enum crm_event event;
	int32_t day, until; /* of the row; it may go after this day */
	struct crm_str ref;
	int64_t amount;
	int currency;
};

struct crm_erase {
	/* set by the caller */
	struct crm_str client;
	int retention;		/* years after the end of the year of the row */
	struct crm_when now;	/* of the row that is left */
	struct crm_uuid id;	/* its id */
	int currency;		/* default one of the book */
	/* filled; in the arena */
	struct crm_arena mem;
	char pseudonym[24];
	struct crm_erase_kept *kept; /* heap array, by day, then ref */
	size_t kept_n, kept_cap;
	size_t dropped;		/* rows */
	size_t papers;		/* files of outbox/ */
	bool profile;		/* there was one */
	size_t mentions;	/* lines of others, and refs that stay, with the letters of the id */
};

/*
 * crm_erase_client - forget a client.
 * Shape:   book whose lock is held, *e as set by the caller (the rest zero) -> 0, or -1 and the
 *          journal is as it was.
 * Errors:  CRM_USAGE: neither rows nor profile, a journal with other columns than ours or a torn
 *          tail; CRM_PARTIAL: a line is damaged and may be about this client; CRM_SYSTEM.
 *          A crash leaves the old or the new journal; erasing again goes on where it stopped.
 * Owns:    crm_erase_release, also after -1.
 * Source:  crm-log(1); crm-tables(5) (C. com. L123-22, GDPR 17).
 */
int crm_erase_client(struct crm_book *b, struct crm_erase *out, struct crm_err *e);
void crm_erase_release(struct crm_erase *x);

/*
 * crm_erased_read - the hashes of clients that were erased.
 * Shape:   -> 0 and their digits in *out (initialised by the caller), or -1.
 */
int crm_erased_read(struct crm_book *b, int currency, struct crm_intern *out, struct crm_err *e);

/*
 * crm_erased_is - whether an id is one of them.
 */
bool crm_erased_is(const struct crm_intern *erased, struct crm_str id);

/*
 * crm_erased_stands - whether an id is the pseudonym under which rows of one of them stay.
 */
bool crm_erased_stands(const struct crm_intern *erased, struct crm_str id);

/*
 * crm_export_client - append all that the book has of a client as one YAML document: the profile and
 * the rows as they stand, the names of the papers in outbox/.
 * Shape:   -> 0, or -1: CRM_USAGE when there is nothing.
 * Source:  GDPR 15 and 20.
 */
int crm_export_client(struct crm_book *b, struct crm_str client, int currency, struct crm_buf *out,
	struct crm_err *e);
#endif
