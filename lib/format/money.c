/* money.c - amounts and currencies. */
#include "format/money.h"
#include "base/i18n.h"
#include "base/num.h"

/* ISO 4217, sorted: active codes and codes of funds, those of the last years that rows may still
 * name; the digits follow where they are not 2. */
static const char codes[][5] = {"AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG",
	"AZN", "BAM", "BBD", "BDT", "BGN", "BHD3", "BIF0", "BMD", "BND", "BOB", "BOV", "BRL", "BSD",
	"BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHE", "CHF", "CHW", "CLF4", "CLP0", "CNY", "COP",
	"COU", "CRC", "CUP", "CVE", "CZK", "DJF0", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR",
	"FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF0", "GTQ", "GYD", "HKD", "HNL", "HRK",
	"HTG", "HUF", "IDR", "ILS", "INR", "IQD3", "IRR", "ISK0", "JMD", "JOD3", "JPY0", "KES",
	"KGS", "KHR", "KMF0", "KPW", "KRW0", "KWD3", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD",
	"LSL", "LYD3", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK",
	"MXN", "MXV", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR3", "PAB", "PEN",
	"PGK", "PHP", "PKR", "PLN", "PYG0", "QAR", "RON", "RSD", "RUB", "RWF0", "SAR", "SBD", "SCR",
	"SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB",
	"TJS", "TMT", "TND3", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX0", "USD", "USN",
	"UYI0", "UYU", "UYW4", "UZS", "VED", "VES", "VND0", "VUV0", "WST", "XAF0", "XCD", "XCG",
	"XOF0", "XPF0", "YER", "ZAR", "ZMW", "ZWG"};

enum { CODES = sizeof codes / sizeof codes[0] };

static const int64_t power[] = {1, 10, 100, 1000, 10000};

int crm_currency_find(struct crm_str code)
{
	int lo = 0, hi = CODES, mid, c;

	if (code.n != 3)
		return -1;
	while (lo < hi) {
		mid = (lo + hi) / 2;
		c = memcmp(code.p, codes[mid], 3);
		if (c == 0)
			return mid;
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return -1;
}

bool crm_currency_is(int currency, struct crm_str code)
{
	return code.n == 3 && currency >= 0 && currency < CODES &&
	       memcmp(code.p, codes[currency], 3) == 0;
}

const char *crm_currency_code(int currency)
{
	static char plain[CODES][4];

	if (currency < 0 || currency >= CODES)
		return "";
	memcpy(plain[currency], codes[currency], 3);
	return plain[currency];
}

int crm_currency_digits(int currency)
{
	if (currency < 0 || currency >= CODES || !codes[currency][3])
		return 2;
	return codes[currency][3] - '0';
}

int crm_money_parse(struct crm_str s, int currency, int64_t *minor)
{
	int digits = crm_currency_digits(currency);
	size_t i, point = s.n;
	uint64_t v = 0;

	if (s.n == 0 || !crm_is_digit(s.p[0]) || !crm_is_digit(s.p[s.n - 1]))
		return -1;
	for (i = 0; i < s.n; i++) {
		unsigned d = (unsigned char)s.p[i] - (unsigned)'0';

		if (d > 9) {
			if (s.p[i] != '.' || point != s.n)
				return -1;
			point = i;
			continue;
		}
		v = v * 10 + d;
		if (v > CRM_MONEY_MAX) /* too large, but perhaps well-formed */
			v = CRM_MONEY_MAX + 1;
	}
	i = point == s.n ? 0 : s.n - point - 1; /* places behind the point */
	if (i > (size_t)digits)
		return -1;
	if (v > CRM_MONEY_MAX)
		return -2;
	v *= (uint64_t)power[(size_t)digits - i];
	if (v > CRM_MONEY_MAX)
		return -2;
	*minor = (int64_t)v;
	return 0;
}

int64_t crm_money_rescale(int64_t minor, int from, int to)
{
	int digits = crm_currency_digits(to) - crm_currency_digits(from);

	if (digits >= 0)
		return minor * power[digits];
	return (minor + power[-digits] - 1) / power[-digits];
}

const char *crm_money_chars(int64_t minor, int currency, char out[CRM_MONEY_TEXT])
{
	int digits = crm_currency_digits(currency), i = 0;
	uint64_t u = minor < 0 ? 0 - (uint64_t)minor : (uint64_t)minor;
	char *p = out + CRM_MONEY_TEXT - 1;

	*p = '\0';
	do {
		if (digits && i == digits)
			*--p = '.';
		*--p = (char)('0' + u % 10);
		u /= 10;
		i++;
	} while (u || i <= digits);
	if (minor < 0)
		*--p = '-';
	return p;
}

void crm_money_text(struct crm_buf *b, int64_t minor, int currency)
{
	char text[CRM_MONEY_TEXT];

	crm_buf_cstr(b, crm_money_chars(minor, currency, text));
}

const char *crm_money_said(int64_t minor, int currency, char out[CRM_MONEY_TEXT])
{
	const char *text = crm_money_chars(minor, currency, out);
	char *point = memchr(text, '.', (size_t)(out + CRM_MONEY_TEXT - text));

	if (point)
		*point = crm_i18n_mark();
	return text;
}

void crm_money_say(struct crm_buf *b, int64_t minor, int currency)
{
	char text[CRM_MONEY_TEXT];

	crm_buf_cstr(b, crm_money_said(minor, currency, text));
}
