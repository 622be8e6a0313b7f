/* buf.c - a growing string of bytes. */
#include "base/buf.h"
#include "base/mem.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static char empty[1];

void crm_buf_init(struct crm_buf *b)
{
	b->p = empty;
	b->n = b->cap = 0;
}

void crm_buf_release(struct crm_buf *b)
{
	if (b->cap)
		free(b->p);
	crm_buf_init(b);
}

char *crm_buf_grow(struct crm_buf *b, size_t n)
{
	size_t want = b->cap ? b->cap : 64;
	char *p;

	if (n >= SIZE_MAX - b->n)
		crm_oom();
	while (want < b->n + n + 1) {
		if (want > SIZE_MAX / 2)
			crm_oom();
		want *= 2;
	}
	p = realloc(b->cap ? b->p : NULL, want);
	if (!p)
		crm_oom();
	if (!b->cap)
		p[0] = '\0';
	b->p = p;
	b->cap = want;
	return b->p + b->n;
}

void crm_buf_vprintf(struct crm_buf *b, const char *fmt, va_list ap)
{
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (n < 0)
		crm_oom();
	vsnprintf(crm_buf_room(b, (size_t)n), (size_t)n + 1, fmt, ap);
	b->n += (size_t)n;
}

void crm_buf_printf(struct crm_buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	crm_buf_vprintf(b, fmt, ap);
	va_end(ap);
}

struct crm_str crm_buf_keep(struct crm_buf *b, struct crm_arena *a)
{
	struct crm_str s = crm_arena_str(a, crm_buf_view(b));

	crm_buf_release(b);
	return s;
}
