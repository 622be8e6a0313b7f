/* promises.h - words given and not kept yet: promises, deadlines, pledges of the client, offers.
 * Room due; needs item.h. */
#ifndef CRM_DUE_PROMISES_H
#define CRM_DUE_PROMISES_H
#include "due/item.h"

/*
 * crm_promises_list - add the items of the kinds promise, deadline, pledge and offer.
 * Source:  S0.29 S0.30 S1.10 S3.19 S0.43 S0.14; risk.md 5.2: the date of the first row, moved by
 *          each clarify that was said up to the date then in force.
 */
void crm_promises_list(struct crm_view *v, struct crm_overdue *o);
#endif
