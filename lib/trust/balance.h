/* balance.h - the balance of the evidence of one day: risk, points, band, stage.
 * Room trust; needs evidence.h.  Pure.
 * Source:  crm-score(7), Formula, Arithmetic. */
#ifndef CRM_TRUST_BALANCE_H
#define CRM_TRUST_BALANCE_H
#include "trust/evidence.h"

enum crm_band { CRM_BAND_SOLID, CRM_BAND_WATCH, CRM_BAND_AT_RISK, CRM_BAND_CRITICAL };
enum crm_stage {
	CRM_STAGE_NEW,
	CRM_STAGE_BROKEN,
	CRM_STAGE_REBUILDING,
	CRM_STAGE_SHAKEN,
	CRM_STAGE_ESTABLISHED,
	CRM_STAGE_BUILDING,
	CRM_STAGE_ENDED,
	CRM_STAGE_DORMANT
};

/* One part of the risk. */
struct crm_reason {
	int signal;
	int points;	/* tenths */
	int64_t micro;	/* millionths */
	unsigned count; /* pieces of evidence; 0 for the prior */
};

struct crm_score {
	int risk;     /* tenths, as all points are */
	int evidence; /* percent */
	int capital;  /* <= 0: what good conduct takes off (S0.40) */
	int trend;    /* risk less that of 30 days before; crm_scorer_today */
	enum crm_band band;
	enum crm_stage stage;
	bool any;			      /* at least one row counts */
	int64_t good, bad, prior, start, sum; /* P, N, W, n0 and S in millionths */
	int side[CRM_SIDES];
	struct crm_reason
		*reason; /* all with evidence, by points falling, then name; the prior last */
	size_t reasons;
	int64_t *praise; /* good evidence by signal, before the cap */
};

/*
 * crm_balance - weigh what the detectors found.
 * Shape:   evidence, arena for reasons and praise -> *out, all but `any`.
 */
void crm_balance(struct crm_evidence *v, struct crm_arena *a, struct crm_score *out);

/*
 * crm_balance_rise - the stage of a relation whose risk rose fast.
 * Shape:   trend known; policy -> stage.
 */
enum crm_stage crm_balance_rise(const struct crm_score *score, const struct crm_score_policy *sp);

/*
 * crm_band_name, crm_stage_name - as the columns print them.
 */
const char *crm_band_name(enum crm_band b);
const char *crm_stage_name(enum crm_stage s);
#endif
