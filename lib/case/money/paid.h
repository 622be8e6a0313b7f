/* paid.h - the invoices of a client that are closed, and how many days each was early or late.
 * Room case/money; needs money.h.  Pure. */
#ifndef CRM_CASE_MONEY_PAID_H
#define CRM_CASE_MONEY_PAID_H
#include "case/money/money.h"

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
