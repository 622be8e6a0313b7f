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
		ck_assert_int_eq(a->event, CRM_EV_CONTACT);
		ck_assert_int_eq(crm_event_find(crm_str(a->name)), CRM_EV_NONE);
	}
	ck_assert_int_eq(n, 4);
}
END_TEST

START_TEST(sides)
{
	ck_assert_int_eq(crm_by_find(CRM_STR("")), CRM_BY_NONE);
	ck_assert_int_eq(crm_by_find(CRM_STR("client")), CRM_BY_CLIENT);
	ck_assert_int_eq(crm_by_find(CRM_STR("you")), -1);
	ck_assert_str_eq(crm_by_name(CRM_BY_BOTH), "both");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("event");
	TCase *t = tcase_create("event");

	tcase_add_test(t, every_name);
	tcase_add_test(t, other_names);
	tcase_add_test(t, aliases);
	tcase_add_test(t, sides);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
