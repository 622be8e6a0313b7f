/* What was agreed on for an invoice: one date or a plan, filled by what is paid, kept or broken. */
#include "case/money/agreement.h"
#include "case/holds.h"
#include "rulebook.h"
#include "unit.h"

static struct rules r;

static void start(void)
{
	rules_start(&r, "2026-07-15");
}

static void stop(void)
{
	rules_stop(&r);
}

static struct crm_invoice inv;

/* The agreement about F1 of acme; false: none. */
static bool agreed(struct crm_agreement *g)
{
	struct crm_case *c = crm_view_open(&r.view, 0);

	ck_assert(crm_invoice_of(c, crm_thread_of(c, crm_case_word(c, CRM_STR("F1"))), &inv));
	return crm_agreement_of(&inv, &r.mem, g);
}

static bool broken(const struct crm_agreement *g)
{
	return crm_agreement_broken(g, &r.calendar, &r.policy, r.view.now.day);
}

/* Hold text of F1 on the day of the view. */
static unsigned held(int32_t *until)
{
	struct crm_agreement g;
	struct crm_held h;
	struct crm_sent none = {.step = -1};

	(void)agreed(&g);
	crm_held_of(&r.view.c, crm_standing_of(&r.view, 0), &inv, crm_invoice_balance(&inv), &none, &h);
	*until = h.agreed;
	return h.why;
}

#define INVOICE "2026-05-01 acme invoice ref=F1 amount=950 due=2026-05-31"
#define FIRST	"2026-06-10 acme renegotiate ref=F1 amount=450 due=2026-06-30"
#define SECOND	"2026-06-10 acme renegotiate ref=F1 amount=500 due=2026-07-31"

static const char *const one_date[] = {INVOICE, "2026-06-10 acme renegotiate ref=F1 due=2026-07-31",
	"2026-06-20 acme payment ref=F1 amount=50", "2026-06-11 acme renegotiate ref=F1 amount=900", NULL};

START_TEST(a_date_for_all)
{
	struct crm_agreement g;

	rules_rows(&r, one_date, (unsigned)_i);
	ck_assert(agreed(&g)); /* a row without a date agrees on nothing */
	ck_assert(!g.plan);
	ck_assert_uint_eq(g.parts, 1);
	ck_assert_int_eq(g.open, 95000);
	ck_assert_int_eq(g.part[0].left, 90000);
	ck_assert_int_eq(g.due, day_of("2026-07-31"));
}
END_TEST

static const char *const plan[] = {INVOICE, SECOND, FIRST,
	"2026-06-01 acme renegotiate ref=F1 amount=100 due=2026-06-05", /* an earlier plan */
	"2026-06-10 acme renegotiate ref=F1 amount=100 currency=USD due=2026-06-12", NULL};

START_TEST(instalments_of_one_day)
{
	struct crm_agreement g;

	rules_rows(&r, plan, (unsigned)_i);
	r.view.now.day = day_of("2026-06-20");
	ck_assert(agreed(&g));
	/* the newest row has the last id: it is no instalment here, and so one date for all */
	ck_assert(!g.plan);
	ck_assert_int_eq(g.due, day_of("2026-06-12"));
}
END_TEST

static const char *const two[] = {INVOICE, SECOND, FIRST,
	"2026-06-01 acme renegotiate ref=F1 amount=100 due=2026-06-05",
	"2026-06-25 acme payment ref=F1 amount=200", "2026-06-29 acme payment ref=F1 amount=300", NULL};

START_TEST(payments_fill_by_date)
{
	struct crm_agreement g;

	rules_rows(&r, two, (unsigned)_i);
	ck_assert(agreed(&g));
	ck_assert(g.plan);
	ck_assert_uint_eq(g.parts, 2);
	ck_assert_int_eq(g.sum, 95000);
	ck_assert_int_eq(g.open, 95000);
	ck_assert_int_eq(g.part[0].row->due, day_of("2026-06-30"));
	ck_assert_int_eq(g.part[0].left, 0);
	ck_assert_int_eq(g.part[1].left, 45000); /* 50 of the first payments are left for it */
	ck_assert_int_eq(g.due, day_of("2026-07-31"));
	ck_assert(!broken(&g));
}
END_TEST

/* What came before the plan is no instalment; what comes on its day is one if the plan needs it. */
static const struct {
	const char *paid;
	int64_t open, left;
} same_day[] = {
	{"2026-06-09 acme payment ref=F1 amount=450", 50000, 45000},
	{"2026-06-10 acme payment ref=F1 amount=450", 95000, 0},
	{"2026-06-11 acme payment ref=F1 amount=450", 95000, 0},
};

START_TEST(money_of_the_day)
{
	struct crm_agreement g;

	rules_row_add(&r, INVOICE, 1);
	rules_row_add(&r, FIRST, 2);
	rules_row_add(&r, SECOND, 3);
	rules_row_add(&r, same_day[_i].paid, 4);
	ck_assert(agreed(&g));
	ck_assert_int_eq(g.open, same_day[_i].open);
	ck_assert_int_eq(g.part[0].left, same_day[_i].left);
}
END_TEST

/* A first sum on the table, then a plan for the rest, on one day. */
START_TEST(money_on_the_table)
{
	struct crm_agreement g;

	rules_row_add(&r, "2026-05-01 acme invoice ref=F1 amount=1150 due=2026-05-31", 1);
	rules_row_add(&r, "2026-06-10 acme payment ref=F1 amount=200", 2);
	rules_row_add(&r, FIRST, 3);
	rules_row_add(&r, SECOND, 4);
	ck_assert(agreed(&g));
	ck_assert_int_eq(g.open, 95000);
	ck_assert_int_eq(g.part[0].left, 45000);
}
END_TEST

/* 30 June 2026 is a Tuesday; a day of grace, then the missed instalment ends the hold, and the money
 * that comes later holds again but mends nothing. */
static const struct {
	const char *today, *paid;
	unsigned why;
	const char *agreed;
	bool broken;
} days[] = {
	{"2026-06-30", NULL, CRM_HOLD_AGREED, "2026-06-30", false},
	{"2026-07-01", NULL, CRM_HOLD_AGREED, "2026-06-30", false},
	{"2026-07-02", NULL, 0, "2026-06-30", true},
	{"2026-07-02", "2026-07-01 acme payment ref=F1 amount=450", CRM_HOLD_AGREED, "2026-07-31", false},
	{"2026-07-02", "2026-07-01 acme payment ref=F1 amount=449.99", 0, "2026-06-30", true},
	{"2026-07-09", "2026-07-09 acme payment ref=F1 amount=450", CRM_HOLD_AGREED, "2026-07-31", true},
	{"2026-07-09", "2026-07-01 acme credit ref=F1 amount=450", CRM_HOLD_AGREED, "2026-07-31", false},
	{"2026-08-04", "2026-07-01 acme payment ref=F1 amount=450", 0, "2026-07-31", true},
	{"2026-08-04", "2026-06-20 acme payment ref=F1 amount=950", 0, "2026-07-31", false},
};

START_TEST(held_while_covered)
{
	struct crm_agreement g;
	int32_t until;

	r.view.now.day = day_of(days[_i].today);
	rules_row_add(&r, INVOICE, 1);
	rules_row_add(&r, SECOND, 2);
	rules_row_add(&r, FIRST, 3);
	if (days[_i].paid)
		rules_row_add(&r, days[_i].paid, 4);
	ck_assert_uint_eq(held(&until), days[_i].why);
	ck_assert_int_eq(until, day_of(days[_i].agreed));
	ck_assert(agreed(&g));
	ck_assert_int_eq(broken(&g), days[_i].broken);
}
END_TEST

/* What is missed is asked for, all of it at the end or when the plan says so. */
static const struct {
	const char *today, *tags;
	int64_t asked;
	bool missed;
} asks[] = {
	{"2026-07-01", "", 95000, false},
	{"2026-07-02", "", 45000, true},
	{"2026-07-31", "", 45000, true},
	{"2026-08-01", "", 95000, true},
	{"2026-07-02", " tags=whole", 95000, true},
};

START_TEST(only_what_fell_due)
{
	struct crm_agreement g;
	char row[2][128];

	r.view.now.day = day_of(asks[_i].today);
	snprintf(row[0], sizeof row[0], "%s%s", FIRST, asks[_i].tags);
	snprintf(row[1], sizeof row[1], "%s%s", SECOND, asks[_i].tags);
	rules_row_add(&r, INVOICE, 1);
	rules_row_add(&r, row[0], 2);
	rules_row_add(&r, row[1], 3);
	ck_assert(agreed(&g));
	ck_assert_int_eq(crm_agreement_asked(&g, &r.calendar, &r.policy, r.view.now.day, 95000), asks[_i].asked);
	ck_assert_int_eq(crm_agreement_missed(&g, &r.calendar, &r.policy, r.view.now.day) != NULL, asks[_i].missed);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("agreement");
	TCase *t = tcase_create("agreement");

	tcase_add_checked_fixture(t, start, stop);
	tcase_add_loop_test(t, a_date_for_all, 0, TURNS);
	tcase_add_loop_test(t, only_what_fell_due, 0, (int)(sizeof asks / sizeof *asks));
	tcase_add_loop_test(t, instalments_of_one_day, 0, TURNS);
	tcase_add_loop_test(t, payments_fill_by_date, 0, TURNS);
	tcase_add_loop_test(t, money_of_the_day, 0, 3);
	tcase_add_test(t, money_on_the_table);
	tcase_add_loop_test(t, held_while_covered, 0, 9);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
