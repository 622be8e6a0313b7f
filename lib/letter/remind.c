/* remind.c - one run of crm-remind: the facts of the day, and drafts held against them. */
#include "letter/remind.h"
#include "base/i18n.h"
#include "format/daysaid.h"
#include <stdint.h>

static const char *const rules[CRM_REMIND_RULES] = {
	"policy.yaml", "rates.csv", "regimes.csv", "holidays.csv"};

const char *crm_posted_word(enum crm_posted what)
{
	static const char *const word[] = {
		"sent", "deferred", "failed", "unknown", "prepared", "stale", "refused"};

	return word[what];
}

void crm_remind_init(struct crm_remind *r, struct crm_book *book, const struct crm_policy *policy,
	const struct crm_tables *tables)
{
	size_t i;

	memset(r, 0, sizeof *r);
	r->book = book;
	r->policy = policy;
	r->tables = tables;
	crm_finds_init(&r->finds);
	crm_arena_init(&r->mem);
	crm_intern_init(&r->chosen);
	crm_intern_init(&r->drafted);
	crm_intern_init(&r->left_out);
	crm_view_init(&r->view);
	crm_lettersent_init(&r->handed);
	crm_profiles_init(&r->profiles, book, policy, &r->finds);
	crm_composer_init(&r->composer, &r->mem, book, policy);
	r->journal.size = -1;
	for (i = 0; i < CRM_REMIND_RULES; i++)
		crm_seen_at(book, rules[i], &r->rules[i]);
}

void crm_remind_release(struct crm_remind *r)
{
	crm_composer_release(&r->composer);
	crm_profiles_release(&r->profiles);
	crm_view_release(&r->view);
	crm_lettersent_release(&r->handed);
	crm_intern_release(&r->chosen);
	crm_intern_release(&r->drafted);
	crm_intern_release(&r->left_out);
	crm_finds_release(&r->finds);
	crm_arena_release(&r->mem);
	crm_release(&r->overdue.item);
	crm_release(&r->aside);
	crm_release(&r->own);
	crm_release(&r->batch);
}

static void chosen_key(struct crm_buf *b, struct crm_str client, struct crm_str ref)
{
	crm_buf_clear(b);
	crm_buf_str(b, client);
	crm_buf_char(b, '\n');
	crm_buf_str(b, ref);
}

static void key_add(struct crm_intern *in, struct crm_str client, struct crm_str ref)
{
	struct crm_buf b;

	crm_buf_init(&b);
	chosen_key(&b, client, ref);
	crm_intern_add(in, crm_buf_view(&b));
	crm_buf_release(&b);
}

void crm_remind_choose(struct crm_remind *r, struct crm_str client, struct crm_str ref)
{
	key_add(&r->chosen, client, ref);
}

void crm_remind_choose_client(struct crm_remind *r, struct crm_str client)
{
	r->choosing = true;
	crm_intern_add(&r->drafted, client);
}

void crm_remind_choose_drafts(struct crm_remind *r, const struct crm_draft *d, size_t n)
{
	size_t i, k;

	r->choosing = true;
	for (i = 0; i < n; i++) {
		crm_intern_add(&r->drafted, d[i].client);
		for (k = 0; k < d[i].items; k++)
			crm_remind_choose(r, d[i].client, d[i].item[k].ref);
		for (k = 0; k < d[i].left_outs; k++)
			key_add(&r->left_out, d[i].client, d[i].left_out[k]);
	}
}

/* A draft tells of all that its client owes, but of what it says it leaves out: what is new since
 * must be seen, or it would go out as if nothing had come. */
static bool is_chosen(const struct crm_remind *r, struct crm_str client, struct crm_str key)
{
	return crm_intern_find(&r->chosen, key) >= 0 ||
	       (crm_intern_find(&r->drafted, client) >= 0 &&
		       crm_intern_find(&r->left_out, key) < 0);
}

/* The items that were not asked for are put aside. */
static void choose(struct crm_remind *r)
{
	struct crm_item *it;
	struct crm_buf b;
	size_t i, n = 0;

	r->aside_n = 0;
	if (!r->choosing)
		return;
	crm_buf_init(&b);
	for (i = 0; i < r->overdue.n; i++) {
		it = r->overdue.item[i];
		chosen_key(&b, it->client, it->ref);
		if (is_chosen(r, it->client, crm_buf_view(&b))) {
			r->overdue.item[n++] = it;
			continue;
		}
		crm_grow(&r->aside, &r->aside_cap, r->aside_n + 1, sizeof *r->aside);
		r->aside[r->aside_n++] = *it;
	}
	r->overdue.n = n;
	crm_buf_release(&b);
}

/* What a draft leaves out since the report did; what is still to come is not meant by that. */
static void left_out(struct crm_remind *r, const struct crm_notice *n, struct crm_draft *d)
{
	const struct crm_item *it;
	size_t i;

	d->left_out = crm_arena_alloc(&r->mem, (r->aside_n + 1) * sizeof *d->left_out);
	for (i = 0; i < r->aside_n; i++) {
		it = &r->aside[i];
		if (crm_str_eq(it->client, d->client) && it->currency == n->currency &&
			(it->days > 0 || n->early))
			d->left_out[d->left_outs++] = crm_arena_str(&r->mem, it->ref);
	}
}

static void journal_seen(struct crm_remind *r)
{
	crm_seen_at(r->book, "journal.csv", &r->journal);
}

void crm_remind_wrote(struct crm_remind *r)
{
	journal_seen(r);
}

bool crm_remind_stale(struct crm_remind *r)
{
	struct crm_seen before = r->journal;

	journal_seen(r);
	return !crm_seen_same(&before, &r->journal);
}

const char *crm_remind_rules(const struct crm_remind *r)
{
	struct crm_seen now;
	size_t i;

	for (i = 0; i < CRM_REMIND_RULES; i++) {
		crm_seen_at(r->book, rules[i], &now);
		if (!crm_seen_same(&now, &r->rules[i]))
			return rules[i];
	}
	return NULL;
}

static void all_reset(void *ctx)
{
	struct crm_remind *r = ctx;

	crm_view_reset(&r->view);
	crm_lettersent_release(&r->handed);
}

static void all_row(void *ctx, const struct crm_row *row)
{
	struct crm_remind *r = ctx;

	crm_view_row(&r->view, row);
	crm_lettersent_take(&r->handed, row);
}

static int journal_read(struct crm_remind *r, struct crm_err *e)
{
	struct crm_journal_job job = {
		.events = CRM_EV_ALL,
		.now = r->now,
		.currency = r->policy->currency,
		.libcsv = r->libcsv,
		.reset = all_reset,
		.row = all_row,
		.ctx = r,
	};

	/* offsets of the last reading mean nothing in a journal that was replaced since */
	crm_reread_close(r->composer.again);
	r->composer.again = NULL;
	crm_lettersent_release(&r->handed);
	crm_view_release(&r->view);
	crm_view_init(&r->view);
	if (!r->whole)
		r->view.events = CRM_REMIND_EVENTS | CRM_EV_BIT(CRM_EV_END) | CRM_EV_BIT(CRM_EV_OFFER) |
				 CRM_EV_BIT(CRM_EV_CONTRACT) | CRM_EV_BIT(CRM_EV_MISSION) |
				 CRM_EV_BIT(CRM_EV_RENEW) | CRM_EV_BIT(CRM_EV_SELF) | crm_dossier_events();
	r->view.store.waits_only = !r->whole;
	crm_view_by(&r->view, r->policy, r->tables, r->now, &r->profiles, &r->finds);
	r->view.own = r->own;
	r->view.own_n = r->own_n;
	crm_finds_clear(&r->finds);
	crm_profiles_release(&r->profiles);
	crm_profiles_init(&r->profiles, r->book, r->policy, &r->finds);
	journal_seen(r);
	return crm_journal_read(r->book, &job, &r->finds, NULL, e);
}

/* The newest reminder of the book, also of moments that this run does not see. */
struct newest {
	struct crm_when now, at;
	bool any, hidden; /* hidden: after now, so the facts of the run lack it */
};

static void newest_row(void *ctx, const struct crm_row *row)
{
	struct newest *n = ctx;

	if (!n->any || crm_when_key(row->at) > crm_when_key(n->at))
		n->at = row->at;
	n->any = true;
	if (row->at.day > n->now.day || (row->at.day == n->now.day && row->at.min > n->now.min))
		n->hidden = true;
}

static int newest_reminder(struct crm_remind *r, struct newest *newest, struct crm_err *e)
{
	struct crm_journal_job job = {
		.events = CRM_EV_BIT(CRM_EV_REMINDER),
		.now = {INT32_MAX, CRM_NO_MIN},
		.currency = r->policy->currency,
		.row = newest_row,
		.ctx = newest,
	};

	memset(newest, 0, sizeof *newest);
	newest->now = r->now;
	return crm_journal_read(r->book, &job, NULL, NULL, e);
}

/* Sending needs every reminder there is: one that the day does not see would go out twice. */
static int nothing_hidden(struct crm_remind *r, struct crm_err *e)
{
	char last[CRM_DAY_SAID];
	struct newest newest;

	if (newest_reminder(r, &newest, e))
		return -1;
	r->reminded_before = newest.any;
	if (!newest.hidden)
		return 0;
	crm_when_said(newest.at, last);
	return crm_err_at(e, CRM_USAGE, "", 0, "--today",
		_("the journal has a reminder of %s; nothing is sent with an earlier date"), last);
}

/* A law that is none is a wrong value of the profile: its client gets nothing until it is corrected. */
static void laws(struct crm_remind *r)
{
	struct crm_err e;
	size_t i;

	for (i = 0; i < r->overdue.n; i++) {
		const struct crm_client *p = r->overdue.item[i]->standing->profile;

		if (!crm_interest_regime(&r->tables->regimes, p, r->policy, &e))
			crm_find_err(&r->finds, &e, p->id);
	}
}

int crm_remind_read(struct crm_remind *r, struct crm_err *e)
{
	if ((r->sending && nothing_hidden(r, e)) || journal_read(r, e))
		return -1;
	r->composer.lang = r->lang;
	r->composer.home = r->home;
	r->overdue.n = 0;
	r->overdue.kinds = 1u << CRM_KIND_INVOICE;
	r->overdue.within = crm_notice_ahead(r->policy);
	crm_overdue_list(&r->view, &r->overdue);
	laws(r);
	choose(r);
	crm_notices_of(&r->view, &r->overdue, &r->notices);
	return 0;
}

struct crm_reread *crm_remind_again(struct crm_remind *r, struct crm_err *e)
{
	if (!r->composer.again)
		r->composer.again = crm_reread_open(r->book, r->policy->currency, e);
	return r->composer.again;
}

static int draft_make(struct crm_remind *r, const struct crm_notice *n, struct crm_draft *d,
	struct crm_err *e)
{
	char why[256];

	if (!crm_compose(&r->composer, &r->view, n, &r->notices, d, e)) {
		left_out(r, n, d);
		return 0;
	}
	if (e->status != CRM_PARTIAL)
		return -1;
	/* what a profile lacks that cannot be read is not known: its own finding says what to mend */
	if (!n->standing->profile->damaged)
		crm_find_err(&r->finds, e, n->standing->profile->id);
	crm_err_line(e, why, sizeof why);
	d->unmade = crm_arena_cstr(&r->mem, crm_str(why));
	return 0;
}

const struct crm_notice *crm_remind_notice(const struct crm_remind *r, struct crm_str client,
	int currency, bool file)
{
	size_t low = 0, high = r->notices.n, i;

	while (low < high) {
		const struct crm_notice *n = &r->notices.notice[i = low + (high - low) / 2];
		int c = crm_str_cmp(client, n->standing->profile->id);

		c = c ? c : (currency > n->currency) - (currency < n->currency);
		c = c ? c : file - n->file;
		if (!c)
			return n;
		*(c < 0 ? &high : &low) = c < 0 ? i : i + 1;
	}
	return NULL;
}

/* The notices of the first reading: a later one, between two messages, makes others. */
static void to_draft(struct crm_remind *r)
{
	struct crm_remind_key *key;
	size_t i;

	r->key = crm_arena_alloc(&r->mem, (r->notices.n + 1) * sizeof *r->key);
	for (i = 0; i < r->notices.n; i++) {
		const struct crm_notice *n = &r->notices.notice[i];

		if (n->small)
			continue;
		key = &r->key[r->keys++];
		key->client = crm_arena_str(&r->mem, n->standing->profile->id);
		key->currency = n->currency;
		key->file = n->file;
	}
}

int crm_remind_drafts(struct crm_remind *r, size_t most, struct crm_drafts *out, struct crm_err *e)
{
	const struct crm_notice *n;
	size_t made = 0;

	if (!r->key)
		to_draft(r);
	out->n = 0;
	if (r->keys)
		(void)crm_remind_again(r, e);
	while (r->drafted_keys < r->keys && made < most) {
		const struct crm_remind_key *k = &r->key[r->drafted_keys++];

		n = crm_remind_notice(r, k->client, k->currency, k->file);
		if (!n || n->small)
			continue; /* paid since */
		crm_grow(&r->batch, &r->batch_cap, out->n + 1, sizeof *r->batch);
		memset(&r->batch[out->n], 0, sizeof *r->batch);
		if (draft_make(r, n, &r->batch[out->n], e))
			return -1;
		made += !r->batch[out->n++].unmade;
	}
	out->draft = r->batch;
	out->left = r->keys - r->drafted_keys;
	return 0;
}
