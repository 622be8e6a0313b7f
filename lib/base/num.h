/* num.h - strict decimal integers, checked arithmetic, medians, numbers of two words.
 * Room base; needs str.h.  No blank, no sign unless said, no locale, base 10. */
#ifndef CRM_BASE_NUM_H
#define CRM_BASE_NUM_H
#include "base/str.h"
#include <stdint.h>

#if defined(__SIZEOF_INT128__)
/* Only here: compilers for 32 bits have no such type. */
__extension__ typedef unsigned __int128 crm_uint128;
#endif

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
 * Source:  crm-policy(5): weights are thousandths.
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

/*
 * crm_umul - the whole product of two words.
 * Shape:   -> its low word, the high one in *high.
 * Source:  four products of half words: the same on a machine of 32 bits as where the compiler has
 *          128.
 */
static inline uint64_t crm_umul_halves(uint64_t a, uint64_t b, uint64_t *high)
{
	uint64_t al = (uint32_t)a, ah = a >> 32, bl = (uint32_t)b, bh = b >> 32;
	uint64_t low = al * bl, one = ah * bl, two = al * bh;
	uint64_t middle = (low >> 32) + (uint32_t)one + (uint32_t)two;

	*high = ah * bh + (one >> 32) + (two >> 32) + (middle >> 32);
	return middle << 32 | (uint32_t)low;
}
static inline uint64_t crm_umul(uint64_t a, uint64_t b, uint64_t *high)
{
#if defined(__SIZEOF_INT128__)
	crm_uint128 m = (crm_uint128)a * b;

	*high = (uint64_t)(m >> 64);
	return (uint64_t)m;
#else
	return crm_umul_halves(a, b, high);
#endif
}

/* A signed number of 128 bits, two's complement: sums of products of 64-bit numbers. */
struct crm_wide {
	uint64_t high, low;
};

static inline struct crm_wide crm_wide(int64_t a)
{
	return (struct crm_wide){a < 0 ? UINT64_MAX : 0, (uint64_t)a};
}
static inline struct crm_wide crm_wide_add(struct crm_wide a, struct crm_wide b)
{
	uint64_t low = a.low + b.low;

	return (struct crm_wide){a.high + b.high + (low < a.low), low};
}
static inline struct crm_wide crm_wide_sub(struct crm_wide a, struct crm_wide b)
{
	return (struct crm_wide){a.high - b.high - (a.low < b.low), a.low - b.low};
}

/*
 * crm_wide_sign, crm_wide_cmp - -1, 0 or 1: of a number, of two against each other.
 */
static inline int crm_wide_sign(struct crm_wide a)
{
	return a.high >> 63 ? -1 : (a.high | a.low) != 0;
}
static inline int crm_wide_cmp(struct crm_wide a, struct crm_wide b)
{
	uint64_t x = a.high ^ UINT64_C(1) << 63, y = b.high ^ UINT64_C(1) << 63;

	return x != y ? (x > y) - (x < y) : (a.low > b.low) - (a.low < b.low);
}

/*
 * crm_wide_mul - a wide number times a word; what passes 128 bits is lost.
 * crm_wide_of - the whole product of two words.
 */
struct crm_wide crm_wide_mul(struct crm_wide a, int64_t b);
static inline struct crm_wide crm_wide_of(int64_t a, int64_t b)
{
	return crm_wide_mul(crm_wide(a), b);
}

/*
 * crm_wide_div - the quotient, cut towards zero, and the rest, which has the sign of `a`.
 * Shape:   any number, divisor above zero, NULL or where the rest goes -> quotient; INT64_MAX or
 *          INT64_MIN where it passes them.
 */
int64_t crm_wide_div(struct crm_wide a, int64_t by, int64_t *rest);

/*
 * crm_wide_round - the quotient rounded half up (away from zero below zero).
 * Shape:   any number, divisor above zero -> quotient, held within an int64_t.
 * Source:  crm-tables(5): one half-up rounding.
 */
int64_t crm_wide_round(struct crm_wide a, int64_t by);

/*
 * crm_mul_div - a * b / c rounded half up, without an overflow in between.
 * Shape:   c above zero -> quotient, held within an int64_t.
 */
static inline int64_t crm_mul_div(int64_t a, int64_t b, int64_t c)
{
	return crm_wide_round(crm_wide_of(a, b), c);
}
#endif
