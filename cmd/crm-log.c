/* crm-log - write the record, look at it, take rows back.  crm-log(1) is the manual. */
#include "base/i18n.h"
#include "base/num.h"
#include "tool/complete/propose.h"
#include "tool/log/log.h"
#include "tool/sandbox.h"
#include <stdlib.h>
#include <unistd.h>

enum { OPT_LIST = 256, OPT_UNDO, OPT_CHECK, OPT_VOID, OPT_EVENTS, OPT_INIT, OPT_NEW_CLIENT, OPT_CLIENT,
	OPT_EVENT, OPT_SINCE, OPT_UNTIL, OPT_IMPORT, OPT_MAP, OPT_CLIENTS, OPT_AGAIN, OPT_KEEP_GOING,
	OPT_ERASE, OPT_EXPORT, OPT_LAST, OPT_GREP, OPT_SHOW, OPT_RENAME, OPT_MAIL, OPT_DOUBLES, ROW };

static const struct crm_option options[] = {
	{"ref", 'r', "REF", N_("what it is about: invoice, promise, mission, conflict")},
	{"amount", 'a', "AMOUNT", N_("money: 1200.50, 1200,50 or 100€")},
	{"currency", 'y', "CODE", N_("its currency (else the policy's)")},
	{"due", 'd', "DUE", N_("date, friday, +2w, or terms from the day it happened: 30d, 45eom")},
	{"kind", 'k', "KIND", N_("kind of the event; --events lists them")},
	{"channel", 'c', "CHANNEL", N_("email, phone, sms, chat, visio, meet, letter, ...")},
	{"level", 'l', "LEVEL", N_("how much, 1 to 5")},
	{"by", 'b', "WHO", N_("me, client or both")},
	{"tag", 'g', "TAG", N_("key=value or key; may be repeated")},
	{"when", 'w', "WHEN", N_("when it happened (now): yesterday, monday, 14:30, -2h")},
	{"list", OPT_LIST, NULL, N_("print the rows that count")},
	{"client", OPT_CLIENT, "ID", N_("--list, --void: only this client; - for nobody")},
	{"event", OPT_EVENT, "EVENT", N_("--list: only this event")},
	{"since", OPT_SINCE, "DATE", N_("--list: from this day on")},
	{"until", OPT_UNTIL, "DATE", N_("--list: up to this day")},
	{"last", OPT_LAST, "N", N_("--list: only the last N")},
	{"grep", OPT_GREP, "TEXT", N_("--list: only rows with this in note, ref, client or tags")},
	{"show", OPT_SHOW, "CLIENT", N_("all of one client on one screen")},
	{"import", OPT_IMPORT, NULL, N_("add the rows of a CSV file")},
	{"map", OPT_MAP, "FILE", N_("--import: how its columns become events")},
	{"clients", OPT_CLIENTS, "HOW", N_("--import: unknown clients: known (refused), create, any")},
	{"mail", OPT_MAIL, NULL, N_("add the mails of clients: files, or their names on standard input")},
	{"dry-run", 'n', NULL, N_("--import, --mail: print the rows, write nothing")},
	{"keep-going", OPT_KEEP_GOING, NULL, N_("--import: write the good rows, refuse the others")},
	{"again", OPT_AGAIN, NULL, N_("--import: add voided rows again")},
	{"doubles", OPT_DOUBLES, NULL, N_("--import: also payments that look doubled")},
	{"void", OPT_VOID, NULL, N_("void the rows with these ids")},
	{"undo", OPT_UNDO, NULL, NULL},
	{"check", OPT_CHECK, NULL, N_("read everything, say what is wrong")},
	{"events", OPT_EVENTS, NULL, N_("print the table of events")},
	{"new-client", OPT_NEW_CLIENT, "ID", N_("write a commented profile")},
	{"rename", OPT_RENAME, "ID", N_("give a client another id: --rename=OLD NEW")},
	{"erase", OPT_ERASE, "ID", N_("forget a client: data protection")},
	{"export", OPT_EXPORT, "ID", N_("print everything the book has about a client")},
	{"init", OPT_INIT, NULL, N_("make the book")},
	{NULL, 0, NULL, NULL},
};

static const struct crm_task tasks[] = {
	{"in acme 'when?'", N_("they said; also out, met, missed")},
	{"promise acme demo -d fri", N_("also kept, broken, clarify, next, deadline")},
	{"invoice acme F1 1200", N_("also payment, credit, refund, offer, dispute")},
	{"incident acme demo -l 2", N_("also diagnose, apology, gesture, resolve")},
	{"--events", N_("what events mean; --events incident: one")},
	{"", N_("the last rows; --last=50 --grep= --since=")},
	{"acme", N_("those of one; --event= --ref= --until=")},
	{"--show=acme", N_("one client on one screen")},
	{"--void last", N_("void the row typed last; --void ID")},
	{"--check", N_("what is wrong with the book")},
	{"--import --map=M CSV", N_("rows of a bank or program; -n only looks")},
	{"--mail MESSAGE...", N_("rows of mails; -n only looks")},
	{"--new-client=acme", N_("write its profile; --rename=OLD NEW")},
	{"--erase=acme", N_("forget a client; --export=acme prints all")},
	{"--init", N_("make the book")},
	{NULL, NULL},
};

static const char *const usage[] = {
	"[OPTION ...] EVENT CLIENT [REF [AMOUNT]] [NOTE ...]",
	"[OPTION ...] plan CLIENT REF AMOUNT@DATE ... [NOTE ...]",
	"[--list] [--client=ID] [--event=EVENT] [--ref=REF] [--since=DATE] [--until=DATE] "
	"[--last=N] [--grep=TEXT] [CLIENT ...]",
	"--show=CLIENT",
	"--import [--map=FILE] [--clients=HOW] [-n] [--keep-going] [--again] "
	"[--doubles] [FILE]",
	"--mail [-n] [MESSAGE ...]",
	"--void [--client=ID] ID ... | last",
	"--check | --events [EVENT ...] | --init | --new-client=ID",
	"--rename=OLD NEW | --erase=ID | --export=ID", NULL};

/* What an option goes with; those that are not here say what is done. */
static const struct {
	int code, with[2];
} goes[] = {{'r', {ROW, OPT_LIST}}, {'a', {ROW}}, {'y', {ROW}}, {'d', {ROW}}, {'k', {ROW}},
	{'c', {ROW}}, {'l', {ROW}}, {'b', {ROW}}, {'g', {ROW}}, {'w', {ROW}},
	{OPT_CLIENT, {OPT_LIST, OPT_VOID}}, {OPT_EVENT, {OPT_LIST}}, {OPT_SINCE, {OPT_LIST}},
	{OPT_UNTIL, {OPT_LIST}},
	{OPT_LAST, {OPT_LIST}}, {OPT_GREP, {OPT_LIST}}, {OPT_MAP, {OPT_IMPORT}}, {OPT_CLIENTS, {OPT_IMPORT}},
	{OPT_AGAIN, {OPT_IMPORT}}, {OPT_DOUBLES, {OPT_IMPORT}}, {'n', {OPT_IMPORT, OPT_MAIL}}, {OPT_KEEP_GOING, {OPT_IMPORT}}};

enum { GOES = sizeof goes / sizeof *goes, LAST = 10 };

struct request {
	struct crm_typed entry;
	struct crm_list_filter filter;
	struct crm_log_source source;
	const char *new_client, *forget, *give, *show, *rename;
	int what;	  /* one of the long codes; 0: not said, a row */
	bool given[GOES];
};

static int choose(struct request *r, int code, struct crm_err *e)
{
	if (r->what && r->what != code)
		return crm_err_set(e, CRM_USAGE, _("only one of --list, --show, --import, --mail, --void, --check, "
						   "--events, --init, --new-client, --rename, --erase, --export can be done at once"));
	r->what = code;
	return 0;
}

static int filter_add(struct crm_str *list, size_t *n, const char *value, struct crm_err *e)
{
	if (*n == CRM_LIST_MOST)
		return crm_err_set(e, CRM_USAGE, _("more than %d values for one option"),
			CRM_LIST_MOST);
	list[(*n)++] = crm_str(value);
	return 0;
}

/* `-` is nobody, as at the prompt. */
static int take_client(struct request *r, const char *value, struct crm_err *e)
{
	if (!*value)
		return crm_err_at(e, CRM_USAGE, NULL, 0, "--client",
			_("is empty: name a client, or '-' for what concerns nobody in particular"));
	return filter_add(r->filter.client, &r->filter.clients, strcmp(value, "-") ? value : "", e);
}

static int take_tag(struct crm_typed *entry, const char *value, struct crm_err *e)
{
	if (entry->tags == CRM_TYPED_TAGS)
		return crm_err_at(e, CRM_USAGE, NULL, 0, "--tag", _("more than %d tags"),
			CRM_TYPED_TAGS);
	entry->tag[entry->tags++] = value;
	return 0;
}

static int take_clients(struct request *r, const char *value, struct crm_err *e)
{
	static const char *const names[] = {"known", "create", "any"}; /* enum crm_map_clients */
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(value, names[i]) == 0) {
			r->source.clients = (int)i + 1;
			return 0;
		}
	return crm_err_set(e, CRM_USAGE, _("'%.40s' must be one of %s"), value, "known, create, any");
}

static int take_last(struct request *r, const char *value, struct crm_err *e)
{
	int64_t n;

	if (crm_num_parse(crm_str(value), 1, INT32_MAX, &n))
		return crm_err_set(e, CRM_USAGE, _("'%.40s' is not a number of at least 1"), value);
	r->filter.last = (size_t)n;
	return 0;
}

static void mark(struct request *r, int code)
{
	size_t i;

	for (i = 0; i < GOES; i++)
		r->given[i] |= goes[i].code == code;
}

static int take(struct crm_tool *t, int code, const char *value, struct crm_err *e)
{
	struct request *r = t->ctx;

	mark(r, code);
	switch (code) {
	case 'r':
		r->entry.ref = value;
		return filter_add(r->filter.ref, &r->filter.refs, value, e);
	case 'a': r->entry.amount = value; return 0;
	case 'y': r->entry.currency = value; return 0;
	case 'd': r->entry.due = value; return 0;
	case 'k': r->entry.kind = value; return 0;
	case 'c': r->entry.channel = value; return 0;
	case 'l': r->entry.level = value; return 0;
	case 'b': r->entry.by = value; return 0;
	case 'w': r->entry.when = value; return 0;
	case 'g': return take_tag(&r->entry, value, e);
	case OPT_CLIENT: return take_client(r, value, e);
	case OPT_EVENT: return crm_list_event(&r->filter, value, e);
	case OPT_SINCE: r->filter.since = value; return 0;
	case OPT_UNTIL: r->filter.until = value; return 0;
	case OPT_LAST: return take_last(r, value, e);
	case OPT_GREP: r->filter.grep = value; return 0;
	case OPT_MAP: r->source.map = value; return 0;
	case OPT_CLIENTS: return take_clients(r, value, e);
	case OPT_AGAIN: r->source.again = true; return 0;
	case OPT_DOUBLES: r->source.doubles = true; return 0;
	case OPT_KEEP_GOING: r->source.keep_going = true; return 0;
	case 'n': r->source.dry = true; return 0;
	case OPT_NEW_CLIENT: r->new_client = value; break;
	case OPT_SHOW: r->show = value; break;
	case OPT_RENAME: r->rename = value; break;
	case OPT_ERASE: r->forget = value; break;
	case OPT_EXPORT: r->give = value; break;
	case OPT_INIT:
	case OPT_EVENTS: t->no_book = true; break;
	case OPT_UNDO: return crm_err_set(e, CRM_USAGE, "%s", _("is --void last"));
	default: break;
	}
	return choose(r, code, e);
}

/* Who types it wants to know where the file is that comes next; a script does not. */
static bool person(const struct crm_tool *t)
{
	return t->verbose || (!t->quiet && isatty(STDERR_FILENO));
}

/* The book as it was typed, most often. */
static const char *short_dir(struct crm_tool *t)
{
	const char *home = getenv("HOME");
	size_t n = home ? strlen(home) : 0;

	return n > 1 && strncmp(t->dir, home, n) == 0 && t->dir[n] == '/'
		? crm_arena_printf(&t->mem, "~%s", t->dir + n) : t->dir;
}

static int init(struct crm_tool *t)
{
	struct crm_err e;

	if (t->argc)
		return crm_tool_usage(t, _("--init takes no operand: '%s'; name the folder with -C"),
			t->argv[0]);
	if (crm_book_init(t->dir, t->lang, &e))
		return crm_tool_fail(t, &e);
	if (person(t))
		crm_tool_warn(t, _("the book is in %s; look at policy.yaml first"), short_dir(t));
	return CRM_OK;
}

static int new_client(struct crm_tool *t, const char *id)
{
	struct crm_err e;

	if (t->argc)
		return crm_tool_usage(t, _("--new-client takes one id and no operand: '%s'"), t->argv[0]);
	if (crm_client_create(&t->book, crm_str(id), crm_str(id), t->lang, &e))
		return crm_tool_fail(t, &e);
	if (person(t))
		crm_tool_warn(t, _("fill in %s/clients/%s.yaml"), short_dir(t), id);
	return CRM_OK;
}

/* The name of an option, or of what is written where a row is. */
static const char *name_of(struct crm_tool *t, int code)
{
	const struct crm_option *o;

	for (o = options; o->name; o++)
		if (o->letter == code)
			return crm_arena_printf(&t->mem, "--%s", o->name);
	return "EVENT CLIENT";
}

/* An option that would be ignored is a mistake. */
static int fits(struct crm_tool *t, const struct request *r)
{
	int what = r->what ? r->what : ROW;
	size_t i;

	for (i = 0; i < GOES; i++)
		if (r->given[i] && goes[i].with[0] != what && goes[i].with[1] != what)
			return crm_tool_usage(t, _("%s does not go with %s, only with %s"),
				name_of(t, goes[i].code), name_of(t, what),
				name_of(t, goes[i].with[0]));
	return CRM_OK;
}

/* A word alone that is a client, and no event. */
static bool is_client(struct crm_tool *t, const char *word)
{
	const struct crm_event_alias *a;
	struct crm_str id;
	struct crm_err e;

	for (a = crm_event_aliases; a->name; a++)
		if (strcmp(a->name, word) == 0)
			return false;
	return !crm_event_find(crm_str(word)) && !crm_alias_find(&t->policy.aliases, word) &&
	       crm_client_typed(&t->book, t->policy.currency, "client", crm_str(word), &id, &e) == 0;
}

/* Alone, with a client, or with what only a list takes: the rows; alone the last ones. */
static void listing(struct crm_tool *t, struct request *r)
{
	bool row = false, any = false;
	size_t i;

	if (r->what || t->argc > 1 || (t->argc && !is_client(t, t->argv[0])))
		return;
	for (i = 0; i < GOES; i++) {
		row |= r->given[i] && goes[i].with[0] == ROW && goes[i].with[1] != OPT_LIST;
		any |= r->given[i];
	}
	if (row)
		return;
	r->what = OPT_LIST;
	if (!any)
		r->filter.last = LAST;
}

/* The operands of a list are clients. */
static int whom(struct crm_tool *t, struct request *r)
{
	struct crm_err e;

	for (; r->what == OPT_LIST && t->argc; t->argc--, t->argv++)
		if (take_client(r, t->argv[0], &e))
			return crm_tool_fail(t, &e);
	return CRM_OK;
}

static int work(struct crm_tool *t, struct request *r)
{
	int st;

	listing(t, r);
	st = fits(t, r);
	st = st ? st : whom(t, r);
	if (st != CRM_OK)
		return st;
	if (r->what == OPT_LIST || r->what == OPT_SHOW || r->what == OPT_CHECK)
		crm_sandbox_book(t, NULL);
	switch (r->what) {
	case OPT_IMPORT: return crm_log_import(t, &r->source);
	case OPT_MAIL: return crm_log_mail(t, r->source.dry);
	case OPT_LIST: return crm_log_list(t, &r->filter);
	case OPT_SHOW: return crm_log_show(t, r->show);
	case OPT_VOID: return crm_log_void(t, &r->filter);
	case OPT_CHECK: return crm_log_check(t);
	case OPT_EVENTS: return crm_log_events(t);
	case OPT_INIT: return init(t);
	case OPT_RENAME: return crm_log_rename(t, r->rename);
	case OPT_ERASE: return crm_log_erase(t, r->forget);
	case OPT_EXPORT: return crm_log_export(t, r->give);
	case OPT_NEW_CLIENT: return new_client(t, r->new_client);
	default: break;
	}
	if (!t->argc)
		return crm_tool_usage(t, "%s", _("which event? crm-log EVENT CLIENT ..."));
	r->entry.argc = t->argc;
	r->entry.argv = t->argv;
	return crm_log_add(t, &r->entry);
}

int main(int argc, char **argv)
{
	struct request r = {.what = 0};
	struct crm_tool t = {
		.name = "crm-log",
		.usage = usage,
		.tasks = tasks,
		.about = N_("Write what was said, promised, delivered, invoiced and paid."),
		.options = options,
		.option = take,
		.propose = crm_propose,
		.operands = CRM_OPERANDS_ROW,
		.ctx = &r,
	};
	int st = crm_tool_begin(&t, argc, argv);

	if (st == CRM_GO)
		st = work(&t, &r);
	return crm_tool_end(&t, st);
}
