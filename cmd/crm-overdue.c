/* crm-overdue - what is owed and late, by me and by the client.  crm-overdue(1) is the manual. */
#include "base/i18n.h"
#include "due/aging.h"
#include "due/forecast.h"
#include "format/day.h"
#include "format/typed.h"
#include "tool/complete/propose.h"
#include "tool/overdue/views.h"
#include "tool/sandbox.h"
#include "tool/whom.h"

enum { OPT_KIND = 256, OPT_CLIENT, OPT_WHO, OPT_MIN, OPT_WITHIN, OPT_AGING, OPT_PAID_LATE,
	OPT_SORT, OPT_ICS, OPT_FORECAST };

static const struct crm_option options[] = {
	{"kind", OPT_KIND, "KIND", N_("only this kind (may be repeated)")},
	{"client", OPT_CLIENT, "ID", N_("only this client (may be repeated)")},
	{"who", OPT_WHO, "me|client", N_("only what this side must do")},
	{"min", OPT_MIN, "AMOUNT", N_("only amounts of at least this much")},
	{"within", OPT_WITHIN, "SPAN", N_("also what falls due within 14d, 2w, … or (morning) by the next working morning")},
	{"sort", OPT_SORT, "HOW", N_("by due, the default with --within, or by kind")},
	{"ics", OPT_ICS, "WHAT", N_("-f ics: task, the default, or event, for calendars without tasks")},
	{"aging", OPT_AGING, NULL, N_("outstanding amounts by age, one line per client and "
		"currency")},
	{"forecast", OPT_FORECAST, "[months]",
		N_("open invoices by the day they are expected; with months their sums")},
	{"paid-late", OPT_PAID_LATE, NULL,
		N_("invoices paid late that still owe interest or the fee")},
	{NULL, 0, NULL, NULL},
};

static const struct crm_task tasks[] = {
	{"", N_("what is late, mine first")},
	{"acme durand", N_("of these clients")},
	{"--who=me", N_("what I must do; client: what they must")},
	{"--within=14d", N_("an agenda: also what falls due, by day")},
	{"--kind=invoice --min=100", N_("one kind, from this amount up")},
	{"--aging", N_("outstanding amounts by age")},
	{"--forecast=months", N_("what is expected, by month")},
	{"--paid-late", N_("paid late, interest still owed")},
	{"-f ics -o todo.ics", N_("for a calendar; --ics=event: no tasks")},
	{"| crm-remind", N_("draft the reminders; --send sends them")},
	{"| crm-risk --join", N_("the same with the risk of each client")},
	{NULL, NULL},
};

static const char *const usage[] = {
	"[--kind=KIND] [--who=me|client] [--min=AMOUNT] [--within=SPAN] [--sort=HOW] [-f ics] [CLIENT ...]",
	"--aging [--min=AMOUNT] [CLIENT ...]", "--forecast[=months] [--min=AMOUNT] [CLIENT ...]",
	"--paid-late [CLIENT ...]", NULL};

struct request {
	struct crm_overdue want;
	struct crm_whom clients;
	const char *kind[CRM_KINDS], *min, *within;
	size_t kinds;
	enum { SORT_NONE, SORT_KIND, SORT_DUE } sort;
	bool aging, ics, events, forecast, months;
};

static int kind_option(struct request *r, const char *value, struct crm_err *e)
{
	if (r->kinds == CRM_KINDS)
		return crm_err_set(e, CRM_USAGE, _("more than %d values for one option"), CRM_KINDS);
	r->kind[r->kinds++] = value;
	return 0;
}

/* Keys, and their words as a table shows them, once the language is known. */
static int kinds_read(struct request *r, struct crm_err *e)
{
	size_t i;
	int k;

	for (i = 0; i < r->kinds; i++) {
		for (k = 0; k < CRM_KINDS; k++)
			if (strcmp(r->kind[i], crm_kinds[k].name) == 0 ||
				crm_keyword_is(CRM_KEYWORD_KIND, crm_kinds[k].name, crm_str(r->kind[i])))
				break;
		if (k == CRM_KINDS)
			return crm_err_at(e, CRM_USAGE, "", 0, "--kind",
				_("'%s' is not a kind; crm-overdue(1) lists them"), r->kind[i]);
		r->want.kinds |= 1u << k;
	}
	return 0;
}

static int who_option(struct crm_overdue *want, const char *value, struct crm_err *e)
{
	int by = crm_by_find(crm_str(value));

	if (by != CRM_BY_ME && by != CRM_BY_CLIENT)
		return crm_err_at(e, CRM_USAGE, "", 0, "--who", _("'%s' is neither me nor client"),
			value);
	want->who = (enum crm_by)by;
	return 0;
}

static int sort_option(struct request *r, const char *value, struct crm_err *e)
{
	if (strcmp(value, "due") != 0 && strcmp(value, "kind") != 0)
		return crm_err_set(e, CRM_USAGE, _("'%.40s' must be one of %s"), value, "due, kind");
	r->sort = strcmp(value, "due") == 0 ? SORT_DUE : SORT_KIND;
	return 0;
}

static int ics_option(struct request *r, const char *value, struct crm_err *e)
{
	if (strcmp(value, "task") != 0 && strcmp(value, "event") != 0)
		return crm_err_set(e, CRM_USAGE, _("'%.40s' must be one of %s"), value, "task, event");
	r->ics = true;
	r->events = strcmp(value, "event") == 0;
	return 0;
}

static int forecast_option(struct request *r, const char *value, struct crm_err *e)
{
	r->forecast = true;
	r->months = value != NULL;
	if (value && strcmp(value, "months") != 0)
		return crm_err_set(e, CRM_USAGE, _("'%.40s' must be one of %s"), value, "months");
	return 0;
}

static int take(struct crm_tool *t, int code, const char *value, struct crm_err *e)
{
	struct request *r = t->ctx;
	switch (code) {
	case OPT_KIND: return kind_option(r, value, e);
	case OPT_WHO: return who_option(&r->want, value, e);
	case OPT_CLIENT: return crm_whom_option(&r->clients, value, e);
	case OPT_MIN: r->min = value; return 0;
	case OPT_ICS: return ics_option(r, value, e);
	case OPT_SORT: return sort_option(r, value, e);
	case OPT_AGING: r->aging = true; return 0;
	case OPT_FORECAST: return forecast_option(r, value, e);
	case OPT_PAID_LATE: r->want.paid_late = true; return 0;
	default: r->within = value; return 0;
	}
}

static int view(struct crm_tool *t, struct request *r)
{
	struct crm_caserun run;
	struct crm_err e;
	int st;

	crm_sandbox_book(t, NULL);
	crm_caserun_init(&run, t);
	run.view.store.waits_only = r->forecast;
	r->want.notes = true;
	if (r->aging      ? crm_caserun_read(&run, CRM_AGING_EVENTS, CRM_STR(""), &e)
		: r->forecast ? crm_caserun_read(&run, CRM_FORECAST_EVENTS, CRM_STR(""), &e)
			      : crm_overdue_read(&run, &r->want, 0, &e))
		st = crm_tool_fail(t, &e);
	else if (r->aging)
		st = crm_overdue_aging(&run, &r->want);
	else if (r->forecast)
		st = crm_overdue_forecast(&run, &r->want, r->months);
	else
		st = crm_overdue_report(&run, &r->want, r->events);
	crm_release(&r->want.item);
	crm_caserun_release(&run);
	return st;
}

/* What --aging, --forecast and --paid-late do not go together with. */
static int no_list(struct crm_tool *t, const struct request *r)
{
	const char *view = r->aging ? "--aging" : r->forecast ? "--forecast" : "--paid-late";

	if (r->aging + r->forecast + r->want.paid_late > 1)
		return crm_tool_usage(t, _("only one view at a time"));
	if (t->format && t->format->calendar)
		return crm_tool_usage(t, _("%s has no tasks: -f ics is not available here"), view);
	if (r->kinds || r->want.who == CRM_BY_ME || r->within || r->sort)
		return crm_tool_usage(t, _("%s does not take --kind, --who=me, --within or --sort"), view);
	if (r->want.paid_late && r->min)
		return crm_tool_usage(t, "%s", _("--paid-late takes no --min: nothing is left to pay"));
	return CRM_OK;
}

static int work(struct crm_tool *t, struct request *r)
{
	char min[CRM_MONEY_TYPED];
	struct crm_err e;
	int st, currency;

	if (r->aging || r->forecast || r->want.paid_late) {
		st = no_list(t, r);
		if (st)
			return st;
	}
	r->want.morning = r->within && strcmp(r->within, "morning") == 0;
	if (r->within && !r->want.morning &&
		crm_day_span(crm_str(r->within), t->now.day, &r->want.within))
		return crm_tool_usage(
			t, _("--within: '%s' is not a span of time (14d, 2w, 1m, morning)"), r->within);
	if (r->min && (crm_money_typed(crm_str(r->min), min, &currency) ||
			      (currency != CRM_NO_CURRENCY && currency != t->policy.currency) ||
			      crm_money_parse(crm_str(min), t->policy.currency, &r->want.min)))
		return crm_tool_usage(t, _("--min: '%s' is not a valid amount"), r->min);
	if (r->ics && !(t->format && t->format->calendar))
		return crm_tool_usage(t, "%s", _("--ics says what -f ics writes: add -f ics"));
	/* a client that the book does not have is a slip, not somebody who owes nothing */
	if (kinds_read(r, &e) || crm_whom_options(t, &r->clients, &r->want.whom, &e) ||
		crm_whom_operands(t, &r->want.whom, &e))
		return crm_tool_fail(t, &e);
	r->want.by_due = r->sort == SORT_DUE || (r->sort == SORT_NONE && (r->want.within || r->want.morning));
	return view(t, r);
}

int main(int argc, char **argv)
{
	struct request r = {.aging = false};
	struct crm_tool t = {
		.name = "crm-overdue",
		.usage = usage,
		.tasks = tasks,
		.about = N_("list what is owed and late, by me and by the client"),
		.options = options,
		.option = take,
		.propose = crm_propose,
		.operands = CRM_OPERANDS_CLIENTS,
		.ics = true,
		.ctx = &r,
	};
	int st = crm_tool_begin(&t, argc, argv);

	if (st == CRM_GO)
		st = work(&t, &r);
	return crm_tool_end(&t, st);
}
