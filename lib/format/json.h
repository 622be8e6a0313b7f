/* json.h - strings and numbers as JSON writes them; nothing is read.
 * Room format; needs base/buf.h. */
#ifndef CRM_FORMAT_JSON_H
#define CRM_FORMAT_JSON_H
#include "base/buf.h"
#include <stdint.h>

/*
 * crm_json_str - append a string in double quotes.
 * Shape:   controls and DEL become \uHHHH (or \n, \t ...), each byte that is no UTF-8 becomes
 *          U+FFFD, the rest is exact.
 * Source:  RFC 8259 sections 7 and 8.1.
 */
void crm_json_str(struct crm_buf *b, struct crm_str s);

/*
 * crm_json_quote - the same, with other code points escaped.
 * Shape:   below 0x80 at least the controls but DEL.
 */
void crm_json_quote(struct crm_buf *b, struct crm_str s, bool (*escaped)(int32_t c));

/*
 * crm_json_int - append a whole number.
 */
void crm_json_int(struct crm_buf *b, int64_t v);
#endif
