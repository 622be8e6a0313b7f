/* Any bytes as a stream of YAML: read or refused, and each text that was read is written so that it
 * reads as the same text again. */
#include "format/yaml.h"
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void again(struct crm_arena *a, struct crm_str text)
{
	struct crm_yaml *root;
	struct crm_err e;
	struct crm_buf b;

	crm_buf_init(&b);
	crm_yaml_quote(&b, text);
	if (crm_yaml_parse(a, crm_buf_view(&b), "again", &root, &e) || !root ||
		!crm_str_eq(root->text, text))
		abort();
	crm_buf_release(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct crm_str bytes = {(const char *)data, size};
	const struct crm_yaml *n;
	struct crm_yaml *docs;
	struct crm_arena a;
	struct crm_err e;

	crm_arena_init(&a);
	if (!crm_yaml_parse_stream(&a, bytes, "fuzz", &docs, &e))
		for (n = docs->child; n; n = n->next)
			if (n->kind == CRM_YAML_SCALAR)
				again(&a, n->text);
	crm_arena_release(&a);
	return 0;
}
