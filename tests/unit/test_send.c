/* Handing over: every exit code, signals, time limits, children left behind, early closing. */
#include "letter/mail/run.h"
#include "letter/mail/send.h"
#include "unit.h"
#include <fcntl.h>
#include <signal.h>
#include <time.h>
#include <sys/stat.h>
#include <unistd.h>

static char reason[256];

static enum crm_send_end sh(const char *script, struct crm_str message, int timeout_ms, int fd)
{
	char text[512], *argv[] = {(char *)"/bin/sh", (char *)"-c", text, NULL};
	struct crm_send s = {.argv = argv, .timeout_ms = timeout_ms, .err_fd = fd};

	snprintf(text, sizeof text, "%s", script);
	return crm_send(&s, message, reason);
}

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* what every exit code means, said here a second time and not taken from the code */
START_TEST(exit_codes)
{
	static const char failed[] = {64, 65, 67, 68, 69, 76, 77, 78, 0};
	int code;

	for (code = 0; code < 256; code++) {
		enum crm_send_end want = CRM_SEND_UNKNOWN, got;
		char script[64];

		if (code == 0)
			want = CRM_SEND_SENT;
		else if (code == 75)
			want = CRM_SEND_DEFERRED;
		else if (code < 128 && strchr(failed, code))
			want = CRM_SEND_FAILED;
		snprintf(script, sizeof script, "cat >/dev/null; exit %d", code);
		got = sh(script, crm_str("x\n"), 10000, -1);
		ck_assert_msg(got == want, "%d: %d", code, (int)got);
		ck_assert_int_eq(reason[0] == '\0', code == 0);
	}
	ck_assert_int_eq(crm_send_meaning(75, true), CRM_SEND_UNKNOWN);
}
END_TEST

START_TEST(whole_message_arrives)
{
	static char big[300000];
	char path[] = "/tmp/crm-send-XXXXXX", script[128];
	int fd = mkstemp(path), i;

	ck_assert_int_ge(fd, 0);
	for (i = 0; i < (int)sizeof big; i++)
		big[i] = (char)('a' + i % 23);
	snprintf(script, sizeof script, "cat > %s", path);
	ck_assert_int_eq(sh(script, (struct crm_str){big, sizeof big}, 10000, -1), CRM_SEND_SENT);
	ck_assert_int_eq(lseek(fd, 0, SEEK_END), sizeof big);
	for (i = 0; i < (int)sizeof big; i += 1000) {
		char c;

		ck_assert_int_eq(pread(fd, &c, 1, i), 1);
		ck_assert_int_eq(c, big[i]);
	}
	close(fd);
	unlink(path);
}
END_TEST

START_TEST(signals)
{
	static const int sig[] = {SIGKILL, SIGTERM, SIGSEGV, SIGPIPE, SIGHUP};
	char script[64];

	snprintf(script, sizeof script, "kill -%d $$; sleep 5", sig[_i]);
	ck_assert_int_eq(sh(script, crm_str("x\n"), 10000, -1), CRM_SEND_UNKNOWN);
	ck_assert_ptr_nonnull(strstr(reason, "signal"));
}
END_TEST

START_TEST(time_limit)
{
	double start = seconds();

	ck_assert_int_eq(sh("sleep 30", crm_str("x\n"), 200, -1), CRM_SEND_UNKNOWN);
	ck_assert_ptr_nonnull(strstr(reason, "did not end within"));
	ck_assert(seconds() - start < 3);
	/* even one that ends well once it is told to stop */
	ck_assert_int_eq(sh("trap 'exit 0' TERM; sleep 30 & wait", crm_str("x\n"), 200, -1),
		CRM_SEND_UNKNOWN);
}
END_TEST

START_TEST(deaf_to_sigterm)
{
	char *argv[] = {(char *)"/bin/sh", (char *)"-c", (char *)"trap '' TERM; sleep 30", NULL};
	struct crm_run r = {.argv = argv, .timeout_ms = 100, .grace_ms = 100};
	double start = seconds();

	r.out.fd = r.err.fd = -1;
	ck_assert_int_eq(crm_run(&r).end, CRM_RUN_TIMEOUT);
	ck_assert(seconds() - start < 3);
}
END_TEST

START_TEST(input_not_read)
{
	static char big[1 << 20];

	memset(big, 'x', sizeof big);
	/* more than any pipe holds: nobody has it */
	ck_assert_int_eq(sh("exec <&-; exit 0", (struct crm_str){big, sizeof big}, 10000, -1),
		CRM_SEND_UNKNOWN);
	ck_assert_ptr_nonnull(strstr(reason, "did not read"));
	ck_assert_int_eq(sh("exec <&-; exit 67", (struct crm_str){big, sizeof big}, 10000, -1),
		CRM_SEND_FAILED);
	ck_assert_int_eq(sh("exec <&-; sleep 30", (struct crm_str){big, sizeof big}, 200, -1),
		CRM_SEND_UNKNOWN);
	/* small enough for the pipe: exit 0 is the program's word */
	ck_assert_int_eq(sh("exit 0", crm_str("x\n"), 10000, -1), CRM_SEND_SENT);
}
END_TEST

/* a child that goes on in the background must not hold what we print to */
START_TEST(left_behind)
{
	int p[2];
	char text[64];
	double start = seconds();

	ck_assert_int_eq(pipe2(p, O_CLOEXEC), 0);
	ck_assert_int_eq(
		sh("cat >/dev/null; echo out; echo err >&2; (trap '' HUP; sleep 4) & exit 0",
			crm_str("x\n"), 10000, p[1]),
		CRM_SEND_SENT);
	close(p[1]);
	ck_assert_int_eq(read(p[0], text, 4), 4);
	ck_assert_int_eq(read(p[0], text, sizeof text), 4);
	ck_assert_int_eq(read(p[0], text, sizeof text), 0); /* closed: nobody else holds it */
	ck_assert(seconds() - start < 3);
	close(p[0]);
}
END_TEST

START_TEST(no_program)
{
	char *argv[] = {(char *)"/nonexistent/sendmail", (char *)"-t", NULL};
	struct crm_send s = {.argv = argv, .timeout_ms = 1000, .err_fd = -1};

	if (getenv("CRM_VALGRIND")) /* a program that cannot be started is told by its status alone there */
		return;
	ck_assert_int_eq(crm_send(&s, crm_str("x\n"), reason), CRM_SEND_NEVER);
	ck_assert_ptr_nonnull(strstr(reason, "sendmail cannot be run: No such file"));
	argv[0] = (char *)"/etc/passwd";
	ck_assert_int_eq(crm_send(&s, crm_str("x\n"), reason), CRM_SEND_NEVER);
}
END_TEST

static const struct {
	const char *text; /* NULL: a folder */
	mode_t mode;
	const char *why; /* NULL: it can be run */
} program[] = {
	{"#!/bin/sh\n", 0755, NULL},
	{"#! /bin/sh -e\n", 0755, NULL},
	{"#!/bin/sh", 0711, NULL},
	{"\177ELF", 0755, NULL}, /* what is wrong with it only execve knows */
	{"", 0755, NULL},
	{"#!/bin/sh\n", 0644, "x cannot be run: Permission denied"},
	{"#!/nonexistent/sh\n", 0755, "/nonexistent/sh cannot be run: No such file or directory"},
	{"#! \t/nonexistent/sh -e\n", 0755, "/nonexistent/sh cannot be run: No such file or directory"},
	{"#!/etc/passwd\n", 0755, "/etc/passwd cannot be run: Permission denied"},
	{NULL, 0755, "x cannot be run: Permission denied"},
};

START_TEST(ready)
{
	char dir[] = "/tmp/crm-send-XXXXXX", path[64];
	FILE *f;

	ck_assert_ptr_nonnull(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/x", dir);
	ck_assert_int_eq(crm_send_ready(path, reason), -1);
	ck_assert_str_eq(reason, "x cannot be run: No such file or directory");
	if (program[_i].text) {
		f = fopen(path, "w");
		fputs(program[_i].text, f);
		fclose(f);
	} else {
		mkdir(path, 0755);
	}
	chmod(path, program[_i].mode);
	ck_assert_int_eq(crm_send_ready(path, reason), program[_i].why ? -1 : 0);
	if (program[_i].why)
		ck_assert_str_eq(reason, program[_i].why);
	remove(path);
	rmdir(dir);
}
END_TEST

START_TEST(no_shell)
{
	char *argv[] = {(char *)"/bin/echo", (char *)"$(id); `id` && id", NULL};
	struct crm_buf out;
	struct crm_run r = {.argv = argv, .timeout_ms = 5000, .out = {.buf = &out, .max = 9}};

	crm_buf_init(&out);
	r.err.fd = -1;
	ck_assert_int_eq(crm_run(&r).end, CRM_RUN_EXIT);
	ck_assert_str_eq(out.p, "$(id); `i"); /* max bytes, the rest is dropped */
	crm_buf_release(&out);
}
END_TEST

/* started by something that ignores SIGCHLD and SIGPIPE */
START_TEST(ignored_signals)
{
	signal(SIGCHLD, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	ck_assert_int_eq(
		sh("cat >/dev/null; exit 75", crm_str("x\n"), 10000, -1), CRM_SEND_DEFERRED);
	ck_assert_int_eq(sh("cat >/dev/null; kill -PIPE $$; exit 0", crm_str("x\n"), 10000, -1),
		CRM_SEND_UNKNOWN);
	ck_assert(signal(SIGCHLD, SIG_DFL) == SIG_IGN);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("send");
	TCase *t = tcase_create("send");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, exit_codes);
	tcase_add_test(t, whole_message_arrives);
	tcase_add_loop_test(t, signals, 0, 5);
	tcase_add_test(t, time_limit);
	tcase_add_test(t, deaf_to_sigterm);
	tcase_add_test(t, input_not_read);
	tcase_add_test(t, left_behind);
	tcase_add_test(t, no_program);
	tcase_add_loop_test(t, ready, 0, (int)(sizeof program / sizeof *program));
	tcase_add_test(t, no_shell);
	tcase_add_test(t, ignored_signals);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
