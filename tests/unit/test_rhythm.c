/* The days that cadences count from: newest days in any order, the usual gap, calls after a delivery. */
#include "rule/rhythm.h"
#include "unit.h"

static struct crm_policy policy;
static struct crm_rhythm r;

static void setup(void)
{
	crm_policy_default(&policy);
	crm_rhythm_init(&r);
}

static void teardown(void)
{
	crm_rhythm_release(&r);
}

static void say(enum crm_event event, enum crm_by by, const char *channel, int32_t day)
{
	struct crm_row row;

	memset(&row, 0, sizeof row);
	row.event = event;
	row.by = by;
	row.channel = crm_str(channel);
	row.at = (struct crm_when){day, CRM_NO_MIN};
	crm_rhythm_row(&r, &policy, 1000, 3, &row, 0, 0);
}

static void wrote(int32_t day)
{
	say(CRM_EV_CONTACT, CRM_BY_CLIENT, "email", day);
}

static const struct crm_rhythm_client *days(void)
{
	return crm_rhythm_of(&r, 3);
}

START_TEST(newest_days)
{
	int i;

	for (i = 0; i < 40; i++)
		wrote(100 + (i * 7) % 40); /* each day once, mixed */
	for (i = 0; i < 40; i++)
		wrote(139 - i);
	ck_assert_uint_eq(days()->days, 13);
	for (i = 0; i < 13; i++)
		ck_assert_int_eq(days()->day[i], 127 + i);
	ck_assert_int_eq(days()->last.at.day, 139);
	ck_assert_int_eq(days()->first, 100);
	ck_assert_uint_eq(crm_rhythm_of(&r, 2)->days, 0);
	ck_assert_int_eq(crm_rhythm_of(&r, 99)->first, CRM_NO_DAY);
}
END_TEST

/* S3.5: my mail that nobody answers is no contact; a call is */
START_TEST(who_counts)
{
	say(CRM_EV_CONTACT, CRM_BY_ME, "email", 10);
	ck_assert_uint_eq(days()->days, 0);
	ck_assert_int_eq(days()->asked, 10);
	say(CRM_EV_CONTACT, CRM_BY_ME, "phone", 11);
	ck_assert_uint_eq(days()->days, 1);
	wrote(12);
	ck_assert_int_eq(days()->asked, 11);
	say(CRM_EV_CHECKIN, CRM_BY_BOTH, "", 13);
	ck_assert_int_eq(days()->asked, 13);
	ck_assert_int_eq(days()->review.day, 13);
	ck_assert_uint_eq(days()->days, 3);
}
END_TEST

/* S3.5; risk.md 5.5 */
START_TEST(usual)
{
	static const int gaps[] = {10, 10, 10, 12, 20};
	int32_t day = 0;
	size_t i;

	ck_assert_int_eq(crm_rhythm_usual(&policy, days(), true), 30);
	ck_assert_int_eq(crm_rhythm_usual(&policy, days(), false), 90);
	wrote(day);
	for (i = 0; i < 3; i++)
		wrote(day += gaps[i]);
	ck_assert_int_eq(crm_rhythm_usual(&policy, days(), false), 90); /* three gaps say nothing */
	wrote(day += gaps[3]);
	ck_assert_int_eq(crm_rhythm_usual(&policy, days(), false), 30); /* 10: three times */
	wrote(day += gaps[4]); /* gaps 10 10 10 12 20: median 10, deviations 0 0 0 2 10 */
	ck_assert_int_eq(crm_rhythm_usual(&policy, days(), false), 30);
	policy.contact = 5;
	ck_assert_int_eq(crm_rhythm_usual(&policy, days(), false), 5);
}
END_TEST

START_TEST(scattered)
{
	/* gaps 2 10 20 40: median floor((10 + 20) / 2) = 15, deviations 5 5 13 25, their median 9;
	 * 15 + 5 x 9 = 60 > 3 x 15 */
	wrote(0);
	wrote(2);
	wrote(12);
	wrote(32);
	wrote(72);
	ck_assert_int_eq(crm_rhythm_usual(&policy, days(), true), 60);
	policy.score.silence.plus_mad = 0;
	ck_assert_int_eq(crm_rhythm_usual(&policy, days(), true), 45);
	policy.score.silence.times_median = 0;
	ck_assert_int_eq(crm_rhythm_usual(&policy, days(), true), 15);
	policy.score.silence.min_days = 16;
	ck_assert_int_eq(crm_rhythm_usual(&policy, days(), true), 16);
}
END_TEST

/* S4.7 */
START_TEST(calls)
{
	ck_assert_int_eq(crm_rhythm_answers(&policy, 0), 4);
	ck_assert_int_eq(crm_rhythm_answers(&policy, 1), 19);
	say(CRM_EV_DELIVERED, CRM_BY_ME, "", 100);
	ck_assert_int_eq(days()->shown.day, 100);
	ck_assert(!crm_rhythm_settled(&policy, days(), 100));
	say(CRM_EV_SATISFIED, CRM_BY_CLIENT, "", 118);
	ck_assert(!crm_rhythm_settled(&policy, days(), 100));
	say(CRM_EV_CONTACT, CRM_BY_ME, "email", 119);
	ck_assert(crm_rhythm_settled(&policy, days(), 100));
	ck_assert(!crm_rhythm_settled(&policy, days(), 101));
}
END_TEST

/* memory follows what waits: deliveries that were asked about and old messages are given back */
START_TEST(memory)
{
	int i;

	for (i = 0; i < 5000; i++) {
		say(CRM_EV_DELIVERED, CRM_BY_ME, "", i);
		say(CRM_EV_CONTACT, CRM_BY_ME, "email", i);
	}
	ck_assert_uint_lt(r.deliveries.n, 100);
	for (i = 0; i < 896; i++) /* today is 1000, 14 + 90 days are kept */
		wrote(i);
	ck_assert_uint_eq(r.messages.n, 0);
	wrote(896);
	ck_assert_uint_eq(r.messages.n, 1);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("rhythm");
	TCase *t = tcase_create("rhythm");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, newest_days);
	tcase_add_test(t, who_counts);
	tcase_add_test(t, usual);
	tcase_add_test(t, scattered);
	tcase_add_test(t, calls);
	tcase_add_test(t, memory);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
