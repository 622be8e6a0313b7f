/* standing.c - how things stand with one client on a day. */
#include "case/standing.h"

void crm_view_init(struct crm_view *v)
{
	memset(v, 0, sizeof *v);
	crm_ledger_init(&v->ledger);
	crm_state_init(&v->state);
	crm_talk_init(&v->talk);
	crm_things_init(&v->things);
	crm_rhythm_init(&v->rhythm);
	crm_arena_init(&v->mem);
}

/* What was worked out, by numbers of clients that are about to be given anew. */
static void forget(struct crm_view *v)
{
	crm_release(&v->standing);
	crm_release(&v->legal);
	crm_release(&v->newest);
	v->standings = v->legals = v->newest_cap = 0;
}

void crm_view_release(struct crm_view *v)
{
	crm_ledger_release(&v->ledger);
	crm_state_release(&v->state);
	crm_talk_release(&v->talk);
	crm_things_release(&v->things);
	crm_rhythm_release(&v->rhythm);
	forget(v);
	crm_arena_release(&v->mem);
}

void crm_view_reset(void *ctx)
{
	struct crm_view *v = ctx;

	crm_ledger_clear(&v->ledger);
	crm_state_clear(&v->state);
	crm_talk_clear(&v->talk);
	crm_things_clear(&v->things);
	crm_rhythm_clear(&v->rhythm);
	forget(v);
}

static void stamp(struct crm_view *v, uint32_t client, struct crm_when at)
{
	struct crm_stamp *newest;

	crm_grow(&v->newest, &v->newest_cap, (size_t)client + 1, sizeof *v->newest);
	newest = &v->newest[client];
	if (!newest->any || crm_when_key(at) > crm_when_key(newest->at))
		*newest = (struct crm_stamp){at, true};
}

static struct crm_when stamp_of(const struct crm_view *v, int64_t client)
{
	if (client < 0 || (size_t)client >= v->newest_cap || !v->newest[client].any)
		return (struct crm_when){CRM_NO_DAY, CRM_NO_MIN};
	return v->newest[client].at;
}

struct crm_when crm_view_stamp(const struct crm_view *v, uint32_t client)
{
	struct crm_when mine = stamp_of(v, client);
	struct crm_when all = stamp_of(v, crm_intern_find(&v->ledger.clients, CRM_STR("")));

	return crm_when_key(all) > crm_when_key(mine) ? all : mine;
}

void crm_view_void(void *ctx, const struct crm_row *r)
{
	struct crm_view *v = ctx;

	if (v->stamps)
		stamp(v, crm_intern_add(&v->ledger.clients, r->client), r->at);
}

/* What is owed besides money: the words interned are few, kinds of incidents and channels. */
static void agenda_row(struct crm_view *v, uint32_t client, const struct crm_row *r)
{
	uint32_t thing = 0, word = 0;
	uint64_t bit = CRM_EV_BIT(r->event);

	if (bit & v->for_things) {
		if (r->event == CRM_EV_INCIDENT)
			word = crm_intern_add(&v->ledger.words, r->kind);
		thing = crm_things_row(&v->things, client, r, word);
	}
	if (bit & v->for_rhythm) {
		if (r->event == CRM_EV_CONTACT && r->by == CRM_BY_CLIENT &&
			crm_rhythm_recent(v->policy, v->now.day, r->at.day))
			word = crm_intern_add(&v->ledger.words, r->channel);
		crm_rhythm_row(&v->rhythm, v->policy, v->now.day, client, r, thing, word);
	}
}

void crm_view_row(void *ctx, const struct crm_row *r)
{
	struct crm_view *v = ctx;
	const uint64_t bit = CRM_EV_BIT(r->event);
	const uint64_t ledger = CRM_LEDGER_MONEY | CRM_LEDGER_MARKS;
	const uint64_t agenda = v->for_things | v->for_rhythm;
	uint32_t client;

	if (!(bit & (ledger | CRM_STATE_EVENTS | CRM_TALK_EVENTS | agenda)))
		return;
	client = crm_intern_add(&v->ledger.clients, r->client);
	if (v->stamps)
		stamp(v, client, r->at);
	if (bit & ledger)
		crm_ledger_row(&v->ledger, client, r);
	if (bit & CRM_STATE_EVENTS)
		crm_state_row(&v->state, client, r);
	if (bit & CRM_TALK_EVENTS)
		crm_talk_row(&v->talk, client, r);
	if (bit & agenda)
		agenda_row(v, client, r);
}

static bool cooling(struct crm_view *v, uint32_t client, int32_t *calm)
{
	struct crm_when at;
	int64_t end;

	if (!crm_state_outburst(&v->state, client, &at))
		return false;
	/* an outburst without a time of day may have come at its end */
	end = (int64_t)at.day * CRM_DAY_MINUTES +
	      (at.min == CRM_NO_MIN ? CRM_DAY_MINUTES : at.min) + (int64_t)v->policy->cool_off * 60;
	*calm = (int32_t)(end / CRM_DAY_MINUTES);
	return (int64_t)v->now.day * CRM_DAY_MINUTES + v->now.min < end;
}

static void clock_of(struct crm_view *v, uint32_t client, struct crm_clock *out)
{
	size_t n;
	struct crm_absence *away = crm_state_my_absences(&v->state, client, &v->mem, &n);

	out->calendar = v->calendar;
	out->away_n = crm_absence_merge(away, n);
	out->away = away;
	out->elapsed = v->policy->reply_elapsed;
}

void crm_standing_of(struct crm_view *v, uint32_t client, struct crm_standing *out)
{
	const struct crm_client *p;

	memset(out, 0, sizeof *out);
	out->client = client;
	p = out->profile = v->profile(v->ctx, v->ledger.clients.str[client]);
	out->ladder = crm_ladder_find(v->policy, p->ladder);
	if (!out->ladder)
		out->ladder = crm_ladder_find(v->policy, CRM_STR(""));
	out->wait = crm_talk_wait(&v->talk, client);
	clock_of(v, client, &out->clock);
	if (crm_state_away(&v->state, client, v->now.day, &out->absent_until))
		out->holds |= CRM_HOLD_ABSENT;
	if (crm_state_conflict(&v->state, client, &v->mem, &out->conflict))
		out->holds |= CRM_HOLD_CONFLICT;
	if (out->wait)
		out->holds |= CRM_HOLD_UNANSWERED;
	if (cooling(v, client, &out->calm))
		out->holds |= CRM_HOLD_OUTBURST;
	if (p->insolvency != CRM_NO_DAY && p->insolvency <= v->now.day)
		out->holds |= CRM_HOLD_INSOLVENCY;
	if (p->never.n)
		out->holds |= CRM_HOLD_NEVER;
	if (p->relation != CRM_REL_CLIENT)
		out->holds |= CRM_HOLD_RELATION;
}

const struct crm_standing *crm_standing_get(struct crm_view *v, uint32_t client)
{
	crm_grow(&v->standing, &v->standings, (size_t)client + 1, sizeof *v->standing);
	if (!v->standing[client]) {
		v->standing[client] = crm_arena_alloc(&v->mem, sizeof **v->standing);
		crm_standing_of(v, client, v->standing[client]);
	}
	return v->standing[client];
}

static void held_marks(const struct crm_view *v, const struct crm_mark *const *mark, size_t n,
	struct crm_held *out)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (mark[i]->event == CRM_EV_WRITEOFF)
			out->why |= CRM_HOLD_WRITEOFF;
		if (mark[i]->event == CRM_EV_RENEGOTIATE && mark[i]->due != CRM_NO_DAY)
			out->agreed = mark[i]->due;
	}
	if (crm_marks_disputed(mark, n))
		out->why |= CRM_HOLD_DISPUTE;
	if (out->agreed != CRM_NO_DAY &&
		v->now.day <= crm_calendar_add_open(v->calendar, out->agreed, v->policy->grace))
		out->why |= CRM_HOLD_AGREED;
}

void crm_held_of(struct crm_view *v, const struct crm_standing *s, const struct crm_invoice *inv,
	int64_t balance, const struct crm_mark *const *mark, size_t n,
	const struct crm_reminded *r, struct crm_held *out)
{
	int64_t spare = crm_ledger_free(&v->ledger, inv->client, inv->currency);

	memset(out, 0, sizeof *out);
	out->agreed = CRM_NO_DAY;
	out->why = s->holds;
	held_marks(v, mark, n, out);
	if (crm_state_held(&v->state, inv->client, crm_invoice_ref(inv), v->now.day,
		    &out->hold_until, &out->hold_offset))
		out->why |= CRM_HOLD_HOLD;
	if ((spare > 0 && spare >= balance) || crm_ledger_foreign(&v->ledger, inv))
		out->why |= CRM_HOLD_UNALLOCATED;
	if (r->unposted)
		out->why |= CRM_HOLD_LETTER;
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
