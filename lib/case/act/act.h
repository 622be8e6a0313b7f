/* act.h - what there is to do: a closed list of acts with their words.
 * Room case/act; needs base/str.h.  crm-overdue(1) has the list; its reports name them by key. */
#ifndef CRM_CASE_ACT_ACT_H
#define CRM_CASE_ACT_ACT_H
#include "base/str.h"

enum crm_act {
	CRM_ACT_NONE,
	CRM_ACT_ANSWER, CRM_ACT_ANSWER_FIRST, CRM_ACT_DISTANCE, CRM_ACT_KEEP, CRM_ACT_NEW_DATE,
	CRM_ACT_DELIVER, CRM_ACT_DELIVER_REST,
	CRM_ACT_DIAGNOSE, CRM_ACT_OWN_UP, CRM_ACT_APOLOGISE, CRM_ACT_REPAIR, CRM_ACT_DATE, CRM_ACT_REPHRASE,
	CRM_ACT_CORRECT, CRM_ACT_CLOSE, CRM_ACT_GESTURE,
	CRM_ACT_LIMITS, CRM_ACT_WATCH, CRM_ACT_END, CRM_ACT_FACTS, CRM_ACT_CALM,
	CRM_ACT_EXPLAIN, CRM_ACT_HOLD_PRICE, CRM_ACT_ASK, CRM_ACT_DISAGREE,
	CRM_ACT_LISTEN, CRM_ACT_CONCEDE, CRM_ACT_EXCHANGE, CRM_ACT_SETTLE, CRM_ACT_SETTLE_FIRST,
	CRM_ACT_DOUBT, CRM_ACT_VOICE, CRM_ACT_NAME,
	CRM_ACT_COURT, CRM_ACT_POST, CRM_ACT_SEND, CRM_ACT_DECIDE, CRM_ACT_ASK_WHY, CRM_ACT_PART,
	CRM_ACT_ASK_DATE, CRM_ACT_WAIT,
	CRM_ACT_SHOW, CRM_ACT_FRAME, CRM_ACT_REPORT, CRM_ACT_WRITE_DOWN, CRM_ACT_MISSION,
	CRM_ACT_REVIEW, CRM_ACT_CHECKIN, CRM_ACT_INTRODUCE, CRM_ACT_MEET,
	CRM_ACT_CONTACT, CRM_ACT_OFFER, CRM_ACT_FOLLOWUP, CRM_ACT_INTEREST, CRM_ACT_VET,
	CRM_ACT_PROMISE, CRM_ACT_ACQUAINT,
	CRM_ACT_NEXT, CRM_ACT_BILL, CRM_ACT_RESEND, CRM_ACT_FIRM, CRM_ACT_BUSINESS, CRM_ACT_RECOMMEND,
	CRM_ACT_ASSIGN, CRM_ACT_REDO, CRM_ACT_LODGE, CRM_ACT_ADDRESS, CRM_ACT_WORDS,
	CRM_ACTS
};

/* What an act is part of: acts of two kinds are independent of each other. */
enum crm_act_kind {
	CRM_ACT_OF_TALK, /* something is to be said to them */
	CRM_ACT_OF_WORK, /* something is to be made */
	CRM_ACT_OF_MONEY,
	CRM_ACT_OF_CARE, /* upkeep: it can wait when anything else is on */
};

struct crm_act_info {
	const char *key;   /* as reports for machines have it */
	const char *say;   /* a sentence without its stop, marked N_ */
	const char *brief; /* the same in half a line */
	enum crm_act_kind kind;
	int rank; /* the smaller, the more urgent */
};

/* By enum crm_act. */
extern const struct crm_act_info crm_acts[CRM_ACTS];

/*
 * crm_act_brief - an act in half a line, unmarked for its language.
 * Shape:   act, whether its day is still to come: what can be said in time is said so -> words marked N_.
 * Source:  S0.29.
 */
const char *crm_act_brief(enum crm_act act, bool ahead);

/*
 * crm_act_find - an act by its key.
 * Shape:   -> act, CRM_ACT_NONE: there is none of that name.
 */
enum crm_act crm_act_find(struct crm_str key);
#endif
