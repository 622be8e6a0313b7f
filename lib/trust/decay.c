/* decay.c - the integer arithmetic of the score. */
#include "trust/decay.h"

/* half_to[k] = 2^(30 - 2^-k) */
static const int64_t half_to[] = {0, 759250125, 902905651, 984625594, 1028218693, 1050733751,
	1062175491, 1067942999, 1070838486, 1072289173, 1073015252, 1073378477, 1073560135,
	1073650976, 1073696399, 1073719111, 1073730468};

int64_t crm_decay(int64_t age, int64_t half)
{
	int64_t q = age / half, f = (age % half << 16) / half, d = CRM_DECAY_ONE;
	int k;

	if (q > 30)
		return 0;
	for (k = 1; k <= 16; k++)
		if (f >> (16 - k) & 1)
			d = d * half_to[k] >> 30;
	return d >> q;
}

int64_t crm_ramp(int64_t x, int64_t base, int64_t lo, int64_t hi)
{
	if (x <= lo)
		return 0;
	if (x > hi)
		x = hi;
	return (base * 1000 * (hi - lo) + (1000 - base) * 1000 * (x - lo)) / (hi - lo);
}

int64_t crm_weigh(int64_t weight, int64_t ramp, const int *factor, size_t n, int64_t fading)
{
	int64_t e = weight * ramp / CRM_MILLI;
	size_t i;

	for (i = 0; i < n; i++)
		e = e * factor[i] / CRM_MILLI;
	return e * fading >> 30;
}
