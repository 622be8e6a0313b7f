/* rule.h - the words of a rule, for its id: what S1.23 says.
 * Room config/policy; needs base/str.h.  crm-rules(7) has all of them, this those that crm-risk prints. */
#ifndef CRM_CONFIG_POLICY_RULE_H
#define CRM_CONFIG_POLICY_RULE_H
#include "base/str.h"

/*
 * crm_rule_words - a rule in one sentence.
 * Shape:   its id -> the sentence of crm-rules(7), not yet translated; NULL: none is printed.
 */
const char *crm_rule_words(struct crm_str id);
#endif
