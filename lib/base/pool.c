/* pool.c - many small equal objects that never move. */
#include "base/pool.h"

void crm_pool_init(struct crm_pool *p, size_t size, struct crm_arena *mem)
{
	*p = (struct crm_pool){.mem = mem, .size = size};
}

void crm_pool_release(struct crm_pool *p)
{
	crm_release(&p->block);
	crm_pool_init(p, p->size, p->mem);
}

uint32_t crm_pool_add(struct crm_pool *p)
{
	size_t block = p->n >> CRM_POOL_SHIFT;

	if (p->n == UINT32_MAX)
		crm_oom();
	if ((p->n & (CRM_POOL_BLOCK - 1)) == 0) {
		crm_grow(&p->block, &p->cap, block + 1, sizeof *p->block);
		p->block[block] = crm_arena_raw(p->mem, CRM_POOL_BLOCK * p->size);
	}
	return ++p->n;
}
