/* explain.c - crm-risk --explain: as text for a person (text.h), or as rows. */
#include "base/i18n.h"
#include "due/overdue.h"
#include "tool/risk/case.h"
#include "tool/risk/views.h"

static const struct crm_report_column columns[] = {
	{"client", CRM_CELL_TEXT, N_("client"), 1, false},
	{"part", CRM_CELL_TEXT, N_("part"), 0, false},
	{"signal", CRM_CELL_TEXT, N_("signal"), 0, false},
	{"points", CRM_CELL_WHOLE, N_("points"), 0, false},
	{"side", CRM_CELL_TEXT, N_("side"), 0, false},
	{"about", CRM_CELL_TEXT, N_("about"), 5, false},
	{"claim", CRM_CELL_TEXT, N_("claim"), 6, false},
	{"at", CRM_CELL_TEXT, N_("at"), 0, true},
	{"event", CRM_CELL_TEXT, N_("event"), 0, true},
	{"ref", CRM_CELL_TEXT, N_("ref"), 2, true},
	{"id", CRM_CELL_TEXT, NULL, 9, true},
	{"note", CRM_CELL_TEXT, N_("note"), 10, true},
};

static const char *claim(int signal)
{
	return signal < CRM_SIGNALS ? crm_signals[signal].claim : "";
}

/* ---- rows ---- */

static void case_row(struct crm_report *report, const struct crm_riskcase *c, const char *part,
	const struct crm_score_policy *sp, const struct crm_reason *w, const struct crm_row *row)
{
	char text[CRM_WHEN_TEXT], id[37];

	crm_report_text(report, c->risk.client);
	crm_report_word(report, part);
	crm_report_text(report, crm_signal_name(sp, w->signal));
	if (part[0] == 'r')
		crm_risk_decimal(report, w->points, 1, "");
	else
		crm_report_none(report);
	crm_report_word(report, crm_side_name(crm_signal_side(sp, w->signal)));
	crm_report_word(report, crm_signal_about(w->signal));
	crm_report_word(report, claim(w->signal));
	if (!row) {
		int i;

		for (i = 0; i < 5; i++)
			crm_report_none(report);
		return;
	}
	crm_when_text(row->at, text);
	crm_uuid_text(&row->id, id);
	crm_report_word(report, text);
	crm_report_word(report, crm_events[row->event].name);
	crm_report_text(report, row->ref);
	crm_report_word(report, id);
	crm_report_text(report, row->note);
}

static void part_rows(struct crm_report *report, const struct crm_riskcase *c, const char *part,
	const struct crm_score_policy *sp, const struct crm_reason *w)
{
	const struct crm_riskcase_row *row;
	size_t n, i;

	row = crm_riskcase_behind(c, w->signal, &n);
	if (n == 0)
		case_row(report, c, part, sp, w, NULL);
	for (i = 0; i < n; i++)
		case_row(report, c, part, sp, w, row[i].row);
}

static void case_rows(
	struct crm_report *report, const struct crm_riskcase *c, const struct crm_score_policy *sp)
{
	const struct crm_score *s = &c->risk.score;
	size_t i;
	int k;

	for (i = 0; i < s->reasons; i++)
		if (s->reason[i].points || s->reason[i].signal == CRM_SIG_PRIOR)
			part_rows(report, c, "reason", sp, &s->reason[i]);
	for (k = 0; k < CRM_SIGNALS; k++) {
		struct crm_reason good = {.signal = k};

		if (s->praise[k])
			part_rows(report, c, "good", sp, &good);
	}
}

enum { AHEAD = 45 };

/* The lists of crm-overdue about whoever is explained: what bears on the reasons, and all that comes, of which
 * legal limits are no matter here, nor what it finds about rates of interest. */
static void lists(struct crm_riskrun *r, struct crm_overdue *due, struct crm_overdue *ahead)
{
	static const unsigned not_ahead = 1u << CRM_KIND_CLAIM | 1u << CRM_KIND_VETTING | 1u << CRM_KIND_REPLY |
				       1u << CRM_KIND_INVOICE;

	struct crm_view *v = &r->run.view;
	struct crm_finds *said = v->finds, unsaid;

	*due = (struct crm_overdue){.kinds = 1u << CRM_KIND_INVOICE | 1u << CRM_KIND_PROMISE | 1u << CRM_KIND_DEADLINE |
			 1u << CRM_KIND_CONFLICT | 1u << CRM_KIND_INCIDENT,
		.sent_today = true};
	*ahead = (struct crm_overdue){.kinds = ((1u << CRM_KINDS) - 1) & ~not_ahead, .within = AHEAD, .sent_today = true};
	if (r->n == 1)
		due->whom = ahead->whom = (struct crm_list){&r->item[0].client, 1};
	crm_finds_init(&unsaid);
	v->finds = &unsaid;
	crm_overdue_list(v, due);
	crm_overdue_list(v, ahead);
	v->finds = said;
	crm_finds_release(&unsaid);
}

int crm_risk_explain(struct crm_riskrun *r)
{
	bool text = !r->tool->format;
	struct crm_reread *again;
	struct crm_report report;
	struct crm_arena mem;
	struct crm_overdue due = {.n = 0}, ahead = {.n = 0};
	struct crm_riskcase c;
	struct crm_err e;
	size_t i;

	again = crm_reread_open(&r->tool->book, r->tool->policy.currency, &e);
	if (!again)
		return crm_tool_fail(r->tool, &e);
	crm_arena_init(&mem);
	if (text) {
		crm_riskrun_rest(r);
		lists(r, &due, &ahead);
	} else {
		CRM_TOOL_ROWS(r->tool, &report, columns);
	}
	for (i = 0; i < r->n; i++) {
		crm_riskcase_read(r, again, r->item[i].client, &mem, &c);
		c.due = &due;
		c.ahead = &ahead;
		if (text)
			crm_risk_text(r, &c, i > 0);
		else
			case_rows(&report, &c, &r->tool->policy.score);
		crm_arena_release(&mem);
	}
	crm_reread_close(again);
	crm_release(&due.item);
	crm_release(&ahead.item);
	return crm_tool_listed(r->tool, text ? r->n : crm_report_end(&report));
}
