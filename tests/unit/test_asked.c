/* Who wrote last: which message of the client still waits. */
#include "rulebook.h"
#include "unit.h"

static struct rules r;

/* The offset of the row that waits at acme, 0 when none does, in every order of the rows. */
static void waits(unsigned want, const char *const *row)
{
	const struct crm_entry *w;
	unsigned turn;

	for (turn = 0; turn < TURNS; turn++) {
		rules_start(&r, "2026-06-30");
		rules_rows(&r, row, turn);
		w = crm_asked_open(crm_view_open(&r.view,
			(uint32_t)crm_intern_find(&r.view.store.clients, CRM_STR("acme"))));
		ck_assert_msg((w ? w->offset : 0) == want, "turn %u of '%s': %u, not %u", turn, row[0],
			w ? (unsigned)w->offset : 0, want);
		rules_stop(&r);
	}
}

#define WAITS(want, ...) waits(want, (const char *const[]){__VA_ARGS__, NULL})
#define IN  " acme contact by=client channel=email"
#define OUT " acme contact by=me channel=email"

START_TEST(answers)
{
	WAITS(1, "2026-06-01T10:00" IN);
	WAITS(0, "2026-06-01T10:00" IN, "2026-06-01T10:01" OUT);
	WAITS(1, "2026-06-01T10:00" IN, "2026-06-01T09:59" OUT);
	WAITS(0, "2026-06-01T10:00" IN, "2026-06-01T10:00" OUT); /* the message comes first */
	WAITS(0, "2026-06-01T10:00" IN, "2026-06-02" OUT);
	WAITS(0, "2026-06-01T10:00" IN, "2026-06-01" OUT);	  /* an answer counts until midnight */
	WAITS(1, "2026-06-02" IN, "2026-06-01" OUT);
	WAITS(0, "2026-06-01" IN, "2026-06-01T00:00" OUT); /* a message from the morning */
	WAITS(1, "2026-06-02T00:00" IN, "2026-06-01" OUT);
	WAITS(1, "2026-06-01T10:00" IN, "2026-06-02T10:00 bolt contact by=me channel=email");
	WAITS(0, "2026-06-01T10:00" IN, "2026-06-02T10:00 acme contact channel=email"); /* by me */
}
END_TEST

/* A call of mine that nobody took is no answer. */
START_TEST(failed_call)
{
	WAITS(1, "2026-06-01T10:00" IN, "2026-06-02T10:00 acme contact by=me channel=phone tags=missed");
	WAITS(0, "2026-06-01T10:00" IN, "2026-06-02T10:00 acme contact by=me channel=phone tags=missed",
		"2026-06-03T10:00" OUT);
}
END_TEST

START_TEST(chasers_count_once)
{
	WAITS(2, "2026-06-02T10:00" IN, "2026-06-01T10:00" IN, "2026-06-03T10:00" IN);
	WAITS(3, "2026-06-01T10:00" IN, "2026-06-02T10:00" OUT, "2026-06-03T10:00" IN,
		"2026-06-04T10:00" IN);
	WAITS(2, "2026-06-01T10:00" IN " id=09", "2026-06-01T10:00" IN);
	WAITS(2, "2026-06-01T00:00" IN, "2026-06-01" IN);
}
END_TEST

START_TEST(two_ways)
{
	WAITS(0, "2026-06-01T10:00" IN, "2026-06-02T10:00 acme contact by=client channel=phone");
	WAITS(0, "2026-06-01T10:00" IN, "2026-06-02T10:00 acme contact by=client channel=visio");
	WAITS(0, "2026-06-01T10:00" IN, "2026-06-02T10:00 acme contact by=client channel=meet");
	WAITS(0, "2026-06-01T10:00" IN, "2026-06-02T10:00 acme contact by=both channel=chat");
	WAITS(0, "2026-06-01T10:00" IN, "2026-06-02T10:00 acme checkin by=client");
	WAITS(1, "2026-06-01T10:00" IN, "2026-06-02T10:00 acme contact by=client channel=sms");
	/* a missed call waits, unless it comes after */
	WAITS(1, "2026-06-01T10:00 acme contact by=client channel=phone tags=missed");
	WAITS(0, "2026-06-01T10:00 acme contact by=client channel=phone tags=missed", "2026-06-02" OUT);
	WAITS(1, "2026-06-01T10:00 acme contact by=client channel=phone tags=tone=warm+missed");
	WAITS(0, "2026-06-01T10:00 acme contact by=client channel=phone tags=missed=no1", "2026-06-02" OUT);
	WAITS(0, "2026-06-01T10:00 acme contact by=client channel=phone tags=missed=no");
	WAITS(1, "2026-06-01T10:00 acme contact by=client channel=phone tags=missed=no+missed");
}
END_TEST

START_TEST(no_reply_wanted)
{
	WAITS(0, "2026-06-01T10:00" IN " tags=noreply");
	WAITS(1, "2026-06-01T10:00" IN " tags=noreplyneeded");
	WAITS(2, "2026-06-01T10:00" IN " tags=noreply", "2026-06-02T10:00" IN);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("asked");
	TCase *t = tcase_create("asked");

	tcase_add_test(t, answers);
	tcase_add_test(t, failed_call);
	tcase_add_test(t, chasers_count_once);
	tcase_add_test(t, two_ways);
	tcase_add_test(t, no_reply_wanted);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
