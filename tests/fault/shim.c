/* shim.c - for LD_PRELOAD: the N-th allocation fails, the N-th write takes only a part, or the N-th
 * close is done and says that it failed, as Linux does it (strace would leave the file open).
 *
 * FAULT_KIND is alloc, alloc+ (this one and all behind it), short or close; or renamed: a renaming is
 * done and says that it failed, as over a network, or linked: so is a new name; or adddup2: a program that is run gets one
 * descriptor less.  FAULT_AT is N, from 1 on; FAULT_LOG
 * is a file that gets one line when the fault was injected, and at the end, when there was none, how
 * many there were to count. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { LOG = 700 }; /* behind the descriptors of the program */

static const char *kind;
static long at, count, log_fd = -1;
static int injected, within;

__attribute__((constructor)) static void begin(void)
{
	const char *path;
	long fd;

	kind = getenv("FAULT_KIND");
	/* now: a program may give up opening files (landlock(7)) */
	path = getenv("FAULT_LOG");
	fd = path ? syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
	log_fd = fd < 0 ? -1 : syscall(SYS_fcntl, fd, F_DUPFD_CLOEXEC, LOG);
	if (fd >= 0)
		syscall(SYS_close, fd);
	at = getenv("FAULT_AT") ? atol(getenv("FAULT_AT")) : 0;
	unsetenv("LD_PRELOAD"); /* not in the programs that this one runs */
	count = 0;
}

static void tell(const char *text, long n)
{
	char line[64];
	int k = snprintf(line, sizeof line, "%s %ld\n", text, n);

	if (log_fd >= 0)
		syscall(SYS_write, log_fd, line, (long)k);
}

__attribute__((destructor)) static void end(void)
{
	if (kind && !injected)
		tell("counted", count);
}

/* Whether this call of a kind is the one. */
static int hit(const char *of)
{
	int more = kind && strcmp(kind, "alloc+") == 0 && strcmp(of, "alloc") == 0;

	if (!kind || (strcmp(kind, of) != 0 && !more) || within)
		return 0;
	count++;
	if (at <= 0 || (more ? count < at : count != at))
		return 0;
	if (!injected) {
		within = 1;
		tell("injected", count);
		within = 0;
	}
	injected = 1;
	return 1;
}

extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t), *__libc_realloc(void *, size_t);

static void *none(void)
{
	errno = ENOMEM;
	return NULL;
}

void *malloc(size_t n)
{
	return hit("alloc") ? none() : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
	return hit("alloc") ? none() : __libc_calloc(n, size);
}

void *realloc(void *p, size_t n)
{
	return hit("alloc") ? none() : __libc_realloc(p, n);
}

ssize_t write(int fd, const void *p, size_t n)
{
	if (n > 1 && hit("short"))
		n /= 2;
	return syscall(SYS_write, fd, p, n);
}

int close(int fd)
{
	if (hit("close")) {
		syscall(SYS_close, fd);
		errno = EIO;
		return -1;
	}
	return (int)syscall(SYS_close, fd);
}

int fclose(FILE *f)
{
	int (*real)(FILE *) = (int (*)(FILE *))dlsym(RTLD_NEXT, "fclose");
	int failed = hit("close");

	if (real(f))
		return EOF;
	if (!failed)
		return 0;
	errno = EIO;
	return EOF;
}

int renameat(int a, const char *from, int b, const char *to)
{
	long st = syscall(SYS_renameat2, a, from, b, to, 0);

	if (st || !hit("renamed"))
		return (int)st;
	errno = EIO;
	return -1;
}

int linkat(int a, const char *from, int b, const char *to, int flags)
{
	long st = syscall(SYS_linkat, a, from, b, to, flags);

	if (st || !hit("linked"))
		return (int)st;
	errno = EIO;
	return -1;
}

int posix_spawn_file_actions_adddup2(posix_spawn_file_actions_t *actions, int from, int to)
{
	int (*real)(posix_spawn_file_actions_t *, int, int) = (int (*)(posix_spawn_file_actions_t *,
		int, int))dlsym(RTLD_NEXT, "posix_spawn_file_actions_adddup2");

	return hit("adddup2") ? ENOMEM : real(actions, from, to);
}
