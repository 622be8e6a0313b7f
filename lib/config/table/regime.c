/* regime.c - regimes of interest: the rows of regimes.csv. */
#include "base/i18n.h"
#include "base/num.h"
#include "base/sort.h"
#include "book/row.h"
#include "config/table/read.h"
#include "config/table/table.h"
#include <stdio.h>
#include <stdlib.h>

#define SHOW(s) (int)((s).n < 40 ? (s).n : 40), (s).p

enum {
	KEY, KIND, SERIES, MULT, MARGIN, MODE, START, FEE, ROUND, FLOOR, FLOOR_MULT, FROM, CHECKED, YEAR,
	COUNTRY, BASIS, COMPOUND, LIMIT_YEARS, LIMIT_START
};
static const char *const columns[] = {"key", "kind", "series", "mult", "margin_bp", "mode", "start",
	"fee", "round_bp", "floor_series", "floor_mult", "from", "checked", "year",
	"country", "basis", "compound", "limit_years", "limit_start", NULL};
enum { REQUIRED = 8, MULT_MAX = 10, MARGIN_MAX = 10000, LIMIT_MAX = 30 };

/* In the order of the enums. */
static const char *const kinds[] = {"any", "b2b", "b2c", "public", NULL};
static const char *const modes[] = {"float", "fixed", NULL};
static const char *const starts[] = {"due+1", "notice", "due-or-notice", "reminder", NULL};
static const char *const compounds[] = {"none", "year", NULL};
static const char *const limits[] = {"day", "next-year", "year-end", NULL};
static const char *const years[] = {"365", "actact", NULL};

struct regimes {
	struct crm_arena *mem;
	struct crm_regime *row; /* heap array */
	size_t n, cap;
};

/* The place of a word in a list, the first of a cell that may be empty; or a finding that lists what may
 * stand there. */
static int word(struct crm_table_read *t, int column, const struct crm_str *c,
	const char *const *list, const char *shown, int *out)
{
	bool empty = !c[column].n && (column == YEAR || column == LIMIT_START || column == COMPOUND);

	for (*out = 0; list[*out]; ++*out)
		if (empty || crm_str_is(c[column], list[*out]))
			return 0;
	return crm_table_bad(t, columns[column], _("'%.*s' must be one of %s"), SHOW(c[column]), shown);
}

/* A whole number; an empty cell is 0. */
static int number(struct crm_table_read *t, int column, const struct crm_str *c, int64_t max,
	int32_t *out)
{
	int64_t v = 0;

	if (c[column].n && crm_num_parse(c[column], 0, max, &v))
		return crm_table_bad(t, columns[column],
			_("'%.*s' is not a whole number up to %lld"), SHOW(c[column]), (long long)max);
	*out = (int32_t)v;
	return 0;
}

/* One tier: `40 under 1000`, `70 to 10000` or `100`. */
static int tier(struct crm_str part, int currency, struct crm_fee_tier *out)
{
	struct crm_str how;

	out->limit = INT64_MAX;
	if (crm_money_parse(crm_str_word(&part, ' '), currency, &out->amount))
		return -1;
	how = crm_str_word(&part, ' ');
	if (how.n == 0)
		return 0;
	out->closed = crm_str_is(how, "to");
	if (!out->closed && !crm_str_is(how, "under"))
		return -1;
	if (crm_money_parse(crm_str_word(&part, ' '), currency, &out->limit))
		return -1;
	return crm_str_trim(part).n ? -1 : 0;
}

/* `none`, or a currency and tiers between semicolons, the last without limit. */
static int fee(struct crm_table_read *t, struct crm_str s, struct crm_regime *r)
{
	struct crm_str rest = s, part;

	r->fee_n = 0;
	r->fee_currency = CRM_NO_CURRENCY;
	if (s.n == 0 || crm_str_is(s, "none"))
		return 0;
	r->fee_currency = crm_currency_find(crm_str_word(&rest, ' '));
	if (r->fee_currency < 0)
		goto bad;
	while ((part = crm_str_word(&rest, ';')).n) {
		if (r->fee_n == CRM_FEE_TIERS ||
			(r->fee_n && r->fee[r->fee_n - 1].limit == INT64_MAX) ||
			tier(part, r->fee_currency, &r->fee[r->fee_n]))
			goto bad;
		if (r->fee_n && r->fee[r->fee_n].limit <= r->fee[r->fee_n - 1].limit)
			return crm_table_bad(t, "fee", _("the limits of '%.*s' do not rise"), SHOW(s));
		r->fee_n++;
	}
	if (r->fee_n && r->fee[r->fee_n - 1].limit == INT64_MAX)
		return 0;
bad:
	return crm_table_bad(t, "fee",
		_("'%.*s' must be one of 'none', 'EUR 40', 'GBP 40 under 1000; 100'"), SHOW(s));
}

static int rate(struct crm_table_read *t, const struct crm_str *c, struct crm_regime *r)
{
	r->contract = crm_str_is(c[MARGIN], "penalty_rate");
	if (number(t, MULT, c, MULT_MAX, &r->mult) || number(t, ROUND, c, MARGIN_MAX, &r->round) ||
		number(t, FLOOR_MULT, c, MULT_MAX, &r->floor_mult) ||
		(!r->contract && number(t, MARGIN, c, MARGIN_MAX, &r->margin)))
		return -1;
	if (r->mult && (c[SERIES].n == 0 || crm_str_is(c[SERIES], "none")))
		return crm_table_bad(t, "series", _("is missing, although mult is not 0"));
	return 0;
}

static int words(struct crm_table_read *t, const struct crm_str *c, struct crm_regime *r)
{
	int kind, mode, start, year;

	if (word(t, KIND, c, kinds, "any b2b b2c public", &kind) ||
		word(t, MODE, c, modes, "float fixed", &mode) ||
		word(t, START, c, starts, "due+1 notice due-or-notice reminder", &start) ||
		word(t, YEAR, c, years, "365 actact", &year))
		return -1;
	r->actact = year == 1;
	r->kind = (enum crm_regime_kind)kind;
	r->fixed = mode == 1;
	r->start = (enum crm_regime_start)start;
	return 0;
}

static int limitation(struct crm_table_read *t, const struct crm_str *c, struct crm_regime *r)
{
	int32_t n;
	int how, compound;

	if (number(t, LIMIT_YEARS, c, LIMIT_MAX, &n) ||
		word(t, LIMIT_START, c, limits, "day next-year year-end", &how) ||
		word(t, COMPOUND, c, compounds, "none year", &compound))
		return -1;
	r->limit_years = (int)n;
	r->limit_start = (enum crm_limit_start)how;
	r->compound = compound == 1;
	return 0;
}

static int check(struct crm_table_read *t, const struct crm_str *c, struct crm_regime *r)
{
	if (!crm_client_ok(c[KEY])) /* a name, as the law of a profile is */
		return crm_table_bad(t, "key",
			_("'%.*s' is not a valid name: at most 64 of a-z, 0-9, '.', '_', '-', "
				"beginning with a letter or digit"),
			SHOW(c[KEY]));
	if (words(t, c, r) || rate(t, c, r) || fee(t, c[FEE], r) || limitation(t, c, r))
		return -1;
	r->from = CRM_NO_DAY;
	if (c[FROM].n && crm_date_parse(c[FROM], &r->from))
		return crm_table_bad(t, "from", _("'%.*s' is not a date; write it as 2026-07-01"),
			SHOW(c[FROM]));
	return 0;
}

/* Cells of a column that the file does not have begin nowhere. */
static void as_shipped(const struct crm_str *c, const struct crm_regime *was, struct crm_regime *r)
{
	if (!c[COUNTRY].p)
		r->country = was->country;
	if (!c[BASIS].p)
		r->basis = was->basis;
	if (!c[COMPOUND].p)
		r->compound = was->compound;
	if (!c[LIMIT_YEARS].p)
		r->limit_years = was->limit_years;
	if (!c[LIMIT_START].p)
		r->limit_start = was->limit_start;
}

static void row(struct crm_table_read *t, const struct crm_str *c)
{
	struct regimes *all = t->ctx;
	struct crm_regime r = {0};
	size_t i;

	if (check(t, c, &r))
		return;
	r.line = t->own ? t->line : 0;
	r.key = crm_arena_str(all->mem, c[KEY]);
	r.series = crm_arena_str(all->mem, r.mult ? c[SERIES] : crm_str(NULL));
	r.floor_series = crm_arena_str(all->mem, r.floor_mult ? c[FLOOR] : crm_str(NULL));
	r.checked = crm_arena_str(all->mem, c[CHECKED]);
	r.country = crm_arena_str(all->mem, c[COUNTRY]);
	r.basis = crm_arena_str(all->mem, c[BASIS]);
	for (i = 0; i < all->n; i++)
		if (crm_str_eq(all->row[i].key, r.key))
			break;
	if (i == all->n) {
		crm_grow(&all->row, &all->cap, all->n + 1, sizeof *all->row);
		all->n++;
	} else if (crm_table_twice(t, "key", all->row[i].line)) {
		return;
	} else {
		as_shipped(c, &all->row[i], &r);
	}
	all->row[i] = r;
}

static int by_key(const void *pa, const void *pb)
{
	const struct crm_regime *a = pa, *b = pb;

	return crm_str_cmp(a->key, b->key);
}

void crm_regimes_parse(struct crm_arena *a, struct crm_str shipped, struct crm_str own,
	const char *name, struct crm_regimes *out, struct crm_finds *finds)
{
	struct regimes all = {a, NULL, 0, 0};
	struct crm_table_read t = {name, columns, REQUIRED, row, &all, finds, false, 0};

	crm_table_both(&t, shipped, own);
	crm_sort(all.row, all.n, sizeof *all.row, by_key);
	out->n = all.n;
	out->row = crm_arena_keep(a, &all.row, all.n, sizeof *all.row);
}

const struct crm_regime *crm_regime_find(const struct crm_regimes *r, struct crm_str key)
{
	struct crm_regime want = {.key = key};

	return r->n ? bsearch(&want, r->row, r->n, sizeof *r->row, by_key) : NULL;
}

bool crm_regime_french(const struct crm_regime *g)
{
	return g && crm_str_is(g->country, "fr");
}

const struct crm_regime *crm_regime_beside(const struct crm_regimes *r, struct crm_str country,
	const char *kind)
{
	char key[80];

	if (!country.n || country.n > 64)
		return NULL;
	snprintf(key, sizeof key, "%.*s-%s", (int)country.n, country.p, kind);
	return crm_regime_find(r, crm_str(key));
}
