/* Memory: arenas that can be wound back, arrays that grow. */
#include "base/buf.h"
#include "base/mem.h"
#include "unit.h"
#include <stdint.h>

START_TEST(arena_rewinds)
{
	struct crm_arena_mark empty, mark;
	struct crm_arena a;
	char *kept, *p;
	int i, round;

	crm_arena_init(&a);
	empty = crm_arena_mark(&a);
	kept = crm_arena_cstr(&a, CRM_STR("kept"));
	mark = crm_arena_mark(&a);
	for (round = 0; round < 3; round++) {
		for (i = 0; i < 1000; i++) {
			p = crm_arena_alloc(&a, 100);
			ck_assert_int_eq(p[0] | p[99], 0); /* zero again after a rewind */
			memset(p, 'x', 100);
		}
		crm_arena_alloc(&a, 100000);
		crm_arena_rewind(&a, mark);
		ck_assert_ptr_eq(a.head, mark.head);
	}
	ck_assert_str_eq(kept, "kept");
	crm_arena_rewind(&a, empty);
	ck_assert_ptr_null(a.head);
	crm_arena_release(&a);
}
END_TEST

/* Beyond what is fetched block by block it holds huge pages: nothing moves or overlaps, and a mark from
 * before them frees them. */
START_TEST(arena_is_large)
{
	enum { EACH = 4000, MANY = 1500 };
	static char *at[MANY];
	struct crm_arena_mark few = {NULL, 0};
	struct crm_arena a;
	int i, k, round;

	crm_arena_init_large(&a);
	for (round = 0; round < 2; round++) {
		for (i = 0; i < MANY; i++) {
			at[i] = memset(crm_arena_raw(&a, EACH), i % 127 + 1, EACH);
			if (i == 100)
				few = crm_arena_mark(&a);
		}
		for (i = 0; i < MANY; i++)
			for (k = 0; k < EACH; k += EACH - 1)
				ck_assert_int_eq(at[i][k], i % 127 + 1);
		crm_arena_rewind(&a, few);
		ck_assert_int_eq(at[100][EACH - 1], 101);
		crm_arena_release(&a);
	}
}
END_TEST

START_TEST(array_grows)
{
	uint32_t *v = NULL;
	size_t cap = 0, i, before, wrong = 0;

	/* few assertions: each of them is a write of check's */
	for (i = 0; i < 1000000; i++) {
		before = cap;
		crm_grow(&v, &cap, i + 1, sizeof *v);
		wrong += v[i] != 0;
		v[i] = (uint32_t)i + 1;
		if (cap == before)
			continue;
		ck_assert_uint_ge(cap, i + 1);
		ck_assert_uint_eq(v[cap - 1], 0);
		if (before > 1024 * 1024 / sizeof *v)
			ck_assert_uint_le(cap, before + before / 4);
	}
	for (i = 0; i < 1000000; i++)
		wrong += v[i] != i + 1;
	ck_assert_uint_eq(wrong, 0);
	before = cap;
	crm_grow(&v, &cap, 1, sizeof *v);
	ck_assert_uint_eq(cap, before);
	crm_release(&v);
	ck_assert_ptr_null(v);
}
END_TEST

/* Sizes whose sum or product is no size: the end that want of memory has, and no small block. */
START_TEST(too_large)
{
	const volatile size_t most = SIZE_MAX;
	uint64_t *v = NULL;
	size_t cap = 0;
	struct crm_arena a;
	struct crm_buf b;

	crm_arena_init(&a);
	crm_buf_init(&b);
	crm_buf_cstr(&b, "ten bytes.");
	switch (_i) {
	case 0: crm_grow(&v, &cap, 1, most / 8 + 1); break; /* sixteen of them are 0 bytes */
	case 1: crm_grow(&v, &cap, most, sizeof *v); break;
	case 2: crm_buf_room(&b, most - 5); break;
	case 3: crm_arena_alloc(&a, most - 3); break;
	case 4: crm_arena_alloc(&a, most - 31); break;
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("mem");
	TCase *t = tcase_create("mem");

	tcase_add_test(t, arena_rewinds);
	tcase_add_test(t, arena_is_large);
	tcase_add_test(t, array_grows);
	/* without a process of its own the end of one would be the end of all */
	if (!getenv("CK_FORK") || strcmp(getenv("CK_FORK"), "no") != 0)
		tcase_add_loop_exit_test(t, too_large, 4, 0, 5);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
