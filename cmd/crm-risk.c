/* crm-risk - which relation is at risk, why, and what to do.  crm-risk(1) is the manual. */
#include "base/i18n.h"
#include "tool/riskrun.h"

enum { OPT_CLIENT = 256 };

static const struct crm_option options[] = {
	{"client", OPT_CLIENT, "ID", N_("only this client")},
	{NULL, 0, NULL, NULL},
};

static const char *const usage[] = {"[--client=ID]", NULL};

struct request {
	struct crm_str client;
};

static int take(struct crm_tool *t, int code, const char *value, struct crm_err *e)
{
	struct request *r = t->ctx;

	(void)code;
	(void)e;
	r->client = crm_str(value);
	return 0;
}

/* One client is listed even without a row; of all, those that have one. */
static void scores(struct crm_riskrun *run, const struct request *r)
{
	if (r->client.n == 0) {
		crm_riskrun_all(run);
		return;
	}
	crm_grow(&run->item, &run->cap, 1, sizeof *run->item);
	crm_riskrun_one(run, r->client, false, run->item);
	run->n = 1;
}

static int work(struct crm_tool *t, const struct request *r)
{
	struct crm_riskrun run;
	struct crm_err e;
	int st;

	if (t->argc)
		return crm_tool_usage(t, _("'%s' is not expected here"), t->argv[0]);
	crm_riskrun_init(&run, t);
	if (crm_riskrun_read(&run, r->client, &e)) {
		st = crm_tool_fail(t, &e);
	} else {
		scores(&run, r);
		st = crm_risk_report(&run);
	}
	crm_riskrun_release(&run);
	return st;
}

int main(int argc, char **argv)
{
	struct request r = {.client = CRM_STR("")};
	struct crm_tool t = {
		.name = "crm-risk",
		.usage = usage,
		.about = N_("say which relation is at risk, why, and what to do"),
		.options = options,
		.option = take,
		.ctx = &r,
	};
	int st = crm_tool_begin(&t, argc, argv);

	if (st == CRM_GO)
		st = work(&t, &r);
	return crm_tool_end(&t, st);
}
