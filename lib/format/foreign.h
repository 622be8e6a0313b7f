/* foreign.h - numbers, dates, names and bytes as other programs write them, made ours.
 * Room format; needs date.h, base/buf.h.  How they are written is said, never guessed. */
#ifndef CRM_FORMAT_FOREIGN_H
#define CRM_FORMAT_FOREIGN_H
#include "base/buf.h"
#include "format/date.h"

/* How a file writes numbers. */
struct crm_foreign_number {
	char decimal;		  /* '.' or ',' */
	struct crm_str thousands; /* mark between groups of three digits; "" none.  A blank stands for
				   * the no-break blanks U+00A0 and U+202F, too */
	struct crm_str symbol;	  /* of the currency, before or behind; "" none */
	struct crm_str debit;	  /* mark behind a number below zero, DR; "" none */
	struct crm_str credit;	  /* mark behind one above zero, CR */
};

/*
 * crm_foreign_amount - a number as our decimal text, without sign.
 * Shape:   text, how it is written, digits that the currency allows -> 0, the text appended to `out`,
 *          *negative; or -1: other marks, groups that are not of three digits, more digits.
 *          A sign stands before or behind the number (-, +, U+2212), or parentheses round it.
 */
int crm_foreign_amount(struct crm_str s, const struct crm_foreign_number *how, int digits,
	struct crm_buf *out, bool *negative);

/*
 * crm_foreign_pattern_ok - whether a date pattern is one: `epoch`, or YYYY or YY, MM, M or MMM, DD or D
 * each once, hh and mm or neither, ss, AM and Z beside these, other bytes but letters as they stand.
 */
bool crm_foreign_pattern_ok(struct crm_str pattern);

/*
 * crm_foreign_date - a moment by a pattern: `DD/MM/YYYY`, `M/D/YYYY`, `DD.MM.YY hh:mm`.
 * Shape:   text, pattern -> 0, *out and whether it is in UTC (Z read, or epoch); or -1.  M, D, hh take
 *          one or two digits, YY means 20YY, MMM a month by its name, in English, French or German,
 *          or three letters of it, ss seconds (they are dropped), AM either half of a day, Z an
 *          offset such as Z, +02:00 or +0200.
 */
int crm_foreign_date(struct crm_str s, struct crm_str pattern, struct crm_when *out, bool *utc);

/*
 * crm_foreign_slug - a client id from a name: accents off, lower case, the rest becomes `-`.
 * Shape:   name -> at most 64 bytes appended; nothing when the name has no letter or digit.
 */
void crm_foreign_slug(struct crm_buf *out, struct crm_str name);

/*
 * crm_foreign_utf8 - bytes of an encoding as UTF-8.
 * Shape:   bytes, a name that iconv(3) knows -> 0 and the text appended, bytes that mean nothing as
 *          U+FFFD; or -1: iconv does not know the name.
 */
int crm_foreign_utf8(struct crm_buf *out, struct crm_str bytes, const char *encoding);
#endif
