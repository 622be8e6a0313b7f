/* Cells of a line: the fast way and libcsv give the same on well-formed, odd and broken lines. */
#include "base/utf8.h"
#include "format/scan.h"
#include "unit.h"

static struct crm_csv_judge *judge;
static struct crm_buf buf;
static uint64_t seed;

static unsigned rnd(unsigned n)
{
	seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

static void start(void)
{
	judge = crm_csv_judge_new(',');
	crm_buf_init(&buf);
	seed = 1;
}

static void stop(void)
{
	crm_csv_judge_free(judge);
	crm_buf_release(&buf);
}

/* A line, its newline and the slack; scanned, and held against libcsv.  True when it was fast. */
static bool agree(struct crm_str line)
{
	struct crm_csv_record want;
	enum crm_csv_bad bad;
	struct crm_scan s;
	size_t i;

	crm_buf_clear(&buf);
	crm_buf_str(&buf, line);
	crm_buf_cstr(&buf, "\nrest,of,the,file");
	memset(crm_buf_room(&buf, CRM_SCAN_SLACK), ',', CRM_SCAN_SLACK);
	memset(&s, 0, sizeof s);
	crm_scan_line(buf.p, &s);
	ck_assert_ptr_eq(s.next, (char *)memchr(buf.p, '\n', buf.n) + 1);
	if (line.n && line.p[line.n - 1] == '\r')
		line.n--;
	ck_assert_uint_eq(s.line.n, line.n);
	bad = crm_csv_judge_line(judge, line, &want);
	if (s.odd)
		return false;
	if (line.n == 0)
		return true; /* libcsv skips blank lines, and so do the readers */
	ck_assert_msg(!bad, "%d for '%.*s'", bad, (int)line.n, line.p);
	ck_assert_uint_eq(s.n, want.n);
	for (i = 0; i < s.n; i++)
		ck_assert_msg(crm_str_eq(s.cell[i], want.cell[i]), "cell %zu of '%.*s'", i,
			(int)line.n, line.p);
	return true;
}

START_TEST(well_formed)
{
	static const char *const good[] = {"a", "a,b", ",", ",,,", "a,,c", "\"a\"", "\"a,b\",c",
		"x,\"\",y", "\"\"", " a , b ", "\xc3\xa9,\xe2\x82\xac", "a\tb,c", "a,b\r",
		"0123456789abcdef,0123456789abcdef,\"0123456789,abcdef\",x"};
	size_t i;

	for (i = 0; i < sizeof good / sizeof *good; i++)
		ck_assert_msg(agree(crm_str(good[i])), "'%s' should be fast", good[i]);
}
END_TEST

START_TEST(left_to_libcsv)
{
	static const struct {
		const char *text;
		enum crm_csv_bad bad;
	} t[] = {{"a\"b", CRM_CSV_QUOTE}, {"\"a", CRM_CSV_OPEN}, {"\"a\"b,c", CRM_CSV_QUOTE},
		{"\"a\"\"b\"", CRM_CSV_OK}, {"a\rb", CRM_CSV_CR}, {"a\r\"b", CRM_CSV_CR}, {"\xff,b", CRM_CSV_UTF8},
		{"\xc3", CRM_CSV_UTF8}, {"\"a\" ,b", CRM_CSV_QUOTE}, {"\"a\tb\r\"", CRM_CSV_OK}};
	struct crm_csv_record rec;
	size_t i;

	for (i = 0; i < sizeof t / sizeof *t; i++) {
		ck_assert_int_eq(crm_csv_judge_line(judge, crm_str(t[i].text), &rec), t[i].bad);
		ck_assert_msg(!agree(crm_str(t[i].text)), "'%s' should be odd", t[i].text);
	}
	ck_assert_int_eq(crm_csv_judge_line(judge, (struct crm_str){"a\0b", 3}, &rec), CRM_CSV_NUL);
	ck_assert(!agree((struct crm_str){"a\0b", 3}));
}
END_TEST

START_TEST(random_lines)
{
	static const char letters[] = "aab,,\"\"\r\t \xc3\xa9\xff";
	char line[200];
	int fast = 0;
	unsigned round;
	size_t n, i;

	for (round = 0; round < 300000; round++) {
		n = rnd(sizeof line);
		for (i = 0; i < n; i++)
			line[i] = rnd(round % 16 + 1) ? (char)('a' + rnd(26)) : letters[rnd(sizeof letters)];
		for (i = 0; i < n; i++)
			if (line[i] == '\n')
				line[i] = 'n';
		fast += agree((struct crm_str){line, n});
	}
	ck_assert_int_gt(fast, 1000);
}
END_TEST

/* Around the most cells that a line may have, plain, and with one more block of commas. */
START_TEST(many_cells)
{
	char line[CRM_CSV_CELLS + 2 * CRM_SCAN_BLOCK];
	size_t n;

	memset(line, ',', sizeof line);
	for (n = 0; n < sizeof line; n++)
		ck_assert_msg(agree((struct crm_str){line, n}) == (n < CRM_CSV_CELLS), "%zu", n);
}
END_TEST

START_TEST(mended_after_error)
{
	struct crm_csv_record rec;

	ck_assert_int_eq(crm_csv_judge_line(judge, CRM_STR("\"open,a"), &rec), CRM_CSV_OPEN);
	ck_assert_int_eq(crm_csv_judge_line(judge, CRM_STR("a,b"), &rec), CRM_CSV_OK);
	ck_assert_uint_eq(rec.n, 2);
	ck_assert(crm_str_is(rec.cell[0], "a"));
}
END_TEST

static struct crm_csv_file *file_of(const char *text, FILE **in)
{
	*in = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
	ck_assert_ptr_nonnull(*in);
	return crm_csv_open(*in, "in.csv", ',');
}

START_TEST(whole_input)
{
	const char *text = "\xef\xbb\xbf" "a,b\r\n1,\"x\ny\"\r\n\r\na,b\n2,\"open\n3,z\n4,\"q\"\"q\"";
	const struct crm_csv_record *head;
	struct crm_csv_record r;
	struct crm_csv_file *f;
	struct crm_err e;
	FILE *in;

	f = file_of(text, &in);
	ck_assert_int_eq(crm_csv_header(f, &head, &e), 0);
	ck_assert_int_eq(crm_csv_column(head, "a"), 0);
	ck_assert_int_eq(crm_csv_next(f, &r, &e), 1);
	ck_assert(crm_str_is(r.cell[1], "x\ny"));
	ck_assert_int_eq(r.line, 2);
	ck_assert_int_eq(crm_csv_next(f, &r, &e), -1); /* the open quote costs its own line only */
	ck_assert_int_eq(e.line, 6);
	ck_assert_int_eq(crm_csv_next(f, &r, &e), 1);
	ck_assert(crm_str_is(r.cell[1], "z"));
	ck_assert_int_eq(crm_csv_next(f, &r, &e), 1);
	ck_assert(crm_str_is(r.cell[1], "q\"q"));
	ck_assert_int_eq(crm_csv_next(f, &r, &e), 0);
	crm_csv_close(f);
	fclose(in);
}
END_TEST

/* A line without quotes is not shown to libcsv: it would have said the same. */
START_TEST(input_as_judged)
{
	static const char letters[] = "aab,,,\r\t \xc3\xa9\xff";
	char text[CRM_CSV_CELLS + 80], *line = text + CRM_CSV_CELLS;
	const struct crm_csv_record *head;
	struct crm_csv_record got, want;
	unsigned round, good = 0;
	struct crm_csv_file *f;
	enum crm_csv_bad bad;
	struct crm_err e;
	size_t n, i;
	FILE *in;
	int r;

	memset(text, ',', CRM_CSV_CELLS - 1);
	line[-1] = '\n';
	for (round = 0; round < 20000; round++) {
		n = 2 + rnd(70);
		for (i = 0; i < n; i++)
			line[i] = rnd(round % 16 + 1) ? (char)('a' + rnd(26)) : letters[rnd(12)];
		line[n - 1] = rnd(2) ? ',' : 'z'; /* a CR there belongs to the line end */
		line[n] = '\0';
		f = file_of(text, &in);
		crm_csv_loose(f, true, false);
		ck_assert_int_eq(crm_csv_header(f, &head, &e), 0);
		r = crm_csv_next(f, &got, &e);
		bad = crm_csv_judge_line(judge, (struct crm_str){line, n}, &want);
		ck_assert_int_eq(r, bad ? -1 : 1);
		if (bad)
			ck_assert_str_eq(e.text, crm_csv_problem(bad));
		for (i = 0; !bad && i < want.n; i++)
			ck_assert(got.n == want.n && crm_str_eq(got.cell[i], want.cell[i]));
		good += !bad;
		crm_csv_close(f);
		fclose(in);
	}
	ck_assert_uint_gt(good, 5000);
}
END_TEST

START_TEST(written_and_read)
{
	static const char *const cells[] = {"", "a", "a,b", "\"", "a\"b", "x\ny", " a ", "\xc3\xa9"};
	struct crm_csv_record r;
	struct crm_buf b;
	size_t i;

	for (i = 0; i < sizeof cells / sizeof *cells; i++) {
		crm_buf_init(&b);
		crm_csv_cell(&b, crm_str(cells[i]));
		crm_buf_cstr(&b, ",end");
		ck_assert_int_eq(crm_csv_judge_line(judge, crm_buf_view(&b), &r), CRM_CSV_OK);
		ck_assert_uint_eq(r.n, 2);
		ck_assert(crm_str_is(r.cell[0], cells[i]));
		crm_buf_release(&b);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("scan");
	TCase *t = tcase_create("scan");

	tcase_add_checked_fixture(t, start, stop);
	tcase_set_timeout(t, 30);
	tcase_add_test(t, well_formed);
	tcase_add_test(t, left_to_libcsv);
	tcase_add_test(t, random_lines);
	tcase_add_test(t, many_cells);
	tcase_add_test(t, mended_after_error);
	tcase_add_test(t, whole_input);
	tcase_add_test(t, input_as_judged);
	tcase_add_test(t, written_and_read);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
