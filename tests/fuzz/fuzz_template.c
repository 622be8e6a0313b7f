/* A template, a line `---`, and YAML: filled or refused, within the bounds; a value is never a tag. */
#include "letter/text/template.h"
#include "shelf.h"

struct itself {
	struct crm_str text;
};

/* A partial is the template again: it must end by itself. */
static int load(void *ctx, struct crm_str name, struct crm_template_text *out, struct crm_err *e)
{
	const struct itself *it = ctx;

	(void)e;
	if (!crm_template_name_ok(name))
		return 0;
	*out = (struct crm_template_text){it->text, "partial"};
	return 1;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct crm_str rest, text = shelf_part((struct crm_str){(const char *)data, size}, &rest);
	struct itself it = {text};
	struct crm_template_text t = {text, "fuzz"};
	struct crm_template_env env = {.load = load, .ctx = &it};
	struct crm_yaml *root = NULL;
	struct crm_arena a;
	struct crm_buf b;
	struct crm_err e;
	int i;

	crm_arena_init(&a);
	crm_buf_init(&b);
	if (rest.n && crm_yaml_parse(&a, rest, "data", &root, &e))
		root = NULL;
	for (i = 0; i < 2; i++) {
		env.strict = i == 1;
		crm_buf_clear(&b);
		if (crm_template_render(&t, root, &env, &b, &e) ? !e.text[0] : b.n > CRM_TEMPLATE_OUTPUT)
			abort();
	}
	crm_buf_release(&b);
	crm_arena_release(&a);
	return 0;
}
