/* clock.h - the clock of replies: open time between two moments, when a limit is reached.
 * Room case; needs case/calendar.h.  Pure.  Civil minutes: a change of the clock is ignored, and
 * opening hours play no part.  Days are open or closed as a whole. */
#ifndef CRM_CASE_CLOCK_H
#define CRM_CASE_CLOCK_H
#include "case/calendar.h"

/* Days that I am away, both counted. */
struct crm_absence {
	int32_t from, to;
};

struct crm_clock {
	const struct crm_calendar *calendar;
	const struct crm_absence *away; /* as crm_absence_merge leaves them */
	size_t away_n;
	bool elapsed; /* literal hours: nothing is closed, absences neither */
};

/*
 * crm_absence_merge - sort absences and make one of those that overlap or touch.
 * Shape:   array, count -> how many are left at its beginning; one that ends before it begins is
 *          dropped.
 */
size_t crm_absence_merge(struct crm_absence *a, size_t n);

/*
 * crm_clock_minutes - open time between two moments.
 * Shape:   `from` not after `to`; where one has no minute, whole open days after the first day.
 * Unit:    civil minutes.
 * Source:  S1.23; crm-score(7), Replies and tone.
 */
int64_t crm_clock_minutes(const struct crm_clock *c, struct crm_when from, struct crm_when to);

/*
 * crm_clock_due - the moment up to which an answer is in time.
 * Shape:   moment received, hours of policy `reply` -> moment.  The end of a day is 00:00 of the next
 *          one.  A message without minute: the last day on which any answer is in time, without
 *          minute.  A clock that never runs (all days closed) gives the moment received.
 * Source:  crm-score(7), Replies and tone.
 */
struct crm_when crm_clock_due(const struct crm_clock *c, struct crm_when received, int hours);

/*
 * crm_clock_late - whether an answer at a moment is late, or no answer up to then.
 * Shape:   strictly more open time than the limit.  For "no answer up to the end of a day" pass its
 *          last minute: a moment without minute is an answer some time on that day.
 */
bool crm_clock_late(const struct crm_clock *c, struct crm_when received, int hours,
	struct crm_when at);
#endif
