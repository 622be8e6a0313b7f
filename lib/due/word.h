/* word.h - words given and not kept yet, and messages not answered.
 * Room due; needs item.h, bill.h. */
#ifndef CRM_DUE_WORD_H
#define CRM_DUE_WORD_H
#include "due/item.h"

/*
 * crm_list_reply - a client's message waits longer than the limit.  S1.23.
 * crm_list_promise, crm_list_deadline - mine, whose date passes.  S0.29, S1.10.
 * crm_list_next - a next step of mine whose day passes.  S3.24.
 * crm_list_pledge - theirs, and a date agreed for an invoice.  S3.19, S0.43.
 * crm_list_offer - an offer of mine that waits.  S0.14.
 */
crm_list crm_list_reply, crm_list_promise, crm_list_deadline, crm_list_next, crm_list_pledge,
	crm_list_offer;
#endif
