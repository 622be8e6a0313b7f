/* incident.h - what an incident, or a client who says that he is not satisfied, still wants.
 * Room case; needs talk.h.  Pure; arrays are scratch of the case's day. */
#ifndef CRM_CASE_INCIDENT_H
#define CRM_CASE_INCIDENT_H
#include "case/talk.h"

/* The next thing to do about it. */
enum crm_want {
	CRM_WANT_NOTHING,
	CRM_WANT_DISTANCE, /* an outburst: wait before you answer (S0.45) */
	CRM_WANT_DIAGNOSE, /* S2.13: listen, find where it comes from */
	CRM_WANT_APOLOGY,  /* S2.18 */
	CRM_WANT_RESOLVE,  /* S2.2 */
	CRM_WANT_GESTURE,  /* S2.19: it is settled; end on a positive note */
	CRM_WANT_LIMITS,   /* disrespect: restate the limits, or end it (S2.7) */
	CRM_WANT_WATCH,	   /* disrespect: they are restated; end it if it happens again */
	CRM_WANT_FACTS,	   /* the client deceived or broke the contract: facts in writing (S1.5, S1.6) */
	CRM_WANT_EXPLAIN,  /* the price: explain it once, `frame` of kind price (S0.38) */
	CRM_WANT_QUESTION, /* a guess of mine: ask (S3.17) */
	CRM_WANT_DISAGREE, /* I approved and did not agree: say so (S1.19) */
};

/* What I did wrong, or they are not satisfied with, and is not made good yet. */
#define CRM_WANTS_REPAIR (1u << CRM_WANT_DIAGNOSE | 1u << CRM_WANT_APOLOGY | 1u << CRM_WANT_RESOLVE)

/*
 * crm_incident_signal - the signal that an incident raises: the client's deception and breach are
 * theirs to answer for.
 * Shape:   row `incident` -> signal, or -1: it weighs nothing.
 * Source:  S1.5, S1.6.
 */
static inline int crm_incident_signal(const struct crm_entry *f)
{
	int signal = (int)f->kind - 1;

	if (f->by == CRM_BY_CLIENT && signal == CRM_SIG_DECEPTION)
		return CRM_SIG_CLIENT_DECEPTION;
	if (f->by == CRM_BY_CLIENT && signal == CRM_SIG_BREACH)
		return CRM_SIG_CLIENT_BREACH;
	return signal;
}

struct crm_incident {
	const struct crm_entry *row;
	enum crm_want want;
	int32_t from; /* the day since which that is wanted */
	bool gesture; /* one was made since */
	const struct crm_entry *last;	     /* the step taken last; NULL: none */
	const struct crm_entry *diagnosis; /* the newest; NULL: none */
};

/*
 * crm_dissatisfied - whether a row `satisfied` says the contrary: level 1 or 2.
 * Source:  S4.2.
 */
static inline bool crm_dissatisfied(const struct crm_entry *f)
{
	return f->level < 3;
}

/*
 * crm_told_newest - the newest row in which they said that they are content, or at least not discontent; NULL: none.
 * Source:  S4.2.
 */
const struct crm_entry *crm_told_newest(const struct crm_case *c);

/*
 * crm_incident_of - what a row `incident` or `satisfied` (of level 1 or 2) still wants.
 * Shape:   case (its day decides on distance), row -> *out; false: another row, or nothing.
 *          Where nothing is wanted any more `last` is what closed it.
 * Source:  S2.13, S2.18, S2.19, S2.20.  Rows of its ref say what has been done; when it has none,
 *          those that have the id of its row for a ref (for a question: any talk, for a disagreement
 *          or an explanation also one without ref).
 */
bool crm_incident_of(const struct crm_case *c, const struct crm_entry *row,
	struct crm_incident *out);

/*
 * crm_incident_fresh - whether what hurts is so new that it is better answered later: policy `cool_off`.
 * Source:  S0.45, S3.2.
 */
bool crm_incident_fresh(const struct crm_case *c, const struct crm_entry *row);

/*
 * crm_incident_asks - whether the lists ask for what it wants.
 */
bool crm_incident_asks(enum crm_want want);

/*
 * crm_incident_to_me - whether it was done to me: disrespect, their own lie or breach of what was agreed.
 * Shape:   kind of the row, by whom.
 */
bool crm_incident_to_me(struct crm_str kind, enum crm_by by);

/*
 * crm_incidents_want - whether one, but for an outburst of theirs, wants one of these.
 * Shape:   1u << CRM_WANT_... each.
 */
bool crm_incidents_want(struct crm_case *c, unsigned wants);

/*
 * crm_incidents_of - all that want something, by (at, id); of those with one ref one alone, the oldest
 *          that asks (crm_incident_asks), else the oldest.
 * Shape:   -> *out, how many.
 */
size_t crm_incidents_of(struct crm_case *c, struct crm_incident **out);

/*
 * crm_row_open - whether what a row began goes on: a word neither kept nor broken, an offer that nobody
 * decided, a mission that runs, an incident that wants something, a conflict, doubt or dispute that is
 * not resolved.  A row of another event begins nothing, and is.
 */
bool crm_row_open(const struct crm_case *c, const struct crm_entry *row);
#endif
