/* The invoice that a label of the bank names: only where there is no doubt. */
#include "import/label.h"
#include "unit.h"

static struct crm_label label;

static void setup(void)
{
	static const char *const known[][2] = {{"acme", "F2026-014"}, {"acme", "F2026-01"},
		{"beta", "700201"}, {"acme", "2026/7"}, {"beta", "2026-7"}, {"beta", "A1"},
		{"acme", "ABCDEF"}, {"acme", "F2026-015"}, {"beta", "X-0099"},
		{"beta", "20260411"}, {"beta", "20269911"}};
	size_t i;

	crm_label_init(&label);
	for (i = 0; i < sizeof known / sizeof *known; i++) {
		crm_label_add(&label, crm_str(known[i][0]), crm_str(known[i][1]));
		crm_label_add(&label, crm_str(known[i][0]), crm_str(known[i][1]));
	}
}

static void teardown(void)
{
	crm_label_release(&label);
}

static const struct {
	const char *text, *client;    /* client: already known */
	const char *who, *ref;	      /* NULL: not found */
	bool digits;
} cases[] = {
	{"VIR SEPA F2026-014 MERCI", "", "acme", "F2026-014", 0},
	{"f2026 014", "", "acme", "F2026-014", 0}, {"F2026014", "", "acme", "F2026-014", 0},
	{"FACTURE NO F 2026-014.", "", "acme", "F2026-014", 0},
	{"F2026-01", "", "acme", "F2026-01", 0}, {"F2026-0149", "", NULL, NULL, 0},
	{"XF2026-014", "", NULL, NULL, 0}, {"REF:700201/DURAND", "", "beta", "700201", 1},
	{"REF 7002010", "", NULL, NULL, 1}, {"REF1700201", "", NULL, NULL, 1},
	{"No700201", "", NULL, NULL, 1}, {"REF 700201", "", NULL, NULL, 0},
	/* other marks are another number */
	{"F2026/014", "", NULL, NULL, 0}, {"F-2026-014", "", NULL, NULL, 0},
	{"FACTURE 2026-7", "", "beta", "2026-7", 1}, {"FACTURE 2026/7", "", "acme", "2026/7", 1},
	{"FACTURE 2026-7", "gamma", NULL, NULL, 1},
	/* a mark and a digit more */
	{"F2026-014-2", "", NULL, NULL, 0}, {"3-F2026-014", "", NULL, NULL, 0},
	{"700201,00", "", NULL, NULL, 1}, {"12.700201", "", NULL, NULL, 1},
	/* amounts, days, cards */
	{"700201 EUR", "", NULL, NULL, 1}, {"EUR 700201", "", NULL, NULL, 1},
	{"700201\xe2\x82\xac", "", NULL, NULL, 1}, {"X700201", "", NULL, NULL, 1},
	{"20260411", "", NULL, NULL, 0}, {"20260411", "", "beta", "20260411", 1},
	{"20269911", "", "beta", "20269911", 0},
	/* several invoices: of one client the client, of two nobody */
	{"F2026-014 F2026-015", "", "acme", "", 0}, {"F2026-014 ET 700201", "", NULL, NULL, 1},
	{"F2026-014 ET 700201", "beta", "beta", "700201", 1},
	{"F2026-014 ET F2026-014", "", "acme", "F2026-014", 0},
	/* too short, or without a digit: chance */
	{"A1", "", NULL, NULL, 1}, {"ABCDEF", "", NULL, NULL, 1}, {"", "", NULL, NULL, 1},
	{"X0099", "", "beta", "X-0099", 0}, {"X 0099", "acme", NULL, NULL, 0},
};

START_TEST(found)
{
	struct crm_str client = crm_str(cases[_i].client), ref = CRM_STR("");
	bool got = crm_label_find(&label, crm_str(cases[_i].text), cases[_i].digits, &client, &ref);

	ck_assert_msg(got == (cases[_i].who != NULL), "'%s'", cases[_i].text);
	if (!got)
		return;
	ck_assert_msg(crm_str_is(client, cases[_i].who), "'%s'", cases[_i].text);
	ck_assert_msg(crm_str_is(ref, cases[_i].ref), "'%s': %.*s", cases[_i].text, (int)ref.n, ref.p);
}
END_TEST

START_TEST(nothing_known)
{
	struct crm_label empty;
	struct crm_str client = CRM_STR(""), ref = CRM_STR("");

	crm_label_init(&empty);
	ck_assert(!crm_label_find(&empty, CRM_STR("F2026-014"), false, &client, &ref));
	crm_label_release(&empty);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("label");
	TCase *t = tcase_create("label");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, found, 0, (int)(sizeof cases / sizeof *cases));
	tcase_add_test(t, nothing_known);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
