/* detecttalk.c - replies and tone. */
#include "trust/detect.h"
#include <stdlib.h>

static bool inbound(const struct crm_entry *f)
{
	return f->by == CRM_BY_CLIENT && !(f->mark & CRM_MARK_TWOWAY);
}

/* My days away: rows by me or both, those of nobody too. */
static void my_absences(struct crm_evidence *v, struct crm_clock *clock)
{
	struct crm_absence *away;
	size_t n = 0, i;

	if (v->c->leaves == 0)
		return;
	away = crm_arena_alloc(&v->c->mem, v->c->leaves * sizeof *away);
	for (i = 0; i < v->c->leaves; i++) {
		const struct crm_entry *f = v->c->leave[i];

		if (f->by != CRM_BY_CLIENT)
			away[n++] = (struct crm_absence){
				f->day, f->due == CRM_NO_DAY ? f->day : f->due};
	}
	clock->away = away;
	clock->away_n = crm_absence_merge(away, n);
}

/* A wait that ended with an answer, or has not ended. */
static void closed(struct crm_evidence *v, const struct crm_clock *clock,
	const struct crm_entry *wait, const struct crm_entry *answer)
{
	const struct crm_weight *w = &v->c->policy->score.signal[CRM_SIG_LATE_REPLY];
	struct crm_when from = {wait->day, crm_entry_min(wait)}, to = v->c->now;
	int64_t open;

	if (answer)
		to = (struct crm_when){answer->day, crm_entry_min(answer)};
	open = crm_clock_minutes(clock, from, to);
	if (open > v->c->policy->reply_hours * INT64_C(60)) {
		if (crm_evidence_ramp(v, CRM_SIG_LATE_REPLY, open, w->from * INT64_C(60),
			    w->to * INT64_C(60), to.day, wait))
			crm_evidence_cause(v, CRM_SIG_LATE_REPLY, 0, answer);
	} else if (answer) {
		crm_evidence_good(v, CRM_SIG_REPLY_IN_TIME, answer->day, CRM_MILLI, answer);
	}
}

static void replies(struct crm_evidence *v)
{
	struct crm_clock clock = {.calendar = v->c->calendar, .elapsed = v->c->policy->reply_elapsed};
	const struct crm_entry *wait = NULL;
	size_t i;

	my_absences(v, &clock);
	for (i = 0; i < v->c->talks; i++) {
		const struct crm_entry *f = v->c->talk[i];

		if (inbound(f)) {
			if (!wait && !(f->mark & CRM_MARK_NOREPLY))
				wait = f;
		} else if (wait && (f->mark & (CRM_MARK_MISSED | CRM_MARK_TWOWAY)) != CRM_MARK_MISSED) {
			closed(v, &clock, wait, f);
			wait = NULL;
		}
	}
	if (wait)
		closed(v, &clock, wait, NULL);
}

void crm_detect_talk(struct crm_evidence *v)
{
	int32_t last = CRM_NO_DAY;
	size_t i;

	replies(v);
	for (i = 0; i < v->c->talks; i++) {
		const struct crm_entry *f = v->c->talk[i];

		if (!(f->mark & CRM_MARK_TENSE))
			continue;
		if (f->day != last)
			crm_evidence_bad(v, CRM_SIG_TENSE, 1, f->day, NULL, 0, f);
		last = f->day;
	}
}
