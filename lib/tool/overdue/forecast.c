/* forecast.c - crm-overdue --forecast. */
#include "tool/overdue/views.h"
#include "base/i18n.h"
#include "due/forecast.h"
#include "tool/report.h"

enum { MONTH = 7 }; /* characters of 2026-06 */

static const struct crm_report_column receipt_columns[] = {
	{"expected", CRM_CELL_TEXT, N_("expected"), 0, false},
	{"client", CRM_CELL_TEXT, N_("client"), 1, false},
	{"ref", CRM_CELL_TEXT, N_("ref"), 1, false},
	{"due", CRM_CELL_TEXT, N_("due"), 0, false},
	{"usual", CRM_CELL_WHOLE, N_("usual delay"), 0, false},
	{"basis", CRM_CELL_TEXT, N_("basis"), 0, false},
	{"amount", CRM_CELL_MONEY, N_("amount"), 0, false},
	{"currency", CRM_CELL_TEXT, N_("cur"), 0, false},
};

static const struct crm_report_column month_columns[] = {
	{"month", CRM_CELL_TEXT, N_("month"), 0, false},
	{"currency", CRM_CELL_TEXT, N_("cur"), 0, false},
	{"invoices", CRM_CELL_WHOLE, N_("invoices"), 0, false},
	{"amount", CRM_CELL_MONEY, N_("amount"), 0, false},
};

static void date_cell(struct crm_report *out, int32_t day, size_t most)
{
	char text[CRM_WHEN_TEXT];
	struct crm_str s;

	crm_date_text(day, text);
	s = crm_str(text);
	if (s.n > most)
		s.n = most;
	/* an empty cell says nothing to people: nobody knows when they pay */
	if (!s.n && out->format->words)
		crm_report_key(out, CRM_KEYWORD_STATUS, crm_str(crm_basis_name(CRM_BASIS_UNKNOWN)));
	else
		crm_report_text(out, s);
}

static void receipt(struct crm_report *out, const struct crm_receipt *r)
{
	date_cell(out, r->expected, CRM_WHEN_TEXT);
	crm_report_text(out, r->client);
	crm_report_text(out, r->ref);
	date_cell(out, r->due, CRM_WHEN_TEXT);
	crm_report_count(out, r->known, r->usual);
	crm_report_key(out, CRM_KEYWORD_STATUS, crm_str(crm_basis_name(r->basis)));
	crm_report_money(out, r->amount, r->currency);
	crm_report_currency(out, r->currency);
}

static void month(struct crm_report *out, const struct crm_month *m)
{
	date_cell(out, m->first, MONTH);
	crm_report_currency(out, m->currency);
	crm_report_int(out, (int64_t)m->invoices);
	crm_report_money(out, m->amount, m->currency);
}

int crm_overdue_forecast(struct crm_caserun *r, const struct crm_overdue *want, bool months)
{
	struct crm_report out;
	struct crm_receipt *all;
	struct crm_month *sum;
	size_t n, i;

	all = crm_forecast_of(&r->view, want, &n);
	crm_tool_report(r->tool, &out);
	if (months) {
		sum = crm_forecast_months(all, n, &r->view.mem, &n);
		crm_report_begin(&out, month_columns, sizeof month_columns / sizeof *month_columns);
		for (i = 0; i < n; i++)
			month(&out, &sum[i]);
	} else {
		crm_report_begin(
			&out, receipt_columns, sizeof receipt_columns / sizeof *receipt_columns);
		for (i = 0; i < n; i++)
			receipt(&out, &all[i]);
	}
	return crm_tool_listed(r->tool, crm_report_end(&out));
}
