/* Text for a terminal: what is escaped, where lines break. */
#include "base/utf8.h"
#include "unit.h"
#include <locale.h>

static struct crm_buf b;

static void setup(void)
{
	crm_buf_init(&b);
}

static void teardown(void)
{
	crm_buf_release(&b);
}

static const char *fold(const char *s, size_t width)
{
	crm_buf_release(&b);
	crm_buf_init(&b);
	crm_utf8_fold(&b, crm_str(s), width);
	return b.p;
}

START_TEST(folds)
{
	ck_assert_str_eq(fold("", 10), "");
	ck_assert_str_eq(fold("\n\na\n", 10), "\n\na\n");
	ck_assert_str_eq(fold("a", 10), "a\n");
	/* what fits stays, one cell more does not */
	ck_assert_str_eq(fold("1234 67890\n", 10), "1234 67890\n");
	ck_assert_str_eq(fold("1234 678901\n", 10), "1234\n  678901\n");
	/* deeper than its line; below the words behind a mark */
	ck_assert_str_eq(fold("  aaa bbb ccc\n", 10), "  aaa bbb\n    ccc\n");
	ck_assert_str_eq(fold("  > aaa bbb ccc\n", 11), "  > aaa bbb\n    ccc\n");
	ck_assert_str_eq(fold("> aaa bbb ccc\n", 10), "> aaa bbb\n  ccc\n");
	/* several breaks, double blanks */
	ck_assert_str_eq(fold("aaa  bbb  ccc  ddd\n", 8), "aaa  bbb\n  ccc\n  ddd\n");
	/* a long word stays whole, what follows does not hang on it */
	ck_assert_str_eq(fold("a 12345678901234 b\n", 8), "a\n  12345678901234\n  b\n");
	ck_assert_str_eq(fold("12345678901234\n", 8), "12345678901234\n");
	ck_assert_str_eq(fold("12345678901234 b\n", 8), "12345678901234\n  b\n");
}
END_TEST

/* cells, not bytes: e acute has two bytes and one cell, a Chinese letter three and two */
START_TEST(folds_by_cells)
{
	ck_assert_str_eq(fold("\u00e9\u00e9\u00e9\u00e9 \u00e9\u00e9\u00e9\u00e9 a\n", 9),
		"\u00e9\u00e9\u00e9\u00e9 \u00e9\u00e9\u00e9\u00e9\n  a\n");
	ck_assert_str_eq(fold("\u4e2d\u4e2d \u4e2d\u4e2d\n", 8), "\u4e2d\u4e2d\n  \u4e2d\u4e2d\n");
	/* no line begins with a mark that French sets apart */
	ck_assert_str_eq(fold("aaaa bbbb : c\n", 10), "aaaa\n  bbbb : c\n");
	ck_assert_str_eq(fold("aaaa bbbb \u00bb c\n", 9), "aaaa\n  bbbb \u00bb\n  c\n");
	/* bytes that are no text end no loop */
	ck_assert_str_eq(fold("\xff\xff\xff\xff \xff\n", 4), "\xff\xff\xff\xff\n  \xff\n");
}
END_TEST

START_TEST(shows)
{
	crm_utf8_show(&b, CRM_STR("a\x1b[2J\xff\xe2\x80\xae\xc3\xa9"));
	ck_assert_str_eq(b.p, "a\\x1b[2J\\xff\\u{202e}\xc3\xa9");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("utf8");
	TCase *t = tcase_create("utf8");

	setlocale(LC_CTYPE, "C.UTF-8");
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, folds);
	tcase_add_test(t, folds_by_cells);
	tcase_add_test(t, shows);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
