/* trouble.h - what is open between us.
 * Room due; needs item.h, case/incident.h. */
#ifndef CRM_DUE_TROUBLE_H
#define CRM_DUE_TROUBLE_H
#include "due/item.h"

/*
 * crm_list_conflict - open for long: settle as you go.  S3.15.
 * crm_list_incident - one that was not diagnosed or apologised for, or settled without a gesture.
 *          S0.46, S2.18, S2.19.
 * crm_list_approval - a silent approval that will be held against me.  S1.19.
 */
crm_list crm_list_conflict, crm_list_incident, crm_list_approval;
#endif
