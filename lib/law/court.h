/* court.h - which day before a court or against a public buyer runs for an invoice.
 * Room law; needs claim.h, interest.h, case/money/sent.h, case/view.h.  Pure.  French law alone: elsewhere
 * nothing is said. */
#ifndef CRM_LAW_COURT_H
#define CRM_LAW_COURT_H
#include "case/money/sent.h"
#include "case/view.h"
#include "law/claim.h"
#include "law/interest.h"

enum crm_court_step {
	CRM_COURT_MEMOIRE, /* the mémoire en réclamation must reach the public buyer */
	CRM_COURT_SERVE,   /* the order for payment must be served */
	CRM_COURT_ENFORCE, /* nobody objected: it can be enforced */
};

struct crm_court {
	enum crm_court_step step;
	const struct crm_entry *row; /* it runs from: the notice, the refusal, the order, its service */
	int32_t since;		     /* the day it began */
	int32_t due;		     /* the last day to act; of ENFORCE the first */
	int32_t oppose;		     /* of ENFORCE: the last day of the debtor; else CRM_NO_DAY */
};

/*
 * crm_court_next - the day that runs.
 * Shape:   view, open case of its client, invoice -> true and *out, or false: none runs.  Whether
 *          money is still owed is for the caller to ask.
 * Source:  claim.h.  A formal notice counts when it was sent or posted and names its last date
 *          (column due) and that day is past; a dispute is the refusal, while it is open.  A claim
 *          of kind memoire or filed since then ends it.  Of an order: granted, then served, unless
 *          opposed or judged; a newer filed begins anew.
 */
bool crm_court_next(struct crm_view *v, struct crm_case *c, const struct crm_invoice *inv,
	struct crm_court *out);

/*
 * crm_court_name - memoire, serve, enforce: the column `step`.
 */
const char *crm_court_name(enum crm_court_step step);
#endif
