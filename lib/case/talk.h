/* talk.h - who spoke when: waits and answers, days of contact, silence, tone, absences.
 * Room case; needs mission.h, clock.h.  Pure; arrays are scratch of the case's day. */
#ifndef CRM_CASE_TALK_H
#define CRM_CASE_TALK_H
#include "case/mission.h"

/*
 * crm_entry_twoway - whether a row of the stream is an exchange of both: a check-in, by=both, or
 * phone, visio or meet without tag missed.
 * crm_entry_inbound - whether it is a message of the client that is none.
 * Source:  S1.22, S1.23.
 */
static inline bool crm_entry_twoway(const struct crm_entry *f)
{
	return f->mark & CRM_MARK_TWOWAY;
}
static inline bool crm_entry_inbound(const struct crm_entry *f)
{
	return f->by == CRM_BY_CLIENT && !crm_entry_twoway(f);
}

/* A message that asked for an answer. */
struct crm_asked {
	const struct crm_entry *message; /* the first of those that waited together */
	const struct crm_entry *answer;	 /* NULL: it waits */
};

/* What ends a wait. */
enum crm_reply {
	CRM_REPLY_HEARD, /* an answer that somebody got: what is owed */
	CRM_REPLY_TRIED	 /* a call of mine that nobody took, too: it is a sign of life, and the score asks for that */
};

/*
 * crm_asked_next - the next wait, in the order of the stream; the last may be the present one.
 * Shape:   *i 0 at first -> *out, or false at the end.
 * Source:  S1.23: chasers count once, from the first; any row that is no message of the client
 *          answers.  What still waited when the relation ended stays as it is.  crm-score(7).
 */
bool crm_asked_next(
	const struct crm_case *c, enum crm_reply ends, size_t *i, struct crm_asked *out);

/*
 * crm_asked_open - the message that waits at present, or NULL.
 * crm_asked_waits - the same, but for what nobody waits for any more: where the newest is older than
 * policy `expire`, and than 30 days.  It is in no list, and holds nothing.
 */
const struct crm_entry *crm_asked_open(const struct crm_case *c);
const struct crm_entry *crm_asked_waits(const struct crm_case *c);

/*
 * crm_case_away - days away, merged: mine (by me or both, those of nobody too), or everybody's.
 * Shape:   -> array in the scratch of the day, *n.
 * Source:  S1.23, S3.5: nobody is silent who is away.
 */
struct crm_absence *crm_case_away(struct crm_case *c, bool mine, size_t *n);

/*
 * crm_absence_last - the last day of an absence; without one said it is a day.
 */
static inline int32_t crm_absence_last(const struct crm_entry *f)
{
	return f->due == CRM_NO_DAY ? f->day : f->due;
}

/*
 * crm_case_clock - the clock of replies, which stands still while I am away.
 */
struct crm_clock crm_case_clock(struct crm_case *c);

/* A silence, usual or not. */
struct crm_silence {
	const struct crm_entry *last; /* the newest row of contact */
	int64_t limit;		      /* so many days are usual */
	int64_t days;		      /* since then, but those on which anybody was away */
	int64_t until;		      /* the last day on which it is still usual */
};

/*
 * crm_silence_of - how long a client has been silent.
 * Shape:   -> *out, or false: there was never a contact, or the relation has ended.
 * Source:  S3.5; crm-score(7): the median of the gaps and how far they scatter.
 */
bool crm_silence_of(struct crm_case *c, struct crm_silence *out);

/*
 * crm_silence_until - the last day on which a silence is still usual.
 * Shape:   the newest row of contact, usual days -> so many days later, those not counted on which
 *          anybody was away.
 */
int64_t crm_silence_until(struct crm_case *c, const struct crm_entry *last, int64_t usual);

/*
 * crm_tense_next - the first row of the next day with a tense tone.
 * Shape:   *i 0 at first -> row, or NULL at the end.
 * Source:  S3.5, S0.8.
 */
const struct crm_entry *crm_tense_next(const struct crm_case *c, size_t *i);

/*
 * crm_interest_newest - the newest row `interest` of a kind, business or person; NULL: none.
 * Source:  S4.9.
 */
const struct crm_entry *crm_interest_newest(const struct crm_case *c, const char *kind);
#endif
