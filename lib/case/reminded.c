/* reminded.c - what was sent for an invoice, and what comes next. */
#include "case/reminded.h"

static bool same_message(const struct crm_mark *a, const struct crm_mark *b)
{
	return b->event == CRM_EV_REMINDER && a->mid && a->mid == b->mid && a->kind == b->kind;
}

/*
 * What became of the message that a reminder belongs to.  Rows are counted, not ordered, so that no
 * clock can make a message look settled: once sent it stays sent, and an intent without a failure of
 * its own is open, whatever came before it.
 */
static enum crm_sent outcome(const struct crm_mark *const *mark, size_t n, size_t i)
{
	size_t k, intents = 0, unknowns = 0, failures = 0, sent = 0, bounces = 0;
	enum crm_sent st = CRM_SENT_FAILED;

	if (!mark[i]->mid)
		return (enum crm_sent)mark[i]->status;
	for (k = 0; k < n; k++) {
		if (!same_message(mark[i], mark[k]))
			continue;
		switch ((enum crm_sent)mark[k]->status) {
		case CRM_SENT_SENT: sent++; break;
		case CRM_SENT_BOUNCED: /* it came back: that attempt is over, and nobody read it */
			bounces++;
			failures++;
			break;
		case CRM_SENT_NONE:
		case CRM_SENT_PREPARED: return (enum crm_sent)mark[k]->status;
		case CRM_SENT_INTENT: intents++; break;
		case CRM_SENT_DEFERRED: st = CRM_SENT_DEFERRED; /* fall through */
		case CRM_SENT_FAILED: failures++; break;
		case CRM_SENT_UNKNOWN: unknowns++; break; /* open until a person settles it */
		}
	}
	if (sent > bounces)
		return CRM_SENT_SENT;
	/* an intent that was voided or lost by a merge does not take its unknown end with it */
	return intents > failures || unknowns > failures ? CRM_SENT_UNKNOWN : st;
}

static bool handed_over(enum crm_sent st)
{
	return st != CRM_SENT_DEFERRED && st != CRM_SENT_FAILED;
}

bool crm_reminded_handed(const struct crm_mark *const *mark, size_t n, size_t i)
{
	return mark[i]->event == CRM_EV_REMINDER && handed_over(outcome(mark, n, i));
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
static void letter_mark(const struct crm_ledger *l, const struct crm_mark *m, struct letters *days)
{
	struct crm_str kind = l->words.str[m->kind];
	bool arrived = crm_str_is(kind, "presented") || crm_str_is(kind, "signed");
	bool posted = crm_str_is(kind, "posted");
	int32_t day = m->at.day;

	if ((posted || arrived || crm_str_is(kind, "returned")) && day > days->left)
		days->left = day;
	if (posted && day > days->posted)
		days->posted = day;
	if (arrived && (days->arrived == CRM_NO_DAY || day < days->arrived))
		days->arrived = day;
}

static void reminder_mark(const struct crm_ledger *l, const struct crm_mark *const *mark, size_t n,
	size_t i, const struct crm_ladder *ladder, struct crm_reminded *out)
{
	enum crm_sent st = outcome(mark, n, i);
	int step;

	if (!handed_over(st))
		return;
	step = step_find(ladder, l->words.str[mark[i]->kind]);
	if (step > out->step)
		out->step = step;
	out->any = true;
	out->last = mark[i]->kind;
	out->at = mark[i]->at;
	if (st == CRM_SENT_INTENT || st == CRM_SENT_UNKNOWN)
		out->unsettled = mark[i];
	if (st == CRM_SENT_PREPARED)
		out->prepared = mark[i];
}

void crm_reminded_of(const struct crm_ledger *l, const struct crm_mark *const *mark, size_t n,
	const struct crm_ladder *ladder, struct crm_reminded *out)
{
	struct letters days = {CRM_NO_DAY, CRM_NO_DAY, CRM_NO_DAY};
	size_t i;

	memset(out, 0, sizeof *out);
	out->step = -1;
	out->letter = out->at.day = CRM_NO_DAY;
	for (i = 0; i < n; i++) {
		if (mark[i]->event == CRM_EV_REMINDER)
			reminder_mark(l, mark, n, i, ladder, out);
		else if (mark[i]->event == CRM_EV_LETTER)
			letter_mark(l, mark[i], &days);
	}
	/* by days: a posting logged without its hour is not before the run of that morning */
	out->unposted = out->prepared && days.left < out->prepared->at.day;
	out->letter = days.posted != CRM_NO_DAY ? days.posted : days.arrived;
}

static bool is_own(uint64_t mid, const uint64_t *own, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (own[i] == mid)
			return true;
	return false;
}

int32_t *crm_reminded_newest(const struct crm_ledger *l, const uint64_t *own, size_t own_n,
	struct crm_arena *a)
{
	int32_t *newest = crm_arena_alloc(a, (l->clients.n + 1) * sizeof *newest);
	const struct crm_mark *const *mark;
	struct crm_str ref;
	uint32_t i, client;
	size_t k, n;

	for (k = 0; k < l->clients.n; k++)
		newest[k] = CRM_NO_DAY;
	for (i = 1; i <= l->keys.n; i++) {
		crm_ledger_key(l, i, &client, &ref);
		mark = (const struct crm_mark *const *)crm_ledger_marks(l, client, ref, a, &n);
		for (k = 0; k < n; k++)
			if (mark[k]->at.day > newest[client] && !mark[k]->for_me &&
				!is_own(mark[k]->mid, own, own_n) && crm_reminded_handed(mark, n, k))
				newest[client] = mark[k]->at.day;
	}
	return newest;
}

int32_t crm_ladder_day(const struct crm_calendar *cal, const struct crm_ladder *ladder, int step,
	int32_t due, const struct crm_reminded *r, int32_t newest, int gap)
{
	int32_t day = due + ladder->step[step].after, from;

	if (step > 0 && r->letter != CRM_NO_DAY && r->step == step - 1) {
		from = r->letter + ladder->step[step].after - ladder->step[step - 1].after;
		if (from > day)
			day = from;
	}
	if (newest != CRM_NO_DAY && newest + gap > day)
		day = newest + gap;
	return crm_calendar_open_day(cal, day);
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
