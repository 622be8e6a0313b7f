/* unit.h - what every unit test shares: one suite a module, failing when nothing ran. */
#ifndef CRM_TESTS_UNIT_H
#define CRM_TESTS_UNIT_H
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

/* In a loop over characters: ck_assert_msg writes to its pipe whenever it holds too, some microseconds
 * here, a hundred under an emulator. */
#define CRM_HOLDS(ok, ...) \
	do { \
		if (!(ok)) \
			ck_abort_msg(__VA_ARGS__); \
	} while (0)

/*
 * crm_unit_main - run a suite; a runner that ran no test fails.
 * Shape:   suite -> exit status.
 */
static inline int crm_unit_main(Suite *suite)
{
	SRunner *r = srunner_create(suite);
	int failed, ran;

	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	ran = srunner_ntests_run(r);
	srunner_free(r);
	if (ran == 0)
		fprintf(stderr, "no test ran\n");
	return failed == 0 && ran > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
#endif
