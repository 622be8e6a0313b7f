/* option.h - one table of options drives parsing, --help and the completion of the shell.
 * Room tool; needs base/buf.h, base/err.h.  Nothing here prints or reads the environment. */
#ifndef CRM_TOOL_OPTION_H
#define CRM_TOOL_OPTION_H
#include "base/buf.h"
#include "base/err.h"

/* One option of a program; those that all programs share are in crm_option_common. */
struct crm_option {
	const char *name; /* long name without dashes; NULL ends the table */
	int letter;	  /* short letter, or a code from 256 on for a long-only one */
	const char *arg;  /* name of its argument, e.g. "DATE"; NULL: none; "[DATE]": optional */
	const char *help; /* one line, marked N_; NULL: not shown in --help; "": the formats */
};

/* Codes of common options without a letter; a program's own codes lie between 256 and these. */
enum {
	CRM_OPT_COLOR = 0x4000, CRM_OPT_NO_HEADER, CRM_OPT_QUIET_EMPTY, CRM_OPT_SPREADSHEET,
	CRM_OPT_LANG, CRM_OPT_LOCK_WAIT, CRM_OPT_COMPLETION, CRM_OPT_COMPLETE
};

extern const struct crm_option crm_option_common[];

/*
 * crm_option_find - the option with a code, looked up in the own table (may be NULL), then among
 * the common ones; NULL when there is none.
 */
const struct crm_option *crm_option_find(const struct crm_option *own, int code);

/*
 * crm_option_parse - take the options out of a command line.
 * Shape:   own table (may be NULL), argc, argv (permuted: operands go to the end), a function
 *          called for each option with its code and value, its context
 *          -> index of the first operand, or -1.
 * Errors:  CRM_USAGE: unknown or abbreviated option, argument missing or not wanted; what `take`
 *          fills, with the option as field when it named none.
 */
int crm_option_parse(const struct crm_option *own, int argc, char **argv,
	int (*take)(void *ctx, int code, const char *value, struct crm_err *e), void *ctx,
	struct crm_err *e);

/* What a program is called for: a line of --help. */
struct crm_task {
	const char *line; /* behind the program's name; NULL ends the list */
	const char *what; /* marked N_ */
};

/*
 * crm_option_brief - append the text of --help: a screen of tasks.
 * Shape:   program, its operands, one line about it and its tasks (not yet translated), words of one's own (empty:
 *          none) -> at most 80 cells wide and, without those words, at most 24 lines.
 */
void crm_option_brief(struct crm_buf *b, const char *program, const char *operands, const char *about,
	const struct crm_task *tasks, struct crm_str words);

/*
 * crm_option_help - append the text of --help=all, at most 80 cells wide.
 * Shape:   program, SYNOPSIS lines without the program's name (NULL ends), one line about it (not
 *          yet translated), own table, whether -f offers a calendar.
 */
void crm_option_help(struct crm_buf *b, const char *program, const char *const *usage,
	const char *about, const struct crm_option *own, bool calendar);

/*
 * crm_option_completion - append the script of completions for a shell: it asks the program with
 * --complete and holds nothing of its own.
 * Shape:   -> 0, or -1: no such shell.
 */
int crm_option_completion(struct crm_buf *b, const char *program, const char *shell);

/*
 * crm_option_shells - append the names of the shells, with a text between them.
 */
void crm_option_shells(struct crm_buf *b, const char *between);
#endif
