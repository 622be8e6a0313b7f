/* sandbox.c - Landlock by its three system calls. */
#include "tool/sandbox.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* What stays allowed; nothing that is already open is lost. */
enum right {
	READ,	/* a file, or all below a folder: read */
	RENAME, /* in a folder: put a file that is open in place, or take it away */
	WRITE,	/* below a folder: read and write files, make and remove them */
};

struct sandbox {
	int fd;	    /* -1: there is none */
	bool whole; /* nothing was refused so far */
};

/* A header of Landlock may be missing or older than the kernel: the numbers are those of landlock(7)
 * and never change. */
enum { EXECUTE = 1 << 0, WRITE_FILE = 1 << 1, READ_FILE = 1 << 2, READ_DIR = 1 << 3,
	REMOVE_FILE = 1 << 5, MAKE_DIR = 1 << 7, MAKE_REG = 1 << 8 };
enum { OF_A_FILE = EXECUTE | WRITE_FILE | READ_FILE };
enum { ASK_VERSION = 1, BENEATH = 1, TCP_BOTH = 3 };

struct ruleset {
	uint64_t files, tcp;
};

struct beneath {
	uint64_t allowed;
	int32_t parent;
} __attribute__((packed));

/* Coverage and the sanitizers write and read files of their own at the end of the process. */
#if defined(SYS_landlock_create_ruleset) && !defined(CRM_NO_SANDBOX)
static long create_ruleset(const struct ruleset *r, size_t n, unsigned flags)
{
	return syscall(SYS_landlock_create_ruleset, r, n, flags);
}

static long add_rule(int ruleset, const struct beneath *b)
{
	return syscall(SYS_landlock_add_rule, ruleset, BENEATH, b, 0);
}

static long restrict_self(int ruleset)
{
	return syscall(SYS_landlock_restrict_self, ruleset, 0);
}
#else
static long create_ruleset(const struct ruleset *r, size_t n, unsigned flags)
{
	(void)r, (void)n, (void)flags;
	errno = ENOSYS;
	return -1;
}

static long add_rule(int ruleset, const struct beneath *b)
{
	(void)ruleset, (void)b;
	errno = ENOSYS;
	return -1;
}

static long restrict_self(int ruleset)
{
	(void)ruleset;
	errno = ENOSYS;
	return -1;
}
#endif

/* What a version of Landlock can forbid: each adds a right, and refuses those it does not know. */
static uint64_t known(long version)
{
	uint64_t all = (1u << 13) - 1;

	all |= version >= 2 ? 1u << 13 : 0; /* to move a file to another folder */
	all |= version >= 3 ? 1u << 14 : 0; /* to cut a file */
	all |= version >= 5 ? 1u << 15 : 0; /* ioctl of a device */
	return all;
}

static void begin(struct sandbox *s)
{
	long version = create_ruleset(NULL, 0, ASK_VERSION);
	struct ruleset r = {known(version), version >= 4 ? TCP_BOTH : 0};

	s->whole = version >= 1;
	s->fd = version < 1 ? -1
			    : (int)create_ruleset(&r, version >= 4 ? sizeof r : sizeof r.files, 0);
}

static uint64_t rights(enum right right)
{
	switch (right) {
	case READ: return READ_FILE | READ_DIR;
	/* the folder is read to make the new name durable */
	case RENAME: return READ_DIR | MAKE_REG | REMOVE_FILE;
	default: return READ_FILE | READ_DIR | WRITE_FILE | MAKE_REG | MAKE_DIR | REMOVE_FILE;
	}
}

static void allow_fd(struct sandbox *s, int fd, enum right right)
{
	struct beneath b = {rights(right), fd};
	struct stat st;

	if (s->fd < 0 || fd < 0)
		return;
	if (fstat(fd, &st) == 0 && !S_ISDIR(st.st_mode))
		b.allowed &= OF_A_FILE;
	/* EBADFD: a pipe or the like, which is never forbidden */
	if (add_rule(s->fd, &b) && errno != EBADFD)
		s->whole = false;
}

static void allow(struct sandbox *s, const char *path, enum right right)
{
	int fd = s->fd < 0 ? -1 : open(path, O_PATH | O_CLOEXEC);

	if (fd < 0) {
		/* what is not there cannot be opened; but for want of descriptors nothing is forbidden */
		if (s->fd >= 0 && errno != ENOENT && errno != ENOTDIR && errno != EACCES)
			s->whole = false;
		return;
	}
	allow_fd(s, fd, right);
	close(fd);
}

/* From here on, for the rest of the process, nothing else. */
static void enforce(struct sandbox *s)
{
	if (s->whole && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
		(void)restrict_self(s->fd);
	close(s->fd);
}

/* The folder that a path stands in, whatever slashes it ends with. */
static void parent_of(const char *path, char out[PATH_MAX])
{
	size_t n = strlen(path);

	while (n && path[n - 1] == '/')
		n--;
	while (n && path[n - 1] != '/')
		n--;
	snprintf(out, PATH_MAX, "%.*s", n ? (int)n : 1, n ? path : path[0] == '/' ? "/" : ".");
}

/* The file of -o is open under another name; a folder of -o is made by the run itself. */
static void output(struct sandbox *s, const struct crm_tool *t)
{
	char parent[PATH_MAX];

	if (t->output.target) {
		parent_of(t->output.target, parent);
		allow(s, parent, RENAME);
	}
	if (!t->folder)
		return;
	parent_of(t->folder, parent);
	allow(s, access(t->folder, F_OK) == 0 ? t->folder : parent, WRITE);
}

/* The journal alone may be a link out of the book. */
static void book(struct sandbox *s, const struct crm_tool *t)
{
	int fd;

	if (s->fd < 0 || !t->book_open)
		return;
	allow_fd(s, t->book.dir, READ);
	fd = openat(t->book.dir, "journal.csv", O_PATH | O_CLOEXEC);
	allow_fd(s, fd, READ);
	if (fd >= 0)
		close(fd);
}

/* Where the C library finds the time zone: it looks again when the policy names another one. */
static void zones(struct sandbox *s)
{
	const char *own = getenv("TZDIR"), *zone = getenv("TZ");

	tzset();
	allow(s, "/etc/localtime", READ);
	allow(s, own && *own ? own : "/usr/share/zoneinfo", READ);
	zone += zone && *zone == ':';
	if (zone && *zone == '/')
		allow(s, zone, READ);
}

void crm_sandbox_book(struct crm_tool *t, const char *more)
{
	struct sandbox s;

	begin(&s);
	if (s.fd < 0)
		return;
	book(&s, t);
	zones(&s);
	output(&s, t);
	if (more && strcmp(more, "-") != 0)
		allow(&s, more, READ);
	enforce(&s);
}
