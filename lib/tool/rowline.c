/* rowline.c - a row of the journal as one line. */
#include "tool/rowline.h"
#include "book/event.h"
#include "format/money.h"

static void piece(struct crm_buf *b, struct crm_str s)
{
	if (s.n)
		crm_buf_printf(b, " %.*s", (int)s.n, s.p);
}

void crm_row_brief(const struct crm_row *row, struct crm_buf *b)
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
		crm_money_say(b, row->amount, row->currency);
		crm_buf_printf(b, " %s", crm_currency_code(row->currency));
	}
	crm_when_text(row->due, text);
	piece(b, crm_str(text));
	piece(b, row->note);
	crm_uuid_text(&row->id, id);
	crm_buf_printf(b, " (%s)", id + 28);
}
