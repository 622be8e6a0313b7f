/* Which day before a court or against a public buyer runs, whatever the order of the rows. */
#include "base/embed.h"
#include "law/court.h"
#include "rulebook.h"
#include "unit.h"

static struct rules r;
static struct crm_tables tables;
static struct crm_calendar france = {1u << 5 | 1u << 6, CRM_HOLIDAYS_FR, NULL, 0};

static void start(void)
{
	struct crm_finds finds;
	struct crm_str bytes;

	rules_start(&r, "2026-10-01");
	crm_finds_init(&finds);
	ck_assert(crm_embed_find("data/regimes.csv", &bytes));
	crm_regimes_parse(&r.mem, bytes, crm_str(""), "regimes.csv", &tables.regimes, &finds);
	crm_finds_release(&finds);
	r.view.tables = &tables;
	r.view.calendar = &france;
	r.profile[r.profiles] = rules_profile("mairie");
	r.profile[r.profiles++].kind = CRM_PUBLIC;
	r.profile[r.profiles++] = rules_profile("acme");
	r.profile[r.profiles] = rules_profile("gmbh");
	r.profile[r.profiles++].law = CRM_STR("de-b2b");
	r.profile[r.profiles] = rules_profile("broke");
	r.profile[r.profiles++].insolvency = day_of("2026-07-01");
}

static void stop(void)
{
	rules_stop(&r);
}

/* What runs for F1 of the first client: `step due`, or "". */
static const char *runs(const char *today)
{
	static char text[64];
	struct crm_invoice inv;
	struct crm_court out;
	struct crm_case *c;
	char due[CRM_WHEN_TEXT];

	r.view.now.day = day_of(today);
	crm_view_begin(&r.view);
	c = crm_view_open(&r.view, 0);
	ck_assert(crm_invoice_of(c, crm_thread_of(c, 1), &inv));
	if (!crm_court_next(&r.view, c, &inv, &out))
		return "";
	crm_date_text(out.due, due);
	snprintf(text, sizeof text, "%s %s", crm_court_name(out.step), due);
	return text;
}

#define FROM(client) "2026-05-01 " client " invoice ref=F1 amount=950 due=2026-05-31"

static const struct {
	const char *row[5], *today, *runs;
} cases[] = {
	/* a notice to a public buyer: two months from its last date, when that has passed */
	{{FROM("mairie"), "2026-06-15 mairie reminder ref=F1 kind=notice due=2026-06-30"}, "2026-06-30", ""},
	{{FROM("mairie"), "2026-06-15 mairie reminder ref=F1 kind=notice due=2026-06-30"}, "2026-07-01",
		"memoire 2026-08-30"},
	{{FROM("mairie"), "2026-06-15 mairie reminder ref=F1 kind=courtesy"}, "2026-07-01", ""},
	{{FROM("acme"), "2026-06-15 acme reminder ref=F1 kind=notice due=2026-06-30"}, "2026-07-01", ""},
	/* prepared and not posted it is no notice */
	{{FROM("mairie"), "2026-06-15 mairie reminder ref=F1 kind=notice due=2026-06-30 tags=status=prepared+mid=a"},
		"2026-07-01", ""},
	{{FROM("mairie"), "2026-06-15T08:00 mairie reminder ref=F1 kind=notice due=2026-06-30 tags=status=intent+mid=a",
		 "2026-06-15T08:00 mairie reminder ref=F1 kind=notice due=2026-06-30 tags=status=prepared+mid=a"},
		"2026-07-01", ""},
	{{FROM("mairie"), "2026-06-15 mairie reminder ref=F1 kind=notice due=2026-06-30 tags=status=prepared+mid=a",
		 "2026-06-16 mairie letter ref=F1 kind=posted"},
		"2026-07-01", "memoire 2026-08-30"},
	/* the first of two dates, and a refusal before it */
	{{FROM("mairie"), "2026-06-15 mairie reminder ref=F1 kind=notice due=2026-06-30",
		 "2026-07-15 mairie reminder ref=F1 kind=notice due=2026-07-30"},
		"2026-08-01", "memoire 2026-08-30"},
	{{FROM("mairie"), "2026-06-15 mairie reminder ref=F1 kind=notice due=2026-06-30",
		 "2026-06-20 mairie dispute ref=F1"},
		"2026-08-01", "memoire 2026-08-20"},
	{{FROM("mairie"), "2026-06-20 mairie dispute ref=F1", "2026-06-21 mairie resolve ref=F1"}, "2026-08-01", ""},
	/* done */
	{{FROM("mairie"), "2026-06-15 mairie reminder ref=F1 kind=notice due=2026-06-30",
		 "2026-07-02 mairie claim ref=F1 kind=memoire"},
		"2026-08-01", ""},
	{{FROM("mairie"), "2026-06-15 mairie reminder ref=F1 kind=notice due=2026-06-30",
		 "2026-06-02 mairie claim ref=F1 kind=memoire"},
		"2026-08-01", "memoire 2026-08-30"},
	{{FROM("mairie"), "2026-06-15 mairie reminder ref=F1 kind=notice due=2026-06-30",
		 "2026-07-02 mairie writeoff ref=F1"},
		"2026-08-01", ""},
	/* an order for payment */
	{{FROM("acme"), "2026-08-01 acme claim ref=F1 kind=filed"}, "2026-10-01", ""},
	{{FROM("acme"), "2026-08-01 acme claim ref=F1 kind=filed", "2026-09-15 acme claim ref=F1 kind=granted"},
		"2026-10-01", "serve 2026-12-15"},
	{{FROM("acme"), "2026-08-31 acme claim ref=F1 kind=granted"}, "2026-10-01", "serve 2027-02-28"},
	{{FROM("acme"), "2026-09-15 acme claim ref=F1 kind=granted", "2026-10-14 acme claim ref=F1 kind=served"},
		"2026-11-01", "enforce 2026-12-15"},
	{{FROM("acme"), "2026-09-15 acme claim ref=F1 kind=granted", "2026-10-14 acme claim ref=F1 kind=served",
		 "2026-11-02 acme claim ref=F1 kind=opposed"},
		"2026-12-20", ""},
	{{FROM("acme"), "2026-09-15 acme claim ref=F1 kind=granted", "2026-10-14 acme claim ref=F1 kind=served",
		 "2026-12-20 acme claim ref=F1 kind=judged"},
		"2026-12-21", ""},
	{{FROM("acme"), "2026-09-15 acme claim ref=F1 kind=granted", "2026-12-16 acme claim ref=F1 kind=served"},
		"2026-12-20", "serve 2026-12-15"},
	{{FROM("acme"), "2026-09-15 acme claim ref=F1 kind=granted", "2026-12-20 acme claim ref=F1 kind=filed"},
		"2026-12-21", ""},
	{{FROM("acme"), "2026-09-15 acme claim ref=F1 kind=served"}, "2026-12-21", ""},
	/* after a ruling what was owed before it is lodged, and nothing else runs */
	{{FROM("broke")}, "2026-06-30", ""},
	{{FROM("broke")}, "2026-07-01", "lodge 2026-09-01"},
	{{FROM("broke"), "2026-06-15 broke claim ref=F1 kind=granted"}, "2026-07-02", "lodge 2026-09-01"},
	{{FROM("broke"), "2026-07-20 broke claim ref=F1 kind=lodged"}, "2026-07-21", ""},
	{{"2026-07-02 broke invoice ref=F1 amount=950 due=2026-07-31"}, "2026-08-02", ""},
	{{"2026-07-02 broke invoice ref=F1 amount=950 due=2026-07-31 tags=done=2026-06-20"}, "2026-08-02",
		"lodge 2026-09-01"},
	{{FROM("broke")}, "2027-01-01", "lodge 2026-09-01"},
	{{FROM("broke")}, "2027-01-02", ""},
	/* another law: nothing is said */
	{{FROM("gmbh"), "2026-09-15 gmbh claim ref=F1 kind=granted"}, "2026-10-01", ""},
};

enum { CASES = sizeof cases / sizeof *cases };

START_TEST(steps)
{
	size_t turn, i;

	for (i = 0; i < CASES; i++)
		for (turn = 0; turn < TURNS; turn++) {
			crm_view_reset(&r.view);
			rules_rows(&r, cases[i].row, (unsigned)turn);
			ck_assert_msg(strcmp(runs(cases[i].today), cases[i].runs) == 0, "%zu: %s", i,
				runs(cases[i].today));
		}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("court");
	TCase *t = tcase_create("court");

	tcase_add_checked_fixture(t, start, stop);
	tcase_add_test(t, steps);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
