/* mission.h - missions: which run, since when, how far they may go.
 * Room case; needs thread.h.  Pure. */
#ifndef CRM_CASE_MISSION_H
#define CRM_CASE_MISSION_H
#include "case/thread.h"

struct crm_mission {
	struct crm_entries thread;
	const struct crm_entry *first; /* as it was first said */
	const struct crm_entry *start; /* that row, or the newest renewal since */
	const struct crm_entry *end;   /* what ended it, or the relation; NULL: it runs */
};

/*
 * crm_mission_of - the mission of a thread.
 * Shape:   -> *out, or false when there is none.
 * Source:  S1.25: a renewal begins the period anew, after an end too; an end on the day of the start
 *          ends it.
 */
bool crm_mission_of(const struct crm_case *c, struct crm_entries thread, struct crm_mission *out);

/*
 * crm_mission_runs - whether a thread has one that runs.
 */
bool crm_mission_runs(const struct crm_case *c, struct crm_entries thread);

/*
 * crm_mission_next - the next mission that runs.
 * Shape:   *i 0 at first -> *out, or false at the end.
 */
bool crm_mission_next(const struct crm_case *c, size_t *i, struct crm_mission *out);

/*
 * crm_mission_active - whether any runs.
 */
bool crm_mission_active(const struct crm_case *c);

/*
 * crm_mission_span, crm_mission_cap - how long a mission may go on, and the last day of its period: the cap of
 * the profile, else of the policy.
 * Source:  S1.25.
 */
struct crm_span crm_mission_span(const struct crm_case *c);
int32_t crm_mission_cap(const struct crm_case *c, const struct crm_mission *m);

/*
 * crm_mission_over - the last day of the period as it is reviewed: its own end where that comes before the cap.
 * Source:  S1.25, S1.28.
 */
int32_t crm_mission_over(const struct crm_case *c, const struct crm_mission *m);

/*
 * crm_mission_shown - the row since which nothing tangible was shown: its start, or the newest
 * result or delivery of the client.
 * Source:  S1.27.
 */
const struct crm_entry *crm_mission_shown(const struct crm_case *c, const struct crm_mission *m);

/*
 * crm_mission_reviewed - the row since which nobody held a review: its start, or the newest
 * check-in; crm_mission_cadence - how many days may lie between two.
 * Source:  S0.22.
 */
const struct crm_entry *crm_mission_reviewed(const struct crm_case *c, const struct crm_mission *m);
int crm_mission_cadence(const struct crm_case *c);
#endif
