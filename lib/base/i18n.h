/* i18n.h - the mark of a text that is translated, and the translations.
 * Room base; needs nothing.  Whole sentences, ordered arguments; never names of columns, events,
 * options or numbers; of dates see format/daysaid.h.  N_() marks a text in a table, translated where it is printed.
 *
 * The catalogues of lib/po are tables in the program (lib/po/embed.awk).  The C library's gettext is
 * not asked: whether it translates without an installed locale differs between releases of glibc, and
 * musl knows nothing of it. */
#ifndef CRM_BASE_I18N_H
#define CRM_BASE_I18N_H
#include <stddef.h>
#include <stdint.h>

#define _(s)		     crm_i18n_text(s)
#define N_(s)		     s
#define CRM_NGETTEXT(a, b, n) crm_i18n_plural((a), (b), (unsigned long)(n))

/* One language. */
struct crm_catalogue {
	char lang[4];
	const unsigned char *text;	    /* messages: number of forms, text NUL, form NUL ... */
	const uint32_t *slot;		    /* open addressing: place in `text` + 1, or 0 */
	uint32_t mask;			    /* number of slots - 1, a power of two - 1 */
	unsigned long (*form)(unsigned long n); /* which form a number takes */
};

extern const struct crm_catalogue crm_catalogues[]; /* ends with an empty lang */

/*
 * crm_i18n_use - translate into this language from here on; English for one without catalogue.
 * Shape:   two or three letters, "en", "fr".
 * Source:  ours: the only state of the library, as a parameter of each call that can fail it would
 *          pass through every function.  Set before work begins, read only afterwards.
 */
void crm_i18n_use(const char *lang);

/*
 * crm_i18n_text - the translation of a text, or the text itself.
 * Owns:    nobody: it lives as long as the program.
 */
const char *crm_i18n_text(const char *text) __attribute__((format_arg(1)));

/*
 * crm_i18n_mark - what stands before the decimals of a number for people: a point, in French a comma.
 */
char crm_i18n_mark(void);

/*
 * crm_i18n_plural - the form that a number takes.
 * Shape:   English for one, for any other number, the number -> translation, or one of the two.
 */
const char *crm_i18n_plural(const char *one, const char *many, unsigned long n)
	__attribute__((format_arg(1))) __attribute__((format_arg(2)));
#endif
