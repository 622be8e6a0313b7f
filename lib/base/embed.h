/* embed.h - the files that the program carries inside: tables and letter templates.
 * Room base; needs buf.h.  The Makefile turns lib/data/NAME.csv and lib/templates/LANG/NAME into
 * bytes of the program, so that it works without anything installed beside it. */
#ifndef CRM_BASE_EMBED_H
#define CRM_BASE_EMBED_H
#include "base/buf.h"

struct crm_embed {
	const char *name; /* path below lib/: "data/rates.csv", "templates/fr/courtesy.mustache" */
	const char *p;	  /* followed by a NUL that does not count */
	size_t n;
};

extern const struct crm_embed crm_embed_files[]; /* sorted by name; ends with name NULL */

/*
 * crm_embed_find - the contents of an embedded file.
 * Shape:   name -> true and *out (valid for the whole run), or false.
 */
bool crm_embed_find(const char *name, struct crm_str *out);

/*
 * crm_embed_lang - the form of a file in a language: data/NAME.LANG.yaml, else the English one.
 */
struct crm_str crm_embed_lang(const char *name, const char *lang);

/*
 * crm_embed_languages - append the languages there are, with a text between them: each folder of
 * templates that has a lang.yaml.
 */
void crm_embed_languages(struct crm_buf *b, const char *between);
#endif
