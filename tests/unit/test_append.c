/* Appending: what is acknowledged is in the file, what was torn is set aside, what fails is taken
 * back to the last byte. */
#include <errno.h>
#include "book/journal.h"
#include "folder.h"
#include "unit.h"
#include <dirent.h>
#include <signal.h>
#include <sys/resource.h>

#define HEAD  CRM_JOURNAL_HEADER "\n"
#define ROW_A "01890a5d-ac96-774b-bcce-b302099a8057,2026-06-15,acme,note,,me,,,,,,,,a\n"
#define ROW_B "01890a5d-ac96-774b-bcce-b302099a8058,2026-06-16,acme,note,,me,,,,,,,,\"b, c\"\n"

static struct crm_book book;
static struct crm_err err;
static struct crm_finds finds;

static void setup(void)
{
	folder_make();
	memset(&err, 0, sizeof err);
	crm_finds_init(&finds);
	ck_assert_int_eq(crm_book_open(&book, folder, &err), 0);
	ck_assert_int_eq(crm_book_lock(&book, 0, &err), 0);
}

static void teardown(void)
{
	crm_finds_release(&finds);
	crm_book_close(&book);
	folder_remove();
}

static struct crm_str file(const char *rel)
{
	struct crm_str s = {"", 0};

	ck_assert_int_eq(crm_book_read(&book, rel, 1 << 20, &s, &err), 1);
	return s;
}

static void expect(const char *text)
{
	ck_assert_str_eq(crm_arena_cstr(&book.mem, file("journal.csv")), text);
}

static int add(const char *lines)
{
	return crm_journal_append(&book, crm_str(lines), &finds, &err);
}

/* The one file whose name begins with journal.csv.torn-, or NULL. */
static const char *torn_file(void)
{
	static char name[256];
	struct dirent *d;
	DIR *dir = opendir(folder);
	int n = 0;

	while ((d = readdir(dir)))
		if (strncmp(d->d_name, "journal.csv.torn-", 17) == 0) {
			snprintf(name, sizeof name, "%s", d->d_name);
			n++;
		}
	closedir(dir);
	ck_assert_int_le(n, 1);
	return n ? name : NULL;
}

START_TEST(fresh)
{
	struct stat st;

	umask(0);
	ck_assert_int_eq(add(ROW_A), 0);
	expect(HEAD ROW_A);
	ck_assert_int_eq(add(ROW_B ROW_A), 0);
	expect(HEAD ROW_A ROW_B ROW_A);
	ck_assert_int_eq(stat(folder_path("journal.csv"), &st), 0);
	ck_assert_int_eq(st.st_mode & 0777, 0600);
	ck_assert_uint_eq(finds.n, 0);
	ck_assert_ptr_null(torn_file());
}
END_TEST

/* A row cut at every byte: it is set aside whole, and nothing before it changes. */
START_TEST(torn)
{
	char text[512];
	size_t n = strlen(ROW_B), keep = strlen(HEAD ROW_A);
	int i = _i;

	snprintf(text, sizeof text, "%s%.*s", HEAD ROW_A, i, ROW_B);
	folder_text("journal.csv", text);
	ck_assert_int_eq(add(ROW_B), 0);
	if (i == 0 || (size_t)i == n) {
		ck_assert_uint_eq(finds.n, 0);
		ck_assert_ptr_null(torn_file());
		return;
	}
	expect(HEAD ROW_A ROW_B);
	ck_assert_uint_eq(finds.n, 1);
	ck_assert(finds.item[0].warning);
	ck_assert_ptr_nonnull(strstr(finds.item[0].text, torn_file()));
	ck_assert_str_eq(crm_arena_cstr(&book.mem, file(torn_file())), text + keep);
}
END_TEST

START_TEST(torn_header)
{
	folder_text("journal.csv", "id,at,cli");
	ck_assert_int_eq(add(ROW_A), 0);
	expect(HEAD ROW_A);
	ck_assert(crm_str_is(file(torn_file()), "id,at,cli"));
}
END_TEST

/* Sectors that never reached the disk read as zeros, with or without a newline behind them. */
START_TEST(zeros)
{
	static const char *const tail[] = {"\0\0\0\0", "01890a\0\0\0\0\n", "\0\0\n\0\n0189\0"};
	static const size_t length[] = {4, 11, 10};
	char text[512] = HEAD ROW_A;
	size_t n = strlen(text);

	memcpy(text + n, tail[_i], length[_i]);
	folder_put("journal.csv", (struct crm_str){text, n + length[_i]});
	ck_assert_int_eq(add(ROW_B), 0);
	expect(HEAD ROW_A ROW_B);
	ck_assert(crm_str_eq(file(torn_file()), (struct crm_str){tail[_i], length[_i]}));
}
END_TEST

START_TEST(long_tail)
{
	static char text[200000];
	size_t n = strlen(HEAD ROW_A);

	memset(text, 'x', sizeof text);
	memcpy(text, HEAD ROW_A, n);
	folder_put("journal.csv", (struct crm_str){text, sizeof text});
	ck_assert_int_eq(add(ROW_B), 0);
	expect(HEAD ROW_A ROW_B);
	ck_assert_uint_eq(file(torn_file()).n, sizeof text - n);
}
END_TEST

/* A wrong row that a person typed is a finding of the reader, nothing to cut off. */
START_TEST(typed_rows_stay)
{
	folder_text("journal.csv", HEAD ROW_A "hello,world\n");
	ck_assert_int_eq(add(ROW_B), 0);
	expect(HEAD ROW_A "hello,world\n" ROW_B);
	ck_assert_ptr_null(torn_file());
}
END_TEST

START_TEST(other_columns)
{
	folder_text("journal.csv",
		"note,extra,tags,id,at,client,event,by,ref,amount,currency,due,channel,level,kind\n");
	ck_assert_int_eq(add(ROW_B), 0);
	expect("note,extra,tags,id,at,client,event,by,ref,amount,currency,due,channel,level,kind\n"
	       "\"b, c\",,,01890a5d-ac96-774b-bcce-b302099a8058,2026-06-16,acme,note,me,,,,,,,\n");
	folder_text("journal.csv", "id,at,client,event,note\n");
	ck_assert_int_eq(add(ROW_B), -1); /* by has no place */
	ck_assert_int_eq(err.status, CRM_USAGE);
	ck_assert_ptr_nonnull(strstr(err.text,
		"missing are kind,by,ref,amount,currency,due,channel,level,tags: add them to every line"));
	expect("id,at,client,event,note\n");
	folder_text("journal.csv", "what is this\n");
	ck_assert_int_eq(add(ROW_B), -1);
	expect("what is this\n");
}
END_TEST

/* A file that may not grow: the first bytes get in, the rest does not, and all is taken back. */
START_TEST(full)
{
	struct rlimit lim, old;
	int got;

	ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &old), 0);
	lim = (struct rlimit){strlen(HEAD ROW_A) + 30, old.rlim_max};
	folder_text("journal.csv", HEAD ROW_A);
	signal(SIGXFSZ, SIG_IGN);
	/* check writes into a file of its own at each assertion, which counts where it does not fork */
	setrlimit(RLIMIT_FSIZE, &lim);
	got = add(ROW_B);
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &old), 0);
	ck_assert_int_eq(got, -1);
	ck_assert_int_eq(err.status, CRM_SYSTEM);
	ck_assert_int_eq(err.code, EFBIG);
	expect(HEAD ROW_A);
}
END_TEST

START_TEST(odd_places)
{
	ck_assert_int_eq(mkfifo(folder_path("journal.csv"), 0600), 0);
	ck_assert_int_eq(add(ROW_A), -1);
	remove(folder_path("journal.csv"));
	ck_assert_int_eq(mkdir(folder_path("journal.csv"), 0700), 0);
	ck_assert_int_eq(add(ROW_A), -1);
}
END_TEST

/* Whoever forgets the lock learns it by the first test that he runs. */
/* The reader refuses such a line whole, with all that it says. */
START_TEST(not_utf8)
{
	ck_assert_int_eq(add(ROW_A), 0);
	ck_assert_int_eq(add("01890a5d-ac96-774b-bcce-b302099a8059,2026-06-16,acme,note,,me,,,,,,,,b\xe9\n"), -1);
	ck_assert_int_eq(err.status, CRM_PARTIAL);
	expect(HEAD ROW_A);
}
END_TEST

START_TEST(without_lock)
{
	crm_book_unlock(&book);
	add(ROW_A);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("append");
	TCase *t = tcase_create("append");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, fresh);
	if (!getenv("CK_FORK") || strcmp(getenv("CK_FORK"), "no") != 0)
		tcase_add_test_raise_signal(t, without_lock, SIGABRT);
	tcase_add_loop_test(t, torn, 0, (int)strlen(ROW_B) + 1);
	tcase_add_test(t, torn_header);
	tcase_add_loop_test(t, zeros, 0, 3);
	tcase_add_test(t, long_tail);
	tcase_add_test(t, typed_rows_stay);
	tcase_add_test(t, other_columns);
	tcase_add_test(t, full);
	tcase_add_test(t, odd_places);
	tcase_add_test(t, not_utf8);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
