/* kinds.c - the kinds of what is owed: all that is known of one stands in its row. */
#include "due/kinds.h"
#include "due/bill.h"

#define EV(name) CRM_EV_BIT(CRM_EV_##name)
#define TALKS	 CRM_KIND_IS_TALK
#define FADES	 CRM_KIND_IS_FADING
#define CARE	 CRM_KIND_IS_CARE
#define HELD	 CRM_KIND_IS_HELD

/* An end of the relation ends what waits, unless it began anew. */
#define OVER	 (EV(END) | EV(OFFER) | EV(CONTRACT) | EV(MISSION))
#define MISSIONS (EV(MISSION) | EV(RENEW) | OVER)
/* What upkeep waits behind (overdue.c). */
#define TROUBLE	 (EV(INCIDENT) | EV(SATISFIED) | EV(CONFLICT) | EV(DISPUTE) | EV(RESOLVE) | EV(DIAGNOSE) | EV(APOLOGY) | \
			 EV(GESTURE) | EV(FRAME) | EV(DISAGREE) | EV(CHECKIN))
#define QUIET	 (EV(HOLD) | EV(RELEASE) | EV(ABSENCE))
#define WORD	 CRM_WORD_EVENTS
#define TALK	 (EV(CONTACT) | EV(CHECKIN))
/* Without what tells how late my own work is; but a word of mine beside theirs says whose date moved. */
#define REMINDED ((CRM_REMIND_EVENTS & ~CRM_DEADLINE_EVENTS) | WORD)

const struct crm_kind_info crm_kinds[CRM_KINDS] = {
	[CRM_KIND_REPLY] = {"reply", CRM_BY_ME, crm_list_reply,
		CRM_MATTER_REPLY,
		TALK | EV(ABSENCE) | OVER, 0},
	[CRM_KIND_PROMISE] = {"promise", CRM_BY_ME, crm_list_promise,
		CRM_MATTER_WORD,
		WORD | EV(APOLOGY), 0},
	[CRM_KIND_DEADLINE] = {"deadline", CRM_BY_ME, crm_list_deadline,
		CRM_MATTER_WORD,
		WORD | EV(DELIVERED), 0},
	[CRM_KIND_RESULT] = {"result", CRM_BY_ME, crm_list_result,
		CRM_MATTER_RESULT,
		MISSIONS | EV(RESULT) | EV(DELIVERED), CARE},
	[CRM_KIND_CONFLICT] = {"conflict", CRM_BY_ME, crm_list_conflict,
		CRM_MATTER_CONFLICT,
		EV(CONFLICT) | EV(RESOLVE) | EV(DIAGNOSE) | EV(CONCESSION) | OVER, 0},
	[CRM_KIND_INCIDENT] = {"incident", CRM_BY_ME, crm_list_incident,
		CRM_MATTER_INCIDENT,
		EV(INCIDENT) | EV(SATISFIED) | EV(DIAGNOSE) | EV(APOLOGY) | EV(GESTURE) | EV(RESOLVE) |
			EV(FRAME) | EV(CHECKIN) | OVER, 0},
	[CRM_KIND_APPROVAL] = {"approval", CRM_BY_ME, crm_list_approval,
		CRM_MATTER_INCIDENT,
		EV(INCIDENT) | EV(DISAGREE) | EV(RESOLVE), CARE},
	[CRM_KIND_MISSION] = {"mission", CRM_BY_ME, crm_list_mission,
		CRM_MATTER_MISSION,
		MISSIONS | TROUBLE, CARE},
	[CRM_KIND_RENEWAL] = {"renewal", CRM_BY_ME, crm_list_renewal,
		CRM_MATTER_RENEWAL,
		MISSIONS | TROUBLE, CARE},
	[CRM_KIND_CHECKIN] = {"checkin", CRM_BY_ME, crm_list_checkin,
		CRM_MATTER_CHECKIN,
		MISSIONS | EV(CHECKIN) | QUIET | TROUBLE, TALKS | CARE},
	[CRM_KIND_CONTACT] = {"contact", CRM_BY_ME, crm_list_contact,
		CRM_MATTER_CONTACT,
		MISSIONS | TALK | QUIET | OVER | TROUBLE | EV(REMINDER), TALKS | FADES | CARE},
	[CRM_KIND_INTEREST] = {"interest", CRM_BY_ME, crm_list_interest,
		CRM_MATTER_INTEREST,
		MISSIONS | TALK | EV(INTEREST) | QUIET | OVER | TROUBLE | EV(REMINDER), TALKS | FADES | CARE},
	[CRM_KIND_FOLLOWUP] = {"followup", CRM_BY_ME, crm_list_followup,
		CRM_MATTER_FOLLOWUP,
		TALK | EV(DELIVERED) | EV(REFERRAL) | EV(DOUBT) | QUIET | OVER | TROUBLE | EV(REMINDER), TALKS | FADES | CARE},
	[CRM_KIND_NEXT] = {"next", CRM_BY_ME, crm_list_next,
		CRM_MATTER_NEXT,
		WORD, 0},
	[CRM_KIND_UNBILLED] = {"unbilled", CRM_BY_ME, crm_list_unbilled,
		CRM_MATTER_UNBILLED,
		MISSIONS | EV(INVOICE) | QUIET, 0},
	[CRM_KIND_CLAIM] = {"claim", CRM_BY_ME, crm_list_claim,
		CRM_MATTER_CLAIM,
		REMINDED, HELD | CRM_KIND_IS_LEGAL},
	[CRM_KIND_VETTING] = {"vetting", CRM_BY_ME, crm_list_vetting,
		CRM_MATTER_VETTING,
		EV(OFFER) | EV(ACCEPTED) | EV(CONTRACT) | EV(MISSION) | EV(INVOICE) | EV(PAYMENT) | EV(RENEW) | EV(VETTED) |
			TROUBLE, FADES | CARE},
	[CRM_KIND_FRAME] = {"frame", CRM_BY_ME, crm_list_frame,
		CRM_MATTER_FRAME,
		EV(CONTACT) | EV(FRAME) | OVER, TALKS | CARE},
	[CRM_KIND_LETTER] = {"letter", CRM_BY_ME, crm_list_letter,
		CRM_MATTER_LETTER,
		REMINDED | OVER | EV(NOTE) | EV(CONTACT), HELD},
	[CRM_KIND_INVOICE] = {"invoice", CRM_BY_CLIENT, crm_list_invoice,
		CRM_MATTER_INVOICE,
		REMINDED | OVER, HELD},
	[CRM_KIND_PLEDGE] = {"pledge", CRM_BY_CLIENT, crm_list_pledge,
		CRM_MATTER_PLEDGE,
		REMINDED | OVER, HELD},
	[CRM_KIND_OFFER] = {"offer", CRM_BY_CLIENT, crm_list_offer,
		CRM_MATTER_OFFER,
		EV(OFFER) | EV(ACCEPTED) | EV(DECLINED) | EV(CONTRACT) | EV(MISSION) | QUIET | TROUBLE,
		FADES | CARE},
};

_Static_assert(CRM_KINDS <= 32, "a request has one bit a kind, of 32");

int crm_kind_find(struct crm_str name)
{
	int i;

	for (i = 0; i < CRM_KINDS; i++)
		if (crm_str_is(name, crm_kinds[i].name))
			return i;
	return -1;
}
