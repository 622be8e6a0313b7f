/* whom.c - the clients that are named. */
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

int crm_whom_option(struct crm_whom *w, const char *value, struct crm_err *e)
{
	const size_t most = sizeof w->word / sizeof *w->word;

	if (w->n == most)
		return crm_err_set(e, CRM_USAGE, _("more than %d values for one option"), (int)most);
	w->word[w->n++] = value;
	return 0;
}

int crm_whom_options(struct crm_tool *t, const struct crm_whom *w, struct crm_list *list, struct crm_err *e)
{
	size_t i;

	for (i = 0; i < w->n; i++)
		if (crm_whom_add(t, "--client", crm_str(w->word[i]), list, e))
			return -1;
	return 0;
}
