/* crm-overdue - what is owed and late, by me and by the client.  crm-overdue(1) is the manual. */
#include "base/i18n.h"
#include "book/profiles.h"
#include "book/table.h"
#include "letter/todo.h"
#include "rule/aging.h"
#include "rule/limit.h"
#include "rule/overdue.h"
#include "rule/owed.h"
#include "tool/tool.h"

enum { OPT_KIND = 256, OPT_CLIENT, OPT_WHO, OPT_MIN, OPT_WITHIN, OPT_AGING };

static const struct crm_option options[] = {
	{"kind", OPT_KIND, "KIND", N_("only this kind (may be repeated)")},
	{"client", OPT_CLIENT, "ID", N_("only this client")},
	{"who", OPT_WHO, "me|client", N_("only what this side must do")},
	{"min", OPT_MIN, "AMOUNT", N_("only money of at least this much")},
	{"within", OPT_WITHIN, "SPAN", N_("also what comes due within 14d, 2w, …: days are negative")},
	{"aging", OPT_AGING, NULL, N_("open money by age, a line a client and currency")},
	{NULL, 0, NULL, NULL},
};

static const char *const usage[] = {
	"[--kind=KIND] [--client=ID] [--who=me|client] [--min=AMOUNT] [--within=SPAN]", "--aging",
	NULL};

static const struct crm_report_column columns[] = {
	{"client", CRM_CELL_TEXT, N_("client"), 0, false},
	{"kind", CRM_CELL_TEXT, N_("kind"), 0, false},
	{"who", CRM_CELL_TEXT, N_("who"), 6, true},
	{"ref", CRM_CELL_TEXT, N_("ref"), 7, false},
	{"since", CRM_CELL_WHEN, N_("since"), 12, true},
	{"due", CRM_CELL_WHEN, N_("due"), 7, false},
	{"days", CRM_CELL_WHOLE, N_("days"), 0, false},
	{"amount", CRM_CELL_MONEY, N_("amount"), 0, true},
	{"currency", CRM_CELL_TEXT, N_("cur"), 0, true},
	{"interest", CRM_CELL_MONEY, N_("interest"), 10, true},
	{"fee", CRM_CELL_MONEY, N_("fee"), 10, true},
	{"step", CRM_CELL_TEXT, N_("step"), 8, true},
	{"reminded", CRM_CELL_WHEN, N_("reminded"), 9, true},
	{"held", CRM_CELL_TEXT, N_("held"), 4, true},
	{"limit", CRM_CELL_TEXT, N_("limit"), 11, true},
	{"note", CRM_CELL_TEXT, N_("note"), 4, true},
};

static const struct crm_report_column aging_columns[] = {
	{"client", CRM_CELL_TEXT, N_("client"), 1, false},
	{"currency", CRM_CELL_TEXT, N_("cur"), 0, false},
	{"current", CRM_CELL_MONEY, N_("current"), 0, false},
	{"1-30", CRM_CELL_MONEY, NULL, 0, false},
	{"31-60", CRM_CELL_MONEY, NULL, 0, false},
	{"61-90", CRM_CELL_MONEY, NULL, 0, false},
	{"91+", CRM_CELL_MONEY, NULL, 0, false},
	{"total", CRM_CELL_MONEY, N_("total"), 0, false},
};

struct request {
	struct crm_overdue want;
	const char *min;
	bool aging;
};

struct run {
	struct crm_tool *tool;
	struct crm_tables tables;
	struct crm_calendar calendar;
	struct crm_profiles profiles;
	struct crm_view view;
	struct crm_journal_again *again;
	size_t limits; /* invoices whose limitation comes within a year */
	int32_t limit; /* the nearest of them */
	size_t under;  /* invoices whose contract rate is under the legal floor */
	size_t more;   /* invoices for which that floor is over the rate of the regime */
};

static int kind_option(struct crm_overdue *want, const char *value, struct crm_err *e)
{
	int kind = crm_overdue_kind(crm_str(value));

	if (kind < 0)
		return crm_err_at(e, CRM_USAGE, "", 0, "--kind",
			_("'%s' is no kind; crm-overdue(1) lists them"), value);
	want->kinds |= 1u << kind;
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

static int take(struct crm_tool *t, int code, const char *value, struct crm_err *e)
{
	struct request *r = t->ctx;
	struct crm_span span;

	switch (code) {
	case OPT_KIND: return kind_option(&r->want, value, e);
	case OPT_WHO: return who_option(&r->want, value, e);
	case OPT_CLIENT: r->want.client = crm_str(value); return 0;
	case OPT_MIN: r->min = value; return 0;
	case OPT_AGING: r->aging = true; return 0;
	default: break;
	}
	if (crm_span_parse(crm_str(value), "dw", &span))
		return crm_err_at(e, CRM_USAGE, "", 0, "--within",
			_("'%s' is no span of days or weeks (14d, 2w)"), value);
	r->want.within = span.unit == 'w' ? 7 * span.n : span.n;
	return 0;
}

/* The journal and all that is read beside it. */
static int book_read(struct run *run, const struct request *r, struct crm_err *e)
{
	struct crm_tool *t = run->tool;
	struct crm_journal_job job = {
		.events = r->aging ? CRM_LEDGER_MONEY : crm_overdue_events(&r->want, &run->view),
		.now = t->now,
		.currency = t->policy.currency,
		.client = r->want.client,
		.libcsv = t->libcsv,
		.reset = crm_view_reset,
		.row = crm_view_row,
		.ctx = &run->view,
	};

	if (crm_tables_read(&t->book, &run->tables, &t->finds, e))
		return -1;
	run->calendar = (struct crm_calendar){t->policy.week.closed, t->policy.week.holidays,
		run->tables.holidays.row, run->tables.holidays.n};
	run->view.policy = &t->policy;
	run->view.calendar = &run->calendar;
	run->view.now = t->now;
	run->view.tables = &run->tables;
	run->view.profile = crm_profiles_get;
	run->view.ctx = &run->profiles;
	return crm_journal_read(&t->book, &job, &t->finds, NULL, e);
}

static void moment(struct crm_report *r, struct crm_when w)
{
	char text[CRM_WHEN_TEXT];

	crm_when_text(w, text);
	crm_report_text(r, crm_str(text));
}

static void amount(struct crm_report *r, int64_t minor, int currency)
{
	if (minor)
		crm_report_money(r, minor, currency);
	else
		crm_report_none(r);
}

/* Interest, fee and limit; what is not known stays empty and is a finding. */
static void owed_find(struct run *run, const struct crm_item *it, struct crm_owed *owed)
{
	struct crm_tool *t = run->tool;
	struct crm_err e;

	memset(owed, 0, sizeof *owed);
	owed->limit = CRM_NO_DAY;
	if (it->invoice &&
		crm_owed_of(&run->view, &run->tables, it->standing, it->invoice, false, owed, &e))
		crm_find_err(&t->finds, &e, it->client);
}

/* Limits of the coming year are counted, and the nearest is kept. */
static void limit_count(struct run *run, int32_t limit)
{
	if (limit == CRM_NO_DAY || crm_limit_warn(limit, run->tool->now.day) <= 0)
		return;
	if (!run->limits++ || limit < run->limit)
		run->limit = limit;
}

static void rate_count(struct run *run, const struct crm_owed *owed)
{
	if (!owed->known)
		return;
	run->under += !!(owed->interest.notes & CRM_INTEREST_UNDER_FLOOR);
	run->more += !!(owed->interest.notes & CRM_INTEREST_FLOOR_HIGHER);
}

/* The note of an item, until the next one is asked for. */
static struct crm_str note_of(struct run *run, const struct crm_item *it)
{
	struct crm_row line;

	if (it->note.p)
		return it->note;
	if (!run->again || crm_journal_again_row(run->again, it->offset, &line))
		return CRM_STR("");
	return line.note;
}

static void row(struct run *run, struct crm_report *r, const struct crm_item *it)
{
	struct crm_arena_mark before = crm_arena_mark(&run->view.mem);
	struct crm_owed owed;

	owed_find(run, it, &owed);
	limit_count(run, owed.limit);
	rate_count(run, &owed);
	crm_report_text(r, it->client);
	crm_report_text(r, crm_str(crm_kinds[it->kind].name));
	crm_report_text(r, crm_str(crm_by_name(crm_kinds[it->kind].who)));
	crm_report_text(r, it->ref);
	moment(r, it->since);
	moment(r, it->due);
	crm_report_int(r, it->days);
	if (it->money) {
		crm_report_money(r, it->amount, it->currency);
		crm_report_text(r, crm_str(crm_currency_code(it->currency)));
	} else {
		crm_report_none(r);
		crm_report_none(r);
	}
	amount(r, owed.interest.interest_left, it->currency);
	amount(r, owed.interest.fee_left, it->currency);
	crm_report_text(r, it->step);
	moment(r, it->reminded);
	crm_report_text(r, it->held);
	moment(r, (struct crm_when){owed.limit, CRM_NO_MIN});
	crm_report_text(r, note_of(run, it));
	crm_arena_rewind(&run->view.mem, before); /* its moves and marks */
}

/* facts.md 4: said once a run, for the nearest; the column has the days. */
static void limit_warn(const struct run *run)
{
	char day[CRM_WHEN_TEXT];

	if (!run->limits)
		return;
	crm_date_text(run->limit, day);
	crm_tool_warn(run->tool,
		CRM_NGETTEXT("%zu invoice can be claimed in court for less than a year, until %s: "
			     "see the column limit",
			"%zu invoices can be claimed in court for less than a year, the first "
			"until %s: see the column limit",
			run->limits),
		run->limits, day);
}

/* Said once a run; the figures stay those of the contract and of the regime. */
static void rate_warn(const struct run *run)
{
	if (run->under)
		crm_tool_warn(run->tool,
			CRM_NGETTEXT("the contract rate of %zu invoice is under three times the "
				     "legal rate, the least that the law allows: see penalty_rate",
				"the contract rate of %zu invoices is under three times the legal "
				"rate, the least that the law allows: see penalty_rate",
				run->under),
			run->under);
	if (run->more)
		crm_tool_note(run->tool,
			CRM_NGETTEXT("three times the legal rate is higher than the default rate "
				     "for %zu invoice; the default rate was taken",
				"three times the legal rate is higher than the default rate for "
				"%zu invoices; the default rate was taken",
				run->more),
			run->more);
}

static size_t calendar(struct run *run, const struct crm_overdue *o)
{
	struct crm_buf b;
	size_t i;

	crm_buf_init(&b);
	crm_ical_begin(&b);
	for (i = 0; i < o->n; i++)
		crm_todo_item(&b, &o->item[i], note_of(run, &o->item[i]));
	crm_ical_end(&b);
	if (o->n || !run->tool->quiet_empty)
		fwrite(b.p, 1, b.n, run->tool->sink);
	crm_buf_release(&b);
	return o->n;
}

static size_t report(struct run *run, const struct crm_overdue *o)
{
	struct crm_report out;
	size_t i;

	crm_tool_report(run->tool, &out);
	crm_report_begin(&out, columns, sizeof columns / sizeof *columns);
	for (i = 0; i < o->n; i++)
		row(run, &out, &o->item[i]);
	return crm_report_end(&out);
}

static int list(struct run *run, struct request *r, struct crm_err *e)
{
	size_t n;

	crm_overdue_list(&run->view, &r->want);
	if (r->want.n) {
		run->again = crm_journal_again_open(&run->tool->book, run->tool->policy.currency, e);
		if (!run->again)
			return -1;
	}
	n = run->tool->format == CRM_FMT_ICS ? calendar(run, &r->want) : report(run, &r->want);
	limit_warn(run);
	rate_warn(run);
	return crm_tool_listed(run->tool, n);
}

static int aging(struct run *run, struct request *r)
{
	struct crm_report report;
	struct crm_aging *line;
	size_t i, k, n;

	line = crm_aging_of(&run->view, r->want.min, &n);
	crm_tool_report(run->tool, &report);
	crm_report_begin(&report, aging_columns, sizeof aging_columns / sizeof *aging_columns);
	for (i = 0; i < n; i++) {
		crm_report_text(&report, line[i].client);
		crm_report_text(&report, crm_str(crm_currency_code(line[i].currency)));
		for (k = 0; k < CRM_AGES; k++)
			crm_report_money(&report, line[i].age[k], line[i].currency);
		crm_report_money(&report, line[i].total, line[i].currency);
	}
	return crm_tool_listed(run->tool, crm_report_end(&report));
}

static int work(struct crm_tool *t, struct request *r)
{
	struct run run = {.tool = t};
	struct crm_err e;
	int st;

	if (t->argc)
		return crm_tool_usage(t, _("'%s' is not expected here"), t->argv[0]);
	if (r->aging && t->format == CRM_FMT_ICS)
		return crm_tool_usage(t, _("--aging has no tasks: -f ics is not for it"));
	if (r->min && crm_money_parse(crm_str(r->min), t->policy.currency, &r->want.min))
		return crm_tool_usage(t, _("--min: '%s' is no amount"), r->min);
	crm_view_init(&run.view);
	crm_profiles_init(&run.profiles, &t->book, &t->policy, &t->finds);
	st = book_read(&run, r, &e);
	if (!st)
		st = r->aging ? aging(&run, r) : list(&run, r, &e);
	if (st < 0)
		st = crm_tool_fail(t, &e);
	crm_journal_again_close(run.again);
	crm_profiles_release(&run.profiles);
	crm_view_release(&run.view);
	crm_release(&r->want.item);
	return st;
}

int main(int argc, char **argv)
{
	struct request r = {.aging = false};
	struct crm_tool t = {
		.name = "crm-overdue",
		.usage = usage,
		.about = N_("list what is owed and late, by me and by the client"),
		.options = options,
		.option = take,
		.ics = true,
		.ctx = &r,
	};
	int st = crm_tool_begin(&t, argc, argv);

	if (st == CRM_GO)
		st = work(&t, &r);
	return crm_tool_end(&t, st);
}
