/* replace.c - files of the book written whole: the old one or the new one, nothing between.
 * A temporary beside the target, fsync, rename, fsync of the folder. */
#include "base/i18n.h"
#include "base/temp.h"
#include "book/book.h"
#include "book/path.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME = 64, TRIES = 100 };

/* A target being written. */
struct target {
	const char *rel; /* for messages */
	int dir;
	char part[CRM_PATH_PART + 1];
	char tmp[NAME];
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

static int fill(const struct target *t, int fd, struct crm_str bytes, struct crm_err *e)
{
	int bad = crm_write_all(fd, bytes) || fsync(fd);

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
			_("is no regular file and is left as it is"));
	return 0;
}

/* Whether a file system has no second names, FAT for one. */
static bool no_links(int code)
{
	return code == EPERM || code == EOPNOTSUPP || code == ENOSYS || code == EMLINK;
}

/* A new file gets its name as a second one, which fails where the name is taken, on any system; without
 * second names the look before must do. */
static int publish(const struct target *t, bool fresh, struct crm_err *e)
{
	int bad = fresh ? linkat(t->dir, t->tmp, t->dir, t->part, 0) : -1;

	if (fresh && bad && errno == EEXIST)
		return check_target(t, fresh, e) ? -1 : failed(t, e);
	if (fresh && !bad)
		bad = unlinkat(t->dir, t->tmp, 0);
	else if (!fresh || no_links(errno))
		bad = renameat(t->dir, t->tmp, t->dir, t->part);
	if (bad)
		return failed(t, e);
	/* the new file has the name: whoever looks finds it */
	if (fsync(t->dir)) {
		crm_err_errno(e, t->rel, _("is written, but may be lost if the machine stops now"));
		return crm_err_maybe(e);
	}
	return 0;
}

static int write_target(struct target *t, struct crm_str bytes, bool fresh, struct crm_err *e)
{
	int fd;

	if (check_target(t, fresh, e))
		return -1;
	fd = open_temporary(t, e);
	if (fd < 0)
		return -1;
	if (fill(t, fd, bytes, e) == 0 && publish(t, fresh, e) == 0) {
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

int crm_book_replace(struct crm_book *b, const char *rel, struct crm_str bytes, struct crm_err *e)
{
	struct target t = {.rel = rel};
	int r = crm_path_make(b->dir, rel, &t.dir, t.part, e);

	if (r != 1)
		return -1;
	r = write_target(&t, bytes, false, e);
	close(t.dir);
	return r;
}

int crm_book_create(struct crm_book *b, const char *rel, struct crm_str bytes, struct crm_err *e)
{
	struct target t = {.rel = rel};
	int r = crm_path_make(b->dir, rel, &t.dir, t.part, e);

	if (r != 1)
		return -1;
	r = write_target(&t, bytes, true, e);
	close(t.dir);
	return r;
}
