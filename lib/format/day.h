/* day.h - days and moments as people type them, in English and French.
 * Room format; needs date.h.  Nothing here allocates. */
#ifndef CRM_FORMAT_DAY_H
#define CRM_FORMAT_DAY_H
#include "format/date.h"

/* Which day a word means that fits several: `friday`, `31/05`, `2026-05`. */
enum crm_day_way {
	CRM_DAY_PAST,	/* the last one before today: when something happened */
	CRM_DAY_NEXT,	/* the next one after today: when something is due */
	CRM_DAY_FROM,	/* as PAST, and a month is its first day */
	CRM_DAY_UPTO	/* as PAST, and a month is its last day */
};

/* What the words count from. */
struct crm_day_now {
	struct crm_when now;	/* with its minute, for -2h */
	bool dmy;		/* 31/05 and 31/05/2026 are day and month, as in French */
	enum crm_day_way way;
};

/*
 * crm_day_read - a day, a moment, or words for one.
 * Shape:   text, now -> 0 and *out (min CRM_NO_MIN unless a time is said), or -1 and *out untouched.
 *          ISO dates; `today`, `demain`, `hier`, `avant-hier`; `+3d`, `-2w`, `+1m`, `+1y`; names of
 *          weekdays and their first three letters, with next, last, prochain, dernier; `eow`, `eom`,
 *          `eoy` and their words; `20 juin`, `June 20`, `1er juillet 2026`; `in 3 days`, `il y a 2
 *          semaines`; `+4j`, `-2s`, `+1a`, `+30`; a time of today or behind a day:
 *          `14:30`, `8h`, `hier 8h30`; `-2h`, `-45min` from now.  Capitals count as small letters, a
 *          `-` or `_` between words as a blank, and accents may be left out.
 */
int crm_day_read(struct crm_str s, const struct crm_day_now *now, struct crm_when *out);

/*
 * crm_day_span - a span of time ahead: `14d`, `2w`, `1m`, and in French `14j`, `2s`.
 * Shape:   text, today -> 0 and its days, or -1.
 */
int crm_day_span(struct crm_str s, int32_t today, int32_t *days);
#endif
