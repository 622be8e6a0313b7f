/* The ledger: balances, movements, money without invoice, whatever the order of the rows. */
#include "rulebook.h"
#include "unit.h"

static struct rules r;

static void start(void)
{
	rules_start(&r, "2026-06-30");
}

static void stop(void)
{
	rules_stop(&r);
}

static const struct crm_invoice *find(const char *client, const char *ref, const char *currency)
{
	struct crm_ledger *l = &r.view.ledger;
	int64_t c = crm_intern_find(&l->clients, crm_str(client));
	uint32_t i;

	for (i = 1; i <= l->invoices.n; i++) {
		const struct crm_invoice *v = crm_pool_at(&l->invoices, i);

		if (v->client == c && v->currency == crm_currency_find(crm_str(currency)) &&
			crm_str_is(crm_invoice_ref(v), ref))
			return v;
	}
	return NULL;
}

static int64_t balance(const char *client, const char *ref)
{
	const struct crm_invoice *v = find(client, ref, "EUR");

	ck_assert_msg(v != NULL, "no %s %s", client, ref);
	return crm_invoice_balance(v);
}

static int64_t spare(const char *client, const char *currency)
{
	int64_t c = crm_intern_find(&r.view.ledger.clients, crm_str(client));

	return crm_ledger_free(&r.view.ledger, (uint32_t)c, crm_currency_find(crm_str(currency)));
}

#define LONG "2026-06-INVOICE-000000000000000000000000001"

static const char *const money[] = {
	"2026-01-01 acme invoice ref=F1 amount=100.00 due=2026-02-01",
	"2026-01-02 acme payment ref=F1 amount=30",
	"2026-01-03 acme credit ref=F1 amount=20.50",
	"2026-01-04 acme refund ref=F1 amount=5",
	"2026-01-01 bolt invoice ref=F1 amount=7 due=2026-02-01",
	"2026-01-05 acme invoice ref=" LONG " amount=10 due=2026-02-01",
	"2026-01-06 acme payment ref=" LONG " amount=4",
	"2026-01-06 acme payment ref=" LONG "2 amount=3",
	"2026-01-07 acme invoice ref=16-bytes-exactly amount=9",
	"2026-01-07 acme payment ref=16-bytes-exactly amount=9.00",
	"2026-01-08 acme invoice ref=17-bytes-exactly- amount=9",
	"2026-01-08 acme payment ref=F1 amount=1 currency=USD",
	"2026-01-09 acme payment amount=50",
	"2026-01-09 acme refund amount=8",
	"2026-01-09 acme payment ref=NONE amount=2",
	"2026-01-09 bolt payment ref=F1 amount=9",
	NULL};

START_TEST(balances)
{
	rules_rows(&r, money, (unsigned)_i);
	ck_assert_int_eq(balance("acme", "F1"), 10000 - 3000 - 2050 + 500);
	ck_assert_int_eq(balance("bolt", "F1"), -200);
	ck_assert_int_eq(balance("acme", LONG), 600);
	ck_assert_int_eq(balance("acme", "16-bytes-exactly"), 0);
	ck_assert_int_eq(balance("acme", "17-bytes-exactly-"), 900);
	ck_assert_int_eq(find("acme", "F1", "EUR")->due, day_of("2026-02-01"));
	ck_assert_int_eq(find("acme", "17-bytes-exactly-", "EUR")->due, CRM_NO_DAY);
	ck_assert(!find("acme", "F1", "USD")->known);
	ck_assert_ptr_null(find("bolt", LONG, "EUR"));
	/* money that names no invoice, or one that is not known */
	ck_assert_int_eq(spare("acme", "EUR"), 4200);
	crm_ledger_settle(&r.view.ledger);
	ck_assert_int_eq(spare("acme", "EUR"), 4200 + 200 + 300);
	ck_assert_int_eq(spare("acme", "USD"), 100);
	ck_assert_int_eq(spare("bolt", "EUR"), 0);
	ck_assert_int_eq(spare("bolt", "USD"), 0);
	crm_ledger_settle(&r.view.ledger); /* a second report of one view adds nothing */
	ck_assert_int_eq(spare("acme", "EUR"), 4200 + 200 + 300);
}
END_TEST

static const char *const twice[] = {
	"2026-01-05 acme invoice ref=F1 amount=200 due=2026-03-01",
	"2026-01-02T10:00 acme invoice ref=F1 amount=120 due=2026-02-03",
	"2026-01-02 acme invoice ref=F1 amount=150 due=2026-02-02",
	"2026-01-02 acme invoice ref=F1 amount=110 due=2026-02-01 id=00 tags=done=2025-12-20",
	"2026-01-03 acme invoice ref=F1 amount=90 currency=USD due=2026-02-01",
	"2026-01-03 acme payment ref=F1 amount=40 currency=USD",
	NULL};

START_TEST(first_row_is_the_invoice)
{
	const struct crm_invoice *v;

	rules_rows(&r, twice, (unsigned)_i);
	v = find("acme", "F1", "EUR");
	ck_assert_int_eq(v->amount, 11000);
	ck_assert_int_eq(v->due, day_of("2026-02-01"));
	ck_assert_int_eq(v->at_day, day_of("2026-01-02"));
	ck_assert_int_eq(v->done, day_of("2025-12-20"));
	ck_assert_uint_eq(v->offset, 4);
	ck_assert(crm_invoice_first(&r.view.ledger, v));
	/* a later one in another currency is none of its own; its money waits for a name */
	ck_assert(!crm_invoice_first(&r.view.ledger, find("acme", "F1", "USD")));
	crm_ledger_settle(&r.view.ledger);
	ck_assert_int_eq(spare("acme", "USD"), 4000);
	ck_assert_int_eq(spare("acme", "EUR"), 0);
}
END_TEST

static const char *const moved[] = {
	"2026-01-01 acme invoice ref=F1 amount=100",
	"2026-01-09 acme payment ref=F1 amount=10",
	"2026-01-05 acme refund ref=F1 amount=7",
	"2026-01-05 acme payment ref=F1 amount=30",
	"2026-01-05 acme payment ref=F1 amount=20",
	"2026-01-05 acme credit ref=F1 amount=40",
	NULL};

START_TEST(movements_in_order)
{
	static const struct crm_move want[] = {{0, 0, 4000, CRM_EV_CREDIT}, {0, 0, 2000, CRM_EV_PAYMENT},
		{0, 0, 3000, CRM_EV_PAYMENT}, {0, 0, 700, CRM_EV_REFUND}, {0, 4, 1000, CRM_EV_PAYMENT}};
	struct crm_move *m;
	size_t n, i;

	rules_rows(&r, moved, (unsigned)_i);
	m = crm_invoice_moves(&r.view.ledger, find("acme", "F1", "EUR"), &r.mem, &n);
	ck_assert_uint_eq(n, 5);
	for (i = 0; i < n; i++) {
		ck_assert_int_eq(m[i].day, day_of("2026-01-05") + want[i].day);
		ck_assert_int_eq(m[i].amount, want[i].amount);
		ck_assert_int_eq(m[i].event, want[i].event);
	}
}
END_TEST

START_TEST(one_movement_none)
{
	size_t n;

	rules_row_add(&r, "2026-01-01 acme invoice ref=F1 amount=100", 1);
	ck_assert_ptr_null(crm_invoice_moves(&r.view.ledger, find("acme", "F1", "EUR"), &r.mem, &n));
	ck_assert_uint_eq(n, 0);
	rules_row_add(&r, "2026-01-02 acme refund ref=F1 amount=3", 2);
	ck_assert_int_eq(crm_invoice_moves(&r.view.ledger, find("acme", "F1", "EUR"), &r.mem, &n)->amount,
		300);
	ck_assert_uint_eq(n, 1);
	ck_assert_uint_eq(r.view.ledger.moves.n, 0); /* one movement takes no memory of its own */
}
END_TEST

static const char *const marks[] = {
	"2026-02-03 acme dispute ref=F1",
	"2026-02-01 acme reminder ref=F1 kind=courtesy tags=status=sent+mid=a",
	"2026-02-01T09:00 acme reminder ref=F1 kind=second tags=status=later+mid=a",
	"2026-02-01 acme reminder ref=F1 kind=third id=00",
	"2026-02-01 acme writeoff ref=F2",
	"2026-02-01 bolt writeoff ref=F1",
	NULL};

START_TEST(marks_in_order)
{
	struct crm_ledger *l = &r.view.ledger;
	const struct crm_mark **m;
	uint32_t client;
	size_t n;

	rules_rows(&r, marks, (unsigned)_i);
	ck_assert_uint_eq(l->keys.n, 3);
	client = (uint32_t)crm_intern_find(&l->clients, CRM_STR("acme"));
	m = crm_ledger_marks(l, client, CRM_STR("F1"), &r.mem, &n);
	ck_assert_uint_eq(n, 4);
	ck_assert(crm_str_is(l->words.str[m[0]->kind], "third"));
	ck_assert_int_eq(m[0]->status, CRM_SENT_NONE);
	ck_assert_uint_eq(m[0]->mid, 0);
	ck_assert(crm_str_is(l->words.str[m[1]->kind], "courtesy"));
	ck_assert_int_eq(m[1]->status, CRM_SENT_SENT);
	ck_assert_int_eq(m[2]->status, CRM_SENT_UNKNOWN); /* a status of a later version */
	ck_assert_uint_eq(m[1]->mid, m[2]->mid);
	ck_assert_int_eq(m[3]->event, CRM_EV_DISPUTE);
	ck_assert_ptr_null(crm_ledger_marks(l, client, CRM_STR("F3"), &r.mem, &n));
	ck_assert_uint_eq(n, 0);
}
END_TEST

/* Many invoices: tables grow, entries stay where they belong. */
START_TEST(many)
{
	char text[120];
	unsigned i;

	for (i = 0; i < 5000; i++) {
		snprintf(text, sizeof text, "2026-01-01 c%u invoice ref=F%u amount=%u", i % 17, i, i + 1);
		rules_row_add(&r, text, i % 100);
	}
	for (i = 0; i < 5000; i += 2) {
		snprintf(text, sizeof text, "2026-01-02 c%u payment ref=F%u amount=%u", i % 17, i, i + 1);
		rules_row_add(&r, text, i % 100);
	}
	ck_assert_uint_eq(r.view.ledger.invoices.n, 5000);
	for (i = 0; i < 5000; i += 99) {
		char client[16], ref[16];

		snprintf(client, sizeof client, "c%u", i % 17);
		snprintf(ref, sizeof ref, "F%u", i);
		ck_assert_int_eq(balance(client, ref), i % 2 ? 100 * ((int64_t)i + 1) : 0);
	}
	crm_ledger_clear(&r.view.ledger);
	ck_assert_uint_eq(r.view.ledger.invoices.n, 0);
	rules_row_add(&r, "2026-01-01 acme invoice ref=F1 amount=100", 1);
	ck_assert_int_eq(balance("acme", "F1"), 10000);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("ledger");
	TCase *t = tcase_create("ledger");

	tcase_add_checked_fixture(t, start, stop);
	tcase_set_timeout(t, 30);
	tcase_add_loop_test(t, balances, 0, TURNS);
	tcase_add_loop_test(t, first_row_is_the_invoice, 0, TURNS);
	tcase_add_loop_test(t, movements_in_order, 0, TURNS);
	tcase_add_test(t, one_movement_none);
	tcase_add_loop_test(t, marks_in_order, 0, TURNS);
	tcase_add_test(t, many);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
