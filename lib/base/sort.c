/* sort.c - numbers put in order. */
#include "base/sort.h"

enum { RUN = 12 }; /* keys that are put in order by inserting */

static void insert(uint64_t *key, size_t n)
{
	size_t i, k;

	for (i = 1; i < n; i++) {
		uint64_t x = key[i];

		for (k = i; k && key[k - 1] > x; k--)
			key[k] = key[k - 1];
		key[k] = x;
	}
}

/* Two runs in order, the first of `half`, by a copy of the first. */
static void merge(uint64_t *key, size_t half, size_t n, uint64_t *copy)
{
	size_t i = 0, k = half, to = 0;

	if (key[half - 1] <= key[half])
		return;
	memcpy(copy, key, half * sizeof *copy);
	while (i < half && k < n)
		key[to++] = key[k] < copy[i] ? key[k++] : copy[i++];
	memcpy(key + to, copy + i, (half - i) * sizeof *copy);
}

/* Merging, because a journal stands mostly in order already, and qsort calls back for each two. */
void crm_sort_keys(uint64_t *key, size_t n, struct crm_arena *a)
{
	uint64_t *copy = NULL;
	size_t i = 1, run;

	while (i < n && key[i - 1] <= key[i])
		i++;
	if (i >= n)
		return;
	for (i = 0; i < n; i += RUN)
		insert(key + i, n - i < RUN ? n - i : RUN);
	if (n > RUN)
		copy = crm_arena_alloc(a, n * sizeof *copy);
	for (run = RUN; run < n; run *= 2)
		for (i = 0; i + run < n; i += 2 * run)
			merge(key + i, run, n - i < 2 * run ? n - i : 2 * run, copy);
}
