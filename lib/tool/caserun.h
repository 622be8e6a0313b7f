/* caserun.h - a book opened for its rules: the tables, the profiles, the rows of the journal as cases.
 * Room tool; needs tool.h, config/client/profiles.h, case/view.h.
 *
 * Use: crm_caserun_init; change what is said; crm_caserun_read; then case/view.h, whatever the
 * report. */
#ifndef CRM_TOOL_CASERUN_H
#define CRM_TOOL_CASERUN_H
#include "case/view.h"
#include "tool/tool.h"

struct crm_caserun {
	struct crm_tool *tool;
	struct crm_when upto;	 /* rows up to then are absorbed; the tool's moment unless set */
	struct crm_finds *finds; /* the tool's unless set */
	struct crm_tables tables;
	struct crm_profiles profiles;
	struct crm_view view;
};

/*
 * crm_caserun_init, crm_caserun_release - nothing read, and the fields above as said; free.
 */
void crm_caserun_init(struct crm_caserun *r, struct crm_tool *t);
void crm_caserun_release(struct crm_caserun *r);

/*
 * crm_caserun_read - absorb the journal.
 * Shape:   events wanted (with CRM_EV_VOID also what was voided, for reports of earlier days), client
 *          (its rows and those of nobody; empty: all) -> 0, or -1: it or a table cannot be read.
 */
int crm_caserun_read(
	struct crm_caserun *r, uint64_t events, struct crm_str client, struct crm_err *e);

/*
 * crm_caserun_open - a client as a case on the day of the run; one without rows has none.
 */
struct crm_case *crm_caserun_open(struct crm_caserun *r, struct crm_str client);
#endif
