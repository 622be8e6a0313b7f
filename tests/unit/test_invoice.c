/* Invoices: balances, movements, money without invoice, whatever the order of the rows. */
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

/* The invoice of a ref as it stands now; NULL: there is none. */
static const struct crm_invoice *find(const char *client, const char *ref)
{
	static struct crm_invoice inv;
	int64_t c = crm_intern_find(&r.view.store.clients, crm_str(client));
	const struct crm_case *k;

	if (c < 0)
		return NULL;
	k = crm_view_open(&r.view, (uint32_t)c);
	return crm_invoice_of(k, crm_thread_of(k, crm_case_word(k, crm_str(ref))), &inv) ? &inv : NULL;
}

static int64_t balance(const char *client, const char *ref)
{
	const struct crm_invoice *v = find(client, ref);

	ck_assert_msg(v != NULL, "no %s %s", client, ref);
	return crm_invoice_balance(v);
}

static int64_t spare(const char *client, const char *currency)
{
	int64_t c = crm_intern_find(&r.view.store.clients, crm_str(client));

	return crm_standing_spare(crm_standing_of(&r.view, (uint32_t)c),
		crm_currency_find(crm_str(currency)));
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
	"2026-01-07 acme invoice ref=11-byte-ref amount=9",
	"2026-01-07 acme payment ref=11-byte-ref amount=9.00",
	"2026-01-08 acme invoice ref=12-bytes-ref amount=9",
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
	ck_assert_int_eq(balance("acme", "11-byte-ref"), 0);
	ck_assert_int_eq(balance("acme", "12-bytes-ref"), 900);
	ck_assert_int_eq(find("acme", "F1")->due, day_of("2026-02-01"));
	ck_assert_int_eq(find("acme", "12-bytes-ref")->due, CRM_NO_DAY);
	ck_assert(find("acme", "F1")->foreign);
	ck_assert_ptr_null(find("bolt", LONG));
	/* money that names no invoice, or one that is not known */
	ck_assert_int_eq(spare("acme", "EUR"), 4200 + 200 + 300);
	ck_assert_int_eq(spare("acme", "USD"), 100);
	ck_assert_int_eq(spare("bolt", "EUR"), 0);
	ck_assert_int_eq(spare("bolt", "USD"), 0);
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
	v = find("acme", "F1");
	ck_assert_int_eq(v->amount, 11000);
	ck_assert_int_eq(v->due, day_of("2026-02-01"));
	ck_assert_int_eq(v->at.day, day_of("2026-01-02"));
	ck_assert_int_eq(v->done, day_of("2025-12-20"));
	ck_assert_uint_eq(v->offset, 4);
	/* a later one in another currency is none of its own; its money waits for a name */
	ck_assert_int_eq(v->currency, crm_currency_find(CRM_STR("EUR")));
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
	static const struct crm_move want[] = {{0, 4000, CRM_EV_CREDIT}, {0, 2000, CRM_EV_PAYMENT},
		{0, 3000, CRM_EV_PAYMENT}, {0, 700, CRM_EV_REFUND}, {4, 1000, CRM_EV_PAYMENT}};
	struct crm_move *m;
	size_t n, i;

	rules_rows(&r, moved, (unsigned)_i);
	m = crm_invoice_moves(find("acme", "F1"), &r.mem, &n);
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
	ck_assert_ptr_null(crm_invoice_moves(find("acme", "F1"), &r.mem, &n));
	ck_assert_uint_eq(n, 0);
	rules_row_add(&r, "2026-01-02 acme refund ref=F1 amount=3", 2);
	ck_assert_int_eq(crm_invoice_moves(find("acme", "F1"), &r.mem, &n)->amount,
		300);
	ck_assert_uint_eq(n, 1);
}
END_TEST

static const char *const sent[] = {
	"2026-02-01 acme invoice ref=F1 amount=100 due=2026-02-01",
	"2026-02-01 acme reminder ref=F1 kind=courtesy tags=status=failed+mid=a",
	"2026-02-01 acme reminder ref=F1 kind=courtesy tags=status=intent+mid=a",
	"2026-02-02T09:00 acme reminder ref=F1 kind=second tags=status=later+mid=b",
	"2026-02-02 acme reminder ref=F1 kind=courtesy id=00",
	"2026-02-03 acme reminder ref=F1 kind=recourse channel=file",
	"2026-02-04 acme reminder ref=F1 kind=notice tags=status=bounced",
	"2026-02-09 bolt reminder ref=F1 kind=courtesy",
	NULL};

START_TEST(messages)
{
	const struct crm_standing *s;
	struct crm_sent out;

	rules_rows(&r, sent, (unsigned)_i);
	crm_sent_of(&r.view.c, find("acme", "F1")->thread,
		crm_ladder_find(&r.policy, CRM_STR("")), &out);
	/* what failed, or came back, nobody got; a status of a later version may have been */
	ck_assert_int_eq(crm_sent_at(&out).day, day_of("2026-02-03"));
	ck_assert(crm_str_is(crm_sent_step(&r.view.store, &out), "recourse"));
	ck_assert_ptr_nonnull(out.unsettled);
	ck_assert(crm_str_is(crm_entry_kind(&r.view.store, out.unsettled), "second"));
	ck_assert(!out.unposted);
	/* a file for me is no reminder of the client */
	s = crm_standing_of(&r.view, (uint32_t)crm_intern_find(&r.view.store.clients, CRM_STR("acme")));
	ck_assert_int_eq(s->newest, day_of("2026-02-02"));
}
END_TEST

static const char *const agreed[] = {
	"2026-06-01 acme invoice ref=F1 amount=100 due=2026-06-02",
	"2026-06-03 acme renegotiate ref=F1 due=2026-06-26",
	"2026-06-03 acme hold due=2026-07-05",
	"2026-06-03 - hold due=2026-07-09",
	"2026-06-03 acme hold ref=F2",
	"2026-06-29 acme absence by=client due=2026-07-02",
	NULL};

/* The 26th is a Friday: the grace of one open day ends on Monday. */
START_TEST(holds_end)
{
	const struct crm_invoice *inv;
	const struct crm_standing *s;
	struct crm_sent none = {.step = -1};
	struct crm_held h;
	int32_t day;

	r.view.now.day = day_of("2026-06-29");
	rules_rows(&r, agreed, (unsigned)_i);
	inv = find("acme", "F1");
	s = crm_standing_of(&r.view, inv->number);
	crm_held_of(&r.view.c, s, inv, 10000, &none, &h);
	ck_assert_uint_eq(h.why, CRM_HOLD_AGREED | CRM_HOLD_HOLD | CRM_HOLD_ABSENT);
	ck_assert_int_eq(h.grace, day_of("2026-06-29"));
	ck_assert(crm_held_end(s, &h, r.view.now.day, &day));
	ck_assert_int_eq(day, day_of("2026-07-10")); /* the longest: that of everything */
	h.why |= CRM_HOLD_DISPUTE;
	ck_assert(!crm_held_end(s, &h, r.view.now.day, &day));
}
END_TEST

/* S3.19: their word on an invoice is a date agreed for it, the newest counts, until it is over */
START_TEST(their_word)
{
	static const char *const given[] = {
		"2026-06-01 acme invoice ref=F1 amount=100 due=2026-06-02",
		"2026-06-03 acme promise ref=F1 by=client due=2026-06-20",
		"2026-06-05 acme clarify ref=F1 by=client due=2026-06-24",
		"2026-06-03 acme promise ref=F1 by=client",
		"2026-06-02 acme renegotiate ref=F1 due=2026-06-30",
		"2026-06-01 bolt invoice ref=F1 amount=100 due=2026-06-02",
		"2026-06-03 bolt promise ref=F1 due=2026-06-20",
		"2026-06-04 bolt clarify ref=F1 due=2026-06-21",
		"2026-06-01 carl invoice ref=F1 amount=100 due=2026-06-02",
		"2026-06-03 carl promise ref=F1 by=client due=2026-06-20",
		"2026-06-04 carl broken ref=F1",
		"2026-06-01 dora invoice ref=F1 amount=100 due=2026-06-02",
		"2026-06-03 dora promise ref=F1 by=client due=2026-06-20",
		"2026-06-04 dora kept ref=F1 by=client",
		"2026-06-05 dora renegotiate ref=F1 due=2026-06-29",
		NULL};

	rules_rows(&r, given, (unsigned)_i);
	ck_assert_int_eq(crm_invoice_agreed(find("acme", "F1"))->due, day_of("2026-06-24"));
	ck_assert_ptr_null(crm_invoice_agreed(find("bolt", "F1"))); /* my own word is none */
	ck_assert_ptr_null(crm_invoice_agreed(find("carl", "F1")));
	ck_assert_int_eq(crm_invoice_agreed(find("dora", "F1"))->due, day_of("2026-06-29"));
}
END_TEST

/* S0.42: the newest row about it that says why */
START_TEST(why)
{
	static const char *const said[] = {
		"2026-06-01 acme invoice ref=F1 amount=100 due=2026-06-02 tags=why=oversight",
		"2026-06-03 acme contact by=client ref=F1 channel=email tags=why=cash",
		"2026-06-04 acme contact by=me ref=F1 channel=email",
		"2026-06-05 acme contact by=client ref=F2 channel=email tags=why=lost",
		"2026-06-05 acme contact by=client ref=F1 channel=email tags=why=tired",
		"2026-06-05 acme reminder ref=F1 kind=courtesy tags=why=lost",
		"2026-06-01 bolt invoice ref=F1 amount=100 due=2026-06-02",
		"2026-06-03 bolt dispute ref=F1 tags=why=dispute",
		"2026-06-01 carl invoice ref=F1 amount=100 due=2026-06-02",
		"2026-06-03 carl contact by=client ref=F1 channel=phone tags=why=dispute",
		"2026-06-03 carl resolve ref=F1",
		"2026-06-01 dora invoice ref=F1 amount=100 due=2026-06-02",
		NULL};
	static const enum crm_why is[] = {CRM_WHY_CASH, CRM_WHY_DISPUTE, CRM_WHY_NONE, CRM_WHY_NONE};
	static const char *const client[] = {"acme", "bolt", "carl", "dora"};
	size_t i;

	r.view.store.waits_only = _i % 2;
	rules_rows(&r, said, (unsigned)_i);
	for (i = 0; i < 4; i++) {
		const struct crm_invoice *inv = find(client[i], "F1");

		ck_assert_int_eq(crm_invoice_why(&r.view.c, inv), is[i]);
	}
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
	for (i = 0; i < 5000; i += 99) {
		char client[16], ref[16];

		snprintf(client, sizeof client, "c%u", i % 17);
		snprintf(ref, sizeof ref, "F%u", i);
		ck_assert_int_eq(balance(client, ref), i % 2 ? 100 * ((int64_t)i + 1) : 0);
	}
	crm_view_reset(&r.view);
	ck_assert_ptr_null(find("c0", "F0"));
	rules_row_add(&r, "2026-01-01 acme invoice ref=F1 amount=100", 1);
	ck_assert_int_eq(balance("acme", "F1"), 10000);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("invoice");
	TCase *t = tcase_create("invoice");

	tcase_add_checked_fixture(t, start, stop);
	tcase_set_timeout(t, 30);
	tcase_add_loop_test(t, balances, 0, TURNS);
	tcase_add_loop_test(t, first_row_is_the_invoice, 0, TURNS);
	tcase_add_loop_test(t, movements_in_order, 0, TURNS);
	tcase_add_test(t, one_movement_none);
	tcase_add_loop_test(t, messages, 0, TURNS);
	tcase_add_loop_test(t, holds_end, 0, TURNS);
	tcase_add_loop_test(t, their_word, 0, TURNS);
	tcase_add_loop_test(t, why, 0, TURNS);
	tcase_add_test(t, many);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
