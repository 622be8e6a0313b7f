/* num.c - strict decimal integers; medians. */
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

int64_t crm_median(int64_t *v, size_t n)
{
	qsort(v, n, sizeof *v, rising);
	return n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}
