/* claim.h - days that count before a court: after a formal notice to a public buyer, and after an order
 * for payment.
 * Room law; needs format/date.h, case/calendar.h (types).  Pure.  French law.
 *
 * What I must do is never moved to a later day, since the earlier one is safe; what the other side may
 * still do ends on a day that is open (CPC 641, 642). */
#ifndef CRM_LAW_CLAIM_H
#define CRM_LAW_CLAIM_H
#include "case/calendar.h"
#include "format/date.h"

/*
 * crm_claim_forfeit - the last day for the mémoire en réclamation to reach a public buyer who let the
 * last date of a formal notice pass without an answer.
 * Shape:   that last date -> day; CRM_NO_DAY for CRM_NO_DAY.
 * Source:  CCAG-FCS 2021 art. 46 (2009: 37.2; PI and TIC alike): two months, else forfeited; CAA
 *          Bordeaux 18 Dec 2024, 22BX03031.
 */
int32_t crm_claim_forfeit(int32_t last_date);

/* The days of an order for payment. */
struct crm_order {
	int32_t serve;	 /* served on this day at the latest, else it is void */
	int32_t oppose;	 /* the last day on which the debtor may object; CRM_NO_DAY: not served */
	int32_t enforce; /* from this day on it can be enforced; CRM_NO_DAY: not served */
};

/*
 * crm_order_days - what follows from an order for payment.
 * Shape:   calendar, day of the order, day of its service (CRM_NO_DAY: not yet) -> days.
 * Source:  CPC 1411 to 1422: 6 months to serve, 3 for orders from 1 Sep 2026 (decree 2026-96); one
 *          month to object; enforceable when the registry has announced no objection within two
 *          months of the service.
 */
struct crm_order crm_order_days(const struct crm_calendar *cal, int32_t granted, int32_t served);
#endif
