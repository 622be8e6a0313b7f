/* scorebook.h - rows written as short text, and their score: what the tests of the score share.
 *
 *	2026-06-28T09:40 contact client channel=phone tags=missed,tone=angry
 *	2026-01-02 invoice me ref=i1 amount=1000.00 due=2026-02-01
 */
#ifndef CRM_TESTS_SCOREBOOK_H
#define CRM_TESTS_SCOREBOOK_H
#include "case/thread.h"
#include "config/policy/policy.h"
#include "trust/score.h"
#include "unit.h"

enum { SCOREBOOK_ROWS = 4096 };

struct scorebook {
	struct crm_policy policy;
	struct crm_calendar calendar;
	struct crm_client profile;
	struct crm_store facts;
	struct crm_case one;
	struct crm_arena mem;
	struct crm_row row[SCOREBOOK_ROWS];
	size_t n;
	struct crm_when now;
};

static struct scorebook book;

static inline int32_t book_day(const char *text)
{
	int32_t d = 0;

	ck_assert_msg(crm_date_parse(crm_str(text), &d) == 0, "%s", text);
	return d;
}

static inline void book_open(void)
{
	memset(&book, 0, sizeof book);
	crm_arena_init(&book.mem);
	crm_policy_default(&book.policy);
	book.profile.checkin = -1;
	book.now = (struct crm_when){book_day("2026-06-30"), CRM_NO_MIN};
}

static inline void book_close(void)
{
	crm_arena_release(&book.mem);
}

static inline void book_cell(struct crm_row *r, const char *key, struct crm_str v)
{
	char *p;

	if (!strcmp(key, "ref"))
		r->ref = v;
	else if (!strcmp(key, "kind"))
		r->kind = v;
	else if (!strcmp(key, "channel"))
		r->channel = v;
	else if (!strcmp(key, "level"))
		r->level = v.p[0] - '0';
	else if (!strcmp(key, "due"))
		ck_assert_int_eq(crm_when_parse(v, &r->due), 0);
	else if (!strcmp(key, "client"))
		r->client = v;
	else if (!strcmp(key, "currency"))
		r->currency = crm_currency_find(v);
	else if (!strcmp(key, "amount"))
		r->has_amount = crm_money_parse(v, r->currency, &r->amount) == 0;
	else if (!strcmp(key, "tags")) {
		r->tags = v;
		while ((p = memchr(v.p, ',', v.n)))
			*p = ' ';
	} else
		ck_abort_msg("%s", key);
}

/* One row; -> it, valid as long as the book. */
static inline struct crm_row *book_add(const char *text)
{
	struct crm_str rest = crm_arena_str(&book.mem, crm_str(text)), w;
	struct crm_row *r = &book.row[book.n];
	char key[16];

	ck_assert_uint_lt(book.n, SCOREBOOK_ROWS);
	*r = (struct crm_row){.client = CRM_STR("x"),
		.due = {CRM_NO_DAY, CRM_NO_MIN},
		.kind = CRM_STR(""),
		.ref = CRM_STR(""),
		.channel = CRM_STR(""),
		.tags = CRM_STR(""),
		.currency = book.policy.currency,
		.offset = book.n};
	r->id.b[14] = (unsigned char)(book.n >> 8);
	r->id.b[15] = (unsigned char)book.n;
	book.n++;
	ck_assert_int_eq(crm_when_parse(crm_str_word(&rest, ' '), &r->at), 0);
	w = crm_str_word(&rest, ' ');
	r->event = crm_event_find(w);
	ck_assert_msg(r->event != CRM_EV_NONE, "%s", text);
	r->by = (enum crm_by)crm_by_find(crm_str_word(&rest, ' '));
	while ((w = crm_str_word(&rest, ' ')).n) {
		const char *eq = memchr(w.p, '=', w.n);
		size_t n = (size_t)(eq - w.p);

		memcpy(key, w.p, n);
		key[n] = '\0';
		book_cell(r, key, (struct crm_str){eq + 1, w.n - n - 1});
	}
	return r;
}

/* The case of client x as of book.now; to be called once a book. */
static inline struct crm_case *book_case(void)
{
	int64_t x;
	size_t i;

	crm_store_init(&book.facts, &book.policy.score);
	for (i = 0; i < book.n; i++)
		crm_store_row(&book.facts, &book.row[i]);
	book.calendar.closed = book.policy.week.closed;
	book.calendar.holidays = book.policy.week.holidays;
	crm_case_init(&book.one, &book.facts, &book.policy, &book.calendar);
	x = crm_intern_find(&book.facts.clients, CRM_STR("x"));
	crm_case_take(&book.one, x < 0 ? UINT32_MAX : (uint32_t)x, &book.profile);
	crm_case_at(&book.one, book.now, book.now);
	return &book.one;
}

/* The i-th row added, of client x, as an entry of book_case. */
static inline const struct crm_entry *book_entry(size_t i)
{
	return crm_rows_at(crm_store_rows(&book.facts, 0), i);
}

/* The thread of a ref, of book_case. */
static inline struct crm_entries book_thread(const char *ref)
{
	return crm_thread_of(&book.one, crm_case_word(&book.one, crm_str(ref)));
}

static inline void book_case_close(void)
{
	crm_case_release(&book.one);
	crm_store_release(&book.facts);
	book_close();
}

/* The score of client x as of book.now, of the rows in the order of `order` (NULL: as added); the
 * reasons live as long as the book. */
static inline struct crm_score book_score_in(const size_t *order, int *trend)
{
	struct crm_scorer s;
	struct crm_case c;
	struct crm_score out;
	int64_t x;
	size_t i;

	crm_store_init(&book.facts, &book.policy.score);
	for (i = 0; i < book.n; i++)
		crm_store_row(&book.facts, &book.row[order ? order[i] : i]);
	book.calendar.closed = book.policy.week.closed;
	book.calendar.holidays = book.policy.week.holidays;
	crm_case_init(&c, &book.facts, &book.policy, &book.calendar);
	crm_scorer_init(&s, &c);
	x = crm_intern_find(&book.facts.clients, CRM_STR("x"));
	crm_case_take(&c, x < 0 ? UINT32_MAX : (uint32_t)x, &book.profile);
	crm_scorer_today(&s, book.now, &book.mem, &out);
	if (trend)
		*trend = out.trend;
	crm_scorer_release(&s);
	crm_case_release(&c);
	crm_store_release(&book.facts);
	return out;
}

static inline struct crm_score book_score(void)
{
	return book_score_in(NULL, NULL);
}

/* `late_payment:40.3 prior:22.7` */
static inline const char *book_reasons(const struct crm_score *s)
{
	struct crm_buf b;
	char *text;
	size_t i;

	crm_buf_init(&b);
	for (i = 0; i < s->reasons; i++) {
		struct crm_str name = crm_signal_name(&book.policy.score, s->reason[i].signal);

		crm_buf_printf(&b, "%s%.*s:%d.%d", b.n ? " " : "", (int)name.n, name.p,
			s->reason[i].points / 10, s->reason[i].points % 10);
	}
	text = crm_arena_cstr(&book.mem, crm_buf_view(&b));
	crm_buf_release(&b);
	return text;
}
#endif
