/* The tables of law: shipped rows, rows of the book over them, a finding for each bad one. */
#include "base/embed.h"
#include "config/table/table.h"
#include "unit.h"

static struct crm_arena mem;
static struct crm_finds finds;

static void setup(void)
{
	crm_arena_init(&mem);
	crm_finds_init(&finds);
}

static void teardown(void)
{
	crm_arena_release(&mem);
	crm_finds_release(&finds);
}

static int32_t day(const char *s)
{
	int32_t d = 0;

	ck_assert_msg(crm_date_parse(crm_str(s), &d) == 0, "%s", s);
	return d;
}

static struct crm_str shipped(const char *name)
{
	struct crm_str s;

	ck_assert_msg(crm_embed_find(name, &s), "%s", name);
	return s;
}

static struct crm_rates rates(const char *own)
{
	struct crm_rates r;

	crm_rates_parse(&mem, shipped("data/rates.csv"), crm_str(own), "rates.csv", &r, &finds);
	return r;
}

static struct crm_regimes regimes(const char *own)
{
	struct crm_regimes r;

	crm_regimes_parse(&mem, shipped("data/regimes.csv"), crm_str(own), "regimes.csv", &r,
		&finds);
	return r;
}

static struct crm_holiday_rows holidays(const char *own)
{
	struct crm_holiday_rows r;

	crm_holidays_parse(&mem, shipped("data/holidays.csv"), crm_str(own), "holidays.csv", &r,
		&finds);
	return r;
}

static int32_t rate(const struct crm_rates *r, const char *series, const char *at)
{
	const struct crm_rate *row;
	struct crm_rate_run run;

	crm_rate_run_open(r, crm_str(series), &run);
	row = crm_rate_run_at(&run, day(at));
	return row ? row->bp : -9999;
}

/* ECB + 10 points, half-year by half-year, as published by the payment guides. */
START_TEST(series)
{
	static const struct {
		const char *at;
		int bp;
	} t[] = {{"2022-01-01", 1000}, {"2022-07-01", 1000}, {"2023-01-01", 1250},
		{"2023-07-01", 1400}, {"2024-01-01", 1450}, {"2024-07-01", 1425},
		{"2025-01-01", 1315}, {"2025-07-01", 1215}, {"2026-01-01", 1215},
		{"2026-07-01", 1240}};
	struct crm_rates r = rates("");
	size_t i;

	ck_assert_uint_eq(finds.n, 0);
	for (i = 0; i < sizeof t / sizeof *t; i++)
		ck_assert_int_eq(rate(&r, "ecb_mro", t[i].at) + 1000, t[i].bp);
	ck_assert_int_eq(rate(&r, "fr_legal_pro", "2024-01-01"), 507);
	ck_assert_int_eq(rate(&r, "fr_legal_private", "2026-01-01"), 667);
	ck_assert_int_eq(rate(&r, "boe_base", "2026-07-01"), 375);
	ck_assert_int_eq(rate(&r, "de_basis", "2016-07-01"), -88);
	ck_assert_int_eq(rate(&r, "de_basis", "2025-07-01"), 127);
}
END_TEST

START_TEST(missing)
{
	struct crm_rates r = rates("");

	ck_assert_int_eq(rate(&r, "ecb_mro", "2026-07-02"), -9999); /* not confirmed since */
	ck_assert_int_eq(rate(&r, "fr_legal_pro", "2026-07-01"), -9999);
	ck_assert_int_eq(rate(&r, "fr_legal_pro", "2026-06-30"), 262);
	ck_assert_int_eq(rate(&r, "ecb_mro", "2007-06-12"), -9999);
	ck_assert_int_eq(rate(&r, "ecb_mr", "2020-01-01"), -9999);
	ck_assert_int_eq(rate(&r, "zzz", "2020-01-01"), -9999);
	ck_assert_int_eq(rate(&r, "", "2020-01-01"), -9999);
	r.n = 0;
	ck_assert_int_eq(rate(&r, "ecb_mro", "2020-01-01"), -9999);
}
END_TEST

START_TEST(own_rates)
{
	struct crm_rates r = rates("checked,rate_bp,date,series\n"
				   "2027-01-04,200,2027-01-01,ecb_mro\n"
				   "2027-01-04,199,2026-06-17,ecb_mro\n"
				   "2027-01-04,7,2026-07-01,fr_legal_pro\n");

	ck_assert_uint_eq(finds.n, 0);
	ck_assert_int_eq(rate(&r, "ecb_mro", "2027-01-04"), 200);
	ck_assert_int_eq(rate(&r, "ecb_mro", "2027-01-05"), -9999);
	ck_assert_int_eq(rate(&r, "ecb_mro", "2026-12-31"), 199); /* replaced, and no longer newest */
	ck_assert_int_eq(rate(&r, "fr_legal_pro", "2026-07-01"), 7);
	/* between rows, too, nothing is known that nobody looked at; a row holds on its first day */
	r = rates("series,date,rate_bp,checked\n"
		  "ecb_mro,2028-01-01,200,2027-12-20\n");
	ck_assert_int_eq(rate(&r, "ecb_mro", "2026-07-01"), 240);
	ck_assert_int_eq(rate(&r, "ecb_mro", "2027-01-01"), -9999);
	ck_assert_int_eq(rate(&r, "ecb_mro", "2028-01-01"), 200);
	ck_assert_int_eq(rate(&r, "ecb_mro", "2028-01-02"), -9999);
}
END_TEST

static void find_is(size_t i, long line, const char *field)
{
	ck_assert_uint_gt(finds.n, i);
	ck_assert_msg(finds.item[i].line == line && strcmp(finds.item[i].field, field) == 0,
		"%s:%ld: %s: %s", finds.item[i].file, finds.item[i].line, finds.item[i].field,
		finds.item[i].text);
}

/* The reader relies on it, and looks for no row that is there before among them. */
START_TEST(shipped_rates_once)
{
	struct crm_rates r = rates("");
	size_t i;

	ck_assert_uint_gt(r.n, 100);
	for (i = 1; i < r.n; i++)
		ck_assert(r.row[i].date != r.row[i - 1].date ||
			  !crm_str_eq(r.row[i].series, r.row[i - 1].series));
}
END_TEST

START_TEST(rates_twice)
{
	struct crm_rates r = rates("series,date,rate_bp,checked\n"
				   "ecb_mro,2027-01-01,200,2027-01-04\n"
				   "ecb_mro,2027-01-01,210,2027-01-04\n"
				   "ecb_mro,2027-01-01,200,2027-07-02\n"
				   "ecb_mro,2026-06-17,230,2027-01-04\n");

	find_is(0, 3, "date");
	ck_assert_uint_eq(finds.n, 1); /* what says the same again is only checked anew */
	ck_assert_int_eq(rate(&r, "ecb_mro", "2027-07-01"), 200);
	ck_assert_int_eq(rate(&r, "ecb_mro", "2026-12-31"), 230);
}
END_TEST

START_TEST(bad_rates)
{
	struct crm_rates r = rates("series,date,until,rate_bp,source,checked\n"
				   "Ecb,2027-01-01,,200,,2027-01-01\n"
				   "ecb_mro,2027-1-1,,200,,2027-01-01\n"
				   "ecb_mro,2027-01-01,x,200,,2027-01-01\n"
				   "ecb_mro,2027-01-01,2026-12-31,200,,2027-01-01\n"
				   "ecb_mro,2027-01-01,,2.5,,2027-01-01\n"
				   "ecb_mro,2027-01-01,,-1001,,2027-01-01\n"
				   "ecb_mro,2027-01-01,,200,,\n"
				   "ecb_mro,2027-01-01\n"
				   "ecb_mro,2027-01-01,,200,,2027-01-01\n");

	find_is(0, 2, "series");
	find_is(1, 3, "date");
	find_is(2, 4, "until");
	find_is(3, 5, "until");
	find_is(4, 6, "rate_bp");
	find_is(5, 7, "rate_bp");
	find_is(6, 8, "checked");
	find_is(7, 9, "");
	ck_assert_uint_eq(finds.n, 8);
	ck_assert_int_eq(rate(&r, "ecb_mro", "2027-01-01"), 200);
	crm_finds_clear(&finds);
	rates("series,date\nx,2020-01-01\n");
	find_is(0, 1, "rate_bp");
	ck_assert_uint_eq(finds.n, 1);
}
END_TEST

START_TEST(shipped_regimes)
{
	struct crm_regimes r = regimes("");
	const struct crm_regime *g;
	size_t i;

	ck_assert_uint_eq(finds.n, 0);
	ck_assert_uint_eq(r.n, 17);
	for (i = 1; i < r.n; i++)
		ck_assert(crm_str_cmp(r.row[i - 1].key, r.row[i].key) < 0);
	g = crm_regime_find(&r, CRM_STR("fr-b2b"));
	ck_assert(g && g->mult == 1 && g->margin == 1000 && !g->fixed && g->start == CRM_START_DUE);
	ck_assert(g->fee_n == 1 && g->fee[0].amount == 4000 && g->fee[0].limit == INT64_MAX);
	ck_assert(crm_str_is(g->floor_series, "fr_legal_pro") && g->floor_mult == 3);
	g = crm_regime_find(&r, CRM_STR("uk"));
	ck_assert(g && g->fixed && g->fee_n == 3 && g->fee[1].limit == 1000000);
	ck_assert(!g->fee[1].closed && g->fee[2].amount == 10000);
	ck_assert(crm_regime_find(&r, CRM_STR("ie"))->fee[0].closed);
	g = crm_regime_find(&r, CRM_STR("fr-b2c"));
	ck_assert(g && g->kind == CRM_REGIME_B2C && g->start == CRM_START_NOTICE && g->fee_n == 0);
	g = crm_regime_find(&r, CRM_STR("flat"));
	ck_assert(g && g->contract && g->kind == CRM_REGIME_ANY && g->series.n == 0);
	ck_assert_int_eq(crm_regime_find(&r, CRM_STR("be-b2b"))->round, 50);
	ck_assert(crm_regime_find(&r, CRM_STR("ch"))->start == CRM_START_DUE_OR_NOTICE);
	ck_assert(!crm_regime_find(&r, CRM_STR("be-b2c")));
}
END_TEST

#define HEAD "key,kind,series,mult,margin_bp,mode,start,fee,from\n"

START_TEST(own_regimes)
{
	struct crm_regimes r = regimes(HEAD "uk,b2b,boe_base,1,900,fixed,due+1,none,\n"
					    "pt,b2b,ecb_mro,1,800,float,due+1,EUR 40,2020-01-01\n");

	ck_assert_uint_eq(finds.n, 0);
	ck_assert_uint_eq(r.n, 18);
	ck_assert_int_eq(crm_regime_find(&r, CRM_STR("uk"))->margin, 900);
	ck_assert_uint_eq(crm_regime_find(&r, CRM_STR("uk"))->fee_n, 0);
	ck_assert_int_eq(crm_regime_find(&r, CRM_STR("pt"))->from, day("2020-01-01"));
}
END_TEST

START_TEST(bad_regimes)
{
	struct crm_regimes r = regimes(HEAD ",b2b,ecb_mro,1,8,float,due+1,none,\n"
					    "x,b2x,ecb_mro,1,8,float,due+1,none,\n"
					    "x,b2b,none,1,8,float,due+1,none,\n"
					    "x,b2b,ecb_mro,11,8,float,due+1,none,\n"
					    "x,b2b,ecb_mro,1,-8,float,due+1,none,\n"
					    "x,b2b,ecb_mro,1,8,sink,due+1,none,\n"
					    "x,b2b,ecb_mro,1,8,float,due,none,\n"
					    "x,b2b,ecb_mro,1,8,float,due+1,40,\n"
					    "x,b2b,ecb_mro,1,8,float,due+1,EUR 40 under 10,\n"
					    "x,b2b,ecb_mro,1,8,float,due+1,EUR 40; 50,\n"
					    "x,b2b,ecb_mro,1,8,float,due+1,EUR 40 over 1; 50,\n"
					    "x,b2b,ecb_mro,1,8,float,due+1,EUR,\n"
					    "x,b2b,ecb_mro,1,8,float,due+1,none,2020\n"
					    "FR,b2b,ecb_mro,1,8,float,due+1,none,\n"
					    "x,b2b,ecb_mro,1,8,float,due+1,EUR 4 under 9; 3 to 9; 1,\n"
					    "y,b2b,ecb_mro,1,8,float,due+1,none,\n"
					    "y,b2b,ecb_mro,1,9,float,due+1,none,\n");
	static const char *const field[] = {"key", "kind", "series", "mult", "margin_bp", "mode",
		"start", "fee", "fee", "fee", "fee", "fee", "from", "key", "fee"};
	size_t i;

	for (i = 0; i < sizeof field / sizeof *field; i++)
		find_is(i, (long)i + 2, field[i]);
	find_is(i, (long)i + 3, "key"); /* y stands twice: the first row counts */
	ck_assert_uint_eq(finds.n, i + 1);
	ck_assert_uint_eq(r.n, 18);
	ck_assert_int_eq(crm_regime_find(&r, CRM_STR("y"))->margin, 8);
}
END_TEST

START_TEST(holiday_rows)
{
	struct crm_holiday_rows r = holidays("");

	ck_assert_uint_eq(r.n, 0); /* shipped rows count only where the book asks for them */
	r = holidays("rule,region,name\n2026-05-15,,bridge\n12-24,,\neaster-2,,\neaster+60,,\n"
		     "all,fr-reunion,\n02-29,,\n");
	ck_assert_uint_eq(finds.n, 0);
	ck_assert_uint_eq(r.n, 6);
	ck_assert(r.row[0].how == CRM_HOLIDAY_DATE && r.row[0].n == day("2026-05-15"));
	ck_assert(r.row[1].how == CRM_HOLIDAY_YEARLY && r.row[1].n == 1224);
	ck_assert(r.row[2].how == CRM_HOLIDAY_EASTER && r.row[2].n == -2);
	ck_assert(r.row[3].how == CRM_HOLIDAY_EASTER && r.row[3].n == 60);
	ck_assert(r.row[4].how == CRM_HOLIDAY_YEARLY && r.row[4].n == 1220);
	ck_assert(r.row[5].how == CRM_HOLIDAY_YEARLY && r.row[5].n == 229);
}
END_TEST

START_TEST(bad_holidays)
{
	static const char *const bad[] = {"easter", "easter+", "easter39", "easter+251",
		"easter-81", "02-30", "13-01", "5-1", "2026-02-30", "", "everyday"};
	struct crm_buf own;
	size_t i;

	crm_buf_init(&own);
	crm_buf_cstr(&own, "rule,region\n");
	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		crm_buf_printf(&own, "%s,x\n", bad[i]);
	crm_buf_cstr(&own, "all,fr-atlantis\nall,\n");
	ck_assert_uint_eq(holidays(own.p).n, 0);
	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		find_is(i, (long)i + 2, "rule");
	find_is(i, (long)i + 2, "region");
	find_is(i + 1, (long)i + 3, "region");
	ck_assert_uint_eq(finds.n, i + 2);
	crm_buf_release(&own);
}
END_TEST

static void put(const char *dir, const char *name, const char *text)
{
	char path[256];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", dir, name);
	f = fopen(path, "w");
	ck_assert(f != NULL);
	fputs(text, f);
	ck_assert_int_eq(fclose(f), 0);
}

START_TEST(from_book)
{
	char dir[] = "/tmp/crm-table-XXXXXX", cmd[64];
	struct crm_tables t;
	struct crm_book b;
	struct crm_err e = {0};

	ck_assert(mkdtemp(dir) != NULL);
	ck_assert_int_eq(crm_book_open(&b, dir, &e), 0);
	ck_assert_int_eq(crm_tables_read(&b, &t, &finds, &e), 0); /* no file of its own */
	ck_assert_int_eq(rate(&t.rates, "ecb_mro", "2026-07-01"), 240);
	ck_assert_uint_eq(t.holidays.n, 0);
	put(dir, "rates.csv", "series,date,rate_bp,checked\necb_mro,2026-06-17,241,2026-12-31\n");
	put(dir, "regimes.csv", HEAD "x,b2b,none,0,800,fixed,due+1,none,\ny\n");
	put(dir, "holidays.csv", "rule\n05-15\n");
	ck_assert_int_eq(crm_tables_read(&b, &t, &finds, &e), 0);
	ck_assert_int_eq(rate(&t.rates, "ecb_mro", "2026-12-31"), 241);
	ck_assert(crm_regime_find(&t.regimes, CRM_STR("x")) != NULL);
	ck_assert_uint_eq(t.holidays.n, 1);
	ck_assert_uint_eq(finds.n, 1);
	ck_assert_str_eq(finds.item[0].file, "regimes.csv");
	crm_book_close(&b);
	snprintf(cmd, sizeof cmd, "rm -r %s", dir);
	ck_assert_int_eq(system(cmd), 0);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("table");
	TCase *t = tcase_create("table");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, series);
	tcase_add_test(t, missing);
	tcase_add_test(t, own_rates);
	tcase_add_test(t, shipped_rates_once);
	tcase_add_test(t, rates_twice);
	tcase_add_test(t, bad_rates);
	tcase_add_test(t, shipped_regimes);
	tcase_add_test(t, own_regimes);
	tcase_add_test(t, bad_regimes);
	tcase_add_test(t, holiday_rows);
	tcase_add_test(t, bad_holidays);
	tcase_add_test(t, from_book);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
