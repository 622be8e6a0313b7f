/* test_score.c - the worked examples of the score (crm-score(7), EXAMPLES) and single rules of it. */
#include "scorebook.h"

static void setup(void)
{
	book_open();
}

static void teardown(void)
{
	book_close();
}

static void add_all(const char *const *text)
{
	for (; *text; text++)
		book_add(*text);
}

#define ADD(...) add_all((const char *const[]){__VA_ARGS__, NULL})

static void month(int m, const char *format)
{
	char text[160];

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	snprintf(text, sizeof text, format, m, m, m);
#pragma GCC diagnostic pop
	book_add(text);
}

/* Six good months. */
static void good(void)
{
	static const char *const each[] = {"2026-%02d-05 checkin me channel=visio",
		"2026-%02d-12 checkin me channel=visio", "2026-%02d-19 checkin me channel=visio",
		"2026-%02d-26 checkin me channel=visio",
		"2026-%02d-07T10:00 contact client channel=email",
		"2026-%02d-07T15:00 contact me channel=email",
		"2026-%02d-01 invoice me ref=i%d amount=1200.00 due=2026-%02d-28",
		"2026-%02d-27 payment client ref=i%d amount=1200.00",
		"2026-%02d-03 deadline me ref=d%d due=2026-%02d-20",
		"2026-%02d-18 delivered me ref=d%d",
		"2026-%02d-03 promise me ref=p%d due=2026-%02d-10", "2026-%02d-09 kept me ref=p%d"};
	size_t i;
	int m;

	book.profile.type = CRM_TYPE_ORGANISED;
	ADD("2026-05-10 mission me ref=m2 due=2026-07-09", "2026-05-10 renew client ref=m2");
	for (m = 1; m <= 6; m++)
		for (i = 0; i < sizeof each / sizeof *each; i++)
			month(m, each[i]);
}

static void e2(void)
{
	book.profile.type = CRM_TYPE_TRUSTING;
	ADD("2026-06-22 contact both channel=meet", "2026-06-25 contract both ref=k1",
		"2026-06-25 mission me ref=m1 due=2026-08-24");
}

static void e3(void)
{
	ADD("2026-01-02 invoice me ref=i1 amount=1000.00 due=2026-02-01",
		"2026-02-11 payment client ref=i1 amount=1000.00",
		"2026-02-15 invoice me ref=i2 amount=1000.00 due=2026-03-17",
		"2026-03-27 payment client ref=i2 amount=500.00",
		"2026-04-26 payment client ref=i2 amount=500.00",
		"2026-05-05 invoice me ref=i3 amount=2000.00 due=2026-06-05",
		"2026-06-09 reminder me ref=i3 kind=courtesy channel=email",
		"2026-06-20 contact client channel=phone");
}

static void e3b(void)
{
	e3();
	ADD("2026-06-12 renegotiate both ref=i3 due=2026-07-10");
}

static void e4(void)
{
	good();
	ADD("2026-06-29 incident me kind=deception level=5");
}

static void e5(void)
{
	book.profile.type = CRM_TYPE_DISORGANISED;
	ADD("2026-05-20 mission me ref=m1 due=2026-07-19", "2026-06-15 checkin me channel=visio",
		"2026-06-22 checkin me channel=visio", "2026-06-10 control client",
		"2026-06-16 control client", "2026-06-23 control client",
		"2026-06-25 control client", "2026-06-29 control client",
		"2026-06-12 change client", "2026-06-18 change client", "2026-06-24 change client",
		"2026-06-26 change client", "2026-06-28T09:00 contact client channel=email",
		"2026-06-28T09:40 contact client channel=phone tags=missed",
		"2026-06-28T10:15 contact client channel=sms",
		"2026-06-28T13:00 contact client channel=email",
		"2026-06-28T18:30 contact client channel=chat",
		"2026-06-29T08:05 contact client channel=sms",
		"2026-06-29T11:00 contact client channel=email");
}

static void e6(void)
{
	static const char *const each[] = {"2026-%02d-02 contact client channel=email",
		"2026-%02d-03 contact me channel=email",
		"2026-%02d-12 contact client channel=email",
		"2026-%02d-13 contact me channel=email",
		"2026-%02d-22 contact client channel=email",
		"2026-%02d-23 contact me channel=email"};
	size_t i;
	int m;

	for (m = 2; m <= 4; m++)
		for (i = 0; i < sizeof each / sizeof *each; i++)
			month(m, each[i]);
	ADD("2026-03-01 invoice me ref=i1 amount=800.00 due=2026-03-31",
		"2026-03-30 payment client ref=i1 amount=800.00",
		"2026-05-20 contact me channel=email",
		"2026-06-10 incident me kind=assumption tags=why=no-news");
}

static void e6b(void)
{
	e6();
	ADD("2026-05-01 absence client kind=illness due=2026-06-28");
}

static void e7(void)
{
	good();
	ADD("2026-06-12 conflict client ref=c1 kind=ideas level=4");
}

static void e7b(void)
{
	e7();
	ADD("2026-06-20 apology me ref=c1", "2026-06-22 resolve both ref=c1",
		"2026-06-22 gesture me ref=c1");
}

static void base(void)
{
	ADD("2026-03-01 invoice me ref=i1 amount=1000.00 due=2026-03-31");
}

static void e8a(void)
{
	base();
	ADD("2026-04-10 payment client ref=i1 amount=600.00",
		"2026-05-20 credit client ref=i1 amount=400.00");
}

static void e8b(void)
{
	base();
	ADD("2026-03-30 payment client ref=i1 amount=1000.00",
		"2026-05-31 refund client ref=i1 amount=500.00");
}

static void e8c(void)
{
	base();
	ADD("2026-03-30 payment client ref=i1 amount=500.00", "2026-05-30 writeoff me ref=i1");
}

static void e8d(void)
{
	base();
	ADD("2026-04-10 dispute client ref=i1");
}

static void e8e(void)
{
	e8d();
	ADD("2026-06-15 resolve both ref=i1");
}

static void e9(void)
{
	book.policy.week.holidays = CRM_HOLIDAYS_FR;
	ADD("2026-05-22T17:00 contact client channel=email",
		"2026-05-26T16:59 contact me channel=email",
		"2026-06-12T17:00 contact client channel=email",
		"2026-06-16T17:30 contact me channel=email");
}

/* Ten invoices, each paid 35 days late. */
static void e10(void)
{
	static const char *const month[] = {"2025-07", "2025-08", "2025-09", "2025-10", "2025-11",
		"2025-12", "2026-01", "2026-02", "2026-03", "2026-04"};
	char text[120], day[CRM_WHEN_TEXT];
	size_t i;

	for (i = 0; i < sizeof month / sizeof *month; i++) {
		snprintf(text, sizeof text, "%s-01 invoice me ref=s%zu amount=900.00 due=%s-05",
			month[i], i, month[i]);
		book_add(text);
		crm_date_text(book.row[book.n - 1].due.day + 35, day);
		snprintf(text, sizeof text, "%s payment client ref=s%zu amount=900.00", day, i);
		book_add(text);
	}
}

static void e11(void)
{
	good();
	ADD("2026-06-20 satisfied client level=1");
}

static void e12(void)
{
	good();
	ADD("2026-06-29 incident client kind=breach");
}

static void e13(void)
{
	e5();
	book.profile.type = CRM_TYPE_NONE;
	ADD("2026-06-29T18:00 end me");
}

/* Five yearly missions. */
static void e14(void)
{
	static const char *const each[] = {"%d-09-01 deadline me ref=d%d due=%d-10-01",
		"%d-09-30 delivered me ref=d%d",
		"%d-10-01 invoice me ref=y%d amount=3000.00 due=%d-10-31",
		"%d-10-30 payment client ref=y%d amount=3000.00",
		"%d-11-02 satisfied client level=5"};
	size_t i;
	int y;

	for (y = 2021; y < 2026; y++)
		for (i = 0; i < sizeof each / sizeof *each; i++)
			month(y, each[i]);
}

static void e15(void)
{
	e14();
	ADD("2026-06-28 contact both channel=meet");
}

static void e16(void)
{
	ADD("2026-03-10 conflict both ref=k3 level=2", "2026-04-10 conflict both ref=k4 level=2",
		"2026-06-10 conflict both ref=k6 level=2", "2026-03-20 resolve both ref=k3",
		"2026-04-20 resolve both ref=k4");
}

static void e17(void)
{
	good();
	ADD("2026-06-02 staff client kind=other");
}

static void e18(void)
{
	ADD("2026-05-01 conflict client ref=k level=2", "2026-05-02 resolve both ref=k",
		"2026-05-03 conflict client ref=k level=2",
		"2026-06-01T14:00 conflict both ref=j level=1", "2026-06-01 resolve both ref=j");
}

static const struct {
	const char *name;
	void (*rows)(void);
	int risk, trend; /* tenths */
	const char *band, *stage, *reasons;
	int64_t good, bad;
	int capital; /* tenths */
} example[] = {
	{"E1", good, 104, -8, "solid", "established",
		"prior:10.4", 10203108, 0, -176},
	{"E2", e2, 280, 0, "watch", "new",
		"prior:28.0", 0, 0, 0},
	{"E3", e3, 554, 94, "at-risk", "shaken",
		"late_payment:38.1 prior:17.3", 0, 3687500, 0},
	{"E3b", e3b, 512, 52, "at-risk", "shaken",
		"late_payment:32.2 prior:19.0", 0, 2843750, 0},
	{"E4", e4, 665, 553, "critical", "broken",
		"deception:58.3 prior:8.2", 2550760, 11977302, -95},
	{"E5", e5, 459, 179, "at-risk", "new",
		"burst:10.0 controls:9.2 late_reply:3.8 instability:3.5 prior:19.4", 382709, 2303240, -21},
	{"E6", e6, 370, 67, "watch", "new",
		"silence:12.7 assumption:3.0 prior:21.3", 649157, 1238110, -33},
	{"E6b", e6b, 279, 29, "watch", "new",
		"assumption:3.5 prior:24.4", 649157, 238110, -28},
	{"E7", e7, 267, 155, "watch", "shaken",
		"conflict:18.2 prior:8.5", 10203108, 3600000, -283},
	{"E7b", e7b, 159, 47, "watch", "established",
		"conflict:6.8 prior:9.1", 11075067, 1241007, -244},
	{"E8a", e8a, 380, -5, "watch", "new",
		"late_payment:13.9 prior:24.1", 0, 964609, 0},
	{"E8b", e8b, 409, 129, "at-risk", "new",
		"late_payment:17.9 prior:23.0", 0, 1312500, 0},
	{"E8c", e8c, 444, -7, "at-risk", "new",
		"late_payment:22.8 prior:21.6", 0, 1767806, 0},
	{"E8d", e8d, 280, 0, "watch", "new",
		"prior:28.0", 0, 0, 0},
	{"E8e", e8e, 438, 158, "at-risk", "new",
		"late_payment:21.9 prior:21.9", 0, 1687500, 0},
	{"E9", e9, 313, 35, "watch", "new",
		"late_reply:4.9 prior:26.4", 43695, 310003, -2},
	{"E10", e10, 460, 0, "at-risk", "shaken",
		"late_payment:25.0 prior:21.0", 0, 2000000, 0},
	{"E11", e11, 154, 42, "watch", "established",
		"dissatisfied:5.6 prior:9.8", 10203108, 962232, -226},
	{"E12", e12, 506, 394, "at-risk", "rebuilding",
		"client_breach:41.8 prior:8.8", 5101544, 7984868, -185},
	{"E13", e13, 263, -17, "watch", "ended",
		"prior:26.3", 382709, 0, -17},
	{"E14", e14, 239, 4, "watch", "dormant",
		"prior:23.9", 1016053, 0, -41},
	{"E15", e15, 239, 4, "watch", "established",
		"prior:23.9", 1016053, 0, -41},
	{"E16", e16, 520, 166, "at-risk", "shaken",
		"conflict:36.0 prior:16.0", 717979, 3769594, -38},
	{"E17", e17, 142, 30, "solid", "established",
		"contact_change:3.0 prior:11.2", 8591124, 448895, -188},
	{"E18", e18, 465, 4, "at-risk", "shaken",
		"conflict:29.1 prior:17.4", 845552, 2810412, -45},
};

START_TEST(worked)
{
	struct crm_score s;
	int trend;

	example[_i].rows();
	s = book_score_in(NULL, &trend);
	ck_assert_msg(s.risk == example[_i].risk, "%s: %d", example[_i].name, s.risk);
	ck_assert_int_eq(trend, example[_i].trend);
	ck_assert_str_eq(crm_band_name(s.band), example[_i].band);
	ck_assert_str_eq(crm_stage_name(s.stage), example[_i].stage);
	ck_assert_str_eq(book_reasons(&s), example[_i].reasons);
	ck_assert_int_eq(s.good, example[_i].good);
	ck_assert_int_eq(s.bad, example[_i].bad);
	ck_assert_int_eq(s.capital, example[_i].capital);
}
END_TEST

/* S0.49, S1.32: upkeep, and the fall of an established trust. */
START_TEST(drift)
{
	static const struct {
		int days, risk;
	} at[] = {{0, 104}, {30, 200}, {60, 266}, {120, 325}};
	size_t i;

	good();
	for (i = 0; i < sizeof at / sizeof *at; i++) {
		book.now.day = book_day("2026-06-30") + at[i].days;
		ck_assert_int_eq(book_score().risk, at[i].risk);
	}
	book.now.day = book_day("2026-06-30");
	ADD("2026-06-30 incident me kind=deception");
	ck_assert_int_ge(book_score().risk, 600);
}
END_TEST

/* The id of a row as the ref of a void. */
static void void_of(const struct crm_row *r, const char *at)
{
	char id[37], text[120];

	crm_uuid_text(&r->id, id);
	snprintf(text, sizeof text, "%s void me ref=%s", at, id);
	book_add(text);
}

/* A row voided in between still counts for the day before: the trend shows it leaving. */
START_TEST(voids)
{
	struct crm_row *lie;
	struct crm_score s;
	int trend, with;

	lie = book_add("2026-05-01 incident me kind=deception");
	book.now.day = book_day("2026-05-31");
	with = book_score().risk;
	book.now.day = book_day("2026-06-30");
	void_of(lie, "2026-06-15T10:00");
	s = book_score_in(NULL, &trend);
	ck_assert_int_eq(s.risk, 280);
	ck_assert(!s.any);
	ck_assert_int_eq(trend, 280 - with);
	ck_assert_int_gt(with, 600);
	book.now = (struct crm_when){book_day("2026-06-15"), 9 * 60 + 59};
	ck_assert_int_gt(book_score().risk, 600);
	book.now.min = 600;
	ck_assert_int_eq(book_score().risk, 280);
}
END_TEST

/* An absence of nobody is mine from everybody, and a void of nobody takes it back. */
START_TEST(nobody)
{
	struct crm_row *leave;

	ADD("2026-06-25T09:00 contact client channel=email",
		"2026-06-29T09:00 contact me channel=email");
	ck_assert_int_gt(book_score().bad, 0);
	leave = book_add("2026-06-26 absence me");
	leave->client = CRM_STR("");
	ck_assert_int_eq(book_score().bad, 0);
	void_of(leave, "2026-06-27"); /* of client x: not its row */
	ck_assert_int_eq(book_score().bad, 0);
	book.row[book.n - 1].client = CRM_STR("");
	ck_assert_int_gt(book_score().bad, 0);
}
END_TEST

/* Open time: Friday 17:00 to Monday 17:00 is 24 hours (crm-score(7), Replies and tone). */
START_TEST(replies)
{
	static const struct {
		const char *in, *out;
		bool late;
	} t[] = {{"2026-06-05T17:00", "2026-06-08T17:00", false},
		{"2026-06-05T17:00", "2026-06-08T17:01", true},
		{"2026-06-06T10:00", "2026-06-08T23:59", false},
		{"2026-06-06", "2026-06-08", false}, {"2026-06-06", "2026-06-09", true},
		{"2026-06-08T23:59", "2026-06-09", false}, {"2026-06-08", "2026-06-08", false}};
	struct crm_score s;
	char text[80];
	size_t i;

	for (i = 0; i < sizeof t / sizeof *t; i++) {
		book.n = 0;
		snprintf(text, sizeof text, "%s contact client channel=email", t[i].in);
		book_add(text);
		snprintf(text, sizeof text, "%s contact me channel=email", t[i].out);
		book_add(text);
		s = book_score();
		ck_assert_msg((s.bad > 0) == t[i].late, "%s %s", t[i].in, t[i].out);
		ck_assert_msg((s.praise[CRM_SIG_REPLY_IN_TIME] > 0) == !t[i].late, "%s", t[i].in);
	}
}
END_TEST

/* The rows behind a reason: an invoice with its payments, a message with its answer. */
START_TEST(causes)
{
	struct crm_scorer s;
	struct crm_case of;
	struct crm_score out;
	size_t i, invoices = 0, payments = 0;
	int64_t micro = 0;

	e3();
	crm_store_init(&book.facts, &book.policy.score);
	for (i = 0; i < book.n; i++)
		crm_store_row(&book.facts, &book.row[i]);
	crm_case_init(&of, &book.facts, &book.policy, &book.calendar);
	crm_scorer_init(&s, &of);
	crm_case_take(&of, 0, &book.profile);
	s.evidence.explain = true;
	crm_scorer_today(&s, book.now, &book.mem, &out);
	for (i = 0; i < s.evidence.causes; i++) {
		const struct crm_cause *c = &s.evidence.cause[i];

		ck_assert_int_eq(c->signal, CRM_SIG_LATE_PAYMENT);
		micro += c->micro;
		invoices += c->row->event == CRM_EV_INVOICE && c->micro > 0;
		payments += c->row->event == CRM_EV_PAYMENT && c->micro == 0;
	}
	ck_assert_int_eq(micro, 4043059); /* what was paid late weighs less in the end */
	ck_assert_int_eq(out.bad, 3687500);
	ck_assert_uint_eq(invoices, 3);
	ck_assert_uint_eq(payments, 3);
	crm_scorer_release(&s);
	crm_case_release(&of);
	crm_store_release(&book.facts);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("score");
	TCase *t = tcase_create("score");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, worked, 0, (int)(sizeof example / sizeof *example));
	tcase_add_test(t, drift);
	tcase_add_test(t, voids);
	tcase_add_test(t, nobody);
	tcase_add_test(t, replies);
	tcase_add_test(t, causes);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
