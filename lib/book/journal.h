/* journal.h - reading and appending the record.
 * Room book; needs book.h, row.h.
 *
 * Reading: crm_journal_read calls `row` once for every row that counts: known event of the wanted
 * set, dated at or before `now`, well-formed, not voided, of lines that share an id within a client
 * only the bytewise smallest.  The order is that of the file and must not matter to the caller.
 * It reads once; only where ids are out of order or a row is voided does it start over, knowing
 * which ids to set aside: then it calls `reset` first.
 *
 * Appending: lock, look at the tail, one write(2) on an O_APPEND descriptor, fdatasync. */
#ifndef CRM_BOOK_JOURNAL_H
#define CRM_BOOK_JOURNAL_H
#include "book/book.h"
#include "book/row.h"

struct crm_journal_job {
	uint64_t events;	/* wanted events, CRM_EV_BIT(...) */
	struct crm_when now;	/* a day without minute means its last minute; day INT32_MAX: no end */
	int currency;		/* the book's default currency */
	struct crm_str client;	/* only this client's rows and those of nobody; empty: all */
	bool libcsv;		/* every byte through libcsv: slower, to check the fast way */
	bool all;		/* --check and --list: findings for rows of unwanted events too */
	bool voids;		/* the job applies voids itself: voided rows and, if wanted, the void
				 * rows come too (the score of an earlier day needs both) */
	void (*reset)(void *ctx);
	void (*row)(void *ctx, const struct crm_row *row); /* views die with the call */
	void (*voided)(void *ctx, const struct crm_row *row); /* each void that counts; NULL: not told */
	void *ctx;
	const bool *enough; /* set by `row` when the job needs no more; NULL: it needs all */
};

struct crm_journal_stats {
	uint64_t rows;	 /* data lines seen */
	uint64_t bytes;	 /* read */
	uint64_t torn;	 /* bytes of a torn tail that was not used */
	int passes;	 /* 1, or more when ids made it start over */
};

/*
 * crm_journal_read - feed the rows that count to a job.
 * Shape:   book, job -> 0, or -1: the file cannot be read (CRM_SYSTEM), or has no usable header
 *          (CRM_USAGE).  Bad rows are findings (NULL: they are another run's business), and so is
 *          a file that is missing or empty.
 * Source:  crm-journal(5), P3, P5; crm-score(7), Rows that count.
 */
int crm_journal_read(struct crm_book *b, const struct crm_journal_job *job,
	struct crm_finds *finds, struct crm_journal_stats *stats, struct crm_err *e);

/* Rows read again by the place of their line: a report keeps 8 bytes a row instead of its note. */
struct crm_reread;

/*
 * crm_reread_open, crm_reread_close - for that, the file that was read last; free.
 * Shape:   book, default currency -> reader, or NULL with the error.  A journal that was replaced since
 *          stays readable; before any reading it is the one of that name.
 */
struct crm_reread *crm_reread_open(struct crm_book *b, int currency,
	struct crm_err *e);
void crm_reread_close(struct crm_reread *j);

/*
 * crm_reread_row - the row whose line begins at an offset.
 * Shape:   offset from crm_row -> 0 and *out (views valid until the next call), or -1 when no good
 *          row stands there any more.
 */
int crm_reread_row(struct crm_reread *j, uint64_t offset, struct crm_row *out);

/* A note that a report wants. */
struct crm_note_wanted {
	uint64_t offset;       /* of its row */
	struct crm_str client; /* whose row stood there */
	struct crm_str *note;  /* where the text goes, as stored */
};

/*
 * crm_reread_notes - the notes of many rows, read in the order of the file.
 * Shape:   n notes wanted -> each *note; empty when no row of the client stands at
 *          its offset any more.
 * Owns:    the texts are the arena's.
 */
void crm_reread_notes(struct crm_reread *j, struct crm_note_wanted *wanted, size_t n,
	struct crm_arena *a);

/*
 * crm_journal_append - append complete lines (each ended by a newline) durably.
 * Shape:   book whose lock is held, bytes -> 0 when they are in the file and fdatasync'ed, or -1:
 *          nothing was added (a partial write was taken back) or, after a failed fsync, it cannot
 *          be known and the error says so.
 *          A torn tail is set aside as journal.csv.torn-SUM and named in `finds` as a warning.
 *          What the reader would refuse whole, bytes that are not UTF-8, is refused here.
 * Source:  P1, P2.
 */
int crm_journal_append(struct crm_book *b, struct crm_str lines, struct crm_finds *finds,
	struct crm_err *e);
#endif
