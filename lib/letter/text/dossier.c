/* dossier.c - the file for recourse. */
#include "letter/text/dossier.h"
#include "case/money/sent.h"
#include "letter/text/data.h"

/* Up to here a commissaire de justice may settle a claim, and conciliation comes first:
 * crm-tables(5). */
enum { SMALL_CLAIM = 500000 };

static void put_lines(struct crm_put *p, struct crm_yaml *in, const struct crm_interest *interest)
{
	struct crm_yaml *list = crm_data_list(p->mem, in, "lines"), *line;
	size_t i;

	for (i = 0; interest && i < interest->n; i++) {
		const struct crm_interest_line *l = &interest->line[i];

		line = crm_data_map(p->mem, list, NULL);
		crm_put_date(p, line, "from", l->from);
		crm_put_date(p, line, "to", l->to);
		crm_lang_days(p->lang, &p->text, l->days);
		crm_put(p, line, "days");
		crm_lang_percent(p->lang, &p->text, l->bp);
		crm_put(p, line, "rate");
		crm_put_money(p, line, "base", l->base);
		/* each line rounded for the eye; the sum of the invoice is rounded once */
		crm_put_money(p, line, "interest", (l->fine + 5000) / 10000);
	}
}

/* Each rate of the lines once: the row of the table that it was taken from. */
static void put_rates(struct crm_put *p, struct crm_yaml *in, const struct crm_interest *interest)
{
	struct crm_yaml *list = crm_data_list(p->mem, in, "sources"), *map;
	const struct crm_rate *r;
	size_t i;

	for (i = 0; interest && i < interest->n; i++) {
		r = interest->line[i].rate;
		if (i && r == interest->line[i - 1].rate && interest->line[i].bp == interest->line[i - 1].bp)
			continue;
		map = crm_data_map(p->mem, list, NULL);
		crm_lang_percent(p->lang, &p->text, interest->line[i].bp);
		crm_put(p, map, "rate");
		if (r)
			crm_lang_percent(p->lang, &p->text, r->bp);
		crm_put(p, map, "value");
		if (r && interest->line[i].bp > r->bp)
			crm_lang_percent(p->lang, &p->text, interest->line[i].bp - r->bp);
		crm_put(p, map, "more");
		crm_data_text(p->mem, map, "series",
			r ? crm_lang_series(p->lang, r->series) : CRM_STR(""));
		crm_data_text(p->mem, map, "source",
			r ? crm_lang_series(p->lang, r->source) : CRM_STR(""));
		crm_put_date(p, map, "since", r ? r->date : CRM_NO_DAY);
		crm_put_date(p, map, "checked", r ? r->checked : CRM_NO_DAY);
	}
}

static void put_moves(struct crm_put *p, struct crm_yaml *in, const struct crm_dossier_item *it)
{
	struct crm_yaml *list = crm_data_list(p->mem, in, "moves"), *map;
	size_t i;

	for (i = 0; it && i < it->moves; i++) {
		map = crm_data_map(p->mem, list, NULL);
		crm_put_date(p, map, "date", it->move[i].day);
		crm_put_money(p, map, "amount", it->move[i].amount);
		crm_data_bool(p->mem, map, "payment", it->move[i].event == CRM_EV_PAYMENT);
		crm_data_bool(p->mem, map, "credit", it->move[i].event == CRM_EV_CREDIT);
		crm_data_bool(p->mem, map, "refund", it->move[i].event == CRM_EV_REFUND);
		crm_put_some(p, map, "fee", it->interest ? it->interest->settled[i].fee : 0);
		crm_put_some(p, map, "interest", it->interest ? it->interest->settled[i].interest : 0);
	}
}

/* The day before a court or against a public buyer, under the name of its step. */
static void put_court(struct crm_put *p, struct crm_yaml *in, const struct crm_court *k)
{
	static const enum crm_court_step step[] = {
		CRM_COURT_MEMOIRE, CRM_COURT_SERVE, CRM_COURT_ENFORCE, CRM_COURT_LODGE};
	size_t i;

	for (i = 0; i < sizeof step / sizeof *step; i++)
		crm_put_date(p, in, crm_court_name(step[i]),
			k && k->row && k->step == step[i] ? k->due : CRM_NO_DAY);
	crm_put_date(p, in, "oppose", k && k->row ? k->oppose : CRM_NO_DAY);
}

void crm_dossier_put_item(struct crm_arena *a, const struct crm_lang *lang,
	const struct crm_dossier *d, size_t i, struct crm_yaml *in)
{
	struct crm_put p = {.mem = a, .lang = lang, .currency = d ? d->currency : 0};
	const struct crm_dossier_item *it = d ? &d->item[i] : NULL;
	unsigned notes = it && it->interest ? it->interest->notes : 0;
	int warn = it && it->limit.day != CRM_NO_DAY ? crm_limit_warn(it->limit.day, d->today) : 0;

	crm_buf_init(&p.text);
	put_lines(&p, in, it ? it->interest : NULL);
	put_rates(&p, in, it ? it->interest : NULL);
	put_moves(&p, in, it);
	crm_put_date(&p, in, "limit", it ? it->limit.day : CRM_NO_DAY);
	crm_put_date(&p, in, "unposted", it ? it->unposted : CRM_NO_DAY);
	put_court(&p, in, it ? &it->court : NULL);
	crm_data_bool(a, in, "limit_near", warn > 0);
	if (warn > 0)
		crm_buf_printf(&p.text, "%d", warn);
	crm_put(&p, in, "limit_months");
	crm_data_bool(a, in, "limit_over", warn < 0);
	crm_data_bool(a, in, "limit_check", it && it->limit.check);
	crm_data_bool(a, in, "limit_sure", it && it->limit.how != CRM_LIMIT_INVOICED);
	crm_data_bool(a, in, "settled",
		it && it->interest && it->interest->interest != it->interest->interest_left);
	crm_data_bool(a, in, "no_notice", notes & CRM_INTEREST_NO_NOTICE);
	crm_data_bool(a, in, "under_floor", notes & CRM_INTEREST_UNDER_FLOOR);
	crm_data_bool(a, in, "floor_higher", notes & CRM_INTEREST_FLOOR_HIGHER);
	crm_data_bool(a, in, "frozen", notes & CRM_INTEREST_FROZEN);
	crm_data_bool(a, in, "fee_elsewhere", notes & CRM_INTEREST_FEE_CURRENCY);
	crm_data_bool(a, in, "rate_missing", it && !it->interest);
	crm_buf_release(&p.text);
}

static bool is_ours(const struct crm_dossier *d, struct crm_str ref)
{
	size_t i;

	for (i = 0; i < d->n; i++)
		if (crm_str_eq(d->item[i].ref, ref))
			return true;
	return false;
}

/* What is put in `is` of an entry; one is true. */
static const struct {
	const char *name;
	enum crm_event event;
	const char *kind; /* NULL: any */
	bool exhibit;	  /* of any ref: the work; the rest is about the invoices */
} entries[] = {
	{"offer", CRM_EV_OFFER, NULL, true},
	{"accepted", CRM_EV_ACCEPTED, NULL, true},
	{"contract", CRM_EV_CONTRACT, NULL, true},
	{"delivered", CRM_EV_DELIVERED, NULL, true},
	{"result", CRM_EV_RESULT, NULL, true},
	{"invoice", CRM_EV_INVOICE, NULL, false},
	{"reminder", CRM_EV_REMINDER, NULL, false},
	{"posted", CRM_EV_LETTER, "posted", false},
	{"presented", CRM_EV_LETTER, "presented", false},
	{"signed", CRM_EV_LETTER, "signed", false},
	{"returned", CRM_EV_LETTER, "returned", false},
	{"renegotiate", CRM_EV_RENEGOTIATE, NULL, false},
	{"acknowledge", CRM_EV_ACKNOWLEDGE, NULL, false},
	{"dispute", CRM_EV_DISPUTE, NULL, false},
	{"resolve", CRM_EV_RESOLVE, NULL, false},
	{"memoire", CRM_EV_CLAIM, "memoire", false},
	{"filed", CRM_EV_CLAIM, "filed", false},
	{"granted", CRM_EV_CLAIM, "granted", false},
	{"served", CRM_EV_CLAIM, "served", false},
	{"opposed", CRM_EV_CLAIM, "opposed", false},
	{"judged", CRM_EV_CLAIM, "judged", false},
};

enum { ENTRIES = sizeof entries / sizeof *entries };

uint64_t crm_dossier_events(void)
{
	uint64_t events = 0;
	size_t i;

	for (i = 0; i < ENTRIES; i++)
		events |= CRM_EV_BIT(entries[i].event);
	return events;
}

/* What is known not to have left, or came back, proves nothing; nor does a letter that was prepared:
 * what proves it is the row of its posting; nor a file for myself. */
static bool proves(const struct crm_history *h, const struct crm_entry *x)
{
	return x->event != CRM_EV_REMINDER ||
	       crm_sent_proves(h->c->store, crm_thread_rows(crm_thread_of(h->c, x->word), CRM_EV_REMINDER), x);
}

/* Which of the entries the i-th row is; -1: none. */
static int entry_of(const struct crm_dossier *d, size_t i)
{
	const struct crm_row *r = &d->history->row[i];
	int k;

	for (k = 0; k < ENTRIES; k++)
		if (entries[k].event == r->event &&
			(!entries[k].kind || crm_str_is(r->kind, entries[k].kind)))
			return (entries[k].exhibit || is_ours(d, r->ref)) &&
					       proves(d->history, d->history->entry[i])
				       ? k
				       : -1;
	return -1;
}

static void put_entry(struct crm_put *p, struct crm_yaml *list, const struct crm_row *r, int what,
	int n)
{
	struct crm_yaml *map = crm_data_map(p->mem, list, NULL), *is;
	struct crm_str tracking = {"", 0}, note = r->note;
	const char *end = memchr(note.p, '\n', note.n);
	int i;

	if (end)
		note.n = (size_t)(end - note.p);
	crm_data_int(p->mem, map, "n", n);
	crm_put_date(p, map, "date", r->at.day);
	crm_data_text(p->mem, map, "ref", r->ref);
	crm_data_text(p->mem, map, "note", r->event == CRM_EV_REMINDER ? CRM_STR("") : note);
	crm_data_text(p->mem, map, "step", r->event == CRM_EV_REMINDER ? r->kind : CRM_STR(""));
	crm_data_text(p->mem, map, "step_name",
		r->event == CRM_EV_REMINDER ? crm_lang_step(p->lang, r->kind) : CRM_STR(""));
	crm_data_text(p->mem, map, "channel", crm_lang_channel(p->lang, r->channel));
	(void)crm_tag(r->tags, "tracking", &tracking);
	crm_data_text(p->mem, map, "tracking", tracking);
	crm_put_date(p, map, "due", r->due.day);
	if (r->event == CRM_EV_RENEGOTIATE && r->has_amount)
		crm_lang_money(p->lang, &p->text, r->amount, r->currency);
	crm_put(p, map, "amount");
	is = crm_data_map(p->mem, map, "is");
	for (i = 0; i < ENTRIES; i++)
		crm_data_bool(p->mem, is, entries[i].name, i == what);
}

/* One reminder of several invoices is one row an invoice; each is listed with its ref. */
static void put_entries(struct crm_put *p, struct crm_yaml *root, const char *key,
	const struct crm_dossier *d, bool steps)
{
	struct crm_yaml *list = crm_data_list(p->mem, root, key);
	const struct crm_history *h = d ? d->history : NULL;
	int n = 0, what;
	size_t i;

	for (i = 0; h && i < h->n; i++) {
		what = entry_of(d, i);
		if (what < 0 || (steps && (entries[what].exhibit || h->row[i].event == CRM_EV_INVOICE)))
			continue;
		put_entry(p, list, &h->row[i], what, ++n);
	}
}

static void put_late(struct crm_put *p, struct crm_yaml *root, const struct crm_dossier *d)
{
	struct crm_yaml *list = crm_data_list(p->mem, root, "paid_late"), *map;
	size_t i;

	crm_data_bool(p->mem, root, "some_paid_late", d && d->lates);

	for (i = 0; d && i < d->lates; i++) {
		const struct crm_dossier_late *l = &d->late[i];

		map = crm_data_map(p->mem, list, NULL);
		crm_data_text(p->mem, map, "ref", l->ref);
		crm_put_date(p, map, "due", l->due);
		crm_put_date(p, map, "paid", l->paid);
		crm_put_some(p, map, "interest", l->interest);
		crm_put_some(p, map, "fee", l->fee);
		crm_data_bool(p->mem, map, "rate_missing", l->unknown);
	}
}

void crm_dossier_put(struct crm_arena *a, const struct crm_lang *lang, const struct crm_dossier *d,
	struct crm_yaml *root)
{
	struct crm_put p = {.mem = a, .lang = lang, .currency = d ? d->currency : 0};

	crm_buf_init(&p.text);
	put_entries(&p, root, "steps", d, true);
	put_entries(&p, root, "exhibits", d, false);
	put_late(&p, root, d);
	crm_data_bool(a, root, "small_claim",
		d && d->total <= SMALL_CLAIM && d->currency == crm_currency_find(CRM_STR("EUR")));
	crm_buf_release(&p.text);
}
