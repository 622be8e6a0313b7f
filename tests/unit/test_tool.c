/* Options, --today, language, -o: what the four programs share (crm(7)). */
#include "tool/locale.h"
#include "tool/option.h"
#include "tool/sink.h"
#include "tool/zone.h"
#include "base/utf8.h"
#include "unit.h"
#include <locale.h>
#include <unistd.h>

static const struct crm_option own[] = {
	{"ref", 'r', "REF", "the thing"},
	{"list", 256, NULL, "print rows"},
	{"check", 257, "[HOW]", "check"},
	{NULL, 0, NULL, NULL},
};

static char got[256];

static int take(void *ctx, int code, const char *value, struct crm_err *e)
{
	size_t n = strlen(got);

	(void)ctx;
	if (value && strcmp(value, "bad") == 0)
		return crm_err_set(e, CRM_USAGE, "no good");
	snprintf(got + n, sizeof got - n, "%d=%s ", code, value ? value : "-");
	return 0;
}

/* Words of a line -> index of the first operand, or -1; operands are appended to `got`. */
static int parse(const char *line, struct crm_err *e)
{
	static char words[256];
	char *argv[16], *p = words;
	int argc = 0, first, i;
	size_t n;

	snprintf(words, sizeof words, "prog %s", line);
	for (;;) {
		n = strcspn(p, " ");
		argv[argc++] = p;
		if (!p[n])
			break;
		p[n] = '\0';
		p += n + 1;
	}
	argv[argc] = NULL;
	got[0] = '\0';
	first = crm_option_parse(own, argc, argv, take, NULL, e);
	for (i = first; first > 0 && i < argc; i++) {
		strcat(got, argv[i]);
		strcat(got, " ");
	}
	return first;
}

START_TEST(options)
{
	static const struct {
		const char *line, *want;
	} t[] = {
		{"in acme -r X text", "114=X in acme text "},
		{"-rX --ref=Y --ref Z", "114=X 114=Y 114=Z "},
		{"--list -qv", "256=- 113=- 118=- "},
		{"--check --check=all x", "257=- 257=all x "},
		{"-q -- -r --list", "113=- -r --list "},
		{"- -e", "101=- - "},
		{"--ref=", "114= "},
		{"--ref --list", "114=--list "},
	};
	struct crm_err e;
	size_t i;

	for (i = 0; i < sizeof t / sizeof *t; i++) {
		ck_assert_msg(parse(t[i].line, &e) > 0, "%s", t[i].line);
		ck_assert_str_eq(got, t[i].want);
	}
}
END_TEST

START_TEST(options_refused)
{
	static const struct {
		const char *line, *want;
	} t[] = {
		{"--nothing=private", "unknown option '--nothing'"},
		{"-qz", "unknown option '-z'"},
		{"--re X", "write option '--ref' in full"},
		{"--re=X", "write option '--ref' in full"},
		{"--ref", "option '--ref' needs an argument"},
		{"-r", "option '--ref' needs an argument"},
		{"--lang", "option '--lang' needs an argument"},
		{"--list=x", "option '--list' takes no argument after '=': write its operand after a blank"},
		{"--lits", "unknown option '--lits', the nearest is '--list'"},
		{"--quite=private", "unknown option '--quite', the nearest is '--quiet'"},
		{"--no-head", "write option '--no-header' in full"},
		{"--q", "unknown option '--q'"},   /* ambiguous */
	};
	struct crm_err e;
	size_t i;

	for (i = 0; i < sizeof t / sizeof *t; i++) {
		ck_assert_msg(parse(t[i].line, &e) == -1, "%s", t[i].line);
		ck_assert_int_eq(e.status, CRM_USAGE);
		ck_assert_str_eq(e.text, t[i].want);
	}
	ck_assert_int_eq(parse("--ref=bad", &e), -1);
	ck_assert_str_eq(e.field, "--ref");
	ck_assert_str_eq(e.text, "no good");
}
END_TEST

START_TEST(help)
{
	static const char *const usage[] = {"[options] CLIENT", "--list", NULL};
	struct crm_buf b;
	char *line;

	crm_buf_init(&b);
	crm_option_help(&b, "prog", usage, "Does it.", own, false);
	ck_assert(strncmp(b.p, "usage: prog [options] CLIENT\n       prog --list\n\nDoes it.\n", 56) == 0);
	ck_assert_ptr_nonnull(strstr(b.p, "\n  -r, --ref=REF           the thing\n"));
	ck_assert_ptr_nonnull(strstr(b.p, "\n      --check[=HOW]       check\n"));
	ck_assert_ptr_nonnull(strstr(b.p, "\n  -t, --today=DATE        "));
	ck_assert_ptr_nonnull(strstr(b.p, "\n  -f, --format=FORMAT     csv, tsv, json, ndjson, yaml, table\n"));
	ck_assert_ptr_nonnull(strstr(b.p, "\n      --lang=LANG         language of texts for people: en, fr\n"));
	ck_assert_ptr_null(strstr(b.p, "completion"));
	for (line = strtok(b.p, "\n"); line; line = strtok(NULL, "\n"))
		ck_assert_msg(crm_utf8_width(crm_str(line)) <= 80, "%s", line);
	crm_buf_release(&b);
}
END_TEST

START_TEST(help_wraps)
{
	static const struct crm_option longer[] = {
		{"a-name-that-is-long-itself", 300, "ARGUMENT",
			"a text of help which goes on and on until it no longer fits in the line"},
		{NULL, 0, NULL, NULL},
	};
	struct crm_buf b;

	crm_buf_init(&b);
	crm_option_help(&b, "prog", NULL, NULL, longer, false);
	ck_assert_ptr_nonnull(strstr(b.p,
		"      --a-name-that-is-long-itself=ARGUMENT\n"
		"                          a text of help which goes on and on until it no longer\n"
		"                          fits in the line\n"));
	crm_buf_release(&b);
}
END_TEST

static int asked;

static int clock_fixed(void *ctx, struct crm_when *out, struct crm_err *e)
{
	(void)ctx;
	(void)e;
	asked++;
	return crm_when_parse(CRM_STR("2026-03-29T02:30"), out);
}

static int clock_broken(void *ctx, struct crm_when *out, struct crm_err *e)
{
	(void)ctx;
	(void)out;
	return crm_err_set(e, CRM_SYSTEM, "no clock");
}

START_TEST(today)
{
	static const struct {
		const char *option, *env, *now, *clock;
		int asked;
	} t[] = {
		{NULL, NULL, "2026-03-29T02:30", "2026-03-29T02:30", 1},
		{NULL, "", "2026-03-29T02:30", "2026-03-29T02:30", 1},
		{NULL, "2026-06-15", "2026-06-15T23:59", "2026-06-15", 0},
		{NULL, "2026-06-15T09:00", "2026-06-15T09:00", "2026-06-15T09:00", 0},
		{NULL, "yesterday", "2026-03-28T23:59", "2026-03-28", 1},
		{"2026-01-02", "2026-06-15", "2026-01-02T23:59", "2026-01-02", 0},
		{"2026-01-02T00:00", NULL, "2026-01-02T00:00", "2026-01-02T00:00", 0},
		{"+3d", "2026-06-15", "2026-06-18T23:59", "2026-06-18", 0},
		{"-1m", NULL, "2026-02-28T23:59", "2026-02-28", 1},
	};
	struct crm_today d;
	struct crm_err e;
	char text[CRM_WHEN_TEXT];
	size_t i;

	for (i = 0; i < sizeof t / sizeof *t; i++) {
		asked = 0;
		ck_assert_int_eq(crm_today_pick(t[i].option, t[i].env, clock_fixed, NULL, &d, &e), 0);
		crm_when_text(d.now, text);
		ck_assert_str_eq(text, t[i].now);
		crm_when_text(d.clock, text);
		ck_assert_str_eq(text, t[i].clock);
		ck_assert_int_eq(asked, t[i].asked);
	}
}
END_TEST

START_TEST(today_refused)
{
	struct crm_today d;
	struct crm_err e;

	ck_assert_int_eq(crm_today_pick("soon", NULL, clock_fixed, NULL, &d, &e), -1);
	ck_assert_str_eq(e.field, "--today");
	ck_assert_int_eq(e.status, CRM_USAGE);
	ck_assert_int_eq(crm_today_pick("", "2026-06-15", clock_fixed, NULL, &d, &e), -1);
	ck_assert_str_eq(e.field, "--today");
	ck_assert_int_eq(crm_today_pick(NULL, "2026-02-29", clock_fixed, NULL, &d, &e), -1);
	ck_assert_str_eq(e.field, "CRM_TODAY");
	ck_assert_int_eq(crm_today_pick("today", NULL, clock_broken, NULL, &d, &e), -1);
	ck_assert_int_eq(e.status, CRM_SYSTEM);
	ck_assert_int_eq(crm_today_pick("2026-01-02", NULL, clock_broken, NULL, &d, &e), 0);
}
END_TEST

START_TEST(zone)
{
	char unknown[] = "Mars/Olympus", known[] = "UTC";
	struct crm_when w;
	struct crm_err e;

	ck_assert_int_eq(crm_today_clock(known, &w, &e), 0);
	ck_assert_int_ge(w.min, 0);
	if (access("/usr/share/zoneinfo", R_OK) == 0) {
		ck_assert_int_eq(crm_today_clock(unknown, &w, &e), -1);
		ck_assert_str_eq(e.field, "timezone");
	}
}
END_TEST

START_TEST(language)
{
	static const struct {
		const char *option, *policy, *language, *locale, *want;
	} t[] = {
		{NULL, NULL, NULL, NULL, "en"},
		{NULL, NULL, "fr", NULL, "en"},
		{NULL, NULL, "fr", "C", "en"},
		{NULL, NULL, "fr:de", "C.UTF-8", "fr"},
		{NULL, NULL, NULL, "C.UTF-8", "en"},
		{NULL, NULL, "", "fr_FR.UTF-8", "fr"},
		{NULL, "fr", "de", "de_DE", "fr"},
		{"en", "fr", "fr", "fr_FR", "en"},
		{"", "", "", "fr@euro", "fr"},
		{NULL, NULL, NULL, "../../x", "en"},
	};
	char code[4];
	size_t i;

	for (i = 0; i < sizeof t / sizeof *t; i++) {
		crm_locale_pick(t[i].option, t[i].policy, t[i].language, t[i].locale, code);
		ck_assert_str_eq(code, t[i].want);
	}
}
END_TEST

static char dir[64];

static void enter(void)
{
	snprintf(dir, sizeof dir, "/tmp/crm-unit.XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	ck_assert_int_eq(chdir(dir), 0);
}

static void leave(void)
{
	char cmd[96];

	ck_assert_int_eq(chdir("/"), 0);
	snprintf(cmd, sizeof cmd, "rm -rf %s", dir);
	ck_assert_int_eq(system(cmd), 0);
}

static void contents(const char *file, const char *want)
{
	char buf[64] = "";
	FILE *f = fopen(file, "r");

	ck_assert_msg(f != NULL, "%s", file);
	ck_assert_uint_lt(fread(buf, 1, sizeof buf - 1, f), sizeof buf);
	fclose(f);
	ck_assert_str_eq(buf, want);
}

static void put(const char *file, const char *text, bool keep)
{
	struct crm_sink s;
	struct crm_err e;

	ck_assert_int_eq(crm_sink_open(&s, file, &e), 0);
	fputs(text, s.stream);
	ck_assert_int_eq(crm_sink_close(&s, keep, &e), 0);
}

START_TEST(sink)
{
	struct stat st;

	put("a", "one", true);
	contents("a", "one");
	ck_assert_int_eq(stat("a", &st), 0);
	ck_assert_int_eq(st.st_mode & 07777, 0600);
	ck_assert_int_eq(chmod("a", 0644), 0);
	ck_assert_int_eq(symlink("a", "link"), 0);
	put("link", "two", true);
	contents("a", "two");
	ck_assert_int_eq(lstat("link", &st), 0);
	ck_assert(S_ISLNK(st.st_mode));
	ck_assert_int_eq(stat("a", &st), 0);
	ck_assert_int_eq(st.st_mode & 07777, 0644);
	put("a", "three", false);
	contents("a", "two");
	/* nothing is left behind */
	ck_assert_int_eq(system("test \"$(ls -A | tr '\\n' ' ')\" = 'a link '"), 0);
}
END_TEST

START_TEST(sink_refused)
{
	struct crm_sink s;
	struct crm_err e;

	ck_assert_int_eq(crm_sink_open(&s, ".", &e), -1);
	ck_assert_int_eq(e.status, CRM_USAGE);
	ck_assert_int_eq(crm_sink_open(&s, "no/such/folder", &e), -1);
	ck_assert_int_eq(e.status, CRM_USAGE);
	ck_assert_int_eq(crm_sink_open(&s, "/dev/full", &e), 0);
	fputs("x", s.stream);
	ck_assert_int_eq(crm_sink_close(&s, true, &e), -1);
	ck_assert_int_eq(e.status, CRM_SYSTEM);
	put("a", "one", true);
	ck_assert_int_eq(crm_sink_open(&s, "a", &e), 0);
	ck_assert(crm_sink_is(&s, &s.old));
	ck_assert_int_eq(crm_sink_close(&s, false, &e), 0);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("tool");
	TCase *t = tcase_create("tool"), *files = tcase_create("files");

	setlocale(LC_CTYPE, "C.UTF-8");
	tcase_add_test(t, options);
	tcase_add_test(t, options_refused);
	tcase_add_test(t, help);
	tcase_add_test(t, help_wraps);
	tcase_add_test(t, today);
	tcase_add_test(t, today_refused);
	tcase_add_test(t, zone);
	tcase_add_test(t, language);
	tcase_add_checked_fixture(files, enter, leave);
	tcase_add_test(files, sink);
	tcase_add_test(files, sink_refused);
	suite_add_tcase(s, t);
	suite_add_tcase(s, files);
	return crm_unit_main(s);
}
