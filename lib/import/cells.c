/* cells.c - the cells of one journal row out of one record of a foreign CSV. */
#include "import/cells.h"
#include "base/i18n.h"
#include "config/terms.h"
#include "format/charset.h"
#include "format/datepattern.h"

/* Stands in for an id until the row has its own. */
#define NO_ID "00000000-0000-8000-8000-000000000000"

static const struct crm_str none = {"", 0};

void crm_cells_init(struct crm_cells *c, const struct crm_map *map, const struct crm_label *label,
	int currency)
{
	memset(c, 0, sizeof *c);
	c->in.map = map;
	c->label = label;
	c->currency = currency;
	crm_arena_init(&c->mem);
}

void crm_cells_release(struct crm_cells *c)
{
	crm_arena_release(&c->mem);
}

void crm_cells_clear(struct crm_cells *c)
{
	crm_arena_release(&c->mem);
}

/* ---- a journal ---- */

/* A newline inside quotes becomes \n: one record is one line.  What is escaped already stays. */
static struct crm_str one_line(struct crm_cells *c, struct crm_str s)
{
	struct crm_buf b;
	size_t i;

	if (!s.n || (!memchr(s.p, '\n', s.n) && !memchr(s.p, '\r', s.n)))
		return s;
	crm_buf_init(&b);
	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '\n')
			crm_buf_cstr(&b, "\\n");
		else if (s.p[i] != '\r')
			crm_buf_char(&b, s.p[i]);
	}
	return crm_buf_keep(&b, &c->mem);
}

static int journal_row(struct crm_cells *c, struct crm_str cell[CRM_COLUMNS])
{
	int i;

	for (i = 0; i < CRM_COLUMNS; i++)
		cell[i] = one_line(c, crm_columns_cell(&c->in, crm_str(crm_columns[i])));
	c->fresh_id = cell[CRM_COL_ID].n == 0;
	if (c->fresh_id)
		cell[CRM_COL_ID] = CRM_STR(NO_ID);
	return 1;
}

/* ---- a map ---- */

static int wrong(struct crm_err *e, enum crm_column col, struct crm_str s, const char *what)
{
	return crm_err_at(e, CRM_PARTIAL, NULL, 0, crm_columns[col], "'%.*s' %s",
		s.n > 60 ? 60 : (int)s.n, s.p, what);
}

static struct crm_str joined(struct crm_cells *c, const struct crm_map_value *v)
{
	struct crm_str s;
	struct crm_buf b;
	size_t i;

	if (v->column.n == 1)
		return crm_str_trim(crm_columns_cell(&c->in, v->column.item[0]));
	crm_buf_init(&b);
	for (i = 0; i < v->column.n; i++) {
		s = crm_str_trim(crm_columns_cell(&c->in, v->column.item[i]));
		if (s.n && b.n)
			crm_buf_char(&b, ' ');
		crm_buf_str(&b, s);
	}
	return crm_buf_keep(&b, &c->mem);
}

/* Whether a text holds a part, whatever the case of a-z: banks shout. */
static bool holds(struct crm_str s, struct crm_str part)
{
	size_t i, k;

	for (i = 0; part.n && i + part.n <= s.n; i++) {
		for (k = 0; k < part.n; k++) {
			char a = s.p[i + k], b = part.p[k];

			a = a >= 'A' && a <= 'Z' ? (char)(a + 32) : a;
			b = b >= 'A' && b <= 'Z' ? (char)(b + 32) : b;
			if (a != b)
				break;
		}
		if (k == part.n)
			return true;
	}
	return false;
}

static size_t find(struct crm_str s, struct crm_str part)
{
	size_t i;

	for (i = 0; i + part.n <= s.n; i++)
		if (holds((struct crm_str){s.p + i, part.n}, part))
			return i;
	return s.n;
}

/* What stands where a pattern has its star: up to what follows it there, else to the next blank. */
static struct crm_str piece(struct crm_str s, struct crm_str pattern)
{
	const char *star = memchr(pattern.p, '*', pattern.n);
	struct crm_str before = {pattern.p, (size_t)(star - pattern.p)};
	struct crm_str behind = {star + 1, pattern.n - before.n - 1};
	size_t at = before.n ? find(s, before) : 0, n;

	if (at + before.n > s.n || (before.n && at == s.n))
		return none;
	s.p += at + before.n;
	s.n -= at + before.n;
	n = behind.n ? find(s, behind) : find(s, CRM_STR(" "));
	if (behind.n && n == s.n)
		return none;
	s.n = n;
	return crm_str_trim(s);
}

/* The text of a value; *ours: it is a constant of the map and not the file's. */
static struct crm_str text_of(struct crm_cells *c, const struct crm_map_value *v, bool *ours)
{
	struct crm_str s = joined(c, v);
	size_t i;

	*ours = !v->column.n;
	if (*ours)
		return v->text;
	for (i = 0; i < v->values.n; i++)
		if (crm_str_eq(s, v->values.pair[i][0])) {
			*ours = true;
			return v->values.pair[i][1];
		}
	for (i = 0; i < v->match.n; i++)
		if (holds(s, v->match.pair[i][0])) {
			*ours = true;
			return v->match.pair[i][1];
		}
	if (v->match.n || !s.n) {
		*ours = true;
		return v->other;
	}
	if (v->part.n) {
		s = piece(s, v->part);
		if (!s.n) {
			*ours = true;
			return v->other;
		}
	}
	if (v->prefix.n)
		return crm_str(crm_arena_printf(&c->mem, "%.*s%.*s", (int)v->prefix.n, v->prefix.p,
			(int)s.n, s.p));
	return s;
}

/* By the first pattern that fits; a moment of UTC becomes one of the book. */
static int read_date(const struct crm_cells *c, struct crm_str s, struct crm_when *w)
{
	bool utc;
	size_t i;

	for (i = 0; i < c->in.map->date.n; i++) {
		if (crm_datepattern_read(s, c->in.map->date.item[i], w, &utc))
			continue;
		if ((utc || c->in.map->utc) && w->min != CRM_NO_MIN && c->civil)
			*w = c->civil(c->civil_ctx, *w);
		return 0;
	}
	return -1;
}

static int date_cell(struct crm_cells *c, enum crm_column col, const struct crm_map_value *v,
	struct crm_str *out, struct crm_err *e)
{
	char text[CRM_WHEN_TEXT];
	struct crm_when w;
	bool ours;

	*out = text_of(c, v, &ours);
	if (ours || !out->n)
		return 0;
	if (read_date(c, *out, &w))
		return crm_err_at(e, CRM_PARTIAL, NULL, 0, crm_columns[col],
			_("'%.*s' is not a date written as %.*s"), out->n > 60 ? 60 : (int)out->n,
			out->p, (int)c->in.map->date.item[0].n, c->in.map->date.item[0].p);
	crm_when_text(w, text);
	*out = crm_arena_str(&c->mem, crm_str(text));
	return 0;
}

static int due_cell(struct crm_cells *c, const struct crm_map_value *v, struct crm_str cell[],
	struct crm_err *e)
{
	char text[CRM_WHEN_TEXT];
	struct crm_terms terms;
	struct crm_when at;

	if (v->column.n || !v->terms.n) {
		if (date_cell(c, CRM_COL_DUE, v, &cell[CRM_COL_DUE], e))
			return -1;
		if (cell[CRM_COL_DUE].n || !v->terms.n)
			return 0;
	}
	if (crm_terms_parse(v->terms, &terms) || crm_when_parse(cell[CRM_COL_AT], &at))
		return 0; /* crm_row_check says what is wrong with `at` */
	crm_date_text(crm_terms_due(at.day, terms), text);
	cell[CRM_COL_DUE] = crm_arena_str(&c->mem, crm_str(text));
	return 0;
}

/* A number of a column, in minor units with its sign; an empty one is nothing. */
static int number_of(struct crm_cells *c, struct crm_str s, int currency, int64_t *out)
{
	struct crm_buf b;
	bool negative;
	int r = 0;

	*out = 0;
	if (!s.n)
		return 0;
	crm_buf_init(&b);
	if (crm_numberstyle_amount(s, &c->in.map->number, crm_currency_digits(currency), &b, &negative) ||
		crm_money_parse(crm_buf_view(&b), currency, out))
		r = -1;
	else if (negative)
		*out = -*out;
	crm_buf_release(&b);
	return r;
}

static int add_columns(struct crm_cells *c, const struct crm_list *l, int sign, int currency,
	int64_t *sum, struct crm_str *wrong_one)
{
	int64_t minor;
	size_t i;

	for (i = 0; i < l->n; i++) {
		*wrong_one = crm_str_trim(crm_columns_cell(&c->in, l->item[i]));
		if (number_of(c, *wrong_one, currency, &minor))
			return -1;
		*sum += sign * minor;
	}
	return 0;
}

/* Sums and differences of columns, written as the file writes numbers: a dot is never ours there. */
static int reckoned(struct crm_cells *c, const struct crm_map_value *v, int currency,
	struct crm_str *s, bool *negative, struct crm_buf *out)
{
	int64_t sum;

	if (number_of(c, *s, currency, &sum) || add_columns(c, &v->plus, 1, currency, &sum, s) ||
		add_columns(c, &v->minus, -1, currency, &sum, s))
		return -1;
	*negative = sum < 0;
	crm_money_text(out, sum < 0 ? -sum : sum, currency);
	return 0;
}

/* 1, or 0 when its sign is not the wanted one. */
static int amount_cell(struct crm_cells *c, const struct crm_map_value *v, struct crm_str cell[],
	struct crm_err *e)
{
	int currency = cell[CRM_COL_CURRENCY].n ? crm_currency_find(cell[CRM_COL_CURRENCY])
						: c->currency;
	struct crm_str s;
	struct crm_buf b;
	bool ours, negative, zero;

	s = text_of(c, v, &ours);
	cell[CRM_COL_AMOUNT] = s;
	if (ours || !s.n)
		return s.n || !v->sign;
	crm_buf_init(&b);
	if (v->sum) /* with its sign, until all rows are added */
		crm_buf_char(&b, ' ');
	if (v->plus.n + v->minus.n
			? reckoned(c, v, currency, &s, &negative, &b)
			: crm_numberstyle_amount(s, &c->in.map->number, crm_currency_digits(currency), &b,
				  &negative)) {
		crm_buf_release(&b);
		return wrong(e, CRM_COL_AMOUNT, s,
			_("is not a number in the form given by the map (decimal, thousands, "
				"symbol)"));
	}
	zero = strspn(b.p, " 0.") == b.n;
	if (v->sum)
		b.p[0] = negative ? '-' : '+';
	cell[CRM_COL_AMOUNT] = crm_buf_keep(&b, &c->mem);
	if (v->sum)
		return 1;
	if (v->sign)
		return !zero && negative == (v->sign == 2);
	if (negative && !zero)
		return wrong(e, CRM_COL_AMOUNT, s,
			_("is negative: 'sign: positive' or 'sign: negative' says which rows "
				"count"));
	return 1;
}

/* Names become ids; ids that the map itself gives stay. */
static struct crm_str slug(struct crm_cells *c, struct crm_str s)
{
	struct crm_buf b;

	if (crm_client_ok(s))
		return s;
	crm_buf_init(&b);
	crm_charset_slug(&b, s);
	return crm_buf_keep(&b, &c->mem);
}

/* Client and ref, either of which may be found through the number of an invoice. */
static int who_cells(struct crm_cells *c, const struct crm_map_event *ev, struct crm_str cell[],
	struct crm_err *e)
{
	const struct crm_map_value *client = &ev->cell[CRM_COL_CLIENT], *ref = &ev->cell[CRM_COL_REF];
	struct crm_str who = none, found = none, s = none;
	bool ours;

	if (client->set && !client->find) {
		s = text_of(c, client, &ours);
		who = ours ? s : slug(c, s);
	}
	if (client->find)
		s = joined(c, client);
	if (client->find == CRM_FIND_ADDRESS)
		who = crm_who_find(c->who, s);
	if (client->find == CRM_FIND_ADDRESS ? !who.n
					     : client->find && !crm_label_find(c->label, s, client->find == CRM_FIND_DIGITS, &who, &found)) {
		who = text_of(c, client, &ours);
		who = ours ? who : client->other;
	}
	c->named_n = 0;
	if (ref->find && ref->find != CRM_FIND_ADDRESS) {
		found = none;
		s = joined(c, ref);
		if (!crm_label_find(c->label, s, ref->find == CRM_FIND_DIGITS, &who, &found))
			found = ref->other;
		else if (!found.n)
			c->named_n = crm_label_all(c->label, s, ref->find == CRM_FIND_DIGITS, who, c->named);
	} else if (ref->set) {
		found = text_of(c, ref, &ours);
	} else {
		found = none;
	}
	cell[CRM_COL_CLIENT] = who;
	cell[CRM_COL_REF] = found;
	if (who.n || !client->set) /* without client in the map: an event of nobody */
		return 1;
	c->unmatched = c->in.map->skip_unmatched;
	return c->in.map->skip_unmatched ? 0
				      : wrong(e, CRM_COL_CLIENT, s,
						_("names no client; 'match' or 'values' in the map say "
						  "which, 'unmatched: skip' leaves such rows out"));
}

static void tags_cell(struct crm_cells *c, const struct crm_map_event *ev, struct crm_str *out)
{
	struct crm_str s;
	struct crm_buf b;
	size_t i, k;
	bool ours;

	crm_buf_init(&b);
	crm_buf_str(&b, ev->cell[CRM_COL_TAGS].text);
	for (i = 0; i < ev->tags; i++) {
		s = text_of(c, &ev->tag[i].value, &ours);
		if (!s.n)
			continue;
		crm_buf_printf(&b, "%s%.*s", b.n ? " " : "", (int)ev->tag[i].key.n, ev->tag[i].key.p);
		if (ours && crm_str_is(s, "true")) /* a word of its own, noreply */
			continue;
		crm_buf_char(&b, '=');
		for (k = 0; k < s.n; k++)
			crm_buf_char(&b, s.p[k] == ' ' || s.p[k] == '\n' ? '_' : s.p[k]);
	}
	*out = crm_buf_keep(&b, &c->mem);
}

static struct crm_str note_cell(struct crm_cells *c, const struct crm_map_value *v)
{
	struct crm_buf b;
	bool ours;

	crm_buf_init(&b);
	crm_note_escape(&b, text_of(c, v, &ours));
	return crm_buf_keep(&b, &c->mem);
}

/* No control byte reaches the journal: newlines of a note are escaped by now. */
static int check_bytes(const struct crm_str cell[CRM_COLUMNS], struct crm_err *e)
{
	size_t i;
	int col;

	for (col = 0; col < CRM_COLUMNS; col++)
		for (i = 0; i < cell[col].n; i++)
			if ((unsigned char)cell[col].p[i] < 0x20 || cell[col].p[i] == 0x7f)
				return crm_err_at(e, CRM_PARTIAL, NULL, 0, crm_columns[col],
					_("contains the control byte 0x%02x; remove it"),
					(unsigned)(unsigned char)cell[col].p[i]);
	return 1;
}

/* A code of a currency in small letters, as some shops export it, is none of another meaning. */
static struct crm_str currency_of(struct crm_cells *c, struct crm_str s)
{
	struct crm_str code;
	char *p;
	size_t i;

	if (s.n != 3 || crm_currency_find(s) >= 0)
		return s;
	p = crm_arena_cstr(&c->mem, s);
	for (i = 0; i < s.n; i++)
		p[i] = p[i] >= 'a' && p[i] <= 'z' ? (char)(p[i] - 32) : p[i];
	code = (struct crm_str){p, s.n};
	return crm_currency_find(code) >= 0 ? code : s;
}

static int map_row(struct crm_cells *c, const struct crm_map_event *ev, struct crm_str cell[],
	struct crm_err *e)
{
	static const enum crm_column plain[] = {CRM_COL_KIND, CRM_COL_BY, CRM_COL_CURRENCY,
		CRM_COL_CHANNEL, CRM_COL_LEVEL};
	size_t i;
	bool ours;
	int r;

	c->fresh_id = true;
	c->unmatched = false;
	cell[CRM_COL_ID] = CRM_STR(NO_ID);
	cell[CRM_COL_EVENT] = crm_str(crm_events[ev->event].name);
	for (i = 0; i < sizeof plain / sizeof *plain; i++)
		cell[plain[i]] = text_of(c, &ev->cell[plain[i]], &ours);
	cell[CRM_COL_CURRENCY] = currency_of(c, cell[CRM_COL_CURRENCY]);
	cell[CRM_COL_AMOUNT] = none;
	r = ev->cell[CRM_COL_AMOUNT].set ? amount_cell(c, &ev->cell[CRM_COL_AMOUNT], cell, e) : 1;
	if (r != 1)
		return r;
	if (date_cell(c, CRM_COL_AT, &ev->cell[CRM_COL_AT], &cell[CRM_COL_AT], e) ||
		due_cell(c, &ev->cell[CRM_COL_DUE], cell, e))
		return -1;
	tags_cell(c, ev, &cell[CRM_COL_TAGS]);
	cell[CRM_COL_NOTE] = note_cell(c, &ev->cell[CRM_COL_NOTE]);
	return who_cells(c, ev, cell, e);
}

int crm_cells_make(struct crm_cells *c, size_t event, struct crm_str cell[CRM_COLUMNS],
	struct crm_err *e)
{
	int r = c->in.map ? map_row(c, &c->in.map->event[event], cell, e) : journal_row(c, cell);

	return r == 1 ? check_bytes(cell, e) : r;
}

struct crm_str crm_cells_name(struct crm_cells *c, struct crm_str id)
{
	struct crm_str s;
	bool ours;

	if (!c->in.map || !c->in.map->name.set)
		return id;
	s = text_of(c, &c->in.map->name, &ours);
	return s.n ? s : id;
}

struct crm_str crm_cells_value(struct crm_cells *c, const struct crm_map_value *v)
{
	bool ours;

	return v->set ? text_of(c, v, &ours) : none;
}

struct crm_str crm_cells_client(struct crm_cells *c, const struct crm_map_value *v)
{
	bool ours;
	struct crm_str s = text_of(c, v, &ours);

	return ours ? s : slug(c, s);
}
