/* header.h - the header of a mail message, field by field.
 * Room format; needs base/buf.h.  Bytes of strangers: nothing here fails, loops or looks beyond its
 * view, and each function takes time that its view bounds.  What is no field is passed over. */
#ifndef CRM_FORMAT_HEADER_H
#define CRM_FORMAT_HEADER_H
#include "base/buf.h"

/*
 * crm_header_size - the bytes of the header: up to the blank line that ends it, or all there are.
 * Shape:   beginning of a message, whether the blank line stands in it -> bytes without that line.
 * Source:  RFC 5322 2.1; lines end with LF, CR LF or CR CR LF.
 */
size_t crm_header_size(struct crm_str bytes, bool *ended);

/*
 * crm_header_next - the next field.
 * Shape:   rest of a header, which loses it -> true, name and body as they stand, folds included and
 *          the last line end not; false: no more.
 * Source:  RFC 5322 2.2, 4.5.8 (blanks before the colon).
 */
bool crm_header_next(struct crm_str *rest, struct crm_str *name, struct crm_str *body);

/*
 * crm_header_is - whether a word is a name, whatever the case of a-z.
 */
bool crm_header_is(struct crm_str word, const char *name);

/*
 * crm_header_find - the body of the first field of a name.
 * Shape:   header, name -> body without blanks at its ends; "" when there is none.
 */
struct crm_str crm_header_find(struct crm_str header, const char *name);

/*
 * crm_header_address - the next address of a list.
 * Shape:   rest of a body, which loses it, buffer -> true and `local@domain` in the buffer alone, a-z in
 *          small letters; false: no more.  Names, comments, groups and routes are passed over, as is
 *          what has no @.
 * Source:  RFC 5322 3.4, 4.4.
 */
bool crm_header_address(struct crm_str *rest, struct crm_buf *out);

/*
 * crm_header_id - the next message id of a body.
 * Shape:   rest of a body, which loses it -> what stands between < and >, or "": no more.
 * Source:  RFC 5322 3.6.4.
 */
struct crm_str crm_header_id(struct crm_str *rest);

/*
 * crm_header_parameter - the value of `; name=value`, quoted or not.
 * Shape:   body, name -> view without its quotes; "" when there is none.
 * Source:  RFC 2045 5.1.
 */
struct crm_str crm_header_parameter(struct crm_str body, const char *name);
#endif
