/* The place in a command line of the word that is being typed. */
#include "tool/complete/place.h"
#include "unit.h"

static const struct crm_option own[] = {
	{"ref", 'r', "REF", ""},
	{"list", 256, NULL, ""},
	{"check", 257, "[HOW]", ""},
	{NULL, 0, NULL, NULL},
};

/* WHAT option before|typed; operands; options with values */
static void find(struct crm_arena *a, const char *line, struct crm_buf *out)
{
	static const char *const what[] = {"option", "value", "operand"};
	char *argv[16], *copy = crm_arena_cstr(a, crm_str(line)), *p;
	struct crm_place place;
	int argc = 0;
	size_t i;

	for (p = copy; p; p = strchr(p, ' ') ? strchr(p, ' ') + 1 : NULL)
		argv[argc++] = p;
	for (p = copy; *p; p++)
		*p = *p == ' ' ? '\0' : *p;
	crm_place_find(a, own, argc, argv, &place);
	crm_buf_printf(out, "%s %s %.*s|%.*s;", what[place.what], place.option ? place.option->name : "-",
		(int)place.before.n, place.before.p, (int)place.typed.n, place.typed.p);
	for (i = 0; i < place.operands; i++)
		crm_buf_printf(out, " %s", place.operand[i]);
	crm_buf_cstr(out, ";");
	for (i = 0; i < place.givens; i++)
		crm_buf_printf(out, " %s=%s", place.given[i].option->name, place.given[i].value);
}

START_TEST(places)
{
	static const struct {
		const char *line, *want;
	} t[] = {
		{"", "operand - |;;"},
		{"in", "operand - |in;;"},
		{"in acme ", "operand - |; in acme;"},
		{"-", "option - |-;;"},
		{"--re", "option - |--re;;"},
		{"-r", "option - |-r;;"},
		{"-rF", "value ref -r|F;;"},
		{"-qrF", "value ref -qr|F;;"},
		{"--ref=", "value ref --ref=|;;"},
		{"--ref=F2 ", "operand - |;; ref=F2"},
		{"--ref F2", "value ref |F2;;"},
		{"-r -q", "value ref |-q;;"},
		{"-qr F ", "operand - |;; quiet= ref=F"},
		{"-qv ", "operand - |;; quiet= verbose="},
		{"--list x -r ", "value ref |; x; list="},
		{"--check --check=all x", "operand - |x;; check= check=all"},
		{"--nothing=x -z ", "operand - |;;"},
		{"--nothing=x", "option - |--nothing=x;;"},
		{"-- --re", "operand - |--re;;"},
		{"-- -r ", "operand - |; -r;"},
		{"a - b", "operand - |b; a -;"},
	};
	struct crm_arena a;
	struct crm_buf b;
	size_t i;

	crm_arena_init(&a);
	crm_buf_init(&b);
	for (i = 0; i < sizeof t / sizeof *t; i++) {
		crm_buf_clear(&b);
		find(&a, t[i].line, &b);
		ck_assert_msg(strcmp(b.p, t[i].want) == 0, "'%s': %s", t[i].line, b.p);
	}
	crm_buf_release(&b);
	crm_arena_release(&a);
}
END_TEST

START_TEST(last_value)
{
	char words[][8] = {"-rA", "--ref=B", "--list", ""};
	char *argv[] = {words[0], words[1], words[2], words[3]};
	struct crm_place place;
	struct crm_arena a;

	crm_arena_init(&a);
	crm_place_find(&a, own, 4, argv, &place);
	ck_assert_str_eq(crm_place_value(&place, "ref"), "B");
	ck_assert_str_eq(crm_place_value(&place, "list"), "");
	ck_assert_ptr_null(crm_place_value(&place, "check"));
	crm_place_find(&a, NULL, 0, NULL, &place);
	ck_assert_int_eq(place.what, CRM_PLACE_OPERAND);
	ck_assert_uint_eq(place.typed.n, 0);
	crm_arena_release(&a);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("place");
	TCase *c = tcase_create("place");

	tcase_add_test(c, places);
	tcase_add_test(c, last_value);
	suite_add_tcase(s, c);
	return crm_unit_main(s);
}
