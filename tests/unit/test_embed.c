/* Embedded files: every one is byte for byte the file it was made from. */
#include "base/embed.h"
#include "base/buf.h"
#include <dirent.h>
#include "unit.h"

static void read_file(const char *path, struct crm_buf *b)
{
	FILE *f = fopen(path, "rb");
	char *at;
	size_t n;

	ck_assert_msg(f != NULL, "%s: run from the top folder", path);
	do {
		at = crm_buf_room(b, 4096);
		n = fread(at, 1, 4096, f);
		b->n += n;
	} while (n);
	ck_assert(!ferror(f));
	fclose(f);
}

START_TEST(same_bytes)
{
	const struct crm_embed *e;
	struct crm_buf path, bytes;
	size_t files = 0;

	crm_buf_init(&path);
	crm_buf_init(&bytes);
	for (e = crm_embed_files; e->name; e++, files++) {
		crm_buf_clear(&path);
		crm_buf_clear(&bytes);
		crm_buf_printf(&path, "lib/%s", e->name);
		read_file(path.p, &bytes);
		ck_assert_msg(crm_str_eq((struct crm_str){e->p, e->n}, crm_buf_view(&bytes)), "%s",
			e->name);
		ck_assert_int_eq(e->p[e->n], 0);
		if (files)
			ck_assert_msg(strcmp(e[-1].name, e->name) < 0, "%s", e->name);
	}
	ck_assert_uint_ge(files, 3);
	crm_buf_release(&path);
	crm_buf_release(&bytes);
}
END_TEST

START_TEST(find)
{
	struct crm_str s = CRM_STR("kept");

	ck_assert(!crm_embed_find("data/rates", &s));
	ck_assert(!crm_embed_find("", &s));
	ck_assert(crm_str_is(s, "kept"));
	ck_assert(crm_embed_find("data/rates.csv", &s));
	ck_assert_uint_gt(s.n, 4096);
	ck_assert_int_eq(memcmp(s.p, "series,date,until,rate_bp,source,checked\n", 41), 0);
}
END_TEST

/* A language without a form of its own has the English one. */
START_TEST(lang)
{
	struct crm_str en, fr;

	ck_assert(crm_embed_find("data/policy.en.yaml", &en) && crm_embed_find("data/policy.fr.yaml", &fr));
	ck_assert_ptr_eq(crm_embed_lang("policy", "en").p, en.p);
	ck_assert_ptr_eq(crm_embed_lang("policy", "fr").p, fr.p);
	ck_assert_ptr_eq(crm_embed_lang("policy", "xx").p, en.p);
}
END_TEST

/* One for each folder of templates, and no other. */
START_TEST(languages)
{
	const struct dirent *d;
	struct crm_buf b;
	size_t n = 0;
	DIR *dir = opendir("lib/templates");

	ck_assert_ptr_nonnull(dir);
	crm_buf_init(&b);
	crm_embed_languages(&b, ", ");
	while ((d = readdir(dir)))
		if (d->d_name[0] != '.') {
			ck_assert_msg(strstr(b.p, d->d_name) != NULL, "%s: not in %s", d->d_name, b.p);
			n += strlen(d->d_name) + (n ? 2 : 0);
		}
	ck_assert_uint_eq(b.n, n);
	closedir(dir);
	crm_buf_release(&b);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("embed");
	TCase *t = tcase_create("embed");

	tcase_add_test(t, same_bytes);
	tcase_add_test(t, find);
	tcase_add_test(t, lang);
	tcase_add_test(t, languages);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
