/* Days: borders of the calendar, month arithmetic (ISO 8601). */
#include "base/i18n.h"
#include "format/date.h"
#include "format/daysaid.h"
#include "unit.h"

static int32_t day(const char *s)
{
	int32_t d = 0;

	ck_assert_int_eq(crm_date_parse(crm_str(s), &d), 0);
	return d;
}

START_TEST(round_trip)
{
	char text[CRM_WHEN_TEXT];
	int32_t d, n = 0, last = day("9999-12-31");

	for (d = day("0001-01-01"); d <= last; d++, n++) {
		struct crm_ymd y = crm_date_ymd(d);

		if (!crm_date_ok(y) || crm_date_day(y) != d)
			ck_abort_msg("day %d", d);
	}
	ck_assert_int_eq(n, 3652059);
	crm_date_text(day("2024-02-29"), text);
	ck_assert_str_eq(text, "2024-02-29");
}
END_TEST

START_TEST(known)
{
	ck_assert_int_eq(day("1970-01-01"), 0);
	ck_assert_int_eq(day("2000-03-01"), 11017);
	ck_assert_int_eq(crm_date_weekday(day("2026-06-30")), 1); /* a Tuesday */
	ck_assert_int_eq(crm_date_weekday(day("1969-12-28")), 6);
}
END_TEST

/* Every byte at every place of a date. */
START_TEST(every_byte)
{
	char text[] = "1111-11-11", was, back[CRM_WHEN_TEXT];
	int32_t day;
	int i, c;
	bool ok;

	for (i = 0; i < 10; i++) {
		was = text[i];
		for (c = 0; c < 256; c++) {
			text[i] = (char)c;
			/* a month is 01, 11; a day 01, 11, 21, 31 but November has 30 */
			ok = was == '-' ? c == '-' : c >= '0' && c <= '9';
			ok = ok && !(i == 5 && c > '1') && !(i == 6 && c > '2') && !(i == 8 && c > '2');
			ck_assert_msg((crm_date_parse((struct crm_str){text, 10}, &day) == 0) == ok,
				"byte %d at %d", c, i);
			if (!ok)
				continue;
			crm_date_text(day, back);
			ck_assert_str_eq(back, text);
		}
		text[i] = was;
	}
}
END_TEST

START_TEST(refused)
{
	static const char *const bad[] = {"", "2026-6-15", "2026-13-01", "2026-02-29", "2026-00-10",
		"2026-01-00", "2026/01/01", "0000-01-01", "2026-01-01 ", " 2026-01-1", "20260101",
		"2026-01-0a"};
	int32_t d = 7;
	size_t i;

	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_msg(crm_date_parse(crm_str(bad[i]), &d) == -1, "%s", bad[i]);
	ck_assert_int_eq(d, 7);
}
END_TEST

START_TEST(moments)
{
	struct crm_when a, b;

	ck_assert_int_eq(crm_when_parse(crm_str("2026-06-15T14:30"), &a), 0);
	ck_assert_int_eq(a.min, 14 * 60 + 30);
	ck_assert_int_eq(crm_when_parse(crm_str("2026-06-15"), &b), 0);
	ck_assert_int_eq(b.min, CRM_NO_MIN);
	ck_assert(crm_when_key(b) < crm_when_key(a));
	ck_assert_int_eq(crm_when_parse(crm_str("2026-06-15T24:00"), &a), -1);
	ck_assert_int_eq(crm_when_parse(crm_str("2026-06-15T14:60"), &a), -1);
	ck_assert_int_eq(crm_when_parse(crm_str("2026-06-15 14:30"), &a), -1);
}
END_TEST

START_TEST(months)
{
	ck_assert_int_eq(crm_date_add_months(day("2025-12-31"), 2), day("2026-02-28"));
	ck_assert_int_eq(crm_date_add_months(day("2023-12-29"), 2), day("2024-02-29"));
	ck_assert_int_eq(crm_date_add_months(day("2024-03-31"), -1), day("2024-02-29"));
	ck_assert_int_eq(crm_date_add_months(day("2024-01-15"), -13), day("2022-12-15"));
}
END_TEST

START_TEST(said)
{
	char text[CRM_DAY_SAID];

	ck_assert_str_eq(crm_day_said(day("2024-02-29"), text), "29 February 2024");
	ck_assert_str_eq(crm_day_brief(day("2026-12-01"), text), "1 December");
	ck_assert_str_eq(crm_day_said(CRM_NO_DAY, text), "");
	crm_i18n_use("fr");
	ck_assert_str_eq(crm_day_said(day("2026-08-01"), text), "1er ao\xc3\xbbt 2026");
	ck_assert_str_eq(crm_day_brief(day("2026-02-11"), text), "11 f\xc3\xa9vrier");
	crm_i18n_use("en");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("date");
	TCase *t = tcase_create("date");

	tcase_add_test(t, round_trip);
	tcase_add_test(t, known);
	tcase_add_test(t, every_byte);
	tcase_add_test(t, refused);
	tcase_add_test(t, moments);
	tcase_add_test(t, months);
	tcase_add_test(t, said);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
