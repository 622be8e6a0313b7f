/* Mustache: cases written from the rules of the specification, and what we do otherwise. */
#include "letter/text/data.h"
#include "letter/text/template.h"
#include "unit.h"

static struct crm_arena mem;
static struct crm_yaml *root;
static struct crm_buf out;
static struct crm_err err;

static void setup(void)
{
	struct crm_yaml *list, *map, *in;

	crm_arena_init(&mem);
	crm_buf_init(&out);
	root = crm_data_map(&mem, NULL, NULL);
	crm_data_text(&mem, root, "name", crm_str("Zoé & <Cie>"));
	crm_data_text(&mem, root, "tag", crm_str("{{name}}"));
	crm_data_text(&mem, root, "empty", crm_str(""));
	crm_data_bool(&mem, root, "yes", true);
	crm_data_bool(&mem, root, "no", false);
	crm_data_int(&mem, root, "n", 85);
	crm_data_list(&mem, root, "none");
	list = crm_data_list(&mem, root, "list");
	crm_data_text(&mem, list, NULL, crm_str("a"));
	crm_data_text(&mem, list, NULL, crm_str("b"));
	list = crm_data_list(&mem, root, "items");
	map = crm_data_map(&mem, list, NULL);
	crm_data_text(&mem, map, "ref", crm_str("F1"));
	map = crm_data_map(&mem, list, NULL);
	crm_data_text(&mem, map, "ref", crm_str("F2"));
	map = crm_data_map(&mem, root, "a");
	in = crm_data_map(&mem, map, "b");
	crm_data_text(&mem, in, "c", crm_str("deep"));
	crm_data_text(&mem, map, "name", crm_str("inner"));
	crm_data_map(&mem, root, "void");
	in = crm_data_map(&mem, root, "node"); /* a tree for recursion */
	crm_data_text(&mem, in, "v", crm_str("1"));
	list = crm_data_list(&mem, in, "kids");
	map = crm_data_map(&mem, list, NULL);
	crm_data_text(&mem, map, "v", crm_str("2"));
	crm_data_list(&mem, map, "kids");
	crm_data_text(&mem, root, "lines", crm_str("x\ny"));
}

static void teardown(void)
{
	crm_buf_release(&out);
	crm_arena_release(&mem);
}

static int load(void *ctx, struct crm_str name, struct crm_template_text *t, struct crm_err *e)
{
	static const char *const parts[][2] = {{"p", "[{{name}}]"}, {"block", ">\n>\n"},
		{"value", "|\n{{lines}}\n|\n"}, {"tree", "<{{v}}{{#kids}}{{>tree}}{{/kids}}>"},
		{"self", "x{{>self}}"}, {"twice", "{{>twice}}{{>twice}}"},
		{"wrong", "\n{{nobody}}"}, {"crlf", "\n"}};
	size_t i;

	(void)ctx;
	if (crm_str_is(name, "broken"))
		return crm_err_set(e, CRM_SYSTEM, "disk");
	for (i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (crm_str_is(name, parts[i][0])) {
			t->text = crm_str(parts[i][1]);
			t->file = parts[i][0];
			return 1;
		}
	}
	return 0;
}

static int render(const char *text, bool strict)
{
	struct crm_template_env env = {.strict = strict, .load = load};
	struct crm_template_text t = {crm_str(text), "t.mustache"};

	memset(&err, 0, sizeof err);
	crm_buf_clear(&out);
	return crm_template_render(&t, root, &env, &out, &err);
}

static const struct {
	const char *in, *want;
} good[] = {
	{"", ""},
	{"plain\n", "plain\n"},
	/* variables: never escaped, never expanded again */
	{"{{name}}|{{{name}}}|{{&name}}|{{& name }}|{{ name }}",
		"Zoé & <Cie>|Zoé & <Cie>|Zoé & <Cie>|Zoé & <Cie>|Zoé & <Cie>"},
	{"{{tag}}", "{{name}}"},
	{"{{n}} mph, {{yes}}, {{empty}}.", "85 mph, true, ."},
	{"  {{n}}\n", "  85\n"},
	{"{ {name} } }}", "{ {name} } }}"},
	/* dotted names */
	{"{{a.b.c}}", "deep"},
	{"{{#a}}{{b.c}}{{name}}{{/a}}{{name}}", "deepinnerZoé & <Cie>"},
	{"{{#a.b}}{{c}}{{n}}{{/a.b}}", "deep85"},
	/* sections */
	{"{{#yes}}1{{/yes}}{{#no}}2{{/no}}{{#empty}}3{{/empty}}{{#none}}4{{/none}}", "1"},
	{"{{^yes}}1{{/yes}}{{^no}}2{{/no}}{{^empty}}3{{/empty}}{{^none}}4{{/none}}", "234"},
	{"{{#void}}in{{/void}}{{^void}}out{{/void}}", "in"},
	{"{{#list}}({{.}}){{/list}}", "(a)(b)"},
	{"{{#items}}{{ref}},{{n}};{{/items}}", "F1,85;F2,85;"},
	{"{{#name}}{{.}}{{/name}}", "Zoé & <Cie>"},
	{"{{#yes}}a{{#yes}}b{{/yes}}c{{/yes}}", "abc"},
	{"{{#yes}}a{{^no}}b{{/no}}c{{/yes}}d", "abcd"},
	/* alone on a line: the line goes, with its newline */
	{"a\n{{#yes}}\nb\n{{/yes}}\nc\n", "a\nb\nc\n"},
	{"a\n  {{#yes}}  \nb\n\t{{/yes}}\nc", "a\nb\nc"},
	{"{{#yes}}\r\n{{/yes}}\r\n|", "|"},
	{"{{#yes}}\n{{/yes}}", ""},
	{"  {{#yes}}\n#{{/yes}}\n/", "#\n/"},
	{"#{{#yes}}\n/\n  {{/yes}}", "#\n/\n"},
	{" {{#yes}}x{{/yes}}\n", " x\n"},
	{"| {{#yes}}\t|\t{{/yes}} |\n", "| \t|\t |\n"},
	{"a\n{{^no}}\nb\n{{/no}}\n", "a\nb\n"},
	{"x {{#yes}}\ny\n{{/yes}} z\n", "x \ny\n z\n"},
	/* comments */
	{"12{{! no }}34", "1234"},
	{"12 {{! no }} 34", "12  34"},
	{"a\n  {{! no }}\nb\n", "a\nb\n"},
	{"a\n{{!\nno\n}}\nb\n", "a\nb\n"},
	{"a {{! b }}\n", "a \n"},
	{"{{!}}x", "x"},
	/* partials, with the indent of a lone one on each of its lines, but not on values */
	{"{{>p}}{{> p }}", "[Zoé & <Cie>][Zoé & <Cie>]"},
	{"|\t{{>p}}\t|\n", "|\t[Zoé & <Cie>]\t|\n"},
	{"  {{>block}}\n>", "  >\n  >\n>"},
	{"  {{n}} {{>block}}\n", "  85 >\n>\n\n"},
	{"\\\n {{>value}}\n/\n", "\\\n |\n x\ny\n |\n/\n"},
	{"{{#node}}{{>tree}}{{/node}}", "<1<2>>"},
	{"|\r\n{{>crlf}}\r\n|", "|\r\n\n|"},
};

START_TEST(renders)
{
	ck_assert_msg(render(good[_i].in, true) == 0, "%s: %s", good[_i].in, err.text);
	ck_assert_str_eq(out.p, good[_i].want);
}
END_TEST

static const struct {
	const char *in;
	long line;
	const char *word;
} bad[] = {
	{"\n\n{{nobody}}", 3, "unknown name 'nobody'"},
	{"{{#nobody}}x{{/nobody}}", 1, "unknown name"},
	{"{{^nobody}}x{{/nobody}}", 1, "unknown name"},
	{"{{a.nobody}}", 1, "a.nobody"},
	{"{{a.b.c.d}}", 1, "a.b.c.d"},
	{"{{#a}}{{b.name}}{{/a}}", 1, "b.name"},
	{"\n{{#a}}\n{{>nobody}}{{/a}}", 3, "no template 'nobody'"},
	{"{{items}}", 1, "list or a map"},
	{"{{a}}", 1, "list or a map"},
	{"a\n{{#yes}}\n\n", 2, "not closed"},
	{"a\n{{/yes}}", 2, "not opened"},
	{"{{#yes}}\n{{#no}}\n{{/yes}}{{/no}}", 3, "'no' of line 2"},
	{"\n{{name", 2, "no end"},
	{"{{{name}}", 1, "no end"},
	{"{{}}", 1, "without a name"},
	{"{{# }}", 1, "without a name"},
	{"{{=<% %>=}}", 1, "not supported"},
	{"{{<p}}{{/p}}", 1, "not supported"},
	{"{{$p}}{{/p}}", 1, "not supported"},
	{"{{>self}}", 1, "without end"},
	{"{{>twice}}", 1, "without end"},
	{"{{>wrong}}", 2, "unknown name"},
	{"{{>broken}}", 0, "disk"},
};

START_TEST(refuses)
{
	ck_assert_msg(render(bad[_i].in, true) == -1, "%s", bad[_i].in);
	ck_assert_int_eq(err.line, bad[_i].line);
	ck_assert_msg(strstr(err.text, bad[_i].word) != NULL, "%s: %s", bad[_i].in, err.text);
}
END_TEST

START_TEST(names_its_file)
{
	ck_assert_int_eq(render("{{>wrong}}", true), -1);
	ck_assert_str_eq(err.file, "wrong");
	ck_assert_int_eq(render("{{>p}}{{nobody}}", true), -1);
	ck_assert_str_eq(err.file, "t.mustache");
}
END_TEST

START_TEST(lenient)
{
	static const char *const t[][2] = {{"[{{nobody}}]", "[]"}, {"[{{a.x.y}}]", "[]"},
		{"{{#nobody}}x{{/nobody}}{{^nobody}}y{{/nobody}}", "y"}, {"[{{>nobody}}]", "[]"},
		{"[{{items}}]", "[]"}};
	size_t i;

	for (i = 0; i < sizeof t / sizeof *t; i++) {
		ck_assert_int_eq(render(t[i][0], false), 0);
		ck_assert_str_eq(out.p, t[i][1]);
	}
	ck_assert_int_eq(render("{{#yes}}", false), -1); /* a broken template stays one */
	root = NULL;
	ck_assert_int_eq(render("[{{x}}{{.}}]", false), 0);
	ck_assert_str_eq(out.p, "[]");
}
END_TEST

START_TEST(truth)
{
	static const struct {
		const char *text;
		bool quoted, hidden;
	} t[] = {{"false", false, true}, {"null", false, true}, {"~", false, true},
		{"", false, true}, {"true", false, false}, {"no", false, false},
		{"0", false, false}, {"false", true, false}, {"null", true, false},
		{"", true, false}};
	size_t i;

	for (i = 0; i < sizeof t / sizeof *t; i++) {
		struct crm_yaml v = {.text = crm_str(t[i].text), .quoted = t[i].quoted};

		ck_assert_msg(crm_template_false(&v) == t[i].hidden, "%s", t[i].text);
	}
	ck_assert(crm_template_false(NULL));
}
END_TEST

START_TEST(deep)
{
	struct crm_buf t;
	int i, n;

	for (n = CRM_TEMPLATE_DEPTH; n <= CRM_TEMPLATE_DEPTH + 1; n++) {
		crm_buf_init(&t);
		for (i = 0; i < n; i++)
			crm_buf_cstr(&t, "{{#yes}}");
		for (i = 0; i < n; i++)
			crm_buf_cstr(&t, "{{/yes}}");
		ck_assert_int_eq(render(t.p, true), n > CRM_TEMPLATE_DEPTH ? -1 : 0);
		crm_buf_release(&t);
	}
}
END_TEST

START_TEST(names)
{
	static const char *const ok[] = {"courtesy", "a.b-c_d", "0"};
	static const char *const no[] = {
		"", ".", "..", "../x", "/etc/passwd", "a/b", "-n", "A", "a b", "é", "_x"};
	char longest[66] = "";
	size_t i;

	for (i = 0; i < sizeof ok / sizeof *ok; i++)
		ck_assert_msg(crm_template_name_ok(crm_str(ok[i])), "%s", ok[i]);
	for (i = 0; i < sizeof no / sizeof *no; i++)
		ck_assert_msg(!crm_template_name_ok(crm_str(no[i])), "%s", no[i]);
	memset(longest, 'a', 65);
	ck_assert(!crm_template_name_ok((struct crm_str){longest, 65}));
	ck_assert(crm_template_name_ok((struct crm_str){longest, 64}));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("template");
	TCase *t = tcase_create("template");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, renders, 0, sizeof good / sizeof *good);
	tcase_add_loop_test(t, refuses, 0, sizeof bad / sizeof *bad);
	tcase_add_test(t, names_its_file);
	tcase_add_test(t, lenient);
	tcase_add_test(t, truth);
	tcase_add_test(t, deep);
	tcase_add_test(t, names);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
