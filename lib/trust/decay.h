/* decay.h - the integer arithmetic of the score: fading, ramps, one piece of evidence.
 * Room trust; needs libc.  Every operand is >= 0 and every division floors.
 * Source:  crm-score(7), Arithmetic. */
#ifndef CRM_TRUST_DECAY_H
#define CRM_TRUST_DECAY_H
#include <stddef.h>
#include <stdint.h>

enum { CRM_DECAY_ONE = 1 << 30, CRM_RAMP_ONE = 1000000, CRM_MILLI = 1000 };

/*
 * crm_decay - 2^(-age / half) as parts of CRM_DECAY_ONE.
 * Shape:   age and half-life in days, half >= 1 -> 0..CRM_DECAY_ONE; within 3e-5 of the real value.
 */
int64_t crm_decay(int64_t age, int64_t half);

/*
 * crm_ramp - how far x has come from lo to hi.
 * Shape:   x, base in thousandths, lo < hi -> millionths: 0 up to lo, then from base to 1 at hi.
 */
int64_t crm_ramp(int64_t x, int64_t base, int64_t lo, int64_t hi);

/*
 * crm_weigh - the weight of a piece of evidence after its ramp and factors, one floor at a time.
 * Shape:   weight in thousandths, ramp, factors in thousandths, fading -> millionths.
 */
int64_t crm_weigh(int64_t weight, int64_t ramp, const int *factor, size_t n, int64_t fading);

/*
 * crm_weigh_faded - what fading leaves of a piece of evidence.
 */
static inline int64_t crm_weigh_faded(int64_t micro, int64_t fading)
{
	return micro * fading >> 30;
}
#endif
