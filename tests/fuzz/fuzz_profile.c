/* Any bytes as a profile: what is wrong is a finding with its line, and no address gets through that
 * the guard refuses. */
#include "config/address.h"
#include "config/client/client.h"
#include "shelf.h"

static void check(const struct crm_client *c)
{
	size_t i;

	for (i = 0; i < c->people_n; i++)
		if (c->people[i].email.n && !crm_address_ok(c->people[i].email))
			abort();
	if (!c->name.n)
		abort();
	(void)crm_client_billing(c);
	(void)crm_client_agreed(c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct crm_policy p;
	struct crm_client c;
	struct crm_finds finds;
	struct crm_book *book = shelf_book();

	shelf_put("clients/a.yaml", (struct crm_str){(const char *)data, size});
	crm_policy_default(&p);
	crm_finds_init(&finds);
	if (crm_client_read(book, &p, CRM_STR("a"), &c, &finds) && !finds.n)
		abort();
	check(&c);
	crm_finds_release(&finds);
	return 0;
}
