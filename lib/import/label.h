/* label.h - which invoice a text means, such as the label of a bank transfer.
 * Room import; needs base/intern.h. */
#ifndef CRM_IMPORT_LABEL_H
#define CRM_IMPORT_LABEL_H
#include "base/intern.h"

struct crm_label {
	struct crm_intern norm;	   /* refs, letters and digits only, upper case */
	struct crm_intern clients;
	struct crm_label_ref *ref; /* heap array */
	size_t n, cap;
	uint32_t *first;	   /* by number in norm: place of the first ref + 1 */
	size_t first_cap;
	uint64_t lengths;	   /* bit for each length of norm, up to 63 */
};

/*
 * crm_label_init, crm_label_release - no invoice known; free.
 */
void crm_label_init(struct crm_label *l);
void crm_label_release(struct crm_label *l);

/*
 * crm_label_add - an invoice of the book.
 * Shape:   client, ref; one that is known already, or too short to be told from chance (under 4
 *          letters and digits, or no digit), is left out.
 */
void crm_label_add(struct crm_label *l, struct crm_str client, struct crm_str ref);

/*
 * crm_label_find - the invoice that a text names.
 * Shape:   text, client (empty: not known) -> true: *client is known, and *ref too unless the text
 *          names several invoices of one client; false: none, or several of more than one client.
 *          A number counts as the invoice has it: its own marks, of which a text may leave out some
 *          where letters make the number one of a kind (F2026 014 is F2026-014, F2026/014 is not); a
 *          mark and a further digit make it another one.  Digits alone count from seven on, and
 *          where they are no day; with `digits` from four on.
 *          Views live as long as the label.
 * Source:  ours: money is allocated only where there is no doubt.
 */
bool crm_label_find(const struct crm_label *l, struct crm_str text, bool digits,
	struct crm_str *client, struct crm_str *ref);

/*
 * crm_label_all - all invoices that a text names, in the order of the text.
 * Shape:   client: those of this one alone; empty: of all -> how many.
 */
enum { CRM_LABEL_MOST = 16 };
struct crm_label_found {
	struct crm_str client, ref;
};
size_t crm_label_all(const struct crm_label *l, struct crm_str text, bool digits,
	struct crm_str client, struct crm_label_found found[CRM_LABEL_MOST]);
#endif
