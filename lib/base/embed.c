/* embed.c - finding an embedded file; the table itself is made by the Makefile. */
#include "base/embed.h"

bool crm_embed_find(const char *name, struct crm_str *out)
{
	const struct crm_embed *f;

	for (f = crm_embed_files; f->name; f++) {
		if (strcmp(f->name, name) == 0) {
			*out = (struct crm_str){f->p, f->n};
			return true;
		}
	}
	return false;
}
