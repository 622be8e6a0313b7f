/* sink.c - standard output, or a file that appears when it is whole. */
#include "tool/sink.h"
#include "base/i18n.h"
#include "base/temp.h"
#include "book/book.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

void crm_sink_guard(void)
{
	static const char text[] = "crm: cannot open /dev/null\n";
	int fd, flags;

	for (fd = 0; fd <= 2; fd++) {
		if (fcntl(fd, F_GETFD) >= 0 || errno != EBADF)
			continue;
		/* the wrong way round: a read from 0 and a write to 1 or 2 fail, as before */
		flags = fd == 0 ? O_WRONLY : O_RDONLY;
		if (open("/dev/null", flags) != fd) {
			if (fd < 2 && write(STDERR_FILENO, text, sizeof text - 1) < 0)
				_exit(CRM_SYSTEM);
			_exit(CRM_SYSTEM);
		}
	}
}

static char *copy(const char *s)
{
	size_t n = strlen(s) + 1;

	return memcpy(crm_calloc(n, 1), s, n);
}

static void forget(struct crm_sink *s)
{
	if (s->temp)
		crm_temp_gone(s->temp);
	crm_release(&s->temp);
	crm_release(&s->target);
	s->stream = NULL;
}

/* The temporary: in the folder of the target, so that rename stays within one file system. */
static int temp_open(struct crm_sink *s, const char *file, struct crm_err *e)
{
	char real[PATH_MAX];
	const char *slash;
	size_t n;
	int fd;

	s->target = copy(s->exists && realpath(file, real) ? real : file);
	slash = strrchr(s->target, '/');
	n = strlen(s->target);
	s->temp = crm_calloc(n + 16, 1);
	snprintf(s->temp, n + 16, "%.*s.%s.XXXXXX", slash ? (int)(slash + 1 - s->target) : 0,
		s->target, slash ? slash + 1 : s->target);
	crm_temp_begin();
	fd = mkostemp(s->temp, O_CLOEXEC); /* O_EXCL, 0600 */
	crm_temp_end(AT_FDCWD, fd >= 0 ? s->temp : NULL);
	if (fd >= 0)
		s->stream = fdopen(fd, "w");
	if (!s->stream) {
		crm_err_errno(e, file, _("cannot make the file"));
		if (fd >= 0) {
			unlink(s->temp);
			close(fd);
		}
		e->status = e->code == ENOENT || e->code == EACCES || e->code == ENOTDIR
				    ? CRM_USAGE
				    : CRM_SYSTEM;
		forget(s);
		return -1;
	}
	return 0;
}

int crm_sink_open(struct crm_sink *s, const char *file, struct crm_err *e)
{
	memset(s, 0, sizeof *s);
	if (!file || strcmp(file, "-") == 0) {
		s->stream = stdout;
		return 0;
	}
	s->exists = stat(file, &s->old) == 0;
	if (s->exists && S_ISDIR(s->old.st_mode))
		return crm_err_at(e, CRM_USAGE, file, 0, NULL,
			_("is a folder; name the file to write"));
	if (!s->exists || S_ISREG(s->old.st_mode))
		return temp_open(s, file, e);
	s->stream = fopen(file, "we");
	return s->stream ? 0 : crm_err_errno(e, file, _("cannot open the file"));
}

bool crm_sink_is(const struct crm_sink *s, const struct stat *st)
{
	return s->target && s->exists && s->old.st_dev == st->st_dev && s->old.st_ino == st->st_ino;
}

/* The folder of a file, for open and stat. */
static void folder_of(const char *path, char out[PATH_MAX])
{
	const char *slash = strrchr(path, '/');

	snprintf(out, PATH_MAX, "%.*s", slash ? (int)(slash - path) + 1 : 1, slash ? path : ".");
}

bool crm_sink_in(const struct crm_sink *s, const struct stat *folder)
{
	char dir[PATH_MAX];
	struct stat st;

	if (!s->target)
		return false;
	folder_of(s->target, dir);
	return stat(dir, &st) == 0 && st.st_dev == folder->st_dev && st.st_ino == folder->st_ino;
}

/* Flush, check, sync; errno says why not. */
static int stream_end(struct crm_sink *s)
{
	int st = 0, code = 0;

	errno = 0;
	if (fflush(s->stream) == EOF || ferror(s->stream))
		st = -1;
	else if (s->target && s->exists && fchmod(fileno(s->stream), s->old.st_mode & 07777))
		st = -1;
	else if (s->target && fsync(fileno(s->stream)))
		st = -1;
	code = errno;
	if (fclose(s->stream) == EOF && st == 0) {
		st = -1;
		code = errno;
	}
	errno = code ? code : EIO;
	return st;
}

int crm_sink_close(struct crm_sink *s, bool keep, struct crm_err *e)
{
	int st = 0;

	if (!s->stream || s->stream == stdout)
		return 0;
	if (stream_end(s) && keep)
		st = crm_err_errno(e, NULL, _("cannot write"));
	if (s->temp && (st || !keep))
		unlink(s->temp);
	else if (s->temp && rename(s->temp, s->target)) {
		st = crm_err_errno(e, NULL, _("cannot put the new file in place"));
		unlink(s->temp);
	} else if (s->temp && crm_sync_parent(s->target))
		st = crm_err_errno(e, NULL, _("cannot make the new file durable"));
	forget(s);
	return st;
}

int crm_stdout_close(void)
{
	int failed, why;

	errno = 0;
	failed = fflush(stdout) == EOF;
	why = errno; /* 0 when an earlier write failed: only the text suffers */
	failed |= ferror(stdout) != 0;
	if (fclose(stdout) == EOF && !failed) {
		failed = 1;
		why = errno;
	}
	if (!failed)
		return 0;
	if (why == EPIPE) { /* the reader left: end as the signal would */
		signal(SIGPIPE, SIG_DFL);
		raise(SIGPIPE);
	}
	return why ? why : EIO;
}
