/* Days that count before a court. */
#include "law/court.h"
#include "unit.h"

static const struct crm_calendar france = {1u << 5 | 1u << 6, CRM_HOLIDAYS_FR, NULL, 0};

static int32_t day(const char *s)
{
	int32_t d = CRM_NO_DAY;

	if (*s)
		ck_assert_msg(crm_date_parse(crm_str(s), &d) == 0, "%s", s);
	return d;
}

START_TEST(forfeit)
{
	ck_assert_int_eq(crm_claim_forfeit(day("2026-06-30")), day("2026-08-30")); /* a Sunday: not moved */
	ck_assert_int_eq(crm_claim_forfeit(day("2025-12-31")), day("2026-02-28"));
	ck_assert_int_eq(crm_claim_forfeit(CRM_NO_DAY), CRM_NO_DAY);
}
END_TEST

static void order_is(const char *granted, const char *served, const char *serve, const char *oppose,
	const char *enforce)
{
	struct crm_order o = crm_order_days(&france, day(granted), day(served));

	ck_assert_msg(o.serve == day(serve), "%s serve", granted);
	ck_assert_msg(o.oppose == day(oppose), "%s oppose", granted);
	ck_assert_msg(o.enforce == day(enforce), "%s enforce", granted);
}

START_TEST(order)
{
	order_is("2026-08-31", "", "2027-02-28", "", ""); /* the old six months; not moved */
	order_is("2026-09-01", "", "2026-12-01", "", "");
	order_is("2026-09-15", "2026-10-14", "2026-12-15", "2026-11-16", "2026-12-15");
	order_is("2026-09-15", "2026-10-11", "2026-12-15", "2026-11-12", "2026-12-12"); /* 11 Nov is closed */
	order_is("", "2026-10-14", "", "2026-11-16", "2026-12-15");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("claim");
	TCase *t = tcase_create("claim");

	tcase_add_test(t, forfeit);
	tcase_add_test(t, order);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
