/* sending.c - crm-remind --send and --settle. */
#include "tool/remind/remind.h"
#include "base/i18n.h"
#include "base/num.h"
#include "book/modes.h"
#include "format/daysaid.h"
#include "letter/posting.h"
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
	crm_report_key(r, CRM_KEYWORD_STEP, step);
	crm_report_text(r, d->channel);
	crm_report_text(r, ref);
	crm_report_key(r, CRM_KEYWORD_STATUS, crm_str(crm_posted_word(what)));
	crm_report_text(r, d->message_id);
	crm_report_word(r, reason);
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

/* A run of --send. */
struct work {
	struct crm_tool *t;
	struct crm_remind *run;
	const struct crm_sending *s;
	struct crm_report r;
	struct crm_drafts drafts;
	size_t at, handed, max;
	bool said; /* that nothing can be handed over */
	int status;
};

/* Drafts that have words, those not looked at yet included. */
static size_t left(const struct work *w)
{
	size_t n = w->drafts.left, i;

	for (i = w->at; i < w->drafts.n; i++)
		n += !w->drafts.draft[i].unmade;
	return n;
}

/* The next drafts: one more than may go out, so that a first run of too many is known. */
static int more(struct work *w, struct crm_err *e)
{
	size_t most = (size_t)w->t->policy.max;

	w->at = 0;
	return crm_remind_drafts(w->run, (w->max > most ? w->max : most) + 1, &w->drafts, e);
}

static void say(struct work *w, const struct crm_draft *d, enum crm_posted what, const char *reason)
{
	const char *why = w->run->down;
	bool down = what == CRM_POSTED_FAILED && *why && strcmp(reason, why) == 0;

	rows(&w->r, d, what, reason);
	if (what == CRM_POSTED_SENT || what == CRM_POSTED_PREPARED)
		return;
	w->status = CRM_PARTIAL;
	if (down && !w->said)
		crm_tool_warn(w->t, _("policy.yaml: deliver: %s; no mail goes out"), reason);
	else if (!down)
		crm_tool_warn(w->t, "%.*s: %s: %s", (int)d->client.n, d->client.p,
			crm_posted_word(what), reason);
	w->said |= down;
}

static int send_one(struct work *w, const struct crm_draft *d, struct crm_err *e)
{
	enum crm_posted what;
	char reason[256];

	if (d->unmade) { /* a finding has said so on standard error */
		rows(&w->r, d, CRM_POSTED_REFUSED, d->unmade);
		return 0;
	}
	if (crm_remind_send(w->run, d, w->s->automatic, &what, reason, e))
		return -1;
	w->handed += what <= CRM_POSTED_PREPARED;
	say(w, d, what, reason);
	return 0;
}

static int send_all(struct work *w, struct crm_err *e)
{
	size_t rest;
	int st = 0;

	CRM_TOOL_ROWS(w->t, &w->r, columns);
	while (!st && w->handed < w->max && !stop) {
		if (w->at < w->drafts.n)
			st = send_one(w, &w->drafts.draft[w->at++], e);
		else if (w->drafts.left)
			st = more(w, e);
		else
			break;
	}
	crm_report_end(&w->r);
	if (st)
		return -1;
	rest = left(w);
	if (rest) {
		crm_tool_warn(w->t,
			CRM_NGETTEXT("%zu message is left for the next run",
				"%zu messages are left for the next run", rest),
			rest);
		w->status = CRM_PARTIAL;
	}
	return w->status;
}

int crm_sending(struct crm_tool *t, struct crm_remind *run, const struct crm_sending *s,
	struct crm_err *e)
{
	struct work w = {.t = t, .run = run, .s = s, .drafts = {s->draft, s->n, 0}};
	int64_t max = t->policy.max;

	if (s->max && crm_num_parse(crm_str(s->max), 1, MOST, &max))
		return crm_err_at(
			e, CRM_USAGE, "", 0, "--max", _("'%s' is not a number of at least "
				"1"), s->max);
	w.max = (size_t)max;
	if (!t->policy.me.email.n)
		return crm_err_at(e, CRM_USAGE, "policy.yaml", 0, "me",
			_("no sender; add `me: {name: …, email: …}`"));
	if (crm_post_host(&t->policy, e) || crm_book_trusted(&t->book, t->policy.shared, e) ||
		(s->automatic && more(&w, e)))
		return -1;
	/* --max does not lift it: it says how many go out at once, not that they were looked at */
	if (left(&w) > (size_t)t->policy.max && !run->reminded_before && !s->first_run)
		return crm_err_at(e, CRM_USAGE, "", 0, "--send",
			_("a first run of %zu messages: read the drafts, then add --first-run"),
			left(&w));
	signals_set();
	return send_all(&w, e);
}

/* What stands behind the last `=` of MID=sent:NUMBER. */
static int settle_word(struct crm_remind *run, const char *word, enum crm_settle *how,
	struct crm_str *number)
{
	static const char *const ends[] = {"sent", "failed", "bounced"};
	int i;

	if (strncmp(word, "sent:", 5) == 0) {
		*how = CRM_SETTLE_SENT;
		return crm_posting_number(&run->mem, crm_str(word + 5), number) ? 0 : -1;
	}
	for (i = 0; i < 3; i++)
		if (strcmp(word, ends[i]) == 0) {
			*how = (enum crm_settle)i;
			return 0;
		}
	return -1;
}

int crm_sending_settle(struct crm_remind *run, const char *what, struct crm_err *e)
{
	const char *eq = strrchr(what, '=');
	struct crm_str mid, number = {"", 0};
	enum crm_settle how;

	if (!eq || settle_word(run, eq + 1, &how, &number))
		return crm_err_at(e, CRM_USAGE, "", 0, "--settle",
			_("'%s' is not MID=sent, MID=sent:NUMBER, MID=failed or MID=bounced"), what);
	mid = (struct crm_str){what, (size_t)(eq - what)};
	if (mid.n > 2 && mid.p[0] == '<' && mid.p[mid.n - 1] == '>')
		mid = (struct crm_str){mid.p + 1, mid.n - 2};
	return crm_remind_settle(run, mid, how, number, e) < 0 ? -1 : CRM_OK;
}

static void open_find(struct crm_tool *t, const struct crm_open *o)
{
	char day[CRM_DAY_SAID];

	crm_when_said(o->at, day);
	if (o->underway)
		crm_tool_note(t, _("%.*s: the message '%.*s' is being handed over by another run"),
			(int)o->client.n, o->client.p, (int)o->step.n, o->step.p);
	else if (!o->ref.n)
		crm_find_add(&t->finds, "journal.csv", 0, NULL, o->client,
			_("%.*s: it is unknown whether the letter '%.*s' of %s was sent; check, "
				"then run crm-remind --settle=%.*s=sent or =failed"),
			(int)o->client.n, o->client.p, (int)o->step.n, o->step.p, day,
			(int)o->mid.n, o->mid.p);
	else
		crm_find_add(&t->finds, "journal.csv", 0, NULL, o->client,
			_("%.*s: it is unknown whether the message '%.*s' of %s about %.*s was "
				"sent; check, then run crm-remind --settle=%.*s=sent or =failed"),
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
