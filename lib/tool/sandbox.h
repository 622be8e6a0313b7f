/* sandbox.h - give up what a run that only reads no longer needs (Landlock, where the kernel has it).
 * Room tool; needs tool.h.
 *
 *	struct crm_sandbox s;
 *
 *	crm_sandbox_begin(&s);
 *	crm_sandbox_fd(&s, book, CRM_SANDBOX_READ);
 *	crm_sandbox_path(&s, "/etc/localtime", CRM_SANDBOX_READ);
 *	crm_sandbox_close(&s);
 *
 * Best effort: where the kernel lacks Landlock, or refuses a part, the run goes on as it was.  What is
 * open already stays open; it is opening, making, removing, starting a program and connecting that end.
 * Programs that start others (the mail program, groff, qrencode) would hand it down: not for them. */
#ifndef CRM_TOOL_SANDBOX_H
#define CRM_TOOL_SANDBOX_H
#include "tool/tool.h"

enum crm_sandbox_right {
	CRM_SANDBOX_READ,   /* a file, or all below a folder: read */
	CRM_SANDBOX_RENAME, /* in a folder: put a file that is open in place, or take it away */
	CRM_SANDBOX_WRITE,  /* below a folder: read and write files, make and remove them */
};

struct crm_sandbox {
	int fd;	   /* -1: there is none */
	bool whole; /* nothing was refused so far */
};

/*
 * crm_sandbox_begin - nothing is allowed yet; nothing changes before crm_sandbox_close.
 */
void crm_sandbox_begin(struct crm_sandbox *s);

/*
 * crm_sandbox_path, crm_sandbox_fd - what stays allowed: a file, or a folder with all below it.
 * Shape:   path (links are followed; one that is not there is no error) or open descriptor, right.
 */
void crm_sandbox_path(struct crm_sandbox *s, const char *path, enum crm_sandbox_right right);
void crm_sandbox_fd(struct crm_sandbox *s, int fd, enum crm_sandbox_right right);

/*
 * crm_sandbox_close - from here on, for the rest of the process, nothing else.
 * Shape:   -> whether it is in force.
 */
bool crm_sandbox_close(struct crm_sandbox *s);

/*
 * crm_sandbox_book - for a run that reads: the book, the time zones and one more file are read, and
 * what -o names is written; no program is started, no connection made.
 * Shape:   tool after crm_tool_begin, a file that is still to be opened or NULL ("/": any).
 */
void crm_sandbox_book(struct crm_tool *t, const char *more);
#endif
