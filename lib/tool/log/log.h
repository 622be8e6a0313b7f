/* log.h - the work of crm-log, one function a way of calling it.
 * Room tool/log; needs tool.h, config/entry.h.  Each returns an exit status and has said what failed. */
#ifndef CRM_TOOL_LOG_LOG_H
#define CRM_TOOL_LOG_LOG_H
#include "config/entry.h"
#include "config/table/table.h"
#include "tool/tool.h"

/*
 * crm_log_add - write one row: check the words and the client, append, print the id under -v, then
 * the hints.
 */
int crm_log_add(struct crm_tool *t, const struct crm_typed *entry);

/*
 * crm_log_last - the row that counts and was typed last: rows of an import or of crm-remind are not.
 * Shape:   -> 1 and *row, which lives as long as *again (the caller closes it); 0: there is none; -1.
 */
int crm_log_last(struct crm_tool *t, struct crm_row *row, struct crm_reread **again,
	struct crm_err *e);

/* What --list shows; filters of one name add up, those of different names all hold. */
enum { CRM_LIST_MOST = 64 };
struct crm_list_filter {
	struct crm_str client[CRM_LIST_MOST], ref[CRM_LIST_MOST];
	size_t clients, refs;
	const char *event_word[CRM_LIST_MOST]; /* as typed: events, short forms, aliases of the policy */
	struct crm_event_alias event[CRM_LIST_MOST]; /* by NONE: a plain event, all of it */
	const struct crm_typed *own[CRM_LIST_MOST]; /* what an alias of the policy says beside; NULL: none */
	size_t events;
	const char *since, *until; /* dates as typed; NULL: open */
	size_t last;		   /* only so many, the last ones; 0: all */
	const char *grep;	   /* only rows whose note, ref or client has this; NULL: all */
};

/*
 * crm_log_void - take rows back: the operands of the tool are their ids, or what begins or ends one
 * and no other.  Of the filter the clients count.  All or none is written.
 */
int crm_log_void(struct crm_tool *t, struct crm_list_filter *f);

/*
 * crm_list_client - whether a filter lets the rows of a client through.
 */
bool crm_list_client(const struct crm_list_filter *f, struct crm_str client);

/*
 * crm_list_event - add an event, a short form or an alias of the policy to a filter; which one it is
 * --list finds out, when the policy is read.
 */
int crm_list_event(struct crm_list_filter *f, const char *name, struct crm_err *e);

/*
 * crm_log_list - print the rows that count, in the order they happened.
 */
int crm_log_list(struct crm_tool *t, struct crm_list_filter *f);

/*
 * crm_log_show - one client on one screen: who, what I owe, what they owe, the last contacts, the risk.
 * Shape:   what begins the id of one client only will do.
 */
int crm_log_show(struct crm_tool *t, const char *client);

/*
 * crm_log_day - append the heading of a day: its name, its date, how far it is from today.
 */
void crm_log_day(struct crm_buf *b, int32_t day, int32_t today);

/*
 * crm_log_entry - append a row as an entry of a diary, the end of its id at the right.
 * Shape:   buffer, row, width in cells (0: not known), whether the client is named.
 */
void crm_log_entry(struct crm_buf *b, const struct crm_row *row, int width, bool client);

/*
 * crm_list_known - whether all clients of a filter are known; what only begins an id becomes it.
 * Shape:   -> 0, or -1: CRM_USAGE with the nearest one, or with several.
 */
int crm_list_known(struct crm_tool *t, struct crm_list_filter *f, struct crm_err *e);

/*
 * crm_log_rows_begin, crm_log_rows_one - a report of rows with the columns of the journal.
 */
void crm_log_rows_begin(struct crm_tool *t, struct crm_report *r);
void crm_log_rows_one(struct crm_report *r, const struct crm_row *row);

/*
 * crm_log_rows_lines - the same of rows as lines of the journal, begin and end of the report included.
 */
void crm_log_rows_lines(struct crm_tool *t, struct crm_str lines);

/*
 * crm_log_check - read everything, print counts, sums and the fingerprint; what is wrong are findings.
 */
int crm_log_check(struct crm_tool *t);

/*
 * crm_log_erase, crm_log_export - forget a client; print what is known of one.
 */
int crm_log_erase(struct crm_tool *t, const char *id);
int crm_log_export(struct crm_tool *t, const char *id);

/*
 * crm_log_rename - give a client another id, which is the operand of the tool.
 */
int crm_log_rename(struct crm_tool *t, const char *id);

/* How --import is called. */
struct crm_log_source {
	const char *map;  /* file; NULL: the input is a journal */
	bool dry;	  /* -n: print the rows, write nothing */
	bool keep_going;  /* write the good rows although some are refused */
	bool again;	  /* add rows once more that were taken back */
	bool doubles;	  /* add money that looks as if it were there, by another way */
	int clients;	  /* enum crm_map_clients + 1: what becomes of unknown ones; 0: not said */
};

/*
 * crm_log_import - add the rows of a file: the operand of the tool, else standard input.  All of it
 * is checked first; when a record is refused nothing is written, but with keep_going.
 */
int crm_log_import(struct crm_tool *t, const struct crm_log_source *source);

/*
 * crm_log_mail - add a row for each message of a client: the operands of the tool are their files, else
 * standard input has their names, or one message.
 * Shape:   whether the rows are printed and not written.
 */
int crm_log_mail(struct crm_tool *t, bool dry);

/*
 * crm_log_events - print the table of events, or what is to be said of those that operands name.
 */
int crm_log_events(struct crm_tool *t);

/*
 * crm_log_write - append lines under the lock, durably.
 * Shape:   -> CRM_OK, or the status of what failed, said.
 */
int crm_log_write(struct crm_tool *t, struct crm_str lines);

/*
 * crm_log_fill - put in a ref or an amount that the words lack, where the book has one only.
 * Shape:   entry, changed -> 0; what was put in is appended to `said`, one line.  For what is given up
 *          or given back nothing is put in.
 * Errors:  -1, CRM_USAGE: several refs are open, and they are named.
 */
int crm_log_fill(struct crm_tool *t, struct crm_typed *entry, struct crm_buf *said, struct crm_err *e);

/*
 * crm_log_letters - look at who owes what is overdue: what their formal notice would lack.
 * Shape:   tool, tables -> 0, each thing that is missing a warning at its file and key; or -1: the
 *          book failed.  What is wrong with the rows themselves is found elsewhere.
 */
int crm_log_letters(struct crm_tool *t, const struct crm_tables *tables, struct crm_err *e);
#endif
