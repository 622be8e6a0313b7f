/* lettersent.h - the letters that are no reminders, as the journal tells of them, and what sending one says.
 * Room letter; needs case/money/sent.h, case/view.h.
 *
 * Such a letter leaves an intent, a row `note` with tags status=intent mid= template=.  When it was
 * taken, or posted where it is on paper, a row `contact` by me follows; what failed or is not known stays a note, so that a letter
 * which never left answers no message and does no good to the score. */
#ifndef CRM_LETTER_LETTERSENT_H
#define CRM_LETTER_LETTERSENT_H
#include "book/row.h"
#include "case/money/sent.h"
#include "case/view.h"

/* A row about such a letter. */
struct crm_lettersent_row {
	struct crm_str client, template, ref, mid, channel;
	struct crm_uuid id;
	struct crm_when at;
	enum crm_status status; /* CRM_STATUS_BOUNCED: sent, and it came back */
};

/* A row that says what such a letter said: an apology, a frame (crm_implied_of). */
struct crm_lettersent_said {
	struct crm_str client, mid;
	struct crm_uuid id;
};

struct crm_lettersent {
	struct crm_lettersent_row *row; /* heap array */
	size_t n, cap;
	struct crm_lettersent_said *said; /* heap array */
	size_t saids, said_cap;
	struct crm_arena mem;
};

void crm_lettersent_init(struct crm_lettersent *h);
void crm_lettersent_release(struct crm_lettersent *h);

/*
 * crm_lettersent_take - absorb a row; those without a mid and a template change nothing.
 */
void crm_lettersent_take(struct crm_lettersent *h, const struct crm_row *r);

/*
 * crm_lettersent_of - what became of a letter.
 * Shape:   message id -> status; CRM_STATUS_PREPARED: on paper, not posted; CRM_STATUS_FAILED: it did
 *          not leave, or there is no such letter.
 */
enum crm_status crm_lettersent_of(const struct crm_lettersent *h, struct crm_str mid);

/*
 * crm_lettersent_waiting - a letter on paper that is not posted yet.
 * Shape:   client, its ref or the id of its row, as crm-overdue has them -> its row; NULL: none.
 */
const struct crm_lettersent_row *crm_lettersent_waiting(
	const struct crm_lettersent *h, struct crm_str client, struct crm_str ref);

/*
 * crm_lettersent_open - call back for each letter that may have left, by its first row, in order of
 * message id.
 */
void crm_lettersent_open(struct crm_lettersent *h,
	void (*each)(void *ctx, const struct crm_lettersent_row *row), void *ctx);

/*
 * crm_lettersent_each - call back for the row that says that a letter was sent, or prepared, if
 * there is one.
 */
void crm_lettersent_each(const struct crm_lettersent *h, struct crm_str mid,
	enum crm_status as, void (*each)(void *ctx, const struct crm_lettersent_row *row), void *ctx);

/*
 * crm_implied_of - the event, kind and ref that a letter says, once sent.
 * Shape:   view (what was logged by hand since counts), client, template, ref it is about (empty:
 *          none) -> true and event, kind and ref of *row; false: nothing, or it is said already.
 * Source:  S2.18, S0.29, S2.5, S0.38, S0.22, S1.33, S4.3, S1.18.
 */
bool crm_implied_of(struct crm_view *v, struct crm_str client, struct crm_str template,
	struct crm_str ref, struct crm_row *row);
#endif
