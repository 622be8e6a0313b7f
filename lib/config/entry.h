/* entry.h - what a person typed at the prompt, as a row of the journal.
 * Room config; needs row.h, policy.h.  Stricter than the reader: a kind that its event does not know,
 * a tag that is none, a control byte, a missing date or kind are refused here, before they are
 * written. */
#ifndef CRM_CONFIG_ENTRY_H
#define CRM_CONFIG_ENTRY_H
#include "book/row.h"
#include "config/policy/policy.h"

/* What the words are read against. */
struct crm_entry_now {
	struct crm_when now;	/* relative dates count from here, hours from its minute */
	struct crm_when clock;	/* `at` when -w is not given */
	bool dmy;		/* 31/05 is day and month */
	const struct crm_policy *policy; /* default currency, incident kinds of one's own */
};

/*
 * crm_entry_row - check the words and make a row of them.
 * Shape:   arena for the texts, entry, now -> 0 and *out without id, or -1.
 *          A first word that is an alias of the policy is written out.  The operands are those of the table of events; one that an option gives already is left
 *          out; `-` is no client or no ref.  All further words are the note.
 * Errors:  CRM_USAGE, field: the column.
 * Source:  crm-journal(5); crm-log(1).
 */
int crm_entry_row(struct crm_arena *a, const struct crm_typed *in, const struct crm_entry_now *now,
	struct crm_row *out, struct crm_err *e);

/*
 * crm_entry_event - the event that a word means: its name, a short form, or the beginning of one only.
 * Shape:   word -> 0, *event, and *alias (NULL: the event by its own name), or -1.
 * Errors:  CRM_USAGE, field event: none, with the nearest or the option that is meant; several.
 */
int crm_entry_event(struct crm_str word, enum crm_event *event, const struct crm_event_alias **alias,
	struct crm_err *e);

/*
 * crm_entry_check - the rules above that crm_row_check does not have, for a typed row.
 * Shape:   -> 0, or -1 with field and text (CRM_USAGE).
 */
int crm_entry_check(const struct crm_row *row, const struct crm_policy *policy, struct crm_err *e);
#endif
