/* Dates of other programs: what the pattern says is read, anything else refused. */
#include "format/datepattern.h"
#include "unit.h"

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
	int r = crm_datepattern_read(crm_str(dates[_i].text), crm_str(dates[_i].pattern), &w, &utc);

	ck_assert(crm_datepattern_ok(crm_str(dates[_i].pattern)));
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
		ck_assert_msg(!crm_datepattern_ok(crm_str(no[i])), "%s", no[i]);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("datepattern");
	TCase *t = tcase_create("datepattern");

	tcase_add_loop_test(t, date, 0, (int)(sizeof dates / sizeof *dates));
	tcase_add_test(t, pattern);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
