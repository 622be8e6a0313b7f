/* Delivery into a Maildir and an mboxrd file. */
#include "folder.h"
#include "letter/mail/maildir.h"
#include "unit.h"
#include <dirent.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

static struct crm_err err;
static const struct crm_maildir_name name = {1780000000, {"M1P2", 4}, {"host", 4}};

static int entries(const char *rel)
{
	DIR *d = opendir(folder_path(rel));
	int n = -2; /* . and .. */

	if (!d)
		return -1;
	while (readdir(d))
		n++;
	closedir(d);
	return n;
}

static const char *contents(const char *path)
{
	static char text[4096];
	FILE *f = fopen(path, "r");
	size_t n;

	ck_assert_ptr_nonnull(f);
	n = fread(text, 1, sizeof text - 1, f);
	text[n] = '\0';
	fclose(f);
	return text;
}

static char *dir(const char *rel)
{
	static char path[512];

	snprintf(path, sizeof path, "%s", folder_path(rel));
	return path;
}

START_TEST(delivers)
{
	struct crm_maildir_name odd = {-5, {"a/b", 3}, {"h:o st", 6}};
	struct stat st;

	ck_assert_int_eq(
		crm_maildir_deliver(dir("m"), crm_str("Subject: x\n\nhi\n"), &name, &err), 0);
	ck_assert_int_eq(entries("m/tmp"), 0);
	ck_assert_int_eq(entries("m/new"), 1);
	ck_assert_int_eq(entries("m/cur"), 0);
	ck_assert_str_eq(contents(folder_path("m/new/1780000000.M1P2.host")), "Subject: x\n\nhi\n");
	ck_assert_int_eq(stat(folder_path("m/new/1780000000.M1P2.host"), &st), 0);
	ck_assert_int_eq(st.st_mode & 0777, 0600);
	ck_assert_int_eq(stat(folder_path("m"), &st), 0);
	ck_assert_int_eq(st.st_mode & 0777, 0700);
	ck_assert_int_eq(crm_maildir_deliver(dir("m"), crm_str("y\n"), &odd, &err), 0);
	ck_assert_str_eq(contents(folder_path("m/new/-5.a\\057b.h\\072o\\040st")), "y\n");
}
END_TEST

START_TEST(never_over_another)
{
	ck_assert_int_eq(crm_maildir_deliver(dir("m"), crm_str("1\n"), &name, &err), 0);
	ck_assert_int_eq(crm_maildir_deliver(dir("m"), crm_str("2\n"), &name, &err), -1);
	ck_assert_int_eq(err.status, CRM_SYSTEM);
	ck_assert_str_eq(contents(folder_path("m/new/1780000000.M1P2.host")), "1\n");
	ck_assert_int_eq(entries("m/tmp"), 0);
}
END_TEST

START_TEST(no_maildir)
{
	ck_assert_int_eq(mkdir(folder_path("plain"), 0700), 0);
	ck_assert_int_eq(mkdir(folder_path("plain/mine"), 0700), 0);
	ck_assert_int_eq(crm_maildir_deliver(dir("plain"), crm_str("x\n"), &name, &err), -1);
	ck_assert_int_eq(err.status, CRM_USAGE);
	ck_assert_int_eq(entries("plain"), 1);
	ck_assert_int_eq(crm_maildir_deliver(dir("none/below"), crm_str("x\n"), &name, &err), -1);
	ck_assert_int_eq(err.status, CRM_SYSTEM);
}
END_TEST

/* a run that was killed while it made the folder must not block the next one for ever */
START_TEST(half_made)
{
	static const char *const there[] = {"h", "h/tmp", "h/new"};
	size_t i;

	for (i = 0; i < (size_t)_i; i++)
		ck_assert_int_eq(mkdir(folder_path(there[i]), 0700), 0);
	ck_assert_int_eq(crm_maildir_deliver(dir("h"), crm_str("x\n"), &name, &err), 0);
	ck_assert_int_eq(entries("h"), 3);
	ck_assert_int_eq(entries("h/new"), 1);
}
END_TEST

/* a write that fails half way leaves neither a message nor its piece */
START_TEST(full_disk)
{
	static char big[100000];
	const struct rlimit small = {50000, RLIM_INFINITY}, none = {RLIM_INFINITY, RLIM_INFINITY};
	struct stat st;

	memset(big, 'x', sizeof big);
	signal(SIGXFSZ, SIG_IGN);
	ck_assert_int_eq(
		crm_mbox_append(dir("box"), crm_str("a\n"), crm_str("a@b"), 0, 0, &err), 0);
	ck_assert_int_eq(stat(folder_path("box"), &st), 0);
	setrlimit(RLIMIT_FSIZE, &small);
	ck_assert_int_eq(
		crm_maildir_deliver(dir("m"), (struct crm_str){big, sizeof big}, &name, &err), -1);
	ck_assert_int_eq(entries("m/new"), 0);
	ck_assert_int_eq(entries("m/tmp"), 0);
	ck_assert_int_eq(crm_mbox_append(dir("box"), (struct crm_str){big, sizeof big},
				 crm_str("a@b"), 0, 0, &err),
		-1);
	setrlimit(RLIMIT_FSIZE, &none);
	ck_assert_int_eq(err.status, CRM_SYSTEM);
	ck_assert_int_eq((off_t)strlen(contents(folder_path("box"))), st.st_size);
}
END_TEST

START_TEST(mbox)
{
	struct stat st;

	umask(0);
	ck_assert_int_eq(crm_mbox_append(dir("box"),
				 crm_str("Subject: x\n\nFrom me\n>From y\n>>From\n"
					 "Fromage\n"),
				 crm_str("zoe@me.example"), 1780000000, 1, &err),
		0);
	ck_assert_int_eq(
		crm_mbox_append(dir("box"), crm_str("no newline"), crm_str("a b@c\n"), -1, 1, &err),
		0);
	/* date -u -d @1780000000 */
	ck_assert_str_eq(contents(folder_path("box")),
		"From zoe@me.example Thu May 28 20:26:40 2026\n"
		"Subject: x\n\n>From me\n>>From y\n>>From\nFromage\n\n"
		"From a-b@c- Wed Dec 31 23:59:59 1969\nno newline\n\n");
	ck_assert_int_eq(stat(folder_path("box"), &st), 0);
	ck_assert_int_eq(st.st_mode & 07777, 0600);
}
END_TEST

/* a file that another program left without its blank line */
START_TEST(mbox_gap)
{
	static const char *const left[] = {
		"From a\n\nx", "From a\n\nx\n", "From a\n\nx\n\n", "From x"};
	static const char *const want[] = {"From a\n\nx\n\nFrom ", "From a\n\nx\n\nFrom ",
		"From a\n\nx\n\nFrom ", "From x\n\nFrom "};
	FILE *f = fopen(folder_path("box"), "w");

	ck_assert_ptr_nonnull(f);
	fputs(left[_i], f);
	fclose(f);
	ck_assert_int_eq(crm_mbox_append(dir("box"), crm_str("y\n"), crm_str("b"), 0, 1, &err), 0);
	ck_assert_int_eq(strncmp(contents(folder_path("box")), want[_i], strlen(want[_i])), 0);
}
END_TEST

/* what was named by mistake stays as it is */
START_TEST(mbox_other)
{
	static const char *const left[] = {"x", "\n", "From", "from a\n", "id,at,client\n"};
	FILE *f = fopen(folder_path("box"), "w");

	ck_assert_ptr_nonnull(f);
	fputs(left[_i], f);
	fclose(f);
	ck_assert_int_eq(crm_mbox_look(dir("box"), &err), -1);
	ck_assert_int_eq(crm_mbox_append(dir("box"), crm_str("y\n"), crm_str("b"), 0, 1, &err), -1);
	ck_assert_int_eq(err.status, CRM_USAGE);
	ck_assert_str_eq(contents(folder_path("box")), left[_i]);
}
END_TEST

START_TEST(mbox_lock)
{
	int fd = open(folder_path("box"), O_RDWR | O_CREAT, 0600);

	ck_assert_int_eq(flock(fd, LOCK_EX), 0);
	ck_assert_int_eq(crm_mbox_append(dir("box"), crm_str("y\n"), crm_str("b"), 0, 0, &err), -1);
	ck_assert_int_eq(err.status, CRM_SYSTEM);
	ck_assert_str_eq(contents(folder_path("box")), "");
	close(fd);
	ck_assert_int_eq(crm_mbox_append(dir("box"), crm_str("y\n"), crm_str("b"), 0, 0, &err), 0);
}
END_TEST

/* Other mail programs lock in the other way. */
START_TEST(mbox_fcntl)
{
	struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	int fd = open(folder_path("box"), O_RDWR | O_CREAT, 0600), ready[2];
	pid_t child;
	char c;

	ck_assert_int_eq(pipe(ready), 0);
	child = fork();
	if (child == 0) {
		if (fcntl(fd, F_SETLK, &whole) || write(ready[1], "x", 1) != 1)
			_exit(1);
		pause();
	}
	ck_assert_int_eq(read(ready[0], &c, 1), 1);
	ck_assert_int_eq(crm_mbox_append(dir("box"), crm_str("y\n"), crm_str("b"), 0, 0, &err), -1);
	ck_assert_str_eq(contents(folder_path("box")), "");
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	ck_assert_int_eq(crm_mbox_append(dir("box"), crm_str("y\n"), crm_str("b"), 0, 0, &err), 0);
}
END_TEST

START_TEST(mbox_no_file)
{
	ck_assert_int_eq(mkfifo(folder_path("pipe"), 0600), 0);
	ck_assert_int_eq(
		crm_mbox_append(dir("pipe"), crm_str("y\n"), crm_str("b"), 0, 0, &err), -1);
	ck_assert_int_eq(err.status, CRM_USAGE);
	ck_assert_int_eq(crm_mbox_append(folder, crm_str("y\n"), crm_str("b"), 0, 0, &err), -1);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("maildir");
	TCase *t = tcase_create("maildir");

	tcase_add_checked_fixture(t, folder_make, folder_remove);
	tcase_add_test(t, delivers);
	tcase_add_test(t, never_over_another);
	tcase_add_test(t, no_maildir);
	tcase_add_loop_test(t, half_made, 0, 4);
	tcase_add_test(t, full_disk);
	tcase_add_test(t, mbox);
	tcase_add_loop_test(t, mbox_gap, 0, 4);
	tcase_add_loop_test(t, mbox_other, 0, 5);
	tcase_add_test(t, mbox_lock);
	tcase_add_test(t, mbox_fcntl);
	tcase_add_test(t, mbox_no_file);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
