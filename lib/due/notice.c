/* notice.c - who is to be reminded of what today. */
#include "due/notice.h"
#include "base/i18n.h"
#include "base/sort.h"
#include "due/bill.h"
#include "format/daysaid.h"
#include "law/owed.h"

struct run {
	struct crm_view *v;
	bool open_day;
};

static int32_t goes_on(struct run *r, const struct crm_claim *c)
{
	int32_t day;

	if (c->due)
		return r->v->now.day;
	if (!crm_held_end(c->standing, &c->held, r->v->now.day, &day))
		return CRM_NO_DAY;
	day = crm_calendar_open_day(r->v->calendar, day > c->next_day ? day : c->next_day);
	return c->early && day > c->invoice->due ? CRM_NO_DAY : day;
}

static void claim_fill(struct run *r, const struct crm_item *it, struct crm_claim *c)
{
	c->invoice = &it->bill->invoice;
	c->standing = it->standing;
	c->client = it->client;
	c->ref = it->ref;
	c->balance = it->bill->asked;
	c->plan = it->bill->plan;
	c->days = it->days;
	c->sent = &it->bill->sent;
	c->held = it->bill->held;
	c->next = crm_bill_step(r->v->calendar, r->v->policy, it, &c->next_day);
	c->on = CRM_NO_DAY;
	if (c->next < 0)
		return;
	c->early = c->days <= 0;
	c->due = !c->held.why && r->open_day && c->next_day <= r->v->now.day;
	c->on = goes_on(r, c);
}

/* Late, or with a step before its due day still to come. */
static bool concerns(const struct crm_standing *s, const struct crm_claim *c)
{
	return c->days > 0 || (c->next >= 0 && s->ladder->step[c->next].after < 0 &&
				      c->next_day <= c->invoice->due);
}

static int claim_cmp(const void *va, const void *vb)
{
	const struct crm_claim *a = va, *b = vb;

	int c = crm_str_cmp(a->client, b->client);

	if (c)
		return c;
	if (a->invoice->currency != b->invoice->currency)
		return a->invoice->currency < b->invoice->currency ? -1 : 1;
	if (a->invoice->due != b->invoice->due)
		return a->invoice->due < b->invoice->due ? -1 : 1;
	return crm_str_cmp(a->ref, b->ref);
}

enum part { LATE, EARLY, FILED };

static enum part part_of(const struct crm_standing *s, const struct crm_claim *c)
{
	if (c->next >= 0 && crm_str_is(s->ladder->step[c->next].channel, "file"))
		return FILED;
	return c->early ? EARLY : LATE;
}

static enum part part_of_notice(const struct crm_notice *n)
{
	return n->file ? FILED : n->early ? EARLY : LATE;
}

struct crm_str crm_claim_step(const struct crm_notice *n, const struct crm_claim *c)
{
	if (!c->due || part_of(n->standing, c) != part_of_notice(n))
		return CRM_STR("");
	return n->standing->ladder->step[c->next].name;
}

/* Below min_amount nothing is sent; it is an amount of the default currency. */
static bool is_small(const struct crm_view *v, int currency, int64_t total)
{
	return currency == v->policy->currency && total < v->policy->min_amount;
}

/* What a formal notice has claimed already. */
static bool is_claimed(const struct crm_standing *s, const struct crm_claim *c)
{
	int i;

	for (i = 0; i <= c->sent->step; i++)
		if (crm_step_formal(&s->ladder->step[i]))
			return true;
	return false;
}

/* A late reminder lists all that is late, but one debt is claimed once: a formal notice lists what it
 * is due for, with one last date, and nothing else lists that again.  The other two only list what
 * they are due for. */
static bool is_listed(const struct crm_standing *s, const struct crm_claim *c, enum part part, int step)
{
	if (c->held.why)
		return false;
	if (part != LATE)
		return c->due && part_of(s, c) == part;
	if (crm_step_formal(&s->ladder->step[step]))
		return c->due && part_of(s, c) == part && c->next == step;
	return c->days > 0 && ((c->due && part_of(s, c) == LATE) || !is_claimed(s, c));
}

static int highest(const struct crm_standing *s, const struct crm_claim *c, size_t n, enum part part)
{
	int step = -1;
	size_t i;

	for (i = 0; i < n; i++)
		if (c[i].due && part_of(s, &c[i]) == part && c[i].next > step)
			step = c[i].next;
	return step;
}

/* What a formal notice has no place for keeps its step: it goes out when the gap is over. */
static void waits(const struct run *r, enum part part, struct crm_claim *c)
{
	if (part != LATE || !c->due || part_of(c->standing, c) != LATE)
		return;
	c->due = false;
	c->on = crm_calendar_open_day(r->v->calendar, r->v->now.day + r->v->policy->gap);
}

/* The highest step that makes a message.  A formal notice of too small a sum makes none, and is in the
 * way of nothing else. */
static int step_of(struct run *r, struct crm_claim *c, size_t n, enum part part)
{
	const struct crm_standing *s = c->standing;
	int step = highest(s, c, n, part);
	int64_t total = 0;
	size_t i, others = 0;

	if (step < 0 || part != LATE || !crm_step_formal(&s->ladder->step[step]))
		return step;
	for (i = 0; i < n; i++) {
		if (!c[i].due || part_of(s, &c[i]) != LATE)
			continue;
		if (c[i].next == step)
			total += c[i].balance;
		else
			others++;
	}
	if (!others || !is_small(r->v, c->invoice->currency, total))
		return step;
	for (i = 0; i < n; i++)
		if (c[i].due && part_of(s, &c[i]) == LATE && c[i].next == step) {
			c[i].small = true;
			c[i].due = false;
		}
	return step_of(r, c, n, part);
}

/* A notice about the claims of one client and currency; false when there is none to make. */
static bool notice_add(struct run *r, struct crm_notices *out, struct crm_claim *c, size_t n,
	enum part part)
{
	const struct crm_standing *s = c->standing;
	struct crm_notice *no = &out->notice[out->n];
	size_t i;

	no->step = step_of(r, c, n, part);
	if (no->step < 0)
		return false;
	no->standing = s;
	no->currency = c->invoice->currency;
	no->file = part == FILED;
	no->early = part == EARLY;
	no->claim = crm_arena_alloc(&r->v->mem, n * sizeof(struct crm_claim *));
	for (i = 0; i < n; i++) {
		if (!is_listed(s, &c[i], part, no->step)) {
			waits(r, part, &c[i]);
			continue;
		}
		no->claim[no->n++] = &c[i];
		no->total += c[i].balance;
	}
	no->small = is_small(r->v, no->currency, no->total);
	for (i = 0; no->small && i < no->n; i++)
		no->claim[i]->small = no->claim[i]->small || crm_claim_step(no, no->claim[i]).n > 0;
	out->n++;
	return true;
}

static int notice_cmp(const void *va, const void *vb)
{
	const struct crm_notice *a = va, *b = vb;
	int c = crm_str_cmp(a->standing->profile->id, b->standing->profile->id);

	if (!c)
		c = (a->currency > b->currency) - (a->currency < b->currency);
	return c ? c : a->file - b->file; /* late and early never stand side by side */
}

/* What is to come is not said on the day of a reminder: it waits, and the gap keeps it back. */
static void early_waits(struct crm_claim *c, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (c[i].early && c[i].due) {
			c[i].due = false;
			c[i].on = CRM_NO_DAY;
		}
}

static void notices_fill(struct run *r, struct crm_notices *out)
{
	size_t i, k;

	out->notice = crm_arena_alloc(&r->v->mem, (2 * out->claims + 1) * sizeof *out->notice);
	for (i = 0; i < out->claims; i = k) {
		struct crm_claim *c = &out->claim[i];

		for (k = i; k < out->claims && out->claim[k].invoice->number == c->invoice->number &&
			    out->claim[k].invoice->currency == c->invoice->currency;
			k++)
			;
		if (notice_add(r, out, c, k - i, LATE))
			early_waits(c, k - i);
		else
			notice_add(r, out, c, k - i, EARLY);
		notice_add(r, out, c, k - i, FILED);
	}
	crm_sort(out->notice, out->n, sizeof *out->notice, notice_cmp);
}

int crm_notice_ahead(const struct crm_policy *p)
{
	int32_t first = 0;
	size_t i;

	for (i = 0; i < p->ladder_n; i++)
		if (p->ladder[i].n && p->ladder[i].step[0].after < first)
			first = p->ladder[i].step[0].after;
	return -first;
}

/* Whether some action hangs on what goes out today. */
static bool sends(const struct crm_overdue *o, size_t from)
{
	while (from < o->n && o->item[from]->action.act != CRM_ACT_SEND)
		from++;
	return from < o->n;
}

static size_t invoices(const struct crm_overdue *o, size_t from)
{
	size_t n = 0;

	for (; from < o->n; from++)
		n += o->item[from]->kind == CRM_KIND_INVOICE;
	return n;
}

/* The notices about the items from a place on. */
static void notices(struct crm_view *v, const struct crm_overdue *o, size_t from,
	struct crm_notices *out)
{
	struct run r = {.v = v, .open_day = !crm_calendar_closed(v->calendar, v->now.day)};
	struct crm_claim *c;
	size_t i;

	memset(out, 0, sizeof *out);
	out->claim = crm_arena_alloc(&v->mem, (invoices(o, from) + 1) * sizeof *out->claim);
	for (i = from; i < o->n; i++) {
		if (o->item[i]->kind != CRM_KIND_INVOICE)
			continue;
		c = &out->claim[out->claims];
		c->place = i;
		claim_fill(&r, o->item[i], c);
		if (concerns(c->standing, c))
			out->claims++;
		else
			memset(c, 0, sizeof *c);
	}
	crm_sort(out->claim, out->claims, sizeof *out->claim, claim_cmp);
	notices_fill(&r, out);
}

void crm_notices_of(struct crm_view *v, const struct crm_overdue *o, struct crm_notices *out)
{
	notices(v, o, 0, out);
}

enum crm_act crm_notice_lacks(const struct crm_policy *p, const struct crm_notice *n)
{
	const struct crm_client *c = n->standing->profile;
	const struct crm_person *who = crm_client_billing(c);
	struct crm_str channel = n->standing->ladder->step[n->step].channel;
	bool there = crm_str_is(channel, "letter") ? c->post.n > 0 : who && who->email.n;

	if (crm_str_is(channel, "file"))
		return CRM_ACT_SEND;
	return !there ? CRM_ACT_ADDRESS : crm_client_wordless(c, p) ? CRM_ACT_WORDS : CRM_ACT_SEND;
}

void crm_notices_act(struct crm_view *v, struct crm_overdue *o, size_t from)
{
	struct crm_arena_mark before = crm_arena_mark(&v->mem);
	const struct crm_claim *c;
	struct crm_notices all;
	struct crm_action *a;
	size_t i, k;

	if (o->min || o->paid_late || !invoices(o, from) || !sends(o, from))
		return;
	notices(v, o, from, &all);
	for (i = 0; i < all.claims; i++) {
		c = &all.claim[i];
		a = &o->item[c->place]->action;
		if (a->act != CRM_ACT_SEND || (c->due && !c->small))
			continue;
		a->act = CRM_ACT_WAIT;
		a->until = c->small ? CRM_NO_DAY : c->on;
	}
	for (i = 0; i < all.n; i++)
		for (k = 0; k < all.notice[i].n; k++) {
			a = &o->item[all.notice[i].claim[k]->place]->action;
			if (a->act == CRM_ACT_SEND)
				a->act = crm_notice_lacks(v->policy, &all.notice[i]);
		}
	crm_arena_rewind(&v->mem, before);
}

/* Of what a message asks for: the claim that is barred first, where that has passed or is a month off. */
static const struct crm_claim *barred(struct crm_view *v, const struct crm_notice *n, int32_t *day)
{
	const struct crm_claim *first = NULL;
	struct crm_owed owed;
	struct crm_err none;
	size_t i;
	int warn;

	for (i = 0; i < n->n; i++) {
		(void)crm_owed_of(v, n->claim[i]->invoice, false, &owed, &none);
		warn = owed.limit == CRM_NO_DAY ? 0 : crm_limit_warn(owed.limit, v->now.day);
		if ((warn != -1 && warn != 1) || (first && owed.limit >= *day))
			continue;
		first = n->claim[i];
		*day = owed.limit;
	}
	return first;
}

static void barred_said(struct crm_view *v, const struct crm_notice *n, struct crm_buf *out)
{
	const struct crm_claim *c;
	char day[CRM_DAY_SAID];
	int32_t limit = 0;

	c = barred(v, n, &limit);
	if (!c)
		return;
	crm_buf_printf(out,
		limit < v->now.day ? _("%.*s: time-barred, the last day was %s: check what may have interrupted it")
				   : _("%.*s: last day before it is time-barred: %s"),
		(int)c->ref.n, c->ref.p, crm_day_said(limit, day));
}

/* What was paid or credited beyond an invoice and its interest is theirs: nobody asks for money and keeps
 * it in silence. */
static void too_much_said(struct crm_view *v, const struct crm_case *c, const struct crm_notice *n,
	struct crm_buf *out)
{
	char amount[CRM_MONEY_TEXT];
	struct crm_invoice inv;
	struct crm_owed owed;
	struct crm_err none;
	struct crm_str ref;
	size_t i = 0;

	while (crm_invoice_next(c, &i, &inv)) {
		if (inv.currency != n->currency || crm_invoice_balance(&inv) >= 0 ||
			crm_owed_of(v, &inv, false, &owed, &none) || owed.interest.principal >= 0)
			continue;
		ref = crm_invoice_ref(&v->store, &inv);
		crm_buf_cstr(out, out->n ? "; " : "");
		crm_buf_printf(out, _("%.*s: %s %s too much was paid or credited: give it back, or set it off first"),
			(int)ref.n, ref.p, crm_money_said(-owed.interest.principal, inv.currency, amount),
			crm_currency_code(inv.currency));
	}
}

void crm_notice_mind(struct crm_view *v, const struct crm_notice *n, struct crm_buf *out)
{
	const struct crm_case *c = crm_view_open(v, n->claim[0]->invoice->number);

	barred_said(v, n, out);
	too_much_said(v, c, n, out);
}
