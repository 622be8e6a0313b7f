/* pdf.c - a letter on paper. */
#include "letter/pdf.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "letter/run.h"

enum { LINE = 95, TAIL = 12, SIGN = 3 };
enum { WIDTH = 78, TO_COLUMN = 40, PDF_MAX = 8 << 20, COMPLAINT_MAX = 64 * 1024, LIMIT_MS = 30000 };

/* A4 with margins of 2.5 cm and no macro package: a header that leaves the top margin, a footer
 * that starts the next page. */
static const char head[] = ".pl 29.7c\n.po 2.5c\n.ll 16c\n.nh\n.ad l\n.fam H\n.ps 10\n.vs 13p\n"
			   ".de top\n'sp 2.5c\n..\n.de foot\n'bp\n..\n.wh 0 top\n.wh -2c foot\n";

/* ---- groff's input ---- */

/* One line of data.  `\&` first, so that a dot or an apostrophe begins no request. */
static int data_line(struct crm_buf *b, struct crm_str s, struct crm_err *e)
{
	crm_buf_cstr(b, "\\&");
	while (s.n) {
		struct crm_str rest = s;
		int32_t c = crm_utf8_next(&rest);

		if (c < 0 || (c < 0x20 && c != '\t') || (c >= 0x7f && c < 0xa0))
			return crm_err_set(e, CRM_PARTIAL,
				_("the letter has a control character or is no UTF-8"));
		switch (c) {
		case '\\': crm_buf_cstr(b, "\\e"); break;
		case '\t': crm_buf_char(b, ' '); break;
		case '^': crm_buf_cstr(b, "\\[ha]"); break;
		case '~': crm_buf_cstr(b, "\\[ti]"); break;
		case '`': crm_buf_cstr(b, "\\[ga]"); break;
		case 0xa0:
		case 0x202f: crm_buf_cstr(b, "\\~"); break;
		default: crm_buf_add(b, s.p, s.n - rest.n);
		}
		s = rest;
	}
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

/* The next line of a text, without its end. */
static struct crm_str next_line(struct crm_str *text)
{
	const char *end = memchr(text->p, '\n', text->n);
	struct crm_str line = {text->p, end ? (size_t)(end - text->p) : text->n};

	text->p += line.n + (end != NULL);
	text->n -= line.n + (end != NULL);
	return line;
}

/* The lines that a line of the text takes on the page, about. */
static size_t tall(struct crm_str line)
{
	return 1 + crm_utf8_width(line) / LINE;
}

/* Paragraphs.  The last ones stay together, with room to sign: a signature alone on a page could stand
 * under any text. */
static int body_lines(struct crm_buf *out, struct crm_str body, struct crm_err *e)
{
	struct crm_str text = body, line;
	size_t rest = 0, need;
	bool kept = false;

	while (text.n)
		rest += tall(next_line(&text));
	while (body.n) {
		line = next_line(&body);
		rest -= tall(line);
		if (line.n) {
			if (data_lines(out, &line, 1, e))
				return -1;
			continue;
		}
		need = 3;
		if (!kept && rest <= TAIL) {
			kept = true;
			need = rest + SIGN;
		}
		crm_buf_printf(out, ".sp 0.6v\n.ne %zuv\n", need);
	}
	return 0;
}

int crm_pdf_source(const struct crm_page *p, struct crm_buf *out, struct crm_err *e)
{

	crm_buf_cstr(out, head);
	crm_buf_cstr(out, ".sp |1.5c\n");
	if (data_lines(out, p->from, p->from_n, e))
		return -1;
	crm_buf_cstr(out, ".sp |5c\n.in 8c\n");
	if (data_lines(out, p->to, p->to_n, e))
		return -1;
	crm_buf_cstr(out, ".sp |8.5c\n");
	if (p->place_date.n && data_lines(out, &p->place_date, 1, e))
		return -1;
	crm_buf_cstr(out, ".in 0\n.sp |9.5c\n.ft B\n");
	if (data_lines(out, &p->subject, 1, e))
		return -1;
	crm_buf_cstr(out, ".ft R\n.sp 1v\n");
	return body_lines(out, p->body, e);
}

/* ---- groff ---- */

static int judge(const struct crm_ran *ran, const struct crm_buf *pdf, const struct crm_buf *said,
	struct crm_err *e)
{
	if (ran->end == CRM_RUN_NONE || (ran->end == CRM_RUN_EXIT && ran->code == 127))
		return crm_err_set(e, CRM_PARTIAL, _("groff is not installed"));
	if (strstr(said->p, "can't find special character"))
		return crm_err_set(
			e, CRM_PARTIAL, _("groff has no sign for some character of the letter"));
	if (ran->end != CRM_RUN_EXIT || ran->code || ran->unwritten)
		return crm_err_set(e, CRM_PARTIAL, _("groff failed"));
	if (said->n >= COMPLAINT_MAX || pdf->n >= PDF_MAX || pdf->n < 5 ||
		memcmp(pdf->p, "%PDF-", 5) != 0)
		return crm_err_set(e, CRM_PARTIAL, _("groff made no usable PDF"));
	return 0;
}

int crm_pdf_letter(const struct crm_page *p, struct crm_buf *out, struct crm_err *e)
{
	/* env(1) sets what makes the bytes repeat; the rest of the environment, PATH too, is ours
	 */
	static const char *const words[] = {"env", NULL, "TZ=UTC0", "LC_ALL=C", "groff", "-k",
		"-Kutf8", "-Tpdf", "-dpaper=a4", "-P-pa4", NULL};
	char *argv[sizeof words / sizeof *words];
	struct crm_buf source, pdf, said, epoch;
	struct crm_run run = {.argv = argv,
		.timeout_ms = LIMIT_MS,
		.grace_ms = 1000,
		.out = {.buf = &pdf, .max = PDF_MAX},
		.err = {.buf = &said, .max = COMPLAINT_MAX}};
	struct crm_ran ran;
	int bad;

	memcpy(argv, words, sizeof words);
	crm_buf_init(&source);
	crm_buf_init(&pdf);
	crm_buf_init(&said);
	crm_buf_init(&epoch);
	crm_buf_printf(
		&epoch, "SOURCE_DATE_EPOCH=%lld", p->day > 0 ? (long long)p->day * 86400 : 0LL);
	argv[1] = epoch.p;
	bad = crm_pdf_source(p, &source, e);
	if (!bad) {
		run.input = crm_buf_view(&source);
		ran = crm_run(&run);
		bad = judge(&ran, &pdf, &said, e);
	}
	if (!bad)
		crm_buf_str(out, crm_buf_view(&pdf));
	crm_buf_release(&source);
	crm_buf_release(&pdf);
	crm_buf_release(&said);
	crm_buf_release(&epoch);
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

void crm_pdf_text(const struct crm_page *p, struct crm_buf *out)
{
	struct crm_str body = p->body;

	block(out, p->from, p->from_n, 0);
	block(out, p->to, p->to_n, TO_COLUMN);
	block(out, &p->place_date, p->place_date.n != 0, TO_COLUMN);
	wrapped(out, p->subject);
	crm_buf_char(out, '\n');
	while (body.n)
		wrapped(out, next_line(&body));
}
