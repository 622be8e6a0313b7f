/* The days that cadences count from: newest days in any order, the usual gap, calls after a delivery. */
#include "case/rhythm.h"
#include "unit.h"

static struct crm_policy policy;
static struct crm_rhythm r;

static void setup(void)
{
	crm_policy_default(&policy);
	crm_rhythm_init(&r);
}

static void teardown(void)
{
	crm_rhythm_release(&r);
}

static void say(enum crm_event event, enum crm_by by, const char *channel, int32_t day)
{
	struct crm_row row;

	memset(&row, 0, sizeof row);
	row.event = event;
	row.by = by;
	row.channel = crm_str(channel);
	row.at = (struct crm_when){day, CRM_NO_MIN};
	crm_rhythm_row(&r, &policy, 1000, 3, &row, 0, 0);
}

static void wrote(int32_t day)
{
	say(CRM_EV_CONTACT, CRM_BY_CLIENT, "email", day);
}

static const struct crm_rhythm_client *days(void)
{
	return crm_rhythm_of(&r, 3);
}

START_TEST(newest_days)
{
	int i;

	for (i = 0; i < 40; i++)
		wrote(100 + (i * 7) % 40); /* each day once, mixed */
	for (i = 0; i < 40; i++)
		wrote(139 - i);
	ck_assert_uint_eq(days()->days, 13);
	for (i = 0; i < 13; i++)
		ck_assert_int_eq(days()->day[i], 127 + i);
	ck_assert_int_eq(days()->last.at.day, 139);
	ck_assert_int_eq(days()->first, 100);
	ck_assert_uint_eq(crm_rhythm_of(&r, 2)->days, 0);
	ck_assert_int_eq(crm_rhythm_of(&r, 99)->first, CRM_NO_DAY);
}
END_TEST

/* S3.5: my mail that nobody answers is no contact; a call is */
START_TEST(who_counts)
{
	say(CRM_EV_CONTACT, CRM_BY_ME, "email", 10);
	ck_assert_uint_eq(days()->days, 0);
	ck_assert_int_eq(days()->asked, 10);
	say(CRM_EV_CONTACT, CRM_BY_ME, "phone", 11);
	ck_assert_uint_eq(days()->days, 1);
	wrote(12);
	ck_assert_int_eq(days()->asked, 11);
	say(CRM_EV_CHECKIN, CRM_BY_BOTH, "", 13);
	ck_assert_int_eq(days()->asked, 13);
	ck_assert_int_eq(days()->review.day, 13);
	ck_assert_uint_eq(days()->days, 3);
}
END_TEST

/* S3.5; crm-score(7), States */
START_TEST(usual)
{
	static const int gaps[] = {10, 10, 10, 12, 20};
	int32_t day = 0;
	size_t i;

	ck_assert_int_eq(crm_rhythm_usual(&policy, days(), true), 30);
	ck_assert_int_eq(crm_rhythm_usual(&policy, days(), false), 90);
	wrote(day);
	for (i = 0; i < 3; i++)
		wrote(day += gaps[i]);
	ck_assert_int_eq(crm_rhythm_usual(&policy, days(), false), 90); /* three gaps say nothing */
	wrote(day += gaps[3]);
	ck_assert_int_eq(crm_rhythm_usual(&policy, days(), false), 30); /* 10: three times */
	wrote(day += gaps[4]); /* gaps 10 10 10 12 20: median 10, deviations 0 0 0 2 10 */
	ck_assert_int_eq(crm_rhythm_usual(&policy, days(), false), 30);
	policy.contact = 5;
	ck_assert_int_eq(crm_rhythm_usual(&policy, days(), false), 5);
}
END_TEST

START_TEST(scattered)
{
	/* gaps 2 10 20 40: median floor((10 + 20) / 2) = 15, deviations 5 5 13 25, their median 9;
	 * 15 + 5 x 9 = 60 > 3 x 15 */
	wrote(0);
	wrote(2);
	wrote(12);
	wrote(32);
	wrote(72);
	ck_assert_int_eq(crm_rhythm_usual(&policy, days(), true), 60);
	/* gaps 1 1 10 20 30: median 10, deviations 0 9 9 10 20; 10 + 5 x 9 */
	crm_rhythm_clear(&r);
	wrote(0);
	wrote(1);
	wrote(2);
	wrote(12);
	wrote(32);
	wrote(62);
	ck_assert_int_eq(crm_rhythm_usual(&policy, days(), true), 55);
}
END_TEST

/* S3.5: each part of the rule can be switched off */
START_TEST(parts)
{
	wrote(0);
	wrote(2);
	wrote(12);
	wrote(32);
	wrote(72);
	policy.score.silence.plus_mad = 0;
	ck_assert_int_eq(crm_rhythm_usual(&policy, days(), true), 45);
	policy.score.silence.times_median = 0;
	ck_assert_int_eq(crm_rhythm_usual(&policy, days(), true), 15);
	policy.score.silence.min_days = 16;
	ck_assert_int_eq(crm_rhythm_usual(&policy, days(), true), 16);
}
END_TEST

/* S4.7 */
START_TEST(calls)
{
	ck_assert_int_eq(crm_rhythm_answers(&policy, 0), 4);
	ck_assert_int_eq(crm_rhythm_answers(&policy, 1), 19);
	say(CRM_EV_DELIVERED, CRM_BY_ME, "", 100);
	ck_assert_int_eq(days()->shown.day, 100);
	ck_assert(!crm_rhythm_settled(&policy, days(), 100));
	say(CRM_EV_SATISFIED, CRM_BY_CLIENT, "", 118);
	ck_assert(!crm_rhythm_settled(&policy, days(), 100));
	say(CRM_EV_CONTACT, CRM_BY_ME, "email", 119);
	ck_assert(crm_rhythm_settled(&policy, days(), 100));
	ck_assert(!crm_rhythm_settled(&policy, days(), 101));
}
END_TEST

/* memory follows what waits: deliveries that were asked about and old messages are given back */
START_TEST(memory)
{
	int i;

	for (i = 0; i < 5000; i++) {
		say(CRM_EV_DELIVERED, CRM_BY_ME, "", i);
		say(CRM_EV_CONTACT, CRM_BY_ME, "email", i);
	}
	ck_assert_uint_lt(r.deliveries.n, 100);
	for (i = 0; i < 896; i++) /* today is 1000, 14 + 90 days are kept */
		wrote(i);
	ck_assert_uint_eq(r.messages.n, 0);
	wrote(896);
	ck_assert_uint_eq(r.messages.n, 1);
}
END_TEST

/* A row with a kind and a number that makes its id and its place. */
static void row(enum crm_event event, const char *kind, int32_t day, int min, unsigned char id)
{
	struct crm_row row;

	memset(&row, 0, sizeof row);
	row.event = event;
	row.by = CRM_BY_CLIENT;
	row.kind = crm_str(kind);
	row.channel = CRM_STR("email");
	row.at = (struct crm_when){day, (int16_t)min};
	memset(&row.id, id, sizeof row.id);
	row.offset = id;
	crm_rhythm_row(&r, &policy, 1000, 3, &row, id, 0);
}

/* Of each event the newest day counts, whichever row comes last. */
static const struct {
	enum crm_event event;
	const char *kind;
	size_t at;
} newest[] = {
	{CRM_EV_CHECKIN, "", offsetof(struct crm_rhythm_client, review.day)},
	{CRM_EV_CHECKIN, "", offsetof(struct crm_rhythm_client, last.at.day)},
	{CRM_EV_CONTACT, "", offsetof(struct crm_rhythm_client, last.at.day)},
	{CRM_EV_RESULT, "", offsetof(struct crm_rhythm_client, shown.day)},
	{CRM_EV_DELIVERED, "", offsetof(struct crm_rhythm_client, shown.day)},
	{CRM_EV_SATISFIED, "", offsetof(struct crm_rhythm_client, asked)},
	{CRM_EV_INTEREST, "", offsetof(struct crm_rhythm_client, interest.day)},
	{CRM_EV_INTEREST, "business", offsetof(struct crm_rhythm_client, business)},
	{CRM_EV_INTEREST, "person", offsetof(struct crm_rhythm_client, person)},
	{CRM_EV_DIAGNOSE, "", offsetof(struct crm_rhythm_client, newest[CRM_NEWEST_DIAGNOSE])},
	{CRM_EV_APOLOGY, "", offsetof(struct crm_rhythm_client, newest[CRM_NEWEST_APOLOGY])},
	{CRM_EV_GESTURE, "", offsetof(struct crm_rhythm_client, newest[CRM_NEWEST_GESTURE])},
	{CRM_EV_RESOLVE, "", offsetof(struct crm_rhythm_client, newest[CRM_NEWEST_RESOLVE])},
	{CRM_EV_DISAGREE, "", offsetof(struct crm_rhythm_client, newest[CRM_NEWEST_DISAGREE])},
	{CRM_EV_DISAGREE, "", offsetof(struct crm_rhythm_client, newest[CRM_NEWEST_DISAGREE_FREE])},
};

static int32_t day_at(size_t at)
{
	int32_t day;

	memcpy(&day, (const char *)days() + at, sizeof day);
	return day;
}

START_TEST(newest_of)
{
	ck_assert_int_eq(day_at(newest[_i].at), CRM_NO_DAY);
	row(newest[_i].event, newest[_i].kind, 20, CRM_NO_MIN, 1);
	ck_assert_int_eq(day_at(newest[_i].at), 20);
	row(newest[_i].event, newest[_i].kind, 10, CRM_NO_MIN, 2);
	ck_assert_int_eq(day_at(newest[_i].at), 20);
	row(newest[_i].event, newest[_i].kind, 30, CRM_NO_MIN, 3);
	ck_assert_int_eq(day_at(newest[_i].at), 30);
}
END_TEST

/* What one row changes, a letter a field, and nothing else. */
static const char *changed(void)
{
	const struct crm_rhythm_client *c = days();
	const struct {
		char letter;
		bool is;
	} all[] = {{'d', c->days}, {'f', c->first != CRM_NO_DAY}, {'a', c->asked != CRM_NO_DAY},
		{'r', c->review.day != CRM_NO_DAY}, {'l', c->last.at.day != CRM_NO_DAY},
		{'D', c->deal.at.day != CRM_NO_DAY}, {'m', c->messages}, {'v', c->deliveries},
		{'s', c->shown.day != CRM_NO_DAY}, {'i', c->interest.day != CRM_NO_DAY},
		{'b', c->business != CRM_NO_DAY}, {'p', c->person != CRM_NO_DAY}, {'F', c->framed},
		{'P', c->proven}, {'0', c->newest[0] != CRM_NO_DAY}, {'1', c->newest[1] != CRM_NO_DAY},
		{'2', c->newest[2] != CRM_NO_DAY}, {'3', c->newest[3] != CRM_NO_DAY},
		{'4', c->newest[4] != CRM_NO_DAY}, {'5', c->newest[5] != CRM_NO_DAY}};
	static char text[sizeof all / sizeof *all + 1];
	size_t i, n = 0;

	for (i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i].is)
			text[n++] = all[i].letter;
	text[n] = '\0';
	return text;
}

static const struct {
	enum crm_event event;
	const char *kind, *changes;
} effects[] = {
	{CRM_EV_CONTACT, "", "dflm"},
	{CRM_EV_CHECKIN, "", "dfarl"},
	{CRM_EV_RESULT, "", "s"},
	{CRM_EV_DELIVERED, "", "vs"},
	{CRM_EV_SATISFIED, "", "a"},
	{CRM_EV_INTEREST, "", "i"},
	{CRM_EV_INTEREST, "business", "ib"},
	{CRM_EV_INTEREST, "person", "ip"},
	{CRM_EV_FRAME, "", "F"},
	{CRM_EV_FRAME, "contact", "F"},
	{CRM_EV_FRAME, "price", ""},
	{CRM_EV_VETTED, "", "P"},
	{CRM_EV_PAYMENT, "", "P"},
	{CRM_EV_RENEW, "", "fP"},
	{CRM_EV_MISSION, "", "fD"},
	{CRM_EV_OFFER, "", "D"},
	{CRM_EV_ACCEPTED, "", "D"},
	{CRM_EV_CONTRACT, "", "D"},
	{CRM_EV_INVOICE, "", "D"},
	{CRM_EV_DIAGNOSE, "", "0"},
	{CRM_EV_APOLOGY, "", "1"},
	{CRM_EV_GESTURE, "", "2"},
	{CRM_EV_RESOLVE, "", "3"},
	{CRM_EV_DISAGREE, "", "45"},
};

START_TEST(effect)
{
	row(effects[_i].event, effects[_i].kind, 990, CRM_NO_MIN, 1);
	ck_assert_str_eq(changed(), effects[_i].changes);
}
END_TEST

/* The first sign of business, and the first word or mission. */
START_TEST(oldest_of)
{
	static const enum crm_event deals[] = {CRM_EV_MISSION, CRM_EV_OFFER, CRM_EV_ACCEPTED,
		CRM_EV_CONTRACT, CRM_EV_INVOICE};
	enum crm_event event = deals[_i];

	row(event, "", 20, CRM_NO_MIN, 1);
	row(event, "", 10, CRM_NO_MIN, 2);
	row(event, "", 30, CRM_NO_MIN, 3);
	ck_assert_int_eq(days()->deal.at.day, 10);
	ck_assert_int_eq(days()->first, event == CRM_EV_MISSION ? 10 : CRM_NO_DAY);
	ck_assert(!days()->proven && !days()->framed);
}
END_TEST

/* Of one moment the id decides, in either order: the largest is the newest, the smallest the oldest. */
START_TEST(same_moment)
{
	unsigned char a = _i ? 2 : 1, b = _i ? 1 : 2;

	row(CRM_EV_CONTACT, "", 10, 5, a);
	row(CRM_EV_CONTACT, "", 10, 5, b);
	ck_assert_uint_eq(days()->last.offset, 2);
	row(CRM_EV_OFFER, "", 10, 5, a);
	row(CRM_EV_OFFER, "", 10, 5, b);
	ck_assert_uint_eq(days()->deal.offset, 1);
	row(CRM_EV_CONTACT, "", 10, 4, 9);
	ck_assert_uint_eq(days()->last.offset, 2);
	row(CRM_EV_OFFER, "", 10, 6, 0);
	ck_assert_uint_eq(days()->deal.offset, 1);
}
END_TEST

START_TEST(marks)
{
	row(CRM_EV_FRAME, "price", 10, CRM_NO_MIN, 1);
	ck_assert(!days()->framed);
	row(CRM_EV_FRAME, "contact", 10, CRM_NO_MIN, 2);
	row(CRM_EV_FRAME, "price", 10, CRM_NO_MIN, 3);
	ck_assert(days()->framed && !days()->proven);
	row(_i ? CRM_EV_VETTED : CRM_EV_PAYMENT, "", 10, CRM_NO_MIN, 4);
	ck_assert(days()->proven);
	ck_assert_int_eq(days()->first, CRM_NO_DAY);
	row(CRM_EV_RENEW, "", 12, CRM_NO_MIN, 5);
	ck_assert_int_eq(days()->first, 12);
}
END_TEST

/* A message of the client, at noon when no time is said; mine and old ones are none. */
START_TEST(messages)
{
	const struct crm_message *m;

	row(CRM_EV_CONTACT, "", 990, CRM_NO_MIN, 1);
	m = crm_pool_at(&r.messages, days()->messages);
	ck_assert_int_eq(m->minute, 990 * 1440 + 720);
	row(CRM_EV_CONTACT, "", 990, 0, 2);
	m = crm_pool_at(&r.messages, days()->messages);
	ck_assert_int_eq(m->minute, 990 * 1440);
	ck_assert_uint_eq(m->next, 1);
	ck_assert(m->id.b[0] == 2 && m->offset == 2);
	say(CRM_EV_CONTACT, CRM_BY_ME, "email", 990);
	say(CRM_EV_CONTACT, CRM_BY_BOTH, "meet", 990);
	row(CRM_EV_CHECKIN, "", 990, 0, 3);
	ck_assert_uint_eq(r.messages.n, 2);
}
END_TEST

/* What was asked about is forgotten, what waits stays. */
START_TEST(forgotten)
{
	const struct crm_delivery *d;
	unsigned waits = 0;
	uint32_t i;

	for (i = 1; i <= 4; i++)
		row(CRM_EV_DELIVERED, "", (int32_t)i, CRM_NO_MIN, (unsigned char)i);
	say(CRM_EV_CONTACT, CRM_BY_ME, "email", 100);
	row(CRM_EV_DELIVERED, "", 4, CRM_NO_MIN, 5); /* asked about before it is read */
	for (i = 101; i <= 110; i++)
		row(CRM_EV_DELIVERED, "", (int32_t)i, CRM_NO_MIN, (unsigned char)i);
	for (i = days()->deliveries; i; i = d->next) {
		d = crm_pool_at(&r.deliveries, i);
		ck_assert_int_ge(d->at.day, 101);
		ck_assert_uint_eq(d->thing, (unsigned)d->at.day);
		ck_assert_uint_lt(waits, 10);
		waits++;
	}
	ck_assert_uint_eq(waits, 10);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("rhythm");
	TCase *t = tcase_create("rhythm");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, newest_days);
	tcase_add_test(t, who_counts);
	tcase_add_test(t, usual);
	tcase_add_test(t, scattered);
	tcase_add_test(t, parts);
	tcase_add_test(t, calls);
	tcase_add_test(t, memory);
	tcase_add_loop_test(t, newest_of, 0, (int)(sizeof newest / sizeof *newest));
	tcase_add_loop_test(t, effect, 0, (int)(sizeof effects / sizeof *effects));
	tcase_add_loop_test(t, oldest_of, 0, 5);
	tcase_add_loop_test(t, same_moment, 0, 2);
	tcase_add_loop_test(t, marks, 0, 2);
	tcase_add_test(t, messages);
	tcase_add_test(t, forgotten);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
