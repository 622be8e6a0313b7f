/* temp.c - temporaries of this process, taken away when it dies on the way. */
#include "base/temp.h"
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

enum { MOST = 4 }; /* -o, and a file of the book */

/* A handler has no other way to know: the one state of a process that is not passed along. */
static struct {
	int dir;
	const char *volatile name;
} noted[MOST];
static sigset_t before;

static const int deadly[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGXCPU};

void crm_temp_begin(void)
{
	sigset_t all;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
}

void crm_temp_end(int dir, const char *name)
{
	int code = errno;
	size_t i;

	for (i = 0; name && i < MOST; i++) {
		if (noted[i].name)
			continue;
		noted[i].dir = dir;
		noted[i].name = name;
		break;
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	errno = code;
}

void crm_temp_gone(const char *name)
{
	size_t i;

	for (i = 0; i < MOST; i++)
		if (noted[i].name == name)
			noted[i].name = NULL;
}

void crm_temp_sweep(void)
{
	size_t i;

	for (i = 0; i < MOST; i++)
		if (noted[i].name)
			unlinkat(noted[i].dir, noted[i].name, 0);
}

static void on_death(int sig)
{
	crm_temp_sweep();
	raise(sig); /* the handler is gone by now: the shell sees the signal */
}

void crm_temp_guard(void)
{
	struct sigaction a = {.sa_handler = on_death, .sa_flags = (int)SA_RESETHAND | SA_NODEFER};
	struct sigaction old;
	size_t i;

	for (i = 0; i < sizeof deadly / sizeof *deadly; i++)
		if (deadly[i] == SIGPIPE || (sigaction(deadly[i], NULL, &old) == 0 &&
						    old.sa_handler != SIG_IGN))
			sigaction(deadly[i], &a, NULL);
}
