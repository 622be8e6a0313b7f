/* rulewords.h - for a person at a terminal: the words of rules instead of their ids.
 * Room tool; needs base/buf.h. */
#ifndef CRM_TOOL_RULEWORDS_H
#define CRM_TOOL_RULEWORDS_H
#include "base/buf.h"

/*
 * crm_rule_text - append lines of text; the ids after two blanks at the end of one become lines
 * below it, each what its rule says, in the user's language.
 * Shape:   text whose lines all end.
 */
void crm_rule_text(struct crm_buf *out, struct crm_str text);
#endif
