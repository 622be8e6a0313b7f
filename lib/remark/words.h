/* words.h - finding words of a list in a text.
 * Room remark; needs config/key.h. */
#ifndef CRM_REMARK_WORDS_H
#define CRM_REMARK_WORDS_H
#include "config/key.h"

/*
 * crm_words_find - the first place of a text where a word of a list stands, as a whole word.
 * Shape:   text, list (words or groups of words) -> true and the words as the text has them.
 *          Case does not matter for a-z and the accented letters of Latin-1.
 * Source:  S0.21, S0.28.
 */
bool crm_words_find(struct crm_str text, const struct crm_list *list, struct crm_str *found);
#endif
