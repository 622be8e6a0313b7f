/* who.h - whose a mail address is.
 * Room import; needs config/client/client.h. */
#ifndef CRM_IMPORT_WHO_H
#define CRM_IMPORT_WHO_H
#include "base/intern.h"
#include "config/client/client.h"

struct crm_who {
	struct crm_intern at;  /* addresses, @domains of theirs, domains that profiles name; lower case */
	struct crm_str *client; /* by number in `at`; "" when several have it */
	size_t cap;
};

/*
 * crm_who_init, crm_who_release - nobody known; free.
 */
void crm_who_init(struct crm_who *w);
void crm_who_release(struct crm_who *w);

/*
 * crm_who_add - the addresses of a profile.
 * Owns:    the id must live as long.
 */
void crm_who_add(struct crm_who *w, const struct crm_client *c);

/*
 * crm_who_find - the client of the first known address of a text.
 * Shape:   addresses between blanks or commas -> the id, or "": none is known, or several clients have it.
 *          Addresses count first; then domains, where one profile names it, or else one client alone
 *          has an address there and it is no provider's.
 */
struct crm_str crm_who_find(const struct crm_who *w, struct crm_str addresses);
#endif
