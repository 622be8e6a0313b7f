/* rewrite.c - what every operation that rewrites the journal looks at first. */
#include "privacy/rewrite.h"
#include "base/i18n.h"

/* A damaged line may be theirs, and what cannot be read cannot be erased or renamed. */
static int whole(const struct crm_finds *finds, struct crm_str client, struct crm_err *e)
{
	size_t i;

	for (i = 0; i < finds->n; i++) {
		const struct crm_find *f = &finds->item[i];

		if (!f->warning && (f->unread || crm_str_eq(f->client, client)))
			return crm_err_at(e, CRM_PARTIAL, f->file, f->line, f->field,
				_("%s; fix or delete this line first"), f->text);
	}
	return 0;
}

int crm_rewrite_read(struct crm_book *b, struct crm_journal_job job, const struct crm_str *client, size_t n,
	struct crm_err *e)
{
	struct crm_finds finds;
	size_t i;
	int st;

	job.events = CRM_EV_ALL & ~CRM_EV_BIT(CRM_EV_VOID);
	job.now = (struct crm_when){INT32_MAX, CRM_NO_MIN};
	job.all = true;
	crm_finds_init(&finds);
	st = crm_journal_read(b, &job, &finds, NULL, e);
	for (i = 0; i < n && !st; i++)
		st = whole(&finds, client[i], e);
	crm_finds_release(&finds);
	return st;
}

static int journal_read(struct crm_book *book, struct crm_buf *b, struct crm_line_map *map, struct crm_err *e)
{
	struct crm_str all;
	struct crm_scan s;
	int got = crm_book_read(book, crm_journal_file, SIZE_MAX / 4, &all, e);

	if (got < 0)
		return -1;
	if (got == 0 || all.n == 0)
		return crm_err_at(e, CRM_USAGE, crm_journal_file, 0, NULL, _("is empty"));
	crm_buf_str(b, all);
	crm_buf_room(b, CRM_SCAN_SLACK);
	if (b->p[b->n - 1] != '\n')
		return crm_err_at(e, CRM_USAGE, crm_journal_file, 0, NULL,
			_("its last line is torn; log any row, which sets it aside, then try again"));
	crm_scan_line(b->p, &s);
	if (crm_line_header(map, s.line, e))
		return -1;
	if (!map->identity)
		return crm_err_at(e, CRM_USAGE, crm_journal_file, 1, "header",
			_("the columns are not ours: arrange them as in crm-journal(5), then try "
				"again"));
	return 0;
}

int crm_rewrite_journal(struct crm_book *book, const struct crm_rewrite *how, struct crm_err *e)
{
	const struct crm_str *cell;
	struct crm_line_map map;
	struct crm_buf old, out;
	const char *p, *end;
	struct crm_scan s;
	int st;

	crm_line_map_init(&map, false);
	crm_buf_init(&old);
	crm_buf_init(&out);
	st = journal_read(book, &old, &map, e);
	for (p = old.p, end = p + old.n; !st && p < end; p = s.next) {
		crm_scan_line(p, &s);
		if (crm_line_is_header(&map, s.line) || crm_line_cells(&map, &s, &cell))
			cell = NULL;
		how->line(how->ctx, (struct crm_str){p, (size_t)(s.next - p)}, (uint64_t)(p - old.p), cell,
			&out);
	}
	if (!st) {
		how->end(how->ctx, &out);
		st = crm_book_replace(book, crm_journal_file, crm_buf_view(&out), e);
	}
	crm_buf_release(&out);
	crm_buf_release(&old);
	crm_line_map_release(&map);
	return st;
}
