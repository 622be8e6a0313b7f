/* again.c - rows of the journal read again by the place of their line. */
#include "base/i18n.h"
#include "book/journal.h"
#include "book/line.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* A row by itself: most lines are shorter.  Many rows: as much as the reader of the whole file takes. */
enum { LINE = 512, SPAN = 64 * 1024 };

struct crm_journal_again {
	int fd, currency;
	struct crm_line_map map;
	struct crm_buf text; /* a piece of the file */
	uint64_t at;	     /* where it begins */
};

/* The line at an offset in the text; NULL when it is not whole there. */
static const char *line_find(const struct crm_journal_again *j, uint64_t offset)
{
	size_t skip;

	if (offset < j->at || offset - j->at >= j->text.n)
		return NULL;
	skip = (size_t)(offset - j->at);
	return memchr(j->text.p + skip, '\n', j->text.n - skip) ? j->text.p + skip : NULL;
}

static void text_read(struct crm_journal_again *j, uint64_t from, size_t want)
{
	char *to;
	ssize_t n;

	crm_buf_clear(&j->text);
	to = crm_buf_room(&j->text, want + CRM_SCAN_SLACK);
	do
		n = pread(j->fd, to, want, (off_t)from);
	while (n < 0 && errno == EINTR);
	j->at = from;
	j->text.n = n > 0 ? (size_t)n : 0;
	memset(to + j->text.n, 0, CRM_SCAN_SLACK);
}

/* Scan the line at an offset: false when no whole line is there. */
static bool line_read(struct crm_journal_again *j, uint64_t offset, struct crm_scan *s)
{
	const char *line = line_find(j, offset);

	if (!line) {
		text_read(j, offset, LINE);
		line = line_find(j, offset);
	}
	if (!line) { /* a long one */
		text_read(j, offset, CRM_CSV_RECORD + 2);
		line = line_find(j, offset);
	}
	if (line)
		crm_scan_line(line, s);
	return line != NULL;
}

struct crm_journal_again *crm_journal_again_open(struct crm_book *b, int currency,
	struct crm_err *e)
{
	struct crm_journal_again *j = crm_calloc(1, sizeof *j);
	struct crm_scan s;

	j->currency = currency;
	crm_line_map_init(&j->map, false);
	crm_buf_init(&j->text);
	j->fd = openat(b->dir, crm_journal_file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (j->fd < 0)
		crm_err_errno(e, crm_journal_file, _("cannot be opened"));
	else if (!line_read(j, 0, &s))
		crm_err_at(e, CRM_SYSTEM, crm_journal_file, 1, NULL, _("cannot be read again"));
	else if (!crm_line_header(&j->map, s.line, e))
		return j;
	crm_journal_again_close(j);
	return NULL;
}

void crm_journal_again_close(struct crm_journal_again *j)
{
	if (!j)
		return;
	if (j->fd >= 0)
		close(j->fd);
	crm_line_map_release(&j->map);
	crm_buf_release(&j->text);
	crm_release(&j);
}

int crm_journal_again_row(struct crm_journal_again *j, uint64_t offset, struct crm_row *out)
{
	const struct crm_str *cell;
	struct crm_scan s;
	struct crm_err e;

	if (!line_read(j, offset, &s) || crm_line_cells(&j->map, &s, &cell) ||
		crm_row_check(cell, j->currency, out, &e))
		return -1;
	out->offset = offset;
	out->line = 0;
	return 0;
}

static int by_offset(const void *pa, const void *pb)
{
	const struct crm_note_wanted *a = pa, *b = pb;

	return (a->offset > b->offset) - (a->offset < b->offset);
}

/* How far the wanted rows go on that are read together with the first. */
static size_t span(const struct crm_note_wanted *w, size_t n)
{
	size_t i = 0;

	while (i + 1 < n && w[i + 1].offset - w->offset < SPAN)
		i++;
	return (size_t)(w[i].offset - w->offset);
}

void crm_journal_again_notes(struct crm_journal_again *j, struct crm_note_wanted *wanted, size_t n,
	struct crm_arena *a)
{
	const struct crm_str *cell;
	struct crm_scan s;
	size_t i;

	if (n)
		qsort(wanted, n, sizeof *wanted, by_offset);
	for (i = 0; i < n; i++) {
		*wanted[i].note = CRM_STR("");
		if (!line_find(j, wanted[i].offset))
			text_read(j, wanted[i].offset, span(wanted + i, n - i) + LINE);
		if (line_read(j, wanted[i].offset, &s) &&
			!crm_line_cells(&j->map, &s, &cell) &&
			crm_str_eq(cell[CRM_COL_CLIENT], wanted[i].client))
			*wanted[i].note = crm_arena_str(a, cell[CRM_COL_NOTE]);
	}
}
