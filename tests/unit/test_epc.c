/* The payment code of a transfer, line by line as EPC069-12 has it. */
#include "letter/paper/qr.h"
#include "unit.h"

static struct crm_buf out;
static struct crm_epc c;

static void setup(void)
{
	crm_buf_init(&out);
	c = (struct crm_epc){CRM_STR("Zoé Lefèvre"), CRM_STR("FR76 3000 6000 0112 3456 7890 189"),
		CRM_STR("AGRI FR PP"), 125848, crm_currency_find(CRM_STR("EUR")),
		CRM_STR("F2026-014")};
}

static void teardown(void)
{
	crm_buf_release(&out);
}

START_TEST(whole)
{
	ck_assert(crm_epc_payload(&c, &out));
	ck_assert_str_eq(out.p, "BCD\n002\n1\nSCT\nAGRIFRPP\nZoé Lefèvre\nFR7630006000011234567890189\n"
				"EUR1258.48\n\n\nF2026-014");
}
END_TEST

START_TEST(bic_may_lack)
{
	c.bic = CRM_STR("");
	ck_assert(crm_epc_payload(&c, &out));
	ck_assert_ptr_nonnull(strstr(out.p, "SCT\n\nZoé"));
}
END_TEST

START_TEST(none)
{
	static const struct crm_str other[] = {{"GB82 WEST 1234 5698 7654 33", 27}, /* check digits */
		{"US64 SVBK 0000 0000 1234", 24}, {"FR76", 4}, {"", 0},
		{"fr76 3000 6000 0112 3456 7890 189", 33},
		{"DO28 BAGR 0000 0001 2124 5361 1324", 34} /* outside SEPA */};

	c.iban = other[_i];
	ck_assert(!crm_epc_payload(&c, &out));
	ck_assert_uint_eq(out.n, 0);
}
END_TEST

START_TEST(nobody)
{
	c.holder = CRM_STR("");
	ck_assert(!crm_epc_payload(&c, &out));
	ck_assert_uint_eq(out.n, 0);
}
END_TEST

START_TEST(sums)
{
	static const struct {
		int64_t amount;
		const char *line;
	} of[] = {{1, "\nEUR0.01\n"}, {99999999999, "\nEUR999999999.99\n"}, {0, NULL},
		{100000000000, NULL}, {-1, NULL}};

	c.amount = of[_i].amount;
	ck_assert_int_eq(crm_epc_payload(&c, &out), of[_i].line != NULL);
	if (of[_i].line)
		ck_assert_ptr_nonnull(strstr(out.p, of[_i].line));
}
END_TEST

START_TEST(other_money)
{
	c.currency = crm_currency_find(CRM_STR("GBP"));
	ck_assert(!crm_epc_payload(&c, &out));
}
END_TEST

/* cut between characters; a line end in a value makes no line of the code */
START_TEST(long_and_odd)
{
	char text[300];
	size_t i;

	for (i = 0; i < 149; i++)
		memcpy(text + 2 * i, "é", 2);
	c.text = (struct crm_str){text, 298};
	c.holder = CRM_STR("Zoé\nBCD");
	ck_assert(crm_epc_payload(&c, &out));
	ck_assert_ptr_nonnull(strstr(out.p, "\nZoé BCD\n"));
	ck_assert_uint_eq(out.n, strlen("BCD\n002\n1\nSCT\nAGRIFRPP\nZoé BCD\n"
					"FR7630006000011234567890189\nEUR1258.48\n\n\n") + 280);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("epc");
	TCase *t = tcase_create("epc");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, whole);
	tcase_add_test(t, bic_may_lack);
	tcase_add_loop_test(t, none, 0, 6);
	tcase_add_test(t, nobody);
	tcase_add_loop_test(t, sums, 0, 5);
	tcase_add_test(t, other_money);
	tcase_add_test(t, long_and_odd);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
