/* moneycheck.c - money that was logged twice, or that names nothing. */
#include "remark/moneycheck.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "base/num.h"
#include "format/daysaid.h"
#include <stdlib.h>

/* What was typed on the day of a mail is booked within a week; so many rows before one are looked at. */
enum { NEAR_DAYS = 7, WINDOW = 32, SHOWN = 60 };

void crm_moneycheck_init(struct crm_moneycheck *m)
{
	memset(m, 0, sizeof *m);
	crm_intern_init(&m->names);
}

void crm_moneycheck_release(struct crm_moneycheck *m)
{
	crm_intern_release(&m->names);
	crm_release(&m->row);
	m->n = m->cap = 0;
}

void crm_moneycheck_clear(struct crm_moneycheck *m)
{
	m->n = 0;
}

void crm_moneycheck_add(struct crm_moneycheck *m, const struct crm_row *row, bool spare)
{
	uint64_t bill = crm_hash(row->ref, crm_hash(row->client, 0)), group;
	bool part = row->event == CRM_EV_RENEGOTIATE; /* an instalment: a plan of two copies, merged */

	if (!row->has_amount || !(part || crm_events[row->event].takes & CRM_OP_AMOUNT))
		return;
	group = crm_hash_mix(bill, (uint64_t)row->event << 32 | (uint32_t)row->currency);
	group = crm_hash_mix(group, (uint64_t)row->amount);
	if (part)
		group = crm_hash_mix(group, (uint32_t)row->due.day);
	crm_grow(&m->row, &m->cap, m->n + 1, sizeof *m->row);
	m->row[m->n++] = (struct crm_moneycheck_row){.group = group, .bill = bill,
		.at = crm_when_key(row->at), .amount = row->amount, .id = row->id,
		.client = crm_intern_add(&m->names, row->client),
		.ref = crm_intern_add(&m->names, row->ref), .currency = row->currency,
		.event = row->event, .spare = spare && !part, .line = row->line};
}

static int32_t day_of(const struct crm_moneycheck_row *r)
{
	return (int32_t)(r->at >= 0 ? r->at / 2048 : -((-r->at + 2047) / 2048));
}

static int by_time(const struct crm_moneycheck_row *a, const struct crm_moneycheck_row *b)
{
	return a->at != b->at ? (a->at > b->at) - (a->at < b->at) : crm_uuid_cmp(&a->id, &b->id);
}

static int by_group(const void *va, const void *vb)
{
	const struct crm_moneycheck_row *a = va, *b = vb;

	return a->group != b->group ? (a->group > b->group) - (a->group < b->group) : by_time(a, b);
}

static int by_bill(const void *va, const void *vb)
{
	const struct crm_moneycheck_row *a = va, *b = vb;
	bool x = a->event == CRM_EV_INVOICE, y = b->event == CRM_EV_INVOICE;

	if (x != y || !x)
		return y - x;
	return a->bill != b->bill ? (a->bill > b->bill) - (a->bill < b->bill) : by_time(a, b);
}

static struct crm_str shown(const struct crm_moneycheck *m, uint32_t name)
{
	struct crm_str s = m->names.str[name];

	s.n = s.n > SHOWN ? SHOWN : s.n;
	return s;
}

/* One slip that costs a client's trust. */
static void tell_twice(const struct crm_moneycheck *m, const struct crm_moneycheck_row *a,
	const struct crm_moneycheck_row *b, const char *file, struct crm_finds *finds)
{
	struct crm_str client = m->names.str[b->client], ref = shown(m, b->ref);
	char day[CRM_DAY_SAID];

	crm_day_said(day_of(a), day);
	if (day_of(a) == day_of(b))
		crm_find_add(finds, file, b->line, "amount", client,
			_("the same %s of %.*s appears twice on that day; if it was logged twice, "
			  "void one row"),
			crm_events[b->event].name, (int)ref.n, ref.p);
	else
		crm_find_add(finds, file, b->line, "amount", client,
			_("the same %s of %.*s is in line %ld, on %s; if both are the same money, "
				"void one row"),
			crm_events[b->event].name, (int)ref.n, ref.p, a->line, day);
}

static bool same(const struct crm_moneycheck_row *a, const struct crm_moneycheck_row *b)
{
	return a->group == b->group && a->amount == b->amount && a->client == b->client && a->ref == b->ref;
}

static void twice(struct crm_moneycheck *m, const char *file, struct crm_finds *finds)
{
	const struct crm_moneycheck_row *r = m->row;
	size_t i, k;

	qsort(m->row, m->n, sizeof *m->row, by_group);
	for (i = 1; i < m->n; i++)
		for (k = 1; r[i].amount && k <= i && k < WINDOW && r[i - k].group == r[i].group; k++) {
			if (day_of(&r[i]) - day_of(&r[i - k]) > NEAR_DAYS)
				break;
			if (same(&r[i - k], &r[i])) {
				tell_twice(m, &r[i - k], &r[i], file, finds);
				break;
			}
		}
}

/* The first row of a number counts; what others say of it is a slip, or a part of an invoice. */
static void other_sums(struct crm_moneycheck *m, const char *file, struct crm_finds *finds)
{
	const struct crm_moneycheck_row *first = NULL, *r;
	char a[CRM_MONEY_TEXT], b[CRM_MONEY_TEXT];
	struct crm_str ref;

	qsort(m->row, m->n, sizeof *m->row, by_bill);
	for (r = m->row; r < m->row + m->n && r->event == CRM_EV_INVOICE; r++) {
		if (!first || first->bill != r->bill)
			first = r;
		if (first->amount == r->amount && first->currency == r->currency)
			continue;
		ref = shown(m, r->ref);
		crm_find_add(finds, file, r->line, "amount", m->names.str[r->client],
			_("the invoice %.*s has %s %s here and %s %s in line %ld, which counts: void the wrong "
			  "one"),
			(int)ref.n, ref.p, crm_money_said(r->amount, r->currency, b),
			crm_currency_code(r->currency), crm_money_said(first->amount, first->currency, a),
			crm_currency_code(first->currency), first->line);
	}
}

static int by_client(const void *va, const void *vb)
{
	const struct crm_moneycheck_row *a = va, *b = vb;

	if (a->spare != b->spare)
		return b->spare - a->spare;
	if (a->client != b->client)
		return (a->client > b->client) - (a->client < b->client);
	return a->currency != b->currency ? (a->currency > b->currency) - (a->currency < b->currency)
					  : by_time(a, b);
}

/* What is given back of money that names no invoice, and is not there, changes nothing. */
static void no_money(struct crm_moneycheck *m, const char *file, struct crm_finds *finds)
{
	const struct crm_moneycheck_row *r, *last = NULL;
	int64_t left = 0;
	size_t i;

	qsort(m->row, m->n, sizeof *m->row, by_client);
	for (i = 0; i < m->n && m->row[i].spare; i++) {
		r = &m->row[i];
		if (r->event == CRM_EV_REFUND) {
			last = r;
			(void)crm_sub(left, r->amount, &left);
		} else if (r->event != CRM_EV_INVOICE) {
			(void)crm_add(left, r->amount, &left);
		}
		if (i + 1 < m->n && m->row[i + 1].spare && m->row[i + 1].client == r->client &&
			m->row[i + 1].currency == r->currency)
			continue;
		if (last && left < 0)
			crm_find_add(finds, file, last->line, "ref", m->names.str[last->client],
				_("a refund without an invoice ref, and there is no money without "
					"a ref to give back: which invoice does it reopen? void "
					"this row and log it with the ref"));
		last = NULL;
		left = 0;
	}
}

/* Nobody pays tomorrow: such days are mostly days and months exchanged. */
static void later(const struct crm_moneycheck *m, int32_t today, const char *file, struct crm_finds *finds)
{
	const struct crm_moneycheck_row *first = NULL;
	size_t i, n = 0;

	for (i = 0; i < m->n; i++) {
		if (day_of(&m->row[i]) <= today || m->row[i].event == CRM_EV_RENEGOTIATE)
			continue;
		n++;
		if (!first || by_time(&m->row[i], first) < 0)
			first = &m->row[i];
	}
	if (n)
		crm_find_add(finds, file, first->line, "at", m->names.str[first->client],
			CRM_NGETTEXT("this money is dated after today, and no report counts it "
				"yet: are day and month swapped?",
				"%zu rows of money are dated after today, this is the first, and "
				"no report counts them yet: are day and month swapped?",
				n),
			n);
}

void crm_moneycheck_tell(struct crm_moneycheck *m, int32_t today, const char *file,
	struct crm_finds *finds)
{
	if (!m->n)
		return;
	twice(m, file, finds);
	other_sums(m, file, finds);
	no_money(m, file, finds);
	later(m, today, file, finds);
}
