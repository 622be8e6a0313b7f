/* test_scorelaws.c - what holds for every book (crm-score(7), What holds for every book), on pseudo-random ones. */
#include "case/act/action.h"
#include "scorebook.h"

enum { BOOKS = 60 };

static uint64_t seed;

static uint32_t rnd(uint32_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (uint32_t)((seed >> 32) % n);
}

static const char *const event[] = {"invoice", "payment", "payment", "credit", "refund", "writeoff",
	"dispute", "renegotiate", "mission", "renew", "end", "deadline", "delivered", "result",
	"promise", "clarify", "kept", "broken", "contact", "contact", "contact", "contact",
	"checkin", "incident", "conflict", "doubt", "resolve", "apology", "gesture", "goodwill",
	"referral", "interest", "disagree", "frame", "satisfied", "staff", "control", "change",
	"absence", "note"};
static const char *const by[] = {"me", "client", "both"};
static const char *const channel[] = {"email", "sms", "phone", "meet"};
static const char *const kind[] = {"error", "poor-result", "superficial", "vague", "wrong-answer",
	"breach", "deception", "disrespect", "outburst", "price", "misunderstanding",
	"silent-approval", "reproach", "assumption"};
enum { EVENTS = sizeof event / sizeof *event, KINDS = sizeof kind / sizeof *kind };

static int32_t today(void)
{
	return book_day("2026-06-30");
}

static void random_row(void)
{
	const char *e = event[rnd(EVENTS)];
	char text[200], at[CRM_WHEN_TEXT], due[CRM_WHEN_TEXT];
	int32_t day = today() - (int32_t)rnd(200);
	int16_t min = rnd(2) ? (int16_t)(540 + 60 * rnd(8)) : CRM_NO_MIN;
	bool dated = rnd(3) > 0;

	crm_when_text((struct crm_when){day, min}, at);
	crm_date_text(day + (int32_t)rnd(40), due);
	snprintf(text, sizeof text, "%s %s %s ref=r%u amount=%u level=%u channel=%s kind=%s%s%s",
		at, e, by[rnd(3)], rnd(6), 1 + rnd(3) * 50, 1 + rnd(5), channel[rnd(4)],
		strcmp(e, "staff") ? kind[rnd(KINDS)]
		: rnd(2)	   ? "illness"
				   : "other",
		dated ? " due=" : "", dated ? due : "");
	if (!rnd(6))
		strcat(text, rnd(2) ? " tags=noreply,missed" : " tags=tone=angry");
	book_add(text);
}

static void random_book(int i)
{
	size_t n;

	seed = UINT64_C(0x9e3779b97f4a7c15) * (uint64_t)(i + 1);
	for (n = 5 + rnd(60); n; n--)
		random_row();
	book.profile.type = (enum crm_type)rnd(4);
	if (rnd(2))
		book.policy.week.holidays = CRM_HOLIDAYS_FR;
}

static void setup(void)
{
	book_open();
}

static void teardown(void)
{
	book_close();
}

static void same(const struct crm_score *a, const struct crm_score *b)
{
	ck_assert_int_eq(a->risk, b->risk);
	ck_assert_int_eq(a->good, b->good);
	ck_assert_int_eq(a->bad, b->bad);
	ck_assert_int_eq(a->stage, b->stage);
	ck_assert_str_eq(book_reasons(a), book_reasons(b));
}

START_TEST(order)
{
	size_t place[SCOREBOOK_ROWS], i, k, swap;
	struct crm_score want, got;
	int trend, again, turn;

	random_book(_i);
	want = book_score_in(NULL, &trend);
	for (i = 0; i < book.n; i++)
		place[i] = i;
	for (turn = 0; turn < 5; turn++) {
		for (i = book.n; i > 1; i--) {
			k = rnd((uint32_t)i);
			swap = place[k];
			place[k] = place[i - 1];
			place[i - 1] = swap;
		}
		got = book_score_in(place, &again);
		same(&want, &got);
		ck_assert_int_eq(trend, again);
	}
}
END_TEST

START_TEST(sums)
{
	int points = 0, sides = 0, k;
	struct crm_score s;
	size_t i;

	random_book(_i);
	s = book_score();
	for (i = 0; i < s.reasons; i++) {
		points += s.reason[i].points;
		ck_assert((s.reason[i].signal == CRM_SIG_PRIOR) == (i + 1 == s.reasons));
		ck_assert(i == 0 || i + 1 == s.reasons ||
			  s.reason[i].points <= s.reason[i - 1].points);
		/* S0.9: every reason has its action */
		ck_assert_int_ne(crm_matter_act(crm_signal_matter(s.reason[i].signal)), CRM_ACT_NONE);
	}
	for (k = 0; k < CRM_SIDES; k++)
		sides += s.side[k];
	ck_assert_int_eq(points, s.risk);
	ck_assert_int_eq(sides, s.risk);
	ck_assert_int_gt(s.risk, 0);
	ck_assert_int_lt(s.risk, 1000);
	ck_assert_int_le(s.capital, 0);
}
END_TEST

/* Risk with one row more, under a ref of its own. */
static int with(const char *what, const char *more, int back)
{
	char text[120], at[CRM_WHEN_TEXT];
	int risk;

	crm_date_text(today() - back, at);
	snprintf(text, sizeof text, "%s %s me ref=zz%s%s", at, what, more[0] ? " kind=" : "", more);
	book_add(text);
	risk = book_score().risk;
	book.n--;
	return risk;
}

START_TEST(monotone)
{
	static const char *const trouble[][2] = {{"conflict", ""}, {"doubt", ""}, {"control", ""},
		{"change", ""}, {"challenge", ""}, {"staff", "illness"}, {"staff", "refocus"},
		{"staff", "other"}};
	static const char *const nice[] = {"apology", "gesture", "disagree", "goodwill", "referral",
		"frame", "interest", "satisfied"};
	static const char *const nothing[] = {"contract", "note", "reminder", "offer", "vetted"};
	int now, back;
	size_t i;

	random_book(_i);
	now = book_score().risk;
	for (back = 0; back < 180; back += 1 + (int)rnd(20)) {
		for (i = 0; i < sizeof trouble / sizeof *trouble; i++)
			ck_assert_msg(with(trouble[i][0], trouble[i][1], back) >= now, "%s %d",
				trouble[i][0], back);
		for (i = 0; i < KINDS; i++)
			ck_assert_msg(with("incident", kind[i], back) >= now, "%s", kind[i]);
		for (i = 0; i < sizeof nice / sizeof *nice; i++)
			ck_assert_msg(with(nice[i], "", back) <= now, "%s %d", nice[i], back);
		for (i = 0; i < sizeof nothing / sizeof *nothing; i++)
			ck_assert_msg(with(nothing[i], "", back) == now, "%s", nothing[i]);
	}
	ck_assert_int_eq(with("incident", "deception", -1), now); /* tomorrow */
	ck_assert_int_eq(with("incident", "unheard-of", 3), now);
}
END_TEST

START_TEST(other_clients)
{
	struct crm_score want, got;
	size_t n, i;

	random_book(_i);
	want = book_score();
	n = book.n;
	for (i = 0; i < 20; i++) {
		random_row();
		book.row[book.n - 1].client = CRM_STR("y");
	}
	ck_assert_uint_gt(book.n, n);
	got = book_score();
	same(&want, &got);
}
END_TEST

/* All dates moved: by whole weeks, so that week ends stay where they are. */
START_TEST(shift)
{
	static const int days[] = {7, 364, 7000};
	struct crm_score want, got;
	size_t i, k;

	random_book(_i);
	book.policy.week.holidays = CRM_HOLIDAYS_NONE;
	book.policy.mission_cap = (struct crm_span){60, 'd'};
	want = book_score();
	for (k = 0; k < sizeof days / sizeof *days; k++) {
		for (i = 0; i < book.n; i++) {
			book.row[i].at.day += days[k];
			if (book.row[i].due.day != CRM_NO_DAY)
				book.row[i].due.day += days[k];
		}
		book.now.day += days[k];
		got = book_score();
		same(&want, &got);
	}
}
END_TEST

/* With a clock that knows no closed days, any number of days. */
START_TEST(shift_elapsed)
{
	static const int days[] = {1, 3, 365, 5000};
	struct crm_score want, got;
	size_t i, k;

	random_book(_i);
	book.policy.reply_elapsed = true;
	book.policy.mission_cap = (struct crm_span){60, 'd'};
	want = book_score();
	for (k = 0; k < sizeof days / sizeof *days; k++) {
		for (i = 0; i < book.n; i++) {
			book.row[i].at.day += days[k];
			if (book.row[i].due.day != CRM_NO_DAY)
				book.row[i].due.day += days[k];
		}
		book.now.day += days[k];
		got = book_score();
		same(&want, &got);
	}
}
END_TEST

/* A row and its void count as neither. */
START_TEST(voided)
{
	struct crm_score want, got;
	static char id[37];
	size_t n, k;

	random_book(_i);
	want = book_score();
	for (k = 0; k < 20; k++) {
		n = book.n;
		random_row();
		crm_uuid_text(&book.row[n].id, id);
		book_add("2026-06-30 void me")->ref = crm_str(id);
		got = book_score();
		same(&want, &got);
		book.n = n;
	}
}
END_TEST

/* S1.32: however good the record, one deception is critical, one breach at risk, on its day
 * and some days on.  The record is that of crm-score(7), EXAMPLES (weekly check-ins, a delivery a month):
 * the cap is taken after the reset, so praise several times as dense would outweigh it. */
START_TEST(betrayal)
{
	struct crm_score before, after;
	char text[80], at[CRM_WHEN_TEXT];
	int i;

	for (i = 0; i < 26 + 4 * _i; i++) {
		crm_date_text(today() - 7 * i, at);
		snprintf(text, sizeof text, "%s checkin me", at);
		book_add(text);
		if (i % 4)
			continue;
		snprintf(text, sizeof text, "%s deadline me ref=d%d due=%s", at, i, at);
		book_add(text);
		snprintf(text, sizeof text, "%s delivered me ref=d%d", at, i);
		book_add(text);
	}
	before = book_score();
	ck_assert_int_eq(before.stage, CRM_STAGE_ESTABLISHED);
	ck_assert_int_lt(before.risk, 200);
	crm_date_text(today() - _i / 3, at);
	snprintf(text, sizeof text, "%s incident me kind=deception", at);
	book_add(text);
	after = book_score();
	ck_assert_int_ge(after.risk, 600);
	ck_assert_int_eq(after.band, CRM_BAND_CRITICAL);
	ck_assert_int_eq(after.stage, CRM_STAGE_BROKEN);
	ck_assert_int_lt(after.capital, 0); /* what was built still counts (S4.11) */
	book.row[book.n - 1].kind = CRM_STR("breach");
	ck_assert_int_ge(book_score().risk, 400);
}
END_TEST

/* The score measures proportions: all weights times three change nothing. */
START_TEST(scale)
{
	struct crm_score want, got;
	int i;

	random_book(_i);
	want = book_score();
	for (i = 0; i < CRM_SIGNALS; i++)
		book.policy.score.signal[i].weight *= 3;
	book.policy.score.prior_weight *= 3;
	book.policy.score.positive_cap *= 3;
	book.policy.score.paid_late_cap *= 3;
	got = book_score();
	ck_assert_int_eq(got.risk, want.risk);
	ck_assert_int_eq(got.stage, want.stage);
}
END_TEST

/* Lateness night by night: what is left each evening over the net amount, disputed nights apart. */
START_TEST(nights)
{
	int32_t due = today() - 80, t, from = today() - (int32_t)(_i * 7 % 90), to = from + _i % 30;
	int64_t left[81] = {0}, net = 1000, sum = 0, want;
	char text[120], at[CRM_WHEN_TEXT];
	struct crm_score s;
	int i, n;

	seed = (uint64_t)_i * 77 + 5;
	book_add("2026-01-01 invoice me ref=i amount=1000.00 due=2026-04-11");
	for (n = (int)rnd(5); n; n--) {
		static const char *const move[] = {"payment", "payment", "refund", "credit"};
		int k = (int)rnd(4), back = (int)rnd(90), amount = 1 + (int)rnd(900);

		crm_date_text(today() - back, at);
		snprintf(text, sizeof text, "%s %s client ref=i amount=%d", at, move[k], amount);
		book_add(text);
		if (k == 3)
			net -= amount;
		for (i = 0; i <= 80 && k < 3; i++)
			if (due + i >= today() - back)
				left[i] += k == 2 ? amount : -amount;
	}
	if (to <= today()) {
		crm_date_text(from, at);
		snprintf(text, sizeof text, "%s dispute client ref=i", at);
		book_add(text);
		crm_date_text(to, at);
		snprintf(text, sizeof text, "%s resolve both ref=i", at);
		book_add(text);
	}
	for (t = due; t < today(); t++)
		if (net + left[t - due] > 0 && (to > today() || t < from || t >= to))
			sum += net + left[t - due];
	want = net > 0 ? sum / net : 0;
	s = book_score();
	ck_assert_int_eq(s.bad > 0, want > 0);
	if (want > 0 && net + left[80] > 0)
		ck_assert_int_eq(
			s.bad, crm_weigh(3000, crm_ramp(want, 250, 0, 60), NULL, 0, CRM_DECAY_ONE));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("scorelaws");
	TCase *t = tcase_create("scorelaws");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, order, 0, BOOKS);
	tcase_add_loop_test(t, sums, 0, BOOKS);
	tcase_add_loop_test(t, monotone, 0, BOOKS / 4);
	tcase_add_loop_test(t, other_clients, 0, BOOKS);
	tcase_add_loop_test(t, shift, 0, BOOKS);
	tcase_add_loop_test(t, shift_elapsed, 0, BOOKS);
	tcase_add_loop_test(t, voided, 0, BOOKS);
	tcase_add_loop_test(t, betrayal, 0, 15);
	tcase_add_loop_test(t, scale, 0, BOOKS);
	tcase_add_loop_test(t, nights, 0, 300);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
