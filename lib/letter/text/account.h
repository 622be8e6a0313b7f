/* account.h - what letters say of a client's account: an agreement on one invoice, and the statement.
 * Room letter/text; needs data.h, lang.h, case/money/agreement.h, case/holds.h, law/owed.h. */
#ifndef CRM_LETTER_TEXT_ACCOUNT_H
#define CRM_LETTER_TEXT_ACCOUNT_H
#include "case/holds.h"
#include "case/money/agreement.h"
#include "law/owed.h"
#include "letter/text/data.h"
#include "letter/text/lang.h"

/* An agreement on an invoice. */
struct crm_agreed {
	struct crm_invoice invoice;
	struct crm_agreement g;
	int64_t balance;
	int32_t missed;	 /* the first date that passed uncovered, its grace too; CRM_NO_DAY */
	int64_t missing; /* what is not paid of all dates that passed */
};

/* An open invoice of a statement, or money of the year. */
struct crm_account_line {
	struct crm_str ref;
	int currency;
	int32_t date, due;
	int64_t amount, left;
	uint64_t offset;     /* of an invoice: of its line in the journal */
	bool disputed;
	int32_t agreed;	     /* a date to come that was agreed; CRM_NO_DAY */
	int64_t part;	     /* of a plan: what is left of the instalment of that date; else 0 */
	enum crm_event what; /* of money: PAYMENT, CREDIT, REFUND */
};

/* All of one currency. */
struct crm_account {
	int currency;
	struct crm_account_line *open, *move; /* by date, then ref */
	size_t opens, moves;
	int64_t spare;		  /* money that names no invoice: it is taken off */
	int64_t balance, overdue; /* what is owed, and what of it is past due */
};

struct crm_statement {
	struct crm_account *account; /* those with something to say, the default currency first */
	size_t n;
};

/*
 * crm_agreed_find - the agreement that a letter is about.
 * Shape:   view, client, ref (empty: any), whether it must be broken -> true and *out; of several
 *          the newest agreement, or of broken ones that with the oldest date.  An invoice that is
 *          paid, written off or in dispute has none, and money that names no invoice may be what is
 *          missing.
 */
bool crm_agreed_find(struct crm_view *v, const struct crm_standing *s, struct crm_str ref,
	bool broken, struct crm_agreed *out);

/*
 * crm_statement_of - the open invoices of a client, the money of the year of the view, the balance.
 * Shape:   view, standing -> *out in the view's arena.
 */
void crm_statement_of(struct crm_view *v, const struct crm_standing *s, struct crm_statement *out);

/*
 * crm_account_put - the names of crm-template(5) that a letter has of both; they are there and empty
 * when there is none.
 */
void crm_account_put(struct crm_arena *a, const struct crm_lang *lang, const struct crm_agreed *g,
	const struct crm_statement *st, int32_t today, struct crm_yaml *root);
#endif
