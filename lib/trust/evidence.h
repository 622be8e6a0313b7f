/* evidence.h - one client on one day: the rows that count, and the evidence they give.
 * Room trust; needs fact.h, decay.h, clock.h, config/client.h (types).  Filled by score.c, read and
 * added to by the detectors of detect.h. */
#ifndef CRM_TRUST_EVIDENCE_H
#define CRM_TRUST_EVIDENCE_H
#include "config/client.h"
#include "case/clock.h"
#include "trust/decay.h"
#include "case/fact.h"

/* Good evidence before rate limits, carry and cap. */
struct crm_praise {
	int32_t day;
	int signal;
	int64_t micro; /* faded */
	const struct crm_fact *row;
};

/* A row behind a reason; `micro` is its evidence, 0 for a further row of the same evidence. */
struct crm_cause {
	int signal;
	int64_t micro;
	const struct crm_fact *row;
};

struct crm_evidence {
	const struct crm_policy *policy;
	const struct crm_calendar *calendar;
	const struct crm_client *profile;
	struct crm_when now; /* with a minute */

	const struct crm_fact **row;	/* that count, by event, then (at, id) */
	size_t start[CRM_EVENTS + 1];	/* where the rows of an event begin */
	const struct crm_fact **thread; /* those with a ref, by ref, event, (at, id) */
	size_t threads;
	const struct crm_fact **leave; /* absences of the client and of nobody */
	size_t leaves;
	const struct crm_fact **talk; /* contacts and check-ins in the order of the stream */
	size_t talks;

	size_t signals;	     /* built in and one's own */
	int64_t *bad, *good; /* by signal, in millionths */
	unsigned *count;     /* pieces of bad evidence */
	struct crm_praise *praise;
	size_t praises, praise_cap;
	bool explain; /* keep the rows behind the reasons */
	struct crm_cause *cause;
	size_t causes, cause_cap;
	struct crm_arena mem; /* scratch of one day */
};

/* The rows of one event, in order, or all of a thread. */
struct crm_facts_of {
	const struct crm_fact *const *row;
	size_t n;
	uint64_t has; /* of a thread: its events, CRM_EV_BIT */
};

static inline struct crm_facts_of crm_evidence_rows(const struct crm_evidence *v, enum crm_event e)
{
	return (struct crm_facts_of){v->row + v->start[e], v->start[e + 1] - v->start[e], 0};
}

/*
 * crm_evidence_thread - the rows that share the ref of the row at *i; moves *i behind them.
 * Shape:   -> rows by event, then (at, id); n 0 at the end.
 */
struct crm_facts_of crm_evidence_thread(const struct crm_evidence *v, size_t *i);

/*
 * crm_thread_rows - the rows of one event of a thread.
 */
struct crm_facts_of crm_thread_rows(struct crm_facts_of thread, enum crm_event e);

/*
 * crm_thread_first - the first row of an event of a thread on a day or later, or NULL.
 */
const struct crm_fact *crm_thread_first(
	struct crm_facts_of thread, enum crm_event e, int32_t since);

/*
 * crm_evidence_bad - evidence against: x on the ramp of a signal, faded since a day.
 * Shape:   signal, x, day (today: not faded), own factors (after that of the client's type), row
 *          behind it -> millionths added.
 * Source:  risk.md 2, 3.
 */
int64_t crm_evidence_bad(struct crm_evidence *v, int signal, int64_t x, int32_t day,
	const int *factor, size_t factors, const struct crm_fact *row);

/*
 * crm_evidence_ramp - the same on a ramp that is not the signal's own, without own factors.
 */
int64_t crm_evidence_ramp(struct crm_evidence *v, int signal, int64_t x, int64_t lo, int64_t hi,
	int32_t day, const struct crm_fact *row);

/*
 * crm_evidence_good - good evidence of a day; the limit of its signal is applied later.
 * Shape:   factor in thousandths.
 */
void crm_evidence_good(
	struct crm_evidence *v, int signal, int32_t day, int factor, const struct crm_fact *row);

/*
 * crm_evidence_cause - a row behind a reason, when they are kept.
 */
void crm_evidence_cause(
	struct crm_evidence *v, int signal, int64_t micro, const struct crm_fact *row);
#endif
