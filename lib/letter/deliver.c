/* deliver.c - handing messages over, each once. */
#include "letter/deliver.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "letter/check.h"
#include <stdio.h>

/* A letter that is no reminder: a contact once it was taken, a note before and otherwise. */
static void other_row(struct crm_remind *r, const struct crm_draft *d, const char *status,
	struct crm_buf *b)
{
	struct crm_row row = {.at = r->clock, .client = d->client, .by = CRM_BY_ME};
	struct crm_buf tags;

	crm_buf_init(&tags);
	crm_buf_printf(&tags, "status=%s mid=%.*s template=%.*s", status, (int)d->message_id.n,
		d->message_id.p, (int)d->step.n, d->step.p);
	r->outside.id(&row.id);
	row.event = strcmp(status, "sent") == 0 ? CRM_EV_CONTACT : CRM_EV_NOTE;
	row.kind = row.ref = row.note = CRM_STR("");
	row.due.day = CRM_NO_DAY;
	row.channel = CRM_STR("email");
	row.tags = crm_buf_view(&tags);
	crm_row_line(b, &row);
	crm_buf_release(&tags);
}

/* One row for each recorded invoice of a draft. */
static void rows_of(struct crm_remind *r, const struct crm_draft *d, const char *status,
	struct crm_buf *b)
{
	struct crm_buf tags;
	struct crm_row row;
	size_t i;

	if (!d->items) {
		other_row(r, d, status, b);
		return;
	}
	crm_buf_init(&tags);
	crm_buf_printf(&tags, "status=%s mid=%.*s", status, (int)d->message_id.n, d->message_id.p);
	for (i = 0; i < d->items; i++) {
		if (!d->item[i].step.n)
			continue;
		memset(&row, 0, sizeof row);
		r->outside.id(&row.id);
		row.at = r->clock;
		row.client = d->client;
		row.event = CRM_EV_REMINDER;
		row.kind = d->item[i].step;
		row.by = CRM_BY_ME;
		row.ref = d->item[i].ref;
		row.due.day = CRM_NO_DAY;
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
	rows_of(r, d, status, &b);
	st = crm_journal_append(r->book, crm_buf_view(&b), &r->finds, e);
	crm_buf_release(&b);
	if (!st)
		crm_remind_wrote(r);
	return st;
}

static void own_add(struct crm_remind *r, struct crm_str mid)
{
	crm_grow(&r->own, &r->own_cap, r->own_n + 1, sizeof *r->own);
	r->own[r->own_n++] = crm_mid_hash(mid);
	r->view.own = r->own;
	r->view.own_n = r->own_n;
}

/* First move: under the lock, the facts again, then the intents. */
static int intend(struct crm_remind *r, const struct crm_draft *d, enum crm_posted *what,
	char reason[256], struct crm_err *e)
{
	int st = 0;

	if (crm_book_lock(r->book, r->lock_wait, e))
		return -1;
	if (crm_remind_stale(r))
		st = crm_remind_read(r, e);
	if (!st) {
		*what = crm_remind_check(r, d, reason);
		if (*what == CRM_POSTED_SENT) {
			own_add(r, d->message_id);
			st = write_rows(r, d, "intent", e);
		}
	}
	crm_book_unlock(r->book);
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
		r->size = -1; /* they wrote meanwhile: read again before the next message */
	crm_book_unlock(r->book);
	return st;
}

/* The message id that a reminder row carries. */
static bool mid_of(struct crm_remind *r, const struct crm_mark *m, struct crm_row *row,
	struct crm_str *mid)
{
	struct crm_err e;

	if (!r->composer.again)
		r->composer.again = crm_journal_again_open(r->book, r->policy->currency, &e);
	return r->composer.again && !crm_journal_again_row(r->composer.again, m->offset, row) &&
	       crm_tag(row->tags, "mid", mid);
}

/* The first message about any of these invoices: later ones thread under it. */
static struct crm_str first_mid(struct crm_remind *r, const struct crm_draft *d)
{
	const struct crm_mark *const *mark;
	const struct crm_mark *first = NULL;
	struct crm_str mid = {"", 0};
	struct crm_row row;
	int64_t client = crm_intern_find(&r->view.ledger.clients, d->client);
	size_t i, k, n;

	for (i = 0; client >= 0 && i < d->items; i++) {
		mark = (const struct crm_mark *const *)crm_ledger_marks(&r->view.ledger,
			(uint32_t)client, d->item[i].ref, &r->view.mem, &n);
		for (k = 0; k < n; k++)
			if (mark[k]->event == CRM_EV_REMINDER && mark[k]->mid &&
				(!first || crm_when_key(mark[k]->at) < crm_when_key(first->at)))
				first = mark[k];
	}
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
	struct crm_str first, struct crm_buf *out, struct crm_err *e)
{
	struct crm_str parent = angled(r, first);
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
	};
	const struct crm_client *p = crm_profiles_get(&r->profiles, d->client);
	size_t i;

	for (i = 0; i < p->people_n; i++)
		if (crm_str_eq(p->people[i].email, d->to))
			m.to.name = p->people[i].name;
	r->outside.date(r->outside.ctx, &m.date);
	return crm_mail_write(&m, out, e);
}

static enum crm_posted hand_over(struct crm_remind *r, const struct crm_draft *d,
	struct crm_str message, char reason[256])
{
	struct crm_err e;

	if (!crm_str_is(d->channel, "email")) {
		if (!r->outside.file(r->outside.ctx, d, &e))
			return crm_str_is(d->channel, "file") ? CRM_POSTED_SENT
							      : CRM_POSTED_PREPARED;
		snprintf(reason, 256, "%.100s: %.150s", e.file, e.text);
		return CRM_POSTED_FAILED;
	}
	switch (r->outside.post(r->outside.ctx, d, message, reason)) {
	case CRM_SEND_SENT: return CRM_POSTED_SENT;
	case CRM_SEND_DEFERRED: return CRM_POSTED_DEFERRED;
	case CRM_SEND_FAILED: return CRM_POSTED_FAILED;
	case CRM_SEND_UNKNOWN: break;
	}
	return CRM_POSTED_UNKNOWN;
}

int crm_remind_send(struct crm_remind *r, const struct crm_draft *d, bool automatic,
	enum crm_posted *what, char reason[256], struct crm_err *e)
{
	struct crm_buf message;
	int st = 0;

	reason[0] = '\0';
	crm_buf_init(&message);
	/* a message that cannot be written must leave no intent behind */
	if (crm_str_is(d->channel, "email") &&
		message_write(r, d, automatic, first_mid(r, d), &message, e)) {
		*what = CRM_POSTED_REFUSED;
		snprintf(reason, 256, "%.60s: %.180s", e->field, e->text);
	} else {
		st = intend(r, d, what, reason, e);
		if (!st && *what == CRM_POSTED_SENT) {
			*what = hand_over(r, d, crm_buf_view(&message), reason);
			st = settle(r, d, *what, e);
		}
	}
	crm_buf_release(&message);
	return st;
}

/* ---- messages of which nobody knows ---- */

struct open_mark {
	uint32_t client;
	struct crm_str ref;
	const struct crm_mark *mark;
};

/* Call back for each (client, ref) whose newest attempt is open. */
static void open_each(struct crm_remind *r, void (*each)(void *ctx, const struct open_mark *o),
	void *ctx)
{
	const struct crm_mark *const *mark;
	struct crm_reminded sent;
	struct open_mark o;
	uint32_t i;
	size_t n;

	for (i = 1; i <= r->view.ledger.keys.n; i++) {
		crm_ledger_key(&r->view.ledger, i, &o.client, &o.ref);
		mark = (const struct crm_mark *const *)crm_ledger_marks(
			&r->view.ledger, o.client, o.ref, &r->view.mem, &n);
		crm_reminded_of(&r->view.ledger, mark, n, NULL, &sent);
		o.mark = sent.unsettled;
		if (o.mark)
			each(ctx, &o);
	}
}

struct open_call {
	struct crm_remind *r;
	void (*each)(void *ctx, struct crm_str client, struct crm_str ref, struct crm_str step,
		struct crm_when at, struct crm_str mid);
	void *ctx;
};

static void open_tell(void *ctx, const struct open_mark *o)
{
	struct open_call *call = ctx;
	struct crm_str mid = {"", 0};
	struct crm_row row;

	if (!mid_of(call->r, o->mark, &row, &mid))
		mid = CRM_STR("");
	call->each(call->ctx, call->r->view.ledger.clients.str[o->client], o->ref,
		call->r->view.ledger.words.str[o->mark->kind], o->mark->at, mid);
}

static void other_tell(void *ctx, const struct crm_handed_row *row)
{
	struct open_call *call = ctx;

	call->each(call->ctx, row->client, CRM_STR(""), row->template, row->at, row->mid);
}

void crm_remind_open(struct crm_remind *r,
	void (*each)(void *ctx, struct crm_str client, struct crm_str ref, struct crm_str step,
		struct crm_when at, struct crm_str mid),
	void *ctx)
{
	struct open_call call = {r, each, ctx};

	open_each(r, open_tell, &call);
	crm_handed_open(&r->handed, other_tell, &call);
}

struct settle_call {
	struct crm_remind *r;
	struct crm_str mid;
	const char *status;
	struct crm_buf rows;
	int n;
};

static void settle_one(void *ctx, const struct open_mark *o)
{
	struct settle_call *call = ctx;
	struct crm_draft_item item = {.ref = o->ref};
	struct crm_draft d = {.item = &item, .items = 1};
	struct crm_str mid = {"", 0};
	struct crm_row row;

	if (!mid_of(call->r, o->mark, &row, &mid) || !crm_str_eq(mid, call->mid))
		return;
	d.client = call->r->view.ledger.clients.str[o->client];
	d.channel = crm_arena_str(&call->r->mem, row.channel);
	d.message_id = call->mid;
	item.step = call->r->view.ledger.words.str[o->mark->kind];
	rows_of(call->r, &d, call->status, &call->rows);
	call->n++;
}

static void settle_other(void *ctx, const struct crm_handed_row *row)
{
	struct settle_call *call = ctx;
	struct crm_draft d = {.client = row->client, .step = row->template, .message_id = row->mid};

	if (!crm_str_eq(row->mid, call->mid))
		return;
	other_row(call->r, &d, call->status, &call->rows);
	call->n++;
}

int crm_remind_settle(struct crm_remind *r, struct crm_str mid, bool sent, struct crm_err *e)
{
	struct settle_call call = {.r = r, .mid = mid, .status = sent ? "sent" : "failed"};
	int st;

	crm_buf_init(&call.rows);
	if (crm_book_lock(r->book, r->lock_wait, e))
		return -1;
	st = crm_remind_read(r, e);
	if (!st) {
		open_each(r, settle_one, &call);
		crm_handed_open(&r->handed, settle_other, &call);
		st = call.n ? crm_journal_append(r->book, crm_buf_view(&call.rows), &r->finds, e)
			    : crm_err_at(e, CRM_USAGE, "", 0, "--settle",
				      _("no open message has the id '%.*s'; crm-remind lists them"),
				      (int)mid.n, mid.p);
	}
	crm_book_unlock(r->book);
	crm_buf_release(&call.rows);
	return st ? -1 : call.n;
}
