/* Mails with files: base64 to the byte, names that no reader misreads, a boundary that no part has. */
#include "letter/mail/mail.h"
#include "unit.h"

static struct crm_buf out;
static struct crm_err err;

static void setup(void)
{
	crm_buf_init(&out);
}

static void teardown(void)
{
	crm_buf_release(&out);
}

/* RFC 4648 section 10 */
static const struct {
	const char *in, *out;
} vectors[] = {{"", ""}, {"f", "Zg==\n"}, {"fo", "Zm8=\n"}, {"foo", "Zm9v\n"}, {"foob", "Zm9vYg==\n"},
	{"fooba", "Zm9vYmE=\n"}, {"foobar", "Zm9vYmFy\n"}};

START_TEST(base64)
{
	crm_mime_base64(&out, crm_str(vectors[_i].in));
	ck_assert_str_eq(out.p, vectors[_i].out);
}
END_TEST

START_TEST(base64_lines)
{
	char bytes[57 * 3 + 1];
	size_t n, i, column = 0;

	memset(bytes, 0xff, sizeof bytes);
	for (n = 0; n <= sizeof bytes; n++) {
		crm_buf_clear(&out);
		crm_mime_base64(&out, (struct crm_str){bytes, n});
		for (i = 0; i < out.n; i++) {
			column = out.p[i] == '\n' ? 0 : column + 1;
			ck_assert_uint_le(column, 76);
		}
		ck_assert_uint_eq(column, 0);
		ck_assert_uint_eq(out.n, (n + 2) / 3 * 4 + (n + 56) / 57);
	}
}
END_TEST

static const char *const bad_names[] = {
	"", "a/b.pdf", "a\\b.pdf", "a\nb.pdf", "a\rb", "\x7f", "caf\xe9.pdf", "a\xe2\x80\xa8" "b"};

START_TEST(bad_name)
{
	ck_assert_int_eq(crm_mime_name(crm_str(bad_names[_i]), &err), -1);
	ck_assert_str_eq(err.field, "Content-Disposition");
}
END_TEST

/* A name is a token, or RFC 2231 in parts of at most 78 bytes. */
static const struct {
	const char *name, *header;
} names[] = {
	{"F2026-014.pdf", "attachment;\n filename=F2026-014.pdf\n\n"},
	{"facture n°1.pdf", "attachment;\n filename*0*=UTF-8''facture%20n%C2%B01.pdf\n\n"},
	{"a\"b.pdf", "attachment;\n filename*0*=UTF-8''a%22b.pdf\n\n"},
	{"éééééééééééééééé.pdf",
		"attachment;\n filename*0*=UTF-8''%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9;\n"
		" filename*1*=%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9.pdf\n\n"},
};

START_TEST(name)
{
	struct crm_attachment f = {crm_str(names[_i].name), CRM_STR("x")};
	const char *line;

	ck_assert_int_eq(crm_mime_name(f.name, &err), 0);
	crm_mime_write(&out, CRM_STR("Bonjour\n"), &f, 1);
	ck_assert_msg(strstr(out.p, names[_i].header) != NULL, "%s", out.p);
	for (line = out.p; line && *line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL)
		ck_assert_msg(strcspn(line, "\n") <= 78, "%s", line);
}
END_TEST

START_TEST(whole)
{
	struct crm_attachment f = {CRM_STR("F1.pdf"), CRM_STR("%PDF-")};

	crm_mime_write(&out, CRM_STR("--=_crm_part_=--\nà\n"), &f, 1);
	ck_assert_str_eq(out.p, "MIME-Version: 1.0\n"
				"Content-Type: multipart/mixed; boundary=\"=_crm_part_=\"\n\n"
				"--=_crm_part_=\n"
				"Content-Type: text/plain; charset=UTF-8\n"
				"Content-Transfer-Encoding: quoted-printable\n\n"
				"--=3D_crm_part_=3D--\n=C3=A0\n"
				"\n--=_crm_part_=\n"
				"Content-Type: application/pdf\n"
				"Content-Transfer-Encoding: base64\n"
				"Content-Disposition: attachment;\n filename=F1.pdf\n\n"
				"JVBERi0=\n"
				"\n--=_crm_part_=--\n");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("mime");
	TCase *t = tcase_create("mime");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, base64, 0, sizeof vectors / sizeof *vectors);
	tcase_add_test(t, base64_lines);
	tcase_add_loop_test(t, bad_name, 0, sizeof bad_names / sizeof *bad_names);
	tcase_add_loop_test(t, name, 0, sizeof names / sizeof *names);
	tcase_add_test(t, whole);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
