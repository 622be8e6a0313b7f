/* money.h - an invoice and the money that moves it; money that names none.
 * Room case/money; needs thread.h.  Pure.
 *
 * Invoice rows of one client with one ref are one invoice: due day, amount and currency of the first
 * by (at, id).  Money of the same ref and currency makes the balance. */
#ifndef CRM_CASE_MONEY_MONEY_H
#define CRM_CASE_MONEY_MONEY_H
#include "case/thread.h"

struct crm_invoice {
	struct crm_entries thread;   /* all rows of its ref */
	struct crm_str client;
	uint32_t number;	     /* of the client in the store */
	int currency;
	struct crm_when at;
	int32_t due, done;	     /* done: the work was finished; CRM_NO_DAY when not said */
	int64_t amount;		     /* as logged */
	int64_t moved;		     /* payments + credits - refunds */
	bool touched;		     /* any of them */
	bool foreign;		     /* money in another currency names it: how much of it that pays is
				      * for a person to say, and nobody is asked for what he may have paid */
	bool given_up;		     /* written off */
	uint64_t offset;	     /* of its line */
};

/* Like money of days so near may be the same: what was typed on the day of a mail is booked within a week. */
enum { CRM_MONEY_NEAR = 7 };

/* Money that moved an invoice. */
struct crm_move {
	int32_t day;
	int64_t amount; /* minor units, as logged */
	uint8_t event;	/* CRM_EV_PAYMENT, CREDIT or REFUND */
};

/* The events behind an invoice and its balance; those about it. */
#define CRM_MONEY_EVENTS                                                                            \
	(CRM_EV_BIT(CRM_EV_INVOICE) | CRM_EV_BIT(CRM_EV_PAYMENT) | CRM_EV_BIT(CRM_EV_CREDIT) |      \
		CRM_EV_BIT(CRM_EV_REFUND))
#define CRM_MONEY_ABOUT                                                                             \
	(CRM_EV_BIT(CRM_EV_WRITEOFF) | CRM_EV_BIT(CRM_EV_DISPUTE) | CRM_EV_BIT(CRM_EV_WAIVE) |      \
		CRM_EV_BIT(CRM_EV_ACKNOWLEDGE) | CRM_EV_BIT(CRM_EV_RENEGOTIATE) |                   \
		CRM_EV_BIT(CRM_EV_REMINDER) | CRM_EV_BIT(CRM_EV_LETTER) |                           \
		CRM_EV_BIT(CRM_EV_CLAIM) | CRM_EV_BIT(CRM_EV_RESOLVE) | CRM_WORD_EVENTS)

/*
 * crm_invoice_of - the invoice of a thread.
 * Shape:   -> *out, which lives as long as the day of the case; false: no row makes one.
 * Source:  S0.41; a later row in another currency makes none of its own.
 */
bool crm_invoice_of(const struct crm_case *c, struct crm_entries thread, struct crm_invoice *out);

/*
 * crm_invoice_next - the next invoice of the client.
 * Shape:   *i 0 at first -> *out, or false at the end.
 */
bool crm_invoice_next(const struct crm_case *c, size_t *i, struct crm_invoice *out);

/*
 * crm_invoice_keep - a copy that lives as long as an arena and the store.
 */
void crm_invoice_keep(
	const struct crm_invoice *inv, struct crm_arena *a, struct crm_invoice *out);

/*
 * crm_invoice_ref - its ref, as long as the store.
 */
static inline struct crm_str crm_invoice_ref(
	const struct crm_store *store, const struct crm_invoice *inv)
{
	return crm_entry_ref(store, inv->thread.row[0]);
}

/*
 * crm_invoice_balance - what is left to pay: amount - payments - credits + refunds.
 * Unit:    minor units of its currency; 0 or below when paid.
 */
static inline int64_t crm_invoice_balance(const struct crm_invoice *inv)
{
	return inv->amount - inv->moved;
}

/*
 * crm_invoice_moves - its movements, oldest first (same day: credits, payments, refunds).
 * Shape:   invoice, arena for the array -> array and *n.
 */
struct crm_move *crm_invoice_moves(const struct crm_invoice *inv, struct crm_arena *a, size_t *n);

/*
 * crm_invoice_net - its amount less what was credited, whenever that was: it was never owed.
 */
int64_t crm_invoice_net(const struct crm_invoice *inv);

/*
 * crm_move_paid - what a movement pays of the net amount: a refund less than nothing, a credit nothing.
 */
static inline int64_t crm_move_paid(const struct crm_move *m)
{
	return m->event == CRM_EV_REFUND ? -m->amount : m->event == CRM_EV_CREDIT ? 0 : m->amount;
}

/*
 * crm_invoice_frozen - the ruling of insolvency that what is owed for an invoice was owed before.
 * Shape:   invoice, profile of its client, today -> day of the ruling; CRM_NO_DAY: none so far, or the
 *          work was done after it and is paid as usual.
 * Source:  C. com. L622-17, L622-21.
 */
int32_t crm_invoice_frozen(const struct crm_invoice *inv, const struct crm_client *p, int32_t today);

/*
 * crm_moves_closed - the day since which nothing is left of an invoice, or CRM_NO_DAY.
 * Shape:   its movements, its net amount (above 0).  Payments count as principal.
 */
int32_t crm_moves_closed(const struct crm_move *move, size_t n, int64_t net);

/*
 * crm_invoice_closed - the same of an invoice; of one that is credited in full the last credit.
 * Shape:   invoice, arena for scratch.
 */
int32_t crm_invoice_closed(const struct crm_invoice *inv, struct crm_arena *a);

/*
 * crm_invoice_disputed - whether a dispute of it is open.
 */
static inline bool crm_invoice_disputed(const struct crm_invoice *inv)
{
	struct crm_episode open;

	return crm_episode_open(inv->thread, CRM_EV_DISPUTE, &open);
}

/*
 * crm_invoice_agreed - the row of the last date that was agreed for it, or that the client gave, or
 * NULL: a promise of the client under its ref says when it will be paid, until it is said to be kept
 * or broken.
 * Source:  S0.43, S3.19.
 */
const struct crm_entry *crm_invoice_agreed(const struct crm_invoice *inv);

/*
 * crm_invoice_why - why it is not paid, as the newest row about it says: its own, a date agreed or
 * promised, a dispute, a contact that has its ref.
 * Shape:   case of its client, invoice -> reason; a dispute that was resolved since is none.
 * Source:  S0.42, S2.1.
 */
enum crm_why crm_invoice_why(const struct crm_case *c, const struct crm_invoice *inv);

/*
 * crm_open_dispute - whether one of their invoices is in dispute: a row says so that was not settled, or is
 * the reason why one is not paid.
 * Source:  S3.15, S0.42.
 */
bool crm_open_dispute(const struct crm_case *c);

/*
 * crm_invoice_renegotiated - the row of the last date that both agreed on, or NULL.
 */
const struct crm_entry *crm_invoice_renegotiated(const struct crm_invoice *inv);

/*
 * crm_money_stray - whether a row of money names no invoice of its currency.
 */
bool crm_money_stray(const struct crm_case *c, const struct crm_entry *f);

/* Money of a client in one currency that is stray. */
struct crm_spare {
	int currency;
	int64_t amount; /* minor units */
	const struct crm_entry *row; /* the newest that brought some */
};

/*
 * crm_invoice_foreign - the newest money under its ref in another currency, or NULL.
 */
const struct crm_entry *crm_invoice_foreign(const struct crm_invoice *inv);

/*
 * crm_money_spare - money without ref, or of a ref that no invoice has, one element a currency.
 * Shape:   case, arena for the array -> array and *n.
 */
struct crm_spare *crm_money_spare(const struct crm_case *c, struct crm_arena *a, size_t *n);

struct crm_paid {
	const struct crm_entry *invoice; /* its first row */
	int currency;
	int32_t due; /* due: CRM_NO_DAY when none was said */
	int32_t closed;	     /* the day since which nothing is left of it */
};

/*
 * crm_paid_of - what was paid, the oldest closing first.
 * Shape:   case, arena for the array -> array and *n.  An invoice that was given up, or that credit
 *          alone closed, is not among them: nobody paid it.
 * Source:  S0.42: how they usually pay is known before anybody asks.
 */
struct crm_paid *crm_paid_of(const struct crm_case *c, struct crm_arena *a, size_t *n);

/*
 * crm_paid_late - days from the due day to the closing, below zero when early.
 */
static inline int64_t crm_paid_late(const struct crm_paid *p)
{
	return (int64_t)p->closed - p->due;
}

/*
 * crm_paid_rank - the value that so many of 100 do not exceed.
 * Shape:   values, which are sorted by it, how many (at least 1), 1 to 100 -> the nearest rank.
 */
int64_t crm_paid_rank(int64_t *value, size_t n, size_t of100);
#endif
