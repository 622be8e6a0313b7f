/* words.h - for a person at a terminal: the words of rules instead of their ids.
 * Room tool/risk; needs base/buf.h. */
#ifndef CRM_TOOL_RISK_WORDS_H
#define CRM_TOOL_RISK_WORDS_H
#include "base/buf.h"

/*
 * crm_rule_text - append lines of text without the ids after two blanks at the end of one; with
 * `words` lines below it say what each rule says, in the user's language.
 * Shape:   text whose lines all end.
 */
void crm_rule_text(struct crm_buf *out, struct crm_str text, bool words);
#endif
