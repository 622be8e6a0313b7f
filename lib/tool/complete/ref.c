/* ref.c - refs of a client that a completion offers. */
#include "tool/complete/ref.h"
#include "base/intern.h"
#include "base/num.h"
#include "base/sort.h"
#include "case/incident.h"
#include "case/mission.h"
#include "case/money/sent.h"
#include "law/owed.h"
#include "tool/caserun.h"
#include <dirent.h>

#define WORDS   (CRM_EV_BIT(CRM_EV_PROMISE) | CRM_EV_BIT(CRM_EV_DEADLINE) | CRM_EV_BIT(CRM_EV_NEXT))
#define TROUBLE (CRM_EV_BIT(CRM_EV_DISPUTE) | CRM_EV_BIT(CRM_EV_CONFLICT) | CRM_EV_BIT(CRM_EV_DOUBT) | \
		 CRM_EV_BIT(CRM_EV_INCIDENT))

/* What the ref of an event may name; of what begins something new nothing. */
static uint64_t subjects(enum crm_event ev)
{
	uint64_t about = crm_event_about(ev);

	if (about)
		return about;
	switch (ev) {
	case CRM_EV_LETTER: return CRM_EV_BIT(CRM_EV_INVOICE);
	case CRM_EV_CONTRACT:
	case CRM_EV_MISSION: return CRM_EV_BIT(CRM_EV_OFFER);
	case CRM_EV_CONCESSION:
	case CRM_EV_APOLOGY:
	case CRM_EV_GESTURE: return TROUBLE;
	case CRM_EV_OFFER:
	case CRM_EV_INVOICE:
	case CRM_EV_PROMISE:
	case CRM_EV_DEADLINE:
	case CRM_EV_NEXT:
	case CRM_EV_INCIDENT:
	case CRM_EV_CONFLICT:
	case CRM_EV_DOUBT: return 0;
	default:
		return WORDS | TROUBLE | CRM_EV_BIT(CRM_EV_INVOICE) | CRM_EV_BIT(CRM_EV_OFFER) |
		       CRM_EV_BIT(CRM_EV_MISSION);
	}
}

/* ---- one thread as one of its events ---- */

/* Mine, or else theirs. */
static bool word_open(struct crm_entries thread, enum crm_event ev, struct crm_word *out)
{
	static const enum crm_by side[] = {CRM_BY_ME, CRM_BY_CLIENT};
	size_t i;

	for (i = 0; i < sizeof side / sizeof *side; i++)
		if (crm_word_of(thread, ev, side[i], out) && crm_word_open(out))
			return true;
	return false;
}

static bool open_as(struct crm_view *v, struct crm_entries thread, enum crm_event ev)
{
	struct crm_entries r = crm_thread_rows(thread, ev);
	struct crm_invoice inv;
	size_t i;

	if (ev == CRM_EV_INVOICE)
		return crm_invoice_of(&v->c, thread, &inv) && crm_owed_open(v, &inv);
	for (i = 0; i < r.n; i++)
		if (crm_row_open(&v->c, r.row[i]))
			return true;
	return false;
}

/* What is left to pay; -> its currency, "" when the thread is no invoice. */
static const char *money(struct crm_view *v, struct crm_entries thread, struct crm_buf *b)
{
	struct crm_invoice inv;

	if (!crm_invoice_of(&v->c, thread, &inv))
		return "";
	crm_money_text(b, crm_owed_balance(v, &inv), inv.currency);
	return crm_currency_code(inv.currency);
}

/* `invoice 1200.00 EUR`, `promise 2026-07-03` */
static void describe(struct crm_view *v, struct crm_entries thread, enum crm_event ev,
	struct crm_buf *b)
{
	const struct crm_entry *first = crm_thread_first(thread, ev, INT32_MIN);
	struct crm_word word;
	char day[CRM_WHEN_TEXT] = "";

	crm_buf_cstr(b, crm_events[ev].name);
	if (ev == CRM_EV_INVOICE) {
		crm_buf_char(b, ' ');
		crm_buf_printf(b, " %s", money(v, thread, b));
	} else if (first) {
		crm_date_text(word_open(thread, ev, &word) ? word.asked : first->due, day);
		crm_buf_printf(b, "%s%s", day[0] ? " " : "", day);
	}
}

/* A proposal; the order of threads is nobody's business. */
struct proposal {
	struct crm_str word, what;
};

struct proposals {
	struct crm_arena *mem;
	struct proposal *item;
	size_t n, cap;
};

static void add(struct proposals *all, struct crm_str word, struct crm_str what)
{
	crm_grow(&all->item, &all->cap, all->n + 1, sizeof *all->item);
	all->item[all->n++] = (struct proposal){crm_arena_str(all->mem, word), crm_arena_str(all->mem, what)};
}

static int by_word(const void *a, const void *b)
{
	return crm_str_cmp(((const struct proposal *)a)->word, ((const struct proposal *)b)->word);
}

static void propose(const struct crm_proposeref *w, struct crm_view *v, struct crm_entries thread,
	struct proposals *all)
{
	struct crm_str ref = crm_entry_ref(&v->store, thread.row[0]);
	uint64_t about = subjects(w->event) & thread.has;
	const char *code;
	struct crm_buf b;
	int ev;

	crm_buf_init(&b);
	if (w->ref.n && crm_str_eq(w->ref, ref)) {
		code = money(v, thread, &b);
		add(all, crm_buf_view(&b), crm_str(code));
	}
	for (ev = 1; !w->ref.n && !b.n && ev < CRM_EVENTS; ev++)
		if ((about & CRM_EV_BIT(ev)) && (w->all || w->event == CRM_EV_REFUND || open_as(v, thread, (enum crm_event)ev))) {
			describe(v, thread, (enum crm_event)ev, &b);
			add(all, ref, crm_buf_view(&b));
		}
	if (!w->ref.n && !b.n && w->all)
		add(all, ref, CRM_STR(""));
	crm_buf_release(&b);
}

void crm_proposeref(struct crm_proposeref *w)
{
	struct proposals all = {.mem = &w->tool->mem};
	struct crm_caserun run;
	struct crm_entries thread;
	struct crm_finds aside;
	struct crm_case *c;
	struct crm_err e;
	size_t i = 0;

	crm_finds_init(&aside);
	crm_caserun_init(&run, w->tool);
	run.finds = run.profiles.finds = &aside;
	if (!crm_caserun_read(&run, CRM_EV_ALL, w->client, &e)) {
		c = crm_caserun_open(&run, w->client);
		while ((thread = crm_case_thread(c, &i)).n)
			propose(w, &run.view, thread, &all);
	}
	crm_sort(all.item, all.n, sizeof *all.item, by_word);
	for (i = 0; i < all.n; i++)
		w->put(w->ctx, all.item[i].word, all.item[i].what);
	crm_release(&all.item);
	crm_caserun_release(&run);
	crm_finds_release(&aside);
}

/* ---- the next invoice ---- */

struct newest {
	struct crm_when at;
	struct crm_uuid id;
	char ref[64];
	bool any;
};

static void newest_reset(void *ctx)
{
	((struct newest *)ctx)->any = false;
}

static void newest_row(void *ctx, const struct crm_row *row)
{
	struct newest *n = ctx;
	int64_t a = crm_when_key(row->at), b = crm_when_key(n->at);

	if (row->ref.n >= sizeof n->ref || (n->any && (a < b || (a == b && crm_uuid_cmp(&row->id, &n->id) < 0))))
		return;
	n->any = true;
	n->at = row->at;
	n->id = row->id;
	memcpy(n->ref, row->ref.p, row->ref.n);
	n->ref[row->ref.n] = '\0';
}

/* F2026-099 becomes F2026-100; what ends in no number has none that follows. */
static bool follow(char *ref, size_t n)
{
	while (n && ref[n - 1] == '9')
		ref[--n] = '0';
	if (!n || !crm_is_digit(ref[n - 1]))
		return false;
	ref[n - 1]++;
	return true;
}

void crm_proposeref_next(struct crm_proposeref *w)
{
	struct newest n = {.any = false};
	struct crm_journal_job job = {.events = CRM_EV_BIT(CRM_EV_INVOICE), .reset = newest_reset,
		.row = newest_row, .ctx = &n};
	struct crm_err e;

	if (w->tool->book_open && !crm_tool_rows(w->tool, job, &e) && n.any &&
		follow(n.ref, strlen(n.ref)))
		w->put(w->ctx, crm_str(n.ref), CRM_STR(""));
}

/* ---- letters ---- */

static void letters(struct crm_tool *t, const char *lang, crm_propose_put *put, void *ctx)
{
	const char *const end = ".mustache";
	const struct dirent *d;
	struct crm_err e;
	DIR *dir;
	size_t n;

	if (crm_book_dir(&t->book, crm_arena_printf(&t->mem, "templates/%s", lang), &dir, &e) <= 0)
		return;
	while ((d = readdir(dir))) {
		n = strlen(d->d_name);
		if (n > strlen(end) && strcmp(d->d_name + n - strlen(end), end) == 0)
			put(ctx, (struct crm_str){d->d_name, n - strlen(end)}, CRM_STR(""));
	}
	closedir(dir);
}

static void language(struct crm_tool *t, const char *lang, crm_propose_put *put, void *ctx)
{
	(void)t;
	put(ctx, crm_str(lang), CRM_STR(""));
}

/* Each folder of templates/ in the book. */
static void folders(struct crm_tool *t,
	void (*of)(struct crm_tool *t, const char *lang, crm_propose_put *put, void *ctx),
	crm_propose_put *put, void *ctx)
{
	const struct dirent *d;
	struct crm_err e;
	DIR *dir;

	if (!t->book_open || crm_book_dir(&t->book, "templates", &dir, &e) <= 0)
		return;
	while ((d = readdir(dir)))
		if (d->d_name[0] != '.' && strlen(d->d_name) < 64)
			of(t, d->d_name, put, ctx);
	closedir(dir);
}

void crm_propose_letters(struct crm_tool *t, crm_propose_put *put, void *ctx)
{
	folders(t, letters, put, ctx);
}

void crm_propose_languages(struct crm_tool *t, crm_propose_put *put, void *ctx)
{
	folders(t, language, put, ctx);
}

/* ---- messages ---- */

struct message {
	struct crm_str what; /* `acme courtesy F1`, of its first row */
	struct crm_outcome outcome;
};

struct messages {
	struct crm_tool *tool;
	struct crm_intern mids;
	struct message *item; /* heap array, by number in mids */
	size_t cap;
};

static void message_row(void *ctx, const struct crm_row *row)
{
	struct messages *m = ctx;
	struct crm_str mid, step = row->kind;
	uint32_t number;
	size_t n = m->mids.n;

	if (!crm_tag(row->tags, "mid", &mid))
		return;
	if (row->event != CRM_EV_REMINDER && !crm_tag(row->tags, "template", &step))
		return;
	number = crm_intern_add(&m->mids, mid);
	crm_grow(&m->item, &m->cap, m->mids.n, sizeof *m->item);
	if (m->mids.n > n)
		m->item[number] = (struct message){
			crm_str(crm_arena_printf(&m->tool->mem, "%.*s %.*s %.*s", (int)row->client.n, row->client.p,
				(int)step.n, step.p, (int)row->ref.n, row->ref.p)), {0}};
	crm_outcome_add(&m->item[number].outcome, crm_status_of(row->tags));
}

static void messages_reset(void *ctx)
{
	struct messages *m = ctx;

	crm_intern_release(&m->mids);
	crm_intern_init(&m->mids);
}

void crm_propose_messages(struct crm_tool *t, crm_propose_put *put, void *ctx)
{
	enum { ENDS = 2 };
	static const char *const ends[ENDS] = {"sent", "failed"};
	struct messages m = {.tool = t};
	struct crm_journal_job job = {
		.events = CRM_EV_BIT(CRM_EV_REMINDER) | CRM_EV_BIT(CRM_EV_NOTE) | CRM_EV_BIT(CRM_EV_CONTACT),
		.reset = messages_reset, .row = message_row, .ctx = &m};
	struct crm_str mid;
	struct crm_err e;
	size_t i, k;

	crm_intern_init(&m.mids);
	if (t->book_open && crm_tool_rows(t, job, &e) == 0)
		for (i = 0; i < m.mids.n; i++)
			for (k = 0; k < ENDS && crm_outcome_of(&m.item[i].outcome) == CRM_STATUS_UNKNOWN; k++) {
				mid = m.mids.str[i];
				put(ctx, crm_str(crm_arena_printf(&t->mem, "%.*s=%s", (int)mid.n, mid.p, ends[k])),
					m.item[i].what);
			}
	crm_intern_release(&m.mids);
	crm_release(&m.item);
}
