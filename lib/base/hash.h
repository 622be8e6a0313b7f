/* hash.h - a fast keyed hash for tables in memory, never stored or printed.
 * Room base; needs num.h.  The key comes from the kernel at start, so nobody can prepare refs that
 * collide; results never depend on it, because output is sorted. */
#ifndef CRM_BASE_HASH_H
#define CRM_BASE_HASH_H
#include "base/num.h"

/*
 * crm_hash - 64 bits from bytes and a start value (0, or the hash of what came before).
 */
uint64_t crm_hash(struct crm_str s, uint64_t start);

/*
 * crm_hash_words - the same from two words, such as the bytes of a short text.
 */
uint64_t crm_hash_words(uint64_t a, uint64_t b);

/*
 * crm_hash_mix - 64 bits from two words.
 */
static inline uint64_t crm_hash_mix(uint64_t a, uint64_t b)
{
	uint64_t high, low = crm_umul(a ^ UINT64_C(0x9e3779b97f4a7c15),
			       b ^ UINT64_C(0xe7037ed1a0b428db), &high);

	return low ^ high;
}
#endif
