/* score.h - the trust evidence balance: risk, band, stage and reasons of one client on one day.
 * Room trust; needs balance.h, detect.h.  Pure.  An order of attention, never a probability.
 *
 * Use: crm_scorer_init over a case; for each client crm_case_take once, then crm_scorer_at for each
 * day asked for: the rows are sorted once.
 * Source:  crm-score(7); crm-risk(1). */
#ifndef CRM_TRUST_SCORE_H
#define CRM_TRUST_SCORE_H
#include "trust/balance.h"

struct crm_scorer {
	struct crm_case *c;
	struct crm_evidence evidence;
};

/*
 * crm_scorer_init, crm_scorer_release - over a case that is made; free, but for the case.
 */
void crm_scorer_init(struct crm_scorer *s, struct crm_case *c);
void crm_scorer_release(struct crm_scorer *s);

/*
 * crm_scorer_at - the score of the client on a day, of the rows dated up to a moment.
 * Shape:   now (without a minute: the last one), the newest moment whose rows are known (mostly now
 *          too), arena for the reasons -> *out.
 */
void crm_scorer_at(struct crm_scorer *s, struct crm_when now, struct crm_when known,
	struct crm_arena *a, struct crm_score *out);

/*
 * crm_scorer_today - the same as of now, with trend: the risk less that of 30 days before, at the
 * same minute; a risk that rose fast may change the stage.
 */
void crm_scorer_today(struct crm_scorer *s, struct crm_when now, struct crm_arena *a,
	struct crm_score *out);
#endif
