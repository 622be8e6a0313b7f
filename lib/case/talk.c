/* talk.c - who wrote last. */
#include "case/talk.h"

void crm_talk_init(struct crm_talk *t)
{
	memset(t, 0, sizeof *t);
	crm_pool_init(&t->waits, sizeof(struct crm_wait));
}

void crm_talk_release(struct crm_talk *t)
{
	crm_release(&t->of);
	crm_pool_release(&t->waits);
	t->n = t->cap = 0;
}

void crm_talk_clear(struct crm_talk *t)
{
	crm_talk_release(t);
	crm_talk_init(t);
}

/* Half of the rows of a book come by here: lengths are looked at first. */
static bool spoken(struct crm_str channel)
{
	if (channel.n == 4)
		return memcmp(channel.p, "meet", 4) == 0;
	return channel.n == 5 &&
	       (memcmp(channel.p, "phone", 5) == 0 || memcmp(channel.p, "visio", 5) == 0);
}

bool crm_talk_twoway(const struct crm_row *r)
{
	if (r->event == CRM_EV_CHECKIN || r->by == CRM_BY_BOTH)
		return true;
	return spoken(r->channel) && !crm_tag_word(r->tags, "missed");
}

bool crm_talk_inbound(const struct crm_row *r)
{
	return r->by == CRM_BY_CLIENT && !crm_talk_twoway(r);
}

/*
 * Place in the stream: by day and minute, a message before other rows of the same instant.  Without
 * a time a message counts from the morning, an answer until midnight.
 */
static int64_t place(struct crm_when at, bool inbound)
{
	int64_t min = at.min != CRM_NO_MIN ? at.min : inbound ? 0 : CRM_DAY_MINUTES;

	return ((int64_t)at.day * (CRM_DAY_MINUTES + 1) + min) * 2 + !inbound;
}

static struct crm_wait *wait_at(const struct crm_talk *t, uint32_t i)
{
	return crm_pool_at(&t->waits, i);
}

/* An answer closes all that came before it. */
static bool answered(const struct crm_talk_client *c, const struct crm_wait *w)
{
	return c->any && place(w->at, true) < c->answered;
}

/* Forget what is answered; only now and then, or a long list would be gone through at every row. */
static void prune(struct crm_talk *t, struct crm_talk_client *c)
{
	uint32_t i, next, keep = 0;

	c->n = 0;
	for (i = c->waits; i; i = next) {
		struct crm_wait *w = wait_at(t, i);

		next = w->next;
		if (answered(c, w)) {
			crm_pool_drop(&t->waits, i);
			continue;
		}
		w->next = keep;
		keep = i;
		c->n++;
	}
	c->waits = keep;
	c->room = 2 * c->n + 2;
}

void crm_talk_row(struct crm_talk *t, uint32_t client, const struct crm_row *r)
{
	bool inbound = crm_talk_inbound(r);
	int64_t key = place(r->at, inbound);
	struct crm_talk_client *c;
	uint32_t i;

	crm_grow(&t->of, &t->cap, (size_t)client + 1, sizeof *t->of);
	if (t->n <= client)
		t->n = (size_t)client + 1;
	c = &t->of[client];
	if (!inbound && !crm_talk_twoway(r) && crm_tag_word(r->tags, "missed"))
		return; /* nobody was reached: no answer */
	if (!inbound) {
		if (!c->any || key > c->answered)
			c->answered = key;
		c->any = true;
		return;
	}
	if ((c->any && key < c->answered) || crm_tag_word(r->tags, "noreply"))
		return;
	if (c->n >= c->room)
		prune(t, c);
	c->n++;
	i = crm_pool_add(&t->waits);
	*wait_at(t, i) = (struct crm_wait){c->waits, r->at, r->id, r->offset};
	c->waits = i;
}

static bool before(const struct crm_wait *a, const struct crm_wait *b)
{
	int64_t pa = place(a->at, true), pb = place(b->at, true);

	if (pa == pb) {
		pa = crm_when_key(a->at);
		pb = crm_when_key(b->at);
	}
	return pa != pb ? pa < pb : crm_uuid_cmp(&a->id, &b->id) < 0;
}

const struct crm_wait *crm_talk_wait(const struct crm_talk *t, uint32_t client)
{
	const struct crm_wait *first = NULL, *w;
	uint32_t i;

	if (client >= t->n)
		return NULL;
	for (i = t->of[client].waits; i; i = w->next) {
		w = wait_at(t, i);
		if (!answered(&t->of[client], w) && (!first || before(w, first)))
			first = w;
	}
	return first;
}
