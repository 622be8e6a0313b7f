/* implied.h - what sending a letter says in the journal, beside that it was sent.
 * Room letter; needs case/view.h, book/row.h.  An apology by letter is an apology: its row is written
 * with the contact, so that nothing asks for it again. */
#ifndef CRM_LETTER_IMPLIED_H
#define CRM_LETTER_IMPLIED_H
#include "book/row.h"
#include "case/view.h"

/*
 * crm_implied_of - the event, kind and ref that a letter says, once sent.
 * Shape:   view (what was logged by hand since counts), client, template, ref it is about (empty:
 *          none) -> true and event, kind and ref of *row; false: nothing, or it is said already.
 * Source:  S2.18, S0.29, S2.5, S0.38, S0.22, S1.33, S4.3, S1.18.
 */
bool crm_implied_of(struct crm_view *v, struct crm_str client, struct crm_str template,
	struct crm_str ref, struct crm_row *row);
#endif
