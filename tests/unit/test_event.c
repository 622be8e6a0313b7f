/* Events: every name is found, nothing else is; operands follow the table of design. */
#include "book/event.h"
#include "unit.h"

START_TEST(every_name)
{
	int i;

	for (i = 1; i < CRM_EVENTS; i++) {
		ck_assert_msg(crm_events[i].name[0] != '\0', "event %d has no row", i);
		ck_assert_msg(crm_event_find(crm_str(crm_events[i].name)) == (enum crm_event)i,
			"'%s' shares its place with another", crm_events[i].name);
	}
}
END_TEST

START_TEST(other_names)
{
	static const char *const no[] = {"", "i", "invoices", "Invoice", "in", "void ", "\xff", "xx"};
	size_t i;

	for (i = 0; i < sizeof no / sizeof *no; i++)
		ck_assert_int_eq(crm_event_find(crm_str(no[i])), CRM_EV_NONE);
	/* no name with its NUL or a tail */
	for (i = 1; i < CRM_EVENTS; i++) {
		ck_assert_int_eq(crm_event_find((struct crm_str){crm_events[i].name,
			strlen(crm_events[i].name) + 1}), CRM_EV_NONE);
		ck_assert_int_eq(crm_event_find((struct crm_str){crm_events[i].name,
			strlen(crm_events[i].name) - 1}), CRM_EV_NONE);
	}
}
END_TEST

START_TEST(aliases)
{
	const struct crm_event_alias *a;
	int n = 0;

	for (a = crm_event_aliases; a->name; a++, n++) {
		ck_assert_int_eq(a->event, a->operands ? CRM_EV_RENEGOTIATE : CRM_EV_CONTACT);
		ck_assert_int_eq(crm_event_find(crm_str(a->name)), CRM_EV_NONE);
	}
	ck_assert_int_eq(n, 5);
}
END_TEST

/* A word at most 1 + length / 4 slips away is answered with the nearest; an alias only where it is
 * understood, else with what it is short for. */
static const struct {
	const char *word, *nearest, *with_shorts;
} slips[] = {
	{"promi", "promise", "promise"},
	{"prom", NULL, NULL},
	{"offre", "offer", "offer"},
	{"paymnet", "payment", "payment"},
	{"invoice", "invoice", "invoice"},
	{"in", "contact", "in"},
	{"met", "contact", "met"},
	{"missed", "contact", "missed"},
	{"mised", NULL, "missed"},
	{"zzzzzz", NULL, NULL},
	{"", NULL, NULL},
};

START_TEST(nearest)
{
	const char *got = crm_event_nearest(crm_str(slips[_i].word), false);

	ck_assert_pstr_eq(got, slips[_i].nearest);
	got = crm_event_nearest(crm_str(slips[_i].word), true);
	ck_assert_pstr_eq(got, slips[_i].with_shorts);
}
END_TEST

START_TEST(sides)
{
	ck_assert_int_eq(crm_by_find(CRM_STR("")), CRM_BY_NONE);
	ck_assert_int_eq(crm_by_find(CRM_STR("me")), CRM_BY_ME);
	ck_assert_int_eq(crm_by_find(CRM_STR("client")), CRM_BY_CLIENT);
	ck_assert_int_eq(crm_by_find(CRM_STR("both")), CRM_BY_BOTH);
	ck_assert_int_eq(crm_by_find(CRM_STR("you")), -1);
	ck_assert_int_eq(crm_by_find(CRM_STR("we")), -1);
	ck_assert_int_eq(crm_by_find(CRM_STR("them")), -1);
	ck_assert_int_eq(crm_by_find(CRM_STR("nobody")), -1);
	ck_assert_str_eq(crm_by_name(CRM_BY_BOTH), "both");
}
END_TEST

/* What a row of each event takes and needs, from the table of the manual; the side is in --events. */
static const struct {
	unsigned takes;
	const char *names;
} flags[] = {
	{CRM_OP_REF | CRM_OP_AMOUNT | CRM_NEED_REF, "invoice"},
	{CRM_OP_REF | CRM_OP_AMOUNT | CRM_NO_DUE, "payment credit refund"},
	{CRM_OP_REF | CRM_NEED_REF | CRM_NEED_DUE, "renegotiate deadline next"},
	{CRM_OP_REF, "end"},
	{CRM_OP_REF | CRM_NEED_REF | CRM_NEED_KIND, "letter claim"},
	{CRM_OP_REF | CRM_NEED_REF | CRM_MAY_AMOUNT, "offer gesture"},
	{CRM_OP_REF | CRM_NEED_REF | CRM_NO_DUE, "writeoff waive kept broken"},
	{CRM_OP_REF | CRM_NEED_REF,
		"dispute acknowledge reminder accepted declined contract mission renew delivered "
		"result promise clarify conflict doubt diagnose concession apology resolve"},
	{0, "change challenge control staff checkin frame interest"},
	{CRM_NO_DUE, "contact goodwill referral vetted disagree"},
	{CRM_MAY_REF, "incident"},
	{CRM_MAY_LEVEL | CRM_NO_DUE, "satisfied"},
	{CRM_MAY_LEVEL | CRM_NOBODY | CRM_NO_DUE, "self"},
	{CRM_NOBODY, "absence hold"},
	{CRM_NOBODY | CRM_NO_DUE, "release note"},
	{CRM_NOBODY | CRM_NEED_REF, "void"},
};

START_TEST(needs)
{
	struct crm_str names, w;
	uint64_t seen = 0;
	size_t i;

	for (i = 0; i < sizeof flags / sizeof *flags; i++)
		for (names = crm_str(flags[i].names); (w = crm_str_word(&names, ' ')).n;) {
			enum crm_event ev = crm_event_find(w);

			ck_assert_msg(ev && crm_events[ev].takes == flags[i].takes, "%.*s", (int)w.n, w.p);
			seen |= CRM_EV_BIT(ev);
		}
	for (i = 1; i < CRM_EVENTS; i++)
		ck_assert_msg(seen & CRM_EV_BIT(i), "what '%s' takes is not tested", crm_events[i].name);
}
END_TEST

/* A ref that names something, and nothing of the kind is there: which events are looked for. */
static const struct {
	const char *ev, *about;
} abouts[] = {
	{"payment credit refund writeoff dispute waive acknowledge renegotiate reminder claim", "invoice"},
	{"accepted declined", "offer"},
	{"renew end", "mission"},
	{"kept", "promise next"},
	{"broken clarify", "promise deadline"},
	{"delivered result", "deadline mission"},
	{"resolve", "dispute conflict doubt incident"},
	{"diagnose", "conflict incident"},
};

START_TEST(about)
{
	struct crm_str evs, list, w;
	uint64_t named = 0, set;
	size_t i;
	int ev;

	for (i = 0; i < sizeof abouts / sizeof *abouts; i++) {
		set = 0;
		for (list = crm_str(abouts[i].about); (w = crm_str_word(&list, ' ')).n;)
			set |= CRM_EV_BIT(crm_event_find(w));
		for (evs = crm_str(abouts[i].ev); (w = crm_str_word(&evs, ' ')).n;) {
			ev = crm_event_find(w);
			named |= CRM_EV_BIT(ev);
			ck_assert_msg(crm_event_about((enum crm_event)ev) == set, "%.*s", (int)w.n, w.p);
		}
	}
	for (ev = 0; ev < CRM_EVENTS; ev++)
		ck_assert((named & CRM_EV_BIT(ev)) || crm_event_about((enum crm_event)ev) == 0);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("event");
	TCase *t = tcase_create("event");

	tcase_add_test(t, every_name);
	tcase_add_test(t, other_names);
	tcase_add_test(t, aliases);
	tcase_add_loop_test(t, nearest, 0, (int)(sizeof slips / sizeof *slips));
	tcase_add_test(t, sides);
	tcase_add_test(t, needs);
	tcase_add_test(t, about);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
