/* event.c - the table of events. */
#include "book/event.h"
#include "base/i18n.h"
#include "base/str.h"

#define REF      (CRM_OP_REF | CRM_NEED_REF)
#define MONEY    (CRM_OP_REF | CRM_OP_AMOUNT)
#define INCIDENTS                                                                                   \
	"error poor-result superficial vague wrong-answer breach deception disrespect outburst "   \
	"price misunderstanding silent-approval reproach assumption"

const struct crm_event_info crm_events[CRM_EVENTS] = {
	[CRM_EV_NONE] = {"", "", CRM_BY_NONE, 0, NULL, ""},
	[CRM_EV_INVOICE] = {"invoice", "money", CRM_BY_ME, MONEY | CRM_NEED_REF, NULL,
		N_("money asked for, VAT included; due from -d, else the profile's terms, else the policy's")},
	[CRM_EV_PAYMENT] = {"payment", "money", CRM_BY_CLIENT, MONEY | CRM_NO_DUE, NULL,
		N_("money received, on the day it reaches the account; REF - if it names no "
			"invoice")},
	[CRM_EV_CREDIT] = {"credit", "money", CRM_BY_ME, MONEY | CRM_NO_DUE, NULL,
		N_("a credit note: it reduces the invoice")},
	[CRM_EV_REFUND] = {"refund", "money", CRM_BY_ME, MONEY | CRM_NO_DUE, NULL,
		N_("money given back: the invoice is reopened by that amount")},
	[CRM_EV_WRITEOFF] = {"writeoff", "money", CRM_BY_ME, REF | CRM_NO_DUE, NULL,
		N_("given up: no reminder ever")},
	[CRM_EV_DISPUTE] = {"dispute", "money", CRM_BY_CLIENT, REF, NULL,
		N_("the client contests it: no reminder until resolve REF")},
	[CRM_EV_WAIVE] = {"waive", "money", CRM_BY_ME, REF | CRM_NO_DUE, NULL,
		N_("interest and fee are waived")},
	[CRM_EV_ACKNOWLEDGE] = {"acknowledge", "money", CRM_BY_CLIENT, REF, NULL,
		N_("the client acknowledges the debt: limitation starts again")},
	[CRM_EV_RENEGOTIATE] = {"renegotiate", "money", CRM_BY_BOTH, REF | CRM_NEED_DUE, NULL,
		N_("a new date is agreed: reminders wait for it")},
	[CRM_EV_REMINDER] = {"reminder", "money", CRM_BY_ME, REF, NULL,
		N_("a reminder; kind is its step, due the last day to pay that it gives, tags status= and mid=")},
	[CRM_EV_LETTER] = {"letter", "money", CRM_BY_ME, REF | CRM_NEED_KIND,
		"posted presented signed returned", N_("what became of a letter; tag tracking=")},
	[CRM_EV_CLAIM] = {"claim", "money", CRM_BY_ME, REF | CRM_NEED_KIND,
		"memoire lodged filed granted served opposed judged",
		N_("legal action")},
	[CRM_EV_OFFER] = {"offer", "work", CRM_BY_ME, REF | CRM_MAY_AMOUNT, NULL, N_("a proposal awaits a decision")},
	[CRM_EV_ACCEPTED] = {"accepted", "work", CRM_BY_CLIENT, REF, NULL,
		N_("the offer is accepted")},
	[CRM_EV_DECLINED] = {"declined", "work", CRM_BY_CLIENT, REF, NULL,
		N_("the offer is declined")},
	[CRM_EV_CONTRACT] = {"contract", "work", CRM_BY_BOTH, REF, NULL, N_("a contract is signed")},
	[CRM_EV_MISSION] = {"mission", "work", CRM_BY_BOTH, REF, NULL,
		N_("a mission begins; due is its end, the note its goal")},
	[CRM_EV_RENEW] = {"renew", "work", CRM_BY_CLIENT, REF, NULL,
		N_("the mission goes on for another period")},
	[CRM_EV_END] = {"end", "work", CRM_BY_BOTH, CRM_OP_REF, NULL,
		N_("the mission ends; REF - ends the relation, until something begins anew")},
	[CRM_EV_DEADLINE] = {"deadline", "work", CRM_BY_ME, REF | CRM_NEED_DUE, NULL,
		N_("something is to be delivered by a date")},
	[CRM_EV_DELIVERED] = {"delivered", "work", CRM_BY_ME, REF, NULL, N_("it is delivered")},
	[CRM_EV_RESULT] = {"result", "work", CRM_BY_ME, REF, NULL, N_("something tangible is shown")},
	[CRM_EV_CHANGE] = {"change", "work", CRM_BY_CLIENT, 0, NULL,
		N_("the client changes an idea")},
	[CRM_EV_CHALLENGE] = {"challenge", "work", CRM_BY_CLIENT, 0, NULL,
		N_("the client questions the work")},
	[CRM_EV_CONTROL] = {"control", "work", CRM_BY_CLIENT, 0, NULL,
		N_("the client checks; tag minutes=")},
	[CRM_EV_STAFF] = {"staff", "work", CRM_BY_ME, 0, "illness refocus other",
		N_("the person on the mission changed")},
	[CRM_EV_PROMISE] = {"promise", "word", CRM_BY_ME, REF, NULL,
		N_("something is promised by a date; -b client for theirs")},
	[CRM_EV_CLARIFY] = {"clarify", "word", CRM_BY_ME, REF, NULL,
		N_("said before the day: a new date and why")},
	[CRM_EV_KEPT] = {"kept", "word", CRM_BY_ME, REF | CRM_NO_DUE, NULL, N_("the promise is kept")},
	[CRM_EV_BROKEN] = {"broken", "word", CRM_BY_ME, REF | CRM_NO_DUE, NULL, N_("the promise is broken")},
	[CRM_EV_NEXT] = {"next", "word", CRM_BY_ME, REF | CRM_NEED_DUE, NULL,
		N_("my next step, by a date; kept REF closes it")},
	[CRM_EV_CONTACT] = {"contact", "talk", CRM_BY_NONE, CRM_NO_DUE, NULL,
		N_("a message or call; tags tone=, noreply, missed, minutes=")},
	[CRM_EV_CHECKIN] = {"checkin", "talk", CRM_BY_BOTH, 0, "planning rephrase",
		N_("goals restated, progress reviewed")},
	[CRM_EV_FRAME] = {"frame", "talk", CRM_BY_ME, 0, "contact price",
		N_("rules of contact or of price are restated")},
	[CRM_EV_INTEREST] = {"interest", "talk", CRM_BY_ME, 0, "business person",
		N_("asked after their business, or after them")},
	[CRM_EV_INCIDENT] = {"incident", "trouble", CRM_BY_NONE, CRM_MAY_REF, INCIDENTS,
		N_("something went wrong; level 1 to 5, tags client=, why=")},
	[CRM_EV_CONFLICT] = {"conflict", "trouble", CRM_BY_BOTH, REF,
		"ideas interests authority personality method values price",
		N_("a disagreement that lasts until resolve REF")},
	[CRM_EV_DOUBT] = {"doubt", "trouble", CRM_BY_ME, REF,
		"ideas interests authority personality method values price",
		N_("somebody doubts; lasts until resolve REF")},
	[CRM_EV_DIAGNOSE] = {"diagnose", "trouble", CRM_BY_ME, REF, NULL,
		N_("where the trouble comes from; tags origin=, work=, late=, aligned=")},
	[CRM_EV_CONCESSION] = {"concession", "repair", CRM_BY_ME, REF, NULL,
		N_("somebody gives way")},
	[CRM_EV_APOLOGY] = {"apology", "repair", CRM_BY_ME, REF, NULL, N_("an apology")},
	[CRM_EV_GESTURE] = {"gesture", "repair", CRM_BY_ME, REF | CRM_MAY_AMOUNT, NULL, N_("a discount or a gift")},
	[CRM_EV_RESOLVE] = {"resolve", "repair", CRM_BY_BOTH, REF, NULL,
		N_("closes all that is open under REF: dispute, conflict, doubt, incident")},
	[CRM_EV_SATISFIED] = {"satisfied", "good", CRM_BY_CLIENT, CRM_MAY_LEVEL | CRM_NO_DUE, NULL,
		N_("the client says how satisfied; level 1 to 5")},
	[CRM_EV_GOODWILL] = {"goodwill", "good", CRM_BY_ME, CRM_NO_DUE, NULL, N_("a favour that is "
		"not billed")},
	[CRM_EV_REFERRAL] = {"referral", "good", CRM_BY_CLIENT, CRM_NO_DUE, NULL,
		N_("the client recommends me")},
	[CRM_EV_VETTED] = {"vetted", "good", CRM_BY_ME, CRM_NO_DUE, NULL,
		N_("references of a new client are checked")},
	[CRM_EV_DISAGREE] = {"disagree", "good", CRM_BY_ME, CRM_NO_DUE, NULL,
		N_("a disagreement is voiced")},
	[CRM_EV_ABSENCE] = {"absence", "state", CRM_BY_ME, CRM_NOBODY, NULL,
		N_("away until -d, else one day; -b client for theirs; CLIENT - for mine towards all")},
	[CRM_EV_HOLD] = {"hold", "state", CRM_BY_ME, CRM_NOBODY, NULL,
		N_("no reminder until -d or release; -r puts off one invoice or other item")},
	[CRM_EV_RELEASE] = {"release", "state", CRM_BY_ME, CRM_NOBODY | CRM_NO_DUE, NULL, N_("ends a hold")},
	[CRM_EV_SELF] = {"self", "state", CRM_BY_ME, CRM_NOBODY | CRM_MAY_LEVEL | CRM_NO_DUE, NULL,
		N_("how I am; level 1 to 5, never in the score")},
	[CRM_EV_NOTE] = {"note", "state", CRM_BY_ME, CRM_NOBODY | CRM_NO_DUE, NULL, N_("anything else")},
	[CRM_EV_VOID] = {"void", "state", CRM_BY_ME, CRM_NEED_REF | CRM_NOBODY, NULL,
		N_("voids the row whose id is its ref; written by --void")},
};

const struct crm_event_alias crm_event_aliases[] = {
	{"in", CRM_EV_CONTACT, CRM_BY_CLIENT, NULL, NULL, NULL, N_("the client wrote or called")},
	{"out", CRM_EV_CONTACT, CRM_BY_ME, NULL, NULL, NULL, N_("I wrote or called")},
	{"met", CRM_EV_CONTACT, CRM_BY_BOTH, "meet", NULL, NULL, N_("we met")},
	{"missed", CRM_EV_CONTACT, CRM_BY_CLIENT, "phone", "missed", NULL, N_("the client called "
		"and nobody answered")},
	{CRM_PLAN_WORD, CRM_EV_RENEGOTIATE, CRM_BY_BOTH, NULL, NULL, "REF AMOUNT@DATE ...",
		N_("a payment plan was agreed, one row per instalment")},
	{NULL, CRM_EV_NONE, CRM_BY_NONE, NULL, NULL, NULL, NULL},
};

/* Where the events stand by their names: open addresses, made once before main, and only read since. */
enum { PLACES = 256 };
static unsigned char at_place[PLACES];

static unsigned place(struct crm_str s)
{
	unsigned a = (unsigned char)s.p[0], b = (unsigned char)s.p[s.n - 1];
	unsigned c = (unsigned char)s.p[s.n / 2];

	return (a * 44u + b * 169u + c * 70u + (unsigned)s.n * 166u) % PLACES;
}

__attribute__((constructor)) static void places_make(void)
{
	unsigned p;
	int ev;

	for (ev = 1; ev < CRM_EVENTS; ev++) {
		for (p = place(crm_str(crm_events[ev].name)); at_place[p]; p = (p + 1) % PLACES)
			;
		at_place[p] = (unsigned char)ev;
	}
}

_Static_assert(2 * CRM_EVENTS <= PLACES, "a search for a name ends soon at an empty place");

enum crm_event crm_event_find(struct crm_str name)
{
	const char *is;
	unsigned p;

	if (name.n == 0 || name.n >= CRM_EVENT_NAME)
		return CRM_EV_NONE;
	for (p = place(name); at_place[p]; p = (p + 1) % PLACES) {
		is = crm_events[at_place[p]].name;
		if (!is[name.n] && is[name.n - 1] && crm_same(is, name.p, name.n))
			return (enum crm_event)at_place[p];
	}
	return CRM_EV_NONE;
}

static bool begins(struct crm_str word, const char *name)
{
	return strlen(name) > word.n && memcmp(name, word.p, word.n) == 0;
}

static void candidate(struct crm_buf *names, const char *name)
{
	crm_buf_printf(names, "%s%s", names->n ? ", " : "", name);
}

size_t crm_event_begun(struct crm_str word, const char **name, struct crm_buf *names)
{
	const struct crm_event_alias *a;
	size_t n = 0;
	int i;

	if (word.n < 2)
		return 0;
	for (i = 1; i < CRM_EVENTS; i++)
		if (i != CRM_EV_VOID && begins(word, crm_events[i].name)) {
			n++;
			candidate(names, *name = crm_events[i].name);
		}
	for (a = crm_event_aliases; a->name; a++)
		if (begins(word, a->name)) {
			n++;
			candidate(names, *name = a->name);
		}
	return n;
}

/* Keep a name that is nearer than the best one so far. */
static void nearer(struct crm_str word, const char *name, size_t *least, const char **best)
{
	size_t d = *least ? crm_spelling_distance(word, crm_str(name), *least - 1) : 1;

	if (d < *least) {
		*least = d;
		*best = name;
	}
}

const char *crm_event_nearest(struct crm_str word, bool shorts)
{
	size_t least = crm_spelling_limit(word) + 1;
	const struct crm_event_alias *a;
	const char *best = NULL;
	int i;

	for (i = 1; i < CRM_EVENTS; i++)
		nearer(word, crm_events[i].name, &least, &best);
	for (a = crm_event_aliases; a->name; a++) {
		if (shorts)
			nearer(word, a->name, &least, &best);
		else if (crm_str_is(word, a->name))
			return crm_events[a->event].name;
	}
	return best;
}

uint64_t crm_event_about(enum crm_event ev)
{
	switch (ev) {
	case CRM_EV_PAYMENT:
	case CRM_EV_CREDIT:
	case CRM_EV_REFUND:
	case CRM_EV_WRITEOFF:
	case CRM_EV_DISPUTE:
	case CRM_EV_WAIVE:
	case CRM_EV_ACKNOWLEDGE:
	case CRM_EV_RENEGOTIATE:
	case CRM_EV_REMINDER:
	case CRM_EV_CLAIM: return CRM_EV_BIT(CRM_EV_INVOICE);
	case CRM_EV_ACCEPTED:
	case CRM_EV_DECLINED: return CRM_EV_BIT(CRM_EV_OFFER);
	case CRM_EV_RENEW:
	case CRM_EV_END: return CRM_EV_BIT(CRM_EV_MISSION);
	case CRM_EV_KEPT: return CRM_EV_BIT(CRM_EV_PROMISE) | CRM_EV_BIT(CRM_EV_NEXT);
	case CRM_EV_BROKEN:
	case CRM_EV_CLARIFY: return CRM_EV_BIT(CRM_EV_PROMISE) | CRM_EV_BIT(CRM_EV_DEADLINE);
	case CRM_EV_DELIVERED:
	case CRM_EV_RESULT: return CRM_EV_BIT(CRM_EV_DEADLINE) | CRM_EV_BIT(CRM_EV_MISSION);
	case CRM_EV_RESOLVE:
		return CRM_EV_BIT(CRM_EV_DISPUTE) | CRM_EV_BIT(CRM_EV_CONFLICT) |
		       CRM_EV_BIT(CRM_EV_DOUBT) | CRM_EV_BIT(CRM_EV_INCIDENT);
	case CRM_EV_DIAGNOSE: return CRM_EV_BIT(CRM_EV_CONFLICT) | CRM_EV_BIT(CRM_EV_INCIDENT);
	default: return 0;
	}
}

static const char *const by_names[] = {"", "me", "client", "both"};

int crm_by_find(struct crm_str s)
{
	switch (s.n) {
	case 0: return CRM_BY_NONE;
	case 2: return memcmp(s.p, "me", 2) ? -1 : CRM_BY_ME;
	case 4: return memcmp(s.p, "both", 4) ? -1 : CRM_BY_BOTH;
	case 6: return memcmp(s.p, "client", 6) ? -1 : CRM_BY_CLIENT;
	default: return -1;
	}
}

const char *crm_by_name(enum crm_by by)
{
	return by_names[by];
}
