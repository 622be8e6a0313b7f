/* rewrite.h - what every operation that rewrites the journal looks at first.
 * Room privacy; needs journal.h, line.h. */
#ifndef CRM_PRIVACY_REWRITE_H
#define CRM_PRIVACY_REWRITE_H
#include "book/journal.h"
#include "book/line.h"

/*
 * crm_rewrite_read - all rows that are no voids, when no line is damaged that may be of certain clients.
 * Shape:   book, job with its callbacks and currency, those clients -> 0, or -1: CRM_PARTIAL.
 */
int crm_rewrite_read(struct crm_book *b, struct crm_journal_job job, const struct crm_str *client, size_t n,
	struct crm_err *e);

/* What becomes of the lines of the journal. */
struct crm_rewrite {
	/* a line with its end, where it begins, its cells (NULL: a header, or it cannot be read) -> append
	 * what it becomes, or nothing */
	void (*line)(void *ctx, struct crm_str line, uint64_t offset, const struct crm_str *cell,
		struct crm_buf *out);
	void (*end)(void *ctx, struct crm_buf *out); /* append rows of your own */
	void *ctx;
};

/*
 * crm_rewrite_journal - put another journal into the place of the old one.
 * Shape:   book whose lock is held -> 0 or -1.
 * Errors:  CRM_USAGE: empty, a torn tail, other columns than ours.
 */
int crm_rewrite_journal(struct crm_book *book, const struct crm_rewrite *how, struct crm_err *e);
#endif
