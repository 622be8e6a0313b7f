/* thread.h - what the rows of one ref come to: a word given, an offer, a conflict.
 * Room case; needs case.h.  Pure. */
#ifndef CRM_CASE_THREAD_H
#define CRM_CASE_THREAD_H
#include "case/case.h"

/*
 * crm_thread_of - the rows of a ref.
 * Shape:   number of the ref as entries have it in `word` -> rows by event, then (at, id); n 0:
 *          none counts.
 */
struct crm_entries crm_thread_of(const struct crm_case *c, uint32_t word);

/* What a word needs to be read of a thread: the words of both sides tell whose a row is. */
#define CRM_WORD_EVENTS                                                                             \
	(CRM_EV_BIT(CRM_EV_PROMISE) | CRM_EV_BIT(CRM_EV_DEADLINE) | CRM_EV_BIT(CRM_EV_NEXT) |       \
		CRM_EV_BIT(CRM_EV_CLARIFY) | CRM_EV_BIT(CRM_EV_KEPT) | CRM_EV_BIT(CRM_EV_BROKEN))

/* A promise, a deadline or a next step. */
struct crm_word {
	const struct crm_entry *first;	/* as it was first said */
	const struct crm_entry *moved;	/* the first `clarify` in time; NULL: none */
	const struct crm_entry *done;	/* kept or delivered; NULL: not */
	const struct crm_entry *broken; /* said to be broken, and not done; NULL: not */
	int32_t due;			/* in force, from which the score counts; CRM_NO_DAY: none
					 * was said */
	const struct crm_entry *said;	/* the newest `clarify` with a date; NULL: none */
	int32_t asked;			/* what is asked for next: `due`, or a later date that was said
					 * after that day had passed */
	bool mine;			/* else the client's */
};

/*
 * crm_word_side - whose rows count for a word where both sides gave one under the same ref.
 * Shape:   thread, CRM_BY_ME or CRM_BY_CLIENT -> the same; CRM_BY_NONE where only one of us gave a
 *          word: then `kept`, `broken` and `clarify` can mean that one alone, whoever logs them.
 */
enum crm_by crm_word_side(struct crm_entries thread, enum crm_by by);

/*
 * crm_word_counts - whether a `kept`, `broken` or `clarify` is of a side as crm_word_side gives it.
 */
bool crm_word_counts(enum crm_by side, enum crm_by by);

/*
 * crm_word_of - a promise, a deadline or a next step of a thread.
 * Shape:   CRM_EV_PROMISE, CRM_EV_DEADLINE or CRM_EV_NEXT; CRM_BY_ME: mine, or of both,
 *          CRM_BY_CLIENT: theirs, CRM_BY_NONE: the first row says whose, and all rows are of it ->
 *          *out, or false when there is none.
 * Source:  S0.29, S1.10; crm-score(7): what is kept or delivered is done whatever the day, and a
 *          second date for the same is no new chance; but what waits is the new date.
 */
bool crm_word_of(struct crm_entries thread, enum crm_event e, enum crm_by by, struct crm_word *out);

/*
 * crm_word_open - whether it is neither done nor broken.
 * crm_word_by - the side that gives a word, as the row has it: what is of both is mine.
 */
static inline bool crm_word_open(const struct crm_word *w)
{
	return !w->done && !w->broken;
}
static inline enum crm_by crm_word_by(enum crm_by by)
{
	return by == CRM_BY_CLIENT ? CRM_BY_CLIENT : CRM_BY_ME;
}

/*
 * crm_word_day - the day that was said last, in time or not; CRM_NO_DAY: none was.
 */
static inline int32_t crm_word_day(const struct crm_word *w)
{
	return w->said ? w->said->due : w->first->due;
}

/*
 * crm_word_clarified - the next `clarify` that was said in time: before the day then in force, or
 * giving a first one.
 * Shape:   the `clarify` rows of a thread, the side as crm_word_side gives it, *i the place to begin
 *          at, *due the day in force, which it moves -> the row, or NULL at the end.
 */
const struct crm_entry *crm_word_clarified(
	struct crm_entries clarify, enum crm_by side, size_t *i, int32_t *due);

/*
 * crm_word_late - by how many days a word is not held, or was not: 0 when it is or may still be.
 * Shape:   word, today -> days; INT64_MAX: said to be broken.
 */
int64_t crm_word_late(const struct crm_word *w, int32_t today);

/* Deadlines of one client that may be open at once before it is too much for a person (S1.26). */
enum { CRM_DEADLINES_MANY = 3 };

/*
 * crm_deadlines_open - how many deadlines are neither delivered nor broken.
 * Source:  S1.26.
 */
size_t crm_deadlines_open(const struct crm_case *c);

/*
 * crm_closed_by - the events that close for good what an event opens: a row more of it opens nothing.
 * Shape:   promise, deadline, offer -> a set; none for what may break out again, or goes on.
 */
uint64_t crm_closed_by(enum crm_event ev);

/*
 * crm_offer_decided - the first row that decides the offer of a thread, or NULL.
 * Source:  S0.14: accepted or declined, but a contract or a mission under its ref says it too.
 */
const struct crm_entry *crm_offer_decided(struct crm_entries thread);

/* A conflict or a doubt, from the row that begins it to the resolve that closes it. */
struct crm_episode {
	const struct crm_entry *first;
	const struct crm_entry *fix; /* NULL: open */
	unsigned level;		     /* the highest said */
	unsigned who;		     /* bits of enum crm_by: both is me and client */
};

/*
 * crm_episodes_of - the conflicts or doubts of a thread, one after the other.
 * Shape:   case (its scratch is used), thread, CRM_EV_CONFLICT or CRM_EV_DOUBT -> *out, how many.
 * Source:  S3.14, S3.15; crm-score(7): what breaks out again is open again.  A row without a time
 *          counts from the morning, a resolve without one until midnight.
 */
size_t crm_episodes_of(struct crm_case *c, struct crm_entries thread, enum crm_event e,
	struct crm_episode **out);

/*
 * crm_episode_open - the one of them that nothing has closed.
 * Shape:   -> *out, or false.
 */
bool crm_episode_open(struct crm_entries thread, enum crm_event e, struct crm_episode *out);

/* Who gave way in an episode: the newest row of each side; NULL: that side has not. */
struct crm_conceded {
	const struct crm_entry *mine, *theirs;
};

/*
 * crm_conceded_of - the concessions since a conflict broke out.
 * Source:  S0.36.
 */
struct crm_conceded crm_conceded_of(struct crm_entries thread, const struct crm_episode *e);

/*
 * crm_open_dispute - whether one of their invoices is in dispute.
 * Source:  S3.15.
 */
bool crm_open_dispute(const struct crm_case *c);

/*
 * crm_open_conflict - the newest open conflict of a client, of any ref.
 * Shape:   -> *out, or false.
 */
bool crm_open_conflict(const struct crm_case *c, struct crm_episode *out);
#endif
