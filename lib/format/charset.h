/* charset.h - text of other encodings as UTF-8, and names as plain ids.
 * Room format; needs base/buf.h.  iconv(3) knows the encodings. */
#ifndef CRM_FORMAT_CHARSET_H
#define CRM_FORMAT_CHARSET_H
#include "base/buf.h"

/*
 * crm_charset_slug - a client id from a name: accents off, lower case, the rest becomes `-`.
 * Shape:   name -> at most 64 bytes appended; nothing when the name has no letter or digit.
 */
void crm_charset_slug(struct crm_buf *out, struct crm_str name);

/*
 * crm_charset_utf8 - bytes of an encoding as UTF-8.
 * Shape:   bytes, a name that iconv(3) knows -> 0 and the text appended, bytes that mean nothing as
 *          U+FFFD; or -1: iconv does not know the name.
 */
int crm_charset_utf8(struct crm_buf *out, struct crm_str bytes, const char *encoding);
#endif
