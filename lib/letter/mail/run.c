/* run.c - running another program under a time limit. */
#include "letter/mail/run.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { IN, OUT, ERR, PIPES, STEP_MS = 20 };

struct work {
	const struct crm_run *run;
	int pipe[PIPES][2]; /* [0] is read, [1] is written; -1 when closed */
	pid_t pid;
	size_t written;
	bool gone; /* reaped, or lost */
	struct crm_ran ran;
};

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t); /* a length of time, no date: reports never see it */
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void shut(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void shut_all(struct work *w)
{
	int i;

	for (i = 0; i < PIPES; i++) {
		shut(&w->pipe[i][0]);
		shut(&w->pipe[i][1]);
	}
}

static int pipes_open(struct work *w)
{
	int i;

	for (i = 0; i < PIPES; i++)
		w->pipe[i][0] = w->pipe[i][1] = -1;
	for (i = 0; i < PIPES; i++)
		if (pipe2(w->pipe[i], O_CLOEXEC))
			return errno;
	/* only our ends: the child's must block as any pipe does */
	if (fcntl(w->pipe[IN][1], F_SETFL, O_NONBLOCK) ||
		fcntl(w->pipe[OUT][0], F_SETFL, O_NONBLOCK) ||
		fcntl(w->pipe[ERR][0], F_SETFL, O_NONBLOCK))
		return errno;
	return 0;
}

/* What the program begins with: our ends of the pipes, no signal blocked, those that we handle or
 * ignore as usual, a group of its own. */
static int prepare(const struct work *w, posix_spawn_file_actions_t *files, posix_spawnattr_t *attr)
{
	static const int usual[] = {SIGPIPE, SIGXFSZ, SIGINT, SIGTERM, SIGHUP, SIGCHLD};
	static const int end[PIPES] = {0, 1, 1}; /* of which pipe the program has which */
	sigset_t none, set;
	int bad = 0, i;
	size_t k;

	/* without one of these it would run with our own standard input, and take nothing for a message */
	for (i = 0; i < PIPES && !bad; i++)
		bad = posix_spawn_file_actions_adddup2(files, w->pipe[i][end[i]], i);
	sigemptyset(&none);
	sigemptyset(&set);
	for (k = 0; k < sizeof usual / sizeof *usual; k++)
		sigaddset(&set, usual[k]);
	bad = bad ? bad : posix_spawnattr_setsigmask(attr, &none);
	bad = bad ? bad : posix_spawnattr_setsigdefault(attr, &set);
	bad = bad ? bad : posix_spawnattr_setpgroup(attr, 0);
	return bad ? bad
		   : posix_spawnattr_setflags(attr, POSIX_SPAWN_SETSIGMASK |
							    POSIX_SPAWN_SETSIGDEF |
							    POSIX_SPAWN_SETPGROUP);
}

static int spawn(struct work *w)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	int bad = posix_spawn_file_actions_init(&files);

	if (bad)
		return bad;
	bad = posix_spawnattr_init(&attr);
	if (!bad) {
		bad = prepare(w, &files, &attr);
		if (!bad)
			bad = posix_spawnp(
				&w->pid, w->run->argv[0], &files, &attr, w->run->argv, environ);
		posix_spawnattr_destroy(&attr);
	}
	posix_spawn_file_actions_destroy(&files);
	return bad;
}

/* Give the program more of its input.  We keep the reading end open too, so that one that closes
 * its input leaves the pipe full: there is neither SIGPIPE nor a race over who was first. */
static void feed(struct work *w)
{
	struct crm_str in = w->run->input;
	ssize_t n;

	n = write(w->pipe[IN][1], in.p + w->written, in.n - w->written);
	if (n > 0)
		w->written += (size_t)n;
	if (w->written == in.n || (n < 0 && errno != EAGAIN && errno != EINTR)) {
		shut(&w->pipe[IN][1]);
		shut(&w->pipe[IN][0]);
	}
}

static void pass_on(int fd, const char *p, size_t n)
{
	while (n) {
		ssize_t k = write(fd, p, n);

		if (k < 0 && errno != EINTR)
			return;
		if (k > 0) {
			p += k;
			n -= (size_t)k;
		}
	}
}

/* Take what the program printed so far; whether there may be more at once. */
static bool drain(struct work *w, int *fd, const struct crm_run_sink *to)
{
	char text[4096];
	ssize_t n = read(*fd, text, sizeof text);
	size_t room, k;

	if (n < 0) {
		w->ran.unread |= errno != EINTR && errno != EAGAIN;
		return errno == EINTR;
	}
	if (n == 0) {
		shut(fd);
		return false;
	}
	k = (size_t)n;
	if (to->buf) {
		room = to->buf->n < to->max ? to->max - to->buf->n : 0;
		crm_buf_add(to->buf, text, k < room ? k : room);
	} else if (to->fd >= 0) {
		pass_on(to->fd, text, k);
	}
	return true;
}

static void step(struct work *w, int wait_ms)
{
	struct pollfd p[PIPES];

	p[IN] = (struct pollfd){.fd = w->pipe[IN][1], .events = POLLOUT};
	p[OUT] = (struct pollfd){.fd = w->pipe[OUT][0], .events = POLLIN};
	p[ERR] = (struct pollfd){.fd = w->pipe[ERR][0], .events = POLLIN};
	if (poll(p, PIPES, wait_ms) <= 0)
		return;
	if (p[IN].revents)
		feed(w);
	if (p[OUT].revents)
		drain(w, &w->pipe[OUT][0], &w->run->out);
	if (p[ERR].revents)
		drain(w, &w->pipe[ERR][0], &w->run->err);
}

static void reap(struct work *w)
{
	int status;
	pid_t got = waitpid(w->pid, &status, WNOHANG);

	if (got == 0 || (got < 0 && errno == EINTR))
		return;
	w->gone = true;
	if (got < 0) {
		w->ran.end = CRM_RUN_LOST;
		w->ran.code = errno;
	} else if (WIFEXITED(status)) {
		w->ran.end = CRM_RUN_EXIT;
		w->ran.code = WEXITSTATUS(status);
	} else {
		w->ran.end = CRM_RUN_SIGNAL;
		w->ran.code = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
	}
}

/* Move bytes until the program has ended or the time is over. */
static void follow(struct work *w, int64_t until)
{
	int wait_ms = 1;

	while (!w->gone) {
		int64_t left = until - now_ms();

		if (left <= 0)
			return;
		step(w, left < wait_ms ? (int)left : wait_ms);
		reap(w);
		wait_ms = wait_ms < STEP_MS ? wait_ms * 2 : STEP_MS;
	}
}

static void watch(struct work *w)
{
	const struct crm_run *r = w->run;

	follow(w, now_ms() + r->timeout_ms);
	if (!w->gone) {
		kill(-w->pid, SIGTERM);
		follow(w, now_ms() + r->grace_ms);
		kill(-w->pid, SIGKILL);
		follow(w, now_ms() + 5000); /* only the kernel can make this one wait */
		w->ran.end = CRM_RUN_TIMEOUT;
		w->ran.code = 0;
	}
	/* what stands in the pipes, but never waiting for a child left behind */
	while (w->pipe[OUT][0] >= 0 && drain(w, &w->pipe[OUT][0], &r->out))
		;
	while (w->pipe[ERR][0] >= 0 && drain(w, &w->pipe[ERR][0], &r->err))
		;
}

struct crm_ran crm_run(const struct crm_run *r)
{
	struct work w = {.run = r};
	struct sigaction plain = {.sa_handler = SIG_DFL}, before;

	w.ran.code = pipes_open(&w);
	/* where SIGCHLD is ignored, as some services start us, no child can be waited for */
	sigaction(SIGCHLD, &plain, &before);
	if (!w.ran.code)
		w.ran.code = spawn(&w);
	if (w.ran.code) {
		w.ran.end = CRM_RUN_NONE;
	} else {
		shut(&w.pipe[OUT][1]);
		shut(&w.pipe[ERR][1]);
		watch(&w);
	}
	sigaction(SIGCHLD, &before, NULL);
	w.ran.unwritten = r->input.n - w.written;
	shut_all(&w);
	return w.ran;
}
