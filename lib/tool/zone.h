/* zone.h - the time zone of the book: moments of other clocks become civil time, and back.
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
#endif
