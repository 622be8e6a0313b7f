/* Amounts as people type them: what has one reading is read, what has two is refused. */
#include "format/typed.h"
#include "unit.h"

static const struct {
	const char *text, *want, *currency;
} cases[] = {
	{"1200", "1200", ""}, {"1200.50", "1200.50", ""}, {"1200,50", "1200.50", ""},
	{"1200,5", "1200.5", ""}, {"1 200,50", "1200.50", ""}, {"1 200", "1200", ""},
	{"1\xc2\xa0" "200,50", "1200.50", ""}, {"1\xe2\x80\xaf" "200,50", "1200.50", ""},
	{"12 345 678,90", "12345678.90", ""}, {"1.200,50", "1200.50", ""},
	{"1,200.50", "1200.50", ""}, {"1'200.50", "1200.50", ""}, {"1'200", "1200", ""},
	{"1.234.567", "1234567", ""}, {"1.234.567,8", "1234567.8", ""}, {"0,5", "0.5", ""},
	{"100\xe2\x82\xac", "100", "EUR"}, {"\xe2\x82\xac" "100", "100", "EUR"},
	{"1 200,50 \xe2\x82\xac", "1200.50", "EUR"}, {"100\xc2\xa0\xe2\x82\xac", "100", "EUR"},
	{"\xc2\xa3" "9.99", "9.99", "GBP"}, {"100 CHF", "100", "CHF"}, {"100EUR", "100", "EUR"},
	{"1,200", NULL, ""}, {"1.200", NULL, ""}, {"1200,500", NULL, ""}, {"$100", NULL, ""},
	{"1 20,50", NULL, ""}, {"1234 567", NULL, ""}, {"12 34", NULL, ""}, {",50", NULL, ""},
	{"50,", "50.", ""}, {"1,2,3", NULL, ""}, {"1 200.300,40", NULL, ""}, {"-5", NULL, ""},
	{"", NULL, ""}, {"\xe2\x82\xac", NULL, ""}, {"EUR", NULL, ""}, {"abc", NULL, ""},
	{"1e3", NULL, ""}, {"100 ABC", NULL, ""}, {" ", NULL, ""},
	{"1000000000000000000000000000000000000000000000", NULL, ""},
};

START_TEST(one)
{
	char out[CRM_MONEY_TYPED] = "";
	int currency = -7, r = crm_money_typed(crm_str(cases[_i].text), out, &currency);

	if (!cases[_i].want) {
		ck_assert_msg(r == -1, "'%s': %s", cases[_i].text, out);
		ck_assert_int_eq(currency, -7);
		return;
	}
	ck_assert_msg(r == 0, "'%s' refused", cases[_i].text);
	ck_assert_str_eq(out, cases[_i].want);
	ck_assert_str_eq(crm_currency_code(currency), cases[_i].currency);
}
END_TEST

/* The plain form is what the reader of rows takes, and is its own plain form. */
START_TEST(plain)
{
	char out[CRM_MONEY_TYPED], again[CRM_MONEY_TYPED];
	int64_t minor;
	int currency;
	size_t i;

	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		if (!cases[i].want || crm_money_typed(crm_str(cases[i].text), out, &currency))
			continue;
		ck_assert_int_eq(crm_money_typed(crm_str(out), again, &currency), 0);
		ck_assert_str_eq(out, again);
		if (out[strlen(out) - 1] != '.')
			ck_assert_int_eq(crm_money_parse(crm_str(out), crm_currency_find(
				CRM_STR("EUR")), &minor), 0);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("typed");
	TCase *t = tcase_create("typed");

	tcase_add_loop_test(t, one, 0, sizeof cases / sizeof *cases);
	tcase_add_test(t, plain);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
