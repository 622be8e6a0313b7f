/* Interest and fee: each vector to the cent, the sum by hand beside it. */
#include "base/embed.h"
#include "law/interest.h"
#include "unit.h"

static struct crm_arena mem;
static struct crm_finds finds;
static struct crm_rates rates;
static struct crm_regimes regimes;
static struct crm_interest out;
static struct crm_err err;
static struct crm_move moves[8];

static struct crm_str shipped(const char *name)
{
	struct crm_str s;

	ck_assert_msg(crm_embed_find(name, &s), "%s", name);
	return s;
}

static void setup(void)
{
	crm_arena_init(&mem);
	crm_finds_init(&finds);
	crm_rates_parse(&mem, shipped("data/rates.csv"), crm_str(""), "rates.csv", &rates, &finds);
	crm_regimes_parse(&mem, shipped("data/regimes.csv"), crm_str(""), "regimes.csv", &regimes,
		&finds);
	ck_assert_uint_eq(finds.n, 0);
}

static void teardown(void)
{
	crm_arena_release(&mem);
	crm_finds_release(&finds);
}

static int32_t day(const char *s)
{
	int32_t d = CRM_NO_DAY;

	if (*s)
		ck_assert_msg(crm_date_parse(crm_str(s), &d) == 0, "%s", s);
	return d;
}

static struct crm_debt debt(const char *law, enum crm_client_kind kind, int64_t amount,
	const char *due, const char *until)
{
	struct crm_debt d = {.kind = kind, .penalty_rate = -1, .amount = amount,
		.notice = CRM_NO_DAY, .frozen = CRM_NO_DAY, .moves = moves};

	d.regime = crm_regime_find(&regimes, crm_str(law));
	ck_assert_msg(d.regime != NULL, "%s", law);
	d.currency = crm_currency_find(CRM_STR("EUR"));
	d.due = day(due);
	d.until = day(until);
	return d;
}

static void moved(struct crm_debt *d, enum crm_event ev, const char *at, int64_t amount)
{
	moves[d->moves_n++] = (struct crm_move){.day = day(at), .amount = amount, 
		.event = (uint8_t)ev};
}

static void run(const struct crm_debt *d)
{
	ck_assert_msg(crm_interest(&rates, d, &mem, &out, &err) == 0, "%s", err.text);
}

static void owes(const struct crm_debt *d, int64_t interest, int64_t fee)
{
	run(d);
	ck_assert_int_eq(out.interest, interest);
	ck_assert_int_eq(out.fee, fee);
}

/* The law of France with years as they are, as a row of the book may ask for it. */
static const struct crm_regime *actact(void)
{
	static struct crm_regimes own;

	crm_regimes_parse(&mem, shipped("data/regimes.csv"),
		crm_str("key,kind,series,mult,margin_bp,mode,start,fee,year\n"
			"fr-b2b,b2b,ecb_mro,1,1000,float,due+1,EUR 40,actact\n"),
		"regimes.csv", &own, &finds);
	ck_assert_uint_eq(finds.n, 0);
	return crm_regime_find(&own, CRM_STR("fr-b2b"));
}

static void line_is(size_t i, int days, int bp, int64_t base, int64_t fine)
{
	ck_assert_uint_gt(out.n, i);
	ck_assert_int_eq(out.line[i].days, days);
	ck_assert_int_eq(out.line[i].to - out.line[i].from + 1, days);
	ck_assert_int_eq(out.line[i].bp, bp);
	ck_assert_int_eq(out.line[i].base, base);
	ck_assert_int_eq(out.line[i].fine, fine);
}

/* 1 200 x 14.50 % x 46 / 365 = 21.928767; x 14.25 % x 65 / 365 = 30.452055; together 52.380822 */
START_TEST(two_halves)
{
	struct crm_debt d = debt("fr-b2b", CRM_B2B, 120000, "2024-05-15", "2024-09-03");

	owes(&d, 5238, 4000);
	ck_assert_uint_eq(out.n, 2);
	line_is(0, 46, 1450, 120000, 21928767);
	line_is(1, 65, 1425, 120000, 30452055);
	ck_assert_int_eq(out.line[0].from, day("2024-05-16"));
	ck_assert_int_eq(out.line[1].to, day("2024-09-03"));
	ck_assert_int_eq(out.interest_left, 5238);
	/* paid that day, looked at later: the same */
	moved(&d, CRM_EV_PAYMENT, "2024-09-03", 120000);
	d.until = day("2025-12-31");
	owes(&d, 5238, 4000);
	ck_assert_uint_eq(out.n, 2);
	ck_assert_int_eq(out.principal, 0);
	d.regime = actact();
	owes(&d, 5224, 4000);
	d.regime = crm_regime_find(&regimes, CRM_STR("eu")); /* 18.904110 + 26.178082 */
	owes(&d, 4508, 4000);
}
END_TEST

/* 3 650 at 14.00, 14.50, 14.25, 13.15, 12.15 %: 1.400 a day for 184 d = 257.600, 1.450 for 182 d =
 * 263.900, 1.425 for 184 d = 262.200, 1.315 for 181 d = 238.015, 1.215 for one: together 1 022.930 */
START_TEST(many_halves)
{
	struct crm_debt d = debt("fr-b2b", CRM_B2B, 365000, "2023-06-30", "2025-07-01");

	owes(&d, 102293, 4000);
	ck_assert_uint_eq(out.n, 5);
	line_is(0, 184, 1400, 365000, 257600000);
	line_is(1, 182, 1450, 365000, 263900000);
	line_is(2, 184, 1425, 365000, 262200000);
	line_is(3, 181, 1315, 365000, 238015000);
	line_is(4, 1, 1215, 365000, 1215000);
}
END_TEST

START_TEST(fixed_rate)
{
	struct crm_regime g = *crm_regime_find(&regimes, CRM_STR("fr-b2b"));
	struct crm_debt d = debt("fr-b2b", CRM_B2B, 120000, "2024-05-15", "2024-09-03");

	g.fixed = true;
	d.regime = &g;
	owes(&d, 5292, 4000); /* 52.915068 */
	ck_assert_uint_eq(out.n, 1);
	line_is(0, 111, 1450, 120000, 52915068);
	/* it is that of the first day, also of what is left in the next half: 2024-05-16 to 06-30 and
	 * two days of July on 1 200, one on 365: 48 x 0.476712 = 22.882192, and 0.145 */
	moved(&d, CRM_EV_PAYMENT, "2024-07-02", 120000 - 36500);
	d.until = day("2024-07-03");
	owes(&d, 2288 + 15, 4000);
	line_is(1, 1, 1450, 36500, 145000);
	d = debt("fr-public", CRM_PUBLIC, 365000, "2025-06-30", "2025-07-10");
	owes(&d, 1015, 4000); /* the first day counted is of July: 10 d at 10.15 */
}
END_TEST

START_TEST(borders)
{
	struct crm_debt d = debt("fr-b2b", CRM_B2B, 120000, "2024-05-15", "2024-05-15");

	owes(&d, 0, 0);
	ck_assert_uint_eq(out.n, 0);
	moved(&d, CRM_EV_PAYMENT, "2024-05-15", 120000);
	d.until = day("2024-12-31");
	owes(&d, 0, 0);
	moves[0].day++; /* 0.476712 */
	owes(&d, 48, 4000);
	d = debt("fr-b2b", CRM_B2B, 250000, "2025-06-30", "2025-07-01");
	owes(&d, 83, 4000); /* 0.832192 */
	d = debt("fr-b2b", CRM_B2B, 250000, "2025-06-29", "2025-07-01");
	owes(&d, 173, 4000); /* 0.900685 + 0.832192 */
	line_is(0, 1, 1315, 250000, 900685);
	line_is(1, 1, 1215, 250000, 832192);
	d = debt("fr-b2b", CRM_B2B, 200000, "2024-02-28", "2024-03-01");
	owes(&d, 159, 4000); /* 1.589041: 29 February counts */
	d.regime = actact();
	owes(&d, 158, 4000);
	d = debt("fr-b2b", CRM_B2B, 85000, "2019-02-28", "2019-12-31");
	owes(&d, 7126, 4000); /* 306 days at 10 %, the central bank at 0 */
	d = debt("fr-b2b", CRM_B2B, 7300, "2024-05-01", "2024-05-06");
	owes(&d, 15, 4000); /* exactly 0.145: half up */
	d = debt("fr-b2b", CRM_B2B, 120000, "", "2024-05-06");
	owes(&d, 0, 0); /* no due date, nothing is late */
}
END_TEST

START_TEST(consumer)
{
	struct crm_debt d = debt("fr-b2c", CRM_B2C, 120000, "2025-12-01", "2026-05-20");

	owes(&d, 0, 0); /* no notice */
	ck_assert_uint_eq(out.notes, CRM_INTEREST_NO_NOTICE);
	d.notice = day("2026-02-02");
	owes(&d, 922, 0); /* 107 d at 2.62: 9.216658 */
	ck_assert_uint_eq(out.notes, 0);
	d.notice = day("2025-11-01");
	d.until = day("2025-12-02");
	owes(&d, 9, 0); /* never before the due date: one day at 2.76 is 0.090740 */
	d = debt("flat", CRM_B2C, 120000, "2025-12-01", "2026-05-20");
	d.penalty_rate = 1000;
	owes(&d, 0, 0); /* whatever the contract says */
	d.notice = day("2026-02-02");
	owes(&d, 3518, 0); /* 107 d at 10 %: 35.178082 */
	d.penalty_rate = 100;
	owes(&d, 352, 0);
	ck_assert_uint_eq(out.notes, 0); /* three times the legal rate is a floor among businesses */
	d.regime = crm_regime_find(&regimes, CRM_STR("de-b2c"));
	d.notice = CRM_NO_DAY;
	d.penalty_rate = -1;
	run(&d);
	ck_assert_int_eq(out.interest, 0);
	d.reminded = true;
	d.reminder = day("2025-12-10");
	run(&d);
	ck_assert_int_gt(out.interest, 0); /* this regime asks for a reminder alone */
	ck_assert_int_eq(out.fee, 0);
}
END_TEST

START_TEST(countries)
{
	struct crm_debt d = debt("fr-public", CRM_PUBLIC, 480000, "2025-06-10", "2025-09-30");

	owes(&d, 16423, 4000); /* 112 d at 11.15, fixed */
	ck_assert_uint_eq(out.n, 1);
	d = debt("uk", CRM_B2B, 250000, "2025-12-20", "2026-02-28");
	d.currency = crm_currency_find(CRM_STR("GBP"));
	owes(&d, 5873, 7000); /* 70 d at 12.25, fixed */
	d.amount = 99999;
	run(&d);
	ck_assert_int_eq(out.fee, 4000);
	d.amount = 100000;
	run(&d);
	ck_assert_int_eq(out.fee, 7000);
	d.amount = 1000000;
	run(&d);
	ck_assert_int_eq(out.fee, 10000);
	d = debt("ie", CRM_B2B, 100000, "2025-12-20", "2026-02-28");
	run(&d);
	ck_assert_int_eq(out.fee, 4000); /* up to 1 000 */
	d = debt("be-b2b", CRM_B2B, 365000, "2025-06-30", "2025-07-01");
	owes(&d, 105, 4000); /* 10.15 rounded up to 10.50: 1.05 a day */
	d = debt("be-b2b", CRM_B2B, 365000, "2023-01-01", "2023-01-02");
	owes(&d, 105, 4000); /* 10.50 is no more */
	d = debt("ch", CRM_B2B, 365000, "2025-06-29", "2025-07-01");
	owes(&d, 100, 0); /* 2 d at 5 % */
	d.due = CRM_NO_DAY;
	d.notice = day("2025-06-30");
	owes(&d, 50, 0);
	d = debt("fr-b2b", CRM_B2B, 365000, "2025-06-30", "2025-07-01");
	d.currency = crm_currency_find(CRM_STR("USD"));
	owes(&d, 122, 0);
	ck_assert_uint_eq(out.notes, CRM_INTEREST_FEE_CURRENCY);
}
END_TEST

static struct crm_debt part_paid(void)
{
	struct crm_debt d = debt("fr-b2b", CRM_B2B, 500000, "2025-01-31", "2025-10-01");

	moved(&d, CRM_EV_PAYMENT, "2025-03-15", 200000);
	moved(&d, CRM_EV_PAYMENT, "2025-07-20", 150000);
	moved(&d, CRM_EV_PAYMENT, "2025-10-01", 150000);
	return d;
}

/* 77.46 + 135.62 + 36.45 = 249.53 */
START_TEST(principal_first)
{
	struct crm_debt d = part_paid();

	owes(&d, 24953, 4000);
	ck_assert_int_eq(out.principal, 0);
	ck_assert_int_eq(out.interest_left, 24953);
	ck_assert_int_eq(out.fee_left, 4000);
	ck_assert_uint_eq(out.n, 4);
	line_is(0, 43, 1315, 500000, 77458904);
	line_is(1, 107, 1315, 300000, 115647945);
	line_is(2, 20, 1215, 300000, 19972603);
	line_is(3, 73, 1215, 150000, 36450000);
	d.moves_n = 1;
	d.until = day("2025-03-15");
	owes(&d, 7746, 4000);
	ck_assert_int_eq(out.principal, 300000);
}
END_TEST

/* 77.46 paid, 3 077.46 left; 139.12 paid, 1 716.58 left; 41.71 paid, 258.29 left */
START_TEST(interest_first)
{
	struct crm_regime g = *crm_regime_find(&regimes, CRM_STR("fr-b2b"));
	struct crm_debt d = part_paid();

	d.legal = true;
	g.fee_n = 0;
	d.regime = &g;
	owes(&d, 7746 + 13912 + 4171, 0);
	ck_assert_int_eq(out.principal, 25829);
	ck_assert_int_eq(out.interest_left, 0);
	line_is(1, 107, 1315, 307746, 118633975);
	/* with the fee: 40 + 77.46 before the first payment touches the principal */
	d.regime = crm_regime_find(&regimes, CRM_STR("fr-b2b"));
	d.moves_n = 1;
	d.until = day("2025-03-15");
	owes(&d, 7746, 4000);
	ck_assert_int_eq(out.principal, 500000 - 200000 + 4000 + 7746);
	ck_assert_int_eq(out.fee_left, 0);
	moves[0].amount = 5000; /* less than what came up: the principal stays */
	run(&d);
	ck_assert_int_eq(out.principal, 500000);
	ck_assert_int_eq(out.interest_left, 6746);
	d.until = day("2025-03-16");
	run(&d);
	ck_assert_uint_eq(out.n, 2); /* a line ends where a payment came */
}
END_TEST

START_TEST(other_moves)
{
	struct crm_debt d = debt("fr-b2b", CRM_B2B, 500000, "2025-01-31", "2025-03-15");

	moved(&d, CRM_EV_CREDIT, "2025-03-01", 200000);
	owes(&d, 4648, 4000); /* never owed: 43 d at 13.15 on 3 000 = 46.475342 */
	ck_assert_int_eq(out.principal, 300000);
	moves[0].amount = 500000;
	owes(&d, 0, 0);
	/* paid too much: what is over settles the interest, then the fee */
	d.moves_n = 0;
	d.until = day("2025-12-31");
	moved(&d, CRM_EV_PAYMENT, "2025-03-15", 500000 + 7746 + 4000 + 5);
	owes(&d, 7746, 4000);
	ck_assert_int_eq(out.interest_left, 0);
	ck_assert_int_eq(out.fee_left, 0);
	ck_assert_int_eq(out.principal, -5);
	/* refunded after it was paid: runs again from the refund */
	d.moves_n = 0;
	moved(&d, CRM_EV_PAYMENT, "2025-01-15", 500000);
	moved(&d, CRM_EV_REFUND, "2025-12-21", 365000);
	owes(&d, 1215, 4000); /* 10 d at 12.15 on 3 650 */
	/* on that day, and after the day looked at */
	d.until = day("2025-12-21");
	owes(&d, 0, 0);
	ck_assert_int_eq(out.principal, 365000);
	d.until = day("2025-12-20");
	owes(&d, 0, 0);
}
END_TEST

START_TEST(given_up)
{
	struct crm_debt d = debt("fr-b2b", CRM_B2B, 120000, "2024-05-15", "2024-09-03");

	d.waived = true;
	owes(&d, 0, 0);
	ck_assert_int_eq(out.principal, 120000);
	ck_assert_uint_eq(out.n, 0);
}
END_TEST

/* C. com. L622-28: interest stops the day before the ruling, and the fee is not asked for */
START_TEST(insolvency)
{
	struct crm_debt d = debt("fr-b2b", CRM_B2B, 120000, "2024-05-15", "2024-09-03");

	d.frozen = day("2024-09-04");
	owes(&d, 5238, 0);
	ck_assert_uint_eq(out.notes & CRM_INTEREST_FROZEN, 0);
	d.frozen = day("2024-07-01"); /* 46 days at 14.50 % */
	owes(&d, 2193, 0);
	ck_assert_uint_eq(out.notes & CRM_INTEREST_FROZEN, CRM_INTEREST_FROZEN);
	ck_assert_uint_eq(out.n, 1);
	ck_assert_int_eq(out.line[0].to, day("2024-06-30"));
	d.frozen = day("2024-05-01");
	owes(&d, 0, 0);
	d.frozen = day("2024-07-01"); /* a payment later on finds no more interest */
	moved(&d, CRM_EV_PAYMENT, "2024-08-01", 20000);
	owes(&d, 2193, 0);
	ck_assert_int_eq(out.principal, 100000);
}
END_TEST

/* where interest waits for a notice the fee does not */
START_TEST(fee_from_due)
{
	struct crm_regime g = *crm_regime_find(&regimes, CRM_STR("fr-b2b"));
	struct crm_debt d = debt("fr-b2b", CRM_B2B, 365000, "2025-05-01", "2025-05-02");

	g.start = CRM_START_NOTICE;
	d.regime = &g;
	owes(&d, 0, 4000);
	d.until = d.due;
	owes(&d, 0, 0);
	d.notice = day("2025-05-11");
	d.until = day("2025-05-12");
	owes(&d, 132, 4000); /* one day at 13.15: 1.315 */
	moved(&d, CRM_EV_PAYMENT, "2025-05-10", 365000);
	owes(&d, 0, 4000);
}
END_TEST

START_TEST(contract_rate)
{
	struct crm_debt d = debt("fr-b2b", CRM_B2B, 365000, "2025-05-01", "2025-08-09");

	owes(&d, 7890 + 4860, 4000); /* 60 d at 13.15, 40 d at 12.15 */
	ck_assert_uint_eq(out.notes, 0);
	d.penalty_rate = 1200;
	owes(&d, 12000, 4000); /* 100 d at 12 % */
	ck_assert_uint_eq(out.n, 1);
	line_is(0, 100, 1200, 365000, 120000000);
	ck_assert_uint_eq(out.notes, 0); /* 3 x 3.71 = 11.13 */
	d.penalty_rate = 1112;
	owes(&d, 11120, 4000); /* said, not changed */
	ck_assert_uint_eq(out.notes, CRM_INTEREST_UNDER_FLOOR);
	d.penalty_rate = 1113;
	run(&d);
	ck_assert_uint_eq(out.notes, 0);
	d = debt("fr-b2b", CRM_B2B, 365000, "2024-06-01", "2025-02-01");
	d.penalty_rate = 1500; /* 3 x 5.07 = 15.21 in the first half only */
	run(&d);
	ck_assert_uint_eq(out.notes, CRM_INTEREST_UNDER_FLOOR);
	d.due = day("2024-06-30");
	run(&d);
	ck_assert_uint_eq(out.notes, 0);
	d = debt("fr-b2b", CRM_B2B, 365000, "2024-05-15", "2024-05-16");
	owes(&d, 145, 4000);
	ck_assert_uint_eq(out.notes, CRM_INTEREST_FLOOR_HIGHER); /* 3 x 5.07 = 15.21 */
	d = debt("flat", CRM_PUBLIC, 365000, "2026-07-01", "2026-07-11");
	d.penalty_rate = 0;
	owes(&d, 0, 4000);
	ck_assert_uint_eq(out.notes, CRM_INTEREST_NO_FLOOR);
}
END_TEST

/* 3 650 at 12 % in years as they are: 1.20 of 2023, 438.00 of 2024, two days of 1.20 */
START_TEST(years)
{
	struct crm_debt d = debt("fr-b2b", CRM_B2B, 365000, "2023-12-30", "2025-01-02");

	d.regime = actact();
	d.penalty_rate = 1200;
	owes(&d, 44160, 4000);
	ck_assert_uint_eq(out.n, 3);
	line_is(0, 1, 1200, 365000, 1200000);
	line_is(1, 366, 1200, 365000, 438000000);
	line_is(2, 2, 1200, 365000, 2400000);
}
END_TEST

START_TEST(missing_rate)
{
	struct crm_debt d = debt("fr-b2c", CRM_B2C, 120000, "2026-01-01", "2026-07-01");

	d.notice = day("2026-02-02");
	ck_assert_int_eq(crm_interest(&rates, &d, &mem, &out, &err), -1);
	ck_assert_int_eq(err.status, CRM_PARTIAL);
	ck_assert_str_eq(err.file, "rates.csv");
	ck_assert_str_eq(err.text, "no rate of 'fr_legal_pro' for the second half of 2026; look it up "
				   "and write it into rates.csv of the book: "
				   "'series,date,rate_bp,checked', below it "
				   "'fr_legal_pro,2026-07-01,RATE,2026-07-01' (RATE in basis points: "
				   "4.25 % is 425)");
	/* 148 days at 2.62 are known, up to the last day of the half-year */
	ck_assert_int_eq(out.known, day("2026-06-30"));
	ck_assert_int_eq(out.known_left, 1275);
	ck_assert_int_eq(out.interest, 0);
	ck_assert_int_eq(out.interest_left, 0);
	ck_assert_int_eq(out.principal, 120000);
	d.until--;
	run(&d);
	moved(&d, CRM_EV_PAYMENT, "2026-06-30", 120000);
	d.until = day("2030-01-01");
	run(&d); /* nothing is asked of days on which nothing was owed */
	d = debt("fr-b2b", CRM_B2B, 120000, "2026-12-31", "2027-01-01");
	ck_assert_int_eq(crm_interest(&rates, &d, &mem, &out, &err), -1);
	ck_assert(strstr(err.text, "'ecb_mro' for the first half of 2027") != NULL);
	d = debt("fr-b2b", CRM_B2B, 120000, "2012-11-30", "2013-01-31");
	ck_assert_int_eq(crm_interest(&rates, &d, &mem, &out, &err), -1);
	ck_assert_str_eq(err.field, "from");
	d.due = day("2012-12-31");
	run(&d);
	d.due = day("2012-11-30"); /* what a contract says holds on any day, and nothing owes nothing */
	d.penalty_rate = 1200;
	run(&d);
	ck_assert_int_eq(out.interest, 2446); /* 62 d x 0.394521 */
	d.penalty_rate = -1;
	d.amount = 0;
	owes(&d, 0, 0);
}
END_TEST

/* What does not hang on the rate that is missing is known all the same. */
START_TEST(missing_rate_leaves)
{
	struct crm_debt d = debt("fr-b2b", CRM_B2B, 120000, "2026-05-31", "2027-01-10");

	moved(&d, CRM_EV_PAYMENT, "2026-12-20", 20000);
	ck_assert_int_eq(crm_interest(&rates, &d, &mem, &out, &err), -1);
	ck_assert(out.counted);
	ck_assert_int_eq(out.principal, 100000);
	ck_assert_int_eq(out.known, day("2026-12-31")); /* 82.51, and 11 d at 12.40 on 1 000 */
	ck_assert_int_eq(out.known_left, 8251 + 374);
	ck_assert_int_eq(out.interest, 0);
	ck_assert_int_eq(out.interest_left, 0);
	ck_assert_int_eq(out.fee_left, 4000);
	d.legal = true; /* its last payment lies before the gap: 30 d at 12.15 and 173 d at 12.40 */
	ck_assert_int_eq(crm_interest(&rates, &d, &mem, &out, &err), -1);
	ck_assert(out.counted);
	ck_assert_int_eq(out.principal, 120000 - 20000 + 4000 + 8251);
	ck_assert_int_eq(out.settled[0].fee, 4000);
	ck_assert_int_eq(out.settled[0].interest, 8251);
	moved(&d, CRM_EV_REFUND, "2027-01-05", 700); /* within the gap, but it settles nothing */
	ck_assert_int_eq(crm_interest(&rates, &d, &mem, &out, &err), -1);
	ck_assert(out.counted);
	ck_assert_int_eq(out.principal, 120000 - 20000 + 4000 + 8251 + 700);
	d.moves_n = 1;
	moves[0].day = day("2027-01-05"); /* within the gap */
	ck_assert_int_eq(crm_interest(&rates, &d, &mem, &out, &err), -1);
	ck_assert(!out.counted);
	ck_assert_int_eq(out.fee_left, 0);
	d.legal = false;
	moves[0].amount = 120000;
	ck_assert_int_eq(crm_interest(&rates, &d, &mem, &out, &err), -1);
	ck_assert(out.counted);
	ck_assert_int_eq(out.principal, 0);
	ck_assert_int_eq(out.paid, day("2027-01-05"));
}
END_TEST

START_TEST(paid_day)
{
	struct crm_debt d = debt("fr-b2b", CRM_B2B, 100000, "2025-01-31", "2025-12-31");

	moved(&d, CRM_EV_PAYMENT, "2025-02-10", 60000);
	run(&d);
	ck_assert_int_eq(out.paid, CRM_NO_DAY);
	moved(&d, CRM_EV_PAYMENT, "2025-03-10", 40000);
	moved(&d, CRM_EV_REFUND, "2025-03-20", 1);
	moved(&d, CRM_EV_PAYMENT, "2025-04-01", 1);
	run(&d);
	ck_assert_int_eq(out.paid, day("2025-04-01"));
	d.moves_n = 2;
	run(&d);
	ck_assert_int_eq(out.paid, day("2025-03-10"));
}
END_TEST

START_TEST(extremes)
{
	struct crm_debt d = debt("fr-b2b", CRM_B2B, CRM_MONEY_MAX, "2014-12-31", "2025-12-31");

	d.penalty_rate = 2000;
	owes(&d, INT64_C(2201643835616), 4000); /* 4018 d: 10^12 x 0.2 x 4018 / 365 */
	d.amount = INT64_MAX;
	moved(&d, CRM_EV_REFUND, "2015-01-01", 1);
	ck_assert_int_eq(crm_interest(&rates, &d, &mem, &out, &err), -1);
	ck_assert_str_eq(err.field, "amount");
	d = debt("fr-b2b", CRM_B2B, 0, "2024-05-15", "2024-09-03");
	owes(&d, 0, 0);
}
END_TEST

static const char *regime(enum crm_client_kind kind, const char *profile, const char *policy,
	int rate)
{
	struct crm_client c = {.file = crm_str("clients/acme.yaml"), .kind = kind, .law_line = 7};
	struct crm_policy p = {.law = crm_str(policy), .law_line = 9};
	const struct crm_regime *g;

	c.law = crm_str(profile);
	c.penalty_rate = rate;
	g = crm_interest_regime(&regimes, &c, &p, &err);
	return g ? g->key.p : "";
}

START_TEST(which_regime)
{
	ck_assert_str_eq(regime(CRM_B2B, "", "", -1), "fr-b2b");
	ck_assert_str_eq(regime(CRM_B2C, "", "", -1), "fr-b2c");
	ck_assert_str_eq(regime(CRM_PUBLIC, "", "", -1), "fr-public");
	ck_assert_str_eq(regime(CRM_B2B, "uk", "eu", -1), "uk");
	ck_assert_str_eq(regime(CRM_B2B, "", "eu", -1), "eu");
	ck_assert_str_eq(regime(CRM_B2C, "", "eu", -1), "fr-b2c");
	ck_assert_str_eq(regime(CRM_PUBLIC, "", "eu", -1), "eu");
	/* a public buyer is never charged the rate between businesses, because the policy names that */
	ck_assert_str_eq(regime(CRM_PUBLIC, "", "fr-b2b", -1), "fr-public");
	ck_assert_str_eq(regime(CRM_B2B, "", "fr-public", -1), "fr-b2b");
	ck_assert_str_eq(regime(CRM_B2C, "", "fr-b2b", -1), "fr-b2c");
	ck_assert_str_eq(regime(CRM_B2B, "", "de-b2c", -1), "de-b2b");
	ck_assert_str_eq(regime(CRM_B2C, "", "de-b2b", -1), "de-b2c");
	ck_assert_str_eq(regime(CRM_PUBLIC, "", "de-b2b", -1), "de-b2b");
	ck_assert_str_eq(regime(CRM_B2C, "", "be-b2b", -1), "fr-b2c");
	ck_assert_str_eq(regime(CRM_B2C, "", "flat", 1200), "flat");
	ck_assert_str_eq(regime(CRM_PUBLIC, "eu", "", -1), "eu");
	ck_assert_str_eq(regime(CRM_B2C, "flat", "", 0), "flat");
	ck_assert_str_eq(regime(CRM_B2C, "fr-b2b", "", -1), "");
	ck_assert(strstr(err.text, "not meant for this kind") != NULL);
	ck_assert_str_eq(regime(CRM_B2B, "fr-b2c", "", -1), "");
	ck_assert_str_eq(regime(CRM_B2B, "flat", "", -1), "");
	ck_assert_str_eq(err.field, "penalty_rate");
	ck_assert_int_eq(err.line, 7);
	ck_assert_str_eq(regime(CRM_B2B, "", "flat", -1), "");
	ck_assert_str_eq(err.file, "clients/acme.yaml"); /* not the policy: each client wants its own */
	ck_assert_str_eq(regime(CRM_B2C, "be-b2c", "", -1), "");
	ck_assert(strstr(err.text, "Belgian") != NULL);
	ck_assert_str_eq(regime(CRM_B2B, "fr-b2", "", -1), "");
	ck_assert(strstr(err.text, "'fr-b2' is not a known regime") != NULL);
	ck_assert_str_eq(err.file, "clients/acme.yaml");
	ck_assert_int_eq(err.line, 7);
	ck_assert_str_eq(regime(CRM_B2B, "", "nowhere", -1), "");
	ck_assert_str_eq(err.file, "policy.yaml");
	ck_assert_int_eq(err.line, 9);
	memset(&err, 0, sizeof err);
	ck_assert_int_eq(crm_interest_policy(&regimes, &(struct crm_policy){.law = CRM_STR("nowhere")},
				 &err), -1);
	ck_assert_int_eq(err.status, CRM_USAGE);
	ck_assert(strstr(err.text, "'nowhere' is not a known regime") != NULL);
	ck_assert_int_eq(crm_interest_policy(&regimes, &(struct crm_policy){.law = CRM_STR("eu")}, &err),
		0);
}
END_TEST

/* The Netherlands, 10 000: 182 d at 12.50 and 184 at 12.25, 1 240.82; on 11 240.82 then 181 d at 11.15
 * and 184 at 10.15, 1 196.69.  Without the interest of the first year in it: 2 305.41. */
START_TEST(compounded)
{
	struct crm_debt d = debt("nl", CRM_B2B, 1000000, "2023-12-31", "2025-12-31");
	struct crm_regime simple = *d.regime;

	owes(&d, 243751, 4000);
	d.until = day("2024-12-31"); /* a year is full on its day, and bears from the next */
	owes(&d, 124082, 4000);
	d.until = day("2025-01-01");
	run(&d);
	ck_assert_int_eq(out.line[out.n - 1].base, 1124082);
	d.until = day("2025-12-31");
	simple.compound = false;
	d.regime = &simple;
	owes(&d, 230541, 4000);
}
END_TEST

/* Three times the legal rate, each half-year its own: 46 d at 15.21 and 65 at 14.76 are 54.54. */
START_TEST(multiple_of_series)
{
	struct crm_debt d = debt("fr-b2b", CRM_B2B, 120000, "2024-05-15", "2024-09-03");

	d.penalty_mult = 300;
	d.penalty_series = CRM_STR("fr_legal_pro");
	owes(&d, 5454, 4000);
	ck_assert_uint_eq(out.n, 2);
	ck_assert_int_eq(out.line[0].bp, 1521);
	ck_assert_int_eq(out.line[1].bp, 1476);
	ck_assert(out.line[0].rate != NULL);
	ck_assert(!(out.notes & CRM_INTEREST_UNDER_FLOOR));
	d.penalty_mult = 250; /* 12.68 rounded up from 12.675, and 12.30: under the least */
	run(&d);
	ck_assert_int_eq(out.line[0].bp, 1268);
	ck_assert(out.notes & CRM_INTEREST_UNDER_FLOOR);
	d.penalty_mult = 300;
	d.amount = 100000;
	d.due = day("2024-01-10");
	d.until = day("2026-06-30");
	owes(&d, 28199, 4000);
	d.until = day("2026-07-01"); /* nobody has published the next one */
	ck_assert_int_eq(crm_interest(&rates, &d, &mem, &out, &err), -1);
	ck_assert(strstr(err.text, "'fr_legal_pro' for the second half of 2026") != NULL);
	ck_assert_int_eq(out.known, day("2026-06-30"));
	ck_assert_int_eq(out.known_left, 28199);
}
END_TEST

/* A German consumer is in default from a reminder, not from the due day (BGB 286): 97 d at 6.27 %. */
START_TEST(from_reminder)
{
	struct crm_debt d = debt("de-b2c", CRM_B2C, 100000, "2026-02-01", "2026-06-15");

	owes(&d, 0, 0);
	ck_assert(out.notes & CRM_INTEREST_NO_NOTICE);
	d.reminded = true;
	d.reminder = day("2026-03-10");
	owes(&d, 1666, 0);
	d.notice = day("2026-04-01"); /* later: the reminder counts */
	owes(&d, 1666, 0);
	d.reminder = day("2026-01-15"); /* before it was due */
	run(&d);
	ck_assert_int_eq(out.start, day("2026-02-01"));
}
END_TEST

static void fee_is(const char *law, const char *currency, int64_t amount, int64_t fee)
{
	struct crm_debt d = debt(law, CRM_B2B, amount, "2026-01-31", "2026-02-28");

	d.currency = crm_currency_find(crm_str(currency));
	run(&d);
	ck_assert_msg(out.fee == fee, "%s %lld: %lld", law, (long long)amount, (long long)out.fee);
}

START_TEST(fee_tiers)
{
	fee_is("uk", "GBP", 99999, 4000);
	fee_is("uk", "GBP", 100000, 7000);
	fee_is("uk", "GBP", 999999, 7000);
	fee_is("uk", "GBP", 1000000, 10000);
	fee_is("uk-scotland", "GBP", 1000000, 10000);
	fee_is("ie", "EUR", 100000, 4000); /* not exceeding */
	fee_is("ie", "EUR", 100001, 7000);
	fee_is("ie", "EUR", 1000000, 7000);
	fee_is("ie", "EUR", 1000001, 10000);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("interest");
	TCase *t = tcase_create("interest");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, two_halves);
	tcase_add_test(t, many_halves);
	tcase_add_test(t, fixed_rate);
	tcase_add_test(t, borders);
	tcase_add_test(t, consumer);
	tcase_add_test(t, countries);
	tcase_add_test(t, principal_first);
	tcase_add_test(t, interest_first);
	tcase_add_test(t, other_moves);
	tcase_add_test(t, given_up);
	tcase_add_test(t, insolvency);
	tcase_add_test(t, fee_from_due);
	tcase_add_test(t, contract_rate);
	tcase_add_test(t, compounded);
	tcase_add_test(t, multiple_of_series);
	tcase_add_test(t, from_reminder);
	tcase_add_test(t, fee_tiers);
	tcase_add_test(t, years);
	tcase_add_test(t, missing_rate);
	tcase_add_test(t, missing_rate_leaves);
	tcase_add_test(t, paid_day);
	tcase_add_test(t, extremes);
	tcase_add_test(t, which_regime);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
