/* vdir.h - a folder of calendar items, a file each, as khal, todoman and vdirsyncer keep them.
 * Room tool; needs base/err.h.  Only files that it names itself are touched: 32 hexadecimal digits,
 * `@crm.ics`. */
#ifndef CRM_TOOL_VDIR_H
#define CRM_TOOL_VDIR_H
#include "base/err.h"
#include "base/intern.h"

struct crm_vdir {
	const char *path; /* the caller's */
	int dir;
	struct crm_intern put; /* names of the items of this run */
};

/*
 * crm_vdir_open - open the folder; one that is missing is made, 0700, its parent must be there.
 * Shape:   path, which must outlive it -> 0, or -1: CRM_USAGE (no folder, may not be opened).
 */
int crm_vdir_open(struct crm_vdir *v, const char *path, struct crm_err *e);

/*
 * crm_vdir_put - one item; a file that holds these bytes already is left alone, so that a
 * synchroniser sees only what changed.
 * Shape:   uid `HEX@crm`, content -> 0, or -1: CRM_SYSTEM.
 */
int crm_vdir_put(struct crm_vdir *v, struct crm_str uid, struct crm_str bytes, struct crm_err *e);

/*
 * crm_vdir_sweep - take away the items of earlier runs that this one did not put: they are done.
 */
int crm_vdir_sweep(struct crm_vdir *v, struct crm_err *e);

/*
 * crm_vdir_close - free.
 */
void crm_vdir_close(struct crm_vdir *v);
#endif
