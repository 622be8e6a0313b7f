/* detectstate.c - what is so on the day: missions, silence, burst, controls, changes of mind. */
#include "trust/detect.h"
#include <stdlib.h>

enum { NOON = 720, WINDOW = 30 /* days in which controls and changes count */ };

/* The newest row of an event, or NULL. */
static const struct crm_entry *newest(const struct crm_evidence *v, enum crm_event e)
{
	struct crm_entries r = crm_case_rows(v->c, e);

	return r.n ? r.row[r.n - 1] : NULL;
}

static const struct crm_entry *later(const struct crm_entry *a, const struct crm_entry *b)
{
	return b && b->day > a->day ? b : a;
}

/* The row a mission runs from: its own or its newest renewal; NULL when it ended since. */
static const struct crm_entry *mission_start(struct crm_entries t)
{
	const struct crm_entry *m = crm_thread_first(t, CRM_EV_MISSION, INT32_MIN);
	struct crm_entries renew;

	if (!m)
		return NULL;
	renew = crm_thread_rows(t, CRM_EV_RENEW);
	if (renew.n)
		m = later(m, renew.row[renew.n - 1]);
	return crm_thread_first(t, CRM_EV_END, m->day) ? NULL : m;
}

/* A state of a mission past a day, with the row it counts from. */
static void past(struct crm_evidence *v, int signal, const struct crm_entry *from,
	const struct crm_entry *mission, struct crm_span cap)
{
	int64_t x = v->c->now.day - (int64_t)crm_span_after(from->day, cap);

	if (crm_evidence_bad(v, signal, x, v->c->now.day, NULL, 0, mission) && from != mission)
		crm_evidence_cause(v, signal, 0, from);
}

static void mission(struct crm_evidence *v, const struct crm_entry *start)
{
	const struct crm_client *c = v->c->profile;
	struct crm_span cap = c->mission_cap.n ? c->mission_cap : v->c->policy->mission_cap;
	int64_t beat = c->checkin >= 0 ? c->checkin : v->c->policy->checkin;
	const struct crm_entry *shown, *met;

	shown = later(later(start, newest(v, CRM_EV_RESULT)), newest(v, CRM_EV_DELIVERED));
	met = later(start, newest(v, CRM_EV_CHECKIN));
	past(v, CRM_SIG_MISSION_OVERRUN, start, start, cap);
	past(v, CRM_SIG_NO_RESULT, shown, start, cap);
	if (crm_evidence_ramp(v, CRM_SIG_NO_CHECKIN, v->c->now.day - (int64_t)met->day, beat, 3 * beat,
		    v->c->now.day, start) &&
		met != start)
		crm_evidence_cause(v, CRM_SIG_NO_CHECKIN, 0, met);
}

/* -> whether a mission is active */
static bool missions(struct crm_evidence *v)
{
	const struct crm_entry *start;
	bool active = false;
	size_t i = 0;

	while (i < v->c->threads) {
		start = mission_start(crm_case_thread(v->c, &i));
		if (!start)
			continue;
		mission(v, start);
		active = true;
	}
	return active;
}

/* The usual gap between talks and how far silence may go beyond it (S3.5). */
static int64_t silence_limit(struct crm_evidence *v, int64_t *gap, size_t n, bool active)
{
	const struct crm_score_policy *sp = &v->c->policy->score;
	int64_t m, a, b, limit = sp->silence.min_days;
	size_t i;

	if (n < (size_t)sp->silence.need)
		return active ? sp->silence.active : sp->silence.idle;
	m = crm_median(gap, n);
	for (i = 0; i < n; i++)
		gap[i] = gap[i] > m ? gap[i] - m : m - gap[i];
	a = sp->silence.times_median * m;
	b = m + sp->silence.plus_mad * crm_median(gap, n);
	if (a > limit)
		limit = a;
	return b > limit ? b : limit;
}

/* Days after the last talk on which somebody was away. */
static int64_t days_away(struct crm_evidence *v, int32_t last)
{
	struct crm_absence *away;
	size_t n = 0, i;
	int64_t days = 0;

	if (v->c->leaves == 0)
		return 0;
	away = crm_arena_alloc(&v->c->mem, v->c->leaves * sizeof *away);
	for (i = 0; i < v->c->leaves; i++) {
		int32_t from = v->c->leave[i]->day, to = v->c->leave[i]->due;

		if (to == CRM_NO_DAY)
			to = from;
		if (from <= last)
			from = last + 1;
		away[n++] = (struct crm_absence){from, to > v->c->now.day ? v->c->now.day : to};
	}
	n = crm_absence_merge(away, n);
	for (i = 0; i < n; i++)
		days += (int64_t)away[i].to - away[i].from + 1;
	return days;
}

static void silence(struct crm_evidence *v, bool active)
{
	size_t keep = (size_t)v->c->policy->score.silence.history, n = 0, i;
	const struct crm_entry *last = NULL;
	int64_t *gap, limit, x;

	gap = v->c->talks ? crm_arena_alloc(&v->c->mem, v->c->talks * sizeof *gap) : NULL;
	for (i = 0; i < v->c->talks; i++) {
		const struct crm_entry *f = v->c->talk[i];

		if (f->by != CRM_BY_CLIENT && !(f->mark & CRM_MARK_TWOWAY))
			continue;
		if (last && last->day != f->day)
			gap[n++] = (int64_t)f->day - last->day;
		last = f;
	}
	if (!last)
		return;
	if (n > keep) {
		gap += n - keep;
		n = keep;
	}
	limit = silence_limit(v, gap, n, active);
	x = v->c->now.day - (int64_t)last->day - days_away(v, last->day);
	crm_evidence_ramp(v, CRM_SIG_SILENCE, x, limit, 2 * limit, v->c->now.day, last);
}

struct message {
	int64_t at;	  /* minutes since day 0 */
	uint32_t channel; /* small number of it */
	const struct crm_entry *row;
};

static int by_time(const void *a, const void *b)
{
	const struct message *x = a, *y = b;

	return x->at != y->at ? (x->at > y->at) - (x->at < y->at) : crm_entry_cmp(x->row, y->row);
}

static int by_channel(const void *a, const void *b)
{
	const struct message *x = a, *y = b;

	return (x->channel > y->channel) - (x->channel < y->channel);
}

/* Messages of the client after a minute, by time; channels numbered from 0 to *channels. */
static struct message *messages(
	struct crm_evidence *v, int64_t after, size_t *count, size_t *channels)
{
	struct crm_entries r = crm_case_rows(v->c, CRM_EV_CONTACT);
	struct message *m = crm_arena_alloc(&v->c->mem, (r.n + 1) * sizeof *m);
	uint32_t number = 0, last = 0;
	size_t n = 0, i;

	for (i = r.n; i-- > 0;) {
		const struct crm_entry *f = r.row[i];
		int16_t min = crm_entry_min(f);
		int64_t at = f->day * INT64_C(1440) + (min == CRM_NO_MIN ? NOON : min);

		if (f->day * INT64_C(1440) + CRM_DAY_MINUTES <= after)
			break;
		if (f->by == CRM_BY_CLIENT && at > after)
			m[n++] = (struct message){at, (uint32_t)f->kind, f};
	}
	if (n)
		qsort(m, n, sizeof *m, by_channel);
	for (i = 0; i < n; i++) {
		if (i && m[i].channel != last)
			number++;
		last = m[i].channel;
		m[i].channel = number;
	}
	if (n)
		qsort(m, n, sizeof *m, by_time);
	*count = n;
	*channels = number + 1;
	return m;
}

/* Messages of two days against what is usual; the largest count of a window that is a burst. */
static void burst(struct crm_evidence *v)
{
	const struct crm_score_policy *sp = &v->c->policy->score;
	int64_t since = ((int64_t)v->c->now.day - sp->burst.active) * 1440;
	int64_t window = sp->burst.hours * INT64_C(60), look = sp->burst.lookback * INT64_C(1440);
	size_t n, channels, i, lo = 0, old = 0, used = 0, top = 0, at = 0, from = 0;
	struct message *m = messages(v, since - look, &n, &channels);
	uint32_t *seen = crm_arena_alloc(&v->c->mem, channels * sizeof *seen);

	for (i = 0; i < n; i++) {
		int64_t t = m[i].at, now, before;

		/* all messages of one minute are in the window of each of them */
		used += seen[m[i].channel]++ == 0;
		if (i + 1 < n && m[i + 1].at == t)
			continue;
		for (; m[lo].at <= t - window; lo++)
			used -= --seen[m[lo].channel] == 0;
		while (m[old].at <= t - look)
			old++;
		if (t <= since)
			continue;
		now = (int64_t)(i + 1 - lo);
		before = (int64_t)(lo - old);
		if (now >= sp->burst.count && used >= (size_t)sp->burst.channels &&
			now * (sp->burst.lookback * INT64_C(24) - sp->burst.hours) >=
				sp->burst.times_usual * before * sp->burst.hours &&
			(size_t)now > top) {
			top = (size_t)now;
			from = lo;
			at = i;
		}
	}
	if (top &&
		crm_evidence_bad(v, CRM_SIG_BURST, (int64_t)top, v->c->now.day, NULL, 0, m[from].row))
		for (i = from + 1; i <= at; i++)
			crm_evidence_cause(v, CRM_SIG_BURST, 0, m[i].row);
}

/* How many rows of up to two events lie in the last days. */
static void recent(struct crm_evidence *v, int signal, enum crm_event e, enum crm_event other)
{
	const enum crm_event events[] = {e, other};
	const struct crm_entry *rows[2] = {NULL, NULL};
	size_t n[2] = {0, 0}, k, i;

	for (k = 0; k < (e == other ? 1 : 2); k++) {
		struct crm_entries r = crm_case_rows(v->c, events[k]);

		while (n[k] < r.n && v->c->now.day - (int64_t)r.row[r.n - 1 - n[k]]->day < WINDOW)
			n[k]++;
		if (n[k])
			rows[k] = r.row[r.n - n[k]];
	}
	if (!crm_evidence_bad(v, signal, (int64_t)(n[0] + n[1]), v->c->now.day, NULL, 0,
		    rows[0] ? rows[0] : rows[1]))
		return;
	for (k = 0; k < 2; k++) {
		struct crm_entries r = crm_case_rows(v->c, events[k]);

		for (i = r.n - n[k]; i < r.n; i++)
			if (r.row[i] != (rows[0] ? rows[0] : rows[1]))
				crm_evidence_cause(v, signal, 0, r.row[i]);
	}
}

void crm_detect_states(struct crm_evidence *v)
{
	bool active = missions(v);

	silence(v, active);
	burst(v);
	recent(v, CRM_SIG_CONTROLS, CRM_EV_CONTROL, CRM_EV_CONTROL);
	recent(v, CRM_SIG_INSTABILITY, CRM_EV_CHANGE, CRM_EV_CHALLENGE);
}
