/* Reading the journal: which rows count, whatever their order, the header, and the damage. */
#include "bookread.h"
#include "unit.h"

#define HEAD CRM_JOURNAL_HEADER "\n"
#define ID(n) "00000000-0000-7000-8000-0000000000" n

/* Rows that are written back exactly as they stand here. */
#define A1 ID("01") ",2026-06-01,acme,note,,me,,,,,,,,one\n"
#define A2 ID("02") ",2026-06-02T10:30,acme,contact,,client,,,,,email,,,two\n"
#define A3 ID("03") ",2026-06-03,acme,invoice,,me,F1,100.00,EUR,2026-07-03,,,,\"three, with a comma\"\n"
#define B4 ID("04") ",2026-06-04,bolt,payment,,client,F9,50.00,EUR,,,,,four\n"
#define N5 ID("05") ",2026-06-05,,hold,,me,,,,2026-06-20,,,,five\n"

static void put(const char *text)
{
	folder_text("journal.csv", text);
}

/* Read what stands in the folder: these rows in this order, and so many findings. */
static void expect_job(struct crm_journal_job job, const char *rows, const char *finds)
{
	struct got g;

	journal_get(job, &g);
	ck_assert_msg(g.status == 0, "%s", g.err.text);
	ck_assert_str_eq(g.rows.p, rows);
	ck_assert_str_eq(g.finds.p, finds);
	got_release(&g);
}

static void expect(const char *text, const char *rows, const char *finds)
{
	struct crm_journal_job job = job_all();

	put(text);
	expect_job(job, rows, finds);
	job.libcsv = true;
	expect_job(job, rows, finds);
}

START_TEST(rows_once)
{
	expect(HEAD, "", "");
	/* every book begins with a header */
	expect("", "",
		"0  : is missing or has not even a header: restore it from a copy; the next crm-log "
		"begins a new one\n");
	expect(HEAD A1 A2 A3 B4 N5, A1 A2 A3 B4 N5, "");
	/* a line that stands twice counts once, side by side or far apart */
	expect(HEAD A1 A1 A2, A2 A1, "");
	expect(HEAD A2 A1 A2, A1 A2, "");
	expect(HEAD A1 A2 HEAD A1 A2, A1 A2, "");
}
END_TEST

START_TEST(one_pass_when_clean)
{
	struct got g;

	put(HEAD A1 A2 A3);
	journal_get(job_all(), &g);
	ck_assert_int_eq(g.st.passes, 1);
	ck_assert_int_eq(g.resets, 0);
	ck_assert_uint_eq(g.st.bytes, strlen(HEAD A1 A2 A3));
	ck_assert_uint_eq(g.st.rows, 3);
	got_release(&g);
	put(HEAD A2 A1); /* out of order, nothing twice: one restart */
	journal_get(job_all(), &g);
	ck_assert_int_eq(g.st.passes, 2);
	ck_assert_int_eq(g.resets, 1);
	ck_assert_str_eq(g.rows.p, A2 A1);
	got_release(&g);
}
END_TEST

START_TEST(no_file)
{
	struct got g;

	journal_get(job_all(), &g);
	ck_assert_int_eq(g.status, 0);
	ck_assert_uint_eq(g.n, 0);
	got_release(&g);
}
END_TEST

#define SAME(line, by)                                                                              \
	line " id acme: line " by " has the same id with different content and counts instead; give one "\
	     "of the two an id of its own, with other last digits, or void both\n"

START_TEST(smallest_line_wins)
{
	static const char other[] = ID("01") ",2026-06-01,acme,note,,me,,,,,,,,ONE\n";
	char text[1024], want[512];

	snprintf(text, sizeof text, HEAD A1 "%s" A2, other);
	snprintf(want, sizeof want, A2 "%s", other);
	expect(text, want, SAME("2", "3"));
	snprintf(text, sizeof text, HEAD "%s" A2 A1 A1, other);
	expect(text, want, SAME("4", "2")
			   SAME("5", "2"));
	/* an id belongs to its client */
	expect(HEAD A1 ID("01") ",2026-06-01,bolt,note,,me,,,,,,,,x\n",
		A1 ID("01") ",2026-06-01,bolt,note,,me,,,,,,,,x\n", "");
	/* the smallest decides even where it is not wanted, not dated yet, or void */
	expect(HEAD ID("01") ",2026-06-01,acme,apology,,me,x,,,,,,,\n" A1,
		ID("01") ",2026-06-01,acme,apology,,me,x,,,,,,,\n",
		SAME("3", "2"));
	/* a line that is refused does not take part: its smaller bytes win nothing */
	expect(HEAD ID("01") ",2026-06-01,acme,note,,ME,,,,,,,,a\n" A1, A1,
		"2 by acme: 'ME' must be one of me, client, both\n");
}
END_TEST

START_TEST(smallest_of_wanted_and_not)
{
	struct crm_journal_job job = job_all();

	job.events = CRM_EV_BIT(CRM_EV_NOTE);
	put(HEAD A1 ID("01") ",2026-06-01,acme,apology,,me,x,,,,,,,\n" A2);
	expect_job(job, "", SAME("2", "3"));
	job = job_all();
	job.now = (struct crm_when){crm_date_day((struct crm_ymd){2026, 6, 3}), CRM_NO_MIN};
	/* the smaller line is of a later day: neither counts yet */
	put(HEAD ID("01") ",2026-06-02,acme,note,,me,,,,,,,,b\n" ID("01")
	    ",2026-06-01,acme,note,,me,,,,,,,,x\n");
	expect_job(job, ID("01") ",2026-06-01,acme,note,,me,,,,,,,,x\n",
		SAME("2", "3"));
	job.now.day--;
	job.now.day--;
	put(HEAD ID("01") ",2026-06-02T09:00,acme,note,,me,,,,,,,,b\n" ID("01")
	    ",2026-06-02,acme,note,,me,,,,,,,,x\n");
	expect_job(job, "", SAME("2", "3"));
}
END_TEST

#define VOID(n, at, client, of) ID(n) "," at "," client ",void,,me," ID(of) ",,,,,,,\n"

START_TEST(voids)
{
	struct crm_journal_job job = job_all();

	expect(HEAD A1 A2 VOID("09", "2026-06-09", "acme", "01"), A2, "");
	expect(HEAD VOID("00", "2026-06-09", "acme", "01") A1 A2, A2, "");
	expect(HEAD A2 VOID("09", "2026-06-09", "acme", "01") A1, A2, "");
	/* twice, by one row copied and by two rows */
	expect(HEAD A1 A2 VOID("08", "2026-06-09", "acme", "01") VOID("08", "2026-06-09", "acme", "01"),
		A2, "");
	expect(HEAD A1 A2 VOID("08", "2026-06-09", "acme", "01") VOID("09", "2026-06-09", "acme", "01"),
		A2, "");
	/* of a row that stands twice, with other content too */
	expect(HEAD A1 A1 A2 VOID("08", "2026-06-09", "acme", "01"), A2, "");
	expect(HEAD A1 ID("01") ",2026-06-01,acme,note,,me,,,,,,,,x\n" VOID("08", "2026-06-09", "acme", "01"),
		"", "");
	expect(HEAD VOID("08", "2026-06-09", "acme", "01") A1 ID("01")
		",2026-06-01,acme,note,,me,,,,,,,,x\n",
		"", "");
	/* of another client's row, of nobody's, of nothing */
	expect(HEAD A1 VOID("08", "2026-06-09", "bolt", "01"), A1, "");
	expect(HEAD A1 VOID("08", "2026-06-09", "", "01"), A1, "");
	expect(HEAD A1 VOID("08", "2026-06-09", "acme", "77"), A1, "");
	expect(HEAD A1 N5 VOID("08", "2026-06-09", "", "05"), A1, "");
	/* a void cannot be voided */
	expect(HEAD A1 A2 VOID("08", "2026-06-09", "acme", "01") VOID("09", "2026-06-09", "acme", "08"),
		A2, "");
	/* a void of a later day does not count yet */
	put(HEAD A1 A2 VOID("08", "2026-06-09", "acme", "01"));
	job.now = (struct crm_when){crm_date_day((struct crm_ymd){2026, 6, 8}), CRM_NO_MIN};
	expect_job(job, A1 A2, "");
	job.now.day++;
	expect_job(job, A2, "");
	/* wanted or not, voids are no rows, unless the job applies them itself */
	job.events |= CRM_EV_BIT(CRM_EV_VOID);
	expect_job(job, A2, "");
	job.voids = true;
	expect_job(job, A1 A2 VOID("08", "2026-06-09", "acme", "01"), "");
	job.events = CRM_EV_BIT(CRM_EV_NOTE);
	expect_job(job, A1, "");
	/* then, too, an id that is taken back may stand twice */
	put(HEAD A1 ID("01") ",2026-06-01,acme,note,,me,,,,,,,,x\n" VOID("08", "2026-06-09", "acme", "01"));
	expect_job(job, A1, "");
	job.now.day--;
	expect_job(job, A1, SAME("3", "2"));
	job.now.day++;
	put(HEAD A1 A2 A1 VOID("08", "2026-06-09", "acme", "01") VOID("08", "2026-06-09", "acme", "01"));
	job.events = CRM_EV_ALL;
	expect_job(job, A2 VOID("08", "2026-06-09", "acme", "01") A1, "");
}
END_TEST

START_TEST(later_rows_ignored)
{
	struct crm_journal_job job = job_all();

	put(HEAD A1 A2 A3);
	job.now = (struct crm_when){crm_date_day((struct crm_ymd){2026, 6, 2}), CRM_NO_MIN};
	expect_job(job, A1 A2, "");
	job.now.min = 10 * 60 + 30;
	expect_job(job, A1 A2, "");
	job.now.min--;
	expect_job(job, A1, "");
	/* a row without a time counts all day */
	job.now = (struct crm_when){crm_date_day((struct crm_ymd){2026, 6, 3}), 0};
	expect_job(job, A1 A2 A3, "");
	job.now.day--;
	expect_job(job, A1, "");
}
END_TEST

START_TEST(one_client)
{
	struct crm_journal_job job = job_all();

	job.client = CRM_STR("acme");
	put(HEAD A1 B4 N5 A2);
	expect_job(job, A1 N5 A2, "");
	/* what is wrong with another client does not concern it; what nobody can read may */
	put(HEAD A1 ID("02") ",2026-06-02,bolt,note,,ME,,,,,,,,x\n" A3);
	expect_job(job, A1 A3, "");
	put(HEAD A1 ID("02") ",2026-06-02,Acme,note,,me,,,,,,,,x\n" A3);
	expect_job(job, A1 A3, "3 client Acme unread: 'Acme' is not a valid client id (a-z 0-9, then also . _ "
			       "-, at most 64)\n");
}
END_TEST

START_TEST(whose_finding)
{
	expect(HEAD ID("01") ",2026-06-01,,payment,,client,F1,5.00,EUR,,,,,x\n" A2, A2,
		"2 client  unread: '' is not a valid client id (a-z 0-9, then also . _ -, at most 64)\n");
	/* a hold on everything that cannot be read concerns everybody */
	expect(HEAD ID("01") ",2026-06-01,,hold,,me,,,,20-06-2026,,,,x\n" A2, A2,
		"2 due  unread: '20-06-2026' is neither a date (2026-06-15) nor a moment "
		"(2026-06-15T14:30)\n");
	expect(HEAD ID("01") ",2026-06-01,acme,payement,,client,F1,5.00,EUR,,,,,x\n" A2, A2,
		"2 event acme: 'payement' is not an event; the nearest is 'payment', crm-log --events lists all\n");
}
END_TEST

START_TEST(headers)
{
	struct got g;
	static const char *const bad[] = {"at,client,event\n" A1, "id,client,event\n" A1,
		"id,at,event\n" A1, "id,at,client\n" A1, "id,at,client,event,at\n" A1,
		"id,at,client,event,note,note\n" A1, "id,\"at,client,event\n" A1, "\n" HEAD A1, A1 A2};
	size_t i;

	for (i = 0; i < sizeof bad / sizeof *bad; i++) {
		put(bad[i]);
		journal_get(job_all(), &g);
		ck_assert_msg(g.status == -1, "taken: %s", bad[i]);
		ck_assert_int_eq(g.err.status, CRM_USAGE);
		ck_assert_int_eq(g.err.line, 1);
		ck_assert_uint_eq(g.n, 0);
		got_release(&g);
	}
	/* another order, columns of somebody else, columns that are missing */
	expect("note,event,client,at,id\none,note,acme,2026-06-01," ID("01") "\n",
		ID("01") ",2026-06-01,acme,note,,,,,,,,,,one\n", "");
	expect("id,at,client,event,mood,note\n" ID("01") ",2026-06-01,acme,note,\"fine, really\",one\n",
		ID("01") ",2026-06-01,acme,note,,,,,,,,,,one\n", "");
	expect(CRM_JOURNAL_HEADER ",more,more\n" ID("01") ",2026-06-01,acme,note,,me,,,,,,,,one,x,y\n",
		A1, "");
	expect("id,at,client,event\n" ID("01") ",2026-06-01,acme,note\n",
		ID("01") ",2026-06-01,acme,note,,,,,,,,,,\n", "");
	expect("\"id\",\"at\",client,event\n" ID("01") ",2026-06-01,acme,note\n",
		ID("01") ",2026-06-01,acme,note,,,,,,,,,,\n", "");
	/* repeated by a merge, with a byte order mark, with CRLF */
	expect(HEAD A1 HEAD A2, A1 A2, "");
	expect("\xef\xbb\xbf" HEAD A1, A1, "");
	expect("\xef\xbb\xbf" HEAD A1 "\xef\xbb\xbf" HEAD A2, A1 A2, "");
	expect(HEAD A1 "\xef\xbb\xbf" HEAD A2, A1 A2, "");
	expect("id,at,client,event\r\n" ID("01") ",2026-06-01,acme,note\r\nid,at,client,event\r\n" ID(
		       "02") ",2026-06-01,acme,note\nid,at,client,event\n",
		ID("01") ",2026-06-01,acme,note,,,,,,,,,,\n" ID("02") ",2026-06-01,acme,note,,,,,,,,,,\n",
		"");
	/* the same line with the one or the other end is the same row */
	expect("id,at,client,event\r\n" ID("01") ",2026-06-01,acme,note\r\n" ID(
		       "01") ",2026-06-01,acme,note\n",
		ID("01") ",2026-06-01,acme,note,,,,,,,,,,\n", "");
	expect("id,at,client,event\n" ID("01") ",2026-06-01,acme\n" ID("02") ",2026-06-01,acme,note,x\n",
		"", "2   unread: fewer cells than the header has columns\n3   unread: more cells than the "
		    "header has columns; a cell with a comma, or another delimiter, must be quoted\n");
}
END_TEST

START_TEST(torn_tail)
{
	const size_t good = strlen(HEAD A1 A2), all = strlen(HEAD A1 A2 A3);
	struct crm_journal_job job = job_all();
	struct got g;
	size_t n;

	for (n = good; n <= all; n++) {
		folder_put("journal.csv", (struct crm_str){HEAD A1 A2 A3, n});
		journal_get(job, &g);
		ck_assert_int_eq(g.status, 0);
		ck_assert_str_eq(g.rows.p, n < all ? A1 A2 : A1 A2 A3);
		ck_assert_uint_eq(g.st.torn, n < all ? n - good : 0);
		if (n > good && n < all) {
			ck_assert_msg(strncmp(g.finds.p, "4  :", 4) == 0 && !strstr(g.finds.p, "warning"), "%s",
				g.finds.p);
			ck_assert_ptr_null(strstr(g.finds.p, "\n4"));
		} else
			ck_assert_str_eq(g.finds.p, "");
		got_release(&g);
	}
	/* even the header may be torn */
	for (n = 0; n < strlen(HEAD); n++) {
		folder_put("journal.csv", (struct crm_str){HEAD, n});
		journal_get(job, &g);
		ck_assert_int_eq(g.status, 0);
		ck_assert_uint_eq(g.st.torn, n);
		got_release(&g);
	}
}
END_TEST

START_TEST(damaged_lines)
{
	static const char nul[] = HEAD A1 "\0" A2 A3;
	struct got g;

	folder_put("journal.csv", (struct crm_str){nul, sizeof nul - 1});
	expect_job(job_all(), A1 A3,
		"3   unread: the line contains a NUL byte; restore it from a copy\n");
	expect(HEAD A1 "\xff" A2 A3, A1 A3,
		"3   unread: the line is not UTF-8; convert it with iconv(1)\n");
	expect(HEAD A1 "\"" A2 A3, A1 A3,
		"3   unread: the line ends inside quotes; write a newline as \\n\n");
	expect(HEAD "\n\n" A1 "\r\n\n" A2 "\n", A1 A2, "");
	/* line numbers count all physical lines */
	expect(HEAD "\n" A1 HEAD "\r\n" "x\n" A2, A1 A2,
		"6   unread: fewer cells than the header has columns\n");
	expect(HEAD A1 ID("02") ",2026-06-02T10:30,ac\rme,contact,,client,,,,,email,,,two\n" A3, A1 A3,
		"3   unread: the line contains a carriage return\n");
	/* a zero-filled tail after a power cut is a torn tail */
	folder_put("journal.csv", (struct crm_str){HEAD A1 "\0\0\0\0\0\0\0\0", strlen(HEAD A1) + 8});
	journal_get(job_all(), &g);
	ck_assert_str_eq(g.rows.p, A1);
	ck_assert_uint_eq(g.st.torn, 8);
	got_release(&g);
}
END_TEST

/* A line of so many bytes with its newline: a row when it fits. */
static void add_long(struct crm_buf *b, size_t n)
{
	size_t start = b->n;

	crm_buf_cstr(b, ID("02") ",2026-06-02,acme,note,,me,,,,,,,,");
	while (b->n - start < n - 1)
		crm_buf_char(b, 'x');
	crm_buf_char(b, '\n');
}

/* `before` bytes of blank lines, A1, a line of n bytes, A3. */
static void long_line(size_t before, size_t n, bool good)
{
	struct crm_journal_job job = job_all();
	struct crm_buf b;
	struct got g;
	int round;

	crm_buf_init(&b);
	crm_buf_cstr(&b, HEAD);
	memset(crm_buf_room(&b, before), '\n', before);
	b.n += before;
	crm_buf_cstr(&b, A1);
	add_long(&b, n);
	crm_buf_cstr(&b, A3);
	folder_put("journal.csv", crm_buf_view(&b));
	for (round = 0; round < 2; round++, job.libcsv = true) {
		journal_get(job, &g);
		ck_assert_int_eq(g.status, 0);
		ck_assert_uint_eq(g.n, good ? 3 : 2);
		ck_assert_msg(strstr(g.rows.p, A1) && strstr(g.rows.p, A3), "%zu", n);
		if (good)
			ck_assert_str_eq(g.finds.p, "");
		else {
			char want[100];

			snprintf(want, sizeof want,
				"%zu   unread: the record is longer than 65536 bytes\n", before + 3);
			ck_assert_str_eq(g.finds.p, want);
		}
		got_release(&g);
	}
	crm_buf_release(&b);
}

START_TEST(long_lines)
{
	static const size_t size[] = {65536, 65537, 65538, 66000, 131071, 131072, 131073, 200000,
		262143, 262144, 262145, 300000, 500000, 1000000};
	size_t i;

	for (i = 0; i < sizeof size / sizeof *size; i++) {
		long_line(0, size[i], size[i] <= 65537);
		long_line(65000, size[i], size[i] <= 65537);
	}
}
END_TEST

/* Above 8 MB the file is read in larger pieces. */
START_TEST(long_lines_large_file)
{
	static const size_t size[] = {65537, 65538, 262144, 400000, 600000};
	size_t i;

	for (i = 0; i < sizeof size / sizeof *size; i++)
		long_line(8500000, size[i], size[i] <= 65537);
}
END_TEST

/* The limit is the same wherever the pieces that are read end, between CR and LF too. */
START_TEST(long_line_crlf)
{
	struct crm_buf b;
	struct got g;
	size_t before;

	for (before = 65480; before < 65545; before++) {
		crm_buf_init(&b);
		crm_buf_cstr(&b, HEAD);
		while (b.n < before)
			crm_buf_char(&b, '\n');
		add_long(&b, 65537);
		b.p[b.n - 1] = '\r';
		crm_buf_cstr(&b, "\n" A3);
		folder_put("journal.csv", crm_buf_view(&b));
		journal_get(job_all(), &g);
		ck_assert_uint_eq(g.n, 2);
		ck_assert_str_eq(g.finds.p, "");
		got_release(&g);
		crm_buf_release(&b);
	}
}
END_TEST

START_TEST(long_tail)
{
	struct crm_buf b;
	struct got g;

	crm_buf_init(&b);
	crm_buf_cstr(&b, HEAD A1);
	add_long(&b, 150000);
	b.n--; /* no line end */
	folder_put("journal.csv", crm_buf_view(&b));
	journal_get(job_all(), &g);
	ck_assert_int_eq(g.status, 0);
	ck_assert_str_eq(g.rows.p, A1);
	ck_assert_ptr_nonnull(strstr(g.finds.p, "longer than"));
	got_release(&g);
	crm_buf_release(&b);
}
END_TEST

/* Rows read again by their offset are the rows that were fed. */
struct again {
	uint64_t offset[8];
	long line[8];
	struct crm_buf text;
	size_t n;
};

static void again_row(void *ctx, const struct crm_row *row)
{
	struct again *a = ctx;

	a->line[a->n] = row->line;
	a->offset[a->n++] = row->offset;
	crm_row_line(&a->text, row);
}

static void again_reset(void *ctx)
{
	struct again *a = ctx;

	crm_buf_clear(&a->text);
	a->n = 0;
}

START_TEST(read_again)
{
	struct crm_journal_job job = job_all();
	struct crm_reread *j;
	struct again a = {.n = 0};
	struct crm_finds finds;
	struct crm_book book;
	struct crm_buf text;
	struct crm_row row;
	struct crm_err e;
	size_t i;

	crm_buf_init(&text);
	crm_buf_cstr(&text, "\xef\xbb\xbf" HEAD A3 A1 "\n" N5);
	add_long(&text, 30000);
	crm_buf_cstr(&text, A1 ID("06") ",2026-06-06,acme,note,,me,,,,,,,,\"a \"\"quote\"\"\"\n");
	folder_put("journal.csv", crm_buf_view(&text));
	crm_buf_clear(&text);
	crm_buf_init(&a.text);
	crm_finds_init(&finds);
	job.row = again_row;
	job.ctx = &a;
	job.reset = again_reset;
	ck_assert_int_eq(crm_book_open(&book, folder, &e), 0);
	job.events = CRM_EV_BIT(CRM_EV_NOTE) | CRM_EV_BIT(CRM_EV_HOLD);
	ck_assert_int_eq(crm_journal_read(&book, &job, &finds, NULL, &e), 0);
	ck_assert_uint_eq(a.n, 4); /* N5, the long one, the quoted one, then A1 set aside */
	ck_assert_int_eq(a.line[0], 5);
	ck_assert_int_eq(a.line[2], 8);
	ck_assert_int_eq(a.line[3], 3);
	j = crm_reread_open(&book, job.currency, &e);
	ck_assert_ptr_nonnull(j);
	for (i = 0; i < a.n; i++) {
		ck_assert_int_eq(crm_reread_row(j, a.offset[i], &row), 0);
		ck_assert_uint_eq(row.offset, a.offset[i]);
		crm_row_line(&text, &row);
	}
	ck_assert_str_eq(text.p, a.text.p);
	ck_assert_int_eq(crm_reread_row(j, a.offset[0] + 1, &row), -1);
	ck_assert_int_eq(crm_reread_row(j, 1 << 20, &row), -1);
	crm_reread_close(j);
	crm_book_close(&book);
	crm_finds_release(&finds);
	crm_buf_release(&a.text);
	crm_buf_release(&text);
}
END_TEST

/* A place in a file is none in the one that replaced it: what is read again is what was read. */
START_TEST(replaced_again)
{
	struct crm_reread *again;
	struct crm_book book;
	struct crm_err e;
	struct crm_row row;
	struct crm_journal_job job = job_all();
	struct got g = {.n = 0};

	crm_buf_init(&g.rows);
	put(HEAD A1 A2);
	ck_assert_int_eq(crm_book_open(&book, folder, &e), 0);
	job.reset = got_reset;
	job.row = got_row;
	job.ctx = &g;
	ck_assert_int_eq(crm_journal_read(&book, &job, NULL, NULL, &e), 0);
	ck_assert_int_eq(crm_book_replace(&book, "journal.csv", crm_str(HEAD B4 A2 A1), &e), 0);
	again = crm_reread_open(&book, job.currency, &e);
	ck_assert_ptr_nonnull(again);
	ck_assert_int_eq(crm_reread_row(again, strlen(HEAD A1), &row), 0);
	ck_assert(crm_str_is(row.note, "two"));
	crm_reread_close(again);
	/* what is read next is the new one */
	ck_assert_int_eq(crm_journal_read(&book, &job, NULL, NULL, &e), 0);
	again = crm_reread_open(&book, job.currency, &e);
	ck_assert_int_eq(crm_reread_row(again, strlen(HEAD), &row), 0);
	ck_assert(crm_str_is(row.note, "four"));
	crm_reread_close(again);
	crm_buf_release(&g.rows);
	crm_book_close(&book);
}
END_TEST

/* The notes of many rows at once, asked for in any order: near, far, long, gone, of somebody else. */
START_TEST(notes_again)
{
	enum { ROWS = 2000, WANTED = ROWS + 2 };
	static uint64_t offset[ROWS + 1];
	static struct crm_note_wanted wanted[WANTED];
	static struct crm_str note[WANTED];
	struct crm_reread *j;
	struct crm_arena mem;
	struct crm_book book;
	struct crm_buf text;
	struct crm_err e;
	char want[16];
	size_t i;

	crm_buf_init(&text);
	crm_buf_cstr(&text, HEAD);
	for (i = 0; i < ROWS; i++) {
		if (i == 1000)
			add_long(&text, 60000);
		offset[i] = text.n;
		crm_buf_printf(&text, ID("01") ",2026-06-01,acme,note,,me,,,,,,,,\"n, %zu\"\n", i);
	}
	offset[ROWS] = text.n;
	folder_put("journal.csv", crm_buf_view(&text));
	ck_assert_int_eq(crm_book_open(&book, folder, &e), 0);
	j = crm_reread_open(&book, job_all().currency, &e);
	ck_assert_ptr_nonnull(j);
	for (i = 0; i < WANTED; i++)
		wanted[i] = (struct crm_note_wanted){offset[i * 7 % (ROWS + 1)], CRM_STR("acme"),
			&note[i]};
	wanted[ROWS + 1] = (struct crm_note_wanted){offset[3], CRM_STR("birch"), &note[ROWS + 1]};
	crm_arena_init(&mem);
	crm_reread_notes(j, wanted, WANTED, &mem);
	for (i = 0; i <= ROWS; i++) {
		snprintf(want, sizeof want, "n, %zu", i * 7 % (ROWS + 1));
		if (i * 7 % (ROWS + 1) == ROWS)
			want[0] = '\0';
		ck_assert_uint_eq(note[i].n, strlen(want));
		ck_assert_mem_eq(note[i].p, want, note[i].n);
	}
	ck_assert_uint_eq(note[ROWS + 1].n, 0);
	crm_arena_release(&mem);
	crm_reread_close(j);
	crm_book_close(&book);
	crm_buf_release(&text);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("journal");
	TCase *t = tcase_create("journal");

	tcase_add_checked_fixture(t, folder_make, folder_remove);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, rows_once);
	tcase_add_test(t, one_pass_when_clean);
	tcase_add_test(t, no_file);
	tcase_add_test(t, smallest_line_wins);
	tcase_add_test(t, smallest_of_wanted_and_not);
	tcase_add_test(t, voids);
	tcase_add_test(t, later_rows_ignored);
	tcase_add_test(t, one_client);
	tcase_add_test(t, whose_finding);
	tcase_add_test(t, headers);
	tcase_add_test(t, torn_tail);
	tcase_add_test(t, damaged_lines);
	tcase_add_test(t, long_lines);
	tcase_add_test(t, long_lines_large_file);
	tcase_add_test(t, long_line_crlf);
	tcase_add_test(t, long_tail);
	tcase_add_test(t, read_again);
	tcase_add_test(t, replaced_again);
	tcase_add_test(t, notes_again);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
