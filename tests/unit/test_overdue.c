/* The list as a pure function of a view: what is asked of the journal, absences in a silence, borders
 * of the calendar.  The kinds themselves are in tests/golden/overdue-* and in the second program. */
#include "due/overdue.h"
#include "unit.h"

static struct crm_policy policy;
static struct crm_calendar calendar;
static struct crm_client profile;
static struct crm_view view;
static struct crm_overdue want;
static unsigned char ids;

static const struct crm_client *one_profile(void *ctx, struct crm_str id)
{
	(void)ctx;
	(void)id;
	return &profile;
}

static void setup(void)
{
	crm_policy_default(&policy);
	memset(&profile, 0, sizeof profile);
	profile.checkin = -1;
	profile.since = profile.insolvency = CRM_NO_DAY;
	calendar = (struct crm_calendar){policy.week.closed, CRM_HOLIDAYS_NONE, NULL, 0};
	memset(&want, 0, sizeof want);
	crm_view_init(&view);
	view.policy = &policy;
	view.calendar = &calendar;
	view.profile = one_profile;
	view.now = (struct crm_when){1000, 1439};
	ids = 0;
}

static void teardown(void)
{
	crm_release(&want.item);
	crm_view_release(&view);
}

static void row(enum crm_event event, enum crm_by by, const char *client, const char *ref,
	int32_t day, int32_t due)
{
	struct crm_row r;

	memset(&r, 0, sizeof r);
	r.event = event;
	r.by = by;
	r.client = crm_str(client);
	r.ref = crm_str(ref);
	r.at = (struct crm_when){day, CRM_NO_MIN};
	r.due = (struct crm_when){due, CRM_NO_MIN};
	r.currency = policy.currency;
	r.id.b[15] = ++ids;
	crm_view_row(&view, &r);
}

static const struct crm_item *only(unsigned kind)
{
	want.n = 0;
	want.kinds = 1u << kind;
	crm_overdue_list(&view, &want);
	return want.n == 1 ? want.item[0] : NULL;
}

START_TEST(events)
{
	/* in variables: check cuts off what a long macro makes of its message, and dies of it */
	const uint64_t reminding = CRM_REMIND_EVENTS;
	/* deadlines tell whose a word is; what was delivered of them holds only by the policy */
	const uint64_t late = CRM_EV_BIT(CRM_EV_DELIVERED);
	uint64_t all = 0, ev;
	unsigned k;

	for (k = 0; k < CRM_KINDS; k++) {
		ck_assert_int_eq(crm_kind_find(crm_str(crm_kinds[k].name)), (int)k);
		ck_assert_int_ne(crm_kinds[k].matter, CRM_MATTER_NONE); /* S0.9: each has an action */
		ck_assert(crm_kinds[k].list != NULL);
		/* the order of the report: first what I must do */
		ck_assert(k == 0 || crm_kinds[k - 1].who <= crm_kinds[k].who);
		want.kinds = 1u << k;
		ev = crm_overdue_events(&want, &policy);
		ck_assert_uint_ne(ev, 0);
		ck_assert_uint_eq(ev & ~CRM_EV_ALL, 0);
		all |= ev;
	}
	want.kinds = 0;
	ck_assert_uint_eq(crm_overdue_events(&want, &policy), all);
	want.kinds = 1u << CRM_KIND_INVOICE;
	ck_assert_uint_eq(crm_overdue_events(&want, &policy) & reminding, reminding & ~late);
	policy.hold_while |= CRM_WHILE_DEADLINE;
	ck_assert_uint_eq(crm_overdue_events(&want, &policy) & reminding, reminding);
	ck_assert_uint_eq(crm_overdue_events(&want, &policy) & CRM_EV_BIT(CRM_EV_VETTED), 0);
	want.kinds = 1u << CRM_KIND_CONFLICT;
	ck_assert_uint_eq(crm_overdue_events(&want, &policy),
		CRM_EV_BIT(CRM_EV_CONFLICT) | CRM_EV_BIT(CRM_EV_RESOLVE) | CRM_EV_BIT(CRM_EV_DIAGNOSE) |
			CRM_EV_BIT(CRM_EV_CONCESSION) | CRM_EV_BIT(CRM_EV_HOLD) |
			CRM_EV_BIT(CRM_EV_RELEASE) | CRM_EV_BIT(CRM_EV_END) | CRM_EV_BIT(CRM_EV_OFFER) |
			CRM_EV_BIT(CRM_EV_CONTRACT) | CRM_EV_BIT(CRM_EV_MISSION));
	want.who = CRM_BY_CLIENT;
	ck_assert_uint_eq(crm_overdue_events(&want, &policy), 0);
	ck_assert_int_eq(crm_kind_find(CRM_STR("")), -1);
	ck_assert_int_eq(crm_kind_find(CRM_STR("promises")), -1);
}
END_TEST

START_TEST(late_and_coming)
{
	static struct crm_str beta = {"beta", 4}, acme = {"acme", 4};

	row(CRM_EV_PROMISE, CRM_BY_ME, "acme", "p", 900, 999);
	ck_assert_ptr_nonnull(only(CRM_KIND_PROMISE));
	ck_assert_int_eq(want.item[0]->days, 1);
	view.now.day = 999;
	ck_assert_ptr_null(only(CRM_KIND_PROMISE));
	want.within = 1;
	ck_assert_int_eq(only(CRM_KIND_PROMISE)->days, 0);
	view.now.day = 998;
	ck_assert_int_eq(only(CRM_KIND_PROMISE)->days, -1);
	view.now.day = 997;
	ck_assert_ptr_null(only(CRM_KIND_PROMISE));
	want.within = INT32_MAX / 2;
	ck_assert_ptr_nonnull(only(CRM_KIND_PROMISE));
	want.whom = (struct crm_list){&beta, 1};
	ck_assert_ptr_null(only(CRM_KIND_PROMISE));
	want.whom = (struct crm_list){&acme, 1};
	ck_assert_ptr_nonnull(only(CRM_KIND_PROMISE));
}
END_TEST

/* S3.5: days away are no silence, wherever they lie; one that follows the last usual day moves it */
START_TEST(absences)
{
	row(CRM_EV_CONTACT, CRM_BY_CLIENT, "acme", "", 900, CRM_NO_DAY); /* due 990: idle */
	ck_assert_int_eq(only(CRM_KIND_CONTACT)->due.day, 990);
	row(CRM_EV_ABSENCE, CRM_BY_CLIENT, "acme", "", 890, 904); /* four of its days */
	ck_assert_int_eq(only(CRM_KIND_CONTACT)->due.day, 994);
	row(CRM_EV_ABSENCE, CRM_BY_ME, "", "", 903, CRM_NO_DAY); /* within the first */
	ck_assert_int_eq(only(CRM_KIND_CONTACT)->due.day, 994);
	row(CRM_EV_ABSENCE, CRM_BY_ME, "", "", 910, 909); /* ends before it begins */
	ck_assert_int_eq(only(CRM_KIND_CONTACT)->due.day, 994);
	row(CRM_EV_ABSENCE, CRM_BY_ME, "acme", "", 995, 998); /* right behind */
	ck_assert_int_eq(only(CRM_KIND_CONTACT)->due.day, 998);
	row(CRM_EV_ABSENCE, CRM_BY_ME, "acme", "", 1000, 1000); /* after it */
	ck_assert_int_eq(only(CRM_KIND_CONTACT)->due.day, 998);
	row(CRM_EV_ABSENCE, CRM_BY_BOTH, "acme", "", 999, 2000);
	ck_assert_ptr_null(only(CRM_KIND_CONTACT));
}
END_TEST

START_TEST(absence_of_that_day)
{
	row(CRM_EV_CONTACT, CRM_BY_CLIENT, "acme", "", 900, CRM_NO_DAY);
	row(CRM_EV_ABSENCE, CRM_BY_ME, "acme", "", 900, 904); /* the day of the contact is none of them */
	ck_assert_int_eq(only(CRM_KIND_CONTACT)->due.day, 994);
	row(CRM_EV_ABSENCE, CRM_BY_ME, "acme", "", 880, 890); /* long over */
	ck_assert_int_eq(only(CRM_KIND_CONTACT)->due.day, 994);
	row(CRM_EV_ABSENCE, CRM_BY_ME, "acme", "", 950, CRM_NO_DAY); /* one day */
	ck_assert_int_eq(only(CRM_KIND_CONTACT)->due.day, 995);
}
END_TEST

START_TEST(held_words)
{
	row(CRM_EV_CONTACT, CRM_BY_CLIENT, "acme", "", 850, CRM_NO_DAY);
	row(CRM_EV_HOLD, CRM_BY_ME, "acme", "F1", 990, CRM_NO_DAY); /* one invoice */
	ck_assert_uint_eq(only(CRM_KIND_CONTACT)->held.n, 0);
	row(CRM_EV_HOLD, CRM_BY_ME, "", "", 990, CRM_NO_DAY);
	ck_assert(crm_str_is(only(CRM_KIND_CONTACT)->held, "hold"));
	row(CRM_EV_RELEASE, CRM_BY_ME, "", "", 991, CRM_NO_DAY);
	ck_assert_uint_eq(only(CRM_KIND_CONTACT)->held.n, 0);
	row(CRM_EV_HOLD, CRM_BY_ME, "acme", "", 990, 1000);
	row(CRM_EV_ABSENCE, CRM_BY_CLIENT, "acme", "", 1000, 1001);
	ck_assert(crm_str_is(only(CRM_KIND_CONTACT)->held, "hold=1972-09-27 absent=1972-09-28"));
}
END_TEST

/* the last days of the calendar make no date beyond it */
START_TEST(end_of_days)
{
	int32_t last = crm_date_day((struct crm_ymd){9999, 12, 31});

	row(CRM_EV_MISSION, CRM_BY_ME, "acme", "m", last - 5, CRM_NO_DAY);
	row(CRM_EV_OFFER, CRM_BY_ME, "acme", "o", last - 5, CRM_NO_DAY);
	view.now.day = last;
	want.within = 36500;
	ck_assert_int_eq(only(CRM_KIND_RENEWAL)->due.day, last);
	ck_assert_int_eq(only(CRM_KIND_OFFER)->due.day, last);
	ck_assert_int_eq(only(CRM_KIND_INTEREST)->due.day, last);
}
END_TEST

START_TEST(sorted)
{
	size_t i;

	row(CRM_EV_PROMISE, CRM_BY_ME, "b", "x", 900, 990);
	row(CRM_EV_PROMISE, CRM_BY_ME, "a", "y", 900, 990);
	row(CRM_EV_PROMISE, CRM_BY_ME, "a", "x", 900, 990);
	row(CRM_EV_PROMISE, CRM_BY_ME, "c", "x", 900, 980);
	row(CRM_EV_PROMISE, CRM_BY_CLIENT, "a", "z", 900, 10);
	row(CRM_EV_DEADLINE, CRM_BY_ME, "a", "z", 900, 20);
	want.kinds = 1u << CRM_KIND_PROMISE | 1u << CRM_KIND_DEADLINE | 1u << CRM_KIND_PLEDGE;
	crm_overdue_list(&view, &want);
	ck_assert_uint_eq(want.n, 6);
	for (i = 0; i < 6; i++) {
		ck_assert_int_eq(want.item[i]->client.p[0], "caabaa"[i]);
		ck_assert_int_eq(want.item[i]->ref.p[0], "xxyxzz"[i]);
	}
	ck_assert_int_eq(want.item[5]->kind, CRM_KIND_PLEDGE);
}
END_TEST

/* A kind of item.h has its row in kinds.c, under its own name. */
START_TEST(every_kind)
{
#define NAME(kind, name) #name,
	static const char *const names[] = {CRM_KINDS_EACH(NAME)};
	int i;

	for (i = 0; i < CRM_KINDS; i++) {
		ck_assert_msg(crm_kinds[i].name && strcmp(crm_kinds[i].name, names[i]) == 0,
			"due/kinds.c has no row for %s", names[i]);
		ck_assert_msg(crm_kinds[i].list && crm_kinds[i].events, "%s lists nothing", names[i]);
		ck_assert_msg(crm_kinds[i].who, "%s: who must act", names[i]);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("overdue");
	TCase *t = tcase_create("overdue");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, events);
	tcase_add_test(t, late_and_coming);
	tcase_add_test(t, absences);
	tcase_add_test(t, absence_of_that_day);
	tcase_add_test(t, held_words);
	tcase_add_test(t, end_of_days);
	tcase_add_test(t, sorted);
	tcase_add_test(t, every_kind);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
