/* The layout of a letter: tables in both forms, blocks that leave each other room, the foot. */
#include "format/date.h"
#include "letter/paper/pdf.h"
#include "letter/paper/qr.h"
#include "unit.h"

static struct crm_buf out;
static struct crm_err err;
static struct crm_page page;
static struct crm_str from[1], to[1];

static void setup(void)
{
	crm_buf_init(&out);
	from[0] = crm_str("Zoé Lefèvre");
	to[0] = crm_str("Acme SARL");
	page = (struct crm_page){.from = from, .from_n = 1, .to = to, .to_n = 1,
		.subject = crm_str("Mise en demeure"), .body = crm_str("Madame,\n")};
}

static void teardown(void)
{
	crm_buf_release(&out);
}

static const char table[] = "| Facture | Échéance | Principal |\n|---|\n"
			    "| F1 | 1er mai 2026 | 1 200,00 € |\n| F22 | 2 mai 2026 | 5,00 € |\n|---|\n"
			    "| Total | | 1 205,00 € |\n\nMerci.\n";

START_TEST(cells)
{
	struct crm_str cell[4];
	size_t width[4];

	ck_assert(crm_sheet_row(crm_str("| a | b |")));
	ck_assert(!crm_sheet_row(crm_str("| a | b")));
	ck_assert(!crm_sheet_row(crm_str("a | b |")));
	ck_assert(!crm_sheet_row(crm_str("||")));
	ck_assert(crm_sheet_rule(crm_str("|---|")));
	ck_assert_uint_eq(crm_sheet_cells(crm_str("| a |  | c c |"), cell, 4), 3);
	ck_assert(crm_str_is(cell[0], "a") && cell[1].n == 0 && crm_str_is(cell[2], "c c"));
	ck_assert_uint_eq(crm_sheet_cells(crm_str("|a|b|c|d|e|"), cell, 4), 4);
	ck_assert_uint_eq(crm_sheet_widths(crm_str(table), width, 4), 3);
	ck_assert(width[0] == 7 && width[1] == 12 && width[2] == 10);
}
END_TEST

START_TEST(table_as_text)
{
	page.body = crm_str(table);
	crm_pdf_text(&page, &out);
	ck_assert_msg(strstr(out.p, "\n"
				    "Facture      Échéance   Principal\n"
				    "---------------------------------\n"
				    "F1       1er mai 2026  1 200,00 €\n"
				    "F22        2 mai 2026      5,00 €\n"
				    "---------------------------------\n"
				    "Total                  1 205,00 €\n"
				    "\nMerci.\n") != NULL,
		"%s", out.p);
}
END_TEST

/* titles and sums in bold, a stop for each column but the first, the last one at the margin */
START_TEST(table_on_paper)
{
	page.body = crm_str(table);
	ck_assert_int_eq(crm_sheet_source(&page, 1, &out, &err), 0);
	ck_assert_msg(strstr(out.p, ".ta 298042uR 453543uR\n.ft B\n"
				    "\\&Facture\t\\&Échéance\t\\&Principal\n.br\n.ft R\n") != NULL,
		"%s", out.p);
	ck_assert_ptr_nonnull(strstr(out.p, "\n\\&F22\t\\&2\\~mai\\~2026\t\\&5,00 €\n.br\n"));
	ck_assert_ptr_nonnull(strstr(out.p, ".ft B\n\\&Total\t\\&\t\\&1 205,00 €\n"));
}
END_TEST

/* the blanks within a date, and between a number and its word; not within 4 500 or an address, nor behind a year */
START_TEST(dates)
{
	static const char *const t[][2] = {{"au 5 mai 2026.", "au 5\\~mai\\~2026."},
		{"1er mai 2026 au", "1er\\~mai\\~2026 au"}, {"to 15 May 2026", "to 15\\~May\\~2026"},
		{"le 2 ao\xc3\xbbt", "le 2\\~ao\xc3\xbbt"}, {"de 4 500 et", "de 4 500\\~et"},
		{"34000 Lunel", "34000 Lunel"}, {"IBAN FR76 3000 6000", "IBAN FR76 3000 6000"},
		{"F12 et 5", "F12 et 5"}, {"er mai", "er mai"}, {"a 20265", "a 20265"},
		{"lot 2026b", "lot 2026b"}, {"5 ", "5 "}, {" 2026", " 2026"}};
	char want[64];
	size_t i;

	for (i = 0; i < sizeof t / sizeof *t; i++) {
		crm_buf_clear(&out);
		page.body = crm_str(t[i][0]);
		ck_assert_int_eq(crm_sheet_source(&page, 1, &out, &err), 0);
		snprintf(want, sizeof want, "\n\\&%s\n", t[i][1]);
		ck_assert_msg(strstr(out.p, want) != NULL, "%s", t[i][0]);
	}
}
END_TEST

START_TEST(foot)
{
	ck_assert_int_eq(crm_sheet_source(&page, 3, &out, &err), 0);
	ck_assert_ptr_nonnull(strstr(out.p, ".nr total 3\n"));
	ck_assert_ptr_null(strstr(out.p, ".tm "));
	crm_buf_clear(&out);
	ck_assert_int_eq(crm_sheet_source(&page, 0, &out, &err), 0);
	ck_assert_ptr_nonnull(strstr(out.p, ".tm " CRM_SHEET_PAGES " "));
	ck_assert_ptr_null(strstr(out.p, ".nr total"));
}
END_TEST

START_TEST(title)
{
	page.subject = crm_str("É> )😀");
	ck_assert_int_eq(crm_sheet_source(&page, 1, &out, &err), 0);
	ck_assert_ptr_nonnull(strstr(out.p, "[/Title <FEFF00C9003E00200029D83DDE00> /DOCINFO"));
}
END_TEST

/* two modules of two: a run of a row is one box */
START_TEST(code)
{
	static const bool dark[] = {true, true, false, true};

	page.code = (struct crm_sheet_code){dark, 2};
	ck_assert_int_eq(crm_sheet_source(&page, 1, &out, &err), 0);
	ck_assert_ptr_nonnull(strstr(out.p, "\\Z'\\h'0u'\\v'0u'\\D'P 73700u 0 0 36850u -73700u 0''"));
	ck_assert_ptr_nonnull(
		strstr(out.p, "\\Z'\\h'36850u'\\v'36850u'\\D'P 36850u 0 0 36850u -36850u 0''"));
}
END_TEST

START_TEST(qr)
{
	struct crm_sheet_code c;
	struct crm_arena mem;
	char *path = getenv("PATH"), *old = path ? strdup(path) : NULL;

	crm_arena_init(&mem);
	crm_qr_code(CRM_STR("BCD"), &mem, &c);
	if (c.side) { /* a finder pattern in a corner: seven dark, then a light module */
		ck_assert_uint_eq(c.side, 21);
		ck_assert(c.dark[0] && c.dark[6] && !c.dark[7] && c.dark[20]);
	} else {
		fprintf(stderr, "skipped: qrencode is not installed\n");
		ck_assert_ptr_null(getenv("CI"));
	}
	setenv("PATH", "/nowhere", 1);
	crm_qr_code(CRM_STR("BCD"), &mem, &c);
	ck_assert_uint_eq(c.side, 0);
	if (old)
		setenv("PATH", old, 1);
	free(old);
	crm_arena_release(&mem);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("sheet");
	TCase *t = tcase_create("sheet");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, cells);
	tcase_add_test(t, table_as_text);
	tcase_add_test(t, table_on_paper);
	tcase_add_test(t, dates);
	tcase_add_test(t, foot);
	tcase_add_test(t, title);
	tcase_add_test(t, code);
	tcase_add_test(t, qr);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
