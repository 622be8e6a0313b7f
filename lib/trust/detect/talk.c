/* talk.c - replies and tone. */
#include "case/talk.h"
#include "trust/detect/detect.h"

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

	while (crm_asked_next(v->c, &i, &a))
		weigh(v, &clock, &a);
	i = 0;
	while ((tense = crm_tense_next(v->c, &i)))
		crm_evidence_bad(v, CRM_SIG_TENSE, 1, tense->day, NULL, 0, tense);
}
