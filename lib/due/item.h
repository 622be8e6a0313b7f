/* item.h - one thing owed and late, and what the kinds share.
 * Room due; needs standing.h.  crm-overdue(1) is the manual: the table of kinds stands there. */
#ifndef CRM_DUE_ITEM_H
#define CRM_DUE_ITEM_H
#include "case/standing.h"

/* In the order of the report (design.md 6): first those on which I must act. */
enum crm_kind {
	CRM_KIND_REPLY, CRM_KIND_PROMISE, CRM_KIND_DEADLINE, CRM_KIND_RESULT, CRM_KIND_CONFLICT,
	CRM_KIND_INCIDENT, CRM_KIND_APPROVAL, CRM_KIND_MISSION, CRM_KIND_RENEWAL, CRM_KIND_CHECKIN,
	CRM_KIND_CONTACT, CRM_KIND_INTEREST, CRM_KIND_FOLLOWUP, CRM_KIND_VETTING, CRM_KIND_FRAME,
	CRM_KIND_LETTER, CRM_KIND_INVOICE, CRM_KIND_PLEDGE, CRM_KIND_OFFER,
	CRM_KINDS
};

struct crm_kind_info {
	const char *name;
	enum crm_by who;     /* who must act */
	const char *action;  /* what I can do, a sentence without its stop, marked N_ */
	/* events that the ledger, the states and the talk need; the things; the rhythm */
	uint64_t events, things, rhythm;
};
extern const struct crm_kind_info crm_kinds[CRM_KINDS];

/* Large fields first: a list may have as many as there are invoices. */
struct crm_item {
	struct crm_str client, ref;
	struct crm_when since, due;
	int64_t amount;
	struct crm_str step;   /* last reminder */
	struct crm_when reminded;
	struct crm_str held;
	uint32_t number;       /* of the client */
	uint64_t offset;       /* row that the note comes from */
	struct crm_str note;   /* instead of that row's; p NULL: the row's */
	const char *action;    /* what I can do, marked N_ */
	const struct crm_invoice *invoice; /* of an invoice item */
	const struct crm_standing *standing; /* of reply and invoice items */
	int32_t days;	       /* whole days past due; negative: still to come */
	int currency;
	enum crm_kind kind;
	bool by_id;	       /* the ref is the id of a row that has none */
	bool money;	       /* amount and currency are set */
};

struct crm_overdue {
	unsigned kinds;	       /* wanted, 1u << CRM_KIND_...; 0: all */
	int within;	       /* days ahead; 0: only what is late */
	enum crm_by who;       /* CRM_BY_NONE: both sides */
	struct crm_str client; /* "" : all */
	int64_t min;	       /* smallest amount of money items, minor units of the default currency */
	bool paid_late;	       /* instead of all else: invoices paid late that owe interest or fee */
	struct crm_item *item; /* heap array */
	size_t n, cap;
};

/*
 * crm_item_wanted - whether a kind is asked for.
 */
bool crm_item_wanted(const struct crm_overdue *o, enum crm_kind kind);

/*
 * crm_item_comes - whether what is due on a day belongs on the list: late, or due within the days
 * ahead that were asked for.
 */
bool crm_item_comes(const struct crm_view *v, const struct crm_overdue *o, int64_t due);

/*
 * crm_item_add - a new item of a client.
 * Shape:   -> item with client, kind, since, due, days and action set, until the next one is added;
 *          NULL for rows of nobody and of clients not asked for.
 */
struct crm_item *crm_item_add(const struct crm_view *v, struct crm_overdue *o, enum crm_kind kind,
	uint32_t client, struct crm_when since, struct crm_when due);

/*
 * crm_item_day - a moment of which only the day is known; days beyond the calendar are its last.
 */
struct crm_when crm_item_day(int64_t day);

/*
 * crm_item_held - why I should not write to the client now: absent, hold.
 * Source:  S0.26; a hold of everything or of the client, not of one invoice.
 */
void crm_item_held(struct crm_view *v, struct crm_item *it, uint32_t client);

/*
 * crm_item_held_of - why no reminder of the invoice behind an item goes out.
 * Shape:   invoice, what is left of it, reasons that the item itself is about (CRM_HOLD_*).
 * Source:  design.md 8.
 */
void crm_item_held_of(struct crm_view *v, struct crm_item *it, const struct crm_invoice *inv,
	int64_t balance, unsigned about);

/*
 * crm_item_least - whether an amount is at least what was asked for: --min is a number of whole
 * units, whatever the currency.
 */
bool crm_item_least(const struct crm_view *v, const struct crm_overdue *o, int64_t amount,
	int currency);
#endif
