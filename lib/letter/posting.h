/* posting.h - that a letter was posted, with the number of the post office.
 * Room letter; needs remind.h. */
#ifndef CRM_LETTER_POSTING_H
#define CRM_LETTER_POSTING_H
#include "letter/remind.h"

enum { CRM_POSTING_NUMBER = 40 }; /* characters of a number, at most */

/*
 * crm_posting_number - a number as the journal has it: without its blanks.
 * Shape:   arena, text as typed -> true and *out; false: empty, too long, or more than ASCII letters,
 *          digits and `-`.
 */
bool crm_posting_number(struct crm_arena *a, struct crm_str typed, struct crm_str *out);

/*
 * crm_posting_row - append the row that says that the letter about an invoice was posted now.
 * Shape:   run, client, ref, number or empty, rows.
 */
void crm_posting_row(struct crm_remind *r, struct crm_str client, struct crm_str ref,
	struct crm_str number, struct crm_buf *rows);

/*
 * crm_posting_rows - append such a row for each invoice of a letter that is prepared and not posted.
 * Shape:   run that was read, message id, number or empty, rows -> how many.
 */
int crm_posting_rows(struct crm_remind *r, struct crm_str mid, struct crm_str number,
	struct crm_buf *rows);
#endif
