/* check.c - a draft against the facts. */
#include "letter/check.h"
#include "base/i18n.h"
#include "base/keyword.h"
#include "base/utf8.h"
#include "format/daysaid.h"
#include "letter/ask.h"
#include <stdio.h>

static const struct crm_notice *notice_of(const struct crm_remind *r, const struct crm_draft *d)
{
	if (!d->items)
		return NULL;
	return crm_remind_notice(
		r, d->client, d->item[0].currency, crm_str_is(d->channel, "file"));
}

static bool has_item(const struct crm_draft *d, struct crm_str ref)
{
	size_t i;

	for (i = 0; i < d->items; i++)
		if (crm_str_eq(d->item[i].ref, ref))
			return true;
	return false;
}

/* An invoice that would be in the message if it were drafted now. */
static const struct crm_claim *one_more(const struct crm_notice *n, const struct crm_draft *d)
{
	size_t i;

	for (i = 0; i < n->n; i++)
		if (!has_item(d, n->claim[i]->ref))
			return n->claim[i];
	return NULL;
}

/* Why an invoice of a draft is not reminded today, for the reason of a stale draft. */
static void why_not(struct crm_remind *r, const struct crm_notice *n, const struct crm_draft *d,
	char reason[256])
{
	const struct crm_claim *more = n ? one_more(n, d) : NULL;
	struct crm_buf b, words;
	size_t i;

	for (i = 0; i < r->notices.claims; i++) {
		const struct crm_claim *c = &r->notices.claim[i];

		if (!c->held.why || !crm_str_eq(c->client, d->client) || !has_item(d, c->ref))
			continue;
		crm_buf_init(&b);
		crm_buf_init(&words);
		crm_held_text(c->standing, &c->held, &b);
		crm_keyword_held(&words, crm_buf_view(&b));
		snprintf(reason, 256, _("held: %.200s"), words.p);
		crm_buf_release(&words);
		crm_buf_release(&b);
		return;
	}
	if (more)
		snprintf(reason, 256, _("%.*s now belongs in it as well; draft it again"),
			more->ref.n > 100 ? 100 : (int)more->ref.n, more->ref.p);
	else
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
			c->sent->since != it->since || !crm_str_eq(step, it->step))
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

/* The letter would give less time than is usual; an edited key counts, as the words do. */
static bool last_date_near(const struct crm_remind *r, const struct crm_draft *d, char reason[256])
{
	char day[CRM_DAY_SAID];

	if (d->last_date == CRM_NO_DAY || d->last_date >= r->now.day + CRM_LAST_DATE_LEAST)
		return false;
	crm_day_said(d->last_date, day);
	snprintf(reason, 256, _("its last date, %s, is less than %d days away; draft it "
		"again"), day,
		CRM_LAST_DATE_LEAST);
	return true;
}

/* Nobody is told of a broken word who has paid, or agreed anew, since the letter was drafted. */
static bool mended(struct crm_remind *r, const struct crm_draft *d)
{
	struct crm_agreed agreed;
	int64_t number = crm_intern_find(&r->view.store.clients, d->client);

	return crm_str_is(d->step, "agreed-broken") &&
	       (number < 0 || !crm_agreed_find(&r->view, crm_standing_of(&r->view, (uint32_t)number),
				      d->ref, true, &agreed));
}

/* A draft without items is a letter that is no reminder: a person asked for it. */
static enum crm_posted check_other(struct crm_remind *r, const struct crm_draft *d, char reason[256])
{
	const struct crm_client *p = crm_profiles_get(&r->profiles, d->client);

	bool paper = crm_str_is(d->channel, "letter");

	if ((!paper && !crm_str_is(d->channel, "email")) || crm_ask_is_step(r->policy, d->step) ||
		d->demand.amount || !crm_compose_other_ours(r->policy, d))
		return refuse(reason,
			_("client, step, channel, items or message_id were changed; draft it again"));
	if (paper && d->date == CRM_NO_DAY)
		return refuse(reason, _("the key date is missing; draft it again"));
	if (paper && !p->post.n)
		return refuse(reason, _("no postal address for a letter; add `post: [street, town]`"));
	if (!p->exists || !address_known(p, d))
		return refuse(reason, _("the address is in no profile of this client"));
	switch (crm_lettersent_of(&r->handed, d->message_id)) {
	case CRM_STATUS_SENT:
		return stale(reason, _("this letter was sent; draft another one"));
	case CRM_STATUS_UNKNOWN:
		return stale(reason, _("this letter may have been sent; check, then crm-remind --settle"));
	default: break;
	}
	if (mended(r, d))
		return stale(reason, _("paid, reminded or changed since it was drafted"));
	return CRM_POSTED_SENT;
}

/* The code of a paper may ask for less than its words only if somebody pays less than he owes. */
static bool demand_ok(const struct crm_draft *d)
{
	int64_t principal = 0;
	size_t i;

	for (i = 0; i < d->items; i++)
		principal += d->item[i].amount;
	return !d->demand.amount ||
	       (d->demand.currency == d->item[0].currency && d->demand.amount >= principal);
}

/* Nothing but blanks, those that Unicode has for print included. */
static bool is_blank(struct crm_str s)
{
	int32_t c;

	while (s.n) {
		c = crm_utf8_next(&s);
		if (c != ' ' && !(c >= '\t' && c <= '\r') && c != 0xa0 && c != 0x202f &&
			!(c >= 0x2000 && c <= 0x200d) && c != 0x2060 && c != 0x3000 && c != 0xfeff)
			return false;
	}
	return true;
}

/* What was emptied says nothing to the client, and would count as a step of the ladder. */
static enum crm_posted check_words(const struct crm_draft *d, char reason[256])
{
	if (is_blank(d->body))
		return refuse(reason, _("its body is empty; write it, or draft it again"));
	if (crm_str_is(d->channel, "email") && is_blank(d->subject))
		return refuse(reason, _("its subject is empty; write it, or draft it again"));
	return CRM_POSTED_SENT;
}

/* P4: whatever the steps and days of the ladder make of it, a message that went, or may have, is none
 * that goes. */
static bool went(const struct crm_remind *r, const struct crm_notice *n, const struct crm_draft *d)
{
	uint64_t mid = crm_mid_hash(d->message_id);
	struct crm_entries sent;
	size_t i, k;

	for (i = 0; i < n->n; i++) {
		sent = crm_thread_rows(n->claim[i]->invoice->thread, CRM_EV_REMINDER);
		for (k = 0; k < sent.n; k++)
			if (crm_store_rare(&r->view.store, sent.row[k])->mid == mid &&
				crm_sent_handed(&r->view.store, sent, sent.row[k]))
				return true;
	}
	return false;
}

static enum crm_posted check_facts(struct crm_remind *r, const struct crm_draft *d, char reason[256])
{
	const struct crm_notice *n = notice_of(r, d);

	if (unread(r))
		return refuse(reason,
			_("a damaged line of the journal, or rows in a copy beside it, may concern "
				"this client"));
	if (!crm_client_ok(d->client))
		return refuse(reason, _("this is not a client"));
	if (!d->items)
		(void)crm_profiles_get(&r->profiles, d->client); /* its faults are findings */
	if (has_finding(r, d->client))
		return refuse(reason, _("this client has a finding; fix it first"));
	if (own_handed(r, d))
		return stale(reason, _("it appears twice among these drafts"));
	if (!d->items)
		return check_other(r, d, reason);
	if (!crm_str_eq(d->message_id, crm_compose_id(&r->mem, r->policy, d)))
		return refuse(reason, _("items or message_id were changed; draft it again"));
	if (!n || !same_items(n, d)) {
		why_not(r, n, d, reason);
		return CRM_POSTED_STALE;
	}
	if (went(r, n, d))
		return stale(reason, _("this reminder was sent before, or may have been; it is "
			"never sent twice"));
	if (!crm_str_eq(d->step, n->standing->ladder->step[n->step].name) ||
		!crm_str_eq(d->channel, n->standing->ladder->step[n->step].channel))
		return refuse(reason, _("step or channel were changed; draft it again"));
	if (!crm_str_is(d->channel, "email") && d->date == CRM_NO_DAY)
		return refuse(reason, _("the key date is missing; draft it again"));
	if (!demand_ok(d))
		return refuse(reason, _("it demands less than its invoices, or another currency; draft it again"));
	if (!address_known(n->standing->profile, d))
		return refuse(reason, _("the address is in no profile of this client"));
	return last_date_near(r, d, reason) ? CRM_POSTED_STALE : CRM_POSTED_SENT;
}

/* The files of a reminder; no other message has any. */
static enum crm_posted check_files(struct crm_remind *r, const struct crm_draft *d, struct crm_arena *a,
	struct crm_enclosures *files, char reason[256])
{
	struct crm_enclose where;
	struct crm_err e;

	*files = (struct crm_enclosures){NULL, 0};
	if (!d->attached_n)
		return CRM_POSTED_SENT;
	if (!d->items || crm_str_is(d->channel, "file"))
		return refuse(reason, _("only reminders have attached files; draft it again"));
	(void)crm_remind_again(r, &e);
	where = crm_compose_files(&r->composer);
	switch (crm_enclose_take(&where, notice_of(r, d), d, a, &files->file, &files->n, reason)) {
	case CRM_ENCLOSED: return CRM_POSTED_SENT;
	case CRM_ENCLOSED_CHANGED: return CRM_POSTED_STALE;
	default: return CRM_POSTED_REFUSED;
	}
}

enum crm_posted crm_remind_check(struct crm_remind *r, const struct crm_draft *d, struct crm_arena *a,
	struct crm_enclosures *files, char reason[256])
{
	enum crm_posted what = check_facts(r, d, reason);

	if (what == CRM_POSTED_SENT)
		what = check_words(d, reason);
	return what == CRM_POSTED_SENT ? check_files(r, d, a, files, reason) : what;
}
