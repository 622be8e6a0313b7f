/* mail.c - crm-log --mail: rows out of messages. */
#include "base/i18n.h"
#include "base/sha256.h"
#include "config/client/profiles.h"
#include "format/header.h"
#include "format/daysaid.h"
#include "import/mail/bounce.h"
#include "import/mail/message.h"
#include "import/mail/sent.h"
#include "tool/log/log.h"
#include "tool/log/mailbox.h"
#include "tool/zone.h"

/* A message that may give a row. */
struct item {
	struct crm_message m;
	struct crm_bounce bounce; /* with n: it says that one of ours came back */
	const char *name;
	uint32_t id; /* number in ids */
};

struct mail {
	struct crm_tool *t;
	struct crm_arena mem;
	struct crm_who who;
	struct item *item; /* heap array */
	size_t n, cap;
	struct crm_intern ids;
	struct crm_intern clients;
	uint32_t *known; /* by number in ids: 0, or the client of the row with it, number in clients + 1 */
	size_t known_cap;
	struct crm_sentmail sent;
	struct crm_buf lines;
	size_t read, there, fresh, strangers, vain;
};

/* ---- the messages ---- */

static int know_people(struct mail *l, struct crm_profiles *profiles, struct crm_err *e)
{
	const struct crm_client *c;
	struct crm_list ids;
	size_t i;

	if (crm_client_list(&l->t->book, &ids, e))
		return -1;
	for (i = 0; i < ids.n; i++) {
		c = crm_profiles_get(profiles, ids.item[i]);
		if (c->exists && !c->damaged)
			crm_who_add(&l->who, c);
	}
	/* whom we do not know by a fault of the system is no stranger */
	return crm_finds_system(profiles->finds, e);
}

/* The recipients that failed, but for my own: a copy to me that did not arrive is no matter of theirs. */
static void others_failed(const struct crm_policy *p, struct crm_bounce *b)
{
	size_t i, n = 0;

	for (i = 0; i < b->n; i++) {
		if (crm_message_mine(&p->me, b->address[i]) ||
			(p->copy_to.n && crm_header_is(b->address[i], p->copy_to.p)))
			continue;
		b->address[n] = b->address[i];
		b->status[n++] = b->status[i];
	}
	b->n = n;
}

static bool may_be_contact(const struct crm_message *m)
{
	if (m->ours || m->daemon || (m->out && m->automatic))
		return false;
	return m->client.n || m->answers_n;
}

/* Whether a message may be a contact, or the answer of a mail program to one of ours. */
static bool may_count(struct mail *l, struct crm_mailbox_in *box, struct item *it)
{
	const struct crm_message *m = &it->m;

	it->bounce.n = 0;
	if (m->report || m->plain) {
		crm_mailbox_more(box);
		if (crm_bounce_read(&l->mem, crm_buf_view(&box->bytes), &it->bounce))
			others_failed(&l->t->policy, &it->bounce);
		return it->bounce.n > 0 || (m->plain && !m->daemon && may_be_contact(m));
	}
	return may_be_contact(m);
}

static void stranger(struct mail *l, const char *name, const struct crm_message *m)
{
	l->strangers++;
	crm_tool_note(l->t, _("%s: left out: %.*s"), name, (int)m->subject.n, m->subject.p);
}

/* It says that a mail did not arrive, and of which no reminder knows, or which has its end. */
static void vain(struct mail *l, const char *name, const struct crm_message *m)
{
	l->vain++;
	crm_tool_note(l->t, _("%s: left out: %.*s"), name, (int)m->subject.n, m->subject.p);
}

/* The id of a further row of a message, the same on each run. */
static struct crm_uuid id_beside(const struct item *it, const char *what, struct crm_str client)
{
	unsigned char sum[32];
	struct crm_sha256 h;
	struct crm_uuid id;

	crm_sha256_init(&h);
	crm_sha256_add(&h, crm_str(what));
	crm_sha256_add(&h, (struct crm_str){(const char *)it->m.id.b, sizeof it->m.id.b});
	crm_sha256_add(&h, client);
	crm_sha256_end(&h, sum);
	crm_uuid_v8(sum, &id);
	return id;
}

static uint32_t id_add(struct mail *l, struct crm_uuid id)
{
	return crm_intern_add(&l->ids, (struct crm_str){(const char *)id.b, sizeof id.b});
}

static void message_take(struct mail *l, struct crm_mailbox_in *box)
{
	struct crm_str header = {box->bytes.p, box->header};
	struct crm_arena_mark mark = crm_arena_mark(&l->mem);
	struct item *it;
	size_t i;

	l->read++;
	crm_grow(&l->item, &l->cap, l->n + 1, sizeof *l->item);
	it = &l->item[l->n];
	if (!crm_message_read(&l->mem, header, &l->who, &l->t->policy.me, &it->m)) {
		crm_find_add(&l->t->finds, box->name, 0, NULL, CRM_STR(""), "%s", _("is not a mail message"));
		return;
	}
	if (!may_count(l, box, it)) {
		if (!it->m.ours)
			stranger(l, box->name, &it->m);
		crm_arena_rewind(&l->mem, mark);
		return;
	}
	if (it->m.utc.day == CRM_NO_DAY)
		it->m.utc = box->came;
	it->name = box->name;
	it->id = id_add(l, it->m.id);
	for (i = 0; i < it->m.also_n; i++)
		id_add(l, id_beside(it, "also\n", it->m.also[i]));
	if (it->m.also_n)
		id_add(l, id_beside(it, "also\n", it->m.client));
	l->n++;
}

static int messages_read(struct mail *l, struct crm_err *e)
{
	struct crm_mailbox_in box;
	int r;

	crm_mailbox_open(&box, l->t);
	while ((r = crm_mailbox_next(&box, e)) > 0)
		message_take(l, &box);
	if (box.gone)
		crm_tool_note(l->t,
			CRM_NGETTEXT("%zu message is no longer where the list has it",
				"%zu messages are no longer where the list has them", box.gone),
			box.gone);
	crm_mailbox_close(&box);
	return r;
}

/* ---- the journal ---- */

static void known_row(void *ctx, const struct crm_row *row)
{
	struct mail *l = ctx;
	int64_t k;

	if (row->id.b[6] >> 4 != 8)
		return;
	k = crm_intern_find(&l->ids, (struct crm_str){(const char *)row->id.b, sizeof row->id.b});
	if (k >= 0)
		l->known[k] = crm_intern_add(&l->clients, row->client) + 1;
}

static void sent_row(void *ctx, const struct crm_row *row)
{
	struct mail *l = ctx;

	crm_sentmail_there(&l->sent, row);
}

static void sent_reset(void *ctx)
{
	struct mail *l = ctx;

	crm_sentmail_clear(&l->sent);
}

/* Rows that were taken back are known, too: what is no business of the book stays out. */
static int journal_read(struct mail *l, bool known, struct crm_err *e)
{
	struct crm_journal_job all = {.events = CRM_EV_ALL, .voids = true, .row = known_row, .ctx = l};
	struct crm_journal_job sent = {
		.events = CRM_EV_BIT(CRM_EV_REMINDER) | CRM_EV_BIT(CRM_EV_NOTE) | CRM_EV_BIT(CRM_EV_CONTACT),
		.reset = sent_reset, .row = sent_row, .ctx = l};

	return crm_tool_rows(l->t, known ? all : sent, e);
}

static void want(struct mail *l, const struct item *it)
{
	size_t i;

	if (it->bounce.n && it->bounce.mid.n)
		crm_sentmail_want(&l->sent, it->bounce.mid);
	for (i = 0; i < it->m.answers_n; i++)
		crm_sentmail_want(&l->sent, it->m.answers[i]);
}

/* Twice at most, and once where all is known. */
static int look(struct mail *l, struct crm_err *e)
{
	size_t i;

	if (!l->n)
		return 0;
	crm_grow(&l->known, &l->known_cap, l->ids.n, sizeof *l->known);
	if (journal_read(l, true, e))
		return -1;
	for (i = 0; i < l->n; i++)
		if (!l->known[l->item[i].id])
			want(l, &l->item[i]);
	return l->sent.mids.n ? journal_read(l, false, e) : 0;
}

/* ---- rows ---- */

static struct crm_when moment(const struct mail *l, const struct item *it)
{
	return it->m.utc.day == CRM_NO_DAY ? l->t->clock : crm_zone_civil(it->m.utc);
}

static void contact_row(struct mail *l, const struct item *it, struct crm_uuid id, struct crm_str client,
	struct crm_str ref)
{
	struct crm_row row = crm_row_of(CRM_EV_CONTACT, moment(l, it), client);
	struct crm_buf note;

	crm_buf_init(&note);
	crm_note_escape(&note, it->m.subject);
	row.id = id;
	row.ref = ref;
	row.by = it->m.out ? CRM_BY_ME : CRM_BY_CLIENT;
	row.channel = CRM_STR("email");
	row.tags = it->m.automatic ? CRM_STR("noreply") : CRM_STR("");
	row.note = crm_buf_view(&note);
	crm_row_line(&l->lines, &row);
	crm_buf_release(&note);
}

static void also_row(struct mail *l, const struct item *it, struct crm_str client)
{
	struct crm_uuid id = id_beside(it, "also\n", client);
	uint32_t number = id_add(l, id);

	if (l->known[number])
		return;
	contact_row(l, it, id, client, CRM_STR(""));
	l->known[number] = crm_intern_add(&l->clients, client) + 1;
}

/* The others that a message of mine went to.  Whose row has the id of the message is not told by today's
 * profiles but by the journal; a client that it has and no profile may have another name now. */
static void also(struct mail *l, const struct item *it)
{
	struct crm_str first = l->clients.str[l->known[it->id] - 1];
	bool named = crm_str_eq(first, it->m.client);
	size_t i;

	for (i = 0; i < it->m.also_n; i++)
		named = named || crm_str_eq(first, it->m.also[i]);
	if (!named || !it->m.also_n)
		return;
	if (!crm_str_eq(first, it->m.client))
		also_row(l, it, it->m.client);
	for (i = 0; i < it->m.also_n; i++)
		if (!crm_str_eq(first, it->m.also[i]))
			also_row(l, it, it->m.also[i]);
}

/* Whose it is: by its addresses, else by the message of ours that it answers. */
static void contact(struct mail *l, const struct item *it)
{
	struct crm_str client = it->m.client, ref = {"", 0};
	const struct crm_sentmail_item *about;
	bool one = false;
	size_t i;

	for (i = 0; i < it->m.answers_n; i++) {
		about = crm_sentmail_of(&l->sent, it->m.answers[i], &one);
		if (!about || (client.n && !crm_str_eq(client, about->client)))
			continue;
		client = about->client;
		if (one && !about->letter)
			ref = about->ref;
		break;
	}
	if (!client.n) {
		stranger(l, it->name, &it->m);
		return;
	}
	l->fresh++;
	contact_row(l, it, it->m.id, client, ref);
	l->known[it->id] = crm_intern_add(&l->clients, client) + 1;
	also(l, it);
}

/* A message that the journal has: since then one more of those that it went to may have a profile. */
static void there(struct mail *l, const struct item *it)
{
	size_t before = l->lines.n;

	also(l, it);
	if (l->lines.n > before)
		l->fresh++;
	else
		l->there++;
}

/* Else the next run would write to that address again, and so each day. */
static void hold_row(struct mail *l, const struct item *it, struct crm_str client)
{
	struct crm_row row = crm_row_of(CRM_EV_HOLD, moment(l, it), client);

	row.id = id_beside(it, "hold\n", CRM_STR(""));
	row.kind = CRM_STR("bounced");
	row.note = it->bounce.address[0];
	crm_row_line(&l->lines, &row);
}

static void say_back(struct mail *l, const struct item *it, const struct crm_sentmail_item *about)
{
	const struct crm_bounce *b = &it->bounce;
	struct crm_str code = b->status[0].n ? b->status[0] : crm_str(_("no code"));
	char day[CRM_DAY_SAID];

	crm_day_said(about->at.day, day);
	if (about->letter)
		crm_find_add(&l->t->finds, it->name, 0, NULL, about->client,
			_("%.*s: the letter '%.*s' of %s to %.*s came back (%.*s) and counts as failed; correct "
			  "the address in clients/%.*s.yaml"),
			(int)about->client.n, about->client.p, (int)about->step.n, about->step.p, day,
			(int)b->address[0].n, b->address[0].p, (int)code.n, code.p,
			(int)about->client.n, about->client.p);
	else
		crm_find_add(&l->t->finds, it->name, 0, NULL, about->client,
			_("%.*s: the reminder '%.*s' of %s to %.*s came back (%.*s) and counts as failed; correct "
			  "the address in clients/%.*s.yaml, then crm-log release %.*s"),
			(int)about->client.n, about->client.p, (int)about->step.n, about->step.p, day,
			(int)b->address[0].n, b->address[0].p, (int)code.n, code.p,
			(int)about->client.n, about->client.p, (int)about->client.n, about->client.p);
}

/* A report that names no message of ours, or one that is settled, says nothing new. */
static void came_back(struct mail *l, const struct item *it)
{
	const struct crm_sentmail_item *about = NULL;
	struct crm_str note = crm_str(crm_arena_printf(&l->mem, "%.*s %.*s", (int)it->bounce.address[0].n,
		it->bounce.address[0].p, (int)it->bounce.status[0].n, it->bounce.status[0].p));
	size_t i;

	note = crm_str_trim(note);
	if (it->bounce.mid.n)
		about = crm_sentmail_came_back(
			&l->sent, it->bounce.mid, moment(l, it), &it->m.id, note, &l->lines);
	for (i = 0; !it->bounce.mid.n && !about && i < it->m.answers_n; i++)
		about = crm_sentmail_came_back(
			&l->sent, it->m.answers[i], moment(l, it), &it->m.id, note, &l->lines);
	if (!about) {
		vain(l, it->name, &it->m);
		return;
	}
	l->fresh++;
	if (!about->letter)
		hold_row(l, it, about->client);
	say_back(l, it, about);
}

static void rows_make(struct mail *l)
{
	const struct item *it;

	for (it = l->item; it < l->item + l->n; it++) {
		if (l->known[it->id])
			there(l, it);
		else if (it->bounce.n)
			came_back(l, it);
		else
			contact(l, it);
		if (!l->known[it->id])
			l->known[it->id] = crm_intern_add(&l->clients, CRM_STR("")) + 1;
	}
}

/* ---- the run ---- */

static int work(struct mail *l, bool dry, struct crm_err *e)
{
	int r;

	/* from the look at the ids to the end of writing nobody else may add them */
	if (!dry && crm_book_lock(&l->t->book, l->t->lock_wait, e))
		return -1;
	r = look(l, e);
	if (!r) {
		rows_make(l);
		if (!dry && l->lines.n)
			r = crm_journal_append(&l->t->book, crm_buf_view(&l->lines), &l->t->finds, e);
	}
	if (!dry)
		crm_book_unlock(&l->t->book);
	if (!r && dry)
		crm_log_rows_lines(l->t, crm_buf_view(&l->lines));
	return r;
}

static void say(const struct mail *l)
{
	if (l->strangers)
		crm_tool_warn(l->t,
			CRM_NGETTEXT("%zu message belongs to no known client and is left out; -v "
				"lists it",
				"%zu messages belong to no known client and are left out; -v lists "
				"them",
				l->strangers),
			l->strangers);
	if (l->vain)
		crm_tool_warn(l->t,
			CRM_NGETTEXT("%zu bounce message names no reminder that awaits an outcome "
				"and is left out; -v lists it",
				"%zu bounce messages name no reminder that awaits an outcome and "
				"are left out; -v lists them",
				l->vain),
			l->vain);
	crm_tool_note(l->t,
		CRM_NGETTEXT("%zu message: %zu to add, %zu already present, %zu left out",
			"%zu messages: %zu to add, %zu already present, %zu left out", l->read),
		l->read, l->fresh, l->there, l->read - l->fresh - l->there);
}

static void release(struct mail *l)
{
	crm_arena_release(&l->mem);
	crm_who_release(&l->who);
	crm_release(&l->item);
	crm_intern_release(&l->ids);
	crm_intern_release(&l->clients);
	crm_release(&l->known);
	crm_sentmail_release(&l->sent);
	crm_buf_release(&l->lines);
}

int crm_log_mail(struct crm_tool *t, bool dry)
{
	struct mail l = {.t = t};
	struct crm_profiles profiles;
	struct crm_finds aside;
	struct crm_err e;
	int r;

	if (!t->policy.me.email.n && !t->policy.me.emails.n) {
		crm_err_at(&e, CRM_USAGE, "policy.yaml", 0, "me.email",
			_("is not set: --mail needs it to tell what I wrote from what others did"));
		return crm_tool_fail(t, &e);
	}
	(void)crm_zone_set(crm_arena_cstr(&t->mem, t->policy.timezone), &e); /* a given --today has left it alone */
	crm_arena_init(&l.mem);
	crm_who_init(&l.who);
	crm_intern_init(&l.ids);
	crm_intern_init(&l.clients);
	crm_sentmail_init(&l.sent);
	crm_buf_init(&l.lines);
	crm_finds_init(&aside);
	crm_profiles_init(&profiles, &t->book, &t->policy, &aside);
	r = know_people(&l, &profiles, &e) || messages_read(&l, &e) || work(&l, dry, &e);
	if (!r)
		say(&l);
	crm_finds_warn(&t->finds, &aside);
	crm_profiles_release(&profiles);
	release(&l);
	return r ? crm_tool_fail(t, &e) : CRM_OK;
}
