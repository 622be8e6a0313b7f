/* plan.h - a payment plan as it was typed: one row an instalment.
 * Room config; needs entry.h. */
#ifndef CRM_CONFIG_PLAN_H
#define CRM_CONFIG_PLAN_H
#include "config/entry.h"

/*
 * crm_plan_is - whether the words are a plan: `plan CLIENT REF 450@2026-06-30 500@2026-07-31 [NOTE...]`.
 */
bool crm_plan_is(const struct crm_typed *in);

/*
 * crm_plan_rows - check the words and make rows `renegotiate` of one moment, in the order typed.
 * Shape:   arena, words of a plan, now -> 0, *out without ids and *n, or -1.
 * Errors:  CRM_USAGE: as crm_entry_row; no instalment, or an amount or a date said by an option.
 * Source:  crm-log(1), crm-journal(5).
 */
int crm_plan_rows(struct crm_arena *a, const struct crm_typed *in, const struct crm_entry_now *now,
	struct crm_row **out, size_t *n, struct crm_err *e);
#endif
