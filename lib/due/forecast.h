/* forecast.h - when open money may come: each invoice with the day on which that payer usually pays.
 * Room due; needs item.h.  As of the day of the view, which may be any past day. */
#ifndef CRM_DUE_FORECAST_H
#define CRM_DUE_FORECAST_H
#include "due/item.h"

/* So many of the newest closed invoices are looked at; fewer than the least tell no habit. */
enum { CRM_FORECAST_LAST = 12, CRM_FORECAST_LEAST = 3 };

/* What the expected day rests on. */
enum crm_basis {
	CRM_BASIS_AGREED,  /* the date that was agreed or that they gave */
	CRM_BASIS_USUAL,   /* half of theirs come by then */
	CRM_BASIS_SLOW,	   /* that day has passed; 8 of 10 come by then */
	CRM_BASIS_DUE,	   /* no habit is known: the due day */
	CRM_BASIS_UNKNOWN, /* later than all that, disputed, insolvent, or without a due day */
};

struct crm_receipt {
	struct crm_str client, ref; /* as long as the view */
	int64_t amount;		    /* what is left, minor units */
	int64_t usual;		    /* days after the due day that half of theirs take; with `known` */
	int currency;
	int32_t due, expected;	    /* expected: an open day from today on; CRM_NO_DAY: unknown */
	enum crm_basis basis;
	bool known;
};

/*
 * crm_basis_name - agreed, usual, slow, due, unknown.
 */
const char *crm_basis_name(enum crm_basis basis);

/*
 * crm_forecast_of - what is open, by the day on which it is expected, unknown ones last.
 * Shape:   view with all rows absorbed, what is asked for (its min) -> array in the view's arena and
 *          *n.  What is written off is not expected.
 * Source:  S0.42: the delay of each payer is known from what they paid.
 */
struct crm_receipt *crm_forecast_of(struct crm_view *v, const struct crm_overdue *o, size_t *n);

/* What is expected in a month. */
struct crm_month {
	int32_t first; /* its first day; CRM_NO_DAY: unknown */
	int currency;
	size_t invoices;
	int64_t amount;
};

/*
 * crm_forecast_months - the sums, by month and currency code; unknown ones last.
 * Shape:   receipts as they are sorted, arena -> array and *months.
 */
struct crm_month *crm_forecast_months(
	const struct crm_receipt *r, size_t n, struct crm_arena *a, size_t *months);

/* The events it needs; a contact may say why an invoice is not paid. */
#define CRM_FORECAST_EVENTS (CRM_MONEY_EVENTS | CRM_MONEY_ABOUT | CRM_EV_BIT(CRM_EV_CONTACT))
#endif
