/* The clock of replies: known moments, and every minute counted one by one on random inputs. */
#include "case/clock.h"
#include "unit.h"

enum { WEEK_END = 1u << 5 | 1u << 6 };
static const struct crm_calendar fr = {WEEK_END, CRM_HOLIDAYS_FR, NULL, 0};
static const struct crm_clock work = {&fr, NULL, 0, false};
static const struct crm_clock elapsed = {&fr, NULL, 0, true};

static struct crm_when at(const char *s)
{
	struct crm_when w = {0, 0};

	ck_assert_msg(crm_when_parse(crm_str(s), &w) == 0, "%s", s);
	return w;
}

static void due_is(const struct crm_clock *c, const char *from, int hours, const char *want)
{
	char text[CRM_WHEN_TEXT];

	crm_when_text(crm_clock_due(c, at(from), hours), text);
	ck_assert_msg(strcmp(text, want) == 0, "%s + %d h: %s, not %s", from, hours, text, want);
}

START_TEST(due_moments)
{
	due_is(&work, "2026-05-22T17:30", 24, "2026-05-26T17:30"); /* Whit Monday between */
	due_is(&work, "2026-01-14T14:15", 24, "2026-01-15T14:15");
	due_is(&work, "2026-01-14T19:45", 24, "2026-01-15T19:45");
	due_is(&work, "2026-01-10T10:00", 24, "2026-01-13T00:00");
	due_is(&work, "2026-01-09T17:00", 24, "2026-01-12T17:00");
	due_is(&work, "2026-01-14T00:00", 24, "2026-01-15T00:00");
	due_is(&work, "2026-01-09T00:00", 24, "2026-01-10T00:00"); /* the end of Friday */
	due_is(&work, "2026-01-14T23:59", 1, "2026-01-15T00:59");
	due_is(&work, "2026-01-09", 24, "2026-01-12");
	due_is(&work, "2026-01-10", 24, "2026-01-12");
	due_is(&work, "2026-01-09", 48, "2026-01-13");
	due_is(&work, "2026-01-09", 23, "2026-01-09");
	due_is(&work, "2026-01-09T12:00", 0, "2026-01-09T12:00");
	due_is(&elapsed, "2026-01-09T17:00", 24, "2026-01-10T17:00");
	due_is(&elapsed, "2026-01-09", 24, "2026-01-10");
	due_is(&elapsed, "2026-03-28T17:00", 24, "2026-03-29T17:00"); /* the clock changes */
}
END_TEST

static void span_is(const char *a, const char *b, int64_t hours, bool late)
{
	ck_assert_int_eq(crm_clock_minutes(&work, at(a), at(b)), hours * 60);
	ck_assert_int_eq(crm_clock_late(&work, at(a), 24, at(b)), late);
}

START_TEST(spans)
{
	span_is("2026-01-09T17:00", "2026-01-12T17:00", 24, false);
	span_is("2026-01-10T10:00", "2026-01-13T00:00", 24, false);
	span_is("2026-01-10", "2026-01-12", 24, false);
	span_is("2026-01-10", "2026-01-13", 48, true);
	span_is("2026-01-09T09:00", "2026-01-12", 24, false);
	span_is("2026-01-09", "2026-01-12T18:00", 24, false);
	span_is("2026-01-09T09:00", "2026-01-09T09:00", 0, false);
	span_is("2026-01-09", "2026-01-09", 0, false);
	ck_assert(crm_clock_late(&work, at("2026-01-09T17:00"), 24, at("2026-01-12T17:01")));
	ck_assert_int_eq(crm_clock_minutes(&elapsed, at("2026-01-09T17:00"), at("2026-01-12T17:00")),
		72 * 60);
}
END_TEST

START_TEST(absences)
{
	struct crm_absence a[] = {{30, 31}, {10, 12}, {12, 15}, {16, 16}, {20, 19}, {11, 11}};
	size_t n = crm_absence_merge(a, sizeof a / sizeof *a);
	struct crm_absence away = {at("2026-01-12").day, at("2026-01-13").day};
	struct crm_absence years = {at("2026-01-12").day, at("2036-01-01").day};
	struct crm_clock c = {&fr, &away, 1, false}, gone = {&fr, &years, 1, false};

	ck_assert_uint_eq(n, 2);
	ck_assert_int_eq(a[0].from, 10);
	ck_assert_int_eq(a[0].to, 16);
	ck_assert_int_eq(a[1].from, 30);
	ck_assert_uint_eq(crm_absence_merge(a, 0), 0);
	due_is(&c, "2026-01-09T17:00", 24, "2026-01-14T17:00");
	due_is(&gone, "2026-01-09T17:00", 24, "2036-01-02T17:00");
	c.elapsed = true;
	due_is(&c, "2026-01-12T17:00", 24, "2026-01-13T17:00");
}
END_TEST

START_TEST(never)
{
	static const struct crm_calendar closed = {0x7f, CRM_HOLIDAYS_NONE, NULL, 0};
	struct crm_clock c = {&closed, NULL, 0, false};

	due_is(&c, "2026-01-09T17:00", 24, "2026-01-09T17:00");
	ck_assert_int_eq(crm_clock_minutes(&c, at("2026-01-09T17:00"), at("9999-12-31T00:00")), 0);
}
END_TEST

/* A span of ten thousand years must not take a walk over its days. */
START_TEST(long_span)
{
	int i;

	for (i = 0; i < 20; i++)
		ck_assert_int_gt(crm_clock_minutes(&work, at("0001-01-01T00:00"),
					 at("9999-12-31T23:59")),
			INT64_C(3000000000));
}
END_TEST

static uint32_t seed = 12345;

static int32_t pick(int32_t n)
{
	seed = seed * 1664525u + 1013904223u;
	return (int32_t)(seed >> 8) % n;
}

static bool closed(const struct crm_clock *c, const struct crm_absence *raw, size_t n, int32_t day)
{
	size_t i;

	if (c->elapsed)
		return false;
	for (i = 0; i < n; i++)
		if (day >= raw[i].from && day <= raw[i].to)
			return true;
	return crm_calendar_closed(c->calendar, day);
}

/* Each minute on its own; where a time is missing, each open day after the first. */
static int64_t slow(const struct crm_clock *c, const struct crm_absence *raw, size_t n,
	struct crm_when a, struct crm_when b)
{
	int64_t m = 0;
	int32_t d;
	int min;

	for (d = a.day; d <= b.day; d++) {
		if (closed(c, raw, n, d))
			continue;
		if (a.min == CRM_NO_MIN || b.min == CRM_NO_MIN) {
			m += d > a.day ? 1440 : 0;
			continue;
		}
		for (min = 0; min < 1440; min++)
			m += (d > a.day || min >= a.min) && (d < b.day || min < b.min);
	}
	return m;
}

static struct crm_when moment(int32_t from, int32_t days)
{
	struct crm_when w = {from + pick(days), CRM_NO_MIN};

	if (pick(4))
		w.min = (int16_t)(pick(3) ? pick(1440) : 0);
	return w;
}

/* What a due moment means: an answer then is in time, one at the next minute that counts is not. */
static void check_due(const struct crm_clock *c, const struct crm_absence *raw, size_t n,
	struct crm_when a, int hours)
{
	struct crm_when due = crm_clock_due(c, a, hours), next = due;

	ck_assert_int_eq(slow(c, raw, n, a, due),
		a.min == CRM_NO_MIN ? hours / 24 * 1440 : hours * 60);
	ck_assert(!crm_clock_late(c, a, hours, due));
	if (a.min == CRM_NO_MIN) {
		while (closed(c, raw, n, ++next.day))
			;
	} else {
		while (closed(c, raw, n, next.day))
			next = (struct crm_when){next.day + 1, 0};
		next.min++;
		if (next.min == 1440)
			return;
	}
	ck_assert(crm_clock_late(c, a, hours, next));
}

START_TEST(brute_force)
{
	struct crm_absence raw[4], away[4];
	struct crm_calendar cal = {0, CRM_HOLIDAYS_FR_ALSACE, NULL, 0};
	struct crm_clock c = {&cal, away, 0, false};
	int32_t base = at("2026-03-20").day;
	int round;
	size_t i, n;

	for (round = 0; round < 3000; round++) {
		struct crm_when a = moment(base, 80), b = moment(a.day, 40);

		cal.closed = pick(2) ? WEEK_END : (unsigned)pick(127);
		c.elapsed = pick(5) == 0;
		n = (size_t)pick(5);
		for (i = 0; i < n; i++) {
			raw[i].from = base + pick(100);
			raw[i].to = raw[i].from + pick(12) - 1;
			away[i] = raw[i];
		}
		c.away_n = crm_absence_merge(away, n);
		if (b.day == a.day && b.min < a.min)
			b.min = a.min;
		if (crm_clock_minutes(&c, a, b) != slow(&c, raw, n, a, b))
			ck_abort_msg("round %d", round);
		check_due(&c, raw, n, a, 1 + pick(120));
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("clock");
	TCase *t = tcase_create("clock");

	tcase_add_test(t, due_moments);
	tcase_add_test(t, spans);
	tcase_add_test(t, absences);
	tcase_add_test(t, never);
	tcase_add_test(t, long_span);
	tcase_add_test(t, brute_force);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
