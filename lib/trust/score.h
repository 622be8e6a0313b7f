/* score.h - the trust evidence balance: risk, band, stage and reasons of one client on one day.
 * Room trust; needs balance.h, detect.h.  Pure.  An order of attention, never a probability.
 *
 * Use: absorb rows into crm_facts; crm_scorer_init; for each client crm_scorer_client once, then
 * crm_scorer_at for each day asked for: the rows are sorted once.
 * Source:  risk.md; crm-risk(1). */
#ifndef CRM_TRUST_SCORE_H
#define CRM_TRUST_SCORE_H
#include "trust/balance.h"

struct crm_scorer {
	struct crm_facts *facts;
	struct crm_evidence evidence;
	/* of the client, sorted: by event, by ref, as a stream; the voids by what they take away */
	const struct crm_fact **all, **threads, **talks, **voids;
	size_t n, threads_n, talks_n, voids_n;
	size_t cap, threads_cap, talks_cap, voids_cap;
	const struct crm_fact **nobody, **nobody_voids; /* rows without client */
	size_t nobodies, nobody_cap, nobody_voids_n, nobody_voids_cap;
	size_t row_cap, thread_cap, leave_cap, talk_cap; /* of the arrays in evidence */
};

/*
 * crm_scorer_init, crm_scorer_release - over facts all absorbed; free.
 */
void crm_scorer_init(struct crm_scorer *s, struct crm_facts *facts, const struct crm_policy *policy,
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
 * crm_scorer_nobody - whether the i-th row of s->nobody counts at a moment and is no void.
 */
bool crm_scorer_nobody(const struct crm_scorer *s, size_t i, struct crm_when known);

/*
 * crm_score_trend - risk now less the risk of 30 days before, at the same minute.
 * Unit:    tenths.
 */
int crm_score_trend(struct crm_scorer *s, const struct crm_score *score, struct crm_when now);
#endif
