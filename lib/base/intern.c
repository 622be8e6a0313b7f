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
	crm_intern_init(in);
}

static inline bool eq(struct crm_str a, struct crm_str b)
{
	return a.n == b.n && crm_same(a.p, b.p, a.n);
}

/* The slot of a string, or the free one where it belongs. */
static struct crm_intern_slot *place(const struct crm_intern *in, struct crm_str s, uint64_t hash)
{
	size_t i = (size_t)hash & (in->slots - 1);
	uint32_t tag = (uint32_t)(hash >> 32);

	for (; in->slot[i].i; i = (i + 1) & (in->slots - 1))
		if (in->slot[i].tag == tag && eq(in->str[in->slot[i].i - 1], s))
			break;
	return &in->slot[i];
}

static void grow(struct crm_intern *in)
{
	uint64_t hash;
	uint32_t i;

	crm_release(&in->slot);
	in->slots = in->slots ? in->slots * 2 : 64;
	in->slot = crm_calloc(in->slots, sizeof *in->slot);
	for (i = 0; i < in->n; i++) {
		hash = crm_hash(in->str[i], 0);
		*place(in, in->str[i], hash) =
			(struct crm_intern_slot){i + 1, (uint32_t)(hash >> 32)};
	}
}

uint32_t crm_intern_add(struct crm_intern *in, struct crm_str s)
{
	struct crm_intern_slot *slot;
	uint64_t hash;

	if (in->n && eq(in->str[in->last], s))
		return in->last;
	if (in->n + in->n / 2 >= in->slots)
		grow(in);
	hash = crm_hash(s, 0);
	slot = place(in, s, hash);
	if (!slot->i) {
		crm_grow(&in->str, &in->cap, in->n + 1, sizeof *in->str);
		in->str[in->n++] = crm_arena_str(&in->mem, s);
		*slot = (struct crm_intern_slot){(uint32_t)in->n, (uint32_t)(hash >> 32)};
	}
	return in->last = slot->i - 1;
}

int64_t crm_intern_find(const struct crm_intern *in, struct crm_str s)
{
	return in->slots ? (int64_t)place(in, s, crm_hash(s, 0))->i - 1 : -1;
}
