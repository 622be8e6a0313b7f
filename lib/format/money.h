/* money.h - amounts in minor units of a currency, never floats.
 * Room format; needs base/buf.h, base/i18n.h, base/num.h.  A currency is a small number: its place in the table of ISO 4217
 * codes.  No sum ever crosses two currencies. */
#ifndef CRM_FORMAT_MONEY_H
#define CRM_FORMAT_MONEY_H
#include "base/buf.h"
#include "base/num.h"

/* Largest amount read: 10^12 minor units keeps interest sums within 63 bits (crm-tables(5)). */
#define CRM_MONEY_MAX INT64_C(1000000000000)

/* Place in the table of currencies; CRM_NO_CURRENCY where none is said. */
enum { CRM_NO_CURRENCY = 255 };

/*
 * crm_currency_find - a currency by its code.
 * Shape:   three upper-case letters -> index, or -1 when ISO 4217 has no such code.
 */
int crm_currency_find(struct crm_str code);

/*
 * crm_currency_is - whether a code is that of a currency; most rows name the book's own.
 */
bool crm_currency_is(int currency, struct crm_str code);

/*
 * crm_currency_code - the three letters, as a C string.
 */
const char *crm_currency_code(int currency);

/*
 * crm_currency_digits - digits after the decimal point: 0, 2, 3 or 4.
 * Source:  ISO 4217 list one, 2024.
 */
int crm_currency_digits(int currency);

/*
 * crm_money_parse - a decimal amount without sign.
 * Shape:   `1200` or `1200.50`, at most the currency's digits -> 0 and *minor; -2 when it
 *          is above the largest amount, -1 when it is none.
 * Unit:    minor units of the currency, 0..CRM_MONEY_MAX.
 */
int crm_money_parse(struct crm_str s, int currency, int64_t *minor);

/*
 * crm_money_rescale - the same number in another currency: 100.00 of one with two digits is 100 of
 * one with none.  No rate of exchange; what is left of a unit rounds up.
 * Unit:    minor units, 0..CRM_MONEY_MAX.
 */
int64_t crm_money_rescale(int64_t minor, int from, int to);

/*
 * crm_money_text, crm_money_chars - an amount with all digits of its currency, `1200.50`, `-0.05`,
 * `1200`: appended; as a C string.
 */
enum { CRM_MONEY_TEXT = 32 };
void crm_money_text(struct crm_buf *b, int64_t minor, int currency);
const char *crm_money_chars(int64_t minor, int currency, char out[CRM_MONEY_TEXT]);

/*
 * crm_money_say, crm_money_said - the same for people, with the decimal mark of their language:
 * `1200,50`.  Never within a command, a column or a file.
 */
void crm_money_say(struct crm_buf *b, int64_t minor, int currency);
const char *crm_money_said(int64_t minor, int currency, char out[CRM_MONEY_TEXT]);
#endif
