/* Keys in order, whatever their order before. */
#include "base/sort.h"
#include "unit.h"
#include <stdlib.h>

static int by_number(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static uint64_t noise(uint64_t *x)
{
	*x ^= *x << 13;
	*x ^= *x >> 7;
	return *x ^= *x << 17;
}

/* what stood in order, in the other order, with equal keys, in no order at all */
static uint64_t made(unsigned how, size_t i, uint64_t *seed)
{
	switch (how) {
	case 0: return i;
	case 1: return UINT64_MAX - i;
	case 2: return noise(seed) % 5;
	default: return noise(seed);
	}
}

START_TEST(any)
{
	static uint64_t key[1000], want[1000];
	uint64_t seed = 88172645463325252u;
	struct crm_arena a;
	size_t n, i;

	crm_arena_init(&a);
	for (n = 0; n <= 1000; n += n < 60 ? 1 : 47) {
		for (i = 0; i < n; i++)
			want[i] = key[i] = made((unsigned)_i, i, &seed);
		if (n)
			qsort(want, n, sizeof *want, by_number);
		crm_sort_keys(key, n, &a);
		for (i = 0; i < n; i++)
			ck_assert_uint_eq(key[i], want[i]);
		crm_arena_release(&a);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("sort");
	TCase *c = tcase_create("sort");

	tcase_add_loop_test(c, any, 0, 4);
	suite_add_tcase(s, c);
	return crm_unit_main(s);
}
