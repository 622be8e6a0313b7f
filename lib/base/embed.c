/* embed.c - finding an embedded file; the table itself is made by the Makefile. */
#include "base/embed.h"
#include <stdio.h>

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

struct crm_str crm_embed_lang(const char *name, const char *lang)
{
	struct crm_str text = {"", 0};
	char path[64];

	snprintf(path, sizeof path, "data/%s.%s.yaml", name, lang);
	if (crm_embed_find(path, &text))
		return text;
	snprintf(path, sizeof path, "data/%s.en.yaml", name);
	crm_embed_find(path, &text);
	return text;
}

void crm_embed_languages(struct crm_buf *b, const char *between)
{
	const char *const begin = "templates/", *with = "", *lang, *end;
	const struct crm_embed *f;

	for (f = crm_embed_files; f->name; f++) {
		if (strncmp(f->name, begin, strlen(begin)) != 0)
			continue;
		lang = f->name + strlen(begin);
		end = strstr(lang, "/lang.yaml");
		if (!end)
			continue;
		crm_buf_printf(b, "%s%.*s", with, (int)(end - lang), lang);
		with = between;
	}
}
