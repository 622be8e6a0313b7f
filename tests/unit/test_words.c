/* Words of a list in a text (S0.21, S0.28): whole words, whatever their case and the marks around them. */
#include "remark/words.h"
#include "unit.h"

static const struct {
	const char *text, *found; /* NULL: none */
} cases[] = {
	{"", NULL},
	{"nul", "nul"},
	{"NUL", "NUL"},
	{"c'est nul.", "nul"},
	{"annul nulx xnul", NULL},
	{"nuls", NULL},
	{"nu", NULL},
	{"nul\xc3\xa9", NULL},
	{"\xc3\xa9nul", NULL},
	{"\xc3\x80nul", NULL},
	/* marks end a word: blanks that do not break, guillemets, quotes, the apostrophe of print */
	{"nul\xc2\xa0!", "nul"},
	{"nul\xe2\x80\xaf!", "nul"},
	{"\xc2\xabnul\xc2\xbb", "nul"},
	{"\xe2\x80\x9cnul\xe2\x80\x9d", "nul"},
	{"l\xe2\x80\x99idiot", "idiot"},
	{"l\xe2\x80\x99incomp\xc3\xa9tent", "incomp\xc3\xa9tent"},
	{"nul\xe2\x80\xa6", "nul"},
	{"nul\xe2\x80", "nul"},
	/* other characters of three bytes are letters */
	{"nul\xe2\x84\xa2", NULL},
	{"nul\xe4\xb8\x80", NULL},
	/* capitals with accents, on either side */
	{"INCOMP\xc3\x89TENT", "INCOMP\xc3\x89TENT"},
	{"\xc3\xa9hont\xc3\xa9", "\xc3\xa9hont\xc3\xa9"},
	{"\xc3\xa0 la dr\xc3\xb4le", "\xc3\xa0 la"},
	{"\xc3\xbe", "\xc3\xbe"},
	{"a\xc3\xb7" "b", NULL}, /* a division is no capital of a multiplication */
	{"a\xc3\x97" "b", "a\xc3\x97" "b"},
	{"\xc3\xbf", NULL}, /* nor y with two dots of sharp s */
	{"MAUVAISE FOI", "MAUVAISE FOI"},
	{"QUIZ", "QUIZ"},
	/* several words are one */
	{"de mauvaise foi", "mauvaise foi"},
	{"mauvaise fois", NULL},
	{"mauvaise", NULL},
	{"mauvaise  foi", NULL},
	/* the first of the text is named */
	{"idiot et nul", "idiot"},
	{"nul et idiot", "nul"},
};

static const struct crm_str *list(size_t *n)
{
	static struct crm_str words[] = {{"", 0}, {"nul", 3}, {"idiot", 5},
		{"incomp\xc3\xa9tent", 12}, {"\xc3\x89hont\xc3\xa9", 8}, {"\xc3\x80 la", 5},
		{"\xc3\x9e", 2}, {"a\xc3\x97" "b", 4}, {"\xc3\x9f", 2}, {"mauvaise foi", 12},
		{"quiz", 4}};

	*n = sizeof words / sizeof *words;
	return words;
}

static bool find(const char *text, struct crm_str *found)
{
	struct crm_list l;

	l.item = (struct crm_str *)list(&l.n);
	return crm_words_find(crm_str(text), &l, found);
}

START_TEST(each)
{
	struct crm_str found = {"", 0};
	bool is = find(cases[_i].text, &found);

	ck_assert_msg(is == (cases[_i].found != NULL), "%s", cases[_i].text);
	if (is)
		ck_assert_msg(crm_str_is(found, cases[_i].found), "%s: %.*s", cases[_i].text,
			(int)found.n, found.p);
}
END_TEST

/* A text ends where its length says, whatever stands behind it. */
START_TEST(cut)
{
	struct crm_str found, shorter = {"de mauvaise foi", 14}, whole = {"nulle", 3};
	struct crm_str torn = {"nul\xe2\x80\xa6", 4};
	struct crm_list l;

	l.item = (struct crm_str *)list(&l.n);
	ck_assert(!crm_words_find(shorter, &l, &found));
	ck_assert(crm_words_find(whole, &l, &found));
	ck_assert(!crm_words_find(torn, &l, &found));
}
END_TEST

/* Of one byte, letters and digits belong to a word and all else ends it, before it and behind it. */
START_TEST(borders)
{
	char before[] = "?nul", behind[] = "nul?";
	struct crm_str found;
	int c;

	for (c = 1; c < 0x80; c++) {
		bool part = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

		before[0] = behind[3] = (char)c;
		ck_assert_msg(find(before, &found) == !part, "%d before", c);
		ck_assert_msg(find(behind, &found) == !part, "%d behind", c);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("words");
	TCase *t = tcase_create("words");

	tcase_add_loop_test(t, each, 0, (int)(sizeof cases / sizeof *cases));
	tcase_add_test(t, cut);
	tcase_add_test(t, borders);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
