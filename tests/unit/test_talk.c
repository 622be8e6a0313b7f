/* Waits and answers, days away, silence, bursts, tone. */
#include "case/burst.h"
#include "case/talk.h"
#include "scorebook.h"

/* S1.22, S1.23: chasers count once, from the first; a missed call waits, a call answers */
START_TEST(waits)
{
	struct crm_asked a;
	size_t i = 0;

	book_open();
	book_add("2026-06-01T09:00 contact client channel=email");
	book_add("2026-06-01T10:00 contact client channel=sms");
	book_add("2026-06-02T10:00 contact client channel=phone");
	book_add("2026-06-03 contact me channel=email");
	book_add("2026-06-04 contact client channel=email tags=noreply");
	book_add("2026-06-05T08:00 contact client channel=phone tags=missed");
	book_add("2026-06-06T08:00 contact client channel=email");
	book_case();
	ck_assert(crm_asked_next(&book.one, CRM_REPLY_HEARD, &i, &a));
	ck_assert_int_eq(a.message->day, book_day("2026-06-01"));
	ck_assert_int_eq(crm_entry_min(a.message), 9 * 60);
	ck_assert_int_eq(a.answer->day, book_day("2026-06-02"));
	ck_assert(crm_asked_next(&book.one, CRM_REPLY_HEARD, &i, &a));
	ck_assert_int_eq(a.message->day, book_day("2026-06-05"));
	ck_assert_ptr_null(a.answer);
	ck_assert_ptr_eq(crm_asked_open(&book.one), a.message);
	ck_assert(!crm_asked_next(&book.one, CRM_REPLY_HEARD, &i, &a));
	book_case_close();
}
END_TEST

/* S1.23: what still waited when the relation ended stays as it is; what comes later waits */
START_TEST(left)
{
	struct crm_asked a;
	size_t i = 0;

	book_open();
	book_add("2026-06-05 contact client channel=email");
	book_add("2026-06-05 end both");
	book_case();
	ck_assert_ptr_null(crm_asked_open(&book.one));
	ck_assert(!crm_asked_next(&book.one, CRM_REPLY_HEARD, &i, &a));
	book_case_close();

	book_open();
	book_add("2026-06-05 end both");
	book_add("2026-06-06 contact client channel=email");
	book_case();
	ck_assert_ptr_nonnull(crm_asked_open(&book.one));
	book_case_close();
}
END_TEST

/* S1.23, S3.5: mine are those by me, by both and of nobody; all of them count for a silence */
START_TEST(away)
{
	struct crm_absence *a;
	struct crm_clock k;
	size_t n;

	book_open();
	book_add("2026-06-01 absence me due=2026-06-03");
	book_add("2026-06-04 absence me client= due=2026-06-05");
	book_add("2026-06-20 absence client");
	book_case();
	a = crm_case_away(&book.one, true, &n);
	ck_assert_uint_eq(n, 1);
	ck_assert_int_eq(a[0].from, book_day("2026-06-01"));
	ck_assert_int_eq(a[0].to, book_day("2026-06-05"));
	a = crm_case_away(&book.one, false, &n);
	ck_assert_uint_eq(n, 2);
	ck_assert_int_eq(a[1].to, book_day("2026-06-20"));
	k = crm_case_clock(&book.one);
	ck_assert_uint_eq(k.away_n, 1);
	book_case_close();
}
END_TEST

/* S3.5: three times the median gap of those who write often; absences stretch it */
START_TEST(silence)
{
	struct crm_silence s;

	book_open();
	book_add("2026-05-01 contact client channel=email");
	book_add("2026-05-11 contact client channel=email");
	book_add("2026-05-21 contact client channel=email");
	book_add("2026-05-31 contact client channel=email");
	book_add("2026-06-05 contact me channel=email"); /* unanswered: no contact */
	book_add("2026-04-21 contact client channel=email");
	book_add("2026-06-10 absence client due=2026-06-12");
	book_add("2026-06-30 absence client due=2026-07-01");
	book_case();
	ck_assert(crm_silence_of(&book.one, &s));
	ck_assert_int_eq(s.last->day, book_day("2026-05-31"));
	ck_assert_int_eq(s.limit, 30);
	ck_assert_int_eq(s.days, 26);
	ck_assert_int_eq(s.until, book_day("2026-07-05"));
	book_case_close();
}
END_TEST

/* S3.5: a few days of contact say no rhythm: a month on a mission, a quarter without one */
START_TEST(unknown)
{
	struct crm_silence s;
	int with;

	for (with = 0; with < 3; with++) {
		book_open();
		book_add("2026-06-01 contact client channel=email");
		if (with)
			book_add("2026-05-01 mission both ref=m");
		if (with == 2)
			book_add("2026-06-20 end both");
		book_case();
		ck_assert_int_eq(crm_silence_of(&book.one, &s), with < 2);
		if (with < 2)
			ck_assert_int_eq(s.limit, with ? 30 : 90);
		book_case_close();
	}
}
END_TEST

static void messages(const char *minutes, int n)
{
	int i;
	char row[80];

	for (i = 0; i < n; i++) {
		snprintf(row, sizeof row, "2026-06-28T%s%d contact client channel=%s", minutes, i,
			i % 2 ? "sms" : "email");
		book_add(row);
	}
}

/* S2.3: five messages of two days on two channels; the largest window counts */
START_TEST(burst)
{
	struct crm_burst b;

	book_open();
	messages("09:0", 7);
	book_case();
	ck_assert(crm_burst_of(&book.one, &b));
	ck_assert_uint_eq(b.n, 7);
	ck_assert_int_eq(crm_entry_min(b.made), 9 * 60 + 4);
	ck_assert_int_eq(crm_entry_min(b.first), 9 * 60);
	ck_assert_ptr_eq(b.row[0], b.first);
	book_case_close();

	book_open();
	messages("09:0", 4);
	book_case();
	ck_assert(!crm_burst_of(&book.one, &b));
	book_case_close();

	book_open();
	messages("09:0", 7);
	book_add("2026-06-29 end both");
	book_case();
	ck_assert(!crm_burst_of(&book.one, &b));
	book_case_close();
}
END_TEST

/* S3.5: a day counts once */
START_TEST(tense)
{
	size_t i = 0;

	book_open();
	book_add("2026-06-28T10:00 contact client channel=email tags=tone=angry");
	book_add("2026-06-28T09:00 contact client channel=email tags=tone=tense");
	book_add("2026-06-29T09:00 contact client channel=email tags=tone=warm");
	book_add("2026-06-30 checkin both tags=tone=anxious");
	book_case();
	ck_assert_int_eq(crm_entry_min(crm_tense_next(&book.one, &i)), 9 * 60);
	ck_assert_int_eq(crm_tense_next(&book.one, &i)->event, CRM_EV_CHECKIN);
	ck_assert_ptr_null(crm_tense_next(&book.one, &i));
	book_case_close();
}
END_TEST

int main(void)
{
	Suite *s = suite_create("talk");
	TCase *c = tcase_create("talk");

	tcase_add_test(c, waits);
	tcase_add_test(c, left);
	tcase_add_test(c, away);
	tcase_add_test(c, silence);
	tcase_add_test(c, unknown);
	tcase_add_test(c, burst);
	tcase_add_test(c, tense);
	suite_add_tcase(s, c);
	return crm_unit_main(s);
}
