/* What is kept of the rows about a thing, whatever their order; what is closed is forgotten. */
#include "case/thing.h"
#include "unit.h"

static struct crm_row row(enum crm_event event, const char *ref, int32_t day, unsigned char id)
{
	struct crm_row r;

	memset(&r, 0, sizeof r);
	r.event = event;
	r.ref = crm_str(ref);
	r.at = (struct crm_when){day, CRM_NO_MIN};
	r.due.day = CRM_NO_DAY;
	r.id.b[15] = id;
	return r;
}

static uint32_t add(struct crm_things *t, enum crm_event event, const char *ref, int32_t day,
	unsigned char id)
{
	struct crm_row r = row(event, ref, day, id);

	return crm_things_row(t, 7, &r, 0);
}

static const struct crm_said *const *said(struct crm_things *t, uint32_t thing, size_t *n)
{
	return (const struct crm_said *const *)crm_thing_said(t, thing, n);
}

START_TEST(order_and_first)
{
	const struct crm_said *const *s;
	struct crm_things t;
	uint32_t a;
	size_t n;

	crm_things_init(&t);
	a = add(&t, CRM_EV_PROMISE, "p", 20, 1);
	ck_assert_uint_eq(add(&t, CRM_EV_PROMISE, "p", 10, 9), a);
	add(&t, CRM_EV_PROMISE, "p", 10, 2);
	add(&t, CRM_EV_CLARIFY, "p", 15, 3);
	ck_assert_uint_ne(add(&t, CRM_EV_PROMISE, "", 1, 4), a);
	s = said(&t, a, &n);
	ck_assert_uint_eq(n, 4);
	ck_assert_int_eq(s[0]->at.day, 10);
	ck_assert_int_eq(s[0]->id.b[15], 2); /* same day: by id */
	ck_assert_int_eq(s[3]->at.day, 20);
	ck_assert_ptr_eq(crm_said_first(s, n, CRM_EV_CLARIFY), s[2]);
	ck_assert_ptr_null(crm_said_first(s, n, CRM_EV_KEPT));
	ck_assert_int_eq(crm_said_since(s, n, CRM_EV_PROMISE, 11), 20);
	ck_assert_int_eq(crm_said_since(s, n, CRM_EV_PROMISE, 20), 20);
	ck_assert_int_eq(crm_said_since(s, n, CRM_EV_PROMISE, 21), CRM_NO_DAY);
	ck_assert(crm_str_is(crm_thing_ref(&t, a), "p"));
	ck_assert_uint_eq(t.of[a].client, 7);
	crm_things_release(&t);
}
END_TEST

/* S0.29, S1.10, S0.14: what closes it may come first, and closes nothing else */
START_TEST(closed)
{
	static const struct {
		enum crm_event open, close;
	} pair[] = {{CRM_EV_PROMISE, CRM_EV_KEPT}, {CRM_EV_DEADLINE, CRM_EV_DELIVERED},
		{CRM_EV_OFFER, CRM_EV_ACCEPTED}, {CRM_EV_OFFER, CRM_EV_DECLINED},
		{CRM_EV_OFFER, CRM_EV_CONTRACT}};
	struct crm_things t;
	size_t i, n;
	uint32_t a;

	for (i = 0; i < sizeof pair / sizeof *pair; i++) {
		crm_things_init(&t);
		a = add(&t, pair[i].open, "x", 5, 1);
		add(&t, CRM_EV_CLARIFY, "x", 5, 2);
		add(&t, pair[i].close, "x", 4, 3);
		crm_thing_said(&t, a, &n);
		ck_assert_uint_eq(n, 1); /* the clarify may speak of another */
		add(&t, pair[i].open, "x", 6, 4);
		crm_thing_said(&t, a, &n);
		ck_assert_uint_eq(n, 1);
		add(&t, pair[i].open, "y", 6, 5);
		crm_thing_said(&t, add(&t, pair[(i + 1) % 2].close, "y", 7, 6), &n);
		ck_assert_uint_eq(n, 1); /* another closing word */
		crm_things_clear(&t);
		ck_assert_uint_eq(t.names.n, 0);
		crm_things_release(&t);
	}
}
END_TEST

/* memory follows the things: rows of what is kept are given back */
START_TEST(memory)
{
	struct crm_things t;
	int i;

	crm_things_init(&t);
	for (i = 0; i < 1000; i++) {
		add(&t, CRM_EV_PROMISE, "same", i, 1);
		if (i % 2)
			add(&t, CRM_EV_KEPT, "same", i, 2);
	}
	ck_assert_uint_le(t.said.n, 2);
	ck_assert_uint_eq(t.names.n, 1);
	crm_things_release(&t);
}
END_TEST

START_TEST(mission_decides_and_stays)
{
	struct crm_things t;
	uint32_t a;
	size_t n;

	crm_things_init(&t);
	a = add(&t, CRM_EV_OFFER, "site", 1, 1);
	add(&t, CRM_EV_MISSION, "site", 9, 2);
	ck_assert_int_eq(said(&t, a, &n)[0]->event, CRM_EV_MISSION);
	ck_assert_uint_eq(n, 1);
	crm_things_release(&t);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("thing");
	TCase *t = tcase_create("thing");

	tcase_add_test(t, order_and_first);
	tcase_add_test(t, closed);
	tcase_add_test(t, memory);
	tcase_add_test(t, mission_decides_and_stays);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
