/* Amounts of other programs: what the style says is read, anything else refused. */
#include "format/numberstyle.h"
#include "unit.h"

#define NBSP  "\xc2\xa0"
#define NNBSP "\xe2\x80\xaf"

static const struct {
	const char *text;
	char decimal;
	const char *thousands, *symbol, *want; /* NULL: refused; a leading - for below zero */
} amounts[] = {
	{"1200", '.', "", "", "1200"}, {"1200.5", '.', "", "", "1200.5"},
	{"1,200.50", '.', ",", "", "1200.50"}, {"1.200,50", ',', ".", "", "1200.50"},
	{"1 200,50", ',', " ", "", "1200.50"}, {"1" NNBSP "200,50" NBSP "\xe2\x82\xac", ',', " ",
						       "\xe2\x82\xac", "1200.50"},
	{"$1,234,567.89", '.', ",", "$", "1234567.89"}, {"1'200.50", '.', "'", "", "1200.50"},
	{"-12.00", '.', "", "", "-12.00"}, {"12.00-", '.', "", "", "-12.00"},
	{"(12.00)", '.', "", "", "-12.00"}, {"\xe2\x88\x92" "5", '.', "", "", "-5"},
	{"+5", '.', "", "", "5"}, {" 5 ", '.', "", "", "5"}, {"-$5", '.', "", "$", "-5"},
	{"$-5", '.', "", "$", "-5"}, {"0.00", '.', "", "", "0.00"}, {"1.500", '.', "", "", "1.50"},
	{"5.000000", '.', "", "", "5.00"},
	/* the wrong map */
	{"1,200.50", '.', "", "", NULL}, {"12.50", ',', ".", "", NULL}, {"12,50", '.', ",", "", NULL},
	{"1.2345", '.', "", "", NULL}, {"1234,567.0", '.', ",", "", NULL}, {"1,,234", '.', ",", "", NULL},
	{",234", '.', ",", "", NULL}, {"1,23", '.', ",", "", NULL}, {"1,234,", '.', ",", "", NULL},
	{"12.", '.', "", "", NULL}, {".5", '.', "", "", "0.5"}, {"12.00 DR", '.', "", "", "-12.00"}, {"12.00 CR", '.', "", "", "12.00"},
	{"-12.00 DR", '.', "", "", NULL}, {"1200,-", ',', "", "", "1200"},
	{"1\xe2\x80\x89" "200", '.', " ", "", "1200"}, {"1\xe2\x80\x99" "200.5", '.', "'", "", "1200.5"},
	{".", '.', "", "", NULL}, {"", '.', "", "", NULL},
	{"-", '.', "", "", NULL}, {"--5", '.', "", "", NULL}, {"(-5)", '.', "", "", NULL},
	{"5 EUR", '.', "", "", NULL}, {"1e3", '.', "", "", NULL}, {"0x10", '.', "", "", NULL},
	{"5\xff", '.', "", "", NULL}, {"$", '.', "", "$", NULL}, {"1 2", '.', "", "", NULL},
};

START_TEST(amount)
{
	const struct crm_numberstyle how = {amounts[_i].decimal, crm_str(amounts[_i].thousands),
		crm_str(amounts[_i].symbol), CRM_STR(" DR"), CRM_STR(" CR")};
	const char *want = amounts[_i].want;
	struct crm_buf b;
	bool negative;
	int r;

	crm_buf_init(&b);
	r = crm_numberstyle_amount(crm_str(amounts[_i].text), &how, 2, &b, &negative);
	ck_assert_msg((r == 0) == (want != NULL), "'%s' gave '%s'", amounts[_i].text, b.p);
	if (want) {
		ck_assert_int_eq(negative, want[0] == '-');
		ck_assert_str_eq(b.p, want + (want[0] == '-'));
	}
	crm_buf_release(&b);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("numberstyle");
	TCase *t = tcase_create("numberstyle");

	tcase_add_loop_test(t, amount, 0, (int)(sizeof amounts / sizeof *amounts));
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
