/* history.c - all rows of one client, in order. */
#include "letter/text/history.h"
#include "base/sort.h"

struct reading {
	struct crm_history *h;
	struct crm_str client;
};

static void reset(void *ctx)
{
	struct reading *r = ctx;

	crm_history_release(r->h);
}

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

static void take(void *ctx, const struct crm_row *row)
{
	struct reading *r = ctx;
	struct crm_history *h = r->h;
	struct crm_row *own;

	if (!crm_str_eq(row->client, r->client))
		return; /* a row of nobody in particular */
	crm_grow(&h->row, &h->cap, h->n + 1, sizeof *h->row);
	own = &h->row[h->n++];
	*own = *row;
	own->client = r->client;
	own->kind = crm_arena_str(&h->mem, row->kind);
	own->ref = crm_arena_str(&h->mem, row->ref);
	own->channel = crm_arena_str(&h->mem, row->channel);
	own->tags = crm_arena_str(&h->mem, row->tags);
	own->note = note_of(&h->mem, row->note);
}

static int row_cmp(const void *va, const void *vb)
{
	const struct crm_row *a = va, *b = vb;
	int64_t ka = crm_when_key(a->at), kb = crm_when_key(b->at);

	return ka != kb ? (ka > kb) - (ka < kb) : crm_uuid_cmp(&a->id, &b->id);
}

int crm_history_read(struct crm_book *b, struct crm_str client, struct crm_when now, int currency,
	struct crm_history *out, struct crm_err *e)
{
	struct reading r = {out, client};
	struct crm_journal_job job = {
		.events = CRM_EV_ALL & ~CRM_EV_BIT(CRM_EV_VOID),
		.now = now,
		.currency = currency,
		.client = client,
		.reset = reset,
		.row = take,
		.ctx = &r,
	};
	int st;

	memset(out, 0, sizeof *out);
	crm_arena_init(&out->mem);
	/* the run that asks has read the journal and told of its faults */
	st = crm_journal_read(b, &job, NULL, NULL, e);
	crm_sort(out->row, out->n, sizeof *out->row, row_cmp);
	return st;
}

void crm_history_release(struct crm_history *h)
{
	crm_release(&h->row);
	crm_arena_release(&h->mem);
	h->n = h->cap = 0;
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
