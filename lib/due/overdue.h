/* overdue.h - what is owed and late, by me and by the client.
 * Room due; needs item.h and the modules of its kinds. */
#ifndef CRM_DUE_OVERDUE_H
#define CRM_DUE_OVERDUE_H
#include "due/item.h"

/*
 * crm_overdue_kind - a kind by its name, or -1.
 */
int crm_overdue_kind(struct crm_str name);

/*
 * crm_overdue_events - prepare a view for a list, before its rows are absorbed.
 * Shape:   request, view -> the events that the wanted kinds need, and the view absorbs no more than
 *          those.  A view that was not prepared serves the kind invoice alone.
 */
uint64_t crm_overdue_events(const struct crm_overdue *o, struct crm_view *v);

/*
 * crm_overdue_list - all items of a view, sorted: who (me, then client), kind, days falling, client,
 * ref.
 * Shape:   view with all rows absorbed, request -> item, n; strings live as long as the view.
 * Owns:    o->item; crm_release frees it.
 */
void crm_overdue_list(struct crm_view *v, struct crm_overdue *o);
#endif
