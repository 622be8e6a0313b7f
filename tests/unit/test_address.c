/* test_address.c - which mail addresses are written to. */
#include "config/address.h"
#include "unit.h"

static const char *const good[] = {"a@b.fr", "compta@acme.example",
	"jeanne.martin+x@sub.acme.example", "o'neil@acme.ie", "x@xn--caf-dma.fr", "1@2.3", "_@a.b"};

static const char *const bad[] = {"", "@", "a", "a@", "@b.fr", "a@b", "a@b.", "a@.b.fr", "a@b..fr",
	"a@b.fr ", " a@b.fr", "a b@c.fr", "a@b.fr,c@d.fr", "a@b@c.fr", "<a@b.fr>", "A <a@b.fr>",
	"-oQ/tmp@b.fr", "a@-b.fr", "a@b-.fr", ".a@b.fr", "a.@b.fr", "a..b@c.fr", "a@b.fr\n",
	"a\r\nBcc: x@b.fr", "a\tb@c.fr", "\"a b\"@c.fr", "a@[127.0.0.1]", "a(x)@b.fr", "a:b@c.fr",
	"a;b@c.fr", "a@caf\xc3\xa9.fr", "\xc3\xa9@b.fr", "a\x7f@b.fr", "a\\@b.fr", "a@b_c.fr",
	"mailto:a@b.fr"};

START_TEST(accepted)
{
	ck_assert_msg(crm_address_ok(crm_str(good[_i])), "%s", good[_i]);
}
END_TEST

START_TEST(refused)
{
	ck_assert_msg(!crm_address_ok(crm_str(bad[_i])), "%s", bad[_i]);
}
END_TEST

START_TEST(borders)
{
	char text[400];
	int i;

	ck_assert(!crm_address_ok(CRM_STR("a\0b@c.fr")));
	ck_assert(!crm_address_ok(CRM_STR("a@c.fr\0")));
	snprintf(text, sizeof text, "%064d@b.fr", 0);
	ck_assert(crm_address_ok(crm_str(text)));
	snprintf(text, sizeof text, "%065d@b.fr", 0);
	ck_assert(!crm_address_ok(crm_str(text)));
	snprintf(text, sizeof text, "a@%063d.fr", 0);
	ck_assert(crm_address_ok(crm_str(text)));
	snprintf(text, sizeof text, "a@%064d.fr", 0);
	ck_assert(!crm_address_ok(crm_str(text)));
	strcpy(text, "ab@");
	for (i = 0; i < 50; i++)
		strcat(text, "abcd.");
	strcat(text, "f");
	ck_assert_uint_eq(strlen(text), 254);
	ck_assert(crm_address_ok(crm_str(text)));
	strcat(text, "r");
	ck_assert(!crm_address_ok(crm_str(text)));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("address");
	TCase *t = tcase_create("address");

	tcase_add_loop_test(t, accepted, 0, (int)(sizeof good / sizeof *good));
	tcase_add_loop_test(t, refused, 0, (int)(sizeof bad / sizeof *bad));
	tcase_add_test(t, borders);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
