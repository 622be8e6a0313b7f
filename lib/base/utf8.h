/* utf8.h - UTF-8: is it valid, how wide is it, how is it shown safely.
 * Room base; needs buf.h.  Text is bytes; only what a terminal shows needs more. */
#ifndef CRM_BASE_UTF8_H
#define CRM_BASE_UTF8_H
#include "base/buf.h"
#include <stdint.h>

/*
 * crm_utf8_ok - whether the bytes are well-formed UTF-8 (no overlong forms, no surrogates).
 * Source:  Unicode 15 table 3-7; RFC 3629.
 */
bool crm_utf8_ok(struct crm_str s);

/*
 * crm_utf8_next - the next code point.
 * Shape:   view to take from -> code point, or -1 when the next byte begins no valid sequence (one
 *          byte is taken then) or the view is empty (nothing is taken).
 */
int32_t crm_utf8_next(struct crm_str *s);

/*
 * crm_utf8_width - columns that a text takes on a terminal, after crm_utf8_show.
 * Unit:    terminal cells; C.UTF-8's wcwidth.
 */
size_t crm_utf8_width(struct crm_str s);

/*
 * crm_utf8_unmarked - a text without the byte order mark before it.
 */
struct crm_str crm_utf8_unmarked(struct crm_str s);

/*
 * crm_utf8_cut - the longest beginning of a text that takes at most `cells` columns.
 */
struct crm_str crm_utf8_cut(struct crm_str s, size_t cells);

/*
 * crm_utf8_show - append a text so that no byte of it can move a cursor, hide or reorder text.
 * Shape:   C0, DEL, C1, bad UTF-8, U+2028/9 and the bidi controls become \xHH or \u{HHHH}; the rest
 *          is unchanged.
 * Source:  P6.
 */
void crm_utf8_show(struct crm_buf *b, struct crm_str s);

/*
 * crm_utf8_fold - append lines of text, the long ones broken at blanks.
 * Shape:   text to show (crm_utf8_show is behind it), cells of a line.  What follows a break stands
 *          below the words behind a mark `> `, two cells deeper than those of other lines.  A word
 *          that is too long for a line stays whole.
 */
void crm_utf8_fold(struct crm_buf *b, struct crm_str s, size_t width);
#endif
