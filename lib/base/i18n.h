/* i18n.h - the mark of a text that is translated.
 * Room base; needs libintl.  Whole sentences, ordered arguments; never names of columns, events,
 * options, numbers or dates.  N_() marks a text in a table, translated where it is printed. */
#ifndef CRM_BASE_I18N_H
#define CRM_BASE_I18N_H
#include <libintl.h>

#define _(s)               gettext(s)
#define N_(s)              s
#define CRM_NGETTEXT(a, b, n) ngettext((a), (b), (unsigned long)(n))
#endif
