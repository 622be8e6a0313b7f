/* Bytes of other encodings, and ids from names in any letters. */
#include "format/charset.h"
#include "unit.h"

static const struct {
	const char *name, *id;
} names[] = {
	{"Acme SARL", "acme-sarl"}, {"0379-NEVHP", "0379-nevhp"},
	{"Soci\xc3\xa9t\xc3\xa9 G\xc3\xa9n\xc3\xa9rale", "societe-generale"},
	{"L'Or\xc3\xa9" "al & Cie.", "l-oreal-cie"}, {"\xc5\x92uvre \xc3\x86gis", "oeuvre-aegis"},
	{"\xc5\x81\xc3\xb3" "d\xc5\xba", "lodz"}, {"Stra\xc3\x9f" "e", "strasse"}, {"--x--", "x"},
	{"\xe6\x9d\xb1\xe4\xba\xac", ""}, {"", ""}, {"a\xff" "b", "a-b"},
	{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbb",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
};

START_TEST(slug)
{
	struct crm_buf b;

	crm_buf_init(&b);
	crm_charset_slug(&b, crm_str(names[_i].name));
	ck_assert_str_eq(b.p, names[_i].id);
	crm_buf_release(&b);
}
END_TEST

START_TEST(latin)
{
	struct crm_buf b;

	crm_buf_init(&b);
	ck_assert_int_eq(crm_charset_utf8(&b, CRM_STR("a\xe9\x80\x81\xff"), "WINDOWS-1252"), 0);
	ck_assert_str_eq(b.p, "a\xc3\xa9\xe2\x82\xac\xef\xbf\xbd\xc3\xbf");
	crm_buf_release(&b);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("charset");
	TCase *t = tcase_create("charset");

	tcase_add_loop_test(t, slug, 0, (int)(sizeof names / sizeof *names));
	tcase_add_test(t, latin);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
