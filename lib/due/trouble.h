/* trouble.h - what is open between us: conflicts, incidents, approvals that were silent.
 * Room due; needs item.h. */
#ifndef CRM_DUE_TROUBLE_H
#define CRM_DUE_TROUBLE_H
#include "due/item.h"

/*
 * crm_trouble_list - add the items of the kinds conflict, incident and approval.
 * Source:  S3.15 S0.46 S2.14 S2.18 S2.19 S1.19; risk.md 5.4.  Rows pair by their ref; where one side
 *          has none, with any of the client, on or after the day.
 */
void crm_trouble_list(struct crm_view *v, struct crm_overdue *o);
#endif
