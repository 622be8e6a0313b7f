/* mem.c - arena and growing arrays. */
#include "base/mem.h"
#include "base/temp.h"
#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PAGE = 4096, BLOCK = 32 * 1024, FETCHED = 12, LITTLE = 1024, LARGE = 1024 * 1024, HUGE_PAGE = 2 * LARGE };

struct crm_block {
	struct crm_block *next;
	size_t used, size;
	alignas(max_align_t) unsigned char data[];
};

/* What is done already, for whoever would do it again: crm_oom has nobody to ask. */
static const char *done = "";

void crm_oom_done(const char *what)
{
	done = what;
}

/* write(2), because stdio may itself want memory now */
static void complain(const char *text)
{
	if (write(STDERR_FILENO, text, strlen(text)) < 0)
		_exit(4);
}

_Noreturn void crm_oom(void)
{
	crm_temp_sweep();
	complain("crm: out of memory");
	if (*done) {
		complain("; ");
		complain(done);
	}
	complain("\n");
	_exit(4);
}

void *crm_calloc(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size ? size : 1);

	if (!p)
		crm_oom();
	return p;
}

void *crm_alloc(size_t n, size_t size)
{
	void *p = size && n <= SIZE_MAX / size ? malloc(n * size) : NULL;

	if (!p)
		crm_oom();
	return p;
}

void crm_release(void *pointer)
{
	void *p;

	memcpy(&p, pointer, sizeof p);
	free(p);
	p = NULL;
	memcpy(pointer, &p, sizeof p);
}

void crm_grow_more(void *array, size_t *cap, size_t need, size_t size, bool zero)
{
	size_t want = *cap ? *cap : size < LITTLE / 16 ? 16 : 4;
	void *p;

	while (want < need) {
		if (want > SIZE_MAX / 2)
			crm_oom();
		/* by doubling, from a megabyte on by a quarter: what is not used is touched too */
		want += want > LARGE / size ? want / 4 : want;
	}
	if (want > SIZE_MAX / size)
		crm_oom();
	memcpy(&p, array, sizeof p);
	p = realloc(p, want * size);
	if (!p)
		crm_oom();
	if (zero)
		memset((char *)p + *cap * size, 0, (want - *cap) * size);
	memcpy(array, &p, sizeof p);
	*cap = want;
}

void crm_arena_init(struct crm_arena *a)
{
	*a = (struct crm_arena){NULL, 0, false};
}

void crm_arena_init_large(struct crm_arena *a)
{
	*a = (struct crm_arena){NULL, 0, true};
}

void crm_arena_release(struct crm_arena *a)
{
	struct crm_block *b = a->head, *next;

	for (; b; b = next) {
		next = b->next;
		free(b);
	}
	a->head = NULL;
	a->blocks = 0;
}

struct crm_arena_mark crm_arena_mark(const struct crm_arena *a)
{
	return (struct crm_arena_mark){a->head, a->head ? a->head->used : 0};
}

void crm_arena_rewind(struct crm_arena *a, struct crm_arena_mark m)
{
	struct crm_block *b = a->head, *next;

	for (; b != m.head; b = next) {
		next = b->next;
		free(b);
		a->blocks--;
	}
	a->head = m.head;
	if (a->head)
		a->head->used = m.used;
}

/* A huge page where the machine has them; elsewhere small ones, when they are used. */
static void *huge(void)
{
	void *p = aligned_alloc(HUGE_PAGE, HUGE_PAGE);

	if (p)
		(void)madvise(p, HUGE_PAGE, MADV_HUGEPAGE);
	return p;
}

/* The pages that are wholly in a block, all at once; where they are larger, or the kernel is older, one
 * by one as ever. */
static void fetch(struct crm_block *b)
{
#ifdef MADV_POPULATE_WRITE
	size_t skip = -(uintptr_t)b % PAGE, n = sizeof *b + b->size;

	(void)madvise((char *)b + skip, (n - skip) / PAGE * PAGE, MADV_POPULATE_WRITE);
#else
	(void)b;
#endif
}

static struct crm_block *block_add(struct crm_arena *a, size_t size)
{
	struct crm_block *b;

	if (size > SIZE_MAX - sizeof *b)
		crm_oom();
	b = sizeof *b + size == HUGE_PAGE ? huge() : malloc(sizeof *b + size);
	if (!b)
		crm_oom();
	b->used = 0;
	b->size = size;
	b->next = a->head;
	a->head = b;
	a->blocks++;
	return b;
}

/* The first block of a large arena is like any other: most books are small. */
static struct crm_block *block_next(struct crm_arena *a)
{
	struct crm_block *b;

	if (!a->large || !a->head)
		return block_add(a, BLOCK);
	if (a->blocks >= FETCHED)
		return block_add(a, HUGE_PAGE - sizeof *b);
	b = block_add(a, 2 * BLOCK);
	fetch(b);
	return b;
}

void *crm_arena_raw(struct crm_arena *a, size_t size)
{
	const size_t align = alignof(max_align_t);
	struct crm_block *b = a->head;
	void *p;

	if (size > SIZE_MAX - align)
		crm_oom();
#ifdef CRM_MEM_SEPARATE
	b = block_add(a, size ? size : 1);
#else
	size = (size + align - 1) / align * align;
	if (!b || b->size - b->used < size)
		b = size > BLOCK / 4 ? block_add(a, size) : block_next(a);
#endif
	p = b->data + b->used;
	b->used += size;
	return p;
}

void *crm_arena_alloc(struct crm_arena *a, size_t size)
{
	void *p = crm_arena_raw(a, size);

	memset(p, 0, size);
	return p;
}

void *crm_arena_keep(struct crm_arena *a, void *array, size_t n, size_t size)
{
	void *copy = crm_arena_alloc(a, (n + 1) * size), *own;

	memcpy(&own, array, sizeof own);
	if (n)
		memcpy(copy, own, n * size);
	crm_release(array);
	return copy;
}

struct crm_str crm_arena_str(struct crm_arena *a, struct crm_str s)
{
	char *p = crm_arena_alloc(a, s.n + 1);

	if (s.n)
		memcpy(p, s.p, s.n);
	return (struct crm_str){p, s.n};
}

char *crm_arena_cstr(struct crm_arena *a, struct crm_str s)
{
	char *p = crm_arena_alloc(a, s.n + 1);

	if (s.n)
		memcpy(p, s.p, s.n);
	return p;
}

char *crm_arena_printf(struct crm_arena *a, const char *fmt, ...)
{
	va_list ap, again;
	char *p;
	int n;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		crm_oom();
	p = crm_arena_alloc(a, (size_t)n + 1);
	vsnprintf(p, (size_t)n + 1, fmt, again);
	va_end(again);
	return p;
}

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
