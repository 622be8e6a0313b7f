/* locale.c - the language of texts for people. */
#include "tool/locale.h"
#include "base/i18n.h"
#include <locale.h>
#include <stdlib.h>

void crm_locale_of(const char *text, char out[4])
{
	size_t n = text ? strspn(text, "abcdefghijklmnopqrstuvwxyz") : 0;

	if (n < 2 || n > 3 || (text[n] && !strchr("_-.@:", text[n]))) {
		text = "en";
		n = 2;
	}
	memcpy(out, text, n);
	out[n] = '\0';
}

static bool said(const char *s)
{
	return s && *s;
}

void crm_locale_pick(const char *option, const char *policy, const char *language,
	const char *locale, char out[4])
{
	if (said(option))
		crm_locale_of(option, out);
	else if (said(policy))
		crm_locale_of(policy, out);
	else if (!said(locale) || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0)
		crm_locale_of(NULL, out);
	else
		crm_locale_of(said(language) ? language : locale, out);
}

void crm_locale_environment(const char *option, const char *policy, char out[4])
{
	const char *locale = getenv("LC_ALL");

	if (!said(locale))
		locale = getenv("LC_MESSAGES");
	if (!said(locale))
		locale = getenv("LANG");
	crm_locale_pick(option, policy, getenv("LANGUAGE"), locale, out);
}

void crm_locale_begin(void)
{
	/* always UTF-8 and always the same: widths and letters must not follow the caller's locale */
	if (!setlocale(LC_CTYPE, "C.UTF-8") && !setlocale(LC_CTYPE, "en_US.UTF-8"))
		setlocale(LC_CTYPE, "");
}

void crm_locale_set(const char *lang)
{
	crm_i18n_use(lang);
}
