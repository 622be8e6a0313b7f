/* riskexplain.c - crm-risk --explain: as text for a person, or as rows. */
#include "base/i18n.h"
#include "base/utf8.h"
#include "format/money.h"
#include "tool/riskcase.h"
#include "tool/riskviews.h"
#include "tool/rulewords.h"
#include <unistd.h>

enum { MONTH = 30, QUARTER = 90, LINE = 80, ID_END = 8 };

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

static const char *const side_name[CRM_SIDES] = {"me", "client", "both", "prior"};

static const char *about(int signal)
{
	return signal < CRM_SIGNALS && crm_signals[signal].competence ? "competence" : "trust";
}

static const char *claim(int signal)
{
	return signal < CRM_SIGNALS ? crm_signals[signal].claim : "";
}

static const char *action(int signal)
{
	if (signal < CRM_SIGNALS)
		return _(crm_signals[signal].action);
	return _("say what happened, listen, and agree on what changes");
}

/* ---- text ---- */

/* `2026-01-02  invoice i1  1000.00 EUR, due 2026-02-01  note  (…c94430b2)` */
static void row_text(struct crm_buf *b, const struct crm_row *r)
{
	char text[CRM_WHEN_TEXT], id[37];

	crm_when_text(r->at, text);
	crm_buf_printf(b, "  %s  %s", text, crm_events[r->event].name);
	if (r->kind.n) {
		crm_buf_char(b, ' ');
		crm_utf8_show(b, r->kind);
	}
	if (r->event == CRM_EV_CONTACT || r->event == CRM_EV_PROMISE)
		crm_buf_printf(b, " %s", crm_by_name(r->by));
	if (r->channel.n) {
		crm_buf_char(b, ' ');
		crm_utf8_show(b, r->channel);
	}
	if (r->ref.n) {
		crm_buf_char(b, ' ');
		crm_utf8_show(b, r->ref);
	}
	if (r->has_amount) {
		crm_buf_cstr(b, "  ");
		crm_money_text(b, r->amount, r->currency);
		crm_buf_printf(b, " %s", crm_currency_code(r->currency));
	}
	if (r->due.day != CRM_NO_DAY) {
		crm_when_text(r->due, text);
		crm_buf_printf(b, _(", due %s"), text);
	}
	if (r->note.n) {
		crm_buf_cstr(b, "  ");
		crm_utf8_show(b, r->note);
	}
	/* its end finds the row in the journal; the beginning is the time, alike in rows of one hour */
	crm_uuid_text(&r->id, id);
	crm_buf_printf(b, "  (…%s)\n", id + sizeof id - 1 - ID_END);
}

/* What settled a trouble of the same kind before (S0.35). */
static void settled_text(struct crm_buf *b, const struct crm_riskcase *c, const struct crm_row *trouble)
{
	size_t i;

	if (!trouble->ref.n ||
		(trouble->event != CRM_EV_INCIDENT && trouble->event != CRM_EV_CONFLICT &&
			trouble->event != CRM_EV_DOUBT))
		return;
	for (i = 0; i < c->n; i++)
		if (c->row[i].event == CRM_EV_RESOLVE && c->row[i].at.day >= trouble->at.day &&
			crm_str_eq(c->row[i].ref, trouble->ref)) {
			crm_buf_cstr(b, "  ");
			row_text(b, &c->row[i]);
			return;
		}
}

static void reason_text(struct crm_buf *b, const struct crm_riskcase *c, const struct crm_reason *w,
	const struct crm_score_policy *sp)
{
	struct crm_str name = crm_signal_name(sp, w->signal);
	const struct crm_riskcase_row *row;
	size_t n, i;

	crm_buf_printf(b, "\n%.*s  ", (int)name.n, name.p);
	crm_risk_tenths(b, w->points);
	crm_buf_printf(b, "  %s, %s  %s\n", crm_risk_word(side_name[crm_signal_side(sp, w->signal)]),
		crm_risk_word(about(w->signal)), claim(w->signal));
	row = crm_riskcase_behind(c, w->signal, &n);
	for (i = 0; i < n; i++) {
		row_text(b, row[i].row);
		settled_text(b, c, row[i].row);
	}
	crm_buf_printf(b, "  > %s\n", action(w->signal));
}

static void head_text(struct crm_buf *b, const struct crm_riskcase *c)
{
	const struct crm_score *s = &c->risk.score;
	struct crm_buf risk, before;

	crm_buf_init(&risk);
	crm_buf_init(&before);
	crm_risk_tenths(&risk, s->risk);
	crm_risk_tenths(&before, s->risk - c->risk.trend);
	crm_utf8_show(b, c->risk.client);
	crm_buf_printf(b, _(": %s, %s, %s; 30 days ago %s; evidence %d %%\n"), risk.p,
		crm_risk_word(crm_band_name(s->band)), crm_risk_word(crm_stage_name(s->stage)), before.p, s->evidence);
	crm_buf_release(&risk);
	crm_buf_release(&before);
}

static void capital_text(
	struct crm_buf *b, const struct crm_riskcase *c, const struct crm_score_policy *sp)
{
	struct crm_buf points;
	const struct crm_riskcase_row *row;
	char text[CRM_WHEN_TEXT];
	size_t n;
	int i;

	for (i = 0; i < CRM_SIGNALS && c->risk.score.praise[i] == 0; i++)
		;
	if (i == CRM_SIGNALS && c->risk.score.capital == 0)
		return;
	crm_buf_init(&points);
	crm_risk_tenths(&points, -c->risk.score.capital);
	crm_buf_char(b, '\n');
	crm_buf_printf(b, _("trust capital: good conduct takes %s points off  S0.40\n"), points.p);
	crm_buf_release(&points);
	if (c->risk.score.band == CRM_BAND_CRITICAL && c->risk.score.capital < 0)
		crm_buf_printf(b, "  > %s  S4.11\n",
			_("what was built still counts: ask for the time you need"));
	for (i = 0; i < CRM_SIGNALS; i++) {
		struct crm_str name = crm_signal_name(sp, i);

		if (c->risk.score.praise[i] == 0)
			continue;
		row = crm_riskcase_behind(c, i, &n);
		text[0] = '\0';
		if (n)
			crm_date_text(row[n - 1].row->at.day, text);
		crm_buf_printf(b,
			CRM_NGETTEXT("  %.*s: %zu row, of %s\n",
				"  %.*s: %zu rows, the newest of %s\n", n),
			(int)name.n, name.p, n, text);
		crm_buf_printf(b, "    > %s\n", action(i));
	}
}

static void payer_text(struct crm_buf *b, const struct crm_payer *p)
{
	if (p->class == CRM_PAYER_UNKNOWN)
		return;
	crm_buf_char(b, '\n');
	crm_buf_printf(b, _("payer: %s, %zu of the last %zu closed invoices late  S0.42\n"),
		crm_risk_word(crm_payer_name(p->class)), p->late, p->closed);
	crm_buf_printf(
		b, _("  usually pays in %d days, 8 of 10 times within %d\n"), p->median, p->most);
	if (p->first_time)
		crm_buf_printf(b, "  > %s\n", _("first time late: ask"));
}

/* The five steps with an unhappy client, the next one marked (S2.20). */
static void steps_text(struct crm_buf *b, const struct crm_riskcase *c)
{
	static const char *const step[CRM_CARE_STEPS] = {N_("listen, and find the origin"),
		N_("show empathy"), N_("put the ego aside"), N_("apologise, whatever the origin"),
		N_("end on a positive note")};
	int i;

	if (!c->incident)
		return;
	crm_buf_printf(b, "\n%s  S2.20\n", _("open incident, step by step:"));
	row_text(b, c->incident);
	for (i = 0; i < CRM_CARE_STEPS; i++)
		crm_buf_printf(
			b, "  %c %d. %s\n", i == (int)c->step ? '>' : ' ', i + 1, _(step[i]));
}

static int minutes(const struct crm_row *r)
{
	struct crm_str v;
	int64_t n;

	return crm_tag(r->tags, "minutes", &v) && !crm_num_parse(v, 0, 100000, &n) ? (int)n : 0;
}

/* Time lost on controls (S1.17), misunderstandings of three months (S3.6). */
static void counts_text(struct crm_buf *b, const struct crm_riskcase *c, int32_t today)
{
	int64_t lost = 0;
	size_t n = 0, i;

	for (i = 0; i < c->n; i++) {
		const struct crm_row *r = &c->row[i];

		if (r->event == CRM_EV_CONTROL && today - (int64_t)r->at.day < MONTH)
			lost += minutes(r);
		n += r->event == CRM_EV_INCIDENT && crm_str_is(r->kind, "misunderstanding") &&
		     today - (int64_t)r->at.day < QUARTER;
	}
	if (lost || n)
		crm_buf_char(b, '\n');
	if (lost)
		crm_buf_printf(
			b, _("controls took %lld minutes in 30 days  S1.17\n"), (long long)lost);
	if (n)
		crm_buf_printf(b, _("misunderstandings in 90 days: %zu  S3.6\n"), n);
}

static bool money(const struct crm_row *r)
{
	return r->event == CRM_EV_PAYMENT || r->event == CRM_EV_CREDIT || r->event == CRM_EV_REFUND;
}

/* Money that touches no invoice: it lies there, and somebody may be reminded in vain. */
static void stray_text(struct crm_buf *b, const struct crm_riskcase *c)
{
	bool first = true;
	size_t i, k;

	for (i = 0; i < c->n; i++) {
		const struct crm_row *r = &c->row[i], *inv = NULL;

		if (!money(r))
			continue;
		for (k = 0; k < c->n && !inv && r->ref.n; k++)
			if (c->row[k].event == CRM_EV_INVOICE && crm_str_eq(c->row[k].ref, r->ref))
				inv = &c->row[k];
		if (inv && inv->currency == r->currency)
			continue;
		if (first)
			crm_buf_printf(b, "\n%s\n", _("money that touches no invoice:"));
		first = false;
		row_text(b, r);
	}
}

static void advice_text(struct crm_buf *b, const struct crm_riskcase *c)
{
	size_t i;

	if (c->advices)
		crm_buf_char(b, '\n');
	for (i = 0; i < c->advices; i++) {
		const struct crm_advice *a = &c->advice[i];

		crm_buf_cstr(b, "> ");
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		crm_buf_printf(b, _(a->text), (int)a->arg.n, a->arg.p);
#pragma GCC diagnostic pop
		crm_buf_printf(b, "  %s\n", a->claim);
	}
}

static void case_text(struct crm_riskrun *r, const struct crm_riskcase *c, bool again)
{
	const struct crm_score_policy *sp = &r->tool->policy.score;
	const struct crm_score *s = &c->risk.score;
	struct crm_buf b, said, lines;
	size_t i;

	crm_buf_init(&b);
	if (again)
		crm_buf_cstr(&b, "\n\n");
	head_text(&b, c);
	for (i = 0; i < s->reasons; i++)
		if (s->reason[i].points || s->reason[i].signal == CRM_SIG_PRIOR)
			reason_text(&b, c, &s->reason[i], sp);
	capital_text(&b, c, sp);
	payer_text(&b, &c->payer);
	steps_text(&b, c);
	counts_text(&b, c, r->tool->now.day);
	stray_text(&b, c);
	advice_text(&b, c);
	crm_buf_init(&said);
	crm_buf_init(&lines);
	if (isatty(fileno(r->tool->sink)))
		crm_rule_text(&said, crm_buf_view(&b));
	crm_utf8_fold(&lines, crm_buf_view(said.n ? &said : &b), LINE);
	fwrite(lines.p, 1, lines.n, r->tool->sink);
	crm_buf_release(&lines);
	crm_buf_release(&said);
	crm_buf_release(&b);
}

/* ---- rows ---- */

static void case_row(struct crm_report *report, const struct crm_riskcase *c, const char *part,
	const struct crm_score_policy *sp, const struct crm_reason *w, const struct crm_row *row)
{
	char text[CRM_WHEN_TEXT], id[37];

	crm_report_text(report, c->risk.client);
	crm_report_text(report, crm_str(part));
	crm_report_text(report, crm_signal_name(sp, w->signal));
	if (part[0] == 'r')
		crm_risk_decimal(report, w->points, 1, "");
	else
		crm_report_none(report);
	crm_report_text(report, crm_str(side_name[crm_signal_side(sp, w->signal)]));
	crm_report_text(report, crm_str(about(w->signal)));
	crm_report_text(report, crm_str(claim(w->signal)));
	if (!row) {
		int i;

		for (i = 0; i < 5; i++)
			crm_report_none(report);
		return;
	}
	crm_when_text(row->at, text);
	crm_uuid_text(&row->id, id);
	crm_report_text(report, crm_str(text));
	crm_report_text(report, crm_str(crm_events[row->event].name));
	crm_report_text(report, row->ref);
	crm_report_text(report, crm_str(id));
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

int crm_risk_explain(struct crm_riskrun *r)
{
	bool text = !r->tool->format;
	struct crm_journal_again *again;
	struct crm_report report;
	struct crm_arena mem;
	struct crm_riskcase c;
	struct crm_err e;
	size_t i;

	again = crm_journal_again_open(&r->tool->book, r->tool->policy.currency, &e);
	if (!again)
		return crm_tool_fail(r->tool, &e);
	crm_arena_init(&mem);
	if (!text) {
		crm_tool_report(r->tool, &report);
		crm_report_begin(&report, columns, sizeof columns / sizeof *columns);
	}
	for (i = 0; i < r->n; i++) {
		crm_riskcase_read(r, again, r->item[i].client, &mem, &c);
		if (text)
			case_text(r, &c, i > 0);
		else
			case_rows(&report, &c, &r->tool->policy.score);
		crm_arena_release(&mem);
	}
	crm_journal_again_close(again);
	return crm_tool_listed(r->tool, text ? r->n : crm_report_end(&report));
}
