/* mem.h - memory: an arena for what lives as long as the run, growing arrays for the rest.
 * Room base; needs str.h.  malloc stands here and in buf.c only.  Out of memory ends the program
 * with one line and status 4: nothing below can carry on, and no caller has to check.
 * Built with -DCRM_MEM_SEPARATE (the sanitizer build) each object of an arena is its own malloc,
 * so that an overrun by one byte is caught. */
#ifndef CRM_BASE_MEM_H
#define CRM_BASE_MEM_H
#include "base/str.h"
#include <stdint.h>

struct crm_arena {
	struct crm_block *head; /* newest block */
	unsigned blocks;
	bool large;
};

/*
 * crm_arena_init - an empty arena; allocates nothing.
 * crm_arena_init_large - the same for what may hold a whole book.  A page that the kernel hands out
 * when it is first written to costs more than the rows in it: the pages of a block are asked for
 * together, and beyond half a megabyte they are huge ones.
 */
void crm_arena_init(struct crm_arena *a);
void crm_arena_init_large(struct crm_arena *a);

/*
 * crm_arena_release - free all that came from the arena; it is empty and usable again.
 */
void crm_arena_release(struct crm_arena *a);

/*
 * crm_arena_mark, crm_arena_rewind - free all that came from the arena since a mark was set: for
 * what is worked out for one line of a report and not needed for the next.
 */
struct crm_arena_mark {
	struct crm_block *head;
	size_t used;
};
struct crm_arena_mark crm_arena_mark(const struct crm_arena *a);
void crm_arena_rewind(struct crm_arena *a, struct crm_arena_mark m);

/*
 * crm_arena_alloc - zeroed memory aligned for any object.
 * Shape:   arena, bytes -> pointer, never NULL.
 * Owns:    the arena; valid until crm_arena_release.
 */
void *crm_arena_alloc(struct crm_arena *a, size_t size);

/*
 * crm_arena_keep - the elements of a growing heap array in the arena; the heap array is freed.
 * Shape:   arena, address of the array pointer, elements, bytes an element -> the copy, never NULL.
 */
void *crm_arena_keep(struct crm_arena *a, void *array, size_t n, size_t size);

/*
 * crm_arena_raw - the same, not zeroed: for room of which mostly little is used.
 */
void *crm_arena_raw(struct crm_arena *a, size_t size);

/*
 * crm_arena_str - a copy of a view, with a NUL after it that does not count.
 * Owns:    the arena.
 */
struct crm_str crm_arena_str(struct crm_arena *a, struct crm_str s);

/*
 * crm_arena_cstr - the same as a C string; a NUL inside the view ends it early.
 */
char *crm_arena_cstr(struct crm_arena *a, struct crm_str s);

/*
 * crm_arena_printf - a formatted C string in the arena.
 */
char *crm_arena_printf(struct crm_arena *a, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * crm_grow - make room for `need` elements in a growing heap array.
 * Shape:   address of the array pointer, address of its capacity (elements), elements needed,
 *          bytes an element -> nothing; the array may move, new elements are zero.
 * Owns:    the caller, who frees it with crm_release.
 * crm_grow_raw - the same, new elements are what they are: for an array in which each is written as
 * a whole when it is added, so that memory beyond the last is never touched.
 */
void crm_grow_more(void *array, size_t *cap, size_t need, size_t size, bool zero);
static inline void crm_grow(void *array, size_t *cap, size_t need, size_t size)
{
	if (need > *cap)
		crm_grow_more(array, cap, need, size, true);
}
static inline void crm_grow_raw(void *array, size_t *cap, size_t need, size_t size)
{
	if (need > *cap)
		crm_grow_more(array, cap, need, size, false);
}

/*
 * crm_calloc - zeroed memory for n elements; crm_release frees it.
 * crm_alloc - the same, not zeroed; of at least one byte.
 */
void *crm_calloc(size_t n, size_t size);
void *crm_alloc(size_t n, size_t size);

/*
 * crm_release - free a heap pointer of this module and set it to NULL.
 * Shape:   address of the pointer -> nothing.
 */
void crm_release(void *pointer);

/*
 * crm_oom - say that memory is out and end with status 4.
 * crm_oom_done - what it says beside that, once something is done that must not be repeated.
 * Owns:    the text, which must stay.
 */
void crm_oom_done(const char *what);
_Noreturn void crm_oom(void);

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
