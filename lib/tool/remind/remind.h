/* remind.h - the work of crm-remind, one function a way of calling it.
 * Room tool/remind; needs tool.h, whom.h, letter/deliver.h.  They return an exit status and have said
 * what failed, or -1 with the error filled. */
#ifndef CRM_TOOL_REMIND_REMIND_H
#define CRM_TOOL_REMIND_REMIND_H
#include "letter/deliver.h"
#include "tool/whom.h"

/* ---- what was given: rows of crm-overdue, or drafts ---- */

struct crm_input {
	struct crm_buf bytes;
	const char *name;	 /* of the file, for messages */
	struct crm_list whom;	 /* clients that were named instead */
	bool whole;		 /* nothing was given: the whole book is meant */
	bool drafts;		 /* the bytes are YAML */
	struct crm_draft *draft; /* in the run's arena */
	size_t n;
};

/*
 * crm_input_read - read the operand or standard input.
 * Shape:   tool, whether no byte at all stands for the whole book -> 0 and *out, or -1.  Without an
 *          operand a terminal, /dev/null and a closed input always do; an empty pipe is
 *          `crm-overdue --quiet-empty`, but a page that says nothing waits must have looked.
 *          Operands that are no file name clients.
 * Owns:    *out; crm_input_release.
 */
int crm_input_read(struct crm_tool *t, bool empty_whole, struct crm_input *out,
	struct crm_err *e);
void crm_input_release(struct crm_input *g);

/*
 * crm_input_choose - tell a run which invoices are meant: the rows of the report, or the items of
 * the drafts, which are then in g->draft.
 * Errors:  CRM_USAGE for a report without the columns client, kind, ref, or for bad YAML; bad rows
 *          and documents that are no drafts are findings of the tool.
 */
int crm_input_choose(struct crm_tool *t, struct crm_input *g, struct crm_remind *run,
	struct crm_err *e);

/* Rows of such a report, column by column. */
enum { CRM_INPUT_COLUMNS = 12 };
struct crm_input_rows {
	const char *const *column;
	size_t columns, needed; /* the first so many must be there; of the others a cell is empty */
	void (*row)(void *ctx, const struct crm_str *cell);
	void *ctx;
};

/*
 * crm_input_rows - give the rows of a report that was given.
 * Shape:   -> 0, or -1.  No byte at all is a report without rows; bad rows are findings of the tool.
 * Errors:  CRM_USAGE: a column that is needed is missing.
 */
int crm_input_rows(struct crm_tool *t, const struct crm_input *g, const struct crm_input_rows *rows,
	struct crm_err *e);

/* ---- where messages go: a sendmail-like program, a Maildir, an mbox; letters into the outbox ----
 * The real clock and the host name come from here. */

struct crm_post {
	struct crm_tool *tool;
	struct crm_remind *run;
	const char *maildir, *mbox; /* NULL: the program of policy `deliver` */
	unsigned count;		    /* messages of this run, for unique names */
};

/*
 * crm_post_outside - what a run of crm-remind needs from outside.
 * Owns:    the post, which must outlive the run.
 */
struct crm_remind_outside crm_post_outside(struct crm_post *p);

/*
 * crm_post_host - whether reminders may go out from this machine.
 * Shape:   policy -> 0, or -1: CRM_USAGE when send_host names another.
 */
int crm_post_host(const struct crm_policy *p, struct crm_err *e);

/* ---- --send and --settle ---- */

struct crm_sending {
	const struct crm_draft *draft; /* what a person gave */
	size_t n;
	bool automatic;	 /* nobody saw them: those of the run itself */
	bool first_run;	 /* --first-run was given */
	const char *max; /* --max; NULL: the policy's */
};

/*
 * crm_sending - deliver drafts and print what became of each: client, step, channel, ref, status,
 * message_id, reason.
 * Shape:   tool, run that was read with `sending` -> exit status, or -1 with the error: nothing more
 *          was sent.  SIGINT and SIGTERM let the message under way be settled, then it ends.
 * Errors:  CRM_USAGE: no sender, the wrong machine, a first run of more than policy `max` messages.
 */
int crm_sending(struct crm_tool *t, struct crm_remind *run, const struct crm_sending *s,
	struct crm_err *e);

/*
 * crm_sending_settle - --settle: `MID=sent`, `MID=failed` or `MID=bounced`, with or without angle brackets.
 * Shape:   -> exit status, or -1.
 */
int crm_sending_settle(struct crm_remind *run, const char *what, struct crm_err *e);

/*
 * crm_sending_open - a finding for each message of which nobody knows whether it left; a note for each
 * that another run is handing over.
 * Shape:   -> 0, or -1: the book failed.
 */
int crm_sending_open(struct crm_tool *t, struct crm_remind *run, struct crm_err *e);

/* ---- --explain ---- */

/*
 * crm_why - one row an invoice: what was sent, what comes next and on which day, what holds it.
 * Shape:   tool, run that was read -> exit status.
 *          `on` counts in the holds whose end is known; empty: the end is not known, or nothing
 *          comes any more.
 */
int crm_why(struct crm_tool *t, struct crm_remind *run);

/*
 * crm_why_spare - name money that came without the ref of an invoice and is not taken off what the
 * messages of today ask for.
 */
void crm_why_spare(struct crm_tool *t, struct crm_remind *run);

/* ---- --digest, --letters, --print, --render ---- */

/*
 * crm_digest - print the page: messages of which nobody knows, then a block a client with what is to
 * be done today and before the next working morning.
 * Shape:   tool, rows of crm-overdue (of `crm-risk --join` too: column band), run that was read ->
 *          exit status, or -1.  When nothing was given, the whole book is asked.  Nothing to do: one
 *          line, no byte under --quiet-empty.
 * Errors:  CRM_USAGE for input that is no report.
 * Source:  crm-remind(1); S0.13: three critical clients are too many.
 */
int crm_digest(struct crm_tool *t, const struct crm_input *g, struct crm_remind *run,
	struct crm_err *e);

/*
 * crm_letter_list - what is late, or falls due before the next working morning, and has a letter;
 * what is held is left out.  Prints and returns the status.
 */
int crm_letter_list(struct crm_tool *t);

/*
 * crm_letter_print - print a shipped letter as it is, in the language of the run, else of the book.
 * Shape:   tool, name -> exit status.
 */
int crm_letter_print(struct crm_tool *t, struct crm_str name);

/*
 * crm_render - print a template; unknown names are empty, {{> name}} is NAME.mustache beside it.
 * Shape:   tool, file of the template, file of the data (NULL: none, `-`: standard input) -> 0, or
 *          -1: CRM_USAGE for a file that cannot be read, bad YAML or a bad template.
 */
int crm_render(struct crm_tool *t, const char *template, const char *data, struct crm_err *e);
#endif
