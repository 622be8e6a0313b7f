/* Objects that never move, strings as numbers. */
#include "base/hash.h"
#include "base/intern.h"
#include "base/mem.h"
#include "unit.h"

struct thing {
	uint32_t a, b;
	char rest[24];
};

START_TEST(pool_numbers)
{
	struct crm_arena mem;
	struct crm_pool p;
	struct thing *t, *first;
	uint32_t i;

	crm_arena_init(&mem);
	crm_pool_init(&p, sizeof(struct thing), &mem);
	ck_assert_uint_eq(crm_pool_add(&p), 1);
	first = crm_pool_at(&p, 1);
	first->a = 77;
	for (i = 2; i <= 5 * CRM_POOL_BLOCK + 1; i++) {
		ck_assert_uint_eq(crm_pool_add(&p), i);
		t = crm_pool_at(&p, i);
		memset(t, (int)(i & 0x7f), sizeof *t);
	}
	ck_assert_ptr_eq(crm_pool_at(&p, 1), first);
	ck_assert_uint_eq(first->a, 77);
	for (i = 2; i <= 5 * CRM_POOL_BLOCK + 1; i++)
		ck_assert_int_eq(((struct thing *)crm_pool_at(&p, i))->rest[23], (int)(i & 0x7f));
	crm_pool_release(&p);
	ck_assert_uint_eq(p.n, 0);
	ck_assert_uint_eq(crm_pool_add(&p), 1); /* usable again */
	crm_pool_release(&p);
	crm_arena_release(&mem);
}
END_TEST

static struct crm_str text_of(char out[64], unsigned i)
{
	int n = snprintf(out, 64, "%.*s%u", (int)(i % 40), "client-with-a-name-of-forty-bytes-or-more", i);

	return (struct crm_str){out, (size_t)n};
}

START_TEST(interned)
{
	struct crm_intern in;
	char text[64];
	unsigned i;

	crm_intern_init(&in);
	ck_assert_int_eq(crm_intern_find(&in, CRM_STR("a")), -1);
	ck_assert_uint_eq(crm_intern_add(&in, CRM_STR("")), 0);
	for (i = 1; i < 5000; i++) {
		ck_assert_uint_eq(crm_intern_add(&in, text_of(text, i)), i);
		memset(text, 'x', sizeof text); /* the copy is its own */
	}
	ck_assert_uint_eq(in.n, 5000);
	for (i = 4999; i > 0; i--) {
		ck_assert_uint_eq(crm_intern_add(&in, text_of(text, i)), i);
		ck_assert_int_eq(crm_intern_find(&in, text_of(text, i)), i);
		ck_assert(crm_str_eq(in.str[i], text_of(text, i)));
	}
	ck_assert_uint_eq(in.n, 5000);
	ck_assert_uint_eq(crm_intern_add(&in, CRM_STR("")), 0);
	ck_assert_int_eq(crm_intern_find(&in, CRM_STR("never seen")), -1);
	/* bytes, not C strings */
	i = crm_intern_add(&in, (struct crm_str){"a\0b", 3});
	ck_assert_uint_ne(crm_intern_add(&in, (struct crm_str){"a\0c", 3}), i);
	ck_assert_uint_eq(crm_intern_add(&in, (struct crm_str){"a\0b", 3}), i);
	crm_intern_release(&in);
	ck_assert_uint_eq(crm_intern_add(&in, CRM_STR("b")), 0);
	crm_intern_release(&in);
}
END_TEST

/* Every byte and every length counts, wherever the text stands; a table needs no more. */
START_TEST(hash_sees_every_byte)
{
	char text[80], other[80];
	size_t n, i;

	memset(text, 'a', sizeof text);
	for (n = 0; n < 70; n++) {
		uint64_t h = crm_hash((struct crm_str){text, n}, 1);

		memcpy(other + 3, text, 70);
		ck_assert(crm_hash((struct crm_str){other + 3, n}, 1) == h);
		ck_assert(crm_hash((struct crm_str){text, n + 1}, 1) != h);
		ck_assert(crm_hash((struct crm_str){text, n}, 2) != h);
		for (i = 0; i < n; i++) {
			other[3 + i] = 'b';
			ck_assert_msg(crm_hash((struct crm_str){other + 3, n}, 1) != h, "%zu of %zu", i, n);
			other[3 + i] = 'a';
		}
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("pool_intern");
	TCase *t = tcase_create("pool_intern");

	tcase_add_test(t, pool_numbers);
	tcase_add_test(t, interned);
	tcase_add_test(t, hash_sees_every_byte);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
