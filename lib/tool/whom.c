/* whom.c - the clients that are named as operands. */
#include "tool/whom.h"
#include "base/i18n.h"

int crm_whom_add(struct crm_tool *t, const char *option, struct crm_str word, struct crm_list *list,
	struct crm_err *e)
{
	struct crm_str *item, id;
	size_t i;

	if (!word.n)
		return crm_err_at(e, CRM_USAGE, NULL, 0, option,
			_("is empty: name a client, or leave it out"));
	if (crm_client_typed(&t->book, t->policy.currency, option, word, &id, e))
		return -1;
	if (crm_client_listed(list, id))
		return 0;
	item = crm_arena_alloc(&t->mem, (list->n + 1) * sizeof *item);
	for (i = list->n; i && crm_str_cmp(list->item[i - 1], id) > 0; i--)
		item[i] = list->item[i - 1];
	item[i] = id;
	if (i)
		memcpy(item, list->item, i * sizeof *item);
	list->item = item;
	list->n++;
	return 0;
}

int crm_whom_operands(struct crm_tool *t, struct crm_list *list, struct crm_err *e)
{
	int i;

	for (i = 0; i < t->argc; i++)
		if (crm_whom_add(t, "client", crm_str(t->argv[i]), list, e))
			return -1;
	return 0;
}
