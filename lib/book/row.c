/* row.c - one row of the journal, checked and typed. */
#include "book/row.h"
#include "base/i18n.h"
#include "format/csv.h"
#include <stdio.h>
#include <strings.h>

const char *const crm_columns[CRM_COLUMNS] = {"id", "at", "client", "event", "kind", "by", "ref",
	"amount", "currency", "due", "channel", "level", "tags", "note"};

/* What a finding shows of a wrong cell. */
enum { SHOWN = 60 };

/* So many bytes of it, never cut inside a character. */
static int shown(struct crm_str cell)
{
	int n = cell.n > SHOWN ? SHOWN : (int)cell.n;

	while (n > 0 && (size_t)n < cell.n && ((unsigned char)cell.p[n] & 0xc0) == 0x80)
		n--;
	return n;
}

static int bad(struct crm_err *e, enum crm_column col, struct crm_str cell, const char *fmt)
	__attribute__((format(printf, 4, 0)));

/* The format has one %.*s for the cell. */
static int bad(struct crm_err *e, enum crm_column col, struct crm_str cell, const char *fmt)
{
	memset(e, 0, sizeof *e);
	e->status = CRM_PARTIAL;
	snprintf(e->field, sizeof e->field, "%s", crm_columns[col]);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	snprintf(e->text, sizeof e->text, fmt, shown(cell), cell.p);
#pragma GCC diagnostic pop
	return -1;
}

int crm_row_no_event(struct crm_err *e, int status, struct crm_str word, bool shorts)
{
	const char *best = crm_event_nearest(word, shorts);

	if (best)
		return crm_err_at(e, status, NULL, 0, crm_columns[CRM_COL_EVENT],
			_("'%.*s' is not an event; the nearest is '%s', crm-log --events lists all"),
			shown(word), word.p, best);
	return crm_err_at(e, status, NULL, 0, crm_columns[CRM_COL_EVENT],
		_("'%.*s' is not an event; crm-log --events lists them"), shown(word), word.p);
}

/* Bytes of a client id: bit 0 where it may stand inside, bit 1 at the beginning. */
static const unsigned char client_byte[256] = {['a'] = 3, ['b'] = 3, ['c'] = 3, ['d'] = 3,
	['e'] = 3, ['f'] = 3, ['g'] = 3, ['h'] = 3, ['i'] = 3, ['j'] = 3, ['k'] = 3, ['l'] = 3,
	['m'] = 3, ['n'] = 3, ['o'] = 3, ['p'] = 3, ['q'] = 3, ['r'] = 3, ['s'] = 3, ['t'] = 3,
	['u'] = 3, ['v'] = 3, ['w'] = 3, ['x'] = 3, ['y'] = 3, ['z'] = 3, ['0'] = 3, ['1'] = 3,
	['2'] = 3, ['3'] = 3, ['4'] = 3, ['5'] = 3, ['6'] = 3, ['7'] = 3, ['8'] = 3, ['9'] = 3,
	['.'] = 1, ['_'] = 1, ['-'] = 1};

typedef unsigned char bytes16 __attribute__((vector_size(16)));
typedef uint64_t words2 __attribute__((vector_size(16)));

/* The same for 8 to 16 bytes at once, in two pieces that may overlap: this runs once a row. */
static bool eight_ok(struct crm_str s)
{
	uint64_t head, tail;
	words2 w;
	bytes16 c;

	memcpy(&head, s.p, 8);
	memcpy(&tail, s.p + s.n - 8, 8);
	c = (bytes16)(words2){head, tail}; /* by registers: memory written in halves is slow to read whole */
	w = (words2)((c - 'a' <= 25) | (c - '0' <= 9) | (c - '-' <= '.' - '-') | (c == '_'));
	return (w[0] & w[1]) == UINT64_MAX && client_byte[(unsigned char)s.p[0]] >> 1;
}

bool crm_client_ok(struct crm_str s)
{
	unsigned good;
	size_t i;

	if (s.n == 0 || s.n > 64)
		return false;
	if (s.n >= 8 && s.n <= 16)
		return eight_ok(s);
	good = client_byte[(unsigned char)s.p[0]] >> 1;
#pragma GCC unroll 4
	for (i = 1; i < s.n; i++)
		good &= client_byte[(unsigned char)s.p[i]];
	return good;
}

bool crm_tag(struct crm_str tags, const char *key, struct crm_str *value)
{
	struct crm_str w;
	size_t n;

	if (tags.n == 0)
		return false;
	n = strlen(key);
	while ((w = crm_str_word(&tags, ' ')).n) {
		if (w.n < n || memcmp(w.p, key, n) != 0)
			continue;
		if (w.n == n || w.p[n] == '=') {
			value->p = w.p + n + (w.n > n);
			value->n = w.n > n ? w.n - n - 1 : 0;
			return true;
		}
	}
	return false;
}

bool crm_tag_word(struct crm_str tags, const char *word)
{
	struct crm_str w;

	while ((w = crm_str_word(&tags, ' ')).n)
		if (crm_str_is(w, word))
			return true;
	return false;
}

static int check_who(const struct crm_str cell[CRM_COLUMNS], enum crm_event event,
	struct crm_day_last *last, struct crm_row *r, struct crm_err *e)
{
	int by;

	if (crm_uuid_parse(cell[CRM_COL_ID], &r->id))
		return bad(e, CRM_COL_ID, cell[CRM_COL_ID],
			_("'%.*s' is not a valid row id (36 lower-case characters, RFC 9562); crm-log and "
			  "crm-log --import make one"));
	if (crm_when_parse_next(cell[CRM_COL_AT], last, &r->at))
		return bad(e, CRM_COL_AT, cell[CRM_COL_AT],
			_("'%.*s' is neither a date (2026-06-15) nor a moment (2026-06-15T14:30)"));
	r->event = event;
	r->client = cell[CRM_COL_CLIENT];
	if (r->client.n ? !crm_client_ok(r->client)
			: r->event && !(crm_events[r->event].takes & CRM_NOBODY))
		return bad(e, CRM_COL_CLIENT, r->client,
			_("'%.*s' is not a valid client id (a-z 0-9, then also . _ -, at most 64)"));
	if (!r->event)
		return crm_row_no_event(e, CRM_PARTIAL, cell[CRM_COL_EVENT], false);
	by = crm_by_find(cell[CRM_COL_BY]);
	if (by < 0)
		return bad(e, CRM_COL_BY, cell[CRM_COL_BY],
			_("'%.*s' must be one of me, client, both"));
	r->by = (enum crm_by)by;
	return 0;
}

static int check_money(const struct crm_str cell[CRM_COLUMNS], int currency, struct crm_row *r,
	struct crm_err *e)
{
	struct crm_str amount = cell[CRM_COL_AMOUNT];
	int st;

	r->currency = currency;
	if (cell[CRM_COL_CURRENCY].n && !crm_currency_is(currency, cell[CRM_COL_CURRENCY])) {
		r->currency = crm_currency_find(cell[CRM_COL_CURRENCY]);
		if (r->currency < 0)
			return bad(e, CRM_COL_CURRENCY, cell[CRM_COL_CURRENCY],
				_("'%.*s' is not an ISO 4217 currency code (EUR, CHF, USD)"));
	}
	r->amount = 0;
	r->has_amount = amount.n > 0;
	st = r->has_amount ? crm_money_parse(amount, r->currency, &r->amount) : 0;
	if (st == -2)
		return bad(e, CRM_COL_AMOUNT, amount,
			_("'%.*s' is above the largest amount, 1000000000000 of the smallest unit "
			  "(10000000000.00 with two decimals)"));
	if (st)
		return bad(e, CRM_COL_AMOUNT, amount,
			_("'%.*s' is not a valid amount in its currency (1200.50: a point, no "
				"sign, no thousands separator)"));
	if (!r->has_amount && (crm_events[r->event].takes & CRM_OP_AMOUNT))
		return bad(e, CRM_COL_AMOUNT, amount, _("'%.*s': this event needs an amount"));
	return 0;
}

static int check_rest(const struct crm_str cell[CRM_COLUMNS], struct crm_row *r, struct crm_err *e)
{
	struct crm_str level = cell[CRM_COL_LEVEL];

	r->level = 0;
	r->due = (struct crm_when){CRM_NO_DAY, CRM_NO_MIN};
	if (cell[CRM_COL_DUE].n && crm_when_parse(cell[CRM_COL_DUE], &r->due))
		return bad(e, CRM_COL_DUE, cell[CRM_COL_DUE],
			_("'%.*s' is neither a date (2026-06-15) nor a moment (2026-06-15T14:30)"));
	if (level.n) {
		if (level.n != 1 || level.p[0] < '1' || level.p[0] > '5')
			return bad(e, CRM_COL_LEVEL, level, _("'%.*s' is not a level from 1 to 5"));
		r->level = level.p[0] - '0';
	}
	if (r->ref.n == 0 && (crm_events[r->event].takes & CRM_NEED_REF))
		return bad(e, CRM_COL_REF, r->ref, _("'%.*s': this event needs a ref"));
	return 0;
}

int crm_row_check_next(const struct crm_str cell[CRM_COLUMNS], enum crm_event event, int currency,
	struct crm_day_last *last, struct crm_row *out, struct crm_err *e)
{
	out->ref = cell[CRM_COL_REF];
	out->kind = cell[CRM_COL_KIND];
	out->channel = cell[CRM_COL_CHANNEL];
	out->tags = cell[CRM_COL_TAGS];
	out->note = cell[CRM_COL_NOTE];
	out->offset = 0;
	out->line = 0;
	return check_who(cell, event, last, out, e) || check_money(cell, currency, out, e) ||
			       check_rest(cell, out, e)
		       ? -1
		       : 0;
}

int crm_row_check(const struct crm_str cell[CRM_COLUMNS], int currency, struct crm_row *out,
	struct crm_err *e)
{
	struct crm_day_last none = {"", 0};

	return crm_row_check_next(
		cell, crm_event_find(cell[CRM_COL_EVENT]), currency, &none, out, e);
}

void crm_note_escape(struct crm_buf *b, struct crm_str text)
{
	size_t i;

	for (i = 0; i < text.n; i++) {
		if (text.p[i] == '\n')
			crm_buf_cstr(b, "\\n");
		else if (text.p[i] == '\\')
			crm_buf_cstr(b, "\\\\");
		else if (text.p[i] != '\r')
			crm_buf_char(b, text.p[i]);
	}
}

void crm_note_unescape(struct crm_buf *b, struct crm_str stored)
{
	size_t i;

	for (i = 0; i < stored.n; i++) {
		char c = stored.p[i];

		if (c == '\\' && i + 1 < stored.n) {
			c = stored.p[++i];
			if (c == 'n')
				c = '\n';
			else if (c != '\\')
				crm_buf_char(b, '\\');
		}
		crm_buf_char(b, c);
	}
}

static void money_cells(struct crm_buf *b, const struct crm_row *row)
{
	if (row->has_amount)
		crm_money_text(b, row->amount, row->currency);
	crm_buf_char(b, ',');
	if (row->has_amount)
		crm_buf_cstr(b, crm_currency_code(row->currency));
	crm_buf_char(b, ',');
}

static void cell(struct crm_buf *b, struct crm_str s)
{
	crm_csv_cell(b, s);
	crm_buf_char(b, ',');
}

struct crm_row crm_row_of(enum crm_event event, struct crm_when at, struct crm_str client)
{
	static const struct crm_str none = {"", 0};

	return (struct crm_row){.event = event, .at = at, .client = client, .by = CRM_BY_ME,
		.due = {CRM_NO_DAY, CRM_NO_MIN}, .kind = none, .ref = none, .channel = none,
		.tags = none, .note = none};
}

void crm_row_line(struct crm_buf *b, const struct crm_row *row)
{
	char id[37], text[CRM_WHEN_TEXT];

	crm_uuid_text(&row->id, id);
	cell(b, crm_str(id));
	crm_when_text(row->at, text);
	cell(b, crm_str(text));
	cell(b, row->client);
	cell(b, crm_str(crm_events[row->event].name));
	cell(b, row->kind);
	cell(b, crm_str(crm_by_name(row->by)));
	cell(b, row->ref);
	money_cells(b, row);
	crm_when_text(row->due, text);
	cell(b, crm_str(text));
	cell(b, row->channel);
	if (row->level)
		crm_buf_printf(b, "%d", row->level);
	crm_buf_char(b, ',');
	cell(b, row->tags);
	crm_csv_cell(b, row->note);
	crm_buf_char(b, '\n');
}

struct crm_str crm_ref_number(struct crm_str ref)
{
	static const char *const words[] = {"facture", "invoice"};
	struct crm_str rest;
	size_t i, n;

	for (i = 0; i < sizeof words / sizeof *words; i++) {
		n = strlen(words[i]);
		if (ref.n <= n || strncasecmp(ref.p, words[i], n) != 0)
			continue;
		rest = (struct crm_str){ref.p + n, ref.n - n};
		if (!crm_str_take(&rest, crm_str(" ")) && !crm_str_take(&rest, crm_str("\xc2\xa0")))
			continue;
		rest = crm_str_trim(rest);
		return rest.n ? rest : ref;
	}
	return ref;
}
