/* handed.h - the letters that are no reminders, as the journal tells of them.
 * Room letter; needs book/row.h.
 *
 * Such a letter leaves an intent, a row `note` with tags status=intent mid= template=.  When it was
 * taken, a row `contact` by me follows; what failed or is not known stays a note, so that a letter
 * which never left answers no message and does no good to the score. */
#ifndef CRM_LETTER_HANDED_H
#define CRM_LETTER_HANDED_H
#include "book/row.h"

enum crm_handed_what {
	CRM_HANDED_INTENT,
	CRM_HANDED_SENT,
	CRM_HANDED_FAILED,
	CRM_HANDED_UNKNOWN,
	CRM_HANDED_BOUNCED, /* of a row alone: sent, and it came back */
};

/* A row about such a letter. */
struct crm_handed_row {
	struct crm_str client, template, ref, mid;
	struct crm_when at;
	enum crm_handed_what what;
};

/* A row that says what such a letter said: an apology, a frame (said.h). */
struct crm_handed_said {
	struct crm_str client, mid;
	struct crm_uuid id;
};

struct crm_handed {
	struct crm_handed_row *row; /* heap array */
	size_t n, cap;
	struct crm_handed_said *said; /* heap array */
	size_t saids, said_cap;
	struct crm_arena mem;
};

void crm_handed_init(struct crm_handed *h);
void crm_handed_release(struct crm_handed *h);

/*
 * crm_handed_take - absorb a row; those without a mid and a template change nothing.
 */
void crm_handed_take(struct crm_handed *h, const struct crm_row *r);

/*
 * crm_handed_of - what became of a letter.  Rows are counted, so their order does not matter.
 * Shape:   message id -> CRM_HANDED_SENT; CRM_HANDED_UNKNOWN: it may have left; CRM_HANDED_FAILED:
 *          it did not, or there is no such letter.
 */
int crm_handed_of(const struct crm_handed *h, struct crm_str mid);

/*
 * crm_handed_open - call back for each letter that may have left, by its first row, in order of
 * message id.
 */
void crm_handed_open(struct crm_handed *h,
	void (*each)(void *ctx, const struct crm_handed_row *row), void *ctx);

/*
 * crm_handed_each - call back for the row that says a letter was sent, if there is one.
 */
void crm_handed_each(const struct crm_handed *h, struct crm_str mid,
	void (*each)(void *ctx, const struct crm_handed_row *row), void *ctx);
#endif
