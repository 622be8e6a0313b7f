/* sort.h - numbers put in order.
 * Room base; needs mem.h.  A key of 64 bits that ends in the place of what it stands for sorts
 * anything, and equal things stay as they stood. */
#ifndef CRM_BASE_SORT_H
#define CRM_BASE_SORT_H
#include "base/mem.h"
#include <stdint.h>

/*
 * crm_sort_keys - the smallest first.
 * Shape:   n keys, arena for a copy of them.
 */
void crm_sort_keys(uint64_t *key, size_t n, struct crm_arena *a);
#endif
