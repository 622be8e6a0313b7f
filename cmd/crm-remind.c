/* crm-remind - reminders: drafted, sent once, settled.  crm-remind(1) is the manual. */
#include "base/i18n.h"
#include "base/num.h"
#include "format/csv.h"
#include "letter/deliver.h"
#include "tool/post.h"
#include "tool/render.h"
#include "tool/tool.h"
#include <signal.h>

enum { OPT_SEND = 256, OPT_MAILDIR, OPT_MBOX, OPT_SETTLE, OPT_MAX, OPT_FIRST, OPT_EXPLAIN,
	OPT_RENDER };

static const struct crm_option options[] = {
	{"send", OPT_SEND, NULL, N_("deliver, each message once")},
	{"maildir", OPT_MAILDIR, "DIR", N_("with --send: into this Maildir")},
	{"mbox", OPT_MBOX, "FILE", N_("with --send: into this mbox")},
	{"max", OPT_MAX, "N", N_("with --send: at most N messages (policy max, 20)")},
	{"first-run", OPT_FIRST, NULL, N_("with --send: allow a first run over --max messages")},
	{"explain", OPT_EXPLAIN, NULL, N_("why each overdue invoice is reminded today, or not")},
	{"settle", OPT_SETTLE, "MID=sent|failed", N_("say what became of a message")},
	{"render", OPT_RENDER, "TEMPLATE", N_("print a template over any YAML data")},
	{NULL, 0, NULL, NULL},
};

static const char *const usage[] = {
	"[REPORT.csv | DRAFTS.yaml]",
	"--send [--maildir=DIR | --mbox=FILE] [--max=N] [REPORT.csv | DRAFTS.yaml]",
	"--explain [REPORT.csv]", "--settle=MID=sent|failed", "--render=TEMPLATE [DATA.yaml]",
	NULL};

static const struct crm_report_column sent_columns[] = {
	{"client", CRM_CELL_TEXT, N_("client"), 0, false},
	{"step", CRM_CELL_TEXT, N_("step"), 0, false},
	{"channel", CRM_CELL_TEXT, N_("channel"), 0, false},
	{"ref", CRM_CELL_TEXT, N_("ref"), 1, false},
	{"status", CRM_CELL_TEXT, N_("status"), 0, false},
	{"message_id", CRM_CELL_TEXT, N_("message"), 3, false},
	{"reason", CRM_CELL_TEXT, N_("reason"), 2, true},
};

static const struct crm_report_column explain_columns[] = {
	{"client", CRM_CELL_TEXT, N_("client"), 0, false},
	{"ref", CRM_CELL_TEXT, N_("ref"), 1, false},
	{"due", CRM_CELL_TEXT, N_("due"), 0, false},
	{"days", CRM_CELL_WHOLE, N_("days"), 0, false},
	{"amount", CRM_CELL_MONEY, N_("amount"), 4, true},
	{"currency", CRM_CELL_TEXT, N_("cur"), 4, true},
	{"step", CRM_CELL_TEXT, N_("step"), 5, true},
	{"reminded", CRM_CELL_TEXT, N_("reminded"), 6, true},
	{"next", CRM_CELL_TEXT, N_("next"), 0, false},
	{"on", CRM_CELL_TEXT, N_("on"), 0, false},
	{"held", CRM_CELL_TEXT, N_("held"), 2, true},
};

struct request {
	bool send, explain, first_run;
	const char *maildir, *mbox, *settle, *max, *render;
};

struct work {
	struct crm_tool *tool;
	struct request *request;
	struct crm_tables tables;
	struct crm_remind run;
	struct crm_post post;
	struct crm_draft *draft;
	size_t drafts;
	bool from_yaml;
	struct crm_buf input;
};

/* A message under way is finished and settled; then the run stops. */
static volatile sig_atomic_t stop;

static void on_stop(int sig)
{
	stop = sig;
}

static int take(struct crm_tool *t, int code, const char *value, struct crm_err *e)
{
	struct request *r = t->ctx;

	(void)e;
	switch (code) {
	case OPT_SEND: r->send = true; break;
	case OPT_EXPLAIN: r->explain = true; break;
	case OPT_FIRST: r->first_run = true; break;
	case OPT_MAILDIR: r->maildir = value; break;
	case OPT_MBOX: r->mbox = value; break;
	case OPT_SETTLE: r->settle = value; break;
	case OPT_MAX: r->max = value; break;
	case OPT_RENDER:
		r->render = value;
		t->no_book = true;
		break;
	default: break;
	}
	return 0;
}

/* ---- input ---- */

static int input_read(struct work *w, const char **name, struct crm_err *e)
{
	FILE *in = crm_tool_input(w->tool, w->tool->argc ? w->tool->argv[0] : NULL, name, e);
	size_t n;

	if (!in)
		return -1;
	do {
		n = fread(crm_buf_room(&w->input, 65536), 1, 65536, in);
		w->input.n += n;
	} while (n == 65536);
	n = ferror(in) != 0;
	if (in != stdin)
		fclose(in);
	return n ? crm_err_at(e, CRM_SYSTEM, *name, 0, NULL, _("cannot be read to its end")) : 0;
}

/* The rows of a report choose the invoices; all facts are read from the book again. */
static int report_rows(struct work *w, struct crm_csv_file *csv, struct crm_err *e)
{
	const struct crm_csv_record *head;
	struct crm_csv_record row;
	int client, kind, ref, st;

	if (crm_csv_header(csv, &head, e))
		return -1;
	client = crm_csv_column(head, "client");
	kind = crm_csv_column(head, "kind");
	ref = crm_csv_column(head, "ref");
	if (client < 0 || kind < 0 || ref < 0)
		return crm_err_at(e, CRM_USAGE, "", 1, "header",
			_("columns client, kind and ref were expected: give it what crm-overdue prints"));
	while ((st = crm_csv_next(csv, &row, e))) {
		if (st < 0 && e->status == CRM_SYSTEM)
			return -1;
		if (st < 0)
			crm_find_err(&w->tool->finds, e, CRM_STR(""));
		else if (crm_str_is(row.cell[kind], "invoice"))
			crm_remind_choose(&w->run, row.cell[client], row.cell[ref]);
	}
	return 0;
}

static int report_read(struct work *w, const char *name, struct crm_err *e)
{
	struct crm_csv_file *csv;
	FILE *in;
	int st;

	w->run.choosing = true;
	if (w->input.n == 0)
		return 0; /* crm-overdue --quiet-empty */
	in = fmemopen(w->input.p, w->input.n, "r");
	if (!in)
		return crm_err_errno(e, name, _("cannot be read"));
	csv = crm_csv_open(in, name, ',');
	st = report_rows(w, csv, e);
	crm_csv_close(csv);
	fclose(in);
	return st;
}

static int given_read(struct work *w, struct crm_err *e)
{
	const char *name;

	if (input_read(w, &name, e))
		return -1;
	w->from_yaml = crm_draft_looks(crm_buf_view(&w->input));
	if (!w->from_yaml)
		return report_read(w, name, e);
	return crm_draft_read(&w->run.mem, crm_buf_view(&w->input), name, &w->draft, &w->drafts,
		&w->tool->finds, e);
}

/* ---- output ---- */

static void open_line(void *ctx, struct crm_str client, struct crm_str ref, struct crm_str step,
	struct crm_when at, struct crm_str mid)
{
	struct work *w = ctx;
	char day[CRM_WHEN_TEXT];

	crm_when_text(at, day);
	crm_find_add(&w->tool->finds, "journal.csv", 0, NULL, client,
		_("%.*s: nobody knows whether the message '%.*s' of %s about %.*s left; look, then "
		  "crm-remind --settle=%.*s=sent or =failed"),
		(int)client.n, client.p, (int)step.n, step.p, day, (int)ref.n, ref.p, (int)mid.n,
		mid.p);
}

static void cell(struct crm_report *r, struct crm_str s)
{
	crm_report_text(r, s);
}

static int explain(struct work *w)
{
	struct crm_report r;
	struct crm_standing s;
	struct crm_buf held;
	char day[CRM_WHEN_TEXT];
	size_t i;

	crm_tool_report(w->tool, &r);
	crm_report_begin(&r, explain_columns, sizeof explain_columns / sizeof *explain_columns);
	crm_buf_init(&held);
	for (i = 0; i < w->run.notices.claims; i++) {
		const struct crm_claim *c = &w->run.notices.claim[i];

		crm_standing_of(&w->run.view, c->invoice->client, &s);
		cell(&r, w->run.view.ledger.clients.str[c->invoice->client]);
		cell(&r, c->ref);
		crm_date_text(c->invoice->due, day);
		cell(&r, crm_str(day));
		crm_report_int(&r, c->days);
		crm_report_money(&r, c->balance, c->invoice->currency);
		cell(&r, crm_str(crm_currency_code(c->invoice->currency)));
		cell(&r, c->sent.any ? w->run.view.ledger.words.str[c->sent.last] : CRM_STR(""));
		crm_when_text(c->sent.at, day);
		cell(&r, crm_str(day));
		cell(&r, c->next < 0 ? CRM_STR("") : s.ladder->step[c->next].name);
		crm_date_text(c->due ? w->run.now.day : c->next_day, day);
		cell(&r, crm_str(day));
		crm_buf_clear(&held);
		crm_held_text(&s, &c->held, &held);
		cell(&r, crm_buf_view(&held));
	}
	crm_buf_release(&held);
	return crm_tool_listed(w->tool, crm_report_end(&r));
}

static int print_drafts(struct work *w)
{
	struct crm_buf b;
	size_t i;

	crm_buf_init(&b);
	for (i = 0; i < w->drafts; i++)
		crm_draft_write(&w->draft[i], &b);
	if (!w->drafts && !w->tool->quiet_empty)
		crm_buf_cstr(&b, "# nothing to remind today\n");
	fwrite(b.p, 1, b.n, w->tool->sink);
	crm_buf_release(&b);
	return crm_tool_listed(w->tool, w->drafts);
}

static void sent_rows(struct crm_report *r, const struct crm_draft *d, enum crm_posted what,
	const char *reason)
{
	size_t i;

	for (i = 0; i < d->items; i++) {
		if (!d->item[i].step.n)
			continue;
		cell(r, d->client);
		cell(r, d->item[i].step);
		cell(r, d->channel);
		cell(r, d->item[i].ref);
		cell(r, crm_str(crm_posted_word(what)));
		cell(r, d->message_id);
		cell(r, crm_str(reason));
	}
}

/* ---- sending ---- */

static bool was_sent(enum crm_posted what)
{
	return what == CRM_POSTED_SENT || what == CRM_POSTED_PREPARED;
}

static int send_all(struct work *w, size_t max, struct crm_err *e)
{
	struct crm_report r;
	enum crm_posted what;
	char reason[256];
	int status = CRM_OK;
	size_t i, handed = 0;

	crm_tool_report(w->tool, &r);
	crm_report_begin(&r, sent_columns, sizeof sent_columns / sizeof *sent_columns);
	for (i = 0; i < w->drafts && handed < max && !stop; i++) {
		if (crm_remind_send(&w->run, &w->draft[i], !w->from_yaml, &what, reason, e)) {
			crm_report_end(&r);
			return -1;
		}
		handed += what <= CRM_POSTED_PREPARED;
		sent_rows(&r, &w->draft[i], what, reason);
		if (was_sent(what))
			continue;
		status = CRM_PARTIAL;
		crm_tool_warn(w->tool, "%.*s: %s: %s", (int)w->draft[i].client.n,
			w->draft[i].client.p, crm_posted_word(what), reason);
	}
	crm_report_end(&r);
	if (i < w->drafts) {
		crm_tool_warn(w->tool, _("%zu messages are left for the next run"), w->drafts - i);
		status = CRM_PARTIAL;
	}
	return status;
}

static void signals_set(void)
{
	struct sigaction a = {.sa_handler = on_stop};

	sigaction(SIGINT, &a, NULL);
	sigaction(SIGTERM, &a, NULL);
	sigaction(SIGHUP, &a, NULL);
	/* `crm-remind --send | head` must not die between a message and its row */
	signal(SIGPIPE, SIG_IGN);
}

static int send_checked(struct work *w, struct crm_err *e)
{
	int64_t max = w->tool->policy.max;

	if (w->request->max && crm_num_parse(crm_str(w->request->max), 1, 100000, &max))
		return crm_err_at(e, CRM_USAGE, "", 0, "--max", _("'%s' is no number from 1 on"),
			w->request->max);
	if (!w->tool->policy.me.email.n)
		return crm_err_at(e, CRM_USAGE, "policy.yaml", 0, "me",
			_("no sender; add `me: {name: …, email: …}`"));
	if (crm_post_host(&w->tool->policy, e))
		return -1;
	if ((int64_t)w->drafts > max && !w->run.reminded_before && !w->request->first_run)
		return crm_err_at(e, CRM_USAGE, "", 0, "--send",
			_("a first run of %zu messages: read the drafts, then add --first-run"),
			w->drafts);
	signals_set();
	return send_all(w, (size_t)max, e);
}

static int settle(struct work *w, struct crm_err *e)
{
	const char *eq = strrchr(w->request->settle, '=');
	struct crm_str mid;
	bool sent;

	if (!eq || (strcmp(eq, "=sent") != 0 && strcmp(eq, "=failed") != 0))
		return crm_err_at(e, CRM_USAGE, "", 0, "--settle",
			_("'%s' is not MID=sent or MID=failed"), w->request->settle);
	sent = strcmp(eq, "=sent") == 0;
	mid = (struct crm_str){w->request->settle, (size_t)(eq - w->request->settle)};
	if (mid.n > 2 && mid.p[0] == '<' && mid.p[mid.n - 1] == '>')
		mid = (struct crm_str){mid.p + 1, mid.n - 2};
	return crm_remind_settle(&w->run, mid, sent, e) < 0 ? -1 : CRM_OK;
}

static int run(struct work *w, struct crm_err *e)
{
	if (w->request->settle)
		return settle(w, e);
	if (given_read(w, e) || crm_remind_read(&w->run, e))
		return -1;
	crm_remind_open(&w->run, open_line, w);
	if (w->request->explain)
		return explain(w);
	if (!w->from_yaml && crm_remind_drafts(&w->run, &w->draft, &w->drafts, e))
		return -1;
	return w->request->send ? send_checked(w, e) : print_drafts(w);
}

static int work(struct crm_tool *t, struct request *r)
{
	struct work w = {.tool = t, .request = r};
	struct crm_err e;
	int st;

	if (t->argc > 1)
		return crm_tool_usage(t, _("'%s' is not expected here"), t->argv[1]);
	if (r->render)
		return crm_render(t, r->render, t->argv[0], &e) ? crm_tool_fail(t, &e) : CRM_OK;
	if (r->maildir && r->mbox)
		return crm_tool_usage(t, "%s", _("--maildir and --mbox exclude each other"));
	if (crm_tables_read(&t->book, &w.tables, &t->finds, &e))
		return crm_tool_fail(t, &e);
	crm_remind_init(&w.run, &t->book, &t->policy, &w.tables);
	crm_buf_init(&w.input);
	w.run.now = t->now;
	w.run.clock = t->clock;
	w.run.lock_wait = t->lock_wait;
	w.run.libcsv = t->libcsv;
	w.post = (struct crm_post){.tool = t, .run = &w.run, .maildir = r->maildir, .mbox = r->mbox};
	w.run.outside = crm_post_outside(&w.post);
	st = run(&w, &e);
	if (st < 0)
		st = crm_tool_fail(t, &e);
	crm_finds_take(&t->finds, &w.run.finds);
	crm_buf_release(&w.input);
	crm_remind_release(&w.run);
	return st;
}

int main(int argc, char **argv)
{
	struct request r = {.send = false};
	struct crm_tool t = {
		.name = "crm-remind",
		.usage = usage,
		.about = N_("write the reminders that are due, and send each of them once"),
		.options = options,
		.option = take,
		.ctx = &r,
	};
	int st = crm_tool_begin(&t, argc, argv);

	if (st == CRM_GO)
		st = work(&t, &r);
	return crm_tool_end(&t, st);
}
