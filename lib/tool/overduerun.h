/* overduerun.h - what all views of crm-overdue share: the journal absorbed, the tables, the profiles.
 * Room tool; needs tool.h, config/profiles.h, due/overdue.h. */
#ifndef CRM_TOOL_OVERDUERUN_H
#define CRM_TOOL_OVERDUERUN_H
#include "config/profiles.h"
#include "config/table.h"
#include "due/overdue.h"
#include "tool/whom.h"

struct crm_overduerun {
	struct crm_tool *tool;
	struct crm_overdue want; /* set by the caller; its items are the run's */
	bool events;		 /* -f ics: events, not tasks */
	bool by_due;		 /* by due day, not by side and kind */
	struct crm_list whom;	 /* only these clients, sorted; none: as want says */
	struct crm_when upto;	 /* rows up to then are absorbed; the tool's moment unless set */
	struct crm_finds *finds; /* the tool's unless set */
	struct crm_tables tables;
	struct crm_calendar calendar;
	struct crm_profiles profiles;
	struct crm_view view;
};

/*
 * crm_overduerun_init, crm_overduerun_release - nothing read, and the fields above as said; free.
 */
void crm_overduerun_init(struct crm_overduerun *r, struct crm_tool *t,
	const struct crm_overdue *want);
void crm_overduerun_release(struct crm_overduerun *r);

/*
 * crm_overduerun_list - the items of the clients that are meant, in the order that is asked for.
 */
void crm_overduerun_list(struct crm_overduerun *r);

/*
 * crm_overduerun_read - absorb the journal.
 * Shape:   events wanted -> 0, or -1: it or a table cannot be read.
 */
int crm_overduerun_read(struct crm_overduerun *r, uint64_t events, struct crm_err *e);
#endif
