/* option.c - one table of options for parsing and help. */
#include "tool/option.h"
#include "base/embed.h"
#include "base/i18n.h"
#include "base/keyword.h"
#include "base/str.h"
#include "base/utf8.h"
#include "tool/formats.h"
#include <getopt.h>
#include <stdio.h>

enum { MOST = 96, HELP_COLUMN = 26, SCREEN = 80 };

const struct crm_option crm_option_common[] = {
	{"dir", 'C', "DIR", N_("the book (else $CRM_DIR, else ~/.local/share/crm)")},
	{"today", 't', "DATE", N_("use this day, or day and time, as now")},
	{"format", 'f', "FORMAT", ""},
	{"output", 'o', "FILE", N_("write to this file; it appears only when complete")},
	{"no-header", CRM_OPT_NO_HEADER, NULL, N_("leave out the line of column names")},
	{"quiet-empty", CRM_OPT_QUIET_EMPTY, NULL, N_("print nothing at all when there is no row")},
	{"spreadsheet", CRM_OPT_SPREADSHEET, NULL, N_("put ' before cells a spreadsheet would run")},
	{"exit-code", 'e', NULL, N_("exit with status 1 when something is listed")},
	{"color", CRM_OPT_COLOR, "WHEN", N_("auto, always or never")},
	{"lang", CRM_OPT_LANG, "LANG", N_("language of texts for people:")},
	{"lock-wait", CRM_OPT_LOCK_WAIT, "SECONDS", N_("seconds to wait for the lock (default 10)")},
	{"quiet", 'q', NULL, N_("no hints and no warnings")},
	{"verbose", 'v', NULL, N_("say what is done")},
	{"help", 'h', "[all]", N_("one screen with the most common uses; --help=all: this text")},
	{"version", 'V', NULL, N_("print the version")},
	{"completion", CRM_OPT_COMPLETION, "SHELL", NULL},
	{"complete", CRM_OPT_COMPLETE, NULL, NULL},
	{NULL, 0, NULL, NULL},
};

const struct crm_option *crm_option_find(const struct crm_option *own, int code)
{
	const struct crm_option *o;

	for (o = own; o && o->name; o++)
		if (o->letter == code)
			return o;
	for (o = crm_option_common; o->name; o++)
		if (o->letter == code)
			return o;
	return NULL;
}

/* What getopt_long wants to know. */
struct tables {
	struct option longs[MOST];
	char letters[3 * MOST + 2];
};

static void tables_add(struct tables *t, const struct crm_option *table)
{
	size_t n = 0, k = strlen(t->letters);
	const struct crm_option *o;
	struct option *l;

	while (t->longs[n].name)
		n++;
	for (o = table; o && o->name; o++) {
		if (n + 1 == MOST)
			crm_bug("too many options");
		l = &t->longs[n++];
		l->name = o->name;
		l->val = o->letter;
		if (o->arg)
			l->has_arg = o->arg[0] == '[' ? optional_argument : required_argument;
		if (o->letter >= 256)
			continue;
		if (strchr(t->letters, o->letter))
			crm_bug("two options with one letter");
		t->letters[k++] = (char)o->letter;
		if (o->arg)
			t->letters[k++] = ':';
		if (o->arg && o->arg[0] == '[')
			t->letters[k++] = ':';
	}
}

/* Only the name: what follows the = may be long, or private. */
static int name_len(const char *typed)
{
	return (int)strcspn(typed, "=");
}

static void nearer(struct crm_str typed, const struct crm_option *table, size_t *least, const char **best)
{
	const struct crm_option *o;
	size_t d;

	for (o = table; o && o->name && *least; o++) {
		d = o->help ? crm_spelling_distance(typed, crm_str(o->name), *least - 1) : *least;
		if (d < *least) {
			*least = d;
			*best = o->name;
		}
	}
}

static int unknown(const struct crm_option *own, const char *typed, struct crm_err *e)
{
	struct crm_str name = {typed + 2, (size_t)name_len(typed) - 2};
	size_t least = crm_spelling_limit(name) + 1;
	const char *best = NULL;

	nearer(name, own, &least, &best);
	nearer(name, crm_option_common, &least, &best);
	if (best)
		return crm_err_set(e, CRM_USAGE, _("unknown option '%.*s', the nearest is '--%s'"), name_len(typed),
			typed, best);
	return crm_err_set(e, CRM_USAGE, _("unknown option '%.*s'"), name_len(typed), typed);
}

/* getopt_long reported '?' or ':' */
static int refuse(char **argv, int c, const struct crm_option *own, struct crm_err *e)
{
	const struct crm_option *o = optopt ? crm_option_find(own, optopt) : NULL;
	const char *typed = argv[optind - 1];

	if (!optopt)
		return unknown(own, typed, e);
	if (!o)
		return crm_err_set(e, CRM_USAGE, _("unknown option '-%c'"), optopt);
	if (c == ':')
		return crm_err_set(e, CRM_USAGE, _("option '--%s' needs an argument"), o->name);
	if (typed[name_len(typed)])
		return crm_err_set(e, CRM_USAGE, _("option '--%s' takes no argument after '=': "
			"write its operand after a blank"),
			o->name);
	return crm_err_set(e, CRM_USAGE, _("option '--%s' takes no argument"), o->name);
}

/* Whether a long option was written in full: getopt_long takes any unique beginning, and a script
 * that relied on one would break with the next option. */
static bool in_full(char **argv, const char *name)
{
	const char *typed = argv[optind - 1];
	size_t n = strlen(name);

	if (optarg == typed)
		typed = argv[optind - 2];
	return strncmp(typed, "--", 2) == 0 && strncmp(typed + 2, name, n) == 0 &&
	       (typed[n + 2] == '\0' || typed[n + 2] == '=');
}

static int take_one(const struct crm_option *own, int code,
	int (*take)(void *ctx, int code, const char *value, struct crm_err *e), void *ctx,
	struct crm_err *e)
{
	const struct crm_option *o = crm_option_find(own, code);

	memset(e, 0, sizeof *e);
	if (take(ctx, code, optarg, e) == 0)
		return 0;
	if (!e->file[0] && !e->field[0] && o)
		snprintf(e->field, sizeof e->field, "--%s", o->name);
	return -1;
}

int crm_option_parse(const struct crm_option *own, int argc, char **argv,
	int (*take)(void *ctx, int code, const char *value, struct crm_err *e), void *ctx,
	struct crm_err *e)
{
	struct tables t = {.letters = ":"};
	int c, at;

	tables_add(&t, own);
	tables_add(&t, crm_option_common);
	optind = 0; /* start over, in glibc's words */
	opterr = 0;
	for (;;) {
		at = -1;
		c = getopt_long(argc, argv, t.letters, t.longs, &at);
		if (c == -1)
			return optind;
		if (c == '?' || c == ':')
			return refuse(argv, c, own, e);
		if (at >= 0 && !in_full(argv, t.longs[at].name))
			return crm_err_set(e, CRM_USAGE, _("write option '--%s' in full"),
				t.longs[at].name);
		if (take_one(own, c, take, ctx, e))
			return -1;
	}
}

/* A command line for people: what stands for a value, in capitals, has the name that it has in their
 * language. */
static void put_line(struct crm_buf *b, const char *line)
{
	size_t n;

	for (; *line; line += n) {
		for (n = 0; line[n] >= 'A' && line[n] <= 'Z'; n++)
			;
		if (n)
			crm_buf_str(b, crm_keyword(CRM_KEYWORD_VALUE, (struct crm_str){line, n}));
		else
			crm_buf_char(b, line[n++]);
	}
}

/* Words of a text, the lines after the first indented. */
static void wrap(struct crm_buf *b, const char *text, size_t at, size_t indent)
{
	struct crm_str rest = crm_str(text), w;
	bool first = true;
	size_t n;

	while ((w = crm_str_word(&rest, ' ')).n) {
		n = crm_utf8_width(w);
		if (!first && at + 1 + n > SCREEN) {
			crm_buf_printf(b, "\n%*s", (int)indent, "");
			at = indent;
		} else if (!first) {
			crm_buf_char(b, ' ');
			at++;
		}
		crm_buf_str(b, w);
		at += n;
		first = false;
	}
	crm_buf_char(b, '\n');
}

/* The text of an option: those of -f and --lang name what there is. */
static void help_text(struct crm_buf *b, const struct crm_option *o, bool calendar)
{
	struct crm_buf text;

	crm_buf_init(&text);
	if (*o->help)
		crm_buf_printf(&text, "%s ", _(o->help));
	if (o->letter == 'f')
		crm_format_names(&text, calendar, ", ");
	else if (o->letter == CRM_OPT_LANG)
		crm_embed_languages(&text, ", ");
	wrap(b, text.p, HELP_COLUMN, HELP_COLUMN);
	crm_buf_release(&text);
}

static void help_table(struct crm_buf *b, const struct crm_option *table, bool calendar)
{
	const struct crm_option *o;
	size_t start, at;

	for (o = table; o && o->name; o++) {
		if (!o->help)
			continue;
		start = b->n;
		if (o->letter < 256)
			crm_buf_printf(b, "  -%c, --%s", o->letter, o->name);
		else
			crm_buf_printf(b, "      --%s", o->name);
		if (o->arg)
			crm_buf_cstr(b, o->arg[0] == '[' ? "[=" : "=");
		if (o->arg)
			put_line(b, o->arg + (o->arg[0] == '['));
		at = crm_utf8_width((struct crm_str){b->p + start, b->n - start});
		if (at + 1 > HELP_COLUMN) {
			crm_buf_char(b, '\n');
			at = 0;
		}
		crm_buf_printf(b, "%*s", (int)(HELP_COLUMN - at), "");
		help_text(b, o, calendar);
	}
}

void crm_option_help(struct crm_buf *b, const char *program, const char *const *usage,
	const char *about, const struct crm_option *own, bool calendar)
{
	static const char *const plain[] = {"[options]", NULL};
	const char *lead = _("usage:");
	size_t width = crm_utf8_width(crm_str(lead)), at = width + strlen(program) + 2;
	struct crm_buf line;

	crm_buf_init(&line);
	for (usage = usage ? usage : plain; *usage; usage++, lead = "") {
		crm_buf_cstr(b, lead);
		crm_buf_printf(b, "%*s %s ", *lead ? 0 : (int)width, "", program);
		crm_buf_clear(&line);
		put_line(&line, *usage);
		wrap(b, line.p, at, at);
	}
	crm_buf_release(&line);
	if (about) {
		crm_buf_char(b, '\n');
		wrap(b, _(about), 0, 0);
	}
	if (own && own->name) {
		crm_buf_char(b, '\n');
		help_table(b, own, calendar);
	}
	crm_buf_printf(b, "\n%s\n", _("In all crm programs:"));
	help_table(b, crm_option_common, calendar);
	crm_buf_char(b, '\n');
	crm_buf_printf(b, _("The whole manual: man %s; the data and the promises: man 7 crm."), program);
	crm_buf_char(b, '\n');
}

/* ---- a screen of tasks ---- */

static size_t widest(const char *program, const struct crm_task *tasks)
{
	size_t most = 0, n;
	struct crm_buf line;

	crm_buf_init(&line);
	for (; tasks->line; tasks++) {
		crm_buf_clear(&line);
		put_line(&line, tasks->line);
		n = strlen(program) + 1 + crm_utf8_width(crm_buf_view(&line));
		if (n > most)
			most = n;
	}
	crm_buf_release(&line);
	return most;
}

void crm_option_brief(struct crm_buf *b, const char *program, const char *operands, const char *about,
	const struct crm_task *tasks, struct crm_str words)
{
	size_t column = 2 + widest(program, tasks) + 2, start, at;

	crm_buf_printf(b, "%s %s ", _("usage:"), program);
	put_line(b, operands);
	crm_buf_cstr(b, "\n\n");
	wrap(b, _(about), 0, 0);
	crm_buf_char(b, '\n');
	for (; tasks->line; tasks++) {
		start = b->n;
		crm_buf_printf(b, "  %s ", program);
		put_line(b, tasks->line);
		at = crm_utf8_width((struct crm_str){b->p + start, b->n - start});
		crm_buf_printf(b, "%*s", (int)(column - at), "");
		wrap(b, _(tasks->what), column, column);
	}
	crm_buf_char(b, '\n');
	if (words.n) {
		crm_buf_printf(b, "%s ", _("Your own words:"));
		at = crm_utf8_width(crm_str(_("Your own words:"))) + 1;
		wrap(b, words.p, at, at);
	}
	crm_buf_printf(b, "%s\n", _("In all programs: -C BOOK, -t DATE, -f csv|json|table|..., -o FILE, -q, -v, -e"));
	crm_buf_printf(b, _("In full: %s --help=all, man %s\n"), program, program);
	crm_buf_cstr(b, _("To begin: man 7 crm-start; questions and answers: man 7 crm\n"));
}
