/* court.h - what a court or a public buyer gives a day for.
 * Room due; needs item.h, law/court.h. */
#ifndef CRM_DUE_COURT_H
#define CRM_DUE_COURT_H
#include "due/item.h"

/* So many days before, it is on the page of every morning. */
enum { CRM_CLAIM_NEAR = 14 };

/*
 * crm_list_claim (item.h) - the day by which a mémoire en réclamation reaches the buyer, an order for payment
 * is served, or from which it can be enforced.  S2.12.
 * Source:  listed from the day on which it begins to run, since a day that has passed is lost; what
 *          only waits for the debtor is listed when it is over.
 */
#endif
