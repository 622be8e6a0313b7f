/* ledger.c - invoices and the money that moves them. */
#include "case/ledger.h"
#include "base/hash.h"
#include "base/num.h"
#include <stdlib.h>

/* A place in a hash table: number of the object (0: free) and a piece of its hash. */
struct crm_slot {
	uint32_t i, tag;
};

/* The list of marks of a (client, ref). */
struct key {
	uint32_t client, head;
	struct crm_str ref;
};

void crm_ledger_init(struct crm_ledger *l)
{
	memset(l, 0, sizeof *l);
	crm_intern_init(&l->clients);
	crm_intern_init(&l->words);
	crm_arena_init(&l->mem);
	crm_pool_init(&l->invoices, sizeof(struct crm_invoice));
	crm_pool_init(&l->moves, sizeof(struct crm_move));
	crm_pool_init(&l->marks, sizeof(struct crm_mark));
	crm_pool_init(&l->keys, sizeof(struct key));
}

void crm_ledger_release(struct crm_ledger *l)
{
	crm_intern_release(&l->clients);
	crm_intern_release(&l->words);
	crm_arena_release(&l->mem);
	crm_pool_release(&l->invoices);
	crm_pool_release(&l->moves);
	crm_pool_release(&l->marks);
	crm_pool_release(&l->keys);
	crm_release(&l->slot);
	crm_release(&l->mslot);
	l->slots = l->mslots = 0;
	l->mixed = l->settled = false;
}

void crm_ledger_clear(struct crm_ledger *l)
{
	crm_ledger_release(l);
	crm_ledger_init(l);
}

struct crm_str crm_invoice_ref(const struct crm_invoice *v)
{
	return (struct crm_str){v->ref_n > CRM_REF_INLINE ? v->ref.out : v->ref.in, v->ref_n};
}

static uint64_t hash_of(uint32_t client, struct crm_str ref)
{
	return crm_hash(ref, crm_hash_mix(client, 1));
}

static uint32_t tag_of(uint64_t hash)
{
	return (uint32_t)(hash >> 32);
}

static bool is_invoice(const struct crm_invoice *v, uint32_t client, struct crm_str ref,
	int currency)
{
	return v->client == client && v->currency == currency &&
	       crm_str_eq(crm_invoice_ref(v), ref);
}

/* Room for one more in a table of slots that is two thirds full. */
static void slots_grow(struct crm_slot **slot, size_t *slots, const struct crm_pool *pool,
	uint64_t (*hash)(const void *object))
{
	size_t cap = *slots ? *slots * 2 : 256, k;
	struct crm_slot *new;
	uint32_t i;

	if (pool->n + pool->n / 2 < *slots)
		return;
	new = crm_calloc(cap, sizeof *new);
	for (i = 1; i <= pool->n; i++) {
		uint64_t h = hash(crm_pool_at(pool, i));

		for (k = (size_t)h & (cap - 1); new[k].i; k = (k + 1) & (cap - 1))
			;
		new[k] = (struct crm_slot){i, tag_of(h)};
	}
	crm_release(slot);
	*slot = new;
	*slots = cap;
}

static uint64_t invoice_hash(const void *object)
{
	const struct crm_invoice *v = object;

	return hash_of(v->client, crm_invoice_ref(v));
}

static void ref_set(struct crm_ledger *l, struct crm_invoice *v, struct crm_str ref)
{
	v->ref_n = (uint16_t)ref.n; /* a record has at most 64 KiB */
	if (ref.n > CRM_REF_INLINE)
		v->ref.out = crm_arena_str(&l->mem, ref).p;
	else if (ref.n)
		memcpy(v->ref.in, ref.p, ref.n);
}

/* The entry of (client, ref, currency), or NULL and the free slot where it belongs. */
static struct crm_invoice *entry_find(const struct crm_ledger *l, uint32_t client,
	struct crm_str ref, int currency, size_t *at)
{
	uint64_t h = hash_of(client, ref);
	struct crm_invoice *v;
	size_t k;

	for (k = (size_t)h & (l->slots - 1); l->slot[k].i; k = (k + 1) & (l->slots - 1)) {
		if (l->slot[k].tag != tag_of(h))
			continue;
		v = crm_pool_at(&l->invoices, l->slot[k].i);
		if (is_invoice(v, client, ref, currency))
			return v;
	}
	*at = k;
	return NULL;
}

/* The entry of (client, ref, currency), made when new. */
static struct crm_invoice *entry(struct crm_ledger *l, uint32_t client, struct crm_str ref,
	int currency)
{
	struct crm_invoice *v;
	size_t k;

	slots_grow(&l->slot, &l->slots, &l->invoices, invoice_hash);
	v = entry_find(l, client, ref, currency, &k);
	if (v)
		return v;
	l->slot[k] = (struct crm_slot){
		crm_pool_add(&l->invoices), tag_of(hash_of(client, ref))};
	v = crm_pool_at(&l->invoices, l->slot[k].i);
	if (l->invoices.n == 1)
		l->currency = currency;
	l->mixed |= currency != l->currency;
	v->client = client;
	v->currency = (uint8_t)currency;
	v->due = CRM_NO_DAY;
	ref_set(l, v, ref);
	return v;
}

static int first_cmp(const struct crm_invoice *v, int64_t key, const struct crm_uuid *id)
{
	int64_t mine = crm_when_key((struct crm_when){v->at_day, v->at_min});

	return mine != key ? (mine > key) - (mine < key) : crm_uuid_cmp(&v->id, id);
}

/* The day that a tag done=DATE names. */
static int32_t done_day(struct crm_str tags)
{
	int32_t day = CRM_NO_DAY;
	struct crm_str value;

	if (tags.n && crm_tag(tags, "done", &value) && crm_date_parse(value, &day))
		return CRM_NO_DAY;
	return day;
}

static void invoice_row(struct crm_ledger *l, uint32_t client, const struct crm_row *r)
{
	struct crm_invoice *v = entry(l, client, r->ref, r->currency);

	if (v->known && first_cmp(v, crm_when_key(r->at), &r->id) <= 0)
		return;
	v->known = 1;
	v->at_day = r->at.day;
	v->at_min = r->at.min;
	v->id = r->id;
	v->amount = r->amount;
	v->due = r->due.day;
	v->offset = r->offset;
	v->done = done_day(r->tags);
}

/* Sums stop at the ends of the range: only made-up amounts get there, and they must not wrap. */
static void moved_add(struct crm_invoice *v, int64_t amount)
{
	if (crm_add(v->moved, amount, &v->moved))
		v->moved = amount < 0 ? INT64_MIN / 2 : INT64_MAX / 2;
}

static int64_t signed_amount(const struct crm_row *r)
{
	return r->event == CRM_EV_REFUND ? -r->amount : r->amount;
}

static void money_row(struct crm_ledger *l, uint32_t client, const struct crm_row *r)
{
	struct crm_invoice *v;
	struct crm_move *m;
	uint32_t i;

	v = entry(l, client, r->ref, r->currency);
	moved_add(v, signed_amount(r));
	if (r->ref.n == 0)
		return;
	if (!v->first_event) {
		v->first_event = (uint8_t)r->event;
		v->first_day = r->at.day;
		return;
	}
	i = crm_pool_add(&l->moves);
	m = crm_pool_at(&l->moves, i);
	*m = (struct crm_move){v->more, r->at.day, r->amount, (uint8_t)r->event};
	v->more = i;
}

static uint64_t key_hash(const void *object)
{
	const struct key *k = object;

	return hash_of(k->client, k->ref);
}

static struct key *key_find(const struct crm_ledger *l, uint32_t client, struct crm_str ref,
	size_t *at)
{
	uint64_t h = hash_of(client, ref);
	struct key *key;
	size_t k;

	for (k = (size_t)h & (l->mslots - 1); l->mslot[k].i; k = (k + 1) & (l->mslots - 1)) {
		key = crm_pool_at(&l->keys, l->mslot[k].i);
		if (l->mslot[k].tag == tag_of(h) && key->client == client &&
			crm_str_eq(key->ref, ref))
			return key;
	}
	*at = k;
	return NULL;
}

static struct key *key_of(struct crm_ledger *l, uint32_t client, struct crm_str ref)
{
	struct key *key;
	size_t at;

	slots_grow(&l->mslot, &l->mslots, &l->keys, key_hash);
	key = key_find(l, client, ref, &at);
	if (key)
		return key;
	l->mslot[at] = (struct crm_slot){crm_pool_add(&l->keys), tag_of(hash_of(client, ref))};
	key = crm_pool_at(&l->keys, l->mslot[at].i);
	key->client = client;
	key->ref = crm_arena_str(&l->mem, ref);
	return key;
}

static enum crm_sent sent_of(struct crm_str tags)
{
	static const char *const names[] = {
		"", "intent", "sent", "deferred", "failed", "unknown", "prepared", "bounced"};
	struct crm_str value;
	size_t i;

	if (!crm_tag(tags, "status", &value))
		return CRM_SENT_NONE;
	for (i = 1; i < sizeof names / sizeof *names; i++)
		if (crm_str_is(value, names[i]))
			return (enum crm_sent)i;
	return CRM_SENT_UNKNOWN; /* a status of a later version: better not send again */
}

static void mark_row(struct crm_ledger *l, uint32_t client, const struct crm_row *r)
{
	struct key *key = key_of(l, client, r->ref);
	uint32_t i = crm_pool_add(&l->marks);
	struct crm_mark *m = crm_pool_at(&l->marks, i);
	struct crm_str mid;

	m->next = key->head;
	key->head = i;
	m->client = client;
	m->kind = crm_intern_add(&l->words, r->kind);
	m->event = (uint8_t)r->event;
	m->by = (uint8_t)r->by;
	m->level = (uint8_t)r->level;
	m->at = r->at;
	m->due = r->due.day;
	m->id = r->id;
	m->offset = r->offset;
	if (r->event == CRM_EV_REMINDER) {
		m->status = (uint8_t)sent_of(r->tags);
		m->for_me = crm_str_is(r->channel, "file");
		if (crm_tag(r->tags, "mid", &mid))
			m->mid = crm_mid_hash(mid);
	}
}

void crm_ledger_row(struct crm_ledger *l, uint32_t client, const struct crm_row *r)
{
	if (r->event == CRM_EV_INVOICE)
		invoice_row(l, client, r);
	else if (CRM_EV_BIT(r->event) & CRM_LEDGER_MONEY)
		money_row(l, client, r);
	else if (CRM_EV_BIT(r->event) & CRM_LEDGER_MARKS)
		mark_row(l, client, r);
}

bool crm_invoice_first(const struct crm_ledger *l, const struct crm_invoice *v)
{
	int64_t mine = crm_when_key((struct crm_when){v->at_day, v->at_min});
	struct crm_str ref = crm_invoice_ref(v);
	const struct crm_invoice *o;
	uint64_t h;
	size_t k;

	if (!v->known || !l->mixed)
		return v->known;
	h = hash_of(v->client, ref);
	for (k = (size_t)h & (l->slots - 1); l->slot[k].i; k = (k + 1) & (l->slots - 1)) {
		if (l->slot[k].tag != tag_of(h))
			continue;
		o = crm_pool_at(&l->invoices, l->slot[k].i);
		if (o != v && o->known && is_invoice(o, v->client, ref, o->currency) &&
			first_cmp(o, mine, &v->id) < 0)
			return false;
	}
	return true;
}

static int move_cmp(const void *va, const void *vb)
{
	const struct crm_move *a = va, *b = vb;
	int rank_a = a->event == CRM_EV_CREDIT ? 0 : a->event, rank_b;

	rank_b = b->event == CRM_EV_CREDIT ? 0 : b->event;
	if (a->day != b->day)
		return (a->day > b->day) - (a->day < b->day);
	if (rank_a != rank_b)
		return rank_a - rank_b;
	return (a->amount > b->amount) - (a->amount < b->amount);
}

struct crm_move *crm_invoice_moves(const struct crm_ledger *l, const struct crm_invoice *v,
	struct crm_arena *a, size_t *n)
{
	int64_t rest = v->moved; /* what the first movement was: the sum less the others */
	struct crm_move *out;
	uint32_t i;
	size_t k = 1;

	*n = 0;
	if (!v->first_event)
		return NULL;
	for (i = v->more; i; i = ((struct crm_move *)crm_pool_at(&l->moves, i))->next)
		++*n;
	out = crm_arena_alloc(a, ++*n * sizeof *out);
	for (i = v->more; i; i = out[k++].next) {
		out[k] = *(struct crm_move *)crm_pool_at(&l->moves, i);
		rest -= out[k].event == CRM_EV_REFUND ? -out[k].amount : out[k].amount;
	}
	out[0].day = v->first_day;
	out[0].event = v->first_event;
	out[0].amount = v->first_event == CRM_EV_REFUND ? -rest : rest;
	qsort(out, *n, sizeof *out, move_cmp);
	return out;
}

bool crm_marks_disputed(const struct crm_mark *const *mark, size_t n)
{
	struct crm_when resolved = {CRM_NO_DAY, CRM_NO_MIN};
	size_t i;

	for (i = 0; i < n; i++)
		if (mark[i]->event == CRM_EV_RESOLVE)
			resolved = crm_when_later(resolved, mark[i]->at);
	for (i = 0; i < n; i++)
		if (mark[i]->event == CRM_EV_DISPUTE && !crm_when_reaches(resolved, mark[i]->at))
			return true;
	return false;
}

static int mark_cmp(const void *va, const void *vb)
{
	const struct crm_mark *const *a = va, *const *b = vb;
	int64_t ka = crm_when_key((*a)->at), kb = crm_when_key((*b)->at);

	return ka != kb ? (ka > kb) - (ka < kb) : crm_uuid_cmp(&(*a)->id, &(*b)->id);
}

const struct crm_mark **crm_ledger_marks(const struct crm_ledger *l, uint32_t client,
	struct crm_str ref, struct crm_arena *a, size_t *n)
{
	const struct crm_mark **out, *m;
	struct key *key;
	size_t at;
	uint32_t i;

	*n = 0;
	key = l->mslots ? key_find(l, client, ref, &at) : NULL;
	if (!key)
		return NULL;
	for (i = key->head; i; i = m->next, ++*n)
		m = crm_pool_at(&l->marks, i);
	out = crm_arena_alloc(a, *n * sizeof *out);
	for (i = key->head, at = 0; i; i = m->next)
		out[at++] = m = crm_pool_at(&l->marks, i);
	qsort(out, *n, sizeof *out, mark_cmp);
	return out;
}

bool crm_ledger_given_up(const struct crm_ledger *l, const struct crm_invoice *inv,
	struct crm_arena *a)
{
	struct crm_arena_mark before = crm_arena_mark(a);
	const struct crm_mark **mark;
	bool given_up = false;
	size_t i, n = 0;

	mark = l->marks.n ? crm_ledger_marks(l, inv->client, crm_invoice_ref(inv), a, &n) : NULL;
	for (i = 0; i < n; i++)
		given_up |= mark[i]->event == CRM_EV_WRITEOFF;
	crm_arena_rewind(a, before);
	return given_up;
}

void crm_ledger_key(const struct crm_ledger *l, uint32_t i, uint32_t *client, struct crm_str *ref)
{
	const struct key *key = crm_pool_at(&l->keys, i);

	*client = key->client;
	*ref = key->ref;
}

int64_t crm_ledger_free(const struct crm_ledger *l, uint32_t client, int currency)
{
	const struct crm_invoice *v;
	size_t k;

	if (!l->slots)
		return 0;
	v = entry_find(l, client, CRM_STR(""), currency, &k);
	return v ? v->moved : 0;
}

bool crm_ledger_foreign(const struct crm_ledger *l, const struct crm_invoice *v)
{
	struct crm_str ref = crm_invoice_ref(v);
	uint64_t h = hash_of(v->client, ref);
	const struct crm_invoice *o;
	size_t k;

	if (!l->mixed)
		return false;
	for (k = (size_t)h & (l->slots - 1); l->slot[k].i; k = (k + 1) & (l->slots - 1)) {
		if (l->slot[k].tag != tag_of(h))
			continue;
		o = crm_pool_at(&l->invoices, l->slot[k].i);
		if (o->currency != v->currency && o->moved > 0 &&
			is_invoice(o, v->client, ref, o->currency))
			return true;
	}
	return false;
}

void crm_ledger_settle(struct crm_ledger *l)
{
	const uint32_t n = l->invoices.n;
	const struct crm_invoice *v;
	uint32_t i;

	if (l->settled)
		return;
	l->settled = true;
	for (i = 1; i <= n; i++) {
		v = crm_pool_at(&l->invoices, i);
		if (v->ref_n && !crm_invoice_first(l, v))
			moved_add(entry(l, v->client, CRM_STR(""), v->currency), v->moved);
	}
}
