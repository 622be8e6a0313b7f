/* maildir.c - delivering into a Maildir or an mboxrd file. */
#include "letter/mail/maildir.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "book/book.h"
#include "format/date.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* ---- Maildir ---- */

static const char *const part[] = {"tmp", "new", "cur"};

/* Whether nothing but parts of a Maildir is in the folder: new, or left half made by a crash. */
static bool is_bare(int fd)
{
	int copy = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = copy >= 0 ? fdopendir(copy) : NULL;
	const struct dirent *entry;
	bool bare = d != NULL;

	if (!d && copy >= 0)
		close(copy);
	while (bare && (entry = readdir(d))) {
		const char *name = entry->d_name;

		bare = strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
		       strcmp(name, part[0]) == 0 || strcmp(name, part[1]) == 0 ||
		       strcmp(name, part[2]) == 0;
	}
	if (d)
		closedir(d);
	return bare;
}

/* tmp, new and cur, durable together with the folder that they are in. */
static int subs_make(int fd)
{
	int up, bad = 0;
	size_t i;

	for (i = 0; i < 3; i++)
		if (mkdirat(fd, part[i], 0700) && errno != EEXIST)
			return -1;
	up = openat(fd, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bad = fsync(fd) || up < 0 || fsync(up);
	if (up >= 0)
		close(up);
	return bad ? -1 : 0;
}

/* Open the Maildir; when DIR is not there, or was left half made, it is made. */
static int folder_open(const char *dir, struct crm_err *e)
{
	int fd;

	if (mkdir(dir, 0700) && errno != EEXIST)
		return crm_err_errno(e, dir, _("cannot make the folder"));
	fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return crm_err_errno(e, dir, _("cannot open the folder"));
	if (faccessat(fd, "cur", F_OK, 0) && is_bare(fd) && subs_make(fd)) {
		crm_err_errno(e, dir, _("cannot make the folder"));
		close(fd);
		return -1;
	}
	return fd;
}

static int sub_open(int dirfd, const char *dir, const char *sub, struct crm_err *e)
{
	int fd = openat(dirfd, sub, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0)
		return fd;
	if (errno == ENOENT || errno == ENOTDIR)
		return crm_err_at(e, CRM_USAGE, dir, 0, NULL,
			_("is not a Maildir, it has no folder '%s'; a folder that does not exist "
				"is created"),
			sub);
	return crm_err_errno(e, dir, _("cannot open the folder"));
}

static void file_name(struct crm_buf *b, const struct crm_maildir_name *name)
{
	struct crm_str piece[] = {name->unique, name->host.n ? name->host : crm_str("localhost")};
	size_t i, k;

	crm_buf_printf(b, "%" PRId64, name->seconds);
	for (k = 0; k < 2; k++) {
		crm_buf_char(b, '.');
		for (i = 0; i < piece[k].n && i < 100; i++) {
			char c = piece[k].p[i];

			if (c == '/' || c == ':' || c <= ' ' || c == 0x7f)
				crm_buf_printf(b, "\\%03o", (unsigned char)c);
			else
				crm_buf_char(b, c);
		}
	}
}

/* The message in tmp/, written and on disk. */
static int store(int tmp, const char *name, struct crm_str message)
{
	int fd = openat(tmp, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600), bad;

	if (fd < 0)
		return -1;
	bad = crm_write_all(fd, message) || fsync(fd);
	if (close(fd))
		bad = -1;
	return bad;
}

/* What became of a message on its way to new/. */
enum place { AWAY, THERE, MAYBE };

/* Whether new/ has it, asked of the folder itself: over a network the answer to a call that was
 * done may be lost. */
static bool is_there(int tmp, int new, const char *name, const struct stat *ours)
{
	struct stat there, left;

	if (fstatat(new, name, &there, AT_SYMLINK_NOFOLLOW))
		return errno != ENOENT || fstatat(tmp, name, &left, AT_SYMLINK_NOFOLLOW) != 0;
	return there.st_dev == ours->st_dev && there.st_ino == ours->st_ino;
}

/* From tmp/ to new/, never over a message that is there.  Where new/ has the message a mail reader
 * may have it too: what fails behind that is no failed delivery. */
static enum place publish(int tmp, int new, const char *name)
{
	struct stat ours, st;
	enum place place;
	int code;

	if (fstatat(tmp, name, &ours, AT_SYMLINK_NOFOLLOW))
		return AWAY;
	if (linkat(tmp, name, new, name, 0) == 0) {
		unlinkat(tmp, name, 0);
		return fsync(new) ? MAYBE : THERE;
	}
	code = errno;
	if (is_there(tmp, new, name, &ours)) {
		errno = code;
		return MAYBE;
	}
	/* a file system without hard links */
	if (code == EEXIST || fstatat(new, name, &st, AT_SYMLINK_NOFOLLOW) == 0) {
		errno = EEXIST;
		return AWAY;
	}
	if (renameat(tmp, name, new, name) == 0)
		return fsync(new) ? MAYBE : THERE;
	code = errno;
	place = is_there(tmp, new, name, &ours) ? MAYBE : AWAY;
	errno = code;
	return place;
}

static int deliver(int tmp, int new, const char *dir, const char *name, struct crm_str message,
	struct crm_err *e)
{
	enum place place = AWAY;
	bool ours = true;

	if (store(tmp, name, message) == 0)
		place = publish(tmp, new, name);
	else
		ours = errno != EEXIST;
	if (place == THERE)
		return 0;
	crm_err_errno(e, dir,
		place == MAYBE ? _("the message may be in new/ all the same")
			       : _("cannot deliver the message"));
	if (ours)
		unlinkat(tmp, name, 0);
	return place == MAYBE ? crm_err_maybe(e) : -1;
}

int crm_maildir_deliver(const char *dir, struct crm_str message,
	const struct crm_maildir_name *name, struct crm_err *e)
{
	int fd = folder_open(dir, e), tmp = -1, new = -1, bad = -1;
	struct crm_buf file;

	if (fd < 0)
		return -1;
	crm_buf_init(&file);
	file_name(&file, name);
	tmp = sub_open(fd, dir, "tmp", e);
	if (tmp >= 0)
		new = sub_open(fd, dir, "new", e);
	if (new >= 0)
		bad = deliver(tmp, new, dir, file.p, message, e);
	crm_buf_release(&file);
	if (new >= 0)
		close(new);
	if (tmp >= 0)
		close(tmp);
	close(fd);
	return bad;
}

/* ---- mbox ---- */

static void from_line(struct crm_buf *b, struct crm_str sender, int64_t seconds)
{
	static const char weekday[][4] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
	static const char month[][4] = {
		"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	int32_t day = (int32_t)(seconds / 86400);
	int rest = (int)(seconds % 86400);
	struct crm_ymd y;
	size_t i;

	if (rest < 0) {
		rest += 86400;
		day--;
	}
	y = crm_date_ymd(day);
	crm_buf_cstr(b, "From ");
	for (i = 0; i < sender.n; i++)
		crm_buf_char(b, sender.p[i] > ' ' && sender.p[i] < 0x7f ? sender.p[i] : '-');
	crm_buf_printf(b, "%s %s %s %2d %02d:%02d:%02d %04d\n", sender.n ? "" : "-",
		weekday[crm_date_weekday(day)], month[y.month - 1], y.day, rest / 3600,
		rest / 60 % 60, rest % 60, y.year);
}

static void quoted(struct crm_buf *b, struct crm_str s)
{
	while (s.n) {
		const char *end = memchr(s.p, '\n', s.n);
		size_t n = end ? (size_t)(end - s.p) + 1 : s.n, k = 0;

		while (k < n && s.p[k] == '>')
			k++;
		if (n - k >= 5 && memcmp(s.p + k, "From ", 5) == 0)
			crm_buf_char(b, '>');
		crm_buf_add(b, s.p, n);
		if (!end)
			crm_buf_char(b, '\n');
		s.p += n;
		s.n -= n;
	}
	crm_buf_char(b, '\n');
}

/* Both kinds of lock, as mail programs use one or the other; tried again until the time is over. */
static int lock(int fd, int wait)
{
	struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	const struct timespec nap = {.tv_nsec = 50 * 1000 * 1000};
	int tries = wait * 20;

	for (;;) {
		if (flock(fd, LOCK_EX | LOCK_NB) == 0) {
			if (fcntl(fd, F_SETLK, &whole) == 0)
				return 0;
			flock(fd, LOCK_UN);
		}
		if (errno != EWOULDBLOCK && errno != EACCES && errno != EAGAIN && errno != EINTR)
			return -1;
		if (tries-- <= 0) {
			errno = EWOULDBLOCK;
			return -1;
		}
		nanosleep(&nap, NULL);
	}
}

/* What must stand between the end of the file and the next `From `: a blank line. */
static const char *gap(int fd, off_t size)
{
	char end[2] = "\n\n";

	if (size == 0)
		return "";
	if (pread(fd, size == 1 ? end + 1 : end, size == 1 ? 1 : 2, size == 1 ? 0 : size - 2) < 1)
		return "\n\n";
	if (end[1] != '\n')
		return "\n\n";
	return end[0] == '\n' ? "" : "\n";
}

/* A file of another kind, named by mistake, must not get a message into it. */
static int check_mbox(int fd, const char *path, off_t size, struct crm_err *e)
{
	char head[5];

	if (size == 0 || (pread(fd, head, 5, 0) == 5 && memcmp(head, "From ", 5) == 0))
		return 0;
	return crm_err_at(e, CRM_USAGE, path, 0, NULL,
		_("begins with no 'From ' line, so it is not an mbox; name another file"));
}

int crm_mbox_look(const char *path, struct crm_err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY), bad;
	struct stat st;

	if (fd < 0)
		return errno == ENOENT ? 0 : crm_err_errno(e, path, _("cannot be opened"));
	if (fstat(fd, &st))
		bad = crm_err_errno(e, path, _("cannot be read"));
	else if (!S_ISREG(st.st_mode))
		bad = crm_err_at(e, CRM_USAGE, path, 0, NULL, _("is not a regular file"));
	else
		bad = check_mbox(fd, path, st.st_size, e);
	close(fd);
	return bad;
}

/* A file that was empty may have been made a moment ago. */
static int mbox_sync(int fd, const char *path, bool fresh)
{
	char real[PATH_MAX];

	if (fsync(fd))
		return -1;
	return fresh ? crm_sync_parent(realpath(path, real) ? real : path) : 0;
}

static int append(int fd, const char *path, struct crm_str block, int wait, struct crm_err *e)
{
	struct crm_buf all;
	struct stat st;
	int bad;

	if (fstat(fd, &st))
		return crm_err_errno(e, path, _("cannot be read"));
	if (!S_ISREG(st.st_mode))
		return crm_err_at(e, CRM_USAGE, path, 0, NULL, _("is not a regular file"));
	if (lock(fd, wait))
		return crm_err_errno(e, path, _("cannot be locked"));
	if (fstat(fd, &st))
		return crm_err_errno(e, path, _("cannot be read"));
	if (check_mbox(fd, path, st.st_size, e))
		return -1;
	crm_buf_init(&all);
	crm_buf_cstr(&all, gap(fd, st.st_size));
	crm_buf_str(&all, block);
	bad = crm_write_all(fd, crm_buf_view(&all)) || mbox_sync(fd, path, !st.st_size);
	crm_buf_release(&all);
	if (!bad)
		return 0;
	crm_err_errno(e, path, _("cannot be written"));
	/* the text may stand there, for a reader or after a crash */
	if (ftruncate(fd, st.st_size) || fsync(fd))
		return crm_err_maybe(e);
	return -1;
}

int crm_mbox_append(const char *path, struct crm_str message, struct crm_str sender,
	int64_t seconds, int wait, struct crm_err *e)
{
	/* O_NONBLOCK: a FIFO must not hang us before fstat can refuse it */
	int fd = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0600);
	struct crm_buf block;
	int bad;

	if (fd < 0)
		return crm_err_errno(e, path, _("cannot be opened"));
	crm_buf_init(&block);
	from_line(&block, sender, seconds);
	quoted(&block, message);
	bad = append(fd, path, crm_buf_view(&block), wait, e);
	crm_buf_release(&block);
	close(fd); /* and with it both locks */
	return bad;
}
