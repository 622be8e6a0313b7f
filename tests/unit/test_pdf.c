/* Letters on paper: what groff is given, that it repeats, that it leaves nothing out. */
#include "folder.h"
#include "format/date.h"
#include "letter/paper/pdf.h"
#include "letter/mail/run.h"
#include "letter/paper/sign.h"
#include "unit.h"
#include <sys/stat.h>

static struct crm_str from[2], to[2];
static struct crm_page page;
static struct crm_buf out;
static struct crm_err err;

static void setup(void)
{
	folder_make();
	crm_buf_init(&out);
	from[0] = crm_str("Zoé Lefèvre");
	from[1] = crm_str("34000 Montpellier");
	to[0] = crm_str("Acme SARL");
	to[1] = crm_str("34440 Saint-Sériès");
	page = (struct crm_page){.from = from,
		.from_n = 2,
		.to = to,
		.to_n = 2,
		.place_date = crm_str("Montpellier, le 6 juillet 2026"),
		.subject = crm_str("Objet"),
		.body = crm_str("Total : 1\xe2\x80\xaf"
				"200,00\xc2\xa0€\n\nÀ bientôt\n")};
	page.day = crm_date_day((struct crm_ymd){2026, 7, 6});
}

static void teardown(void)
{
	crm_buf_release(&out);
	folder_remove();
}

/* escapes of groff that are not those of data */
static size_t escapes(const char *text)
{
	size_t n = 0;

	for (text = strchr(text, '\\'); text; text = strchr(text + 1, '\\'))
		n += strchr("&e~[", text[1]) == NULL;
	return n;
}

/* no line of data begins with a request, no backslash is an escape */
START_TEST(inert)
{
	static const char *const evil[] = {".so /etc/passwd", "'so /etc/passwd", "\\X'ps: exec x'",
		"\\*[x]\\n(.k", "a\\", ".ex", "\\\n.so /etc/passwd"};
	const char *at;
	size_t ours = 0, all = 0;

	page.body = crm_str("x"); /* as many paragraphs as below */
	ck_assert_int_eq(crm_sheet_source(&page, 1, &out, &err), 0);
	ours = escapes(out.p);
	crm_buf_clear(&out);
	page.body = page.subject = from[0] = to[0] = crm_str(evil[_i]);
	if (strchr(evil[_i], '\n'))
		page.subject = from[0] = to[0] = crm_str("x");
	ck_assert_int_eq(crm_sheet_source(&page, 1, &out, &err), 0);
	ck_assert_ptr_null(strstr(out.p, "\n.so"));
	ck_assert_ptr_null(strstr(out.p, "\n'so"));
	ck_assert_ptr_null(strstr(out.p, "\n.ex"));
	all = escapes(out.p);
	ck_assert_uint_eq(all, ours);
	for (at = out.p; (at = strstr(at, "\n.")); at++) /* requests have names of ours */
		ck_assert_msg(!strchr("kG", at[2]), "%s", out.p);
}
END_TEST

START_TEST(source)
{
	page.body = crm_str("1\xe2\x80\xaf"
			    "200,00\xc2\xa0€ a\\b ~^`\n");
	ck_assert_int_eq(crm_sheet_source(&page, 1, &out, &err), 0);
	ck_assert_ptr_nonnull(strstr(out.p, "\n\\&1\\~200,00\\~€ a\\eb \\[ti]\\[ha]\\[ga]\n"));
	crm_buf_clear(&out);
	page.body = crm_str("(2 factures) et 180 jours, soit 1\xe2\x80\xaf" "780 jours, en 2026 ou A12 b\n");
	ck_assert_int_eq(crm_sheet_source(&page, 1, &out, &err), 0);
	ck_assert_ptr_nonnull(strstr(out.p,
		"(2\\~factures) et 180\\~jours, soit 1\\~780\\~jours, en\\~2026 ou A12 b\n"));
	page.body = crm_str("a\x1b[0m");
	ck_assert_int_eq(crm_sheet_source(&page, 1, &out, &err), -1);
	page.body = crm_str("a\xff");
	ck_assert_int_eq(crm_sheet_source(&page, 1, &out, &err), -1);
	ck_assert_int_eq(err.status, CRM_PARTIAL);
}
END_TEST

START_TEST(plain_text)
{
	page.body = crm_str(
		"- aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb "
		"é\n\n  court\n");
	crm_pdf_text(&page, &out);
	ck_assert_str_eq(out.p,
		"Zoé Lefèvre\n34000 Montpellier\n\n"
		"                                        Acme SARL\n"
		"                                        34440 Saint-Sériès\n\n"
		"                                        Montpellier, le 6 juillet 2026\n\n"
		"Objet\n\n"
		"- aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\n"
		"é\n\n  court\n");
}
END_TEST

/* the text that a PDF shows, in `text`; false where pdftotext is not installed */
static bool pdf_text(struct crm_buf *text)
{
	char path[600], *argv[] = {(char *)"pdftotext", (char *)"-layout", path, (char *)"-", NULL};
	struct crm_run r = {.argv = argv, .timeout_ms = 10000, .out = {.buf = text, .max = 100000}};

	folder_put("x.pdf", crm_buf_view(&out));
	snprintf(path, sizeof path, "%s", folder_path("x.pdf"));
	r.err.fd = -1;
	return crm_run(&r).end == CRM_RUN_EXIT && text->n > 0;
}

/* whether groff is here; without it the caller writes plain text, and there is nothing to test */
static bool groff(void)
{
	int bad = crm_pdf_letter(&page, &out, &err);

	if (!bad)
		return true;
	ck_assert_str_eq(err.text, "groff is not installed");
	ck_assert_uint_eq(out.n, 0);
	fprintf(stderr, "skipped: groff is not installed\n");
	return false;
}

START_TEST(pdf)
{
	struct crm_buf first, text;

	if (!groff())
		return;
	crm_buf_init(&first);
	crm_buf_init(&text);
	crm_buf_str(&first, crm_buf_view(&out));
	crm_buf_clear(&out);
	ck_assert_int_eq(crm_pdf_letter(&page, &out, &err), 0);
	ck_assert(crm_str_eq(crm_buf_view(&first), crm_buf_view(&out))); /* the bytes repeat */
	if (pdf_text(&text)) {
		ck_assert_ptr_nonnull(strstr(text.p, "Zoé Lefèvre"));
		ck_assert_ptr_nonnull(strstr(text.p, "Saint-Sériès"));
		ck_assert_ptr_nonnull(strstr(text.p, "1 200,00 €"));
		ck_assert_ptr_nonnull(strstr(text.p, "À bientôt"));
	}
	crm_buf_release(&first);
	crm_buf_release(&text);
}
END_TEST

/* what has no glyph is refused before groff is asked: none may be installed */
START_TEST(no_sign)
{
	static const char *const odd[] = {"😀", "源", "ź", "ę", "e\xcc\x81", "\xe2\x80\x8b"};
	struct crm_str *const place[] = {&from[0], &to[1], &page.place_date, &page.subject, &page.body};
	char text[64], want[64];

	snprintf(text, sizeof text, "a%sb", odd[_i]);
	snprintf(want, sizeof want, "'%s' has no glyph", _i == 4 ? "\xcc\x81" : odd[_i]);
	*place[_i % 5] = crm_str(text);
	ck_assert_int_eq(crm_pdf_letter(&page, &out, &err), -1);
	ck_assert_uint_eq(out.n, 0);
	ck_assert_int_eq(err.status, CRM_PARTIAL);
	ck_assert_msg(strncmp(err.text, want, strlen(want)) == 0, "%s", err.text);
}
END_TEST

/* the table holds nothing that this groff leaves out: each sign stands between an x and a y */
START_TEST(each_sign)
{
	struct crm_buf body, text;
	size_t n = 0, seen = 0;
	int32_t c;
	const char *at, *end;

	if (!groff())
		return;
	crm_buf_init(&body);
	crm_buf_init(&text);
	for (c = 0x21; c < 0x2800; c++) {
		if (!crm_sign_known(c) || c == 0xa0 || c == 0xad || c == 0x202f || (c >= 0x2000 && c < 0x2010))
			continue;
		crm_buf_char(&body, 'x');
		if (c < 0x80) {
			crm_buf_char(&body, (char)c);
		} else if (c < 0x800) {
			crm_buf_char(&body, (char)(0xc0 | c >> 6));
			crm_buf_char(&body, (char)(0x80 | (c & 0x3f)));
		} else {
			crm_buf_char(&body, (char)(0xe0 | c >> 12));
			crm_buf_char(&body, (char)(0x80 | (c >> 6 & 0x3f)));
			crm_buf_char(&body, (char)(0x80 | (c & 0x3f)));
		}
		crm_buf_cstr(&body, "y\n");
		n++;
	}
	page.body = crm_buf_view(&body);
	crm_buf_clear(&out);
	ck_assert_msg(crm_pdf_letter(&page, &out, &err) == 0, "%s", err.text);
	if (pdf_text(&text)) {
		for (at = strchr(text.p, 'x'); at; at = strchr(end, 'x')) {
			end = strchr(at[1] == 'y' || at[1] == 'x' ? at + 2 : at + 1, 'y');
			ck_assert_msg(end != NULL && end > at + 1 && at[1] != ' ' && end - at < 16, "%.20s", at);
			seen++;
		}
		ck_assert_uint_eq(seen, n);
	}
	crm_buf_release(&body);
	crm_buf_release(&text);
}
END_TEST

/* whatever groff says beside the number of pages, in whatever words, there is no PDF */
START_TEST(a_word_of_groff)
{
	static const char *const says[] = {"pages 1", "pages 1\nein Zeichen fehlt", "x", "pages 1x", ""};
	char script[200], path[700];

	snprintf(script, sizeof script, "#!/bin/sh\ncat > /dev/null\nprintf '%%%%PDF-1.4 '\nprintf '%s\\n' >&2\n",
		says[_i]);
	folder_put("groff", crm_str(script));
	ck_assert_int_eq(chmod(folder_path("groff"), 0755), 0);
	snprintf(path, sizeof path, "%s", folder_path("groff"));
	*strrchr(path, '/') = '\0';
	strncat(path, ":/usr/bin:/bin", sizeof path - strlen(path) - 1);
	ck_assert_int_eq(setenv("PATH", path, 1), 0);
	ck_assert_int_eq(crm_pdf_letter(&page, &out, &err), _i ? -1 : 0);
	if (_i) {
		ck_assert_uint_eq(out.n, 0);
		ck_assert_ptr_null(strchr(err.text, '\n'));
		ck_assert_ptr_nonnull(strstr(err.text, "could not render all of it"));
	}
}
END_TEST

/* wherever the page ends, text stands above the signature, and room to sign below it */
START_TEST(signed_under_text)
{
	struct crm_buf text, body;
	const char *last;
	int i;

	if (!groff())
		return;
	crm_buf_init(&text);
	crm_buf_init(&body);
	for (i = 0; i < 26 + 2 * _i; i++)
		crm_buf_cstr(&body, "- a line of the list\n");
	crm_buf_cstr(&body, "\nIn case of doubt, call.\n\nYours faithfully,\n\nHere, today\n\nZoe\nZoe Ltd\n\n"
			    "Signature:\n");
	page.body = crm_buf_view(&body);
	crm_buf_clear(&out);
	ck_assert_int_eq(crm_pdf_letter(&page, &out, &err), 0);
	if (pdf_text(&text)) {
		if (text.n && text.p[text.n - 1] == '\f')
			text.p[--text.n] = '\0';
		last = strrchr(text.p, '\f') ? strrchr(text.p, '\f') : text.p;
		ck_assert_msg(strstr(last, "Signature:") && strstr(last, "faithfully"), "%s", text.p);
	}
	crm_buf_release(&body);
	crm_buf_release(&text);
}
END_TEST

START_TEST(no_file_is_read)
{
	struct crm_buf text;

	page.body = crm_str(".so /etc/passwd\n'so /etc/passwd\n");
	if (!groff())
		return;
	crm_buf_init(&text);
	if (pdf_text(&text)) {
		ck_assert_ptr_null(strstr(text.p, "root:"));
		ck_assert_ptr_nonnull(strstr(text.p, ".so /etc/passwd"));
	}
	crm_buf_release(&text);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("pdf");
	TCase *t = tcase_create("pdf");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, signed_under_text, 0, 8);
	tcase_add_loop_test(t, inert, 0, 7);
	tcase_add_test(t, source);
	tcase_add_test(t, plain_text);
	tcase_add_test(t, pdf);
	tcase_add_loop_test(t, no_sign, 0, 6);
	tcase_add_test(t, each_sign);
	tcase_add_loop_test(t, a_word_of_groff, 0, 5);
	tcase_add_test(t, no_file_is_read);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
