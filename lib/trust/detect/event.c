/* event.c - what weighs by itself: incidents, changes of staff, gestures and the like. */
#include "case/incident.h"
#include "case/talk.h"
#include "trust/detect/detect.h"

static void incidents(struct crm_evidence *v)
{
	struct crm_entries r = crm_case_rows(v->c, CRM_EV_INCIDENT);
	size_t i;

	for (i = 0; i < r.n; i++) {
		int signal = crm_incident_signal(r.row[i]);
		int third = (int)r.row[i]->level * CRM_MILLI / 3;
		bool level = signal >= 0 && signal < CRM_SIGNALS && crm_signals[signal].by_level;

		if (signal >= 0)
			crm_evidence_bad(v, signal, 1, r.row[i]->day, &third, level, r.row[i]);
	}
}

static void staff(struct crm_evidence *v)
{
	struct crm_entries r = crm_case_rows(v->c, CRM_EV_STAFF);
	size_t i;

	for (i = 0; i < r.n; i++)
		if (r.row[i]->kind != CRM_STAFF_ILLNESS)
			crm_evidence_bad(v,
				r.row[i]->by == CRM_BY_CLIENT ? CRM_SIG_CONTACT_CHANGE
							      : CRM_SIG_STAFF_CHANGE,
				1, r.row[i]->day, NULL, 0, r.row[i]);
}

/* Three says neither. */
static void satisfied(struct crm_evidence *v)
{
	struct crm_entries r = crm_case_rows(v->c, CRM_EV_SATISFIED);
	size_t i;

	for (i = 0; i < r.n; i++) {
		int half = ((int)r.row[i]->level - 3) * CRM_MILLI / 2, less = -half;

		if (crm_dissatisfied(r.row[i]))
			crm_evidence_bad(v, CRM_SIG_DISSATISFIED, 1, r.row[i]->day, &less, 1,
				r.row[i]);
		else
			crm_evidence_good(v, CRM_SIG_SATISFIED, r.row[i]->day, half, r.row[i]);
	}
}

void crm_detect_events(struct crm_evidence *v)
{
	static const struct {
		enum crm_event event;
		int signal;
	} plain[] = {{CRM_EV_CHECKIN, CRM_SIG_CHECKIN}, {CRM_EV_INTEREST, CRM_SIG_INTEREST},
		{CRM_EV_APOLOGY, CRM_SIG_APOLOGY}, {CRM_EV_GESTURE, CRM_SIG_GESTURE},
		{CRM_EV_DISAGREE, CRM_SIG_DISAGREE}, {CRM_EV_GOODWILL, CRM_SIG_GOODWILL},
		{CRM_EV_REFERRAL, CRM_SIG_REFERRAL}, {CRM_EV_FRAME, CRM_SIG_FRAME},
		{CRM_EV_RENEW, CRM_SIG_RENEWAL}};
	struct crm_entries r;
	size_t k, i;

	incidents(v);
	staff(v);
	for (k = 0; k < sizeof plain / sizeof *plain; k++) {
		r = crm_case_rows(v->c, plain[k].event);
		for (i = 0; i < r.n; i++)
			crm_evidence_good(v, plain[k].signal, r.row[i]->day, CRM_MILLI, r.row[i]);
	}
	satisfied(v);
}

static void weigh(struct crm_evidence *v, const struct crm_clock *clock, const struct crm_asked *a)
{
	const struct crm_weight *w = &v->c->policy->score.signal[CRM_SIG_LATE_REPLY];
	struct crm_when to = a->answer ? crm_entry_when(a->answer) : v->c->now;
	int64_t open = crm_clock_minutes(clock, crm_entry_when(a->message), to);

	if (open > v->c->policy->reply_hours * INT64_C(60)) {
		if (crm_evidence_ramp(v, CRM_SIG_LATE_REPLY, open, w->from * INT64_C(60),
			    w->to * INT64_C(60), to.day, a->message))
			crm_evidence_cause(v, CRM_SIG_LATE_REPLY, 0, a->answer);
	} else if (a->answer) {
		crm_evidence_good(
			v, CRM_SIG_REPLY_IN_TIME, a->answer->day, CRM_MILLI, a->answer);
	}
}

void crm_detect_talk(struct crm_evidence *v)
{
	struct crm_clock clock = crm_case_clock(v->c);
	const struct crm_entry *tense;
	struct crm_asked a;
	size_t i = 0;

	while (crm_asked_next(v->c, CRM_REPLY_TRIED, &i, &a))
		weigh(v, &clock, &a);
	i = 0;
	while ((tense = crm_tense_next(v->c, &i)))
		crm_evidence_bad(v, CRM_SIG_TENSE, 1, tense->day, NULL, 0, tense);
}
