/* run.c - the journal read for the score, and the default report of crm-risk. */
#include "tool/risk/run.h"
#include "base/i18n.h"
#include "base/sort.h"
#include <stdlib.h>

static const struct crm_report_column columns[] = {
	{"client", CRM_CELL_TEXT, N_("client"), 1, false},
	{"risk", CRM_CELL_WHOLE, N_("risk"), 0, false},
	{"band", CRM_CELL_TEXT, N_("band"), 0, false},
	{"stage", CRM_CELL_TEXT, N_("stage"), 0, false},
	{"trend", CRM_CELL_WHOLE, N_("trend"), 0, false},
	{"evidence", CRM_CELL_WHOLE, N_("evidence"), 2, true},
	{"side", CRM_CELL_TEXT, N_("side"), 3, true},
	{"reasons", CRM_CELL_TEXT, N_("reasons"), 1, false},
};

void crm_riskrun_init(struct crm_riskrun *r, struct crm_tool *t)
{
	memset(r, 0, sizeof *r);
	r->tool = t;
	crm_caserun_init(&r->run, t);
}

void crm_riskrun_release(struct crm_riskrun *r)
{
	if (r->ready)
		crm_scorer_release(&r->scorer);
	crm_caserun_release(&r->run);
	crm_release(&r->item);
}

int crm_riskrun_read(struct crm_riskrun *r, struct crm_str client, struct crm_err *e)
{
	if (crm_caserun_read(&r->run, CRM_STORE_EVENTS, client, e))
		return -1;
	crm_scorer_init(&r->scorer, &r->run.view.c);
	r->ready = true;
	return 0;
}

struct crm_case *crm_riskrun_take(struct crm_riskrun *r, const struct crm_risk *client)
{
	return crm_caserun_open(&r->run, client->client);
}

static void score(struct crm_riskrun *r, bool explain, struct crm_risk *out)
{
	crm_riskrun_take(r, out);
	r->scorer.evidence.explain = explain;
	crm_scorer_today(&r->scorer, r->tool->now, &r->run.view.mem, &out->score);
	r->scorer.evidence.explain = false;
	out->trend = out->score.trend;
}

void crm_riskrun_one(
	struct crm_riskrun *r, struct crm_str client, bool explain, struct crm_risk *out)
{
	*out = (struct crm_risk){.client = crm_arena_str(&r->run.view.mem, client)};
	score(r, explain, out);
}

static int by_risk(const void *a, const void *b)
{
	const struct crm_risk *x = a, *y = b;

	if (x->score.risk != y->score.risk)
		return (x->score.risk < y->score.risk) - (x->score.risk > y->score.risk);
	return crm_str_cmp(x->client, y->client);
}

void crm_riskrun_sort(struct crm_riskrun *r)
{
	crm_sort(r->item, r->n, sizeof *r->item, by_risk);
}

static void gather(struct crm_riskrun *r)
{
	const struct crm_store *store = &r->run.view.store;
	uint32_t i;

	for (i = 0; i < store->clients.n; i = crm_store_next(store, i)) {
		if (store->clients.str[i].n == 0)
			continue;
		crm_grow(&r->item, &r->cap, r->n + 1, sizeof *r->item);
		r->item[r->n++] = (struct crm_risk){.client = store->clients.str[i]};
	}
}

void crm_riskrun_clients(struct crm_riskrun *r)
{
	gather(r);
	crm_riskrun_sort(r);
}

void crm_riskrun_all(struct crm_riskrun *r)
{
	size_t i, n = 0;

	gather(r);
	for (i = 0; i < r->n; i++) {
		score(r, false, &r->item[i]);
		if (r->item[i].score.any)
			r->item[n++] = r->item[i];
	}
	r->n = n;
	crm_riskrun_sort(r);
}

void crm_riskrun_rest(struct crm_riskrun *r)
{
	struct crm_risk *over = crm_alloc(r->n + 1, sizeof *over);
	size_t i, n = 0, last = 0;

	for (i = 0; i < r->n; i++)
		if (r->item[i].score.stage == CRM_STAGE_ENDED)
			over[last++] = r->item[i];
		else
			r->item[n++] = r->item[i];
	memcpy(r->item + n, over, last * sizeof *over);
	crm_release(&over);
}

void crm_riskrun_active(struct crm_riskrun *r)
{
	size_t i, n = 0;

	for (i = 0; i < r->n; i++)
		if (!crm_profiles_get(&r->run.profiles, r->item[i].client)->archived)
			r->item[n++] = r->item[i];
	r->n = n;
}

/* `63.0`, `-1.1`. */
static void tenths(struct crm_buf *b, int n)
{
	crm_buf_printf(b, "%s%d.%d", n < 0 ? "-" : "", abs(n) / 10, abs(n) % 10);
}

void crm_risk_figure(struct crm_buf *b, int tenths)
{
	crm_buf_printf(b, "%s%d%c%d", tenths < 0 ? "-" : "", abs(tenths) / 10, crm_i18n_mark(), abs(tenths) % 10);
}

void crm_risk_decimal(struct crm_report *report, int value, int places, const char *mark)
{
	static const int power[] = {1, 10, 100, 1000};
	struct crm_buf text, number;
	int one = power[places], whole = abs(value) / one;

	crm_buf_init(&text);
	crm_buf_init(&number);
	crm_buf_printf(&number, "%s%d", value < 0 ? "-" : "", whole);
	if (places)
		crm_buf_printf(&number, ".%0*d", places, abs(value) % one);
	crm_buf_str(&text, crm_buf_view(&number));
	if (places && report->format->words)
		text.p[text.n - (size_t)places - 1] = crm_i18n_mark();
	crm_buf_cstr(&text, mark);
	crm_report_json(report, crm_buf_view(&text), crm_buf_view(&number));
	crm_buf_release(&text);
	crm_buf_release(&number);
}

/* `late_payment:42.9`; for people in words of their language, which may have blanks and commas. */
static void word_put(struct crm_buf *b, const struct crm_report *report, enum crm_keyword of,
	struct crm_str key, int points)
{
	struct crm_str word = report->format->words ? crm_keyword(of, key) : key;

	if (b->n)
		crm_buf_cstr(b, word.p != key.p ? "; " : " ");
	crm_buf_printf(b, "%.*s:", (int)word.n, word.p);
	if (report->format->words)
		crm_risk_figure(b, points);
	else
		tenths(b, points);
}

static void side(struct crm_report *report, const struct crm_score *s)
{
	struct crm_buf text, json;
	int i;

	crm_buf_init(&text);
	crm_buf_init(&json);
	for (i = 0; i < CRM_SIDES; i++) {
		if (s->side[i] == 0 && i != CRM_SIDE_PRIOR)
			continue;
		word_put(&text, report, CRM_KEYWORD_BY, crm_str(crm_side_name((enum crm_side)i)), s->side[i]);
		crm_buf_printf(&json, "%s\"%s\": ", json.n ? ", " : "{", crm_side_name((enum crm_side)i));
		tenths(&json, s->side[i]);
	}
	crm_buf_char(&json, '}');
	crm_report_json(report, crm_buf_view(&text), crm_buf_view(&json));
	crm_buf_release(&text);
	crm_buf_release(&json);
}

static void reasons(
	struct crm_report *report, const struct crm_score *s, const struct crm_score_policy *sp)
{
	struct crm_buf text, json;
	size_t i;

	crm_buf_init(&text);
	crm_buf_init(&json);
	for (i = 0; i < s->reasons; i++) {
		const struct crm_reason *w = &s->reason[i];
		struct crm_str name = crm_signal_name(sp, w->signal);

		if (w->points == 0 && w->signal != CRM_SIG_PRIOR)
			continue;
		word_put(&text, report, CRM_KEYWORD_SIGNAL, name, w->points);
		crm_buf_printf(&json, "%s{\"signal\": \"%.*s\", \"points\": ", json.n ? ", " : "[",
			(int)name.n, name.p);
		tenths(&json, w->points);
		crm_buf_printf(&json, ", \"side\": \"%s\", \"about\": \"%s\"}",
			crm_side_name(crm_signal_side(sp, w->signal)),
			crm_signal_about(w->signal));
	}
	crm_buf_char(&json, ']');
	crm_report_json(report, crm_buf_view(&text), crm_buf_view(&json));
	crm_buf_release(&text);
	crm_buf_release(&json);
}

const char *crm_risk_word(const char *word)
{
	static const char *const known[] = {
		/* sides, subjects, bands, stages, payers, quadrants */
		N_("me"), N_("client"), N_("both"), N_("prior"), N_("trust"), N_("competence"),
		N_("solid"), N_("watch"), N_("at-risk"), N_("critical"), N_("new"), N_("broken"),
		N_("rebuilding"), N_("shaken"), N_("established"), N_("building"), N_("ended"),
		N_("dormant"), N_("prompt"), N_("occasional"), N_("habitual"), N_("keep"), N_("repair"), N_("leave"),
		N_("disrespect"), N_("client_deception"), N_("client_breach"), N_("writeoff"),
		/* points of the checklist and their values */
		N_("space"), N_("collaboration"), N_("exchanges"), N_("position"),
		N_("verbal and not"), N_("hard characters"), N_("detect"), N_("reduce friction"),
		N_("assert"), N_("yes"), N_("no"), N_("organised"), N_("trusting"),
		N_("disorganised"), N_("bad"), N_("good"), N_("calm")};
	size_t i;

	for (i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(word, known[i]) == 0)
			return _(known[i]);
	return word;
}

void crm_risk_cell(struct crm_report *report, const char *word)
{
	crm_report_text(report,
		crm_str(report->format->words ? crm_risk_word(word) : word));
}

/* A table shows at a glance who gets worse: the mark says more than the sign. */
static const char *trend_mark(const struct crm_report *report, int trend)
{
	if (!report->format->words)
		return "";
	return trend > 0 ? " ^" : trend < 0 ? " v" : "  ";
}

int crm_risk_report(struct crm_riskrun *r)
{
	struct crm_report report;
	size_t i;

	CRM_TOOL_ROWS(r->tool, &report, columns);
	if (report.format->words)
		crm_riskrun_rest(r);
	for (i = 0; i < r->n; i++) {
		const struct crm_risk *it = &r->item[i];

		crm_report_text(&report, it->client);
		crm_risk_decimal(&report, it->score.risk, 1, "");
		crm_risk_cell(&report, crm_band_name(it->score.band));
		crm_risk_cell(&report, crm_stage_name(it->score.stage));
		crm_risk_decimal(&report, it->trend, 1, trend_mark(&report, it->trend));
		crm_report_int(&report, it->score.evidence);
		side(&report, &it->score);
		reasons(&report, &it->score, &r->tool->policy.score);
	}
	return crm_tool_listed(r->tool, crm_report_end(&report));
}
