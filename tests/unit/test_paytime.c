/* The longest time to pay that French law allows (crm-tables(5)): borders of each limit. */
#include "law/paytime.h"
#include "unit.h"

static struct crm_policy policy;

static void setup(void)
{
	crm_policy_default(&policy);
}

static const struct {
	const char *terms;
	enum crm_client_kind kind;
	const char *law, *policy_law;
	enum crm_paytime passes;
} cases[] = {
	{"60d", CRM_B2B, "", "", CRM_PAYTIME_FINE},
	{"61d", CRM_B2B, "", "", CRM_PAYTIME_B2B},
	{"45eom", CRM_B2B, "", "", CRM_PAYTIME_FINE},
	{"46eom", CRM_B2B, "", "", CRM_PAYTIME_B2B},
	{"eom45", CRM_B2B, "", "", CRM_PAYTIME_FINE},
	{"eom46", CRM_B2B, "", "", CRM_PAYTIME_B2B},
	{"45eom15", CRM_B2B, "", "", CRM_PAYTIME_B2B},
	{"20eom10", CRM_B2B, "", "", CRM_PAYTIME_FINE},
	{"0eom1", CRM_PUBLIC, "", "", CRM_PAYTIME_PUBLIC},
	{"30d", CRM_PUBLIC, "", "", CRM_PAYTIME_FINE},
	{"31d", CRM_PUBLIC, "", "", CRM_PAYTIME_PUBLIC},
	/* a month of 31 days leaves 30 after its first */
	{"0eom", CRM_PUBLIC, "", "", CRM_PAYTIME_FINE},
	{"1eom", CRM_PUBLIC, "", "", CRM_PAYTIME_PUBLIC},
	{"eom1", CRM_PUBLIC, "", "", CRM_PAYTIME_PUBLIC},
	{"366d", CRM_B2C, "", "", CRM_PAYTIME_FINE},
	{"61d", CRM_B2B, "de-b2b", "", CRM_PAYTIME_FINE},
	{"61d", CRM_B2B, "", "de-b2b", CRM_PAYTIME_FINE},
	{"61d", CRM_B2B, "fr-b2b", "de-b2b", CRM_PAYTIME_B2B},
	{"61d", CRM_B2B, "flat", "de-b2b", CRM_PAYTIME_B2B},
	{"31d", CRM_PUBLIC, "de-b2b", "", CRM_PAYTIME_FINE},
	{"61d", CRM_B2B, "fr-x", "", CRM_PAYTIME_B2B},
};

static const struct crm_client *client(size_t i)
{
	static struct crm_client c;

	memset(&c, 0, sizeof c);
	c.kind = cases[i].kind;
	c.law = crm_str(cases[i].law);
	policy.law = crm_str(cases[i].policy_law);
	return &c;
}

START_TEST(terms)
{
	struct crm_terms t;

	ck_assert_int_eq(crm_terms_parse(crm_str(cases[_i].terms), &t), 0);
	ck_assert_int_eq(crm_paytime_terms(t, client((size_t)_i), &policy), cases[_i].passes);
}
END_TEST

/* Terms pass a limit when the invoice of some day does. */
START_TEST(some_day)
{
	struct crm_row row = {.event = CRM_EV_INVOICE};
	enum crm_paytime worst = CRM_PAYTIME_FINE, is;
	struct crm_terms t;
	int32_t first;

	ck_assert_int_eq(crm_terms_parse(crm_str(cases[_i].terms), &t), 0);
	ck_assert_int_eq(crm_date_parse(CRM_STR("2025-01-01"), &first), 0);
	for (row.at.day = first; row.at.day < first + 1461; row.at.day++) {
		row.due.day = crm_terms_due(row.at.day, t);
		is = crm_paytime_row(&row, client((size_t)_i), &policy);
		worst = is ? is : worst;
		ck_assert(!is || crm_paytime_doubtful(&row));
	}
	ck_assert_int_eq(worst, cases[_i].passes);
}
END_TEST

START_TEST(others)
{
	struct crm_row row = {.event = CRM_EV_INVOICE, .due = {CRM_NO_DAY, CRM_NO_MIN}};

	ck_assert_int_eq(crm_paytime_row(&row, client(0), &policy), CRM_PAYTIME_FINE);
	row.due.day = 1000;
	ck_assert_int_eq(crm_paytime_row(&row, client(0), &policy), CRM_PAYTIME_B2B);
	row.event = CRM_EV_OFFER;
	ck_assert_int_eq(crm_paytime_row(&row, client(0), &policy), CRM_PAYTIME_FINE);
	ck_assert_int_eq(crm_paytime_terms((struct crm_terms){0}, client(0), &policy),
		CRM_PAYTIME_FINE);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("paytime");
	TCase *t = tcase_create("paytime");

	tcase_add_checked_fixture(t, setup, NULL);
	tcase_add_loop_test(t, terms, 0, (int)(sizeof cases / sizeof *cases));
	tcase_add_loop_test(t, some_day, 0, (int)(sizeof cases / sizeof *cases));
	tcase_add_test(t, others);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
