/* table.c - an aligned table of text. */
#include "format/table.h"
#include "base/mem.h"
#include "base/utf8.h"

enum { GAP = 2, LEAST = 10, LEAST_SKIP = 8, LEAST_WRAP = 16, INDENT = 2 };

struct cell {
	struct crm_str text; /* escaped */
	size_t width;
	bool marked; /* the first of a row: all of it */
};

struct crm_table {
	const struct crm_table_column *col;
	size_t cols;
	size_t *width, *least;
	size_t limit; /* cells of a line; 0: none */
	bool *used, *missing;
	struct cell *cell;
	size_t n, cap;
	struct crm_arena mem;
	struct crm_buf scratch;
};

struct crm_table *crm_table_new(const struct crm_table_column *col, size_t cols)
{
	struct crm_table *t = crm_calloc(1, sizeof *t);
	size_t i;

	t->col = col;
	t->cols = cols;
	crm_arena_init(&t->mem);
	crm_buf_init(&t->scratch);
	t->width = crm_arena_alloc(&t->mem, cols * sizeof *t->width);
	t->least = crm_arena_alloc(&t->mem, cols * sizeof *t->least);
	t->used = crm_arena_alloc(&t->mem, cols * sizeof *t->used);
	t->missing = crm_arena_alloc(&t->mem, cols * sizeof *t->missing);
	for (i = 0; i < cols; i++) {
		t->used[i] = !col[i].skip;
		t->missing[i] = false;
	}
	return t;
}

void crm_table_free(struct crm_table *t)
{
	if (!t)
		return;
	crm_arena_release(&t->mem);
	crm_buf_release(&t->scratch);
	crm_release(&t->cell);
	crm_release(&t);
}

void crm_table_cell(struct crm_table *t, struct crm_str s)
{
	size_t c = t->n % t->cols;
	struct cell *it;

	crm_grow(&t->cell, &t->cap, t->n + 1, sizeof *t->cell);
	it = &t->cell[t->n++];
	if (s.n == 0)
		return;
	crm_buf_clear(&t->scratch);
	crm_utf8_show(&t->scratch, s);
	it->text = crm_arena_str(&t->mem, crm_buf_view(&t->scratch));
	it->width = crm_utf8_width(it->text);
	t->used[c] = true;
}

static bool can_cut(const struct crm_table *t, size_t c)
{
	return !t->col[c].right && t->width[c] > t->least[c];
}

static bool below(const struct crm_table *t, size_t c)
{
	return t->col[c].give == CRM_GIVE_BELOW || t->col[c].give == CRM_GIVE_WHOLE;
}

static bool wraps(const struct crm_table *t, size_t c)
{
	return t->col[c].give == CRM_GIVE_WRAP;
}

/* Whether its cells stand below their rows when there is no place for them. */
static bool can_go(const struct crm_table *t, size_t c)
{
	return below(t, c) || (wraps(t, c) && !t->col[c].skip);
}

/* The column that gives way next: of the highest shrink the widest; cols: none can. */
static size_t widest(const struct crm_table *t)
{
	size_t i, best = t->cols;

	for (i = 0; i < t->cols; i++) {
		if (!t->used[i] || t->col[i].shrink <= 0 ||
			(!can_cut(t, i) && !t->col[i].skip && !can_go(t, i)))
			continue;
		if (best == t->cols || t->col[i].shrink > t->col[best].shrink ||
		        (t->col[i].shrink == t->col[best].shrink && t->width[i] > t->width[best]))
			best = i;
	}
	return best;
}

static size_t widths(struct crm_table *t)
{
	size_t i, c, title, least, total = 0;

	for (c = 0; c < t->cols; c++) {
		title = crm_utf8_width(crm_str(t->col[c].title));
		least = wraps(t, c) ? LEAST_WRAP : t->col[c].skip && !below(t, c) ? LEAST_SKIP : LEAST;
		if (t->col[c].least)
			least = t->col[c].least;
		t->width[c] = title;
		t->least[c] = title > least ? title : least;
	}
	for (i = 0; i < t->n; i++)
		if (t->cell[i].width > t->width[i % t->cols])
			t->width[i % t->cols] = t->cell[i].width;
	for (c = 0; c < t->cols; c++)
		if (t->used[c])
			total += t->width[c] + (total ? GAP : 0);
	return total;
}

/* By how much a column that can be cut becomes narrower. */
static size_t cut_of(const struct crm_table *t, size_t c)
{
	size_t i, next = t->least[c];

	if (!below(t, c))
		return t->col[c].least && !wraps(t, c) ? t->width[c] - t->least[c] : 1;
	for (i = c; i < t->n; i += t->cols) /* down to the longest cell that is shorter */
		if (t->cell[i].width > next && t->cell[i].width < t->width[c])
			next = t->cell[i].width;
	return t->width[c] - next;
}

/* Columns give way until the rest fits; -> the width of the rest. */
static size_t fit(struct crm_table *t, size_t width, size_t total)
{
	size_t c, cut;

	while (width && total > width) {
		c = widest(t);
		if (c == t->cols)
			break;
		if (can_cut(t, c)) {
			cut = cut_of(t, c);
			t->width[c] -= cut;
			total -= cut;
		} else {
			t->used[c] = false;
			t->missing[c] = !can_go(t, c);
			total -= t->width[c] + GAP;
		}
	}
	return total;
}

/* What a column that was left out did not need goes back to those cut last. */
static void give_back(struct crm_table *t, const size_t *whole, size_t width, size_t total)
{
	size_t c, best;

	for (; total < width; total++) {
		for (best = t->cols, c = 0; c < t->cols; c++)
			if (t->used[c] && t->width[c] < whole[c] &&
				(!t->col[c].least || wraps(t, c)) && !below(t, c) &&
				(best == t->cols || t->col[c].shrink < t->col[best].shrink))
				best = c;
		if (best == t->cols)
			break;
		t->width[best]++;
	}
}

void crm_table_layout(struct crm_table *t, size_t width)
{
	size_t total = widths(t), *whole = crm_calloc(t->cols + 1, sizeof *whole);

	t->limit = width;
	memcpy(whole, t->width, t->cols * sizeof *whole);
	give_back(t, whole, width, fit(t, width, total));
	crm_release(&whole);
}

bool crm_table_missing(const struct crm_table *t, size_t column)
{
	return t->missing[column];
}

static void blanks(struct crm_buf *b, size_t n)
{
	memset(crm_buf_room(b, n), ' ', n);
	b->n += n;
	b->p[b->n] = '\0';
}

/* The end of a text that takes at most so many columns. */
static struct crm_str tail(struct crm_str s, size_t cells)
{
	while (crm_utf8_width(s) > cells)
		crm_utf8_next(&s);
	return s;
}

/* A cell in its place, cut where it is too long; -> its width. */
static size_t place(const struct crm_table *t, size_t c, const struct cell *cell, struct crm_buf *b)
{
	size_t width = t->width[c];

	if (cell->width <= width) {
		crm_buf_str(b, cell->text);
		return cell->width;
	}
	if (t->col[c].give == CRM_GIVE_BEGINNING) {
		struct crm_str s = tail(cell->text, width - 1);

		crm_buf_printf(b, "…%.*s", (int)s.n, s.p);
		return crm_utf8_width(s) + 1;
	} else {
		struct crm_str s = crm_utf8_cut(cell->text, width - 1);

		crm_buf_printf(b, "%.*s…", (int)s.n, s.p);
		return crm_utf8_width(s) + 1;
	}
}

static bool goes_below(const struct crm_table *t, size_t c, const struct cell *cell)
{
	if (!cell->width || !can_go(t, c))
		return false;
	return !t->used[c] || (below(t, c) && cell->width > t->width[c]);
}

/* What of a text has room on one line, up to a blank where there is one, and the rest of it. */
static struct cell piece(struct cell *rest, size_t width)
{
	struct cell now = *rest;
	size_t n, next;

	if (rest->width > width) {
		next = n = crm_utf8_cut(rest->text, width).n;
		while (n && rest->text.p[n] != ' ')
			n--;
		next = n ? n + 1 : next; /* a word longer than the column is broken */
		now.text.n = n ? n : next;
	} else {
		next = rest->text.n;
	}
	now.width = crm_utf8_width(now.text);
	rest->text = (struct crm_str){rest->text.p + next, rest->text.n - next};
	rest->width = crm_utf8_width(rest->text);
	return now;
}

/* One line; blanks are held back until something follows them, so that none ends the line. */
static void line(const struct crm_table *t, const struct cell *row, struct crm_buf *b)
{
	size_t c, w, held = 0;

	for (c = 0; c < t->cols; c++) {
		if (!t->used[c])
			continue;
		if (!row[c].width || goes_below(t, c, &row[c])) {
			held += GAP + t->width[c];
			continue;
		}
		/* what is aligned to the right is never cut */
		blanks(b, held + (t->col[c].right ? t->width[c] - row[c].width : 0));
		w = place(t, c, &row[c], b);
		held = GAP + (t->col[c].right ? 0 : t->width[c] - w);
	}
}

/* A row: its first line, and those on which what wraps goes on. */
static void lines(const struct crm_table *t, const struct cell *row, struct crm_buf *b)
{
	struct cell *now = crm_calloc(t->cols, sizeof *now), *rest = crm_calloc(t->cols, sizeof *rest);
	bool more = true;
	size_t c;

	memcpy(now, row, t->cols * sizeof *now);
	memcpy(rest, row, t->cols * sizeof *rest);
	while (more) {
		for (more = false, c = 0; c < t->cols; c++) {
			if (!t->used[c] || !wraps(t, c))
				continue;
			now[c] = piece(&rest[c], t->width[c]);
			more = more || rest[c].width;
		}
		line(t, now, b);
		if (more)
			crm_buf_char(b, '\n');
		memset(now, 0, t->cols * sizeof *now);
	}
	crm_release(&now);
	crm_release(&rest);
}

static void lines_below(const struct crm_table *t, const struct cell *row, struct crm_buf *b)
{
	size_t c, room = t->limit > INDENT ? t->limit - INDENT : 1;
	struct crm_str s;

	for (c = 0; c < t->cols; c++) {
		if (!goes_below(t, c, &row[c]))
			continue;
		blanks(b, INDENT);
		/* what is to be copied, such as a command, is not cut: the terminal breaks the line */
		s = t->col[c].give != CRM_GIVE_WHOLE && row[c].width > room ? crm_utf8_cut(row[c].text, room - 1)
									   : row[c].text;
		crm_buf_str(b, s);
		crm_buf_cstr(b, s.n < row[c].text.n ? "…\n" : "\n");
	}
}

void crm_table_mark(struct crm_table *t)
{
	if (t->n >= t->cols)
		t->cell[(t->n / t->cols - 1) * t->cols].marked = true;
}

void crm_table_header(const struct crm_table *t, bool colour, struct crm_buf *b)
{
	struct cell *title = crm_calloc(t->cols, sizeof *title);
	size_t c;

	for (c = 0; c < t->cols; c++) {
		title[c].text = crm_str(t->col[c].title);
		title[c].width = crm_utf8_width(title[c].text);
	}
	crm_buf_cstr(b, colour ? "\033[1m" : "");
	line(t, title, b);
	crm_buf_cstr(b, colour ? "\033[0m\n" : "\n");
	crm_release(&title);
}

void crm_table_line(const struct crm_table *t, size_t row, struct crm_buf *b)
{
	bool marked = t->cell[row * t->cols].marked;

	crm_buf_cstr(b, marked ? "\033[31m" : "");
	lines(t, t->cell + row * t->cols, b);
	crm_buf_cstr(b, marked ? "\033[0m\n" : "\n");
	lines_below(t, t->cell + row * t->cols, b);
}
