/* incoming.h - rows that wait to be added, held against those of the journal.
 * Room import; needs row.h, base/intern.h, format/csv.h.
 *
 *	add each row of the input; then
 *	do
 *		begin, and there() for each row of the journal, voids and voided ones too
 *	while (next());
 *
 * A row is known again by its id.  One that was taken back is followed by the next id, which comes
 * from it, and the first that was not taken back says whether the journal has the row. */
#ifndef CRM_IMPORT_INCOMING_H
#define CRM_IMPORT_INCOMING_H
#include "base/intern.h"
#include "book/row.h"
#include "format/csv.h"

/* Where a row comes from. */
struct crm_incoming_source {
	long line;  /* of the input */
	bool own;   /* the input gave it an id of its own */
	bool terms; /* its due date is that of the terms: the input does not say it */
	bool may;   /* the journal may have it by another way */
	bool far;   /* an invoice with more days to pay than the law allows */
	bool loose; /* a payment without a ref */
};

struct crm_incoming_row {
	struct crm_incoming_source from;
	struct crm_uuid id;
	uint32_t client; /* number in clients */
	uint32_t voided; /* ids before this one that were taken back */
	size_t at, n;	 /* its line in `text` */
	bool held;	 /* the journal has it by another way: left out */
	bool is_void;	 /* it takes a row back and cannot be taken back itself */
	bool settled;	 /* its id is the one that decides */
	bool live, gone; /* the journal has the id; has taken it back */
	int differs;	 /* enum crm_column of the first other cell; -1: none */
	struct crm_str old; /* what the journal has there */
	struct crm_incoming_twin *twin; /* rows of other clients with its id */
};

struct crm_incoming {
	struct crm_arena mem;
	struct crm_intern clients;
	struct crm_incoming_row *row;
	size_t n, cap;
	uint32_t *slot; /* rows by id */
	size_t slots;
	struct crm_buf text, other; /* lines; that of a row of the journal */
	struct crm_csv_judge *judge;
};

/* What becomes of the rows. */
struct crm_incoming_count {
	size_t fresh; /* to be added */
	size_t back;  /* taken back, and so left out */
	size_t held;  /* in the journal by another way */
	size_t far;   /* of the fresh ones those marked so */
	long far_line; /* of the first */
	size_t loose; /* of the fresh ones payments without a ref */
	long loose_line;
};

/*
 * crm_incoming_init, crm_incoming_release - no row; free.
 */
void crm_incoming_init(struct crm_incoming *in);
void crm_incoming_release(struct crm_incoming *in);

/*
 * crm_incoming_add - a typed row of the input; the same line twice is one row.
 * Shape:   -> 0, or -1 (CRM_PARTIAL): it is too long, or its id stands there with other content.
 */
int crm_incoming_add(struct crm_incoming *in, const struct crm_row *row,
	struct crm_incoming_source from, struct crm_err *e);

/*
 * crm_incoming_has - whether a row of the input has an id; crm_incoming_line - the line of the input
 * of the one with the id of a row, 0: none.
 */
bool crm_incoming_has(const struct crm_incoming *in, const struct crm_uuid *id);
long crm_incoming_line(const struct crm_incoming *in, const struct crm_row *row);

/*
 * crm_incoming_typed - a row of the input, typed.
 * Shape:   row, default currency, record -> *out, whose views are the record's.
 */
void crm_incoming_typed(struct crm_incoming *in, const struct crm_incoming_row *r, int currency,
	struct crm_csv_record *rec, struct crm_row *out);

/*
 * crm_incoming_begin, crm_incoming_there, crm_incoming_next - a look through the journal: forget
 * what an unfinished one found; a row of it; whether another look is needed.
 */
void crm_incoming_begin(struct crm_incoming *in);
void crm_incoming_there(struct crm_incoming *in, const struct crm_row *row);
bool crm_incoming_next(struct crm_incoming *in);

/*
 * crm_incoming_lines - append the lines of the rows that the journal does not have.
 * Shape:   whether those that were taken back are added once more -> counts.
 */
struct crm_incoming_count crm_incoming_lines(const struct crm_incoming *in, bool again,
	struct crm_buf *out);

/*
 * crm_incoming_tell - a finding for each row that the journal has with other content.
 * Shape:   file of the input.
 */
void crm_incoming_tell(const struct crm_incoming *in, const char *file, struct crm_finds *finds);
#endif
