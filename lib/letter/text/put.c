/* put.c - values as a language shows them, put into the tree of a letter. */
#include "letter/text/put.h"

void crm_put(struct crm_put *p, struct crm_yaml *in, const char *key)
{
	crm_data_text(p->mem, in, key, crm_buf_view(&p->text));
	crm_buf_clear(&p->text);
}

void crm_put_date(struct crm_put *p, struct crm_yaml *in, const char *key, int32_t day)
{
	crm_lang_date(p->lang, &p->text, day);
	crm_put(p, in, key);
}

void crm_put_money(struct crm_put *p, struct crm_yaml *in, const char *key, int64_t minor)
{
	crm_lang_money(p->lang, &p->text, minor, p->currency);
	crm_put(p, in, key);
}

void crm_put_some(struct crm_put *p, struct crm_yaml *in, const char *key, int64_t minor)
{
	if (minor)
		crm_lang_money(p->lang, &p->text, minor, p->currency);
	crm_put(p, in, key);
}
