/* missions.h - the missions that run today, and what they owe: results, reviews, their own end.
 * Room due; needs item.h. */
#ifndef CRM_DUE_MISSIONS_H
#define CRM_DUE_MISSIONS_H
#include "due/item.h"

struct crm_mission {
	uint32_t client;
	struct crm_str ref;
	struct crm_when start; /* the mission's row, or its newest renew */
	uint64_t offset;       /* of the mission's row, whose note is the goal */
};

/*
 * crm_missions_of - the active missions of a view.
 * Shape:   -> array in the view's arena and *n; in no order.
 * Source:  risk.md 5.5: active unless an end of the ref is dated on or after the start.
 */
struct crm_mission *crm_missions_of(struct crm_view *v, size_t *n);

/*
 * crm_missions_list - add the items of the kinds result, mission, renewal and checkin.
 * Source:  S1.27 S1.25 S1.28 S0.22; risk.md 5.5.
 */
void crm_missions_list(struct crm_view *v, struct crm_overdue *o, const struct crm_mission *m,
	size_t n);
#endif
