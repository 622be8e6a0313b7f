/* naming.h - the parts of a person's name, as a salutation needs them.
 * Room letter/text; needs base/str.h. */
#ifndef CRM_LETTER_TEXT_NAMING_H
#define CRM_LETTER_TEXT_NAMING_H
#include "base/str.h"

struct crm_naming {
	struct crm_str first, last; /* views into the name; "" when it is no person's */
};

/*
 * crm_naming_of - first and last name: `Jeanne Roux`, `ROUX Jeanne`, `M. Paul Ferrer`.
 * Shape:   name -> parts.  A word that ends in a point is a title and left out; words in capitals are
 *          the last name; a name whose last word begins small, or that begins as a desk does, such as
 *          `Service Comptabilité`, is no person's; a single word is both.
 */
struct crm_naming crm_naming_of(struct crm_str name);
#endif
