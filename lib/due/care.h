/* care.h - keeping up the relation.
 * Room due; needs item.h, case/speech.h, case/burst.h. */
#ifndef CRM_DUE_CARE_H
#define CRM_DUE_CARE_H
#include "due/item.h"

/*
 * crm_list_contact - a client who writes less than usual.  S3.5.
 * crm_list_interest - nobody asked after them for long.  S4.10.
 * crm_list_followup - a week and a month after a delivery somebody asks how it works.  S4.7.
 * crm_list_vetting - we do business, no money has come yet, and nobody asked for references.  S3.12.
 * crm_list_frame - a client who writes everywhere at once, with whom no frame is agreed.  S2.5.
 */
crm_list crm_list_contact, crm_list_interest, crm_list_followup, crm_list_vetting, crm_list_frame;
#endif
