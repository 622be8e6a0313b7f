/* sums.c - one row out of several of one key, whose amounts are added. */
#include "import/sums.h"
#include "base/buf.h"
#include "base/i18n.h"

void crm_sums_init(struct crm_sums *s)
{
	memset(s, 0, sizeof *s);
	crm_arena_init(&s->mem);
	crm_intern_init(&s->keys);
}

void crm_sums_release(struct crm_sums *s)
{
	crm_arena_release(&s->mem);
	crm_intern_release(&s->keys);
	crm_release(&s->item);
}

static struct crm_sum *item_of(struct crm_sums *s, const unsigned char hash[32], size_t event,
	bool *fresh)
{
	unsigned char key[33];
	size_t known = s->keys.n;
	uint32_t k;

	memcpy(key, hash, 32);
	key[32] = (unsigned char)event;
	k = crm_intern_add(&s->keys, (struct crm_str){(const char *)key, sizeof key});
	*fresh = s->keys.n > known;
	crm_grow(&s->item, &s->cap, (size_t)k + 1, sizeof *s->item);
	return &s->item[k];
}

/* What differs is not one invoice; an amount is a part and a note tells of the part. */
static int same(const struct crm_sum *m, const struct crm_str cell[CRM_COLUMNS], struct crm_err *e)
{
	int i;

	for (i = 0; i < CRM_COLUMNS; i++)
		if (i != CRM_COL_AMOUNT && i != CRM_COL_NOTE && !crm_str_eq(m->cell[i], cell[i]))
			return crm_err_at(e, CRM_PARTIAL, NULL, 0, crm_columns[i],
				_("'%.*s' in line %ld, which has the same key, and '%.*s' here"),
				m->cell[i].n > 60 ? 60 : (int)m->cell[i].n, m->cell[i].p, m->line,
				cell[i].n > 60 ? 60 : (int)cell[i].n, cell[i].p);
	return 0;
}

static int wrong_amount(struct crm_err *e, struct crm_str s)
{
	return crm_err_at(e, CRM_PARTIAL, NULL, 0, "amount", _("'%.*s' is not an amount to add"),
		s.n > 60 ? 60 : (int)s.n, s.p);
}

int crm_sums_add(struct crm_sums *s, const unsigned char hash[32], size_t event,
	const struct crm_str cell[CRM_COLUMNS], int currency, long line, struct crm_err *e)
{
	struct crm_str amount = cell[CRM_COL_AMOUNT], digits = {amount.p + 1, amount.n - 1};
	struct crm_sum *m;
	int64_t minor;
	bool fresh;
	int i;

	if (cell[CRM_COL_CURRENCY].n)
		currency = crm_currency_find(cell[CRM_COL_CURRENCY]);
	if (amount.n < 2 || currency < 0 || crm_money_parse(digits, currency, &minor))
		return wrong_amount(e, amount);
	m = item_of(s, hash, event, &fresh);
	if (fresh) {
		*m = (struct crm_sum){.event = event, .currency = currency, .line = line};
		memcpy(m->hash, hash, sizeof m->hash);
		for (i = 0; i < CRM_COLUMNS; i++)
			m->cell[i] = crm_arena_str(&s->mem, cell[i]);
	} else if (same(m, cell, e)) {
		return -1;
	}
	m->minor += amount.p[0] == '-' ? -minor : minor;
	return m->minor > CRM_MONEY_MAX || m->minor < -CRM_MONEY_MAX ? wrong_amount(e, amount) : 0;
}

int crm_sums_cells(struct crm_sums *s, size_t i, int sign, struct crm_str cell[CRM_COLUMNS],
	struct crm_err *e)
{
	const struct crm_sum *m = &s->item[i];
	struct crm_buf b;

	if (sign && (m->minor == 0 || (m->minor < 0) != (sign == 2)))
		return 0;
	crm_buf_init(&b);
	crm_money_text(&b, m->minor < 0 ? -m->minor : m->minor, m->currency);
	memcpy(cell, m->cell, CRM_COLUMNS * sizeof *cell);
	cell[CRM_COL_AMOUNT] = crm_buf_keep(&b, &s->mem);
	if (m->minor < 0 && !sign)
		return crm_err_at(e, CRM_PARTIAL, NULL, 0, "amount",
			_("'-%.*s' is negative: 'sign: positive' or 'sign: negative' says which "
				"rows count"),
			(int)cell[CRM_COL_AMOUNT].n, cell[CRM_COL_AMOUNT].p);
	return 1;
}
