/* send.c - handing one message to a sendmail-like program. */
#include "letter/mail/send.h"
#include "base/err.h"
#include "base/i18n.h"
#include "letter/mail/run.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { REASON = 256 };

enum crm_send_end crm_send_meaning(int code, bool tempfail_unknown)
{
	switch (code) {
	case 0: return CRM_SEND_SENT;
	case 75: return tempfail_unknown ? CRM_SEND_UNKNOWN : CRM_SEND_DEFERRED;
	case 64: /* usage */
	case 65: /* data */
	case 67: /* no such user */
	case 68: /* no such host */
	case 69: /* service unavailable */
	case 76: /* protocol */
	case 77: /* permission */
	case 78: /* configuration */ return CRM_SEND_FAILED;
	default: return CRM_SEND_UNKNOWN;
	}
}

/* The name without its folders: reasons are short and go into the journal. */
static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static enum crm_send_end ended(
	const struct crm_send *s, const struct crm_ran *ran, const char *name, char *reason)
{
	enum crm_send_end end = crm_send_meaning(ran->code, s->tempfail_unknown);

	if (end == CRM_SEND_SENT && ran->unwritten) {
		snprintf(reason, REASON, _("%s exited with status 0 but did not read the whole message"),
			name);
		return CRM_SEND_UNKNOWN;
	}
	if (end != CRM_SEND_SENT)
		snprintf(reason, REASON, _("%s ended with exit code %d"), name, ran->code);
	return end;
}

static int cannot_run(const char *name, int code, char reason[256])
{
	snprintf(reason, REASON, _("%s cannot be run: %s"), name, crm_err_system(code));
	return -1;
}

/* What stands behind `#!`; false when the file is no script, or may not be read. */
static bool interpreter(const char *path, char out[REASON])
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	char head[REASON];
	ssize_t n;
	size_t at;

	if (fd < 0)
		return false;
	n = read(fd, head, sizeof head - 1);
	close(fd);
	if (n < 3 || head[0] != '#' || head[1] != '!')
		return false;
	head[n] = '\0';
	at = 2 + strspn(head + 2, " \t");
	snprintf(out, REASON, "%.*s", (int)strcspn(head + at, " \t\n"), head + at);
	return out[0] == '/';
}

int crm_send_ready(const char *path, char reason[256])
{
	char by[REASON];
	struct stat st;

	if (stat(path, &st))
		return cannot_run(base_name(path), errno, reason);
	if (!S_ISREG(st.st_mode) || faccessat(AT_FDCWD, path, X_OK, AT_EACCESS))
		return cannot_run(base_name(path), S_ISREG(st.st_mode) ? errno : EACCES, reason);
	if (interpreter(path, by) && faccessat(AT_FDCWD, by, X_OK, AT_EACCESS))
		return cannot_run(by, errno, reason);
	return 0;
}

enum crm_send_end crm_send(const struct crm_send *s, struct crm_str message, char reason[256])
{
	struct crm_run run = {.argv = s->argv,
		.input = message,
		.timeout_ms = s->timeout_ms,
		.grace_ms = CRM_SEND_GRACE_MS,
		.out = {.fd = s->err_fd},
		.err = {.fd = s->err_fd}};
	const char *name = base_name(s->argv[0]);
	struct crm_ran ran = crm_run(&run);

	reason[0] = '\0';
	switch (ran.end) {
	case CRM_RUN_NONE:
		cannot_run(name, ran.code, reason);
		return CRM_SEND_NEVER;
	case CRM_RUN_EXIT: return ended(s, &ran, name, reason);
	case CRM_RUN_SIGNAL:
		snprintf(reason, REASON, _("%s was killed by signal %d"), name, ran.code);
		break;
	case CRM_RUN_TIMEOUT:
		snprintf(reason, REASON, _("%s did not end within %d seconds"), name,
			s->timeout_ms / 1000);
		break;
	case CRM_RUN_LOST:
		snprintf(reason, REASON, _("cannot find out how %s ended: %s"), name,
			crm_err_system(ran.code));
		break;
	}
	return CRM_SEND_UNKNOWN;
}
