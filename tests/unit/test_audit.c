/* The look through all rows: counts, sums, what refers to nothing, a fingerprint without order. */
#include "remark/audit.h"
#include "unit.h"

static struct crm_policy policy;
static struct crm_audit audit;
static struct crm_finds finds;

static void setup(void)
{
	crm_policy_default(&policy);
	crm_audit_init(&audit, "journal.csv", &policy);
	crm_finds_init(&finds);
}

static void teardown(void)
{
	crm_audit_release(&audit);
	crm_finds_release(&finds);
}

/* A row from its cells behind the id; the number makes the id and is the line. */
static void row(int n, const char *cells)
{
	struct crm_str cell[CRM_COLUMNS];
	struct crm_row r;
	struct crm_err e;
	char id[37];
	const char *end;
	int i;

	snprintf(id, sizeof id, "01890a5d-ac96-774b-bcce-b302%08d", n);
	cell[0] = crm_str(id);
	for (i = 1; i < CRM_COLUMNS; i++, cells = end + (*end == ',')) {
		end = strchrnul(cells, ',');
		cell[i] = (struct crm_str){cells, (size_t)(end - cells)};
	}
	ck_assert_msg(crm_row_check(cell, crm_currency_find(CRM_STR("EUR")), &r, &e) == 0, "%s: %s",
		e.field, e.text);
	r.line = n;
	crm_audit_row(&audit, &r);
}

static const char *const rows[] = {
	"2026-06-01,acme,invoice,,me,F1,10.50,,2026-07-01",
	"2026-06-01,acme,invoice,,me,F2,20,,2026-07-01",
	"2026-06-01,beta,invoice,,me,F3,5,USD,2026-07-01",
	"2026-06-02,acme,payment,,client,F1,10",
	"2026-06-02,acme,payment,,client,F3,10",     /* beta's */
	"2026-06-02,acme,payment,,client,,3",
	"2026-06-02,acme,payment,,client,F1,10",     /* again on that day */
	"2026-06-03,acme,payment,,client,F1,10",     /* on another */
	"2026-06-02,acme,payment,,client,F1,10,USD", /* in another currency */
	"2026-06-02,acme,kept,,me,P1",
	"2026-06-02,acme,resolve,,both,C1",
	"2026-06-02,acme,conflict,ideas,me,C1",
	"2026-06-02,acme,mission,,both,M1",
	"2026-06-02,beta,mission,,both,M1,,,,,,,a goal",
	"2026-06-02,beta,deadline,,me,D1,,,2026-06-09",
	"2026-06-02,acme,gesture,,me,anything",
};

enum { ROWS = sizeof rows / sizeof *rows };

static void pass(bool second, bool backwards)
{
	int i;

	audit.second = second;
	for (i = 0; i < ROWS; i++)
		row(backwards ? ROWS - i : i + 1, rows[backwards ? ROWS - 1 - i : i]);
}

START_TEST(counts)
{
	int eur = crm_currency_find(CRM_STR("EUR")), usd = crm_currency_find(CRM_STR("USD"));

	pass(false, false);
	ck_assert_uint_eq(audit.rows, ROWS);
	ck_assert_uint_eq(audit.clients.n, 2);
	ck_assert_uint_eq(audit.event[CRM_EV_INVOICE], 3);
	ck_assert_int_eq((int)audit.sum[eur][CRM_EV_INVOICE].amount, 3050);
	ck_assert_int_eq((int)audit.sum[usd][CRM_EV_INVOICE].amount, 500);
	/* 10 + 10 + 3 + 10 + 10 */
	ck_assert_int_eq((int)audit.sum[eur][CRM_EV_PAYMENT].amount, 4300);
}
END_TEST

/* Twice from the start, as a reader does that meets ids out of order. */
START_TEST(findings)
{
	static const struct {
		long line;
		const char *field;
	} want[] = {{5, "ref"}, {7, "amount"}, {8, "amount"}, {10, "ref"}, {13, "due"}, {13, "note"}};
	size_t i;

	pass(false, false);
	crm_audit_clear(&audit);
	pass(false, false);
	pass(true, false);
	crm_audit_clear(&audit);
	pass(true, false);
	crm_audit_tell(&audit, &finds);
	crm_finds_sort(&finds);
	ck_assert_uint_eq(finds.n, sizeof want / sizeof *want);
	for (i = 0; i < finds.n; i++) {
		ck_assert_int_eq(finds.item[i].line, want[i].line);
		ck_assert_str_eq(finds.item[i].field, want[i].field);
		ck_assert(finds.item[i].warning);
	}
	ck_assert_uint_eq(audit.rows, ROWS);
}
END_TEST

START_TEST(fingerprint)
{
	char one[65], other[65], empty[65];

	crm_audit_hash(&audit, empty);
	ck_assert_str_eq(empty, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	pass(false, false);
	crm_audit_hash(&audit, one);
	crm_audit_clear(&audit);
	pass(false, true);
	crm_audit_hash(&audit, other);
	ck_assert_str_eq(one, other);
	row(99, "2026-06-02,acme,note");
	crm_audit_hash(&audit, other);
	ck_assert_str_ne(one, other);
}
END_TEST

START_TEST(many_refs)
{
	char cells[64];
	int i;

	for (i = 0; i < 5000; i++) {
		snprintf(cells, sizeof cells, "2026-06-01,acme,invoice,,me,F%d,1,,2026-07-01", i);
		row(i, cells);
	}
	audit.second = true;
	for (i = 0; i < 5001; i++) {
		snprintf(cells, sizeof cells, "2026-06-01,acme,payment,,me,F%d,1", i);
		row(i, cells);
	}
	crm_audit_tell(&audit, &finds);
	ck_assert_uint_eq(finds.n, 1);
	ck_assert_int_eq(finds.item[0].line, 5000);
}
END_TEST

/* The first row of an invoice counts, whatever the order; kinds and tags as at the prompt. */
static const char *const loose[] = {
	"2026-06-01,acme,invoice,,me,F1,10",
	"2026-06-02,acme,invoice,,me,F1,11,,2026-07-01",
	"2026-06-02,acme,invoice,,me,F2,10",
	"2026-06-01,acme,invoice,,me,F2,11,,2026-07-01",
	"2026-06-02,beta,invoice,,me,F2,10",
	"2026-06-01,acme,incident,silly,me,,,,,,3",
	"2026-06-01,acme,hold,anything,me",
	"2026-06-01,acme,note,,me,,,,,,,=x",
	"2026-06-01,acme,note,,me,,,,,,,a=b= c",
	"2026-06-01,acme,letter,,me,F1",
	"2026-06-01,acme,contact,,client,,,,,email,,tone=cross origin=delay late=",
	"2026-06-01,acme,invoice,,me,F3,10,,2026-07-01,,,done=2026-02-30",
	"2026-06-01,acme,invoice,,me,F4,10,,2026-07-01,,,done=2026-02-28",
	"2026-06-01,acme,note,,me,,,,,,,done=later",
	"2026-06-01,acme,contact,,both,,,,,meet,,minutes=00:03:25",
	"2026-06-01,acme,contact,,both,,,,,meet,,minutes=3",
};

START_TEST(as_at_the_prompt)
{
	static const struct {
		long line;
		const char *field, *says;
	} want[] = {{1, "due", "never late"}, {2, "amount", "has 11.00 EUR here and 10.00 EUR in line 1, which counts"},
		{3, "amount", "has 10.00 EUR here and 11.00 EUR in line 4, which counts"}, {5, "due", "never late"}, {6, "kind", "'silly' must be one of"},
		{8, "tags", "'=x' is not a valid tag"}, {10, "kind", "without a kind"},
		{11, "tags", "late= must be one of: yes no"}, {11, "tags", "tone=cross must be one of: warm"},
		{12, "tags", "done=2026-02-30 is not a date"},
		{15, "tags", "minutes=00:03:25 is not a whole number"}};
	enum { LOOSE = sizeof loose / sizeof *loose };
	size_t i, k;
	int n;

	for (n = 0; n < 2; n++) {
		for (k = 0; k < 2; k++) {
			audit.second = k;
			for (i = 0; i < LOOSE; i++) {
				int at = (int)(n ? LOOSE - 1 - i : i);

				row(at + 1, loose[at]);
			}
		}
		crm_audit_tell(&audit, &finds);
		crm_finds_sort(&finds);
		ck_assert_uint_eq(finds.n, sizeof want / sizeof *want);
		for (i = 0; i < finds.n; i++) {
			ck_assert_int_eq(finds.item[i].line, want[i].line);
			ck_assert_str_eq(finds.item[i].field, want[i].field);
			ck_assert_ptr_nonnull(strstr(finds.item[i].text, want[i].says));
			ck_assert(finds.item[i].warning);
		}
		teardown();
		setup();
	}
}
END_TEST

/* Money twice, near each other, and given back although it is not there; in any order. */
static const char *const money[] = {
	"2026-06-01,acme,invoice,,me,F1,100,,2026-07-01",
	"2026-06-02,acme,payment,,client,F1,50",
	"2026-06-09,acme,payment,,client,F1,50",	/* 7 days on */
	"2026-06-17,acme,payment,,client,F1,50",	/* 8 days on */
	"2026-06-17,acme,payment,,client,F2,50",	/* another ref */
	"2026-06-18,acme,payment,,client,F1,50.01",	/* another sum */
	"2026-06-18,beta,payment,,client,F1,50",	/* another client */
	"2026-06-18,acme,credit,,me,F1,50",		/* another event */
	"2026-05-30T10:00,acme,payment,,client,F1,50",	/* three days before the first */
	"2026-06-01,c,payment,,client,,10",
	"2026-06-02,c,refund,,me,,10",
	"2026-06-01,d,payment,,client,,10",
	"2026-06-02,d,refund,,me,,10.01",
	"2026-06-03,d,payment,,client,,5,USD",
	"2026-06-01,e,payment,,client,F7,10",		/* of an invoice that is not there */
	"2026-06-02,e,refund,,me,,10",
	"2026-12-07,f,payment,,client,,11",		/* after today */
	"2026-12-04,f,payment,,client,,12",
	"2026-12-01,f,absence,,client",
};

START_TEST(money_checked)
{
	static const struct {
		long line;
		const char *says;
	} want[] = {{2, "in line 9, on 30 May 2026"}, {3, "in line 2, on 2 June 2026"},
		{13, "there is no money without a ref"}, {18, "2 rows of money are dated after today"}};
	enum { MONEY = sizeof money / sizeof *money };
	size_t i, k, n, m;
	int order;

	for (order = 0; order < 2; order++) {
		audit.today = crm_date_day((struct crm_ymd){2026, 12, 3});
		for (k = 0; k < 2; k++) {
			audit.second = k;
			for (i = 0; i < MONEY; i++) {
				int at = (int)(order ? MONEY - 1 - i : i);

				row(at + 1, money[at]);
			}
		}
		crm_audit_tell(&audit, &finds);
		crm_finds_sort(&finds);
		for (i = n = 0; i < finds.n; i++) {
			if (strstr(finds.item[i].text, "refers to nothing"))
				continue;
			m = n++;
			ck_assert_uint_lt(m, sizeof want / sizeof *want);
			ck_assert_int_eq(finds.item[i].line, want[m].line);
			ck_assert_msg(strstr(finds.item[i].text, want[m].says) != NULL, "%s", finds.item[i].text);
		}
		ck_assert_uint_eq(n, sizeof want / sizeof *want);
		teardown();
		setup();
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("audit");
	TCase *t = tcase_create("audit");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, counts);
	tcase_add_test(t, money_checked);
	tcase_add_test(t, findings);
	tcase_add_test(t, fingerprint);
	tcase_add_test(t, many_refs);
	tcase_add_test(t, as_at_the_prompt);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
