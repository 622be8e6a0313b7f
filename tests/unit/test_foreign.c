/* Numbers, dates, names and bytes of other programs: what is said is read, anything else refused. */
#include "format/foreign.h"
#include "unit.h"

#define NBSP  "\xc2\xa0"
#define NNBSP "\xe2\x80\xaf"

static const struct {
	const char *text;
	char decimal;
	const char *thousands, *symbol, *want; /* NULL: refused; a leading - for below zero */
} amounts[] = {
	{"1200", '.', "", "", "1200"}, {"1200.5", '.', "", "", "1200.5"},
	{"1,200.50", '.', ",", "", "1200.50"}, {"1.200,50", ',', ".", "", "1200.50"},
	{"1 200,50", ',', " ", "", "1200.50"}, {"1" NNBSP "200,50" NBSP "\xe2\x82\xac", ',', " ",
						       "\xe2\x82\xac", "1200.50"},
	{"$1,234,567.89", '.', ",", "$", "1234567.89"}, {"1'200.50", '.', "'", "", "1200.50"},
	{"-12.00", '.', "", "", "-12.00"}, {"12.00-", '.', "", "", "-12.00"},
	{"(12.00)", '.', "", "", "-12.00"}, {"\xe2\x88\x92" "5", '.', "", "", "-5"},
	{"+5", '.', "", "", "5"}, {" 5 ", '.', "", "", "5"}, {"-$5", '.', "", "$", "-5"},
	{"$-5", '.', "", "$", "-5"}, {"0.00", '.', "", "", "0.00"}, {"1.500", '.', "", "", "1.50"},
	{"5.000000", '.', "", "", "5.00"},
	/* the wrong map */
	{"1,200.50", '.', "", "", NULL}, {"12.50", ',', ".", "", NULL}, {"12,50", '.', ",", "", NULL},
	{"1.2345", '.', "", "", NULL}, {"1234,567.0", '.', ",", "", NULL}, {"1,,234", '.', ",", "", NULL},
	{",234", '.', ",", "", NULL}, {"1,23", '.', ",", "", NULL}, {"1,234,", '.', ",", "", NULL},
	{"12.", '.', "", "", NULL}, {".5", '.', "", "", "0.5"}, {"12.00 DR", '.', "", "", "-12.00"}, {"12.00 CR", '.', "", "", "12.00"},
	{"-12.00 DR", '.', "", "", NULL}, {"1200,-", ',', "", "", "1200"},
	{"1\xe2\x80\x89" "200", '.', " ", "", "1200"}, {"1\xe2\x80\x99" "200.5", '.', "'", "", "1200.5"},
	{".", '.', "", "", NULL}, {"", '.', "", "", NULL},
	{"-", '.', "", "", NULL}, {"--5", '.', "", "", NULL}, {"(-5)", '.', "", "", NULL},
	{"5 EUR", '.', "", "", NULL}, {"1e3", '.', "", "", NULL}, {"0x10", '.', "", "", NULL},
	{"5\xff", '.', "", "", NULL}, {"$", '.', "", "$", NULL}, {"1 2", '.', "", "", NULL},
};

START_TEST(amount)
{
	const struct crm_foreign_number how = {amounts[_i].decimal, crm_str(amounts[_i].thousands),
		crm_str(amounts[_i].symbol), CRM_STR(" DR"), CRM_STR(" CR")};
	const char *want = amounts[_i].want;
	struct crm_buf b;
	bool negative;
	int r;

	crm_buf_init(&b);
	r = crm_foreign_amount(crm_str(amounts[_i].text), &how, 2, &b, &negative);
	ck_assert_msg((r == 0) == (want != NULL), "'%s' gave '%s'", amounts[_i].text, b.p);
	if (want) {
		ck_assert_int_eq(negative, want[0] == '-');
		ck_assert_str_eq(b.p, want + (want[0] == '-'));
	}
	crm_buf_release(&b);
}
END_TEST

static const struct {
	const char *text, *pattern, *want; /* NULL: refused */
} dates[] = {
	{"15/06/2026", "DD/MM/YYYY", "2026-06-15"}, {"4/6/2013", "M/D/YYYY", "2013-04-06"},
	{"12/31/2013", "M/D/YYYY", "2013-12-31"}, {"31.12.26", "DD.MM.YY", "2026-12-31"},
	{"2026-02-28T09:05", "YYYY-MM-DDThh:mm", "2026-02-28T09:05"},
	{"20260615", "YYYYMMDD", "2026-06-15"},
	{"2026-04-01 09:00:05", "YYYY-MM-DD hh:mm:ss", "2026-04-01T09:00"},
	{"2026-04-01T12:34:56Z", "YYYY-MM-DDThh:mm:ssZ", "2026-04-01T12:34"},
	{"2026-04-01T00:34:56.123+02:00", "YYYY-MM-DDThh:mm:ssZ", "2026-03-31T22:34"},
	{"2026-12-31 23:30 -0100", "YYYY-MM-DD hh:mm Z", "2027-01-01T00:30"},
	{"12 Dec 2025", "DD MMM YYYY", "2025-12-12"}, {"1-mars-26", "D-MMM-YY", "2026-03-01"},
	{"03 d\xc3\xa9" "c. 2025", "DD MMM YYYY", "2025-12-03"}, {"3. M\xc3\xa4rz 2026", "D. MMM YYYY", "2026-03-03"},
	{"3 F\xc3\x89VRIER 2026", "D MMM YYYY", "2026-02-03"}, {"3 jui 2026", "D MMM YYYY", NULL},
	{"3 AO\xc3\x9bT 2026", "D MMM YYYY", "2026-08-03"}, {"3 mai 2026", "D MMM YYYY", "2026-05-03"},
	{"6/1/2026 12:05 AM", "M/D/YYYY hh:mm AM", "2026-06-01T00:05"},
	{"6/1/2026 1:05:00 pm", "M/D/YYYY hh:mm:ss AM", "2026-06-01T13:05"},
	{"6/1/2026 13:05 PM", "M/D/YYYY hh:mm AM", NULL},
	{"1767225600", "epoch", "2026-01-01T00:00"}, {"1767225660000", "epoch", "2026-01-01T00:01"},
	{"17672256", "epoch", NULL}, {"1/2/2026 8:00", "D/M/YYYY hh:mm", "2026-02-01T08:00"},
	{"06/15/2026", "DD/MM/YYYY", NULL}, {"5/6/2026", "DD/MM/YYYY", NULL},
	{"29/02/2026", "DD/MM/YYYY", NULL}, {"15/06/26", "DD/MM/YYYY", NULL},
	{"15/06/2026 ", "DD/MM/YYYY", NULL}, {"15-06-2026", "DD/MM/YYYY", NULL},
	{"", "DD/MM/YYYY", NULL}, {"15/06/2026 24:00", "DD/MM/YYYY hh:mm", NULL},
	{"00/06/2026", "DD/MM/YYYY", NULL}, {"15/06/0000", "DD/MM/YYYY", NULL},
};

START_TEST(date)
{
	char text[CRM_WHEN_TEXT];
	struct crm_when w;
	bool utc;
	int r = crm_foreign_date(crm_str(dates[_i].text), crm_str(dates[_i].pattern), &w, &utc);

	ck_assert(crm_foreign_pattern_ok(crm_str(dates[_i].pattern)));
	ck_assert_msg((r == 0) == (dates[_i].want != NULL), "'%s'", dates[_i].text);
	if (r)
		return;
	crm_when_text(w, text);
	ck_assert_str_eq(text, dates[_i].want);
}
END_TEST

START_TEST(pattern)
{
	static const char *const no[] = {"", "DD/MM", "DD/MM/YYYY/YYYY", "DD/MM/YYYY hh", "dd/mm/yyyy",
		"%d/%m/%Y", "DD/MMM/MM/YYYY", "YYYY"};
	size_t i;

	for (i = 0; i < sizeof no / sizeof *no; i++)
		ck_assert_msg(!crm_foreign_pattern_ok(crm_str(no[i])), "%s", no[i]);
}
END_TEST

static const struct {
	const char *name, *id;
} names[] = {
	{"Acme SARL", "acme-sarl"}, {"0379-NEVHP", "0379-nevhp"},
	{"Soci\xc3\xa9t\xc3\xa9 G\xc3\xa9n\xc3\xa9rale", "societe-generale"},
	{"L'Or\xc3\xa9" "al & Cie.", "l-oreal-cie"}, {"\xc5\x92uvre \xc3\x86gis", "oeuvre-aegis"},
	{"\xc5\x81\xc3\xb3" "d\xc5\xba", "lodz"}, {"Stra\xc3\x9f" "e", "strasse"}, {"--x--", "x"},
	{"\xe6\x9d\xb1\xe4\xba\xac", ""}, {"", ""}, {"a\xff" "b", "a-b"},
	{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbb",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
};

START_TEST(slug)
{
	struct crm_buf b;

	crm_buf_init(&b);
	crm_foreign_slug(&b, crm_str(names[_i].name));
	ck_assert_str_eq(b.p, names[_i].id);
	crm_buf_release(&b);
}
END_TEST

START_TEST(latin)
{
	struct crm_buf b;

	crm_buf_init(&b);
	ck_assert_int_eq(crm_foreign_utf8(&b, CRM_STR("a\xe9\x80\x81\xff"), "WINDOWS-1252"), 0);
	ck_assert_str_eq(b.p, "a\xc3\xa9\xe2\x82\xac\xef\xbf\xbd\xc3\xbf");
	crm_buf_release(&b);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("foreign");
	TCase *t = tcase_create("foreign");

	tcase_add_loop_test(t, amount, 0, (int)(sizeof amounts / sizeof *amounts));
	tcase_add_loop_test(t, date, 0, (int)(sizeof dates / sizeof *dates));
	tcase_add_test(t, pattern);
	tcase_add_loop_test(t, slug, 0, (int)(sizeof names / sizeof *names));
	tcase_add_test(t, latin);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
