/* compose.h - from a notice of the day to a draft: addressee, words, message id.
 * Room letter; needs letter.h, topic.h, draft.h, enclose.h, due/notice.h, book/journal.h. */
#ifndef CRM_LETTER_COMPOSE_H
#define CRM_LETTER_COMPOSE_H
#include "book/journal.h"
#include "due/notice.h"
#include "due/overdue.h"
#include "law/owed.h"
#include "letter/draft.h"
#include "letter/enclose.h"
#include "letter/text/letter.h"
#include "letter/text/topic.h"

/* The last date that a letter names is so many days off when it is drafted, and at least so many when
 * it is sent: a week to read and change it.  Usage, crm-tables(5): 8 to 15 days. */
enum { CRM_LAST_DATE_DAYS = 15, CRM_LAST_DATE_LEAST = 8 };

struct crm_composer {
	struct crm_arena *mem; /* drafts and their text */
	struct crm_book *book;
	const struct crm_policy *policy;
	struct crm_str lang; /* of --lang; empty when it was not given */
	const char *home; /* what ~/ stands for; NULL: not known */
	struct crm_reread *again; /* for notes, and the files of invoices; NULL: none */
	struct crm_letter_source *source; /* heap array, one a language */
	size_t sources, sources_cap;
};

void crm_composer_init(struct crm_composer *c, struct crm_arena *mem, struct crm_book *book,
	const struct crm_policy *policy);
void crm_composer_release(struct crm_composer *c);

/*
 * crm_compose_lang - the language of a client's letters: the profile's, else the policy's, else that
 * of --lang, else fr; without a client, of what is for me.
 * Source:  ours: never the locale, so that cron and a terminal write the same letter (P5).
 */
struct crm_str crm_compose_lang(const struct crm_composer *c, const struct crm_client *client);

/*
 * crm_compose_files - where the files of invoices are looked for.
 */
struct crm_enclose crm_compose_files(const struct crm_composer *c);

/*
 * crm_compose - the draft of a notice.
 * Shape:   composer, view, notice, all notices of the day (a file for me has every late
 *          invoice of the client, held or not) -> 0 and *out in the composer's arena, or -1.
 * Errors:  CRM_PARTIAL when the client has no address for the channel, its template or language is
 *          missing or wrong, or a rate is missing for a letter that names interest.
 */
int crm_compose(struct crm_composer *c, struct crm_view *v,
	const struct crm_notice *n, const struct crm_notices *all, struct crm_draft *out,
	struct crm_err *e);

/*
 * crm_compose_claims - the late invoices of a client in one currency, but those written off.
 * Shape:   notices, client, currency -> array in the arena and *n.
 */
struct crm_claim **crm_compose_claims(struct crm_arena *a, const struct crm_notices *all,
	struct crm_str client, int currency, size_t *n);

/*
 * crm_compose_dossier - the file for recourse as a draft of channel file, in my language.
 * Shape:   standing, its invoices (of one currency), template, the rows of the client -> subject,
 *          body, lang of *out; the rest is the caller's.
 * Errors:  as crm_compose; a missing rate is said in the file.
 */
int crm_compose_dossier(struct crm_composer *c, struct crm_view *v,
	const struct crm_standing *s, struct crm_claim *const *claim, size_t n,
	struct crm_str template, struct crm_draft *out, struct crm_err *e);

/* A letter that is no reminder: what is asked for. */
struct crm_other {
	struct crm_str template, ref;	/* ref may be empty */
	const struct crm_standing *standing;
	struct crm_claim *const *claim; /* overdue invoices that it may list, of one currency */
	size_t claims;
	bool paper; /* to print and post, not a mail */
};

/*
 * crm_compose_other - the draft of a letter that is no reminder: by e-mail or on paper, no items.
 * Shape:   as crm_compose; its message id holds the day, so that the same letter may be written
 *          again on another day and is known again on the same one.
 * Errors:  CRM_USAGE for an unknown ref; else as crm_compose.
 */
int crm_compose_other(struct crm_composer *c, struct crm_view *v,
	const struct crm_other *o, struct crm_draft *out, struct crm_err *e);

/*
 * crm_compose_other_ours - whether a draft's message id was made for its client and template.
 */
bool crm_compose_other_ours(const struct crm_policy *p, const struct crm_draft *d);

/*
 * crm_compose_id - the message id of a draft: the same sender, client, recorded items and steps give
 * the same id, so that a second attempt is known as the same message.
 * Shape:   -> text without angle brackets, in the composer's arena.
 * Source:  crm-remind(1).
 */
struct crm_str crm_compose_id(struct crm_arena *mem, const struct crm_policy *p,
	const struct crm_draft *d);
#endif
