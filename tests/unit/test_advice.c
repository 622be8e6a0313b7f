/* test_advice.c - the words of advice: never a reproach, never a threat; each rule has its claim
 * (S0.9, S0.34, S0.53, S3.23). */
#include "config/policy/rule.h"
#include "scorebook.h"
#include "trust/advice/advice.h"
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
		if (crm_signals[s].action)
			clean(crm_signals[s].action);
	for (s = 1; s < CRM_ACTS; s++) {
		clean(crm_acts[s].say);
		clean(crm_acts[s].brief);
	}
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
		ck_assert_msg(crm_rule_words(id) != NULL, "config/policy/rule.c lacks %.*s", (int)id.n, id.p);
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
	told("S0.40 S4.11 S0.42 S2.20 S1.17 S3.6"); /* of tool/risk/explain.c itself */
	ck_assert_ptr_null(crm_rule_words(CRM_STR("S9.1")));
	ck_assert_ptr_null(crm_rule_words(CRM_STR("S0")));
}
END_TEST

/* The next step of client x, of rows that may be NULL; whether it has an incident. */
static enum crm_care_step next(const char *a, const char *b, const char *c, const char *d, bool *any)
{
	const char *const rows[] = {a, b, c, d};
	struct crm_advice_case about = {.row = book.row};
	const struct crm_row *incident;
	const struct crm_entry **entry;
	enum crm_care_step step;
	size_t i;

	book_open();
	for (i = 0; i < 4 && rows[i]; i++)
		book_add(rows[i]);
	about.c = book_case();
	about.now = book.now;
	about.n = book.n; /* rows are added by (at, id) here */
	entry = crm_arena_alloc(&book.mem, book.n * sizeof *entry);
	for (i = 0; i < book.n; i++)
		entry[i] = book_entry(i);
	about.entry = entry;
	step = crm_care_next(&about, &incident);
	ck_assert(!incident || incident == &book.row[0]);
	*any = incident;
	book_case_close();
	return step;
}

/* S2.20: listen, empathy, ego aside, apologise, positive end, in this order. */
START_TEST(steps)
{
	static const char wrong[] = "2026-06-01 incident me kind=error ref=x",
			  why[] = "2026-06-02 diagnose me ref=x",
			  sorry[] = "2026-06-03 apology me ref=x",
			  gift[] = "2026-06-04 gesture me ref=x";
	bool any;

	ck_assert_int_eq(next(wrong, NULL, NULL, NULL, &any), CRM_CARE_LISTEN);
	ck_assert_int_eq(next(wrong, why, NULL, NULL, &any), CRM_CARE_APOLOGY);
	ck_assert_int_eq(next(wrong, why, sorry, NULL, &any), CRM_CARE_POSITIVE);
	ck_assert_int_eq(next(wrong, why, sorry, gift, &any), CRM_CARE_STEPS);
	ck_assert(any);
	/* settled without a gesture it wants that one alone (S2.19) */
	ck_assert_int_eq(next(wrong, "2026-06-02 resolve both ref=x", NULL, NULL, &any),
		CRM_CARE_POSITIVE);
	ck_assert_int_eq(next(wrong, "2026-06-02 resolve both ref=x", gift, NULL, &any),
		CRM_CARE_STEPS);
	ck_assert(!any);
	ck_assert_int_eq(next("2026-06-01 satisfied client level=1", NULL, NULL, NULL, &any),
		CRM_CARE_LISTEN);
	/* a quarter later it is history */
	ck_assert_int_eq(next("2026-04-01 incident me kind=error ref=x", NULL, NULL, NULL, &any),
		CRM_CARE_STEPS);
	ck_assert(!any);
}
END_TEST

/* S2.7, S3.17: nobody listens to an insult step by step, nor apologises for a guess of one's own */
START_TEST(nobody_to_care_for)
{
	static const char *const rows[] = {"2026-06-20 incident me kind=assumption",
		"2026-06-20 incident client kind=disrespect",
		"2026-06-20 incident client kind=deception", "2026-06-20 incident client kind=breach",
		"2026-06-20 incident client kind=price",
		"2026-06-20 incident me kind=silent-approval"};
	size_t i;
	bool any;

	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		ck_assert_int_eq(next(rows[i], NULL, NULL, NULL, &any), CRM_CARE_STEPS);
		ck_assert_msg(!any, "%s", rows[i]);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("advice");
	TCase *t = tcase_create("advice");

	tcase_add_test(t, words);
	tcase_add_test(t, rules);
	tcase_add_test(t, steps);
	tcase_add_test(t, nobody_to_care_for);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
