/* score.h - the trust evidence balance: risk, band, stage and reasons of one client on one day.
 * Room trust; needs balance.h, detect.h.  Pure.  An order of attention, never a probability.
 *
 * Use: absorb rows into crm_store; crm_scorer_init; for each client crm_scorer_client once, then
 * crm_scorer_at for each day asked for: the rows are sorted once.
 * Source:  crm-score(7); crm-risk(1). */
#ifndef CRM_TRUST_SCORE_H
#define CRM_TRUST_SCORE_H
#include "trust/balance.h"

struct crm_scorer {
	struct crm_case c;
	struct crm_evidence evidence;
};

/*
 * crm_scorer_init, crm_scorer_release - over facts all absorbed; free.
 */
void crm_scorer_init(struct crm_scorer *s, struct crm_store *facts, const struct crm_policy *policy,
	const struct crm_calendar *calendar);
void crm_scorer_release(struct crm_scorer *s);

/*
 * crm_scorer_client - take a client.
 * Shape:   its number in the facts (UINT32_MAX: one without rows), its profile.
 */
void crm_scorer_client(struct crm_scorer *s, uint32_t client, const struct crm_client *profile);

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
