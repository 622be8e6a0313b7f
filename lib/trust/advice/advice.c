/* advice.c - what to do about a relation: the rules with their words, the gravest first. */
#include "trust/advice/advice.h"
#include "base/i18n.h"

static bool caring(enum crm_want want)
{
	return want == CRM_WANT_DIAGNOSE || want == CRM_WANT_APOLOGY || want == CRM_WANT_RESOLVE ||
	       want == CRM_WANT_GESTURE;
}

enum crm_care_step crm_care_next(const struct crm_advice_case *c, const struct crm_row **incident)
{
	struct crm_incident *in;
	size_t i = crm_incidents_of(c->c, &in);

	*incident = NULL;
	while (i-- > 0) {
		if (!caring(in[i].want) || c->now.day - (int64_t)in[i].row->day >= CRM_ADVICE_QUARTER)
			continue;
		*incident = crm_advice_row(c, in[i].row);
		if (in[i].want == CRM_WANT_DIAGNOSE)
			return CRM_CARE_LISTEN;
		if (in[i].want == CRM_WANT_APOLOGY)
			return CRM_CARE_APOLOGY;
		return in[i].gesture ? CRM_CARE_STEPS : CRM_CARE_POSITIVE;
	}
	return CRM_CARE_STEPS;
}

/* clang-format off */
static const struct {
	crm_advice_fn *applies;
	struct crm_advice say;
} rules[] = {
	{crm_advise_mediator, {"S3.8",
		N_("before the point of no return: bring in a mediator"), {"", 0}}},
	{crm_advise_limits, {"S2.7 S0.47",
		N_("if it has to end: restate the limits of the contract, courteously"), {"", 0}}},
	{crm_advise_peer, {"S0.5",
		N_("ask a peer what they would do: %.*s"), {"", 0}}},
	{crm_advise_no_peer, {"S0.5",
		N_("ask a peer what they would do"), {"", 0}}},
	{crm_advise_worn, {"S3.20",
		N_("unwell three times in four weeks: take a day off, put off what can wait"), {"", 0}}},
	{crm_advise_breathe, {"S3.20",
		N_("this is a heavy time for you: breathe, take a walk, then answer"), {"", 0}}},
	{crm_advise_ego, {"S2.16",
		N_("put the ego aside: it is about the work, not about you"), {"", 0}}},
	{crm_advise_client_wrong, {"S2.17",
		N_("even where the client is mistaken: stay professional, correct the fact"), {"", 0}}},
	{crm_advise_scope, {"S0.10",
		N_("know your limits: say what lies outside your trade, and who does it"), {"", 0}}},
	{crm_advise_too_often, {"S0.10",
		N_("the third slip in half a year: take on less, or bring in someone who masters it"), {"", 0}}},
	{crm_advise_their_side, {"S3.16",
		N_("see it from their side: say back what they want, then what you want"), {"", 0}}},
	{crm_advise_no_concession, {"S0.36",
		N_("nobody has conceded anything yet: offer something small first"), {"", 0}}},
	{crm_advise_mine_alone, {"S0.36",
		N_("you gave way and they have not yet: ask what they can give in return"), {"", 0}}},
	{crm_advise_theirs_alone, {"S0.36",
		N_("they gave way and you have not yet: give something back"), {"", 0}}},
	{crm_advise_authority, {"S0.37",
		N_("it is about who decides: put in writing who decides what"), {"", 0}}},
	{crm_advise_personality, {"S0.37",
		N_("talk about facts, not people; a third party can help"), {"", 0}}},
	{crm_advise_method, {"S1.11",
		N_("agree in writing on one way of working for this mission"), {"", 0}}},
	{crm_advise_values, {"S1.12 S3.11",
		N_("say calmly what you will not do; keep what is promised, and promise nothing more until it is settled"), {"", 0}}},
	{crm_advise_price, {"S0.16",
		N_("show how the price is made, line by line, before you speak of a rebate"), {"", 0}}},
	{crm_advise_prove, {"S0.16",
		N_("prove it rather than say it: open the work, the hours, the accounts"), {"", 0}}},
	{crm_advise_withdrawing, {"S0.32",
		N_("doubt and silence together: they are withdrawing; ask for a talk, not an answer"), {"", 0}}},
	{crm_advise_misread_in_doubt, {"S3.6",
		N_("a doubt is open and you misread each other: settle the doubt first"), {"", 0}}},
	{crm_advise_misread, {"S3.6 S3.7",
		N_("misunderstandings come in a row: agree on words and frame first"), {"", 0}}},
	{crm_advise_word_judged, {"S1.1",
		N_("what they doubt is your word, not the work: small promises, all kept"), {"", 0}}},
	{crm_advise_work_judged, {"S1.1",
		N_("what they doubt is the work, not your word: show one thing done well"), {"", 0}}},
	{crm_advise_vetted, {"S3.12",
		N_("their references are poor: ask for a deposit, go in small steps"), {"", 0}}},
	{crm_advise_guess_news, {"S3.18",
		N_("no news is not a no: ask how far they have got"), {"", 0}}},
	{crm_advise_guess_callback, {"S3.18",
		N_("a missed call-back usually means a busy day: offer two slots"), {"", 0}}},
	{crm_advise_guess_self, {"S3.18",
		N_("the doubt is about yourself: look at what was delivered and accepted"), {"", 0}}},
	{crm_advise_stress, {"S2.4",
		N_("they write out of stress: say when the next news comes, and keep to it"), {"", 0}}},
	{crm_advise_involved, {"S2.4",
		N_("they write because they care: give the ideas one fixed place and time"), {"", 0}}},
	{crm_advise_emotion, {"S0.8 S0.4",
		N_("the last tone noted shows %.*s: name it, and let them speak"), {"", 0}}},
	{crm_advise_unreached, {"S1.21",
		N_("half of their calls go unanswered: give hours, and call back the same day"), {"", 0}}},
	{crm_advise_no_face, {"S0.25 S0.55",
		N_("no face to face for two months: meet, or a short call by video"), {"", 0}}},
	{crm_advise_first_meeting, {"S1.30",
		N_("the first meeting went badly: bring something finished to the next"), {"", 0}}},
	{crm_advise_stand, {"S0.20",
		N_("say once what you hold and why, with one fact; then leave it with them"), {"", 0}}},
	{crm_advise_institution, {"S0.1",
		N_("an institution does not forget: ask on whose desk the file is"), {"", 0}}},
	{crm_advise_thank, {"S0.5",
		N_("they recommended you: thank them, and say later what came of it"), {"", 0}}},
	{crm_advise_late_first, {"S0.42",
		N_("late for the first time: ask, it is usually an oversight"), {"", 0}}},
	{crm_advise_late_habit, {"S0.42",
		N_("habitually late: next time a deposit first, and smaller steps"), {"", 0}}},
	{crm_advise_new_and_owing, {"S3.13",
		N_("owes more than they have ever paid: go on in steps, each paid first"), {"", 0}}},
	{crm_advise_split, {"S1.24",
		N_("split what is left into missions of two months at most"), {"", 0}}},
	{crm_advise_deadlines, {"S1.26",
		N_("%.*s deadlines are open at once: agree on their order with the client"), {"", 0}}},
	{crm_advise_ask_time, {"S0.40",
		N_("they have reason to wait for you: ask for the time, with one date"), {"", 0}}},
	{crm_advise_plans, {"S4.1",
		N_("they plan around your dates: give the new one before they ask"), {"", 0}}},
	{crm_advise_trusts, {"S4.1",
		N_("they trust you and do not ask: tell them unasked where it stands"), {"", 0}}},
	{crm_advise_steps, {"S4.3 S4.4",
		N_("guide them through the steps: one question, one date at a time"), {"", 0}}},
	{crm_advise_joyless, {"S0.7",
		N_("twice you noted no joy in this work: change how, how much, or the price"), {"", 0}}},
	{crm_advise_ask_price, {"S0.40",
		N_("they know what you are worth: the renewal is the day for the price"), {"", 0}}},
	{crm_advise_what_next, {"S0.54",
		N_("the mission is over and nothing follows: thank them, ask what comes next"), {"", 0}}},
	{crm_advise_recommend, {"S2.2",
		N_("settled a month ago: ask whether they would recommend you"), {"", 0}}},
	{crm_advise_give, {"S0.18",
		N_("they keep their part: give them something unasked, without a bill"), {"", 0}}},
	{crm_advise_unasked, {"S0.23",
		N_("not noted yet: %.*s; ask at the next talk"), {"", 0}}},
};
/* clang-format on */

#define RULES (sizeof rules / sizeof *rules)

_Static_assert(sizeof rules / sizeof *rules <= (size_t)CRM_ADVICE_MOST, "room for all advice");

const struct crm_advice *crm_advice_rule(size_t i)
{
	return i < RULES ? &rules[i].say : NULL;
}

/* With whom all has ended nothing is left to settle or to build: what is still said is about money, and me. */
static bool after_end(crm_advice_fn *f)
{
	return f == crm_advise_worn || f == crm_advise_breathe || f == crm_advise_thank || f == crm_advise_institution ||
	       f == crm_advise_late_first;
}

size_t crm_advice_of(const struct crm_advice_case *c, struct crm_advice out[CRM_ADVICE_MOST])
{
	size_t i, n = 0;

	for (i = 0; i < RULES; i++) {
		struct crm_str arg = {"", 0};

		if ((c->c->ended && !after_end(rules[i].applies)) || !rules[i].applies(c, &arg))
			continue;
		out[n] = rules[i].say;
		out[n++].arg = arg;
	}
	return n;
}
