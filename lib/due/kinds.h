/* kinds.h - the kinds of what is owed.
 * Room due; needs item.h and the lists. */
#ifndef CRM_DUE_KINDS_H
#define CRM_DUE_KINDS_H
#include "due/item.h"

enum {
	CRM_KIND_IS_TALK = 1,	/* looks at more of the talk than what waits for an answer */
	CRM_KIND_IS_FADING = 2, /* leaves the list when it is late by policy `expire` */
	CRM_KIND_IS_CARE = 4,	/* nobody owes it: it keeps a relation alive, and of one that is laid
				 * aside it is no longer asked for */
	CRM_KIND_IS_LEGAL = 8,	/* no hold puts it off: its day does not wait */
	CRM_KIND_IS_HELD = 16,	/* by what holds back the reminders of its client, too */
};

struct crm_kind_info {
	const char *name;
	enum crm_by who;    /* who must act */
	crm_list *list;	    /* adds what one client gives rise to */
	enum crm_matter matter; /* what its rows are about: so it is known what to do */
	uint64_t events;    /* that the list looks at */
	unsigned flags;	    /* CRM_KIND_IS_* */
};

/* By enum crm_kind, which is the order of the report. */
extern const struct crm_kind_info crm_kinds[CRM_KINDS];

/*
 * crm_kind_find - a kind by its name, or -1.
 */
int crm_kind_find(struct crm_str name);
#endif
