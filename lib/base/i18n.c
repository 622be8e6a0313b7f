/* i18n.c - looking a text up in the catalogue of the language. */
#include "base/i18n.h"
#include <string.h>

static const struct crm_catalogue *chosen; /* NULL: English */

void crm_i18n_use(const char *lang)
{
	const struct crm_catalogue *c;

	chosen = NULL;
	for (c = crm_catalogues; c->lang[0]; c++)
		if (strcmp(c->lang, lang) == 0)
			chosen = c;
}

/* The first form of a message and how many there are; NULL when it is not in the catalogue. */
static const char *find(const char *text, unsigned *forms)
{
	uint32_t h = 0, i;
	const char *s;

	for (s = text; *s; s++)
		h = h * 31 + (unsigned char)*s;
	for (i = h & chosen->mask; chosen->slot[i]; i = (i + 1) & chosen->mask) {
		const unsigned char *entry = chosen->text + chosen->slot[i] - 1;

		s = (const char *)entry + 1;
		if (strcmp(s, text) != 0)
			continue;
		*forms = *entry;
		return s + strlen(s) + 1;
	}
	return NULL;
}

const char *crm_i18n_text(const char *text)
{
	unsigned forms;
	const char *found = chosen ? find(text, &forms) : NULL;

	return found ? found : text;
}

const char *crm_i18n_plural(const char *one, const char *many, unsigned long n)
{
	unsigned forms;
	unsigned long form;
	const char *found = chosen ? find(one, &forms) : NULL;

	if (!found)
		return n == 1 ? one : many;
	form = chosen->form(n);
	/* a form that the catalogue does not have is the last that it has */
	for (form = form < forms ? form : forms - 1UL; form; form--)
		found += strlen(found) + 1;
	return found;
}

char crm_i18n_mark(void)
{
	return *_("."); /* one sign: the decimal mark of the language */
}
