/* evidence.c - one client on one day: evidence is added up here. */
#include "trust/evidence.h"

void crm_evidence_cause(
	struct crm_evidence *v, int signal, int64_t micro, const struct crm_entry *row)
{
	if (!v->explain || !row)
		return;
	crm_grow(&v->cause, &v->cause_cap, v->causes + 1, sizeof *v->cause);
	v->cause[v->causes++] = (struct crm_cause){signal, micro, row};
}

static int64_t add_bad(struct crm_evidence *v, int signal, int64_t ramp, int32_t day,
	const int *own, size_t owns, const struct crm_entry *row)
{
	const struct crm_weight *w = crm_signal_weight(&v->c->policy->score, signal);
	int64_t full, e;
	int factor[4] = {CRM_MILLI};
	size_t i;

	if (ramp == 0)
		return 0;
	if (signal < CRM_SIGNALS)
		factor[0] = v->c->policy->score.type[v->c->profile->type][signal];
	for (i = 0; i < owns; i++)
		factor[i + 1] = own[i];
	e = full = crm_weigh(w->weight, ramp, factor, owns + 1, CRM_DECAY_ONE);
	if (w->half_life) {
		v->whole += full;
		e = crm_weigh_faded(full, crm_decay(v->c->now.day - (int64_t)day, w->half_life));
	}
	if (e == 0)
		return 0;
	v->bad[signal] += e;
	v->count[signal]++;
	crm_evidence_cause(v, signal, e, row);
	return e;
}

int64_t crm_evidence_bad(struct crm_evidence *v, int signal, int64_t x, int32_t day,
	const int *factor, size_t factors, const struct crm_entry *row)
{
	const struct crm_weight *w = crm_signal_weight(&v->c->policy->score, signal);

	return add_bad(v, signal, crm_ramp(x, w->base, w->from, w->to), day, factor, factors, row);
}

int64_t crm_evidence_ramp(struct crm_evidence *v, int signal, int64_t x, int64_t lo, int64_t hi,
	int32_t day, const struct crm_entry *row)
{
	const struct crm_weight *w = crm_signal_weight(&v->c->policy->score, signal);

	return add_bad(v, signal, crm_ramp(x, w->base, lo, hi), day, NULL, 0, row);
}

void crm_evidence_good(
	struct crm_evidence *v, int signal, int32_t day, int factor, const struct crm_entry *row)
{
	const struct crm_weight *w = crm_signal_weight(&v->c->policy->score, signal);
	int64_t full = crm_weigh(w->weight, CRM_RAMP_ONE, &factor, 1, CRM_DECAY_ONE);
	int64_t fading = crm_decay(v->c->now.day - (int64_t)day, w->half_life);

	crm_grow(&v->praise, &v->praise_cap, v->praises + 1, sizeof *v->praise);
	v->praise[v->praises++] = (struct crm_praise){
		day, signal, crm_weigh_faded(full, fading), full, row};
}
