/* views.c - history, join and backtest of crm-risk. */
#include "tool/risk/views.h"
#include "base/i18n.h"
#include "format/csv.h"
#include "trust/backtest.h"
#include <stdlib.h>

static const struct crm_report_column history_columns[] = {
	{"date", CRM_CELL_TEXT, N_("date"), 0, false},
	{"risk", CRM_CELL_WHOLE, N_("risk"), 0, false},
};

static const struct crm_report_column backtest_columns[] = {
	{"figure", CRM_CELL_TEXT, N_("figure"), 0, false},
	{"value", CRM_CELL_WHOLE, N_("value"), 0, false},
};

static int rising(const void *a, const void *b)
{
	const int32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* The days with a row of the client, voided rows and voids too: each may change the score. */
static int32_t *days_of(const struct crm_scorer *s, int32_t today, size_t *count)
{
	int32_t *day = crm_calloc(s->c->n + s->c->voids_n + 1, sizeof *day);
	size_t n = 0, k = 0, i;

	for (i = 0; i < s->c->n; i++)
		day[n++] = s->c->all[i]->day;
	for (i = 0; i < s->c->voids_n; i++)
		day[n++] = s->c->voids[i]->day;
	day[n++] = today;
	qsort(day, n, sizeof *day, rising);
	for (i = 0; i < n; i++)
		if (k == 0 || day[i] != day[k - 1])
			day[k++] = day[i];
	*count = k;
	return day;
}

int crm_risk_history(struct crm_riskrun *r, struct crm_str client)
{
	struct crm_when now = r->tool->now;
	struct crm_report report;
	struct crm_score score;
	struct crm_risk today;
	struct crm_arena mem;
	int32_t *day;
	size_t n, i;

	crm_arena_init(&mem);
	crm_riskrun_one(r, client, false, &today);
	day = days_of(&r->scorer, now.day, &n);
	CRM_TOOL_ROWS(r->tool, &report, history_columns);
	for (i = 0; i < n; i++) {
		struct crm_when at = {day[i], CRM_NO_MIN};

		if (day[i] == now.day)
			at = now;
		crm_scorer_at(&r->scorer, at, at, &mem, &score);
		crm_report_date(&report, day[i]);
		crm_risk_decimal(&report, score.risk, 1, "");
		crm_arena_release(&mem);
	}
	crm_release(&day);
	return crm_tool_listed(r->tool, crm_report_end(&report));
}

static void figure(struct crm_report *report, const char *name, int value, int places)
{
	crm_report_word(report, name);
	crm_risk_decimal(report, value, places, "");
}

int crm_risk_backtest(struct crm_riskrun *r)
{
	static const char *const fifth[CRM_FIFTHS] = {
		"late_1", "late_2", "late_3", "late_4", "late_5"};
	struct crm_backtest b = {.n = 0};
	struct crm_report report;
	size_t i;
	int st;

	for (i = 0; i < r->n; i++) {
		crm_riskrun_take(r, &r->item[i]);
		crm_backtest_client(&b, &r->scorer, r->tool->now);
	}
	if (crm_backtest_end(&b)) {
		CRM_TOOL_ROWS(r->tool, &report, backtest_columns);
		figure(&report, "invoices", (int)b.n, 0);
		figure(&report, "late", (int)b.late, 0);
		figure(&report, "auc", b.auc, 3);
		figure(&report, "placebo", b.placebo, 3);
		for (i = 0; i < CRM_FIFTHS; i++)
			if (b.fifth[i].n)
				figure(&report, fifth[i],
					(int)((2000 * b.fifth[i].late + b.fifth[i].n) /
						(2 * b.fifth[i].n)),
					1);
		st = crm_tool_listed(r->tool, crm_report_end(&report));
	} else {
		crm_tool_warn(r->tool,
			_("not enough data to test: invoices closed %zu (%d are needed), tried "
				"%zu, of them late %zu; both outcomes are needed"),
			b.closed, CRM_BACKTEST_LEAST, b.n, b.late);
		st = CRM_USAGE;
	}
	crm_backtest_release(&b);
	return st;
}

struct join {
	struct crm_riskrun *run;
	struct crm_report report;
	struct crm_csv_file *csv;
	struct crm_intern ids;
	struct crm_risk *risk; /* by number of the id */
	size_t cap;
	struct crm_report_column column[CRM_CSV_CELLS + 3];
	size_t columns, client;
};

static const char *const added[] = {"risk", "band", "stage"};

static int join_header(struct join *j, const char *name, struct crm_err *e)
{
	const struct crm_csv_record *head;
	int client;
	size_t i;

	if (crm_csv_header(j->csv, &head, e))
		return -1;
	client = crm_csv_column(head, "client");
	if (client < 0)
		return crm_err_at(e, CRM_USAGE, name, 1, "client",
			_("there is no such column: --join looks up the client of each row"));
	for (i = 0; i < 3; i++)
		if (crm_csv_column(head, added[i]) >= 0)
			return crm_err_at(e, CRM_USAGE, name, 1, added[i],
				_("there is already a column of this name"));
	j->client = (size_t)client;
	for (i = 0; i < head->n; i++)
		j->column[i] = (struct crm_report_column){
			.name = crm_arena_cstr(&j->run->run.view.mem, head->cell[i]), .shrink = 1};
	j->column[i++] = (struct crm_report_column){"risk", CRM_CELL_WHOLE, N_("risk"), 0, false};
	j->column[i++] = (struct crm_report_column){"band", CRM_CELL_TEXT, N_("band"), 0, false};
	j->column[i++] = (struct crm_report_column){"stage", CRM_CELL_TEXT, N_("stage"), 0, false};
	j->columns = i;
	return 0;
}

/* The score of a client, worked out once. */
static const struct crm_risk *join_risk(struct join *j, struct crm_str client)
{
	uint32_t i = crm_intern_add(&j->ids, client);

	crm_grow(&j->risk, &j->cap, (size_t)i + 1, sizeof *j->risk);
	if (!j->risk[i].client.p)
		crm_riskrun_one(j->run, client, false, &j->risk[i]);
	return &j->risk[i];
}

static void join_row(struct join *j, const struct crm_csv_record *rec)
{
	const struct crm_risk *risk = join_risk(j, rec->cell[j->client]);
	size_t i;

	for (i = 0; i < rec->n; i++)
		crm_report_text(&j->report, rec->cell[i]);
	crm_risk_decimal(&j->report, risk->score.risk, 1, "");
	crm_risk_cell(&j->report, crm_band_name(risk->score.band));
	crm_risk_cell(&j->report, crm_stage_name(risk->score.stage));
}

/* Bad records are findings; the rest is joined. */
static int join_rows(struct join *j, struct crm_err *e)
{
	struct crm_csv_record rec;
	int r;

	while ((r = crm_csv_next(j->csv, &rec, e)) != 0) {
		if (r > 0)
			join_row(j, &rec);
		else if (e->status == CRM_PARTIAL)
			crm_find_err(&j->run->tool->finds, e, CRM_STR(""));
		else
			return crm_tool_fail(j->run->tool, e);
	}
	return 0;
}

int crm_risk_join(struct crm_riskrun *r, FILE *in, const char *name)
{
	struct join *j = crm_arena_alloc(&r->run.view.mem, sizeof *j);
	struct crm_err e;
	int st;

	j->run = r;
	j->csv = crm_csv_open(in, name, ',');
	crm_intern_init(&j->ids);
	if (join_header(j, name, &e)) {
		st = crm_tool_fail(r->tool, &e);
	} else {
		crm_tool_report(r->tool, &j->report);
		crm_report_begin(&j->report, j->column, j->columns);
		st = join_rows(j, &e);
		st = crm_exit_raise(st, crm_tool_listed(r->tool, crm_report_end(&j->report)));
	}
	crm_csv_close(j->csv);
	crm_intern_release(&j->ids);
	crm_release(&j->risk);
	return st;
}
