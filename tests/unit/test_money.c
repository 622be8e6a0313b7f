/* test_money.c - amounts and currencies. */
#include "base/i18n.h"
#include "format/money.h"
#include "unit.h"

static int code(const char *s)
{
	int c = crm_currency_find(crm_str(s));

	ck_assert_int_ge(c, 0);
	return c;
}

static const struct {
	const char *text, *currency;
	int64_t minor; /* -1: none, -2: too large */
} t[] = {
	{"0", "EUR", 0},
	{"1200", "EUR", 120000},
	{"1200.5", "EUR", 120050},
	{"0.01", "EUR", 1},
	{"1.005", "EUR", -1},
	{"1.005", "BHD", 1005},
	{"1.0", "JPY", -1},
	{"5000", "JPY", 5000},
	{"0.0001", "CLF", 1},
	{"100.9999", "UYW", 1009999},
	{"0.01", "XCG", 1},
	{"1000000000000", "JPY", INT64_C(1000000000000)},
	{"1000000000001", "JPY", -2},
	{"10000000000.00", "EUR", INT64_C(1000000000000)},
	{"10000000000.01", "EUR", -2},
	{"1000000000000", "EUR", -2},
	{"99999999999999999999", "JPY", -2},
	{"99999999999999999999.5.", "EUR", -1},
	{"99999999999999999999,5", "EUR", -1},
	{"", "EUR", -1},
	{".5", "EUR", -1},
	{"5.", "EUR", -1},
	{"1..5", "EUR", -1},
	{"-1", "EUR", -1},
	{"+1", "EUR", -1},
	{"1,5", "EUR", -1},
	{" 1", "EUR", -1},
	{"1e3", "EUR", -1},
};

START_TEST(parsed)
{
	int64_t minor = -1;
	int st = crm_money_parse(crm_str(t[_i].text), code(t[_i].currency), &minor);

	ck_assert_int_eq(st, t[_i].minor < 0 ? (int)t[_i].minor : 0);
	if (!st)
		ck_assert_int_eq(minor, t[_i].minor);
}
END_TEST

static void written(int64_t minor, const char *currency, const char *want)
{
	struct crm_buf b;

	crm_buf_init(&b);
	crm_money_text(&b, minor, code(currency));
	ck_assert_str_eq(b.p, want);
	crm_buf_release(&b);
}

START_TEST(text)
{
	written(0, "EUR", "0.00");
	written(5, "EUR", "0.05");
	written(-5, "EUR", "-0.05");
	written(120050, "EUR", "1200.50");
	written(7, "JPY", "7");
	written(7, "BHD", "0.007");
	written(INT64_MAX, "JPY", "9223372036854775807");
	written(INT64_MIN, "JPY", "-9223372036854775808");
}
END_TEST

/* 99.01 of a currency with two digits is reached by 100 of one with none, not by 99 */
START_TEST(other_digits)
{
	ck_assert_int_eq(crm_money_rescale(10000, code("EUR"), code("EUR")), 10000);
	ck_assert_int_eq(crm_money_rescale(10000, code("EUR"), code("JPY")), 100);
	ck_assert_int_eq(crm_money_rescale(9901, code("EUR"), code("JPY")), 100);
	ck_assert_int_eq(crm_money_rescale(9900, code("EUR"), code("JPY")), 99);
	ck_assert_int_eq(crm_money_rescale(1, code("EUR"), code("BHD")), 10);
	ck_assert_int_eq(crm_money_rescale(0, code("BHD"), code("JPY")), 0);
	ck_assert_int_eq(crm_money_rescale(1, code("CLF"), code("JPY")), 1);
	ck_assert_int_eq(crm_money_rescale(CRM_MONEY_MAX, code("JPY"), code("CLF")),
		CRM_MONEY_MAX * 10000);
}
END_TEST

/* For people, with the mark of their language; both ways of saying it are one. */
static void is_said(int64_t minor, const char *currency, const char *want)
{
	char said[CRM_MONEY_TEXT];
	struct crm_buf b;

	crm_buf_init(&b);
	crm_buf_char(&b, '>');
	crm_money_say(&b, minor, code(currency));
	ck_assert_str_eq(b.p + 1, want);
	ck_assert_str_eq(crm_money_said(minor, code(currency), said), want);
	crm_buf_release(&b);
}

START_TEST(spoken)
{
	crm_i18n_use("en");
	is_said(120050, "EUR", "1200.50");
	is_said(-5, "EUR", "-0.05");
	is_said(1200, "JPY", "1200");
	is_said(-1005, "BHD", "-1.005");
	is_said(INT64_MIN, "EUR", "-92233720368547758.08");
	crm_i18n_use("fr");
	is_said(120050, "EUR", "1200,50");
	is_said(-5, "EUR", "-0,05");
	is_said(0, "EUR", "0,00");
	is_said(1200, "JPY", "1200");
	is_said(-1005, "BHD", "-1,005");
	is_said(1, "CLF", "0,0001");
	is_said(CRM_MONEY_MAX, "EUR", "10000000000,00");
	is_said(INT64_MAX, "BHD", "9223372036854775,807");
	/* what a file or a command has stays as it is */
	written(120050, "EUR", "1200.50");
	crm_i18n_use("en");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("money");
	TCase *c = tcase_create("money");

	tcase_add_loop_test(c, parsed, 0, sizeof t / sizeof *t);
	tcase_add_test(c, text);
	tcase_add_test(c, other_digits);
	tcase_add_test(c, spoken);
	suite_add_tcase(s, c);
	return crm_unit_main(s);
}
