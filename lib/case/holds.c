/* holds.c - how things stand with one client on a day, and what stops a reminder. */
#include "case/holds.h"
#include "case/money/agreement.h"
#include "case/thread.h"

/* A release ends the holds of the same ref that came before it; one without ref ends them all. */
static bool released(struct crm_entries release, const struct crm_entry *hold)
{
	size_t i;

	for (i = release.n; i-- > 0;)
		if (crm_entry_cmp(release.row[i], hold) > 0 &&
			(!release.row[i]->word || release.row[i]->word == hold->word))
			return true;
	return false;
}

/* By holds of the ref; with `all` also by those of everything. */
static bool held_by(struct crm_entries hold, struct crm_entries release, uint32_t word, bool all,
	int32_t day, int32_t *until)
{
	bool held = false;
	size_t i;

	for (i = 0; i < hold.n; i++) {
		const struct crm_entry *f = hold.row[i];
		int32_t to = f->due == CRM_NO_DAY ? INT32_MAX : f->due;

		if ((f->word ? f->word != word : !all) || day > to || released(release, f))
			continue;
		if (!held || to > *until)
			*until = to;
		held = true;
	}
	return held;
}

static bool held(const struct crm_case *c, uint32_t word, bool all, int32_t *until)
{
	int32_t other = 0;
	bool is = held_by(crm_case_rows(c, CRM_EV_HOLD), crm_case_rows(c, CRM_EV_RELEASE), word, all,
		c->now.day, until);

	if (!held_by(crm_case_common(c, CRM_EV_HOLD), crm_case_common(c, CRM_EV_RELEASE), word, all,
		    c->now.day, &other))
		return is;
	if (!is || other > *until)
		*until = other;
	return true;
}

bool crm_case_held(const struct crm_case *c, uint32_t word, int32_t *until)
{
	return held(c, word, true, until);
}

bool crm_case_put_off(const struct crm_case *c, uint32_t word, int32_t *until)
{
	return held(c, word, false, until);
}

bool crm_case_absent(const struct crm_case *c, int32_t *until)
{
	struct crm_entries r = crm_case_rows(c, CRM_EV_ABSENCE);
	bool away = false;
	size_t i;

	for (i = 0; i < r.n; i++) {
		const struct crm_entry *f = r.row[i];
		int32_t to = crm_absence_last(f);

		if (!(f->by & CRM_BY_CLIENT) || c->now.day < f->day || c->now.day > to)
			continue;
		if (!away || to > *until)
			*until = to;
		away = true;
	}
	return away;
}

static bool is_outburst(const struct crm_entry *f)
{
	return f->event == CRM_EV_INCIDENT && f->kind == CRM_SIG_OUTBURST + 1;
}

/* Whoever insults is answered tomorrow, too: nor does a reminder go out in between. */
static bool is_heated(const struct crm_entry *f)
{
	return is_outburst(f) || (f->event == CRM_EV_INCIDENT && f->kind == CRM_SIG_DISRESPECT + 1);
}

/* A message of theirs, or a talk, in which they were angry. */
static bool is_angry(const struct crm_entry *f)
{
	return f->mark & CRM_MARK_ANGRY && (crm_entry_inbound(f) || crm_entry_twoway(f));
}

/* S0.44, S0.45: hours of distance; what has no time may have come at the end of its day. */
static bool cooling(const struct crm_case *c, struct crm_entries r,
	bool (*hot)(const struct crm_entry *f), int32_t *calm)
{
	int64_t end = INT64_MIN, its;
	size_t i;

	for (i = 0; i < r.n; i++) {
		int min = crm_entry_min(r.row[i]);

		if (!hot(r.row[i]))
			continue;
		its = (int64_t)r.row[i]->day * CRM_DAY_MINUTES +
		      (min == CRM_NO_MIN ? CRM_DAY_MINUTES : min) +
		      (int64_t)c->policy->cool_off * 60;
		if (its > end)
			end = its;
	}
	if ((int64_t)c->now.day * CRM_DAY_MINUTES + c->now.min >= end)
		return false;
	if (end / CRM_DAY_MINUTES > *calm)
		*calm = (int32_t)(end / CRM_DAY_MINUTES);
	return true;
}

/* ---- what is my own fault ---- */

/* Not theirs: what they said or did to me has other steps than to find where it comes from. */
static bool my_fault(const struct crm_case *c, const struct crm_entry *row, struct crm_incident *in)
{
	return crm_incident_of(c, row, in) && !is_outburst(row) &&
	       (in->want == CRM_WANT_DIAGNOSE || in->want == CRM_WANT_APOLOGY);
}

/* The newest incident of mine that is neither understood nor apologised for. */
static bool open_incident(const struct crm_case *c, struct crm_incident *out)
{
	static const enum crm_event of[] = {CRM_EV_INCIDENT, CRM_EV_SATISFIED};
	struct crm_incident in;
	struct crm_entries r;
	bool found = false;
	size_t e, i;

	for (e = 0; e < sizeof of / sizeof *of; e++) {
		r = crm_case_rows(c, of[e]);
		for (i = 0; i < r.n; i++) {
			if (!my_fault(c, r.row[i], &in) ||
				(found && crm_entry_cmp(in.row, out->row) < 0))
				continue;
			*out = in;
			found = true;
		}
	}
	return found;
}

static void incident(struct crm_view *v, struct crm_case *c, struct crm_standing *s)
{
	struct crm_incident in;
	char *id;

	if (!open_incident(c, &in))
		return;
	s->wants = in.want;
	s->incident = crm_entry_ref(c->store, in.row);
	if (!in.row->word) {
		id = crm_arena_alloc(&v->mem, 37);
		crm_uuid_text(&in.row->id, id);
		s->incident = crm_str(id);
	}
	if (c->policy->hold_while & CRM_WHILE_INCIDENT)
		s->holds |= CRM_HOLD_INCIDENT;
}

/* The one that is latest; of two as late the first by its ref, whatever was logged first. */
static void deadline(struct crm_case *c, struct crm_standing *s)
{
	struct crm_entries t;
	struct crm_word w;
	struct crm_str ref;
	int32_t late;
	size_t i = 0;

	while (crm_case_with(c, CRM_EV_BIT(CRM_EV_DEADLINE), &i, &t)) {
		if (!crm_word_of(t, CRM_EV_DEADLINE, CRM_BY_ME, &w) || !crm_word_open(&w) || w.asked == CRM_NO_DAY)
			continue;
		late = c->now.day - w.asked;
		ref = crm_entry_ref(c->store, w.first);
		if (late <= 0 || late < s->deadline_days ||
			(late == s->deadline_days && crm_str_cmp(ref, s->deadline) > 0))
			continue;
		s->deadline_days = late;
		s->deadline = ref;
	}
	if (s->deadline_days && c->policy->hold_while & CRM_WHILE_DEADLINE)
		s->holds |= CRM_HOLD_DEADLINE;
}

static void doubt(struct crm_case *c, struct crm_standing *s)
{
	struct crm_entries r = crm_case_rows(c, CRM_EV_DOUBT);
	struct crm_episode open;

	while (c->policy->hold_while & CRM_WHILE_DOUBT && r.n-- > 0) {
		if (!crm_episode_open(crm_thread_of(c, r.row[r.n]->word), CRM_EV_DOUBT, &open))
			continue;
		s->doubt = crm_entry_ref(c->store, open.first);
		s->holds |= CRM_HOLD_DOUBT;
		return;
	}
}

static void holds_of(struct crm_case *c, struct crm_standing *s)
{
	const struct crm_client *p = c->profile;
	struct crm_episode conflict;

	if (crm_case_absent(c, &s->absent_until))
		s->holds |= CRM_HOLD_ABSENT;
	if (crm_open_conflict(c, &conflict)) {
		s->holds |= CRM_HOLD_CONFLICT;
		s->conflict = crm_entry_ref(c->store, conflict.first);
	}
	if (s->wait)
		s->holds |= CRM_HOLD_UNANSWERED;
	s->calm = CRM_NO_DAY;
	if (cooling(c, crm_case_rows(c, CRM_EV_INCIDENT), is_heated, &s->calm))
		s->holds |= CRM_HOLD_OUTBURST;
	if (c->policy->hold_while & CRM_WHILE_ANGRY &&
		cooling(c, crm_case_rows(c, CRM_EV_CONTACT), is_angry, &s->calm))
		s->holds |= CRM_HOLD_ANGRY;
	if (p->insolvency != CRM_NO_DAY && p->insolvency <= c->now.day)
		s->holds |= CRM_HOLD_INSOLVENCY;
	if (p->never.n)
		s->holds |= CRM_HOLD_NEVER;
	if (p->relation != CRM_REL_CLIENT)
		s->holds |= CRM_HOLD_RELATION;
}

static void standing(struct crm_view *v, struct crm_standing *s)
{
	struct crm_case *c = crm_view_open(v, s->client);

	s->profile = c->profile;
	s->currency = c->policy->currency;
	s->ladder = crm_ladder_find(v->policy, c->profile->ladder);
	if (!s->ladder)
		s->ladder = crm_ladder_find(v->policy, CRM_STR(""));
	s->wait = crm_asked_waits(c);
	s->newest = crm_sent_newest(c, v->own, v->own_n);
	s->spare = crm_money_spare(c, &v->mem, &s->spares);
	holds_of(c, s);
	incident(v, c, s);
	deadline(c, s);
	doubt(c, s);
}

const struct crm_standing *crm_standing_of(struct crm_view *v, uint32_t client)
{
	crm_grow(&v->status, &v->statuses, (size_t)client + 1, sizeof *v->status);
	if (!v->status[client]) {
		v->status[client] = crm_arena_alloc(&v->mem, sizeof **v->status);
		v->status[client]->client = client;
		standing(v, v->status[client]);
	}
	return v->status[client];
}

static const struct crm_spare *spare_in(const struct crm_standing *s, int currency)
{
	size_t i;

	for (i = 0; i < s->spares; i++)
		if (s->spare[i].currency == currency)
			return &s->spare[i];
	return NULL;
}

int64_t crm_standing_spare(const struct crm_standing *s, int currency)
{
	const struct crm_spare *spare = spare_in(s, currency);

	return spare ? spare->amount : 0;
}

/* S0.43: an agreement holds while every date of it so far is covered. */
static void agreed(struct crm_case *c, const struct crm_invoice *inv, struct crm_held *out)
{
	struct crm_agreement g;

	out->agreed = CRM_NO_DAY;
	if (!crm_agreement_of(inv, &c->mem, &g))
		return;
	out->agreed = g.due;
	out->grace = crm_agreement_until(c->calendar, c->policy, g.due);
	if (c->now.day <= out->grace)
		out->why |= CRM_HOLD_AGREED;
}

/* S0.60: money without a ref is theirs to lay on a debt, else the law lays it on one: a courteous mail
 * can ask which, but nobody claims in writing, or in court, what may be paid in part. */
static bool unallocated(const struct crm_case *c, const struct crm_standing *s,
	const struct crm_invoice *inv, int64_t balance, const struct crm_sent *sent, struct crm_held *out)
{
	const struct crm_spare *spare = spare_in(s, inv->currency);

	if (inv->foreign) {
		out->spare = crm_invoice_foreign(inv);
		return true;
	}
	if (!spare || spare->amount <= 0)
		return false;
	out->spare = spare->row;
	return crm_sent_unsaid(s->ladder, inv, balance, sent, spare->amount, c->now.day);
}

void crm_held_of(struct crm_case *c, const struct crm_standing *s,
	const struct crm_invoice *inv, int64_t balance, const struct crm_sent *sent,
	struct crm_held *out)
{
	memset(out, 0, sizeof *out);
	out->why = s->holds;
	agreed(c, inv, out);
	if (inv->given_up)
		out->why |= CRM_HOLD_WRITEOFF;
	out->reason = crm_invoice_why(c, inv);
	if (crm_invoice_disputed(inv) || out->reason == CRM_WHY_DISPUTE)
		out->why |= CRM_HOLD_DISPUTE;
	if (crm_case_held(c, inv->thread.row[0]->word, &out->hold_until))
		out->why |= CRM_HOLD_HOLD;
	if (unallocated(c, s, inv, balance, sent, out))
		out->why |= CRM_HOLD_UNALLOCATED;
	if (sent->waits)
		out->why |= CRM_HOLD_LETTER;
	if (sent->stale)
		out->stale = sent->prepared;
}

bool crm_held_end(
	const struct crm_standing *s, const struct crm_held *h, int32_t today, int32_t *day)
{
	static const unsigned known =
		CRM_HOLD_AGREED | CRM_HOLD_HOLD | CRM_HOLD_ABSENT | CRM_HOLD_OUTBURST |
		CRM_HOLD_ANGRY;
	int32_t end = today;

	if (h->why & ~known || (h->why & CRM_HOLD_HOLD && h->hold_until == INT32_MAX))
		return false;
	if (h->why & CRM_HOLD_AGREED)
		end = h->grace + 1;
	if (h->why & CRM_HOLD_HOLD && h->hold_until >= end)
		end = h->hold_until + 1;
	if (h->why & CRM_HOLD_ABSENT && s->absent_until >= end)
		end = s->absent_until + 1;
	if (h->why & (CRM_HOLD_OUTBURST | CRM_HOLD_ANGRY) && s->calm > end)
		end = s->calm;
	*day = end;
	return true;
}

static void date_word(struct crm_buf *b, int32_t day)
{
	char text[CRM_WHEN_TEXT];

	if (day == INT32_MAX)
		return;
	crm_date_text(day, text);
	crm_buf_printf(b, "=%s", text);
}

/* What an invoice or its client is held by: a day, or the ref of what is open. */
static struct crm_str hold_ref(const struct crm_standing *s, unsigned hold)
{
	switch (hold) {
	case CRM_HOLD_CONFLICT: return s->conflict;
	case CRM_HOLD_INCIDENT: return s->incident;
	case CRM_HOLD_DEADLINE: return s->deadline;
	case CRM_HOLD_DOUBT: return s->doubt;
	default: return CRM_STR("");
	}
}

void crm_held_text(const struct crm_standing *s, const struct crm_held *h, struct crm_buf *b)
{
	static const char *const word[CRM_HOLDS] = {"writeoff", "dispute", "agreed", "hold", "absent",
		"conflict", "unanswered", "outburst", "insolvency", "never", "relation",
		"unallocated", "letter", "incident", "angry", "deadline", "doubt"};
	size_t start = b->n;
	struct crm_str ref;
	unsigned i;

	for (i = 0; i < CRM_HOLDS; i++) {
		if (!(h->why & 1u << i))
			continue;
		if (b->n > start)
			crm_buf_char(b, ' ');
		crm_buf_cstr(b, word[i]);
		if (1u << i == CRM_HOLD_AGREED)
			date_word(b, h->agreed);
		else if (1u << i == CRM_HOLD_HOLD)
			date_word(b, h->hold_until);
		else if (1u << i == CRM_HOLD_ABSENT)
			date_word(b, s->absent_until);
		ref = hold_ref(s, 1u << i);
		if (ref.n)
			crm_buf_printf(b, "=%.*s", (int)ref.n, ref.p);
	}
}

/* The day from which on a hold is over; CRM_NO_DAY: it has none. */
static int32_t over_on(const struct crm_standing *s, const struct crm_held *h, unsigned hold)
{
	switch (hold) {
	case CRM_HOLD_AGREED: return h->grace + 1;
	case CRM_HOLD_HOLD: return h->hold_until == INT32_MAX ? CRM_NO_DAY : h->hold_until + 1;
	case CRM_HOLD_ABSENT: return s->absent_until + 1;
	case CRM_HOLD_OUTBURST:
	case CRM_HOLD_ANGRY: return s->calm;
	default: return CRM_NO_DAY;
	}
}

/* The event that ends a hold, and whether its ref is that of the invoice. */
static const char *over_by(const struct crm_standing *s, unsigned hold, bool *invoice)
{
	*invoice = hold == CRM_HOLD_DISPUTE || hold == CRM_HOLD_LETTER;
	switch (hold) {
	case CRM_HOLD_DISPUTE:
	case CRM_HOLD_CONFLICT:
	case CRM_HOLD_DOUBT: return "resolve";
	case CRM_HOLD_HOLD: return "release";
	case CRM_HOLD_UNANSWERED: return "out";
	case CRM_HOLD_LETTER: return "letter";
	case CRM_HOLD_INCIDENT: return s->wants == CRM_WANT_APOLOGY ? "apology" : "diagnose";
	case CRM_HOLD_DEADLINE: return "delivered";
	default: return NULL;
	}
}

/* As a shell reads it: it is to be copied. */
static void operand(struct crm_buf *b, struct crm_str s)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:,+=@%#";
	size_t i;

	for (i = 0; i < s.n && ((unsigned char)s.p[i] >= 0x80 || (s.p[i] && strchr(plain, s.p[i]))) && s.p[0] != '#'; i++)
		;
	if (i == s.n) {
		crm_buf_str(b, s);
		return;
	}
	crm_buf_char(b, '\'');
	for (i = 0; i < s.n; i++)
		if (s.p[i] == '\'')
			crm_buf_cstr(b, "'\\''");
		else
			crm_buf_char(b, s.p[i]);
	crm_buf_char(b, '\'');
}

static void command(struct crm_buf *b, const char *event, struct crm_str client, struct crm_str ref)
{
	crm_buf_printf(b, "crm-log %s %.*s", event, (int)client.n, client.p);
	if (ref.n) {
		crm_buf_char(b, ' ');
		operand(b, ref);
	}
	if (strcmp(event, "letter") == 0)
		crm_buf_cstr(b, " -k posted");
}

/* Money is laid on a debt in two lines: the row that names none is taken back, and logged with the ref;
 * what is more than the debt stays without one.  How much of another currency it pays is for a person
 * to say. */
void crm_held_assign(const struct crm_standing *s, const struct crm_held *h,
	const struct crm_invoice *inv, struct crm_str ref, struct crm_buf *b)
{
	const struct crm_entry *f = h->spare;
	int64_t left = crm_invoice_balance(inv), amount = (int64_t)f->amount;
	bool known = f->currency == (unsigned)inv->currency, more = known && left > 0 && amount > left;
	char id[37], at[CRM_WHEN_TEXT], text[CRM_MONEY_TEXT];

	crm_uuid_text(&f->id, id);
	crm_when_text(crm_entry_when(f), at);
	crm_buf_printf(b, "crm-log --void %s && ", id + sizeof id - 9);
	for (;;) {
		command(b, crm_events[f->event].name, s->profile->id, ref);
		crm_buf_printf(b, " %s", known ? crm_money_chars(more ? left : amount, inv->currency, text) : "AMOUNT");
		if (inv->currency != s->currency)
			crm_buf_printf(b, " -y %s", crm_currency_code(inv->currency));
		crm_buf_printf(b, " -w %s", at);
		if (!more)
			return;
		crm_buf_cstr(b, " && ");
		more = false;
		amount -= left;
		ref = CRM_STR("-");
	}
}

void crm_held_redo(const struct crm_held *h, struct crm_str mid, struct crm_buf *b)
{
	char id[37];

	crm_uuid_text(&h->stale->id, id);
	if (mid.n)
		crm_buf_printf(b, "crm-remind --settle=%.*s=failed", (int)mid.n, mid.p);
	else
		crm_buf_printf(b, "crm-log --void %s", id + sizeof id - 9);
}

/* What ends one hold, or nothing when nothing is known to. */
static void one_end(const struct crm_standing *s, const struct crm_held *h, unsigned hold,
	const struct crm_invoice *inv, struct crm_str ref, struct crm_str mid, struct crm_buf *b)
{
	int32_t on = over_on(s, h, hold);
	char day[CRM_WHEN_TEXT];
	const char *event;
	bool invoice = false;

	if (on != CRM_NO_DAY) {
		crm_date_text(on, day);
		crm_buf_cstr(b, day);
	} else if (hold == CRM_HOLD_UNALLOCATED && h->spare) {
		crm_held_assign(s, h, inv, ref, b);
	} else if (hold == CRM_HOLD_LETTER && h->stale) {
		crm_held_redo(h, mid, b);
	} else {
		event = over_by(s, hold, &invoice);
		if (event)
			command(b, event, s->profile->id, invoice ? ref : hold_ref(s, hold));
	}
}

void crm_held_ends(const struct crm_standing *s, const struct crm_held *h,
	const struct crm_invoice *inv, struct crm_str ref, struct crm_str mid, struct crm_buf *b)
{
	struct crm_buf one;
	size_t start = b->n;
	unsigned i;

	if (h->why & CRM_HOLD_WRITEOFF) /* for good: nothing that ends the others is worth doing */
		return;
	crm_buf_init(&one);
	for (i = 0; i < CRM_HOLDS; i++) {
		if (!(h->why & 1u << i))
			continue;
		crm_buf_clear(&one);
		one_end(s, h, 1u << i, inv, ref, mid, &one);
		if (one.n && b->n > start)
			crm_buf_cstr(b, "; ");
		crm_buf_str(b, crm_buf_view(&one));
	}
	crm_buf_release(&one);
}
