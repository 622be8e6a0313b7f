/* last.c - crm-log: the row that was typed last. */
#include "base/i18n.h"
#include "tool/log/log.h"
#include <stdio.h>

struct newest {
	struct crm_uuid id;
	uint64_t offset;
	bool found;
};

static void newest_reset(void *ctx)
{
	struct newest *n = ctx;

	n->found = false;
}

/* Ids of typed rows begin with their time; those of imported rows follow from what they say, and
 * reminders are crm-remind's. */
static void newest_row(void *ctx, const struct crm_row *row)
{
	struct newest *n = ctx;

	if (row->event == CRM_EV_REMINDER || row->id.b[6] >> 4 != 7 ||
		(n->found && crm_uuid_cmp(&row->id, &n->id) <= 0))
		return;
	n->found = true;
	n->id = row->id;
	n->offset = row->offset;
}

int crm_log_last(struct crm_tool *t, struct crm_row *row, struct crm_reread **again,
	struct crm_err *e)
{
	struct newest n = {.found = false};
	struct crm_journal_job job = {.events = CRM_EV_ALL & ~CRM_EV_BIT(CRM_EV_VOID), .reset = newest_reset,
		.row = newest_row, .ctx = &n};

	*again = NULL;
	if (crm_tool_rows(t, job, e))
		return -1;
	if (!n.found)
		return 0;
	*again = crm_reread_open(&t->book, t->policy.currency, e);
	if (!*again || crm_reread_row(*again, n.offset, row))
		return -1;
	return 1;
}
