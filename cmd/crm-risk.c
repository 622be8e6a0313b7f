/* crm-risk - which relation is at risk, why, and what to do.  crm-risk(1) is the manual. */
#include "base/i18n.h"
#include "tool/complete/propose.h"
#include "tool/risk/views.h"
#include "tool/sandbox.h"
#include "tool/whom.h"

enum {
	OPT_CLIENT = 256,
	OPT_EXPLAIN,
	OPT_PORTFOLIO,
	OPT_PAYERS,
	OPT_JOIN,
	OPT_HISTORY,
	OPT_CHECKLIST,
	OPT_BACKTEST
};

static const struct crm_option options[] = {
	{"client", OPT_CLIENT, "ID", N_("only this client (may be repeated)")},
	{"explain", OPT_EXPLAIN, NULL, N_("every reason, the rows behind it and what to do")},
	{"portfolio", OPT_PORTFOLIO, NULL,
		N_("what each client brings and costs: keep, repair, …")},
	{"payers", OPT_PAYERS, NULL, N_("how many days after the due day each client pays")},
	{"join", OPT_JOIN, NULL, N_("add risk, band and stage to any CSV with a column client")},
	{"history", OPT_HISTORY, NULL, N_("the risk of a client over time")},
	{"checklist", OPT_CHECKLIST, NULL, N_("nine points with the client's own numbers")},
	{"backtest", OPT_BACKTEST, NULL, N_("does the score predict late payment in this book")},
	{NULL, 0, NULL, NULL},
};

static const struct crm_task tasks[] = {
	{"", N_("the risk of each client, the highest first")},
	{"--explain acme", N_("every reason, the rows behind it and what to do")},
	{"--portfolio", N_("what each client brings and costs")},
	{"--payers", N_("how many days after the due day each client pays")},
	{"--checklist acme", N_("nine points with the client's own numbers")},
	{"--history acme", N_("the risk over time, for a plot")},
	{"--join FILE.csv", N_("add risk, band and stage to a CSV")},
	{"--backtest", N_("does the score predict late payment in this book")},
	{NULL, NULL},
};

static const char *const usage[] = {"[CLIENT ...]", "--explain [CLIENT]", "--portfolio",
	"--payers [CLIENT ...]", "--join [FILE]", "--history CLIENT", "--checklist CLIENT", "--backtest", NULL};

struct request {
	struct crm_list whom; /* clients that are named */
	struct crm_str client; /* the only one */
	struct crm_whom options;
	int view; /* 0: the report */
	bool twice;
};

static int take(struct crm_tool *t, int code, const char *value, struct crm_err *e)
{
	struct request *r = t->ctx;

	if (code == OPT_CLIENT)
		return crm_whom_option(&r->options, value, e);
	r->twice = r->view && r->view != code;
	r->view = code;
	return 0;
}

/* Clients that are named are listed even without a row; of all, those that have one. */
static void scores(struct crm_riskrun *run, const struct request *r)
{
	size_t i;

	if (!r->whom.n) {
		crm_riskrun_all(run);
		if (r->view != OPT_PORTFOLIO) /* what they brought is a part of the year */
			crm_riskrun_active(run);
		return;
	}
	crm_grow(&run->item, &run->cap, r->whom.n, sizeof *run->item);
	for (i = 0; i < r->whom.n; i++)
		crm_riskrun_one(run, r->whom.item[i], false, &run->item[i]);
	run->n = r->whom.n;
	crm_riskrun_sort(run);
}

/* The same without a score. */
static void clients(struct crm_riskrun *run, const struct request *r)
{
	size_t i, k, n = 0;

	crm_riskrun_clients(run);
	for (i = 0; r->whom.n && i < run->n; i++)
		for (k = 0; k < r->whom.n; k++)
			if (crm_str_eq(run->item[i].client, r->whom.item[k])) {
				run->item[n++] = run->item[i];
				break;
			}
	run->n = r->whom.n ? n : run->n;
}

static int join(struct crm_riskrun *run)
{
	struct crm_tool *t = run->tool;
	struct crm_err e;
	const char *name;
	FILE *in = crm_tool_input(t, t->argc ? t->argv[0] : NULL, &name, &e);
	int st;

	if (!in)
		return crm_tool_fail(t, &e);
	st = crm_risk_join(run, in, name);
	if (in != stdin)
		fclose(in);
	return st;
}

static int view(struct crm_riskrun *run, const struct request *r)
{
	switch (r->view) {
	case OPT_HISTORY: return crm_risk_history(run, r->client);
	case OPT_JOIN: return join(run);
	case OPT_CHECKLIST: return crm_risk_checklist(run, r->client);
	case OPT_PORTFOLIO: scores(run, r); return crm_risk_portfolio(run);
	case OPT_PAYERS: clients(run, r); return crm_risk_payers(run);
	case OPT_BACKTEST: crm_riskrun_clients(run); return crm_risk_backtest(run);
	case OPT_EXPLAIN: scores(run, r); return crm_risk_explain(run);
	default: scores(run, r); return crm_risk_report(run);
	}
}

/* What does not go together. */
static int check(struct crm_tool *t, const struct request *r)
{
	bool file = r->view == OPT_JOIN;
	bool all = file || r->view == OPT_PORTFOLIO || r->view == OPT_BACKTEST;

	if (r->twice)
		return crm_tool_usage(t, _("only one view at a time"));
	if (r->options.n && all)
		return crm_tool_usage(
			t, _("--client does not go with this view, which needs all clients"));
	if (all && t->argc > file)
		return crm_tool_usage(t, _("'%s' is not expected here"), t->argv[file]);
	return CRM_OK;
}

/* The clients that are named, by option and as operands. */
static int whom(struct crm_tool *t, struct request *r)
{
	bool must = r->view == OPT_HISTORY || r->view == OPT_CHECKLIST;
	bool one = must || r->view == OPT_EXPLAIN;
	struct crm_err e;

	if (crm_whom_options(t, &r->options, &r->whom, &e) ||
		(r->view != OPT_JOIN && crm_whom_operands(t, &r->whom, &e)))
		return crm_tool_fail(t, &e);
	if (must && !r->whom.n)
		return crm_tool_usage(t, _("which client?"));
	if (one && r->whom.n > 1)
		return crm_tool_usage(t, "%s", _("one client at a time for this view"));
	if (r->whom.n == 1)
		r->client = r->whom.item[0];
	return CRM_OK;
}

static int work(struct crm_tool *t, struct request *r)
{
	struct crm_riskrun run;
	struct crm_err e;
	int st = check(t, r);

	st = st ? st : whom(t, r);
	if (st)
		return st;
	crm_sandbox_book(t, r->view == OPT_JOIN && t->argc ? t->argv[0] : NULL);
	crm_riskrun_init(&run, t);
	if (crm_riskrun_read(&run, r->client, &e))
		st = crm_tool_fail(t, &e);
	else
		st = view(&run, r);
	crm_riskrun_release(&run);
	return st;
}

int main(int argc, char **argv)
{
	struct request r = {.client = CRM_STR("")};
	struct crm_tool t = {
		.name = "crm-risk",
		.usage = usage,
		.tasks = tasks,
		.about = N_("say which relation is at risk, why, and what to do"),
		.options = options,
		.option = take,
		.propose = crm_propose,
		.operands = CRM_OPERANDS_CLIENTS,
		.ctx = &r,
	};
	int st = crm_tool_begin(&t, argc, argv);

	if (st == CRM_GO)
		st = work(&t, &r);
	return crm_tool_end(&t, st);
}
