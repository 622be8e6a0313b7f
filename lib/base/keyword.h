/* keyword.h - for people: what the keys of reports are called in their language.
 * Room base; needs base/buf.h.  Machine formats give the keys, which no language changes; English
 * tables too: they are English words. */
#ifndef CRM_BASE_KEYWORD_H
#define CRM_BASE_KEYWORD_H
#include "base/buf.h"

/* Which keys; the same word may be one of several. */
enum crm_keyword {
	CRM_KEYWORD_KIND,  /* of crm-overdue: reply, invoice ... */
	CRM_KEYWORD_HELD,  /* why no reminder goes out, and behind `=` a date or a ref */
	CRM_KEYWORD_STEP,  /* of the ladder that is built in; others have the user's own name */
	CRM_KEYWORD_BY,	   /* me, client, both */
	CRM_KEYWORD_STATUS, /* what became of a message, and by what a payment is expected */
	CRM_KEYWORD_SIGNAL, /* reasons of crm-risk; the user's own have their own names */
	CRM_KEYWORD_VALUE /* what --help calls a value: REF, AMOUNT */
};

/*
 * crm_keyword - the words for a key, or the key itself.
 * Owns:    nobody: what came in, or the program.
 */
struct crm_str crm_keyword(enum crm_keyword of, struct crm_str key);

/*
 * crm_keyword_held - append the words for holds as crm_held_text names them: `dispute conflict=x`.
 */
void crm_keyword_held(struct crm_buf *out, struct crm_str held);

/*
 * crm_keyword_is - whether a word is what a key is called, as a table shows it.
 */
bool crm_keyword_is(enum crm_keyword of, const char *key, struct crm_str word);
#endif
