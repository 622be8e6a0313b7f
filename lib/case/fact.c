/* fact.c - rows of the journal as the score needs them. */
#include "case/fact.h"

enum { AMOUNT_BITS = 40, OFFSET_BITS = 40 };

/* The events whose ref pairs rows. */
#define REF_EVENTS                                                                                 \
	(CRM_EV_BIT(CRM_EV_INVOICE) | CRM_EV_BIT(CRM_EV_PAYMENT) | CRM_EV_BIT(CRM_EV_CREDIT) |     \
		CRM_EV_BIT(CRM_EV_REFUND) | CRM_EV_BIT(CRM_EV_WRITEOFF) |                          \
		CRM_EV_BIT(CRM_EV_DISPUTE) | CRM_EV_BIT(CRM_EV_RENEGOTIATE) |                      \
		CRM_EV_BIT(CRM_EV_MISSION) | CRM_EV_BIT(CRM_EV_RENEW) | CRM_EV_BIT(CRM_EV_END) |   \
		CRM_EV_BIT(CRM_EV_DEADLINE) | CRM_EV_BIT(CRM_EV_DELIVERED) |                       \
		CRM_EV_BIT(CRM_EV_PROMISE) | CRM_EV_BIT(CRM_EV_CLARIFY) |                          \
		CRM_EV_BIT(CRM_EV_KEPT) | CRM_EV_BIT(CRM_EV_BROKEN) |                              \
		CRM_EV_BIT(CRM_EV_INCIDENT) | CRM_EV_BIT(CRM_EV_CONFLICT) |                        \
		CRM_EV_BIT(CRM_EV_DOUBT) | CRM_EV_BIT(CRM_EV_RESOLVE))

void crm_facts_init(struct crm_facts *f, const struct crm_score_policy *policy)
{
	memset(f, 0, sizeof *f);
	f->policy = policy;
	crm_intern_init(&f->clients);
	crm_intern_init(&f->words);
	crm_pool_init(&f->rows, sizeof(struct crm_fact));
}

void crm_facts_release(struct crm_facts *f)
{
	crm_intern_release(&f->clients);
	crm_intern_release(&f->words);
	crm_pool_release(&f->rows);
	crm_release(&f->order);
	crm_release(&f->start);
}

void crm_facts_clear(struct crm_facts *f)
{
	const struct crm_score_policy *policy = f->policy;

	crm_facts_release(f);
	crm_facts_init(f, policy);
}

void crm_facts_reset(void *ctx)
{
	crm_facts_clear(ctx);
}

int crm_fact_cmp(const struct crm_fact *a, const struct crm_fact *b)
{
	int64_t x = crm_fact_key(a), y = crm_fact_key(b);

	return x != y ? (x > y) - (x < y) : crm_uuid_cmp(&a->id, &b->id);
}

/* Tags are whole words between blanks (risk.md 1 rule 7). */
static unsigned tags(struct crm_str rest, bool *missed)
{
	unsigned mark = 0;
	struct crm_str w;

	*missed = false;
	while ((w = crm_str_word(&rest, ' ')).n) {
		if (crm_str_is(w, "noreply"))
			mark |= CRM_MARK_NOREPLY;
		else if (crm_str_is(w, "missed"))
			*missed = true;
		else if (crm_str_is(w, "tone=tense") || crm_str_is(w, "tone=angry") ||
			 crm_str_is(w, "tone=anxious"))
			mark |= CRM_MARK_TENSE;
	}
	return mark;
}

/* What a row of the stream is: risk.md 5.3. */
static unsigned stream(const struct crm_row *r)
{
	bool missed, voice;
	unsigned mark = tags(r->tags, &missed);

	voice = crm_str_is(r->channel, "phone") || crm_str_is(r->channel, "visio") ||
		crm_str_is(r->channel, "meet");
	if (r->event == CRM_EV_CHECKIN || r->by == CRM_BY_BOTH || (voice && !missed))
		mark |= CRM_MARK_TWOWAY;
	return mark;
}

static unsigned kind_of(const struct crm_facts *f, const struct crm_row *r)
{
	if (r->event == CRM_EV_INCIDENT)
		return (unsigned)(crm_signal_incident(f->policy, r->kind) + 1);
	if (r->event != CRM_EV_STAFF)
		return 0;
	if (crm_str_is(r->kind, "illness"))
		return CRM_STAFF_ILLNESS;
	return crm_str_is(r->kind, "refocus") ? CRM_STAFF_REFOCUS : CRM_STAFF_OTHER;
}

static uint32_t word_of(struct crm_facts *f, const struct crm_row *r)
{
	if (CRM_EV_BIT(r->event) & REF_EVENTS)
		return r->ref.n ? crm_intern_add(&f->words, r->ref) + 1 : 0;
	if (r->event == CRM_EV_CONTACT && r->by == CRM_BY_CLIENT)
		return crm_intern_add(&f->words, r->channel) + 1;
	return 0;
}

void crm_facts_row(void *ctx, const struct crm_row *r)
{
	struct crm_facts *f = ctx;
	struct crm_uuid gone;
	struct crm_fact *x;

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
		x->mark = stream(r) & 0xf;
	if (!r->client.n)
		x->mark |= CRM_MARK_NOBODY;
	x->offset = r->offset & ((UINT64_C(1) << OFFSET_BITS) - 1);
	x->kind = kind_of(f, r) & 0xfff;
	x->minute = (unsigned)(r->at.min + 1) & 0x7ff;
	x->day = r->at.day;
	x->due = r->due.day;
	x->word = word_of(f, r);
}

/* By counting: a list a client would cost a cache miss a row, one after the other. */
void crm_facts_settle(struct crm_facts *f)
{
	size_t clients = f->clients.n, n = 0, k;
	const struct crm_fact *x;
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
