/* store.c - the rows of the journal that count, as entries. */
#include "case/store.h"

enum { AMOUNT_BITS = 40, OFFSET_BITS = 40, KINDS = 4095 };
#define DROPPED UINT32_MAX /* client of a row that was given back */

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
	crm_release(&f->talk);
	f->talks = 0;
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
	bool waits_only = f->waits_only;

	crm_store_release(f);
	crm_store_init(f, policy);
	f->waits_only = waits_only;
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

/* What a diagnosis found: its origin, else what the three questions say. */
static unsigned found(struct crm_str tags)
{
	static const struct {
		const char *tag;
		unsigned mark;
	} says[] = {{"origin=quality", CRM_MARK_QUALITY}, {"origin=delay", CRM_MARK_DELAY},
		{"origin=misunderstanding", CRM_MARK_MISUNDERSTANDING},
		{"origin=client", CRM_MARK_CLIENT}, {"work=bad", CRM_MARK_QUALITY},
		{"late=yes", CRM_MARK_DELAY}, {"aligned=no", CRM_MARK_MISUNDERSTANDING}};
	unsigned mark = 0;
	struct crm_str w;
	size_t i;

	while ((w = crm_str_word(&tags, ' ')).n)
		for (i = 0; i < sizeof says / sizeof *says; i++)
			if (crm_str_is(w, says[i].tag))
				mark |= says[i].mark;
	return mark;
}

/* S0.42: why an invoice is late, of the rows that may say it. */
static unsigned why_of(const struct crm_row *r)
{
	static const char *const words[CRM_WHYS] = {
		"", "oversight", "cash", "lost", "dispute", "badfaith"};
	static const uint64_t events = CRM_EV_BIT(CRM_EV_INVOICE) | CRM_EV_BIT(CRM_EV_CONTACT) |
				       CRM_EV_BIT(CRM_EV_RENEGOTIATE) | CRM_EV_BIT(CRM_EV_PROMISE) |
				       CRM_EV_BIT(CRM_EV_CLARIFY) | CRM_EV_BIT(CRM_EV_DISPUTE);
	struct crm_str value;
	unsigned i;

	if (!r->tags.n || !r->ref.n || !(CRM_EV_BIT(r->event) & events) ||
		!crm_tag(r->tags, "why", &value))
		return 0;
	for (i = 1; i < CRM_WHYS; i++)
		if (crm_str_is(value, words[i]))
			return i * CRM_MARK_WHY;
	return 0;
}

/* What an agreement says of the interest: tag interest=. */
static unsigned interest_mark(struct crm_str tags)
{
	struct crm_str value;

	if (!crm_tag(tags, "interest", &value))
		return 0;
	return crm_str_is(value, "waive") ? CRM_MARK_WAIVES
					  : crm_str_is(value, "keep") ? CRM_MARK_KEEPS : 0;
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

	return r->ref.n && (!talk || why_of(r)) && r->event != CRM_EV_VOID ? crm_intern_add(&f->words, r->ref) + 1
							    : 0;
}

static enum crm_status status_of(struct crm_str tags)
{
	static const char *const names[] = {
		"", "intent", "sent", "deferred", "failed", "unknown", "prepared", "bounced"};
	struct crm_str value;
	size_t i;

	if (!crm_tag(tags, "status", &value))
		return CRM_STATUS_NONE;
	for (i = 1; i < sizeof names / sizeof *names; i++)
		if (crm_str_is(value, names[i]))
			return (enum crm_status)i;
	return CRM_STATUS_UNKNOWN; /* a status of a later version: better not send again */
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

/* What only invoices and reminders have, and most of them have none of it. */
static uint32_t rare_of(struct crm_store *f, const struct crm_row *r)
{
	struct crm_rare rare = {.done = CRM_NO_DAY};
	struct crm_str mid;
	uint32_t i;

	if (r->event == CRM_EV_INVOICE) {
		rare.done = done_day(r->tags);
	} else if (r->event == CRM_EV_REMINDER) {
		rare.status = (uint8_t)status_of(r->tags);
		rare.for_me = crm_str_is(r->channel, "file");
		if (crm_tag(r->tags, "mid", &mid))
			rare.mid = crm_mid_hash(mid);
	}
	if (rare.done == CRM_NO_DAY && !rare.status && !rare.for_me && !rare.mid)
		return 0;
	i = crm_pool_add(&f->rares);
	*(struct crm_rare *)crm_pool_at(&f->rares, i) = rare;
	return i;
}

const struct crm_rare *crm_store_rare(const struct crm_store *f, const struct crm_entry *x)
{
	static const struct crm_rare none = {.done = CRM_NO_DAY};

	return x->rare ? crm_pool_at(&f->rares, x->rare) : &none;
}

struct crm_str crm_entry_kind(const struct crm_store *f, const struct crm_entry *x)
{
	return x->kind ? f->kinds.str[x->kind - 1] : CRM_STR("");
}

struct crm_str crm_entry_ref(const struct crm_store *f, const struct crm_entry *x)
{
	return x->word ? f->words.str[x->word - 1] : CRM_STR("");
}

/* ---- talk of which only what waits is kept ---- */

static struct crm_entry *row_at(const struct crm_store *f, uint32_t i)
{
	return crm_pool_at(&f->rows, i);
}

/* An answer closes all that came before it. */
static bool answered(const struct crm_talk *t, const struct crm_entry *wait)
{
	return t->any && crm_entry_place(wait) < t->answered;
}

/* An angry word holds reminders back for some hours, and why an invoice is late changes its letters,
 * answered or not: such a row stays, and waits no more. */
static bool lasts(unsigned mark)
{
	return mark & CRM_MARK_ANGRY || crm_mark_why(mark);
}

static void forget(struct crm_store *f, uint32_t i)
{
	struct crm_entry *x = row_at(f, i);

	if (lasts(x->mark)) {
		x->mark |= CRM_MARK_NOREPLY;
		x->rare = 0;
		return;
	}
	x->client = DROPPED;
	crm_pool_drop(&f->rows, i);
}

/* Forget what is answered.  What waits is a list through `rare`, which no message has. */
static void prune(struct crm_store *f, struct crm_talk *t)
{
	uint32_t i, next, keep = 0;

	t->n = 0;
	for (i = t->waits; i; i = next) {
		struct crm_entry *x = row_at(f, i);

		next = x->rare;
		if (answered(t, x)) {
			forget(f, i);
			continue;
		}
		x->rare = keep;
		keep = i;
		t->n++;
	}
	t->waits = keep;
	t->room = 2 * t->n + 2; /* a long list is not gone through at every row */
}

/* Whether a row of talk is to be kept: a message that no row so far answers. */
static bool waits(struct crm_store *f, uint32_t client, const struct crm_row *r)
{
	struct crm_entry x = {.day = r->at.day};
	struct crm_talk *t;

	crm_grow(&f->talk, &f->talks, (size_t)client + 1, sizeof *f->talk);
	t = &f->talk[client];
	x.minute = (unsigned)(r->at.min + 1) & 0x7ff;
	x.by = (unsigned)(r->by == CRM_BY_NONE ? CRM_BY_ME : r->by) & 3;
	x.mark = stream(r);
	if (crm_entry_unreached(&x))
		return false;
	if (x.by != CRM_BY_CLIENT || (x.mark & CRM_MARK_TWOWAY)) {
		if (!t->any || crm_entry_place(&x) > t->answered)
			t->answered = crm_entry_place(&x);
		t->any = true;
		return false;
	}
	if (answered(t, &x) || (x.mark & CRM_MARK_NOREPLY))
		return false;
	if (t->n >= t->room)
		prune(f, t);
	t->n++;
	return true;
}

/* Only what still waits is left, and its list is dissolved. */
static void talk_settle(struct crm_store *f)
{
	uint32_t i, next;
	size_t k;

	for (k = 0; k < f->talks; k++) {
		prune(f, &f->talk[k]);
		for (i = f->talk[k].waits; i; i = next) {
			next = row_at(f, i)->rare;
			row_at(f, i)->rare = 0;
		}
		f->talk[k].waits = 0;
	}
}

static bool is_talk(enum crm_event e)
{
	return e == CRM_EV_CONTACT || e == CRM_EV_CHECKIN;
}

static void fill(struct crm_store *f, const struct crm_row *r, struct crm_entry *x)
{
	x->amount = (uint64_t)(r->has_amount ? r->amount : 0) & ((UINT64_C(1) << AMOUNT_BITS) - 1);
	x->currency = (unsigned)r->currency & 0xff;
	x->event = (unsigned)r->event & 0x3f;
	x->by = (unsigned)(r->by == CRM_BY_NONE ? CRM_BY_ME : r->by) & 3;
	x->level = (unsigned)(r->level ? r->level : 3) & 7;
	if (r->event == CRM_EV_CONTACT || r->event == CRM_EV_CHECKIN)
		x->mark = stream(r);
	else if (r->event == CRM_EV_DIAGNOSE)
		x->mark = found(r->tags);
	else if (r->event == CRM_EV_RENEGOTIATE)
		x->mark = interest_mark(r->tags);
	x->mark |= why_of(r);
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
	x->rare = rare_of(f, r);
}

void crm_store_row(void *ctx, const struct crm_row *r)
{
	struct crm_store *f = ctx;
	bool talk = f->waits_only && is_talk(r->event), wait = false;
	struct crm_uuid gone;
	struct crm_entry *x;
	uint32_t client, i;

	if (r->event == CRM_EV_VOID && crm_uuid_parse(r->ref, &gone))
		return;
	client = crm_intern_add(&f->clients, r->client);
	if (talk) {
		wait = waits(f, client, r);
		if (!wait && !lasts(stream(r) | why_of(r)))
			return;
	}
	i = crm_pool_add(&f->rows);
	x = row_at(f, i);
	x->client = client;
	x->id = r->event == CRM_EV_VOID ? gone : r->id;
	fill(f, r, x);
	if (wait) {
		x->rare = f->talk[client].waits;
		f->talk[client].waits = i;
	} else if (talk) {
		x->mark |= CRM_MARK_NOREPLY;
	}
}

/* By counting: a list a client would cost a cache miss a row, one after the other. */
void crm_store_settle(struct crm_store *f)
{
	size_t clients = f->clients.n, n = 0, k;
	const struct crm_entry *x;
	uint32_t i;

	talk_settle(f);
	crm_release(&f->order);
	crm_release(&f->start);
	f->order = crm_calloc(f->rows.n, sizeof *f->order);
	f->start = crm_calloc(clients + 1, sizeof *f->start);
	for (i = 1; i <= f->rows.n; i++) {
		x = crm_pool_at(&f->rows, i);
		if (x->client != DROPPED)
			f->start[x->client]++;
	}
	for (k = 0; k < clients; k++) {
		n += f->start[k];
		f->start[k] = n;
	}
	f->start[clients] = n;
	for (i = f->rows.n; i > 0; i--) {
		x = crm_pool_at(&f->rows, i);
		if (x->client != DROPPED)
			f->order[--f->start[x->client]] = i;
	}
}
