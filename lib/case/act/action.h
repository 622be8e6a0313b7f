/* action.h - what to do about one thing, given all that was logged since.
 * Room case/act; needs matter.h.  Pure.
 *
 * One place decides: the lists, the explanation of the score, the digest and the calendar ask it and
 * have no words of their own.  What is settled asks for nothing. */
#ifndef CRM_CASE_ACT_ACTION_H
#define CRM_CASE_ACT_ACTION_H
#include "case/act/matter.h"

/* What an action may be about. */
enum crm_matter {
	CRM_MATTER_NONE,
	CRM_MATTER_REPLY, CRM_MATTER_WORD, CRM_MATTER_RESULT, CRM_MATTER_CONFLICT,
	CRM_MATTER_DOUBT, CRM_MATTER_INCIDENT, CRM_MATTER_MISSION, CRM_MATTER_RENEWAL,
	CRM_MATTER_CHECKIN, CRM_MATTER_CONTACT, CRM_MATTER_INTEREST, CRM_MATTER_FOLLOWUP,
	CRM_MATTER_VETTING, CRM_MATTER_FRAME, CRM_MATTER_CONTROLS, CRM_MATTER_CHANGES,
	CRM_MATTER_STAFF, CRM_MATTER_TENSE, CRM_MATTER_CLAIM, CRM_MATTER_LETTER, CRM_MATTER_INVOICE,
	CRM_MATTER_PLEDGE, CRM_MATTER_OFFER, CRM_MATTER_TRUST, CRM_MATTER_STRANGER,
	CRM_MATTER_NEXT, CRM_MATTER_UNBILLED,
	CRM_MATTERS
};

/*
 * crm_action_of - what to do about a row of a matter.
 * Shape:   case, matter, row (of the event that the matter is about) -> *out.
 * Source:  S0.9 and the claims of each matter (crm-rules(7)).
 */
void crm_action_of(struct crm_case *c, enum crm_matter m, const struct crm_entry *row,
	struct crm_action *out);

/*
 * crm_matter_act - what a matter mostly asks for, where nothing but its name is known.
 */
enum crm_act crm_matter_act(enum crm_matter m);

/*
 * crm_signal_matter - what the rows behind a reason of the score are about.
 * Shape:   signal (built in or one's own) -> matter.
 */
enum crm_matter crm_signal_matter(int signal);

/*
 * crm_action_signal - the same for the rows behind a reason of the score: the newest that is open
 * (of invoices the oldest), else one under way, else what was done last.
 * Shape:   case, signal (built in or one's own), rows by (at, id) -> *out.
 */
void crm_action_signal(struct crm_case *c, int signal, const struct crm_entry *const *row, size_t n,
	struct crm_action *out);

/*
 * crm_action_held - what ends the holds of a reminder, where I can end them; else to wait.
 * Shape:   CRM_HOLD_* (holds.h) -> act.
 */
enum crm_act crm_action_held(unsigned why);

/*
 * crm_action_text - append it as a sentence without its stop, in the reader's language.
 */
void crm_action_text(struct crm_buf *b, const struct crm_action *a);
#endif
