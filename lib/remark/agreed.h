/* agreed.h - what is remarked about a row `renegotiate`: sums that do not meet, interest not decided.
 * Room remark; needs case/money/agreement.h. */
#ifndef CRM_REMARK_AGREED_H
#define CRM_REMARK_AGREED_H
#include "book/row.h"
#include "case/money/agreement.h"

/*
 * crm_agreed_say - append the hints, one a line, translated.
 * Shape:   case of the client with the rows of the ref, the new row among them; the row; whether
 *          payments settle interest first (then the rows alone do not say what is left).
 * Source:  S0.43.
 */
void crm_agreed_say(const struct crm_case *c, const struct crm_row *row, bool legal,
	struct crm_buf *out);

/*
 * crm_agreed_wrong - whether a payment plan must not be written: an instalment is dated before the
 * day of the agreement, or a plan of that day is there and the two would add up.
 * Shape:   case of the client without the new rows; the rows of the plan -> true, and why in the
 *          buffer, one line, translated.
 * Source:  S0.43.
 */
bool crm_agreed_wrong(const struct crm_case *c, const struct crm_row *row, size_t n,
	struct crm_buf *out);
#endif
