/* intern.c - strings as small numbers. */
#include "base/intern.h"
#include "base/hash.h"

void crm_intern_init(struct crm_intern *in)
{
	memset(in, 0, sizeof *in);
	crm_arena_init(&in->mem);
}

void crm_intern_release(struct crm_intern *in)
{
	crm_arena_release(&in->mem);
	crm_release(&in->str);
	crm_release(&in->slot);
	crm_release(&in->tag);
	crm_intern_init(in);
}

static inline bool eq(struct crm_str a, struct crm_str b)
{
	return a.n == b.n && crm_same(a.p, b.p, a.n);
}

/* The slot of a string, or the free one where it belongs. */
static size_t place(const struct crm_intern *in, struct crm_str s, uint64_t hash)
{
	size_t i = (size_t)hash & (in->slots - 1);
	uint32_t tag = (uint32_t)(hash >> 32);

	for (; in->slot[i]; i = (i + 1) & (in->slots - 1))
		if (in->tag[i] == tag && eq(in->str[in->slot[i] - 1], s))
			break;
	return i;
}

static void grow(struct crm_intern *in)
{
	size_t i, k;

	crm_release(&in->slot);
	crm_release(&in->tag);
	in->slots = in->slots ? in->slots * 2 : 64;
	in->slot = crm_calloc(in->slots, sizeof *in->slot);
	in->tag = crm_calloc(in->slots, sizeof *in->tag);
	for (i = 0; i < in->n; i++) {
		uint64_t hash = crm_hash(in->str[i], 0);

		k = place(in, in->str[i], hash);
		in->slot[k] = (uint32_t)i + 1;
		in->tag[k] = (uint32_t)(hash >> 32);
	}
}

uint32_t crm_intern_add(struct crm_intern *in, struct crm_str s)
{
	uint64_t hash;
	size_t i;

	if (in->n && eq(in->str[in->last], s))
		return in->last;
	if (in->n + in->n / 2 >= in->slots)
		grow(in);
	hash = crm_hash(s, 0);
	i = place(in, s, hash);
	if (!in->slot[i]) {
		crm_grow(&in->str, &in->cap, in->n + 1, sizeof *in->str);
		in->str[in->n++] = crm_arena_str(&in->mem, s);
		in->slot[i] = (uint32_t)in->n;
		in->tag[i] = (uint32_t)(hash >> 32);
	}
	return in->last = in->slot[i] - 1;
}

int64_t crm_intern_find(const struct crm_intern *in, struct crm_str s)
{
	size_t i;

	if (!in->slots)
		return -1;
	i = place(in, s, crm_hash(s, 0));
	return (int64_t)in->slot[i] - 1;
}
