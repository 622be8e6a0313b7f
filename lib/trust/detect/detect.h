/* detect.h - the detectors of the score: from rows to evidence, one subject each.
 * Room trust/detect; needs evidence.h.  Each reads the rows that count on the day and adds what they say;
 * none depends on another.
 * Source:  crm-score(7), and the claims of the signals (config/policy/signal.c). */
#ifndef CRM_TRUST_DETECT_DETECT_H
#define CRM_TRUST_DETECT_DETECT_H
#include "trust/evidence.h"

/*
 * crm_detect_money - invoices: late_payment, paid_on_time.
 * Source:  crm-score(7), Money; S0.41, S0.43.
 */
void crm_detect_money(struct crm_evidence *v);

/*
 * crm_invoice_late - the lateness of one invoice: days past due weighted by the money then open.
 * Shape:   thread of its ref -> *out; false when it says nothing (no due day, nothing owed, an open
 *          dispute).
 * Source:  crm-score(7), Money.
 */
struct crm_lateness {
	int64_t days;			/* weighted, floored */
	const struct crm_entry *invoice; /* its first row */
	const struct crm_entry *end;	/* the row that closed it or gave it up; NULL: open */
	bool lost;			/* given up */
	bool agreed;			/* a new date was agreed and holds */
};
bool crm_invoice_late(struct crm_evidence *v, struct crm_entries thread, struct crm_lateness *out);

/*
 * crm_detect_word - promises and deadlines: broken_promise, client_promise, late_delivery,
 * promise_kept, promise_clarified, delivered_on_time.
 * Source:  crm-score(7), Word; S0.29, S0.30, S1.10, S3.19.
 */
void crm_detect_word(struct crm_evidence *v);

/*
 * crm_detect_events - what weighs by itself: incidents, changes of staff, gestures and the like.
 * Source:  crm-score(7), Signals.
 */
void crm_detect_events(struct crm_evidence *v);

/*
 * crm_detect_settled - open until resolved: conflict, doubt, resolved.
 * Source:  crm-score(7), Open until resolved; S3.14, S3.10, S2.2.
 */
void crm_detect_settled(struct crm_evidence *v);

/*
 * crm_detect_talk - replies and tone: late_reply, reply_in_time, tense.
 * Source:  crm-score(7), Replies and tone; S1.22, S1.23, S3.5.
 */
void crm_detect_talk(struct crm_evidence *v);

/*
 * crm_detect_states - what is so today: missions, silence, burst, controls, changes of mind.
 * Source:  crm-score(7), States; S1.25, S1.27, S0.22, S3.5, S2.3, S1.16, S4.12.
 */
void crm_detect_states(struct crm_evidence *v);
#endif
