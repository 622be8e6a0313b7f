/* sign.h - which characters a PDF letter can show.
 * Room letter/paper; needs base/str.h.  groff leaves a character out that its fonts lack, and the words in
 * which it says so change from release to release: what is sure to be there is a table of ours. */
#ifndef CRM_LETTER_PAPER_SIGN_H
#define CRM_LETTER_PAPER_SIGN_H
#include "base/str.h"
#include <stdint.h>

/*
 * crm_sign_known - whether the standard fonts of a PDF have a sign for a code point.
 * Shape:   code point from U+0020 on -> true: it is drawn; false: it would be missing.
 * Source:  ours: each code point below U+2800 was printed by groff 1.22.4 and 1.23.0 in Helvetica
 *          and Helvetica-Bold and read back from the PDF; the table holds what came back from all four.
 */
bool crm_sign_known(int32_t c);

/*
 * crm_sign_lacking - the first character of a text that has no sign.
 * Shape:   text -> a view of its bytes, empty when each has one.
 */
struct crm_str crm_sign_lacking(struct crm_str text);
#endif
