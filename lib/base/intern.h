/* intern.h - strings as small numbers: equal strings, equal numbers, in order of first sight.
 * Room base; needs mem.h. */
#ifndef CRM_BASE_INTERN_H
#define CRM_BASE_INTERN_H
#include "base/mem.h"
#include <stdint.h>

struct crm_intern_slot {
	uint32_t i;   /* number + 1; 0: free */
	uint32_t tag; /* piece of the hash, so that most other strings are not looked at */
};

struct crm_intern {
	struct crm_arena mem;
	struct crm_str *str; /* by number */
	size_t n, cap;
	struct crm_intern_slot *slot;
	size_t slots;
	uint32_t last;	     /* number found last: rows of one client often follow each other */
};

/*
 * crm_intern_init, crm_intern_release - nothing yet; free.
 */
void crm_intern_init(struct crm_intern *in);
void crm_intern_release(struct crm_intern *in);

/*
 * crm_intern_add - the number of a string, which is copied when it is new.
 */
uint32_t crm_intern_add(struct crm_intern *in, struct crm_str s);

/*
 * crm_intern_find - the number of a string, or -1 when it was never added.
 */
int64_t crm_intern_find(const struct crm_intern *in, struct crm_str s);
#endif
