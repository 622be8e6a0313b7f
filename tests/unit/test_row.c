/* Rows: every column's rule, tags, the escape of notes, and a line that reads back as itself. */
#include "book/row.h"
#include "unit.h"

#define ID "01890a5d-ac96-774b-bcce-b302099a8057"

/* A good invoice with one cell exchanged. */
static int check(enum crm_column col, struct crm_str with, struct crm_row *row, struct crm_err *e)
{
	static const char *const good[CRM_COLUMNS] = {ID, "2026-06-15", "acme", "invoice", "", "me",
		"F1", "1200.50", "", "2026-07-15", "", "", "", "Refonte"};
	struct crm_str cell[CRM_COLUMNS];
	int i;

	for (i = 0; i < CRM_COLUMNS; i++)
		cell[i] = crm_str(good[i]);
	cell[col] = with;
	return crm_row_check(cell, crm_currency_find(CRM_STR("EUR")), row, e);
}

static const struct {
	enum crm_column col;
	const char *cell;
	bool good;
} cases[] = {
	{CRM_COL_ID, "", false}, {CRM_COL_ID, "01890A5D-AC96-774B-BCCE-B302099A8057", false},
	{CRM_COL_ID, "5c146b14-3c52-8afd-938a-375d0df1fbf6", true}, {CRM_COL_AT, "", false},
	{CRM_COL_AT, "2026-02-29", false}, {CRM_COL_AT, "2024-02-29", true},
	{CRM_COL_AT, "2026-06-15T23:59", true}, {CRM_COL_AT, "2026-06-15T24:00", false},
	{CRM_COL_AT, "2026-06-15 10:00", false}, {CRM_COL_AT, "15/06/2026", false},
	{CRM_COL_CLIENT, "", false}, {CRM_COL_CLIENT, "Acme", false},
	{CRM_COL_CLIENT, "-n", false}, {CRM_COL_CLIENT, "../x", false}, {CRM_COL_CLIENT, "a", true},
	{CRM_COL_CLIENT, "a.b_c-9", true}, {CRM_COL_CLIENT, "caf\xc3\xa9", false},
	{CRM_COL_CLIENT, "x123456789012345678901234567890123456789012345678901234567890123", true},
	{CRM_COL_CLIENT, "x1234567890123456789012345678901234567890123456789012345678901234", false},
	{CRM_COL_EVENT, "", false}, {CRM_COL_EVENT, "in", false},
	{CRM_COL_EVENT, "invoices", false}, {CRM_COL_EVENT, "payment", true},
	{CRM_COL_KIND, "never-heard-of", true}, {CRM_COL_BY, "", true}, {CRM_COL_BY, "both", true},
	{CRM_COL_BY, "them", false}, {CRM_COL_REF, "", false}, {CRM_COL_AMOUNT, "", false},
	{CRM_COL_AMOUNT, "0", true}, {CRM_COL_AMOUNT, "12,50", false}, {CRM_COL_AMOUNT, "-1", false},
	{CRM_COL_AMOUNT, "1.005", false}, {CRM_COL_AMOUNT, "10000000000.00", true},
	{CRM_COL_AMOUNT, "10000000000.01", false}, {CRM_COL_AMOUNT, "99999999999999999999", false},
	{CRM_COL_AMOUNT, "1e3", false}, {CRM_COL_AMOUNT, ".5", false}, {CRM_COL_AMOUNT, "5.", false},
	{CRM_COL_CURRENCY, "CHF", true}, {CRM_COL_CURRENCY, "eur", false},
	{CRM_COL_CURRENCY, "EURO", false}, {CRM_COL_CURRENCY, "JPY", false}, /* 1200.50 yen */
	{CRM_COL_DUE, "", true}, {CRM_COL_DUE, "2026-07-15T12:00", true},
	{CRM_COL_DUE, "30d", false}, {CRM_COL_LEVEL, "1", true}, {CRM_COL_LEVEL, "5", true},
	{CRM_COL_LEVEL, "0", false}, {CRM_COL_LEVEL, "6", false}, {CRM_COL_LEVEL, "03", false},
	{CRM_COL_CHANNEL, "pigeon", true}, {CRM_COL_TAGS, "a b=c", true}, {CRM_COL_NOTE, "", true},
};

START_TEST(columns)
{
	struct crm_row row;
	struct crm_err e = {0};
	int r = check(cases[_i].col, crm_str(cases[_i].cell), &row, &e);
	const char *name = crm_columns[cases[_i].col];
	char shown[64];

	snprintf(shown, sizeof shown, "'%.60s'", cases[_i].cell);
	ck_assert_msg((r == 0) == cases[_i].good, "%s '%s'", name, cases[_i].cell);
	if (r) {
		ck_assert_int_eq(e.status, CRM_PARTIAL);
		/* an amount that only its currency refuses is the amount's fault */
		if (cases[_i].col == CRM_COL_CURRENCY && strcmp(cases[_i].cell, "JPY") == 0)
			name = "amount";
		else
			ck_assert_ptr_nonnull(strstr(e.text, shown));
		ck_assert_str_eq(e.field, name);
	}
}
END_TEST

START_TEST(typed)
{
	struct crm_row row;
	struct crm_err e;

	ck_assert_int_eq(check(CRM_COL_LEVEL, CRM_STR(""), &row, &e), 0);
	ck_assert_int_eq(row.event, CRM_EV_INVOICE);
	ck_assert_int_eq(row.by, CRM_BY_ME);
	ck_assert_int_eq(row.level, 0);
	ck_assert(row.has_amount && row.amount == 120050);
	ck_assert_str_eq(crm_currency_code(row.currency), "EUR");
	ck_assert_int_eq(row.at.min, CRM_NO_MIN);
	ck_assert_int_eq(row.due.day - row.at.day, 30);
	ck_assert_int_eq(row.line, 0);
}
END_TEST

START_TEST(nobody)
{
	struct crm_str cell[CRM_COLUMNS] = {CRM_STR(ID), CRM_STR("2026-06-15")};
	struct crm_row row;
	struct crm_err e;
	int ev;

	for (ev = 1; ev < CRM_EVENTS; ev++) {
		cell[CRM_COL_EVENT] = crm_str(crm_events[ev].name);
		cell[CRM_COL_REF] = CRM_STR("r");
		cell[CRM_COL_AMOUNT] = CRM_STR("1");
		cell[CRM_COL_DUE] = CRM_STR("2026-06-20");
		ck_assert_msg((crm_row_check(cell, 0, &row, &e) == 0) ==
			(ev == CRM_EV_ABSENCE || ev == CRM_EV_HOLD || ev == CRM_EV_RELEASE ||
				ev == CRM_EV_SELF || ev == CRM_EV_NOTE || ev == CRM_EV_VOID),
			"%s", crm_events[ev].name);
	}
}
END_TEST

START_TEST(long_cell)
{
	char text[2000];
	struct crm_row row;
	struct crm_err e;
	size_t i;

	/* two-byte characters: what is shown of them must not end in half of one */
	for (i = 0; i < sizeof text; i += 2)
		memcpy(text + i, "\xc3\xa9", 2);
	ck_assert_int_eq(check(CRM_COL_BY, (struct crm_str){text, sizeof text}, &row, &e), -1);
	ck_assert_uint_lt(strlen(e.text), 200);
	ck_assert_ptr_nonnull(strstr(e.text, "\xc3\xa9' "));
	ck_assert_int_eq(check(CRM_COL_BY, (struct crm_str){text + 1, sizeof text - 1}, &row, &e), -1);
}
END_TEST

START_TEST(tags)
{
	struct crm_str v, t = CRM_STR("status=sent mid=<a@b> noreply key= x=1 x=2");

	ck_assert(crm_tag(t, "status", &v) && crm_str_is(v, "sent"));
	ck_assert(crm_tag(t, "mid", &v) && crm_str_is(v, "<a@b>"));
	ck_assert(crm_tag(t, "noreply", &v) && v.n == 0);
	ck_assert(crm_tag(t, "key", &v) && v.n == 0);
	ck_assert(crm_tag(t, "x", &v) && crm_str_is(v, "1"));
	ck_assert(!crm_tag(t, "stat", &v));
	ck_assert(crm_tag_word(t, "noreply"));
	ck_assert(!crm_tag_word(t, "status"));
	ck_assert(!crm_tag_word(t, "key"));
	ck_assert(!crm_tag_word(CRM_STR(""), "noreply"));
	ck_assert(!crm_tag(t, "noreplyx", &v));
	ck_assert(!crm_tag(CRM_STR(""), "a", &v));
}
END_TEST

START_TEST(notes)
{
	static const struct {
		const char *text, *stored;
	} t[] = {{"", ""}, {"plain", "plain"}, {"a\nb", "a\\nb"}, {"a\\nb", "a\\\\nb"},
		{"\\", "\\\\"}, {"\n\\\n", "\\n\\\\\\n"}};
	struct crm_buf a, b;
	size_t i;

	crm_buf_init(&a);
	crm_buf_init(&b);
	for (i = 0; i < sizeof t / sizeof *t; i++) {
		crm_buf_clear(&a);
		crm_buf_clear(&b);
		crm_note_escape(&a, crm_str(t[i].text));
		ck_assert_str_eq(a.p, t[i].stored);
		crm_note_unescape(&b, crm_buf_view(&a));
		ck_assert_str_eq(b.p, t[i].text);
	}
	crm_buf_clear(&a);
	crm_note_escape(&a, CRM_STR("a\r\nb"));
	ck_assert_str_eq(a.p, "a\\nb");
	crm_buf_clear(&b);
	crm_note_unescape(&b, CRM_STR("c:\\temp \\")); /* written by hand: nothing is lost */
	ck_assert_str_eq(b.p, "c:\\temp \\");
	crm_buf_release(&a);
	crm_buf_release(&b);
}
END_TEST

START_TEST(line)
{
	struct crm_row row;
	struct crm_buf b;
	struct crm_err e;

	crm_buf_init(&b);
	ck_assert_int_eq(check(CRM_COL_NOTE, CRM_STR("a, \"b\""), &row, &e), 0);
	crm_row_line(&b, &row);
	ck_assert_str_eq(b.p, ID ",2026-06-15,acme,invoice,,me,F1,1200.50,EUR,2026-07-15,,,,"
				 "\"a, \"\"b\"\"\"\n");
	row.has_amount = false;
	row.by = CRM_BY_NONE;
	row.level = 4;
	row.at.min = 0;
	row.note = CRM_STR("");
	crm_buf_clear(&b);
	crm_row_line(&b, &row);
	ck_assert_str_eq(b.p, ID ",2026-06-15T00:00,acme,invoice,,,F1,,,2026-07-15,,4,,\n");
	crm_buf_release(&b);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("row");
	TCase *t = tcase_create("row");

	tcase_add_loop_test(t, columns, 0, (int)(sizeof cases / sizeof *cases));
	tcase_add_test(t, typed);
	tcase_add_test(t, nobody);
	tcase_add_test(t, long_cell);
	tcase_add_test(t, tags);
	tcase_add_test(t, notes);
	tcase_add_test(t, line);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
