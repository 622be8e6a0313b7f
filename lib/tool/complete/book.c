/* book.c - proposals out of the book: letters, and messages without an end. */
#include "tool/complete/book.h"
#include "base/intern.h"
#include "case/money/sent.h"
#include <dirent.h>

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
