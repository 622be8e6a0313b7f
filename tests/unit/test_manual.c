/* test_manual.c - the manual pages of policy, profile and score: every key and signal is in them, every
 * example loads, ranges, weights and defaults are those of the program. */
#include "config/client/client.h"
#include "due/kinds.h"
#include "folder.h"
#include "tool/formats.h"
#include "unit.h"

static struct crm_book book;
static struct crm_arena mem;
static struct crm_err err;

static void setup(void)
{
	folder_make();
	crm_arena_init(&mem);
	ck_assert_int_eq(crm_book_open(&book, folder, &err), 0);
	ck_assert_int_eq(mkdir(folder_path("clients"), 0700), 0);
}

static void teardown(void)
{
	crm_arena_release(&mem);
	crm_book_close(&book);
	folder_remove();
}

enum { EXAMPLES = 128 };

struct examples {
	const char *text[EXAMPLES];
	size_t n;
};

/* Lines of .Dl, and what stands between .Bd -literal and .Ed. */
static void collect(const char *page, struct examples *x)
{
	FILE *f = fopen(page, "r");
	struct crm_buf block;
	char line[512];
	bool in_block = false;

	ck_assert_msg(f != NULL, "%s is missing: run from the top of the tree", page);
	crm_buf_init(&block);
	x->n = 0;
	while (fgets(line, sizeof line, f)) {
		ck_assert(x->n < EXAMPLES);
		if (strncmp(line, ".Dl ", 4) == 0) {
			x->text[x->n++] = crm_arena_cstr(&mem, crm_str(line + 4));
		} else if (strncmp(line, ".Bd -literal", 12) == 0) {
			in_block = true;
		} else if (strncmp(line, ".Ed", 3) == 0) {
			x->text[x->n++] = crm_arena_cstr(&mem, crm_buf_view(&block));
			crm_buf_clear(&block);
			in_block = false;
		} else if (in_block) {
			crm_buf_cstr(&block, line);
		}
	}
	fclose(f);
	crm_buf_release(&block);
}

/* Whether a text stands in a page. */
static bool stands(const char *page, const char *text)
{
	FILE *f = fopen(page, "r");
	struct crm_buf b;
	char line[512];
	bool found;

	ck_assert_msg(f != NULL, "%s is missing: run from the top of the tree", page);
	crm_buf_init(&b);
	while (fgets(line, sizeof line, f))
		crm_buf_cstr(&b, line);
	fclose(f);
	found = strstr(b.p, text) != NULL;
	crm_buf_release(&b);
	return found;
}

static bool begins(const char *text, const char *key)
{
	size_t n = strlen(key);

	return strncmp(text, key, n) == 0 && text[n] == ':';
}

static void check_keys(const struct crm_key *k, const struct examples *x)
{
	size_t i, keys = 0;

	for (; k->name; k++, keys++) {
		for (i = 0; i < x->n && !begins(x->text[i], k->name); i++)
			;
		ck_assert_msg(i < x->n, "no example of %s", k->name);
	}
	ck_assert_uint_gt(keys, 20);
}

/* Keys of maps, `.Ic key` somewhere in the page. */
static void check_inner(const char *page, const struct crm_key *k)
{
	char command[256];
	const struct crm_key *in;

	for (; k->name; k++)
		for (in = k->map; in && in->name; in++) {
			snprintf(command, sizeof command, "grep -q '^\\.Ic %s\\b' %s", in->name,
				page);
			ck_assert_msg(system(command) == 0, "%s is not in %s", in->name, page);
		}
}

START_TEST(policy)
{
	struct crm_policy p;
	struct examples x;
	size_t i;

	collect("man/crm-policy.5", &x);
	check_keys(crm_policy_keys, &x);
	check_inner("man/crm-policy.5", crm_policy_keys);
	for (i = 0; i < x.n; i++) {
		folder_text("policy.yaml", x.text[i]);
		ck_assert_msg(crm_policy_read(&book, &p, &err) == 0, "%s%s: %s", x.text[i],
			err.field, err.text);
	}
}
END_TEST

/* What the page says of a key, without its macros: from `.It Ic key` to the next item. */
static const char *said_of(const char *page, const char *key)
{
	static struct crm_buf text;
	char line[512], item[64];
	bool in = false;
	FILE *f = fopen(page, "r");

	ck_assert(f != NULL);
	crm_buf_clear(&text);
	snprintf(item, sizeof item, ".It Ic %s\n", key);
	while (fgets(line, sizeof line, f)) {
		if (strncmp(line, ".It ", 4) == 0 || strncmp(line, ".El", 3) == 0)
			in = strcmp(line, item) == 0;
		line[strcspn(line, "\n")] = ' ';
		if (in)
			crm_buf_cstr(&text, line[0] == '.' ? line + strcspn(line, " ") + 1 : line);
	}
	fclose(f);
	return text.p;
}

/* "... 1d to 3650d. Default: 14d ." */
static void check_number(const struct crm_key *k, const char *said, int built_in)
{
	const char *to = strstr(said, " to "), *word = strstr(said, "Default: ");
	int value = -1;

	while (to && (to[4] < '0' || to[4] > '9'))
		to = strstr(to + 1, " to ");
	ck_assert_msg(to && word, "%s: %s", k->name, said);
	for (; to > said && to[-1] != ' '; to--)
		;
	ck_assert_msg(strtol(to, NULL, 10) == k->min, "%s: %s", k->name, said);
	ck_assert_msg(strtol(strstr(to, " to ") + 4, NULL, 10) == k->max, "%s: %s", k->name, said);
	ck_assert_msg(sscanf(word, "Default: %d", &value) == (built_in >= 0), "%s", k->name);
	ck_assert_msg(value == built_in, "%s: %s", k->name, said);
}

START_TEST(numbers)
{
	const struct crm_key *k;
	struct crm_policy p;
	int value, n = 0;

	crm_policy_default(&p);
	for (k = crm_policy_keys; k->name; k++) {
		if (k->type != CRM_KEY_DAYS && k->type != CRM_KEY_HOURS && k->type != CRM_KEY_NUMBER)
			continue;
		memcpy(&value, (const char *)&p + k->offset, sizeof value);
		check_number(k, said_of("man/crm-policy.5", k->name), value);
		n++;
	}
	ck_assert_int_eq(n, 14);
}
END_TEST

START_TEST(client)
{
	struct crm_finds finds;
	struct crm_policy p;
	struct crm_client c;
	struct examples x;
	size_t i;

	crm_policy_default(&p);
	crm_finds_init(&finds);
	collect("man/crm-client.5", &x);
	check_keys(crm_client_keys, &x);
	check_inner("man/crm-client.5", crm_client_keys);
	for (i = 0; i < x.n; i++) {
		folder_text("clients/acme.yaml", x.text[i]);
		ck_assert_int_eq(crm_client_read(&book, &p, CRM_STR("acme"), &c, &finds), 0);
		ck_assert_msg(finds.n == 0, "%s%s", x.text[i], finds.n ? finds.item[0].text : "");
	}
	crm_finds_release(&finds);
}
END_TEST

/* ---- signals ---- */

static void thousandths(struct crm_buf *b, int v)
{
	char text[16];
	size_t n;

	snprintf(text, sizeof text, "%d.%03d", v / 1000, v % 1000);
	for (n = strlen(text); text[n - 1] == '0'; n--)
		text[n - 1] = '\0';
	if (text[n - 1] == '.')
		text[n - 1] = '\0';
	crm_buf_cstr(b, text);
}

/* The row of a signal in crm-policy(5): weight, half-life, further keys. */
static void policy_row(struct crm_buf *b, const struct crm_signal_info *s)
{
	const struct crm_weight *w = &s->weight;

	crm_buf_printf(b, ".It Ic %s Ta ", s->name);
	thousandths(b, w->weight);
	if (w->half_life)
		crm_buf_printf(b, " Ta %d", w->half_life);
	else
		crm_buf_cstr(b, " Ta -");
	if (s->kind == CRM_SIG_IS_GOOD)
		crm_buf_printf(b, " Ta every %d", w->every);
	if (s->kind == CRM_SIG_IS_PLAIN)
		crm_buf_cstr(b, " Ta -");
	if (s->kind == CRM_SIG_IS_GOOD || s->kind == CRM_SIG_IS_PLAIN)
		return;
	crm_buf_cstr(b, " Ta base ");
	thousandths(b, w->base);
	if (s->kind != CRM_SIG_IS_OWN_RAMP)
		crm_buf_printf(b, ", from %d, to %d", w->from, w->to);
}

/* In crm-score(7): side, weight, then every, or half-life, or base, ramp and half-life. */
static void score_row(struct crm_buf *b, const struct crm_signal_info *s)
{
	static const char *const side[] = {"me", "client", "both"};
	const struct crm_weight *w = &s->weight;
	char half[16] = "-", every[16] = "-";

	if (w->half_life)
		snprintf(half, sizeof half, "%d", w->half_life);
	if (w->every)
		snprintf(every, sizeof every, "%d", w->every);
	crm_buf_printf(b, ".It Ic %s Ta %s Ta ", s->name, side[s->side]);
	thousandths(b, w->weight);
	if (s->kind == CRM_SIG_IS_GOOD || s->kind == CRM_SIG_IS_PLAIN) {
		crm_buf_printf(b, " Ta %s", s->kind == CRM_SIG_IS_GOOD ? every : half);
		return;
	}
	crm_buf_cstr(b, " Ta ");
	thousandths(b, w->base);
	if (s->kind == CRM_SIG_IS_OWN_RAMP)
		crm_buf_printf(b, " Ta own Ta %s", half);
	else
		crm_buf_printf(b, " Ta %d..%d Ta %s", w->from, w->to, half);
}

/* The line of a page that begins with a text; "" when there is none. */
static const char *line_of(const char *page, const char *begin)
{
	static char line[512];
	FILE *f = fopen(page, "r");

	ck_assert_msg(f != NULL, "%s is missing", page);
	while (fgets(line, sizeof line, f)) {
		line[strcspn(line, "\n")] = '\0';
		if (strncmp(line, begin, strlen(begin)) == 0 && line[strlen(begin)] == ' ') {
			fclose(f);
			return line;
		}
	}
	fclose(f);
	return "";
}

/* Each signal has its line, with the numbers of the program. */
static void check_signals(const char *page, void (*row)(struct crm_buf *, const struct crm_signal_info *))
{
	const struct crm_signal_info *s;
	struct crm_buf want, wrong;
	char begin[64];

	crm_buf_init(&want);
	crm_buf_init(&wrong);
	for (s = crm_signals; s < crm_signals + CRM_SIGNALS; s++) {
		if (s->kind == CRM_SIG_IS_PRIOR)
			continue;
		crm_buf_clear(&want);
		row(&want, s);
		snprintf(begin, sizeof begin, ".It Ic %s Ta", s->name);
		if (strcmp(line_of(page, begin), want.p) != 0)
			crm_buf_printf(&wrong, "\n%s", want.p);
	}
	ck_assert_msg(wrong.n == 0, "%s lacks these lines: %s", page, wrong.p);
	crm_buf_release(&want);
	crm_buf_release(&wrong);
}

START_TEST(signals)
{
	check_signals("man/crm-policy.5", policy_row);
	check_signals("man/crm-score.7", score_row);
}
END_TEST

/* Each event has its line in the table of the journal: what it takes, and who is behind it. */
START_TEST(events)
{
	char row[64];
	int i;

	for (i = 1; i < CRM_EVENTS; i++) {
		const struct crm_event_info *ev = &crm_events[i];
		int n = snprintf(row, sizeof row, ".It Ic %s%s%s", ev->name,
			ev->takes & CRM_OP_REF ? " Ar REF" : "", ev->takes & CRM_OP_AMOUNT ? " AMOUNT" : "");

		snprintf(row + n, sizeof row - (size_t)n, ev->by ? " Pq by %s\n" : "\n", crm_by_name(ev->by));
		ck_assert_msg(stands("man/crm-journal.5", row), "man/crm-journal.5 lacks the event: %s", row);
	}
}
END_TEST

/* The table of kinds and the list of formats are in the manual, too. */
START_TEST(kinds_and_formats)
{
	char row[64];
	int i;

	for (i = 0; i < CRM_KINDS; i++) {
		snprintf(row, sizeof row, ".It Ic %s\n", crm_kinds[i].name);
		ck_assert_msg(stands("man/crm-overdue.1", row), "man/crm-overdue.1 lacks kind %s",
			crm_kinds[i].name);
	}
	for (i = 0; crm_formats[i].name; i++)
		ck_assert_msg(stands("man/crm.7", crm_formats[i].name) || crm_formats[i].calendar,
			"man/crm.7 lacks format %s", crm_formats[i].name);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("manual");
	TCase *t = tcase_create("manual");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, policy);
	tcase_add_test(t, numbers);
	tcase_add_test(t, client);
	tcase_add_test(t, signals);
	tcase_add_test(t, events);
	tcase_add_test(t, kinds_and_formats);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
