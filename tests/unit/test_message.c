/* Messages: the report of RFC 3464, reports of mail programs, what makes a message known again. */
#include "import/mail/bounce.h"
#include "import/mail/message.h"
#include "unit.h"

static struct crm_arena mem;
static struct crm_who who;
static struct crm_me me;

static void setup(void)
{
	static struct crm_person person = {.email = {"x@acme.example", 14}};
	static const struct crm_client acme = {.id = {"acme", 4}, .people = &person, .people_n = 1};

	crm_arena_init(&mem);
	crm_who_init(&who);
	crm_who_add(&who, &acme);
	memset(&me, 0, sizeof me);
	me.email = CRM_STR("me@example.org");
}

static void teardown(void)
{
	crm_who_release(&who);
	crm_arena_release(&mem);
}

static struct crm_message read_one(const char *header)
{
	struct crm_message m;

	ck_assert(crm_message_read(&mem, crm_str(header), &who, &me, &m));
	return m;
}

/* The same message, in another folder, by another program; and another one. */
START_TEST(identity)
{
	struct crm_message a = read_one("From: x@acme.example\nMessage-ID: <a@b>\nSubject: one\n"), b;

	b = read_one("Received: by c\r\nMessage-Id:\r\n <a@b>\r\nFrom: X <x@acme.example>\r\n");
	ck_assert_int_eq(crm_uuid_cmp(&a.id, &b.id), 0);
	b = read_one("From: x@acme.example\nMessage-ID: <A@b>\nSubject: one\n");
	ck_assert_int_ne(crm_uuid_cmp(&a.id, &b.id), 0);
	/* without an id the header says it, whatever a program at home adds */
	a = read_one("From: x@acme.example\nSubject: one\n\ttwo\nDate: 1 Jun 2026 10:00 +0000\n");
	b = read_one("Status: RO\r\nFrom:   x@acme.example\r\nSubject: one\r\n  two\r\nX-UID: 7\r\nDate: 1 Jun 2026 "
		     "10:00 +0000\r\n");
	ck_assert_int_eq(crm_uuid_cmp(&a.id, &b.id), 0);
	b = read_one("From: x@acme.example\nSubject: one\n\ttwo\nDate: 1 Jun 2026 10:01 +0000\n");
	ck_assert_int_ne(crm_uuid_cmp(&a.id, &b.id), 0);
	/* an id is not taken for a header that says the same */
	a = read_one("Message-ID: <From\nx@acme.example\n>\nFrom: x@acme.example\n");
	b = read_one("From: x@acme.example\n");
	ck_assert_int_ne(crm_uuid_cmp(&a.id, &b.id), 0);
	ck_assert_int_eq(a.id.b[6] >> 4, 8);
}
END_TEST

START_TEST(no_message)
{
	struct crm_message m;

	ck_assert(!crm_message_read(&mem, crm_str(""), &who, &me, &m));
	ck_assert(!crm_message_read(&mem, crm_str("name: Acme\nkind: b2b\n"), &who, &me, &m));
}
END_TEST

/* The newest first, each once, ours alone, a bounded number. */
START_TEST(answers)
{
	struct crm_message m = read_one("From: x@acme.example\nReferences: <crm.1@x> <other@y> <crm.2@x>\n <crm.1@x>\n"
					"In-Reply-To: <crm.3@x>\n");

	ck_assert_uint_eq(m.answers_n, 3);
	ck_assert(crm_str_is(m.answers[0], "crm.3@x") && crm_str_is(m.answers[2], "crm.1@x"));
	m = read_one("From: x@acme.example\nReferences: <crm.1@x><crm.2@x><crm.3@x><crm.4@x><crm.5@x><crm.6@x><crm.7@x>"
		     "<crm.8@x><crm.9@x><crm.10@x>\n");
	ck_assert_uint_eq(m.answers_n, CRM_MESSAGE_ANSWERS);
	ck_assert(crm_str_is(m.answers[0], "crm.10@x"));
	m = read_one("From: x@acme.example\nMessage-ID: <crm.1@x>\n");
	ck_assert(m.ours);
}
END_TEST

/* ---- reports ---- */

/* RFC 3464, appendix E, the first: one recipient failed for good. */
static const char simple[] =
	"Date: Thu, 7 Jul 1994 17:16:05 -0400\n"
	"From: Mail Delivery Subsystem <MAILER-DAEMON@CS.UTK.EDU>\n"
	"Message-Id: <199407072116.RAA14128@CS.UTK.EDU>\n"
	"Subject: Returned mail: Cannot send message for 5 days\n"
	"To: <owner-info-mime@cs.utk.edu>\n"
	"MIME-Version: 1.0\n"
	"Content-Type: multipart/report; report-type=delivery-status;\n"
	"      boundary=\"RAA14128.773615765/CS.UTK.EDU\"\n"
	"\n"
	"--RAA14128.773615765/CS.UTK.EDU\n"
	"\n"
	"The original message was received at Sat, 2 Jul 1994 17:10:28 -0400\n"
	"from root@localhost\n"
	"\n"
	"   ----- The following addresses had delivery problems -----\n"
	"<louisl@larry.slip.umd.edu>  (unrecoverable error)\n"
	"\n"
	"--RAA14128.773615765/CS.UTK.EDU\n"
	"content-type: message/delivery-status\n"
	"\n"
	"Reporting-MTA: dns; cs.utk.edu\n"
	"\n"
	"Original-Recipient: rfc822;louisl@larry.slip.umd.edu\n"
	"Final-Recipient: rfc822;louisl@larry.slip.umd.edu\n"
	"Action: failed\n"
	"Status: 4.0.0\n"
	"Diagnostic-Code: smtp; 426 connection timed out\n"
	"Last-Attempt-Date: Thu, 7 Jul 1994 17:15:49 -0400\n"
	"\n"
	"--RAA14128.773615765/CS.UTK.EDU\n"
	"content-type: message/rfc822\n"
	"\n"
	"Message-ID: <crm.1@x>\n"
	"Subject: the original\n"
	"\n"
	"Message-ID: <of@the.body>\n"
	"--RAA14128.773615765/CS.UTK.EDU--\n";

#define HEAD "Content-Type: multipart/report; boundary=b\n\n"
#define STATUS "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n"

static const struct {
	const char *message, *want; /* address and code of each; "" nothing failed */
	const char *mid;
} reports[] = {
	{simple, "louisl@larry.slip.umd.edu 4.0.0", "crm.1@x"},
	/* several: which failed is said of each */
	{HEAD STATUS "Final-Recipient: rfc822; A@b.example\nAction: delayed\nStatus: 4.4.7\n\n"
		     "Final-Recipient: RFC822; <C@d.example>\nAction: failed (bad)\nStatus: 5.1.1 (no)\n\n--b--\n",
		"c@d.example 5.1.1", ""},
	{HEAD STATUS "Final-Recipient: rfc822; a@b.example\nAction: relayed\nStatus: 2.0.0\n\n--b--\n", "", ""},
	/* the address that we wrote to, not where it was sent on */
	{HEAD STATUS "Final-Recipient: rfc822; deep@inside.example\nOriginal-Recipient: rfc822;a@b.example\nAction: FAILED\n",
		"a@b.example ", ""},
	/* lines of CR LF, a cut end, no first group */
	{"Content-Type: multipart/report;\r\n\tboundary=\"b\"\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
	 "Final-Recipient: rfc822; a@b.example\r\nAction: failed\r\nStatus: 5.7.1\r\n\r\n--b\r\nContent-Type: "
	 "text/rfc822-headers\r\n\r\nMessage-ID: <crm.2@x>\r\n",
		"a@b.example 5.7.1", "crm.2@x"},
	{"X-Failed-Recipients: a@b.example, c@d.example\nContent-Type: text/plain\n\nbody\n", "a@b.example  c@d.example ", ""},
	/* the words of a person are no report */
	{"Content-Type: text/plain\n\n" STATUS "Final-Recipient: rfc822; a@b.example\nAction: failed\n", "", ""},
	{HEAD "--b\nContent-Type: text/plain\n\nFinal-Recipient: rfc822; a@b.example\nAction: failed\n", "", ""},
	{HEAD STATUS "Final-Recipient: x400; a@b.example;\nAction: failed\nStatus: \x1b[31m\n", "a@b.example ", ""},
	{"Content-Type: multipart/report\n\n", "", ""}, {"", "", ""},
	/* bytes of no charset and controls reach neither a terminal nor the journal */
	{"X-Failed-Recipients: b\xe9n\x1b[1mx@b.example\n\n<crm.1@me.example>", "b\u00e9n [1mx@b.example ",
		"crm.1@me.example"},
	/* more than are kept */
	{"X-Failed-Recipients: a@b.example, c@b.example, d@b.example, e@b.example, f@b.example, g@b.example\n\n",
		"a@b.example  c@b.example  d@b.example  e@b.example ", ""},
	/* an address alone: only where a message of ours is named, and an end */
	{"Subject: failure notice\n\n<a@b.example>:\n550 no such user\n", "", ""},
	{"Subject: failure notice\n\n<a@b.example>:\n550 no such user\n\nMessage-ID: <crm.1@x>\n", "a@b.example ", "crm.1@x"},
	{"Subject: of today\n\n<a@b.example>:\nthanks\n\nMessage-ID: <crm.1@x>\n", "", ""},
	/* what the copy of ours says is not said by the program */
	{"Subject: failure notice\n\n<a@b.example>:\n550 no such user\n\nMessage-ID: <crm.1@x>\nSubject: a warning: retrying\n",
		"a@b.example ", "crm.1@x"},
};

START_TEST(report)
{
	struct crm_bounce b;
	struct crm_buf text;
	bool failed = crm_bounce_read(&mem, crm_str(reports[_i].message), &b);
	size_t i;

	crm_buf_init(&text);
	for (i = 0; i < b.n; i++)
		crm_buf_printf(&text, "%s%.*s %.*s", i ? " " : "", (int)b.address[i].n, b.address[i].p,
			(int)b.status[i].n, b.status[i].p);
	ck_assert_str_eq(text.p, reports[_i].want);
	ck_assert_int_eq(failed, *reports[_i].want != '\0');
	ck_assert(!failed || crm_str_is(b.mid, reports[_i].mid));
	crm_buf_release(&text);
}
END_TEST

/* Any cut of it is a report or none, and nothing is read beyond. */
START_TEST(report_cut)
{
	struct crm_bounce b;
	struct crm_buf text;
	size_t n;

	for (n = 0; n < sizeof simple; n++) {
		crm_buf_init(&text); /* of its own size, so that a look beyond is seen */
		crm_buf_add(&text, simple, n);
		(void)crm_bounce_read(&mem, crm_buf_view(&text), &b);
		crm_buf_release(&text);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("message");
	TCase *c = tcase_create("message");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, identity);
	tcase_add_test(c, no_message);
	tcase_add_test(c, answers);
	tcase_add_loop_test(c, report, 0, (int)(sizeof reports / sizeof *reports));
	tcase_add_test(c, report_cut);
	suite_add_tcase(s, c);
	return crm_unit_main(s);
}
