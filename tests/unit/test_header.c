/* The header of a mail, as standards print it and as programs write it; and any bytes at all. */
#include "base/utf8.h"
#include "format/encoded.h"
#include "format/header.h"
#include "format/maildate.h"
#include "unit.h"

/* ---- fields ---- */

static const struct {
	const char *bytes;
	size_t size;
	bool ended;
} headers[] = {
	{"A: b\n\nbody", 5, true}, {"A: b\r\n\r\nbody", 6, true}, {"A: b\r\r\n\r\r\nbody", 7, true},
	{"A: b\n", 5, false}, {"A: b", 4, false}, {"", 0, false}, {"\nbody", 0, true}, {"\r", 1, false},
	{"A: b\n \nC: d\n\n", 12, true},
};

START_TEST(size)
{
	bool ended;

	ck_assert_uint_eq(crm_header_size(crm_str(headers[_i].bytes), &ended), headers[_i].size);
	ck_assert_int_eq(ended, headers[_i].ended);
}
END_TEST

START_TEST(fields)
{
	struct crm_str rest = crm_str("From x@y Mon Jun  1\nsubject : one\n\ttwo\r\n three\nno field\n : none\n"
				      "X-Empty:\nTo:a\n");
	struct crm_str name, body;

	ck_assert(crm_header_next(&rest, &name, &body));
	ck_assert(crm_header_is(name, "Subject"));
	ck_assert(crm_str_is(body, " one\n\ttwo\r\n three"));
	ck_assert(crm_header_next(&rest, &name, &body));
	ck_assert(crm_str_is(name, "X-Empty") && body.n == 0);
	ck_assert(crm_header_next(&rest, &name, &body));
	ck_assert(crm_str_is(name, "To") && crm_str_is(body, "a"));
	ck_assert(!crm_header_next(&rest, &name, &body));
	ck_assert(crm_str_is(crm_header_find(crm_str("a: x\nB:  y \nb: z"), "b"), "y"));
	ck_assert_uint_eq(crm_header_find(crm_str("a: x"), "b").n, 0);
}
END_TEST

/* ---- addresses: RFC 5322, appendix A, and the field ---- */

static const struct {
	const char *body, *want; /* between blanks */
} lists[] = {
	{"John Doe <jdoe@machine.example>", "jdoe@machine.example"},
	{"\"Joe Q. Public\" <john.q.public@example.com>", "john.q.public@example.com"},
	{"Mary Smith <mary@x.test>, jdoe@example.org, Who? <one@y.test>",
		"mary@x.test jdoe@example.org one@y.test"},
	{"<boss@nil.test>, \"Giant; \\\"Big\\\" Box\" <sysservices@example.net>",
		"boss@nil.test sysservices@example.net"},
	{"A Group:Ed Jones <c@a.test>,joe@where.test,John <jdoe@one.test>;",
		"c@a.test joe@where.test jdoe@one.test"},
	{"Undisclosed recipients:;", ""},
	{"Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>", "pete@silly.test"},
	{"A Group(Some people)\r\n     :Chris Jones <c@(Chris's host.)public.example>,\r\n"
	 "         joe@example.org,\r\n  John <jdoe@one.test> (my dear friend); (the end of the group)",
		"c@public.example joe@example.org jdoe@one.test"},
	{"(Empty list)(start)Hidden recipients  :(nobody(that I know))  ;", ""},
	{"Joe Q. Public <john.q.public@example.com>", "john.q.public@example.com"},
	{"Mary Smith <@node.test:mary@example.net>, , jdoe@test  . example",
		"mary@example.net jdoe@test.example"},
	/* the field */
	{"Me <ME@Example.ORG>", "me@example.org"}, {"\"x@a.example\" <y@b.example>", "y@b.example"},
	{"x@a.example via list <l@c.example>", "l@c.example"}, {"=?utf-8?Q?Z=C3=A9?= <z@a.example>", "z@a.example"},
	{"\"Doe, John\" <j@a.example>", "j@a.example"}, {"Doe, John <j@a.example>", "j@a.example"},
	{"<j@a.example> \"trailing\"", "j@a.example"}, {"a@b.example; c@d.example", "a@b.example c@d.example"},
	{"MAILER-DAEMON", ""}, {"<>", ""}, {"@", ""}, {"a@", ""}, {"<unfinished@a.example", "unfinished@a.example"},
	{"\"unfinished <a@b.example>", ""}, {"((((((", ""}, {"", ""},
};

START_TEST(addresses)
{
	struct crm_str rest = crm_str(lists[_i].body);
	struct crm_buf one, all;

	crm_buf_init(&one);
	crm_buf_init(&all);
	while (crm_header_address(&rest, &one))
		crm_buf_printf(&all, "%s%s", all.n ? " " : "", one.p);
	ck_assert_str_eq(all.p, lists[_i].want);
	crm_buf_release(&one);
	crm_buf_release(&all);
}
END_TEST

START_TEST(ids)
{
	struct crm_str rest = crm_str("text <1234@local.machine.example>\r\n\t<3456@example.net>< >< a@b ><c@d");

	ck_assert(crm_str_is(crm_header_id(&rest), "1234@local.machine.example"));
	ck_assert(crm_str_is(crm_header_id(&rest), "3456@example.net"));
	ck_assert(crm_str_is(crm_header_id(&rest), "a@b"));
	ck_assert_uint_eq(crm_header_id(&rest).n, 0);
	ck_assert_uint_eq(crm_header_id(&rest).n, 0);
}
END_TEST

START_TEST(parameters)
{
	struct crm_str body = crm_str("multipart/report; report-type=delivery-status;\n\tboundary=\"a;\\\"b\"; x = y; z");

	ck_assert(crm_str_is(crm_header_parameter(body, "Report-Type"), "delivery-status"));
	ck_assert(crm_str_is(crm_header_parameter(body, "boundary"), "a;\\\"b"));
	ck_assert(crm_str_is(crm_header_parameter(body, "x"), "y"));
	ck_assert_uint_eq(crm_header_parameter(body, "z").n, 0);
	ck_assert_uint_eq(crm_header_parameter(crm_str("a=b"), "a").n, 0);
}
END_TEST

/* ---- text ---- */

static const struct {
	const char *body, *want;
} texts[] = {
	/* RFC 2047, section 8 */
	{"=?US-ASCII?Q?Keith_Moore?= <moore@cs.utk.edu>", "Keith Moore <moore@cs.utk.edu>"},
	{"=?ISO-8859-1?Q?Keld_J=F8rn_Simonsen?=", "Keld Jørn Simonsen"},
	{"=?ISO-8859-1?Q?Andr=E9?= Pirard", "André Pirard"},
	{"=?ISO-8859-1?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?=\r\n =?ISO-8859-2?B?dSB1bmRlcnN0YW5kIHRoZSBleGFtcGxlLg==?=",
		"If you can read this you understand the example."},
	{"=?ISO-8859-1?Q?Olle_J=E4rnefors?=", "Olle Järnefors"},
	{"=?ISO-8859-1?Q?Patrik_F=E4ltstr=F6m?=", "Patrik Fältström"},
	{"=?iso-8859-8?b?7eXs+SDv4SDp7Oj08A==?=", "םולש ןב ילטפנ"},
	{"(=?ISO-8859-1?Q?a?=)", "(a)"}, {"(=?ISO-8859-1?Q?a?= b)", "(a b)"},
	{"(=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=)", "(ab)"},
	{"(=?ISO-8859-1?Q?a?=  =?ISO-8859-1?Q?b?=)", "(ab)"},
	{"(=?ISO-8859-1?Q?a?=\r\n    =?ISO-8859-1?Q?b?=)", "(ab)"},
	{"(=?ISO-8859-1?Q?a_b?=)", "(a b)"}, {"(=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=)", "(a b)"},
	/* RFC 2231, section 5 */
	{"=?US-ASCII*EN?Q?Keith_Moore?=", "Keith Moore"},
	/* the field: characters cut between words, no padding, no blank between, blanks within */
	{"=?UTF-8?B?w4nD?= =?UTF-8?B?qXQ?=", "Éét"}, {"=?utf-8?q?=C3?=\n =?utf-8?q?=A9t=C3=A9?=", "été"},
	{"Re: =?utf-8?Q?a?==?utf-8?Q?b?= c", "Re: ab c"}, {"=?utf-8?Q?two words?=", "two words"},
	{"=?utf-8?Q?why?_no?=", "why? no"}, {"=?iso-8859-15?Q?=BCuvre_=A4?=", "Œuvre €"},
	{"=?iso-8859-1?Q?=93quotes=94?=", "“quotes”"}, {"=?windows-1251?B?z/Do4uXy?=", "Привет"},
	{"=?koi8-r?B?8NLJ18XU?=", "Привет"}, {"=?ISO-2022-JP?B?GyRCJEYkOSRIGyhC?=", "てすと"},
	{"=?gb2312?B?suLK1A==?=", "测试"}, {"=?ks_c_5601-1987?B?xde9usau?=", "테스트"},
	/* what is wrong or unknown */
	{"=?x-unknown?Q?=E9t=E9?=", "été"}, {"=?utf-8?Q?=E9t=E9?=", "été"}, {"raw \xe9t\xe9", "raw été"},
	{"raw \xc3\xa9t\xc3\xa9", "raw été"}, {"=?utf-8?Q?open", "=?utf-8?Q?open"},
	{"=?utf-8?X?a?=", "=?utf-8?X?a?="}, {"=?utf-8?Q?=ZZ=4?=", "=ZZ=4"}, {"=?utf-8?Q?" "?=", ""}, {"=?", "=?"},
	{"=?UTF-16//IGNORE?Q?a?=", "a"}, {"=?utf-8?B?****?=", ""}, {"a = ?b?=", "a = ?b?="},
	/* one line, without controls */
	{" a\r\n\tb\t  c ", "a b c"}, {"=?utf-8?Q?a=0Ab=00c=1B[31m?=", "a b c [31m"},
	{"=?utf-8?Q?a=C2=85b=E2=80=A8c?=", "a b c"}, {"", ""},
};

START_TEST(line)
{
	struct crm_buf b;

	crm_buf_init(&b);
	crm_encoded_text(&b, crm_str(texts[_i].body), 500);
	ck_assert_str_eq(b.p, texts[_i].want);
	crm_buf_release(&b);
}
END_TEST

START_TEST(text_cut)
{
	struct crm_buf b;

	crm_buf_init(&b);
	crm_encoded_text(&b, crm_str("=?utf-8?Q?=C3=A9=C3=A9=C3=A9?="), 5);
	ck_assert_str_eq(b.p, "éé");
	crm_buf_clear(&b);
	crm_encoded_text(&b, crm_str("ab cd"), 3);
	ck_assert_str_eq(b.p, "ab");
	crm_buf_clear(&b);
	crm_encoded_text(&b, crm_str("a"), 0);
	ck_assert_str_eq(b.p, "");
	crm_buf_release(&b);
}
END_TEST

/* ---- dates ---- */

static const struct {
	const char *body, *want; /* NULL: none */
} dates[] = {
	/* RFC 5322, appendix A */
	{"Fri, 21 Nov 1997 09:55:06 -0600", "1997-11-21T15:55"},
	{"Tue, 1 Jul 2003 10:52:37 +0200", "2003-07-01T08:52"},
	{"Thu, 13 Feb 1969 23:32:54 -0330", NULL}, /* before mail */
	{"Mon, 24 Nov 1997 14:22:01 -0800", "1997-11-24T22:22"},
	{"Thu,\r\n      13\r\n        Feb\r\n          1979\r\n      23:32\r\n               -0330 (Newfoundland Time)",
		"1979-02-14T03:02"},
	{"21 Nov 97 09:55:06 GMT", "1997-11-21T09:55"}, {"Fri, 21 Nov 1997 09(comment):   55  :  06 -0600", NULL},
	/* the field */
	{"Mon, 1 Jun 2026 00:30:00 +0200", "2026-05-31T22:30"}, {"1 Jun 2026 23:30 -0200", "2026-06-02T01:30"},
	{"Mon, 1 Jun 2026 10:00:00", "2026-06-01T10:00"}, {"Mon, 1 Jun 2026 10:00:00 EST", "2026-06-01T15:00"},
	{"Mon, 1 Jun 2026 10:00:00 +0200 (CEST)", "2026-06-01T08:00"}, {"mon,1 june 2026 9:05:60 Z", "2026-06-01T09:05"},
	{"Mon Jun  1 10:00:00 2026", "2026-06-01T10:00"}, {"Mon Jun  1 10:00:00 CEST 2026", "2026-06-01T08:00"},
	{"Sun, 28 Feb 2027 23:59:59 -0001", "2027-03-01T00:00"}, {"1 Jan 49 00:00 +0000", "2049-01-01T00:00"},
	{"Mon, 1 Jun 126 10:00 +0000", "2026-06-01T10:00"}, {"Mon, 1 Jun 2026 10:00:00.123 +0000", "2026-06-01T10:00"},
	{"Mon, 1 Jun 2026 10:00 +9999", "2026-06-01T10:00"},
	{"Mon, 31 Jun 2026 10:00 +0000", NULL}, {"Mon, 1 Jun 2026", NULL}, {"Mon, 1 Jun 2026 24:00 +0000", NULL},
	{"2026-06-01T10:00:00Z", NULL}, {"yesterday", NULL}, {"", NULL}, {"((", NULL}, {", ,", NULL},
};

START_TEST(date)
{
	char text[CRM_WHEN_TEXT];
	struct crm_when utc;
	int r = crm_maildate_parse(crm_str(dates[_i].body), &utc);

	ck_assert_int_eq(r, dates[_i].want ? 0 : -1);
	if (r)
		return;
	crm_when_text(utc, text);
	ck_assert_str_eq(text, dates[_i].want);
}
END_TEST

/* ---- any bytes ---- */

enum { NOISE = 4000, LONGEST = 300 };

/* Pieces that mean something, and bytes that need not, in any order; the same ones each time. */
static void noise(uint64_t *seed, struct crm_buf *b)
{
	static const char *const pieces[] = {"=?", "?=", "utf-8", "?Q?", "?B?", "=C3", "\r\n ", "\n", "<", ">", "\"",
		"(", ")", "\\", ",", ";", ":", "@", "a@b.example", "Jun", "1", "2026", "10:00", "+0200", "iso-2022-jp",
		"\x1b$B", "\xe9", "\xc3\xa9", "=", "_", "boundary=", "*"};
	size_t n;

	crm_buf_clear(b);
	*seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
	n = *seed >> 33 & 31;
	while (n-- > 0 && b->n < LONGEST) {
		*seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
		if (*seed >> 60)
			crm_buf_cstr(b, pieces[*seed >> 33 & 31]);
		else
			crm_buf_char(b, (char)(*seed >> 40));
	}
}

START_TEST(any_bytes)
{
	struct crm_buf b, out;
	uint64_t seed = 1;
	struct crm_str rest, name, body;
	struct crm_when utc;
	bool ended;
	size_t i, k;

	crm_buf_init(&b);
	crm_buf_init(&out);
	for (i = 0; i < NOISE; i++) {
		noise(&seed, &b);
		rest = crm_buf_view(&b);
		ck_assert(crm_header_size(rest, &ended) <= rest.n);
		while (crm_header_next(&rest, &name, &body))
			ck_assert(name.p >= b.p && body.p + body.n <= b.p + b.n);
		rest = crm_buf_view(&b);
		while (crm_header_address(&rest, &out))
			ck_assert(out.n && memchr(out.p, '@', out.n));
		rest = crm_buf_view(&b);
		while (crm_header_id(&rest).n)
			;
		(void)crm_header_parameter(crm_buf_view(&b), "boundary");
		(void)crm_maildate_parse(crm_buf_view(&b), &utc);
		crm_buf_clear(&out);
		crm_encoded_text(&out, crm_buf_view(&b), 60);
		ck_assert(out.n <= 60 && crm_utf8_ok(crm_buf_view(&out)));
		for (k = 0; k < out.n; k++)
			ck_assert((unsigned char)out.p[k] >= ' ' && out.p[k] != 0x7f);
	}
	crm_buf_release(&b);
	crm_buf_release(&out);
}
END_TEST

/* What a stranger sends to make it slow: under a second a megabyte. */
START_TEST(slow)
{
	static const char *const piece[] = {"=?", "=?a?q?", "(", "<", "\"", "a@b,", "=?a?q?x?= ", "=?utf-8?b?w4k=?= ",
		"=?gbk?q?x?= =?big5?q?x?= "};
	struct crm_buf b, out;
	struct crm_str rest;

	crm_buf_init(&b);
	crm_buf_init(&out);
	while (b.n < 1024 * 1024)
		crm_buf_cstr(&b, piece[_i]);
	crm_encoded_text(&out, crm_buf_view(&b), 500);
	rest = crm_buf_view(&b);
	while (crm_header_address(&rest, &out))
		;
	rest = crm_buf_view(&b);
	while (crm_header_id(&rest).n)
		;
	(void)crm_header_parameter(crm_buf_view(&b), "x");
	crm_buf_release(&b);
	crm_buf_release(&out);
}
END_TEST

#define TABLE(t, test) tcase_add_loop_test(c, test, 0, (int)(sizeof t / sizeof *t))

int main(void)
{
	Suite *s = suite_create("header");
	TCase *c = tcase_create("header");

	TABLE(headers, size);
	tcase_add_test(c, fields);
	TABLE(lists, addresses);
	tcase_add_test(c, ids);
	tcase_add_test(c, parameters);
	TABLE(texts, line);
	tcase_add_test(c, text_cut);
	TABLE(dates, date);
	tcase_add_test(c, any_bytes);
	tcase_add_loop_test(c, slow, 0, 9);
	suite_add_tcase(s, c);
	return crm_unit_main(s);
}
