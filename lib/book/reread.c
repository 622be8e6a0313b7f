/* reread.c - rows of the journal read again by the place of their line. */
#include "base/i18n.h"
#include "base/sort.h"
#include "book/journal.h"
#include "book/line.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* A row by itself: most lines are shorter.  Many rows: as much as the reader of the whole file takes. */
enum { LINE = 512, NEAR = 4096, SPAN = 64 * 1024, PLACE = 20 /* bits of a key for its place */ };

struct crm_reread {
	int fd, currency;
	struct crm_line_map map;
	struct crm_buf text; /* a piece of the file */
	uint64_t at;	     /* where it begins */
};

/* The line at an offset in the text; NULL when it is not whole there. */
static const char *line_find(const struct crm_reread *j, uint64_t offset)
{
	size_t skip;

	if (offset < j->at || offset - j->at >= j->text.n)
		return NULL;
	skip = (size_t)(offset - j->at);
	return memchr(j->text.p + skip, '\n', j->text.n - skip) ? j->text.p + skip : NULL;
}

static void text_read(struct crm_reread *j, uint64_t from, size_t want)
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
static bool line_read(struct crm_reread *j, uint64_t offset, struct crm_scan *s)
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

struct crm_reread *crm_reread_open(struct crm_book *b, int currency,
	struct crm_err *e)
{
	struct crm_reread *j = crm_calloc(1, sizeof *j);
	struct crm_scan s;

	j->currency = currency;
	crm_line_map_init(&j->map, false);
	crm_buf_init(&j->text);
	j->fd = b->journal >= 0 ? fcntl(b->journal, F_DUPFD_CLOEXEC, 0)
				: openat(b->dir, crm_journal_file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (j->fd < 0)
		crm_err_errno(e, crm_journal_file, _("cannot be opened"));
	else if (!line_read(j, 0, &s))
		crm_err_at(e, CRM_SYSTEM, crm_journal_file, 1, NULL, _("cannot be read again"));
	else if (!crm_line_header(&j->map, s.line, e))
		return j;
	crm_reread_close(j);
	return NULL;
}

void crm_reread_close(struct crm_reread *j)
{
	if (!j)
		return;
	if (j->fd >= 0)
		close(j->fd);
	crm_line_map_release(&j->map);
	crm_buf_release(&j->text);
	crm_release(&j);
}

int crm_reread_row(struct crm_reread *j, uint64_t offset, struct crm_row *out)
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

/* How far the wanted rows go on that are read together with the first. */
static size_t span(const uint64_t *key, size_t n)
{
	size_t i = 0;

	while (i + 1 < n && (key[i + 1] >> PLACE) - (key[i] >> PLACE) < NEAR &&
		(key[i + 1] >> PLACE) - (*key >> PLACE) < SPAN)
		i++;
	return (size_t)((key[i] >> PLACE) - (*key >> PLACE));
}

/* At most 1 << PLACE of them. */
static void notes(struct crm_reread *j, struct crm_note_wanted *wanted, size_t n,
	struct crm_arena *a)
{
	uint64_t *key = crm_arena_alloc(a, (n + 1) * sizeof *key);
	const struct crm_str *cell;
	struct crm_note_wanted *w;
	struct crm_scan s;
	size_t i;

	for (i = 0; i < n; i++)
		key[i] = wanted[i].offset << PLACE | i;
	crm_sort_keys(key, n, a);
	for (i = 0; i < n; i++) {
		w = &wanted[key[i] & ((1 << PLACE) - 1)];
		*w->note = CRM_STR("");
		if (!line_find(j, w->offset))
			text_read(j, w->offset, span(key + i, n - i) + LINE);
		if (line_read(j, w->offset, &s) && !crm_line_cells(&j->map, &s, &cell) &&
			crm_str_eq(cell[CRM_COL_CLIENT], w->client))
			*w->note = crm_arena_str(a, cell[CRM_COL_NOTE]);
	}
}

void crm_reread_notes(struct crm_reread *j, struct crm_note_wanted *wanted, size_t n,
	struct crm_arena *a)
{
	size_t i;

	for (i = 0; i < n; i += 1 << PLACE)
		notes(j, wanted + i, n - i < 1 << PLACE ? n - i : 1 << PLACE, a);
}
