/* csv.c - the one wrapper of libcsv: judge of single records, reader of whole inputs, quoting.
 *
 * libcsv 3.0.3 trims blanks even in strict mode (cured by a space function that knows none), calls
 * back for a half field after an error (so a failed parser is thrown away) and has no limits (ours
 * are checked before it sees a byte). */
#include "format/csv.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include <csv.h>

struct crm_csv_judge {
	struct csv_parser parser;
	struct crm_buf text;			/* unquoted cells, one after the other */
	size_t start[CRM_CSV_CELLS + 1];	/* where each begins in text */
	size_t n;
	int rows;
	bool many;
	char delimiter;
	bool plain; /* quotes are letters */
};

const char *crm_csv_problem(enum crm_csv_bad bad)
{
	switch (bad) {
	case CRM_CSV_OK: return "";
	case CRM_CSV_QUOTE: return _("unexpected quote; a cell with quotes must be quoted "
				     "as a whole, each quote inside doubled");
	case CRM_CSV_OPEN: return _("the line ends inside quotes; write a newline as \\n");
	case CRM_CSV_NUL: return _("the line contains a NUL byte; restore it from a copy");
	case CRM_CSV_CR: return _("the line contains a carriage return");
	case CRM_CSV_UTF8: return _("the line is not UTF-8; convert it with iconv(1)");
	case CRM_CSV_LONG: return _("the record is longer than 65536 bytes");
	case CRM_CSV_MANY: return _("more cells than the header has columns; a cell with a comma, or "
				    "another delimiter, must be quoted");
	case CRM_CSV_FEW: return _("fewer cells than the header has columns");
	}
	return "";
}

/* A blank is data: RFC 4180 section 2 rule 4. */
static int no_space(unsigned char c)
{
	(void)c;
	return 0;
}

static void parser_start(struct crm_csv_judge *j)
{
	if (csv_init(&j->parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		crm_oom();
	csv_set_space_func(&j->parser, no_space);
	csv_set_delim(&j->parser, (unsigned char)j->delimiter);
	csv_set_blk_size(&j->parser, 4096);
}

struct crm_csv_judge *crm_csv_judge_new(char delimiter)
{
	struct crm_csv_judge *j = crm_calloc(1, sizeof *j);

	j->delimiter = delimiter;
	crm_buf_init(&j->text);
	parser_start(j);
	return j;
}

void crm_csv_judge_free(struct crm_csv_judge *j)
{
	if (!j)
		return;
	csv_free(&j->parser);
	crm_buf_release(&j->text);
	crm_release(&j);
}

static void on_cell(void *p, size_t n, void *ctx)
{
	struct crm_csv_judge *j = ctx;

	if (j->n == CRM_CSV_CELLS) {
		j->many = true;
		return;
	}
	j->start[j->n++] = j->text.n;
	crm_buf_add(&j->text, p, n);
}

static void on_row(int c, void *ctx)
{
	struct crm_csv_judge *j = ctx;

	(void)c;
	j->rows++;
}

/* What libcsv cannot see or would pass. */
static enum crm_csv_bad bytes_check(struct crm_str line)
{
	if (line.n > CRM_CSV_RECORD)
		return CRM_CSV_LONG;
	if (line.n && memchr(line.p, '\0', line.n))
		return CRM_CSV_NUL;
	if (!crm_utf8_ok(line))
		return CRM_CSV_UTF8;
	return CRM_CSV_OK;
}

static bool quotes_odd(struct crm_str s)
{
	bool odd = false;
	const char *q;

	while (s.n && (q = memchr(s.p, '"', s.n))) {
		odd = !odd;
		s.n -= (size_t)(q + 1 - s.p);
		s.p = q + 1;
	}
	return odd;
}

/* The cells of a line in which a quote means nothing. */
static enum crm_csv_bad split(const struct crm_csv_judge *j, struct crm_str line,
	struct crm_csv_record *out)
{
	const char *end;

	for (out->n = 0; out->n < CRM_CSV_CELLS; line.n -= (size_t)(end + 1 - line.p), line.p = end + 1) {
		end = line.n ? memchr(line.p, j->delimiter, line.n) : NULL;
		out->cell[out->n++] = (struct crm_str){line.p, end ? (size_t)(end - line.p) : line.n};
		if (!end)
			return CRM_CSV_OK;
	}
	return CRM_CSV_MANY;
}

enum crm_csv_bad crm_csv_judge_line(struct crm_csv_judge *j, struct crm_str line,
	struct crm_csv_record *out)
{
	enum crm_csv_bad bad = bytes_check(line);
	size_t i, used;

	if (bad || j->plain)
		return bad ? bad : split(j, line, out);
	crm_buf_clear(&j->text);
	j->n = 0;
	j->rows = 0;
	j->many = false;
	used = csv_parse(&j->parser, line.p, line.n, on_cell, on_row, j);
	if (used == line.n && j->rows == 0)
		used += csv_parse(&j->parser, "\n", 1, on_cell, on_row, j);
	if (used != line.n + 1 || j->rows != 1) {
		if (csv_error(&j->parser) == CSV_ENOMEM)
			crm_oom();
		/* a bare CR ends a row for libcsv; the parser may now stand anywhere */
		csv_free(&j->parser);
		parser_start(j);
		if (j->rows > 0)
			return CRM_CSV_CR;
		return used == line.n + 1 ? CRM_CSV_OPEN : CRM_CSV_QUOTE;
	}
	if (j->many)
		return CRM_CSV_MANY;
	j->start[j->n] = j->text.n;
	for (i = 0; i < j->n; i++)
		out->cell[i] = (struct crm_str){j->text.p + j->start[i], j->start[i + 1] - j->start[i]};
	out->n = j->n;
	return CRM_CSV_OK;
}

/* The cells of a line of a whole input.  Where no quote and no CR stands a delimiter ends a cell, as
 * libcsv would find it byte by byte: tables and most exports have no other lines. */
static enum crm_csv_bad cells(struct crm_csv_judge *j, struct crm_str line,
	struct crm_csv_record *out)
{
	enum crm_csv_bad bad;

	if (line.n && (memchr(line.p, '"', line.n) || memchr(line.p, '\r', line.n)))
		return crm_csv_judge_line(j, line, out);
	bad = bytes_check(line);
	return bad ? bad : split(j, line, out);
}

/* ---- whole inputs ---- */

enum { READ = 64 * 1024, JOIN_LINES = 64 };

struct crm_csv_file {
	FILE *in;	     /* NULL: the rest of `text` */
	struct crm_str text;
	char *name;
	struct crm_arena mem;
	struct crm_csv_judge *judge;
	struct crm_buf data; /* what was read; from `at` on not yet consumed */
	size_t at;
	long line;	     /* physical lines consumed */
	bool eof, failed, started, few;
	struct crm_csv_record header;
	struct crm_str header_line;
};

struct crm_csv_file *crm_csv_open(FILE *in, const char *name, char delimiter)
{
	struct crm_csv_file *f = crm_calloc(1, sizeof *f);

	f->in = in;
	crm_arena_init(&f->mem);
	f->name = crm_arena_cstr(&f->mem, crm_str(name));
	crm_buf_init(&f->data);
	f->judge = crm_csv_judge_new(delimiter);
	return f;
}

struct crm_csv_file *crm_csv_open_text(struct crm_str text, const char *name, char delimiter)
{
	struct crm_csv_file *f = crm_csv_open(NULL, name, delimiter);

	f->text = text;
	return f;
}

void crm_csv_loose(struct crm_csv_file *f, bool few, bool no_quotes)
{
	f->few = few;
	f->judge->plain = no_quotes;
}

void crm_csv_close(struct crm_csv_file *f)
{
	if (!f)
		return;
	crm_csv_judge_free(f->judge);
	crm_buf_release(&f->data);
	crm_arena_release(&f->mem);
	crm_release(&f);
}

/* So many bytes of the input, fewer at its end or when it fails. */
static size_t take(struct crm_csv_file *f, char *out, size_t n)
{
	if (f->in)
		return fread(out, 1, n, f->in);
	n = n < f->text.n ? n : f->text.n;
	if (n)
		memcpy(out, f->text.p, n);
	f->text.p += n;
	f->text.n -= n;
	return n;
}

/* Read more; false at the end of the input. */
static bool more(struct crm_csv_file *f)
{
	size_t n;

	if (f->eof)
		return false;
	if (f->at) {
		memmove(f->data.p, f->data.p + f->at, f->data.n - f->at);
		f->data.n -= f->at;
		f->at = 0;
	}
	n = take(f, crm_buf_room(&f->data, READ), READ);
	f->data.n += n;
	if (n < READ) {
		f->failed = f->in && ferror(f->in);
		f->eof = !f->in || f->failed || feof(f->in);
	}
	if (!f->started)
		f->at = f->data.n - crm_utf8_unmarked(crm_buf_view(&f->data)).n;
	f->started = true;
	return n > 0;
}

/*
 * The physical line that begins `from` bytes behind the place of reading, with its line end in
 * *whole.  False when there is none.  A line over the limit is cut there and the rest thrown away,
 * so that one stray quote cannot fill the memory.
 */
static bool line_at(struct crm_csv_file *f, size_t from, struct crm_str *line, size_t *whole)
{
	size_t n = 0, room;
	char *nl = NULL;

	for (;;) {
		room = f->data.n - f->at - from;
		if (room > n)
			nl = memchr(f->data.p + f->at + from + n, '\n', room - n);
		n = room;
		if (nl || !more(f))
			break;
		if (n > CRM_CSV_RECORD + READ) {
			/* keep enough to be known as too long */
			f->data.n = f->at + from + CRM_CSV_RECORD + 1;
			n = CRM_CSV_RECORD + 1;
		}
	}
	if (n == 0)
		return false;
	line->p = f->data.p + f->at + from;
	line->n = nl ? (size_t)(nl - line->p) : n;
	*whole = line->n + (nl ? 1 : 0);
	if (line->n && line->p[line->n - 1] == '\r')
		line->n--;
	return true;
}

static void consume(struct crm_csv_file *f, size_t whole, long lines)
{
	f->at += whole;
	f->line += lines;
}

/* Whether the lines that follow an open quote close it within the limits: how many bytes, lines. */
static bool join(struct crm_csv_file *f, size_t whole, size_t *bytes, long *lines)
{
	struct crm_str next;
	size_t w;
	bool open = true;

	*lines = 1;
	while (*lines < JOIN_LINES && whole < CRM_CSV_RECORD && line_at(f, whole, &next, &w)) {
		open ^= quotes_odd(next);
		whole += w;
		++*lines;
		if (!open) {
			*bytes = whole;
			return true;
		}
	}
	return false;
}

/* One record; *used and *lines are what it takes.  `want` cells are asked of a joined one. */
static enum crm_csv_bad record(struct crm_csv_file *f, struct crm_str line, size_t *used,
	long *lines, size_t want, struct crm_csv_record *out)
{
	enum crm_csv_bad bad;
	struct crm_str all;
	size_t bytes;
	long n;

	*lines = 1;
	bad = cells(f->judge, line, out);
	if (bad != CRM_CSV_OPEN || !join(f, *used, &bytes, &n))
		return bad;
	all = (struct crm_str){f->data.p + f->at, bytes};
	while (all.n && (all.p[all.n - 1] == '\n' || all.p[all.n - 1] == '\r'))
		all.n--;
	if (crm_csv_judge_line(f->judge, all, out) || (want && out->n != want))
		return CRM_CSV_OPEN;
	*used = bytes;
	*lines = n;
	return CRM_CSV_OK;
}

static int read_failed(struct crm_csv_file *f, struct crm_err *e)
{
	return crm_err_at(e, CRM_SYSTEM, f->name, 0, NULL, _("cannot be read to its end"));
}

int crm_csv_header(struct crm_csv_file *f, const struct crm_csv_record **out, struct crm_err *e)
{
	struct crm_csv_record r;
	enum crm_csv_bad bad;
	struct crm_str line;
	size_t used, i;
	long lines;

	do {
		if (!line_at(f, 0, &line, &used))
			return f->failed ? read_failed(f, e)
					 : crm_err_at(e, CRM_USAGE, f->name, 0, NULL,
						   _("is empty; a header line was expected"));
		if (line.n == 0)
			consume(f, used, 1);
	} while (line.n == 0);
	bad = record(f, line, &used, &lines, 0, &r);
	if (bad)
		return crm_err_at(e, CRM_USAGE, f->name, f->line + 1, "header", "%s",
			crm_csv_problem(bad));
	f->header_line = crm_arena_str(&f->mem, line);
	f->header.line = f->line + 1;
	f->header.n = r.n;
	for (i = 0; i < r.n; i++)
		f->header.cell[i] = crm_arena_str(&f->mem, r.cell[i]);
	consume(f, used, lines);
	*out = &f->header;
	return 0;
}

int crm_csv_next(struct crm_csv_file *f, struct crm_csv_record *out, struct crm_err *e)
{
	enum crm_csv_bad bad;
	struct crm_str line;
	size_t used;
	long lines, first;

	for (;;) {
		if (!line_at(f, 0, &line, &used))
			return f->failed ? read_failed(f, e) : 0;
		if (line.n && !crm_str_eq(line, f->header_line))
			break;
		consume(f, used, 1);
	}
	bad = record(f, line, &used, &lines, f->header.n, out);
	if (!bad && out->n != f->header.n && !(f->few && out->n < f->header.n))
		bad = out->n < f->header.n ? CRM_CSV_FEW : CRM_CSV_MANY;
	first = f->line + 1;
	consume(f, used, lines);
	out->line = first;
	if (bad)
		return crm_err_at(e, CRM_PARTIAL, f->name, first, NULL, "%s",
			bad == CRM_CSV_OPEN ? _("a quote begins here and is never closed")
					    : crm_csv_problem(bad));
	return 1;
}

int crm_csv_column(const struct crm_csv_record *header, const char *name)
{
	size_t i;

	for (i = 0; i < header->n; i++)
		if (crm_str_is(header->cell[i], name))
			return (int)i;
	return -1;
}

/* ---- writing ---- */

/* Bit 7 of some byte, where one of eight is a certain byte. */
static inline uint64_t eight_have(uint64_t w, char c)
{
	uint64_t x = w ^ UINT64_C(0x0101010101010101) * (unsigned char)c;

	return (x - UINT64_C(0x0101010101010101)) & ~x & UINT64_C(0x8080808080808080);
}

static inline bool have_special(uint64_t w)
{
	return (eight_have(w, '"') | eight_have(w, ',') | eight_have(w, '\n') | eight_have(w, '\r')) != 0;
}

enum { SHORT = 24 };

/* Copy a cell, and say whether it must be quoted.  A short one byte for byte: it was mostly just put
 * together that way, and a load of eight bytes waits until the last of them is in the cache. */
static inline bool short_special(char *to, struct crm_str s)
{
	static const bool special[256] = {['"'] = true, [','] = true, ['\n'] = true, ['\r'] = true};
	size_t i;

	for (i = 0; i < s.n && !special[(unsigned char)s.p[i]]; i++)
		to[i] = s.p[i];
	return i < s.n;
}

/* The same of a longer one, eight bytes at a time. */
static bool long_special(char *to, struct crm_str s)
{
	uint64_t w;
	size_t i;

	memcpy(to, s.p, s.n);
	for (i = 0; i + 8 < s.n; i += 8) {
		memcpy(&w, s.p + i, 8);
		if (have_special(w))
			return true;
	}
	memcpy(&w, s.p + s.n - 8, 8);
	return have_special(w);
}

void crm_csv_cell(struct crm_buf *b, struct crm_str s)
{
	char *to = crm_buf_room(b, s.n);
	size_t i, quotes = 0;

	/* a report asks for each of its cells: most are short, and few need quotes */
	if (!(s.n <= SHORT ? short_special(to, s) : long_special(to, s))) {
		to[s.n] = '\0';
		b->n += s.n;
		return;
	}
	for (i = 0; i < s.n; i++)
		quotes += s.p[i] == '"';
	to = crm_buf_room(b, s.n + quotes + 2);
	/* csv_write takes any bytes and tells what it wrote */
	i = csv_write(to, s.n + quotes + 2, s.p, s.n);
	to[i] = '\0';
	b->n += i;
}
