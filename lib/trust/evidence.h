/* evidence.h - the evidence that the case file of a client gives, for and against.
 * Room trust; needs case/case.h, decay.h.  Filled by the detectors of detect.h. */
#ifndef CRM_TRUST_EVIDENCE_H
#define CRM_TRUST_EVIDENCE_H
#include "case/case.h"
#include "trust/decay.h"

/* Good evidence before rate limits, carry and cap. */
struct crm_praise {
	int32_t day;
	int signal;
	int64_t micro; /* faded */
	int64_t full;  /* as if it did not fade */
	const struct crm_entry *row;
};

/* A row behind a reason; `micro` is its evidence before any cap, 0 for a further row of the same. */
struct crm_cause {
	int signal;
	int64_t micro;
	const struct crm_entry *row;
};

struct crm_evidence {
	struct crm_case *c;
	size_t signals;	     /* built in and one's own */
	int64_t *bad, *good; /* by signal, in millionths */
	int64_t whole;	     /* the bad of what fades, as if it did not */
	unsigned *count;     /* pieces of bad evidence */
	struct crm_praise *praise;
	size_t praises, praise_cap;
	bool explain; /* keep the rows behind the reasons */
	struct crm_cause *cause;
	size_t causes, cause_cap;
};

/*
 * crm_evidence_bad - evidence against: x on the ramp of a signal, faded since a day.
 * Shape:   signal, x, day (today: not faded), own factors (after that of the client's type), row
 *          behind it -> millionths added.
 * Source:  crm-score(7), Formula, Arithmetic.
 */
int64_t crm_evidence_bad(struct crm_evidence *v, int signal, int64_t x, int32_t day,
	const int *factor, size_t factors, const struct crm_entry *row);

/*
 * crm_evidence_ramp - the same on a ramp that is not the signal's own, without own factors.
 */
int64_t crm_evidence_ramp(struct crm_evidence *v, int signal, int64_t x, int64_t lo, int64_t hi,
	int32_t day, const struct crm_entry *row);

/*
 * crm_evidence_good - good evidence of a day; the limit of its signal is applied later.
 * Shape:   factor in thousandths.
 */
void crm_evidence_good(
	struct crm_evidence *v, int signal, int32_t day, int factor, const struct crm_entry *row);

/*
 * crm_evidence_cause - a row behind a reason, when they are kept.
 */
void crm_evidence_cause(
	struct crm_evidence *v, int signal, int64_t micro, const struct crm_entry *row);
#endif
