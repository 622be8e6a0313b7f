/* test_book.c - the data folder: reading, the ways out of it, the lock, whole files. */
#include "book/book.h"
#include "folder.h"
#include "unit.h"
#include <dirent.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

static struct crm_book book;
static struct crm_err err;

static void setup(void)
{
	folder_make();
	memset(&err, 0, sizeof err);
	ck_assert_int_eq(crm_book_open(&book, folder, &err), 0);
	ck_assert_int_eq(mkdir(folder_path("clients"), 0700), 0);
}

static void teardown(void)
{
	crm_book_close(&book);
	folder_remove();
}

START_TEST(open_missing)
{
	struct crm_book b;

	ck_assert_int_eq(crm_book_open(&b, "/nonexistent/book", &err), -1);
	ck_assert_int_eq(err.status, CRM_USAGE);
	ck_assert_ptr_nonnull(strstr(err.text, "--init"));
	crm_book_close(&b);
	folder_text("plain", "x");
	ck_assert_int_eq(crm_book_open(&b, folder_path("plain"), &err), -1);
	ck_assert_int_eq(err.status, CRM_USAGE);
	ck_assert_int_eq(fcntl(book.dir, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
}
END_TEST

START_TEST(reads)
{
	struct crm_str s;

	folder_text("policy.yaml", "max: 3\n");
	folder_text("clients/acme.yaml", "");
	ck_assert_int_eq(crm_book_read(&book, "policy.yaml", 7, &s, &err), 1);
	ck_assert(crm_str_is(s, "max: 3\n"));
	ck_assert_int_eq(crm_book_read(&book, "policy.yaml", 6, &s, &err), -1);
	ck_assert_int_eq(err.status, CRM_USAGE);
	ck_assert_int_eq(crm_book_read(&book, "clients/acme.yaml", 6, &s, &err), 1);
	ck_assert_uint_eq(s.n, 0);
	ck_assert_int_eq(crm_book_read(&book, "clients/none.yaml", 6, &s, &err), 0);
	ck_assert_int_eq(crm_book_read(&book, "nowhere/none.yaml", 6, &s, &err), 0);
}
END_TEST

static const char *const outside[] = {"", "/etc/passwd", "../secret", "clients/../../secret",
	"clients/..", "..", ".", "clients//acme.yaml", "clients/", "./policy.yaml", "/"};

START_TEST(stays_inside)
{
	struct crm_str s;

	ck_assert_int_eq(crm_book_read(&book, outside[_i], 4096, &s, &err), -1);
	ck_assert_int_eq(err.status, CRM_USAGE);
	ck_assert_int_eq(crm_book_replace(&book, outside[_i], CRM_STR("x"), &err), -1);
	ck_assert_int_eq(err.status, CRM_USAGE);
	ck_assert_int_eq(crm_book_create(&book, outside[_i], CRM_STR("x"), &err), -1);
}
END_TEST

START_TEST(odd_files)
{
	struct crm_str s;

	folder_text("real", "secret");
	ck_assert_int_eq(symlink("real", folder_path("link")), 0);
	ck_assert_int_eq(symlink("/etc", folder_path("far")), 0);
	ck_assert_int_eq(mkfifo(folder_path("fifo"), 0600), 0);
	ck_assert_int_eq(crm_book_read(&book, "link", 4096, &s, &err), -1);
	ck_assert_int_eq(err.status, CRM_USAGE);
	ck_assert_int_eq(crm_book_read(&book, "far/passwd", 1 << 20, &s, &err), -1);
	ck_assert_int_eq(crm_book_read(&book, "fifo", 4096, &s, &err), -1);
	ck_assert_int_eq(err.status, CRM_USAGE);
	ck_assert_int_eq(crm_book_read(&book, "clients", 4096, &s, &err), -1);
	ck_assert_int_eq(err.status, CRM_USAGE);
	ck_assert_int_eq(crm_book_read(&book, "real/x", 4096, &s, &err), -1);
	/* nor is anything written through a link, or in the place of a pipe */
	ck_assert_int_eq(crm_book_replace(&book, "link", CRM_STR("x"), &err), -1);
	ck_assert_int_eq(crm_book_replace(&book, "fifo", CRM_STR("x"), &err), -1);
	ck_assert_int_eq(crm_book_replace(&book, "far/crm-test", CRM_STR("x"), &err), -1);
	ck_assert_int_eq(crm_book_read(&book, "real", 4096, &s, &err), 1);
	ck_assert(crm_str_is(s, "secret"));
}
END_TEST

static int entries(const char *rel)
{
	struct dirent *d;
	DIR *dir = opendir(folder_path(rel));
	int n = 0;

	ck_assert_ptr_nonnull(dir);
	while ((d = readdir(dir)))
		n += d->d_name[0] != '.' || strncmp(d->d_name, ".tmp", 4) == 0;
	closedir(dir);
	return n;
}

START_TEST(replaces)
{
	struct crm_str s;
	struct stat st;
	mode_t old = umask(0);

	ck_assert_int_eq(crm_book_replace(&book, "clients/a.yaml", CRM_STR("one\n"), &err), 0);
	ck_assert_int_eq(crm_book_replace(&book, "clients/a.yaml", CRM_STR("second\n"), &err), 0);
	umask(old);
	ck_assert_int_eq(crm_book_read(&book, "clients/a.yaml", 100, &s, &err), 1);
	ck_assert(crm_str_is(s, "second\n"));
	ck_assert_int_eq(stat(folder_path("clients/a.yaml"), &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0600);
	ck_assert_int_eq(entries("clients"), 1);
	/* a clone by git has no empty folders */
	ck_assert_int_eq(crm_book_replace(&book, "outbox/a", CRM_STR("x"), &err), 0);
	ck_assert_int_eq(stat(folder_path("outbox"), &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0700);
}
END_TEST

START_TEST(creates)
{
	struct crm_str s;
	struct stat st;

	ck_assert_int_eq(crm_book_create(&book, "new/a.yaml", CRM_STR("one"), &err), 0);
	ck_assert_int_eq(crm_book_create(&book, "new/a.yaml", CRM_STR("two"), &err), -1);
	ck_assert_int_eq(err.status, CRM_USAGE);
	ck_assert_int_eq(crm_book_read(&book, "new/a.yaml", 100, &s, &err), 1);
	ck_assert(crm_str_is(s, "one"));
	ck_assert_int_eq(stat(folder_path("new"), &st), 0);
	ck_assert_uint_eq(st.st_mode & 0777, 0700);
	ck_assert_int_eq(symlink("nowhere", folder_path("new/dangling")), 0);
	ck_assert_int_eq(crm_book_create(&book, "new/dangling", CRM_STR("x"), &err), -1);
	ck_assert_int_eq(entries("new"), 2);
}
END_TEST

/* A temporary that a crash left does not stop the next writer. */
START_TEST(stale_temporary)
{
	char name[64];

	snprintf(name, sizeof name, ".tmp-%ld-0", (long)getpid());
	folder_text(name, "left");
	ck_assert_int_eq(crm_book_replace(&book, "a", CRM_STR("x"), &err), 0);
	ck_assert_int_eq(access(folder_path(name), F_OK), 0);
}
END_TEST

START_TEST(folders)
{
	int fd;

	ck_assert_int_eq(crm_book_folder(&book, "clients", &fd, &err), 1);
	close(fd);
	ck_assert_int_eq(crm_book_folder(&book, ".", &fd, &err), 1);
	close(fd);
	ck_assert_int_eq(crm_book_folder(&book, "none", &fd, &err), 0);
	ck_assert_int_eq(crm_book_folder(&book, "none/deep", &fd, &err), 0);
	ck_assert_int_eq(crm_book_folder(&book, "../x", &fd, &err), -1);
	ck_assert_int_eq(symlink("/etc", folder_path("far")), 0);
	ck_assert_int_eq(crm_book_folder(&book, "far", &fd, &err), -1);
}
END_TEST

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

START_TEST(lock)
{
	struct crm_book other;
	struct stat st;
	char pid[32];
	double t;

	umask(0);
	ck_assert_int_eq(crm_book_open(&other, folder, &err), 0);
	ck_assert_int_eq(crm_book_lock(&book, 0, &err), 0);
	ck_assert_int_eq(fcntl(book.lock, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
	ck_assert_int_eq(fstat(book.lock, &st), 0);
	ck_assert_int_eq(st.st_mode & 07777, 0600);
	t = seconds();
	ck_assert_int_eq(crm_book_lock(&other, 0, &err), -1);
	ck_assert(seconds() - t < 0.5);
	ck_assert_int_eq(err.status, CRM_SYSTEM);
	snprintf(pid, sizeof pid, "process %ld ", (long)getpid());
	ck_assert_ptr_nonnull(strstr(err.text, pid));
	t = seconds();
	ck_assert_int_eq(crm_book_lock(&other, 1, &err), -1);
	ck_assert(seconds() - t > 0.9);
	crm_book_unlock(&book);
	ck_assert_int_eq(crm_book_lock(&other, 0, &err), 0);
	crm_book_close(&other);
	/* closing gave it back; doing so twice is harmless */
	crm_book_unlock(&other);
	ck_assert_int_eq(crm_book_lock(&book, 0, &err), 0);
}
END_TEST

/* A link in its place is not followed, wherever it points to. */
START_TEST(lock_is_no_link)
{
	struct stat st;

	ck_assert_int_eq(symlink("elsewhere", folder_path(".lock")), 0);
	ck_assert_int_eq(crm_book_lock(&book, 0, &err), -1);
	ck_assert_int_eq(lstat(folder_path("elsewhere"), &st), -1);
}
END_TEST

/* A killed holder leaves nothing stale; one that lets go is waited for. */
START_TEST(lock_of_others)
{
	struct crm_book b;
	int ready[2];
	char c;
	pid_t child;

	ck_assert_int_eq(pipe(ready), 0);
	child = fork();
	ck_assert_int_ge(child, 0);
	if (child == 0) {
		if (crm_book_open(&b, folder, &err) || crm_book_lock(&b, 5, &err) ||
			write(ready[1], "x", 1) != 1)
			_exit(1);
		pause();
		_exit(0);
	}
	ck_assert_int_eq((int)read(ready[0], &c, 1), 1);
	ck_assert_int_eq(crm_book_lock(&book, 0, &err), -1);
	kill(child, SIGKILL);
	ck_assert_int_eq(crm_book_lock(&book, 5, &err), 0);
	waitpid(child, NULL, 0);
	close(ready[0]);
	close(ready[1]);
}
END_TEST

START_TEST(lock_refused)
{
	ck_assert_int_eq(symlink("/tmp/crm-nowhere", folder_path(".lock")), 0);
	ck_assert_int_eq(crm_book_lock(&book, 0, &err), -1);
	ck_assert_int_eq(err.status, CRM_SYSTEM);
	ck_assert_int_eq(unlink(folder_path(".lock")), 0);
	ck_assert_int_eq(chmod(folder, 0777), 0);
	ck_assert_int_eq(crm_book_lock(&book, 0, &err), -1);
	ck_assert_int_eq(err.status, CRM_USAGE);
	ck_assert_int_eq(chmod(folder, 0770), 0);
	ck_assert_int_eq(crm_book_lock(&book, 0, &err), 0);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("book");
	TCase *t = tcase_create("book");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, open_missing);
	tcase_add_test(t, reads);
	tcase_add_loop_test(t, stays_inside, 0, (int)(sizeof outside / sizeof *outside));
	tcase_add_test(t, odd_files);
	tcase_add_test(t, replaces);
	tcase_add_test(t, creates);
	tcase_add_test(t, stale_temporary);
	tcase_add_test(t, folders);
	tcase_add_test(t, lock);
	tcase_add_test(t, lock_is_no_link);
	tcase_add_test(t, lock_of_others);
	tcase_add_test(t, lock_refused);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
