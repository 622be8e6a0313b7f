/* book.c - the data folder: its files read, its lock.  Writing is in replace.c. */
#include "book/book.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "base/num.h"
#include "book/path.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { POLLS = 20 }; /* tries a second for the lock */

/* A missing folder and a file in its place have the same cure. */
static int open_failed(const char *path, struct crm_err *e)
{
	if (errno == ENOENT || errno == ENOTDIR)
		return crm_err_at(e, CRM_USAGE, path, 0, NULL,
			_("no book is here: 'crm-log -C %s --init' makes one"), path);
	return crm_err_errno(e, path, _("cannot open the book"));
}

int crm_book_open(struct crm_book *b, const char *path, struct crm_err *e)
{
	memset(b, 0, sizeof *b);
	b->lock = b->journal = -1;
	crm_arena_init(&b->mem);
	b->dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (b->dir < 0)
		return open_failed(path, e);
	b->path = crm_arena_cstr(&b->mem, crm_str(path));
	return 0;
}

int crm_book_holds(const struct crm_book *b, struct crm_err *e)
{
	static const char *const any[] = {"journal.csv", "policy.yaml", "clients"};
	struct stat st;
	size_t i;

	for (i = 0; i < sizeof any / sizeof *any; i++)
		if (fstatat(b->dir, any[i], &st, AT_SYMLINK_NOFOLLOW) == 0 || errno != ENOENT)
			return 0;
	return crm_err_at(e, CRM_USAGE, b->path, 0, NULL,
		_("holds no book (no journal.csv, policy.yaml or clients/); 'crm-log -C %s --init' "
		  "makes one"),
		b->path);
}

void crm_book_close(struct crm_book *b)
{
	crm_book_unlock(b);
	if (b->journal >= 0)
		close(b->journal);
	if (b->dir >= 0)
		close(b->dir);
	b->dir = b->journal = -1;
	b->path = NULL;
	crm_arena_release(&b->mem);
}

int crm_book_folder(struct crm_book *b, const char *rel, int *fd, struct crm_err *e)
{
	char part[CRM_PATH_PART + 1] = ".";
	int at, code, r = 1;

	if (strcmp(rel, ".") != 0)
		r = crm_path_walk(b->dir, rel, &at, part, e);
	else
		at = fcntl(b->dir, F_DUPFD_CLOEXEC, 0);
	if (r != 1)
		return r;
	*fd = openat(at, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	code = errno;
	close(at);
	errno = code;
	if (*fd >= 0)
		return 1;
	return code == ENOENT ? 0 : crm_err_errno(e, rel, _("cannot open the folder"));
}

int crm_book_dir(struct crm_book *b, const char *rel, DIR **dir, struct crm_err *e)
{
	int fd, r = crm_book_folder(b, rel, &fd, e);

	if (r <= 0)
		return r;
	*dir = fdopendir(fd);
	if (*dir)
		return 1;
	crm_err_errno(e, rel, _("cannot be read"));
	close(fd);
	return -1;
}

static int not_regular(const char *rel, struct crm_err *e)
{
	return crm_err_at(e, CRM_USAGE, rel, 0, NULL,
		_("is not a regular file: links, pipes and devices are not read"));
}

static int too_large(const char *rel, size_t max, struct crm_err *e)
{
	return crm_err_at(e, CRM_USAGE, rel, 0, NULL,
		_("is larger than %zu KiB, the most that is read"), max / 1024);
}

/* O_NONBLOCK: a FIFO without a writer must not hold us. */
static int open_regular(
	int dir, const char *part, const char *rel, struct stat *st, struct crm_err *e)
{
	int fd = openat(dir, part, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

	if (fd < 0 && (errno == ELOOP || errno == ENXIO || errno == ENODEV))
		return not_regular(rel, e);
	if (fd < 0) {
		crm_err_errno(e, rel, _("cannot be read"));
		return -1;
	}
	if (fstat(fd, st)) {
		crm_err_errno(e, rel, _("cannot be read"));
		close(fd);
		return -1;
	}
	if (!S_ISREG(st->st_mode)) {
		close(fd);
		return not_regular(rel, e);
	}
	return fd;
}

/* All bytes of a file, at most max: it may have grown since fstat. */
static int read_all(int fd, const char *rel, size_t max, struct crm_buf *out, struct crm_err *e)
{
	enum { CHUNK = 16384 };
	ssize_t n;

	for (;;) {
		n = read(fd, crm_buf_room(out, CHUNK), CHUNK);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return crm_err_errno(e, rel, _("cannot be read"));
		if (n == 0)
			return 0;
		out->n += (size_t)n;
		if (out->n > max)
			return too_large(rel, max, e);
	}
}

int crm_book_read(
	struct crm_book *b, const char *rel, size_t max, struct crm_str *out, struct crm_err *e)
{
	char part[CRM_PATH_PART + 1];
	struct crm_buf text;
	struct stat st;
	int dir, fd, r = crm_path_walk(b->dir, rel, &dir, part, e);

	if (r != 1)
		return r;
	fd = open_regular(dir, part, rel, &st, e);
	close(dir);
	if (fd < 0)
		return e->code == ENOENT ? 0 : -1;
	crm_buf_init(&text);
	if (st.st_size > 0 && (uintmax_t)st.st_size > max)
		r = too_large(rel, max, e);
	else
		r = read_all(fd, rel, max, &text, e);
	close(fd);
	if (r == 0)
		*out = crm_arena_str(&b->mem, crm_buf_view(&text));
	crm_buf_release(&text);
	return r == 0 ? 1 : -1;
}

/* A folder open to all lets anyone put a file where we are about to write. */
static int check_owner(const struct crm_book *b, struct crm_err *e)
{
	struct stat st;

	if (fstat(b->dir, &st))
		return crm_err_errno(e, b->path, _("cannot open the book"));
	if (st.st_mode & S_IWOTH)
		return crm_err_at(e, CRM_USAGE, b->path, 0, NULL,
			_("every user of this machine can write to the book: 'chmod o-w %s' closes "
				"it"),
			b->path);
	return 0;
}

/* Whether the locked file still is the one that others will open (a cleaner may have removed it).
 */
static bool still_named(const struct crm_book *b, int fd)
{
	struct stat here, there;

	return fstat(fd, &here) == 0 &&
	       fstatat(b->dir, ".lock", &there, AT_SYMLINK_NOFOLLOW) == 0 &&
	       here.st_dev == there.st_dev && here.st_ino == there.st_ino;
}

static void say_holder(int fd)
{
	char text[32];
	int n = snprintf(text, sizeof text, "%ld\n", (long)getpid());
	struct stat st;

	/* a second name of another file: nothing of it is ours to write over */
	if (fstat(fd, &st) || !S_ISREG(st.st_mode) || st.st_nlink != 1)
		return;
	/* for the message of others only: on a full disk the lock holds all the same */
	if (ftruncate(fd, 0) == 0 && pwrite(fd, text, (size_t)n, 0) < 0)
		return;
}

static int busy(const struct crm_book *b, int fd, struct crm_err *e)
{
	char text[32];
	ssize_t n = pread(fd, text, sizeof text, 0);
	struct crm_str pid = crm_str_trim((struct crm_str){text, n > 0 ? (size_t)n : 0});
	int64_t v;

	if (crm_num_parse(pid, 1, INT32_MAX, &v))
		return crm_err_at(e, CRM_SYSTEM, b->path, 0, NULL,
			_("another process holds the lock: try again, or wait longer with "
			  "--lock-wait"));
	return crm_err_at(e, CRM_SYSTEM, b->path, 0, NULL,
		_("process %ld holds the lock: try again, or wait longer with --lock-wait"),
		(long)v);
}

static int open_lock(const struct crm_book *b, struct crm_err *e)
{
	int fd = openat(b->dir, ".lock",
		O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0600);

	if (fd < 0)
		crm_err_errno(e, b->path, _("cannot open the file .lock"));
	return fd;
}

/* One try: 1 when held, 0 when busy or the file was replaced meanwhile, -1 on error. */
static int try_lock(struct crm_book *b, int fd, struct crm_err *e)
{
	if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		return still_named(b, fd);
	if (errno == EWOULDBLOCK || errno == EINTR)
		return 0;
	return crm_err_errno(e, b->path, _("cannot lock the book"));
}

int crm_book_lock(struct crm_book *b, int seconds, struct crm_err *e)
{
	const struct timespec pause = {0, 1000000000 / POLLS};
	long left = (long)seconds * POLLS;
	int fd, r;

	if (b->lock >= 0)
		crm_bug("the lock is taken twice");
	if (check_owner(b, e))
		return -1;
	for (;; left--) {
		fd = open_lock(b, e);
		r = fd < 0 ? -1 : try_lock(b, fd, e);
		if (r > 0)
			break;
		if (r == 0 && left <= 0)
			r = busy(b, fd, e);
		if (fd >= 0)
			close(fd);
		if (r < 0)
			return -1;
		nanosleep(&pause, NULL);
	}
	say_holder(fd);
	b->lock = fd;
	return 0;
}

void crm_book_unlock(struct crm_book *b)
{
	/* the file and the pid in it stay: only the kernel's lock counts, and it goes with us */
	if (b->lock >= 0)
		close(b->lock);
	b->lock = -1;
}

void crm_seen_at(const struct crm_book *b, const char *rel, struct crm_seen *out)
{
	struct stat st;

	memset(out, 0, sizeof *out);
	if (fstatat(b->dir, rel, &st, AT_SYMLINK_NOFOLLOW))
		return;
	out->device = (uint64_t)st.st_dev;
	out->inode = (uint64_t)st.st_ino;
	out->size = (int64_t)st.st_size;
	out->changed[0] = (int64_t)st.st_ctim.tv_sec;
	out->changed[1] = (int64_t)st.st_ctim.tv_nsec;
	out->written[0] = (int64_t)st.st_mtim.tv_sec;
	out->written[1] = (int64_t)st.st_mtim.tv_nsec;
}

bool crm_seen_same(const struct crm_seen *a, const struct crm_seen *b)
{
	return a->device == b->device && a->inode == b->inode && a->size == b->size &&
	       a->changed[0] == b->changed[0] && a->changed[1] == b->changed[1] &&
	       a->written[0] == b->written[0] && a->written[1] == b->written[1];
}
