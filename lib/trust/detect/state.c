/* state.c - what is so on the day: missions, silence, burst, controls, changes of mind. */
#include "case/burst.h"
#include "case/talk.h"
#include "trust/detect/detect.h"

enum { WINDOW = 30 /* days in which controls and changes count */ };

/* A state of a mission past a day, with the row it counts from. */
static void past(struct crm_evidence *v, int signal, const struct crm_entry *from,
	const struct crm_mission *m)
{
	int64_t x = v->c->now.day - (int64_t)crm_span_after(from->day, crm_mission_span(v->c));

	if (crm_evidence_bad(v, signal, x, v->c->now.day, NULL, 0, m->start) && from != m->start)
		crm_evidence_cause(v, signal, 0, from);
}

static void mission(struct crm_evidence *v, const struct crm_mission *m)
{
	const struct crm_entry *met = crm_mission_reviewed(v->c, m);
	int64_t beat = crm_mission_cadence(v->c);

	past(v, CRM_SIG_MISSION_OVERRUN, m->start, m);
	past(v, CRM_SIG_NO_RESULT, crm_mission_shown(v->c, m), m);
	if (crm_evidence_ramp(v, CRM_SIG_NO_CHECKIN, v->c->now.day - (int64_t)met->day, beat,
		    3 * beat, v->c->now.day, m->start) &&
		met != m->start)
		crm_evidence_cause(v, CRM_SIG_NO_CHECKIN, 0, met);
}

static void silence(struct crm_evidence *v)
{
	struct crm_silence s;

	if (crm_silence_of(v->c, &s))
		crm_evidence_ramp(v, CRM_SIG_SILENCE, s.days, s.limit, 2 * s.limit, v->c->now.day,
			s.last);
}

static void burst(struct crm_evidence *v)
{
	struct crm_burst b;
	size_t i;

	if (crm_burst_of(v->c, &b) && crm_evidence_bad(v, CRM_SIG_BURST, (int64_t)b.n,
					      v->c->now.day, NULL, 0, b.row[0]))
		for (i = 1; i < b.n; i++)
			crm_evidence_cause(v, CRM_SIG_BURST, 0, b.row[i]);
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
	struct crm_mission m;
	size_t i = 0;

	while (crm_mission_next(v->c, &i, &m))
		mission(v, &m);
	silence(v);
	burst(v);
	if (v->c->ended)
		return;
	recent(v, CRM_SIG_CONTROLS, CRM_EV_CONTROL, CRM_EV_CONTROL);
	recent(v, CRM_SIG_INSTABILITY, CRM_EV_CHANGE, CRM_EV_CHALLENGE);
}
