/* The prompt: operands by the table, defaults, dates, what is refused before it is written. */
#include "config/entry.h"
#include "unit.h"

static struct crm_arena mem;
static struct crm_policy policy;
static struct crm_row row;
static struct crm_err err;

static void setup(void)
{
	crm_arena_init(&mem);
	crm_policy_default(&policy);
	memset(&err, 0, sizeof err);
}

static void teardown(void)
{
	crm_arena_release(&mem);
}

/* Words between blanks, `_` for a blank inside one. */
static int make(const char *words, struct crm_typed *in)
{
	static char *argv[32];
	struct crm_entry_now now;
	struct crm_str rest = crm_str(words), w;
	size_t i;

	now.policy = &policy;
	ck_assert_int_eq(crm_when_parse(CRM_STR("2026-06-15T14:30"), &now.clock), 0);
	now.now = now.clock;
	now.dmy = true;
	for (in->argc = 0; (w = crm_str_word(&rest, ' ')).n; in->argc++) {
		argv[in->argc] = crm_arena_cstr(&mem, w);
		for (i = 0; i < w.n; i++)
			if (argv[in->argc][i] == '_')
				argv[in->argc][i] = ' ';
	}
	in->argv = argv;
	return crm_entry_row(&mem, in, &now, &row, &err);
}

static const char *line(void)
{
	struct crm_buf b;
	char *s;

	crm_buf_init(&b);
	crm_row_line(&b, &row);
	b.p[b.n - 1] = '\0';
	s = crm_arena_cstr(&mem, crm_str(b.p + 37)); /* without the id */
	crm_buf_release(&b);
	return s;
}

#define AT "2026-06-15T14:30,"

static const struct {
	const char *words;
	struct crm_typed in;
	const char *want;
} good[] = {
	{"in acme asks when", {.channel = "email"}, AT "acme,contact,,client,,,,,email,,,asks when"},
	{"out acme", {.ref = NULL}, AT "acme,contact,,me,,,,,,,,"},
	{"met acme -", {.ref = NULL}, AT "acme,contact,,both,,,,,meet,,,-"},
	{"missed acme", {.tag = {"why=busy"}, .tags = 1},
		AT "acme,contact,,client,,,,,phone,,missed why=busy,"},
	{"missed acme", {.channel = "sms"}, AT "acme,contact,,client,,,,,sms,,missed,"},
	{"invoice acme F1 1200 Refonte_du site", {.due = "30d"},
		AT "acme,invoice,,me,F1,1200.00,EUR,2026-07-15,,,,Refonte du site"},
	{"invoice acme F1 1200", {.due = "45eom", .when = "2026-01-31"},
		"2026-01-31,acme,invoice,,me,F1,1200.00,EUR,2026-03-31,,,,"},
	{"invoice acme F1 1200", {.due = "+1m", .when = "yesterday"},
		"2026-06-14,acme,invoice,,me,F1,1200.00,EUR,2026-07-15,,,,"},
	{"payment acme - 10.5", {.currency = "CHF"}, AT "acme,payment,,client,,10.50,CHF,,,,,"},
	{"payment acme F_9 10", {.ref = NULL}, AT "acme,payment,,client,F 9,10.00,EUR,,,,,"},
	{"payment acme 10 the rest", {.ref = "F1"},
		AT "acme,payment,,client,F1,10.00,EUR,,,,,the rest"},
	{"payment acme the rest", {.ref = "F1", .amount = "10"},
		AT "acme,payment,,client,F1,10.00,EUR,,,,,the rest"},
	{"invoice acme F1 1200,50 site", {.due = "friday"},
		AT "acme,invoice,,me,F1,1200.50,EUR,2026-06-19,,,,site"},
	{"invoice acme F1 1 200,50 site", {.due = "31/07"},
		AT "acme,invoice,,me,F1,1200.50,EUR,2026-07-31,,,,site"},
	{"invoice acme F1 1_200,50_\xe2\x82\xac 300 flyers", {.due = "fin du mois"},
		AT "acme,invoice,,me,F1,1200.50,EUR,2026-06-30,,,,300 flyers"},
	{"payment acme F1 100CHF", {.when = "-2h"},
		"2026-06-15T12:30,acme,payment,,client,F1,100.00,CHF,,,,,"},
	{"payment acme F1 100", {.when = "friday"},
		"2026-06-12,acme,payment,,client,F1,100.00,EUR,,,,,"},
	{"in acme", {.when = "08:00"}, "2026-06-15T08:00,acme,contact,,client,,,,,,,,"},
	{"incident acme late", {.kind = "outburst", .level = "4", .ref = "I1"},
		AT "acme,incident,outburst,,I1,,,,,4,,late"},
	{"offer acme site 4800 New_site", {.ref = NULL},
		AT "acme,offer,,me,site,4800.00,EUR,,,,,New site"},
	{"offer acme site new pages", {.ref = NULL}, AT "acme,offer,,me,site,,,,,,,new pages"},
	{"gesture acme panne 50€ a month", {.ref = NULL},
		AT "acme,gesture,,me,panne,50.00,EUR,,,,,a month"},
	{"incident acme panne down all day", {.kind = "error", .level = "3"},
		AT "acme,incident,error,,panne,,,,,3,,down all day"},
	{"incident acme down_all_day", {.kind = "error"},
		AT "acme,incident,error,,,,,,,,,down all day"},
	{"satisfied acme 5 very", {.ref = NULL}, AT "acme,satisfied,,client,,,,,,5,,very"},
	{"satisfied acme 5 stars", {.level = "4"}, AT "acme,satisfied,,client,,,,,,4,,5 stars"},
	{"self - 2", {.ref = NULL}, AT ",self,,me,,,,,,2,,"},
	{"absence acme ski", {.due = "eom"}, AT "acme,absence,,client,,,,2026-06-30,,,,ski"},
	{"absence acme ski", {.due = "eom", .by = "me"}, AT "acme,absence,,me,,,,2026-06-30,,,,ski"},
	{"promise acme P1", {.by = "client", .due = "tomorrow"},
		AT "acme,promise,,client,P1,,,2026-06-16,,,,"},
	{"deadline acme D1", {.due = "2026-07-01T12:00"},
		AT "acme,deadline,,me,D1,,,2026-07-01T12:00,,,,"},
	{"absence - ski", {.due = "eom"}, AT ",absence,,me,,,,2026-06-30,,,,ski"},
	{"note acme a\\nb", {.ref = NULL}, AT "acme,note,,me,,,,,,,,a\\\\nb"},
	{"note acme a\nb", {.ref = NULL}, AT "acme,note,,me,,,,,,,,a\\nb"},
	{"change acme red not blue", {.ref = NULL}, AT "acme,change,,client,,,,,,,,red not blue"},
};

START_TEST(accepted)
{
	struct crm_typed in = good[_i].in;

	ck_assert_msg(make(good[_i].words, &in) == 0, "%s: %s: %s", good[_i].words, err.field,
		err.text);
	ck_assert_str_eq(line(), good[_i].want);
}
END_TEST

static const struct {
	const char *words;
	struct crm_typed in;
	const char *field, *says;
} bad[] = {
	{"", {.ref = NULL}, "", "which event"},
	{"invoise acme F1 1", {.ref = NULL}, "event", "'invoice'"},
	{"zzzzzzzz acme", {.ref = NULL}, "event", "--events"},
	{"void acme", {.ref = NULL}, "event", "--void"},
	{"invoice", {.ref = NULL}, "", "CLIENT REF AMOUNT"},
	{"invoice acme", {.ref = NULL}, "", "REF is missing"},
	{"invoice acme F1", {.ref = NULL}, "", "AMOUNT is missing"},
	{"invoice acme - 10", {.ref = NULL}, "ref", "needs a ref"},
	{"invoice acme F1 1,200", {.ref = NULL}, "amount", "'1,200'"},
	{"invoice acme F1 1.200", {.ref = NULL}, "amount", "'1.200'"},
	{"invoice acme F1 1 200 pages", {.ref = NULL}, "amount", "1200 as one word"},
	{"invoice acme F1 12\xe2\x82\xac", {.currency = "CHF"}, "currency", "says EUR"},
	{"invoice acme F1 $12", {.ref = NULL}, "amount", "'$12'"},
	{"invoice acme F1 -5", {.ref = NULL}, "amount", "'-5'"},
	{"invoice acme F1 5", {.currency = "EURO"}, "currency", "ISO 4217"},
	{"invoice acme F1 5", {.due = "soon"}, "due", "'soon'"},
	{"letter acme F1", {.channel = "registered"}, "kind", "-k with one of: posted presented"},
	{"claim acme F1", {.ref = NULL}, "kind", "-k with one of: memoire lodged filed granted served opposed judged"},
	{"in - hello", {.ref = NULL}, "client", "needs a client"},
	{"in ACME hello", {.ref = NULL}, "client", "'ACME'"},
	{"in acme", {.when = "06/15/2026"}, "at", "'06/15/2026'"},
	{"note acme call", {.due = "+2d"}, "due", "crm-log promise acme REF -d +2d"},
	{"in acme call", {.due = "+2d"}, "due", "no report"},
	{"in acme", {.by = "them"}, "by", "'them'"},
	{"contact acme", {.ref = NULL}, "by", "in, out, met"},
	{"deadline acme D1", {.ref = NULL}, "due", "-d"},
	{"renegotiate acme F1", {.ref = NULL}, "due", "-d"},
	{"incident acme", {.kind = "oops"}, "kind", "outburst"},
	{"incident acme", {.level = "6"}, "level", "'6'"},
	{"in acme", {.tag = {"=x"}, .tags = 1}, "tags", "key=value"},
	{"in acme", {.tag = {"a\tb"}, .tags = 1}, "tags", "0x09"},
	{"in acme \033[31m", {.ref = NULL}, "note", "0x1b"},
	{"in acme \xff", {.ref = NULL}, "note", "UTF-8"},
	{"promise acme P\n1", {.ref = NULL}, "ref", "0x0a"},
	{"in acme", {.channel = "e\x7fmail"}, "channel", "0x7f"},
};

START_TEST(refused)
{
	struct crm_typed in = bad[_i].in;

	ck_assert_msg(make(bad[_i].words, &in) == -1, "%s", bad[_i].words);
	ck_assert_int_eq(err.status, CRM_USAGE);
	ck_assert_str_eq(err.field, bad[_i].field);
	ck_assert_msg(strstr(err.text, bad[_i].says) != NULL, "%s", err.text);
}
END_TEST

START_TEST(own_kinds)
{
	struct crm_own_kind own = {.kind = CRM_STR("no-show")};
	struct crm_typed in = {.kind = "no-show"};

	ck_assert_int_eq(make("incident acme", &in), -1);
	policy.score.own = &own;
	policy.score.own_n = 1;
	ck_assert_int_eq(make("incident acme", &in), 0);
	ck_assert_int_eq(make("frame acme", &in), -1); /* a kind of incidents only */
}
END_TEST

int main(void)
{
	Suite *s = suite_create("entry");
	TCase *t = tcase_create("entry");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, accepted, 0, (int)(sizeof good / sizeof *good));
	tcase_add_loop_test(t, refused, 0, (int)(sizeof bad / sizeof *bad));
	tcase_add_test(t, own_kinds);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
