/* court.h - which day before a court or against a public buyer runs for an invoice.
 * Room law; needs interest.h, case/money/sent.h, case/view.h.  Pure.  French law alone: elsewhere
 * nothing is said. */
#ifndef CRM_LAW_COURT_H
#define CRM_LAW_COURT_H
#include "case/calendar.h"
#include "case/money/sent.h"
#include "case/view.h"
#include "format/date.h"
#include "law/interest.h"

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

enum crm_court_step {
	CRM_COURT_MEMOIRE, /* the mémoire en réclamation must reach the public buyer */
	CRM_COURT_SERVE,   /* the order for payment must be served */
	CRM_COURT_ENFORCE, /* nobody objected: it can be enforced */
	CRM_COURT_LODGE,   /* the claim must be lodged in the insolvency of the client */
};

struct crm_court {
	enum crm_court_step step;
	const struct crm_entry *row; /* it runs from: the notice, the refusal, the order, its service; of
				      * LODGE the invoice */
	int32_t since;		     /* the day it began */
	int32_t due;		     /* the last day to act; of ENFORCE the first */
	int32_t oppose;		     /* of ENFORCE: the last day of the debtor; else CRM_NO_DAY */
};

/*
 * crm_court_next - the day that runs.
 * Shape:   view, open case of its client, invoice -> true and *out, or false: none runs.  Whether
 *          money is still owed is for the caller to ask.
 * Source:  as above.  A formal notice counts when it was sent or posted and names its last date
 *          (column due) and that day is past; a dispute is the refusal, while it is open.  A claim
 *          of kind memoire or filed since then ends it.  Of an order: granted, then served, unless
 *          opposed or judged; a newer filed begins anew.  After a ruling of insolvency nobody sues for
 *          what was owed before it (C. com. L622-21): the claim is lodged within two months of the
 *          publication in the Bodacc (L622-24, R622-24), which is in no row, so the day counts from the
 *          ruling before it.  Relief is asked within six months (L622-26): then nothing runs.
 */
bool crm_court_next(struct crm_view *v, struct crm_case *c, const struct crm_invoice *inv,
	struct crm_court *out);

/*
 * crm_court_name - memoire, serve, enforce, lodge: the column `step`.
 */
const char *crm_court_name(enum crm_court_step step);
#endif
