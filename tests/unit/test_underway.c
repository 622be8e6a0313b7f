/* A message under way is known to other openings of the book, and no longer when its run ended. */
#include "book/underway.h"
#include "folder.h"
#include "unit.h"
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static struct crm_book book;
static struct crm_err err;
static const struct crm_str mid = {"crm.1@x.example", 15}, other = {"crm.2@x.example", 15};

static void setup(void)
{
	folder_make();
	memset(&err, 0, sizeof err);
	ck_assert_int_eq(crm_book_open(&book, folder, &err), 0);
}

static void teardown(void)
{
	crm_book_close(&book);
	folder_remove();
}

START_TEST(here_and_gone)
{
	struct stat st;
	int fd, again;

	ck_assert_int_eq(crm_underway(&book, mid, &err), 0); /* no file at all */
	ck_assert_int_eq(crm_underway_begin(&book, mid, &fd, &err), 1);
	ck_assert_int_eq(crm_underway(&book, mid, &err), 1);
	ck_assert_int_eq(crm_underway(&book, other, &err), 0);
	ck_assert_int_eq(crm_underway_begin(&book, mid, &again, &err), 0);
	ck_assert_int_eq(crm_underway_begin(&book, other, &again, &err), 1);
	crm_underway_end(again); /* closing one lets no other go */
	ck_assert_int_eq(crm_underway(&book, mid, &err), 1);
	crm_underway_end(fd);
	ck_assert_int_eq(crm_underway(&book, mid, &err), 0);
	ck_assert_int_eq(stat(folder_path(".sending"), &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0600);
}
END_TEST

START_TEST(killed)
{
	int ready[2], fd, status;
	char c;
	pid_t pid;

	ck_assert_int_eq(pipe(ready), 0);
	pid = fork();
	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		c = crm_underway_begin(&book, mid, &fd, &err) == 1 ? 'y' : 'n';
		if (write(ready[1], &c, 1) == 1)
			pause();
		_exit(1);
	}
	ck_assert_int_eq(read(ready[0], &c, 1), 1);
	ck_assert_int_eq(c, 'y');
	ck_assert_int_eq(crm_underway(&book, mid, &err), 1);
	kill(pid, SIGKILL);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_int_eq(crm_underway(&book, mid, &err), 0);
	close(ready[0]);
	close(ready[1]);
}
END_TEST

START_TEST(no_link)
{
	int fd;

	ck_assert_int_eq(symlink("/tmp/crm-nowhere", folder_path(".sending")), 0);
	ck_assert_int_eq(crm_underway(&book, mid, &err), -1);
	ck_assert_int_eq(err.status, CRM_SYSTEM);
	ck_assert_int_eq(crm_underway_begin(&book, mid, &fd, &err), -1);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("underway");
	TCase *t = tcase_create("underway");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, here_and_gone);
	tcase_add_test(t, killed);
	tcase_add_test(t, no_link);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
