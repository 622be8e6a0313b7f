/* buf.h - a growing string of bytes.
 * Room base; needs str.h.  Owned by exactly one struct.  `p` is never NULL after init and always
 * followed by a NUL that does not count, so an empty buffer prints. */
#ifndef CRM_BASE_BUF_H
#define CRM_BASE_BUF_H
#include "base/mem.h"
#include <stdarg.h>
#include <string.h>

struct crm_buf {
	char *p;
	size_t n, cap; /* cap 0: p is the shared empty string */
};

/*
 * crm_buf_init - an empty buffer; allocates nothing.
 */
void crm_buf_init(struct crm_buf *b);

/*
 * crm_buf_release - free the contents; the buffer is empty and usable again.
 */
void crm_buf_release(struct crm_buf *b);

/*
 * crm_buf_clear - forget the contents, keep the memory.
 */
static inline void crm_buf_clear(struct crm_buf *b)
{
	b->n = 0;
	if (b->cap)
		b->p[0] = '\0';
}

/*
 * crm_buf_grow - make the memory larger; called where it does not suffice.
 */
char *crm_buf_grow(struct crm_buf *b, size_t n);

/*
 * crm_buf_room - make room for n more bytes.
 * Shape:   buffer, bytes -> where to write them; add what was written to b->n and end with NUL.
 */
static inline char *crm_buf_room(struct crm_buf *b, size_t n)
{
	return n < b->cap - b->n ? b->p + b->n : crm_buf_grow(b, n);
}

/*
 * crm_buf_add, crm_buf_str, crm_buf_cstr, crm_buf_char - append bytes, a view, a C string, a byte.
 * Short and here, since a report of many rows is made of them.
 */
static inline void crm_buf_add(struct crm_buf *b, const void *p, size_t n)
{
	char *to = crm_buf_room(b, n);

	if (n)
		memcpy(to, p, n);
	to[n] = '\0';
	b->n += n;
}

static inline void crm_buf_str(struct crm_buf *b, struct crm_str s)
{
	crm_buf_add(b, s.p, s.n);
}

static inline void crm_buf_cstr(struct crm_buf *b, const char *s)
{
	crm_buf_add(b, s, strlen(s));
}

static inline void crm_buf_char(struct crm_buf *b, char c)
{
	char *to = crm_buf_room(b, 1);

	to[0] = c;
	to[1] = '\0';
	b->n++;
}

/*
 * crm_buf_printf, crm_buf_vprintf - append formatted text.
 */
void crm_buf_printf(struct crm_buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void crm_buf_vprintf(struct crm_buf *b, const char *fmt, va_list ap)
	__attribute__((format(printf, 2, 0)));

/*
 * crm_buf_view - the contents as a view, valid until the next append.
 */
static inline struct crm_str crm_buf_view(const struct crm_buf *b)
{
	return (struct crm_str){b->p, b->n};
}

/*
 * crm_buf_keep - a copy of the contents in an arena; the buffer is released.
 */
struct crm_str crm_buf_keep(struct crm_buf *b, struct crm_arena *a);
#endif
