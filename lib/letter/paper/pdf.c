/* pdf.c - a letter on paper. */
#include "letter/paper/pdf.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "letter/mail/run.h"
#include "letter/paper/sign.h"
#include <stdio.h>

enum { WIDTH = 78, TO_COLUMN = 40, PDF_MAX = 8 << 20, SAID_MAX = 64 * 1024, LIMIT_MS = 30000 };
enum { CELLS = 12, PAGES_MOST = 999 };

/* ---- groff ---- */

/* What groff made and what it said. */
struct made {
	struct crm_buf pdf, said;
	struct crm_ran ran;
};

/* Run it once.  env(1) sets what makes the bytes repeat; the rest of the environment, PATH too, is
 * ours.  -P-e puts the fonts into the file, which works where their files are installed. */
static void groff(const char *epoch, struct crm_str source, bool fonts, struct made *m)
{
	static const char *const words[] = {"env", NULL, "TZ=UTC0", "LC_ALL=C", "groff", "-k",
		"-Kutf8", "-Tpdf", "-dpaper=a4", "-P-pa4", "-P-e", NULL};
	char *argv[sizeof words / sizeof *words];
	struct crm_run run = {.argv = argv,
		.input = source,
		.timeout_ms = LIMIT_MS,
		.grace_ms = 1000,
		.out = {.buf = &m->pdf, .max = PDF_MAX},
		.err = {.buf = &m->said, .max = SAID_MAX}};

	memcpy(argv, words, sizeof words);
	argv[1] = (char *)epoch;
	if (!fonts)
		argv[sizeof words / sizeof *words - 2] = NULL;
	crm_buf_clear(&m->pdf);
	crm_buf_clear(&m->said);
	m->ran = crm_run(&run);
}

/* The number of pages, which our own source asked groff to say, and nothing else; 0: something else. */
static unsigned pages(const struct made *m)
{
	unsigned n = 0;
	size_t i = sizeof CRM_SHEET_PAGES; /* and a blank */

	if (m->said.n <= i || memcmp(m->said.p, CRM_SHEET_PAGES " ", i) != 0)
		return 0;
	for (; m->said.p[i] >= '0' && m->said.p[i] <= '9' && n <= PAGES_MOST; i++)
		n = n * 10 + (unsigned)(m->said.p[i] - '0');
	return n <= PAGES_MOST && m->said.p[i] == '\n' && m->said.n == i + 1 ? n : 0;
}

static bool ended_well(const struct made *m)
{
	return m->ran.end == CRM_RUN_EXIT && !m->ran.code && !m->ran.unwritten && !m->ran.unread;
}

/* Whatever groff says means that something is missing from the page: its words are no interface. */
static int judge(const struct made *m, bool quiet, struct crm_err *e)
{
	if (m->ran.end == CRM_RUN_NONE || (m->ran.end == CRM_RUN_EXIT && m->ran.code == 127))
		return crm_err_set(e, CRM_PARTIAL, _("groff is not installed"));
	if (!ended_well(m))
		return crm_err_set(e, CRM_PARTIAL, _("groff failed"));
	if (!quiet)
		return crm_err_set(e, CRM_PARTIAL, _("groff could not render all of it: %.*s"),
			(int)strcspn(m->said.p, "\n"), m->said.p);
	if (m->pdf.n >= PDF_MAX || m->pdf.n < 5 || memcmp(m->pdf.p, "%PDF-", 5) != 0)
		return crm_err_set(e, CRM_PARTIAL, _("groff made no usable PDF"));
	return 0;
}

/* What groff makes of a page; without the font files in it where groff 1.23 lacks them and complains. */
static int set(const struct crm_page *p, const char *epoch, unsigned total, bool *fonts, struct made *m,
	struct crm_err *e)
{
	struct crm_buf source;
	int bad;

	crm_buf_init(&source);
	bad = crm_sheet_source(p, total, &source, e);
	if (!bad)
		groff(epoch, crm_buf_view(&source), *fonts, m);
	if (!bad && *fonts && (!ended_well(m) || !(total ? m->said.n == 0 : pages(m)))) {
		*fonts = false;
		groff(epoch, crm_buf_view(&source), *fonts, m);
	}
	crm_buf_release(&source);
	return bad;
}

/* Once to learn how many pages there are, in smaller type where that saves one; again with that number
 * at their feet. */
static int make(const struct crm_page *page, const char *epoch, struct made *m, struct crm_err *e)
{
	struct crm_page p = *page;
	bool fonts = true, quiet = true;
	unsigned total, less = 0;

	if (set(&p, epoch, 0, &fonts, m, e))
		return -1;
	total = pages(m);
	while (total > 1 && p.size + 1 < CRM_SHEET_SIZES && (!less || less >= total)) {
		p.size++;
		if (set(&p, epoch, 0, &fonts, m, e))
			return -1;
		less = pages(m);
	}
	if (less && less < total)
		total = less;
	else
		p.size = 0;
	if (total > 1) {
		if (set(&p, epoch, total, &fonts, m, e))
			return -1;
		quiet = m->said.n == 0;
	}
	return judge(m, quiet && total, e);
}

static bool lacks_sign(const struct crm_str *text, size_t n, struct crm_err *e)
{
	struct crm_str sign;
	size_t i;

	for (i = 0; i < n; i++) {
		sign = crm_sign_lacking(text[i]);
		if (!sign.n)
			continue;
		crm_err_set(e, CRM_PARTIAL, _("'%.*s' has no glyph in the fonts of the PDF"),
			(int)sign.n, sign.p);
		return true;
	}
	return false;
}

int crm_pdf_letter(const struct crm_page *p, struct crm_buf *out, struct crm_err *e)
{
	struct made m;
	char epoch[64];
	int bad;

	if (lacks_sign(p->from, p->from_n, e) || lacks_sign(p->to, p->to_n, e) ||
		lacks_sign(&p->place_date, 1, e) || lacks_sign(&p->subject, 1, e) || lacks_sign(&p->post, 1, e) ||
		lacks_sign(&p->code_for, p->code.side != 0, e) || lacks_sign(&p->body, 1, e))
		return -1;
	crm_buf_init(&m.pdf);
	crm_buf_init(&m.said);
	snprintf(epoch, sizeof epoch, "SOURCE_DATE_EPOCH=%lld",
		p->day > 0 ? (long long)p->day * 86400 : 0LL);
	bad = make(p, epoch, &m, e);
	if (!bad)
		crm_buf_str(out, crm_buf_view(&m.pdf));
	crm_buf_release(&m.pdf);
	crm_buf_release(&m.said);
	return bad;
}

/* ---- plain text ---- */

static void pad(struct crm_buf *b, size_t n)
{
	while (n--)
		crm_buf_char(b, ' ');
}

/* Append one line, broken at blanks; what follows a break keeps the line's own indent. */
static void wrapped(struct crm_buf *b, struct crm_str line)
{
	size_t indent = 0, column, width;
	struct crm_str word;

	while (indent < line.n && line.p[indent] == ' ')
		indent++;
	pad(b, indent);
	column = indent;
	for (word = crm_str_word(&line, ' '); word.n; word = crm_str_word(&line, ' ')) {
		width = crm_utf8_width(word);
		if (column > indent && column + 1 + width > WIDTH) {
			crm_buf_char(b, '\n');
			pad(b, indent);
			column = indent;
		} else if (column > indent) {
			crm_buf_char(b, ' ');
			column++;
		}
		crm_buf_str(b, word);
		column += width;
	}
	crm_buf_char(b, '\n');
}

static void block(struct crm_buf *b, const struct crm_str *line, size_t n, size_t column)
{
	size_t i;

	for (i = 0; i < n; i++) {
		pad(b, column);
		crm_buf_str(b, line[i]);
		crm_buf_char(b, '\n');
	}
	if (n)
		crm_buf_char(b, '\n');
}

static void cell(struct crm_buf *b, struct crm_str s, size_t width, bool right)
{
	size_t gap = width > crm_utf8_width(s) ? width - crm_utf8_width(s) : 0;

	if (right)
		pad(b, gap);
	crm_buf_str(b, s);
	if (!right)
		pad(b, gap);
}

/* The first column to the left, the others to the right. */
static void table(struct crm_buf *b, struct crm_str *text)
{
	size_t width[CELLS], cells = crm_sheet_widths(*text, width, CELLS), n, i, sum = 0;
	struct crm_str of[CELLS], rest = *text, line = crm_sheet_line(&rest);

	for (i = 0; i < cells; i++)
		sum += width[i] + (i ? 2 : 0);
	for (; crm_sheet_row(line); line = crm_sheet_line(&rest)) {
		n = crm_sheet_cells(line, of, CELLS);
		for (i = 0; i < n && !crm_sheet_rule(line); i++) {
			crm_buf_cstr(b, i ? "  " : "");
			cell(b, of[i], width[i], i > 0);
		}
		for (i = 0; i < sum && crm_sheet_rule(line); i++)
			crm_buf_char(b, '-');
		crm_buf_char(b, '\n');
		*text = rest;
	}
}

/* Two rows of modules a line, as half blocks; a dark module is ink. */
static void code(struct crm_buf *b, const struct crm_sheet_code *c, struct crm_str words)
{
	static const char *const half[] = {" ", "\u2580", "\u2584", "\u2588"};
	size_t x, y;

	crm_buf_char(b, '\n');
	wrapped(b, words);
	crm_buf_char(b, '\n');
	for (y = 0; y < c->side; y += 2) {
		pad(b, 4);
		for (x = 0; x < c->side; x++)
			crm_buf_cstr(b, half[c->dark[y * c->side + x] +
					     2 * (y + 1 < c->side && c->dark[(y + 1) * c->side + x])]);
		while (b->p[b->n - 1] == ' ')
			b->n--;
		crm_buf_char(b, '\n');
	}
}

void crm_pdf_text(const struct crm_page *p, struct crm_buf *out)
{
	struct crm_str body = p->body;

	block(out, p->from, p->from_n, 0);
	block(out, p->to, p->to_n, TO_COLUMN);
	block(out, &p->place_date, p->place_date.n != 0, TO_COLUMN);
	block(out, &p->post, p->post.n != 0, 0);
	wrapped(out, p->subject);
	crm_buf_char(out, '\n');
	while (body.n) {
		struct crm_str rest = body, line = crm_sheet_line(&rest);

		if (crm_sheet_row(line)) {
			table(out, &body);
			continue;
		}
		wrapped(out, line);
		body = rest;
	}
	if (p->code.side)
		code(out, &p->code, p->code_for);
}
