/* test_err.c - findings: kept once a client, printed once a text. */
#include "base/err.h"
#include "unit.h"
#include <errno.h>

static void add(struct crm_finds *f, long line, const char *client, const char *text)
{
	struct crm_err e;

	crm_err_at(&e, CRM_PARTIAL, "rates.csv", line, "date", "%s", text);
	crm_find_err(f, &e, crm_str(client));
}

START_TEST(errors_repeat)
{
	struct crm_finds f;
	size_t i, told = 0;

	crm_finds_init(&f);
	add(&f, 0, "acme", "no rate");
	add(&f, 0, "birch", "no rate");
	add(&f, 0, "acme", "no rate"); /* its second invoice */
	add(&f, 1, "acme", "no rate");
	add(&f, 0, "acme", "another");
	ck_assert_uint_eq(f.n, 4);
	crm_finds_sort(&f);
	for (i = 0; i < f.n; i++)
		told += !crm_find_repeats(&f, i);
	ck_assert_uint_eq(told, 3);
	crm_finds_release(&f);
}
END_TEST

START_TEST(of_the_system)
{
	struct crm_finds f, g;
	struct crm_err e;

	crm_finds_init(&f);
	errno = EACCES;
	crm_err_errno(&e, "a", "cannot be read");
	crm_find_err(&f, &e, CRM_STR(""));
	ck_assert_int_eq(crm_finds_status(&f), CRM_PARTIAL);
	errno = EIO;
	crm_err_errno(&e, "a", "cannot be read");
	crm_find_err(&f, &e, CRM_STR(""))->warning = true;
	ck_assert_int_eq(crm_finds_status(&f), CRM_PARTIAL);
	f.item[f.n - 1].warning = false;
	crm_finds_init(&g);
	crm_finds_take(&g, &f);
	ck_assert_int_eq(crm_finds_status(&g), CRM_SYSTEM);
	crm_finds_release(&g);
	crm_finds_release(&f);
}
END_TEST

START_TEST(many)
{
	struct crm_finds f;
	long i;

	crm_finds_init(&f);
	for (i = 1; i <= CRM_FINDS_MAX + 5; i++)
		crm_find_add(&f, "journal.csv", i, NULL, CRM_STR("acme"), "bad");
	ck_assert_uint_eq(f.n, CRM_FINDS_MAX);
	ck_assert_uint_eq(f.more, 5);
	ck_assert_int_eq(crm_finds_status(&f), CRM_PARTIAL);
	crm_finds_release(&f);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("err");
	TCase *t = tcase_create("err");

	tcase_add_test(t, errors_repeat);
	tcase_add_test(t, many);
	tcase_add_test(t, of_the_system);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
