/* history.c - the rows of a case as they stand in the journal. */
#include "letter/text/history.h"

static struct crm_str note_of(struct crm_arena *a, struct crm_str stored)
{
	struct crm_buf b;

	crm_buf_init(&b);
	crm_note_unescape(&b, stored);
	return crm_buf_keep(&b, a);
}

/* Strings of its own. */
static void keep(struct crm_arena *a, struct crm_row *row)
{
	struct crm_str *const text[] = {
		&row->client, &row->kind, &row->ref, &row->channel, &row->tags, &row->note};
	size_t i;

	for (i = 0; i < sizeof text / sizeof *text; i++)
		*text[i] = crm_arena_str(a, *text[i]);
}

void crm_history_read(struct crm_reread *again, const struct crm_entry *const *entry, size_t n,
	struct crm_arena *a, struct crm_row *row)
{
	size_t i;

	for (i = 0; i < n; i++) {
		const struct crm_entry *x = entry[i];

		if (crm_reread_row(again, x->offset, &row[i]) || crm_uuid_cmp(&row[i].id, &x->id) != 0)
			row[i] = (struct crm_row){.id = x->id,
				.at = crm_entry_when(x),
				.event = (enum crm_event)x->event,
				.due = {x->due, CRM_NO_MIN}};
		keep(a, &row[i]);
	}
}

void crm_history_of(struct crm_case *c, struct crm_reread *again, uint64_t events,
	struct crm_arena *a, struct crm_history *out)
{
	size_t all = c->start[CRM_EVENTS], i;

	*out = (struct crm_history){.c = c};
	out->entry = crm_arena_alloc(a, (all + 1) * sizeof(const struct crm_entry *));
	for (i = 0; i < all; i++)
		if (events & CRM_EV_BIT(c->row[i]->event))
			out->entry[out->n++] = c->row[i];
	crm_entries_sort(out->entry, out->n);
	out->row = crm_arena_alloc(a, (out->n + 1) * sizeof *out->row);
	crm_history_read(again, out->entry, out->n, a, out->row);
	for (i = 0; i < out->n; i++)
		out->row[i].note = note_of(a, out->row[i].note);
}

const struct crm_row *crm_history_last(const struct crm_history *h, enum crm_event ev,
	struct crm_str ref)
{
	size_t i = h->n;

	while (i-- > 0)
		if (h->row[i].event == ev && (!ref.n || crm_str_eq(h->row[i].ref, ref)))
			return &h->row[i];
	return NULL;
}
