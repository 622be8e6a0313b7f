/* agenda.h - the whole of a mission for the client to see: what is done, late, to come, awaited.
 * Room letter/text; needs history.h, letter.h, case/thread.h. */
#ifndef CRM_LETTER_TEXT_AGENDA_H
#define CRM_LETTER_TEXT_AGENDA_H
#include "case/thread.h"
#include "letter/text/history.h"
#include "letter/text/letter.h"

/* What a letter may call a row; empty: it has no name that the client knows. */
typedef struct crm_str crm_agenda_title(
	struct crm_arena *a, const struct crm_history *h, const struct crm_row *r);

/*
 * crm_agenda_fill - done, behind, dates and needed of a letter, as of its `today`.
 * Shape:   arena, history of the client, the first day of the mission, how rows are called -> *l.
 *          Done are deliveries and results since then that have a name; behind and dates those of
 *          my open deadlines and promises, passed or to come; needed what they promised and have
 *          not kept, invoices apart.
 * Source:  S1.33: the client keeps the whole in view.
 */
void crm_agenda_fill(struct crm_arena *a, const struct crm_history *h, int32_t since,
	crm_agenda_title *title, struct crm_letter *l);
#endif
