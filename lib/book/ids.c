/* ids.c - which row ids need a second look. */
#include "book/ids.h"
#include "base/hash.h"
#include "base/mem.h"
#include <endian.h>

void crm_ids_init(struct crm_ids *ids)
{
	memset(ids, 0, sizeof *ids);
	ids->ascending = true;
}

static void set_release(struct crm_ids_set *s)
{
	crm_release(&s->slot);
	s->n = s->cap = 0;
}

void crm_ids_release(struct crm_ids *ids)
{
	set_release(&ids->seen);
	set_release(&ids->care);
}

void crm_ids_restart(struct crm_ids *ids)
{
	set_release(&ids->seen);
	ids->any = false;
	ids->ascending = false;
}

static uint64_t key_of(struct crm_str client, struct crm_str id)
{
	uint64_t h = crm_hash(client, crm_hash(id, 0));

	return h ? h : 1;
}

/* The slot of a key, or the free one where it belongs. */
static size_t place(const struct crm_ids_set *s, uint64_t key)
{
	size_t i = (size_t)key & (s->cap - 1);

	while (s->slot[i] && s->slot[i] != key)
		i = (i + 1) & (s->cap - 1);
	return i;
}

static void set_grow(struct crm_ids_set *s)
{
	struct crm_ids_set old = *s;
	size_t i;

	s->cap = old.cap ? old.cap * 2 : 1024;
	s->slot = crm_calloc(s->cap, sizeof *s->slot);
	for (i = 0; i < old.cap; i++)
		if (old.slot[i])
			s->slot[place(s, old.slot[i])] = old.slot[i];
	crm_release(&old.slot);
}

/* Add a key: whether it was there before. */
static bool set_add(struct crm_ids_set *s, uint64_t key)
{
	size_t i;

	if (s->n + s->n / 3 >= s->cap)
		set_grow(s);
	i = place(s, key);
	if (s->slot[i])
		return true;
	s->slot[i] = key;
	s->n++;
	return false;
}

static uint64_t piece(const char *p)
{
	uint64_t w;

	memcpy(&w, p, sizeof w);
	return be64toh(w);
}

/* Whether an id comes after another in byte order: the time of a row stands first and decides. */
static bool comes_after(const char *id, const char *last)
{
	uint64_t a = piece(id), b = piece(last);

	if (a == b) {
		a = piece(id + 8);
		b = piece(last + 8);
	}
	return a != b ? a > b : memcmp(id + 16, last + 16, 20) > 0;
}

int crm_ids_see(struct crm_ids *ids, struct crm_str client, struct crm_str id)
{
	uint64_t key;

	if (id.n != sizeof ids->last)
		return 0; /* no id at all: the row is refused where it is used */
	if (ids->ascending) {
		if (ids->any && !comes_after(id.p, ids->last))
			return -1;
		memcpy(ids->last, id.p, sizeof ids->last);
		ids->any = true;
		return 0;
	}
	key = key_of(client, id);
	if (!set_add(&ids->seen, key))
		return 0;
	set_add(&ids->care, key);
	return 1;
}

void crm_ids_care(struct crm_ids *ids, struct crm_str client, struct crm_str id)
{
	set_add(&ids->care, key_of(client, id));
}

bool crm_ids_cared(const struct crm_ids *ids, struct crm_str client, struct crm_str id)
{
	return ids->care.n && ids->care.slot[place(&ids->care, key_of(client, id))];
}
