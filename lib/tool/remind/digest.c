/* digest.c - crm-remind --digest. */
#include "tool/remind/remind.h"
#include "base/i18n.h"
#include "base/num.h"
#include "base/utf8.h"
#include "due/bill.h"
#include "due/notice.h"
#include "due/overdue.h"
#include "format/daysaid.h"
#include "letter/deliver.h"
#include "tool/overdue/views.h"
#include "tool/remind/page.h"

struct page {
	struct crm_tool *t;
	struct crm_remind *run;
	struct crm_arena mem;
	struct crm_digest_page page;
	size_t rows, today; /* of a report that was given: all, and those that are not late */
};

static struct crm_str keep(struct page *p, const char *text)
{
	return crm_arena_str(&p->mem, crm_str(text));
}

/* ---- lines ---- */

static void open_line(struct page *p, const struct crm_open *o)
{
	struct crm_digest_line *l = crm_digest_open(&p->page);
	char day[CRM_DAY_SAID];

	l->client = crm_arena_str(&p->mem, o->client);
	l->what = crm_str(crm_arena_printf(
		&p->mem, "%.*s %.*s", (int)o->step.n, o->step.p, (int)o->ref.n, o->ref.p));
	l->when = keep(p, crm_day_brief(o->at.day, day));
	/* standard error has the command with the whole id */
	l->say = crm_str(_("check whether it was sent, then --settle it"));
}

/* What another run is handing over is no matter of mine. */
static int open_lines(struct page *p, struct crm_err *e)
{
	struct crm_open *o;
	size_t i, n;

	if (crm_remind_open(p->run, &o, &n, e))
		return -1;
	for (i = 0; i < n; i++)
		if (!o[i].underway)
			open_line(p, &o[i]);
	return 0;
}

static const struct crm_claim *claim_of(const struct page *p, struct crm_str client,
	struct crm_str ref)
{
	const struct crm_notices *n = &p->run->notices;
	size_t i;

	for (i = 0; i < n->claims; i++)
		if (crm_str_eq(n->claim[i].client, client) && crm_str_eq(n->claim[i].ref, ref))
			return &n->claim[i];
	return NULL;
}

/* The command that frees what is held, where it is one of mine. */
static struct crm_str how(struct page *p, const struct crm_claim *c, enum crm_act act)
{
	struct crm_str ref = c->ref;
	struct crm_buf b;

	crm_buf_init(&b);
	if (act == CRM_ACT_ASSIGN && c->held.spare)
		crm_held_assign(c->standing, &c->held, c->invoice, ref, &b);
	else if (act == CRM_ACT_REDO && c->held.stale)
		crm_held_redo(&c->held, crm_remind_mid(p->run, c->held.stale), &b);
	return crm_buf_keep(&b, &p->mem);
}

/* The message that goes out today for an invoice, or NULL: its facts are read again, and it may be
 * paid, held, too small or not due. */
static const struct crm_notice *notice_of(const struct page *p, const struct crm_claim *c)
{
	const struct crm_notices *n = &p->run->notices;
	size_t i, k;

	for (i = 0; i < n->n; i++)
		for (k = 0; k < n->notice[i].n && !n->notice[i].small; k++)
			if (n->notice[i].claim[k] == c)
				return &n->notice[i];
	return NULL;
}

/* ---- the report ---- */

enum {
	C_CLIENT, C_KIND, C_WHO, C_REF, C_DAYS, C_AMOUNT, C_CURRENCY, NEEDED,
	C_BAND = NEEDED, C_DUE, C_HELD, C_ACTION, COLS
};

_Static_assert(COLS <= (int)CRM_INPUT_COLUMNS, "a report is read in so many columns");

static const char *const names[COLS] = {"client", "kind", "who", "ref", "days", "amount", "currency",
	"band", "due", "held", "action"};

/* A letter to post; one about an invoice has a claim, of another the command says that it was posted. */
static void letter_line(struct page *p, const struct crm_str *cell, struct crm_digest_line *l)
{
	const struct crm_claim *c = claim_of(p, cell[C_CLIENT], cell[C_REF]);
	const struct crm_lettersent_row *r =
		crm_lettersent_waiting(&p->run->handed, cell[C_CLIENT], cell[C_REF]);

	if (c)
		l->how = how(p, c, l->act);
	if (c || !r)
		return;
	l->what = crm_arena_str(&p->mem, r->template);
	l->how = crm_str(crm_arena_printf(
		&p->mem, "crm-remind --settle=%.*s=sent", (int)r->mid.n, r->mid.p));
}

static struct crm_str amount_text(struct page *p, int64_t amount, int currency)
{
	char text[CRM_MONEY_TEXT];

	return crm_str(crm_arena_printf(&p->mem, "%s %s", crm_money_said(amount, currency, text),
		crm_currency_code(currency)));
}

/* As a report has it; what is no amount stays as it is. */
static struct crm_str amount_cell(struct page *p, const struct crm_str *cell)
{
	int currency = crm_currency_find(cell[C_CURRENCY]);
	int64_t minor;

	if (!cell[C_AMOUNT].n)
		return CRM_STR("");
	if (currency >= 0 && !crm_money_parse(cell[C_AMOUNT], currency, &minor))
		return amount_text(p, minor, currency);
	return crm_str(crm_arena_printf(&p->mem, "%.*s %.*s", (int)cell[C_AMOUNT].n, cell[C_AMOUNT].p,
		(int)cell[C_CURRENCY].n, cell[C_CURRENCY].p));
}

/* The invoice for whose step a message goes out. */
static const struct crm_claim *lead_of(const struct crm_notice *n)
{
	size_t i;

	for (i = 0; i + 1 < n->n && (!n->claim[i]->due || n->claim[i]->next != n->step); i++)
		;
	return n->claim[i];
}

/* What is held waits, but for what a word of mine about money that came would free. */
static bool assign_line(struct page *p, const struct crm_claim *c, struct crm_digest_line *l)
{
	int currency = c->invoice->currency;

	if (crm_action_held(c->held.why) != CRM_ACT_ASSIGN || !c->held.spare)
		return false;
	l->act = CRM_ACT_ASSIGN;
	l->how = how(p, c, l->act);
	l->say = crm_str(_(crm_acts[l->act].brief));
	l->amount = c->invoice->foreign
			    ? amount_text(p, (int64_t)c->held.spare->amount, (int)c->held.spare->currency)
			    : amount_text(p, crm_standing_spare(c->standing, currency), currency);
	return true;
}

/* A message that has no place to go to, or no words, is refused: that is what is to be done. */
static bool lacks(struct page *p, const struct crm_notice *n, struct crm_digest_line *l)
{
	const struct crm_client *c = n->standing->profile;
	bool letter = crm_str_is(n->standing->ladder->step[n->step].channel, "letter");

	l->act = crm_notice_lacks(&p->t->policy, n);
	if (l->act == CRM_ACT_SEND)
		return false;
	l->firm = letter;
	l->amount = amount_text(p, n->total, n->currency);
	if (l->act == CRM_ACT_WORDS) {
		l->say = crm_str(_(crm_acts[l->act].brief));
		l->how = crm_str(c->lang.n ? crm_arena_printf(&p->mem, "%.*s: lang: %.*s", (int)c->file.n,
						     c->file.p, (int)c->lang.n, c->lang.p)
					   : crm_arena_printf(&p->mem, "policy.yaml: lang: %s", p->t->policy.lang.p));
		return true;
	}
	l->say = crm_str(letter ? _("add the postal address for the letter")
				: _("add the address for the reminder"));
	l->how = crm_str(crm_arena_printf(&p->mem, letter ? "%.*s: post: [...]" : "%.*s: people: [{name: ..., email: ...}]",
		(int)c->file.n, c->file.p));
	return true;
}

/* Of a plan what is late is the instalment that was missed. */
static int late_days(const struct page *p, const struct crm_claim *c)
{
	const struct crm_view *v = &p->run->view;
	const struct crm_instalment *missed =
		c->plan ? crm_agreement_missed(c->plan, v->calendar, v->policy, p->run->now.day) : NULL;

	return missed ? p->run->now.day - missed->row->due : c->days;
}

/* What the person who sends it should know first. */
static struct crm_str mind(struct page *p, const struct crm_notice *n)
{
	struct crm_str text;
	struct crm_buf b;

	crm_buf_init(&b);
	crm_notice_mind(&p->run->view, n, &b);
	text = crm_arena_str(&p->mem, crm_buf_view(&b));
	crm_buf_release(&b);
	return text;
}

/* An invoice: the message that goes out today, of all that it lists; false: there is none. */
static bool invoice_line(struct page *p, const struct crm_str *cell, struct crm_digest_line *l)
{
	const struct crm_claim *c = claim_of(p, cell[C_CLIENT], cell[C_REF]);
	const struct crm_notice *n;
	const struct crm_claim *lead;
	struct crm_str step;

	if (!c)
		return false;
	if (c->held.why)
		return assign_line(p, c, l);
	if (c->next < 0) {
		l->act = CRM_ACT_DECIDE;
		l->say = crm_str(_(crm_acts[l->act].brief));
		l->amount = amount_text(p, c->balance, c->invoice->currency);
		l->firm = true;
		return true;
	}
	n = notice_of(p, c);
	if (!n)
		return false;
	lead = lead_of(n);
	if (lacks(p, n, l))
		return true;
	step = crm_keyword(CRM_KEYWORD_STEP, n->standing->ladder->step[n->step].name);
	l->act = CRM_ACT_SEND;
	l->message = n;
	l->how = mind(p, n);
	l->firm = crm_str_is(n->standing->ladder->step[n->step].channel, "letter") || n->file;
	l->amount = amount_text(p, n->total, n->currency);
	l->say = crm_str(crm_arena_printf(
		&p->mem, _("remind them: %.*s"), (int)step.n, step.p));
	l->days = late_days(p, lead);
	l->what = lead->ref;
	if (n->n > 1)
		l->what = crm_str(crm_arena_printf(
			&p->mem, "%.*s +%zu", (int)lead->ref.n, lead->ref.p, n->n - 1));
	return true;
}

/* `by 12:30`, `since 10:00`, `today`, the day that comes, or how many days late. */
static struct crm_str when_of(struct page *p, struct crm_when due, int days)
{
	const char *text;
	char day[CRM_DAY_SAID];

	if (days > 0)
		text = crm_arena_printf(&p->mem, _("%d d late"), days);
	else if (due.day == CRM_NO_DAY)
		text = days ? crm_arena_printf(&p->mem, _("in %d d"), -days) : _("today");
	else if (days == 0 && due.min == CRM_NO_MIN)
		text = _("today");
	else if (days == 0)
		text = crm_arena_printf(&p->mem,
			due.min > p->run->now.min ? _("by %02d:%02d") : _("since %02d:%02d"),
			due.min / 60, due.min % 60);
	else
		text = crm_arena_printf(&p->mem, _("by %s"), crm_when_brief(due, day));
	return crm_str(text);
}

/* Reports of before had no such column: what the kind mostly asks for. */
static enum crm_act act_of(const struct crm_str *cell, int kind)
{
	if (cell[C_ACTION].n)
		return crm_act_find(cell[C_ACTION]);
	if (kind == CRM_KIND_DEADLINE)
		return CRM_ACT_DELIVER_REST;
	return kind < 0 ? CRM_ACT_NONE : crm_matter_act(crm_kinds[kind].matter);
}

/* What is held, or waits, asks for nothing today. */
static bool now(const struct crm_str *cell, enum crm_act act)
{
	return act != CRM_ACT_NONE && crm_acts[act].rank < crm_acts[CRM_ACT_WAIT].rank &&
	       (!cell[C_HELD].n || act == CRM_ACT_POST || act == CRM_ACT_REDO);
}

/* Whole days past due, negative when still to come. */
static int days_of(struct crm_str s)
{
	bool ahead = s.n && s.p[0] == '-';
	int64_t n = 0;

	if (crm_num_parse((struct crm_str){s.p + ahead, s.n - ahead}, 0, INT32_MAX, &n))
		return 0;
	return ahead ? -(int)n : (int)n;
}

static void row(void *ctx, const struct crm_str *cell)
{
	struct page *p = ctx;
	int kind = crm_kind_find(cell[C_KIND]);
	struct crm_digest_line l = {.act = act_of(cell, kind)};
	struct crm_when due;
	struct crm_uuid id;

	if (crm_str_is(cell[C_BAND], "critical"))
		crm_intern_add(&p->page.critical, cell[C_CLIENT]);
	l.days = days_of(cell[C_DAYS]);
	p->rows++;
	p->today += l.days <= 0;
	/* the id of a row says nothing to a person */
	if (crm_uuid_parse(cell[C_REF], &id))
		l.what = crm_arena_str(&p->mem, cell[C_REF]);
	if (kind == CRM_KIND_INVOICE) {
		if (!invoice_line(p, cell, &l))
			return;
	} else if (!now(cell, l.act) || (kind == CRM_KIND_CLAIM && l.days < -CRM_CLAIM_NEAR)) {
		return;
	} else {
		l.say = crm_str(_(crm_act_brief(l.act, l.days < 0)));
		l.amount = amount_cell(p, cell);
		if (kind == CRM_KIND_LETTER)
			letter_line(p, cell, &l);
		l.firm = l.act == CRM_ACT_POST || l.act == CRM_ACT_REDO || l.act == CRM_ACT_COURT ||
			 l.act == CRM_ACT_LODGE;
	}
	l.client = crm_arena_str(&p->mem, cell[C_CLIENT]);
	if (!cell[C_DUE].n || crm_when_parse(cell[C_DUE], &due))
		due = (struct crm_when){CRM_NO_DAY, CRM_NO_MIN};
	l.min = due.min == CRM_NO_MIN ? CRM_DAY_MINUTES : due.min;
	/* upkeep has no hour, and none for how long it was left */
	if (crm_acts[l.act].kind != CRM_ACT_OF_CARE && l.act != CRM_ACT_DISTANCE)
		l.when = when_of(p, due, l.days);
	*crm_digest_add(&p->page) = l;
}

/* Each item that crm-overdue would print for this morning, given to `each`. */
static void morning(struct page *p, void (*each)(struct page *, const struct crm_item *))
{
	struct crm_overdue want = {.morning = true, .sent_today = true};
	size_t i;

	crm_overdue_list(&p->run->view, &want);
	for (i = 0; i < want.n; i++)
		each(p, want.item[i]);
	crm_release(&want.item);
}

/* What the book has for this morning that is not late. */
static void due_today(struct page *p, const struct crm_item *it)
{
	p->today += it->days <= 0 && crm_item_act(it) != CRM_ACT_WAIT;
}

static int report(struct page *p, const struct crm_input *g, struct crm_err *e)
{
	int st = crm_input_rows(p->t, g, &(struct crm_input_rows){names, COLS, NEEDED, row, p}, e);

	/* on a morning on which nothing falls due no option would add anything */
	if (st || !p->rows || p->today)
		return st;
	morning(p, due_today);
	if (p->today)
		crm_tool_warn(p->t, "%s", _("none of these rows is for today: crm-overdue "
			"--within=morning adds what falls due before the next working morning"));
	return 0;
}

/* ---- the book itself ---- */

static void item_row(struct page *p, const struct crm_item *it)
{
	struct crm_str cell[COLS] = {
		[C_CLIENT] = it->client,
		[C_KIND] = crm_str(crm_kinds[it->kind].name),
		[C_WHO] = crm_str(crm_kinds[it->kind].who == CRM_BY_ME ? "me" : "client"),
		[C_REF] = it->ref,
		[C_DAYS] = crm_str(crm_arena_printf(&p->mem, "%d", (int)it->days)),
		[C_HELD] = it->held,
		[C_ACTION] = crm_str(crm_acts[crm_item_act(it)].key),
	};
	char due[CRM_WHEN_TEXT], amount[CRM_MONEY_TEXT];

	crm_when_text(it->due, due);
	cell[C_DUE] = crm_str(due);
	if (it->money) {
		cell[C_AMOUNT] = crm_str(crm_money_chars(it->amount, it->currency, amount));
		cell[C_CURRENCY] = crm_str(crm_currency_code(it->currency));
	}
	row(p, cell);
}

/* ---- how I am ---- */

enum { WEEK = 7, WEEKS = 28, WORN = 3, NOT_WELL = 2 };

/* What I noted of myself. */
struct noted {
	int32_t today;
	const struct crm_entry *last;
	unsigned low;
};

static void note(struct noted *t, const struct crm_entry *f)
{
	if (f->event != CRM_EV_SELF || !f->level)
		return;
	t->low += f->level <= NOT_WELL && t->today - (int64_t)f->day < WEEKS;
	if (!t->last || crm_entry_cmp(f, t->last) > 0)
		t->last = f;
}

/* S3.20: under a client or under none; the newest note of a week decides. */
static unsigned unwell(const struct page *p)
{
	struct noted t = {.today = p->run->now.day};
	struct crm_view *v = &p->run->view;
	size_t clients = crm_view_begin(v), k;
	struct crm_entries r;
	uint32_t i;

	for (k = 0; k < v->c.nobodies; k++)
		if (crm_case_nobody(&v->c, k, p->run->now))
			note(&t, v->c.nobody[k]);
	for (i = 0; i < clients; i = crm_store_next(&v->store, i)) {
		if (!v->store.clients.str[i].n)
			continue;
		r = crm_case_rows(crm_view_open(v, i), CRM_EV_SELF);
		for (k = 0; k < r.n; k++)
			note(&t, r.row[k]);
	}
	if (!t.last || t.last->level > NOT_WELL || t.today - (int64_t)t.last->day >= WEEK)
		return 0;
	return t.low >= WORN ? 2 : 1;
}

/* ---- one screen ---- */

static size_t print(struct page *p, struct crm_buf *out)
{
	char day[CRM_DAY_SAID];

	crm_digest_choose(&p->page);
	p->page.unwell = unwell(p);
	if (p->page.n + p->page.opens) {
		crm_digest_print(&p->page, p->run->now.day, out);
		return p->page.n + p->page.opens;
	}
	if (!p->t->quiet_empty)
		crm_buf_printf(out, _("%s: nothing is waiting for you today\n"),
			crm_day_said(p->run->now.day, day));
	return 0;
}

int crm_digest(struct crm_tool *t, const struct crm_input *g, struct crm_remind *run,
	struct crm_err *e)
{
	struct page p = {.t = t, .run = run};
	struct crm_buf out;
	size_t n = 0;
	int st;

	crm_arena_init(&p.mem);
	crm_digest_page_init(&p.page);
	crm_buf_init(&out);
	st = open_lines(&p, e) || (!g->whole && report(&p, g, e)) ? -1 : 0;
	if (!st) {
		if (g->whole)
			morning(&p, item_row);
		n = print(&p, &out);
		fwrite(out.p, 1, out.n, t->sink);
	}
	crm_buf_release(&out);
	crm_digest_page_release(&p.page);
	crm_arena_release(&p.mem);
	return st ? st : crm_tool_listed(t, n);
}
