/* Any bytes as the lang.yaml of a language: refused with a reason, or every amount, day and list has words. */
#include "letter/text/lang.h"
#include "shelf.h"

static void days(const struct crm_lang *l, struct crm_buf *b)
{
	static const int32_t day[] = {20500, 20501, 20530, 20619, 20999};
	size_t i;

	for (i = 0; i < sizeof day / sizeof *day; i++) {
		crm_lang_date(l, b, day[i]);
		crm_lang_place(l, b, CRM_STR("Lunel"), day[i]);
		crm_lang_dates(l, b, day, i + 1);
		crm_lang_days(l, b, (int64_t)i);
		crm_lang_rhythm(l, b, (int)i * 7);
	}
	crm_lang_date(l, b, CRM_NO_DAY);
}

static void words(const struct crm_lang *l, struct crm_buf *b)
{
	const struct crm_str list[] = {CRM_STR("a"), CRM_STR("b"), CRM_STR("c")};
	static const int64_t minor[] = {0, 1, 120050, CRM_MONEY_MAX};
	size_t i;

	for (i = 0; i < 4; i++) {
		crm_lang_list(l, b, list, i);
		crm_lang_money(l, b, minor[i], crm_currency_find(CRM_STR("EUR")));
		crm_lang_money(l, b, minor[i], crm_currency_find(CRM_STR("JPY")));
		crm_lang_percent(l, b, minor[i] % 100000 - 500);
	}
	crm_buf_str(b, crm_lang_channel(l, CRM_STR("email")));
	crm_buf_str(b, crm_lang_step(l, CRM_STR("courtesy")));
	crm_buf_str(b, crm_lang_series(l, CRM_STR("ecb_mro")));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct crm_lang lang;
	struct crm_arena a;
	struct crm_buf b;
	struct crm_err e;

	crm_arena_init(&a);
	if (crm_lang_read(&a, (struct crm_str){(const char *)data, size}, "lang.yaml", &lang, &e)) {
		if (e.status != CRM_USAGE || !e.text[0] || strcmp(e.file, "lang.yaml") != 0)
			abort();
	} else {
		crm_buf_init(&b);
		days(&lang, &b);
		words(&lang, &b);
		crm_buf_release(&b);
	}
	crm_arena_release(&a);
	return 0;
}
