/* sent.c - what was sent for an invoice, and what comes next. */
#include "case/money/sent.h"
#include "case/money/agreement.h"

static enum crm_status status(const struct crm_store *s, const struct crm_entry *f)
{
	return (enum crm_status)crm_store_rare(s, f)->status;
}

void crm_outcome_add(struct crm_outcome *o, enum crm_status st)
{
	switch (st) {
	case CRM_STATUS_SENT: o->sent++; break;
	case CRM_STATUS_BOUNCED: /* it came back: that attempt is over, and nobody read it */
		o->bounces++;
		o->failures++;
		break;
	case CRM_STATUS_NONE: o->kept = true; break;
	case CRM_STATUS_PREPARED: o->made++; break;
	case CRM_STATUS_INTENT: o->intents++; break;
	case CRM_STATUS_DEFERRED: o->deferred = true; /* fall through */
	case CRM_STATUS_FAILED: o->failures++; break;
	case CRM_STATUS_UNKNOWN: o->unknowns++; break; /* open until a person settles it */
	}
}

enum crm_status crm_outcome_of(const struct crm_outcome *o)
{
	if (o->kept)
		return CRM_STATUS_NONE;
	/* a letter lies there until a person takes that attempt back */
	if (o->made && o->failures < (o->intents > o->made ? o->intents : o->made))
		return CRM_STATUS_PREPARED;
	if (o->sent > o->bounces)
		return CRM_STATUS_SENT;
	/* an intent that was voided or lost by a merge does not take its unknown end with it */
	if (o->intents > o->failures || o->unknowns > o->failures)
		return CRM_STATUS_UNKNOWN;
	return o->deferred ? CRM_STATUS_DEFERRED : CRM_STATUS_FAILED;
}

/* Whether two reminders are about one message: of several steps each is one. */
static bool of_message(const struct crm_store *s, const struct crm_entry *a, const struct crm_entry *b)
{
	return crm_store_rare(s, a)->mid == crm_store_rare(s, b)->mid && a->kind == b->kind;
}

/* What became of the message that a reminder belongs to. */
static enum crm_status outcome(
	const struct crm_store *s, struct crm_entries sent, const struct crm_entry *f)
{
	struct crm_outcome o = {0};
	size_t k;

	if (!crm_store_rare(s, f)->mid) /* it says itself what became of it */
		crm_outcome_add(&o, status(s, f));
	for (k = 0; crm_store_rare(s, f)->mid && k < sent.n; k++)
		if (of_message(s, f, sent.row[k]))
			crm_outcome_add(&o, status(s, sent.row[k]));
	return crm_outcome_of(&o);
}

bool crm_sent_proves(const struct crm_store *s, struct crm_entries sent, const struct crm_entry *f)
{
	struct crm_outcome all = {0}, from = {0};
	bool begun = false;
	size_t k;

	if (crm_store_rare(s, f)->for_me || (status(s, f) != CRM_STATUS_SENT && status(s, f) != CRM_STATUS_NONE))
		return false;
	for (k = 0; crm_store_rare(s, f)->mid && k < sent.n; k++) {
		if (!of_message(s, f, sent.row[k]))
			continue;
		begun |= sent.row[k] == f;
		crm_outcome_add(&all, status(s, sent.row[k]));
		if (begun)
			crm_outcome_add(&from, status(s, sent.row[k]));
	}
	return from.sent + all.bounces <= all.sent;
}

static bool handed_over(enum crm_status st)
{
	return st != CRM_STATUS_DEFERRED && st != CRM_STATUS_FAILED;
}

/* A contact says that it was posted. */
enum crm_status crm_sent_paper(const struct crm_case *c, const struct crm_entry *note)
{
	static const enum crm_event events[] = {CRM_EV_NOTE, CRM_EV_CONTACT};
	uint64_t mid = crm_store_rare(c->store, note)->mid;
	struct crm_outcome o = {0};
	enum crm_status st;
	size_t i, k;

	if (!mid)
		return CRM_STATUS_FAILED;
	for (i = 0; i < sizeof events / sizeof *events; i++) {
		struct crm_entries rows = crm_case_rows(c, events[i]);

		for (k = 0; k < rows.n; k++)
			if (crm_store_rare(c->store, rows.row[k])->mid == mid)
				crm_outcome_add(&o, events[i] == CRM_EV_CONTACT
							    ? CRM_STATUS_SENT
							    : status(c->store, rows.row[k]));
	}
	st = crm_outcome_of(&o);
	return st == CRM_STATUS_PREPARED && o.sent > o.bounces ? CRM_STATUS_SENT : st;
}

static int step_find(const struct crm_ladder *ladder, struct crm_str name)
{
	size_t i;

	for (i = 0; ladder && i < ladder->n; i++)
		if (crm_str_eq(ladder->step[i].name, name))
			return (int)i;
	return -1;
}

/* The days that matter of the letters about an invoice; CRM_NO_DAY is before all days. */
struct letters {
	int32_t left, posted; /* the newest */
	int32_t arrived;      /* the first */
};

/* A row whose kind says nothing of what became of the letter is none: it may still lie on my desk. */
static void letter_row(const struct crm_store *s, const struct crm_entry *f, struct letters *days)
{
	struct crm_str kind = crm_entry_kind(s, f);
	bool arrived = crm_str_is(kind, "presented") || crm_str_is(kind, "signed");
	bool posted = crm_str_is(kind, "posted");

	if ((posted || arrived || crm_str_is(kind, "returned")) && f->day > days->left)
		days->left = f->day;
	if (posted && f->day > days->posted)
		days->posted = f->day;
	if (arrived && (days->arrived == CRM_NO_DAY || f->day < days->arrived))
		days->arrived = f->day;
}

static void reminder_row(const struct crm_store *s, struct crm_entries sent,
	const struct crm_entry *f, const struct crm_ladder *ladder, struct crm_sent *out)
{
	enum crm_status st = outcome(s, sent, f);
	int step;

	if (!handed_over(st))
		return;
	step = step_find(ladder, crm_entry_kind(s, f));
	if (step > out->step && crm_sent_counts(out, f->day))
		out->step = step;
	out->last = f;
	if (f->due > out->until && crm_sent_counts(out, f->day))
		out->until = f->due;
	if (st == CRM_STATUS_INTENT || st == CRM_STATUS_UNKNOWN)
		out->unsettled = f;
	if (st == CRM_STATUS_PREPARED)
		out->prepared = f;
}

/* The day on which a letter was prepared that a reminder of our thread and one of another belong to;
 * CRM_NO_DAY: none was. */
static int32_t shared_on(const struct crm_store *store, struct crm_entries ours, struct crm_entries theirs)
{
	size_t i, k;

	for (i = 0; i < ours.n; i++) {
		const struct crm_rare *r = crm_store_rare(store, ours.row[i]);

		for (k = 0; r->mid && r->status == CRM_STATUS_PREPARED && k < theirs.n; k++)
			if (crm_store_rare(store, theirs.row[k])->mid == r->mid)
				return ours.row[i]->day;
	}
	return CRM_NO_DAY;
}

static size_t ordered_add(const struct crm_entry **row, size_t n, const struct crm_entry *f)
{
	size_t i = n;

	for (; i && crm_entry_key(row[i - 1]) > crm_entry_key(f); i--)
		row[i] = row[i - 1];
	row[i] = f;
	return n + 1;
}

struct crm_entries crm_sent_letters(struct crm_case *c, struct crm_entries thread)
{
	struct crm_entries own = crm_thread_rows(thread, CRM_EV_LETTER),
			   sent = crm_thread_rows(thread, CRM_EV_REMINDER),
			   all = crm_case_rows(c, CRM_EV_LETTER), their;
	const struct crm_entry **row;
	size_t i, n = own.n;
	int32_t day;

	if (!sent.n || all.n <= own.n)
		return own;
	row = crm_arena_alloc(&c->mem, all.n * sizeof(const struct crm_entry *));
	if (own.n)
		memcpy(row, own.row, own.n * sizeof(const struct crm_entry *));
	for (i = 0; i < all.n; i++) {
		if (all.row[i]->word == sent.row[0]->word)
			continue;
		their = crm_thread_rows(crm_thread_of(c, all.row[i]->word), CRM_EV_REMINDER);
		day = shared_on(c->store, sent, their);
		if (day != CRM_NO_DAY && all.row[i]->day >= day)
			n = ordered_add(row, n, all.row[i]);
	}
	return (struct crm_entries){row, n, 0};
}

/* A tenth of what was open, so that a coin a week does not hold the ladder for ever: whoever pays a
 * tenth each time pays the debt. */
enum { GOOD_WILL = 10 };

/* The day on which a refund opened again what had been paid, the newest refund, the newest payment of a
 * part. */
static void moved(const struct crm_invoice *inv, struct crm_arena *a, struct crm_sent *out)
{
	struct crm_wide left = crm_wide(inv->amount), open = left, paid = crm_wide(0);
	const struct crm_move *move;
	bool closed = false;
	size_t i, n;

	move = crm_invoice_moves(inv, a, &n);
	for (i = 0; i < n; i++) {
		left = crm_wide_sub(left, crm_wide(move[i].event == CRM_EV_REFUND ? -move[i].amount : move[i].amount));
		paid = crm_wide_add(paid, crm_wide(crm_move_paid(&move[i])));
		if (move[i].event == CRM_EV_REFUND)
			out->refund = move[i].day;
		if (i + 1 < n && move[i + 1].day == move[i].day)
			continue; /* what stands on one day is one movement */
		if (closed && crm_wide_sign(left) > 0)
			out->since = move[i].day;
		closed = crm_wide_sign(left) <= 0;
		if (!closed && crm_wide_sign(paid) > 0 &&
			crm_wide_cmp(crm_wide_mul(paid, GOOD_WILL), open) >= 0)
			out->part = move[i].day;
		open = left;
		paid = crm_wide(0);
	}
}

/* S2.9, S0.43: whoever had paid, and whoever agreed on a plan, is asked courteously first. */
static void begun(struct crm_case *c, struct crm_entries thread, struct crm_sent *out)
{
	static const uint64_t money = CRM_EV_BIT(CRM_EV_PAYMENT) | CRM_EV_BIT(CRM_EV_REFUND);
	const struct crm_instalment *part = NULL;
	struct crm_agreement g;
	struct crm_invoice inv;

	if (!(thread.has & (money | CRM_EV_BIT(CRM_EV_RENEGOTIATE))) || !crm_invoice_of(c, thread, &inv))
		return;
	if (thread.has & money)
		moved(&inv, &c->mem, out);
	if (thread.has & CRM_EV_BIT(CRM_EV_RENEGOTIATE) && crm_agreement_of(&inv, &c->mem, &g))
		part = crm_agreement_missed(&g, c->calendar, c->policy, c->now.day);
	if (part && part->row->due > out->since)
		out->since = part->row->due;
	if (out->refund <= out->since)
		out->refund = CRM_NO_DAY;
}

/* Whether money moved after a letter was prepared.  What has no hour is later on the same day when its
 * id was made later: ids of rows written here tell the time. */
static bool after(const struct crm_entry *f, const struct crm_entry *letter)
{
	int a = crm_entry_min(f), b = crm_entry_min(letter);

	if (f->day != letter->day)
		return f->day > letter->day;
	if (a != CRM_NO_MIN && b != CRM_NO_MIN && a != b)
		return a > b;
	return f->id.b[6] >> 4 == 7 && letter->id.b[6] >> 4 == 7 && crm_uuid_cmp(&f->id, &letter->id) > 0;
}

static bool moved_since(struct crm_entries thread, const struct crm_entry *letter)
{
	static const uint64_t money = CRM_MONEY_EVENTS & ~CRM_EV_BIT(CRM_EV_INVOICE);
	size_t i;

	for (i = 0; thread.has & money && i < thread.n; i++)
		if (CRM_EV_BIT(thread.row[i]->event) & money && after(thread.row[i], letter))
			return true;
	return false;
}

/* Whether a letter that waits to be posted claims another sum than is owed by now: of one envelope
 * all of it. */
static bool stale(struct crm_case *c, struct crm_entries thread, const struct crm_sent *s)
{
	uint64_t mid = crm_store_rare(c->store, s->prepared)->mid;
	struct crm_entries t, sent;
	size_t i = 0, k;

	if (moved_since(thread, s->prepared))
		return true;
	while (mid && i < c->threads) {
		t = crm_case_thread(c, &i);
		sent = crm_thread_rows(t, CRM_EV_REMINDER);
		for (k = 0; k < sent.n && crm_store_rare(c->store, sent.row[k])->mid != mid; k++)
			;
		if (k < sent.n && moved_since(t, s->prepared))
			return true;
	}
	return false;
}

void crm_sent_of(struct crm_case *c, struct crm_entries thread, const struct crm_ladder *ladder,
	struct crm_sent *out)
{
	struct letters days = {CRM_NO_DAY, CRM_NO_DAY, CRM_NO_DAY};
	struct crm_entries sent = crm_thread_rows(thread, CRM_EV_REMINDER);
	struct crm_entries letter = crm_sent_letters(c, thread);
	size_t i;

	*out = (struct crm_sent){
		.step = -1, .until = CRM_NO_DAY, .since = CRM_NO_DAY, .refund = CRM_NO_DAY,
		.part = CRM_NO_DAY};
	begun(c, thread, out);
	for (i = 0; i < sent.n; i++)
		reminder_row(c->store, sent, sent.row[i], ladder, out);
	for (i = 0; i < letter.n; i++)
		letter_row(c->store, letter.row[i], &days);
	/* by days: a posting logged without its hour is not before the run of that morning */
	out->unposted = out->prepared && days.left < out->prepared->day;
	out->waits = out->unposted && crm_sent_counts(out, out->prepared->day);
	out->stale = out->waits && stale(c, thread, out);
	out->letter = days.posted != CRM_NO_DAY ? days.posted : days.arrived;
	if (!crm_sent_counts(out, out->letter))
		out->letter = CRM_NO_DAY;
}

struct crm_str crm_sent_step(const struct crm_store *store, const struct crm_sent *s)
{
	return s->last ? crm_entry_kind(store, s->last) : CRM_STR("");
}

struct crm_when crm_sent_at(const struct crm_sent *s)
{
	if (!s->last)
		return (struct crm_when){CRM_NO_DAY, 0};
	return crm_entry_when(s->last);
}

static bool is_own(uint64_t mid, const uint64_t *own, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (own[i] == mid)
			return true;
	return false;
}

bool crm_sent_handed(
	const struct crm_store *store, struct crm_entries sent, const struct crm_entry *f)
{
	return handed_over(outcome(store, sent, f));
}

int32_t crm_sent_first(const struct crm_store *store, struct crm_entries thread)
{
	struct crm_entries sent = crm_thread_rows(thread, CRM_EV_REMINDER);
	size_t i;

	for (i = 0; i < sent.n; i++)
		if (!crm_store_rare(store, sent.row[i])->for_me &&
			handed_over(outcome(store, sent, sent.row[i])))
			return sent.row[i]->day;
	return CRM_NO_DAY;
}

int32_t crm_sent_newest(const struct crm_case *c, const uint64_t *own, size_t own_n)
{
	int32_t newest = CRM_NO_DAY;
	struct crm_entries t, sent;
	size_t i = 0, k;

	while (crm_case_with(c, CRM_EV_BIT(CRM_EV_REMINDER), &i, &t)) {
		sent = crm_thread_rows(t, CRM_EV_REMINDER);
		for (k = 0; k < sent.n; k++) {
			const struct crm_rare *rare = crm_store_rare(c->store, sent.row[k]);

			if (sent.row[k]->day > newest && !rare->for_me &&
				!is_own(rare->mid, own, own_n) &&
				handed_over(outcome(c->store, sent, sent.row[k])))
				newest = sent.row[k]->day;
		}
	}
	return newest;
}

int32_t crm_sent_reminded(struct crm_case *c)
{
	if (c->reminded == INT32_MAX)
		c->reminded = crm_sent_newest(c, NULL, 0);
	return c->reminded;
}

int32_t crm_ladder_day(const struct crm_calendar *cal, const struct crm_ladder *ladder, int step,
	int32_t due, const struct crm_sent *s, int32_t newest, int gap)
{
	int32_t day, from;

	/* none of it is asked for before its own due day */
	day = (s->since > due ? s->since : due) + ladder->step[step].after;
	if (step > 0 && s->letter != CRM_NO_DAY && s->step == step - 1) {
		from = s->letter + ladder->step[step].after - ladder->step[step - 1].after;
		if (from > day)
			day = from;
	}
	if (s->until != CRM_NO_DAY && s->until + 1 > day)
		day = s->until + 1;
	if (newest != CRM_NO_DAY && newest + gap > day)
		day = newest + gap;
	if (s->refund != CRM_NO_DAY && s->refund + gap > day)
		day = s->refund + gap;
	if (s->part != CRM_NO_DAY && s->part + gap > day)
		day = s->part + gap;
	return crm_calendar_open_day(cal, day);
}

bool crm_step_formal(const struct crm_step *step)
{
	return crm_str_is(step->channel, "letter") || crm_str_is(step->template, "notice");
}

bool crm_sent_unsaid(const struct crm_ladder *l, const struct crm_invoice *inv, int64_t balance,
	const struct crm_sent *s, int64_t spare, int32_t today)
{
	int next = crm_ladder_next(l, s->step, inv->due < today);
	const struct crm_step *step = next < 0 ? NULL : &l->step[next];

	if (spare <= 0)
		return false;
	return spare >= balance || !step || crm_step_formal(step) || crm_str_is(step->channel, "file");
}

const struct crm_ladder *crm_ladder_find(const struct crm_policy *p, struct crm_str name)
{
	size_t i;

	if (name.n == 0)
		return p->ladder_n ? &p->ladder[0] : NULL;
	for (i = 0; i < p->ladder_n; i++)
		if (crm_str_eq(p->ladder[i].name, name))
			return &p->ladder[i];
	return NULL;
}

int crm_ladder_next(const struct crm_ladder *l, int sent, bool late)
{
	size_t next = (size_t)(sent + 1);

	while (late && next < l->n && l->step[next].after < 0)
		next++;
	return next < l->n ? (int)next : -1;
}
