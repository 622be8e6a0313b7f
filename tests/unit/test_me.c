/* How I am named and placed in letters, and how a person is greeted. */
#include "config/policy/policy.h"
#include "letter/text/naming.h"
#include "unit.h"

static struct crm_arena mem;

static void setup(void)
{
	crm_arena_init(&mem);
}

static void teardown(void)
{
	crm_arena_release(&mem);
}

static bool is(struct crm_str s, const char *want)
{
	return crm_str_is(s, want);
}

static void named(const char *name, const char *status, const char *company, const char *first,
	const char *second)
{
	struct crm_me me = {.name = crm_str(name), .status = crm_str(status), .company = crm_str(company)};
	struct crm_str out[2] = {CRM_STR(""), CRM_STR("")};
	size_t n = crm_me_names(&mem, &me, out);

	ck_assert_uint_eq(n, (size_t)((*first != 0) + (*second != 0)));
	ck_assert_msg(is(out[0], first), "'%.*s', not '%s'", (int)out[0].n, out[0].p, first);
	ck_assert_msg(is(out[1], second), "'%.*s', not '%s'", (int)out[1].n, out[1].p, second);
}

START_TEST(names)
{
	named("", "", "", "", "");
	named("Zoé Lefèvre", "", "", "Zoé Lefèvre", "");
	named("", "EI", "Studio", "Studio", "");
	named("Zoé Lefèvre", "EI", "", "Zoé Lefèvre EI", "");
	named("Zoé Lefèvre", "", "Zoé Lefèvre", "Zoé Lefèvre", "");
	named("Zoé Lefèvre", "EI", "Zoé Lefèvre", "Zoé Lefèvre EI", "");
	named("Zoé Lefèvre", "EI", "Zoé Lefèvre, sites et conseil", "Zoé Lefèvre EI, sites et conseil", "");
	named("Zoé Lefèvre", "EI", "Zoé Lefèvre EI, sites", "Zoé Lefèvre EI, sites", "");
	named("EI Zoé Lefèvre", "EI", "", "EI Zoé Lefèvre", "");
	named("Zoé Lefèvre", "EI", "Studio Zoé", "Zoé Lefèvre EI", "Studio Zoé");
}
END_TEST

static void in_town(const char *town, const char *a, const char *b, const char *c, const char *want)
{
	struct crm_str line[] = {crm_str(a), crm_str(b), crm_str(c)};
	struct crm_me me = {.town = crm_str(town), .address = {line, 3}};
	struct crm_str got = crm_me_town(&me);

	ck_assert_msg(is(got, want), "'%.*s', not '%s'", (int)got.n, got.p, want);
}

/* A number of four digits in the first line is a house, in the country. */
START_TEST(town)
{
	in_town("", "1250 chemin des Oliviers", "34400 Lunel", "France", "Lunel");
	in_town("", "1250 chemin des Oliviers", "Lunel", "", "");
	in_town("Lunel", "12 rue A", "34000 Montpellier", "France", "Lunel");
	in_town("", "Rue Haute 12", "1000 Bruxelles", "Belgique", "Bruxelles");
	in_town("", "12345 rue A", "34440  Saint-Sériès", "", "Saint-Sériès");
	in_town("", "", "", "", "");
}
END_TEST

static void spaced_is(const char *s, const char *want)
{
	struct crm_str got = crm_spaced(&mem, crm_str(s));

	ck_assert_msg(is(got, want), "'%.*s', not '%s'", (int)got.n, got.p, want);
}

START_TEST(spaced)
{
	spaced_is("12345678200010", "123\xc2\xa0""456\xc2\xa0""782\xc2\xa0""00010");
	spaced_is("123 456 782 00010", "123\xc2\xa0""456\xc2\xa0""782\xc2\xa0""00010");
	spaced_is("123456782", "123\xc2\xa0""456\xc2\xa0""782");
	spaced_is("BE 0123.456.789", "BE 0123.456.789");
	spaced_is("1234", "1234");
	spaced_is("123456782000101", "123456782000101");
	spaced_is("", "");
}
END_TEST

static void greeted(const char *name, const char *first, const char *last)
{
	struct crm_naming n = crm_naming_of(crm_str(name));

	ck_assert_msg(is(n.first, first), "%s: '%.*s'", name, (int)n.first.n, n.first.p);
	ck_assert_msg(is(n.last, last), "%s: '%.*s'", name, (int)n.last.n, n.last.p);
}

START_TEST(people)
{
	greeted("Jeanne Roux", "Jeanne", "Roux");
	greeted("M. Paul Ferrer", "Paul", "Ferrer");
	greeted("FERRER Paul", "Paul", "FERRER");
	greeted("DE LA TOUR Anne", "Anne", "DE LA TOUR");
	greeted("Anne de Vries", "Anne", "de Vries");
	greeted("JEANNE MARTIN", "JEANNE", "MARTIN");
	greeted("Élise ÉMOND", "Élise", "ÉMOND");
	greeted("ÉMOND Élise", "Élise", "ÉMOND");
	greeted("Service comptabilité", "", "");
	greeted("Service Comptabilité", "", "");
	greeted("SERVICE COMPTABILITÉ", "", "");
	greeted("ÉQUIPE Achats", "Achats", "ÉQUIPE");
	greeted("Équipe Achats", "", "");
	greeted("Accounts Payable", "", "");
	greeted("Mairie de Lunel", "", "");
	greeted("Comptabilité", "", "");
	greeted("Servane Direction", "Servane", "Direction");
	greeted("Jeanne", "Jeanne", "Jeanne");
	greeted("comptabilité", "", "");
	greeted("", "", "");
	greeted("M.", "", "");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("me");
	TCase *t = tcase_create("me");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, names);
	tcase_add_test(t, town);
	tcase_add_test(t, spaced);
	tcase_add_test(t, people);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
