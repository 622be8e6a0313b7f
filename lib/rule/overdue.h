/* overdue.h - what is owed and late, by me and by the client.
 * Room rule; needs standing.h.  crm-overdue(1) is the manual: the table of kinds stands there. */
#ifndef CRM_RULE_OVERDUE_H
#define CRM_RULE_OVERDUE_H
#include "rule/standing.h"

/* In the order of the report (design.md 6). */
enum crm_kind { CRM_KIND_REPLY, CRM_KIND_INVOICE, CRM_KINDS };

struct crm_kind_info {
	const char *name;
	enum crm_by who; /* who must act */
};
extern const struct crm_kind_info crm_kinds[CRM_KINDS];

struct crm_item {
	struct crm_str client, ref;
	enum crm_kind kind;
	struct crm_when since, due;
	int32_t days;	       /* whole days past due; negative: still to come */
	bool money;	       /* amount and currency are set */
	int64_t amount;
	int currency;
	struct crm_str step;   /* last reminder */
	struct crm_when reminded;
	struct crm_str held;
	uint64_t offset;       /* row that the note comes from */
	const struct crm_invoice *invoice; /* of an invoice item */
	const struct crm_standing *standing;
};

struct crm_overdue {
	unsigned kinds;	       /* wanted, 1u << CRM_KIND_...; 0: all */
	int within;	       /* days ahead; 0: only what is late */
	enum crm_by who;       /* CRM_BY_NONE: both sides */
	struct crm_str client; /* "" : all */
	int64_t min;	       /* smallest amount of money items */
	struct crm_item *item; /* heap array */
	size_t n, cap;
};

/*
 * crm_overdue_kind - a kind by its name, or -1.
 */
int crm_overdue_kind(struct crm_str name);

/*
 * crm_overdue_events - the events that the wanted kinds need.
 */
uint64_t crm_overdue_events(unsigned kinds);

/*
 * crm_overdue_list - all items of a view, sorted: who (me, then client), kind, days falling, client,
 * ref.
 * Shape:   view with all rows absorbed, request -> item, n; strings live as long as the view.
 * Owns:    o->item; crm_release frees it.
 */
void crm_overdue_list(struct crm_view *v, struct crm_overdue *o);
#endif
