/* Any bytes as drafts: each that is read is written so that it reads as the same draft. */
#include "letter/draft.h"
#include "shelf.h"

static void written(const struct crm_draft *d, size_t n, struct crm_buf *b)
{
	size_t i;

	crm_buf_clear(b);
	for (i = 0; i < n; i++)
		crm_draft_write(&d[i], b);
}

static void again(struct crm_arena *a, const struct crm_draft *d, size_t n)
{
	struct crm_draft *back;
	struct crm_finds finds;
	struct crm_buf one, two;
	struct crm_err e;
	size_t m;

	crm_finds_init(&finds);
	crm_buf_init(&one);
	crm_buf_init(&two);
	written(d, n, &one);
	if (crm_draft_read(a, crm_buf_view(&one), "again", &back, &m, &finds, &e) || m != n || finds.n)
		abort();
	written(back, m, &two);
	if (!crm_str_eq(crm_buf_view(&one), crm_buf_view(&two)))
		abort();
	crm_buf_release(&one);
	crm_buf_release(&two);
	crm_finds_release(&finds);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct crm_str bytes = {(const char *)data, size};
	struct crm_draft *d;
	struct crm_finds finds;
	struct crm_arena a;
	struct crm_err e;
	size_t n;

	crm_arena_init(&a);
	crm_finds_init(&finds);
	(void)crm_draft_looks(bytes);
	if (!crm_draft_read(&a, bytes, "fuzz", &d, &n, &finds, &e) && n)
		again(&a, d, n);
	crm_finds_release(&finds);
	crm_arena_release(&a);
	return 0;
}
