/* store.c - the rows of the journal that count, as entries. */
#include "case/store.h"
#include "base/sort.h"

enum { AMOUNT_BITS = 40, OFFSET_BITS = 36, KINDS = 4095 };

_Static_assert(CRM_EVENTS <= 1 << 6, "an entry has six bits for its event");
_Static_assert(CRM_BY_BOTH < 1 << 2, "an entry has two bits for who acts");
_Static_assert(CRM_MONEY_MAX < INT64_C(1) << AMOUNT_BITS, "an entry has 40 bits for its amount");
_Static_assert(CRM_MARK_KEPT < 1 << 10, "an entry has ten bits for its marks");
_Static_assert(CRM_DAY_MINUTES < 1 << 11, "an entry has eleven bits for its minute");

void crm_store_init(struct crm_store *f, const struct crm_score_policy *policy)
{
	size_t i;

	memset(f, 0, sizeof *f);
	f->policy = policy;
	crm_intern_init(&f->clients);
	crm_intern_init(&f->kinds);
	crm_arena_init_large(&f->mem);
	for (i = 0; i < CRM_DRAWERS; i++)
		crm_pool_init(&f->drawer[i].rows, sizeof(struct crm_entry), &f->mem);
	crm_pool_init(&f->rares, sizeof(struct crm_rare), &f->mem);
}

void crm_store_release(struct crm_store *f)
{
	size_t i;

	for (i = 0; i < f->talks; i++)
		crm_release(&f->talk[i].wait);
	for (i = 0; i < CRM_DRAWERS; i++) {
		crm_pool_release(&f->drawer[i].rows);
		crm_release(&f->drawer[i].order);
	}
	crm_release(&f->talk);
	crm_release(&f->note);
	crm_release(&f->count);
	crm_release(&f->start);
	crm_release(&f->ref);
	f->leaves = f->leaf_cap = f->talks = f->counts = f->starts = f->refs = f->refs_cap = f->n = 0;
	f->has = 0;
	crm_intern_release(&f->clients);
	crm_intern_release(&f->kinds);
	crm_pool_release(&f->rares);
	crm_arena_release(&f->mem);
}

void crm_store_clear(struct crm_store *f)
{
	const struct crm_score_policy *policy = f->policy;
	bool waits_only = f->waits_only;
	uint64_t notes = f->notes;

	crm_store_release(f);
	crm_store_init(f, policy);
	f->waits_only = waits_only;
	f->notes = notes;
}

int crm_entry_cmp(const struct crm_entry *a, const struct crm_entry *b)
{
	int64_t x = crm_entry_key(a), y = crm_entry_key(b);

	return x != y ? (x > y) - (x < y) : crm_uuid_cmp(&a->id, &b->id);
}

static int by_order(const void *a, const void *b)
{
	const struct crm_entry *const *x = a, *const *y = b;

	return crm_entry_cmp(*x, *y);
}

void crm_entries_sort(const struct crm_entry **row, size_t n)
{
	crm_sort(row, n, sizeof *row, by_order);
}

size_t crm_entries_place(const struct crm_entry *const *row, size_t n, const struct crm_entry *x)
{
	size_t lo = 0, hi = x ? n : 0, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (crm_entry_cmp(row[mid], x) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return x && lo < n && row[lo] == x ? lo : n;
}

/* Tags are whole words between blanks. */
static unsigned tags(struct crm_str rest)
{
	unsigned mark = 0;
	struct crm_str w;

	while (rest.n && (w = crm_str_word(&rest, ' ')).n) {
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

/* What an agreement says of the interest, tag interest=, and of an instalment that is missed, tag whole. */
static unsigned agreed_mark(struct crm_str tags)
{
	unsigned mark = 0;
	struct crm_str value;

	if (crm_tag(tags, "interest", &value))
		mark = crm_str_is(value, "waive") ? CRM_MARK_WAIVES
						  : crm_str_is(value, "keep") ? CRM_MARK_KEEPS : 0;
	return crm_tag(tags, "whole", &value) ? mark | CRM_MARK_WHOLE : mark;
}

/* S0.42: why an invoice is late, of the rows that may say it. */
static enum crm_why why_of(const struct crm_row *r)
{
	static const char *const words[CRM_WHYS] = {
		"", "oversight", "cash", "lost", "dispute", "badfaith"};
	static const uint64_t events = CRM_EV_BIT(CRM_EV_INVOICE) | CRM_EV_BIT(CRM_EV_CONTACT) |
				       CRM_EV_BIT(CRM_EV_RENEGOTIATE) | CRM_EV_BIT(CRM_EV_PROMISE) |
				       CRM_EV_BIT(CRM_EV_CLARIFY) | CRM_EV_BIT(CRM_EV_DISPUTE);
	struct crm_str value;
	int i;

	if (!r->tags.n || !r->ref.n || !(CRM_EV_BIT(r->event) & events) ||
		!crm_tag(r->tags, "why", &value))
		return CRM_WHY_NONE;
	for (i = 1; i < CRM_WHYS; i++)
		if (crm_str_is(value, words[i]))
			return (enum crm_why)i;
	return CRM_WHY_NONE;
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
	struct crm_str known;
	uint16_t *seen;
	uint32_t n;

	if (!word.n)
		return 0;
	/* a few words stand in most rows */
	seen = &f->seen[((unsigned char)word.p[0] * 7u + (unsigned char)word.p[word.n - 1] + word.n) %
			CRM_KINDS_SEEN];
	known = *seen ? f->kinds.str[*seen - 1] : CRM_STR("");
	if (known.n == word.n && crm_same(known.p, word.p, word.n))
		return *seen;
	n = crm_intern_add(&f->kinds, word) + 1;
	return n < KINDS ? *seen = (uint16_t)n : KINDS;
}

/* A letter on paper that is no reminder: the template and the id of its message. */
static bool is_paper(const struct crm_row *r, struct crm_str *template, struct crm_str *mid)
{
	return (r->event == CRM_EV_NOTE || r->event == CRM_EV_CONTACT) && r->tags.n &&
	       crm_str_is(r->channel, "letter") && crm_tag(r->tags, "template", template) &&
	       crm_tag(r->tags, "mid", mid);
}

static unsigned kind_of(struct crm_store *f, const struct crm_row *r)
{
	struct crm_str template, mid;

	if (r->event == CRM_EV_NOTE && is_paper(r, &template, &mid))
		return number(f, template);
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

enum crm_status crm_status_of(struct crm_str tags)
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

static int32_t minutes_of(struct crm_str tags)
{
	struct crm_str v;
	int64_t n;

	return crm_tag(tags, "minutes", &v) && !crm_num_parse(v, 0, CRM_MINUTES_MAX, &n) ? (int32_t)n : 0;
}

/* What tags say that is looked for, and most rows have none of it. */
static uint32_t rare_of(struct crm_store *f, const struct crm_row *r)
{
	struct crm_rare rare = {.done = CRM_NO_DAY};
	struct crm_str mid, template;
	uint32_t i;

	if (!r->tags.n && r->event != CRM_EV_REMINDER)
		return 0;
	rare.minutes = minutes_of(r->tags);
	rare.why = (uint8_t)why_of(r);
	if (r->event == CRM_EV_INVOICE) {
		rare.done = done_day(r->tags);
	} else if (r->event == CRM_EV_REMINDER) {
		rare.status = (uint8_t)crm_status_of(r->tags);
		rare.for_me = crm_str_is(r->channel, "file");
		if (crm_tag(r->tags, "mid", &mid))
			rare.mid = crm_mid_hash(mid);
	} else if (is_paper(r, &template, &mid)) {
		rare.mid = crm_mid_hash(mid);
		rare.status = (uint8_t)crm_status_of(r->tags);
	}
	if (rare.done == CRM_NO_DAY && !rare.status && !rare.for_me && !rare.mid &&
		!rare.minutes && !rare.why)
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

bool crm_entry_rephrases(const struct crm_store *f, const struct crm_entry *x)
{
	return x->event == CRM_EV_CHECKIN && crm_str_is(crm_entry_kind(f, x), "rephrase");
}

/* ---- rows ---- */

static bool is_talk(enum crm_event e)
{
	return e == CRM_EV_CONTACT || e == CRM_EV_CHECKIN;
}

/* Of talk the ref says nothing, unless the row says why an invoice is late, and a void has its own in `id`. */
static void set_ref(struct crm_store *f, const struct crm_row *r, struct crm_entry *x)
{
	uint32_t i = (uint32_t)f->refs;

	if ((is_talk(r->event) && !crm_entry_why(f, x)) || r->event == CRM_EV_VOID)
		return;
	if (r->ref.n <= CRM_REF_SHORT) {
		x->ref_n = (uint8_t)r->ref.n;
		if (r->ref.n)
			memcpy(x->ref, r->ref.p, r->ref.n);
		return;
	}
	x->ref_n = CRM_REF_LONG;
	memcpy(x->ref, &i, sizeof i);
	crm_grow(&f->ref, &f->refs_cap, f->refs + 1, sizeof *f->ref);
	f->ref[f->refs++] = crm_arena_str(&f->mem, r->ref);
}

static unsigned mark_of(const struct crm_row *r)
{
	struct crm_str value;

	if (is_talk(r->event))
		return stream(r);
	if (r->event == CRM_EV_DIAGNOSE)
		return found(r->tags);
	if (r->event == CRM_EV_INCIDENT)
		return crm_tag(r->tags, "client", &value) && crm_str_is(value, "badfaith") ? CRM_MARK_BADFAITH : 0;
	return r->event == CRM_EV_RENEGOTIATE ? agreed_mark(r->tags) : 0;
}

/* A note that is not long: few are, and those stay in the file. */
static void keep_note(struct crm_store *f, struct crm_str note, struct crm_entry *x)
{
	enum { LONG = 255 };
	char *to;

	if (note.n > LONG)
		return;
	if (!f->leaves || f->leaf_n + 1 + note.n > CRM_NOTE_LEAF) {
		crm_grow(&f->note, &f->leaf_cap, f->leaves + 1, sizeof *f->note);
		f->note[f->leaves++] = crm_arena_raw(&f->mem, CRM_NOTE_LEAF);
		f->leaf_n = 0;
	}
	x->offset = ((f->leaves - 1) * CRM_NOTE_LEAF + f->leaf_n) & ((UINT64_C(1) << OFFSET_BITS) - 1);
	x->mark |= CRM_MARK_KEPT;
	to = f->note[f->leaves - 1] + f->leaf_n;
	*to = (char)(unsigned char)note.n;
	memcpy(to + 1, note.p, note.n);
	f->leaf_n += 1 + note.n;
}

/* What needs a look at words first, so that the fields are written where they stay: a copy of what
 * was just put together bit by bit waits for each of its pieces. */
static void set(struct crm_store *f, const struct crm_row *r, unsigned mark, uint32_t client,
	struct crm_entry *x)
{
	unsigned kind = kind_of(f, r);
	uint32_t rare = rare_of(f, r);

	mark |= r->client.n ? 0 : CRM_MARK_NOBODY;
	mark |= r->has_amount ? CRM_MARK_AMOUNT : 0;
	mark |= r->note.n ? CRM_MARK_NOTED : 0;
	*x = (struct crm_entry){
		.id = r->id,
		.amount = (uint64_t)(r->has_amount ? r->amount : 0) & ((UINT64_C(1) << AMOUNT_BITS) - 1),
		.currency = (unsigned)r->currency & 0xff,
		.event = (unsigned)r->event & 0x3f,
		.by = (unsigned)(r->by == CRM_BY_NONE ? CRM_BY_ME : r->by) & 3,
		.mark = mark & 0x3ff,
		.offset = r->offset & ((UINT64_C(1) << OFFSET_BITS) - 1),
		.kind = kind & 0xfff,
		.minute = (unsigned)(r->at.min + 1) & 0x7ff,
		.level = (unsigned)(r->level ? r->level : 3) & 7,
		.day = r->at.day,
		.due = r->due.day,
		.client = client,
		.rare = rare};
	set_ref(f, r, x);
	if (f->notes & CRM_EV_BIT(r->event) && r->note.n)
		keep_note(f, r->note, x);
}

static struct crm_drawer *drawer_of(struct crm_store *f, uint32_t client)
{
	return &f->drawer[client % CRM_DRAWERS];
}

static struct crm_entry *place(struct crm_store *f, uint32_t client)
{
	struct crm_pool *rows = &drawer_of(f, client)->rows;

	crm_grow(&f->count, &f->counts, (size_t)client + 1, sizeof *f->count);
	f->count[client]++;
	f->n++;
	return crm_pool_at(rows, crm_pool_add(rows));
}

/* ---- talk of which only what waits is kept ---- */

/* An answer closes all that came before it. */
static bool answered(const struct crm_talk *t, const struct crm_entry *wait)
{
	return t->any && crm_entry_place(wait) < t->answered;
}

/* An angry word holds reminders back for some hours, why an invoice is late changes its letters, a letter
 * that was posted lies here no more, and what was said back was found out (S3.7), answered or not: such a
 * row stays, and waits no more. */
static void no_wait(struct crm_store *f, const struct crm_entry *x)
{
	struct crm_entry *kept;

	if (!(x->mark & CRM_MARK_ANGRY) && !crm_entry_why(f, x) && !crm_store_rare(f, x)->mid &&
		!crm_entry_rephrases(f, x))
		return;
	kept = place(f, x->client);
	*kept = *x;
	kept->mark |= CRM_MARK_NOREPLY;
}

enum { ROOM = 4 };

/* Forget what is answered. */
static void prune(struct crm_store *f, struct crm_talk *t)
{
	size_t i, n = 0;

	for (i = 0; i < t->n; i++) {
		if (answered(t, &t->wait[i]))
			no_wait(f, &t->wait[i]);
		else
			t->wait[n++] = t->wait[i];
	}
	t->n = n;
	t->room = n < ROOM / 2 ? ROOM : 2 * n; /* a list is not gone through at every row */
}

/* Whether a row of talk is a message that no row so far answers.  That is seen from a few of its fields;
 * half of all rows need no more. */
static bool waits(struct crm_talk *t, const struct crm_row *r, unsigned mark)
{
	bool in = r->by == CRM_BY_CLIENT && !(mark & CRM_MARK_TWOWAY);
	int64_t place = crm_talk_place(in, r->at);

	if (in)
		return !(t->any && place < t->answered) && !(mark & CRM_MARK_NOREPLY);
	if (crm_unreached(r->by, mark))
		return false;
	if (!t->any || place > t->answered)
		t->answered = place;
	t->any = true;
	return false;
}

static void talk_row(struct crm_store *f, const struct crm_row *r, uint32_t client)
{
	unsigned mark = stream(r);
	struct crm_talk *t;
	bool wait;

	crm_grow(&f->talk, &f->talks, (size_t)client + 1, sizeof *f->talk);
	t = &f->talk[client];
	wait = waits(t, r, mark);
	if (!wait && !r->tags.n && !(r->event == CRM_EV_CHECKIN && r->kind.n))
		return;
	if (t->n >= t->room)
		prune(f, t);
	crm_grow_raw(&t->wait, &t->cap, t->n + 1, sizeof *t->wait);
	set(f, r, mark, client, &t->wait[t->n]);
	if (wait)
		t->n++;
	else
		no_wait(f, &t->wait[t->n]);
}

static void talk_settle(struct crm_store *f)
{
	size_t k, i;

	for (k = 0; k < f->talks; k++) {
		struct crm_talk *t = &f->talk[k];

		prune(f, t);
		for (i = 0; i < t->n; i++)
			*place(f, (uint32_t)k) = t->wait[i];
		crm_release(&t->wait);
		t->n = t->cap = 0;
	}
}

/* ---- all rows ---- */

/* Of those who were asked whether they are satisfied only the others make an incident (S2.18), and who is
 * due for a question again is talk. */
static bool content(const struct crm_row *r)
{
	return r->event == CRM_EV_SATISFIED && (!r->level || r->level >= 3);
}

void crm_store_row(void *ctx, const struct crm_row *r)
{
	struct crm_store *f = ctx;
	struct crm_entry *x;
	struct crm_uuid gone;
	uint32_t client;

	if (r->event == CRM_EV_VOID && crm_uuid_parse(r->ref, &gone))
		return;
	client = crm_intern_add(&f->clients, r->client);
	if (f->waits_only && is_talk(r->event)) {
		talk_row(f, r, client);
		return;
	}
	if (f->waits_only && content(r))
		return;
	x = place(f, client);
	f->has |= CRM_EV_BIT(r->event);
	set(f, r, mark_of(r), client, x);
	if (r->event == CRM_EV_VOID)
		x->id = gone;
}

void crm_store_settle(struct crm_store *f)
{
	uint32_t at[CRM_DRAWERS] = {0};
	size_t k;

	talk_settle(f);
	crm_grow(&f->start, &f->starts, f->counts, sizeof *f->start);
	for (k = 0; k < f->counts; k++)
		f->start[k] = at[k % CRM_DRAWERS] += f->count[k];
	for (k = 0; k < CRM_DRAWERS; k++)
		crm_release(&f->drawer[k].order);
}

/* By counting: a list a client would cost a cache miss a row, one after the other.  Not before the first
 * of its clients is asked for: the rows are still in the cache when the others are. */
static void order_make(struct crm_store *f, struct crm_drawer *d)
{
	uint32_t i;

	d->order = crm_alloc((size_t)d->rows.n + 1, sizeof *d->order);
	for (i = d->rows.n; i > 0; i--) {
		const struct crm_entry *x = crm_pool_at(&d->rows, i);

		d->order[--f->start[x->client]] = i;
	}
}

struct crm_rows crm_store_rows(struct crm_store *f, uint32_t client)
{
	struct crm_drawer *d = drawer_of(f, client);

	if (client >= f->counts || client >= f->starts)
		return (struct crm_rows){NULL, NULL, 0};
	if (!d->order)
		order_make(f, d);
	return (struct crm_rows){&d->rows, d->order + f->start[client], f->count[client]};
}
