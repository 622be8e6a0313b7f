/* columns.c - the columns of a foreign CSV. */
#include "import/columns.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "format/charset.h"

static const struct crm_str none = {"", 0};

enum { NAMES = 200 }; /* bytes of the columns' names that an error shows */

/* ---- the input ---- */

static struct crm_str without_lines(struct crm_str s, int skip)
{
	const char *lf;

	while (skip-- > 0) {
		lf = s.n ? memchr(s.p, '\n', s.n) : NULL;
		if (!lf)
			return none;
		s.n -= (size_t)(lf + 1 - s.p);
		s.p = lf + 1;
	}
	return s;
}

/* From the line on that begins as the map says; none: there is no such line. */
static struct crm_str from_header(struct crm_columns *c, struct crm_str s)
{
	struct crm_str want = c->map->header;

	while (s.n && (s.n < want.n || memcmp(s.p, want.p, want.n) != 0)) {
		s = without_lines(s, 1);
		c->shift++;
	}
	return s;
}

/* Line ends of old and of converted files: a CR alone where there is no LF, CR CR LF. */
static struct crm_str with_lines(struct crm_str s, struct crm_buf *out)
{
	bool old = s.n && !memchr(s.p, '\n', s.n - 1); /* an editor may have added the last one */
	const char *cr, *end = s.p + s.n;

	if (!s.n || !memchr(s.p, '\r', s.n) || (!old && !memmem(s.p, s.n, "\r\r\n", 3)))
		return s;
	while ((cr = memchr(s.p, '\r', (size_t)(end - s.p)))) {
		crm_buf_add(out, s.p, (size_t)(cr - s.p));
		if (old)
			crm_buf_char(out, '\n');
		else if (end - cr < 3 || cr[1] != '\r' || cr[2] != '\n')
			crm_buf_char(out, '\r');
		s.p = cr + 1;
	}
	crm_buf_add(out, s.p, (size_t)(end - s.p));
	return crm_buf_view(out);
}

static void add_header(struct crm_columns *c, struct crm_buf *out)
{
	const struct crm_map *m = c->map;
	size_t i;

	for (i = 0; i < m->columns.n; i++) {
		if (i)
			crm_buf_char(out, m->delimiter);
		crm_csv_cell(out, m->columns.item[i]);
	}
	crm_buf_char(out, '\n');
	c->shift--;
}

void crm_columns_text(struct crm_columns *c, struct crm_str bytes, struct crm_buf *out)
{
	const struct crm_map *m = c->map;
	struct crm_buf text, lines;

	if (!m) {
		(void)with_lines(bytes, out);
		if (!out->n)
			crm_buf_str(out, bytes);
		return;
	}
	crm_buf_init(&text);
	crm_buf_init(&lines);
	bytes = crm_utf8_unmarked(bytes);
	if (m->encoding.n) {
		crm_charset_utf8(&text, bytes, m->encoding.p);
		bytes = crm_buf_view(&text);
	}
	bytes = with_lines(bytes, &lines);
	bytes = without_lines(bytes, m->skip);
	c->shift = m->skip;
	if (m->header.n)
		bytes = from_header(c, bytes);
	if (m->columns.n)
		add_header(c, out);
	crm_buf_str(out, bytes);
	crm_buf_release(&text);
	crm_buf_release(&lines);
}

/* The place of a column; of several of one name `Solde#2` is the second. */
static int place(const struct crm_csv_record *header, struct crm_str column)
{
	const char *mark = column.n > 2 ? column.p + column.n - 2 : NULL;
	int nth = 1;
	size_t i;

	for (i = 0; i < header->n; i++)
		if (crm_str_eq(header->cell[i], column))
			return (int)i;
	if (!mark || mark[0] != '#' || mark[1] < '1' || mark[1] > '9')
		return -1;
	column.n -= 2;
	for (i = 0; i < header->n; i++)
		if (crm_str_eq(header->cell[i], column) && nth++ == mark[1] - '0')
			return (int)i;
	return -1;
}

/* Which of two columns of one name is meant must be said. */
static bool twice(const struct crm_csv_record *header, struct crm_str column)
{
	size_t i, n = 0;

	for (i = 0; i < header->n; i++)
		n += crm_str_eq(header->cell[i], column);
	return n > 1;
}

/* With the names that the file has, as they stand: blanks before and behind are part of them. */
static int lacks(const struct crm_columns *c, struct crm_str column, const char *file, struct crm_err *e)
{
	struct crm_buf names;
	size_t i;
	int r;

	crm_buf_init(&names);
	for (i = 0; i < c->header->n && names.n < NAMES; i++)
		crm_buf_printf(&names, "%s'%.*s'", i ? ", " : "", (int)c->header->cell[i].n,
			c->header->cell[i].p);
	if (i < c->header->n)
		crm_buf_cstr(&names, ", ...");
	r = crm_err_at(e, CRM_USAGE, file, c->header->line + c->shift, "header",
		_("there is no column '%.*s'; give delimiter, skip and the column names in the map "
			"as they are in the file: %s"),
		(int)column.n, column.p, names.p);
	crm_buf_release(&names);
	return r;
}

static int need(struct crm_columns *c, struct crm_str column, const char *file, struct crm_err *e)
{
	int at = place(c->header, column);

	if (at >= 0 && c->map && twice(c->header, column))
		return crm_err_at(e, CRM_USAGE, file, c->header->line + c->shift, "header",
			_("there are several columns '%.*s': write '%.*s#1' or '%.*s#2' into the map"),
			(int)column.n, column.p, (int)column.n, column.p, (int)column.n, column.p);
	if (at >= 0) {
		c->reads[at] = true;
		return 0;
	}
	if (!c->map)
		return crm_err_at(e, CRM_USAGE, file, c->header->line, "header",
			_("there is no column '%.*s', so this is not a journal: a map says what its columns "
			  "mean, --map=FILE, see crm-import(5)"),
			(int)column.n, column.p);
	return lacks(c, column, file, e);
}

static int need_all(struct crm_columns *c, const struct crm_list *l, const char *file,
	struct crm_err *e)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if (need(c, l->item[i], file, e))
			return -1;
	return 0;
}

static int need_value(struct crm_columns *c, const struct crm_map_value *v, const char *file,
	struct crm_err *e)
{
	return need_all(c, &v->column, file, e) || need_all(c, &v->plus, file, e) ||
			       need_all(c, &v->minus, file, e)
		       ? -1
		       : 0;
}

static int need_event(struct crm_columns *c, const struct crm_map_event *ev, const char *file,
	struct crm_err *e)
{
	size_t i;

	for (i = 0; i < CRM_COLUMNS; i++)
		if (need_value(c, &ev->cell[i], file, e))
			return -1;
	for (i = 0; i < ev->whens; i++)
		if (need(c, ev->when[i].column, file, e))
			return -1;
	for (i = 0; i < ev->tags; i++)
		if (need_value(c, &ev->tag[i].value, file, e))
			return -1;
	return 0;
}

static int need_profile(struct crm_columns *c, const char *file, struct crm_err *e)
{
	const struct crm_map_profile *p = &c->map->profile;
	const struct crm_map_value *const v[] = {&p->client, &p->person, &p->role, &p->email, &p->phone,
		&p->post, &p->lang, &p->kind};
	size_t i;

	for (i = 0; i < sizeof v / sizeof *v; i++)
		if (need_value(c, v[i], file, e))
			return -1;
	return 0;
}

/* A key of all columns that are read says no more than their default. */
static int keys_check(struct crm_columns *c, const char *file, struct crm_err *e)
{
	bool left[CRM_CSV_CELLS], reads[CRM_CSV_CELLS];
	size_t i;

	memcpy(left, c->reads, sizeof left);
	memcpy(reads, c->reads, sizeof reads);
	for (i = 0; i < c->map->key.n; i++) {
		if (need(c, c->map->key.item[i], file, e))
			return -1;
		left[place(c->header, c->map->key.item[i])] = false;
	}
	memcpy(c->reads, reads, sizeof reads);
	c->names_one = false;
	for (i = 0; c->map->key.n && i < c->header->n; i++)
		c->names_one |= left[i];
	return 0;
}

int crm_columns_check(struct crm_columns *c, const char *file, struct crm_err *e)
{
	bool reads[CRM_CSV_CELLS];
	size_t i;

	if (!c->map)
		return need(c, CRM_STR("at"), file, e) || need(c, CRM_STR("client"), file, e) ||
				       need(c, CRM_STR("event"), file, e)
			       ? -1
			       : 0;
	for (i = 0; i < c->map->events; i++)
		if (need_event(c, &c->map->event[i], file, e))
			return -1;
	if (keys_check(c, file, e))
		return -1;
	for (i = 0; i < c->map->rows_n; i++)
		if (need(c, c->map->rows[i].column, file, e))
			return -1;
	/* what a new profile says makes a row no other row */
	memcpy(reads, c->reads, sizeof reads);
	if (need_value(c, &c->map->name, file, e) || need_profile(c, file, e))
		return -1;
	memcpy(c->reads, reads, sizeof reads);
	return 0;
}

struct crm_str crm_columns_cell(const struct crm_columns *c, struct crm_str column)
{
	int i = place(c->header, column);

	return i >= 0 && (size_t)i < c->record->n ? c->record->cell[i] : none;
}

struct crm_str crm_columns_get(void *columns, struct crm_str column)
{
	return crm_columns_cell(columns, column);
}
