/* test_yaml.c - the strict subset, its refusals with their lines, and what we write. */
#include "base/utf8.h"
#include "format/yaml.h"
#include "unit.h"
#include <time.h>
#include <unistd.h>

static struct crm_arena mem;
static struct crm_err err;

static void setup(void)
{
	crm_arena_init(&mem);
	memset(&err, 0, sizeof err);
}

static void teardown(void)
{
	crm_arena_release(&mem);
}

static struct crm_yaml *parse(const char *text)
{
	struct crm_yaml *root;

	ck_assert_msg(crm_yaml_parse(&mem, crm_str(text), "t.yaml", &root, &err) == 0, "%s: %s",
		text, err.text);
	return root;
}

static bool holds(struct crm_str s, const char *want)
{
	return crm_str_is(s, want);
}

START_TEST(tree)
{
	const struct crm_yaml *m =
		parse("# c\nname: Acme\nlist:\n  - 1.10\n  - \"x\"\nm: {a: NO, b: [ ]}\n");
	const struct crm_yaml *l = crm_yaml_get(m, "list"), *in = crm_yaml_get(m, "m");

	ck_assert_int_eq(m->kind, CRM_YAML_MAP);
	ck_assert_uint_eq(m->count, 3);
	ck_assert(holds(crm_yaml_text(m, "name"), "Acme"));
	ck_assert_int_eq(l->kind, CRM_YAML_LIST);
	ck_assert_int_eq((int)l->key_line, 3);
	ck_assert_uint_eq(l->count, 2);
	ck_assert(holds(l->child->text, "1.10"));
	ck_assert(!l->child->quoted);
	ck_assert_int_eq((int)l->child->next->line, 5);
	ck_assert(l->child->next->quoted);
	ck_assert_ptr_null(l->child->next->next);
	ck_assert(holds(crm_yaml_text(in, "a"), "NO"));
	ck_assert_int_eq((int)crm_yaml_get(in, "b")->key_line, 6);
	ck_assert_uint_eq(crm_yaml_get(in, "b")->count, 0);
	ck_assert_ptr_null(crm_yaml_get(m, "nam"));
	ck_assert_ptr_null(crm_yaml_get(NULL, "a"));
	ck_assert_ptr_null(crm_yaml_get(l, "a"));
	ck_assert_uint_eq(crm_yaml_text(m, "list").n, 0);
	/* the text of the file is copied: it may go before the tree does */
	ck_assert_int_eq((int)parse("a: |\n  x\n  y\n")->child->quoted, 1);
}
END_TEST

START_TEST(empty)
{
	static const char *const t[] = {"", "\n", "# only a comment\n", "---\n", "---\n...\n",
		"\xef\xbb\xbf", "\xef\xbb\xbf# c\r\n"};
	size_t i;

	for (i = 0; i < sizeof t / sizeof *t; i++)
		ck_assert_ptr_null(parse(t[i]));
	ck_assert_ptr_nonnull(parse("\"\"\n"));
	ck_assert_int_eq(crm_yaml_parse(&mem, (struct crm_str){NULL, 0}, "t",
				 &(struct crm_yaml *){NULL}, &err),
		0);
	ck_assert_ptr_nonnull(parse("~\n"));
	ck_assert(holds(crm_yaml_text(parse("\xef\xbb\xbf"
					    "a: b\r\nc: d\r\n"),
				"c"),
		"d"));
	ck_assert(holds(crm_yaml_text(parse("a:\n"), "a"), ""));
}
END_TEST

static const struct {
	const char *text;
	long line;
	const char *says;
} bad[] = {
	{"a: 1\nb: &x 2\n", 2, "anchor"},
	{"a: &x [1]\n", 1, "anchor"},
	{"a: 1\nb: *x\n", 2, "alias"},
	{"a: &a [*a]\n", 1, "anchor"},
	{"a: !!str 1\n", 1, "tag"},
	{"a: ! 1\n", 1, "tag"},
	{"a:\n  !x {b: 1}\n", 2, "tag"},
	{"%TAG ! tag:x,2000:\n---\na: 1\n", 1, "%TAG"},
	{"a: 1\n<<: {b: 1}\n", 2, "merge"},
	{"a: 1\nb: 2\nb: 3\na: 4\n", 3, "first in line 2"},
	{"x:\n  a: 1\n  'a': 2\n", 3, "first in line 2"},
	{"[1]: 2\n", 1, "key"},
	{"? {a: b}\n: 2\n", 1, "key"},
	{": 2\n", 1, "key"},
	{"a: 1\n---\nb: 2\n", 2, "second document"},
	{"a: 1\n...\nb: 2\n", 3, "YAML"},
	{"a: 1\n\tb: 2\n", 2, "YAML"},
	{"a: [1,\nb: 2\n", 3, "YAML"},
	{"a: 1\nb: \"\\e[31m\"\n", 2, "control"},
	{"a: \"x\\0y\"\n", 1, "control"},
	{"\"a\\x7f\": 1\n", 1, "control"},
	{"a: \"\\x85\"\n", 1, "control"},
	{"a: 1\nb: \x1b\n", 2, "YAML"},
	{"a: 1\nb: 2\nc: \xff\n", 3, "UTF-8"},
	{"a: 1\nb: \xc3\n", 2, "UTF-8"},
	{"\xff\xfe"
	 "a\0:\0",
		1, "UTF-8"},
	{"a: 1\nb: x\xe2\x80\xa8y\n", 2, "U+2028"},
	{"a: x\xc2\x85y\n", 1, "U+0085"},
	{"a: 1\nb: x\ry: 2\n", 2, "U+000D"},
};

START_TEST(refused)
{
	struct crm_yaml *root;

	ck_assert_int_eq(crm_yaml_parse(&mem, crm_str(bad[_i].text), "t.yaml", &root, &err), -1);
	ck_assert_ptr_null(root);
	ck_assert_int_eq(err.status, CRM_USAGE);
	ck_assert_str_eq(err.file, "t.yaml");
	ck_assert_msg(
		err.line == bad[_i].line, "%s: line %ld: %s", bad[_i].text, err.line, err.text);
	ck_assert_msg(strstr(err.text, bad[_i].says) != NULL, "%s: %s", bad[_i].text, err.text);
}
END_TEST

START_TEST(duplicates)
{
	struct crm_buf b;
	struct crm_yaml *root;
	int i;

	crm_buf_init(&b);
	for (i = 0; i < 20000; i++)
		crm_buf_printf(&b, "k%d: 1\n", i);
	ck_assert_int_eq(crm_yaml_parse(&mem, crm_buf_view(&b), "t", &root, &err), 0);
	ck_assert_uint_eq(root->count, 20000);
	crm_buf_cstr(&b, "k19999: 2\nk7: 2\n");
	ck_assert_int_eq(crm_yaml_parse(&mem, crm_buf_view(&b), "t", &root, &err), -1);
	ck_assert_int_eq((int)err.line, 20001);
	ck_assert_str_eq(err.field, "k19999");
	crm_buf_release(&b);
}
END_TEST

static int nested(const char *open, const char *close, int n)
{
	struct crm_buf b;
	struct crm_yaml *root;
	int i, r;

	crm_buf_init(&b);
	for (i = 0; i < n; i++)
		crm_buf_cstr(&b, open);
	for (i = 0; i < n; i++)
		crm_buf_cstr(&b, close);
	r = crm_yaml_parse(&mem, crm_buf_view(&b), "t", &root, &err);
	crm_buf_release(&b);
	return r;
}

START_TEST(depth)
{
	ck_assert_int_eq(nested("[", "]", 16), 0);
	ck_assert_int_eq(nested("[", "]", 17), -1);
	ck_assert_ptr_nonnull(strstr(err.text, "16"));
	ck_assert_int_eq(nested("- ", "x", 16), 0);
	ck_assert_int_eq(nested("- ", "x", 17), -1);
	ck_assert_int_eq(nested("{a: ", "}", 16), 0);
	ck_assert_int_eq(nested("{a: ", "}", 17), -1);
}
END_TEST

/* What a hostile file may cost: 0.1 s; the sanitizers get ten times that, an emulator more. */
static double limit(void)
{
	const char *slow = getenv("CK_TIMEOUT_MULTIPLIER");
	double times = slow ? atof(slow) : 1.0;

#ifdef CRM_MEM_SEPARATE
	return times;
#else
	return 0.1 * times;
#endif
}

static void quick(const char *piece, size_t size, int want)
{
	struct crm_buf b;
	struct crm_yaml *docs;
	clock_t t;
	int r;

	crm_buf_init(&b);
	while (b.n < size)
		crm_buf_cstr(&b, piece);
	t = clock();
	r = crm_yaml_parse_stream(&mem, crm_buf_view(&b), "t", &docs, &err);
	t = clock() - t;
	ck_assert_int_eq(r, want);
	ck_assert_msg((double)t / CLOCKS_PER_SEC < limit(), "%s: %f s", piece,
		(double)t / CLOCKS_PER_SEC);
	crm_buf_release(&b);
}

START_TEST(hostile)
{
	quick("[", 200000, -1);
	quick("{", 200000, -1);
	quick("- ", 200000, -1);
	quick("? ", 200000, -1);
	quick("[\n", 200000, -1);
	quick("{a: ", 200000, -1);
	quick("x", 10000000, -1); /* 10 MB: over the limit */
	quick("x", 1000000, 0);
	quick("&a ", 200000, -1);
	quick("!", 200000, -1);
	quick("\xe2\x80\xa8", 200000, -1);
	quick("--- x\n", 200000, 0);
}
END_TEST

START_TEST(limits)
{
	struct crm_buf b;
	struct crm_yaml *root;

	crm_buf_init(&b);
	while (b.n < CRM_YAML_MAX_PROFILE)
		crm_buf_char(&b, 'x');
	ck_assert_int_eq(crm_yaml_parse(&mem, crm_buf_view(&b), "t", &root, &err), 0);
	crm_buf_char(&b, 'x');
	ck_assert_int_eq(crm_yaml_parse(&mem, crm_buf_view(&b), "t", &root, &err), -1);
	ck_assert_int_eq(err.status, CRM_USAGE);
	ck_assert_int_eq(crm_yaml_parse_stream(&mem, crm_buf_view(&b), "t", &root, &err), 0);
	while (b.n <= CRM_YAML_MAX_DRAFTS)
		crm_buf_char(&b, 'x');
	ck_assert_int_eq(crm_yaml_parse_stream(&mem, crm_buf_view(&b), "t", &root, &err), -1);
	crm_buf_release(&b);
}
END_TEST

START_TEST(streams)
{
	struct crm_yaml *d;

	ck_assert_int_eq(crm_yaml_parse_stream(&mem, crm_str(""), "t", &d, &err), 0);
	ck_assert_uint_eq(d->count, 0);
	ck_assert_int_eq(
		crm_yaml_parse_stream(
			&mem, crm_str("---\na: 1\n---\n---\n# empty\n---\na: 2\n"), "t", &d, &err),
		0);
	ck_assert_int_eq(d->kind, CRM_YAML_LIST);
	ck_assert_uint_eq(d->count, 2);
	ck_assert(holds(crm_yaml_text(d->child->next, "a"), "2"));
	ck_assert_int_eq((int)d->child->next->child->key_line, 7);
	ck_assert_int_eq(
		crm_yaml_parse_stream(&mem, crm_str("a: 1\n---\na: 1\na: 2\n"), "t", &d, &err), -1);
	ck_assert_int_eq((int)err.line, 4);
}
END_TEST

/* Texts that readers of YAML are known to take for something else. */
static const char *const strings[] = {"", " ", "NO", "1.10", "0123", "~", "null", "2026-06-15",
	"12:30", "-", "- a", "? a", ": a", "a: b", "#x", "a #x", "'", "\"", "\\", "\\n", "a\nb",
	"a\n", "\n", "\ta", "a\t", " a ", "\r\n", "\x01\x1b\x7f", "\xc2\x85",
	"\xe2\x80\xa8x\xe2\x80\xa9", "\xef\xbb\xbf", "\xef\xbf\xbe\xef\xbf\xbf",
	"\xc3\xa9\xc2\xa0\xe2\x80\xaf", "\xf0\x9f\x98\x80", "&a *a !a %a @a `a", "{a}", "[a]", "<<",
	"---", "...", "1 200,00 \xe2\x82\xac"};
#define STRINGS (sizeof strings / sizeof *strings)

START_TEST(quoting)
{
	struct crm_buf b;
	const char *s = strings[_i];
	const struct crm_yaml *m;

	crm_buf_init(&b);
	crm_buf_cstr(&b, "k: ");
	crm_yaml_quote(&b, crm_str(s));
	crm_buf_char(&b, '\n');
	ck_assert_ptr_eq(memchr(b.p, '\n', b.n), b.p + b.n - 1);
	/* our own reader refuses controls, quoted or not: then python3-yaml alone judges */
	if (crm_yaml_parse(&mem, crm_buf_view(&b), "t", (struct crm_yaml **)&m, &err) == 0)
		ck_assert_msg(holds(crm_yaml_text(m, "k"), s), "%s", b.p);
	else
		ck_assert_msg(strstr(err.text, "control") != NULL, "%s: %s", b.p, err.text);
	crm_buf_release(&b);
}
END_TEST

START_TEST(quote_bytes)
{
	struct crm_buf b;

	crm_buf_init(&b);
	crm_yaml_quote(&b, CRM_STR("a\"\\\n\t\r\0\x1b\xff\xc3\xa9\xe2\x80\xa8\xef\xbb\xbf"));
	ck_assert_str_eq(b.p, "\"a\\\"\\\\\\n\\t\\r\\u0000\\u001b\xef\xbf\xbd\xc3\xa9\\u2028\\ufeff\"");
	crm_buf_release(&b);
}
END_TEST

/* Text, what is written behind `body: `, and the text that a reader must get. */
static const struct {
	const char *text, *block, *again;
} blocks[] = {
	{"a\nb\n", "|\n  a\n  b\n", "a\nb\n"},
	{"a\nb", "|-\n  a\n  b\n", "a\nb"},
	{"a\n\n\n", "|+\n  a\n\n\n", "a\n\n\n"},
	{"a\n\nb\n", "|\n  a\n\n  b\n", "a\n\nb\n"},
	{"  a\nb\n", "|2\n    a\n  b\n", "  a\nb\n"},
	{"\n  a", "|2-\n\n    a\n", "\n  a"},
	{"\n\na\n", "|\n\n\n  a\n", "\n\na\n"},
	{"a  \n-- \nb\t\r\n", "|\n  a\n  --\n  b\n", "a\n--\nb\n"},
	{"a\tb\n\t\xc3\xa9\tc\n", "|\n  a       b\n          \xc3\xa9       c\n",
		"a       b\n        \xc3\xa9       c\n"},
	{"\xf0\x9f\x98\x80\n", "|\n  \xf0\x9f\x98\x80\n", "\xf0\x9f\x98\x80\n"},
	{"---\n...\n# a\nk: v\n", "|\n  ---\n  ...\n  # a\n  k: v\n", "---\n...\n# a\nk: v\n"},
	{"", "\"\"\n", ""},
	{"\n", "\"\\n\"\n", "\n"},
	{"a\rb\n", "\"a\\rb\\n\"\n", NULL},
	{"a\x1b[31m \n", "\"a\\u001b[31m \\n\"\n", NULL},
	{"a\xe2\x80\xa8\tb", "\"a\\u2028\\tb\"\n", "a\xe2\x80\xa8\tb"},
};

START_TEST(block)
{
	struct crm_buf b;
	struct crm_yaml *m;
	const char *text = blocks[_i].text;

	crm_buf_init(&b);
	crm_buf_cstr(&b, "body: ");
	crm_yaml_block(&b, crm_str(text), 2);
	ck_assert_str_eq(b.p + 6, blocks[_i].block);
	crm_buf_cstr(&b, "next: 1\n");
	if (blocks[_i].again) {
		m = parse(b.p);
		ck_assert(holds(crm_yaml_text(m, "body"), blocks[_i].again));
		ck_assert(holds(crm_yaml_text(m, "next"), "1"));
	}
	/* deeper, under an entry of a list */
	crm_buf_clear(&b);
	crm_buf_cstr(&b, "- body: ");
	crm_yaml_block(&b, crm_str(text), 4);
	crm_buf_cstr(&b, "  next: 1\n");
	if (blocks[_i].again)
		ck_assert(holds(crm_yaml_text(parse(b.p)->child, "body"), blocks[_i].again));
	crm_buf_release(&b);
}
END_TEST

static void hex(FILE *f, const char *s)
{
	for (; *s; s++)
		fprintf(f, "%02x", (unsigned char)*s);
	fputc('\n', f);
}

/* Each string quoted, each block, and beside it the bytes that another reader must get. */
static size_t peer_files(const char *yaml, const char *want)
{
	FILE *y = fopen(yaml, "w"), *w = fopen(want, "w");
	struct crm_buf b;
	size_t i, n = 0;

	ck_assert(y && w);
	crm_buf_init(&b);
	for (i = 0; i < STRINGS; i++, n++) {
		crm_buf_cstr(&b, "- ");
		crm_yaml_quote(&b, crm_str(strings[i]));
		crm_buf_char(&b, '\n');
		hex(w, strings[i]);
	}
	for (i = 0; i < sizeof blocks / sizeof *blocks; i++, n++) {
		crm_buf_cstr(&b, "- body: ");
		crm_yaml_block(&b, crm_str(blocks[i].text), 4);
		crm_buf_cstr(&b, "  next: 1\n");
		hex(w, blocks[i].again ? blocks[i].again : blocks[i].text);
	}
	fwrite(b.p, 1, b.n, y);
	crm_buf_release(&b);
	ck_assert_int_eq(fclose(y) | fclose(w), 0);
	return n;
}

START_TEST(peer)
{
	static const char script[] =
		"import sys, yaml\n"
		"got = yaml.safe_load(open(sys.argv[1], encoding='utf-8', newline=''))\n"
		"want = [bytes.fromhex(l).decode() for l in open(sys.argv[2])]\n"
		"assert len(got) == len(want) == int(sys.argv[3]), len(got)\n"
		"for g, w in zip(got, want):\n"
		"    g = g['body'] if isinstance(g, dict) else g\n"
		"    assert g == w, (g, w)\n";
	char yaml[] = "/tmp/crm-yaml-XXXXXX", want[] = "/tmp/crm-want-XXXXXX";
	char command[sizeof script + 128];
	size_t n;

	if (system("/usr/bin/python3 -c 'import yaml' 2>/dev/null") != 0) {
		fprintf(stderr, "python3-yaml is missing: its reading is not compared\n");
		return;
	}
	ck_assert_int_ge(close(mkstemp(yaml)), 0);
	ck_assert_int_ge(close(mkstemp(want)), 0);
	n = peer_files(yaml, want);
	snprintf(command, sizeof command, "/usr/bin/python3 -c \"%s\" %s %s %zu", script, yaml,
		want, n);
	ck_assert_int_eq(system(command), 0);
	unlink(yaml);
	unlink(want);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("yaml");
	TCase *t = tcase_create("yaml");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 30);
	tcase_add_test(t, tree);
	tcase_add_test(t, empty);
	tcase_add_loop_test(t, refused, 0, (int)(sizeof bad / sizeof *bad));
	tcase_add_test(t, duplicates);
	tcase_add_test(t, depth);
	tcase_add_test(t, hostile);
	tcase_add_test(t, limits);
	tcase_add_test(t, streams);
	tcase_add_loop_test(t, quoting, 0, (int)STRINGS);
	tcase_add_test(t, quote_bytes);
	tcase_add_loop_test(t, block, 0, (int)(sizeof blocks / sizeof *blocks));
	tcase_add_test(t, peer);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
