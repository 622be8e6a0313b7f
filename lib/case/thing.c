/* thing.c - what the rows say of a thing. */
#include "case/thing.h"
#include <stdlib.h>

enum { KEPT = 1, DELIVERED = 2, DECIDED = 4 };

void crm_things_init(struct crm_things *t)
{
	memset(t, 0, sizeof *t);
	crm_intern_init(&t->names);
	crm_pool_init(&t->said, sizeof(struct crm_said));
	crm_buf_init(&t->name);
}

void crm_things_release(struct crm_things *t)
{
	crm_intern_release(&t->names);
	crm_pool_release(&t->said);
	crm_buf_release(&t->name);
	crm_release(&t->of);
	crm_release(&t->sorted);
	t->cap = t->sorted_cap = 0;
}

void crm_things_clear(struct crm_things *t)
{
	crm_things_release(t);
	crm_things_init(t);
}

static uint32_t number(struct crm_things *t, uint32_t client, struct crm_str ref)
{
	uint32_t i;

	crm_buf_clear(&t->name);
	crm_buf_add(&t->name, &client, sizeof client);
	crm_buf_str(&t->name, ref);
	i = crm_intern_add(&t->names, crm_buf_view(&t->name));
	crm_grow(&t->of, &t->cap, (size_t)i + 1, sizeof *t->of);
	t->of[i].client = client;
	return i;
}

/* What an event closes; what it opens, if that can be closed. */
static unsigned closes(enum crm_event event)
{
	switch (event) {
	case CRM_EV_KEPT: return KEPT;
	case CRM_EV_DELIVERED: return DELIVERED;
	case CRM_EV_ACCEPTED:
	case CRM_EV_DECLINED:
	case CRM_EV_CONTRACT:
	case CRM_EV_MISSION: return DECIDED;
	default: return 0;
	}
}

static unsigned opens(enum crm_event event)
{
	switch (event) {
	case CRM_EV_PROMISE: return KEPT;
	case CRM_EV_DEADLINE: return DELIVERED;
	case CRM_EV_OFFER: return DECIDED;
	default: return 0;
	}
}

/* Rows of what is closed are not needed any more. */
static void drop(struct crm_things *t, struct crm_thing *thing, unsigned closed)
{
	uint32_t i, next, keep = 0;
	struct crm_said *s;

	if ((thing->closed & closed) == closed)
		return;
	thing->closed |= (uint8_t)closed;
	for (i = thing->head; i; i = next) {
		s = crm_pool_at(&t->said, i);
		next = s->next;
		if (opens((enum crm_event)s->event) & closed) {
			crm_pool_drop(&t->said, i);
			continue;
		}
		s->next = keep;
		keep = i;
	}
	thing->head = keep;
}

uint32_t crm_things_row(struct crm_things *t, uint32_t client, const struct crm_row *r,
	uint32_t kind)
{
	uint32_t name = number(t, client, r->ref), i;
	struct crm_thing *thing = &t->of[name];
	unsigned closed = closes(r->event);
	struct crm_said *s;

	if (closed)
		drop(t, thing, closed);
	if ((closed && r->event != CRM_EV_MISSION) || (opens(r->event) & thing->closed))
		return name;
	i = crm_pool_add(&t->said);
	s = crm_pool_at(&t->said, i);
	s->next = thing->head;
	thing->head = i;
	s->event = (uint8_t)r->event;
	s->by = (uint8_t)r->by;
	s->currency = (uint8_t)r->currency;
	s->known = r->has_amount;
	s->kind = kind;
	s->at = r->at;
	s->due = r->due.day;
	s->amount = r->has_amount ? r->amount : 0;
	s->id = r->id;
	s->offset = r->offset;
	return name;
}

struct crm_str crm_thing_ref(const struct crm_things *t, uint32_t thing)
{
	struct crm_str s = t->names.str[thing];

	return (struct crm_str){s.p + sizeof(uint32_t), s.n - sizeof(uint32_t)};
}

static int said_cmp(const void *va, const void *vb)
{
	const struct crm_said *const *a = va, *const *b = vb;
	int64_t ka = crm_when_key((*a)->at), kb = crm_when_key((*b)->at);

	return ka != kb ? (ka > kb) - (ka < kb) : crm_uuid_cmp(&(*a)->id, &(*b)->id);
}

const struct crm_said **crm_thing_said(struct crm_things *t, uint32_t thing, size_t *n)
{
	const struct crm_said *s;
	uint32_t i;

	*n = 0;
	if (!t->of[thing].head)
		return NULL;
	for (i = t->of[thing].head; i; i = s->next) {
		s = crm_pool_at(&t->said, i);
		crm_grow(&t->sorted, &t->sorted_cap, *n + 1, sizeof *t->sorted);
		t->sorted[(*n)++] = s;
	}
	qsort(t->sorted, *n, sizeof *t->sorted, said_cmp);
	return t->sorted;
}

const struct crm_said *crm_said_first(const struct crm_said *const *said, size_t n,
	enum crm_event event)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (said[i]->event == event)
			return said[i];
	return NULL;
}

const struct crm_said *crm_said_open(const struct crm_said *const *said, size_t n,
	enum crm_event event)
{
	struct crm_when resolved = {CRM_NO_DAY, CRM_NO_MIN};
	size_t i;

	for (i = 0; i < n; i++)
		if (said[i]->event == CRM_EV_RESOLVE)
			resolved = crm_when_later(resolved, said[i]->at);
	for (i = 0; i < n; i++)
		if (said[i]->event == event && !crm_when_reaches(resolved, said[i]->at))
			return said[i];
	return NULL;
}

int32_t crm_said_since(const struct crm_said *const *said, size_t n, enum crm_event event,
	int32_t day)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (said[i]->event == event && said[i]->at.day >= day)
			return said[i]->at.day;
	return CRM_NO_DAY;
}

int32_t crm_said_due(const struct crm_said *const *said, size_t n, const struct crm_said *first)
{
	int32_t due = first->due;
	size_t i;

	for (i = 0; i < n; i++)
		if (said[i]->event == CRM_EV_CLARIFY && said[i]->due != CRM_NO_DAY &&
			(due == CRM_NO_DAY || said[i]->at.day <= due))
			due = said[i]->due;
	return due;
}
