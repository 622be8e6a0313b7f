/* What the store keeps of rows beside their entries. */
#include "case/store.h"
#include "unit.h"

static struct crm_row row_of(enum crm_event event, const char *note)
{
	return (struct crm_row){.event = event, .by = CRM_BY_ME, .client = CRM_STR("x"),
		.ref = CRM_STR("F1"), .note = crm_str(note), .offset = 4711,
		.due = {CRM_NO_DAY, CRM_NO_MIN}};
}

static const struct crm_entry *add(struct crm_store *f, enum crm_event event, const char *note)
{
	struct crm_row r = row_of(event, note);

	crm_store_row(f, &r);
	return crm_pool_at(&f->drawer[0].rows, f->drawer[0].rows.n);
}

/* Short notes of the events that are asked for are kept, all others are where their line is. */
START_TEST(notes)
{
	const struct crm_entry *x;
	struct crm_store f;
	struct crm_str note;
	char text[300] = "";
	int i;

	memset(text, 'n', 255);
	crm_store_init(&f, NULL);
	f.notes = CRM_EV_BIT(CRM_EV_INVOICE);
	for (i = 0; i < 2; i++) { /* a reader that starts over asks for the same */
		x = add(&f, CRM_EV_INVOICE, text);
		ck_assert(crm_entry_note(&f, x, &note));
		ck_assert(crm_str_is(note, text));
		x = add(&f, CRM_EV_INVOICE, "one, \"two\"");
		ck_assert(crm_entry_note(&f, x, &note));
		ck_assert(crm_str_is(note, "one, \"two\""));
		crm_store_clear(&f);
	}
	x = add(&f, CRM_EV_INVOICE, "");
	ck_assert(crm_entry_note(&f, x, &note));
	ck_assert_uint_eq(note.n, 0);
	ck_assert_uint_eq(x->offset, 4711);
	x = add(&f, CRM_EV_PROMISE, "of another event");
	ck_assert(!crm_entry_note(&f, x, &note));
	ck_assert_uint_eq(x->offset, 4711);
	memset(text, 'n', 256);
	x = add(&f, CRM_EV_INVOICE, text);
	ck_assert(!crm_entry_note(&f, x, &note));
	ck_assert_uint_eq(x->offset, 4711);
	crm_store_release(&f);
}
END_TEST

/* Many notes lie in many leaves, and an entry finds its own. */
START_TEST(notes_of_many)
{
	enum { MANY = 300 };
	static const struct crm_entry *x[MANY];
	struct crm_store f;
	struct crm_str note;
	char text[256];
	int i;

	crm_store_init(&f, NULL);
	f.notes = CRM_EV_BIT(CRM_EV_INVOICE);
	for (i = 0; i < MANY; i++) {
		memset(text, 'a' + i % 26, sizeof text);
		text[i % 255 + 1] = '\0';
		x[i] = add(&f, CRM_EV_INVOICE, text);
	}
	for (i = 0; i < MANY; i++) {
		ck_assert(crm_entry_note(&f, x[i], &note));
		ck_assert_uint_eq(note.n, (size_t)(i % 255 + 1));
		ck_assert_int_eq(note.p[0], 'a' + i % 26);
		ck_assert_int_eq(note.p[note.n - 1], 'a' + i % 26);
	}
	crm_store_release(&f);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("store");
	TCase *t = tcase_create("store");

	tcase_add_test(t, notes);
	tcase_add_test(t, notes_of_many);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
