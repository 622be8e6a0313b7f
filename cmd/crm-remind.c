/* crm-remind - reminders: drafted, sent once, settled.  crm-remind(1) is the manual. */
#include "base/i18n.h"
#include "letter/ask.h"
#include "letter/mail/maildir.h"
#include "letter/outbox.h"
#include "tool/complete/propose.h"
#include "tool/remind/remind.h"
#include "tool/sandbox.h"

enum { OPT_SEND = 256, OPT_MAILDIR, OPT_MBOX, OPT_SETTLE, OPT_MAX, OPT_FIRST, OPT_EXPLAIN,
	OPT_RENDER, OPT_TEMPLATE, OPT_CLIENT,
	OPT_DOSSIER, OPT_DIGEST, OPT_LETTERS, OPT_PRINT, OPT_PAPER };

static const struct crm_option options[] = {
	{"send", OPT_SEND, NULL, N_("deliver, each message once")},
	{"maildir", OPT_MAILDIR, "DIR", N_("with --send: into this Maildir")},
	{"mbox", OPT_MBOX, "FILE", N_("with --send: into this mbox")},
	{"max", OPT_MAX, "N", N_("with --send: at most N messages (policy max, 20)")},
	{"first-run", OPT_FIRST, NULL, N_("with --send: allow a first run over --max messages")},
	{"explain", OPT_EXPLAIN, NULL, N_("why each overdue invoice is reminded today, or not")},
	{"settle", OPT_SETTLE, "MID=sent[:NUMBER]|failed|bounced", N_("say what became of a message")},
	{"template", OPT_TEMPLATE, "NAME", N_("draft another letter, such as apology; crm-template(5)")},
	{"client", OPT_CLIENT, "ID", N_("with --template: to this client")},
	{"ref", 'r', "REF", N_("with --template: about this")},
	{"paper", OPT_PAPER, NULL, N_("with --template: to print and post; with --dossier: as PDF")},
	{"letters", OPT_LETTERS, NULL, N_("which other letters fit today, and for whom")},
	{"print", OPT_PRINT, "NAME", N_("print a shipped letter, as a start for your own")},
	{"digest", OPT_DIGEST, NULL, N_("one screen for me: what I must do today")},
	{"dossier", OPT_DOSSIER, "CLIENT", N_("print the case file")},
	{"render", OPT_RENDER, "TEMPLATE", N_("fill a template with any YAML data")},
	{NULL, 0, NULL, NULL},
};

static const struct crm_task tasks[] = {
	{"", N_("draft what is due today; nothing is sent")},
	{"acme", N_("for this client alone")},
	{"--explain", N_("why each invoice is reminded, or not")},
	{"--send", N_("send each once; --max=N messages")},
	{"> drafts.yaml", N_("edit them, then --send drafts.yaml")},
	{"--digest", N_("one screen for me: what I must do today")},
	{"--letters", N_("which other letters fit today")},
	{"--template=apology acme", N_("another letter; --ref=: about what")},
	{"--print=courtesy", N_("a shipped letter as it is, to copy")},
	{"--settle=MID=sent", N_("what became of a message or letter; failed")},
	{"--dossier=acme", N_("the case file")},
	{"--render=FILE DATA", N_("a template with any data")},
	{NULL, NULL},
};

static const char *const usage[] = {
	"[REPORT.csv | DRAFTS.yaml | CLIENT ...]",
	"--send [--maildir=DIR | --mbox=FILE] [--max=N] [REPORT.csv | DRAFTS.yaml | CLIENT ...]",
	"--explain [REPORT.csv | CLIENT ...]", "--digest [REPORT.csv]", "--settle=MID=sent[:NUMBER]|failed|bounced",
	"--letters", "--print=NAME",
	"--template=NAME [--ref=REF] [--paper] CLIENT", "--dossier=CLIENT [--paper]", "--render=TEMPLATE [DATA.yaml]",
	NULL};

struct request {
	bool send, explain, digest, first_run, letters, paper;
	const char *maildir, *mbox, *settle, *max, *render, *template, *client, *ref, *dossier, *print;
};

static int take(struct crm_tool *t, int code, const char *value, struct crm_err *e)
{
	struct request *r = t->ctx;

	(void)e;
	switch (code) {
	case OPT_SEND: r->send = true; break;
	case OPT_EXPLAIN: r->explain = true; break;
	case OPT_PAPER: r->paper = true; break;
	case OPT_FIRST: r->first_run = true; break;
	case OPT_MAILDIR: r->maildir = value; break;
	case OPT_MBOX: r->mbox = value; break;
	case OPT_SETTLE: r->settle = value; break;
	case OPT_MAX: r->max = value; break;
	case OPT_TEMPLATE: r->template = value; break;
	case OPT_CLIENT: r->client = value; break;
	case OPT_DIGEST: r->digest = true; break;
	case OPT_LETTERS: r->letters = true; break;
	case OPT_DOSSIER: r->dossier = value; break;
	case OPT_PRINT: r->print = value; break;
	case 'r': r->ref = value; break;
	case OPT_RENDER:
		r->render = value;
		t->no_book = true;
		break;
	default: break;
	}
	return 0;
}

static int print_drafts(struct crm_tool *t, const struct crm_draft *draft, size_t n)
{
	struct crm_buf b;
	size_t i, made = 0;

	crm_buf_init(&b);
	for (i = 0; i < n; i++) {
		if (draft[i].unmade)
			continue;
		crm_draft_write(&draft[i], &b);
		made++;
	}
	if (!made && !t->quiet_empty)
		crm_buf_printf(&b, n ? CRM_NGETTEXT("# %zu reminder could not be written, see "
			"standard error\n",
					       "# %zu reminders could not be written, see standard "
					"error\n", n)
				     : _("# nothing to remind today\n"), n);
	fwrite(b.p, 1, b.n, t->sink);
	crm_buf_release(&b);
	return crm_tool_listed(t, made);
}

static int remind(struct crm_tool *t, struct request *r, struct crm_remind *run,
	struct crm_input *given, struct crm_err *e)
{
	struct crm_sending s = {.automatic = !given->drafts, .first_run = r->first_run, .max = r->max};
	struct crm_drafts d;

	run->sending = r->send;
	run->whole = r->digest;
	/* the page has rows of all kinds; its invoices are looked up in the whole book */
	if ((!r->digest && crm_input_choose(t, given, run, e)) || crm_remind_read(run, e) ||
		crm_sending_open(t, run, e))
		return -1;
	if (r->digest)
		return crm_digest(t, given, run, e);
	if (r->explain)
		return crm_why(t, run);
	if (!given->drafts)
		crm_why_spare(t, run);
	if (r->send) {
		if (given->drafts) {
			s.draft = given->draft;
			s.n = given->n;
		}
		return crm_sending(t, run, &s, e);
	}
	d = (struct crm_drafts){given->draft, given->n, 0};
	if (!given->drafts && crm_remind_drafts(run, SIZE_MAX, &d, e))
		return -1;
	return print_drafts(t, d.draft, d.n);
}

static int other(struct crm_tool *t, struct request *r, struct crm_remind *run, struct crm_err *e)
{
	struct crm_draft draft;
	struct crm_str client;

	run->whole = true;
	if (crm_client_typed(&t->book, t->policy.currency, "client", crm_str(r->client), &client, e) ||
		crm_remind_read(run, e) ||
		crm_ask_letter(run, crm_str(r->template), client, crm_str(r->ref), r->paper, &draft, e))
		return -1;
	return print_drafts(t, &draft, 1);
}

static int dossier(struct crm_tool *t, struct request *r, struct crm_remind *run, struct crm_err *e)
{
	struct crm_letter_source source;
	struct crm_draft *draft;
	struct crm_str client;
	struct crm_buf b;
	size_t i, n;
	int st = 0;

	if (crm_client_typed(&t->book, t->policy.currency, "--dossier", crm_str(r->dossier), &client, e) ||
		crm_remind_read(run, e) || crm_ask_dossier(run, client, &draft, &n, e) ||
		crm_letter_open(&source, &t->mem, &t->book, draft->lang, e))
		return -1;
	crm_buf_init(&b);
	if (r->paper)
		st = crm_outbox_pdf(&t->policy, &source.format, draft, n, &t->mem, &b, e);
	for (i = 0; i < n && !r->paper; i++) {
		crm_buf_cstr(&b, i ? "\n\n" : "");
		crm_outbox_text(&t->policy, &source.format, &draft[i], &t->mem, &b);
	}
	if (!st)
		fwrite(b.p, 1, b.n, t->sink);
	crm_buf_release(&b);
	return st;
}

static int with_run(struct crm_tool *t, struct request *r, struct crm_remind *run, struct crm_err *e)
{
	struct crm_input given;
	int st;

	if (r->settle)
		return crm_sending_settle(run, r->settle, e);
	if (r->dossier)
		return dossier(t, r, run, e);
	if (r->template)
		return other(t, r, run, e);
	st = crm_input_read(t, r->digest || r->explain, &given, e);
	if (!st)
		st = remind(t, r, run, &given, e);
	crm_input_release(&given);
	return st;
}

/* Where messages go is nothing that the run lives on. */
static int places(const struct crm_tool *t, const struct request *r, struct crm_err *e)
{
	if (r->maildir && crm_tool_apart(t, r->maildir, "--maildir", e))
		return -1;
	return r->mbox && (crm_tool_apart(t, r->mbox, "--mbox", e) || crm_mbox_look(r->mbox, e)) ? -1
												 : 0;
}

/* What takes a file, and no clients. */
static bool one_operand(const struct request *r)
{
	return r->digest || r->settle || r->render;
}

/* What does not go together; the client of --template may be an operand. */
static int check(struct crm_tool *t, struct request *r)
{
	if (r->maildir && r->mbox)
		return crm_tool_usage(t, "%s", _("--maildir and --mbox exclude each other"));
	if (r->send + r->explain + r->digest + r->letters + (r->settle != NULL) + (r->template != NULL) +
			(r->dossier != NULL) + (r->render != NULL) + (r->print != NULL) > 1)
		return crm_tool_usage(t, "%s",
			_("one of --send, --explain, --digest, --letters, --print, --settle, --template, "
			  "--dossier, --render at a time"));
	if (r->template && !r->client && t->argc)
		r->client = *t->argv++, t->argc--;
	if ((one_operand(r) && t->argc > 1) || ((r->template || r->dossier || r->letters || r->print) && t->argc))
		return crm_tool_usage(t, _("'%s' is not expected here"), t->argv[t->argc - 1]);
	if (r->paper && !r->template && !r->dossier)
		return crm_tool_usage(t, "%s", _("--paper goes with --template or --dossier"));
	if (!r->template != !r->client)
		return crm_tool_usage(t, "%s", _("--template and --client go together"));
	if (t->format && !r->send && !r->explain && !r->letters && !r->settle)
		return crm_tool_usage(t, "%s",
			_("pages, letters and drafts have no other format: crm-overdue, crm-remind "
				"--explain and --letters print rows"));
	return CRM_OK;
}

static int work(struct crm_tool *t, struct request *r)
{
	struct crm_tables tables;
	struct crm_remind run;
	struct crm_post post = {.tool = t, .run = &run, .maildir = r->maildir, .mbox = r->mbox};
	struct crm_err e;
	int st = check(t, r);

	if (st)
		return st;
	if (r->letters)
		return crm_letter_list(t);
	if (r->print)
		return crm_letter_print(t, crm_str(r->print));
	if (places(t, r, &e))
		return crm_tool_fail(t, &e);
	if (!r->send && !r->settle && !r->dossier) /* the file for recourse runs qrencode(1) */
		crm_sandbox_book(t, "/"); /* a row may name the file of its invoice, anywhere */
	if (r->render)
		return crm_render(t, r->render, t->argv[0], &e) ? crm_tool_fail(t, &e) : CRM_OK;
	if (crm_tables_read(&t->book, &tables, &t->finds, &e) ||
		crm_interest_policy(&tables.regimes, &t->policy, &e))
		return crm_tool_fail(t, &e);
	crm_remind_init(&run, &t->book, &t->policy, &tables);
	run.now = t->now;
	run.clock = t->clock;
	run.lock_wait = t->lock_wait;
	run.libcsv = t->libcsv;
	run.home = crm_tool_home();
	run.lang = t->lang_given ? crm_str(t->lang) : CRM_STR("");
	run.outside = crm_post_outside(&post);
	st = with_run(t, r, &run, &e);
	if (st < 0)
		st = crm_tool_fail(t, &e);
	crm_finds_take(&t->finds, &run.finds);
	crm_remind_release(&run);
	return st;
}

int main(int argc, char **argv)
{
	struct request r = {.send = false};
	struct crm_tool t = {
		.name = "crm-remind",
		.usage = usage,
		.tasks = tasks,
		.about = N_("write the reminders that are due, and send each of them once"),
		.options = options,
		.option = take,
		.propose = crm_propose,
		.operands = CRM_OPERANDS_FILE,
		.ctx = &r,
	};
	int st = crm_tool_begin(&t, argc, argv);

	if (st == CRM_GO)
		st = work(&t, &r);
	return crm_tool_end(&t, st);
}
