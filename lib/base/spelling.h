/* spelling.h - how far a mistyped word is from a known one.
 * Room base; needs str.h. */
#ifndef CRM_BASE_SPELLING_H
#define CRM_BASE_SPELLING_H
#include "base/str.h"

/*
 * crm_spelling_distance - the edit distance of two words: letters put in, left out, exchanged, or two neighbours
 * swapped.
 * Shape:   two views, the distance that still interests -> distance, or a larger number than
 *          `limit` (also for words over 80 bytes).
 * Unit:    bytes.
 * Source:  optimal string alignment; ours, as mistyped ids and keys are mostly swaps.
 */
size_t crm_spelling_distance(struct crm_str a, struct crm_str b, size_t limit);

/*
 * crm_spelling_limit - the distance at which a word still is a likely mistake: 1 + length / 4.
 */
static inline size_t crm_spelling_limit(struct crm_str s)
{
	return 1 + s.n / 4;
}
#endif
