/* deliver.c - handing messages over, each once. */
#include "letter/deliver.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "book/underway.h"
#include "letter/check.h"
#include "letter/lettersent.h"
#include "letter/posting.h"
#include <stdio.h>

/* What a letter says beside that it was sent: an apology is one. */
static void said_row(struct crm_remind *r, const struct crm_draft *d, struct crm_row *row,
	struct crm_buf *b)
{
	if (!crm_implied_of(&r->view, d->client, d->step, d->ref, row))
		return;
	r->outside.id(&row->id);
	crm_row_line(b, row);
}

/* A letter that is no reminder: a contact once it was taken, a note before and otherwise. */
static void other_row(struct crm_remind *r, const struct crm_draft *d, const char *status,
	struct crm_when at, struct crm_buf *b)
{
	bool sent = strcmp(status, "sent") == 0;
	struct crm_row row = crm_row_of(sent ? CRM_EV_CONTACT : CRM_EV_NOTE, at, d->client);
	struct crm_buf tags;

	crm_buf_init(&tags);
	crm_buf_printf(&tags, "status=%s mid=%.*s template=%.*s", status, (int)d->message_id.n,
		d->message_id.p, (int)d->step.n, d->step.p);
	if (d->tracking.n)
		crm_buf_printf(&tags, " tracking=%.*s", (int)d->tracking.n, d->tracking.p);
	r->outside.id(&row.id);
	row.ref = d->ref;
	row.channel = d->channel;
	row.tags = crm_buf_view(&tags);
	crm_row_line(b, &row);
	if (sent)
		said_row(r, d, &row, b);
	crm_buf_release(&tags);
}

/* One row for each recorded invoice of a draft, of a moment. */
static void rows_of(struct crm_remind *r, const struct crm_draft *d, const char *status,
	struct crm_when at, struct crm_buf *b)
{
	struct crm_buf tags;
	struct crm_row row;
	size_t i;

	if (!d->items) {
		other_row(r, d, status, at, b);
		return;
	}
	crm_buf_init(&tags);
	crm_buf_printf(&tags, "status=%s mid=%.*s", status, (int)d->message_id.n, d->message_id.p);
	for (i = 0; i < d->items; i++) {
		if (!d->item[i].step.n)
			continue;
		row = crm_row_of(CRM_EV_REMINDER, at, d->client);
		r->outside.id(&row.id);
		row.kind = d->item[i].step;
		row.ref = d->item[i].ref;
		row.due.day = d->last_date;
		row.channel = d->channel;
		row.tags = crm_buf_view(&tags);
		crm_row_line(b, &row);
	}
	crm_buf_release(&tags);
}

/* Append under a lock that is already held. */
static int write_rows(struct crm_remind *r, const struct crm_draft *d, const char *status,
	struct crm_err *e)
{
	struct crm_buf b;
	int st;

	crm_buf_init(&b);
	rows_of(r, d, status, r->clock, &b);
	st = crm_journal_append(r->book, crm_buf_view(&b), &r->finds, e);
	crm_buf_release(&b);
	if (!st)
		crm_remind_wrote(r);
	return st;
}

/* One message on its way. */
struct handing {
	bool automatic; /* no person saw it */
	struct crm_arena mem;
	struct crm_enclosures files; /* their bytes are in mem */
	struct crm_buf message;
	int sign; /* to other runs that it is under way */
};

static void own_add(struct crm_remind *r, struct crm_str mid)
{
	crm_grow(&r->own, &r->own_cap, r->own_n + 1, sizeof *r->own);
	r->own[r->own_n++] = crm_mid_hash(mid);
	r->view.own = r->own;
	r->view.own_n = r->own_n;
}

/* The intents, and the sign to other runs that somebody is at it; -1 leaves no sign. */
static int intend(struct crm_remind *r, const struct crm_draft *d, enum crm_posted *what,
	char reason[256], int *sign, struct crm_err *e)
{
	int st = crm_underway_begin(r->book, d->message_id, sign, e);

	if (st < 0)
		return -1;
	if (st == 0) { /* it has no intent, or the draft were stale: an id of equal hash */
		*what = CRM_POSTED_STALE;
		snprintf(reason, 256, "%s", _("another run is handing it over"));
		return 0;
	}
	own_add(r, d->message_id);
	st = write_rows(r, d, "intent", e);
	if (st)
		crm_underway_end(*sign);
	return st;
}

static int settle(struct crm_remind *r, const struct crm_draft *d, enum crm_posted what,
	struct crm_err *e)
{
	bool others;
	int st;

	if (crm_book_lock(r->book, r->lock_wait, e))
		return -1;
	others = crm_remind_stale(r);
	st = write_rows(r, d, crm_posted_word(what), e);
	if (others)
		r->journal.size = -1; /* they wrote meanwhile: read again before the next message */
	crm_book_unlock(r->book);
	return st;
}

/* The message id that a reminder row carries. */
static bool mid_of(struct crm_remind *r, const struct crm_entry *m, struct crm_row *row,
	struct crm_str *mid)
{
	struct crm_err e;

	return crm_remind_again(r, &e) && !crm_reread_row(r->composer.again, m->offset, row) &&
	       crm_tag(row->tags, "mid", mid);
}

struct crm_str crm_remind_mid(struct crm_remind *r, const struct crm_entry *m)
{
	struct crm_row row;
	struct crm_str mid;

	return m && mid_of(r, m, &row, &mid) ? crm_arena_str(&r->mem, mid) : CRM_STR("");
}

/* The reminders of a ref. */
static struct crm_entries reminders_of(struct crm_remind *r, uint32_t client, struct crm_str ref)
{
	struct crm_case *c = crm_view_open(&r->view, client);

	return crm_thread_rows(crm_thread_of(c, crm_case_word(c, ref)), CRM_EV_REMINDER);
}

/* The earliest of a row and some reminders that have a message id. */
static const struct crm_entry *earlier(const struct crm_remind *r, const struct crm_entry *first,
	struct crm_entries sent)
{
	size_t i;

	for (i = 0; i < sent.n; i++)
		if (crm_store_rare(&r->view.store, sent.row[i])->mid &&
			(!first || crm_entry_key(sent.row[i]) < crm_entry_key(first)))
			first = sent.row[i];
	return first;
}

/* The first message about any of these invoices: later ones thread under it. */
static struct crm_str first_mid(struct crm_remind *r, const struct crm_draft *d)
{
	const struct crm_entry *first = NULL;
	struct crm_str mid = {"", 0};
	struct crm_row row;
	int64_t client = crm_intern_find(&r->view.store.clients, d->client);
	size_t i;

	for (i = 0; client >= 0 && i < d->items; i++)
		first = earlier(r, first, reminders_of(r, (uint32_t)client, d->item[i].ref));
	if (first && mid_of(r, first, &row, &mid) && !crm_str_eq(mid, d->message_id))
		return crm_arena_str(&r->mem, mid);
	return CRM_STR("");
}

static struct crm_str angled(struct crm_remind *r, struct crm_str mid)
{
	if (!mid.n)
		return mid;
	return crm_str(crm_arena_printf(&r->mem, "<%.*s>", (int)mid.n, mid.p));
}

static int message_write(struct crm_remind *r, const struct crm_draft *d, bool automatic,
	const struct crm_enclosures *files, struct crm_buf *out, struct crm_err *e)
{
	struct crm_str parent = angled(r, first_mid(r, d));
	struct crm_mail m = {
		.from = {r->policy->me.name, r->policy->me.email},
		.to = {CRM_STR(""), d->to},
		.copy_to = r->policy->copy_to,
		.subject = d->subject,
		.message_id = angled(r, d->message_id),
		.in_reply_to = parent,
		.references = &parent,
		.references_n = parent.n ? 1 : 0,
		.automatic = automatic,
		.body = d->body,
		.attached = files->file,
		.attached_n = files->n,
	};
	const struct crm_client *p = crm_profiles_get(&r->profiles, d->client);
	size_t i;

	for (i = 0; i < p->people_n; i++)
		if (crm_str_eq(p->people[i].email, d->to))
			m.to.name = p->people[i].name;
	r->outside.date(r->outside.ctx, &m.date);
	return crm_mail_write(&m, out, e);
}

/* A message that cannot be written must leave no intent behind. */
static void checked(struct crm_remind *r, const struct crm_draft *d, struct handing *h,
	enum crm_posted *what, char reason[256])
{
	struct crm_err e;

	*what = crm_remind_check(r, d, &h->mem, &h->files, reason);
	if (*what == CRM_POSTED_SENT && crm_str_is(d->channel, "email") &&
		message_write(r, d, h->automatic, &h->files, &h->message, &e)) {
		*what = CRM_POSTED_REFUSED;
		crm_err_line(&e, reason, 256);
	}
}

/* First move: under the lock, the facts again, then the intents. */
static int prepare(struct crm_remind *r, const struct crm_draft *d, struct handing *h,
	enum crm_posted *what, char reason[256], struct crm_err *e)
{
	const char *rules;
	int st = 0;

	if (crm_book_lock(r->book, r->lock_wait, e))
		return -1;
	rules = crm_remind_rules(r);
	if (rules) {
		*what = CRM_POSTED_STALE;
		snprintf(reason, 256, _("%s was changed during this run; run it again"),
			rules);
		crm_book_unlock(r->book);
		return 0;
	}
	if (crm_remind_stale(r) || !crm_profiles_fresh(&r->profiles, d->client))
		st = crm_remind_read(r, e);
	if (!st) {
		checked(r, d, h, what, reason);
		if (*what == CRM_POSTED_SENT)
			st = intend(r, d, what, reason, &h->sign, e);
	}
	crm_book_unlock(r->book);
	return st;
}

static enum crm_posted hand_over(struct crm_remind *r, const struct crm_draft *d,
	const struct handing *h, char reason[256])
{
	struct crm_err e;

	if (!crm_str_is(d->channel, "email")) {
		if (!r->outside.file(r->outside.ctx, d, h->files.file, h->files.n, &e))
			return crm_str_is(d->channel, "file") ? CRM_POSTED_SENT
							      : CRM_POSTED_PREPARED;
		crm_err_line(&e, reason, 256);
		return e.maybe ? CRM_POSTED_UNKNOWN : CRM_POSTED_FAILED;
	}
	switch (r->outside.post(r->outside.ctx, d, crm_buf_view(&h->message), reason)) {
	case CRM_SEND_SENT: return CRM_POSTED_SENT;
	case CRM_SEND_DEFERRED: return CRM_POSTED_DEFERRED;
	case CRM_SEND_NEVER: snprintf(r->down, sizeof r->down, "%s", reason); /* fall through */
	case CRM_SEND_FAILED: return CRM_POSTED_FAILED;
	case CRM_SEND_UNKNOWN: break;
	}
	return CRM_POSTED_UNKNOWN;
}

/* A program that cannot be run would leave two rows a message in the journal, at every run. */
static bool no_way(struct crm_remind *r, const struct crm_draft *d, char reason[256])
{
	if (!crm_str_is(d->channel, "email"))
		return false;
	if (!r->down[0] && !r->outside.ready(r->outside.ctx, r->down))
		return false;
	snprintf(reason, 256, "%s", r->down);
	return true;
}

int crm_remind_send(struct crm_remind *r, const struct crm_draft *d, bool automatic,
	enum crm_posted *what, char reason[256], struct crm_err *e)
{
	struct handing h = {.automatic = automatic};
	int st;

	reason[0] = '\0';
	if (no_way(r, d, reason)) {
		*what = CRM_POSTED_FAILED;
		return 0;
	}
	crm_buf_init(&h.message);
	crm_arena_init(&h.mem);
	st = prepare(r, d, &h, what, reason, e);
	if (!st && *what == CRM_POSTED_SENT) {
		*what = hand_over(r, d, &h, reason);
		st = settle(r, d, *what, e);
		crm_underway_end(h.sign);
	}
	crm_buf_release(&h.message);
	crm_arena_release(&h.mem);
	return st;
}

/* ---- messages of which nobody knows ---- */

enum { TURNS = 5 }; /* of reading a journal that grows all the time */

struct opens {
	struct crm_remind *r;
	struct crm_open *item; /* heap array */
	size_t n, cap;
	bool failed; /* the journal could not be read again: which message one is of is not known */
};

static struct crm_open *open_add(struct opens *o)
{
	crm_grow(&o->item, &o->cap, o->n + 1, sizeof *o->item);
	return memset(&o->item[o->n++], 0, sizeof *o->item);
}

static void open_reminder(struct opens *o, const struct crm_entry *m)
{
	struct crm_open *it = open_add(o);
	struct crm_row row;
	struct crm_err e;

	o->failed |= !crm_remind_again(o->r, &e);
	if (mid_of(o->r, m, &row, &it->mid)) {
		it->mid = crm_arena_str(&o->r->mem, it->mid);
		it->channel = crm_arena_str(&o->r->mem, row.channel);
	}
	it->client = o->r->view.store.clients.str[m->client];
	it->ref = crm_entry_ref(&o->r->view.store, m);
	it->step = crm_entry_kind(&o->r->view.store, m);
	it->at = crm_entry_when(m);
	it->last_date = m->due;
}

/* Each (client, ref) whose newest attempt is open. */
static void open_reminders(struct opens *o)
{
	struct crm_view *v = &o->r->view;
	size_t clients = crm_view_begin(v), k;
	struct crm_sent sent;
	struct crm_case *c;
	uint32_t i;

	for (i = 0; i < clients && v->store.has & CRM_EV_BIT(CRM_EV_REMINDER); i++) {
		c = crm_view_open(v, i);
		for (k = 0; k < c->threads && crm_case_rows(c, CRM_EV_REMINDER).n;) {
			crm_sent_of(c, crm_case_thread(c, &k), NULL, &sent);
			if (sent.unsettled)
				open_reminder(o, sent.unsettled);
		}
	}
}

static void open_other(void *ctx, const struct crm_lettersent_row *row)
{
	struct crm_open *it = open_add(ctx);

	it->client = row->client;
	it->step = row->template;
	it->ref = CRM_STR("");
	it->channel = row->channel;
	it->mid = row->mid;
	it->about = row->ref;
	it->at = row->at;
	it->last_date = CRM_NO_DAY;
}

/* Which of them another run is at; *lost: one that nobody is at. */
static int open_look(struct opens *o, bool *lost, struct crm_err *e)
{
	size_t i;
	int now;

	*lost = false;
	for (i = 0; i < o->n; i++) {
		if (!o->item[i].mid.n)
			continue; /* a row by hand */
		now = crm_underway(o->r->book, o->item[i].mid, e);
		if (now < 0)
			return -1;
		o->item[i].underway = now;
		*lost = *lost || !now;
	}
	return 0;
}

static int not_again(struct crm_err *e)
{
	return crm_err_at(e, CRM_SYSTEM, "journal.csv", 0, NULL, _("cannot be read again"));
}

static int open_once(struct opens *o, bool *lost, struct crm_err *e)
{
	o->n = 0;
	o->failed = false;
	open_reminders(o);
	if (o->failed)
		return not_again(e);
	crm_lettersent_open(&o->r->handed, open_other, o);
	return open_look(o, lost, e);
}

int crm_remind_open(struct crm_remind *r, struct crm_open **out, size_t *n, struct crm_err *e)
{
	struct opens o = {.r = r};
	bool lost;
	int st = open_once(&o, &lost, e), turn;

	/* a run that was at it when the journal was read has written its end since */
	for (turn = 0; turn < TURNS && !st && lost && crm_remind_stale(r); turn++) {
		st = crm_remind_read(r, e);
		if (!st)
			st = open_once(&o, &lost, e);
	}
	*n = o.n;
	*out = crm_arena_keep(&r->mem, &o.item, o.n, sizeof **out);
	return st;
}

/* The rows that settle one message.  What left did so on the day it was tried, whenever a person says
 * it: steps, gaps and files count from that day. */
static void settle_rows(struct crm_remind *r, const struct crm_open *o, enum crm_settle how,
	struct crm_str number, struct crm_buf *rows)
{
	static const char *const word[] = {"sent", "failed", "bounced"};
	struct crm_draft_item item = {.ref = o->ref, .step = o->step};
	struct crm_draft d = {.client = o->client, .step = o->step, .channel = o->channel,
		.last_date = o->last_date, .message_id = o->mid, .ref = o->about, .tracking = number, .item = &item,
		.items = o->ref.n ? 1 : 0};

	rows_of(r, &d, word[how], how == CRM_SETTLE_SENT ? o->at : r->clock, rows);
}

/* The number that came with it, if it did: only a letter has one. */
static int settle_number(struct crm_remind *r, const struct crm_open *o, struct crm_str number,
	struct crm_buf *rows, struct crm_err *e)
{
	if (!number.n)
		return 0;
	if (!crm_str_is(o->channel, "letter"))
		return crm_err_at(e, CRM_USAGE, "", 0, "--settle",
			_("only a letter has a number, and '%.*s' went by e-mail"), (int)o->mid.n,
			o->mid.p);
	if (o->ref.n)
		crm_posting_row(r, o->client, o->ref, number, rows);
	return 0;
}

static int settle_open(struct crm_remind *r, struct crm_str mid, enum crm_settle how,
	struct crm_str number, struct crm_buf *rows, struct crm_err *e)
{
	struct crm_open *o;
	size_t i, n;
	int found = 0;

	if (crm_remind_open(r, &o, &n, e))
		return -1;
	for (i = 0; i < n; i++) {
		if (!mid.n || !crm_str_eq(o[i].mid, mid))
			continue;
		if (o[i].underway)
			return crm_err_at(e, CRM_SYSTEM, "", 0, "--settle",
				_("'%.*s' is being handed over at this moment; wait for the other run"),
				(int)mid.n, mid.p);
		settle_rows(r, &o[i], how == CRM_SETTLE_BOUNCED ? CRM_SETTLE_FAILED : how, number,
			rows);
		if (settle_number(r, &o[i], number, rows, e))
			return -1;
		found++;
	}
	return found;
}

/* Whether a reminder has that end, and it stands: it was sent as a message and did not come back, or it
 * is a letter that was prepared. */
static bool left_as(const struct crm_store *store, struct crm_entries sent,
	const struct crm_entry *f, enum crm_status end, struct crm_str mid)
{
	const struct crm_rare *rare = crm_store_rare(store, f);

	return rare->status == end && rare->mid == crm_mid_hash(mid) &&
	       crm_sent_handed(store, sent, f);
}

/* What nobody has read was not said: its rows are taken back. */
static void unsay(struct crm_remind *r, struct crm_str mid, struct crm_buf *rows)
{
	char id[37];
	size_t i;

	for (i = 0; i < r->handed.saids; i++) {
		const struct crm_lettersent_said *s = &r->handed.said[i];
		struct crm_row row = crm_row_of(CRM_EV_VOID, r->clock, s->client);

		if (!crm_str_eq(s->mid, mid))
			continue;
		crm_uuid_text(&s->id, id);
		r->outside.id(&row.id);
		row.ref = crm_str(id);
		crm_row_line(rows, &row);
	}
}

/* The reminders of a message, one a ref, whose end stands. */
static void ended(struct opens *o, struct crm_str mid, enum crm_status end, bool *posted)
{
	struct crm_remind *r = o->r;
	struct crm_store *store = &r->view.store;
	size_t clients = crm_view_begin(&r->view), i, k;
	struct crm_entries sent, t;
	struct crm_sent of;
	uint32_t client;

	for (client = 0; mid.n && client < clients; client++) {
		struct crm_case *c = crm_view_open(&r->view, client);

		for (i = 0; i < c->threads;) {
			t = crm_case_thread(c, &i);
			sent = crm_thread_rows(t, CRM_EV_REMINDER);
			for (k = 0; k < sent.n && !left_as(store, sent, sent.row[k], end, mid); k++)
				;
			if (k < sent.n)
				open_reminder(o, sent.row[k]);
			crm_sent_of(c, t, NULL, &of);
			*posted |= k < sent.n && of.prepared && !of.unposted;
		}
	}
}

/* A letter that nobody posted is taken back, to be prepared again. */
static int settle_prepared(struct crm_remind *r, struct crm_str mid, struct crm_buf *rows,
	struct crm_err *e)
{
	struct opens o = {.r = r};
	bool posted = false;
	size_t k;

	ended(&o, mid, CRM_STATUS_PREPARED, &posted);
	for (k = 0; k < o.n; k++)
		settle_rows(r, &o.item[k], CRM_SETTLE_FAILED, CRM_STR(""), rows);
	crm_release(&o.item);
	if (posted)
		return crm_err_at(e, CRM_USAGE, "", 0, "--settle",
			_("the letter '%.*s' was posted: it cannot be taken back"), (int)mid.n, mid.p);
	return o.failed ? not_again(e) : (int)o.n;
}

/* A mail that came back: it was sent, and nobody has read it. */
static int settle_sent(struct crm_remind *r, struct crm_str mid, struct crm_buf *rows, struct crm_err *e)
{
	struct opens o = {.r = r};
	bool posted = false;
	size_t k;

	ended(&o, mid, CRM_STATUS_SENT, &posted);
	if (crm_lettersent_of(&r->handed, mid) == CRM_STATUS_SENT)
		crm_lettersent_each(&r->handed, mid, CRM_STATUS_SENT, open_other, &o);
	for (k = 0; k < o.n; k++)
		settle_rows(r, &o.item[k], CRM_SETTLE_BOUNCED, CRM_STR(""), rows);
	if (o.n)
		unsay(r, mid, rows);
	crm_release(&o.item);
	return o.failed ? not_again(e) : (int)o.n;
}

/* A letter on paper was prepared, and leaves the desk now. */
static int settle_posted(struct crm_remind *r, struct crm_str mid, struct crm_str number,
	struct crm_buf *rows)
{
	int found = mid.n ? crm_posting_rows(r, mid, number, rows) : 0;
	struct opens o = {.r = r};

	if (found || crm_lettersent_of(&r->handed, mid) != CRM_STATUS_PREPARED)
		return found;
	crm_lettersent_each(&r->handed, mid, CRM_STATUS_PREPARED, open_other, &o);
	o.item[0].at = r->clock;
	settle_rows(r, &o.item[0], CRM_SETTLE_SENT, number, rows);
	crm_release(&o.item);
	return 1;
}

static int settle_all(struct crm_remind *r, struct crm_str mid, enum crm_settle how,
	struct crm_str number, struct crm_buf *rows, struct crm_err *e)
{
	int found = -1;

	if (!crm_remind_read(r, e) && !crm_finds_system(&r->finds, e))
		found = settle_open(r, mid, how, number, rows, e);
	if (!found && how == CRM_SETTLE_SENT)
		found = settle_posted(r, mid, number, rows);
	if (!found && how != CRM_SETTLE_SENT)
		found = settle_sent(r, mid, rows, e);
	if (!found && how == CRM_SETTLE_FAILED)
		found = settle_prepared(r, mid, rows, e);
	if (found < 0)
		return -1;
	if (!found)
		return crm_err_at(e, CRM_USAGE, "", 0, "--settle",
			_("no open message has the id '%.*s'; crm-remind lists them"), (int)mid.n,
			mid.p);
	return crm_journal_append(r->book, crm_buf_view(rows), &r->finds, e) ? -1 : found;
}

int crm_remind_settle(struct crm_remind *r, struct crm_str mid, enum crm_settle how,
	struct crm_str number, struct crm_err *e)
{
	struct crm_buf rows;
	int st;

	if (crm_book_lock(r->book, r->lock_wait, e))
		return -1;
	crm_buf_init(&rows);
	st = settle_all(r, mid, how, number, &rows, e);
	crm_book_unlock(r->book);
	crm_buf_release(&rows);
	return st;
}
