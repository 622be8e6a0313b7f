/* state.h - what is so at a client today: away, on hold, in conflict, after an outburst.
 * Room case; needs clock.h, base/pool.h, book/row.h.  Rows in any order. */
#ifndef CRM_CASE_STATE_H
#define CRM_CASE_STATE_H
#include "base/pool.h"
#include "book/row.h"
#include "case/clock.h"

#define CRM_STATE_EVENTS                                                                            \
	(CRM_EV_BIT(CRM_EV_HOLD) | CRM_EV_BIT(CRM_EV_RELEASE) | CRM_EV_BIT(CRM_EV_ABSENCE) |        \
		CRM_EV_BIT(CRM_EV_CONFLICT) | CRM_EV_BIT(CRM_EV_RESOLVE) |                          \
		CRM_EV_BIT(CRM_EV_INCIDENT))

struct crm_state {
	struct crm_pool notes;	  /* rows kept, one list a client */
	struct crm_arena mem;	  /* their refs */
	struct crm_state_client *of;
	size_t n, cap;
	uint32_t nobody;	  /* number of the empty client; UINT32_MAX when it has no row */
};

void crm_state_init(struct crm_state *s);
void crm_state_release(struct crm_state *s);
void crm_state_clear(struct crm_state *s);

/*
 * crm_state_row - absorb a row; other events than those above change nothing.
 */
void crm_state_row(struct crm_state *s, uint32_t client, const struct crm_row *r);

/*
 * crm_state_my_absences - my days away, for a client: its own rows and those of nobody.
 * Shape:   -> array in the arena, unsorted, and *n; for crm_absence_merge.
 * Source:  S1.23; facts.md 10; rows with by=client are theirs.
 */
struct crm_absence *crm_state_my_absences(const struct crm_state *s, uint32_t client,
	struct crm_arena *a, size_t *n);

/*
 * crm_state_absences - all days away, mine and theirs, for a client.
 * Shape:   as crm_state_my_absences.
 * Source:  S3.5; risk.md 5.5: nobody is silent who is away.
 */
struct crm_absence *crm_state_absences(const struct crm_state *s, uint32_t client,
	struct crm_arena *a, size_t *n);

/*
 * crm_state_away - whether the client is away on a day.
 * Shape:   -> true and the last day of it.
 * Source:  S0.26.
 */
bool crm_state_away(const struct crm_state *s, uint32_t client, int32_t day, int32_t *until);

/*
 * crm_state_held - whether a hold of the client, of the ref or of everything is in force: not past
 * its last day and not released afterwards.
 * Shape:   -> true, the last day (INT32_MAX: until released), and its row's offset.
 */
bool crm_state_held(const struct crm_state *s, uint32_t client, struct crm_str ref, int32_t day,
	int32_t *until, uint64_t *offset);

/*
 * crm_state_conflict - an open conflict: a row that no resolve of its ref and of its moment or later
 * settles.
 * Shape:   -> true and the ref that is first by bytes.
 * Source:  S3.14, S3.15; ours where one is logged again after a resolve: never while one is open.
 */
bool crm_state_conflict(const struct crm_state *s, uint32_t client, struct crm_arena *a,
	struct crm_str *ref);

/*
 * crm_state_outburst - the newest outburst of the client; one without a time of day counts as if it
 * had come at the end of its day.
 * Shape:   -> true and its moment.
 * Source:  S0.44, S0.45.
 */
bool crm_state_outburst(const struct crm_state *s, uint32_t client, struct crm_when *at);
#endif
