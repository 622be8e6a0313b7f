/* fact.c - rows of the journal as the score needs them. */
#include "case/store.h"

enum { AMOUNT_BITS = 40, OFFSET_BITS = 40, KINDS = 4095 };

_Static_assert(CRM_EVENTS <= 1 << 6, "an entry has six bits for its event");
_Static_assert(CRM_BY_BOTH < 1 << 2, "an entry has two bits for who acts");
_Static_assert(CRM_MONEY_MAX < INT64_C(1) << AMOUNT_BITS, "an entry has 40 bits for its amount");
_Static_assert(CRM_DAY_MINUTES < 1 << 11, "an entry has eleven bits for its minute");

void crm_store_init(struct crm_store *f, const struct crm_score_policy *policy)
{
	memset(f, 0, sizeof *f);
	f->policy = policy;
	crm_intern_init(&f->clients);
	crm_intern_init(&f->words);
	crm_intern_init(&f->kinds);
	crm_pool_init(&f->rows, sizeof(struct crm_entry));
	crm_pool_init(&f->rares, sizeof(struct crm_rare));
}

void crm_store_release(struct crm_store *f)
{
	crm_intern_release(&f->clients);
	crm_intern_release(&f->words);
	crm_intern_release(&f->kinds);
	crm_pool_release(&f->rows);
	crm_pool_release(&f->rares);
	crm_release(&f->order);
	crm_release(&f->start);
}

void crm_store_clear(struct crm_store *f)
{
	const struct crm_score_policy *policy = f->policy;

	crm_store_release(f);
	crm_store_init(f, policy);
}

void crm_store_reset(void *ctx)
{
	crm_store_clear(ctx);
}

int crm_entry_cmp(const struct crm_entry *a, const struct crm_entry *b)
{
	int64_t x = crm_entry_key(a), y = crm_entry_key(b);

	return x != y ? (x > y) - (x < y) : crm_uuid_cmp(&a->id, &b->id);
}

/* Tags are whole words between blanks. */
static unsigned tags(struct crm_str rest)
{
	unsigned mark = 0;
	struct crm_str w;

	while ((w = crm_str_word(&rest, ' ')).n) {
		if (crm_str_is(w, "noreply"))
			mark |= CRM_MARK_NOREPLY;
		else if (crm_str_is(w, "missed"))
			mark |= CRM_MARK_MISSED;
		else if (crm_str_is(w, "tone=angry"))
			mark |= CRM_MARK_TENSE | CRM_MARK_ANGRY;
		else if (crm_str_is(w, "tone=tense") || crm_str_is(w, "tone=anxious"))
			mark |= CRM_MARK_TENSE;
	}
	return mark;
}

/* What a contact or a check-in is (S1.22, S1.23; crm-score(7)). */
static unsigned stream(const struct crm_row *r)
{
	unsigned mark = tags(r->tags);
	bool voice = crm_str_is(r->channel, "phone") || crm_str_is(r->channel, "visio") ||
		     crm_str_is(r->channel, "meet");

	if (r->event == CRM_EV_CHECKIN || r->by == CRM_BY_BOTH ||
		(voice && !(mark & CRM_MARK_MISSED)))
		mark |= CRM_MARK_TWOWAY;
	return mark;
}

/* Beyond 4094 kinds, which no book has, the others share the last number. */
static unsigned number(struct crm_store *f, struct crm_str word)
{
	uint32_t n;

	if (!word.n)
		return 0;
	n = crm_intern_add(&f->kinds, word) + 1;
	return n < KINDS ? n : KINDS;
}

static unsigned kind_of(struct crm_store *f, const struct crm_row *r)
{
	if (r->event == CRM_EV_INCIDENT)
		return (unsigned)(crm_signal_incident(f->policy, r->kind) + 1);
	if (r->event == CRM_EV_CONTACT)
		return number(f, r->channel);
	if (r->event != CRM_EV_STAFF)
		return number(f, r->kind);
	if (crm_str_is(r->kind, "illness"))
		return CRM_STAFF_ILLNESS;
	return crm_str_is(r->kind, "refocus") ? CRM_STAFF_REFOCUS : CRM_STAFF_OTHER;
}

static uint32_t word_of(struct crm_store *f, const struct crm_row *r)
{
	bool talk = r->event == CRM_EV_CONTACT || r->event == CRM_EV_CHECKIN;

	return r->ref.n && !talk && r->event != CRM_EV_VOID ? crm_intern_add(&f->words, r->ref) + 1
							    : 0;
}

void crm_store_row(void *ctx, const struct crm_row *r)
{
	struct crm_store *f = ctx;
	struct crm_uuid gone;
	struct crm_entry *x;

	if (r->event == CRM_EV_VOID && crm_uuid_parse(r->ref, &gone))
		return;
	x = crm_pool_at(&f->rows, crm_pool_add(&f->rows));
	x->client = crm_intern_add(&f->clients, r->client);
	x->id = r->event == CRM_EV_VOID ? gone : r->id;
	x->amount = (uint64_t)(r->has_amount ? r->amount : 0) & ((UINT64_C(1) << AMOUNT_BITS) - 1);
	x->currency = (unsigned)r->currency & 0xff;
	x->event = (unsigned)r->event & 0x3f;
	x->by = (unsigned)(r->by == CRM_BY_NONE ? CRM_BY_ME : r->by) & 3;
	x->level = (unsigned)(r->level ? r->level : 3) & 7;
	if (r->event == CRM_EV_CONTACT || r->event == CRM_EV_CHECKIN)
		x->mark = stream(r);
	if (!r->client.n)
		x->mark |= CRM_MARK_NOBODY;
	if (r->has_amount)
		x->mark |= CRM_MARK_AMOUNT;
	if (r->note.n)
		x->mark |= CRM_MARK_NOTED;
	x->offset = r->offset & ((UINT64_C(1) << OFFSET_BITS) - 1);
	x->kind = kind_of(f, r) & 0xfff;
	x->minute = (unsigned)(r->at.min + 1) & 0x7ff;
	x->day = r->at.day;
	x->due = r->due.day;
	x->word = word_of(f, r);
}

/* By counting: a list a client would cost a cache miss a row, one after the other. */
void crm_store_settle(struct crm_store *f)
{
	size_t clients = f->clients.n, n = 0, k;
	const struct crm_entry *x;
	uint32_t i;

	crm_release(&f->order);
	crm_release(&f->start);
	f->order = crm_calloc(f->rows.n, sizeof *f->order);
	f->start = crm_calloc(clients + 1, sizeof *f->start);
	for (i = 1; i <= f->rows.n; i++) {
		x = crm_pool_at(&f->rows, i);
		f->start[x->client]++;
	}
	for (k = 0; k < clients; k++) {
		n += f->start[k];
		f->start[k] = n;
	}
	f->start[clients] = n;
	for (i = f->rows.n; i > 0; i--) {
		x = crm_pool_at(&f->rows, i);
		f->order[--f->start[x->client]] = i;
	}
}
