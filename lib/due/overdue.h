/* overdue.h - what is owed and late, by me and by the client.
 * Room due; needs kinds.h. */
#ifndef CRM_DUE_OVERDUE_H
#define CRM_DUE_OVERDUE_H
#include "due/kinds.h"

/*
 * crm_overdue_events - the events that the wanted kinds need, under a policy.
 */
uint64_t crm_overdue_events(const struct crm_overdue *o, const struct crm_policy *p);

/*
 * crm_overdue_waits - whether they look at no more of the talk than what waits for an answer.
 */
bool crm_overdue_waits(const struct crm_overdue *o);

/*
 * crm_overdue_list - all items of a view, sorted: who (me, then client), kind, days falling, client,
 * ref; with `by_due` by due day first.
 * Shape:   view with all rows absorbed, request -> item, n; strings live as long as the view.
 * Owns:    o->item; crm_release frees it.
 */
void crm_overdue_list(struct crm_view *v, struct crm_overdue *o);
#endif
