/* ledger.h - invoices and the money that moves them, absorbed row by row in any order.
 * Room case; needs book/row.h, base/intern.h, base/pool.h.  Memory follows the invoices and the
 * clients, not the rows: a payment that settles an invoice in one go costs nothing more.
 *
 * Invoice rows of one client with one REF are one invoice: due date, amount and currency of the
 * first by (at, id) (risk.md 1 rule 6).  Money of the same REF and currency makes the balance. */
#ifndef CRM_CASE_LEDGER_H
#define CRM_CASE_LEDGER_H
#include "base/hash.h"
#include "base/intern.h"
#include "base/pool.h"
#include "book/row.h"

enum { CRM_REF_INLINE = 16 };

/* Money that moved: kept only where an invoice has more than one movement. */
struct crm_move {
	uint32_t next;
	int32_t day;
	int64_t amount; /* minor units, as logged */
	uint8_t event;	/* CRM_EV_PAYMENT, CREDIT or REFUND */
};

/* One (client, ref, currency): an invoice, or money that found none yet; with an empty ref the money
 * of the client that names no invoice. */
struct crm_invoice {
	uint32_t client; /* number in the ledger's clients */
	uint32_t more;	 /* further movements, pool of crm_move */
	union {
		char in[CRM_REF_INLINE];
		const char *out;
	} ref;
	uint16_t ref_n; /* bytes; over CRM_REF_INLINE they stand outside */
	uint8_t currency;
	uint8_t first_event;   /* event of the first movement; 0: none */
	uint8_t known;	       /* an invoice row was seen */
	int16_t at_min;	       /* of the first invoice row */
	int32_t at_day;
	struct crm_uuid id;
	int32_t done;	       /* tag done= of that row: the work was finished; CRM_NO_DAY */
	int64_t amount;	       /* of the first invoice row */
	int64_t moved;	       /* payments + credits - refunds */
	uint64_t offset;       /* line of the first invoice row */
	int32_t due;	       /* CRM_NO_DAY when none */
	int32_t first_day;     /* of the first movement */
};

/* A rare row about a ref: dispute, writeoff, renegotiate, reminder, letter, resolve … */
struct crm_mark {
	uint32_t next;
	uint32_t kind;	/* number in the ledger's words */
	uint32_t client;
	uint8_t event;
	uint8_t by;	/* enum crm_by */
	uint8_t level;
	uint8_t status; /* of a reminder: enum crm_sent */
	struct crm_when at;
	int32_t due;
	uint8_t for_me; /* of a reminder: a file, which no client reads */
	uint64_t mid;	/* of a reminder: hash of its mid tag; 0: none */
	struct crm_uuid id;
	uint64_t offset;
};

/* What became of a message; tag status= of a reminder row. */
enum crm_sent {
	CRM_SENT_NONE, /* no status: logged by hand, counts as sent */
	CRM_SENT_INTENT,
	CRM_SENT_SENT,
	CRM_SENT_DEFERRED,
	CRM_SENT_FAILED,
	CRM_SENT_UNKNOWN,
	CRM_SENT_PREPARED,
	CRM_SENT_BOUNCED, /* sent, and it came back */
};

struct crm_ledger {
	struct crm_intern clients, words; /* words: kinds and steps */
	struct crm_arena mem;		  /* long refs */
	struct crm_pool invoices, moves, marks;
	struct crm_slot *slot; /* (client, ref) -> invoices */
	size_t slots;
	struct crm_slot *mslot; /* (client, ref) -> marks */
	size_t mslots;
	struct crm_pool keys;	/* heads of the lists of marks */
	int currency;		/* of the first entry */
	bool mixed;		/* another one came */
	bool settled;
};

/* Events that the ledger absorbs. */
#define CRM_LEDGER_MONEY                                                                            \
	(CRM_EV_BIT(CRM_EV_INVOICE) | CRM_EV_BIT(CRM_EV_PAYMENT) | CRM_EV_BIT(CRM_EV_CREDIT) |      \
		CRM_EV_BIT(CRM_EV_REFUND))
#define CRM_LEDGER_MARKS                                                                            \
	(CRM_EV_BIT(CRM_EV_WRITEOFF) | CRM_EV_BIT(CRM_EV_DISPUTE) | CRM_EV_BIT(CRM_EV_WAIVE) |      \
		CRM_EV_BIT(CRM_EV_ACKNOWLEDGE) | CRM_EV_BIT(CRM_EV_RENEGOTIATE) |                   \
		CRM_EV_BIT(CRM_EV_REMINDER) | CRM_EV_BIT(CRM_EV_LETTER) |                           \
		CRM_EV_BIT(CRM_EV_CLAIM) | CRM_EV_BIT(CRM_EV_RESOLVE))

/*
 * crm_mid_hash - a message id as crm_mark keeps it; never 0.
 */
static inline uint64_t crm_mid_hash(struct crm_str mid)
{
	return crm_hash(mid, 0) | 1;
}

/*
 * crm_ledger_init, crm_ledger_release, crm_ledger_clear - empty; free; forget all rows.
 */
void crm_ledger_init(struct crm_ledger *l);
void crm_ledger_release(struct crm_ledger *l);
void crm_ledger_clear(struct crm_ledger *l);

/*
 * crm_ledger_row - absorb a row of a client, by its number in `clients`; other events than those
 * above change nothing.
 * Source:  S0.41; facts.md 2, 3; the order of rows never matters (P5).
 */
void crm_ledger_row(struct crm_ledger *l, uint32_t client, const struct crm_row *r);

/*
 * crm_invoice_ref - the ref of an invoice, valid as long as the ledger.
 */
struct crm_str crm_invoice_ref(const struct crm_invoice *v);

/*
 * crm_invoice_first - whether this is the invoice of its (client, ref): a later row in another
 * currency makes none of its own.
 */
bool crm_invoice_first(const struct crm_ledger *l, const struct crm_invoice *v);

/*
 * crm_invoice_balance - what is left to pay: amount - payments - credits + refunds.
 * Unit:    minor units of v->currency; 0 or below when paid.
 */
static inline int64_t crm_invoice_balance(const struct crm_invoice *v)
{
	return v->amount - v->moved;
}

/*
 * crm_invoice_moves - its movements, oldest first (same day: credits, payments, refunds).
 * Shape:   invoice, arena for the array -> array and *n; `next` is not used.
 */
struct crm_move *crm_invoice_moves(const struct crm_ledger *l, const struct crm_invoice *v,
	struct crm_arena *a, size_t *n);

/*
 * crm_ledger_marks - the marks of a (client, ref), in order of (at, id).
 * Shape:   -> array of pointers in the arena and *n.
 */
const struct crm_mark **crm_ledger_marks(const struct crm_ledger *l, uint32_t client,
	struct crm_str ref, struct crm_arena *a, size_t *n);

/*
 * crm_marks_disputed - whether one of the marks is a dispute that no resolve of its moment or later
 * settles.
 */
bool crm_marks_disputed(const struct crm_mark *const *mark, size_t n);

/*
 * crm_ledger_given_up - whether an invoice is written off.
 * Shape:   ledger, invoice, arena for the look (left as it was).
 */
bool crm_ledger_given_up(const struct crm_ledger *l, const struct crm_invoice *inv,
	struct crm_arena *a);

/*
 * crm_ledger_key - the (client, ref) pairs that have marks: 1..l->keys.n.
 */
void crm_ledger_key(const struct crm_ledger *l, uint32_t i, uint32_t *client, struct crm_str *ref);

/*
 * crm_ledger_free - money of a client in a currency that names no invoice: without ref, or of a ref
 * that no invoice has.
 * Unit:    minor units.
 */
int64_t crm_ledger_free(const struct crm_ledger *l, uint32_t client, int currency);

/*
 * crm_ledger_foreign - whether money in another currency names an invoice: how much of it that pays
 * is for a person to say.
 * Source:  ours: nobody is asked for what he may have paid.
 */
bool crm_ledger_foreign(const struct crm_ledger *l, const struct crm_invoice *v);

/*
 * crm_ledger_settle - to be called when all rows are in: money of refs without invoice in its
 * currency is added to what crm_ledger_free gives.  A second call changes nothing.
 */
void crm_ledger_settle(struct crm_ledger *l);
#endif
