/* work.h - what missions owe: results, reviews, their own end; and their invoice.
 * Room due; needs item.h, case/mission.h. */
#ifndef CRM_DUE_WORK_H
#define CRM_DUE_WORK_H
#include "due/item.h"

/*
 * crm_list_result - nothing tangible within the cap.  S1.27.
 * crm_list_mission, crm_list_renewal - the cap has passed; it comes near.  S1.25, S1.28.
 * crm_list_checkin - no progress review within the cadence.  S0.22.
 * crm_list_unbilled - ended a week ago, and no invoice since it began.  S3.24.
 */
crm_list crm_list_result, crm_list_mission, crm_list_renewal, crm_list_checkin, crm_list_unbilled;
#endif
