/* mailbox.h - the messages that a run is given: files, names of files, or one on standard input.
 * Room tool/log; needs tool.h.  Nothing that a message holds decides what is read beside it. */
#ifndef CRM_TOOL_LOG_MAILBOX_H
#define CRM_TOOL_LOG_MAILBOX_H
#include "tool/tool.h"

enum { CRM_MAILBOX_HEADER = 256 * 1024, CRM_MAILBOX_REPORT = 1024 * 1024 };

struct crm_mailbox_in {
	struct crm_tool *t;
	struct crm_buf list;   /* standard input: the names, or the message */
	struct crm_str rest;   /* names to come */
	int operand;	       /* the next one */
	bool from_list;	       /* the message at hand was named there */
	bool read_in;	       /* standard input was read */
	bool message;	       /* it is a message */
	int fd;		       /* of the file at hand; -1 */
	const char *name;      /* of the message at hand, for people; in the tool's arena */
	struct crm_buf bytes;  /* of it */
	size_t header;	       /* so many of them are its header */
	struct crm_when came;  /* UTC: by the name of its file in a Maildir, else when the file was written; day
				* CRM_NO_DAY: on standard input */
	size_t gone;	       /* names of a list that were no more there */
};

/*
 * crm_mailbox_open, crm_mailbox_close - begin with the operands of the tool, `-` and none being standard
 * input; free.
 */
void crm_mailbox_open(struct crm_mailbox_in *m, struct crm_tool *t);
void crm_mailbox_close(struct crm_mailbox_in *m);

/*
 * crm_mailbox_next - the header of the next message.
 * Shape:   -> 1: bytes, header, name, came; 0: no more; -1: standard input cannot be read.  A file that
 *          cannot be read is a finding, and the next one comes.
 *          Standard input is a message when its first line is a field (`Name: `, letters, digits and -
 *          before the colon) or the `From ` of an mbox; else each line names a file, blanks before it
 *          aside, as mlist(1), mthread(1) and find(1) print them.
 */
int crm_mailbox_next(struct crm_mailbox_in *m, struct crm_err *e);

/*
 * crm_mailbox_more - so much of the body as a report needs; bytes grow.
 */
void crm_mailbox_more(struct crm_mailbox_in *m);
#endif
