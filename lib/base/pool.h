/* pool.h - many small equal objects that never move: blocks of them, numbered from 1.
 * Room base; needs mem.h.  Number 0 means none, so a zeroed list head is an empty list. */
#ifndef CRM_BASE_POOL_H
#define CRM_BASE_POOL_H
#include "base/mem.h"
#include <stdint.h>

/* A page or so a block: many pools that hold a little touch little memory. */
enum { CRM_POOL_SHIFT = 6, CRM_POOL_BLOCK = 1 << CRM_POOL_SHIFT };

struct crm_pool {
	struct crm_arena *mem; /* where the blocks are */
	void **block;
	size_t cap, size; /* blocks that fit; bytes of an object */
	uint32_t n;	  /* objects given out */
};

/*
 * crm_pool_init, crm_pool_release - objects of `size` bytes, in an arena that outlives them; forget all.
 */
void crm_pool_init(struct crm_pool *p, size_t size, struct crm_arena *mem);
void crm_pool_release(struct crm_pool *p);

/*
 * crm_pool_add - an object, whose bytes the caller sets.
 * Shape:   -> its number, from 1.
 */
uint32_t crm_pool_add(struct crm_pool *p);

/*
 * crm_pool_at - the object of a number; stays where it is until the pool is released.
 */
static inline void *crm_pool_at(const struct crm_pool *p, uint32_t i)
{
	return (char *)p->block[(i - 1) >> CRM_POOL_SHIFT] +
	       ((i - 1) & (CRM_POOL_BLOCK - 1)) * p->size;
}
#endif
