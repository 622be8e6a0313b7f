/* item.h - one thing owed and late, and what the kinds share.
 * Room due; needs case/holds.h, case/act/action.h.  crm-overdue(1) is the manual: the table of kinds stands there. */
#ifndef CRM_DUE_ITEM_H
#define CRM_DUE_ITEM_H
#include "case/act/action.h"
#include "case/holds.h"

/*
 * The kinds in the order of the report (crm-overdue(1)): first those on which I must act.  A new one
 * stands here, in the table of kinds.c, and in the module that has its function crm_list_NAME.
 */
#define CRM_KINDS_EACH(X) \
	X(REPLY, reply) X(PROMISE, promise) X(DEADLINE, deadline) X(RESULT, result) \
	X(CONFLICT, conflict) X(INCIDENT, incident) X(APPROVAL, approval) \
	X(MISSION, mission) X(RENEWAL, renewal) X(CHECKIN, checkin) X(CONTACT, contact) \
	X(INTEREST, interest) X(FOLLOWUP, followup) X(NEXT, next) X(UNBILLED, unbilled) \
	X(CLAIM, claim) X(VETTING, vetting) X(FRAME, frame) X(LETTER, letter) \
	X(INVOICE, invoice) X(PLEDGE, pledge) X(OFFER, offer)

#define CRM_KIND_CONSTANT(kind, name) CRM_KIND_##kind,
enum crm_kind { CRM_KINDS_EACH(CRM_KIND_CONSTANT) CRM_KINDS };

/* Large fields first: a list may have as many as there are invoices. */
struct crm_item {
	struct crm_str client, ref;
	struct crm_when since, due;
	int64_t amount;
	struct crm_str step;   /* last reminder */
	struct crm_when reminded;
	struct crm_str held;
	struct crm_str note;   /* instead of that of the row; p NULL: the row's */
	const struct crm_entry *row; /* that it is about */
	struct crm_action action; /* what to do, when its day has come */
	const struct crm_bill *bill;	     /* of an invoice item */
	const struct crm_standing *standing; /* of an invoice item */
	uint32_t number;       /* of the client */
	int32_t days;	       /* whole days past due; negative: still to come */
	int currency;
	enum crm_kind kind;
	unsigned why;	       /* CRM_HOLD_* behind `held` */
	unsigned part;	       /* of an instalment: its place in the plan, from 1; 0: none */
	bool by_id;	       /* the ref is the id of a row that has none */
	bool money;	       /* amount and currency are set */
	bool later;	       /* its day has not come, and nothing is to be done before */
};

/* What an invoice costs by now, as a list shows it; law/owed.h has where it comes from. */
struct crm_costs {
	int64_t interest, fee; /* what is left of them */
	int32_t limit;	       /* last day to go to court; CRM_NO_DAY */
	unsigned notes;	       /* CRM_INTEREST_* */
};

/* An invoice with what was sent for it and what stops its reminders. */
struct crm_bill {
	struct crm_invoice invoice;
	struct crm_sent sent;
	struct crm_held held;
	int64_t asked;	/* what a reminder asks for: what is left, or what a plan lets one ask for */
	const struct crm_agreement *plan; /* one of which an instalment was missed; NULL: none */
	struct crm_costs costs;		  /* where the list asks for them */
};

struct crm_overdue {
	unsigned kinds;	       /* wanted, 1u << CRM_KIND_...; 0: all */
	int within;	       /* days ahead; 0: only what is late */
	bool morning;	       /* also what falls due today and before the next working morning */
	enum crm_by who;       /* CRM_BY_NONE: both sides */
	struct crm_list whom;  /* only these clients, sorted; none: all */
	int64_t min;	       /* smallest amount of money items, minor units of the default currency */
	bool by_due;	       /* by due day, then as else */
	bool sent_today;       /* the action of an invoice knows what goes out today (due/notice.h) */
	bool costs;	       /* an invoice comes with what it costs by now */
	bool notes;	       /* notes are asked for, but no row is read again by its offset */
	bool paid_late;	       /* instead of all else: invoices paid late that owe interest or fee */
	struct crm_item **item; /* heap array; they live as long as the store */
	size_t n, cap;
};

/* Adds the items of one kind that one client gives rise to: the view, its open case, the list. */
typedef void crm_list(struct crm_view *v, struct crm_case *c, struct crm_overdue *o);
#define CRM_KIND_LIST(kind, name) crm_list crm_list_##name;
CRM_KINDS_EACH(CRM_KIND_LIST)

/*
 * crm_overdue_next - the next client that is asked for, as a case: not the rows of nobody.
 * Shape:   *i 0 at first -> case, or NULL at the end.
 */
struct crm_case *crm_overdue_next(struct crm_view *v, const struct crm_overdue *o, uint32_t *i);

/*
 * crm_item_comes - whether what is due on a day belongs on the list: late, or due within the days
 * ahead that were asked for.
 */
bool crm_item_comes(const struct crm_case *c, const struct crm_overdue *o, int64_t due);

/*
 * crm_item_add - a new item about a row of the case.
 * Shape:   -> item with client, kind, since, ref, offset, due and days set, until the next one is
 *          added.
 */
struct crm_item *crm_item_add(const struct crm_case *c, struct crm_overdue *o, enum crm_kind kind,
	const struct crm_entry *row, struct crm_when due);

/*
 * crm_item_by_id - give an item the id of its row for a ref.
 */
void crm_item_by_id(struct crm_view *v, struct crm_item *it, const struct crm_entry *row);

/*
 * crm_item_act - what to do about it today.
 */
static inline enum crm_act crm_item_act(const struct crm_item *it)
{
	return it->later ? CRM_ACT_WAIT : it->action.act;
}

/*
 * crm_item_day - a moment of which only the day is known; days beyond the calendar are its last.
 */
struct crm_when crm_item_day(int64_t day);

/*
 * crm_item_held - why I should not write to the client now: absent, hold.
 * Source:  S0.26; a hold of everything or of the client, not of one invoice.
 */
void crm_item_held(struct crm_view *v, const struct crm_case *c, struct crm_item *it);

/*
 * crm_item_put_off - that a hold puts off this very item, by the name that the list shows: its ref,
 * also the last eight characters of an id, or the word of its kind when it has no ref.
 * Shape:   `name` is that of its kind; an invoice has this in its own holds.
 */
void crm_item_put_off(
	struct crm_view *v, const struct crm_case *c, const char *name, struct crm_item *it);

/*
 * crm_item_least - whether an amount is at least what was asked for: --min is a number of whole
 * units, whatever the currency.
 */
bool crm_item_least(const struct crm_policy *p, const struct crm_overdue *o, int64_t amount,
	int currency);
#endif
