/* opens.c - a program that was taken over: at its end it opens, writes, starts and connects, and says
 * on standard error what worked.  Loaded by LD_PRELOAD, as far as any code of a stranger gets. */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void said(const char *what, int worked)
{
	dprintf(STDERR_FILENO, "%s: %s\n", what, worked ? "yes" : errno == EACCES ? "no" : strerror(errno));
}

static void opened(const char *what, const char *name, int flags)
{
	const char *path = getenv(name);

	said(what, path && open(path, flags, 0600) >= 0);
}

static void started(void)
{
	char *argv[] = {(char *)"true", NULL}, *none[] = {NULL}; /* without LD_PRELOAD */
	int st = 0;
	pid_t pid = fork();

	if (pid == 0) {
		execve("/bin/true", argv, none);
		_exit(errno == EACCES ? 13 : 1);
	}
	waitpid(pid, &st, 0);
	errno = WEXITSTATUS(st) == 13 ? EACCES : EIO;
	said("start", st == 0);
}

static void connected(void)
{
	struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(1)};
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	/* nobody listens there: refused means that it was tried */
	said("connect", fd >= 0 && (connect(fd, (struct sockaddr *)&to, sizeof to) == 0 || errno == ECONNREFUSED));
}

__attribute__((destructor)) static void at_the_end(void)
{
	opened("read elsewhere", "OPENS_OTHER", O_RDONLY);
	opened("read the book", "OPENS_BOOK", O_RDONLY);
	opened("write the book", "OPENS_BOOK", O_WRONLY | O_APPEND);
	opened("make a file", "OPENS_NEW", O_WRONLY | O_CREAT);
	started();
	connected();
}
