/* Row ids: one spelling; the worked example of RFC 9562 for version 7; version 8 from a hash. */
#include "base/uuid.h"
#include "unit.h"

START_TEST(spelling)
{
	static const char *const bad[] = {"", "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
		"017f22e2-79b0-7cc3-98c4-dc0c0c07398ff", "017F22E2-79B0-7CC3-98C4-DC0C0C07398F",
		"017f22e2079b0-7cc3-98c4-dc0c0c07398f", "017f22e279b07cc398c4dc0c0c07398f----",
		"017f22e2-79b0-7cc3-98c4-dc0c0c07398g", "{17f22e2-79b0-7cc3-98c4-dc0c0c07398f",
		"017f22e2-79b0-7cc3-98c4-dc0c0c0739\xc3\xa9", "017f22e2-79b0-7cc3-98c4-dc0c0c07398/"};
	struct crm_uuid u;
	char text[37];
	size_t i;

	ck_assert_int_eq(crm_uuid_parse(CRM_STR("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"), &u), 0);
	ck_assert_int_eq(u.b[0], 0x01);
	ck_assert_int_eq(u.b[15], 0x8f);
	crm_uuid_text(&u, text);
	ck_assert_str_eq(text, "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_msg(crm_uuid_parse(crm_str(bad[i]), &u) == -1, "%s", bad[i]);
	ck_assert_int_eq(u.b[15], 0x8f); /* untouched */
}
END_TEST

/* Every byte at every place: only digits are read, and come back as they were. */
START_TEST(every_byte)
{
	char id[] = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f", text[37], was;
	struct crm_uuid u;
	int i, c;
	bool ok;

	for (i = 0; i < 36; i++) {
		was = id[i];
		for (c = 0; c < 256; c++) {
			id[i] = (char)c;
			ok = was == '-' ? c == '-' : c && strchr("0123456789abcdef", c);
			ck_assert_msg((crm_uuid_parse((struct crm_str){id, 36}, &u) == 0) == ok,
				"byte %d at %d", c, i);
			if (!ok)
				continue;
			crm_uuid_text(&u, text);
			ck_assert_mem_eq(text, id, 36);
		}
		id[i] = was;
	}
}
END_TEST

START_TEST(version7)
{
	/* RFC 9562 appendix A.6: 2022-02-22 19:22:22 GMT, rand_a cc3, rand_b 18c4dc0c0c07398f */
	static const unsigned char random[10] = {
		0xfc, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f};
	struct crm_uuid u, later;
	char text[37];

	crm_uuid_v7(UINT64_C(0x017f22e279b0), random, &u);
	crm_uuid_text(&u, text);
	ck_assert_str_eq(text, "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
	crm_uuid_v7(UINT64_C(0x017f22e279b1), random, &later);
	ck_assert_int_lt(crm_uuid_cmp(&u, &later), 0);
}
END_TEST

START_TEST(version8)
{
	/* RFC 9562 appendix B.2: SHA-256 of the DNS namespace and www.example.com */
	static const unsigned char hash[32] = {0x5c, 0x14, 0x6b, 0x14, 0x3c, 0x52, 0x4a, 0xfd, 0x93,
		0x8a, 0x37, 0x5d, 0x0d, 0xf1, 0xfb, 0xf6};
	struct crm_uuid u;
	char text[37];

	crm_uuid_v8(hash, &u);
	crm_uuid_text(&u, text);
	ck_assert_str_eq(text, "5c146b14-3c52-8afd-938a-375d0df1fbf6");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("uuid");
	TCase *t = tcase_create("uuid");

	tcase_add_test(t, spelling);
	tcase_add_test(t, every_byte);
	tcase_add_test(t, version7);
	tcase_add_test(t, version8);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
