/* run.h - running another program: argv, bytes on its standard input, a time limit.
 * Room letter/mail; needs base/buf.h.  No shell.  What it prints is collected or passed on through
 * pipes, so that a child which it leaves behind never holds our own standard error open. */
#ifndef CRM_LETTER_MAIL_RUN_H
#define CRM_LETTER_MAIL_RUN_H
#include "base/buf.h"

/* Where the output of a program goes: into a buffer (up to max bytes, the rest is dropped), else
 * to a descriptor as it comes, else nowhere (-1). */
struct crm_run_sink {
	struct crm_buf *buf;
	size_t max;
	int fd;
};

enum crm_run_end {
	CRM_RUN_EXIT,    /* ended by itself: code */
	CRM_RUN_SIGNAL,  /* died of a signal: code */
	CRM_RUN_TIMEOUT, /* took too long and was stopped */
	CRM_RUN_LOST,    /* ran, but how it ended could not be learnt: code is errno */
	CRM_RUN_NONE,    /* never ran: code is errno */
};

struct crm_run {
	char *const *argv; /* argv[0] is looked for in PATH unless it has a slash; NULL ends */
	struct crm_str input;
	int timeout_ms; /* then SIGTERM to its process group; after grace_ms more, SIGKILL */
	int grace_ms;
	struct crm_run_sink out, err; /* standard output, standard error */
};

struct crm_ran {
	enum crm_run_end end;
	int code;
	size_t unwritten; /* bytes of the input that did not go into its pipe */
	bool unread;      /* some of what it printed could not be read: the rest may lack a part */
};

/*
 * crm_run - run a program to its end.
 * Shape:   what to run -> how it ended.  A program that closes its input early is no error of ours;
 *          the rest of the input stays unwritten.
 * Source:  ours; the program gets its own process group, so that an interrupt typed at us
 *          does not stop a mail half way.
 */
struct crm_ran crm_run(const struct crm_run *r);
#endif
