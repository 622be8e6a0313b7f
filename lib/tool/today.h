/* today.h - which day it is: --today, $CRM_TODAY or the clock.
 * Room tool; needs base/err.h, format/date.h.  The only place that turns a clock into civil time. */
#ifndef CRM_TOOL_TODAY_H
#define CRM_TOOL_TODAY_H
#include "base/err.h"
#include "format/date.h"

struct crm_today {
	struct crm_when now;   /* with a minute; of a bare date the last one */
	struct crm_when clock; /* the same, but a bare date keeps no minute */
};

/*
 * crm_today_pick - option over environment over clock.
 * Shape:   text of --today and of $CRM_TODAY (NULL or empty: not set), a clock and its context,
 *          asked only when it is needed -> 0 and *out, or -1.
 *          Relative words count from the next source: those of the option from $CRM_TODAY if that
 *          is set, so that a test that sets it stays on its day.
 * Errors:  CRM_USAGE naming the option or the variable; what the clock fills.
 * Source:  crm(7).
 */
int crm_today_pick(const char *option, const char *environment,
	int (*clock)(void *ctx, struct crm_when *out, struct crm_err *e), void *ctx,
	struct crm_today *out, struct crm_err *e);

/*
 * crm_today_clock - the real time in a time zone; a clock for crm_today_pick.
 * Shape:   context: C string, name of the zone, "" for the system's -> 0, or -1: CRM_USAGE for a zone
 *          that the system does not know.
 */
int crm_today_clock(void *zone, struct crm_when *out, struct crm_err *e);
#endif
