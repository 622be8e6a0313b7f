/* SHA-256: the examples of FIPS 180-4 and of NIST's CAVP; any cut of the input gives the same. */
#include "base/sha256.h"
#include "unit.h"

static const struct {
	const char *text, *sum;
} known[] = {
	{"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
	{"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
	{"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
	{"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrl"
	 "mnopqrsmnopqrstnopqrstu",
		"cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
	{"\xbd", "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b"},
	{"\xc9\x8c\x8e\x55", "7abc22c0ae5af26ce93dbb94433a0e0b2e119d014f8e7f65bd56c61ccccd9504"},
};

START_TEST(vectors)
{
	char sum[65];

	crm_sha256_hex(crm_str(known[_i].text), sum);
	ck_assert_str_eq(sum, known[_i].sum);
}
END_TEST

static void hex_of(struct crm_sha256 *h, char out[65])
{
	unsigned char sum[32];
	int i;

	crm_sha256_end(h, sum);
	for (i = 0; i < 32; i++)
		snprintf(out + 2 * i, 3, "%02x", sum[i]);
}

START_TEST(million)
{
	static char a[1000];
	struct crm_sha256 h;
	char sum[65];
	int i;

	memset(a, 'a', sizeof a);
	crm_sha256_init(&h);
	for (i = 0; i < 1000; i++)
		crm_sha256_add(&h, (struct crm_str){a, sizeof a});
	hex_of(&h, sum);
	ck_assert_str_eq(sum, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}
END_TEST

/* Lengths round the borders of the last block, zero bytes: NIST's byte-oriented examples. */
START_TEST(borders)
{
	static const struct {
		size_t n;
		const char *sum;
	} t[] = {{55, "02779466cdec163811d078815c633f21901413081449002f24aa3e80f0b88ef7"},
		{56, "d4817aa5497628e7c77e6b606107042bbba3130888c5f47a375e6179be789fbb"},
		{57, "65a16cb7861335d5ace3c60718b5052e44660726da4cd13bb745381b235a1785"},
		{64, "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b"}};
	static const char zero[64];
	char sum[65];
	size_t i;

	for (i = 0; i < sizeof t / sizeof *t; i++) {
		crm_sha256_hex((struct crm_str){zero, t[i].n}, sum);
		ck_assert_str_eq(sum, t[i].sum);
	}
}
END_TEST

START_TEST(any_cut)
{
	char text[200], want[65], sum[65];
	struct crm_sha256 h;
	size_t i;

	for (i = 0; i < sizeof text; i++)
		text[i] = (char)(i * 7);
	crm_sha256_hex((struct crm_str){text, sizeof text}, want);
	for (i = 0; i <= sizeof text; i++) {
		crm_sha256_init(&h);
		crm_sha256_add(&h, (struct crm_str){text, i});
		crm_sha256_add(&h, (struct crm_str){text + i, sizeof text - i});
		hex_of(&h, sum);
		ck_assert_str_eq(sum, want);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("sha256");
	TCase *t = tcase_create("sha256");

	tcase_add_loop_test(t, vectors, 0, (int)(sizeof known / sizeof *known));
	tcase_add_test(t, million);
	tcase_add_test(t, borders);
	tcase_add_test(t, any_cut);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
