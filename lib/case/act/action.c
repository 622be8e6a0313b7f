/* action.c - what to do about one thing: open, under way, or done. */
#include "case/act/action.h"
#include "base/i18n.h"
#include "case/holds.h"
#include "format/daysaid.h"

static const struct {
	crm_matter_look *look; /* NULL: nothing but the act */
	enum crm_act act; /* mostly */
} matters[CRM_MATTERS] = {
	[CRM_MATTER_REPLY] = {crm_look_reply, CRM_ACT_ANSWER},
	[CRM_MATTER_WORD] = {crm_look_word, CRM_ACT_NEW_DATE},
	[CRM_MATTER_RESULT] = {NULL, CRM_ACT_SHOW},
	[CRM_MATTER_CONFLICT] = {crm_look_conflict, CRM_ACT_LISTEN},
	[CRM_MATTER_DOUBT] = {crm_look_doubt, CRM_ACT_DOUBT},
	[CRM_MATTER_INCIDENT] = {crm_look_incident, CRM_ACT_DIAGNOSE},
	[CRM_MATTER_MISSION] = {NULL, CRM_ACT_MISSION},
	[CRM_MATTER_RENEWAL] = {NULL, CRM_ACT_REVIEW},
	[CRM_MATTER_CHECKIN] = {NULL, CRM_ACT_CHECKIN},
	[CRM_MATTER_CONTACT] = {crm_look_contact, CRM_ACT_CONTACT},
	[CRM_MATTER_INTEREST] = {crm_look_interest, CRM_ACT_INTEREST},
	[CRM_MATTER_FOLLOWUP] = {crm_look_followup, CRM_ACT_FOLLOWUP},
	[CRM_MATTER_VETTING] = {NULL, CRM_ACT_VET},
	[CRM_MATTER_FRAME] = {crm_look_frame, CRM_ACT_FRAME},
	[CRM_MATTER_CONTROLS] = {crm_look_controls, CRM_ACT_REPORT},
	[CRM_MATTER_CHANGES] = {NULL, CRM_ACT_WRITE_DOWN},
	[CRM_MATTER_STAFF] = {crm_look_staff, CRM_ACT_INTRODUCE},
	[CRM_MATTER_TENSE] = {crm_look_tense, CRM_ACT_NAME},
	[CRM_MATTER_CLAIM] = {crm_look_claim, CRM_ACT_COURT},
	[CRM_MATTER_LETTER] = {crm_look_letter, CRM_ACT_POST},
	[CRM_MATTER_INVOICE] = {crm_look_invoice, CRM_ACT_SEND},
	[CRM_MATTER_PLEDGE] = {crm_look_pledge, CRM_ACT_ASK_DATE},
	[CRM_MATTER_OFFER] = {NULL, CRM_ACT_OFFER},
	[CRM_MATTER_NEXT] = {NULL, CRM_ACT_NEXT},
	[CRM_MATTER_UNBILLED] = {NULL, CRM_ACT_BILL},
	[CRM_MATTER_TRUST] = {NULL, CRM_ACT_PROMISE},
	[CRM_MATTER_STRANGER] = {NULL, CRM_ACT_ACQUAINT},
};

void crm_action_of(struct crm_case *c, enum crm_matter m, const struct crm_entry *row,
	struct crm_action *out)
{
	*out = (struct crm_action){.signal = -1, .day = CRM_NO_DAY, .until = CRM_NO_DAY, .row = row};
	if (matters[m].look)
		matters[m].look(c, row, out);
	else if (matters[m].act)
		crm_action_open(out, matters[m].act);
}

enum crm_act crm_matter_act(enum crm_matter m)
{
	return matters[m].act;
}

enum crm_matter crm_signal_matter(int signal)
{
	switch (signal) {
	case CRM_SIG_LATE_REPLY: return CRM_MATTER_REPLY;
	case CRM_SIG_BROKEN_PROMISE:
	case CRM_SIG_LATE_DELIVERY: return CRM_MATTER_WORD;
	case CRM_SIG_CLIENT_PROMISE: return CRM_MATTER_PLEDGE;
	case CRM_SIG_NO_RESULT: return CRM_MATTER_RESULT;
	case CRM_SIG_CONFLICT: return CRM_MATTER_CONFLICT;
	case CRM_SIG_DOUBT: return CRM_MATTER_DOUBT;
	case CRM_SIG_MISSION_OVERRUN: return CRM_MATTER_MISSION;
	case CRM_SIG_NO_CHECKIN: return CRM_MATTER_CHECKIN;
	case CRM_SIG_SILENCE: return CRM_MATTER_CONTACT;
	case CRM_SIG_BURST: return CRM_MATTER_FRAME;
	case CRM_SIG_CONTROLS: return CRM_MATTER_CONTROLS;
	case CRM_SIG_INSTABILITY: return CRM_MATTER_CHANGES;
	case CRM_SIG_STAFF_CHANGE:
	case CRM_SIG_CONTACT_CHANGE: return CRM_MATTER_STAFF;
	case CRM_SIG_TENSE: return CRM_MATTER_TENSE;
	case CRM_SIG_LATE_PAYMENT: return CRM_MATTER_INVOICE;
	default: return CRM_MATTER_INCIDENT;
	}
}

/* Whether a row is one that the matter looks at: behind a reason stand also those that closed it. */
static bool about(enum crm_matter m, const struct crm_entry *f)
{
	switch (m) {
	case CRM_MATTER_WORD: return f->event == CRM_EV_PROMISE || f->event == CRM_EV_DEADLINE;
	case CRM_MATTER_PLEDGE: return f->event == CRM_EV_PROMISE;
	case CRM_MATTER_CONFLICT: return f->event == CRM_EV_CONFLICT;
	case CRM_MATTER_DOUBT: return f->event == CRM_EV_DOUBT;
	case CRM_MATTER_INCIDENT:
		return f->event == CRM_EV_INCIDENT || f->event == CRM_EV_SATISFIED;
	case CRM_MATTER_STAFF: return f->event == CRM_EV_STAFF;
	case CRM_MATTER_CHECKIN:
	case CRM_MATTER_RESULT: return f->event == CRM_EV_MISSION || f->event == CRM_EV_RENEW;
	default: return true;
	}
}

/* Whether one says more than the best so far: what is open before what is under way, the newest, but
 * of invoices the oldest; then the newest end. */
static bool better(enum crm_matter m, const struct crm_action *a, const struct crm_action *best)
{
	if (a->state == CRM_STATE_NONE)
		return false;
	if (best->state == CRM_STATE_NONE || a->state != best->state)
		return best->state == CRM_STATE_NONE || a->state < best->state;
	return a->state == CRM_STATE_DONE ? a->day >= best->day : m != CRM_MATTER_INVOICE;
}

void crm_action_signal(struct crm_case *c, int signal, const struct crm_entry *const *row, size_t n,
	struct crm_action *out)
{
	enum crm_matter m = crm_signal_matter(signal);
	struct crm_action one;
	size_t i;

	*out = (struct crm_action){.signal = -1, .day = CRM_NO_DAY, .until = CRM_NO_DAY};
	for (i = 0; i < n; i++) {
		if (!about(m, row[i]))
			continue;
		crm_action_of(c, m, row[i], &one);
		if (better(m, &one, out))
			*out = one;
	}
}

enum crm_act crm_action_held(unsigned why)
{
	static const unsigned ours = CRM_HOLD_DISPUTE | CRM_HOLD_CONFLICT, unposted = CRM_HOLD_LETTER;

	if (why & CRM_HOLD_WRITEOFF || (why & CRM_HOLD_AGREED && !(why & ours)))
		return CRM_ACT_WAIT;
	if (why & CRM_HOLD_UNANSWERED)
		return CRM_ACT_ANSWER_FIRST;
	if (why & (ours | CRM_HOLD_INCIDENT | CRM_HOLD_DEADLINE | CRM_HOLD_DOUBT))
		return CRM_ACT_SETTLE_FIRST;
	/* a letter that is not posted, of a sum that may be paid in part, stays where it is */
	if ((why & ~unposted) == CRM_HOLD_UNALLOCATED)
		return CRM_ACT_ASSIGN;
	/* what else holds a reminder holds the letter that is not posted */
	return why == CRM_HOLD_LETTER ? CRM_ACT_POST : CRM_ACT_WAIT;
}

/* What was done, by the row that says so; an invoice is settled by several. */
static const char *done_text(const struct crm_action *a)
{
	static const struct {
		enum crm_event event;
		const char *text;
	} done[] = {{CRM_EV_KEPT, N_("kept on %s: it fades")},
		{CRM_EV_DELIVERED, N_("delivered on %s: it fades")},
		{CRM_EV_BROKEN, N_("not kept, noted on %s: it fades")},
		{CRM_EV_RESOLVE, N_("settled on %s: it fades")},
		{CRM_EV_APOLOGY, N_("apologised on %s: it fades")},
		{CRM_EV_WRITEOFF, N_("written off on %s: it fades")},
		{CRM_EV_CONTACT, N_("answered on %s: it fades")},
		{CRM_EV_SATISFIED, N_("they said on %s how it is: it fades")},
		{CRM_EV_END, N_("the relation ended on %s: let it rest")}};
	size_t i;

	if (a->row && a->row->event == CRM_EV_INVOICE && !a->by)
		return _("paid on %s: it fades");
	for (i = 0; a->by && a->row->event != CRM_EV_STAFF && i < sizeof done / sizeof *done; i++)
		if (done[i].event == (enum crm_event)a->by->event)
			return _(done[i].text);
	return _("done on %s: it fades");
}

void crm_action_text(struct crm_buf *b, const struct crm_action *a)
{
	const char *say = a->signal >= 0 ? crm_signals[a->signal].action : crm_acts[a->act].say;
	char day[CRM_DAY_SAID], until[CRM_DAY_SAID];

	crm_day_said(a->day, day);
	crm_day_said(a->until, until);
	if (a->state == CRM_STATE_DONE) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		crm_buf_printf(b, done_text(a), day);
#pragma GCC diagnostic pop
		return;
	}
	if (a->state == CRM_STATE_NONE)
		return;
	if (a->act == CRM_ACT_LODGE && a->day != CRM_NO_DAY)
		crm_buf_printf(b, _("%s (ruling of %s)"), _(say), day);
	else if (a->act == CRM_ACT_WAIT && a->until != CRM_NO_DAY)
		crm_buf_printf(b, _("nothing to do before %s"), until);
	else if (a->state == CRM_STATE_OPEN && a->until != CRM_NO_DAY && a->act == CRM_ACT_KEEP)
		crm_buf_printf(b, _("keep it; if you cannot, say so before %s"), until);
	else if (a->state == CRM_STATE_OPEN && a->until != CRM_NO_DAY && a->act == CRM_ACT_DELIVER)
		crm_buf_printf(b, _("deliver it; if you cannot, say so before %s"), until);
	else if (a->state == CRM_STATE_UNDERWAY && a->until != CRM_NO_DAY)
		crm_buf_printf(b,
			a->act == CRM_ACT_DELIVER ? _("new date: %s; deliver by then, or give another in time")
						  : _("new date: %s; keep it, or give another in time"),
			until);
	else if (a->state == CRM_STATE_UNDERWAY && a->act != CRM_ACT_WAIT)
		crm_buf_printf(b, _("%s (under way since %s)"), _(say), day);
	else
		crm_buf_cstr(b, _(say));
}
