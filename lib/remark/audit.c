/* audit.c - looking through all rows of the journal. */
#include "remark/audit.h"
#include "base/i18n.h"
#include "base/num.h"
#include "base/sha256.h"
#include "base/sort.h"
#include "remark/remark.h"

void crm_audit_init(struct crm_audit *a, const char *file, const struct crm_policy *policy)
{
	memset(a, 0, sizeof *a);
	a->file = file;
	a->policy = policy;
	a->today = INT32_MAX;
	crm_finds_init(&a->found[0]);
	crm_finds_init(&a->found[1]);
	crm_intern_init(&a->clients);
	crm_intern_init(&a->refs);
	crm_buf_init(&a->key);
	crm_moneycheck_init(&a->money);
}

void crm_audit_clear(struct crm_audit *a)
{
	crm_finds_clear(&a->found[a->second]);
	crm_moneycheck_clear(&a->money);
	if (a->second)
		return;
	crm_intern_release(&a->clients);
	crm_intern_init(&a->clients);
	a->rows = 0;
	memset(a->event, 0, sizeof a->event);
	if (a->currencies)
		memset(a->sum, 0, a->currencies * sizeof *a->sum);
	crm_intern_release(&a->refs);
	crm_intern_init(&a->refs);
	if (a->events_cap)
		memset(a->events, 0, a->events_cap * sizeof *a->events);
}

void crm_audit_release(struct crm_audit *a)
{
	crm_intern_release(&a->clients);
	crm_intern_release(&a->refs);
	crm_buf_release(&a->key);
	crm_release(&a->sum);
	crm_release(&a->events);
	crm_release(&a->digest);
	crm_moneycheck_release(&a->money);
	crm_finds_release(&a->found[0]);
	crm_finds_release(&a->found[1]);
}

/* ---- what is known of a ref ---- */

/* A client and a ref as one name; no id of a client has a blank. */
static struct crm_str key_of(struct crm_audit *a, const struct crm_row *row, struct crm_str ref)
{
	crm_buf_clear(&a->key);
	crm_buf_str(&a->key, row->client);
	crm_buf_char(&a->key, ' ');
	crm_buf_str(&a->key, ref);
	return crm_buf_view(&a->key);
}

/* With an empty ref what is known of the client. */
static void events_add(struct crm_audit *a, const struct crm_row *row, struct crm_str ref)
{
	uint32_t i = crm_intern_add(&a->refs, key_of(a, row, ref));

	crm_grow(&a->events, &a->events_cap, (size_t)i + 1, sizeof *a->events);
	a->events[i] |= CRM_EV_BIT(row->event);
}

/* ---- first pass ---- */

static void sum_add(struct crm_audit *a, const struct crm_row *row)
{
	struct crm_audit_sum *s;

	if (!row->has_amount || row->currency < 0)
		return;
	crm_grow(&a->sum, &a->currencies, (size_t)row->currency + 1, sizeof *a->sum);
	s = &a->sum[row->currency][row->event];
	if (crm_add(s->amount, row->amount, &s->amount))
		s->over = true;
}

static void digest_add(struct crm_audit *a, const struct crm_row *row)
{
	struct crm_sha256 h;
	struct crm_buf b;

	crm_buf_init(&b);
	crm_row_line(&b, row);
	crm_sha256_init(&h);
	crm_sha256_add(&h, crm_buf_view(&b));
	crm_buf_release(&b);
	crm_grow(&a->digest, &a->digest_cap, (size_t)a->rows + 1, sizeof *a->digest);
	crm_sha256_end(&h, a->digest[a->rows]);
}

static void first_pass(struct crm_audit *a, const struct crm_row *row)
{
	if (row->client.n)
		crm_intern_add(&a->clients, row->client);
	digest_add(a, row);
	a->rows++;
	a->event[row->event]++;
	sum_add(a, row);
	if (row->ref.n)
		events_add(a, row, row->ref);
	if (row->event == CRM_EV_DEADLINE && row->due.day != CRM_NO_DAY)
		events_add(a, row, CRM_STR(""));
}

/* ---- second pass ---- */

static uint64_t events_of(struct crm_audit *a, const struct crm_row *row, struct crm_str ref)
{
	int64_t i = crm_intern_find(&a->refs, key_of(a, row, ref));

	return i < 0 ? 0 : a->events[i];
}

/* The set of events as words: "invoice", "deadline or mission". */
static void names(uint64_t set, struct crm_buf *b)
{
	int i;

	for (i = 1; i < CRM_EVENTS; i++)
		if (set & CRM_EV_BIT(i))
			crm_buf_printf(b, "%s%s", b->n ? ", " : "", crm_events[i].name);
}

static void dangling(struct crm_audit *a, const struct crm_row *row)
{
	uint64_t about = crm_event_about(row->event);
	struct crm_buf b;

	if (!row->ref.n || !about || (events_of(a, row, row->ref) & about))
		return;
	crm_buf_init(&b);
	names(about, &b);
	crm_find_add(&a->found[1], a->file, row->line, "ref", row->client,
		_("'%.*s' refers to nothing: this client has no row with that ref among %s"),
		row->ref.n > 60 ? 60 : (int)row->ref.n, row->ref.p, b.p);
	crm_buf_release(&b);
}

static void mission(struct crm_audit *a, const struct crm_row *row)
{
	if (row->event != CRM_EV_MISSION)
		return;
	if (!row->note.n)
		crm_find_add(&a->found[1], a->file, row->line, "note", row->client,
			_("a mission without goal: void it and log it with one as its note"));
	if (row->due.day == CRM_NO_DAY &&
		!(events_of(a, row, CRM_STR("")) & CRM_EV_BIT(CRM_EV_DEADLINE)))
		crm_find_add(&a->found[1], a->file, row->line, "due", row->client,
			_("a mission without a dated deadline; log its deadlines"));
}

/* What the prompt would have refused: the reader takes such a row, and it weighs less than meant. */
static void strict(struct crm_audit *a, const struct crm_row *row)
{
	struct crm_err e;

	if (crm_entry_check(row, a->policy, &e))
		crm_find_add(&a->found[1], a->file, row->line, e.field, row->client, "%s", e.text);
}

/* A slip in a known tag is taken, and goes unseen in the reports. */
static void tag_values(struct crm_audit *a, const struct crm_row *row)
{
	struct crm_str text, line;
	struct crm_buf b;

	if (!row->tags.n)
		return;
	crm_buf_init(&b);
	crm_remark_tags(row->tags, &b);
	text = crm_buf_view(&b);
	while ((line = crm_str_word(&text, '\n')).n)
		crm_find_add(&a->found[1], a->file, row->line, "tags", row->client, "%.*s",
			(int)line.n, line.p);
	crm_buf_release(&b);
}

void crm_audit_row(struct crm_audit *a, const struct crm_row *row)
{
	if (!a->second) {
		first_pass(a, row);
		return;
	}
	dangling(a, row);
	mission(a, row);
	strict(a, row);
	tag_values(a, row);
	crm_moneycheck_add(&a->money, row);
}

/* ---- the end ---- */

void crm_audit_tell(struct crm_audit *a, struct crm_finds *finds)
{
	crm_moneycheck_tell(&a->money, a->today, a->file, &a->found[1]);
	crm_finds_warn(finds, &a->found[0]);
	crm_finds_warn(finds, &a->found[1]);
}

static int by_bytes(const void *x, const void *y)
{
	return memcmp(x, y, 32);
}

void crm_audit_hash(struct crm_audit *a, char out[65])
{
	static const char hex[] = "0123456789abcdef";
	unsigned char sum[32];
	struct crm_sha256 h;
	uint64_t i;

	crm_sort(a->digest, (size_t)a->rows, sizeof *a->digest, by_bytes);
	crm_sha256_init(&h);
	for (i = 0; i < a->rows; i++)
		crm_sha256_add(&h, (struct crm_str){(const char *)a->digest[i], 32});
	crm_sha256_end(&h, sum);
	for (i = 0; i < 32; i++) {
		out[2 * i] = hex[sum[i] >> 4];
		out[2 * i + 1] = hex[sum[i] & 0xf];
	}
	out[64] = '\0';
}
