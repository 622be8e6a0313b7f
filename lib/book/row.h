/* row.h - one row of the journal, checked and typed.
 * Room book; needs event.h, format/date.h, format/money.h, base/uuid.h. */
#ifndef CRM_BOOK_ROW_H
#define CRM_BOOK_ROW_H
#include "base/err.h"
#include "base/uuid.h"
#include "book/event.h"
#include "format/date.h"
#include "format/money.h"

/* Columns of the journal in the order they are written. */
enum crm_column {
	CRM_COL_ID, CRM_COL_AT, CRM_COL_CLIENT, CRM_COL_EVENT, CRM_COL_KIND, CRM_COL_BY,
	CRM_COL_REF, CRM_COL_AMOUNT, CRM_COL_CURRENCY, CRM_COL_DUE, CRM_COL_CHANNEL,
	CRM_COL_LEVEL, CRM_COL_TAGS, CRM_COL_NOTE,
	CRM_COLUMNS
};

extern const char *const crm_columns[CRM_COLUMNS];
#define CRM_JOURNAL_HEADER \
	"id,at,client,event,kind,by,ref,amount,currency,due,channel,level,tags,note"

struct crm_row {
	struct crm_uuid id;
	struct crm_when at;
	enum crm_event event;
	enum crm_by by;	   /* CRM_BY_NONE when empty: read as me (crm-score(7), Rows that count) */
	int level;	   /* 1..5; 0 when empty: read as 3 (crm-score(7), Rows that count) */
	int currency;	   /* index; the book's default currency when the cell is empty */
	int64_t amount;	   /* minor units; meaningful only with has_amount */
	bool has_amount;
	struct crm_when due; /* day CRM_NO_DAY when empty */
	struct crm_str client, kind, ref, channel, tags;
	struct crm_str note; /* as stored: \n and \\ still escaped */
	uint64_t offset;     /* where its line begins in the file */
	long line;	     /* physical line, 1-based; 0 for a row that is not in a file */
};

/* The most minutes that a tag `minutes=` may say. */
enum { CRM_MINUTES_MAX = 100000 };

/*
 * crm_row_check - type and check the cells of one row.
 * Shape:   CRM_COLUMNS cells, the book's default currency -> 0 and *out (its views point into the
 *          cells; offset and line are the caller's), or -1 with field and text in the error; *out
 *          is not to be used then.
 * Errors:  CRM_PARTIAL; the first wrong cell in column order.
 * Source:  crm-journal(5).
 */
int crm_row_check(const struct crm_str cell[CRM_COLUMNS], int currency, struct crm_row *out,
	struct crm_err *e);

/*
 * crm_row_check_next - the same for rows one after the other, where crm_event_find was asked before.
 */
int crm_row_check_next(const struct crm_str cell[CRM_COLUMNS], enum crm_event event, int currency,
	struct crm_day_last *last, struct crm_row *out, struct crm_err *e);

/*
 * crm_row_no_event - the error about a word that is no event; the nearest one is named.
 * Shape:   error, status, word, whether short forms are understood -> -1.
 */
int crm_row_no_event(struct crm_err *e, int status, struct crm_str word, bool shorts);

/*
 * crm_client_ok - whether a text is a client id: [a-z0-9][a-z0-9._-]{0,63}.
 */
bool crm_client_ok(struct crm_str s);

/*
 * crm_tag - the value of a tag `key=value`, or of a bare `key`.
 * Shape:   tags, key -> true and *value (empty for a bare key), or false.
 */
bool crm_tag(struct crm_str tags, const char *key, struct crm_str *value);

/*
 * crm_tag_word - whether a tag stands there as a bare word; `missed=no` is no `missed`.
 */
bool crm_tag_word(struct crm_str tags, const char *word);

/*
 * crm_note_escape, crm_note_unescape - between a text and its form in the journal, where one record
 * is one line: newline is \n, backslash is \\, carriage return is dropped.
 * Shape:   text -> appended to the buffer.
 */
void crm_note_escape(struct crm_buf *b, struct crm_str text);
void crm_note_unescape(struct crm_buf *b, struct crm_str stored);

/*
 * crm_row_of - a row by me, of which nothing else is said.
 */
struct crm_row crm_row_of(enum crm_event event, struct crm_when at, struct crm_str client);

/*
 * crm_row_line - append a row as one CSV line with its newline.
 */
void crm_row_line(struct crm_buf *b, const struct crm_row *row);

/*
 * crm_ref_number - a ref without the word for an invoice before it, for where that word stands already.
 * Shape:   `Facture n° 12` -> `n° 12`; `F12` -> `F12`.
 */
struct crm_str crm_ref_number(struct crm_str ref);
#endif
