/* signal.c - the table of signals; look-ups over it and the user's own kinds of incident.
 * Source:  crm-score(7), Signals; crm-rules(7). */
#include "config/policy/signal.h"
#include "base/i18n.h"

const char *const crm_type_names[CRM_TYPES] = {"", "organised", "trusting", "disorganised"};

/* clang-format off */
const struct crm_signal_info crm_signals[CRM_SIGNALS] = {
	[CRM_SIG_APOLOGY] = {"apology", CRM_SIDE_ME, CRM_SIG_IS_GOOD, {.weight = 100, .half_life = 180, .every = 7},
		NULL, false, false, "S2.18", NULL},
	[CRM_SIG_ASSUMPTION] = {"assumption", CRM_SIDE_ME, CRM_SIG_IS_PLAIN, {.weight = 300, .base = 1000, .to = 1, .half_life = 60},
		"assumption", false, false, "S3.17 S3.18", NULL},
	[CRM_SIG_BREACH] = {"breach", CRM_SIDE_ME, CRM_SIG_IS_PLAIN, {.weight = 8000, .base = 1000, .to = 1, .half_life = 365},
		"breach", false, false, "S1.6",
		N_("name the clause, own it, propose the remedy in writing")},
	[CRM_SIG_BROKEN_PROMISE] = {"broken_promise", CRM_SIDE_ME, CRM_SIG_IS_RAMP, {.weight = 3000, .base = 300, .to = 14, .half_life = 365},
		NULL, false, false, "S0.29 S0.30", NULL},
	[CRM_SIG_BURST] = {"burst", CRM_SIDE_CLIENT, CRM_SIG_IS_STATE, {.weight = 1500, .base = 400, .from = 4, .to = 14},
		NULL, false, false, "S2.3 S2.5 S2.6", NULL},
	[CRM_SIG_CHECKIN] = {"checkin", CRM_SIDE_ME, CRM_SIG_IS_GOOD, {.weight = 200, .half_life = 180, .every = 7},
		NULL, false, false, "S0.22", NULL},
	[CRM_SIG_CLIENT_BREACH] = {"client_breach", CRM_SIDE_CLIENT, CRM_SIG_IS_PLAIN, {.weight = 8000, .base = 1000, .to = 1, .half_life = 365},
		NULL, false, false, "S1.6",
		N_("name the clause once, in writing, and ask what they propose")},
	[CRM_SIG_CLIENT_DECEPTION] = {"client_deception", CRM_SIDE_CLIENT, CRM_SIG_IS_PLAIN, {.weight = 12000, .base = 1000, .to = 1, .half_life = 365},
		NULL, false, false, "S1.5",
		N_("put facts and limits in writing, ask for a deposit; end it if it happens again")},
	[CRM_SIG_CLIENT_PROMISE] = {"client_promise", CRM_SIDE_CLIENT, CRM_SIG_IS_RAMP, {.weight = 1500, .base = 300, .to = 14, .half_life = 180},
		NULL, false, false, "S3.19", NULL},
	[CRM_SIG_CONFLICT] = {"conflict", CRM_SIDE_BOTH, CRM_SIG_IS_PLAIN, {.weight = 900, .base = 1000, .to = 1, .half_life = 365},
		NULL, false, false, "S3.14 S3.16", NULL},
	[CRM_SIG_CONTACT_CHANGE] = {"contact_change", CRM_SIDE_CLIENT, CRM_SIG_IS_PLAIN, {.weight = 500, .base = 1000, .to = 1, .half_life = 180},
		NULL, false, false, "S1.13 S1.15", NULL},
	[CRM_SIG_CONTROLS] = {"controls", CRM_SIDE_CLIENT, CRM_SIG_IS_STATE, {.weight = 2000, .base = 200, .from = 2, .to = 6},
		NULL, false, false, "S1.16 S1.17", NULL},
	[CRM_SIG_DECEPTION] = {"deception", CRM_SIDE_ME, CRM_SIG_IS_PLAIN, {.weight = 12000, .base = 1000, .to = 1, .half_life = 365},
		"deception", false, false, "S1.5",
		N_("tell the whole facts yourself; expect controls; rebuild by small promises that you keep")},
	[CRM_SIG_DELIVERED_ON_TIME] = {"delivered_on_time", CRM_SIDE_ME, CRM_SIG_IS_GOOD, {.weight = 500, .half_life = 180},
		NULL, false, true, "S1.10 S1.31", NULL},
	[CRM_SIG_DISAGREE] = {"disagree", CRM_SIDE_ME, CRM_SIG_IS_GOOD, {.weight = 100, .half_life = 180, .every = 7},
		NULL, false, false, "S1.18 S0.20", NULL},
	[CRM_SIG_DISRESPECT] = {"disrespect", CRM_SIDE_CLIENT, CRM_SIG_IS_PLAIN, {.weight = 12000, .base = 1000, .to = 1, .half_life = 365},
		"disrespect", false, false, "S2.7 S2.8", NULL},
	[CRM_SIG_DISSATISFIED] = {"dissatisfied", CRM_SIDE_CLIENT, CRM_SIG_IS_PLAIN, {.weight = 1000, .base = 1000, .to = 1, .half_life = 180},
		NULL, false, true, "S4.2 S2.20",
		N_("listen, and find where it comes from: ask what was missing")},
	[CRM_SIG_DOUBT] = {"doubt", CRM_SIDE_BOTH, CRM_SIG_IS_PLAIN, {.weight = 1500, .base = 1000, .to = 1, .half_life = 180},
		NULL, false, false, "S3.9 S3.10 S0.32", NULL},
	[CRM_SIG_ERROR] = {"error", CRM_SIDE_ME, CRM_SIG_IS_PLAIN, {.weight = 700, .base = 1000, .to = 1, .half_life = 365},
		"error", true, true, "S1.7 S3.21",
		N_("say what happened, repair it, say what changes: you did your best")},
	[CRM_SIG_FRAME] = {"frame", CRM_SIDE_ME, CRM_SIG_IS_GOOD, {.weight = 100, .half_life = 180, .every = 30},
		NULL, false, false, "S2.5", NULL},
	[CRM_SIG_GESTURE] = {"gesture", CRM_SIDE_ME, CRM_SIG_IS_GOOD, {.weight = 300, .half_life = 180, .every = 14},
		NULL, false, false, "S2.19", NULL},
	[CRM_SIG_GOODWILL] = {"goodwill", CRM_SIDE_ME, CRM_SIG_IS_GOOD, {.weight = 300, .half_life = 180, .every = 14},
		NULL, false, false, "S0.18", NULL},
	[CRM_SIG_INSTABILITY] = {"instability", CRM_SIDE_CLIENT, CRM_SIG_IS_STATE, {.weight = 1000, .base = 200, .from = 2, .to = 6},
		NULL, false, false, "S4.12 S4.13", NULL},
	[CRM_SIG_INTEREST] = {"interest", CRM_SIDE_ME, CRM_SIG_IS_GOOD, {.weight = 100, .half_life = 180, .every = 14},
		NULL, false, false, "S0.27", NULL},
	[CRM_SIG_LATE_DELIVERY] = {"late_delivery", CRM_SIDE_ME, CRM_SIG_IS_RAMP, {.weight = 2000, .base = 300, .to = 30, .half_life = 365},
		NULL, false, true, "S1.10", NULL},
	[CRM_SIG_LATE_PAYMENT] = {"late_payment", CRM_SIDE_CLIENT, CRM_SIG_IS_RAMP, {.weight = 3000, .base = 250, .to = 60, .half_life = 365},
		NULL, false, false, "S0.41 S0.43",
		N_("send the reminder that is due today: it asks whether something is in the way; let "
		   "the work go on at its pace, and sleep on the answer")},
	[CRM_SIG_LATE_REPLY] = {"late_reply", CRM_SIDE_ME, CRM_SIG_IS_RAMP, {.weight = 1000, .base = 200, .from = 24, .to = 168, .half_life = 120},
		NULL, false, false, "S1.22 S1.23 S0.39", NULL},
	[CRM_SIG_MISSION_OVERRUN] = {"mission_overrun", CRM_SIDE_ME, CRM_SIG_IS_STATE, {.weight = 1000, .base = 300, .to = 60},
		NULL, false, false, "S1.25", NULL},
	[CRM_SIG_MISUNDERSTANDING] = {"misunderstanding", CRM_SIDE_BOTH, CRM_SIG_IS_PLAIN, {.weight = 700, .base = 1000, .to = 1, .half_life = 180},
		"misunderstanding", false, false, "S3.6 S3.7",
		N_("have it said back in their words, then write it down")},
	[CRM_SIG_NO_CHECKIN] = {"no_checkin", CRM_SIDE_ME, CRM_SIG_IS_OWN_RAMP, {.weight = 500, .base = 300},
		NULL, false, false, "S0.22", NULL},
	[CRM_SIG_NO_RESULT] = {"no_result", CRM_SIDE_ME, CRM_SIG_IS_STATE, {.weight = 1000, .base = 300, .to = 60},
		NULL, false, true, "S1.27", NULL},
	[CRM_SIG_OUTBURST] = {"outburst", CRM_SIDE_CLIENT, CRM_SIG_IS_PLAIN, {.weight = 500, .base = 1000, .to = 1, .half_life = 180},
		"outburst", true, false, "S0.44 S0.45 S3.21", NULL},
	[CRM_SIG_PAID_ON_TIME] = {"paid_on_time", CRM_SIDE_CLIENT, CRM_SIG_IS_GOOD, {.weight = 500, .half_life = 180},
		NULL, false, false, "S0.41", NULL},
	[CRM_SIG_POOR_RESULT] = {"poor_result", CRM_SIDE_ME, CRM_SIG_IS_PLAIN, {.weight = 800, .base = 1000, .to = 1, .half_life = 365},
		"poor-result", true, true, "S1.8",
		N_("ask what was expected, agree on one visible improvement")},
	[CRM_SIG_PRICE_CRITICISM] = {"price_criticism", CRM_SIDE_CLIENT, CRM_SIG_IS_PLAIN, {.weight = 1000, .base = 1000, .to = 1, .half_life = 180},
		"price", false, false, "S0.38 S0.16", NULL},
	[CRM_SIG_PRIOR] = {"prior", CRM_SIDE_PRIOR, CRM_SIG_IS_PRIOR, {0},
		NULL, false, false, "S0.48", NULL},
	[CRM_SIG_PROMISE_CLARIFIED] = {"promise_clarified", CRM_SIDE_ME, CRM_SIG_IS_GOOD, {.weight = 200, .half_life = 180},
		NULL, false, false, "S0.29", NULL},
	[CRM_SIG_PROMISE_KEPT] = {"promise_kept", CRM_SIDE_ME, CRM_SIG_IS_GOOD, {.weight = 400, .half_life = 180},
		NULL, false, false, "S0.29", NULL},
	[CRM_SIG_REFERRAL] = {"referral", CRM_SIDE_CLIENT, CRM_SIG_IS_GOOD, {.weight = 1000, .half_life = 180},
		NULL, false, false, "S0.5", NULL},
	[CRM_SIG_RENEWAL] = {"renewal", CRM_SIDE_CLIENT, CRM_SIG_IS_GOOD, {.weight = 500, .half_life = 180},
		NULL, false, false, "S0.54", NULL},
	[CRM_SIG_REPLY_IN_TIME] = {"reply_in_time", CRM_SIDE_ME, CRM_SIG_IS_GOOD, {.weight = 50, .half_life = 180, .every = 1},
		NULL, false, false, "S1.23", NULL},
	[CRM_SIG_REPROACH] = {"reproach", CRM_SIDE_BOTH, CRM_SIG_IS_PLAIN, {.weight = 2000, .base = 1000, .to = 1, .half_life = 180},
		"reproach", true, false, "S3.17",
		N_("let them speak, then ask: unhappy with the work? too late? on the same wavelength?")},
	[CRM_SIG_RESOLVED] = {"resolved", CRM_SIDE_BOTH, CRM_SIG_IS_GOOD, {.weight = 500, .half_life = 180},
		NULL, false, false, "S2.2 S0.31", NULL},
	[CRM_SIG_SATISFIED] = {"satisfied", CRM_SIDE_CLIENT, CRM_SIG_IS_GOOD, {.weight = 1000, .half_life = 180},
		NULL, false, true, "S4.2", NULL},
	[CRM_SIG_SILENCE] = {"silence", CRM_SIDE_CLIENT, CRM_SIG_IS_OWN_RAMP, {.weight = 1000, .base = 300},
		NULL, false, false, "S3.5", NULL},
	[CRM_SIG_SILENT_APPROVAL] = {"silent_approval", CRM_SIDE_ME, CRM_SIG_IS_PLAIN, {.weight = 700, .base = 1000, .to = 1, .half_life = 365},
		"silent-approval", false, false, "S1.18 S1.19", NULL},
	[CRM_SIG_STAFF_CHANGE] = {"staff_change", CRM_SIDE_ME, CRM_SIG_IS_PLAIN, {.weight = 1000, .base = 1000, .to = 1, .half_life = 180},
		NULL, false, false, "S1.13 S1.14 S1.15", NULL},
	[CRM_SIG_SUPERFICIAL] = {"superficial", CRM_SIDE_ME, CRM_SIG_IS_PLAIN, {.weight = 500, .base = 1000, .to = 1, .half_life = 365},
		"superficial", false, true, "S1.9",
		N_("deepen one point and show it")},
	[CRM_SIG_TENSE] = {"tense", CRM_SIDE_BOTH, CRM_SIG_IS_PLAIN, {.weight = 400, .base = 1000, .to = 1, .half_life = 90},
		NULL, false, false, "S3.5 S0.8", NULL},
	[CRM_SIG_VAGUE] = {"vague", CRM_SIDE_ME, CRM_SIG_IS_PLAIN, {.weight = 500, .base = 1000, .to = 1, .half_life = 180},
		"vague", false, false, "S0.24",
		N_("say it again with a fact, a figure and a date")},
	[CRM_SIG_WRONG_ANSWER] = {"wrong_answer", CRM_SIDE_ME, CRM_SIG_IS_PLAIN, {.weight = 500, .base = 1000, .to = 1, .half_life = 120},
		"wrong-answer", false, true, "S0.39",
		N_("correct it in writing today")},
};
/* clang-format on */

int crm_signal_find(struct crm_str name)
{
	int i;

	for (i = 0; i < CRM_SIGNALS; i++)
		if (crm_str_is(name, crm_signals[i].name))
			return i;
	return -1;
}

struct crm_str crm_signal_name(const struct crm_score_policy *sp, int signal)
{
	if (signal >= CRM_SIGNALS)
		return sp->own[signal - CRM_SIGNALS].name;
	return crm_str(crm_signals[signal].name);
}

enum crm_side crm_signal_side(const struct crm_score_policy *sp, int signal)
{
	if (signal >= CRM_SIGNALS)
		return (enum crm_side)sp->own[signal - CRM_SIGNALS].side;
	return crm_signals[signal].side;
}

const char *crm_side_name(enum crm_side side)
{
	static const char *const name[CRM_SIDES] = {"me", "client", "both", "prior"};

	return name[side];
}

const char *crm_signal_about(int signal)
{
	return signal < CRM_SIGNALS && crm_signals[signal].competence ? "competence" : "trust";
}

const struct crm_weight *crm_signal_weight(const struct crm_score_policy *sp, int signal)
{
	if (signal >= CRM_SIGNALS)
		return &sp->own[signal - CRM_SIGNALS].weight;
	return &sp->signal[signal];
}

int crm_signal_incident(const struct crm_score_policy *sp, struct crm_str kind)
{
	size_t k;
	int i;

	for (i = 0; i < CRM_SIGNALS; i++)
		if (crm_signals[i].incident && crm_str_is(kind, crm_signals[i].incident))
			return i;
	for (k = 0; k < sp->own_n; k++)
		if (crm_str_eq(kind, sp->own[k].kind))
			return CRM_SIGNALS + (int)k;
	return -1;
}
