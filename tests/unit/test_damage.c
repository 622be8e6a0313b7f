/* Any journal: the fast way and libcsv give the same, order never matters, a stray byte costs at
 * most its own record. */
#include "bookread.h"
#include "unit.h"

enum { ROWS = 300, ROUNDS = 1000 };

/* Every so many places; CRM_TEST_FULL=1 in the environment takes every one (half a minute). */
static size_t stride(void)
{
	const char *full = getenv("CRM_TEST_FULL");

	return full && *full == '1' ? 1 : 29;
}

static uint64_t seed = 1;

static unsigned rnd(unsigned n)
{
	seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

/* A row; the number makes its id.  Every other note is quoted, with commas and quotes. */
static void row_add(struct crm_buf *b, unsigned number, unsigned flavour)
{
	static const char *const rest[] = {"note,,me,,,,,,,,plain",
		"contact,,client,,,,,email,,tone=warm,\"a, b\"",
		"invoice,,me,F1,10.00,EUR,2026-07-01,,,,\"say \"\"no\"\"\"",
		"payment,,client,F1,4.00,EUR,,,,,",
		"hold,,me,,,,2026-06-20,,,,\"\"",
		"note,,me,,,,,,,,\xc3\xa9t\xc3\xa9"};

	crm_buf_printf(b, "00000000-0000-7000-8000-%012u,2026-06-%02u,c%u,%s\n", number,
		1 + number % 28, number % 7, rest[flavour % 6]);
}

static void rows_make(struct crm_buf *b, unsigned n)
{
	unsigned i;

	crm_buf_init(b);
	crm_buf_cstr(b, CRM_JOURNAL_HEADER "\n");
	for (i = 0; i < n; i++)
		row_add(b, i, i);
}

/* The journal as it stands, read both ways: the same rows, findings and status. */
static void both_ways(struct got *fast)
{
	struct crm_journal_job job = job_all();
	struct got slow;

	journal_get(job, fast);
	job.libcsv = true;
	journal_get(job, &slow);
	ck_assert_int_eq(fast->status, slow.status);
	ck_assert_str_eq(fast->rows.p, slow.rows.p);
	ck_assert_str_eq(fast->finds.p, slow.finds.p);
	ck_assert_str_eq(fast->err.text, slow.err.text);
	ck_assert_uint_eq(fast->st.torn, slow.st.torn);
	ck_assert_int_eq(fast->st.passes, slow.st.passes);
	got_release(&slow);
}

/* How many lines of the first are not in the second; both in the same order. */
static int lost(struct crm_str want, struct crm_str have)
{
	struct crm_str w, h = crm_str_word(&have, '\n');
	int n = 0;

	while ((w = crm_str_word(&want, '\n')).n) {
		if (crm_str_eq(w, h))
			h = crm_str_word(&have, '\n');
		else
			n++;
	}
	return h.n ? 1000 : n;
}

START_TEST(quote_everywhere)
{
	const size_t head = strlen(CRM_JOURNAL_HEADER);
	struct got whole, g;
	struct crm_buf b, t;
	int losses = 0;
	size_t i;

	rows_make(&b, ROWS);
	folder_put("journal.csv", crm_buf_view(&b));
	both_ways(&whole);
	ck_assert_uint_eq(whole.n, ROWS);
	ck_assert_str_eq(whole.finds.p, "");
	for (i = 0; i <= b.n; i += stride()) {
		crm_buf_init(&t);
		crm_buf_add(&t, b.p, i);
		crm_buf_char(&t, '"');
		crm_buf_add(&t, b.p + i, b.n - i);
		folder_put("journal.csv", crm_buf_view(&t));
		both_ways(&g);
		if (i <= head) {
			ck_assert_int_eq(g.status, -1);
		} else if (i < b.n) {
			int n = lost(crm_buf_view(&whole.rows), crm_buf_view(&g.rows));

			ck_assert_msg(n == (g.finds.n > 0), "%d lost at %zu: %s", n, i, g.finds.p);
			ck_assert_int_le(n, 1);
			losses += n;
		} else
			ck_assert_str_eq(whole.rows.p, g.rows.p); /* a torn tail of one quote */
		got_release(&g);
		crm_buf_release(&t);
	}
	ck_assert_int_gt(losses, 20);
	got_release(&whole);
	crm_buf_release(&b);
}
END_TEST

START_TEST(every_byte_flipped)
{
	const size_t head = strlen(CRM_JOURNAL_HEADER);
	struct crm_buf b;
	struct got g;
	char was;
	size_t i;

	rows_make(&b, ROWS);
	for (i = 0; i < b.n; i += stride()) {
		was = b.p[i];
		b.p[i] = (char)(was ^ (1 << rnd(8)));
		folder_put("journal.csv", crm_buf_view(&b));
		both_ways(&g);
		/* a flipped newline may cost two records, any other byte one; the header all */
		ck_assert(i <= head || g.n + (was == '\n' ? 2 : 1) >= ROWS);
		got_release(&g);
		b.p[i] = was;
	}
	crm_buf_release(&b);
}
END_TEST

/* A line of any kind: good, odd, void, twice, broken. */
static void any_line(struct crm_buf *b)
{
	static const char *const odd[] = {"", "\r", CRM_JOURNAL_HEADER, "x", ",,,,,,,,,,,,,",
		"\"00000000-0000-7000-8000-000000000003\",\"2026-06-03\",c3,\"note\",,me,,,,,,,,q",
		"00000000-0000-7000-8000-000000000004,2026-06-04,c4,note,,me,,,,,,,,\"a\"b",
		"00000000-0000-7000-8000-000000000005,2026-06-05,c5,note,,me,,,,,,,,\"open",
		"00000000-0000-7000-8000-000000000006,2026-06-06,c6,note,,me,,,,,,,,\xff",
		"00000000-0000-7000-8000-000000000007,2026-06-06,c0,note,,me,,,,,,,, blank \r",
		"00000000-0000-7000-8000-000000000008,2026-06-06,c1,note,,me,,,,,,,,x,more"};
	unsigned kind = rnd(10), n = rnd(20);

	if (kind < 7)
		row_add(b, n, rnd(6));
	else if (kind < 8)
		crm_buf_printf(b,
			"00000000-0000-7000-8000-%012u,2026-06-09,c%u,void,,me,"
			"00000000-0000-7000-8000-%012u,,,,,,,\n",
			20 + rnd(5), n % 7, n);
	else {
		crm_buf_cstr(b, odd[rnd(sizeof odd / sizeof *odd)]);
		crm_buf_char(b, '\n');
	}
}

START_TEST(random_files)
{
	struct crm_buf b;
	struct got g;
	int round, broken = 0;

	for (round = 0; round < ROUNDS; round++) {
		unsigned lines = rnd(30), hits = rnd(3);

		crm_buf_init(&b);
		crm_buf_cstr(&b, CRM_JOURNAL_HEADER "\n");
		while (lines--)
			any_line(&b);
		while (hits--)
			b.p[rnd((unsigned)b.n)] = "\",\n\r\0a\xc3\xa9"[rnd(8)];
		folder_put("journal.csv", crm_buf_view(&b));
		both_ways(&g);
		broken += g.finds.n > 0;
		got_release(&g);
		crm_buf_release(&b);
	}
	ck_assert_int_gt(broken, ROUNDS / 10);
}
END_TEST

static void shuffle(struct crm_str *line, size_t n)
{
	size_t i, k;

	for (i = n; i > 1; i--) {
		struct crm_str t = line[i - 1];

		k = rnd((unsigned)i);
		line[i - 1] = line[k];
		line[k] = t;
	}
}

/* The lines of the first with those of the second behind, in any order, header first. */
static void put_shuffled(struct crm_str a, struct crm_str b)
{
	struct crm_str line[400], w;
	struct crm_buf out;
	size_t n = 0, i;

	while ((w = crm_str_word(&a, '\n')).n)
		line[n++] = w;
	while ((w = crm_str_word(&b, '\n')).n)
		line[n++] = w;
	shuffle(line + 1, n - 1);
	crm_buf_init(&out);
	for (i = 0; i < n; i++) {
		crm_buf_str(&out, line[i]);
		crm_buf_char(&out, '\n');
	}
	folder_put("journal.csv", crm_buf_view(&out));
	crm_buf_release(&out);
}

START_TEST(order_is_nothing)
{
	struct got first, g;
	struct crm_buf b;
	int round;

	for (round = 0; round < ROUNDS / 10; round++) {
		unsigned lines = 1 + rnd(40);

		crm_buf_init(&b);
		crm_buf_cstr(&b, CRM_JOURNAL_HEADER "\n");
		while (lines--)
			any_line(&b);
		folder_put("journal.csv", crm_buf_view(&b));
		both_ways(&first);
		put_shuffled(crm_buf_view(&b), CRM_STR(""));
		both_ways(&g);
		rows_same(&first, &g);
		got_release(&g);
		/* two copies that were put together */
		put_shuffled(crm_buf_view(&b), crm_buf_view(&b));
		both_ways(&g);
		rows_same(&first, &g);
		got_release(&g);
		got_release(&first);
		crm_buf_release(&b);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("damage");
	TCase *t = tcase_create("damage");

	tcase_add_checked_fixture(t, folder_make, folder_remove);
	tcase_set_timeout(t, 300);
	tcase_add_test(t, quote_everywhere);
	tcase_add_test(t, every_byte_flipped);
	tcase_add_test(t, random_files);
	tcase_add_test(t, order_is_nothing);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
