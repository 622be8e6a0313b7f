/* Translations: found, not found, plural forms, a language that is not there. */
#include "base/i18n.h"
#include "unit.h"
#include <string.h>

START_TEST(text)
{
	static const char unknown[] = "no message of ours";

	ck_assert_str_eq(crm_i18n_text("Permission denied"), "Permission denied");
	crm_i18n_use("fr");
	ck_assert_str_eq(crm_i18n_text("Permission denied"), "permission refusée");
	ck_assert_ptr_eq(crm_i18n_text(unknown), unknown);
	ck_assert_str_eq(crm_i18n_text(""), "");
	crm_i18n_use("xx");
	ck_assert_str_eq(crm_i18n_text("Permission denied"), "Permission denied");
	crm_i18n_use("fr");
	crm_i18n_use("en");
	ck_assert_str_eq(crm_i18n_text("Permission denied"), "Permission denied");
}
END_TEST

/* in French nothing is singular, in English it is plural */
START_TEST(plural)
{
	static const char one[] = "%zu message is left for the next run";
	static const char many[] = "%zu messages are left for the next run";

	ck_assert_ptr_eq(crm_i18n_plural(one, many, 1), one);
	ck_assert_ptr_eq(crm_i18n_plural(one, many, 0), many);
	crm_i18n_use("fr");
	ck_assert_ptr_nonnull(strstr(crm_i18n_plural(one, many, 0), "%zu message "));
	ck_assert_str_eq(crm_i18n_plural(one, many, 0), crm_i18n_plural(one, many, 1));
	ck_assert_ptr_nonnull(strstr(crm_i18n_plural(one, many, 2), "%zu messages "));
	ck_assert_str_eq(crm_i18n_plural(one, many, 2), crm_i18n_plural(one, many, 1000000));
	/* a text that has one form only */
	ck_assert_str_eq(crm_i18n_plural("Permission denied", many, 2), "permission refusée");
	ck_assert_ptr_eq(crm_i18n_plural("x", many, 2), many);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("i18n");
	TCase *c = tcase_create("i18n");

	tcase_add_test(c, text);
	tcase_add_test(c, plural);
	suite_add_tcase(s, c);
	return crm_unit_main(s);
}
