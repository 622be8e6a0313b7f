/* data.c - building the tree that a template is filled with. */
#include "letter/text/data.h"
#include <inttypes.h>

static struct crm_yaml *put(
	struct crm_arena *a, struct crm_yaml *in, const char *key, enum crm_yaml_kind kind)
{
	struct crm_yaml *node = crm_arena_alloc(a, sizeof *node), **at;

	node->kind = kind;
	node->key = crm_str(key);
	node->text = crm_str("");
	if (!in)
		return node;
	for (at = &in->child; *at; at = &(*at)->next)
		;
	*at = node;
	in->count++;
	return node;
}

struct crm_yaml *crm_data_map(struct crm_arena *a, struct crm_yaml *in, const char *key)
{
	return put(a, in, key, CRM_YAML_MAP);
}

struct crm_yaml *crm_data_list(struct crm_arena *a, struct crm_yaml *in, const char *key)
{
	return put(a, in, key, CRM_YAML_LIST);
}

void crm_data_text(struct crm_arena *a, struct crm_yaml *in, const char *key, struct crm_str text)
{
	struct crm_yaml *node = put(a, in, key, CRM_YAML_SCALAR);

	node->quoted = text.n > 0;
	node->text = crm_arena_str(a, text);
}

void crm_data_bool(struct crm_arena *a, struct crm_yaml *in, const char *key, bool value)
{
	put(a, in, key, CRM_YAML_SCALAR)->text = crm_str(value ? "true" : "false");
}

void crm_data_int(struct crm_arena *a, struct crm_yaml *in, const char *key, int64_t value)
{
	struct crm_yaml *node = put(a, in, key, CRM_YAML_SCALAR);

	node->text = crm_str(crm_arena_printf(a, "%" PRId64, value));
}

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
