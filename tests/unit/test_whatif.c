/* What one more thing, logged today, changes in the risk of a month later: the same that comes out
 * when it is logged and a month has passed. */
#include "scorebook.h"
#include "trust/whatif.h"

static const char TODAY[] = "2026-06-30T10:00", LATER[] = "2026-07-30T10:00";

static int risk(const char *const row[], const char *more, const char *day)
{
	struct crm_score s;
	size_t i;

	book_open();
	ck_assert_int_eq(crm_when_parse(crm_str(day), &book.now), 0);
	for (i = 0; row[i]; i++)
		book_add(row[i]);
	if (more)
		book_add(more);
	s = book_score();
	book_close();
	return s.risk;
}

/* What the act about the first row wins. */
static int wins(const char *const row[], enum crm_matter m)
{
	struct crm_whatif w = {.client = CRM_STR("x")};
	struct crm_action a;
	int points;
	size_t i;

	book_open();
	ck_assert_int_eq(crm_when_parse(crm_str(TODAY), &book.now), 0);
	for (i = 0; row[i]; i++)
		book_add(row[i]);
	book_case();
	crm_action_of(&book.one, m, book_entry(0), &a);
	w.row = book.row;
	w.n = book.n;
	w.profile = &book.profile;
	points = crm_whatif_wins(&book.one, &w, &a);
	book_case_close();
	return points;
}

#define ROWS(...) (const char *const[]){__VA_ARGS__, NULL}

START_TEST(as_logged)
{
	static const struct {
		enum crm_matter matter;
		const char *row, *done;
	} acts[] = {
		{CRM_MATTER_WORD, "2026-06-20 promise me ref=p due=2026-06-28",
			"2026-06-30T10:00 kept me ref=p"},
		{CRM_MATTER_WORD, "2026-06-20 deadline me ref=d due=2026-06-28",
			"2026-06-30T10:00 delivered me ref=d"},
		{CRM_MATTER_INVOICE, "2026-05-01 invoice me ref=f amount=100.00 due=2026-06-01",
			"2026-06-30T10:00 payment client ref=f amount=100.00"},
		{CRM_MATTER_CONFLICT, "2026-06-20 conflict both ref=k kind=ideas",
			"2026-06-30T10:00 resolve both ref=k"},
		{CRM_MATTER_DOUBT, "2026-06-20 doubt client ref=k", "2026-06-30T10:00 resolve both ref=k"},
		{CRM_MATTER_REPLY, "2026-06-20T10:00 contact client channel=email",
			"2026-06-30T10:00 contact me channel=email"},
	};
	size_t i;
	int got;

	for (i = 0; i < sizeof acts / sizeof *acts; i++) {
		got = wins(ROWS(acts[i].row), acts[i].matter);
		ck_assert_int_eq(got, risk(ROWS(acts[i].row), NULL, LATER) -
					      risk(ROWS(acts[i].row), acts[i].done, LATER));
		ck_assert_msg(got > 0, "%s", acts[i].row);
	}
}
END_TEST

/* what no row stands for, or what is over, wins nothing */
START_TEST(nothing)
{
	ck_assert_int_eq(wins(ROWS("2026-06-20 promise me ref=p due=2026-06-28",
				      "2026-06-29 kept me ref=p"),
				 CRM_MATTER_WORD),
		0);
	ck_assert_int_eq(wins(ROWS("2026-06-30T09:00 incident client kind=disrespect ref=x"),
				 CRM_MATTER_INCIDENT),
		0);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("whatif");
	TCase *c = tcase_create("whatif");

	tcase_add_test(c, as_logged);
	tcase_add_test(c, nothing);
	suite_add_tcase(s, c);
	return crm_unit_main(s);
}
