/* Any bytes as an amount: within the bounds, and written so that it reads as the same amount. */
#include "base/num.h"
#include "format/numberstyle.h"
#include "format/typed.h"
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void plain(struct crm_str s, int currency, struct crm_buf *b)
{
	int64_t minor, back;

	if (crm_money_parse(s, currency, &minor))
		return;
	if (minor < 0 || minor > CRM_MONEY_MAX)
		abort();
	crm_buf_clear(b);
	crm_money_text(b, minor, currency);
	if (crm_money_parse(crm_buf_view(b), currency, &back) || back != minor)
		abort();
}

static void foreign(struct crm_str s, int digits, struct crm_buf *b)
{
	const struct crm_numberstyle how[] = {
		{'.', CRM_STR(""), CRM_STR(""), CRM_STR(""), CRM_STR("")},
		{',', CRM_STR(" "), CRM_STR("EUR"), CRM_STR(""), CRM_STR("")},
		{',', CRM_STR("."), CRM_STR("\xe2\x82\xac"), CRM_STR("DR"), CRM_STR("CR")},
		{'.', CRM_STR("'"), CRM_STR("CHF"), CRM_STR("S"), CRM_STR("H")}};
	bool negative;
	size_t i, k;

	for (i = 0; i < sizeof how / sizeof *how; i++) {
		crm_buf_clear(b);
		if (crm_numberstyle_amount(s, &how[i], digits, b, &negative))
			continue;
		for (k = 0; k < b->n; k++)
			if ((b->p[k] < '0' || b->p[k] > '9') && b->p[k] != '.')
				abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const codes[] = {"EUR", "JPY", "TND", "CLF"};
	struct crm_str s = {(const char *)data, size};
	char typed[CRM_MONEY_TYPED];
	struct crm_buf b;
	int64_t n;
	int currency;
	size_t i;

	crm_buf_init(&b);
	for (i = 0; i < sizeof codes / sizeof *codes; i++) {
		currency = crm_currency_find(crm_str(codes[i]));
		plain(s, currency, &b);
		foreign(s, crm_currency_digits(currency), &b);
	}
	if (crm_money_typed(s, typed, &currency) == 0)
		plain(crm_str(typed), currency == CRM_NO_CURRENCY ? crm_currency_find(CRM_STR("EUR")) : currency, &b);
	if (crm_num_parse(s, -5, 70000, &n) == 0 && (n < -5 || n > 70000))
		abort();
	(void)crm_currency_find(s);
	crm_buf_release(&b);
	return 0;
}
