/* locale.c - the language of texts for people. */
#include "tool/locale.h"
#include "config.h"
#include <libintl.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

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
	static char first[64];
	static bool kept;
	const char *locale = getenv("LC_ALL");

	/* crm_locale_set writes LANGUAGE: what the user said is read once */
	if (!kept) {
		snprintf(first, sizeof first, "%s", getenv("LANGUAGE") ? getenv("LANGUAGE") : "");
		kept = true;
	}
	if (!said(locale))
		locale = getenv("LC_MESSAGES");
	if (!said(locale))
		locale = getenv("LANG");
	crm_locale_pick(option, policy, first, locale, out);
}

/* ../share/locale as seen from the executable, if it is there. */
static bool beside(char out[PATH_MAX])
{
	char self[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	char *slash;
	int i;

	if (n <= 0)
		return false;
	self[n] = '\0';
	for (i = 0; i < 2; i++) {
		slash = strrchr(self, '/');
		if (!slash)
			return false;
		*slash = '\0';
	}
	n = snprintf(out, PATH_MAX, "%s/share/locale", self);
	return n > 0 && n < PATH_MAX && access(out, R_OK | X_OK) == 0;
}

void crm_locale_begin(void)
{
	char path[PATH_MAX];

	/* always UTF-8 and always the same: widths and letters must not follow the caller's locale */
	if (!setlocale(LC_CTYPE, "C.UTF-8") && !setlocale(LC_CTYPE, "en_US.UTF-8"))
		setlocale(LC_CTYPE, "");
	bindtextdomain("crm", beside(path) ? path : CRM_LOCALEDIR);
	bind_textdomain_codeset("crm", "UTF-8");
	textdomain("crm");
}

void crm_locale_set(const char *lang)
{
	setenv("LANGUAGE", lang, 1);
	/* the texts in the source are English: nothing to look for, which most runs of a script gain by */
	if (strcmp(lang, "en") == 0)
		setlocale(LC_MESSAGES, "C");
	/* the C locale ignores LANGUAGE; setlocale also makes gettext look again */
	else if (!setlocale(LC_MESSAGES, "C.UTF-8") && !setlocale(LC_MESSAGES, "en_US.UTF-8"))
		setlocale(LC_MESSAGES, "");
}
