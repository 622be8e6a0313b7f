/* tool.h - what the four programs share: options, the book, today, language, exit status.
 * Room tool; needs all rooms below.
 *
 *	int main(int argc, char **argv)
 *	{
 *		struct crm_tool t = {.name = "crm-overdue", .options = options, ...};
 *		int st = crm_tool_begin(&t, argc, argv);
 *
 *		if (st == CRM_GO)
 *			st = overdue(&t);
 *		return crm_tool_end(&t, st);
 *	}
 */
#ifndef CRM_TOOL_TOOL_H
#define CRM_TOOL_TOOL_H
#include "book/journal.h"
#include "config/client/client.h"
#include "config/policy/policy.h"
#include "tool/option.h"
#include "tool/report.h"
#include "tool/sink.h"

enum { CRM_GO = -1 };

/* What the operands are, for the completion. */
enum crm_operands {
	CRM_OPERANDS_CLIENTS, /* CLIENT ... */
	CRM_OPERANDS_FILE,    /* a file, or clients */
	CRM_OPERANDS_ROW,     /* EVENT CLIENT ... */
};

struct crm_tool {
	/* set by main */
	const char *name;
	const char *const *usage;	  /* SYNOPSIS lines without the program's name; NULL ends */
	const char *about;		  /* one line, marked N_ */
	const struct crm_task *tasks;	  /* of --help */
	const struct crm_option *options; /* own options */
	/* called for each own option, in order; returns 0, or -1 with the error filled.  Policy and
	 * --today are not known yet: a date is kept as text and read after crm_tool_begin */
	int (*option)(struct crm_tool *t, int code, const char *value, struct crm_err *e);
	int (*propose)(struct crm_tool *t); /* answers --complete: crm_propose */
	enum crm_operands operands;
	void *ctx;
	bool no_book; /* set by an option: begin does not open the book (--init, --render) */
	bool ics;     /* -f ics is offered, into a folder too */

	/* filled by crm_tool_begin */
	int argc;		/* operands */
	char **argv;		/* operands, NULL at the end */
	char *dir;		/* path of the book; "" only with no_book and without HOME */
	struct crm_book book;
	bool book_open;
	struct crm_policy policy; /* built-in one when there is no book */
	struct crm_when now;	  /* --today with its minute; a bare date: its last minute */
	struct crm_when clock;	  /* default `at` of a new row: like now, but a bare --today has no minute */
	const struct crm_format *format; /* of -f; NULL: none was asked for */
	const char *out;	  /* -o FILE; NULL: standard output */
	const char *lang;	  /* language of texts for people: "fr" or "en" */
	bool lang_given;	  /* by --lang */
	bool quiet, verbose, no_header, quiet_empty, spreadsheet, exit_code, libcsv;
	int colour;		  /* -1 auto, 0 never, 1 always */
	int lock_wait;
	struct crm_finds finds;
	struct crm_arena mem;
	FILE *sink;		  /* the stream of -o or stdout */
	const char *folder;	  /* -o FOLDER with -f ics; NULL: none */

	/* private to tool/ */
	const char *dir_option, *today_option, *lang_option;
	char lang_code[4];
	int only; /* 'h', 'V', CRM_OPT_COMPLETION, CRM_OPT_COMPLETE: print that and end */
	const char *shell; /* of --completion */
	bool help_all;
	struct crm_sink output;
};

/*
 * crm_tool_home - the folder of who runs this, or NULL.
 */
const char *crm_tool_home(void);

/*
 * crm_tool_begin - locale, options, environment, book, policy, --today.
 * Shape:   tool, argc, argv -> CRM_GO to carry on, or the status to end with (0 after --help).
 *          Precedence: option > environment > policy.yaml > built in.
 * Source:  crm(7).
 */
int crm_tool_begin(struct crm_tool *t, int argc, char **argv);

/*
 * crm_tool_open - of crm_tool_begin what comes after the options but the output: book, policy,
 * language, --today.
 * Shape:   tool whose dir_option, today_option and lang_option are set -> 0, or -1; the language is set
 *          then, too.
 */
int crm_tool_open(struct crm_tool *t, struct crm_err *e);

/*
 * crm_tool_end - print the findings, close the output (full disk and closed stdout: CRM_SYSTEM; a
 * reader that left: die of SIGPIPE), free all.
 * Shape:   status of the work (CRM_GO counts as CRM_OK) -> exit status, the highest of all.
 */
int crm_tool_end(struct crm_tool *t, int status);

/*
 * crm_tool_report - a report that writes where -o, -f and the terminal say.
 * Shape:   tool, report to fill; crm_report_begin comes next.  Without -f a terminal gets a table,
 *          all else CSV.
 */
void crm_tool_report(struct crm_tool *t, struct crm_report *r);

/*
 * CRM_TOOL_ROWS - such a report, begun, with the columns of an array.
 */
#define CRM_TOOL_ROWS(t, r, columns)                                                               \
	(crm_tool_report(t, r), crm_report_begin(r, columns, sizeof(columns) / sizeof *(columns)))

/*
 * crm_tool_listed - the status of a report: CRM_LISTED under -e when it has rows, else CRM_OK.
 */
int crm_tool_listed(const struct crm_tool *t, size_t rows);

/*
 * crm_tool_input - a file to read: NULL (nothing named) or `-` is standard input; when nothing was
 * named and it is a terminal, one line says that the program waits.
 * Shape:   -> the stream and its name for messages, or NULL: CRM_USAGE (is not there, may not be read,
 *          is the file of -o), CRM_SYSTEM (the system could not open it).
 * Owns:    the caller closes it, but for stdin.
 */
FILE *crm_tool_input(struct crm_tool *t, const char *path, const char **name, struct crm_err *e);

/*
 * crm_tool_read - append all bytes of such a file; behind more than `most` no more are read.
 * Shape:   -> 0, or -1 as crm_tool_input, or CRM_SYSTEM: it cannot be read to its end.
 */
int crm_tool_read(struct crm_tool *t, const char *path, size_t most, const char **name,
	struct crm_buf *out, struct crm_err *e);

/*
 * crm_tool_rows - all rows there are, of whatever day; what is wrong with them is the business of others.
 * Shape:   tool, job with its events and callbacks: the rest is of the tool -> as crm_journal_read.
 */
int crm_tool_rows(struct crm_tool *t, struct crm_journal_job job, struct crm_err *e);

/*
 * crm_tool_apart - whether a file or folder that an option names for writing is none that the run
 * reads or writes otherwise: of the book, the profiles, the operand, standard input, -o.
 * Shape:   path, option -> 0, or -1: CRM_USAGE.
 */
int crm_tool_apart(const struct crm_tool *t, const char *path, const char *option,
	struct crm_err *e);

/*
 * crm_tool_fail - print an error as `program: file:line: field: text`.
 * Shape:   -> its status, so that callers write `return crm_tool_fail(t, &e);`.
 */
int crm_tool_fail(const struct crm_tool *t, const struct crm_err *e);

/*
 * crm_tool_warn, crm_tool_note - one line on stderr behind the program's name; note only with -v.
 */
void crm_tool_warn(const struct crm_tool *t, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void crm_tool_note(const struct crm_tool *t, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * crm_tool_findings - print the findings, sorted; -> their status.  Part of crm_tool_end.
 */
int crm_tool_findings(struct crm_tool *t);

/*
 * crm_tool_usage - a wrong command line: one line and "try --help"; -> CRM_USAGE.
 */
int crm_tool_usage(const struct crm_tool *t, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * crm_tool_id - a new row id from the real clock and the kernel's random bytes.
 */
void crm_tool_id(struct crm_uuid *out);
#endif
