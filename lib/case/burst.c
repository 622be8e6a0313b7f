/* burst.c - many messages in few hours, against what is usual. */
#include "case/burst.h"
#include "base/sort.h"

enum { NOON = 720 };

struct message {
	int64_t at;	  /* minutes since day 0 */
	uint32_t channel; /* small number of it */
	const struct crm_entry *row;
};

/* A window that slides over the messages: those up to one, of the last hours, by channel. */
struct window {
	size_t from, to, old; /* [from, to) of the last hours; [old, from) before them */
	uint32_t *seen;	      /* by channel */
	int channels;	      /* with a message in the window */
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
static struct message *messages(struct crm_case *c, int64_t after, size_t *count, size_t *channels)
{
	struct crm_entries r = crm_case_rows(c, CRM_EV_CONTACT);
	struct message *m = crm_arena_raw(&c->mem, (r.n + 1) * sizeof *m);
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
	crm_sort(m, n, sizeof *m, by_channel);
	for (i = 0; i < n; i++) {
		if (i && m[i].channel != last)
			number++;
		last = m[i].channel;
		m[i].channel = number;
	}
	crm_sort(m, n, sizeof *m, by_time);
	*count = n;
	*channels = number + 1;
	return m;
}

/* All messages of one minute are in the window of each of them. */
static void slide(struct window *w, const struct message *m, size_t n, size_t at,
	const struct crm_score_policy *sp)
{
	int64_t t = m[at].at;

	for (; w->to < n && m[w->to].at <= t; w->to++)
		w->channels += w->seen[m[w->to].channel]++ == 0;
	for (; m[w->from].at <= t - sp->burst.hours * INT64_C(60); w->from++)
		w->channels -= --w->seen[m[w->from].channel] == 0;
	while (m[w->old].at <= t - sp->burst.lookback * INT64_C(1440))
		w->old++;
}

static bool many(const struct window *w, const struct crm_score_policy *sp)
{
	int64_t n = (int64_t)(w->to - w->from), before = (int64_t)(w->from - w->old);

	return n >= sp->burst.count && w->channels >= sp->burst.channels &&
	       n * (sp->burst.lookback * INT64_C(24) - sp->burst.hours) >=
		       sp->burst.times_usual * before * sp->burst.hours;
}

bool crm_burst_of(struct crm_case *c, struct crm_burst *out)
{
	const struct crm_score_policy *sp = &c->policy->score;
	int64_t since = ((int64_t)c->now.day - sp->burst.active) * 1440;
	size_t n, channels, i, from = 0;
	struct window w = {0, 0, 0, NULL, 0};
	struct message *m;

	*out = (struct crm_burst){NULL, NULL, NULL, 0};
	if (c->ended)
		return false;
	m = messages(c, since - sp->burst.lookback * INT64_C(1440), &n, &channels);
	if (n < (size_t)sp->burst.count)
		return false;
	w.seen = crm_arena_alloc(&c->mem, channels * sizeof *w.seen);
	for (i = 0; i < n; i++) {
		slide(&w, m, n, i, sp);
		if (m[i].at <= since || !many(&w, sp))
			continue;
		if (!out->made) {
			out->first = m[w.from].row;
			out->made = m[i].row;
		}
		if (w.to - w.from > out->n) {
			out->n = w.to - w.from;
			from = w.from;
		}
	}
	out->row = crm_arena_alloc(&c->mem, (out->n + 1) * sizeof *out->row);
	for (i = 0; i < out->n; i++)
		out->row[i] = m[from + i].row;
	return out->made;
}
