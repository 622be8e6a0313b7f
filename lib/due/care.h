/* care.h - keeping up the relation: silence, interest, follow-up, vetting, the frame.
 * Room due; needs missions.h. */
#ifndef CRM_DUE_CARE_H
#define CRM_DUE_CARE_H
#include "due/missions.h"

/*
 * crm_care_list - add the items of the kinds contact, interest, followup, vetting and frame.
 * Shape:   view, request, active missions.
 * Source:  S3.5 S4.10 S4.9 S4.7 S3.12 S2.5 S2.3; risk.md 5.5.
 */
void crm_care_list(struct crm_view *v, struct crm_overdue *o, const struct crm_mission *m,
	size_t n);
#endif
