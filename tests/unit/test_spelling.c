/* test_near.c - the edit distance of mistyped words. */
#include "base/str.h"
#include "unit.h"

static const struct {
	const char *a, *b;
	size_t limit, want;
} t[] = {
	{"", "", 0, 0},
	{"", "ab", 2, 2},
	{"acme", "acme", 0, 0},
	{"acme", "acm", 3, 1},
	{"acme", "acmee", 3, 1},
	{"acme", "adme", 3, 1},
	{"acme", "amce", 3, 1}, /* a swap is one slip, not two */
	{"ab", "ba", 3, 1},
	{"kitten", "sitting", 9, 3},
	{"ca", "abc", 9, 3},
	{"abcdef", "uvwxyz", 9, 6},
	{"\xc3\xa9t\xc3\xa9", "ete", 9, 4},
};

START_TEST(distance)
{
	ck_assert_uint_eq(crm_spelling_distance(crm_str(t[_i].a), crm_str(t[_i].b), t[_i].limit), t[_i].want);
	ck_assert_uint_eq(crm_spelling_distance(crm_str(t[_i].b), crm_str(t[_i].a), t[_i].limit), t[_i].want);
}
END_TEST

START_TEST(far)
{
	char a[82], b[82];

	ck_assert_uint_gt(crm_spelling_distance(CRM_STR("a"), CRM_STR("abcd"), 2), 2);
	memset(a, 'x', sizeof a);
	memset(b, 'x', sizeof b);
	ck_assert_uint_eq(crm_spelling_distance((struct crm_str){a, 80}, (struct crm_str){b, 80}, 3), 0);
	ck_assert_uint_eq(crm_spelling_distance((struct crm_str){a, 80}, (struct crm_str){b, 79}, 3), 1);
	ck_assert_uint_gt(crm_spelling_distance((struct crm_str){a, 81}, (struct crm_str){b, 81}, 3), 3);
	ck_assert_uint_eq(crm_spelling_limit(CRM_STR("")), 1);
	ck_assert_uint_eq(crm_spelling_limit(CRM_STR("acme")), 2);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("spelling");
	TCase *c = tcase_create("spelling");

	tcase_add_loop_test(c, distance, 0, (int)(sizeof t / sizeof *t));
	tcase_add_test(c, far);
	suite_add_tcase(s, c);
	return crm_unit_main(s);
}
