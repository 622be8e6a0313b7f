/* holds.c - how things stand with one client on a day, and what stops a reminder. */
#include "case/holds.h"
#include "case/agreement.h"
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

static bool held_by(struct crm_entries hold, struct crm_entries release, uint32_t word,
	int32_t day, int32_t *until)
{
	bool held = false;
	size_t i;

	for (i = 0; i < hold.n; i++) {
		const struct crm_entry *f = hold.row[i];
		int32_t to = f->due == CRM_NO_DAY ? INT32_MAX : f->due;

		if ((f->word && f->word != word) || day > to || released(release, f))
			continue;
		if (!held || to > *until)
			*until = to;
		held = true;
	}
	return held;
}

bool crm_case_held(const struct crm_case *c, uint32_t word, int32_t *until)
{
	int32_t other = 0;
	bool held = held_by(crm_case_rows(c, CRM_EV_HOLD), crm_case_rows(c, CRM_EV_RELEASE), word,
		c->now.day, until);

	if (!held_by(crm_case_common(c, CRM_EV_HOLD), crm_case_common(c, CRM_EV_RELEASE), word,
		    c->now.day, &other))
		return held;
	if (!held || other > *until)
		*until = other;
	return true;
}

bool crm_case_absent(const struct crm_case *c, int32_t *until)
{
	struct crm_entries r = crm_case_rows(c, CRM_EV_ABSENCE);
	bool away = false;
	size_t i;

	for (i = 0; i < r.n; i++) {
		const struct crm_entry *f = r.row[i];
		int32_t to = f->due == CRM_NO_DAY ? f->day : f->due;

		if (!(f->by & CRM_BY_CLIENT) || c->now.day < f->day || c->now.day > to)
			continue;
		if (!away || to > *until)
			*until = to;
		away = true;
	}
	return away;
}

/* S0.44, S0.45: hours of distance; an outburst without a time may have come at the end of its day. */
static bool cooling(const struct crm_case *c, int32_t *calm)
{
	struct crm_entries r = crm_case_rows(c, CRM_EV_INCIDENT);
	int64_t end = INT64_MIN, its;
	size_t i;

	for (i = 0; i < r.n; i++) {
		int min = crm_entry_min(r.row[i]);

		if (r.row[i]->kind != CRM_SIG_OUTBURST + 1)
			continue;
		its = (int64_t)r.row[i]->day * CRM_DAY_MINUTES +
		      (min == CRM_NO_MIN ? CRM_DAY_MINUTES : min) +
		      (int64_t)c->policy->cool_off * 60;
		if (its > end)
			end = its;
	}
	*calm = (int32_t)(end / CRM_DAY_MINUTES);
	return (int64_t)c->now.day * CRM_DAY_MINUTES + c->now.min < end;
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
	if (cooling(c, &s->calm))
		s->holds |= CRM_HOLD_OUTBURST;
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
	s->ladder = crm_ladder_find(v->policy, c->profile->ladder);
	if (!s->ladder)
		s->ladder = crm_ladder_find(v->policy, CRM_STR(""));
	s->wait = crm_asked_open(c);
	s->newest = crm_sent_newest(c, v->own, v->own_n);
	s->spare = crm_money_spare(c, &v->mem, &s->spares);
	holds_of(c, s);
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

int64_t crm_standing_spare(const struct crm_standing *s, int currency)
{
	size_t i;

	for (i = 0; i < s->spares; i++)
		if (s->spare[i].currency == currency)
			return s->spare[i].amount;
	return 0;
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

void crm_held_of(struct crm_case *c, const struct crm_standing *s,
	const struct crm_invoice *inv, int64_t balance, const struct crm_sent *sent,
	struct crm_held *out)
{
	int64_t spare = crm_standing_spare(s, inv->currency);

	memset(out, 0, sizeof *out);
	out->why = s->holds;
	agreed(c, inv, out);
	if (inv->given_up)
		out->why |= CRM_HOLD_WRITEOFF;
	if (crm_invoice_disputed(inv))
		out->why |= CRM_HOLD_DISPUTE;
	if (crm_case_held(c, inv->thread.row[0]->word, &out->hold_until))
		out->why |= CRM_HOLD_HOLD;
	if ((spare > 0 && spare >= balance) || inv->foreign)
		out->why |= CRM_HOLD_UNALLOCATED;
	if (sent->unposted)
		out->why |= CRM_HOLD_LETTER;
}

bool crm_held_end(
	const struct crm_standing *s, const struct crm_held *h, int32_t today, int32_t *day)
{
	static const unsigned known =
		CRM_HOLD_AGREED | CRM_HOLD_HOLD | CRM_HOLD_ABSENT | CRM_HOLD_OUTBURST;
	int32_t end = today;

	if (h->why & ~known || (h->why & CRM_HOLD_HOLD && h->hold_until == INT32_MAX))
		return false;
	if (h->why & CRM_HOLD_AGREED)
		end = h->grace + 1;
	if (h->why & CRM_HOLD_HOLD && h->hold_until >= end)
		end = h->hold_until + 1;
	if (h->why & CRM_HOLD_ABSENT && s->absent_until >= end)
		end = s->absent_until + 1;
	if (h->why & CRM_HOLD_OUTBURST && s->calm > end)
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

void crm_held_text(const struct crm_standing *s, const struct crm_held *h, struct crm_buf *b)
{
	static const char *const word[CRM_HOLDS] = {"writeoff", "dispute", "agreed", "hold", "absent",
		"conflict", "unanswered", "outburst", "insolvency", "never", "relation",
		"unallocated", "letter"};
	size_t start = b->n;
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
		else if (1u << i == CRM_HOLD_CONFLICT) {
			crm_buf_char(b, '=');
			crm_buf_str(b, s->conflict);
		}
	}
}
