/* split.h - one transfer that pays several invoices, shared out over them.
 * Room import; needs label.h, book/row.h.
 *
 *	there() for each row of money of the journal that counts, voided() for each void; then for the input
 *	paid() what its other rows pay, name() what a transfer names; then plan() each transfer. */
#ifndef CRM_IMPORT_SPLIT_H
#define CRM_IMPORT_SPLIT_H
#include "base/intern.h"
#include "book/row.h"
#include "import/incoming.h"
#include "import/label.h"

/* An invoice of the journal. */
struct crm_split_bill {
	int64_t balance;
	int currency;
	unsigned invoices;  /* rows */
	bool mixed;	    /* another currency is about: nothing is reckoned */
	bool paid;	    /* another row of the input pays it */
	unsigned named;	    /* transfers of the input that name it and several */
	uint32_t pays;	    /* its newest payment, in the order of reading, + 1 */
};

/* A payment of the journal with a ref. */
struct crm_split_pay {
	struct crm_uuid id;
	uint32_t next; /* of its invoice + 1 */
	int32_t day;
	int64_t amount;
};

/* A share that an earlier import wrote. */
struct crm_split_piece {
	struct crm_str client, ref;
	int64_t amount;
	int currency;
};

struct crm_split {
	struct crm_arena mem;
	struct crm_intern bills, pieces, loose, gone; /* the last three: ids */
	struct crm_split_bill *bill;   /* by number in bills */
	struct crm_split_piece *piece; /* by number in pieces */
	struct crm_split_pay *pay;     /* heap array */
	size_t bill_cap, piece_cap, pays, pay_cap;
	struct crm_buf key;
};

/* What a transfer becomes: shares, or itself. */
struct crm_split_share {
	unsigned part; /* from 1 on: which id is its own; 0: that of the whole */
	struct crm_str ref; /* "" the whole, without a ref */
	int64_t amount;
};

/* A transfer of the input. */
struct crm_split_transfer {
	struct crm_str client;
	const struct crm_label_found *named;
	size_t n;
	int64_t amount;
	int32_t day;
	int currency;
	/* ids: of the whole; of the k-th share */
	struct crm_uuid whole, share[CRM_LABEL_MOST];
};

void crm_split_init(struct crm_split *s);
void crm_split_release(struct crm_split *s);
void crm_split_clear(struct crm_split *s);

/*
 * crm_split_there, crm_split_voided - a row of the journal that counts; a void.
 */
void crm_split_there(struct crm_split *s, const struct crm_row *row);
void crm_split_voided(struct crm_split *s, const struct crm_row *row);

/*
 * crm_split_paid - a row of the input that the journal does not have; crm_split_name - a transfer of it
 * that names several.
 */
void crm_split_paid(struct crm_split *s, const struct crm_row *row);
void crm_split_name(struct crm_split *s, struct crm_str client, const struct crm_label_found *named, size_t n);

/*
 * crm_split_plan - how a transfer is shared out.
 * Shape:   transfer -> the number of shares, 1: the whole without a ref.
 *          What an earlier import wrote stays as it is, whatever is open by now; else the shares are what is
 *          open of each invoice, if that adds up to the transfer, no other row of the input pays one of
 *          them and no other transfer names one.
 * Source:  ours: money is allocated only where there is no doubt.
 */
size_t crm_split_plan(struct crm_split *s, const struct crm_split_transfer *t,
	struct crm_split_share share[CRM_LABEL_MOST]);
/*
 * crm_split_typed - whether the journal has a transfer in pieces by another way: of each invoice that it
 * names a payment within seven days, which are not in the input, and which add up to it.
 */
bool crm_split_typed(struct crm_split *s, const struct crm_split_transfer *t, const struct crm_incoming *in);
#endif
