/* contact.h - the profile of a client out of a record: who, where, in which language.
 * Room import; needs cells.h, config/client/client.h. */
#ifndef CRM_IMPORT_CONTACT_H
#define CRM_IMPORT_CONTACT_H
#include "config/client/client.h"
#include "import/cells.h"

/*
 * crm_contact_text - the keys of a new profile, behind its name, as YAML.
 * Shape:   -> 0 and the lines appended, "" when the map says nothing of a profile; or -1
 *          (CRM_PARTIAL): an address of no use, another kind or language.
 */
int crm_contact_text(struct crm_cells *c, struct crm_buf *out, struct crm_err *e);

/*
 * crm_contact_differs - what a record says otherwise than a profile that is there.
 * Shape:   -> the first such key and both texts, or NULL.  What the record leaves empty differs from
 *          nothing.
 */
const char *crm_contact_differs(struct crm_cells *c, const struct crm_client *there,
	struct crm_str *old, struct crm_str *here);
#endif
