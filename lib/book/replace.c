/* replace.c - files of the book written whole: the old one or the new one, nothing between.
 * A temporary beside the target, fsync, rename, fsync of the folder. */
#include "base/i18n.h"
#include "base/temp.h"
#include "book/book.h"
#include "book/path.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME = 64, TRIES = 100, CHUNK = 64 * 1024 };

/* What goes into it: bytes, or a piece of an open file. */
struct source {
	struct crm_str bytes;
	int fd; /* -1: the bytes */
	uint64_t from, to;
};

/* A target being written. */
struct target {
	const char *rel; /* for messages */
	int dir;
	char part[CRM_PATH_PART + 1];
	char tmp[NAME];
	struct stat own; /* of the temporary, once it is filled */
};

static int failed(const struct target *t, struct crm_err *e)
{
	return crm_err_errno(e, t->rel, _("cannot be written"));
}

/* The name says nothing of the content; one left by a crash is in nobody's way. */
static int open_temporary(struct target *t, struct crm_err *e)
{
	int fd, i;

	crm_temp_begin();
	for (i = 0; i < TRIES; i++) {
		snprintf(t->tmp, sizeof t->tmp, ".tmp-%ld-%d", (long)getpid(), i);
		fd = openat(
			t->dir, t->tmp, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (fd >= 0 || errno != EEXIST)
			break;
	}
	crm_temp_end(t->dir, fd >= 0 ? t->tmp : NULL);
	if (fd < 0)
		failed(t, e);
	return fd;
}

int crm_write_all(int fd, struct crm_str s)
{
	ssize_t n;

	while (s.n) {
		n = write(fd, s.p, s.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		s.p += n;
		s.n -= (size_t)n;
	}
	return 0;
}

/* Piece by piece: what a crash leaves behind a journal may be larger than the memory. */
static int copy_all(int fd, const struct source *s)
{
	char buf[CHUNK];
	uint64_t at = s->from;
	ssize_t n;

	while (at < s->to) {
		n = pread(s->fd, buf, s->to - at < CHUNK ? (size_t)(s->to - at) : CHUNK, (off_t)at);
		if (n < 0 && errno == EINTR)
			continue;
		if (n == 0)
			errno = EIO; /* it is shorter than it was a moment ago */
		if (n <= 0 || crm_write_all(fd, (struct crm_str){buf, (size_t)n}))
			return -1;
		at += (uint64_t)n;
	}
	return 0;
}

int crm_sync_parent(const char *path)
{
	size_t n = strlen(path);
	char dir[PATH_MAX];
	int fd, bad;

	while (n > 1 && path[n - 1] == '/') /* those behind a folder's name */
		n--;
	while (n && path[n - 1] != '/')
		n--;
	snprintf(dir, sizeof dir, "%.*s", n ? (int)n : 1, n ? path : ".");
	fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	bad = fsync(fd);
	close(fd);
	return bad;
}

static int fill(struct target *t, int fd, const struct source *s, struct crm_err *e)
{
	int bad = (s->fd < 0 ? crm_write_all(fd, s->bytes) : copy_all(fd, s)) || fsync(fd) ||
		  fstat(fd, &t->own);

	if (bad)
		failed(t, e);
	if (close(fd) && !bad)
		bad = failed(t, e) != 0;
	return bad ? -1 : 0;
}

/* A link in the target's place would be replaced by a file, and its owner would wonder. */
static int check_target(const struct target *t, bool fresh, struct crm_err *e)
{
	struct stat st;

	if (fstatat(t->dir, t->part, &st, AT_SYMLINK_NOFOLLOW))
		return errno == ENOENT ? 0 : failed(t, e);
	if (fresh)
		return crm_err_at(
			e, CRM_USAGE, t->rel, 0, NULL, _("exists already and is left as it is"));
	if (!S_ISREG(st.st_mode))
		return crm_err_at(e, CRM_USAGE, t->rel, 0, NULL,
			_("is not a regular file and is left as it is"));
	return 0;
}

/* Whether a file system has no second names, FAT for one. */
static bool no_links(int code)
{
	return code == EPERM || code == EOPNOTSUPP || code == ENOSYS || code == EMLINK;
}

/* Whether the target is what we wrote, asked of the folder itself: over a network the answer to a call
 * that was done may be lost. */
static bool is_there(const struct target *t)
{
	struct stat st;

	return fstatat(t->dir, t->part, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	       st.st_dev == t->own.st_dev && st.st_ino == t->own.st_ino;
}

/* A new file gets its name as a second one, which fails where the name is taken, on any system; without
 * second names the look before must do. */
static int name_it(const struct target *t, bool fresh, struct crm_err *e)
{
	int bad = fresh ? linkat(t->dir, t->tmp, t->dir, t->part, 0) : -1;

	if (fresh && !bad)
		return unlinkat(t->dir, t->tmp, 0) ? failed(t, e) : 0;
	if (fresh && errno == EEXIST && !is_there(t))
		return check_target(t, fresh, e) ? -1 : failed(t, e);
	if (!fresh || no_links(errno))
		bad = renameat(t->dir, t->tmp, t->dir, t->part);
	return bad ? failed(t, e) : 0;
}

/* Where the new file has the name, whoever looks finds it: what fails behind that is no failed
 * writing. */
static int publish(const struct target *t, bool fresh, struct crm_err *e)
{
	if (name_it(t, fresh, e)) {
		if (!is_there(t))
			return -1;
		errno = e->code;
	} else if (fsync(t->dir) == 0) {
		return 0;
	}
	crm_err_errno(e, t->rel, _("is written, but may be lost if the machine stops now"));
	return crm_err_maybe(e);
}

static int write_target(struct target *t, const struct source *s, bool fresh, struct crm_err *e)
{
	int fd;

	if (check_target(t, fresh, e))
		return -1;
	fd = open_temporary(t, e);
	if (fd < 0)
		return -1;
	if (fill(t, fd, s, e) == 0 && publish(t, fresh, e) == 0) {
		crm_temp_gone(t->tmp);
		return 0;
	}
	unlinkat(t->dir, t->tmp, 0);
	crm_temp_gone(t->tmp);
	return -1;
}

/* A name of ours whose process is no more.  Its copy may be of anything in the book. */
static bool is_stale(const char *name)
{
	char *end;
	long pid;

	if (strncmp(name, ".tmp-", 5) != 0)
		return false;
	pid = strtol(name + 5, &end, 10);
	return pid > 0 && *end == '-' && kill((pid_t)pid, 0) && errno == ESRCH;
}

static int sweep_folder(struct crm_book *b, const char *rel, size_t *n, struct crm_err *e)
{
	struct dirent *d;
	DIR *dir;
	int r = crm_book_dir(b, rel, &dir, e);

	if (r <= 0)
		return r;
	r = 0;
	while (!r && (errno = 0, (d = readdir(dir)))) {
		if (!is_stale(d->d_name))
			continue;
		if (unlinkat(dirfd(dir), d->d_name, 0))
			r = crm_err_errno(e, d->d_name, _("cannot be removed"));
		++*n;
	}
	if (!r && (errno || (*n && fsync(dirfd(dir)))))
		r = crm_err_errno(e, rel, _("cannot be read"));
	closedir(dir);
	return r;
}

int crm_book_sweep(struct crm_book *b, size_t *n, struct crm_err *e)
{
	*n = 0;
	return sweep_folder(b, ".", n, e) || sweep_folder(b, "clients", n, e) ||
			       sweep_folder(b, "outbox", n, e)
		       ? -1
		       : 0;
}

static int write_file(struct crm_book *b, const char *rel, const struct source *s, bool fresh,
	struct crm_err *e)
{
	struct target t = {.rel = rel};
	int r = crm_path_make(b->dir, rel, &t.dir, t.part, e);

	if (r != 1)
		return -1;
	r = write_target(&t, s, fresh, e);
	close(t.dir);
	return r;
}

int crm_book_replace(struct crm_book *b, const char *rel, struct crm_str bytes, struct crm_err *e)
{
	struct source s = {.bytes = bytes, .fd = -1};

	return write_file(b, rel, &s, false, e);
}

int crm_book_copy(struct crm_book *b, const char *rel, int fd, uint64_t from, uint64_t to,
	struct crm_err *e)
{
	struct source s = {.fd = fd, .from = from, .to = to};

	return write_file(b, rel, &s, false, e);
}

int crm_book_create(struct crm_book *b, const char *rel, struct crm_str bytes, struct crm_err *e)
{
	struct source s = {.bytes = bytes, .fd = -1};

	return write_file(b, rel, &s, true, e);
}
