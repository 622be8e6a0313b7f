/* Any bytes as policy.yaml: read, or refused with the line. */
#include "config/policy/policy.h"
#include "shelf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct crm_policy p;
	struct crm_book *book = shelf_book();
	struct crm_err e;

	shelf_put("policy.yaml", (struct crm_str){(const char *)data, size});
	if (crm_policy_read(book, &p, &e)) {
		if (e.status != CRM_USAGE || strcmp(e.file, "policy.yaml") != 0 || !e.text[0])
			abort();
	} else if (p.ladder_n == 0 || p.max < 0 || p.currency < 0) {
		abort();
	}
	return 0;
}
