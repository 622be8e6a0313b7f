/* sort.h - things put in order.
 * Room base; needs mem.h.  A key of 64 bits that ends in the place of what it stands for sorts
 * anything, and equal things stay as they stood. */
#ifndef CRM_BASE_SORT_H
#define CRM_BASE_SORT_H
#include "base/mem.h"
#include <stdint.h>
#include <stdlib.h>

/*
 * crm_sort_keys - the smallest first.
 * Shape:   n keys, arena for a copy of them.
 */
void crm_sort_keys(uint64_t *key, size_t n, struct crm_arena *a);

/*
 * crm_sort - qsort(3) of an array that may be NULL when it is empty.
 */
static inline void crm_sort(void *array, size_t n, size_t size, int (*cmp)(const void *, const void *))
{
	if (n)
		qsort(array, n, size, cmp);
}
#endif
