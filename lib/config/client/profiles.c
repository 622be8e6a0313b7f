/* profiles.c - client profiles read when they are first asked for. */
#include "config/client/profiles.h"
#include "book/row.h"
#include <stdio.h>

void crm_profiles_init(struct crm_profiles *p, struct crm_book *book,
	const struct crm_policy *policy, struct crm_finds *finds)
{
	memset(p, 0, sizeof *p);
	p->book = book;
	p->policy = policy;
	p->finds = finds;
	crm_intern_init(&p->ids);
	crm_intern_init(&p->there);
}

void crm_profiles_release(struct crm_profiles *p)
{
	crm_intern_release(&p->ids);
	crm_intern_release(&p->there);
	crm_release(&p->of);
	crm_release(&p->seen);
	p->cap = p->seen_cap = 0;
	p->looked = p->unlisted = false;
}

static void look(struct crm_profiles *p)
{
	struct crm_list list;
	struct crm_err e;
	size_t i;

	p->looked = true;
	p->unlisted = crm_client_list(p->book, &list, &e) != 0;
	if (p->unlisted)
		crm_find_err(p->finds, &e, CRM_STR(""));
	for (i = 0; i < list.n; i++)
		crm_intern_add(&p->there, list.item[i]);
}

static void file_seen(const struct crm_profiles *p, struct crm_str id, struct crm_seen *out)
{
	char rel[96];

	memset(out, 0, sizeof *out);
	if (!crm_client_ok(id))
		return;
	snprintf(rel, sizeof rel, "clients/%.*s.yaml", (int)id.n, id.p);
	crm_seen_at(p->book, rel, out);
}

bool crm_profiles_fresh(struct crm_profiles *p, struct crm_str id)
{
	int64_t i = crm_intern_find(&p->ids, id);
	struct crm_seen now;

	if (i < 0 || !p->of[i])
		return true;
	file_seen(p, id, &now);
	return crm_seen_same(&now, &p->seen[i]);
}

const struct crm_client *crm_profiles_get(void *profiles, struct crm_str id)
{
	struct crm_profiles *p = profiles;
	uint32_t i = crm_intern_add(&p->ids, id);

	crm_grow(&p->of, &p->cap, (size_t)i + 1, sizeof *p->of);
	crm_grow(&p->seen, &p->seen_cap, (size_t)i + 1, sizeof *p->seen);
	if (!p->looked)
		look(p);
	if (!p->of[i]) {
		p->of[i] = crm_arena_alloc(&p->book->mem, sizeof **p->of);
		if (crm_intern_find(&p->there, p->ids.str[i]) < 0) {
			/* its `seen` stays that of no file */
			crm_client_absent(&p->book->mem, p->ids.str[i], p->of[i]);
			p->of[i]->damaged = p->unlisted; /* what it lacks is not known */
			return p->of[i];
		}
		file_seen(p, id, &p->seen[i]);
		/* what is wrong with it is a finding; the built-in values serve then */
		(void)crm_client_read(p->book, p->policy, p->ids.str[i], p->of[i], p->finds);
	}
	return p->of[i];
}
