/* num.c - strict decimal integers, medians, numbers of two words. */
#include "base/num.h"
#include <stdlib.h>

int crm_num_parse(struct crm_str s, int64_t min, int64_t max, int64_t *out)
{
	int64_t v = 0;
	size_t i;

	if (s.n == 0)
		return -1;
	for (i = 0; i < s.n; i++) {
		if (!crm_is_digit(s.p[i]) || crm_mul(v, 10, &v) || crm_add(v, s.p[i] - '0', &v))
			return -1;
	}
	if (v < min || v > max)
		return -1;
	*out = v;
	return 0;
}

int crm_num_milli(struct crm_str s, int64_t *out)
{
	const char *dot = s.n ? memchr(s.p, '.', s.n) : NULL;
	struct crm_str whole = s, frac = {"", 0};
	int64_t w, f = 0;
	size_t i;

	if (dot) {
		whole.n = (size_t)(dot - s.p);
		frac = (struct crm_str){dot + 1, s.n - whole.n - 1};
		if (frac.n < 1 || frac.n > 3 || crm_num_parse(frac, 0, 999, &f))
			return -1;
		for (i = frac.n; i < 3; i++)
			f *= 10;
	}
	if (whole.n > 6 || crm_num_parse(whole, 0, 999999, &w))
		return -1;
	*out = w * 1000 + f;
	return 0;
}

static int rising(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

enum { FEW = 24 }; /* that are put in order faster by inserting than by calls */

static void sort(int64_t *v, size_t n)
{
	size_t i, k;
	int64_t x;

	if (n > FEW) {
		qsort(v, n, sizeof *v, rising);
		return;
	}
	for (i = 1; i < n; i++) {
		x = v[i];
		for (k = i; k && v[k - 1] > x; k--)
			v[k] = v[k - 1];
		v[k] = x;
	}
}

int64_t crm_median(int64_t *v, size_t n)
{
	int64_t sum;

	sort(v, n);
	if (n % 2)
		return v[n / 2];
	sum = v[n / 2 - 1] + v[n / 2];
	return sum / 2 - (sum % 2 < 0);
}

/* ---- two words ---- */

static struct crm_wide negated(struct crm_wide a)
{
	return crm_wide_sub(crm_wide(0), a);
}

static struct crm_wide magnitude(struct crm_wide a)
{
	return crm_wide_sign(a) < 0 ? negated(a) : a;
}

struct crm_wide crm_wide_mul(struct crm_wide a, int64_t b)
{
	struct crm_wide m = magnitude(a), out;
	uint64_t by = b < 0 ? -(uint64_t)b : (uint64_t)b;

	out.low = crm_umul(m.low, by, &out.high);
	out.high += m.high * by;
	return (crm_wide_sign(a) < 0) == (b < 0) ? out : negated(out);
}

/* The quotient of a magnitude, UINT64_MAX where a word does not hold it.  One bit after the other: it
 * happens once an invoice, not once a row. */
static uint64_t divided(struct crm_wide a, uint64_t by, uint64_t *rest)
{
	uint64_t q = 0, r = a.high;
	int i;

	if (!a.high) {
		*rest = a.low % by;
		return a.low / by;
	}
	if (r >= by) {
		*rest = 0;
		return UINT64_MAX;
	}
	/* by is below 2^63, so twice the rest fits */
	for (i = 63; i >= 0; i--) {
		r = r << 1 | (a.low >> i & 1);
		q <<= 1;
		if (r >= by) {
			r -= by;
			q |= 1;
		}
	}
	*rest = r;
	return q;
}

static int64_t held(uint64_t q, bool minus)
{
	if (q > INT64_MAX)
		return minus ? INT64_MIN : INT64_MAX;
	return minus ? -(int64_t)q : (int64_t)q;
}

int64_t crm_wide_div(struct crm_wide a, int64_t by, int64_t *rest)
{
	bool minus = crm_wide_sign(a) < 0;
	uint64_t r, q = divided(magnitude(a), (uint64_t)by, &r);

	if (rest)
		*rest = minus ? -(int64_t)r : (int64_t)r;
	return held(q, minus);
}

int64_t crm_wide_round(struct crm_wide a, int64_t by)
{
	uint64_t r, q = divided(magnitude(a), (uint64_t)by, &r);

	if (q < UINT64_MAX && r >= (uint64_t)by - r)
		q++;
	return held(q, crm_wide_sign(a) < 0);
}
