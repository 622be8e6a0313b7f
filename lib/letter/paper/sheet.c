/* sheet.c - a letter on A4: the layout. */
#include "letter/paper/sheet.h"
#include "base/i18n.h"
#include "base/num.h"
#include "base/utf8.h"

enum { LINE = 95, TAIL = 12, SIGN = 3, CELLS = 12, FOOT = 90 };

/* A4 with margins of 2.5 cm and no macro package: a header that leaves the top margin, a footer that
 * starts the next page and, when `total` pages are known to be more than one, names the letter.  Before
 * it stand the size of the text, the lead of its lines and the gap between paragraphs. */
static const char *const sizes[CRM_SHEET_SIZES] = {".ds size 10\n.nr lead 13p\n.nr gap 7.8p\n",
	".ds size 9.5\n.nr lead 12p\n.nr gap 6.5p\n", ".ds size 9\n.nr lead 11.3p\n.nr gap 5.6p\n"};
static const char head[] =
	".pl 29.7c\n.po 2.5c\n.ll 16c\n.lt 16c\n.nh\n.ad l\n.fam H\n.de text\n.ps \\*[size]\n"
	".vs \\n[lead]u\n..\n.text\n"
	".de top\n'sp 2.5c\n..\n.de foot\n.if \\\\n[total]>1 \\{\\\n'sp 0.5c\n.ps 8\n"
	".tl \001\\\\*[subject]\001\001\\\\n%/\\\\n[total]\001\n.ps\n.\\}\n'bp\n..\n.wh 0 top\n"
	".wh -2c foot\n";

/* ---- data ---- */

/* The characters that groff would read in another way, or not at all.  Its fonts of 1.22 lose a y with
 * two dots, of 1.23 not: drawn as two signs it is in both. */
static bool written(struct crm_buf *b, int32_t c)
{
	static const struct {
		int32_t from, to;
		const char *as;
	} signs[] = {{'\\', '\\', "\\e"}, {'\t', '\t', " "}, {'^', '^', "\\[ha]"}, {'~', '~', "\\[ti]"},
		{'`', '`', "\\[ga]"}, {0xa0, 0xa0, "\\~"}, {0xad, 0xad, ""},
		{0xff, 0xff, "\\o'y\\[ad]'"}, {0x2000, 0x200a, "\\~"}, {0x2010, 0x2011, "-"},
		{0x202f, 0x202f, "\\~"}};
	size_t i;

	for (i = 0; i < sizeof signs / sizeof *signs; i++) {
		if (c < signs[i].from || c > signs[i].to)
			continue;
		crm_buf_cstr(b, signs[i].as);
		return true;
	}
	return false;
}

static bool is_letter(char c)
{
	return (unsigned char)c >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* Whether the blank at a place stands between a number and what it counts, as in `180 jours`, `5 mai` and
 * `1er mai`; a year counts nothing. */
static bool behind_number(struct crm_str s, size_t at)
{
	size_t end = at > 2 && memcmp(s.p + at - 2, "er", 2) == 0 ? at - 2 : at, from = end;

	while (from && crm_is_digit(s.p[from - 1]))
		from--;
	return end > from && end - from <= 3 && at + 1 < s.n && is_letter(s.p[at + 1]) &&
	       (!from || strchr(" (", s.p[from - 1]) || (unsigned char)s.p[from - 1] >= 0x80);
}

/* Whether it stands before the year, as in `mai 2026`. */
static bool before_year(struct crm_str s, size_t at)
{
	size_t end = at + 1;

	while (end < s.n && crm_is_digit(s.p[end]))
		end++;
	return end - at == 5 && at && is_letter(s.p[at - 1]) && (end == s.n || !is_letter(s.p[end]));
}

/* One text.  A date, or a number and its word, are not parted at the end of a line.  `\\&` first, so that a dot or an apostrophe begins no request. */
static int data(struct crm_buf *b, struct crm_str s, struct crm_err *e)
{
	struct crm_str whole = s;

	crm_buf_cstr(b, "\\&");
	while (s.n) {
		struct crm_str rest = s;
		int32_t c = crm_utf8_next(&rest);

		if (c < 0 || (c < 0x20 && c != '\t') || (c >= 0x7f && c < 0xa0))
			return crm_err_set(e, CRM_PARTIAL,
				_("the letter has a control character or is not UTF-8"));
		if (c == ' ' && (behind_number(whole, whole.n - s.n) || before_year(whole, whole.n - s.n)))
			crm_buf_cstr(b, "\\~");
		else if (!written(b, c))
			crm_buf_add(b, s.p, s.n - rest.n);
		s = rest;
	}
	return 0;
}

static int data_line(struct crm_buf *b, struct crm_str s, struct crm_err *e)
{
	if (data(b, s, e))
		return -1;
	crm_buf_char(b, '\n');
	return 0;
}

static int data_lines(struct crm_buf *b, const struct crm_str *line, size_t n, struct crm_err *e)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (data_line(b, line[i], e))
			return -1;
		crm_buf_cstr(b, ".br\n");
	}
	return 0;
}

struct crm_str crm_sheet_line(struct crm_str *text)
{
	const char *end = memchr(text->p, '\n', text->n);
	struct crm_str line = {text->p, end ? (size_t)(end - text->p) : text->n};

	text->p += line.n + (end != NULL);
	text->n -= line.n + (end != NULL);
	return line;
}

/* ---- tables ---- */

bool crm_sheet_row(struct crm_str line)
{
	return line.n > 2 && line.p[0] == '|' && line.p[line.n - 1] == '|';
}

bool crm_sheet_rule(struct crm_str line)
{
	return crm_sheet_row(line) && line.p[1] == '-';
}

size_t crm_sheet_cells(struct crm_str line, struct crm_str *cell, size_t most)
{
	size_t n = 0, from = 1, i;

	for (i = 1; i < line.n && n < most; i++)
		if (line.p[i] == '|') {
			cell[n++] = crm_str_trim((struct crm_str){line.p + from, i - from});
			from = i + 1;
		}
	return n;
}

size_t crm_sheet_widths(struct crm_str text, size_t *width, size_t most)
{
	struct crm_str cell[CELLS], line;
	size_t n, cells = 0, i;

	memset(width, 0, most * sizeof *width);
	while (text.n) {
		line = crm_sheet_line(&text);
		if (!crm_sheet_row(line))
			break;
		if (crm_sheet_rule(line))
			continue;
		n = crm_sheet_cells(line, cell, most < CELLS ? most : CELLS);
		for (i = 0; i < n; i++)
			if (crm_utf8_width(cell[i]) > width[i])
				width[i] = crm_utf8_width(cell[i]);
		cells = n > cells ? n : cells;
	}
	return cells;
}

static int row(struct crm_buf *out, struct crm_str line, bool bold, struct crm_err *e)
{
	struct crm_str cell[CELLS];
	size_t n = crm_sheet_cells(line, cell, CELLS), i;

	crm_buf_cstr(out, bold ? ".ft B\n" : "");
	for (i = 0; i < n; i++) {
		crm_buf_cstr(out, i ? "\t" : "");
		if (data(out, cell[i], e))
			return -1;
	}
	crm_buf_cstr(out, bold ? "\n.br\n.ft R\n" : "\n.br\n");
	return 0;
}

/* The first column from the left margin, each further one up to a stop; a column has the part of the
 * line that its widest cell asks for.  The titles stand before the first rule, the sums behind the second. */
static int table(struct crm_buf *out, struct crm_str *text, struct crm_err *e)
{
	size_t width[CELLS], n = crm_sheet_widths(*text, width, CELLS), sum = 0, at = 0, i;
	struct crm_str rest = *text, line = crm_sheet_line(&rest);
	unsigned rules = 0;

	for (i = 0; i < n; i++)
		sum += width[i] + 2;
	crm_buf_cstr(out, ".ps -1\n.ta");
	for (i = 0; i < n; i++) {
		at += width[i] + 2;
		if (i)
			crm_buf_printf(out, " %zuuR", at * 453543 / sum); /* 16c in units */
	}
	crm_buf_char(out, '\n');
	for (; crm_sheet_row(line); line = crm_sheet_line(&rest)) {
		if (crm_sheet_rule(line))
			crm_buf_cstr(out, ".sp -0.7v\n\\D'l 16c 0'\n.br\n");
		else if (row(out, line, rules != 1, e))
			return -1;
		rules += crm_sheet_rule(line);
		*text = rest;
	}
	crm_buf_cstr(out, ".text\n");
	return 0;
}

/* ---- the page ---- */

/* The lines that a line of the text takes on the page, about. */
static size_t tall(struct crm_str line)
{
	return 1 + crm_utf8_width(line) / LINE;
}

static struct crm_str first_line(struct crm_str text)
{
	return crm_sheet_line(&text);
}

static struct crm_str foot_text(struct crm_str s)
{
	struct crm_str cut = crm_utf8_cut(s, FOOT);

	while (cut.n < s.n && cut.n && cut.p[cut.n - 1] != ' ')
		cut.n--;
	while (cut.n < s.n && cut.n && strchr(" ,;:", cut.p[cut.n - 1]))
		cut.n--;
	return cut;
}

/* What the foot of each page says of a subject; a long one ends with a word. */
static int foot(struct crm_buf *out, struct crm_str subject, struct crm_err *e)
{
	struct crm_str s = foot_text(subject);

	crm_buf_cstr(out, ".ds subject ");
	if (data(out, s, e))
		return -1;
	crm_buf_cstr(out, s.n < subject.n ? "\\&…\n" : "\n");
	return 0;
}

/* In bold. */
static int subject_line(struct crm_buf *out, struct crm_str subject, struct crm_err *e)
{
	crm_buf_cstr(out, ".ft B\n");
	if (data_lines(out, &subject, 1, e))
		return -1;
	crm_buf_cstr(out, ".ft R\n");
	return 0;
}

static bool begins_part(const struct crm_page *p, struct crm_str line)
{
	size_t i;

	for (i = 0; i < p->parts; i++)
		if (crm_str_eq(p->part[i], line))
			return true;
	return false;
}

/* The foot of the page before has its own subject. */
static int part(struct crm_buf *out, struct crm_str line, struct crm_err *e)
{
	crm_buf_cstr(out, ".bp\n");
	return foot(out, line, e) || subject_line(out, line, e) ? -1 : 0;
}

/* Paragraphs.  The last ones are set aside and measured: they stay together, with room to sign, since a
 * signature alone on a page could stand under any text. */
static int body_lines(const struct crm_page *p, struct crm_buf *out, struct crm_err *e)
{
	struct crm_str body = p->body, text = body, line;
	bool kept = false;
	size_t rest = 0;

	while (text.n)
		rest += tall(crm_sheet_line(&text));
	while (body.n) {
		if (crm_sheet_row(first_line(body))) {
			if (table(out, &body, e))
				return -1;
			continue;
		}
		line = crm_sheet_line(&body);
		rest -= tall(line);
		if (!kept && begins_part(p, line)) {
			if (part(out, line, e))
				return -1;
			continue;
		}
		if (line.n) {
			if (data_lines(out, &line, 1, e))
				return -1;
			continue;
		}
		crm_buf_cstr(out, ".sp \\n[gap]u\n.ne 3v\n");
		if (!kept && rest <= TAIL) {
			kept = true;
			crm_buf_cstr(out, ".di tail\n");
		}
	}
	if (kept)
		crm_buf_printf(out, ".di\n.ne \\n(dnu+%dv\n.nf\n.tail\n.fi\n", SIGN);
	return 0;
}

/* Small, and left of the window, so that a long line never runs into the address. */
static int sender(const struct crm_page *p, struct crm_buf *out, struct crm_err *e)
{
	crm_buf_cstr(out, ".sp |1.5c\n.ll 7.5c\n.ps 8\n.vs 10p\n");
	if (data_lines(out, p->from, p->from_n, e))
		return -1;
	crm_buf_cstr(out, ".nr low \\n(nl\n.text\n");
	return 0;
}

/* In the window; what wraps is set in. */
static int addressee(const struct crm_page *p, struct crm_buf *out, struct crm_err *e)
{
	size_t i;

	crm_buf_cstr(out, ".sp |5c\n.ll 16.5c\n.in 8.3c\n");
	for (i = 0; i < p->to_n; i++) {
		crm_buf_cstr(out, ".ti -0.3c\n");
		if (data_line(out, p->to[i], e))
			return -1;
		crm_buf_cstr(out, ".br\n");
	}
	crm_buf_cstr(out, ".if \\n(nl>\\n[low] .nr low \\n(nl\n.in 8c\n");
	return 0;
}

/* From `down` centimetres, or below what stands above. */
static void below(struct crm_buf *out, const char *down)
{
	crm_buf_printf(out, ".nr at %s\n.if \\n[low]+1v>\\n[at] .nr at \\n[low]+1v\n.sp |\\n[at]u\n",
		down);
}

/* The modules of a code as filled boxes, runs of a line in one; 2.6 cm wide, where the left half of
 * the page is empty. */
static int code(const struct crm_page *p, struct crm_buf *out, struct crm_err *e)
{
	const struct crm_sheet_code *c = &p->code;
	size_t x, y, n, unit = 73701 / (c->side ? c->side : 1);

	crm_buf_cstr(out, ".nr here \\n(nl\n.sp |5.6c\n.if \\n[low]>\\n(nl .sp |\\n[low]u+0.3c\n.in 0\n.nf\n");
	for (y = 0; y < c->side; y++)
		for (x = 0; x < c->side; x += n) {
			for (n = 1; x + n < c->side && c->dark[y * c->side + x + n] ==
							       c->dark[y * c->side + x];
				n++)
				;
			if (c->dark[y * c->side + x])
				crm_buf_printf(out,
					"\\Z'\\h'%zuu'\\v'%zuu'\\D'P %zuu 0 0 %zuu -%zuu 0''\\c\n", x * unit,
					y * unit, n * unit, unit, n * unit);
		}
	crm_buf_cstr(out, "\\&\n.br\n.fi\n.sp 0.6c\n.in 2.9c\n.ll 6.6c\n.ps 8\n.vs 10p\n");
	if (data_line(out, p->code_for, e))
		return -1;
	crm_buf_cstr(out, ".br\n.text\n.in 0\n.sp |\\n[here]u\n");
	return 0;
}

/* The title of the file, as UTF-16 in digits: nothing of it is read by groff. */
static void title(struct crm_buf *out, struct crm_str s)
{
	crm_buf_cstr(out, "\\X'ps:exec [/Title <FEFF");
	while (s.n) {
		int32_t c = crm_utf8_next(&s);

		if (c >= 0x10000)
			crm_buf_printf(out, "%04X%04X", 0xd800 + ((unsigned)c - 0x10000) / 0x400,
				0xdc00 + (unsigned)c % 0x400);
		else if (c >= 0x20)
			crm_buf_printf(out, "%04X", (unsigned)c);
	}
	crm_buf_cstr(out, "> /DOCINFO pdfmark'\\c\n");
}

int crm_sheet_source(const struct crm_page *p, unsigned total, struct crm_buf *out, struct crm_err *e)
{
	crm_buf_cstr(out, sizes[p->size]);
	crm_buf_cstr(out, head);
	if (total)
		crm_buf_printf(out, ".nr total %u\n", total);
	else
		crm_buf_cstr(out, ".de last\n.tm " CRM_SHEET_PAGES " \\\\n%\n..\n.em last\n");
	if (foot(out, p->subject, e) || sender(p, out, e))
		return -1;
	title(out, p->subject);
	if ((p->code.side && code(p, out, e)) || addressee(p, out, e))
		return -1;
	below(out, "8.2c");
	if (p->place_date.n && data_lines(out, &p->place_date, 1, e))
		return -1;
	crm_buf_cstr(out, ".nr low \\n(nl\n.in 0\n.ll 16c\n");
	below(out, "9.2c");
	if (p->post.n && data_lines(out, &p->post, 1, e))
		return -1;
	crm_buf_cstr(out, p->post.n ? ".sp \\n[gap]u\n" : "");
	if (subject_line(out, p->subject, e))
		return -1;
	crm_buf_cstr(out, ".sp \\n[gap]u*3/2\n");
	return body_lines(p, out, e);
}
