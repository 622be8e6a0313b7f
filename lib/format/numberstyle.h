/* numberstyle.h - amounts as other programs write them: decimal mark, thousands, symbol, sign.
 * Room format; needs base/buf.h.  How they are written is said, never guessed; typed.h guesses. */
#ifndef CRM_FORMAT_NUMBERSTYLE_H
#define CRM_FORMAT_NUMBERSTYLE_H
#include "base/buf.h"
#include <stdbool.h>

/* How a file writes numbers. */
struct crm_numberstyle {
	char decimal;		  /* '.' or ',' */
	struct crm_str thousands; /* mark between groups of three digits; "" none.  A blank stands for
				   * the no-break blanks U+00A0 and U+202F, too */
	struct crm_str symbol;	  /* of the currency, before or behind; "" none */
	struct crm_str debit;	  /* mark behind a number below zero, DR; "" none */
	struct crm_str credit;	  /* mark behind one above zero, CR */
};

/*
 * crm_numberstyle_amount - a number as our decimal text, without sign.
 * Shape:   text, how it is written, digits that the currency allows -> 0, the text appended to `out`,
 *          *negative; or -1: other marks, groups that are not of three digits, more digits.
 *          A sign stands before or behind the number (-, +, U+2212), or parentheses round it.
 */
int crm_numberstyle_amount(struct crm_str s, const struct crm_numberstyle *how, int digits,
	struct crm_buf *out, bool *negative);
#endif
