/* test_decay.c - the arithmetic of the score against real numbers and its borders (crm-score(7), Arithmetic). */
#include "trust/decay.h"
#include "base/num.h"
#include "unit.h"
#include <math.h>

START_TEST(decay)
{
	static const int half[] = {1, 60, 90, 120, 180, 365, 36500};
	size_t h;
	int age;

	ck_assert_int_eq(crm_decay(0, 9), CRM_DECAY_ONE);
	ck_assert_int_eq(crm_decay(365, 365), CRM_DECAY_ONE / 2);
	ck_assert_int_eq(crm_decay(730, 365), CRM_DECAY_ONE / 4);
	ck_assert_int_eq(crm_decay(30, 1), 1);
	ck_assert_int_eq(crm_decay(31, 1), 0);
	ck_assert_int_eq(crm_decay(40 * 365, 365), 0);
	for (h = 0; h < sizeof half / sizeof *half; h++)
		for (age = 0; age < 4000; age++) {
			double want = exp2(-(double)age / half[h]);
			double got = (double)crm_decay(age, half[h]) / CRM_DECAY_ONE;

			ck_assert_msg(fabs(got - want) < 3e-5, "%d %d", age, half[h]);
			ck_assert(
				age == 0 || crm_decay(age, half[h]) <= crm_decay(age - 1, half[h]));
		}
}
END_TEST

START_TEST(ramp)
{
	ck_assert_int_eq(crm_ramp(-5, 300, 0, 14), 0);
	ck_assert_int_eq(crm_ramp(0, 300, 0, 14), 0);
	ck_assert_int_eq(crm_ramp(1, 300, 0, 14), 350000);
	ck_assert_int_eq(crm_ramp(10, 250, 0, 60), 375000);
	ck_assert_int_eq(crm_ramp(14, 300, 0, 14), CRM_RAMP_ONE);
	ck_assert_int_eq(crm_ramp(INT32_MAX, 300, 0, 14), CRM_RAMP_ONE);
	ck_assert_int_eq(crm_ramp(1, 1000, 0, 1), CRM_RAMP_ONE);
	ck_assert_int_eq(crm_ramp(36500 * 60, 0, 0, 36500 * 60), CRM_RAMP_ONE);
	ck_assert_int_eq(crm_ramp(1, 0, 0, 3), 333333);
}
END_TEST

START_TEST(weigh)
{
	const int third = 333, most[] = {5000, 5000};

	ck_assert_int_eq(crm_weigh(3000, 375000, NULL, 0, CRM_DECAY_ONE), 1125000);
	/* one floor at a time: 1000 * 1 / 1000 = 1, then 1 * 333 / 1000 = 0 */
	ck_assert_int_eq(crm_weigh(1000, 1, &third, 1, CRM_DECAY_ONE), 0);
	ck_assert_int_eq(crm_weigh(1000, 1000000, &third, 1, CRM_DECAY_ONE / 2), 166500);
	/* multiplied before it is divided: (w * ramp) / 1000 is not w * (ramp / 1000) */
	ck_assert_int_eq(crm_weigh(700, 350999, NULL, 0, CRM_DECAY_ONE), 245699);
	/* the largest weight with the largest factors stays below 2^63 */
	ck_assert_int_eq(crm_weigh(100000, 1000000, most, 2, CRM_DECAY_ONE), 2500000000);
}
END_TEST

START_TEST(median)
{
	int64_t odd[] = {9, 1, 5}, even[] = {4, 1, 2, 7}, one[] = {3}, early[] = {-2, -3};

	ck_assert_int_eq(crm_median(odd, 3), 5);
	ck_assert_int_eq(crm_median(even, 4), 3);
	ck_assert_int_eq(crm_median(one, 1), 3);
	even[3] = 1;
	even[2] = 4; /* 1 2 4 1 -> (1 + 2) / 2 floors */
	ck_assert_int_eq(crm_median(even, 4), 1);
	ck_assert_int_eq(crm_median(early, 2), -3); /* of who pays early, too */
}
END_TEST

int main(void)
{
	Suite *s = suite_create("decay");
	TCase *t = tcase_create("decay");

	tcase_add_test(t, decay);
	tcase_add_test(t, ramp);
	tcase_add_test(t, weigh);
	tcase_add_test(t, median);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
