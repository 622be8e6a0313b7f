/* How languages write amounts and dates: the shipped ones, and one that no code knows. */
#include "base/embed.h"
#include "letter/text/lang.h"
#include "unit.h"

static struct crm_arena mem;
static struct crm_buf out;
static struct crm_err err;
static struct crm_lang lang;

#define NNBSP "\xe2\x80\xaf"
#define NBSP  "\xc2\xa0"

static void setup(void)
{
	crm_arena_init(&mem);
	crm_buf_init(&out);
}

static void teardown(void)
{
	crm_buf_release(&out);
	crm_arena_release(&mem);
}

static void shipped(const char *name)
{
	struct crm_str bytes;

	ck_assert(crm_embed_find(name, &bytes));
	ck_assert_msg(
		crm_lang_read(&mem, bytes, name, &lang, &err) == 0, "%s: %s", err.field, err.text);
}

static const struct {
	const char *lang;
	int64_t minor;
	const char *currency, *want;
} money[] = {
	{"fr", 120000, "EUR", "1" NNBSP "200,00" NBSP "€"},
	{"fr", 0, "EUR", "0,00" NBSP "€"},
	{"fr", 5, "EUR", "0,05" NBSP "€"},
	{"fr", 99999, "EUR", "999,99" NBSP "€"},
	{"fr", 123456789012, "EUR", "1" NNBSP "234" NNBSP "567" NNBSP "890,12" NBSP "€"},
	{"fr", -120050, "EUR", "-1" NNBSP "200,50" NBSP "€"},
	{"fr", 120000, "CHF", "1" NNBSP "200,00" NBSP "CHF"},
	{"fr", 120000, "JPY", "120" NNBSP "000" NBSP "¥"},
	{"fr", 1234567, "TND", "1" NNBSP "234,567" NBSP "TND"},
	{"en", 120000, "EUR", "€1,200.00"},
	{"en", -5, "GBP", "-£0.05"},
	{"en", 120000, "CHF", "CHF\u00a01,200.00"},
};

START_TEST(amounts)
{
	char name[64];

	snprintf(name, sizeof name, "templates/%s/lang.yaml", money[_i].lang);
	shipped(name);
	crm_lang_money(
		&lang, &out, money[_i].minor, crm_currency_find(crm_str(money[_i].currency)));
	ck_assert_str_eq(out.p, money[_i].want);
}
END_TEST

static int32_t day(int y, int m, int d)
{
	return crm_date_day((struct crm_ymd){y, m, d});
}

START_TEST(dates)
{
	shipped("templates/fr/lang.yaml");
	crm_lang_date(&lang, &out, day(2026, 6, 1));
	crm_buf_char(&out, '|');
	crm_lang_date(&lang, &out, day(2026, 8, 2));
	crm_buf_char(&out, '|');
	crm_lang_date(&lang, &out, day(2026, 12, 31));
	crm_buf_char(&out, '|');
	crm_lang_date(&lang, &out, CRM_NO_DAY);
	ck_assert_str_eq(out.p, "1er juin 2026|2 août 2026|31 décembre 2026|");
	crm_buf_clear(&out);
	shipped("templates/en/lang.yaml");
	crm_lang_date(&lang, &out, day(2026, 6, 1));
	ck_assert_str_eq(out.p, "1 June 2026");
}
END_TEST

START_TEST(words)
{
	struct crm_str s[] = {CRM_STR("a"), CRM_STR("b"), CRM_STR("c")};
	int n;

	shipped("templates/fr/lang.yaml");
	for (n = 0; n <= 2; n++) {
		crm_lang_days(&lang, &out, n);
		crm_buf_char(&out, '|');
	}
	for (n = 0; n <= 3; n++) {
		crm_lang_list(&lang, &out, s, (size_t)n);
		crm_buf_char(&out, '|');
	}
	crm_lang_percent(&lang, &out, 1215);
	crm_buf_char(&out, '|');
	crm_lang_percent(&lang, &out, 5);
	crm_buf_str(&out, crm_lang_channel(&lang, crm_str("phone")));
	crm_buf_str(&out, crm_lang_channel(&lang, crm_str("pigeon")));
	ck_assert_str_eq(out.p, "0 jour|1 jour|2 jours||a|a et b|a, b et c|12,15" NBSP "%|0,05" NBSP
				"%téléphonepigeon");
	crm_buf_clear(&out);
	shipped("templates/en/lang.yaml");
	for (n = 0; n <= 2; n++)
		crm_lang_days(&lang, &out, n);
	ck_assert_str_eq(out.p, "0 days1 day2 days");
}
END_TEST

#define REST                                                                                       \
	"money: {symbol: '{unit}{amount}', code: '{amount} {unit}'}\npercent: '{n} %'\n"           \
	"date: {long: '{day}. {month} {year}'}\n"                       \
	"days: {one: '{n} Tag', other: '{n} Tage'}\nlist: {between: ', ', last: ' und '}\n"
#define MONTHS "months: [Januar, Februar, c, d, e, f, g, h, i, j, k, Dezember]\n"

START_TEST(a_new_language)
{
	const char *text = "decimal: ','\ngroup: '.'\none: [1]\n" REST MONTHS;

	ck_assert_int_eq(crm_lang_read(&mem, crm_str(text), "de", &lang, &err), 0);
	crm_lang_money(&lang, &out, 123456789, crm_currency_find(crm_str("EUR")));
	crm_buf_char(&out, '|');
	crm_lang_date(&lang, &out, day(2026, 12, 1));
	ck_assert_str_eq(out.p, "1.234.567,89 EUR|1. Dezember 2026");
}
END_TEST

static const struct {
	const char *text, *where;
	long line;
} wrong[] = {
	{"", "decimal", 0},
	{"[a]", "decimal", 0},
	{REST MONTHS, "decimal", 0},
	{"decimal: [x]\n" REST MONTHS, "decimal", 0},
	{"decimal: ','\n" MONTHS, "percent", 0},
	{"decimal: ','\n" REST, "months", 0},
	{"decimal: ','\nmonths: [a, b]\n" REST, "months", 2},
	{"decimal: ','\nmonths: [a,b,c,d,e,f,g,h,i,j,k,l,m]\n" REST, "months", 2},
	{"decimal: ','\ncolour: red\n" REST MONTHS, "", 2},
	{"decimal: ','\n" REST MONTHS "days: {one: x}\n", "days", 8},
};

START_TEST(refused)
{
	ck_assert_int_eq(crm_lang_read(&mem, crm_str(wrong[_i].text), "x.yaml", &lang, &err), -1);
	ck_assert_int_eq(err.status, CRM_USAGE);
	ck_assert_str_eq(err.field, wrong[_i].where);
	ck_assert_int_eq(err.line, wrong[_i].line);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("lang");
	TCase *t = tcase_create("lang");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, amounts, 0, sizeof money / sizeof *money);
	tcase_add_test(t, dates);
	tcase_add_test(t, words);
	tcase_add_test(t, a_new_language);
	tcase_add_loop_test(t, refused, 0, sizeof wrong / sizeof *wrong);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
