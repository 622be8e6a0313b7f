/* why.h - crm-remind --explain: why each overdue invoice is reminded today or not, and when it will be.
 * Room tool/remind; needs tool.h, letter/remind.h. */
#ifndef CRM_TOOL_REMIND_WHY_H
#define CRM_TOOL_REMIND_WHY_H
#include "letter/remind.h"
#include "tool/tool.h"

/*
 * crm_why - one row an invoice: what was sent, what comes next and on which day, what holds it.
 * Shape:   tool, run that was read -> exit status.
 *          `on` counts in the holds whose end is known; empty: the end is not known, or nothing
 *          comes any more.
 */
int crm_why(struct crm_tool *t, struct crm_remind *run);

/*
 * crm_why_spare - name money that came without the ref of an invoice and is not taken off what the
 * messages of today ask for.
 */
void crm_why_spare(struct crm_tool *t, struct crm_remind *run);
#endif
