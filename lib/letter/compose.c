/* compose.c - from a notice of the day to a draft. */
#include "letter/compose.h"
#include "base/i18n.h"
#include "base/sha256.h"

void crm_composer_init(struct crm_composer *c, struct crm_arena *mem, struct crm_book *book,
	const struct crm_policy *policy)
{
	memset(c, 0, sizeof *c);
	c->mem = mem;
	c->book = book;
	c->policy = policy;
	c->lang = CRM_STR("");
}

void crm_composer_release(struct crm_composer *c)
{
	crm_reread_close(c->again);
	c->again = NULL;
	crm_release(&c->source);
	c->sources = c->sources_cap = 0;
}

struct crm_str crm_compose_lang(const struct crm_composer *c, const struct crm_client *client)
{
	if (client && client->lang.n)
		return client->lang;
	if (c->policy->lang.n)
		return c->policy->lang;
	return c->lang.n ? c->lang : CRM_STR("fr");
}

/* Languages are opened once each. */
static struct crm_letter_source *source_of(struct crm_composer *c, struct crm_str lang,
	struct crm_err *e)
{
	size_t i;

	for (i = 0; i < c->sources; i++)
		if (crm_str_is(lang, c->source[i].lang))
			return &c->source[i];
	crm_grow(&c->source, &c->sources_cap, c->sources + 1, sizeof *c->source);
	if (crm_letter_open(&c->source[c->sources], c->mem, c->book, lang, e))
		return NULL;
	return &c->source[c->sources++];
}

/* The note of the invoice's row, its title for the reader, and the number that a public buyer gave it. */
static void row_words(struct crm_composer *c, uint64_t offset, struct crm_str *title,
	struct crm_str *engagement)
{
	struct crm_row row;
	struct crm_buf b;

	*title = *engagement = CRM_STR("");
	if (!c->again || crm_reread_row(c->again, offset, &row))
		return;
	if (crm_tag(row.tags, "engagement", engagement))
		*engagement = crm_arena_str(c->mem, *engagement);
	crm_buf_init(&b);
	crm_note_unescape(&b, row.note);
	*title = crm_buf_keep(&b, c->mem);
}

static struct crm_str number_of(const struct crm_client *p, const struct crm_letter_item *it)
{
	return it->engagement.n ? it->engagement : p->engagement;
}

/* A number with the invoices that have it. */
static void number_add(struct crm_buf *b, struct crm_str number, const struct crm_client *p,
	const struct crm_letter_item *it, size_t n)
{
	bool first = true;
	size_t i;

	crm_buf_printf(b, "%s%.*s (", b->n ? ", " : "", (int)number.n, number.p);
	for (i = 0; i < n; i++)
		if (crm_str_eq(number_of(p, &it[i]), number)) {
			crm_buf_printf(b, "%s%.*s", first ? "" : ", ", (int)it[i].ref.n, it[i].ref.p);
			first = false;
		}
	crm_buf_char(b, ')');
}

/* The numbers that a public buyer asks for: of its invoices, else that of the client; where they are
 * several, each with its invoices. */
static struct crm_str engagement_of(struct crm_composer *c, const struct crm_client *p,
	const struct crm_letter_item *it, size_t n)
{
	struct crm_str own, text = p->engagement;
	size_t i, k, numbers = 0;
	struct crm_buf b;

	if (p->kind != CRM_PUBLIC || !n)
		return text;
	crm_buf_init(&b);
	for (i = 0; i < n; i++) {
		own = number_of(p, &it[i]);
		for (k = 0; k < i && !crm_str_eq(number_of(p, &it[k]), own); k++)
			;
		if (k < i)
			continue;
		numbers++;
		if (own.n)
			number_add(&b, own, p, it, n);
	}
	text = numbers > 1 ? crm_arena_str(c->mem, crm_buf_view(&b)) : number_of(p, &it[0]);
	crm_buf_release(&b);
	return text;
}

static void rates_fill(struct crm_composer *c, const struct crm_interest *in,
	struct crm_letter_item *it)
{
	struct crm_letter_rate *r = crm_arena_alloc(c->mem, (in->n + 1) * sizeof *r);
	size_t i, n = 0;

	for (i = 0; i < in->n; i++) {
		if (n && r[n - 1].bp == in->line[i].bp) {
			r[n - 1].to = in->line[i].to;
			continue;
		}
		r[n++] = (struct crm_letter_rate){in->line[i].from, in->line[i].to, in->line[i].bp};
	}
	it->rate = r;
	it->rates = n;
}

/* What one more day adds, while interest runs: the rate of the newest day. */
static int64_t daily(const struct crm_interest *in, int32_t today)
{
	const struct crm_interest_line *l = in->n ? &in->line[in->n - 1] : NULL;

	if (!l || l->to != today)
		return 0;
	return crm_wide_round(crm_wide_of(l->base, l->bp), 365);
}

static int item_fill(struct crm_composer *c, struct crm_view *v,
	const struct crm_claim *claim, struct crm_letter_item *it, const struct crm_regime **regime,
	struct crm_err *e)
{
	struct crm_owed owed;
	int st;

	it->ref = claim->ref;
	row_words(c, claim->invoice->offset, &it->title, &it->engagement);
	it->date = claim->invoice->at.day;
	it->due = claim->invoice->due;
	it->why = claim->held.reason;
	it->dates = !claim->plan && crm_agreements_broken(claim->invoice->thread, v->now.day) > 1;
	/* a day that is still to come holds the reminder back */
	it->agreed = claim->held.agreed < v->now.day && !claim->plan ? claim->held.agreed : CRM_NO_DAY;
	it->invoiced = claim->invoice->amount;
	it->amount = claim->balance;
	it->paid = crm_invoice_net(claim->invoice) - crm_invoice_balance(claim->invoice);
	it->plan = claim->plan;
	it->later = claim->plan ? crm_owed_balance(v, claim->invoice) - it->amount : 0;
	it->reopened = CRM_NO_DAY;
	if (!claim->plan && claim->sent)
		it->reopened = claim->sent->since;
	st = crm_owed_of(v, claim->invoice, true, &owed, e);
	if (owed.regime)
		*regime = owed.regime;
	it->unknown = st != 0;
	it->known = owed.regime ? owed.interest.known : CRM_NO_DAY;
	if (st && it->known == CRM_NO_DAY)
		return -1;
	it->interest = st ? owed.interest.known_left : owed.interest.interest_left;
	it->fee = owed.interest.fee_left;
	it->daily = st ? 0 : daily(&owed.interest, v->now.day);
	rates_fill(c, &owed.interest, it);
	/* where only instalments are asked for, interest on the rest is no part of it: it stays owed */
	if (it->later > 0) {
		it->interest = it->fee = it->daily = 0;
		it->rates = 0;
	}
	return st;
}

static void draft_items(struct crm_composer *c, const struct crm_notice *n, struct crm_draft *out)
{
	size_t i;

	out->item = crm_arena_alloc(c->mem, (n->n + 1) * sizeof *out->item);
	out->items = n->n;
	for (i = 0; i < n->n; i++) {
		out->item[i].ref = crm_arena_str(c->mem, n->claim[i]->ref);
		out->item[i].due = n->claim[i]->invoice->due;
		out->item[i].amount = n->claim[i]->balance;
		out->item[i].currency = n->currency;
		out->item[i].step = crm_claim_step(n, n->claim[i]);
		out->item[i].since = n->claim[i]->sent->since;
	}
}

/* Where a message goes: an address for e-mail, the name on the envelope for a letter. */
static int addressee(struct crm_composer *c, const struct crm_client *p, struct crm_draft *out,
	const struct crm_person *person, struct crm_err *e)
{
	const char *file = crm_arena_cstr(c->mem, p->file);

	if (crm_str_is(out->channel, "letter")) {
		out->to = p->name;
		return p->post.n ? 0
				 : crm_err_at(e, CRM_PARTIAL, file, 0, "post",
					   _("no postal address for a letter; add `post: [street, town]`"));
	}
	if (!person || !person->email.n)
		return crm_err_at(e, CRM_PARTIAL, file, 0, "people",
			_("nobody with an email; add `people: [{name: …, role: billing, email: …}]`"));
	out->to = person->email;
	return 0;
}

static struct crm_str domain_of(const struct crm_policy *p)
{
	const char *at = p->me.email.n ? memchr(p->me.email.p, '@', p->me.email.n) : NULL;

	if (!at)
		return CRM_STR("localhost");
	return (struct crm_str){at + 1, p->me.email.n - (size_t)(at + 1 - p->me.email.p)};
}

struct crm_str crm_compose_id(struct crm_arena *mem, const struct crm_policy *p,
	const struct crm_draft *d)
{
	struct crm_str domain = domain_of(p);
	char sum[65], since[CRM_WHEN_TEXT];
	struct crm_buf b;
	size_t i;

	crm_buf_init(&b);
	crm_buf_str(&b, p->me.email);
	crm_buf_printf(&b, "\n%.*s\n", (int)d->client.n, d->client.p);
	for (i = 0; i < d->items; i++) {
		if (!d->item[i].step.n)
			continue;
		crm_buf_str(&b, d->item[i].ref);
		crm_buf_char(&b, '\n');
		crm_buf_str(&b, d->item[i].step);
		crm_buf_printf(&b, "\n%s\n", crm_currency_code(d->item[i].currency));
		/* the same step of a ladder that began anew is another message */
		if (d->item[i].since != CRM_NO_DAY) {
			crm_date_text(d->item[i].since, since);
			crm_buf_printf(&b, "%s\n", since);
		}
	}
	crm_sha256_hex(crm_buf_view(&b), sum);
	crm_buf_release(&b);
	return crm_str(crm_arena_printf(mem, "crm.%.32s@%.*s", sum, (int)domain.n, domain.p));
}

/* What every letter says of the two parties and the day. */
static void parties_fill(struct crm_composer *c, const struct crm_view *v,
	const struct crm_standing *s, struct crm_letter *l)
{
	l->me = &c->policy->me;
	l->client = s->profile;
	l->today = v->now.day;
	l->currency = c->policy->currency;
	l->last_date = l->since = l->due = l->new_date = l->contract = CRM_NO_DAY;
}

/* -> whether interest is known for all invoices; if not, *e says what is missing. */
static bool items_fill(struct crm_composer *c, struct crm_view *v,
	struct crm_claim *const *claim, size_t n, struct crm_letter *l, struct crm_err *e)
{
	struct crm_letter_item *items = crm_arena_alloc(c->mem, (n + 1) * sizeof *items);
	bool missing = false;
	size_t i;

	l->item = items;
	l->items = n;
	if (n)
		l->currency = claim[0]->invoice->currency;
	for (i = 0; i < n; i++)
		if (item_fill(c, v, claim[i], &items[i], &l->regime, e))
			missing = true;
	l->engagement = engagement_of(c, l->client, items, n);
	return !missing;
}

/* A language without letters is named where it is said. */
static void lang_place(const struct crm_composer *c, const struct crm_client *client,
	struct crm_err *e)
{
	if (client && client->lang.n)
		crm_err_place(e, client->file.p, client->lang_line, "lang");
	else if (c->policy->lang.n)
		crm_err_place(e, "policy.yaml", c->policy->lang_line, "lang");
	else
		crm_err_place(e, "", 0, "--lang");
}

/* What a paper asks for: all of it, or the principal where its words leave the rest out. */
static void demand_fill(struct crm_composer *c, const struct crm_letter *l, bool all,
	struct crm_draft *out)
{
	struct crm_buf b;
	size_t i;

	crm_buf_init(&b);
	out->demand.currency = l->currency;
	for (i = 0; i < l->items; i++) {
		const struct crm_letter_item *it = &l->item[i];

		out->demand.amount += it->amount + (all ? it->interest + it->fee : 0);
		if (l->items > CRM_LETTER_CROWD)
			continue;
		crm_buf_cstr(&b, i ? ", " : "");
		crm_buf_str(&b, it->ref);
	}
	if (l->items > CRM_LETTER_CROWD) /* a transfer has room for 140 characters */
		crm_buf_printf(&b, "%.*s - %.*s (%zu)", (int)l->item[0].ref.n, l->item[0].ref.p,
			(int)l->item[l->items - 1].ref.n, l->item[l->items - 1].ref.p, l->items);
	out->demand.reference = crm_buf_keep(&b, c->mem);
}

/* What is wrong with the words of one client must not stop the others; without a client they are for
 * me. */
static int words(struct crm_composer *c, const struct crm_client *client, struct crm_str template,
	const struct crm_letter *letter, struct crm_draft *out, struct crm_err *e)
{
	struct crm_letter_source *source;
	struct crm_letter_text text;

	out->lang = crm_compose_lang(c, client);
	source = source_of(c, out->lang, e);
	if (!source)
		lang_place(c, client, e);
	if (source && !crm_letter_write(source, template, letter, &text, e)) {
		out->subject = text.subject;
		out->body = text.body;
		if (text.last_date)
			out->last_date = letter->last_date;
		if (!crm_str_is(out->channel, "email")) {
			out->date = letter->today;
			out->post = text.post;
			demand_fill(c, letter, text.total_all, out);
		}
		return 0;
	}
	e->status = e->status == CRM_USAGE ? CRM_PARTIAL : e->status;
	return -1;
}

/* ---- the file for recourse ---- */

struct crm_claim **crm_compose_claims(struct crm_arena *a, const struct crm_notices *all,
	struct crm_str client, int currency, size_t *n)
{
	struct crm_claim **out = crm_arena_alloc(a, (all->claims + 1) * sizeof *out);
	size_t i;

	*n = 0;
	for (i = 0; i < all->claims; i++) {
		struct crm_claim *c = &all->claim[i];

		if (c->days <= 0 || c->held.why & CRM_HOLD_WRITEOFF || !crm_str_eq(c->client, client))
			continue;
		if (c->invoice->currency == currency)
			out[(*n)++] = c;
	}
	return out;
}

/* Interest line by line, payments and limitation of each invoice. */
static void dossier_items(struct crm_composer *c, struct crm_view *v,
	struct crm_claim *const *claim, size_t n, struct crm_dossier *d)
{
	struct crm_dossier_item *item = crm_arena_alloc(c->mem, (n + 1) * sizeof *item);
	struct crm_owed *owed = crm_arena_alloc(c->mem, (n + 1) * sizeof *owed);
	struct crm_case *k = crm_view_open(v, claim[0]->invoice->number);
	struct crm_err none;
	size_t i;

	for (i = 0; i < n; i++) {
		const struct crm_invoice *inv = claim[i]->invoice;

		item[i].ref = claim[i]->ref;
		item[i].move = crm_invoice_moves(inv, &v->mem, &item[i].moves);
		if (!crm_owed_of(v, inv, true, &owed[i], &none))
			item[i].interest = &owed[i].interest;
		else
			memset(&owed[i].interest, 0, sizeof owed[i].interest);
		item[i].limit = owed[i].limitation;
		item[i].unposted = claim[i]->sent->unposted ? claim[i]->sent->prepared->day : CRM_NO_DAY;
		if (!crm_court_next(v, k, inv, &item[i].court))
			item[i].court.row = NULL;
		d->total += claim[i]->balance + owed[i].interest.interest_left +
			    owed[i].interest.fee_left;
	}
	d->item = item;
	d->n = n;
	d->currency = claim[0]->invoice->currency;
	d->today = v->now.day;
}

/* What invoices that were paid late still owe by law: it can be claimed beside the rest. */
static void dossier_late(struct crm_composer *c, struct crm_view *v, struct crm_str client,
	struct crm_dossier *d)
{
	struct crm_overdue want = {.paid_late = true, .whom = {&client, 1}};
	struct crm_dossier_late *late;
	struct crm_owed owed;
	struct crm_err none;
	size_t i;

	crm_overdue_list(v, &want);
	d->late = late = crm_arena_alloc(c->mem, (want.n + 1) * sizeof *late);
	for (i = 0; i < want.n; i++) {
		const struct crm_item *it = want.item[i];

		if (it->currency != d->currency)
			continue;
		crm_owed_of(v, &it->bill->invoice, false, &owed, &none);
		late[d->lates++] = (struct crm_dossier_late){it->ref, it->bill->invoice.due,
			owed.interest.paid, owed.interest.interest_left, owed.interest.fee_left,
			!owed.known};
	}
	crm_release(&want.item);
}

int crm_compose_dossier(struct crm_composer *c, struct crm_view *v,
	const struct crm_standing *s, struct crm_claim *const *claim, size_t n,
	struct crm_str template, struct crm_draft *out, struct crm_err *e)
{
	struct crm_letter letter = {.ref = {"", 0}};
	struct crm_dossier dossier = {.n = 0};
	struct crm_history history;
	struct crm_err rate;

	if (!c->again)
		return crm_err_at(e, CRM_SYSTEM, "journal.csv", 0, NULL, _("cannot be read again"));
	dossier.history = &history;
	letter.dossier = &dossier;
	letter.person = crm_client_billing(s->profile);
	dossier_items(c, v, claim, n, &dossier);
	dossier_late(c, v, s->profile->id, &dossier);
	parties_fill(c, v, s, &letter);
	(void)items_fill(c, v, claim, n, &letter, &rate);
	crm_history_of(crm_view_open(v, s->client), c->again, crm_dossier_events(), c->mem, &history);
	return words(c, NULL, template, &letter, out, e);
}

/* ---- reminders ---- */

enum { REMINDED_MAX = 12 }; /* days of earlier reminders that a letter names */

static void day_add(int32_t *day, size_t *n, int32_t at)
{
	size_t i = *n;

	while (i && day[i - 1] > at)
		i--;
	if ((i && day[i - 1] == at) || *n == REMINDED_MAX)
		return;
	memmove(day + i + 1, day + i, (*n - i) * sizeof *day);
	day[i] = at;
	++*n;
}

/* The days of the reminders about these invoices that left for certain: a letter that says so is its
 * proof, and one that says it of none is false. */
static void reminded_fill(struct crm_composer *c, struct crm_view *v, const struct crm_notice *n,
	struct crm_letter *l)
{
	int32_t *day = crm_arena_alloc(c->mem, (REMINDED_MAX + 1) * sizeof *day);
	struct crm_entries sent;
	size_t i, k;

	for (i = 0; i < n->n; i++) {
		sent = crm_thread_rows(n->claim[i]->invoice->thread, CRM_EV_REMINDER);
		for (k = 0; k < sent.n; k++)
			if (crm_sent_counts(n->claim[i]->sent, sent.row[k]->day) &&
				crm_sent_proves(&v->store, sent, sent.row[k]))
				day_add(day, &l->reminded_n, sent.row[k]->day);
	}
	l->reminded = day;
}

/* Nobody can pay on a closed day: the limit that a letter names is an open one. */
static int32_t last_date(const struct crm_view *v)
{
	return crm_calendar_open_day(v->calendar, v->now.day + CRM_LAST_DATE_DAYS);
}

struct crm_enclose crm_compose_files(const struct crm_composer *c)
{
	return (struct crm_enclose){c->book, c->policy, c->home, c->again};
}

static int notice_words(struct crm_composer *c, struct crm_view *v,
	const struct crm_notice *n, struct crm_draft *out, struct crm_err *e)
{
	struct crm_letter letter = {.ref = {"", 0}};
	struct crm_enclose files;
	struct crm_err rate;
	bool known;

	letter.person = crm_client_billing(n->standing->profile);
	if (addressee(c, n->standing->profile, out, letter.person, e))
		return -1;
	parties_fill(c, v, n->standing, &letter);
	letter.last_date = last_date(v);
	letter.paper = crm_str_is(out->channel, "letter");
	files = crm_compose_files(c);
	letter.attached = crm_enclose_look(&files, n, c->mem, out);
	reminded_fill(c, v, n, &letter);
	letter.unassigned = crm_standing_spare(n->standing, n->currency);
	letter.unassigned = letter.unassigned > 0 ? letter.unassigned : 0;
	known = items_fill(c, v, n->claim, n->n, &letter, &rate);
	if (!words(c, n->standing->profile, n->standing->ladder->step[n->step].template, &letter, out,
		    e))
		return 0;
	/* a letter that names interest cannot be written without the rate: say so instead */
	if (!known && e->status == CRM_PARTIAL)
		*e = rate;
	return -1;
}

/* For me, above a reminder: what I should know before I ask for money. */
static void aside(struct crm_composer *c, struct crm_view *v, const struct crm_notice *n,
	struct crm_draft *out)
{
	const struct crm_standing *s = n->standing;
	int days = s->deadline_days;
	struct crm_buf b, mind;

	crm_buf_init(&b);
	crm_buf_init(&mind);
	crm_notice_mind(v, n, &mind);
	if (days)
		crm_buf_printf(&b,
			CRM_NGETTEXT("my own deadline %.*s is %d day late",
				"my own deadline %.*s is %d days late", days),
			(int)s->deadline.n, s->deadline.p, days);
	if (mind.n)
		crm_buf_printf(&b, "%s%s", b.n ? "; " : "", mind.p);
	if (b.n)
		out->aside = crm_arena_str(c->mem, crm_buf_view(&b));
	crm_buf_release(&b);
	crm_buf_release(&mind);
}

int crm_compose(struct crm_composer *c, struct crm_view *v,
	const struct crm_notice *n, const struct crm_notices *all, struct crm_draft *out,
	struct crm_err *e)
{
	const struct crm_step *step = &n->standing->ladder->step[n->step];
	struct crm_claim **claim;
	size_t claims;
	int st;

	crm_draft_init(out);
	out->client = n->standing->profile->id;
	out->step = step->name;
	out->channel = step->channel;
	out->to = CRM_STR("");
	draft_items(c, n, out);
	if (n->file) {
		claim = crm_compose_claims(c->mem, all, out->client, n->currency, &claims);
		st = crm_compose_dossier(
			c, v, n->standing, claim, claims, step->template, out, e);
	} else {
		st = notice_words(c, v, n, out, e);
		aside(c, v, n, out);
	}
	out->message_id = crm_compose_id(c->mem, c->policy, out);
	return st;
}

/* ---- letters that are no reminders ---- */

enum { OTHER_HALF = 16 };

/* The first half of the id: whom it is for and which letter; an edited copy is known by it. */
static void other_head(const struct crm_policy *p, const struct crm_draft *d, char sum[65])
{
	struct crm_buf b;

	crm_buf_init(&b);
	crm_buf_str(&b, p->me.email);
	crm_buf_printf(&b, "\n%.*s\n%.*s\n", (int)d->client.n, d->client.p, (int)d->step.n, d->step.p);
	crm_sha256_hex(crm_buf_view(&b), sum);
	crm_buf_release(&b);
}

static struct crm_str other_id(struct crm_composer *c, const struct crm_draft *d, struct crm_str ref,
	int32_t day)
{
	struct crm_str domain = domain_of(c->policy);
	char head[65], tail[65], date[CRM_WHEN_TEXT];
	struct crm_buf b;

	other_head(c->policy, d, head);
	crm_date_text(day, date);
	crm_buf_init(&b);
	crm_buf_printf(&b, "%s\n%s\n%.*s\n", head, date, (int)ref.n, ref.p);
	crm_sha256_hex(crm_buf_view(&b), tail);
	crm_buf_release(&b);
	return crm_str(crm_arena_printf(c->mem, "crm.%.*s%.*s@%.*s", OTHER_HALF, head, OTHER_HALF,
		tail, (int)domain.n, domain.p));
}

bool crm_compose_other_ours(const struct crm_policy *p, const struct crm_draft *d)
{
	struct crm_str domain = domain_of(p), id = d->message_id;
	size_t begin = 4 + 2 * OTHER_HALF + 1;
	char head[65];

	other_head(p, d, head);
	return id.n == begin + domain.n && memcmp(id.p, "crm.", 4) == 0 &&
	       memcmp(id.p + 4, head, OTHER_HALF) == 0 && id.p[begin - 1] == '@' &&
	       memcmp(id.p + begin, domain.p, domain.n) == 0;
}

/* What becomes of interest and fee when a date is agreed: as the book has it. */
static void interest_fill(const struct crm_other *o, struct crm_letter *l)
{
	size_t i, waived = 0;

	for (i = 0; i < o->claims; i++) {
		l->kept_interest = l->kept_interest || l->item[i].interest || l->item[i].fee;
		waived += (o->claim[i]->invoice->thread.has & CRM_EV_BIT(CRM_EV_WAIVE)) != 0;
	}
	l->waived = o->claims && waived == o->claims;
}

/* ---- letters about the account ---- */

static bool is_account(struct crm_str template)
{
	return crm_str_is(template, "statement") || crm_str_is(template, "plan") ||
	       crm_str_is(template, "agreed-broken");
}

/* The one invoice that was agreed on is what the letter lists. */
static void agreed_item(struct crm_composer *c, struct crm_view *v, const struct crm_other *o,
	const struct crm_agreed *a, bool broken, struct crm_letter *l)
{
	struct crm_claim *claim = crm_arena_alloc(c->mem, sizeof *claim);
	struct crm_err rate;

	*claim = (struct crm_claim){.invoice = &a->invoice, .standing = o->standing,
		.ref = crm_invoice_ref(&v->store, &a->invoice), .balance = a->balance,
		.held = {.agreed = CRM_NO_DAY}};
	l->ref = l->of = claim->ref;
	(void)items_fill(c, v, &claim, 1, l, &rate);
	l->kept_interest = (l->item[0].interest || l->item[0].fee) &&
			   (broken || !(a->g.row->mark & CRM_MARK_WAIVES));
	if (!broken && a->g.row->mark & CRM_MARK_KEEPS)
		l->kept_interest = true;
	l->waived = a->invoice.thread.has & CRM_EV_BIT(CRM_EV_WAIVE);
}

static int agreed_fill(struct crm_composer *c, struct crm_view *v, const struct crm_other *o,
	struct crm_letter *l, struct crm_err *e)
{
	struct crm_agreed *a = crm_arena_alloc(c->mem, sizeof *a);
	bool broken = crm_str_is(o->template, "agreed-broken");

	if (!crm_agreed_find(v, o->standing, o->ref, broken, a) || (!broken && !a->g.plan))
		return crm_topic_refuse(o->template, o->standing->profile,
			broken ? N_("no agreed date has passed unpaid: crm-log renegotiate %s REF "
				"-d DATE")
			       : N_("no payment plan is in the book: crm-log plan %s REF 450@DATE 500@DATE"),
			e);
	l->agreed = a;
	agreed_item(c, v, o, a, broken, l);
	return 0;
}

/* Of all that is open, whatever the currency. */
static void statement_engagement(struct crm_composer *c, const struct crm_client *p,
	const struct crm_statement *st, struct crm_letter *l)
{
	struct crm_letter_item *it;
	size_t i, k, n = 0;

	for (i = 0; i < st->n; i++)
		n += st->account[i].opens;
	it = crm_arena_alloc(c->mem, (n + 1) * sizeof *it);
	for (i = n = 0; i < st->n; i++)
		for (k = 0; k < st->account[i].opens; k++, n++) {
			it[n].ref = st->account[i].open[k].ref;
			row_words(c, st->account[i].open[k].offset, &it[n].title, &it[n].engagement);
		}
	l->engagement = engagement_of(c, p, it, n);
}

static int account_fill(struct crm_composer *c, struct crm_view *v, const struct crm_other *o,
	struct crm_letter *l, struct crm_err *e)
{
	struct crm_statement *st;

	if (!crm_str_is(o->template, "statement"))
		return agreed_fill(c, v, o, l, e);
	st = crm_arena_alloc(c->mem, sizeof *st);
	crm_statement_of(v, o->standing, st);
	l->statement = st;
	l->items = 0;
	statement_engagement(c, o->standing->profile, st, l);
	if (st->n)
		return 0;
	return crm_topic_refuse(o->template, o->standing->profile,
		N_("nothing is open and nothing was paid this year: crm-log invoice %s REF AMOUNT"), e);
}

/* Nothing is left hanging: what is open is said where the relation ends. */
static void closing_fill(struct crm_composer *c, struct crm_view *v, const struct crm_other *o,
	struct crm_letter *l)
{
	struct crm_statement *st = crm_arena_alloc(c->mem, sizeof *st);

	crm_statement_of(v, o->standing, st);
	l->statement = st;
}

/* A date that has passed confirms nothing, and a plan has a letter of its own. */
static int renegotiated(struct crm_composer *c, struct crm_view *v, const struct crm_other *o,
	struct crm_letter *l, struct crm_err *e)
{
	struct crm_agreed *a = crm_arena_alloc(c->mem, sizeof *a);
	struct crm_str ref = o->ref.n || l->items != 1 ? o->ref : l->item[0].ref;

	if (!ref.n || !crm_agreed_find(v, o->standing, ref, false, a) || a->g.due < v->now.day) {
		l->new_date = CRM_NO_DAY;
		return 0;
	}
	if (a->g.plan)
		return crm_err_at(e, CRM_USAGE, "", 0, "--template",
			_("'%.*s' has a payment plan: --template=plan confirms it"), (int)ref.n,
			ref.p);
	l->agreed = a;
	l->new_date = a->g.due;
	l->kept_interest = l->kept_interest || a->g.row->mark & CRM_MARK_KEEPS;
	return 0;
}

/* Who is asked for a date has agreed on none for it, and does not contest it; unless that is all there is. */
static struct crm_other dateless(struct crm_composer *c, const struct crm_other *o)
{
	struct crm_claim **claim = crm_arena_alloc(c->mem, (o->claims + 1) * sizeof *claim);
	struct crm_other out = *o;
	size_t i, n = 0;

	if (o->ref.n || !crm_str_is(o->template, "renegotiate"))
		return out;
	for (i = 0; i < o->claims; i++)
		if (!(o->claim[i]->held.why & (CRM_HOLD_AGREED | CRM_HOLD_DISPUTE)))
			claim[n++] = o->claim[i];
	if (n) {
		out.claim = claim;
		out.claims = n;
	}
	return out;
}

int crm_compose_other(struct crm_composer *c, struct crm_view *v,
	const struct crm_other *other, struct crm_draft *out, struct crm_err *e)
{
	const struct crm_other rest = dateless(c, other), *o = &rest;
	const struct crm_client *p = o->standing->profile;
	const struct crm_person *person = crm_client_billing(p);
	struct crm_letter letter = {.ref = {"", 0}};
	struct crm_err rate;

	crm_draft_init(out);
	/* a question or an apology is for the person I work with: the first one named */
	if (p->people_n && !is_account(o->template))
		person = &p->people[0];
	letter.person = person;
	out->client = p->id;
	out->step = o->template;
	out->channel = o->paper ? CRM_STR("letter") : CRM_STR("email");
	letter.paper = o->paper;
	if (addressee(c, p, out, person, e))
		return -1;
	parties_fill(c, v, o->standing, &letter);
	(void)items_fill(c, v, o->claim, o->claims, &letter, &rate);
	if (!is_account(o->template) && !crm_str_is(o->template, "renegotiate"))
		letter.engagement = CRM_STR(""); /* it names no invoice: that of the client */
	interest_fill(o, &letter);
	if (crm_str_is(o->template, "closing"))
		closing_fill(c, v, o, &letter);
	if (crm_topic_fill(c->mem, o->template, o->ref, c->again, v, o->standing, &letter, e) ||
		(is_account(o->template) && account_fill(c, v, o, &letter, e)) ||
		(crm_str_is(o->template, "renegotiate") && renegotiated(c, v, o, &letter, e)) ||
		words(c, p, o->template, &letter, out, e))
		return -1;
	out->demand.amount = 0; /* a payment code is for what is demanded whole */
	/* two of a kind on one day are two letters when they are about two things */
	out->message_id = other_id(c, out, letter.of, v->now.day);
	out->ref = crm_arena_str(c->mem, letter.of);
	if (letter.aside.n)
		out->aside = crm_str(crm_arena_printf(c->mem, "%s: %.*s", letter.aside_of,
			(int)letter.aside.n, letter.aside.p));
	return 0;
}
