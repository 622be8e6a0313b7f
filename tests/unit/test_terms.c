/* Terms of payment: the table of due dates, what is no term, what French law allows. */
#include "config/terms.h"
#include "unit.h"

static int32_t day(const char *s)
{
	int32_t d = 0;

	ck_assert_int_eq(crm_date_parse(crm_str(s), &d), 0);
	return d;
}

static struct crm_terms terms(const char *s)
{
	struct crm_terms t = {.days = -1};

	ck_assert_msg(crm_terms_parse(crm_str(s), &t) == 0, "%s", s);
	return t;
}

START_TEST(due)
{
	static const struct {
		const char *issued, *d30, *d60, *then_eom, *eom_then;
	} t[] = {
		{"2024-01-15", "2024-02-14", "2024-03-15", "2024-02-29", "2024-03-16"},
		{"2024-01-31", "2024-03-01", "2024-03-31", "2024-03-31", "2024-03-16"},
		{"2025-02-15", "2025-03-17", "2025-04-16", "2025-04-30", "2025-04-14"},
		{"2024-12-31", "2025-01-30", "2025-03-01", "2025-02-28", "2025-02-14"},
	};
	size_t i;

	for (i = 0; i < sizeof t / sizeof *t; i++) {
		int32_t at = day(t[i].issued);

		ck_assert_int_eq(crm_terms_due(at, terms("30d")), day(t[i].d30));
		ck_assert_int_eq(crm_terms_due(at, terms("60d")), day(t[i].d60));
		ck_assert_int_eq(crm_terms_due(at, terms("45eom")), day(t[i].then_eom));
		ck_assert_int_eq(crm_terms_due(at, terms("eom45")), day(t[i].eom_then));
	}
	/* 45 jours fin de mois le 15: Jan 15 + 45 days is Feb 29 */
	ck_assert_int_eq(crm_terms_due(day("2024-01-15"), terms("45eom15")), day("2024-03-15"));
	ck_assert_int_eq(crm_terms_due(day("2026-01-20"), terms("30eom10")), day("2026-03-10"));
	ck_assert_int_eq(crm_terms_due(day("2026-12-31"), terms("0eom28")), day("2027-01-28"));
	ck_assert_int_eq(crm_terms_due(7, terms("0d")), 7);
	ck_assert_int_eq(crm_terms_due(day("2024-02-01"), terms("0eom")), day("2024-02-29"));
	ck_assert_int_eq(crm_terms_due(7, (struct crm_terms){0}), CRM_NO_DAY);
}
END_TEST

START_TEST(parse)
{
	static const char *const bad[] = {"", "d", "eom", "30", "30 d", " 30d", "-1d", "+30d",
		"30D", "45EOM", "367d", "99999999999999999999d", "30w", "30dd", "eom45d", "45eom29",
		"3\200d", "45eom0", "45eom015x", "45eom-1", "45eom 15", "eom", "45eomeom15", "eom45eom15"};
	struct crm_terms t = {.days = -1};
	size_t i;

	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_msg(crm_terms_parse(crm_str(bad[i]), &t) == -1, "%s", bad[i]);
	ck_assert_int_eq(t.days, -1);
	ck_assert_int_eq(t.how, CRM_TERMS_NONE);
	t = terms("366d");
	ck_assert_int_eq(t.days, 366);
	ck_assert_int_eq(t.how, CRM_TERMS_DAYS);
	ck_assert_int_eq(terms("45eom").how, CRM_TERMS_THEN_EOM);
	ck_assert_int_eq(terms("eom45").how, CRM_TERMS_EOM_THEN);
}
END_TEST

START_TEST(lawful)
{
	ck_assert(crm_terms_lawful(terms("60d")));
	ck_assert(!crm_terms_lawful(terms("61d")));
	ck_assert(crm_terms_lawful(terms("45eom")));
	ck_assert(!crm_terms_lawful(terms("46eom")));
	ck_assert(crm_terms_lawful(terms("eom45")));
	ck_assert(!crm_terms_lawful(terms("eom60")));
	ck_assert(crm_terms_lawful(terms("20eom10")));
	ck_assert(!crm_terms_lawful(terms("21eom10")));
	ck_assert(!crm_terms_lawful(terms("45eom15")));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("terms");
	TCase *t = tcase_create("terms");

	tcase_add_test(t, due);
	tcase_add_test(t, parse);
	tcase_add_test(t, lawful);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
