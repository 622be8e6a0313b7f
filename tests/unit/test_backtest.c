/* test_backtest.c - does the score foretell late payment; what kind of payer (crm-risk(1)). */
#include "trust/backtest.h"
#include "trust/payer.h"
#include "scorebook.h"

static struct crm_backtest bt;

static void setup(void)
{
	book_open();
	memset(&bt, 0, sizeof bt);
}

static void teardown(void)
{
	crm_backtest_release(&bt);
	book_close();
}

/* An invoice of 30 days, issued so many days before today, paid so many after its due day; below
 * -900: never paid. */
static void invoice(const char *client, int ago, int late)
{
	char text[160], at[CRM_WHEN_TEXT], due[CRM_WHEN_TEXT], paid[CRM_WHEN_TEXT];
	int32_t day = book.now.day - ago;

	crm_date_text(day, at);
	crm_date_text(day + 30, due);
	crm_date_text(day + 30 + late, paid);
	snprintf(text, sizeof text, "%s invoice me ref=i%d amount=100 due=%s", at, ago, due);
	book_add(text)->client = crm_str(client);
	if (late < -900)
		return;
	snprintf(text, sizeof text, "%s payment client ref=i%d amount=100", paid, ago);
	book_add(text)->client = crm_str(client);
}

static void run(const char *const *clients, struct crm_payer *payer)
{
	struct crm_scorer s;
	struct crm_case c;
	struct crm_score score;
	size_t i;

	crm_store_init(&book.facts, &book.policy.score);
	for (i = 0; i < book.n; i++)
		crm_store_row(&book.facts, &book.row[i]);
	crm_case_init(&c, &book.facts, &book.policy, &book.calendar);
	crm_scorer_init(&s, &c);
	for (; *clients; clients++) {
		crm_case_take(&c, (uint32_t)crm_intern_find(&book.facts.clients, crm_str(*clients)),
			&book.profile);
		crm_backtest_client(&bt, &s, book.now);
		crm_scorer_at(&s, book.now, book.now, &book.mem, &score);
		if (payer)
			crm_payer_of(&s.evidence, payer);
	}
	crm_scorer_release(&s);
	crm_case_release(&c);
	crm_store_release(&book.facts);
}

/* One client always late, one never: the risk tells them apart from the first known invoice on. */
START_TEST(apart)
{
	static const char *const clients[] = {"bad", "good", NULL};
	int i;

	for (i = 0; i < 20; i++) {
		invoice("bad", 900 - 40 * i, 20);
		invoice("good", 900 - 40 * i, -1);
	}
	run(clients, NULL);
	ck_assert(crm_backtest_end(&bt));
	ck_assert_uint_eq(bt.closed, 40);
	ck_assert_uint_eq(bt.n, bt.late * 2);
	ck_assert_int_eq(bt.auc, 1000);
	ck_assert_int_gt(bt.placebo, 200);
	ck_assert_int_lt(bt.placebo, 800);
	ck_assert_uint_eq(bt.fifth[0].late, 0);
	ck_assert_uint_eq(bt.fifth[4].late, bt.fifth[4].n);
}
END_TEST

/* A payment dated the issue day is future: of an invoice written the day after, it is known. */
START_TEST(future)
{
	static const char *const clients[] = {"bad", NULL};

	invoice("bad", 400, -20); /* three, all paid 390 days ago */
	invoice("bad", 399, -21);
	invoice("bad", 398, -22);
	invoice("bad", 390, 5);
	run(clients, NULL);
	ck_assert_uint_eq(bt.n, 0);
	invoice("bad", 389, 5);
	bt.closed = 0;
	run(clients, NULL);
	ck_assert_uint_eq(bt.n, 1);
	ck_assert_uint_eq(bt.closed, 5);
	ck_assert(!crm_backtest_end(&bt)); /* fewer than 30 */
}
END_TEST

START_TEST(payers)
{
	static const struct {
		int late[6], n;
		enum crm_payer_class class;
		bool first;
	} t[] = {{{0, 0}, 2, CRM_PAYER_UNKNOWN, false}, {{0, -3, -1}, 3, CRM_PAYER_PROMPT, false},
		{{0, 0, 0, 9}, 4, CRM_PAYER_OCCASIONAL, true},
		{{0, 0, 0, 0, 9}, 5, CRM_PAYER_PROMPT, true},
		{{9, 0, 0, 0, 0}, 5, CRM_PAYER_PROMPT, false},
		{{0, 9, 9}, 3, CRM_PAYER_HABITUAL, false},
		{{0, 0, 0, -999}, 4, CRM_PAYER_PROMPT, true}};
	static const char *const clients[] = {"c", NULL};
	struct crm_payer p;
	size_t i;
	int k;

	for (i = 0; i < sizeof t / sizeof *t; i++) {
		book.n = 0;
		for (k = 0; k < t[i].n; k++)
			invoice("c", 400 - 40 * k, t[i].late[k]);
		run(clients, &p);
		ck_assert_msg(p.class == t[i].class, "%zu: %s", i, crm_payer_name(p.class));
		ck_assert_msg(p.first_time == t[i].first, "%zu", i);
	}
	/* 27 29 30 days: the middle, and the nearest rank of 80 in 100 */
	book.n = 0;
	invoice("c", 200, -3);
	invoice("c", 150, -1);
	invoice("c", 100, 0);
	run(clients, &p);
	ck_assert_int_eq(p.median, 29);
	ck_assert_int_eq(p.most, 30);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("backtest");
	TCase *t = tcase_create("backtest");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, apart);
	tcase_add_test(t, future);
	tcase_add_test(t, payers);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
