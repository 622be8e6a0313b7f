/* send.h - handing one message to a sendmail-like program, and what its end means.
 * Room letter/mail; needs run.h. */
#ifndef CRM_LETTER_MAIL_SEND_H
#define CRM_LETTER_MAIL_SEND_H
#include "base/err.h"

enum crm_send_end {
	CRM_SEND_SENT,     /* exit 0: the program took the message */
	CRM_SEND_DEFERRED, /* exit 75: try again at the next run */
	CRM_SEND_FAILED,   /* 64 65 67 68 69 76 77 78: nothing left */
	CRM_SEND_NEVER,    /* it never ran: nothing left, and nothing will */
	CRM_SEND_UNKNOWN,  /* anything else: it may have left; never repeated without a person */
};

enum { CRM_SEND_TIMEOUT_MS = 60000, CRM_SEND_GRACE_MS = 5000 };

struct crm_send {
	char *const *argv;     /* from policy `deliver`, NULL at the end */
	int timeout_ms;        /* CRM_SEND_TIMEOUT_MS */
	bool tempfail_unknown; /* policy `tempfail: unknown`: 75 may mean that it was queued */
	int err_fd;            /* where the program's output goes, or -1 */
};

/*
 * crm_send - run the program with the message on its standard input.
 * Shape:   -> how it ended; reason is one line for people, empty when sent.
 * Source:  sysexits(3); exit 0 with a message longer than the pipe and not read to its end is
 *          unknown, since nobody can have taken it whole.
 */
enum crm_send_end crm_send(const struct crm_send *s, struct crm_str message, char reason[256]);

/*
 * crm_send_ready - whether a program can be run at all, and what it says it is to be run by.
 * Shape:   its path -> 0, or -1 and one line of reason for people.
 * Source:  execve(2).  What this look lets through all the same ends as CRM_SEND_NEVER.
 */
int crm_send_ready(const char *path, char reason[256]);

/*
 * crm_send_meaning - what an exit code means.
 */
enum crm_send_end crm_send_meaning(int code, bool tempfail_unknown);
#endif
