/* test_advice.c - the words of advice: never a reproach, never a threat; each rule has its claim
 * (S0.9, S0.34, S0.53, S3.23). */
#include "config/rule.h"
#include "trust/advice.h"
#include "unit.h"
#include <ctype.h>

/* Words that blame or threaten, and words of one trade. */
static const char *const never[] = {"fault", "blame", "guilty", "stupid", "lazy", "liar", "shame",
	"must", "always", "never", "threat", "sue ", " court ", "lawyer", "penalt", "website",
	"webmaster", "code", "design"};

static void clean(const char *text)
{
	char low[512];
	size_t i;

	ck_assert_uint_lt(strlen(text), sizeof low);
	for (i = 0; text[i]; i++)
		low[i] = (char)tolower((unsigned char)text[i]);
	low[i] = '\0';
	for (i = 0; i < sizeof never / sizeof *never; i++)
		ck_assert_msg(!strstr(low, never[i]), "'%s' in: %s", never[i], text);
	ck_assert_msg(
		!isupper((unsigned char)text[0]) && text[strlen(text) - 1] != '.', "%s", text);
}

START_TEST(words)
{
	const struct crm_advice *a;
	size_t i;
	int s;

	for (i = 0; (a = crm_advice_rule(i)); i++) {
		clean(a->text);
		ck_assert_msg(a->claim[0] == 'S', "%s", a->text);
	}
	ck_assert_uint_gt(i, 20);
	for (s = 0; s < CRM_SIGNALS; s++)
		clean(crm_signals[s].action);
}
END_TEST

/* What crm-rules(7) says of an id: the line below its item. */
static const char *page_says(struct crm_str id)
{
	static char line[256];
	char item[32];
	FILE *f = fopen("man/crm-rules.7", "r");

	ck_assert_msg(f != NULL, "run from the top of the tree");
	snprintf(item, sizeof item, ".It %.*s\n", (int)id.n, id.p);
	while (fgets(line, sizeof line, f) && strcmp(line, item) != 0)
		;
	ck_assert_msg(fgets(line, sizeof line, f) != NULL, "crm-rules(7) lacks %s", item);
	fclose(f);
	line[strcspn(line, "\n")] = '\0';
	return line;
}

static void told(const char *ids)
{
	struct crm_str rest = crm_str(ids), id;

	while ((id = crm_str_word(&rest, ' ')).n) {
		ck_assert_msg(crm_rule_words(id) != NULL, "config/rule.c lacks %.*s", (int)id.n, id.p);
		ck_assert_str_eq(crm_rule_words(id), page_says(id));
	}
}

/* Every id that --explain prints has its words, and they are those of crm-rules(7). */
START_TEST(rules)
{
	size_t i;
	int s;

	for (s = 0; s < CRM_SIGNALS; s++)
		told(crm_signals[s].claim);
	for (i = 0; crm_advice_rule(i); i++)
		told(crm_advice_rule(i)->claim);
	told("S0.40 S4.11 S0.42 S2.20 S1.17 S3.6"); /* of riskexplain.c itself */
	ck_assert_ptr_null(crm_rule_words(CRM_STR("S9.1")));
	ck_assert_ptr_null(crm_rule_words(CRM_STR("S0")));
}
END_TEST

/* S2.20: listen, empathy, ego aside, apologise, positive end, in this order. */
START_TEST(steps)
{
	struct crm_row row[4] = {{.event = CRM_EV_INCIDENT,
					 .kind = CRM_STR("error"),
					 .at = {100, 0},
					 .ref = CRM_STR("x")},
		{.event = CRM_EV_DIAGNOSE, .at = {101, 0}, .ref = CRM_STR("x")},
		{.event = CRM_EV_APOLOGY, .at = {102, 0}, .ref = CRM_STR("x")},
		{.event = CRM_EV_GESTURE, .at = {103, 0}, .ref = CRM_STR("x")}};
	static const enum crm_care_step want[] = {
		CRM_CARE_LISTEN, CRM_CARE_APOLOGY, CRM_CARE_POSITIVE, CRM_CARE_STEPS};
	struct crm_advice_case c = {.row = row, .now = {110, 0}};
	const struct crm_row *incident;

	for (c.n = 1; c.n <= 4; c.n++) {
		ck_assert_int_eq(crm_care_next(&c, &incident), want[c.n - 1]);
		ck_assert_ptr_eq(incident, &row[0]);
	}
	c.n = 2;
	row[1].event = CRM_EV_RESOLVE;
	ck_assert_int_eq(crm_care_next(&c, &incident), CRM_CARE_STEPS);
	ck_assert_ptr_null(incident);
	row[1].at.day = 99; /* resolved before it began */
	c.n = 1;
	ck_assert_int_eq(crm_care_next(&c, &incident), CRM_CARE_LISTEN);
	row[0].kind = CRM_STR("assumption"); /* my own guess is no unhappy client */
	ck_assert_int_eq(crm_care_next(&c, &incident), CRM_CARE_STEPS);
	row[0].kind = CRM_STR("error");
	c.now.day = 100 + 90; /* a quarter later it is history */
	ck_assert_int_eq(crm_care_next(&c, &incident), CRM_CARE_STEPS);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("advice");
	TCase *t = tcase_create("advice");

	tcase_add_test(t, words);
	tcase_add_test(t, rules);
	tcase_add_test(t, steps);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
