/* kinds.c - the kinds of what is owed: all that is known of one stands in its row. */
#include "due/kinds.h"
#include "base/i18n.h"
#include "due/bill.h"
#include "due/care.h"
#include "due/trouble.h"
#include "due/word.h"
#include "due/work.h"

#define EV(name) CRM_EV_BIT(CRM_EV_##name)

/* An end of the relation ends what waits, unless it began anew. */
#define OVER	 (EV(END) | EV(OFFER) | EV(CONTRACT) | EV(MISSION))
#define MISSIONS (EV(MISSION) | EV(RENEW) | OVER)
#define QUIET	 (EV(HOLD) | EV(RELEASE) | EV(ABSENCE))
#define WORD	 (EV(CLARIFY) | EV(BROKEN))
#define TALK	 (EV(CONTACT) | EV(CHECKIN))

const struct crm_kind_info crm_kinds[CRM_KINDS] = {
	[CRM_KIND_REPLY] = {"reply", CRM_BY_ME, crm_list_reply,
		N_("answer now, even if only to say when the full answer comes"),
		N_("answer today, even in two lines"),
		TALK | EV(ABSENCE) | OVER, false},
	[CRM_KIND_PROMISE] = {"promise", CRM_BY_ME, crm_list_promise,
		N_("keep it today, or call and give one new date that you can keep"),
		N_("keep it, or give a new date now"),
		EV(PROMISE) | EV(KEPT) | WORD, false},
	[CRM_KIND_DEADLINE] = {"deadline", CRM_BY_ME, crm_list_deadline,
		N_("show what is ready, give one date for the rest"),
		N_("deliver, or give a new date now"),
		EV(DEADLINE) | EV(DELIVERED) | WORD, false},
	[CRM_KIND_RESULT] = {"result", CRM_BY_ME, crm_list_result,
		N_("show something tangible this week"),
		N_("show something tangible"),
		MISSIONS | EV(RESULT) | EV(DELIVERED), false},
	[CRM_KIND_CONFLICT] = {"conflict", CRM_BY_ME, crm_list_conflict,
		N_("listen, name the origin, settle it, end on a positive note"),
		N_("talk, and see it from their side"),
		EV(CONFLICT) | EV(RESOLVE), false},
	[CRM_KIND_INCIDENT] = {"incident", CRM_BY_ME, crm_list_incident,
		N_("let them speak, then ask: unhappy with the work? too late? same wavelength?"),
		N_("listen, find the origin, apologise"),
		EV(INCIDENT) | EV(DIAGNOSE) | EV(APOLOGY) | EV(GESTURE) | EV(RESOLVE) | EV(FRAME), false},
	[CRM_KIND_APPROVAL] = {"approval", CRM_BY_ME, crm_list_approval,
		N_("say now what you do not share"),
		N_("say what you do not share"),
		EV(INCIDENT) | EV(DISAGREE) | EV(RESOLVE), false},
	[CRM_KIND_MISSION] = {"mission", CRM_BY_ME, crm_list_mission,
		N_("close this mission, sign the next for two months at most"),
		N_("end it, or agree a new period"),
		MISSIONS, false},
	[CRM_KIND_RENEWAL] = {"renewal", CRM_BY_ME, crm_list_renewal,
		N_("review the period together before it is renewed"),
		N_("review it; leave them free to choose"),
		MISSIONS, false},
	[CRM_KIND_CHECKIN] = {"checkin", CRM_BY_ME, crm_list_checkin,
		N_("hold a progress review"),
		N_("restate goals, review progress"),
		MISSIONS | EV(CHECKIN) | QUIET, true},
	[CRM_KIND_CONTACT] = {"contact", CRM_BY_ME, crm_list_contact,
		N_("ask, do not guess: give a sign of life"),
		N_("ask how things are"),
		MISSIONS | TALK | QUIET | OVER, true},
	[CRM_KIND_INTEREST] = {"interest", CRM_BY_ME, crm_list_interest,
		N_("ask how business is, and how they are"),
		N_("ask how they are, not for work"),
		MISSIONS | TALK | EV(INTEREST) | QUIET | OVER, true},
	[CRM_KIND_FOLLOWUP] = {"followup", CRM_BY_ME, crm_list_followup,
		N_("ask how what was delivered works for them"),
		N_("ask how the delivery is working out"),
		TALK | EV(DELIVERED) | EV(SATISFIED) | QUIET, true},
	[CRM_KIND_VETTING] = {"vetting", CRM_BY_ME, crm_list_vetting,
		N_("ask for references, talk to those who worked with them"),
		N_("ask those who worked with them"),
		EV(OFFER) | EV(ACCEPTED) | EV(CONTRACT) | EV(MISSION) | EV(INVOICE) | EV(PAYMENT) | EV(RENEW) | EV(VETTED), false},
	[CRM_KIND_FRAME] = {"frame", CRM_BY_ME, crm_list_frame,
		N_("reassure, then agree on hours, channels and the rhythm of meetings"),
		N_("recall how to reach you, and when"),
		EV(CONTACT) | EV(FRAME) | OVER, true},
	[CRM_KIND_LETTER] = {"letter", CRM_BY_ME, crm_list_letter,
		N_("print, sign and post the letter"),
		N_("post it, then log it"),
		CRM_REMIND_EVENTS | OVER, false},
	[CRM_KIND_INVOICE] = {"invoice", CRM_BY_CLIENT, crm_list_invoice,
		N_("remind them, courteously first"),
		NULL,
		CRM_REMIND_EVENTS | OVER, false},
	[CRM_KIND_PLEDGE] = {"pledge", CRM_BY_CLIENT, crm_list_pledge,
		N_("ask in neutral words whether the date still holds"),
		N_("ask neutrally where it stands"),
		CRM_REMIND_EVENTS | OVER, false},
	[CRM_KIND_OFFER] = {"offer", CRM_BY_CLIENT, crm_list_offer,
		N_("ask what still holds them back, and reassure"),
		N_("ask what would help them decide"),
		EV(OFFER) | EV(ACCEPTED) | EV(DECLINED) | EV(CONTRACT) | EV(MISSION) | QUIET, false},
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
