/* interest.h - interest and fee of a late invoice, worked out line by line.
 * Room law; needs config/client/client.h, config/table/table.h (types), case/money/money.h.  Pure, integers only.
 *
 * Simple interest on what is unpaid, tax included (a regime may add that of each full year to it); the due day does not count, the day of payment
 * does.  One half-up rounding for the whole invoice, and one at each part payment.
 * Source:  crm-tables(5) (C. com. L441-10, D441-5; C. civ. 1231-6, 1343-1, 1344-1). */
#ifndef CRM_LAW_INTEREST_H
#define CRM_LAW_INTEREST_H
#include "case/money/money.h"
#include "config/client/client.h"
#include "config/table/table.h"

/* An invoice, as interest needs to know it. */
struct crm_debt {
	const struct crm_regime *regime;
	enum crm_client_kind kind;
	int penalty_rate;	/* contract rate, basis points; -1: none, or a multiple */
	int penalty_mult;	/* hundredths of the series below, its half-years each; 0: none */
	struct crm_str penalty_series;
	bool legal;		/* payments settle fee, interest, principal; else principal first */
	int32_t frozen;		/* a ruling of insolvency: no interest from this day on, and no fee;
				   CRM_NO_DAY: none, or the claim is younger */
	bool waived;		/* interest and fee given up */
	int currency;
	int64_t amount;		/* as logged; credit notes among the moves lower it from the start */
	int32_t due, notice;	/* notice: formal notice presented; CRM_NO_DAY: none */
	bool reminded;		/* a reminder of any form went out: */
	int32_t reminder;	/* the first one's day */
	const struct crm_move *moves; /* in order of day */
	size_t moves_n;
	int32_t until;		/* the last day counted */
};

/* Days with one rate on one sum. */
struct crm_interest_line {
	const struct crm_rate *rate; /* row of the series it comes from; NULL: none */
	int32_t from, to; /* first and last day counted */
	int32_t days, bp;
	int64_t base;	  /* minor units unpaid */
	int64_t fine;	  /* ten-thousandths of a minor unit (of a cent: millionths of a euro) */
};

/* Remarks to be printed beside the figures. */
enum {
	CRM_INTEREST_UNDER_FLOOR = 1,  /* the contract rate is under 3 x the legal rate */
	CRM_INTEREST_FLOOR_HIGHER = 2, /* 3 x the legal rate is above the default rate */
	CRM_INTEREST_FEE_CURRENCY = 4, /* a fee is owed in another currency and left out here */
	CRM_INTEREST_NO_NOTICE = 8,    /* nothing runs before a formal notice is presented */
	CRM_INTEREST_NO_FLOOR = 16,    /* the legal rate that a contract rate is held to is missing */
	CRM_INTEREST_FROZEN = 32,      /* interest stopped at the ruling of insolvency */
};

/* What a payment settled of an invoice before the principal; only with allocation: legal. */
struct crm_settled {
	int64_t fee, interest;
};

struct crm_interest {
	int64_t interest, fee;		  /* all that has come up */
	int64_t interest_left, fee_left;  /* less what payments settled of them */
	int64_t principal;		  /* unpaid; below zero: paid too much */
	bool counted;			  /* principal is known: all that moved has been counted */
	int32_t known;			  /* when a rate is missing: up to this day interest is known
					     all the same; CRM_NO_DAY: not at all */
	int64_t known_left;		  /* that interest, less what payments settled of it */
	int32_t paid;			  /* day on which nothing was left of it; CRM_NO_DAY */
	int32_t start;			  /* interest runs from the evening of this day; CRM_NO_DAY */
	unsigned notes;			  /* CRM_INTEREST_* */
	struct crm_interest_line *line;   /* in the arena, in order of days */
	size_t n;
	struct crm_settled *settled;	  /* of each movement of the debt, in the arena */
};

/*
 * crm_interest_regime - the regime of a client.
 * Shape:   tables, profile, policy -> regime, or NULL: unknown, meant for another kind of client, or
 *          in want of a penalty_rate.  The profile's law, else the policy's or, if that is for
 *          another kind, the one of the same name with this kind at its end; where neither is for
 *          this kind, and without a law, fr-b2b, fr-b2c or fr-public.
 * Errors:  CRM_PARTIAL, with the file and line where the law is said.
 */
const struct crm_regime *crm_interest_regime(const struct crm_regimes *r, const struct crm_client *c,
	const struct crm_policy *p, struct crm_err *e);

/*
 * crm_interest_policy - whether the policy's law is a regime.
 * Shape:   -> 0, or -1: CRM_USAGE with the line of policy.yaml.
 */
int crm_interest_policy(const struct crm_regimes *r, const struct crm_policy *p, struct crm_err *e);

/*
 * crm_interest - interest and fee of one invoice up to a day.
 * Shape:   -> 0 and *out, or -1: a rate is missing, or sums are beyond 63 bits.  Then *out has no
 *          interest but what it knows up to its day `known`, with the lines; its fee stands, and its principal where
 *          `counted` says so.
 * Unit:    minor units of the invoice's currency.
 * Errors:  CRM_PARTIAL, naming the series, the half-year and the file to edit; never a guess.
 * Owns:    the arena; NULL: lines and what was settled are not asked for.
 */
int crm_interest(const struct crm_rates *rates, const struct crm_debt *d, struct crm_arena *a,
	struct crm_interest *out, struct crm_err *e);
#endif
