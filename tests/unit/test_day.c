/* Days as people type them, in English and French: which one a word means, and what is none. */
#include "format/day.h"
#include "unit.h"

enum { P = CRM_DAY_PAST, N = CRM_DAY_NEXT, F = CRM_DAY_FROM, U = CRM_DAY_UPTO };

/* Now is Wednesday 2026-06-17, 14:30. */
static const struct {
	const char *text;
	int way;
	const char *want; /* NULL: refused */
} cases[] = {
	{"2026-06-15", P, "2026-06-15"}, {"2026-06-15T08:00", P, "2026-06-15T08:00"},
	{"2026-06-15 08:00", P, "2026-06-15T08:00"}, {"today", P, "2026-06-17"},
	{"aujourd'hui", N, "2026-06-17"}, {"aujourd\xe2\x80\x99hui", N, "2026-06-17"},
	{"hier", P, "2026-06-16"}, {"Hier", P, "2026-06-16"}, {"demain", N, "2026-06-18"},
	{"tomorrow", P, "2026-06-18"}, {"avant-hier", P, "2026-06-15"},
	{"apr\xc3\xa8s-demain", N, "2026-06-19"}, {"apres demain", N, "2026-06-19"},
	{"friday", N, "2026-06-19"}, {"friday", P, "2026-06-12"}, {"ven", N, "2026-06-19"},
	{"VENDREDI", N, "2026-06-19"}, {"mon", N, "2026-06-22"}, {"lun", P, "2026-06-15"},
	{"mar", N, "2026-06-23"}, {"wednesday", N, "2026-06-24"}, {"mercredi", P, "2026-06-10"},
	{"next monday", P, "2026-06-22"}, {"next-monday", N, "2026-06-22"},
	{"lundi prochain", N, "2026-06-22"}, {"lundi dernier", N, "2026-06-15"},
	{"last sunday", N, "2026-06-14"}, {"eow", N, "2026-06-19"},
	{"fin de semaine", N, "2026-06-19"}, {"eom", N, "2026-06-30"},
	{"fin du mois", N, "2026-06-30"}, {"Fin de mois", N, "2026-06-30"},
	{"end of month", N, "2026-06-30"}, {"eoy", N, "2026-12-31"},
	{"fin de l'ann\xc3\xa9\x65", N, "2026-12-31"}, {"+4j", N, "2026-06-21"},
	{"-2s", P, "2026-06-03"}, {"+1a", N, "2027-06-17"}, {"+1m", N, "2026-07-17"},
	{"+3d", N, "2026-06-20"}, {"-2w", P, "2026-06-03"}, {"+1y", N, "2027-06-17"},
	{"3d", N, NULL}, {"+d", N, NULL},
	{"+30", N, "2026-07-17"}, {"-30", P, NULL}, {"3j", N, NULL}, {"+j", N, NULL},
	{"+999999999j", N, NULL}, {"14:05", P, "2026-06-17T14:05"}, {"8h", P, "2026-06-17T08:00"},
	{"8h30", P, "2026-06-17T08:30"}, {"24:00", P, NULL}, {"8:5", P, NULL}, {"8h3", P, NULL},
	{"14:", P, NULL}, {"hier 14:30", P, "2026-06-16T14:30"},
	{"friday 9h", P, "2026-06-12T09:00"}, {"-2h", P, "2026-06-17T12:30"},
	{"-15h", P, "2026-06-16T23:30"}, {"+10h", N, "2026-06-18T00:30"},
	{"-45min", P, "2026-06-17T13:45"}, {"-1000000h", P, NULL}, {"31/05", P, "2026-05-31"},
	{"31/05", N, "2027-05-31"}, {"1/7", N, "2026-07-01"}, {"17/06", N, "2026-06-17"},
	{"17/06", P, "2026-06-17"}, {"29/02", N, "2028-02-29"}, {"06/03/2026", N, "2026-03-06"},
	{"6/3/26", P, "2026-03-06"}, {"31/02", N, NULL}, {"31/02/2026", N, NULL}, {"0/1", N, NULL},
	{"1/13", N, NULL}, {"1/1/1", N, NULL}, {"06/03/026", N, NULL}, {"2026-05", F, "2026-05-01"},
	{"2026-05", U, "2026-05-31"}, {"2024-02", U, "2024-02-29"}, {"2026-05", P, NULL},
	{"2026-05", N, NULL}, {"2026-13", F, NULL}, {"monday", F, "2026-06-15"},
	{"monday", U, "2026-06-15"}, {"31/05 8h", P, "2026-05-31T08:00"}, {"", P, NULL},
	{" ", P, NULL}, {"friend", N, NULL}, {"m", N, NULL}, {"next", N, NULL},
	{"next next monday", N, NULL}, {"lundi prochain dernier", N, NULL}, {"\xc3\xa9", N, NULL},
	{"\xc3", N, NULL}, {"14:30 hier", N, NULL},
	{"20 juin", N, "2026-06-20"}, {"20 juin", P, "2025-06-20"}, {"June 20", N, "2026-06-20"},
	{"17 june", P, "2026-06-17"}, {"le 1er juillet", N, "2026-07-01"}, {"1st July 2027", N, "2027-07-01"},
	{"July 1, 2025", P, "2025-07-01"}, {"3 ao\xc3\xbbt", N, "2026-08-03"}, {"15 F\xc3\xa9v.", N, "2027-02-15"},
	{"5 mar", N, "2027-03-05"}, {"5 juil", N, "2026-07-05"}, {"5 jui", N, NULL}, {"5 ju", N, NULL},
	{"29 feb", N, "2028-02-29"}, {"30 feb", N, NULL}, {"31 juin 2026", N, NULL}, {"0 juin", N, NULL},
	{"juin", N, NULL}, {"20", N, NULL}, {"20 juin 26", N, NULL}, {"20 juin 2026 x", N, NULL},
	{"20 juin 14:30", N, "2026-06-20T14:30"}, {"in 3 days", N, "2026-06-20"}, {"dans 2 semaines", N, "2026-07-01"},
	{"dans 1 mois", N, "2026-07-17"}, {"in 1 year", N, "2027-06-17"}, {"3 days ago", P, "2026-06-14"},
	{"il y a 1 semaine", P, "2026-06-10"}, {"il y a 2 ans", P, "2024-06-17"}, {"in days", N, NULL},
	{"in 3 friends", N, NULL}, {"3 days", N, NULL}, {"in 3 days ago", N, NULL}, {"dans -3 jours", N, NULL},
	{"a text that is much longer than any words for a day", N, NULL},
};

START_TEST(read_one)
{
	struct crm_day_now now = {.dmy = true, .way = (enum crm_day_way)cases[_i].way};
	struct crm_when got = {7, 7};
	char text[CRM_WHEN_TEXT];
	int r;

	ck_assert_int_eq(crm_when_parse(CRM_STR("2026-06-17T14:30"), &now.now), 0);
	r = crm_day_read(crm_str(cases[_i].text), &now, &got);
	crm_when_text(got, text);
	if (cases[_i].want) {
		ck_assert_msg(r == 0, "'%s' refused", cases[_i].text);
		ck_assert_msg(strcmp(text, cases[_i].want) == 0, "'%s': %s", cases[_i].text, text);
	} else {
		ck_assert_msg(r == -1, "'%s': %s", cases[_i].text, text);
		ck_assert_int_eq(got.day, 7);
		ck_assert_int_eq(got.min, 7);
	}
}
END_TEST

/* Elsewhere than in French 06/03 may be a day of June or of March. */
START_TEST(slash)
{
	struct crm_day_now now = {.now = {20000, 0}, .way = CRM_DAY_NEXT};
	struct crm_when got;

	ck_assert_int_eq(crm_day_read(CRM_STR("06/03/2026"), &now, &got), -1);
	ck_assert_int_eq(crm_day_read(CRM_STR("31/05"), &now, &got), -1);
}
END_TEST

/* Each day of a week: a name never means today, and stays within a week. */
START_TEST(week)
{
	static const char *const names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
	struct crm_day_now now = {.now = {20000, 0}};
	struct crm_when got;
	int i, k;

	for (i = 0; i < 14; i++, now.now.day++)
		for (k = 0; k < 14; k++) {
			now.way = k % 2 ? CRM_DAY_NEXT : CRM_DAY_PAST;
			ck_assert_int_eq(crm_day_read(crm_str(names[k / 2]), &now, &got), 0);
			ck_assert_int_eq(crm_date_weekday(got.day), k / 2);
			ck_assert_int_gt(k % 2 ? got.day - now.now.day : now.now.day - got.day, 0);
			ck_assert_int_le(k % 2 ? got.day - now.now.day : now.now.day - got.day, 7);
		}
}
END_TEST

START_TEST(spans)
{
	static const struct {
		const char *text;
		int want; /* -1: refused */
	} t[] = {{"14d", 14}, {"2w", 14}, {"1m", 28}, {"14j", 14}, {"2s", 14}, {"1y", 365},
		{"0d", 0}, {"d", -1}, {"14", -1}, {"-3d", -1}, {"3x", -1}, {"99999d", -1}};
	int32_t today = crm_date_day((struct crm_ymd){2026, 2, 1}), days;
	size_t i;
	int r;

	for (i = 0; i < sizeof t / sizeof *t; i++) {
		days = -1;
		r = crm_day_span(crm_str(t[i].text), today, &days);
		ck_assert_msg(days == t[i].want && (r == 0) == (days >= 0), "%s: %d", t[i].text,
			days);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("day");
	TCase *t = tcase_create("day");

	tcase_add_loop_test(t, read_one, 0, sizeof cases / sizeof *cases);
	tcase_add_test(t, slash);
	tcase_add_test(t, week);
	tcase_add_test(t, spans);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
