/* What an incident still wants, by its kind and by what was done. */
#include "case/incident.h"
#include "scorebook.h"

/* The want of the oldest open incident, of rows that may be NULL. */
static enum crm_want want(const char *a, const char *b, const char *c, const char *d, const char *e)
{
	const char *const rows[] = {a, b, c, d, e};
	struct crm_incident *in;
	enum crm_want w;
	size_t i;

	book_open();
	for (i = 0; i < 5; i++)
		if (rows[i])
			book_add(rows[i]);
	book_case();
	w = crm_incidents_of(&book.one, &in) ? in[0].want : CRM_WANT_NOTHING;
	book_case_close();
	return w;
}

#define ERROR "2026-06-01 incident me kind=error ref=e"
#define LOW   "2026-06-01 satisfied client level=2"

/* S2.13, S2.18, S2.19, S2.20: one step after the other; what is settled wants a gesture alone */
START_TEST(steps)
{
	ck_assert_int_eq(want(ERROR, NULL, NULL, NULL, NULL), CRM_WANT_DIAGNOSE);
	ck_assert_int_eq(want(ERROR, "2026-06-02 diagnose me ref=e", NULL, NULL, NULL),
		CRM_WANT_APOLOGY);
	ck_assert_int_eq(want(ERROR, "2026-06-02 diagnose me ref=e", "2026-06-02 apology me ref=e",
				 NULL, NULL),
		CRM_WANT_RESOLVE);
	ck_assert_int_eq(want(ERROR, "2026-06-03 resolve both ref=e", NULL, NULL, NULL),
		CRM_WANT_GESTURE);
	ck_assert_int_eq(want(ERROR, "2026-06-03 resolve both ref=e", "2026-06-02 gesture me ref=e",
				 NULL, NULL),
		CRM_WANT_NOTHING);
}
END_TEST

/* S2.18: rows of another ref, or of a conflict, close nothing of an incident without ref, nor it of
 * one with */
START_TEST(unrelated)
{
	static const char free_one[] = "2026-06-01 incident me kind=error";

	ck_assert_int_eq(want(free_one, "2026-06-02 conflict both ref=k",
				 "2026-06-03 resolve both ref=k", "2026-06-04 gesture me ref=k", NULL),
		CRM_WANT_DIAGNOSE);
	ck_assert_int_eq(want(free_one, "2026-06-02 diagnose me", "2026-06-03 apology me", NULL, NULL),
		CRM_WANT_RESOLVE);
	ck_assert_int_eq(want(free_one, "2026-06-02 resolve both", "2026-06-03 gesture me", NULL, NULL),
		CRM_WANT_NOTHING);
	ck_assert_int_eq(want(ERROR, "2026-06-02 diagnose me", "2026-05-31 diagnose me ref=e", NULL,
				 NULL),
		CRM_WANT_DIAGNOSE);
}
END_TEST

/* S4.2, S2.20: a client who says that he is not satisfied is an incident */
START_TEST(dissatisfied)
{
	ck_assert_int_eq(want(LOW, NULL, NULL, NULL, NULL), CRM_WANT_DIAGNOSE);
	ck_assert_int_eq(want("2026-06-01 satisfied client level=3", NULL, NULL, NULL, NULL),
		CRM_WANT_NOTHING);
	ck_assert_int_eq(want("2026-06-01 satisfied client level=1 ref=s",
				 "2026-06-02 resolve both ref=s", NULL, NULL, NULL),
		CRM_WANT_GESTURE);
}
END_TEST

/* S2.7, S1.5, S1.6: nobody apologises for what the client did to me */
START_TEST(theirs)
{
	ck_assert_int_eq(want("2026-06-01 incident client kind=disrespect", NULL, NULL, NULL, NULL),
		CRM_WANT_LIMITS);
	ck_assert_int_eq(want("2026-06-01 incident client kind=deception", NULL, NULL, NULL, NULL),
		CRM_WANT_FACTS);
	ck_assert_int_eq(want("2026-06-01 incident client kind=breach ref=b",
				 "2026-06-02 resolve both ref=b", NULL, NULL, NULL),
		CRM_WANT_NOTHING);
	ck_assert_int_eq(want("2026-06-01 incident me kind=breach", NULL, NULL, NULL, NULL),
		CRM_WANT_DIAGNOSE);
}
END_TEST

/* S0.44, S0.45: distance, then listening; no apology */
START_TEST(outburst)
{
	ck_assert_int_eq(want("2026-06-30T09:00 incident client kind=outburst ref=o", NULL, NULL,
				 NULL, NULL),
		CRM_WANT_DISTANCE);
	/* tomorrow has come, be it fewer hours later than the reminders wait */
	ck_assert_int_eq(want("2026-06-29T23:00 incident client kind=outburst ref=o", NULL, NULL,
				 NULL, NULL),
		CRM_WANT_DIAGNOSE);
	ck_assert_int_eq(want("2026-06-20T09:00 incident client kind=outburst ref=o",
				 "2026-06-21 diagnose me ref=o", NULL, NULL, NULL),
		CRM_WANT_NOTHING);
}
END_TEST

/* S0.38, S3.17, S1.19: the price is explained, a guess asked, a silent approval taken back */
START_TEST(words)
{
	static const char price[] = "2026-06-02 incident client kind=price ref=p",
			  guess[] = "2026-06-02T12:00 incident me kind=assumption",
			  approval[] = "2026-06-02 incident me kind=silent-approval ref=a";

	ck_assert_int_eq(want(price, "2026-06-01 frame me kind=price",
				 "2026-06-03 frame me kind=contact", NULL, NULL),
		CRM_WANT_EXPLAIN);
	ck_assert_int_eq(want(price, "2026-06-02 frame me kind=price", NULL, NULL, NULL),
		CRM_WANT_NOTHING);
	ck_assert_int_eq(want(guess, "2026-06-02T11:00 contact me channel=email",
				 "2026-06-03 contact client channel=email", NULL, NULL),
		CRM_WANT_QUESTION);
	ck_assert_int_eq(want(guess, "2026-06-03 contact me channel=email", NULL, NULL, NULL),
		CRM_WANT_NOTHING);
	ck_assert_int_eq(want(approval, "2026-06-03 disagree me ref=other", NULL, NULL, NULL),
		CRM_WANT_DISAGREE);
	ck_assert_int_eq(want(approval, "2026-06-03 disagree me", NULL, NULL, NULL),
		CRM_WANT_NOTHING);
}
END_TEST

/* of one ref the oldest; each of those without */
START_TEST(list)
{
	struct crm_incident *in;

	book_open();
	book_add("2026-06-05 incident me kind=vague ref=e");
	book_add(ERROR);
	book_add("2026-06-03 incident me kind=vague");
	book_add("2026-06-02 incident me kind=vague");
	book_add("2026-06-04 satisfied client level=1");
	book_case();
	ck_assert_uint_eq(crm_incidents_of(&book.one, &in), 4);
	ck_assert_int_eq(in[0].row->day, book_day("2026-06-01"));
	ck_assert_int_eq(in[1].row->day, book_day("2026-06-02"));
	ck_assert_int_eq(in[3].row->event, CRM_EV_SATISFIED);
	book_case_close();
}
END_TEST

int main(void)
{
	Suite *s = suite_create("incident");
	TCase *c = tcase_create("incident");

	tcase_add_test(c, steps);
	tcase_add_test(c, unrelated);
	tcase_add_test(c, dissatisfied);
	tcase_add_test(c, theirs);
	tcase_add_test(c, outburst);
	tcase_add_test(c, words);
	tcase_add_test(c, list);
	suite_add_tcase(s, c);
	return crm_unit_main(s);
}
