/* figures.c - crm-risk --portfolio and --checklist. */
#include "base/i18n.h"
#include "tool/risk/case.h"
#include "tool/risk/views.h"
#include "trust/checklist.h"
#include "trust/portfolio.h"

enum { CRITICAL_MANY = 3, HOURS = 120 /* minutes, noted at all */, TALKS = 10 };

static const struct crm_report_column portfolio_columns[] = {
	{"client", CRM_CELL_TEXT, N_("client"), 1, false},
	{"risk", CRM_CELL_WHOLE, N_("risk"), 0, false},
	{"revenue", CRM_CELL_MONEY, N_("revenue"), 0, false},
	{"share", CRM_CELL_WHOLE, N_("share"), 0, false},
	{"open", CRM_CELL_MONEY, N_("open"), 0, false},
	{"currency", CRM_CELL_TEXT, N_("cur"), 0, false},
	{"contacts", CRM_CELL_WHOLE, N_("talks"), 0, false},
	{"minutes", CRM_CELL_WHOLE, N_("min."), 0, false},
	{"controls", CRM_CELL_WHOLE, N_("checks"), 0, false},
	{"quadrant", CRM_CELL_TEXT, N_("quadrant"), 0, false},
	{"ground", CRM_CELL_TEXT, N_("ground"), 2, true},
};

static const struct crm_report_column checklist_columns[] = {
	{"point", CRM_CELL_SAY, N_("point"), 3, true},
	{"figure", CRM_CELL_SAY, N_("figure"), 2, false},
	{"value", CRM_CELL_SAY, N_("value"), 1, false},
	{"claim", CRM_CELL_TEXT, N_("claim"), 4, true},
	{"norm", CRM_CELL_TEXT, N_("norm"), 0, false},
	{"mark", CRM_CELL_TEXT, N_("mark"), 0, false},
};

/* Share of a total in tenths of a percent, rounded half up. */
static int share(int64_t part, int64_t total)
{
	if (part <= 0 || total <= 0)
		return 0;
	return (int)crm_mul_div(1000, part, total);
}

/* S3.22: one client is over half of what comes in, in a currency that others pay in too. */
static void warn_half(struct crm_riskrun *r, const struct crm_portfolio *p, const struct crm_risk *it)
{
	struct crm_holding h = crm_portfolio_get(p, it->client);
	size_t i;

	for (i = 0; i < h.incomes; i++) {
		int currency = h.income[i].currency;
		struct crm_market m = crm_portfolio_market(p, currency);

		if (share(h.income[i].revenue, m.revenue) > 500 &&
			(m.clients > 1 || currency == r->tool->policy.currency))
			crm_tool_warn(r->tool,
				_("%s makes up more than half of the revenue in %s: find a second "
					"client"),
				it->client.p, crm_currency_code(currency));
	}
}

/* What somebody costs in time: minutes where they are noted, else talks. */
static int64_t effort(const struct crm_holding *h, bool minutes)
{
	return minutes ? h->minutes + h->controls : h->contacts;
}

/* The largest share of what comes in, of all currencies they pay in. */
static int best_share(const struct crm_portfolio *p, const struct crm_holding *h)
{
	int best = 0, one;
	size_t i;

	for (i = 0; i < h->incomes; i++) {
		one = share(h->income[i].revenue,
			crm_portfolio_market(p, h->income[i].currency).revenue);
		best = one > best ? one : best;
	}
	return best;
}

/* S0.3: some bonds need more effort than others; it is to be one's own choice. */
static void warn_effort(struct crm_riskrun *r, const struct crm_portfolio *p)
{
	int64_t all[2] = {0, 0};
	struct crm_holding h;
	bool minutes;
	size_t i;

	for (i = 0; i < r->n; i++) {
		h = crm_portfolio_get(p, r->item[i].client);
		all[0] += effort(&h, false);
		all[1] += effort(&h, true);
	}
	minutes = all[1] >= HOURS;
	for (i = 0; i < r->n; i++) {
		h = crm_portfolio_get(p, r->item[i].client);
		if (share(effort(&h, minutes), all[minutes]) > 500 && best_share(p, &h) < 250 &&
			all[minutes] > TALKS && r->n > 1)
			crm_tool_warn(r->tool,
				_("%s takes more than half of your time and brings in less than a "
					"quarter of the revenue: decide how much you give, or what "
					"it costs"),
				r->item[i].client.p);
	}
}

/* S3.22, S0.13 */
static void warn(struct crm_riskrun *r, const struct crm_portfolio *p)
{
	size_t critical = 0, i;

	for (i = 0; i < r->n; i++) {
		critical += r->item[i].score.band == CRM_BAND_CRITICAL;
		warn_half(r, p, &r->item[i]);
	}
	warn_effort(r, p);
	if (critical >= CRITICAL_MANY)
		crm_tool_warn(r->tool,
			_("%zu clients are critical: slow down, and choose whom to turn to first"),
			critical);
}

/* One row: contacts and time stand in the first of a client alone. */
static void income_row(struct crm_riskrun *r, struct crm_report *report,
	const struct crm_portfolio *p, const struct crm_risk *it, const struct crm_holding *h,
	const struct crm_income *in, bool first)
{
	const struct crm_client *profile = crm_profiles_get(&r->run.profiles, it->client);

	crm_report_text(report, it->client);
	crm_risk_decimal(report, it->score.risk, 1, "");
	crm_report_money(report, in->revenue, in->currency);
	crm_risk_decimal(report,
		share(in->revenue, crm_portfolio_market(p, in->currency).revenue), 1, "");
	crm_report_money(report, in->open, in->currency);
	crm_report_currency(report, in->currency);
	crm_report_count(report, first, h->contacts);
	crm_report_count(report, first, h->minutes);
	crm_report_count(report, first, h->controls);
	crm_risk_cell(report, crm_quadrant(p, h, profile->relation, &it->score,
				      r->tool->policy.score.band[1]));
	crm_risk_cell(report, crm_ground_name(h->ground));
}

/* A row for each currency with money, or one of the book's own. */
static void holding(struct crm_riskrun *r, struct crm_report *report,
	const struct crm_portfolio *p, const struct crm_risk *it)
{
	struct crm_holding h = crm_portfolio_get(p, it->client);
	struct crm_income none = {.currency = r->tool->policy.currency};
	size_t i, rows = 0;

	for (i = 0; i < h.incomes; i++)
		if (h.income[i].revenue || h.income[i].open)
			income_row(r, report, p, it, &h, &h.income[i], rows++ == 0);
	if (rows == 0)
		income_row(r, report, p, it, &h, &none, true);
}

int crm_risk_portfolio(struct crm_riskrun *r)
{
	struct crm_portfolio p;
	struct crm_report report;
	size_t i;
	int st;

	crm_portfolio_of(&r->run.view, &p);
	CRM_TOOL_ROWS(r->tool, &report, portfolio_columns);
	for (i = 0; i < r->n; i++)
		holding(r, &report, &p, &r->item[i]);
	st = crm_tool_listed(r->tool, crm_report_end(&report));
	warn(r, &p);
	crm_portfolio_release(&p);
	return st;
}

/* `email:7 phone:1` as people say it: `e-mail 7, phone 1`. */
static const char *counts_said(struct crm_arena *mem, struct crm_str pairs)
{
	static const char *const known[][2] = {{"email", N_("e-mail")}, {"phone", N_("phone")}, {"sms", N_("text message")},
		{"chat", N_("chat")}, {"visio", N_("video call")}, {"meet", N_("meeting")}, {"letter", N_("letter")},
		{"warm", N_("warm")}, {"neutral", N_("neutral")}, {"tense", N_("tense")}, {"angry", N_("angry")},
		{"anxious", N_("anxious")}};
	struct crm_str pair, key;
	struct crm_buf b;
	const char *colon, *text;
	size_t i;

	crm_buf_init(&b);
	while ((pair = crm_str_word(&pairs, ' ')).n) {
		colon = memchr(pair.p, ':', pair.n);
		key = (struct crm_str){pair.p, colon ? (size_t)(colon - pair.p) : pair.n};
		for (i = 0; i < sizeof known / sizeof *known && !crm_str_is(key, known[i][0]); i++)
			;
		crm_buf_cstr(&b, b.n ? ", " : "");
		crm_buf_str(&b, i < sizeof known / sizeof *known ? crm_str(_(known[i][1])) : key);
		if (colon)
			crm_buf_printf(&b, " %.*s", (int)(pair.n - key.n - 1), colon + 1);
	}
	text = crm_arena_cstr(mem, crm_buf_view(&b));
	crm_buf_release(&b);
	return text;
}

/* `<= 3` as people read it. */
static const char *norm_said(struct crm_arena *mem, struct crm_str norm)
{
	if (norm.n > 1 && norm.p[1] == '=')
		return crm_arena_printf(mem, "%s%.*s", norm.p[0] == '<' ? "\xe2\x89\xa4" : "\xe2\x89\xa5",
			(int)norm.n - 2, norm.p + 2);
	return crm_risk_word(crm_arena_cstr(mem, norm));
}

static void check_row(struct crm_report *report, struct crm_arena *mem, const struct crm_check *check)
{
	char word[20], *point;

	crm_risk_cell(report, check->point);
	crm_report_text(report, crm_str(report->format->words ? _(check->title) : check->figure));
	if (report->format->words && memchr(check->value.p, ':', check->value.n)) {
		crm_report_text(report, crm_str(counts_said(mem, check->value)));
	} else if (report->format->words && !check->value.n && strncmp(check->figure, "days_since", 10) == 0) {
		crm_report_text(report, crm_str(_("never")));
	} else if (check->value.n && check->value.n < sizeof word) {
		memcpy(word, check->value.p, check->value.n);
		word[check->value.n] = '\0';
		point = report->format->words ? strchr(word, '.') : NULL;
		if (point) /* of a number: words have none */
			*point = crm_i18n_mark();
		crm_risk_cell(report, word);
	} else {
		crm_report_text(report, check->value);
	}
	crm_report_text(report, crm_str(check->claim));
	if (report->format->words)
		crm_report_text(report, crm_str(norm_said(mem, check->norm)));
	else
		crm_report_text(report, check->norm);
	crm_risk_cell(report, crm_check_mark_name(check->mark));
}

int crm_risk_checklist(struct crm_riskrun *r, struct crm_str client)
{
	struct crm_check check[CRM_CHECKS_MOST];
	struct crm_reread *again;
	struct crm_advice_case about;
	struct crm_report report;
	struct crm_arena mem;
	struct crm_riskcase c;
	struct crm_err e;
	size_t n, i;

	again = crm_reread_open(&r->tool->book, r->tool->policy.currency, &e);
	if (!again)
		return crm_tool_fail(r->tool, &e);
	crm_arena_init(&mem);
	crm_riskcase_read(r, again, client, &mem, &c);
	crm_riskcase_about(r, &c, &about);
	n = crm_checklist_of(&about, &mem, check);
	CRM_TOOL_ROWS(r->tool, &report, checklist_columns);
	for (i = 0; i < n; i++)
		check_row(&report, &mem, &check[i]);
	n = crm_report_end(&report);
	crm_reread_close(again);
	crm_arena_release(&mem);
	return crm_tool_listed(r->tool, n);
}
