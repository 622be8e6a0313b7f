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
static inline struct crm_intern_slot *place(const struct crm_intern *in, struct crm_str s, uint32_t tag)
{
	size_t i = tag & (in->slots - 1);

	for (; in->slot[i].i; i = (i + 1) & (in->slots - 1))
		if (in->slot[i].tag == tag && eq(in->str[in->slot[i].i - 1], s))
			break;
	return &in->slot[i];
}

/* Twice the slots; the tags tell where each string goes, so that none is looked at. */
static void grow(struct crm_intern *in)
{
	struct crm_intern_slot *old = in->slot;
	size_t i, k, slots = in->slots;

	in->slots = slots ? slots * 2 : 64;
	in->slot = crm_calloc(in->slots, sizeof *in->slot);
	for (i = 0; i < slots; i++) {
		if (!old[i].i)
			continue;
		for (k = old[i].tag & (in->slots - 1); in->slot[k].i; k = (k + 1) & (in->slots - 1))
			;
		in->slot[k] = old[i];
	}
	crm_release(&old);
}

uint32_t crm_intern_add(struct crm_intern *in, struct crm_str s)
{
	struct crm_intern_slot *slot;
	uint32_t tag;

	if (in->n && eq(in->str[in->last], s))
		return in->last;
	if (2 * in->n >= in->slots)
		grow(in);
	tag = (uint32_t)crm_hash(s, 0);
	slot = place(in, s, tag);
	if (!slot->i) {
		crm_grow(&in->str, &in->cap, in->n + 1, sizeof *in->str);
		in->str[in->n++] = crm_arena_str(&in->mem, s);
		*slot = (struct crm_intern_slot){(uint32_t)in->n, tag};
	}
	return in->last = slot->i - 1;
}

int64_t crm_intern_find(const struct crm_intern *in, struct crm_str s)
{
	return in->slots ? (int64_t)place(in, s, (uint32_t)crm_hash(s, 0))->i - 1 : -1;
}
