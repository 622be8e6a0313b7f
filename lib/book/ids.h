/* ids.h - which row ids need a second look: those that stand twice and those that are voided.
 * Room book; needs base/str.h.  A journal that only crm-log wrote has ascending ids, and then
 * nothing has to be remembered.  Where the order breaks (imports, merged copies, a sorted file) a
 * table of 8 bytes a row takes over.  Sets hold hashes: a false member only costs time. */
#ifndef CRM_BOOK_IDS_H
#define CRM_BOOK_IDS_H
#include "base/str.h"
#include <stdint.h>

struct crm_ids_set {
	uint64_t *slot; /* 0: free */
	size_t n, cap;
};

struct crm_ids {
	char last[36];
	bool any;		/* last is filled */
	bool ascending;		/* still: the table is not in use */
	struct crm_ids_set seen;
	struct crm_ids_set care; /* to set aside in the next pass */
};

/*
 * crm_ids_init, crm_ids_release - nothing seen; free.
 */
void crm_ids_init(struct crm_ids *ids);
void crm_ids_release(struct crm_ids *ids);

/*
 * crm_ids_restart - forget what was seen; from now on keep a table.
 */
void crm_ids_restart(struct crm_ids *ids);

/*
 * crm_ids_see - note the id of a row.
 * Shape:   client, id (36 bytes) -> 0; 1 when the row may be a second one with this id (it is in
 *          `care` now); -1 when the order broke: restart and begin the file again.
 */
int crm_ids_see(struct crm_ids *ids, struct crm_str client, struct crm_str id);

/*
 * crm_ids_care - set an id of a client aside for the next pass.
 */
void crm_ids_care(struct crm_ids *ids, struct crm_str client, struct crm_str id);

/*
 * crm_ids_cared - whether it was.
 */
bool crm_ids_cared(const struct crm_ids *ids, struct crm_str client, struct crm_str id);
#endif
