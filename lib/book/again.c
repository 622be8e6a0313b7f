/* again.c - rows of the journal read again by the place of their line. */
#include "base/i18n.h"
#include "book/journal.h"
#include "book/line.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { FIRST = 512 }; /* most lines are shorter; the rest takes a second read */

struct crm_journal_again {
	int fd, currency;
	struct crm_line_map map;
	struct crm_buf line;
};

/* The line at an offset, with its newline: false when there is no whole line. */
static bool line_read(struct crm_journal_again *j, uint64_t offset, struct crm_scan *s)
{
	size_t want = FIRST;
	ssize_t n;

	for (;; want = CRM_CSV_RECORD + 2) {
		crm_buf_clear(&j->line);
		crm_buf_room(&j->line, want + CRM_SCAN_SLACK);
		do
			n = pread(j->fd, j->line.p, want, (off_t)offset);
		while (n < 0 && errno == EINTR);
		if (n <= 0)
			return false;
		if (memchr(j->line.p, '\n', (size_t)n))
			break;
		if (want != FIRST || (size_t)n < want)
			return false;
	}
	crm_scan_line(j->line.p, s);
	return true;
}

struct crm_journal_again *crm_journal_again_open(struct crm_book *b, int currency,
	struct crm_err *e)
{
	struct crm_journal_again *j = crm_calloc(1, sizeof *j);
	struct crm_scan s;

	j->currency = currency;
	crm_line_map_init(&j->map, false);
	crm_buf_init(&j->line);
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
	crm_buf_release(&j->line);
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
