/* rule.h - the rules of advice: each looks whether it fits one client on one day.
 * Room trust/advice; needs balance.h, payer.h, case/act/action.h, book/row.h.  Pure.  advice.c has their words and
 * their order. */
#ifndef CRM_TRUST_ADVICE_RULE_H
#define CRM_TRUST_ADVICE_RULE_H
#include "case/act/action.h"
#include "trust/balance.h"
#include "trust/payer.h"

/* What the rules look at: the case says what is open, the rows what was said. */
struct crm_advice_case {
	struct crm_case *c;	   /* on the day */
	const struct crm_row *row; /* of the client and of nobody, that count, by (at, id) */
	const struct crm_entry *const *entry; /* the same as the case has them */
	size_t n;
	struct crm_when now;
	const struct crm_client *profile;
	const struct crm_score *score;
	const struct crm_payer *payer;
	struct crm_str peers; /* ids of those with relation: peer, at hand for a question; "" */
	int currency;	      /* the default one */
};

/* Days. */
enum { CRM_ADVICE_WEEK = 7, CRM_ADVICE_MONTH = 30, CRM_ADVICE_QUARTER = 90, CRM_ADVICE_HALF = 180,
	CRM_ADVICE_YEAR = 365 };

/* Of 100 calls those that find nobody, before it is too much; of so few nothing is said (S1.21). */
enum { CRM_ADVICE_MISSED = 50, CRM_ADVICE_CALLS = 3 };

/*
 * crm_advice_points - whether a signal costs points today.
 * crm_advice_within - whether a row is younger than so many days.
 * crm_advice_newest - the newest row of an event (and kind, when said) in so many days, or NULL.
 * crm_advice_row - the row of an entry with its words, or NULL.
 * crm_advice_tag - the value of a tag of a row; empty also for no row.
 */
bool crm_advice_points(const struct crm_advice_case *c, int signal);
bool crm_advice_within(const struct crm_advice_case *c, const struct crm_row *r, int days);
const struct crm_row *crm_advice_newest(
	const struct crm_advice_case *c, enum crm_event event, const char *kind, int days);
const struct crm_row *crm_advice_row(const struct crm_advice_case *c, const struct crm_entry *f);
struct crm_str crm_advice_tag(const struct crm_row *r, const char *key);

/*
 * crm_advice_late_word - whether a promise or a deadline of mine has passed and is not done.
 * crm_advice_missed - of 100 calls of the client in a quarter, when I was not away, those that found
 * nobody; -1: they did not call.  *calls: how many there were.  S1.21.
 * crm_advice_known - days since the oldest row of the client; -1: there is none.
 * crm_advice_first - how the first impression was, 1 to 5, as it was noted; 0: it was not.  S1.30.
 * crm_advice_face - whether a row is a talk at which one saw the other.
 */
bool crm_advice_late_word(const struct crm_advice_case *c);
int64_t crm_advice_known(const struct crm_advice_case *c);
int crm_advice_missed(const struct crm_advice_case *c, int *calls);
int crm_advice_first(const struct crm_advice_case *c);
bool crm_advice_face(const struct crm_row *r);

/* Whether a rule fits; what it names stands in *arg. */
typedef bool crm_advice_fn(const struct crm_advice_case *c, struct crm_str *arg);

/* trouble.c: conflicts, doubts, incidents. */
crm_advice_fn crm_advise_mediator, crm_advise_limits, crm_advise_peer, crm_advise_no_peer,
	crm_advise_ego, crm_advise_client_wrong, crm_advise_scope, crm_advise_too_often,
	crm_advise_their_side, crm_advise_no_concession, crm_advise_mine_alone,
	crm_advise_theirs_alone, crm_advise_authority, crm_advise_personality, crm_advise_method,
	crm_advise_values, crm_advise_price, crm_advise_prove, crm_advise_withdrawing,
	crm_advise_misread_in_doubt, crm_advise_misread, crm_advise_word_judged,
	crm_advise_work_judged;

/* talk.c: how we talk, and what I make of it. */
crm_advice_fn crm_advise_worn, crm_advise_breathe, crm_advise_joyless, crm_advise_guess_news,
	crm_advise_guess_callback, crm_advise_guess_self, crm_advise_stress, crm_advise_involved,
	crm_advise_emotion, crm_advise_no_face, crm_advise_unreached, crm_advise_first_meeting,
	crm_advise_stand, crm_advise_unasked, crm_advise_steps, crm_advise_plans, crm_advise_trusts;

/* work.c: work, money, what is given beyond it. */
crm_advice_fn crm_advise_vetted, crm_advise_institution, crm_advise_late_first, crm_advise_late_habit,
	crm_advise_new_and_owing, crm_advise_split, crm_advise_deadlines, crm_advise_ask_time,
	crm_advise_ask_price, crm_advise_what_next, crm_advise_give, crm_advise_recommend,
	crm_advise_thank;
#endif
