/* num.h - strict decimal integers, checked arithmetic, medians.
 * Room base; needs str.h.  No blank, no sign unless said, no locale, base 10. */
#ifndef CRM_BASE_NUM_H
#define CRM_BASE_NUM_H
#include "base/str.h"
#include <stdint.h>

/* 128 bits, for products of two 64-bit numbers; gcc and clang have them beside ISO C. */
__extension__ typedef __int128 crm_int128;
__extension__ typedef unsigned __int128 crm_uint128;

static inline bool crm_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * crm_num_parse - a non-negative decimal integer.
 * Shape:   digits only, smallest and largest allowed -> 0 and *out, or -1 and *out untouched.
 */
int crm_num_parse(struct crm_str s, int64_t min, int64_t max, int64_t *out);

/*
 * crm_num_milli - a decimal with at most three places, in thousandths.
 * Shape:   "0.25" -> 250; no sign, at most six digits before the point -> 0 or -1.
 * Source:  risk.md 6: weights are thousandths.
 */
int crm_num_milli(struct crm_str s, int64_t *out);

/*
 * crm_add, crm_sub, crm_mul - int64 arithmetic that says when it overflows.
 * Shape:   -> 0 and *out, or -1.
 */
static inline int crm_add(int64_t a, int64_t b, int64_t *out)
{
	return __builtin_add_overflow(a, b, out) ? -1 : 0;
}
static inline int crm_sub(int64_t a, int64_t b, int64_t *out)
{
	return __builtin_sub_overflow(a, b, out) ? -1 : 0;
}
static inline int crm_mul(int64_t a, int64_t b, int64_t *out)
{
	return __builtin_mul_overflow(a, b, out) ? -1 : 0;
}

/*
 * crm_median - the middle of an array, which is sorted; of an even number the floor of the mean of
 * the middle two.
 */
int64_t crm_median(int64_t *v, size_t n);
#endif
