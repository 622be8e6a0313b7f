/* profiles.h - client profiles read when they are first asked for, once each.
 * Room config/client; needs client.h, base/intern.h. */
#ifndef CRM_CONFIG_CLIENT_PROFILES_H
#define CRM_CONFIG_CLIENT_PROFILES_H
#include "base/intern.h"
#include "book/book.h"
#include "config/client/client.h"

struct crm_profiles {
	struct crm_book *book;
	const struct crm_policy *policy;
	struct crm_finds *finds;
	struct crm_intern there; /* ids that have a file: one look at the folder spares an open each */
	bool looked;
	bool unlisted; /* the folder could not be read */
	struct crm_intern ids;
	struct crm_client **of; /* by number of the id */
	size_t cap;
	struct crm_seen *seen;	/* the file when it was read, by number of the id */
	size_t seen_cap;
};

/*
 * crm_profiles_init, crm_profiles_release - none read yet; free (profiles stay in the book's arena).
 * Shape:   findings about profiles go to `finds`.
 */
void crm_profiles_init(struct crm_profiles *p, struct crm_book *book,
	const struct crm_policy *policy, struct crm_finds *finds);
void crm_profiles_release(struct crm_profiles *p);

/*
 * crm_profiles_get - the profile of a client; one without file has the built-in values.
 * Shape:   a struct crm_profiles (as the profile function of a view), id -> never NULL.
 */
const struct crm_client *crm_profiles_get(void *profiles, struct crm_str id);

/*
 * crm_profiles_fresh - whether the file of a client is as it was when it was read; also when it was
 * not asked for yet.
 */
bool crm_profiles_fresh(struct crm_profiles *p, struct crm_str id);
#endif
