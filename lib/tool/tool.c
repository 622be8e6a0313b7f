/* tool.c - begin and end of a program. */
#include "tool/tool.h"
#include "base/i18n.h"
#include "base/num.h"
#include "base/temp.h"
#include "config.h"
#include "tool/locale.h"
#include "tool/zone.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/auxv.h>
#include <sys/ioctl.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

static int word(const char *value, const char *const *list, const char *what, struct crm_err *e)
{
	int i;

	for (i = 0; list[i]; i++)
		if (strcmp(value, list[i]) == 0)
			return i;
	return crm_err_set(e, CRM_USAGE, _("'%.40s' must be one of %s"), value, what);
}

static int format_set(struct crm_tool *t, const char *value, struct crm_err *e)
{
	struct crm_buf known;

	t->format = crm_format_find(value, t->ics);
	if (t->format)
		return 0;
	crm_buf_init(&known);
	crm_format_names(&known, t->ics, ", ");
	crm_err_set(e, CRM_USAGE, _("'%.40s' must be one of %s"), value, known.p);
	crm_buf_release(&known);
	return -1;
}

static int colour_set(struct crm_tool *t, const char *value, struct crm_err *e)
{
	static const char *const names[] = {"auto", "never", "always", NULL};
	int i = word(value, names, "auto, always, never", e);

	if (i < 0)
		return -1;
	t->colour = i - 1;
	return 0;
}

static int lang_set(struct crm_tool *t, const char *value, struct crm_err *e)
{
	char code[4];

	crm_locale_of(value, code);
	if (strcmp(code, "en") == 0 && strncmp(value, "en", 2) != 0 && strcmp(value, "C") != 0)
		return crm_err_set(e, CRM_USAGE, _("'%.40s' is not a language; write en or fr"), value);
	t->lang_option = value;
	t->lang_given = true;
	return 0;
}

static int lock_wait_set(struct crm_tool *t, const char *value, struct crm_err *e)
{
	int64_t n;

	if (crm_num_parse(crm_str(value), 0, 86400, &n))
		return crm_err_set(e, CRM_USAGE, _("'%.40s' is not a number of seconds from 0 to 86400"),
			value);
	t->lock_wait = (int)n;
	return 0;
}

static int completion_set(struct crm_tool *t, const char *value, struct crm_err *e)
{
	struct crm_buf known;
	int r = 0;

	crm_buf_init(&known);
	if (crm_option_completion(&known, t->name, value)) {
		crm_buf_clear(&known);
		crm_option_shells(&known, ", ");
		r = crm_err_set(e, CRM_USAGE, _("'%.40s' must be one of %s"), value, known.p);
	}
	crm_buf_release(&known);
	t->shell = value;
	t->only = CRM_OPT_COMPLETION;
	return r;
}

static int help_set(struct crm_tool *t, const char *value, struct crm_err *e)
{
	if (value && strcmp(value, "all") != 0)
		return crm_err_set(e, CRM_USAGE, _("'%.40s' must be one of %s"), value, "all");
	t->help_all |= value != NULL;
	t->only = t->only ? t->only : 'h';
	return 0;
}

static int take(void *ctx, int code, const char *value, struct crm_err *e)
{
	struct crm_tool *t = ctx;

	switch (code) {
	case 'C': t->dir_option = value; return 0;
	case 't': t->today_option = value; return 0;
	case 'f': return format_set(t, value, e);
	case 'o': t->out = value; return 0;
	case 'q': t->quiet = true; return 0;
	case 'v': t->verbose = true; return 0;
	case 'e': t->exit_code = true; return 0;
	case 'h': return help_set(t, value, e);
	case 'V': t->only = t->only ? t->only : code; return 0;
	case CRM_OPT_COLOR: return colour_set(t, value, e);
	case CRM_OPT_NO_HEADER: t->no_header = true; return 0;
	case CRM_OPT_QUIET_EMPTY: t->quiet_empty = true; return 0;
	case CRM_OPT_SPREADSHEET: t->spreadsheet = true; return 0;
	case CRM_OPT_LANG: return lang_set(t, value, e);
	case CRM_OPT_LOCK_WAIT: return lock_wait_set(t, value, e);
	case CRM_OPT_COMPLETION: return completion_set(t, value, e);
	case CRM_OPT_COMPLETE: t->only = code; return 0;
	default: return t->option(t, code, value, e);
	}
}

static void print_help(struct crm_tool *t, struct crm_buf *b)
{
	static const char *const operands[] = {[CRM_OPERANDS_CLIENTS] = "[OPTION ...] [CLIENT ...]",
		[CRM_OPERANDS_FILE] = "[OPTION ...] [FILE | CLIENT ...]",
		[CRM_OPERANDS_ROW] = "[OPTION ...] EVENT CLIENT [REF [AMOUNT]] [NOTE ...]"};
	struct crm_buf words;
	struct crm_err e;
	size_t i;

	/* a book that cannot be read has no say in it */
	crm_tool_open(t, &e);
	crm_buf_init(&words);
	for (i = 0; t->operands == CRM_OPERANDS_ROW && i < t->policy.aliases.n; i++)
		crm_buf_printf(&words, "%s%.*s", i ? ", " : "", (int)t->policy.aliases.item[i].name.n,
			t->policy.aliases.item[i].name.p);
	if (t->help_all)
		crm_option_help(b, t->name, t->usage, t->about, t->options, t->ics);
	else
		crm_option_brief(b, t->name, operands[t->operands], t->about, t->tasks, crm_buf_view(&words));
	crm_buf_release(&words);
}

/* --help, --version, --completion: printed with or without a book. */
static int print_only(struct crm_tool *t)
{
	struct crm_buf b;

	crm_buf_init(&b);
	if (t->only == 'h')
		print_help(t, &b);
	else if (t->only == 'V')
		crm_buf_printf(&b, "%s %s\n", t->name, CRM_VERSION);
	else
		crm_option_completion(&b, t->name, t->shell);
	fwrite(b.p, 1, b.n, stdout);
	crm_buf_release(&b);
	return CRM_OK;
}

static const char *env(const char *name)
{
	const char *v = getenv(name);

	return v && *v ? v : NULL;
}

const char *crm_tool_home(void)
{
	return env("HOME");
}

/* -C, $CRM_DIR, $XDG_DATA_HOME/crm, ~/.local/share/crm; a relative XDG path counts as not set. */
static int dir_find(struct crm_tool *t, struct crm_err *e)
{
	const char *dir = t->dir_option ? t->dir_option : env("CRM_DIR");

	if (dir)
		t->dir = crm_arena_cstr(&t->mem, crm_str(dir));
	else if (env("XDG_DATA_HOME") && env("XDG_DATA_HOME")[0] == '/')
		t->dir = crm_arena_printf(&t->mem, "%s/crm", env("XDG_DATA_HOME"));
	else if (env("HOME"))
		t->dir = crm_arena_printf(&t->mem, "%s/.local/share/crm", env("HOME"));
	else if (t->no_book)
		t->dir = crm_arena_cstr(&t->mem, CRM_STR(""));
	else
		return crm_err_set(e, CRM_USAGE,
			_("HOME is not set; name the book with -C DIR or CRM_DIR"));
	return 0;
}

static int book_begin(struct crm_tool *t, struct crm_err *e)
{
	if (t->no_book) {
		crm_policy_default(&t->policy);
		return 0;
	}
	if (crm_book_open(&t->book, t->dir, e))
		return -1;
	t->book_open = true;
	if (crm_book_holds(&t->book, e))
		return -1;
	return crm_policy_read(&t->book, &t->policy, e);
}

static void lang_begin(struct crm_tool *t)
{
	char *policy = crm_arena_cstr(&t->mem, t->policy.lang);

	crm_locale_environment(t->lang_option, policy, t->lang_code);
	crm_locale_set(t->lang_code);
	t->lang = t->lang_code;
}

static int today_begin(struct crm_tool *t, struct crm_err *e)
{
	char *zone = crm_arena_cstr(&t->mem, t->policy.timezone);
	struct crm_today day;

	if (crm_today_pick(t->today_option, env("CRM_TODAY"), crm_today_clock, zone, &day, e))
		return -1;
	t->now = day.now;
	t->clock = day.clock;
	return 0;
}

/* The file of -o must be nothing that the run reads. */
static int sink_check(struct crm_tool *t, const char *name, const struct stat *st,
	struct crm_err *e)
{
	if (!crm_sink_is(&t->output, st))
		return 0;
	return crm_err_at(e, CRM_USAGE, t->out, 0, "--output",
		_("is the input '%.100s'; name another file"), name);
}

static const char *const files[] = {"journal.csv", "policy.yaml", "rates.csv", "regimes.csv",
	"holidays.csv", ".lock", ".sending"};

static bool same(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

static int is_input(const char *path, const char *option, const char *name, struct crm_err *e)
{
	return crm_err_at(e, CRM_USAGE, path, 0, option,
		_("is the input '%.100s'; name another file"), name);
}

/* The folder that a path stands in, links resolved; 0 when there is none. */
static int folder_of(const char *path, struct stat *st)
{
	char real[PATH_MAX], dir[PATH_MAX];
	const char *p = realpath(path, real) ? real : path;
	const char *slash = strrchr(p, '/');

	snprintf(dir, sizeof dir, "%.*s", slash ? (int)(slash - p) + 1 : 1, slash ? p : ".");
	return stat(dir, st) == 0;
}

/* -o would take the place of the file at the end of the run. */
static bool is_output(const struct crm_tool *t, const char *path, const struct stat *folder)
{
	const char *a = strrchr(path, '/'), *b = t->out ? strrchr(t->out, '/') : NULL;
	struct stat st;

	return t->out && strcmp(a ? a + 1 : path, b ? b + 1 : t->out) == 0 &&
	       folder_of(t->out, &st) && same(&st, folder);
}

int crm_tool_apart(const struct crm_tool *t, const char *path, const char *option,
	struct crm_err *e)
{
	struct stat st, other, folder;
	bool there = stat(path, &st) == 0;
	size_t i;

	for (i = 0; there && t->book_open && i < sizeof files / sizeof *files; i++)
		if (fstatat(t->book.dir, files[i], &other, 0) == 0 && same(&st, &other))
			return is_input(path, option, files[i], e);
	if (there && t->argc && stat(t->argv[0], &other) == 0 && same(&st, &other))
		return is_input(path, option, t->argv[0], e);
	if (there && S_ISREG(st.st_mode) && fstat(STDIN_FILENO, &other) == 0 && same(&st, &other))
		return is_input(path, option, "-", e);
	if (!folder_of(path, &folder))
		return 0;
	if ((there && crm_sink_is(&t->output, &st)) || is_output(t, path, &folder))
		return crm_err_at(e, CRM_USAGE, path, 0, option,
			_("is the file of --output; name another file"));
	if (t->book_open && fstatat(t->book.dir, "clients", &other, 0) == 0 &&
		(same(&folder, &other) || (there && same(&st, &other))))
		return crm_err_at(e, CRM_USAGE, path, 0, option,
			_("is among the profiles; name another file"));
	return 0;
}

/* With -f ics -o may name a folder, which gets a file an item; not that of the book. */
static int folder_begin(struct crm_tool *t, struct crm_err *e)
{
	struct stat st, book;
	size_t n = t->out ? strlen(t->out) : 0;
	bool there = n && stat(t->out, &st) == 0 && S_ISDIR(st.st_mode);

	if (!t->format || !t->format->calendar || !n || (!there && t->out[n - 1] != '/'))
		return 0;
	if (there && t->book_open && fstat(t->book.dir, &book) == 0 && same(&st, &book))
		return crm_err_at(e, CRM_USAGE, t->out, 0, "--output",
			_("is the folder of the book; name another one"));
	t->folder = t->out;
	t->out = NULL;
	return 0;
}

static int sink_begin(struct crm_tool *t, struct crm_err *e)
{
	struct stat st;
	size_t i;

	if (folder_begin(t, e) || crm_sink_open(&t->output, t->out, e))
		return -1;
	t->sink = t->output.stream;
	if (fstat(STDIN_FILENO, &st) == 0 && S_ISREG(st.st_mode) && sink_check(t, "-", &st, e))
		return -1;
	for (i = 0; t->book_open && i < sizeof files / sizeof *files; i++)
		if (fstatat(t->book.dir, files[i], &st, 0) == 0 && sink_check(t, files[i], &st, e))
			return -1;
	if (t->book_open && fstatat(t->book.dir, "clients", &st, 0) == 0 &&
		crm_sink_in(&t->output, &st))
		return crm_err_at(e, CRM_USAGE, t->out, 0, "--output",
			_("is among the profiles; name another file"));
	return 0;
}

int crm_tool_open(struct crm_tool *t, struct crm_err *e)
{
	int r = dir_find(t, e) || book_begin(t, e);

	lang_begin(t);
	return r || today_begin(t, e) ? -1 : 0;
}

static void fields_begin(struct crm_tool *t)
{
	t->colour = -1;
	t->lock_wait = 10;
	t->book.dir = t->book.lock = -1;
	t->sink = stdout;
	t->libcsv = env("CRM_CSV") && strcmp(env("CRM_CSV"), "libcsv") == 0;
	crm_finds_init(&t->finds);
	crm_arena_init(&t->mem);
	lang_begin(t);
}

/* What is wrong with the command line, said once more in the language of the policy: nobody had read
 * that yet.  A book that cannot be read changes nothing. */
static int parse_again(struct crm_tool *t, int argc, char **argv, struct crm_err *e)
{
	struct crm_err unread;

	if (t->lang_given || dir_find(t, &unread) || book_begin(t, &unread) || !t->policy.lang.n)
		return -1;
	lang_begin(t);
	return crm_option_parse(t->options, argc, argv, take, t, e);
}

int crm_tool_begin(struct crm_tool *t, int argc, char **argv)
{
	struct crm_err e;
	int first;

	crm_sink_guard();
	umask(077);
	crm_temp_guard(); /* SIGPIPE, too: a service may have started us with it ignored */
	signal(SIGXFSZ, SIG_IGN); /* a limit of file size is a failed write, not a death */
	unsetenv("POSIXLY_CORRECT");
	crm_locale_begin();
	fields_begin(t);
	if (getuid() != geteuid() || getgid() != getegid() || getauxval(AT_SECURE))
		return crm_tool_usage(t, "%s", _("does not run setuid or setgid"));
	first = crm_option_parse(t->options, argc, argv, take, t, &e);
	if (first < 0)
		first = parse_again(t, argc, argv, &e);
	if (first < 0 && e.field[0])
		return crm_tool_fail(t, &e);
	if (first < 0)
		return crm_tool_usage(t, "%s", e.text);
	t->argc = argc - first;
	t->argv = argv + first;
	if (t->only == CRM_OPT_COMPLETE)
		return t->propose(t);
	if (t->only) {
		lang_begin(t); /* --lang counts for --help */
		return print_only(t);
	}
	return crm_tool_open(t, &e) || sink_begin(t, &e) ? crm_tool_fail(t, &e) : CRM_GO;
}

int crm_tool_end(struct crm_tool *t, int status)
{
	struct crm_err e;
	int code;

	status = status == CRM_GO ? CRM_OK : status;
	status = crm_exit_raise(status, crm_tool_findings(t));
	if (crm_sink_close(&t->output, status != CRM_USAGE && status != CRM_SYSTEM, &e)) {
		snprintf(e.file, sizeof e.file, "%s", t->out);
		status = crm_exit_raise(status, crm_tool_fail(t, &e));
	}
	code = crm_stdout_close();
	if (code) {
		errno = code;
		crm_err_errno(&e, NULL, _("cannot write standard output"));
		status = crm_exit_raise(status, crm_tool_fail(t, &e));
	}
	if (t->book_open)
		crm_book_close(&t->book);
	crm_finds_release(&t->finds);
	crm_arena_release(&t->mem);
	return status;
}

enum { COLUMNS = 80 };

/* The terminal knows; elsewhere COLUMNS says it, else a mail of cron is read on 80.  0: no limit. */
static int width_of(FILE *f, bool tty)
{
	const char *columns = env("COLUMNS");
	struct winsize w;
	int64_t n;

	if (tty)
		return ioctl(fileno(f), TIOCGWINSZ, &w) == 0 ? w.ws_col : 0;
	if (columns && crm_num_parse(crm_str(columns), 0, 10000, &n) == 0)
		return (int)n;
	return COLUMNS;
}

void crm_tool_report(struct crm_tool *t, struct crm_report *r)
{
	bool tty = isatty(fileno(t->sink));
	const char *term = getenv("TERM");

	memset(r, 0, sizeof *r);
	r->out = t->sink;
	r->format = t->format ? t->format : crm_format_usual(tty);
	r->no_header = t->no_header;
	r->quiet_empty = t->quiet_empty;
	r->spreadsheet = t->spreadsheet;
	r->colour = t->colour > 0 || (t->colour < 0 && tty && !env("NO_COLOR") && term &&
					     strcmp(term, "dumb") != 0);
	r->width = width_of(t->sink, tty);
}

int crm_tool_rows(struct crm_tool *t, struct crm_journal_job job, struct crm_err *e)
{
	job.now = (struct crm_when){INT32_MAX, CRM_NO_MIN};
	job.currency = t->policy.currency;
	job.libcsv = t->libcsv;
	return crm_journal_read(&t->book, &job, NULL, NULL, e);
}

int crm_tool_listed(const struct crm_tool *t, size_t rows)
{
	return rows && t->exit_code ? CRM_LISTED : CRM_OK;
}

FILE *crm_tool_input(struct crm_tool *t, const char *path, const char **name, struct crm_err *e)
{
	struct stat st;
	FILE *f;

	if (!path || strcmp(path, "-") == 0) {
		*name = "-";
		if (!path && isatty(STDIN_FILENO))
			crm_tool_warn(t, "%s", _("reading standard input; end with Ctrl-D"));
		return stdin;
	}
	*name = path;
	f = fopen(path, "re");
	if (!f) {
		crm_err_errno(e, path, _("cannot open the file"));
		e->status = e->code == ENOENT || e->code == EACCES || e->code == ENOTDIR ||
					    e->code == ELOOP || e->code == ENAMETOOLONG
				    ? CRM_USAGE
				    : CRM_SYSTEM; /* of the system: a retry may help */
		return NULL;
	}
	if (fstat(fileno(f), &st) == 0 && (S_ISDIR(st.st_mode) || sink_check(t, path, &st, e))) {
		if (S_ISDIR(st.st_mode))
			crm_err_at(e, CRM_USAGE, path, 0, NULL, _("is a folder; name a file"));
		fclose(f);
		return NULL;
	}
	return f;
}

int crm_tool_read(struct crm_tool *t, const char *path, size_t most, const char **name,
	struct crm_buf *out, struct crm_err *e)
{
	enum { CHUNK = 64 * 1024 };
	FILE *in = crm_tool_input(t, path, name, e);
	size_t n;
	int bad;

	if (!in)
		return -1;
	do {
		n = fread(crm_buf_room(out, CHUNK), 1, CHUNK, in);
		out->n += n;
	} while (n == CHUNK && out->n <= most);
	crm_buf_add(out, "", 0);
	bad = ferror(in);
	if (in != stdin)
		fclose(in);
	return bad ? crm_err_at(e, CRM_SYSTEM, *name, 0, NULL, _("cannot be read to its end")) : 0;
}

void crm_tool_id(struct crm_uuid *out)
{
	unsigned char random[10];
	struct timespec now;
	ssize_t n;

	clock_gettime(CLOCK_REALTIME, &now);
	do
		n = getrandom(random, sizeof random, 0);
	while (n < 0 && errno == EINTR);
	if (n != (ssize_t)sizeof random) {
		/* no row without an id; an intent that stands already shows that its end is not known */
		crm_temp_sweep();
		fprintf(stderr, "crm: %s: %s\n", _("cannot get random bytes for the id of a row"),
			crm_err_system(errno));
		_exit(CRM_SYSTEM);
	}
	crm_uuid_v7((uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000, random, out);
}
