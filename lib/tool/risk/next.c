/* next.c - what to do about a client, for each reason and next. */
#include "tool/risk/next.h"
#include "case/incident.h"
#include "case/talk.h"

enum { LITTLE = 4 };

/* A reminder that is due may wait behind another message to them, of which is spoken then, or be too
 * small to go out. */
static void waits(const struct crm_riskcase *c, struct crm_action *a)
{
	const struct crm_item *it, *of = NULL, *goes = NULL;
	size_t i;

	for (i = 0; a->act == CRM_ACT_SEND && c->due && i < c->due->n; i++) {
		it = c->due->item[i];
		if (!crm_str_eq(it->client, c->risk.client))
			continue;
		of = it->row == a->row ? it : of;
		goes = it->action.act == CRM_ACT_SEND && !goes ? it : goes;
	}
	if (!of || of->action.act == CRM_ACT_SEND)
		return;
	a->signal = -1;
	if (goes)
		*a = goes->action;
	else
		a->act = of->action.act;
	a->until = goes ? CRM_NO_DAY : of->action.until;
}

/* An item of the list about a thing; NULL: there is none. */
static const struct crm_item *item_of(const struct crm_riskcase *c, const struct crm_entry *row)
{
	const struct crm_item *it;
	size_t i;

	for (i = 0; row && row->word && c->due && i < c->due->n; i++) {
		it = c->due->item[i];
		if (it->kind != CRM_KIND_INVOICE && it->row->word == row->word &&
			it->row->event == row->event && crm_str_eq(it->client, c->risk.client))
			return it;
	}
	return NULL;
}

/* What I put off myself is no act of today, as in the lists. */
static void put_off(const struct crm_riskcase *c, struct crm_action *a)
{
	const struct crm_item *it = a->state == CRM_STATE_OPEN || a->state == CRM_STATE_UNDERWAY
					    ? item_of(c, a->row) : NULL;

	if (!it || !(it->why & CRM_HOLD_HOLD))
		return;
	a->state = CRM_STATE_OPEN;
	a->act = CRM_ACT_WAIT;
	a->signal = -1;
	a->until = CRM_NO_DAY;
}

/* What to do about the rows behind a reason. */
void crm_risknext_signal(
	const struct crm_riskcase *c, struct crm_case *of, int signal, struct crm_action *out)
{
	const struct crm_riskcase_row *row;
	const struct crm_entry **f;
	size_t n, i;

	row = crm_riskcase_behind(c, signal, &n);
	f = crm_calloc(n + 1, sizeof *f);
	for (i = 0; i < n; i++)
		f[i] = c->entry[row[i].row - c->row];
	crm_action_signal(of, signal, f, n, out);
	waits(c, out);
	put_off(c, out);
	crm_release(&f);
}

/* A promise or a deadline of mine whose day is today. */
static const struct crm_entry *word_today(const struct crm_case *of)
{
	static const enum crm_event words[] = {CRM_EV_PROMISE, CRM_EV_DEADLINE};
	struct crm_entries t;
	struct crm_word w;
	size_t i = 0, k;

	while (i < of->threads) {
		t = crm_case_thread(of, &i);
		for (k = 0; k < 2; k++)
			if (crm_word_of(t, words[k], CRM_BY_ME, &w) && crm_word_open(&w) &&
				w.asked == of->now.day)
				return w.first;
	}
	return NULL;
}

/* What I owe comes before what I am owed, and both before habits. */
static int tier(enum crm_act act)
{
	int rank = crm_acts[act].rank, money = crm_acts[CRM_ACT_SEND].rank;

	if (rank >= crm_acts[CRM_ACT_SHOW].rank)
		return 2;
	return rank >= money;
}

/* Whether an act may be the next one rather than the best so far, of a heavier reason: where it weighs
 * little beside that, it can wait. */
static bool before(const struct crm_action *a, int points, const struct crm_action *best, int most)
{
	if (a->state == CRM_STATE_DONE || a->state == CRM_STATE_NONE ||
		crm_acts[a->act].rank >= crm_acts[CRM_ACT_WAIT].rank)
		return false;
	if (!best->state || a->act == CRM_ACT_DISTANCE)
		return true;
	return best->act != CRM_ACT_DISTANCE && tier(a->act) < tier(best->act) &&
	       (tier(best->act) == 2 || (int64_t)points * LITTLE >= most);
}

/* Whether an item of the lists asks for something of mine on its day. */
static bool asks(const struct crm_riskcase *c, const struct crm_item *it)
{
	return !it->why && it->action.state != CRM_STATE_NONE &&
	       crm_acts[it->action.act].rank < crm_acts[CRM_ACT_WAIT].rank && crm_str_eq(it->client, c->risk.client);
}

/* A dispute holds a reminder, and is to be settled all the same.  S3.15. */
static bool disputed(const struct crm_riskcase *c, const struct crm_item *it)
{
	return it->action.act == CRM_ACT_SETTLE_FIRST && crm_str_eq(it->client, c->risk.client);
}

/* What the lists have as late, the most urgent kind of act first: a bill, an offer, a call; else a dispute. */
static void listed(const struct crm_riskcase *c, struct crm_action *best)
{
	const struct crm_item *it;
	size_t i;

	for (i = 0; c->ahead && i < c->ahead->n; i++) {
		it = c->ahead->item[i];
		if (it->days < 0 || !asks(c, it) ||
			(best->state && crm_acts[it->action.act].rank >= crm_acts[best->act].rank))
			continue;
		*best = it->action;
		best->row = it->ref.n && !it->by_id ? it->row : NULL;
	}
	for (i = 0; !best->state && c->due && i < c->due->n; i++)
		if (disputed(c, c->due->item[i]))
			*best = c->due->item[i]->action;
}

/* What the lists will have next: until then there is nothing to do. */
static bool coming(const struct crm_riskcase *c, struct crm_action *best, enum crm_act *then)
{
	const struct crm_item *it, *next = NULL;
	size_t i;

	for (i = 0; c->ahead && i < c->ahead->n; i++) {
		it = c->ahead->item[i];
		if (it->days < 0 && it->due.day != CRM_NO_DAY && asks(c, it) &&
			(!next || it->due.day < next->due.day))
			next = it;
	}
	if (!next)
		return false;
	crm_action_wait(best, next->due.day);
	best->row = next->ref.n && !next->by_id ? next->row : NULL;
	*then = next->action.act;
	return true;
}

bool crm_risknext_stranger(const struct crm_riskcase *c, const struct crm_case *of)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (crm_advice_face(&c->row[i]))
			return false;
	for (i = 0; i < c->n && !c->row[i].client.n; i++)
		;
	return i == c->n || of->now.day - (int64_t)c->row[i].at.day < of->policy->score.stage.tenure;
}

/* Nobody asked after them for as long as one may wait. */
static bool unasked(const struct crm_case *of)
{
	struct crm_entries r = crm_case_rows(of, CRM_EV_INTEREST);

	return !r.n || of->now.day - (int64_t)r.row[r.n - 1]->day >= of->policy->interest;
}

/* Where nothing is open: what rebuilds it, or keeps it so; what goes well is left alone until its day. */
static void upkeep(const struct crm_riskcase *c, struct crm_case *of, struct crm_action *best,
	enum crm_act *then)
{
	const struct crm_score *s = &c->risk.score;
	/* S2.7: to whom one has set limits one keeps to what was agreed, and seeks no more */
	bool apart = crm_incidents_want(of, 1u << CRM_WANT_WATCH);

	if (s->band >= CRM_BAND_AT_RISK &&
		s->side[CRM_SIDE_ME] + s->side[CRM_SIDE_BOTH] >= s->side[CRM_SIDE_CLIENT])
		crm_action_of(of, CRM_MATTER_TRUST, NULL, best);
	else if (!apart && s->stage == CRM_STAGE_NEW && crm_risknext_stranger(c, of))
		crm_action_of(of, CRM_MATTER_STRANGER, NULL, best);
	else if (coming(c, best, then))
		return;
	else if (!apart && unasked(of))
		crm_action_of(of, CRM_MATTER_INTEREST, NULL, best);
	else
		crm_action_wait(best, CRM_NO_DAY);
}

/* What the heaviest reason still asks for; -> a wait that one of them is in. */
static struct crm_action of_reasons(
	const struct crm_riskcase *c, struct crm_case *of, struct crm_action *best)
{
	const struct crm_score *s = &c->risk.score;
	struct crm_action a, wait = {.signal = -1};
	int most = 0;
	size_t i;

	*best = wait;
	for (i = 0; i < s->reasons; i++) {
		if (s->reason[i].signal == CRM_SIG_PRIOR || !s->reason[i].points)
			continue;
		crm_risknext_signal(c, of, s->reason[i].signal, &a);
		if (before(&a, s->reason[i].points, best, most)) {
			*best = a;
			most = s->reason[i].points;
		}
		if ((a.act == CRM_ACT_WAIT || a.act == CRM_ACT_WATCH) && !wait.state)
			wait = a;
	}
	return wait;
}

void crm_risknext_of(const struct crm_riskcase *c, struct crm_case *of, struct crm_action *best,
	enum crm_act *then)
{
	const struct crm_entry *waits = crm_asked_waits(of), *word = word_today(of);
	struct crm_action wait = of_reasons(c, of, best);

	*then = CRM_ACT_NONE;
	if (waits && best->act != CRM_ACT_DISTANCE)
		crm_action_of(of, CRM_MATTER_REPLY, waits, best);
	else if (word && (!best->state || tier(best->act) > 0)) /* S0.29: what can still be kept */
		crm_action_of(of, CRM_MATTER_WORD, word, best);
	if (!best->state)
		listed(c, best);
	if (!best->state)
		*best = wait;
	if (!best->state && !of->ended)
		upkeep(c, of, best, then);
}
