/* erase.c - forgetting a client. */
#include "privacy/erase.h"
#include "base/i18n.h"
#include "base/sha256.h"
#include "base/sort.h"
#include "privacy/papers.h"
#include "privacy/rewrite.h"
#include <stdio.h>
#include <stdlib.h>

enum { PSEUDONYM_DIGITS = 12, LAST_YEAR = 9999 };
#define PSEUDONYM "erased-"

#define MONEY                                                                                       \
	(CRM_EV_BIT(CRM_EV_INVOICE) | CRM_EV_BIT(CRM_EV_PAYMENT) | CRM_EV_BIT(CRM_EV_CREDIT) |      \
		CRM_EV_BIT(CRM_EV_REFUND) | CRM_EV_BIT(CRM_EV_WRITEOFF))

/* Where a row that stays begins, and its new line. */
struct place {
	uint64_t offset;
	struct crm_str line;
};

struct work {
	struct crm_book *book;
	struct crm_erase *x;
	struct place *place; /* heap array, by offset */
	size_t n, cap;
	size_t seen; /* rows of the client that count */
};

/* The whole id is hashed, so that a short one is not found in another hash by its beginning. */
static void mark_of(struct crm_str id, char hex[65])
{
	struct crm_buf b;

	crm_buf_init(&b);
	crm_buf_cstr(&b, "crm erased client\n");
	crm_buf_str(&b, id);
	crm_buf_char(&b, '\n');
	crm_sha256_hex(crm_buf_view(&b), hex);
	crm_buf_release(&b);
}

/* The last day of the financial year, taken as the calendar's, and so many years. */
static int32_t until_of(int32_t day, int retention)
{
	int year = crm_date_ymd(day).year + retention;

	return crm_date_day((struct crm_ymd){year > LAST_YEAR ? LAST_YEAR : year, 12, 31});
}

/* ---- the rows ---- */

static void rows_reset(void *ctx)
{
	struct work *w = ctx;

	w->n = w->seen = w->x->kept_n = w->x->mentions = 0;
}

/* Number, dates and amounts are what the law wants kept; of the tags the day the work was done. */
static struct crm_str line_of(struct work *w, const struct crm_row *row)
{
	struct crm_row own = *row;
	struct crm_str done;
	struct crm_buf b;

	own.client = crm_str(w->x->pseudonym);
	own.channel = own.note = own.tags = CRM_STR("");
	own.level = 0;
	if (crm_tag(row->tags, "done", &done))
		own.tags = crm_str(crm_arena_printf(
			&w->x->mem, "done=%.*s", (int)done.n, done.p));
	crm_buf_init(&b);
	crm_row_line(&b, &own);
	return crm_buf_keep(&b, &w->x->mem);
}

static void rows_take(void *ctx, const struct crm_row *row)
{
	struct work *w = ctx;
	struct crm_erase *x = w->x;
	int32_t until = until_of(row->at.day, x->retention);
	struct crm_erase_kept *k;

	if (!crm_str_eq(row->client, x->client))
		return;
	w->seen++;
	if (!(CRM_EV_BIT(row->event) & MONEY) || until < x->now.day)
		return;
	/* the number of an invoice stays as it is, whatever it is made of */
	if (row->ref.n && memmem(row->ref.p, row->ref.n, x->client.p, x->client.n))
		x->mentions++;
	crm_grow(&w->place, &w->cap, w->n + 1, sizeof *w->place);
	w->place[w->n++] = (struct place){row->offset, line_of(w, row)};
	crm_grow(&x->kept, &x->kept_cap, x->kept_n + 1, sizeof *x->kept);
	k = &x->kept[x->kept_n++];
	*k = (struct crm_erase_kept){row->event, row->at.day, until, crm_arena_str(&x->mem, row->ref),
		row->has_amount ? row->amount : 0, row->currency};
}

static int place_cmp(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	return (x->offset > y->offset) - (x->offset < y->offset);
}

static int kept_cmp(const void *a, const void *b)
{
	const struct crm_erase_kept *x = a, *y = b;
	int c = (x->day > y->day) - (x->day < y->day);

	c = c ? c : crm_str_cmp(x->ref, y->ref);
	c = c ? c : (int)x->event - (int)y->event;
	return c ? c : (x->amount > y->amount) - (x->amount < y->amount);
}

static int rows_read(struct work *w, struct crm_err *e)
{
	struct crm_journal_job job = {.currency = w->x->currency, .client = w->x->client,
		.reset = rows_reset, .row = rows_take, .ctx = w};
	int st = crm_rewrite_read(w->book, job, &w->x->client, 1, e);

	crm_sort(w->place, w->n, sizeof *w->place, place_cmp);
	crm_sort(w->x->kept, w->x->kept_n, sizeof *w->x->kept, kept_cmp);
	return st;
}

/* ---- the new journal ---- */

static void mark_line(void *ctx, struct crm_buf *out)
{
	struct work *w = ctx;
	struct crm_row row = crm_row_of(CRM_EV_NOTE, w->x->now, crm_str(w->x->pseudonym));
	char hex[65];

	mark_of(w->x->client, hex);
	row.id = w->x->id;
	row.tags = crm_str(crm_arena_printf(&w->x->mem, "erased=%s", hex));
	crm_row_line(out, &row);
}

static const struct place *place_at(const struct work *w, uint64_t offset)
{
	struct place key = {.offset = offset};

	return w->n ? bsearch(&key, w->place, w->n, sizeof key, place_cmp) : NULL;
}

static void copy(void *ctx, struct crm_str line, uint64_t offset, const struct crm_str *cell,
	struct crm_buf *out)
{
	struct work *w = ctx;
	const struct place *keep = place_at(w, offset);

	if (keep) {
		crm_buf_str(out, keep->line);
	} else if (cell && crm_str_eq(cell[CRM_COL_CLIENT], w->x->client)) {
		w->x->dropped++;
	} else {
		if (memmem(line.p, line.n, w->x->client.p, w->x->client.n))
			w->x->mentions++;
		crm_buf_str(out, line);
	}
}

static int files_remove(struct work *w, struct crm_err *e)
{
	struct crm_list papers;
	size_t i;

	if (crm_papers_of(w->book, w->x->client, &papers, e))
		return -1;
	for (i = 0; i < papers.n; i++)
		if (crm_papers_remove(w->book, "outbox", papers.item[i].p, e))
			return -1;
	w->x->papers = papers.n;
	return crm_papers_remove(w->book, "clients",
		crm_arena_printf(&w->x->mem, "%.*s.yaml", (int)w->x->client.n, w->x->client.p), e);
}

int crm_erase_client(struct crm_book *b, struct crm_erase *out, struct crm_err *e)
{
	struct work w = {.book = b, .x = out};
	const struct crm_rewrite how = {copy, mark_line, &w};
	struct crm_str text;
	char hex[65];
	size_t left;
	int st;

	crm_arena_init(&out->mem);
	if (!crm_client_ok(out->client))
		return crm_err_at(e, CRM_USAGE, "", 0, "--erase", _("'%.*s' is not a valid client id"),
			(int)out->client.n, out->client.p);
	mark_of(out->client, hex);
	snprintf(out->pseudonym, sizeof out->pseudonym, PSEUDONYM "%.*s", PSEUDONYM_DIGITS, hex);
	/* whole copies of the old journal, perhaps; first, because an erasure that ends before its sweep
	 * leaves neither rows nor profile, and a second one would find nothing to erase */
	if (crm_book_sweep(b, &left, e))
		return -1;
	st = crm_book_read(b,
		crm_arena_printf(&out->mem, "clients/%.*s.yaml", (int)out->client.n, out->client.p),
		SIZE_MAX / 4, &text, e);
	out->profile = st > 0;
	st = st < 0 ? -1 : rows_read(&w, e);
	if (!st && !w.seen && !out->profile)
		st = crm_client_unknown(b, out->currency, "--erase", out->client, e);
	if (!st)
		st = crm_rewrite_journal(b, &how, e);
	if (!st)
		st = files_remove(&w, e);
	crm_release(&w.place);
	return st;
}

void crm_erase_release(struct crm_erase *x)
{
	crm_release(&x->kept);
	crm_arena_release(&x->mem);
	x->kept_n = x->kept_cap = 0;
}

/* ---- who was erased ---- */

static void erased_reset(void *ctx)
{
	struct crm_intern *marks = ctx;

	crm_intern_release(marks);
	crm_intern_init(marks);
}

static void erased_take(void *ctx, const struct crm_row *row)
{
	struct crm_intern *marks = ctx;
	struct crm_str hex;

	if (crm_tag(row->tags, "erased", &hex) && hex.n == 64)
		crm_intern_add(marks, hex);
}

int crm_erased_read(struct crm_book *b, int currency, struct crm_intern *out, struct crm_err *e)
{
	struct crm_journal_job job = {
		.events = CRM_EV_BIT(CRM_EV_NOTE),
		.now = {INT32_MAX, CRM_NO_MIN},
		.currency = currency,
		.reset = erased_reset,
		.row = erased_take,
		.ctx = out,
	};

	return crm_journal_read(b, &job, NULL, NULL, e);
}

bool crm_erased_is(const struct crm_intern *erased, struct crm_str id)
{
	char hex[65];

	mark_of(id, hex);
	return crm_intern_find(erased, crm_str(hex)) >= 0;
}

bool crm_erased_stands(const struct crm_intern *erased, struct crm_str id)
{
	const struct crm_str begin = CRM_STR(PSEUDONYM);
	size_t i;

	if (id.n != begin.n + PSEUDONYM_DIGITS || memcmp(id.p, begin.p, begin.n) != 0)
		return false;
	for (i = 0; i < erased->n; i++)
		if (memcmp(erased->str[i].p, id.p + begin.n, PSEUDONYM_DIGITS) == 0)
			return true;
	return false;
}
