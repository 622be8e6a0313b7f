/* Rows that wait to be added: what the journal has, has with other content, or has taken back. */
#include "import/incoming.h"
#include "unit.h"

#define ID "01890a5d-ac96-774b-bcce-b302000000"
/* What follows ID "01" when it is taken back, and what follows that: SHA-256 of the 36 characters as a
 * UUID of version 8, worked out elsewhere.  They are in books: they must not change. */
#define NEXT  "e4e4af85-8cb1-8442-8ce4-eca16d7085be"
#define THIRD "a31bc3b8-dd04-810d-a111-8b441927d817"

static struct crm_incoming in;
static struct crm_finds finds;
static struct crm_buf lines;
static struct crm_err err;

static void setup(void)
{
	crm_incoming_init(&in);
	crm_finds_init(&finds);
	crm_buf_init(&lines);
}

static void teardown(void)
{
	crm_incoming_release(&in);
	crm_finds_release(&finds);
	crm_buf_release(&lines);
}

static void row_of(struct crm_row *r, const char *cells)
{
	static struct crm_str cell[CRM_COLUMNS];
	struct crm_err e;
	const char *end;
	int i;

	for (i = 0; i < CRM_COLUMNS; i++, cells = end + (*end == ',')) {
		end = strchrnul(cells, ',');
		cell[i] = (struct crm_str){cells, (size_t)(end - cells)};
	}
	ck_assert_msg(crm_row_check(cell, crm_currency_find(CRM_STR("EUR")), r, &e) == 0, "%s: %s",
		e.field, e.text);
}

static int add(const char *cells, bool own, bool terms)
{
	struct crm_incoming_source from = {.line = in.n ? 3 : 2, .own = own, .terms = terms};
	struct crm_row r;

	row_of(&r, cells);
	return crm_incoming_add(&in, &r, from, &err);
}

/* Look through a journal, forwards or backwards, and once more from its beginning as a reader does. */
static void look(const char *const *journal, int n, bool backwards)
{
	struct crm_row r;
	int i, twice;

	do
		for (twice = 0; twice < 2; twice++) {
			crm_incoming_begin(&in);
			for (i = 0; i < n; i++) {
				row_of(&r, journal[backwards ? n - 1 - i : i]);
				crm_incoming_there(&in, &r);
			}
		}
	while (crm_incoming_next(&in));
}

#define INVOICE ID "01,2026-06-01,acme,invoice,,me,F1,5"
#define VOID(n, client, id) ID #n ",2026-06-02," client ",void,,me," id
#define DUE     ",,2026-07-01"

static const struct {
	const char *row;
	bool own, terms;
	const char *journal[4];
	size_t fresh, back, fresh_again;
	const char *id;	   /* of the row that is added; NULL: none, or its own */
	const char *field, *says; /* of the finding; NULL: none */
} cases[] = {
	{INVOICE DUE, false, false, {NULL}, 1, 0, 1, NULL, NULL, NULL},
	{INVOICE DUE, false, false, {INVOICE ".00" DUE}, 0, 0, 0, NULL, NULL, NULL},
	/* a void that names another row, or stands for another client */
	{INVOICE DUE, false, false, {INVOICE DUE, VOID(09, "acme", ID "02")}, 0, 0, 0, NULL, NULL, NULL},
	{INVOICE DUE, false, false, {INVOICE DUE, VOID(09, "beta", ID "01")}, 0, 0, 0, NULL, NULL, NULL},
	/* another amount; the due date only where the input says it */
	{INVOICE DUE, false, false, {INVOICE "5" DUE}, 0, 0, 0, NULL, "amount",
		"the journal has '55.00', this file has '5.00'; to take the latter, crm-log --void " ID "01 and"},
	{INVOICE DUE, false, false, {INVOICE}, 0, 0, 0, NULL, "due", "the journal has '', this file has '2026-07-01'"},
	{INVOICE DUE, false, true, {INVOICE}, 0, 0, 0, NULL, NULL, NULL},
	{INVOICE DUE, false, true, {INVOICE "5"}, 0, 0, 0, NULL, "amount", "the journal has '55.00'"},
	/* taken back: left out, or added under the next id */
	{INVOICE DUE, false, false, {INVOICE DUE, VOID(09, "acme", ID "01")}, 0, 1, 1, NEXT, NULL, NULL},
	{INVOICE DUE, true, false, {INVOICE "5", VOID(09, "acme", ID "01")}, 0, 1, 1, NEXT, NULL, NULL},
	{INVOICE DUE, false, false, {VOID(09, "acme", ID "01")}, 0, 1, 1, NEXT, NULL, NULL},
	/* the next one is there, or is another, or is taken back as well */
	{INVOICE DUE, false, false,
		{VOID(09, "acme", ID "01"), NEXT ",2026-06-01,acme,invoice,,me,F1,5" DUE}, 0, 0, 0, NULL,
		NULL, NULL},
	{INVOICE DUE, false, false,
		{VOID(09, "acme", ID "01"), NEXT ",2026-06-01,acme,invoice,,me,F1,6" DUE}, 0, 0, 0, NULL,
		"amount", "the journal has '6.00', this file has '5.00'; to take the latter, crm-log --void " NEXT},
	{INVOICE DUE, false, false,
		{VOID(09, "acme", ID "01"), VOID(08, "acme", NEXT),
			NEXT ",2026-06-01,acme,invoice,,me,F1,6" DUE},
		0, 1, 1, THIRD, NULL, NULL},
	/* the map named another client before; a copy with its own id is another row */
	{INVOICE DUE, false, false, {ID "01,2026-06-01,beta,invoice,,me,F1,5" DUE}, 0, 0, 0, NULL, "client",
		"the journal has 'beta', this file has 'acme'; to take the latter, crm-log --void --client=beta " ID "01"},
	{INVOICE DUE, true, false, {ID "01,2026-06-01,beta,invoice,,me,F1,5" DUE}, 1, 0, 1, NULL, NULL,
		NULL},
	{INVOICE DUE, false, false,
		{ID "01,2026-06-01,beta,invoice,,me,F1,5" DUE, VOID(09, "beta", ID "01")}, 1, 0, 1, NULL,
		NULL, NULL},
	{INVOICE DUE, false, false,
		{INVOICE DUE, ID "01,2026-06-01,beta,invoice,,me,F1,5" DUE}, 0, 0, 0, NULL, NULL, NULL},
	/* a void cannot be taken back */
	{VOID(09, "acme", ID "01"), true, false,
		{VOID(09, "acme", ID "01"), VOID(08, "acme", ID "09")}, 0, 0, 0, NULL, NULL, NULL},
};

START_TEST(each)
{
	struct crm_incoming_count n;
	int k, rows = 0;

	while (cases[_i].journal[rows])
		rows++;
	for (k = 0; k < 2; k++) {
		ck_assert_int_eq(add(cases[_i].row, cases[_i].own, cases[_i].terms), 0);
		look(cases[_i].journal, rows, k);
		n = crm_incoming_lines(&in, false, &lines);
		ck_assert_uint_eq(n.fresh, cases[_i].fresh);
		ck_assert_uint_eq(n.back, cases[_i].back);
		crm_buf_clear(&lines);
		n = crm_incoming_lines(&in, true, &lines);
		ck_assert_uint_eq(n.fresh, cases[_i].fresh_again);
		if (cases[_i].id)
			ck_assert_msg(strncmp(lines.p, cases[_i].id, 36) == 0, "%.36s", lines.p);
		crm_incoming_tell(&in, "in.csv", &finds);
		ck_assert_uint_eq(finds.n, cases[_i].field != NULL);
		if (finds.n) {
			ck_assert_str_eq(finds.item[0].field, cases[_i].field);
			ck_assert_int_eq(finds.item[0].line, 2);
			ck_assert(!finds.item[0].warning);
			ck_assert_msg(strstr(finds.item[0].text, cases[_i].says) != NULL, "%s",
				finds.item[0].text);
		}
		teardown();
		setup();
	}
}
END_TEST

START_TEST(input)
{
	char cells[64];
	int i;

	ck_assert_int_eq(add(INVOICE, true, false), 0);
	ck_assert_int_eq(add(INVOICE, true, false), 0);
	ck_assert_uint_eq(in.n, 1);
	ck_assert_int_eq(add(INVOICE "5", true, false), -1);
	ck_assert_str_eq(err.field, "id");
	ck_assert_int_eq(add(ID "01,2026-06-01,beta,invoice,,me,F1,5", true, false), 0);
	for (i = 10; i < 1000; i++) {
		snprintf(cells, sizeof cells, "01890a5d-ac96-774b-bcce-b302%08d,2026-06-01,acme,note", i);
		ck_assert_int_eq(add(cells, false, false), 0);
		ck_assert_int_eq(add(cells, false, false), 0);
	}
	ck_assert_uint_eq(in.n, 992);
	look(NULL, 0, false);
	ck_assert_uint_eq(crm_incoming_lines(&in, false, &lines).fresh, 992);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("incoming");
	TCase *t = tcase_create("incoming");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, each, 0, (int)(sizeof cases / sizeof *cases));
	tcase_add_test(t, input);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
