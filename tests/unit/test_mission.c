/* Which missions run, how far they may go, and the end of a relation. */
#include "case/mission.h"
#include "scorebook.h"

static size_t running(void)
{
	struct crm_mission m;
	size_t i = 0, n = 0;

	while (crm_mission_next(&book.one, &i, &m))
		n++;
	return n;
}

/* S1.25: a renewal begins the period anew, after an end too; an end on the day of the start ends it */
START_TEST(renewed)
{
	struct crm_mission m;

	book_open();
	book_add("2026-03-01 mission both ref=m");
	book_add("2026-04-30 end both ref=m");
	book_add("2026-05-02 renew client ref=m");
	book_add("2026-03-01 mission both ref=n");
	book_add("2026-05-02 renew client ref=n");
	book_add("2026-05-02 end both ref=n");
	book_add("2026-05-20 result me ref=other");
	book_add("2026-04-20 checkin both");
	book_case();
	ck_assert(crm_mission_of(&book.one, book_thread("m"), &m));
	ck_assert_ptr_null(m.end);
	ck_assert_int_eq(m.start->day, book_day("2026-05-02"));
	ck_assert_int_eq(m.first->day, book_day("2026-03-01"));
	ck_assert_int_eq(crm_mission_cap(&book.one, &m), book_day("2026-07-02"));
	ck_assert_int_eq(crm_mission_shown(&book.one, &m)->day, book_day("2026-05-20"));
	ck_assert_ptr_eq(crm_mission_reviewed(&book.one, &m), m.start);
	ck_assert(crm_mission_of(&book.one, book_thread("n"), &m));
	ck_assert_ptr_nonnull(m.end);
	ck_assert(!crm_mission_of(&book.one, book_thread("other"), &m));
	ck_assert_uint_eq(running(), 1);
	ck_assert(crm_mission_active(&book.one));
	book_case_close();
}
END_TEST

/* S1.25, S0.22: the profile's cap and rhythm go before the policy's */
START_TEST(profile)
{
	struct crm_mission m;

	book_open();
	book.profile.mission_cap = (struct crm_span){10, 'd'};
	book.profile.checkin = 3;
	book_add("2026-03-01 mission both ref=m");
	book_case();
	ck_assert(crm_mission_of(&book.one, book_thread("m"), &m));
	ck_assert_int_eq(crm_mission_cap(&book.one, &m), book_day("2026-03-11"));
	ck_assert_int_eq(crm_mission_cadence(&book.one), 3);
	book_case_close();
}
END_TEST

/* an end without ref ends the relation; an offer of a later day begins it anew, one of that day not */
START_TEST(ended)
{
	size_t with;

	for (with = 0; with < 3; with++) {
		book_open();
		book_add("2026-03-01 mission both ref=m");
		book_add("2026-06-01 end both");
		book_add("2026-06-02 checkin both");
		if (with == 1)
			book_add("2026-06-01 offer me ref=o");
		if (with == 2)
			book_add("2026-06-02 offer me ref=o");
		book_case();
		ck_assert_int_eq(book.one.ended != NULL, with < 2);
		ck_assert_int_eq(crm_mission_active(&book.one), with == 2);
		book_case_close();
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("mission");
	TCase *c = tcase_create("mission");

	tcase_add_test(c, renewed);
	tcase_add_test(c, profile);
	tcase_add_test(c, ended);
	suite_add_tcase(s, c);
	return crm_unit_main(s);
}
