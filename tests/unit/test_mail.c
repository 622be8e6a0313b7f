/* Mail messages: fixed headers, nothing injected, RFC 2047 and quoted-printable to the byte. */
#include "base/utf8.h"
#include "letter/mail/mail.h"
#include "unit.h"

static struct crm_buf out;
static struct crm_err err;
static struct crm_mail m;
static const struct crm_str thread[] = {{"<one@me.example>", 16}, {"<two@me.example>", 16}};

static void setup(void)
{
	crm_buf_init(&out);
	memset(&m, 0, sizeof m);
	m.date = (struct crm_mail_date){.second = 9 * 3600 + 5 * 60 + 7, .zone = 120};
	m.date.day = crm_date_day((struct crm_ymd){2026, 6, 15});
	m.from = (struct crm_mailbox){crm_str("Zoé Lefèvre"), crm_str("zoe@me.example")};
	m.to = (struct crm_mailbox){crm_str("Martin, Jeanne"), crm_str("compta@acme.example")};
	m.subject = crm_str("Facture F2026-014");
	m.message_id = crm_str("<3@me.example>");
	m.body = crm_str("Bonjour,\n\nà bientôt\n");
}

static void teardown(void)
{
	crm_buf_release(&out);
}

START_TEST(whole)
{
	m.in_reply_to = thread[1];
	m.references = thread;
	m.references_n = 2;
	m.copy_to = crm_str("copy@me.example");
	m.automatic = true;
	ck_assert_int_eq(crm_mail_write(&m, &out, &err), 0);
	ck_assert_str_eq(out.p, "Date: Mon, 15 Jun 2026 09:05:07 +0200\n"
				"From: =?UTF-8?Q?Zo=C3=A9_Lef=C3=A8vre?= <zoe@me.example>\n"
				"To: \"Martin, Jeanne\" <compta@acme.example>\n"
				"Bcc: copy@me.example\n"
				"Subject: Facture F2026-014\n"
				"Message-ID: <3@me.example>\n"
				"In-Reply-To: <two@me.example>\n"
				"References: <one@me.example> <two@me.example>\n"
				"Auto-Submitted: auto-generated\n"
				"MIME-Version: 1.0\n"
				"Content-Type: text/plain; charset=UTF-8\n"
				"Content-Transfer-Encoding: quoted-printable\n"
				"\n"
				"Bonjour,\n\n=C3=A0 bient=C3=B4t\n");
}
END_TEST

START_TEST(optional_headers)
{
	static const char *const none[] = {"Bcc", "In-Reply-To", "References", "Auto-Submitted"};
	size_t i;

	ck_assert_int_eq(crm_mail_write(&m, &out, &err), 0);
	for (i = 0; i < sizeof none / sizeof *none; i++)
		ck_assert_msg(!strstr(out.p, none[i]), "%s", none[i]);
}
END_TEST

static struct crm_str *const fields[] = {&m.from.name, &m.from.addr, &m.to.name, &m.to.addr,
	&m.copy_to, &m.subject, &m.message_id, &m.in_reply_to};

/* every control byte, a lone 0x80..0xff, C1 and the line separators, in every field */
START_TEST(no_injection)
{
	struct crm_str *f = fields[_i];
	int c;

	for (c = 0; c < 256; c++) {
		char text[] = "<aa@b.example>";

		if (c >= 0x20 && c < 0x7f)
			continue;
		text[2] = (char)c;
		*f = crm_str("");
		f->p = f == &m.message_id || f == &m.in_reply_to ? text : text + 1;
		f->n = f->p == text ? sizeof text - 1 : sizeof text - 3;
		ck_assert_msg(crm_mail_write(&m, &out, &err) == -1, "byte %02x", (unsigned)c);
		ck_assert_uint_eq(out.n, 0);
		ck_assert_int_eq(err.status, CRM_PARTIAL);
		ck_assert(err.field[0]);
	}
	*f = crm_str("x\xc2\x85y");
	ck_assert_int_eq(crm_mail_write(&m, &out, &err), -1);
	*f = crm_str("x\xe2\x80\xa8y");
	ck_assert_int_eq(crm_mail_write(&m, &out, &err), -1);
	*f = crm_str("a@b.example\nBcc: evil@example.org");
	ck_assert_int_eq(crm_mail_write(&m, &out, &err), -1);
}
END_TEST

static const char *const no_id[] = {"", "a@b", "<a@b", "a@b>", "<@b>", "<a@>", "<a>", "<a b@c>",
	"<a@b@c>", "<a@b>x", "<a..b@c>", "<a@b\n>", "<a@b> <c@d>"};

START_TEST(ids)
{
	m.message_id = crm_str(no_id[_i]);
	ck_assert_msg(crm_mail_write(&m, &out, &err) == -1, "%s", no_id[_i]);
	ck_assert_str_eq(err.field, "Message-ID");
	m.message_id = crm_str("<a.b_c$1@localhost>");
	ck_assert_int_eq(crm_mail_write(&m, &out, &err), 0);
}
END_TEST

START_TEST(references_checked)
{
	struct crm_str bad = crm_str("<a@b>\nX: y");

	m.references = &bad;
	m.references_n = 1;
	ck_assert_int_eq(crm_mail_write(&m, &out, &err), -1);
	ck_assert_str_eq(err.field, "References");
}
END_TEST

START_TEST(body_controls)
{
	int c;

	for (c = 0; c < 256; c++) {
		char text[] = "a.b";
		bool good = (c >= 0x20 && c < 0x7f) || c == '\n' || c == '\t';

		text[1] = (char)c;
		m.body = (struct crm_str){text, 3};
		ck_assert_msg(crm_mail_write(&m, &out, &err) == (good ? 0 : -1), "byte %02x",
			(unsigned)c);
	}
}
END_TEST

static const char *const no_address[] = {"", "a", "@b", "a@", "a@b@c", "a b@c", "a@b c", "<a@b>",
	"a@b,c@d", "a@b;c@d", "-oQ@b", "a@.b", "a@b.", "a..b@c", ".a@b", "a.@b", "\"a\"@b",
	"a@[1.2.3.4]", "é@b", "a@é", "a(x)@b", "a@b\\", "a:b@c", "a@localhost"};

START_TEST(addresses)
{
	m.to.addr = crm_str(no_address[_i]);
	ck_assert_msg(crm_mail_write(&m, &out, &err) == -1, "%s", no_address[_i]);
	ck_assert_str_eq(err.field, "To");
	m.to.addr = crm_str("o'neil+x_y@xn--bcher-kva.example");
	ck_assert_int_eq(crm_mail_write(&m, &out, &err), 0);
}
END_TEST

static const struct {
	const char *in, *want;
} subjects[] = {
	{"Échéance dépassée", "Subject: =?UTF-8?Q?=C3=89ch=C3=A9ance_d=C3=A9pass=C3=A9e?=\n"},
	{"plain", "Subject: plain\n"},
	{"", "Subject: \n"},
	{"=?UTF-8?Q?x?=", "Subject: =?UTF-8?Q?=3D=3FUTF-8=3FQ=3Fx=3F=3D?=\n"},
	{"two  blanks", "Subject: =?UTF-8?Q?two__blanks?=\n"},
	{" edge", "Subject: =?UTF-8?Q?_edge?=\n"},
	{"edge ", "Subject: =?UTF-8?Q?edge_?=\n"},
	{"aaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbb cccccccccccccccccccc dddddd eeeeee",
		"Subject: aaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbb cccccccccccccccccccc dddddd\n "
		"eeeeee\n"},
};

START_TEST(subject)
{
	char *line;

	m.subject = crm_str(subjects[_i].in);
	ck_assert_int_eq(crm_mail_write(&m, &out, &err), 0);
	line = strstr(out.p, "Subject:");
	ck_assert_int_eq(strncmp(line, subjects[_i].want, strlen(subjects[_i].want)), 0);
}
END_TEST

static int unhex(char c)
{
	return c <= '9' ? c - '0' : c - 'A' + 10;
}

/* Decode folded encoded words; every word must be whole UTF-8 and short enough. */
static void decode(struct crm_buf *to, const char *p, size_t column)
{
	size_t start, length;
	const char *end;

	while (*p) {
		ck_assert_int_eq(strncmp(p, "=?UTF-8?Q?", 10), 0);
		end = strstr(p + 10, "?=");
		ck_assert_ptr_nonnull(end);
		length = (size_t)(end + 2 - p);
		ck_assert_uint_le(length, 75);
		ck_assert_uint_le(column + length, 76);
		start = to->n;
		for (p += 10; p < end; p++) {
			if (*p == '=') {
				crm_buf_char(to, (char)(unhex(p[1]) << 4 | unhex(p[2])));
				p += 2;
			} else {
				crm_buf_char(to, *p == '_' ? ' ' : *p);
			}
		}
		ck_assert(crm_utf8_ok((struct crm_str){to->p + start, to->n - start}));
		p = end + 2;
		if (*p) {
			ck_assert_int_eq(strncmp(p, "\n ", 2), 0);
			p += 2;
			column = 1;
		}
	}
}

/* texts of 1..200 characters of 1 to 4 bytes, from every column: decoded they are the same */
START_TEST(encoded_round_trip)
{
	static const char *const unit[] = {"a", "é", "€", "😀", "aé €😀"};
	struct crm_buf text, back;
	size_t n, column;

	crm_buf_init(&text);
	crm_buf_init(&back);
	for (n = 1; n <= 200; n++) {
		crm_buf_cstr(&text, unit[_i]);
		for (column = 0; column < 76; column += 7) {
			const char *p;

			crm_buf_clear(&out);
			crm_buf_clear(&back);
			crm_mail_encoded(&out, crm_buf_view(&text), column);
			p = out.p;
			if (p[0] == '\n')
				p += 2;
			decode(&back, p, p == out.p ? column : 1);
			ck_assert_str_eq(back.p, text.p);
		}
	}
	crm_buf_release(&text);
	crm_buf_release(&back);
}
END_TEST

static const struct {
	const char *in, *want;
} bodies[] = {
	{"", ""},
	{"a", "a\n"},
	{"a\n\nb\n", "a\n\nb\n"},
	{"1 = 1\n", "1 =3D 1\n"},
	{"blank \ntab\t\n", "blank=20\ntab=09\n"},
	{"a\tb\n", "a\tb\n"},
	{"blank ", "blank=20\n"},
	{"From here\n>From\nFromage\n", "=46rom here\n>From\nFromage\n"},
	{".\n..\n.", "=2E\n..\n=2E\n"},
	{"€\n", "=E2=82=AC\n"},
	{"\xe2\x80\xaf\n", "=E2=80=AF\n"},
};

START_TEST(body)
{
	crm_mime_text(&out, crm_str(bodies[_i].in));
	ck_assert_str_eq(out.p, bodies[_i].want);
}
END_TEST

/* long lines of every kind: at most 76 characters, and the decoded text is the same */
START_TEST(body_round_trip)
{
	static const char *const unit[] = {"x", "é", "€", "From ", " ", ".", "=", "é.\nFrom x \n"};
	struct crm_buf text, back;
	size_t n, i, column;

	crm_buf_init(&text);
	crm_buf_init(&back);
	for (n = 1; n <= 160; n++) {
		crm_buf_cstr(&text, unit[_i]);
		crm_buf_clear(&out);
		crm_buf_clear(&back);
		crm_mime_text(&out, crm_buf_view(&text));
		for (i = column = 0; i < out.n; i++) {
			if (column == 0)
				ck_assert_int_ne(strncmp(out.p + i, "From ", 5), 0);
			column = out.p[i] == '\n' ? 0 : column + 1;
			ck_assert_uint_le(column, 76);
			ck_assert_int_ge(out.p[i], 0);
			if (out.p[i] == '\n' && i)
				ck_assert_int_ne(out.p[i - 1], ' ');
			if (out.p[i] == '=' && out.p[i + 1] == '\n') {
				i++;
				column = 0;
			} else if (out.p[i] == '=') {
				crm_buf_char(&back,
					(char)(unhex(out.p[i + 1]) << 4 | unhex(out.p[i + 2])));
				i += 2;
				column += 2;
				ck_assert_uint_le(column, 76);
			} else {
				crm_buf_char(&back, out.p[i]);
			}
		}
		if (text.p[text.n - 1] != '\n')
			ck_assert_int_eq(back.p[--back.n], '\n');
		ck_assert(crm_str_eq(crm_buf_view(&back), crm_buf_view(&text)));
	}
	crm_buf_release(&text);
	crm_buf_release(&back);
}
END_TEST

START_TEST(names_and_dates)
{
	m.to.name = crm_str("He said \"\\o/\"");
	m.date.zone = -210;
	m.date.second = 0;
	m.date.day = crm_date_day((struct crm_ymd){2024, 2, 29});
	ck_assert_int_eq(crm_mail_write(&m, &out, &err), 0);
	ck_assert_ptr_nonnull(
		strstr(out.p, "\nTo: \"He said \\\"\\\\o/\\\"\" <compta@acme.example>\n"));
	ck_assert_int_eq(strncmp(out.p, "Date: Thu, 29 Feb 2024 00:00:00 -0330\n", 38), 0);
	m.to.name = crm_str("");
	crm_buf_clear(&out);
	ck_assert_int_eq(crm_mail_write(&m, &out, &err), 0);
	ck_assert_ptr_nonnull(strstr(out.p, "\nTo: compta@acme.example\n"));
	m.to.name = crm_str("a@b.example, c");
	crm_buf_clear(&out);
	ck_assert_int_eq(crm_mail_write(&m, &out, &err), 0);
	ck_assert_ptr_nonnull(strstr(out.p, "\nTo: \"a@b.example, c\" <"));
	m.date.second = 86400;
	ck_assert_int_eq(crm_mail_write(&m, &out, &err), -1);
	ck_assert_str_eq(err.field, "Date");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("mail");
	TCase *t = tcase_create("mail");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, whole);
	tcase_add_test(t, optional_headers);
	tcase_add_loop_test(t, no_injection, 0, sizeof fields / sizeof *fields);
	tcase_add_loop_test(t, ids, 0, sizeof no_id / sizeof *no_id);
	tcase_add_test(t, references_checked);
	tcase_add_test(t, body_controls);
	tcase_add_loop_test(t, addresses, 0, sizeof no_address / sizeof *no_address);
	tcase_add_loop_test(t, subject, 0, sizeof subjects / sizeof *subjects);
	tcase_add_loop_test(t, encoded_round_trip, 0, 5);
	tcase_add_loop_test(t, body, 0, sizeof bodies / sizeof *bodies);
	tcase_add_loop_test(t, body_round_trip, 0, 8);
	tcase_add_test(t, names_and_dates);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
