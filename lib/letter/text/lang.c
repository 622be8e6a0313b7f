/* lang.c - how a language writes amounts, dates and lists. */
#include "letter/text/lang.h"
#include "base/i18n.h"
#include "base/num.h"
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>

/* One text of lang.yaml: its place in the file and in the struct. */
struct field {
	const char *in, *key; /* in: the map it is in, NULL: at the top */
	size_t at;
	bool optional;
};

static const struct field fields[] = {
	{NULL, "decimal", offsetof(struct crm_lang, decimal), false},
	{NULL, "group", offsetof(struct crm_lang, group), true},
	{NULL, "percent", offsetof(struct crm_lang, percent), false},
	{NULL, "code", offsetof(struct crm_lang, code), true},
	{"money", "symbol", offsetof(struct crm_lang, money_symbol), false},
	{"money", "code", offsetof(struct crm_lang, money_code), false},
	{"date", "long", offsetof(struct crm_lang, date_long), false},
	{"date", "place", offsetof(struct crm_lang, date_place), true},
	{"date", "first", offsetof(struct crm_lang, first), true},
	{"days", "one", offsetof(struct crm_lang, days_one), false},
	{"days", "other", offsetof(struct crm_lang, days_other), false},
	{"list", "between", offsetof(struct crm_lang, between), false},
	{"list", "last", offsetof(struct crm_lang, last), false},
};

enum { FIELDS = sizeof fields / sizeof *fields };

static bool same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* Whether a key may stand in the map called `in` (NULL: at the top). */
static bool is_known(const char *in, struct crm_str key)
{
	static const char *const others[] = {"months", "one", "symbols", "channels", "series",
		"rhythm", "steps"};
	size_t i;

	for (i = 0; i < FIELDS; i++)
		if ((same(fields[i].in, in) && crm_str_is(key, fields[i].key)) ||
			(!in && fields[i].in && crm_str_is(key, fields[i].in)))
			return true;
	for (i = 0; !in && i < sizeof others / sizeof *others; i++)
		if (crm_str_is(key, others[i]))
			return true;
	return false;
}

static int check_keys(
	const struct crm_yaml *map, const char *in, const char *file, struct crm_err *e)
{
	const struct crm_yaml *it;

	for (it = map->child; it; it = it->next)
		if (!is_known(in, it->key))
			return crm_err_at(e, CRM_USAGE, file, it->key_line, NULL,
				_("unknown key '%.*s', see crm-template(5)"), (int)it->key.n,
				it->key.p);
	return 0;
}

static int missing(const char *file, const char *key, struct crm_err *e)
{
	return crm_err_at(e, CRM_USAGE, file, 0, key, _("is missing or is not a text"));
}

static int read_fields(
	const struct crm_yaml *root, const char *file, struct crm_lang *out, struct crm_err *e)
{
	size_t i;

	for (i = 0; i < FIELDS; i++) {
		const struct field *f = &fields[i];
		const struct crm_yaml *map = f->in ? crm_yaml_get(root, f->in) : root, *v;
		struct crm_str text = crm_str("");

		if (f->in && (!map || map->kind != CRM_YAML_MAP))
			return missing(file, f->in, e);
		if (f->in && check_keys(map, f->in, file, e))
			return -1;
		v = crm_yaml_get(map, f->key);
		if (v && v->kind == CRM_YAML_SCALAR)
			text = v->text;
		else if (v || !f->optional)
			return missing(file, f->key, e);
		memcpy((char *)out + f->at, &text, sizeof text);
	}
	return 0;
}

static int read_months(
	const struct crm_yaml *root, const char *file, struct crm_lang *out, struct crm_err *e)
{
	const struct crm_yaml *list = crm_yaml_get(root, "months"), *it;
	int n = 0;

	if (list && list->kind == CRM_YAML_LIST)
		for (it = list->child; it && n < 12 && it->kind == CRM_YAML_SCALAR; it = it->next)
			out->month[n++] = it->text;
	if (n == 12 && list->count == 12)
		return 0;
	return crm_err_at(e, CRM_USAGE, file, list ? list->line : 0, "months",
		_("is not a list of twelve names"));
}

int crm_lang_read(struct crm_arena *a, struct crm_str bytes, const char *file, struct crm_lang *out,
	struct crm_err *e)
{
	struct crm_yaml *root;

	memset(out, 0, sizeof *out);
	if (crm_yaml_parse(a, bytes, file, &root, e))
		return -1;
	if (!root || root->kind != CRM_YAML_MAP)
		return missing(file, "decimal", e);
	if (check_keys(root, NULL, file, e) || read_fields(root, file, out, e) ||
		read_months(root, file, out, e))
		return -1;
	out->one = crm_yaml_get(root, "one");
	out->symbols = crm_yaml_get(root, "symbols");
	out->channels = crm_yaml_get(root, "channels");
	out->series = crm_yaml_get(root, "series");
	out->rhythm = crm_yaml_get(root, "rhythm");
	out->steps = crm_yaml_get(root, "steps");
	return 0;
}

/* What one {name} of a pattern stands for. */
struct fill {
	const char *name;
	struct crm_str text;
};

/* Append a pattern; a {name} that is not in the list stays as it is. */
static void fill(struct crm_buf *b, struct crm_str pattern, const struct fill *f, size_t n)
{
	size_t i, k, len;

	for (i = 0; i < pattern.n; i++) {
		for (k = 0; k < n; k++) {
			len = strlen(f[k].name);
			if (pattern.n - i >= len && memcmp(pattern.p + i, f[k].name, len) == 0)
				break;
		}
		if (k == n) {
			crm_buf_char(b, pattern.p[i]);
			continue;
		}
		crm_buf_str(b, f[k].text);
		i += strlen(f[k].name) - 1;
	}
}

/* Append decimal digits `1234567.89` as this language writes them. */
static void number(const struct crm_lang *l, struct crm_buf *b, struct crm_str s)
{
	const char *point = memchr(s.p, '.', s.n);
	size_t whole = point ? (size_t)(point - s.p) : s.n, i;

	for (i = 0; i < whole; i++) {
		if (i && (whole - i) % 3 == 0)
			crm_buf_str(b, l->group);
		crm_buf_char(b, s.p[i]);
	}
	if (point) {
		crm_buf_str(b, l->decimal);
		crm_buf_add(b, point + 1, s.n - whole - 1);
	}
}

void crm_lang_money(const struct crm_lang *l, struct crm_buf *b, int64_t minor, int currency)
{
	const struct crm_yaml *symbol = crm_yaml_get(l->symbols, crm_currency_code(currency));
	struct crm_buf plain, shown;
	struct crm_str digits;
	struct fill f[2];

	crm_buf_init(&plain);
	crm_buf_init(&shown);
	crm_money_text(&plain, minor, currency);
	digits = crm_buf_view(&plain);
	if (digits.p[0] == '-') {
		digits.p++;
		digits.n--;
		crm_buf_char(b, '-');
	}
	number(l, &shown, digits);
	f[0] = (struct fill){"{amount}", crm_buf_view(&shown)};
	f[1] = (struct fill){
		"{unit}", symbol ? symbol->text : crm_str(crm_currency_code(currency))};
	fill(b, symbol ? l->money_symbol : l->money_code, f, 2);
	crm_buf_release(&plain);
	crm_buf_release(&shown);
}

void crm_lang_percent(const struct crm_lang *l, struct crm_buf *b, int64_t bp)
{
	struct crm_buf shown;
	char text[32];
	struct fill f;

	crm_buf_init(&shown);
	snprintf(text, sizeof text, "%" PRId64 ".%02d", bp / 100, (int)(bp % 100));
	number(l, &shown, crm_str(text));
	f = (struct fill){"{n}", crm_buf_view(&shown)};
	fill(b, l->percent, &f, 1);
	crm_buf_release(&shown);
}

static void date(const struct crm_lang *l, struct crm_buf *b, struct crm_str pattern, int32_t day)
{
	char n[3][16];
	struct crm_ymd y;
	struct fill f[6];

	if (day == CRM_NO_DAY)
		return;
	y = crm_date_ymd(day);
	snprintf(n[0], sizeof n[0], "%02d", y.day);
	snprintf(n[1], sizeof n[1], "%02d", y.month);
	snprintf(n[2], sizeof n[2], "%04d", y.year);
	f[0] = (struct fill){"{dd}", crm_str(n[0])};
	f[1] = (struct fill){"{mm}", crm_str(n[1])};
	f[2] = (struct fill){"{yyyy}", crm_str(n[2])};
	f[3] = (struct fill){"{year}", crm_str(n[2])};
	f[4] = (struct fill){"{month}", l->month[y.month - 1]};
	f[5] = (struct fill){"{day}", crm_str(n[0] + (y.day < 10))};
	if (y.day == 1 && l->first.n)
		f[5].text = l->first;
	fill(b, pattern, f, 6);
}

void crm_lang_date(const struct crm_lang *l, struct crm_buf *b, int32_t day)
{
	date(l, b, l->date_long, day);
}

void crm_lang_place(const struct crm_lang *l, struct crm_buf *b, struct crm_str place, int32_t day)
{
	struct crm_buf shown;
	struct fill f[2];

	if (!place.n || !l->date_place.n) {
		crm_lang_date(l, b, day);
		return;
	}
	crm_buf_init(&shown);
	crm_lang_date(l, &shown, day);
	f[0] = (struct fill){"{place}", place};
	f[1] = (struct fill){"{date}", crm_buf_view(&shown)};
	fill(b, l->date_place, f, 2);
	crm_buf_release(&shown);
}

void crm_lang_days(const struct crm_lang *l, struct crm_buf *b, int64_t n)
{
	const struct crm_yaml *it;
	struct crm_buf shown;
	char text[32];
	struct fill f;

	snprintf(text, sizeof text, "%" PRId64, n);
	crm_buf_init(&shown);
	number(l, &shown, crm_str(text));
	for (it = l->one ? l->one->child : NULL; it; it = it->next)
		if (crm_str_is(it->text, text))
			break;
	f = (struct fill){"{n}", crm_buf_view(&shown)};
	fill(b, it ? l->days_one : l->days_other, &f, 1);
	crm_buf_release(&shown);
}

void crm_lang_list(const struct crm_lang *l, struct crm_buf *b, const struct crm_str *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (i)
			crm_buf_str(b, i + 1 == n ? l->last : l->between);
		crm_buf_str(b, s[i]);
	}
}

/* The text of a key in an optional map of lang.yaml, else what is given. */
static struct crm_str word_of(const struct crm_yaml *map, struct crm_str key, struct crm_str none)
{
	const struct crm_yaml *it = map ? map->child : NULL;

	while (it && !crm_str_eq(it->key, key))
		it = it->next;
	return it ? it->text : none;
}

struct crm_str crm_lang_channel(const struct crm_lang *l, struct crm_str channel)
{
	return word_of(l->channels, channel, channel);
}

struct crm_str crm_lang_step(const struct crm_lang *l, struct crm_str step)
{
	return word_of(l->steps, step, CRM_STR(""));
}

struct crm_str crm_lang_series(const struct crm_lang *l, struct crm_str series)
{
	return word_of(l->series, series, series);
}

void crm_lang_rhythm(const struct crm_lang *l, struct crm_buf *b, int days)
{
	struct crm_str own, other = word_of(l->rhythm, CRM_STR("other"), CRM_STR("{days}"));
	struct crm_buf shown;
	char text[16];
	struct fill f;

	snprintf(text, sizeof text, "%d", days);
	own = word_of(l->rhythm, crm_str(text), CRM_STR(""));
	if (own.n) {
		crm_buf_str(b, own);
		return;
	}
	crm_buf_init(&shown);
	crm_lang_days(l, &shown, days);
	f = (struct fill){"{days}", crm_buf_view(&shown)};
	fill(b, other, &f, 1);
	crm_buf_release(&shown);
}

void crm_lang_dates(const struct crm_lang *l, struct crm_buf *b, const int32_t *day, size_t n)
{
	static const char head[] = "{day} ", two[] = "{day} {month} {year}";
	bool first = l->date_long.n >= sizeof head && memcmp(l->date_long.p, head, sizeof head - 1) == 0;
	bool plain = crm_str_is(l->date_long, two);
	struct crm_ymd now, next;
	size_t i;

	for (i = 0; i < n; i++) {
		if (i)
			crm_buf_str(b, i + 1 == n ? l->last : l->between);
		now = crm_date_ymd(day[i]);
		next = crm_date_ymd(day[i + 1 < n ? i + 1 : i]);
		if (first && i + 1 < n && now.month == next.month && now.year == next.year)
			date(l, b, CRM_STR("{day}"), day[i]);
		else if (plain && i + 1 < n && now.year == next.year)
			date(l, b, CRM_STR("{day} {month}"), day[i]);
		else
			crm_lang_date(l, b, day[i]);
	}
}
