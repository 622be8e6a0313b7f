/* Closed days: Easter, French holidays, rows of one's own, the day a reminder moves to. */
#include "base/num.h"
#include "case/calendar.h"
#include "unit.h"

/* Easter of 1900 to 2199: days after 22 March, base 36; made with dateutil 2.8. */
static const char easter[] =
	"og8lcwo9sk5pg1ldwh9td5patldqh9te5paul6qi2meyiauf6q"
	"i3merjauf7qbvn7rj4nf7kbvn8rj4ofskcvg8sc4o9skcpg8ld"
	"wo9tk5ph1ldxh9te5pauldqi9te6paum6qi3meyjauf7qi3ner"
	"jbuf7rbvn8rj4of7kcvn8sj4ogskcwg8sd4o9tkcph8ldxo9tl"
	"6qi3merjauf7qbvn7rj4nf7kbvn8rj4ofskcvg8sc4o9skcpg8"
	"ldwo9tk5ph1ldxh9te5pauldqi9te6paum6qi3meyjauf7qi3n";

enum { WEEK_END = 1u << 5 | 1u << 6 };
static const struct crm_calendar none = {WEEK_END, CRM_HOLIDAYS_NONE, NULL, 0};
static const struct crm_calendar fr = {WEEK_END, CRM_HOLIDAYS_FR, NULL, 0};
static const struct crm_calendar alsace = {WEEK_END, CRM_HOLIDAYS_FR_ALSACE, NULL, 0};

static int32_t day(const char *s)
{
	int32_t d = 0;

	ck_assert_msg(crm_date_parse(crm_str(s), &d) == 0, "%s", s);
	return d;
}

static int digit(char c)
{
	return crm_is_digit(c) ? c - '0' : c - 'a' + 10;
}

START_TEST(easters)
{
	int y;

	ck_assert_uint_eq(sizeof easter, 301);
	for (y = 1900; y < 2200; y++) {
		int32_t want = crm_date_day((struct crm_ymd){y, 3, 22}) + digit(easter[y - 1900]);

		ck_assert_msg(crm_easter(y) == want, "%d", y);
	}
	ck_assert_int_eq(crm_easter(2026), day("2026-04-05"));
}
END_TEST

START_TEST(movable)
{
	static const struct {
		const char *friday, *monday, *ascension, *whit;
	} t[] = {
		{"2024-03-29", "2024-04-01", "2024-05-09", "2024-05-20"},
		{"2025-04-18", "2025-04-21", "2025-05-29", "2025-06-09"},
		{"2026-04-03", "2026-04-06", "2026-05-14", "2026-05-25"},
		{"2027-03-26", "2027-03-29", "2027-05-06", "2027-05-17"},
		{"2008-03-21", "2008-03-24", "2008-05-01", "2008-05-12"}, /* Ascension on 1 May */
		{"1818-03-20", "1818-03-23", "1818-04-30", "1818-05-11"}, /* the earliest Easter */
		{"2038-04-23", "2038-04-26", "2038-06-03", "2038-06-14"}, /* the latest */
	};
	size_t i;

	for (i = 0; i < sizeof t / sizeof *t; i++) {
		ck_assert(crm_calendar_holiday(&fr, day(t[i].monday)));
		ck_assert(crm_calendar_holiday(&fr, day(t[i].ascension)));
		ck_assert(crm_calendar_holiday(&fr, day(t[i].whit)));
		ck_assert(!crm_calendar_holiday(&fr, day(t[i].friday)));
		ck_assert(crm_calendar_holiday(&alsace, day(t[i].friday)));
		ck_assert(!crm_calendar_holiday(&none, day(t[i].monday)));
	}
}
END_TEST

/* How many holidays a year has, two on one day counted once. */
static int count(const struct crm_calendar *c, int year)
{
	int32_t d = crm_date_day((struct crm_ymd){year, 1, 1});
	int32_t end = crm_date_day((struct crm_ymd){year + 1, 1, 1});
	int n = 0;

	for (; d < end; d++)
		n += crm_calendar_holiday(c, d);
	return n;
}

START_TEST(fixed)
{
	static const char *const days[] = {"2026-01-01", "2026-05-01", "2026-05-08", "2026-07-14",
		"2026-08-15", "2026-11-01", "2026-11-11", "2026-12-25"};
	size_t i;

	for (i = 0; i < sizeof days / sizeof *days; i++)
		ck_assert_msg(crm_calendar_holiday(&fr, day(days[i])), "%s", days[i]);
	ck_assert_int_eq(count(&fr, 2026), 11);
	ck_assert_int_eq(count(&alsace, 2026), 13);
	ck_assert_int_eq(count(&none, 2026), 0);
	ck_assert_int_eq(count(&fr, 2008), 10); /* Ascension and 1 May */
	ck_assert(crm_calendar_holiday(&alsace, day("2026-12-26")));
	ck_assert(!crm_calendar_holiday(&fr, day("2026-12-26")));
	ck_assert(crm_calendar_closed(&fr, day("2027-05-01"))); /* a Saturday, and a holiday */
	ck_assert(crm_calendar_closed(&none, day("2026-06-14")));
	ck_assert(!crm_calendar_closed(&none, day("2026-06-15")));
}
END_TEST

static const struct crm_holiday rows[] = {
	{CRM_HOLIDAY_YEARLY, 527}, {CRM_HOLIDAY_YEARLY, 229}, {CRM_HOLIDAY_EASTER, -2},
	{CRM_HOLIDAY_EASTER, 1}, {CRM_HOLIDAY_DATE, 0}, {CRM_HOLIDAY_DATE, 0},
	{CRM_HOLIDAY_DATE, 20612}};
static const struct crm_calendar own = {WEEK_END, CRM_HOLIDAYS_FR, rows, sizeof rows / sizeof *rows};

static const struct crm_calendar alone = {WEEK_END, CRM_HOLIDAYS_NONE, rows, sizeof rows / sizeof *rows};

START_TEST(extra)
{
	ck_assert(crm_calendar_holiday(&own, day("2026-05-27")));
	ck_assert(crm_calendar_holiday(&own, day("2024-02-29")));
	ck_assert(!crm_calendar_holiday(&own, day("2025-02-28")));
	ck_assert(!crm_calendar_holiday(&own, day("2025-03-01")));
	ck_assert(crm_calendar_holiday(&own, day("2026-04-03")));
	ck_assert(crm_calendar_holiday(&own, day("1970-01-01")));
	ck_assert(crm_calendar_holiday(&own, 20612));
	ck_assert(!crm_calendar_holiday(&own, 20612 + 365));
	ck_assert(crm_calendar_holiday(&alone, day("2026-05-27")));
	ck_assert(!crm_calendar_holiday(&alone, day("2026-05-01"))); /* of no country */
}
END_TEST

/* The count of open days against a walk over them, from every day of some years. */
START_TEST(open_days)
{
	static const struct crm_calendar odd = {1u << 2, CRM_HOLIDAYS_FR_ALSACE, rows, 7};
	static const struct crm_calendar never = {0x7f, CRM_HOLIDAYS_FR, NULL, 0};
	const struct crm_calendar *c[] = {&none, &fr, &alsace, &own, &alone, &odd, &never};
	int32_t from, to, first = day("2007-12-20"), last = day("2009-01-10");
	size_t i;

	for (i = 0; i < sizeof c / sizeof *c; i++) {
		for (from = first; from <= last; from += 3) {
			int64_t n = 0;

			ck_assert_int_eq(crm_calendar_open(c[i], from, from - 1), 0);
			for (to = from; to <= last; to++) {
				n += !crm_calendar_closed(c[i], to);
				if (crm_calendar_open(c[i], from, to) != n)
					ck_abort_msg("calendar %zu: %d..%d", i, from, to);
			}
		}
	}
	ck_assert_int_eq(crm_calendar_open(&fr, day("2026-01-01"), day("2026-12-31")), 252);
}
END_TEST

START_TEST(reminder_day)
{
	static const struct crm_calendar never = {0x7f, CRM_HOLIDAYS_NONE, NULL, 0};

	ck_assert_int_eq(crm_calendar_open_day(&fr, day("2024-03-31")), day("2024-04-02"));
	ck_assert_int_eq(crm_calendar_open_day(&fr, day("2026-05-01")), day("2026-05-04"));
	ck_assert_int_eq(crm_calendar_open_day(&fr, day("2025-08-15")), day("2025-08-18"));
	ck_assert_int_eq(crm_calendar_open_day(&fr, day("2025-08-14")), day("2025-08-14"));
	ck_assert_int_eq(crm_calendar_open_day(&never, 5), 5);
	ck_assert_int_eq(crm_calendar_add_open(&fr, day("2026-05-13"), 1), day("2026-05-15"));
	ck_assert_int_eq(crm_calendar_add_open(&fr, day("2026-05-22"), 2), day("2026-05-27"));
	ck_assert_int_eq(crm_calendar_add_open(&fr, day("2026-05-23"), 0), day("2026-05-23"));
	ck_assert_int_eq(crm_calendar_add_open(&never, 5, 3), 5);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("calendar");
	TCase *t = tcase_create("calendar");

	tcase_add_test(t, easters);
	tcase_add_test(t, movable);
	tcase_add_test(t, fixed);
	tcase_add_test(t, extra);
	tcase_add_test(t, open_days);
	tcase_add_test(t, reminder_day);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
