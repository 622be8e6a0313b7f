/* err.h - errors as values, findings about data, exit statuses.
 * Room base; needs mem.h.  A function that can fail returns 0 or -1 and fills a struct crm_err; it
 * never prints and never exits.  Bad *data* is not an error but a finding: it is noted, the rest is
 * used, and the exit status says so (CRM_PARTIAL). */
#ifndef CRM_BASE_ERR_H
#define CRM_BASE_ERR_H
#include "base/mem.h"
#include <stdarg.h>

/* Exit statuses, also the kinds of an error.  Plain ints: clang's -Wsign-conversion dislikes an
 * enum as return value of main. */
enum {
	CRM_OK = 0,	 /* done; no row is fine */
	CRM_LISTED = 1,	 /* only with -e: something was listed */
	CRM_USAGE = 2,	 /* command line or configuration wrong: fails again */
	CRM_PARTIAL = 3, /* some records refused or messages not sent, the rest complete */
	CRM_SYSTEM = 4,	 /* I/O, lock, memory: standard output is not to be trusted */
};

struct crm_err {
	int status;	 /* CRM_USAGE, CRM_PARTIAL or CRM_SYSTEM; 0 when there is none */
	int code;	 /* errno, copied before anything else; 0 when there is none */
	bool maybe;	 /* what failed may have been done all the same, and must not be repeated */
	long line;	 /* physical line, 1-based; 0 when there is none */
	char file[256];	 /* as it is to be shown; may be empty */
	char field[64];	 /* column, key or option; may be empty */
	char text[512];	 /* what is wrong and what to do, translated, one line */
};

/*
 * crm_err_set - fill an error without a place.
 * Shape:   error, status, format -> -1, so that callers write `return crm_err_set(...)`.
 */
int crm_err_set(struct crm_err *e, int status, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/*
 * crm_err_at - fill an error with file, line (0: none) and field (NULL: none).
 * Shape:   -> -1.
 */
int crm_err_at(struct crm_err *e, int status, const char *file, long line, const char *field,
	const char *fmt, ...) __attribute__((format(printf, 6, 7)));

/*
 * crm_err_place - say where an error is that names no place itself.
 */
void crm_err_place(struct crm_err *e, const char *file, long line, const char *field);

/*
 * crm_err_line - an error as one text, `file:line: field: text`, for where it is no line of its own.
 */
void crm_err_line(const struct crm_err *e, char *out, size_t n);

/*
 * crm_err_maybe - mark an error as one behind which the deed may stand.
 * Shape:   -> -1.
 */
static inline int crm_err_maybe(struct crm_err *e)
{
	e->maybe = true;
	return -1;
}

/*
 * crm_err_system - the words for an errno, translated where they are frequent: the C library's own
 * are English wherever no locale is installed.
 */
const char *crm_err_system(int code);

/*
 * crm_err_errno - fill an error of the system: `file: text: words of errno`, status CRM_SYSTEM.
 * Shape:   -> -1; reads errno first.
 */
int crm_err_errno(struct crm_err *e, const char *file, const char *text);

/* One finding: something wrong with a record, a profile or a table. */
struct crm_find {
	const char *file;	/* as shown, e.g. journal.csv */
	long line;		/* physical, 1-based; 0: the whole file */
	const char *field;	/* column or key; "" when none */
	const char *text;	/* what is wrong and what to do, translated */
	struct crm_str client;	/* whose record it is; empty with `unread` set: cannot be told */
	bool unread;		/* so damaged that its client cannot be read */
	bool system;		/* the system failed, a retry may help: the status is that of an error */
	bool warning;		/* said, but nothing was refused: the status does not rise */
};

struct crm_finds {
	struct crm_arena mem;
	struct crm_find *item; /* heap array */
	size_t n, cap;
	size_t more; /* findings beyond CRM_FINDS_MAX, counted only */
};

/* So many findings are kept; a file of a million bad lines must not fill the memory. */
enum { CRM_FINDS_MAX = 1000 };

/*
 * crm_finds_init, crm_finds_release - an empty list; free it.
 */
void crm_finds_init(struct crm_finds *f);
void crm_finds_release(struct crm_finds *f);

/*
 * crm_finds_clear - forget what was found (a reader that starts over).
 */
void crm_finds_clear(struct crm_finds *f);

/*
 * crm_find_add - note a finding; all strings are copied.
 * Shape:   list, file, line, field (NULL: none), client, format -> the finding, so that the caller
 *          may set `unread` or `warning`; never NULL (beyond the maximum: a scratch entry).
 */
struct crm_find *crm_find_add(struct crm_finds *f, const char *file, long line, const char *field,
	struct crm_str client, const char *fmt, ...) __attribute__((format(printf, 6, 7)));

/*
 * crm_find_err - turn an error value into a finding with the same place and text; what was found of
 * the client before (a rate that each of its invoices lacks) stays one finding.  A file that is
 * closed to us stays so; any other error of the system makes a finding of the system.
 */
struct crm_find *crm_find_err(struct crm_finds *f, const struct crm_err *e, struct crm_str client);

/*
 * crm_finds_take - move the findings of one list behind those of another; the first is released.
 */
void crm_finds_take(struct crm_finds *to, struct crm_finds *from);

/*
 * crm_finds_warn - the same, as warnings: what was refused there is no matter here.
 */
void crm_finds_warn(struct crm_finds *to, struct crm_finds *from);

/*
 * crm_find_repeats - whether a finding of a sorted list says what the one before it says, perhaps of
 * another client: it is printed once.
 */
bool crm_find_repeats(const struct crm_finds *f, size_t i);

/*
 * crm_finds_sort - order by file, line, field, text, so that output does not depend on discovery.
 */
void crm_finds_sort(struct crm_finds *f);

/*
 * crm_finds_status - CRM_SYSTEM if the system refused something, CRM_PARTIAL if anything else was
 * refused, else CRM_OK.
 */
int crm_finds_status(const struct crm_finds *f);

/*
 * crm_finds_system - the first finding of the system as an error, for work that must not go on without
 * what could not be read.
 * Shape:   -> 0: there is none; -1.
 */
int crm_finds_system(const struct crm_finds *f, struct crm_err *e);

/*
 * crm_exit_raise - the higher of two statuses; a status never falls.
 */
static inline int crm_exit_raise(int status, int other)
{
	return other > status ? other : status;
}

/*
 * crm_bug - an impossible state: one line and abort.
 */
_Noreturn void crm_bug(const char *what);
#endif
