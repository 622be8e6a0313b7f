/* talk.c - waits, absences, silence and tone. */
#include "case/talk.h"
#include "base/num.h"

/* Whether a wait that is open ended with the relation. */
static bool left(const struct crm_case *c, const struct crm_entry *wait)
{
	return c->ended && wait->day <= c->ended->day;
}

bool crm_asked_next(
	const struct crm_case *c, enum crm_reply ends, size_t *i, struct crm_asked *out)
{
	const struct crm_entry *f;

	*out = (struct crm_asked){NULL, NULL};
	while (*i < c->talks) {
		f = c->talk[(*i)++];
		if (crm_entry_inbound(f)) {
			if (!out->message && !(f->mark & CRM_MARK_NOREPLY))
				out->message = f;
		} else if (out->message && (ends == CRM_REPLY_TRIED || !crm_entry_unreached(f))) {
			out->answer = f;
			return true;
		}
	}
	return out->message && !left(c, out->message);
}

const struct crm_entry *crm_asked_open(const struct crm_case *c)
{
	const struct crm_entry *wait = NULL;
	size_t i;

	for (i = c->talks; i-- > 0 && (crm_entry_inbound(c->talk[i]) || crm_entry_unreached(c->talk[i]));)
		if (!crm_entry_unreached(c->talk[i]) && !(c->talk[i]->mark & CRM_MARK_NOREPLY))
			wait = c->talk[i];
	return wait && !left(c, wait) ? wait : NULL;
}

enum { ASKED = 30 }; /* days for which an answer is owed at least */

const struct crm_entry *crm_asked_waits(const struct crm_case *c)
{
	int days = c->policy->expire > ASKED ? c->policy->expire : ASKED;
	const struct crm_entry *newest = NULL;
	size_t i;

	for (i = c->talks; i-- > 0 && !newest;)
		if (!crm_entry_unreached(c->talk[i]) && !(c->talk[i]->mark & CRM_MARK_NOREPLY))
			newest = c->talk[i];
	/* of mine, it is the answer, and nothing is open */
	return newest && c->now.day - (int64_t)newest->day > days ? NULL : crm_asked_open(c);
}

struct crm_absence *crm_case_away(struct crm_case *c, bool mine, size_t *n)
{
	struct crm_absence *away = NULL;
	size_t i;

	*n = 0;
	if (c->leaves == 0)
		return NULL;
	away = crm_arena_alloc(&c->mem, c->leaves * sizeof *away);
	for (i = 0; i < c->leaves; i++) {
		const struct crm_entry *f = c->leave[i];

		if (!mine || f->by != CRM_BY_CLIENT)
			away[(*n)++] = (struct crm_absence){f->day, crm_absence_last(f)};
	}
	*n = crm_absence_merge(away, *n);
	return away;
}

struct crm_clock crm_case_clock(struct crm_case *c)
{
	struct crm_clock k = {.calendar = c->calendar, .elapsed = c->policy->reply_elapsed};

	k.away = crm_case_away(c, true, &k.away_n);
	return k;
}

/* The gaps between days of contact, the last so many; the newest row of contact. */
static int64_t *gaps(struct crm_case *c, size_t *n, const struct crm_entry **last)
{
	size_t keep = (size_t)c->policy->score.silence.history, i;
	int64_t *gap = crm_arena_raw(&c->mem, (c->talks + 1) * sizeof *gap);
	const struct crm_entry *next = NULL;

	*n = 0;
	*last = NULL;
	for (i = c->talks; i-- > 0 && *n < keep;) {
		const struct crm_entry *f = c->talk[i];

		if (f->by != CRM_BY_CLIENT && !crm_entry_twoway(f))
			continue;
		if (!next)
			*last = f;
		else if (next->day != f->day)
			gap[(*n)++] = (int64_t)next->day - f->day;
		next = f;
	}
	return gap;
}

/* The usual gap and how far silence may go beyond it (S3.5). */
static int64_t limit(const struct crm_case *c, int64_t *gap, size_t n)
{
	const struct crm_score_policy *sp = &c->policy->score;
	int64_t m, a, b, most = sp->silence.min_days;
	size_t i;

	if (n < (size_t)sp->silence.need)
		return crm_mission_active(c) ? sp->silence.active : sp->silence.idle;
	m = crm_median(gap, n);
	for (i = 0; i < n; i++)
		gap[i] = gap[i] > m ? gap[i] - m : m - gap[i];
	a = sp->silence.times_median * m;
	b = m + sp->silence.plus_mad * crm_median(gap, n);
	if (a > most)
		most = a;
	return b > most ? b : most;
}

int64_t crm_silence_until(struct crm_case *c, const struct crm_entry *last, int64_t usual)
{
	int64_t until = last->day + usual; /* as if nobody had been away */
	struct crm_absence *away;
	size_t n, i;

	away = crm_case_away(c, false, &n);
	for (i = 0; i < n; i++) {
		int64_t from = away[i].from;

		if (from <= last->day)
			from = (int64_t)last->day + 1;
		if (from <= away[i].to && from <= until + 1)
			until += away[i].to - from + 1;
	}
	return until;
}

bool crm_silence_of(struct crm_case *c, struct crm_silence *out)
{
	struct crm_absence *away;
	size_t n, i;
	int64_t *gap;

	if (c->talks == 0 || c->ended)
		return false;
	gap = gaps(c, &n, &out->last);
	if (!out->last)
		return false;
	out->limit = limit(c, gap, n);
	out->days = (int64_t)c->now.day - out->last->day;
	out->until = crm_silence_until(c, out->last, out->limit);
	away = crm_case_away(c, false, &n);
	for (i = 0; i < n; i++) {
		int64_t from = away[i].from, to = away[i].to;

		if (from <= out->last->day)
			from = (int64_t)out->last->day + 1;
		if (to > c->now.day)
			to = c->now.day;
		if (from <= to)
			out->days -= to - from + 1;
	}
	return true;
}

const struct crm_entry *crm_tense_next(const struct crm_case *c, size_t *i)
{
	const struct crm_entry *f;

	while (*i < c->talks) {
		f = c->talk[(*i)++];
		if (!(f->mark & CRM_MARK_TENSE))
			continue;
		/* the rest of this day says no more */
		while (*i < c->talks && c->talk[*i]->day == f->day)
			(*i)++;
		return f;
	}
	return NULL;
}

const struct crm_entry *crm_interest_newest(const struct crm_case *c, const char *kind)
{
	struct crm_entries r = crm_case_rows(c, CRM_EV_INTEREST);

	while (r.n-- > 0)
		if (crm_str_is(crm_entry_kind(c->store, r.row[r.n]), kind))
			return r.row[r.n];
	return NULL;
}
