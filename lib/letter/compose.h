/* compose.h - from a notice of the day to a draft: addressee, words, message id.
 * Room letter; needs letter.h, draft.h, rule/notice.h, book/journal.h. */
#ifndef CRM_LETTER_COMPOSE_H
#define CRM_LETTER_COMPOSE_H
#include "book/journal.h"
#include "letter/draft.h"
#include "letter/letter.h"
#include "rule/notice.h"
#include "rule/owed.h"

struct crm_composer {
	struct crm_arena *mem; /* drafts and their text */
	struct crm_book *book;
	const struct crm_policy *policy;
	struct crm_journal_again *again; /* for the notes of invoices; NULL: none */
	struct crm_letter_source *source; /* heap array, one a language */
	size_t sources, sources_cap;
};

void crm_composer_init(struct crm_composer *c, struct crm_arena *mem, struct crm_book *book,
	const struct crm_policy *policy);
void crm_composer_release(struct crm_composer *c);

/*
 * crm_compose_lang - the language of a client's letters: the profile's, else the policy's, else fr.
 * Source:  ours: never the locale, so that cron and a terminal write the same letter (P5).
 */
struct crm_str crm_compose_lang(const struct crm_policy *p, const struct crm_client *client);

/*
 * crm_compose - the draft of a notice.
 * Shape:   composer, view, tables, notice -> 0 and *out in the composer's arena, or -1.
 * Errors:  CRM_PARTIAL when the client has no address for the channel, its template or language is
 *          missing or wrong, or a rate is missing for a letter that names interest.
 */
int crm_compose(struct crm_composer *c, struct crm_view *v, const struct crm_tables *tables,
	const struct crm_notice *n, struct crm_draft *out, struct crm_err *e);

/*
 * crm_compose_id - the message id of a draft: the same sender, client, recorded items and steps give
 * the same id, so that a second attempt is known as the same message.
 * Shape:   -> text without angle brackets, in the composer's arena.
 * Source:  design.md 8; libraries.md 7.
 */
struct crm_str crm_compose_id(struct crm_arena *mem, const struct crm_policy *p,
	const struct crm_draft *d);
#endif
