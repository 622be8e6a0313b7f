/* letter.c - from facts to the text of a letter. */
#include "letter/text/letter.h"
#include "base/embed.h"
#include "base/i18n.h"
#include "letter/text/naming.h"
#include "letter/text/data.h"
#include <stdio.h>

enum { TEMPLATE_MAX = 64 * 1024, FINE = 10000 };

/* What all the small functions below need. */
struct making {
	struct crm_put to;
	const struct crm_letter *l;
};

static void put_days(struct making *m, struct crm_yaml *in, const char *key, int64_t n)
{
	crm_lang_days(m->to.lang, &m->to.text, n);
	crm_put(&m->to, in, key);
}

static void put_lines(struct making *m, struct crm_yaml *in, const char *key,
	const struct crm_str *line, size_t n)
{
	struct crm_yaml *list = crm_data_list(m->to.mem, in, key);
	size_t i;

	for (i = 0; i < n; i++)
		crm_data_text(m->to.mem, list, NULL, line[i]);
}

static void put_me(struct making *m, struct crm_yaml *root)
{
	const struct crm_me *me = m->l->me;
	struct crm_yaml *map = crm_data_map(m->to.mem, root, "me");
	struct crm_str names[2];
	size_t n = crm_me_names(m->to.mem, me, names);

	put_lines(m, map, "names", names, n);
	if (n)
		crm_buf_str(&m->to.text, names[0]);
	if (n > 1)
		crm_buf_printf(&m->to.text, ", %.*s", (int)names[1].n, names[1].p);
	crm_put(&m->to, map, "who");
	crm_data_text(m->to.mem, map, "name", me->name);
	crm_data_text(m->to.mem, map, "company", me->company);
	crm_data_text(m->to.mem, map, "status", me->status);
	crm_data_text(m->to.mem, map, "email", me->email);
	crm_data_text(m->to.mem, map, "phone", me->phone);
	crm_data_text(m->to.mem, map, "siret", crm_spaced(m->to.mem, me->siret));
	crm_data_text(m->to.mem, map, "siren", crm_spaced(m->to.mem, me->siren));
	crm_data_text(m->to.mem, map, "iban", me->iban);
	crm_data_text(m->to.mem, map, "holder", me->holder);
	crm_data_text(m->to.mem, map, "bic", me->bic);
	crm_data_text(m->to.mem, map, "vat", me->vat);
	crm_data_text(m->to.mem, map, "mediator", me->mediator);
	crm_data_text(m->to.mem, map, "town", crm_me_town(me));
	put_lines(m, map, "address", me->address.item, me->address.n);
}

/* A procedure between merchants is open when both are, closed when one is not, else to be checked. */
static void put_merchants(struct making *m, struct crm_yaml *root)
{
	int me = m->l->me->merchant, them = (int)m->l->client->merchant;
	bool both = me == CRM_MERCHANT_YES && them == CRM_MERCHANT_YES;

	crm_data_bool(m->to.mem, root, "merchants", both);
	crm_data_bool(m->to.mem, root, "merchants_maybe",
		!both && me != CRM_MERCHANT_NO && them != CRM_MERCHANT_NO);
}

static void put_client(struct making *m, struct crm_yaml *root)
{
	const struct crm_client *c = m->l->client;
	struct crm_yaml *map = crm_data_map(m->to.mem, root, "client");

	crm_data_text(m->to.mem, map, "id", c->id);
	crm_data_text(m->to.mem, map, "name", c->name.n ? c->name : c->id);
	put_lines(m, map, "post", c->post.item, c->post.n);
	crm_data_text(m->to.mem, map, "siren", crm_spaced(m->to.mem, c->siren));
	crm_data_text(m->to.mem, map, "engagement",
		c->kind != CRM_PUBLIC ? CRM_STR("") : m->l->engagement.n ? m->l->engagement : c->engagement);
	crm_data_bool(m->to.mem, map, "b2b", c->kind == CRM_B2B);
	crm_data_bool(m->to.mem, map, "b2c", c->kind == CRM_B2C);
	crm_data_bool(m->to.mem, map, "public", c->kind == CRM_PUBLIC);
	crm_put_date(&m->to, map, "insolvency",
		c->insolvency <= m->l->today ? c->insolvency : CRM_NO_DAY);
	crm_data_bool(m->to.mem, map, "organised", c->type == CRM_TYPE_ORGANISED);
	crm_data_bool(m->to.mem, map, "trusting", c->type == CRM_TYPE_TRUSTING);
	crm_data_bool(m->to.mem, map, "disorganised", c->type == CRM_TYPE_DISORGANISED);
	crm_data_bool(m->to.mem, root, "tu", c->tu);
	crm_data_bool(m->to.mem, root, "vous", !c->tu);
	crm_data_bool(m->to.mem, root, "technical", c->technical);
	crm_data_bool(m->to.mem, root, "plain", !c->technical);
	put_merchants(m, root);
}

static void put_person(struct making *m, struct crm_yaml *root)
{
	static const struct crm_person nobody = {{"", 0}, {"", 0}, {"", 0}, {"", 0}, {"", 0}, {"", 0}};
	const struct crm_person *p = m->l->person ? m->l->person : &nobody;
	struct crm_yaml *map = crm_data_map(m->to.mem, root, "person");
	struct crm_naming n = crm_naming_of(p->name);

	crm_data_text(m->to.mem, map, "name", p->name);
	crm_data_text(m->to.mem, map, "first", n.first);
	crm_data_text(m->to.mem, map, "last", n.last);
	crm_data_text(m->to.mem, map, "title", p->title);
	crm_data_text(m->to.mem, map, "greet", p->greet);
	crm_data_text(m->to.mem, map, "email", p->email);
}

static void put_law(struct making *m, struct crm_yaml *root)
{
	static const char *const name[] = {
		[CRM_REGIME_B2B] = "fr_b2b", [CRM_REGIME_PUBLIC] = "fr_public", [CRM_REGIME_B2C] = "fr_b2c"};
	static const enum crm_regime_kind own[] = {[CRM_B2B] = CRM_REGIME_B2B,
		[CRM_B2C] = CRM_REGIME_B2C, [CRM_PUBLIC] = CRM_REGIME_PUBLIC};
	const struct crm_regime *g = m->l->regime;
	struct crm_yaml *map = crm_data_map(m->to.mem, root, "law");
	enum crm_regime_kind kind = g && g->kind != CRM_REGIME_ANY ? g->kind : own[m->l->client->kind];
	bool french = crm_regime_french(g);
	size_t i;

	for (i = CRM_REGIME_B2B; i <= CRM_REGIME_PUBLIC; i++)
		crm_data_bool(m->to.mem, map, name[i], french && i == (size_t)kind);
	crm_data_bool(m->to.mem, map, "fr", french);
	crm_data_bool(m->to.mem, map, "other", !french);
	crm_data_text(m->to.mem, map, "basis", g ? crm_lang_series(m->to.lang, g->basis) : CRM_STR(""));
	crm_data_bool(m->to.mem, map, "agreed", crm_client_agreed(m->l->client));
}

static void put_rates(struct making *m, struct crm_yaml *map, const struct crm_letter_item *it)
{
	struct crm_yaml *list = crm_data_list(m->to.mem, map, "rates"), *in;
	size_t i;

	for (i = 0; i < it->rates; i++) {
		in = crm_data_map(m->to.mem, list, NULL);
		crm_lang_percent(m->to.lang, &m->to.text, it->rate[i].bp);
		crm_put(&m->to, in, "rate");
		crm_put_date(&m->to, in, "from", it->rate[i].from);
		crm_put_date(&m->to, in, "to", it->rate[i].to);
		put_days(m, in, "days", (int64_t)it->rate[i].to - it->rate[i].from + 1);
	}
}

/* What was agreed on, which instalments are missing, and what comes later. */
static void put_plan(struct making *m, struct crm_yaml *map, const struct crm_letter_item *it)
{
	const struct crm_agreement *g = it->plan;
	struct crm_yaml *list = crm_data_list(m->to.mem, map, "missed"), *in;
	bool whole = g && g->row->mark & CRM_MARK_WHOLE;
	size_t i;

	crm_put_date(&m->to, map, "plan", g ? g->row->day : CRM_NO_DAY);
	crm_data_bool(m->to.mem, map, "whole", whole);
	crm_put_some(&m->to, map, "later", it->later);
	for (i = 0; g && i < g->parts; i++) {
		if (g->part[i].left <= 0 || g->part[i].row->due >= m->l->today)
			continue;
		in = crm_data_map(m->to.mem, list, NULL);
		crm_put_date(&m->to, in, "due", g->part[i].row->due);
		crm_put_money(&m->to, in, "amount", g->part[i].left);
		crm_data_bool(m->to.mem, in, "rest", g->part[i].left != g->part[i].amount);
	}
}

static void put_items(struct making *m, struct crm_yaml *root)
{
	struct crm_yaml *list = crm_data_list(m->to.mem, root, "items"), *in;
	const struct crm_letter *l = m->l;
	size_t i;

	for (i = 0; i < l->items; i++) {
		const struct crm_letter_item *it = &l->item[i];

		in = crm_data_map(m->to.mem, list, NULL);
		crm_data_text(m->to.mem, in, "ref", it->ref);
		crm_data_text(m->to.mem, in, "number", crm_ref_number(it->ref));
		crm_data_text(m->to.mem, in, "title", it->title);
		crm_put_date(&m->to, in, "date", it->date);
		crm_put_date(&m->to, in, "due", it->due);
		crm_put_date(&m->to, in, "agreed", it->agreed);
		crm_put_money(&m->to, in, "amount", it->amount);
		crm_put_money(&m->to, in, "invoiced", it->invoiced);
		crm_put_some(&m->to, in, "paid", it->paid);
		crm_data_bool(m->to.mem, in, "part", it->amount != it->invoiced && !it->plan);
		put_plan(m, in, it);
		crm_put_date(&m->to, in, "reopened", it->reopened);
		put_days(m, in, "late", l->today > it->due ? l->today - it->due : 0);
		crm_dossier_put_item(m->to.mem, m->to.lang, l->dossier, i, in);
		crm_put_date(&m->to, in, "known", it->known);
		if (it->unknown && it->known == CRM_NO_DAY && !l->dossier)
			continue;
		crm_put_some(&m->to, in, "interest", it->interest);
		crm_put_some(&m->to, in, "fee", it->fee);
		put_rates(m, in, it);
	}
}

enum { RATES = 16 };

/* Every rate of the account once, from its first day to its last, in order. */
static size_t all_rates(const struct crm_letter *l, struct crm_letter_rate out[RATES])
{
	size_t i, k, j, n = 0;

	for (i = 0; i < l->items; i++)
		for (k = 0; k < l->item[i].rates; k++) {
			struct crm_letter_rate r = l->item[i].rate[k];

			for (j = 0; j < n && out[j].bp != r.bp; j++)
				;
			if (j < n) {
				out[j].from = r.from < out[j].from ? r.from : out[j].from;
				out[j].to = r.to > out[j].to ? r.to : out[j].to;
				continue;
			}
			if (n == RATES)
				return 0; /* too many for a line: each invoice says its own */
			for (j = n++; j && out[j - 1].from > r.from; j--)
				out[j] = out[j - 1];
			out[j] = r;
		}
	return n;
}

static void put_all_rates(struct making *m, struct crm_yaml *root)
{
	struct crm_letter_rate rate[RATES];
	size_t i, n = all_rates(m->l, rate);
	struct crm_yaml *list = crm_data_list(m->to.mem, root, "all_rates"), *in;

	for (i = 0; i < n; i++) {
		in = crm_data_map(m->to.mem, list, NULL);
		crm_lang_percent(m->to.lang, &m->to.text, rate[i].bp);
		crm_put(&m->to, in, "rate");
		crm_put_date(&m->to, in, "from", rate[i].from);
		crm_put_date(&m->to, in, "to", rate[i].to);
	}
}

/* S0.42: the reasons that were said of any of the invoices.  S0.43: where none was, and two dates have
 * passed, nobody offers a third. */
static void put_why(struct making *m, struct crm_yaml *root)
{
	static const char *const name[CRM_WHYS] = {
		"", "oversight", "cash", "lost", "dispute", "badfaith"};
	struct crm_yaml *map = crm_data_map(m->to.mem, root, "why");
	static const unsigned asks = 1u << CRM_WHY_CASH | 1u << CRM_WHY_LOST | 1u << CRM_WHY_BADFAITH;
	bool dates = false;
	unsigned said = 0;
	size_t i;

	for (i = 0; i < m->l->items; i++) {
		said |= 1u << m->l->item[i].why;
		dates = dates || m->l->item[i].dates;
	}
	for (i = 1; i < CRM_WHYS; i++)
		crm_data_bool(m->to.mem, map, name[i], said & 1u << i);
	/* an oversight is what is supposed anyway */
	dates = dates && !(said & asks);
	crm_data_bool(m->to.mem, map, "dates", dates);
	crm_data_bool(m->to.mem, map, "said", dates || said & asks);
}

/* Refs as one transfers them, and as they stand behind the word for an invoice. */
static void put_refs(struct making *m, struct crm_yaml *root)
{
	const struct crm_letter *l = m->l;
	struct crm_str *ref = crm_arena_alloc(m->to.mem, (l->items + 1) * sizeof *ref);
	size_t i;

	for (i = 0; i < l->items; i++)
		ref[i] = l->item[i].ref;
	crm_lang_list(m->to.lang, &m->to.text, ref, l->items);
	crm_put(&m->to, root, "refs");
	crm_data_text(m->to.mem, root, "first_ref", l->items ? ref[0] : CRM_STR(""));
	crm_data_text(m->to.mem, root, "last_ref", l->items ? ref[l->items - 1] : CRM_STR(""));
	for (i = 0; i < l->items; i++)
		ref[i] = crm_ref_number(ref[i]);
	crm_lang_list(m->to.lang, &m->to.text, ref, l->items);
	crm_put(&m->to, root, "numbers");
}

static void put_totals(struct making *m, struct crm_yaml *root)
{
	const struct crm_letter *l = m->l;
	int64_t principal = 0, interest = 0, fee = 0, daily = 0;
	bool unknown = false, agreed = false, part = false;
	size_t i;

	for (i = 0; i < l->items; i++) {
		agreed = agreed || l->item[i].agreed != CRM_NO_DAY || l->item[i].plan ||
			 l->item[i].reopened != CRM_NO_DAY;
		part = part || l->item[i].paid > 0;
		principal += l->item[i].amount;
		interest += l->item[i].interest;
		fee += l->item[i].fee;
		daily += l->item[i].daily;
		unknown = unknown || (l->item[i].unknown && l->item[i].known == CRM_NO_DAY);
	}
	put_refs(m, root);
	crm_data_bool(m->to.mem, root, "agreed", agreed);
	crm_data_bool(m->to.mem, root, "some_part", part);
	crm_data_int(m->to.mem, root, "count", (int64_t)l->items);
	crm_data_bool(m->to.mem, root, "one", l->items == 1);
	crm_data_bool(m->to.mem, root, "many", l->items > 1);
	crm_data_bool(m->to.mem, root, "crowd", l->items > CRM_LETTER_CROWD);
	crm_put_money(&m->to, root, "total", principal);
	crm_put_some(&m->to, root, "unassigned", l->unassigned);
	if (unknown && !l->dossier)
		return;
	crm_put_some(&m->to, root, "daily", (daily + FINE / 2) / FINE);
	crm_put_some(&m->to, root, "total_interest", interest);
	crm_put_some(&m->to, root, "total_fee", fee);
	if (!unknown)
		crm_lang_money(m->to.lang, &m->to.text, principal + interest + fee, m->l->currency);
	crm_put(&m->to, root, "total_all");
	crm_data_bool(m->to.mem, root, "claims", interest || fee);
}

static void put_dates(struct making *m, struct crm_yaml *root, const char *key, const char *some,
	const struct crm_letter_dates *d)
{
	struct crm_yaml *list = crm_data_list(m->to.mem, root, key), *in;
	size_t i;

	for (i = 0; i < d->n; i++) {
		in = crm_data_map(m->to.mem, list, NULL);
		crm_put_date(&m->to, in, "date", d->item[i].day);
		crm_data_bool(m->to.mem, in, "past",
			d->item[i].day != CRM_NO_DAY && d->item[i].day < m->l->today);
		crm_data_text(m->to.mem, in, "what", d->item[i].what);
	}
	crm_data_bool(m->to.mem, root, some, d->n > 0);
}

static void put_channels(struct making *m, struct crm_yaml *root)
{
	const struct crm_list *c = &m->l->client->channels;
	struct crm_str *name = crm_arena_alloc(m->to.mem, (c->n + 1) * sizeof *name);
	size_t i;

	for (i = 0; i < c->n; i++)
		name[i] = crm_lang_channel(m->to.lang, c->item[i]);
	crm_lang_list(m->to.lang, &m->to.text, name, c->n);
	crm_put(&m->to, root, "channels");
}

static void put_reminded(struct making *m, struct crm_yaml *root)
{
	const struct crm_letter *l = m->l;

	crm_lang_dates(m->to.lang, &m->to.text, l->reminded, l->reminded_n);
	crm_put(&m->to, root, "reminded");
	crm_data_bool(m->to.mem, root, "reminded_one", l->reminded_n == 1);
	crm_data_bool(m->to.mem, root, "reminded_many", l->reminded_n > 1);
}

/* S0.46: what they said when they were asked. */
static void put_found(struct making *m, struct crm_yaml *root)
{
	struct crm_yaml *map = crm_data_map(m->to.mem, root, "found");
	static const unsigned some = CRM_MARK_QUALITY | CRM_MARK_DELAY | CRM_MARK_MISUNDERSTANDING;
	unsigned mark = m->l->found ? m->l->found->mark : 0;

	crm_data_bool(m->to.mem, map, "said", m->l->found);
	crm_data_bool(m->to.mem, map, "some", mark & some);
	crm_data_bool(m->to.mem, map, "quality", mark & CRM_MARK_QUALITY);
	crm_data_bool(m->to.mem, map, "delay", mark & CRM_MARK_DELAY);
	crm_data_bool(m->to.mem, map, "misunderstanding", mark & CRM_MARK_MISUNDERSTANDING);
}

/* What a letter that is no reminder speaks of. */
static void put_subject(struct making *m, struct crm_yaml *root)
{
	const struct crm_letter *l = m->l;

	crm_put_date(&m->to, root, "since", l->since);
	crm_data_bool(m->to.mem, root, "delivered", l->delivered);
	if (l->since != CRM_NO_DAY && l->since < l->today)
		crm_lang_days(m->to.lang, &m->to.text, l->today - l->since);
	crm_put(&m->to, root, "since_days");
	crm_put_date(&m->to, root, "due", l->due);
	crm_put_date(&m->to, root, "contract", l->contract);
	put_found(m, root);
	crm_data_bool(m->to.mem, root, "past", l->due != CRM_NO_DAY && l->due < l->today);
	crm_put_date(&m->to, root, "new_date", l->new_date);
	crm_data_bool(m->to.mem, root, "kept_interest", l->kept_interest);
	crm_data_bool(m->to.mem, root, "waived", l->waived);
	crm_data_text(m->to.mem, root, "ref", l->ref);
	crm_data_text(m->to.mem, root, "topic", l->topic);
	crm_data_text(m->to.mem, root, "goal", l->goal);
	crm_data_text(m->to.mem, root, "hours", l->hours);
	if (l->rhythm > 0)
		crm_lang_rhythm(m->to.lang, &m->to.text, l->rhythm);
	crm_put(&m->to, root, "rhythm");
}

static struct crm_yaml *data_of(
	struct crm_arena *a, const struct crm_lang *lang, const struct crm_letter *l)
{
	struct making m = {.to = {.mem = a, .lang = lang, .currency = l->currency}, .l = l};
	struct crm_yaml *root = crm_data_map(a, NULL, NULL);

	crm_buf_init(&m.to.text);
	put_me(&m, root);
	put_client(&m, root);
	put_person(&m, root);
	put_law(&m, root);
	put_items(&m, root);
	put_totals(&m, root);
	put_why(&m, root);
	put_all_rates(&m, root);
	crm_dossier_put(a, lang, l->dossier, root);
	crm_account_put(a, lang, l->agreed, l->statement, l->today, root);
	put_channels(&m, root);
	put_dates(&m, root, "done", "some_done", &l->done);
	put_dates(&m, root, "behind", "some_behind", &l->behind);
	put_dates(&m, root, "dates", "some_dates", &l->dates);
	put_dates(&m, root, "needed", "some_needed", &l->needed);
	crm_put_date(&m.to, root, "today", l->today);
	crm_put_date(&m.to, root, "last_date", l->last_date);
	put_reminded(&m, root);
	put_subject(&m, root);
	crm_data_text(a, root, "place", crm_me_town(l->me));
	crm_data_bool(a, root, "paper", l->paper);
	crm_data_bool(a, root, "attached", l->attached);
	crm_buf_release(&m.to.text);
	return root;
}

/* ---- templates ---- */

static int read_file(struct crm_letter_source *s, const char *name, struct crm_template_text *out,
	struct crm_err *e)
{
	const char *path = crm_arena_printf(s->mem, "templates/%s/%s", s->lang, name);
	int got = s->book ? crm_book_read(s->book, path, TEMPLATE_MAX, &out->text, e) : 0;

	out->file = path;
	if (got)
		return got;
	return crm_embed_find(path, &out->text) ? 1 : 0;
}

int crm_letter_load(
	void *source, struct crm_str name, struct crm_template_text *out, struct crm_err *e)
{
	struct crm_letter_source *s = source;

	if (!crm_template_name_ok(name))
		return 0;
	return read_file(s, crm_arena_printf(s->mem, "%.*s.mustache", (int)name.n, name.p), out, e);
}

int crm_letter_open(struct crm_letter_source *s, struct crm_arena *a, struct crm_book *book,
	struct crm_str lang, struct crm_err *e)
{
	struct crm_template_text t;
	int got;

	s->mem = a;
	s->book = book;
	if (!crm_template_name_ok(lang) || lang.n >= sizeof s->lang)
		return crm_err_set(
			e, CRM_USAGE, _("'%.*s' is not a language name"), (int)lang.n, lang.p);
	snprintf(s->lang, sizeof s->lang, "%.*s", (int)lang.n, lang.p);
	got = read_file(s, "lang.yaml", &t, e);
	if (got < 0)
		return -1;
	if (got == 0)
		return crm_err_set(e, CRM_USAGE,
			_("there are no letters in language '%s': write templates/%s/lang.yaml, "
			  "see "
			  "crm-template(5)"),
			s->lang, s->lang);
	return crm_lang_read(a, t.text, t.file, &s->format, e);
}

/* The value of a head line `Name: ...`. */
static bool head_line(struct crm_arena *a, struct crm_str line, const char *name, struct crm_str *out)
{
	if (!crm_str_take(&line, crm_str(name)) || !line.n)
		return false;
	*out = crm_arena_str(a, crm_str_trim(line));
	return true;
}

bool crm_letter_split(struct crm_arena *a, struct crm_str text, struct crm_letter_text *out)
{
	struct crm_buf b;
	size_t blank = 0, n = 0;
	bool good = true;

	out->post = CRM_STR("");
	crm_buf_init(&b);
	for (; text.n && good; n++) {
		const char *end = memchr(text.p, '\n', text.n);
		struct crm_str line = {text.p, end ? (size_t)(end - text.p) : text.n};

		text.p += line.n + (end != NULL);
		text.n -= line.n + (end != NULL);
		while (line.n && strchr(" \t\r", line.p[line.n - 1]))
			line.n--;
		if (n == 0) {
			good = head_line(a, line, "Subject:", &out->subject);
		} else if (n == 1 && head_line(a, line, "Post:", &out->post)) {
			continue;
		} else if (line.n == 0) {
			blank++;
		} else {
			crm_buf_cstr(&b, b.n && blank ? "\n" : "");
			crm_buf_str(&b, line);
			crm_buf_char(&b, '\n');
			blank = 0;
		}
	}
	out->body = crm_buf_keep(&b, a);
	return good && n;
}

int crm_letter_write(struct crm_letter_source *s, struct crm_str name, const struct crm_letter *l,
	struct crm_letter_text *out, struct crm_err *e)
{
	struct crm_template_env env = {
		.strict = true, .load = crm_letter_load, .ctx = s};
	struct crm_template_text t;
	struct crm_yaml *data;
	struct crm_buf text;
	int bad = crm_letter_load(s, name, &t, e);

	out->last_date = out->total_all = false;
	if (bad < 0)
		return -1;
	if (bad == 0)
		return crm_err_set(e, CRM_USAGE, _("there is no template '%.*s' in language '%s'"),
			(int)name.n, name.p, s->lang);
	crm_buf_init(&text);
	data = data_of(s->mem, &s->format, l);
	env.watch[0].value = crm_yaml_get(data, "last_date");
	env.watch[0].written = &out->last_date;
	env.watch[1].value = crm_yaml_get(data, "total_all");
	env.watch[1].written = &out->total_all;
	bad = crm_template_render(&t, data, &env, &text, e);
	if (!bad && !crm_letter_split(s->mem, crm_buf_view(&text), out))
		bad = crm_err_at(e, CRM_USAGE, t.file, 1, NULL,
			_("a letter begins with a line 'Subject: ...'"));
	crm_buf_release(&text);
	return bad;
}
