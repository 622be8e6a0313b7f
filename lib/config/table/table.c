/* table.c - rates and holidays; the regimes stand in regime.c. */
#include "config/table/table.h"
#include "base/i18n.h"
#include "base/num.h"
#include "base/sort.h"
#include "config/table/read.h"

#define SHOW(s) (int)((s).n < 40 ? (s).n : 40), (s).p

/* ---- rates ---- */

enum { R_SERIES, R_DATE, R_RATE, R_CHECKED, R_UNTIL, R_SOURCE };
static const char *const rate_columns[] = {
	"series", "date", "rate_bp", "checked", "until", "source", NULL};
enum { RATE_REQUIRED = 4, BP_MIN = -1000, BP_MAX = 10000 };

struct rates {
	struct crm_arena *mem;
	struct crm_rate *row; /* heap array */
	size_t n, cap;
};

static bool series_ok(struct crm_str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (!crm_is_digit(s.p[i]) && (s.p[i] < 'a' || s.p[i] > 'z') && s.p[i] != '_')
			return false;
	return s.n > 0 && s.n <= 32;
}

static int bp_parse(struct crm_str s, int32_t *bp)
{
	bool minus = s.n && s.p[0] == '-';
	int64_t v;

	if (minus)
		s = (struct crm_str){s.p + 1, s.n - 1};
	if (crm_num_parse(s, 0, minus ? -BP_MIN : BP_MAX, &v))
		return -1;
	*bp = (int32_t)(minus ? -v : v);
	return 0;
}

static int rate_check(struct crm_table_read *t, const struct crm_str *c, struct crm_rate *r)
{
	static const int dates[] = {R_DATE, R_UNTIL, R_CHECKED};
	int32_t *const day[] = {&r->date, &r->until, &r->checked};
	int i;

	r->until = CRM_NO_DAY;
	if (!series_ok(c[R_SERIES]))
		return crm_table_bad(t, "series",
			_("'%.*s' is not a name made of lower-case letters, digits and '_'"),
			SHOW(c[R_SERIES]));
	for (i = 0; i < 3; i++) {
		struct crm_str s = c[dates[i]];

		if (dates[i] == R_UNTIL && s.n == 0)
			continue;
		if (crm_date_parse(s, day[i]))
			return crm_table_bad(t, rate_columns[dates[i]],
				_("'%.*s' is not a date; write it as 2026-07-01"), SHOW(s));
	}
	if (r->until != CRM_NO_DAY && r->until < r->date)
		return crm_table_bad(t, "until", _("is before the date of the row"));
	if (bp_parse(c[R_RATE], &r->bp))
		return crm_table_bad(t, "rate_bp",
			_("'%.*s' is not a whole number of basis points; 4.25 %% is 425"),
			SHOW(c[R_RATE]));
	return 0;
}

/* A row that was there already: it is replaced if shipped, and checked anew if it says the same. */
static bool again(struct crm_table_read *t, struct crm_rate *was, const struct crm_rate *r)
{
	if (!was->line || was->bp != r->bp || was->until != r->until)
		return crm_table_twice(t, "date", was->line);
	if (r->checked > was->checked)
		was->checked = r->checked;
	return true;
}

static void rate_row(struct crm_table_read *t, const struct crm_str *c)
{
	struct rates *all = t->ctx;
	struct crm_rate r;
	size_t i;

	if (rate_check(t, c, &r))
		return;
	r.line = t->own ? t->line : 0;
	r.series = crm_arena_str(all->mem, c[R_SERIES]);
	r.source = crm_arena_str(all->mem, c[R_SOURCE]);
	/* no row that is shipped stands twice */
	for (i = t->own ? 0 : all->n; i < all->n; i++)
		if (all->row[i].date == r.date && crm_str_eq(all->row[i].series, r.series))
			break;
	if (i == all->n) {
		crm_grow(&all->row, &all->cap, all->n + 1, sizeof *all->row);
		all->n++;
	} else if (again(t, &all->row[i], &r)) {
		return;
	}
	all->row[i] = r;
}

static int by_series(const void *pa, const void *pb)
{
	const struct crm_rate *a = pa, *b = pb;
	int c = crm_str_cmp(a->series, b->series);

	return c ? c : (a->date > b->date) - (a->date < b->date);
}

void crm_rates_parse(struct crm_arena *a, struct crm_str shipped, struct crm_str own,
	const char *name, struct crm_rates *out, struct crm_finds *finds)
{
	struct rates all = {a, NULL, 0, 0};
	struct crm_table_read t = {
		name, rate_columns, RATE_REQUIRED, rate_row, &all, finds, false, 0};
	size_t i;

	crm_table_both(&t, shipped, own);
	crm_sort(all.row, all.n, sizeof *all.row, by_series);
	out->n = all.n;
	out->row = crm_arena_keep(a, &all.row, all.n, sizeof *all.row);
	for (i = all.n; i--;)
		out->row[i].next = i + 1 < all.n && crm_str_eq(out->row[i].series, out->row[i + 1].series)
					   ? out->row[i + 1].next
					   : i + 1;
}

void crm_rate_run_open(const struct crm_rates *r, struct crm_str series, struct crm_rate_run *run)
{
	size_t first = 0;

	while (first < r->n && !crm_str_eq(r->row[first].series, series))
		first = r->row[first].next; /* a handful of series */
	run->first = run->next = r->row + first;
	run->end = first < r->n ? r->row + r->row[first].next : run->first;
}

/* What nobody looked at later than that may have changed since: no rate of it is guessed. */
static int32_t last_day(const struct crm_rate *r)
{
	if (r->until != CRM_NO_DAY)
		return r->until;
	return r->checked > r->date ? r->checked : r->date;
}

/* From the beginning of the series to what a first day asks for: mostly years later. */
static const struct crm_rate *behind(const struct crm_rate_run *run, int32_t day)
{
	const struct crm_rate *from = run->first, *mid;
	size_t n = (size_t)(run->end - from);

	while (n) {
		mid = from + n / 2;
		if (mid->date <= day) {
			n -= n / 2 + 1;
			from = mid + 1;
		} else {
			n /= 2;
		}
	}
	return from;
}

const struct crm_rate *crm_rate_run_at(struct crm_rate_run *run, int32_t day)
{
	const struct crm_rate *row;

	if (run->next == run->first)
		run->next = behind(run, day);
	while (run->next < run->end && run->next->date <= day)
		run->next++;
	if (run->next == run->first)
		return NULL;
	row = run->next - 1;
	return day > last_day(row) ? NULL : row;
}

/* ---- holidays ---- */

enum { H_RULE, H_REGION, H_NAME };
static const char *const holiday_columns[] = {"rule", "region", "name", NULL};
enum { HOLIDAY_REQUIRED = 1 };

struct holidays {
	struct crm_str shipped;
	struct crm_str region; /* while the shipped rows of a region are added; else empty */
	bool found;
	struct crm_holiday *row; /* heap array */
	size_t n, cap;
};

static int easter_parse(struct crm_str s, int32_t *n)
{
	int64_t v;
	char sign;

	if (s.n < 8 || memcmp(s.p, "easter", 6) != 0)
		return -1;
	sign = s.p[6];
	if ((sign != '+' && sign != '-') ||
		crm_num_parse((struct crm_str){s.p + 7, s.n - 7}, 0,
			sign == '-' ? -CRM_EASTER_MIN : CRM_EASTER_MAX, &v))
		return -1;
	*n = (int32_t)(sign == '-' ? -v : v);
	return 0;
}

static int yearly_parse(struct crm_str s, int32_t *n)
{
	int64_t m, d;

	if (s.n != 5 || s.p[2] != '-' || crm_num_parse((struct crm_str){s.p, 2}, 1, 12, &m) ||
		crm_num_parse((struct crm_str){s.p + 3, 2}, 1,
			crm_date_month_days(2000, (int)m), &d))
		return -1;
	*n = (int32_t)(m * 100 + d);
	return 0;
}

static int rule_parse(struct crm_str s, struct crm_holiday *h)
{
	h->how = CRM_HOLIDAY_DATE;
	if (crm_date_parse(s, &h->n) == 0)
		return 0;
	h->how = CRM_HOLIDAY_YEARLY;
	if (yearly_parse(s, &h->n) == 0)
		return 0;
	h->how = CRM_HOLIDAY_EASTER;
	return easter_parse(s, &h->n);
}

static void holiday_add(struct crm_table_read *t, const struct crm_str *c)
{
	struct holidays *all = t->ctx;
	struct crm_holiday h;

	if (all->region.n && !crm_str_eq(all->region, c[H_REGION]))
		return;
	all->found = true;
	if (rule_parse(c[H_RULE], &h)) {
		crm_table_bad(t, "rule",
			_("'%.*s' must be one of 2026-05-15, 05-15, easter+39, easter-2, all"),
			SHOW(c[H_RULE]));
		return;
	}
	crm_grow(&all->row, &all->cap, all->n + 1, sizeof *all->row);
	all->row[all->n++] = h;
}

static void holiday_row(struct crm_table_read *t, const struct crm_str *c)
{
	struct crm_table_read shipped = *t;
	struct holidays *all = t->ctx;

	if (!crm_str_is(c[H_RULE], "all")) {
		holiday_add(t, c);
		return;
	}
	shipped.row = holiday_add;
	all->region = c[H_REGION];
	all->found = false;
	if (all->region.n)
		crm_table_read(&shipped, all->shipped);
	if (!all->found)
		crm_table_bad(t, "region",
			_("'%.*s' has no shipped holidays; add them as rows"),
			SHOW(c[H_REGION]));
	all->region = crm_str(NULL);
}

void crm_holidays_parse(struct crm_arena *a, struct crm_str shipped, struct crm_str own,
	const char *name, struct crm_holiday_rows *out, struct crm_finds *finds)
{
	struct holidays all = {.shipped = shipped};
	struct crm_table_read t = {
		name, holiday_columns, HOLIDAY_REQUIRED, holiday_row, &all, finds, false, 0};

	crm_table_read(&t, own);
	out->n = all.n;
	out->row = crm_arena_keep(a, &all.row, all.n, sizeof *all.row);
}
