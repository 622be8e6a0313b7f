/* history.c - the rows of a case as they stand in the journal. */
#include "letter/history.h"
#include "base/sort.h"

static struct crm_str note_of(struct crm_arena *a, struct crm_str stored)
{
	struct crm_str text;
	struct crm_buf b;

	crm_buf_init(&b);
	crm_note_unescape(&b, stored);
	text = crm_arena_str(a, crm_buf_view(&b));
	crm_buf_release(&b);
	return text;
}

/* One that is no longer there is left out. */
static void take(struct crm_history *h, struct crm_reread *again, const struct crm_entry *x,
	struct crm_arena *a)
{
	struct crm_row *own = &h->row[h->n];

	if (crm_reread_row(again, x->offset, own) || crm_uuid_cmp(&own->id, &x->id) != 0)
		return;
	own->client = h->c->profile->id;
	own->kind = crm_arena_str(a, own->kind);
	own->ref = crm_arena_str(a, own->ref);
	own->channel = crm_arena_str(a, own->channel);
	own->tags = crm_arena_str(a, own->tags);
	own->note = note_of(a, own->note);
	h->entry[h->n++] = x;
}

static int by_order(const void *a, const void *b)
{
	const struct crm_entry *const *x = a, *const *y = b;

	return crm_entry_cmp(*x, *y);
}

void crm_history_of(struct crm_case *c, struct crm_reread *again, uint64_t events,
	struct crm_arena *a, struct crm_history *out)
{
	size_t all = c->start[CRM_EVENTS], n = 0, i;

	*out = (struct crm_history){.c = c};
	out->row = crm_arena_alloc(a, (all + 1) * sizeof *out->row);
	out->entry = crm_arena_alloc(a, (all + 1) * sizeof(const struct crm_entry *));
	for (i = 0; i < all; i++)
		if (events & CRM_EV_BIT(c->row[i]->event))
			out->entry[n++] = c->row[i];
	crm_sort(out->entry, n, sizeof *out->entry, by_order);
	for (i = 0; i < n; i++)
		take(out, again, out->entry[i], a);
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
