/* whatif.h - what one more thing, logged today, changes in the risk of a month later.
 * Room trust; needs score.h, case/act/action.h, book/row.h.  Pure. */
#ifndef CRM_TRUST_WHATIF_H
#define CRM_TRUST_WHATIF_H
#include "case/act/action.h"
#include "trust/score.h"

/* The rows of a client and of nobody that count, in full. */
struct crm_whatif {
	const struct crm_row *row;
	size_t n;
	struct crm_str client;
	const struct crm_client *profile;
};

/*
 * crm_whatif_wins - how many points less the risk is in 30 days when an act is done today, all else
 * left as it is: what is open does not fade, and what is late grows.
 * Shape:   case on the day, its rows, the act -> tenths; 0: the score does not move, or nobody can
 *          say which row would stand for it.
 * Source:  S0.9; crm-score(7): worked out with the row that the act would be logged as.
 */
int crm_whatif_wins(struct crm_case *c, const struct crm_whatif *w, const struct crm_action *a);
#endif
