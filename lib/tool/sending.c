/* sending.c - crm-remind --send and --settle. */
#include "tool/sending.h"
#include "base/i18n.h"
#include "base/num.h"
#include "book/modes.h"
#include "tool/post.h"
#include <signal.h>

static const struct crm_report_column columns[] = {
	{"client", CRM_CELL_TEXT, N_("client"), 1, false},
	{"step", CRM_CELL_TEXT, N_("step"), 0, false},
	{"channel", CRM_CELL_TEXT, N_("channel"), 0, false},
	{"ref", CRM_CELL_TEXT, N_("ref"), 1, false},
	{"status", CRM_CELL_TEXT, N_("status"), 0, false},
	{"message_id", CRM_CELL_TEXT, N_("message"), 3, false},
	{"reason", CRM_CELL_TEXT, N_("reason"), 2, true},
};

enum { MOST = 100000 };

/* A message under way is finished and settled; then the run stops. */
static volatile sig_atomic_t stop;

static void on_stop(int sig)
{
	stop = sig;
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

static void row(struct crm_report *r, const struct crm_draft *d, struct crm_str step,
	struct crm_str ref, enum crm_posted what, const char *reason)
{
	crm_report_text(r, d->client);
	crm_report_text(r, step);
	crm_report_text(r, d->channel);
	crm_report_text(r, ref);
	crm_report_text(r, crm_str(crm_posted_word(what)));
	crm_report_text(r, d->message_id);
	crm_report_text(r, crm_str(reason));
}

/* One row for each recorded invoice; one for a draft without any. */
static void rows(struct crm_report *r, const struct crm_draft *d, enum crm_posted what,
	const char *reason)
{
	size_t i, n = 0;

	for (i = 0; i < d->items; i++) {
		if (!d->item[i].step.n)
			continue;
		row(r, d, d->item[i].step, d->item[i].ref, what, reason);
		n++;
	}
	if (!n)
		row(r, d, d->step, CRM_STR(""), what, reason);
}

/* Drafts from one on that have words. */
static size_t made(const struct crm_sending *s, size_t from)
{
	size_t n = 0;

	for (; from < s->n; from++)
		n += !s->draft[from].unmade;
	return n;
}

static int send_all(struct crm_tool *t, struct crm_remind *run, const struct crm_sending *s,
	size_t max, struct crm_err *e)
{
	struct crm_report r;
	enum crm_posted what;
	char reason[256];
	int status = CRM_OK, st = 0;
	size_t i, left, handed = 0;

	crm_tool_report(t, &r);
	crm_report_begin(&r, columns, sizeof columns / sizeof *columns);
	for (i = 0; i < s->n && handed < max && !stop; i++) {
		const struct crm_draft *d = &s->draft[i];

		if (d->unmade) { /* a finding has said so on standard error */
			rows(&r, d, CRM_POSTED_REFUSED, d->unmade);
			continue;
		}
		st = crm_remind_send(run, d, s->automatic, &what, reason, e);
		if (st)
			break;
		handed += what <= CRM_POSTED_PREPARED;
		rows(&r, d, what, reason);
		if (what == CRM_POSTED_SENT || what == CRM_POSTED_PREPARED)
			continue;
		status = CRM_PARTIAL;
		crm_tool_warn(t, "%.*s: %s: %s", (int)d->client.n, d->client.p,
			crm_posted_word(what), reason);
	}
	crm_report_end(&r);
	if (st)
		return -1;
	left = made(s, i);
	if (left) {
		crm_tool_warn(t,
			CRM_NGETTEXT("%zu message is left for the next run",
				"%zu messages are left for the next run", left),
			left);
		status = CRM_PARTIAL;
	}
	return status;
}

int crm_sending(struct crm_tool *t, struct crm_remind *run, const struct crm_sending *s,
	struct crm_err *e)
{
	int64_t max = t->policy.max;

	if (s->max && crm_num_parse(crm_str(s->max), 1, MOST, &max))
		return crm_err_at(
			e, CRM_USAGE, "", 0, "--max", _("'%s' is no number from 1 on"), s->max);
	if (!t->policy.me.email.n)
		return crm_err_at(e, CRM_USAGE, "policy.yaml", 0, "me",
			_("no sender; add `me: {name: …, email: …}`"));
	if (crm_post_host(&t->policy, e) || crm_book_trusted(&t->book, t->policy.shared, e))
		return -1;
	/* --max does not lift it: it says how many go out at once, not that they were looked at */
	if (made(s, 0) > (size_t)t->policy.max && !run->reminded_before && !s->first_run)
		return crm_err_at(e, CRM_USAGE, "", 0, "--send",
			_("a first run of %zu messages: read the drafts, then add --first-run"),
			made(s, 0));
	signals_set();
	return send_all(t, run, s, (size_t)max, e);
}

int crm_sending_settle(struct crm_remind *run, const char *what, struct crm_err *e)
{
	static const char *const ends[] = {"=sent", "=failed", "=bounced"};
	const char *eq = strrchr(what, '=');
	struct crm_str mid;
	int how;

	for (how = 0; eq && how < 3 && strcmp(eq, ends[how]) != 0; how++)
		;
	if (!eq || how == 3)
		return crm_err_at(e, CRM_USAGE, "", 0, "--settle",
			_("'%s' is not MID=sent, MID=failed or MID=bounced"), what);
	mid = (struct crm_str){what, (size_t)(eq - what)};
	if (mid.n > 2 && mid.p[0] == '<' && mid.p[mid.n - 1] == '>')
		mid = (struct crm_str){mid.p + 1, mid.n - 2};
	return crm_remind_settle(run, mid, (enum crm_settle)how, e) < 0 ? -1 : CRM_OK;
}

static void open_find(struct crm_tool *t, const struct crm_open *o)
{
	char day[CRM_WHEN_TEXT];

	crm_when_text(o->at, day);
	if (o->underway)
		crm_tool_note(t, _("%.*s: the message '%.*s' is being handed over by another run"),
			(int)o->client.n, o->client.p, (int)o->step.n, o->step.p);
	else if (!o->ref.n)
		crm_find_add(&t->finds, "journal.csv", 0, NULL, o->client,
			_("%.*s: nobody knows whether the letter '%.*s' of %s left; look, then "
			  "crm-remind --settle=%.*s=sent or =failed"),
			(int)o->client.n, o->client.p, (int)o->step.n, o->step.p, day,
			(int)o->mid.n, o->mid.p);
	else
		crm_find_add(&t->finds, "journal.csv", 0, NULL, o->client,
			_("%.*s: nobody knows whether the message '%.*s' of %s about %.*s left; look, "
			  "then crm-remind --settle=%.*s=sent or =failed"),
			(int)o->client.n, o->client.p, (int)o->step.n, o->step.p, day,
			(int)o->ref.n, o->ref.p, (int)o->mid.n, o->mid.p);
}

int crm_sending_open(struct crm_tool *t, struct crm_remind *run, struct crm_err *e)
{
	struct crm_open *o;
	size_t i, n;

	if (crm_remind_open(run, &o, &n, e))
		return -1;
	for (i = 0; i < n; i++)
		open_find(t, &o[i]);
	return 0;
}
