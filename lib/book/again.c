/* again.c - rows of the journal read again by the place of their line. */
#include "base/i18n.h"
#include "book/journal.h"
#include "book/line.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* Rows are asked for by days falling, which is nearly their order: what is read holds some of the
 * next, and of those before. */
enum { WINDOW = 2 * 1024, BEFORE = WINDOW / 4 };

struct crm_journal_again {
	int fd, currency;
	struct crm_line_map map;
	struct crm_buf text; /* a piece of the file */
	uint64_t at;	     /* where it begins */
};

/* The line at an offset in the text; NULL when it is not whole there. */
static const char *line_find(const struct crm_journal_again *j, uint64_t offset)
{
	uint64_t skip = offset - j->at;

	if (offset < j->at || skip >= j->text.n)
		return NULL;
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
		text_read(j, offset > BEFORE ? offset - BEFORE : 0, WINDOW);
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
