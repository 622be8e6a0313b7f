/* remind.c - one run of crm-remind: the facts of the day, and drafts held against them. */
#include "letter/remind.h"
#include "base/hash.h"
#include "base/i18n.h"
#include <stdio.h>
#include <sys/stat.h>

const char *crm_posted_word(enum crm_posted what)
{
	static const char *const word[] = {
		"sent", "deferred", "failed", "unknown", "prepared", "stale", "refused"};

	return word[what];
}

void crm_remind_init(struct crm_remind *r, struct crm_book *book, const struct crm_policy *policy,
	const struct crm_tables *tables)
{
	memset(r, 0, sizeof *r);
	r->book = book;
	r->policy = policy;
	r->tables = tables;
	r->calendar.closed = policy->week.closed;
	r->calendar.holidays = policy->week.holidays;
	r->calendar.extra = tables->holidays.row;
	r->calendar.extra_n = tables->holidays.n;
	crm_finds_init(&r->finds);
	crm_arena_init(&r->mem);
	crm_intern_init(&r->chosen);
	crm_view_init(&r->view);
	crm_handed_init(&r->handed);
	crm_profiles_init(&r->profiles, book, policy, &r->finds);
	crm_composer_init(&r->composer, &r->mem, book, policy);
	r->size = -1;
}

void crm_remind_release(struct crm_remind *r)
{
	crm_composer_release(&r->composer);
	crm_profiles_release(&r->profiles);
	crm_view_release(&r->view);
	crm_handed_release(&r->handed);
	crm_intern_release(&r->chosen);
	crm_finds_release(&r->finds);
	crm_arena_release(&r->mem);
	crm_release(&r->overdue.item);
	crm_release(&r->own);
}

static void chosen_key(struct crm_buf *b, struct crm_str client, struct crm_str ref)
{
	crm_buf_clear(b);
	crm_buf_str(b, client);
	crm_buf_char(b, '\n');
	crm_buf_str(b, ref);
}

void crm_remind_choose_drafts(struct crm_remind *r, const struct crm_draft *d, size_t n)
{
	size_t i, k;

	r->choosing = true;
	for (i = 0; i < n; i++)
		for (k = 0; k < d[i].items; k++)
			crm_remind_choose(r, d[i].client, d[i].item[k].ref);
}

void crm_remind_choose(struct crm_remind *r, struct crm_str client, struct crm_str ref)
{
	struct crm_buf b;

	crm_buf_init(&b);
	chosen_key(&b, client, ref);
	crm_intern_add(&r->chosen, crm_buf_view(&b));
	crm_buf_release(&b);
}

/* Drop the items that were not asked for. */
static void choose(struct crm_remind *r)
{
	struct crm_buf b;
	size_t i, n = 0;

	if (!r->choosing)
		return;
	crm_buf_init(&b);
	for (i = 0; i < r->overdue.n; i++) {
		chosen_key(&b, r->overdue.item[i].client, r->overdue.item[i].ref);
		if (crm_intern_find(&r->chosen, crm_buf_view(&b)) >= 0)
			r->overdue.item[n++] = r->overdue.item[i];
	}
	r->overdue.n = n;
	crm_buf_release(&b);
}

static void journal_seen(struct crm_remind *r)
{
	struct stat st;

	if (fstatat(r->book->dir, "journal.csv", &st, 0)) {
		r->size = r->inode = -1;
		return;
	}
	r->size = (int64_t)st.st_size;
	r->inode = (int64_t)st.st_ino;
}

void crm_remind_wrote(struct crm_remind *r)
{
	journal_seen(r);
}

bool crm_remind_stale(struct crm_remind *r)
{
	int64_t size = r->size, inode = r->inode;

	journal_seen(r);
	return size != r->size || inode != r->inode;
}

static void all_reset(void *ctx)
{
	struct crm_remind *r = ctx;

	crm_view_reset(&r->view);
	crm_handed_release(&r->handed);
}

static void all_row(void *ctx, const struct crm_row *row)
{
	struct crm_remind *r = ctx;

	crm_view_row(&r->view, row);
	crm_handed_take(&r->handed, row);
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
	crm_journal_again_close(r->composer.again);
	r->composer.again = NULL;
	crm_handed_release(&r->handed);
	crm_view_release(&r->view);
	crm_view_init(&r->view);
	r->view.policy = r->policy;
	r->view.calendar = &r->calendar;
	r->view.now = r->now;
	r->view.profile = crm_profiles_get;
	r->view.ctx = &r->profiles;
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
	struct crm_finds none;
	int st;

	memset(newest, 0, sizeof *newest);
	newest->now = r->now;
	crm_finds_init(&none);
	st = crm_journal_read(r->book, &job, &none, NULL, e);
	crm_finds_release(&none);
	return st;
}

/* Sending needs every reminder there is: one that the day does not see would go out twice. */
static int nothing_hidden(struct crm_remind *r, struct crm_err *e)
{
	char last[CRM_WHEN_TEXT];
	struct newest newest;

	if (newest_reminder(r, &newest, e))
		return -1;
	r->reminded_before = newest.any;
	if (!newest.hidden)
		return 0;
	crm_when_text(newest.at, last);
	return crm_err_at(e, CRM_USAGE, "", 0, "--today",
		_("a reminder of %s is in the journal; nothing is sent as of an earlier moment"), last);
}

int crm_remind_read(struct crm_remind *r, struct crm_err *e)
{
	if ((r->sending && nothing_hidden(r, e)) || journal_read(r, e))
		return -1;
	r->overdue.n = 0;
	r->overdue.kinds = 1u << CRM_KIND_INVOICE;
	r->overdue.within = crm_notice_ahead(r->policy);
	crm_overdue_list(&r->view, &r->overdue);
	choose(r);
	crm_notices_of(&r->view, &r->overdue, &r->notices);
	return 0;
}

int crm_remind_drafts(struct crm_remind *r, struct crm_draft **out, size_t *n, struct crm_err *e)
{
	size_t i;

	*n = 0;
	*out = crm_arena_alloc(&r->mem, (r->notices.n + 1) * sizeof **out);
	if (r->notices.n && !r->composer.again)
		r->composer.again = crm_journal_again_open(r->book, r->policy->currency, e);
	for (i = 0; i < r->notices.n; i++) {
		if (r->notices.notice[i].small)
			continue;
		if (!crm_compose(&r->composer, &r->view, r->tables, &r->notices.notice[i],
			    &r->notices, &(*out)[*n], e)) {
			++*n;
			continue;
		}
		if (e->status != CRM_PARTIAL)
			return -1;
		crm_find_err(&r->finds, e, r->notices.notice[i].standing->profile->id);
	}
	return 0;
}

/* ---- letters that are no reminders ---- */

/* Those go out by the ladder only: asked for by name they would escape its holds and its gap. */
static bool is_step(const struct crm_policy *p, struct crm_str template)
{
	static const char *const shipped[] = {"upcoming", "courtesy", "second", "notice", "recourse"};
	size_t i, k;

	for (i = 0; i < sizeof shipped / sizeof *shipped; i++)
		if (crm_str_is(template, shipped[i]))
			return true;
	for (i = 0; i < p->ladder_n; i++)
		for (k = 0; k < p->ladder[i].n; k++)
			if (crm_str_eq(p->ladder[i].step[k].template, template))
				return true;
	return false;
}

/* The client's overdue invoices, or the one that was named; of one currency. */
static struct crm_claim **claims_of(struct crm_remind *r, struct crm_str client, struct crm_str ref,
	size_t *n)
{
	struct crm_claim **out = crm_arena_alloc(&r->mem, (r->notices.claims + 1) * sizeof(void *));
	size_t i;

	*n = 0;
	for (i = 0; i < r->notices.claims; i++) {
		struct crm_claim *c = &r->notices.claim[i];

		if (c->days > 0 && crm_str_eq(c->client, client) &&
			(!ref.n || crm_str_eq(c->ref, ref)) &&
			(!*n || c->invoice->currency == out[0]->invoice->currency))
			out[(*n)++] = c;
	}
	return out;
}

static int other_check(const struct crm_remind *r, struct crm_str template, struct crm_str client,
	struct crm_err *e)
{
	if (is_step(r->policy, template))
		return crm_err_at(e, CRM_USAGE, "", 0, "--template",
			_("'%.*s' is a reminder; crm-overdue | crm-remind drafts it when it is due"),
			(int)template.n, template.p);
	if (!crm_template_name_ok(template))
		return crm_err_at(e, CRM_USAGE, "", 0, "--template", _("'%.*s' is no name of a letter"),
			(int)template.n, template.p);
	if (!crm_client_ok(client))
		return crm_err_at(e, CRM_USAGE, "", 0, "--client", _("'%.*s' is no client id"),
			(int)client.n, client.p);
	return 0;
}

int crm_remind_other(struct crm_remind *r, struct crm_str template, struct crm_str client,
	struct crm_str ref, struct crm_draft *out, struct crm_err *e)
{
	struct crm_other o = {.template = template};
	struct crm_standing standing;
	struct crm_history history;
	int st;

	if (other_check(r, template, client, e))
		return -1;
	if (!crm_profiles_get(&r->profiles, client)->exists)
		return crm_err_at(e, CRM_USAGE, "", 0, "--client",
			_("'%.*s' has no profile; crm-log --new-client %.*s makes one"), (int)client.n,
			client.p, (int)client.n, client.p);
	crm_standing_of(&r->view, crm_intern_add(&r->view.ledger.clients, client), &standing);
	o.standing = &standing;
	o.ref = ref;
	o.claim = claims_of(r, client,
		crm_str_is(template, "renegotiate") ? ref : CRM_STR(""), &o.claims);
	if (crm_str_is(template, "renegotiate") && !o.claims)
		return crm_err_at(e, CRM_USAGE, "", 0, "--client",
			_("'%.*s' owes nothing that is overdue"), (int)client.n, client.p);
	if (!r->composer.again)
		r->composer.again = crm_journal_again_open(r->book, r->policy->currency, e);
	st = crm_history_read(r->book, client, r->now, r->policy->currency, &history, e);
	o.history = &history;
	if (!st)
		st = crm_compose_other(&r->composer, &r->view, r->tables, &o, out, e);
	crm_history_release(&history);
	if (st && e->status == CRM_PARTIAL)
		e->status = CRM_USAGE; /* the one letter that was asked for */
	return st;
}

/* The next currency, in order, in which the client owes something that is late; -1: none. */
static int currency_after(const struct crm_remind *r, struct crm_str client, int currency)
{
	size_t i;

	for (i = 0; i < r->notices.claims; i++) {
		const struct crm_claim *c = &r->notices.claim[i];

		if (crm_str_eq(c->client, client) && c->days > 0 &&
			!(c->held.why & CRM_HOLD_WRITEOFF) && c->invoice->currency > currency)
			return c->invoice->currency;
	}
	return -1;
}

static int dossier(struct crm_remind *r, struct crm_str client, int currency, struct crm_draft *out,
	struct crm_err *e)
{
	struct crm_standing standing;
	struct crm_claim **claim;
	size_t n;

	memset(out, 0, sizeof *out);
	claim = crm_compose_claims(&r->mem, &r->notices, client, currency, &n);
	crm_standing_of(&r->view, claim[0]->invoice->client, &standing);
	out->client = standing.profile->id;
	out->step = CRM_STR("recourse");
	out->channel = CRM_STR("file");
	return crm_compose_dossier(
		&r->composer, &r->view, r->tables, &standing, claim, n, out->step, out, e);
}

int crm_remind_dossier(struct crm_remind *r, struct crm_str client, struct crm_draft **out,
	size_t *n, struct crm_err *e)
{
	int currency = -1;

	*n = 0;
	*out = crm_arena_alloc(&r->mem, (r->notices.claims + 1) * sizeof **out);
	if (!r->composer.again)
		r->composer.again = crm_journal_again_open(r->book, r->policy->currency, e);
	while ((currency = currency_after(r, client, currency)) >= 0) {
		if (dossier(r, client, currency, &(*out)[*n], e)) {
			e->status = e->status == CRM_PARTIAL ? CRM_USAGE : e->status;
			return -1;
		}
		++*n;
	}
	if (*n)
		return 0;
	return crm_err_at(e, CRM_USAGE, "", 0, "--dossier", _("'%.*s' has no overdue invoice"),
		(int)client.n, client.p);
}

/* ---- a draft against the facts ---- */

static const struct crm_notice *notice_of(const struct crm_remind *r, const struct crm_draft *d)
{
	bool file = crm_str_is(d->channel, "file");
	size_t i;

	for (i = 0; i < r->notices.n; i++) {
		const struct crm_notice *n = &r->notices.notice[i];

		if (crm_str_eq(n->standing->profile->id, d->client) && d->items &&
			n->currency == d->item[0].currency && n->file == file)
			return n;
	}
	return NULL;
}

/* Why an invoice of a draft is not reminded today, for the reason of a stale draft. */
static void why_not(struct crm_remind *r, const struct crm_draft *d, char reason[256])
{
	struct crm_standing s;
	struct crm_buf b;
	size_t i, k;

	for (i = 0; i < r->notices.claims; i++) {
		const struct crm_claim *c = &r->notices.claim[i];

		for (k = 0; k < d->items; k++)
			if (crm_str_eq(c->ref, d->item[k].ref) && c->held.why &&
				crm_str_eq(r->view.ledger.clients.str[c->invoice->client], d->client))
				break;
		if (k == d->items)
			continue;
		crm_standing_of(&r->view, c->invoice->client, &s);
		crm_buf_init(&b);
		crm_held_text(&s, &c->held, &b);
		snprintf(reason, 256, _("held: %.200s"), b.p);
		crm_buf_release(&b);
		return;
	}
	snprintf(reason, 256, "%s", _("paid, reminded or changed since it was drafted"));
}

/* The draft says exactly what would be drafted now: invoices, balances, steps. */
static bool same_items(const struct crm_notice *n, const struct crm_draft *d)
{
	size_t i;

	if (n->n != d->items || n->small)
		return false;
	for (i = 0; i < n->n; i++) {
		const struct crm_claim *c = n->claim[i];
		const struct crm_draft_item *it = &d->item[i];
		struct crm_str step = crm_claim_step(n, c);

		if (!crm_str_eq(c->ref, it->ref) || c->balance != it->amount ||
			c->invoice->due != it->due || n->currency != it->currency ||
			!crm_str_eq(step, it->step))
			return false;
	}
	return true;
}

/* A person may change the addressee of a draft, but only to somebody of the profile (P6). */
static bool address_known(const struct crm_client *p, const struct crm_draft *d)
{
	size_t i;

	if (!crm_str_is(d->channel, "email"))
		return true;
	for (i = 0; i < p->people_n; i++)
		if (p->people[i].email.n && crm_str_eq(p->people[i].email, d->to))
			return true;
	return false;
}

static bool has_finding(const struct crm_remind *r, struct crm_str client)
{
	size_t i;

	for (i = 0; i < r->finds.n; i++)
		if (!r->finds.item[i].warning && crm_str_eq(r->finds.item[i].client, client))
			return true;
	return false;
}

static bool unread(const struct crm_remind *r)
{
	size_t i;

	if (r->finds.more)
		return true;
	for (i = 0; i < r->finds.n; i++)
		if (r->finds.item[i].unread)
			return true;
	return false;
}

/* Two drafts of one message in one stream: the facts need not be read again to know the second. */
static bool own_handed(const struct crm_remind *r, const struct crm_draft *d)
{
	uint64_t mid = crm_mid_hash(d->message_id);
	size_t i;

	for (i = 0; i < r->own_n; i++)
		if (r->own[i] == mid)
			return true;
	return false;
}

static enum crm_posted refuse(char reason[256], const char *why)
{
	snprintf(reason, 256, "%s", why);
	return CRM_POSTED_REFUSED;
}

static enum crm_posted stale(char reason[256], const char *why)
{
	snprintf(reason, 256, "%s", why);
	return CRM_POSTED_STALE;
}

/* A draft without items is a letter that is no reminder: a person asked for it. */
static enum crm_posted check_other(struct crm_remind *r, const struct crm_draft *d, char reason[256])
{
	const struct crm_client *p = crm_profiles_get(&r->profiles, d->client);

	if (!crm_str_is(d->channel, "email") || is_step(r->policy, d->step) ||
		!crm_compose_other_ours(r->policy, d))
		return refuse(reason,
			_("client, step, channel, items or message_id were changed; draft it again"));
	if (!p->exists || !address_known(p, d))
		return refuse(reason, _("the address is in no profile of this client"));
	switch (crm_handed_of(&r->handed, d->message_id)) {
	case CRM_HANDED_SENT:
		return stale(reason, _("this letter was sent; draft another one"));
	case CRM_HANDED_UNKNOWN:
		return stale(reason, _("this letter may have left; look, then crm-remind --settle"));
	default: return CRM_POSTED_SENT;
	}
}

enum crm_posted crm_remind_check(struct crm_remind *r, const struct crm_draft *d, char reason[256])
{
	const struct crm_notice *n = notice_of(r, d);

	if (unread(r))
		return refuse(reason,
			_("a line of the journal is damaged and may be about this client"));
	if (!crm_client_ok(d->client))
		return refuse(reason, _("this is no client"));
	if (!d->items)
		(void)crm_profiles_get(&r->profiles, d->client); /* its faults are findings */
	if (has_finding(r, d->client))
		return refuse(reason, _("this client has a finding; mend it first"));
	if (own_handed(r, d))
		return stale(reason, _("it stands twice among these drafts"));
	if (!d->items)
		return check_other(r, d, reason);
	if (!n || !same_items(n, d)) {
		why_not(r, d, reason);
		return CRM_POSTED_STALE;
	}
	if (!crm_str_eq(d->step, n->standing->ladder->step[n->step].name) ||
		!crm_str_eq(d->channel, n->standing->ladder->step[n->step].channel) ||
		!crm_str_eq(d->message_id, crm_compose_id(&r->mem, r->policy, d)))
		return refuse(reason,
			_("step, channel or message_id were changed; draft it again"));
	if (!address_known(n->standing->profile, d))
		return refuse(reason, _("the address is in no profile of this client"));
	return CRM_POSTED_SENT;
}
