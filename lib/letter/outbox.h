/* outbox.h - letters to print and files for me, in outbox/ of the book.
 * Room letter; needs draft.h, lang.h, pdf.h, config/client/client.h. */
#ifndef CRM_LETTER_OUTBOX_H
#define CRM_LETTER_OUTBOX_H
#include "config/client/client.h"
#include "letter/draft.h"
#include "letter/text/lang.h"

/*
 * crm_outbox_text - append the paper of a draft as plain text: sender, date of the draft, subject,
 * body.
 */
void crm_outbox_text(const struct crm_policy *p, const struct crm_lang *lang,
	const struct crm_draft *d, struct crm_arena *a, struct crm_buf *out);

/*
 * crm_outbox_pdf - append the papers of some drafts for me as one PDF, under the subject of the first.
 * Shape:   at least one draft -> 0, or -1 and nothing appended.
 * Errors:  CRM_SYSTEM: groff is not installed, or could not make it.
 */
int crm_outbox_pdf(const struct crm_policy *p, const struct crm_lang *lang, const struct crm_draft *d,
	size_t n, struct crm_arena *a, struct crm_buf *out, struct crm_err *e);

/*
 * crm_outbox_write - write the paper of a draft: a letter as PDF (plain text where groff cannot), a
 * file for me as plain text.
 * Shape:   book, policy, client, language, draft, arena -> 0 and *name (below the book, in the
 *          arena), or -1.  The text of *e then says why a letter is no PDF; it is empty otherwise.
 *          The same draft writes the same file again.
 * Errors:  CRM_SYSTEM when it cannot be written.
 */
int crm_outbox_write(struct crm_book *b, const struct crm_policy *p, const struct crm_client *client,
	const struct crm_lang *lang, const struct crm_draft *d, struct crm_arena *a, const char **name,
	struct crm_err *e);
#endif
