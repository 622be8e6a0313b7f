/* What the rows of one ref come to: words given, offers, conflicts and doubts. */
#include "scorebook.h"

/* S0.29, S1.10: a clarify in time moves the day, a late one nothing; kept closes whatever its day */
START_TEST(words)
{
	struct crm_word w;

	book_open();
	book_add("2026-06-01 promise me ref=p due=2026-06-10");
	book_add("2026-06-10 clarify me ref=p due=2026-06-15");
	book_add("2026-06-14 clarify me ref=p");
	book_add("2026-06-16 clarify me ref=p due=2026-07-30");
	book_add("2026-05-01 deadline me ref=p due=2026-06-02");
	book_add("2026-06-20 broken me ref=p");
	book_add("2026-04-01 kept me ref=p");
	book_add("2026-06-01 promise client ref=q due=2026-06-29");
	book_add("2026-06-02 deadline me ref=d");
	book_add("2026-06-03 broken me ref=d");
	book_case();
	ck_assert(crm_word_of(book_thread("p"), CRM_EV_PROMISE, CRM_BY_NONE, &w));
	ck_assert_int_eq(w.due, book_day("2026-06-15"));
	ck_assert_int_eq(w.moved->day, book_day("2026-06-10"));
	ck_assert_int_eq(w.done->day, book_day("2026-04-01"));
	ck_assert_ptr_null(w.broken);
	ck_assert(w.mine);
	ck_assert_int_eq(crm_word_late(&w, book.now.day), 0);
	ck_assert(crm_word_of(book_thread("p"), CRM_EV_DEADLINE, CRM_BY_NONE, &w));
	ck_assert_ptr_null(w.done); /* kept is not delivered */
	ck_assert_int_eq(w.broken->day, book_day("2026-06-20"));
	ck_assert(crm_word_of(book_thread("q"), CRM_EV_PROMISE, CRM_BY_NONE, &w));
	ck_assert(!w.mine);
	ck_assert_int_eq(crm_word_late(&w, book.now.day), 1);
	ck_assert_int_eq(crm_word_late(&w, w.due), 0);
	ck_assert(crm_word_of(book_thread("d"), CRM_EV_DEADLINE, CRM_BY_NONE, &w));
	ck_assert_int_eq(w.due, CRM_NO_DAY);
	ck_assert_int_eq(crm_word_late(&w, book.now.day), INT64_MAX);
	ck_assert(!crm_word_of(book_thread("d"), CRM_EV_PROMISE, CRM_BY_NONE, &w));
	ck_assert(!crm_word_of(book_thread("unknown"), CRM_EV_PROMISE, CRM_BY_NONE, &w));
	book_case_close();
}
END_TEST

/* S0.29, S3.19: what I promised and what they promised under one ref are two words */
START_TEST(sides)
{
	struct crm_word w;

	book_open();
	book_add("2026-06-01 promise me ref=p due=2026-06-10");
	book_add("2026-06-02 promise client ref=p due=2026-06-12");
	book_add("2026-06-03 clarify client ref=p due=2026-06-20");
	book_add("2026-06-19 kept client ref=p");
	book_add("2026-06-01 promise client ref=q due=2026-06-12");
	book_add("2026-06-02 kept me ref=q");
	book_add("2026-06-01 deadline me ref=d due=2026-06-12");
	book_add("2026-06-01 promise client ref=d due=2026-06-08");
	book_add("2026-06-09 broken client ref=d");
	book_add("2026-06-01 promise me ref=b due=2026-06-10");
	book_add("2026-06-01 promise client ref=b due=2026-06-10");
	book_add("2026-06-09 kept both ref=b");
	book_case();
	ck_assert(crm_word_of(book_thread("p"), CRM_EV_PROMISE, CRM_BY_ME, &w));
	ck_assert(w.mine && !w.done && !w.moved);
	ck_assert_int_eq(w.due, book_day("2026-06-10"));
	ck_assert(crm_word_of(book_thread("p"), CRM_EV_PROMISE, CRM_BY_CLIENT, &w));
	ck_assert(!w.mine);
	ck_assert_int_eq(w.due, book_day("2026-06-20"));
	ck_assert_int_eq(w.done->day, book_day("2026-06-19"));
	/* the score takes all as one, as the first row has it */
	ck_assert(crm_word_of(book_thread("p"), CRM_EV_PROMISE, CRM_BY_NONE, &w));
	ck_assert(w.mine && w.done);
	/* of one side only: whoever logs it */
	ck_assert(crm_word_of(book_thread("q"), CRM_EV_PROMISE, CRM_BY_CLIENT, &w));
	ck_assert_ptr_nonnull(w.done);
	ck_assert(!crm_word_of(book_thread("q"), CRM_EV_PROMISE, CRM_BY_ME, &w));
	ck_assert(crm_word_of(book_thread("d"), CRM_EV_DEADLINE, CRM_BY_ME, &w));
	ck_assert_ptr_null(w.broken);
	ck_assert(crm_word_of(book_thread("d"), CRM_EV_PROMISE, CRM_BY_CLIENT, &w));
	ck_assert_ptr_nonnull(w.broken);
	ck_assert(crm_word_of(book_thread("b"), CRM_EV_PROMISE, CRM_BY_ME, &w) && w.done);
	ck_assert(crm_word_of(book_thread("b"), CRM_EV_PROMISE, CRM_BY_CLIENT, &w) && w.done);
	book_case_close();
}
END_TEST

/* S0.14: a contract or a mission under the ref of an offer decides it */
START_TEST(offers)
{
	static const char *const by[] = {"accepted", "declined", "contract", "mission"};
	size_t i;

	for (i = 0; i < sizeof by / sizeof *by; i++) {
		char row[64];

		book_open();
		snprintf(row, sizeof row, "2026-06-05 %s client ref=o", by[i]);
		book_add("2026-06-01 offer me ref=o");
		book_add(row);
		book_add("2026-06-04 checkin both");
		book_add("2026-06-01 offer me ref=open");
		book_case();
		ck_assert_int_eq(crm_offer_decided(book_thread("o"))->day, book_day("2026-06-05"));
		ck_assert_ptr_null(crm_offer_decided(book_thread("open")));
		book_case_close();
	}
}
END_TEST

/* S3.14, S3.15: what breaks out again is open again, on the day of the resolve too */
START_TEST(again)
{
	struct crm_episode *e, open;

	book_open();
	book_add("2026-06-01T14:00 conflict both ref=k level=2");
	book_add("2026-06-01T09:00 resolve both ref=k");
	book_add("2026-06-03T10:00 conflict client ref=k level=5");
	book_add("2026-06-03T11:00 resolve both ref=k");
	book_add("2026-06-03T12:00 conflict me ref=k level=1");
	book_add("2026-06-04 conflict client ref=k level=4");
	book_case();
	ck_assert_uint_eq(crm_episodes_of(&book.one, book_thread("k"), CRM_EV_CONFLICT, &e), 2);
	ck_assert_int_eq(e[0].first->day, book_day("2026-06-01"));
	ck_assert_int_eq(e[0].fix->day, book_day("2026-06-03"));
	ck_assert_uint_eq(e[0].level, 5);
	ck_assert_uint_eq(e[0].who, CRM_BY_BOTH);
	ck_assert_ptr_null(e[1].fix);
	ck_assert_uint_eq(e[1].level, 4);
	ck_assert(crm_episode_open(book_thread("k"), CRM_EV_CONFLICT, &open));
	ck_assert_ptr_eq(open.first, e[1].first);
	ck_assert_uint_eq(open.who, CRM_BY_BOTH);
	ck_assert(!crm_episode_open(book_thread("k"), CRM_EV_DOUBT, &open));
	ck_assert_uint_eq(crm_episodes_of(&book.one, book_thread("k"), CRM_EV_DOUBT, &e), 0);
	ck_assert(crm_open_conflict(&book.one, &open));
	ck_assert_int_eq(open.first->day, book_day("2026-06-03"));
	book_case_close();
}
END_TEST

/* S3.14: without a time a conflict counts from the morning, a resolve until midnight */
START_TEST(days)
{
	struct crm_episode *e, open;

	book_open();
	book_add("2026-06-01 resolve both ref=a");
	book_add("2026-06-01T23:00 conflict both ref=a");
	book_add("2026-06-01T00:30 resolve both ref=b");
	book_add("2026-06-01 conflict both ref=b");
	book_case();
	ck_assert(!crm_episode_open(book_thread("a"), CRM_EV_CONFLICT, &open));
	ck_assert(!crm_episode_open(book_thread("b"), CRM_EV_CONFLICT, &open));
	ck_assert_uint_eq(crm_episodes_of(&book.one, book_thread("b"), CRM_EV_CONFLICT, &e), 1);
	ck_assert_ptr_nonnull(e[0].fix);
	ck_assert(!crm_open_conflict(&book.one, &open));
	book_case_close();
}
END_TEST

int main(void)
{
	Suite *s = suite_create("thread");
	TCase *c = tcase_create("thread");

	tcase_add_test(c, words);
	tcase_add_test(c, sides);
	tcase_add_test(c, offers);
	tcase_add_test(c, again);
	tcase_add_test(c, days);
	suite_add_tcase(s, c);
	return crm_unit_main(s);
}
