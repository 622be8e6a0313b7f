/* score.c - the balance of the evidence of one case on a day. */
#include "trust/score.h"
#include "trust/detect/detect.h"

enum { TREND = 30 /* days */ };

void crm_scorer_init(struct crm_scorer *s, struct crm_case *c)
{
	struct crm_evidence *v = &s->evidence;

	memset(s, 0, sizeof *s);
	s->c = v->c = c;
	v->signals = CRM_SIGNALS + c->policy->score.own_n;
	v->bad = crm_calloc(v->signals, sizeof *v->bad);
	v->good = crm_calloc(v->signals, sizeof *v->good);
	v->count = crm_calloc(v->signals, sizeof *v->count);
}

void crm_scorer_release(struct crm_scorer *s)
{
	struct crm_evidence *v = &s->evidence;

	crm_release(&v->bad);
	crm_release(&v->good);
	crm_release(&v->count);
	crm_release(&v->praise);
	crm_release(&v->cause);
}

static void start(struct crm_evidence *v)
{
	memset(v->bad, 0, v->signals * sizeof *v->bad);
	memset(v->good, 0, v->signals * sizeof *v->good);
	memset(v->count, 0, v->signals * sizeof *v->count);
	v->whole = 0;
	v->praises = 0;
	if (v->explain)
		v->causes = 0;
}

void crm_scorer_at(struct crm_scorer *s, struct crm_when now, struct crm_when known,
	struct crm_arena *a, struct crm_score *out)
{
	struct crm_evidence *v = &s->evidence;

	crm_case_at(s->c, now, known);
	start(v);
	crm_detect_money(v);
	crm_detect_word(v);
	crm_detect_events(v);
	crm_detect_settled(v);
	crm_detect_talk(v);
	crm_detect_states(v);
	crm_balance(v, a, out);
	out->any = s->c->start[CRM_EVENTS] > 0;
	crm_arena_release(&s->c->mem);
}

void crm_scorer_today(
	struct crm_scorer *s, struct crm_when now, struct crm_arena *a, struct crm_score *out)
{
	struct crm_when then = {now.day - TREND, now.min};
	bool explain = s->evidence.explain;
	struct crm_score before;
	struct crm_arena mem;

	crm_arena_init(&mem);
	s->evidence.explain = false;
	crm_scorer_at(s, then, then, &mem, &before);
	crm_arena_release(&mem);
	s->evidence.explain = explain;
	crm_scorer_at(s, now, now, a, out);
	out->trend = out->risk - before.risk;
	out->stage = crm_balance_rise(out, &s->c->policy->score);
}
