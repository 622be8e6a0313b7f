/* locale.h - the language of texts for people, and the locale.
 * Room tool; needs base/str.h, base/i18n.h.  Only LC_CTYPE is ever set: numbers, order and dates stay
 * those of the C locale, and texts come out of tables of ours. */
#ifndef CRM_TOOL_LOCALE_H
#define CRM_TOOL_LOCALE_H
#include "base/mem.h"

/*
 * crm_locale_of - the language of a locale's name or of a list: `fr_FR.UTF-8` and `fr:en` are "fr".
 * Shape:   text -> two or three lower-case letters in `out`; "en" for C, POSIX, nothing, nonsense.
 */
void crm_locale_of(const char *text, char out[4]);

/*
 * crm_locale_pick - the language by what was said: option > policy > environment.
 * Shape:   option and policy (NULL or empty: not set), then the values of LANGUAGE and of the first
 *          set of LC_ALL, LC_MESSAGES, LANG -> `out`.
 *          LANGUAGE counts only where the locale is not C, as in every gettext program.
 */
void crm_locale_pick(const char *option, const char *policy, const char *language,
	const char *locale, char out[4]);

/*
 * crm_locale_environment - the same from the real environment.
 */
void crm_locale_environment(const char *option, const char *policy, char out[4]);

/*
 * crm_locale_begin - UTF-8, whatever the caller's locale.
 */
void crm_locale_begin(void);

/*
 * crm_locale_set - use a language from here on; a language without catalogue gives English.
 */
void crm_locale_set(const char *lang);
#endif
