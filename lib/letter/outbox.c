/* outbox.c - letters to print and files for me. */
#include "letter/outbox.h"
#include "base/i18n.h"
#include "letter/paper/pdf.h"
#include "letter/paper/qr.h"

/* Names, then the address, then SIRET, phone and mail. */
static void sender_fill(struct crm_arena *a, const struct crm_me *me, struct crm_page *page)
{
	struct crm_str *line = crm_arena_alloc(a, (me->address.n + 5) * sizeof *line);
	size_t n = crm_me_names(a, me, line), i;

	for (i = 0; i < me->address.n; i++)
		line[n++] = me->address.item[i];
	if (me->siret.n)
		line[n++] = crm_str(crm_arena_printf(a, "SIRET %.*s", (int)crm_spaced(a, me->siret).n,
			crm_spaced(a, me->siret).p));
	if (me->phone.n)
		line[n++] = me->phone;
	if (me->email.n)
		line[n++] = me->email;
	page->from = line;
	page->from_n = n;
}

static void addressee_fill(struct crm_arena *a, const struct crm_client *c, struct crm_page *page)
{
	struct crm_str *line = crm_arena_alloc(a, (c->post.n + 1) * sizeof *line);
	size_t n = 0, i;

	/* whoever wrote the whole label has the name in it */
	if (!c->post.n || !crm_str_eq(c->post.item[0], c->name))
		line[n++] = c->name;
	for (i = 0; i < c->post.n; i++)
		line[n++] = c->post.item[i];
	page->to = line;
	page->to_n = n;
}

/* Name of the file: day, client, step and the beginning of the message id. */
static const char *name_of(const struct crm_draft *d, const char *suffix, struct crm_arena *a)
{
	struct crm_str id = d->message_id;
	char date[CRM_WHEN_TEXT];

	crm_date_text(d->date, date);
	crm_str_take(&id, CRM_STR("crm."));
	return crm_arena_printf(a, "outbox/%s-%.*s-%.*s-%.8s.%s", date, (int)d->client.n,
		d->client.p, (int)d->step.n, d->step.p, crm_arena_cstr(a, id), suffix);
}

/* The payment code of what a draft demands, where the account is in SEPA and qrencode installed. */
static void code_fill(const struct crm_policy *p, const struct crm_lang *lang, const struct crm_draft *d,
	struct crm_arena *a, struct crm_page *page)
{
	const struct crm_me *me = &p->me;
	struct crm_str names[2];
	struct crm_epc c = {.holder = me->holder,
		.iban = me->iban,
		.bic = me->bic,
		.amount = d->demand.amount,
		.currency = d->demand.currency,
		.text = d->demand.reference};
	struct crm_buf words;

	if (!d->demand.amount)
		return;
	if (!c.holder.n)
		c.holder = me->name.n || !crm_me_names(a, me, names) ? me->name : names[0];
	crm_buf_init(&words);
	if (crm_epc_payload(&c, &words))
		crm_qr_code(crm_buf_view(&words), a, &page->code);
	page->code_for = lang->code;
	crm_buf_release(&words);
}

void crm_outbox_text(const struct crm_policy *p, const struct crm_lang *lang,
	const struct crm_draft *d, struct crm_arena *a, struct crm_buf *out)
{
	struct crm_page page = {.subject = d->subject, .body = d->body, .day = d->date};
	struct crm_buf date;

	crm_buf_init(&date);
	crm_lang_date(lang, &date, d->date);
	page.place_date = crm_buf_view(&date);
	sender_fill(a, &p->me, &page);
	code_fill(p, lang, d, a, &page);
	crm_pdf_text(&page, out);
	crm_buf_release(&date);
}

int crm_outbox_pdf(const struct crm_policy *p, const struct crm_lang *lang, const struct crm_draft *d,
	size_t n, struct crm_arena *a, struct crm_buf *out, struct crm_err *e)
{
	struct crm_page page = {.subject = d->subject, .day = d->date};
	struct crm_str *part = crm_arena_alloc(a, n * sizeof *part);
	struct crm_buf date, body;
	size_t i;
	int st;

	page.part = part;
	crm_buf_init(&date);
	crm_buf_init(&body);
	crm_lang_date(lang, &date, d->date);
	for (i = 0; i < n; i++) {
		if (i) {
			part[page.parts++] = d[i].subject;
			crm_buf_printf(&body, "\n\n%.*s\n\n", (int)d[i].subject.n, d[i].subject.p);
		}
		crm_buf_str(&body, d[i].body);
		code_fill(p, lang, &d[i], a, &page); /* one at most: of the euro */
	}
	page.place_date = crm_buf_view(&date);
	page.body = crm_buf_view(&body);
	sender_fill(a, &p->me, &page);
	st = crm_pdf_letter(&page, out, e);
	if (st)
		e->status = CRM_SYSTEM;
	crm_buf_release(&date);
	crm_buf_release(&body);
	return st;
}

int crm_outbox_write(struct crm_book *b, const struct crm_policy *p, const struct crm_client *client,
	const struct crm_lang *lang, const struct crm_draft *d, struct crm_arena *a, const char **name,
	struct crm_err *e)
{
	struct crm_page page = {.post = d->post, .subject = d->subject, .body = d->body};
	bool letter = crm_str_is(d->channel, "letter");
	struct crm_buf out, date;
	const char *suffix = "txt";
	struct crm_err why;
	int st;

	crm_buf_init(&out);
	crm_buf_init(&date);
	crm_lang_place(lang, &date, letter ? crm_me_town(&p->me) : CRM_STR(""), d->date);
	page.place_date = crm_buf_view(&date);
	page.day = d->date;
	sender_fill(a, &p->me, &page);
	code_fill(p, lang, d, a, &page);
	if (letter)
		addressee_fill(a, client, &page);
	crm_err_set(&why, CRM_OK, "%s", "");
	if (letter && !crm_pdf_letter(&page, &out, &why))
		suffix = "pdf";
	else
		crm_pdf_text(&page, &out);
	*name = name_of(d, suffix, a);
	st = crm_book_replace(b, *name, crm_buf_view(&out), e);
	if (!st)
		*e = why;
	crm_buf_release(&out);
	crm_buf_release(&date);
	return st;
}
