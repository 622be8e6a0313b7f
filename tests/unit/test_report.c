/* Reports: each format from the same cells, escaping in each, tables that fit (crm(7)). */
#include "tool/report.h"
#include "format/money.h"
#include "unit.h"
#include <locale.h>

static const struct crm_report_column columns[] = {
	{"client", CRM_CELL_TEXT, NULL, 0, false},
	{"days", CRM_CELL_WHOLE, NULL, 0, false},
	{"amount", CRM_CELL_MONEY, NULL, 0, false},
	{"held", CRM_CELL_TEXT, NULL, 0, true},
	{"note", CRM_CELL_TEXT, "Remark", 1, false},
};

static char *text;
static size_t size;

static void begin(struct crm_report *r, const char *format)
{
	r->out = open_memstream(&text, &size);
	r->format = crm_format_find(format, false);
	crm_report_begin(r, columns, sizeof columns / sizeof *columns);
}

static void row(struct crm_report *r, const char *client, const char *note)
{
	crm_report_text(r, crm_str(client));
	crm_report_int(r, -3);
	crm_report_money(r, 120050, crm_currency_find(CRM_STR("EUR")));
	crm_report_none(r);
	crm_report_text(r, crm_str(note));
}

static void expect(struct crm_report *r, const char *want)
{
	crm_report_end(r);
	fclose(r->out);
	ck_assert_str_eq(text, want);
	free(text);
}

START_TEST(csv)
{
	struct crm_report r = {0};

	begin(&r, "csv");
	row(&r, "acme", "a, \"b\"");
	expect(&r, "client,days,amount,held,note\nacme,-3,1200.50,,\"a, \"\"b\"\"\"\n");
	begin(&r, "csv");
	expect(&r, "client,days,amount,held,note\n");
	r.no_header = true;
	begin(&r, "csv");
	expect(&r, "");
}
END_TEST

START_TEST(one_column)
{
	static const struct crm_report_column one[] = {{"x", CRM_CELL_TEXT, NULL, 0, false}};
	struct crm_report r = {.format = crm_format_find("csv", false)};

	r.out = open_memstream(&text, &size);
	crm_report_begin(&r, one, 1);
	crm_report_none(&r);
	expect(&r, "x\n\"\"\n");
}
END_TEST

START_TEST(tsv)
{
	struct crm_report r = {.no_header = true};

	begin(&r, "tsv");
	row(&r, "a\tb", "x\ny\\z\r");
	expect(&r, "a\\tb\t-3\t1200.50\t\tx\\ny\\\\z\\r\n");
}
END_TEST

START_TEST(json)
{
	struct crm_report r = {0};

	begin(&r, "json");
	row(&r, "a\"\\", "\x01\n\x7f\xff\xc3\xa9");
	row(&r, "b", "");
	expect(&r, "[\n{\"client\":\"a\\\"\\\\\",\"days\":-3,\"amount\":\"1200.50\",\"held\":null,"
		   "\"note\":\"\\u0001\\n\\u007f\xef\xbf\xbd\xc3\xa9\"},\n"
		   "{\"client\":\"b\",\"days\":-3,\"amount\":\"1200.50\",\"held\":null,"
		   "\"note\":null}\n]\n");
	begin(&r, "json");
	expect(&r, "[]\n");
}
END_TEST

START_TEST(ndjson)
{
	struct crm_report r = {.no_header = true, .spreadsheet = true};

	begin(&r, "ndjson");
	row(&r, "=a", "x\ny");
	row(&r, "b", "");
	expect(&r, "{\"client\":\"=a\",\"days\":-3,\"amount\":\"1200.50\",\"held\":null,\"note\":\"x\\ny\"}\n"
		   "{\"client\":\"b\",\"days\":-3,\"amount\":\"1200.50\",\"held\":null,\"note\":null}\n");
	begin(&r, "ndjson");
	expect(&r, "");
}
END_TEST

/* A row of the table is whole: it can be found, and writes cells, or is a calendar. */
START_TEST(formats)
{
	const struct crm_format *f;
	struct crm_buf b;

	for (f = crm_formats; f->name; f++) {
		ck_assert_ptr_eq(crm_format_find(f->name, true), f);
		ck_assert_ptr_eq(crm_format_find(f->name, false), f->calendar ? NULL : f);
		ck_assert_msg(f->calendar == !f->cell, "%s", f->name);
	}
	ck_assert_ptr_null(crm_format_find("cs", true));
	ck_assert_ptr_null(crm_format_find("", true));
	ck_assert_str_eq(crm_format_usual(true)->name, "table");
	ck_assert_str_eq(crm_format_usual(false)->name, "csv");
	crm_buf_init(&b);
	crm_format_names(&b, true, "|");
	ck_assert_str_eq(b.p, "csv|tsv|json|ndjson|yaml|table|ics");
	crm_buf_release(&b);
}
END_TEST

START_TEST(yaml)
{
	static const struct crm_report_column on[] = {{"on", CRM_CELL_TEXT, NULL, 0, false}};
	struct crm_report r = {0};

	begin(&r, "yaml");
	row(&r, "no", "");
	expect(&r, "- client: \"no\"\n  days: -3\n  amount: \"1200.50\"\n  held: null\n"
		   "  note: null\n");
	begin(&r, "yaml");
	expect(&r, "[]\n");
	/* a bare `on` is the key true to YAML 1.1 */
	r.out = open_memstream(&text, &size);
	crm_report_begin(&r, on, 1);
	crm_report_text(&r, CRM_STR("x"));
	expect(&r, "- \"on\": \"x\"\n");
}
END_TEST

START_TEST(quiet_empty)
{
	struct crm_report r = {.quiet_empty = true};
	const struct crm_format *f;

	for (f = crm_formats; f->name; f++) {
		if (f->calendar)
			continue;
		begin(&r, f->name);
		expect(&r, "");
	}
}
END_TEST

START_TEST(spreadsheet)
{
	static const char *const bad[] = {"=1", "+1", "-1", "@x", "\tx", "\rx"};
	struct crm_report r = {.no_header = true, .spreadsheet = true};
	char want[64];
	size_t i;

	for (i = 0; i < 4; i++) {
		begin(&r, "csv");
		row(&r, bad[i], "a=1");
		snprintf(want, sizeof want, "'%s,-3,1200.50,,a=1\n", bad[i]);
		expect(&r, want);
	}
	for (; i < 6; i++) {
		begin(&r, "tsv");
		row(&r, bad[i], "");
		snprintf(want, sizeof want, "'\\%cx\t-3\t1200.50\t\t\n", i == 4 ? 't' : 'r');
		expect(&r, want);
	}
	begin(&r, "json");
	row(&r, "=1", "");
	expect(&r, "[\n{\"client\":\"=1\",\"days\":-3,\"amount\":\"1200.50\",\"held\":null,"
		   "\"note\":null}\n]\n");
}
END_TEST

START_TEST(table)
{
	struct crm_report r = {0};

	begin(&r, "table");
	row(&r, "acme", "caf\xc3\xa9 cr\xc3\xa8me");
	row(&r, "x\033[2J", "");
	expect(&r, "client    days   amount  Remark\n"
		   "acme        -3  1200.50  caf\xc3\xa9 cr\xc3\xa8me\n"
		   "x\\x1b[2J    -3  1200.50\n");
	r.no_header = true;
	r.width = 36;
	begin(&r, "table");
	row(&r, "acme", "a note that is far too long for the line");
	expect(&r, "acme      -3  1200.50  a note that \xe2\x80\xa6\n");
	r.width = 10; /* narrower than can be: ten cells stay, and so does every number */
	begin(&r, "table");
	row(&r, "acme", "1234567890");
	expect(&r, "acme      -3  1200.50  1234567890\n");
	begin(&r, "table");
	row(&r, "acme", "12345678901");
	expect(&r, "acme      -3  1200.50  123456789\xe2\x80\xa6\n");
	r.no_header = false;
	r.colour = true;
	begin(&r, "table");
	expect(&r, "\033[1mclient  days  amount  Remark\033[0m\n");
}
END_TEST

START_TEST(table_shows_used_column)
{
	struct crm_report r = {.no_header = true};

	begin(&r, "table");
	row(&r, "a", "");
	crm_report_text(&r, CRM_STR("b"));
	crm_report_none(&r);
	crm_report_none(&r);
	crm_report_text(&r, CRM_STR("dispute"));
	crm_report_text(&r, CRM_STR("n"));
	expect(&r, "a         -3  1200.50\nb                      dispute  n\n");
}
END_TEST

/* Columns that may be left out give way wholly, are named, and numbers are never cut. */
START_TEST(table_leaves_out)
{
	static const struct crm_report_column some[] = {
		{"client", CRM_CELL_TEXT, NULL, 0, false},
		{"fee", CRM_CELL_MONEY, NULL, 3, true},
		{"held", CRM_CELL_TEXT, NULL, 2, true},
		{"note", CRM_CELL_TEXT, NULL, 1, true},
	};
	static const struct {
		int width;
		const char *want;
	} t[] = {
		{0, "acme    40.00  dispute of 1 June\n"},
		{32, "acme    40.00  dispute of 1 June\n"},
		{31, "acme    dispute of 1 June\n(no room for: fee)\n"},
		{24, "acme    dispute of 1 Ju\xe2\x80\xa6\n(no room for: fee)\n"},
		{16, "acme    dispute\xe2\x80\xa6\n(no room for: fee)\n"},
		{15, "acme\n(no room for: fee\n  held)\n"},
		{1, "acme\n(no room for: fee\n  held)\n"},
	};
	struct crm_report r = {.no_header = true};
	size_t i;

	for (i = 0; i < sizeof t / sizeof *t; i++) {
		r.out = open_memstream(&text, &size);
		r.format = crm_format_find("table", false);
		r.width = t[i].width;
		crm_report_begin(&r, some, 4);
		crm_report_text(&r, CRM_STR("acme"));
		crm_report_money(&r, 4000, crm_currency_find(CRM_STR("EUR")));
		crm_report_text(&r, CRM_STR("dispute of 1 June"));
		crm_report_none(&r);
		expect(&r, t[i].want);
	}
}
END_TEST

/* A moment loses its time, never a part of its date; room that is left goes back to the note. */
START_TEST(table_moments)
{
	static const struct crm_report_column some[] = {
		{"due", CRM_CELL_WHEN, NULL, 5, false},
		{"fee", CRM_CELL_MONEY, NULL, 3, true},
		{"note", CRM_CELL_TEXT, NULL, 1, true},
	};
	static const struct {
		int width;
		const char *want;
	} t[] = {
		{41, "2026-06-15T10:00  1240.00  a note of this\n"},
		{40, "2026-06-15\xe2\x80\xa6  1240.00  a note of this\n"},
		{36, "2026-06-15\xe2\x80\xa6  1240.00  a note of this\n"},
		{27, "2026-06-15\xe2\x80\xa6  a note of this\n(no room for: fee)\n"},
		{26, "2026-06-15\xe2\x80\xa6  a note of th\xe2\x80\xa6\n(no room for: fee)\n"},
		{1, "2026-06-15\xe2\x80\xa6\n(no room for: fee\n  note)\n"},
	};
	struct crm_report r = {.no_header = true};
	size_t i;

	for (i = 0; i < sizeof t / sizeof *t; i++) {
		r.out = open_memstream(&text, &size);
		r.format = crm_format_find("table", false);
		r.width = t[i].width;
		crm_report_begin(&r, some, 3);
		crm_report_text(&r, CRM_STR("2026-06-15T10:00"));
		crm_report_money(&r, 124000, crm_currency_find(CRM_STR("EUR")));
		crm_report_text(&r, CRM_STR("a note of this"));
		expect(&r, t[i].want);
	}
}
END_TEST

/* An id keeps its end; a long text goes below its row and is whole there. */
START_TEST(table_long)
{
	static const struct crm_report_column some[] = {
		{"id", CRM_CELL_ID, NULL, 3, false},
		{"fee", CRM_CELL_MONEY, NULL, 1, true},
		{"note", CRM_CELL_LONG, NULL, 2, true},
	};
	static const struct {
		int width;
		const char *want;
	} t[] = {
		{0, "0123456789abcdef  40.00  a note that is rather long\n0123456789abcdeX  40.00  short text\n"
		    "0123456789abcdeY  40.00\n"},
		{51, "0123456789abcdef  40.00  a note that is rather long\n0123456789abcdeX  40.00  short text\n"
		     "0123456789abcdeY  40.00\n"},
		{44, "…89abcdef  40.00  a note that is rather long\n…89abcdeX  40.00  short text\n"
		     "…89abcdeY  40.00\n"},
		{43, "…89abcdef  40.00\n  a note that is rather long\n…89abcdeX  40.00  short text\n"
		     "…89abcdeY  40.00\n"},
		{28, "…89abcdef  40.00\n  a note that is rather long\n…89abcdeX  40.00  short text\n"
		     "…89abcdeY  40.00\n"},
		{27, "…89abcdef  40.00\n  a note that is rather lo…\n…89abcdeX  40.00\n  short text\n"
		     "…89abcdeY  40.00\n"},
		{16, "…89abcdef  40.00\n  a note that i…\n…89abcdeX  40.00\n  short text\n"
		     "…89abcdeY  40.00\n"},
		{2, "…89abcdef\n  …\n…89abcdeX\n  …\n…89abcdeY\n(no room for: fee)\n"},
	};
	static const char *const rows[][2] = {{"0123456789abcdef", "a note that is rather long"},
		{"0123456789abcdeX", "short text"}, {"0123456789abcdeY", ""}};
	struct crm_report r = {.no_header = true};
	size_t i, k;

	for (i = 0; i < sizeof t / sizeof *t; i++) {
		r.out = open_memstream(&text, &size);
		r.format = crm_format_find("table", false);
		r.width = t[i].width;
		crm_report_begin(&r, some, 3);
		for (k = 0; k < 3; k++) {
			crm_report_text(&r, crm_str(rows[k][0]));
			crm_report_money(&r, 4000, crm_currency_find(CRM_STR("EUR")));
			crm_report_text(&r, crm_str(rows[k][1]));
		}
		expect(&r, t[i].want);
	}
}
END_TEST

/* Words go on in their column, and below their row where it has no place; the figure beside them stays. */
START_TEST(table_wraps)
{
	static const struct crm_report_column some[] = {
		{"ref", CRM_CELL_TEXT, NULL, 1, false},
		{"do", CRM_CELL_SAY, NULL, 2, false},
		{"fee", CRM_CELL_MONEY, NULL, 0, true},
	};
	static const struct {
		int width;
		const char *want;
	} t[] = {
		{44, "F1   answer, even in two lines, today  40.00\nF2   wait                              40.00\n"},
		{43, "F1   answer, even in two lines,       40.00\n     today\n"
		     "F2   wait                             40.00\n"},
		{28, "F1   answer, even in   40.00\n     two lines, today\nF2   wait              40.00\n"},
		{27, "F1   40.00\n  answer, even in two line…\nF2   40.00\n  wait\n"},
	};
	struct crm_report r = {.no_header = true};
	size_t i;

	for (i = 0; i < sizeof t / sizeof *t; i++) {
		r.out = open_memstream(&text, &size);
		r.format = crm_format_find("table", false);
		r.width = t[i].width;
		crm_report_begin(&r, some, 3);
		crm_report_text(&r, CRM_STR("F1"));
		crm_report_text(&r, CRM_STR("answer, even in two lines, today"));
		crm_report_money(&r, 4000, crm_currency_find(CRM_STR("EUR")));
		crm_report_text(&r, CRM_STR("F2"));
		crm_report_text(&r, CRM_STR("wait"));
		crm_report_money(&r, 4000, crm_currency_find(CRM_STR("EUR")));
		expect(&r, t[i].want);
	}
}
END_TEST

/* A word longer than its column is broken, in whole signs. */
START_TEST(table_wraps_word)
{
	static const struct crm_report_column some[] = {{"do", CRM_CELL_SAY, NULL, 1, true}};
	struct crm_report r = {.no_header = true, .width = 16};

	r.out = open_memstream(&text, &size);
	r.format = crm_format_find("table", false);
	crm_report_begin(&r, some, 1);
	crm_report_text(&r, CRM_STR("ab \xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"
				    "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9z"));
	expect(&r, "ab\n\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"
		   "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\nz\n");
}
END_TEST

/* A CJK cell is two columns wide: cut in the middle of one, the line stays within its width. */
START_TEST(table_wide)
{
	struct crm_report r = {.no_header = true, .width = 33};

	begin(&r, "table");
	row(&r, "acme", "\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2");
	expect(&r, "acme      -3  1200.50  \xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2"
		   "\xe2\x80\xa6\n");
}
END_TEST

START_TEST(large)
{
	static const char *const all[] = {"csv", "table"};
	struct crm_report r = {0};
	size_t i, j, lines;
	char *p;

	for (j = 0; j < 2; j++) {
		begin(&r, all[j]);
		for (i = 0; i < 20000; i++)
			row(&r, "acme", "a note");
		ck_assert_uint_eq(crm_report_end(&r), 20000);
		fclose(r.out);
		for (lines = 0, p = text; (p = strchr(p, '\n')); p++)
			lines++;
		ck_assert_uint_eq(lines, 20001);
		free(text);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("report");
	TCase *t = tcase_create("report");

	setlocale(LC_CTYPE, "C.UTF-8");
	tcase_add_test(t, csv);
	tcase_add_test(t, one_column);
	tcase_add_test(t, tsv);
	tcase_add_test(t, json);
	tcase_add_test(t, ndjson);
	tcase_add_test(t, formats);
	tcase_add_test(t, yaml);
	tcase_add_test(t, quiet_empty);
	tcase_add_test(t, spreadsheet);
	tcase_add_test(t, table);
	tcase_add_test(t, table_shows_used_column);
	tcase_add_test(t, table_long);
	tcase_add_test(t, table_wraps);
	tcase_add_test(t, table_wraps_word);
	tcase_add_test(t, table_wide);
	tcase_add_test(t, table_leaves_out);
	tcase_add_test(t, table_moments);
	tcase_add_test(t, large);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
