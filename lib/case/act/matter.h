/* matter.h - the matters that want a look at what was logged since, and what such a look finds.
 * Room case/act; needs act.h, incident.h, money.h.  Pure.  action.h has the table that asks them. */
#ifndef CRM_CASE_ACT_MATTER_H
#define CRM_CASE_ACT_MATTER_H
#include "case/act/act.h"
#include "case/incident.h"
#include "case/money/money.h"

enum crm_state {
	CRM_STATE_NONE, /* nothing to say */
	CRM_STATE_OPEN,
	CRM_STATE_UNDERWAY, /* the last step was on `day`; `act` is the next */
	CRM_STATE_DONE,	    /* since `day`: it fades by itself */
};

struct crm_action {
	enum crm_state state;
	enum crm_act act;
	int signal;  /* whose own words say it better than the act's; -1: none */
	int32_t day; /* of the step taken last; CRM_NO_DAY */
	int32_t until; /* the last day of a wait, or the new date that was said; CRM_NO_DAY */
	const struct crm_entry *row; /* what it is about; NULL: the client at large */
	const struct crm_entry *by; /* what was done on `day`; NULL: not by one row */
};

/* Looks at a row of its matter on the day of the case; *out says nothing so far. */
typedef void crm_matter_look(
	struct crm_case *c, const struct crm_entry *row, struct crm_action *out);

/*
 * crm_look_reply - a message that waits.  S1.23.
 * crm_look_word - a promise or a deadline, mine or theirs.  S0.29, S0.30, S1.10, S3.19.
 * crm_look_conflict - talk, give way on both sides, write down what was agreed.  S3.15, S0.36.
 * crm_look_doubt - open until resolved.  S3.9.
 * crm_look_incident - by its kind and by whom it is, one step after the other.  S2.7, S2.20.
 * crm_look_staff - a new person on the mission, mine or theirs.  S1.13.
 * crm_look_tense - what came in writing is taken up by voice.  S0.55, S0.8.
 * crm_look_frame, crm_look_controls - restated hours and channels; one report for many controls.
 *          S2.5, S1.16.
 * crm_look_interest - above all the person, and in turn the business.  S4.9, S4.8, S0.12.
 * crm_look_contact - a silence; who said since how it is has broken it.
 * crm_look_followup - how what was delivered works, or whether who was well cared for would recommend
 *          me.  S4.7, S2.2.
 */
crm_matter_look crm_look_reply, crm_look_word, crm_look_conflict, crm_look_doubt, crm_look_incident,
	crm_look_staff, crm_look_tense, crm_look_frame, crm_look_controls, crm_look_interest,
	crm_look_contact, crm_look_followup;

/*
 * crm_look_claim - what runs before a court; of an invoice, in the insolvency of the client.  S2.12.
 * crm_look_invoice - an invoice of which money is open.  S0.41 to S0.43.
 * crm_look_letter - a letter that waits to be posted.  S2.11.
 * crm_look_pledge - a promise of theirs, or a date agreed for an invoice.  S3.19, S0.43.
 */
crm_matter_look crm_look_claim, crm_look_invoice, crm_look_pledge, crm_look_letter;

/*
 * crm_action_open, crm_action_underway, crm_action_done, crm_action_wait - what a look found.
 * Shape:   open: the act is the first step; underway: the next one after `last` (NULL: open); done:
 *          by `last` (NULL: nothing to say); wait: until a day.
 */
void crm_action_open(struct crm_action *out, enum crm_act act);
void crm_action_underway(
	struct crm_action *out, const struct crm_entry *last, enum crm_act act);
void crm_action_done(struct crm_action *out, const struct crm_entry *last);
void crm_action_wait(struct crm_action *out, int32_t day);
#endif
