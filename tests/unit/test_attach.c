/* The file of an invoice: where it is, and that nothing else can be sent. */
#include "folder.h"
#include "letter/mail/attach.h"
#include "unit.h"
#include <fcntl.h>
#include <unistd.h>

static struct crm_arena mem;
static struct crm_err err;
static struct crm_attachment f;
static int dir;

static void setup(void)
{
	folder_make();
	crm_arena_init(&mem);
	dir = open(folder_path("."), O_RDONLY | O_DIRECTORY);
	ck_assert_int_ge(dir, 0);
}

static void teardown(void)
{
	close(dir);
	crm_arena_release(&mem);
	folder_remove();
}

static const struct {
	const char *pattern, *ref, *path; /* NULL: none */
} paths[] = {
	{"f/{ref}.pdf", "F2026-014", "f/F2026-014.pdf"},
	{"/a/{client}/{ref}.pdf", "F2026/005", "/a/acme/F2026-005.pdf"},
	{"{ref}", "../../etc/passwd", NULL},
	{"{ref}", "a/../../etc/passwd", "a-..-..-etc-passwd"},
	{"x{ref}", ".hidden", NULL},
	{"{ref}", "a\nb", NULL},
	{"{ref}", "a\\b", NULL},
	{"{ref}", "a\xff", NULL},
	{"{ref}", "", NULL},
	{"{ref}", "Facture n° 1", "Facture n° 1"},
	{"{refs}/{ref", "F1", "{refs}/{ref"},
	{"", "F1", NULL},
};

START_TEST(path)
{
	const char *got = crm_attach_path(
		crm_str(paths[_i].pattern), crm_str(paths[_i].ref), CRM_STR("acme"), &mem);

	if (paths[_i].path)
		ck_assert_str_eq(got, paths[_i].path);
	else
		ck_assert_ptr_null(got);
}
END_TEST

START_TEST(bytes)
{
	folder_put("F1.pdf", (struct crm_str){"%PDF-\0x", 7});
	ck_assert_int_eq(crm_attach_read(dir, "./F1.pdf", 7, &mem, &f, &err), 0);
	ck_assert(crm_str_is(f.name, "F1.pdf"));
	ck_assert_uint_eq(f.bytes.n, 7);
	ck_assert_int_eq(memcmp(f.bytes.p, "%PDF-\0x", 7), 0);
	ck_assert_int_eq(crm_attach_read(dir, "F1.pdf", 6, &mem, &f, &err), -1);
	ck_assert_int_eq(err.status, CRM_PARTIAL);
	ck_assert_ptr_nonnull(strstr(err.text, "does not fit"));
}
END_TEST

START_TEST(none)
{
	folder_put("empty", CRM_STR(""));
	ck_assert_int_eq(mkfifo(folder_path("fifo"), 0600), 0);
	ck_assert_int_eq(crm_attach_read(dir, "F2.pdf", 100, &mem, &f, &err), -1);
	ck_assert_ptr_nonnull(strstr(err.text, "does not exist"));
	ck_assert_int_eq(crm_attach_read(dir, "empty", 100, &mem, &f, &err), -1);
	ck_assert_int_eq(crm_attach_read(dir, ".", 100000, &mem, &f, &err), -1);
	ck_assert_int_eq(crm_attach_read(dir, "fifo", 100, &mem, &f, &err), -1);
	ck_assert_int_eq(err.status, CRM_PARTIAL);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("attach");
	TCase *t = tcase_create("attach");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, path, 0, sizeof paths / sizeof *paths);
	tcase_add_test(t, bytes);
	tcase_add_test(t, none);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
