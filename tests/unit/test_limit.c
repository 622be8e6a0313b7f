/* Limitation: the periods by kind of client, what restarts them and what does not. */
#include "base/embed.h"
#include "law/limit.h"
#include "unit.h"

static int32_t day(const char *s)
{
	int32_t d = CRM_NO_DAY;

	if (*s)
		ck_assert_msg(crm_date_parse(crm_str(s), &d) == 0, "%s", s);
	return d;
}

static const struct crm_period fr[] = {
	[CRM_B2B] = {5, CRM_LIMIT_DAY, true, false},
	[CRM_B2C] = {2, CRM_LIMIT_DAY, true, false},
	[CRM_PUBLIC] = {4, CRM_LIMIT_NEXT_YEAR, true, true},
};

static void limit_is(enum crm_client_kind kind, const char *at, const char *done, const char *want)
{
	struct crm_limit l = crm_limit(fr[kind], day(at), day(done), NULL, 0);

	ck_assert_int_eq(l.day, day(want));
	ck_assert_int_eq(l.from, *done ? day(done) : day(at));
	ck_assert_int_eq(l.how, *done ? CRM_LIMIT_DONE : CRM_LIMIT_INVOICED);
	ck_assert_int_eq(l.check, kind == CRM_PUBLIC);
}

START_TEST(periods)
{
	limit_is(CRM_B2C, "2024-04-01", "2024-03-12", "2026-03-12");
	limit_is(CRM_B2B, "2024-04-01", "2024-03-12", "2029-03-12");
	limit_is(CRM_B2B, "2024-04-01", "", "2029-04-01");
	limit_is(CRM_B2C, "2024-02-29", "", "2026-02-28"); /* no such day: the month's last */
	limit_is(CRM_PUBLIC, "2024-01-01", "", "2028-12-31");
	limit_is(CRM_PUBLIC, "2024-12-31", "", "2028-12-31");
	limit_is(CRM_B2C, "2024-02-01", "", "2026-02-01"); /* a Sunday: not moved */
	limit_is(CRM_B2B, "9994-06-15", "", "9999-06-15");
	limit_is(CRM_B2B, "9995-01-01", "", "");
}
END_TEST

static struct crm_limit after(enum crm_client_kind kind, const struct crm_restart *r, size_t n)
{
	return crm_limit(fr[kind], day("2024-03-12"), CRM_NO_DAY, r, n);
}

START_TEST(restarts)
{
	struct crm_restart r[3] = {{day("2027-05-01"), CRM_LIMIT_ACKNOWLEDGED}};
	struct crm_limit l = after(CRM_B2B, r, 1);

	ck_assert_int_eq(l.day, day("2032-05-01"));
	ck_assert_int_eq(l.how, CRM_LIMIT_ACKNOWLEDGED);
	ck_assert_int_eq(l.from, day("2027-05-01"));
	ck_assert_int_eq(after(CRM_B2C, r, 1).day, day("2026-03-12")); /* it was over by then */
	r[0].day = day("2026-03-12");
	ck_assert_int_eq(after(CRM_B2C, r, 1).day, day("2028-03-12")); /* on the last day */
	r[0].day++;
	ck_assert_int_eq(after(CRM_B2C, r, 1).day, day("2026-03-12"));
	r[0].day = day("2024-03-01"); /* before it began */
	ck_assert_int_eq(after(CRM_B2C, r, 1).day, day("2026-03-12"));
	/* the year it began in ends on the same day */
	r[0].day = day("2024-05-01");
	l = after(CRM_PUBLIC, r, 1);
	ck_assert_int_eq(l.day, day("2028-12-31"));
	ck_assert_int_eq(l.how, CRM_LIMIT_ACKNOWLEDGED);
	/* a chain, given in any order */
	r[0] = (struct crm_restart){day("2027-06-01"), CRM_LIMIT_SERVED};
	r[1] = (struct crm_restart){day("2025-12-01"), CRM_LIMIT_ACKNOWLEDGED};
	ck_assert_int_eq(after(CRM_B2C, r, 2).day, day("2029-06-01"));
	r[2] = r[0], r[0] = r[1], r[1] = r[2];
	ck_assert_int_eq(after(CRM_B2C, r, 2).day, day("2029-06-01"));
	ck_assert_int_eq(after(CRM_PUBLIC, r, 2).day, day("2031-12-31"));
}
END_TEST

START_TEST(judgment)
{
	struct crm_restart r[] = {{day("2025-01-10"), CRM_LIMIT_JUDGED},
		{day("2026-01-10"), CRM_LIMIT_ACKNOWLEDGED}, {day("2025-01-10"), CRM_LIMIT_SERVED}};
	struct crm_limit l = after(CRM_B2C, r, 3);

	ck_assert_int_eq(l.day, day("2035-01-10"));
	ck_assert_int_eq(l.how, CRM_LIMIT_JUDGED);
	ck_assert_int_eq(after(CRM_PUBLIC, r, 1).day, day("2035-01-10"));
	r[1].day = day("2034-01-10"); /* gives more than what was left */
	ck_assert_int_eq(after(CRM_B2C, r, 2).day, day("2036-01-10"));
}
END_TEST

START_TEST(claims)
{
	enum crm_limit_from how = CRM_LIMIT_DONE;

	ck_assert(!crm_limit_restart(CRM_STR("filed"), &how));
	ck_assert(!crm_limit_restart(CRM_STR(""), &how));
	ck_assert_int_eq(how, CRM_LIMIT_DONE);
	ck_assert(crm_limit_restart(CRM_STR("served"), &how));
	ck_assert_int_eq(how, CRM_LIMIT_SERVED);
	ck_assert(crm_limit_restart(CRM_STR("judged"), &how));
	ck_assert_int_eq(how, CRM_LIMIT_JUDGED);
}
END_TEST

START_TEST(warnings)
{
	static const struct {
		const char *today;
		int want;
	} t[] = {{"2025-03-11", 0}, {"2025-03-12", 12}, {"2025-09-11", 12}, {"2025-09-12", 6},
		{"2025-12-12", 3}, {"2026-02-11", 3}, {"2026-02-12", 1}, {"2026-03-12", 1},
		{"2026-03-13", -1}};
	size_t i;

	for (i = 0; i < sizeof t / sizeof *t; i++)
		ck_assert_msg(crm_limit_warn(day("2026-03-12"), day(t[i].today)) == t[i].want, "%s",
			t[i].today);
}
END_TEST

/* The rows as they are shipped, and what a book adds. */
static struct crm_regimes shipped_rows(struct crm_arena *mem, const char *own)
{
	struct crm_finds finds;
	struct crm_regimes r;
	struct crm_str s;

	crm_finds_init(&finds);
	ck_assert(crm_embed_find("data/regimes.csv", &s));
	crm_regimes_parse(mem, s, crm_str(own), "regimes.csv", &r, &finds);
	ck_assert_uint_eq(finds.n, 0);
	crm_finds_release(&finds);
	return r;
}

static void by_law(const char *own, const char *law, enum crm_client_kind kind, const char *want)
{
	struct crm_arena mem;
	struct crm_regimes r;
	struct crm_period p;

	crm_arena_init(&mem);
	r = shipped_rows(&mem, own);
	p = crm_limit_period(&r, crm_regime_find(&r, crm_str(law)), kind);
	ck_assert_msg(crm_limit(p, day("2022-05-06"), CRM_NO_DAY, NULL, 0).day == day(want), "%s", law);
	ck_assert_msg(p.check == (!p.french || kind == CRM_PUBLIC), "%s", law);
	crm_arena_release(&mem);
}

/* Never the date of French law for another one; none where none was confirmed. */
START_TEST(laws)
{
	by_law("", "fr-b2b", CRM_B2B, "2027-05-06");
	by_law("", "fr-b2c", CRM_B2C, "2024-05-06");
	by_law("", "fr-public", CRM_PUBLIC, "2026-12-31");
	by_law("", "fr-b2b", CRM_PUBLIC, "2026-12-31"); /* the kind of client decides */
	by_law("", "flat", CRM_B2C, "2024-05-06");
	by_law("", "de-b2b", CRM_B2B, "2025-12-31");
	by_law("", "de-b2c", CRM_B2C, "2025-12-31");
	by_law("", "uk", CRM_B2B, "2028-05-06");
	by_law("", "uk-scotland", CRM_B2B, "2027-05-06");
	by_law("", "ca-qc", CRM_B2B, "");
	by_law("", "ie", CRM_B2B, "");
	by_law("", "eu", CRM_B2B, "");
	by_law("", "nowhere", CRM_B2B, "");
	/* a file of before these columns: its new key has none, a shipped key keeps its own */
	by_law("key,kind,series,mult,margin_bp,mode,start,fee\n"
	       "pt,b2b,ecb_mro,1,800,float,due+1,EUR 40\n", "pt", CRM_B2B, "");
	by_law("key,kind,series,mult,margin_bp,mode,start,fee\n"
	       "de-b2b,b2b,ecb_mro,1,800,float,due+1,EUR 40\n", "de-b2b", CRM_B2B, "2025-12-31");
	/* the clause of a contract under French law */
	by_law("key,kind,country,series,mult,margin_bp,mode,start,fee\n"
	       "cgv,b2b,fr,fr_legal_pro,3,0,float,due+1,EUR 40\n", "cgv", CRM_B2B, "2027-05-06");
}
END_TEST

/* BGB 212: the years begin again on the day of the acknowledgement, not at the end of its year. */
START_TEST(restart_abroad)
{
	static const struct crm_period de = {3, CRM_LIMIT_YEAR_END, false, true};
	struct crm_restart r[] = {{day("2025-12-01"), CRM_LIMIT_ACKNOWLEDGED},
		{day("2025-12-02"), CRM_LIMIT_JUDGED}};

	ck_assert_int_eq(crm_limit(de, day("2022-05-06"), CRM_NO_DAY, r, 1).day, day("2028-12-01"));
	/* what a judgment gives there is not known here */
	ck_assert_int_eq(crm_limit(de, day("2022-05-06"), CRM_NO_DAY, r, 2).day, day("2028-12-01"));
	ck_assert_int_eq(crm_limit(de, day("2022-05-06"), CRM_NO_DAY, r + 1, 1).day, day("2025-12-31"));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("limit");
	TCase *t = tcase_create("limit");

	tcase_add_test(t, periods);
	tcase_add_test(t, restarts);
	tcase_add_test(t, judgment);
	tcase_add_test(t, laws);
	tcase_add_test(t, restart_abroad);
	tcase_add_test(t, claims);
	tcase_add_test(t, warnings);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
