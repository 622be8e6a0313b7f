/* loglast.c - crm-log: the row that was typed last. */
#include "base/i18n.h"
#include "tool/log.h"
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

static void piece(struct crm_buf *b, struct crm_str s)
{
	if (s.n)
		crm_buf_printf(b, " %.*s", (int)s.n, s.p);
}

void crm_log_line(const struct crm_row *row, struct crm_buf *b)
{
	char text[CRM_WHEN_TEXT], id[37];

	crm_when_text(row->at, text);
	crm_buf_cstr(b, text);
	piece(b, row->client.n ? row->client : CRM_STR("-"));
	piece(b, crm_str(crm_events[row->event].name));
	piece(b, row->kind);
	piece(b, row->ref);
	if (row->has_amount) {
		crm_buf_char(b, ' ');
		crm_money_text(b, row->amount, row->currency);
		crm_buf_printf(b, " %s", crm_currency_code(row->currency));
	}
	crm_when_text(row->due, text);
	piece(b, crm_str(text));
	piece(b, row->note);
	crm_uuid_text(&row->id, id);
	crm_buf_printf(b, " (%s)", id + 28);
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
