/* zone.h - the day of the run, and the time zone of the book: moments of other clocks become civil time.
 * Room tool; needs base/err.h, format/date.h.  The zone is that of the process, since the C library
 * has no other way; it is set from the policy before anything asks. */
#ifndef CRM_TOOL_ZONE_H
#define CRM_TOOL_ZONE_H
#include "base/err.h"
#include "format/date.h"

/*
 * crm_zone_set - take a zone.
 * Shape:   name such as Europe/Paris, NULL or "": that of the system -> 0, or -1: CRM_USAGE for one
 *          that the system does not know.
 */
int crm_zone_set(const char *name, struct crm_err *e);

/*
 * crm_zone_civil, crm_zone_utc - a moment of UTC in the zone, and back; without a minute midnight.
 * Shape:   a moment that the zone has not or has twice, when clocks change, is taken as mktime(3) does.
 */
struct crm_when crm_zone_civil(struct crm_when utc);
struct crm_when crm_zone_utc(struct crm_when civil);

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
