/* append.c - rows added to the record, durably.
 *
 * One block, one write(2) on an O_APPEND descriptor, one fdatasync.  The lock is held by the caller,
 * so nothing of ours grows the file meanwhile; what fails is taken back. */
#include "base/i18n.h"
#include "base/utf8.h"
#include "book/journal.h"
#include "book/line.h"
#include "book/tail.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

enum { REOPEN = 5, NFS_MAGIC = 0x6969, HEADER_MAX = 16 * 1024 };

struct target {
	int fd;
	uint64_t size;
	bool fresh; /* the folder must be synced, too */
};

static int failed(struct crm_err *e)
{
	return crm_err_errno(e, crm_journal_file, _("cannot be written"));
}

static int open_once(struct crm_book *b, struct target *t, struct crm_err *e)
{
	const int flags = O_RDWR | O_APPEND | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
	struct stat st;

	t->fd = openat(b->dir, crm_journal_file, flags);
	if (t->fd < 0 && errno == ENOENT)
		t->fd = openat(b->dir, crm_journal_file, flags | O_CREAT | O_EXCL, 0600);
	if (t->fd < 0)
		return errno == EEXIST ? 0 : failed(e);
	if (fstat(t->fd, &st))
		return failed(e);
	if (!S_ISREG(st.st_mode))
		return crm_err_at(e, CRM_USAGE, crm_journal_file, 0, NULL,
			_("is not a regular file and is left as it is"));
	t->size = (uint64_t)st.st_size;
	return 1;
}

/* Editors and sync tools replace files by renaming: what we opened must still have the name. */
static bool still_named(const struct crm_book *b, int fd)
{
	struct stat here, there;

	return fstat(fd, &here) == 0 && fstatat(b->dir, crm_journal_file, &there, 0) == 0 &&
	       here.st_dev == there.st_dev && here.st_ino == there.st_ino;
}

static int open_target(struct crm_book *b, struct target *t, struct crm_err *e)
{
	int i, r;

	for (i = 0; i < REOPEN; i++) {
		r = open_once(b, t, e);
		if (r < 0) {
			if (t->fd >= 0)
				close(t->fd);
			return -1;
		}
		if (r > 0 && still_named(b, t->fd))
			return 0;
		if (t->fd >= 0)
			close(t->fd);
	}
	return crm_err_at(e, CRM_SYSTEM, crm_journal_file, 0, NULL,
		_("is replaced by another program again and again: try again when it is done"));
}

static void warn_nfs(int fd, struct crm_finds *finds)
{
	struct statfs fs;

	if (fstatfs(fd, &fs) == 0 && fs.f_type == NFS_MAGIC)
		crm_find_add(finds, crm_journal_file, 0, NULL, CRM_STR(""),
			_("is on NFS, where two machines that write at once can damage it: write "
			  "from one machine only"))
			->warning = true;
}

/* ---- a journal whose columns stand otherwise than ours ---- */

static int read_header(const struct target *t, struct crm_line_map *map, struct crm_err *e)
{
	struct crm_buf head;
	const char *lf = NULL;
	ssize_t n;
	int r;

	crm_buf_init(&head);
	do
		n = pread(t->fd, crm_buf_room(&head, HEADER_MAX), HEADER_MAX, 0);
	while (n < 0 && errno == EINTR);
	if (n > 0)
		lf = memchr(head.p, '\n', (size_t)n);
	if (n < 0)
		r = failed(e);
	else if (!lf)
		r = crm_err_at(e, CRM_USAGE, crm_journal_file, 1, "header", "%s",
			crm_csv_problem(CRM_CSV_LONG));
	else {
		head.n = (size_t)(lf - head.p);
		if (head.n && head.p[head.n - 1] == '\r')
			head.n--;
		r = crm_line_header(map, crm_buf_view(&head), e);
	}
	crm_buf_release(&head);
	return r;
}

/* All at once, for each is one more look at every line. */
static int missing(const struct crm_line_map *map, struct crm_err *e)
{
	struct crm_buf names;
	int i;

	crm_buf_init(&names);
	for (i = 0; i < CRM_COLUMNS; i++)
		if (map->place[i] < 0)
			crm_buf_printf(&names, "%s%s", names.n ? "," : "", crm_columns[i]);
	crm_err_at(e, CRM_USAGE, crm_journal_file, 1, "header",
		_("the journal has no column for all that this row says; missing are %s: add them to "
		  "every line, crm-journal(5) shows how"),
		names.p);
	crm_buf_release(&names);
	return -1;
}

/* A cell for which the journal has no column would be lost. */
static int check_places(const struct crm_line_map *map, const struct crm_str *cell,
	struct crm_err *e)
{
	int i;

	for (i = 0; i < CRM_COLUMNS; i++)
		if (map->place[i] < 0 && cell[i].n)
			return missing(map, e);
	return 0;
}

static void line_as(const struct crm_line_map *map, const struct crm_str *cell, struct crm_buf *out)
{
	size_t k;
	int i;

	for (k = 0; k < map->columns; k++) {
		if (k)
			crm_buf_char(out, ',');
		for (i = 0; i < CRM_COLUMNS; i++)
			if (map->place[i] == (int)k)
				crm_csv_cell(out, cell[i]);
	}
	crm_buf_char(out, '\n');
}

/* The lines in the order of the journal's own columns. */
static int reorder(struct crm_line_map *map, struct crm_str lines, struct crm_buf *out,
	struct crm_err *e)
{
	struct crm_csv_judge *judge = crm_csv_judge_new(',');
	struct crm_csv_record rec;
	struct crm_str line;
	int r = 0;

	while (!r && (line = crm_str_word(&lines, '\n')).n) {
		if (crm_csv_judge_line(judge, line, &rec) || rec.n != CRM_COLUMNS)
			crm_bug("a line of ours cannot be read");
		r = check_places(map, rec.cell, e);
		if (!r)
			line_as(map, rec.cell, out);
	}
	crm_csv_judge_free(judge);
	return r;
}

/* What is to be written, header included where there is none yet. */
static int block_make(const struct target *t, struct crm_str lines, struct crm_buf *out,
	struct crm_err *e)
{
	struct crm_line_map map;
	int r = 0;

	if (t->size == 0) {
		crm_buf_cstr(out, CRM_JOURNAL_HEADER "\n");
		crm_buf_str(out, lines);
		return 0;
	}
	crm_line_map_init(&map, false);
	r = read_header(t, &map, e);
	if (!r && map.identity && map.columns == CRM_COLUMNS)
		crm_buf_str(out, lines);
	else if (!r)
		r = reorder(&map, lines, out, e);
	crm_line_map_release(&map);
	return r;
}

/* ---- writing ---- */

/* After a failed write nothing of it may stay. */
static int take_back(const struct target *t, struct crm_err *e)
{
	failed(e);
	if (ftruncate(t->fd, (off_t)t->size) || fsync(t->fd))
		return crm_err_errno(e, crm_journal_file,
			_("cannot be written, and what was written cannot be undone; crm-log "
				"--check shows the state"));
	return -1;
}

static int write_block(const struct target *t, struct crm_str block, struct crm_err *e)
{
	ssize_t n;

	while (block.n) {
		n = write(t->fd, block.p, block.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n == 0)
			errno = EIO;
		if (n <= 0)
			return take_back(t, e);
		block.p += n;
		block.n -= (size_t)n;
	}
	return 0;
}

static int make_durable(struct crm_book *b, const struct target *t, struct crm_err *e)
{
	/* after a failed fsync the pages count as clean: trying again would prove nothing */
	if (fdatasync(t->fd) || (t->fresh && fsync(b->dir)))
		return crm_err_errno(e, crm_journal_file,
			_("it is not known whether the new rows reached the disk; check with "
			  "crm-log --list before you try again"));
	crm_oom_done(_("the new rows are in the journal all the same"));
	return 0;
}

static int append(struct crm_book *b, struct target *t, struct crm_str lines,
	struct crm_finds *finds, struct crm_err *e)
{
	struct crm_buf block;
	int r;

	if (crm_tail_repair(b, t->fd, &t->size, finds, e))
		return -1;
	t->fresh = t->size == 0;
	crm_buf_init(&block);
	r = block_make(t, lines, &block, e) || write_block(t, crm_buf_view(&block), e) ||
	    make_durable(b, t, e);
	crm_buf_release(&block);
	return r ? -1 : 0;
}

int crm_journal_append(struct crm_book *b, struct crm_str lines, struct crm_finds *finds,
	struct crm_err *e)
{
	struct target t = {.fd = -1};
	int r;

	if (b->lock < 0)
		crm_bug("the journal is appended to without its lock");
	if (!crm_utf8_ok(lines))
		return crm_err_set(e, CRM_PARTIAL, _("a row to be added is not UTF-8: nothing was added"));
	if (open_target(b, &t, e))
		return -1;
	warn_nfs(t.fd, finds);
	r = append(b, &t, lines, finds, e);
	close(t.fd); /* what fdatasync has confirmed, no error of close takes back */
	return r;
}
