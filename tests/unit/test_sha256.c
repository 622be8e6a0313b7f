/* SHA-256: the vectors of NIST (FIPS 180-4 examples) and lengths round the block. */
#include "base/sha256.h"
#include "unit.h"

START_TEST(nist)
{
	static const struct {
		const char *text, *sum;
	} t[] = {
		{"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
		{"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
		{"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
			"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
	};
	char sum[65];
	size_t i;

	for (i = 0; i < sizeof t / sizeof *t; i++) {
		crm_sha256_hex(crm_str(t[i].text), sum);
		ck_assert_str_eq(sum, t[i].sum);
	}
}
END_TEST

START_TEST(million)
{
	static const char hex[] = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
	unsigned char sum[32];
	struct crm_sha256 h;
	char text[65];
	int i;

	crm_sha256_init(&h);
	for (i = 0; i < 100000; i++)
		crm_sha256_add(&h, CRM_STR("aaaaaaaaaa"));
	crm_sha256_end(&h, sum);
	for (i = 0; i < 32; i++)
		snprintf(text + 2 * i, 3, "%02x", sum[i]);
	ck_assert_str_eq(text, hex);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("sha256");
	TCase *t = tcase_create("sha256");

	tcase_add_test(t, nist);
	tcase_add_test(t, million);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
