/* Reminders of the day: one step at a time, the gap, closed days, holds, small sums, files apart. */
#include "due/overdue.h"
#include "rulebook.h"
#include "unit.h"

static struct rules r;
static struct crm_overdue list;
static struct crm_notices notices;

static void begin(const char *today)
{
	rules_start(&r, today);
	memset(&list, 0, sizeof list);
	list.kinds = 1u << CRM_KIND_INVOICE;
}

static void end(void)
{
	crm_release(&list.item);
	rules_stop(&r);
}

/* One notice as text: `CLIENT CURRENCY STEP TOTAL small: REF=RECORDED ...`. */
static void one(struct crm_buf *b, const struct crm_notice *n)
{
	size_t i;

	crm_buf_str(b, n->standing->profile->id);
	crm_buf_printf(b, " %s ", crm_currency_code(n->currency));
	crm_buf_str(b, n->standing->ladder->step[n->step].name);
	crm_buf_char(b, ' ');
	crm_money_text(b, n->total, n->currency);
	crm_buf_cstr(b, n->small ? " small:" : ":");
	for (i = 0; i < n->n; i++) {
		crm_buf_char(b, ' ');
		crm_buf_str(b, n->claim[i]->ref);
		crm_buf_char(b, '=');
		crm_buf_str(b, crm_claim_step(n, n->claim[i]));
	}
	crm_buf_char(b, '\n');
}

static void notices_text(struct crm_buf *b)
{
	size_t i;

	crm_buf_init(b);
	crm_overdue_list(&r.view, &list);
	crm_notices_of(&r.view, &list, &notices);
	for (i = 0; i < notices.n; i++)
		one(b, &notices.notice[i]);
}

static void (*prepare)(void); /* what a test changes before the rows come */

/* The notices of a day, in every order of the rows. */
static void expect_rows(const char *today, const char *want, const char *const *row)
{
	struct crm_buf b;
	unsigned turn;

	for (turn = 0; turn < TURNS; turn++) {
		begin(today);
		if (prepare)
			prepare();
		rules_rows(&r, row, turn);
		notices_text(&b);
		ck_assert_msg(strcmp(b.p, want) == 0, "%s, turn %u: got\n%snot\n%s", today, turn, b.p,
			want);
		crm_buf_release(&b);
		end();
	}
}

static void stop(void)
{
	prepare = NULL;
}

#define ON(today, want, ...) expect_rows(today, want, (const char *const[]){__VA_ARGS__, NULL})

/* Due on Monday 2026-06-01: courtesy from Thursday 4, second 11, notice 25, recourse Saturday 11 July. */
#define F1 "2026-05-01 acme invoice ref=F1 amount=100 due=2026-06-01"
#define SENT(day, step) day " acme reminder ref=F1 kind=" step

START_TEST(one_step_at_a_time)
{
	ON("2026-06-01", "", F1);
	ON("2026-06-03", "", F1);
	ON("2026-06-04", "acme EUR courtesy 100.00: F1=courtesy\n", F1);
	/* however late */
	ON("2026-06-30", "acme EUR courtesy 100.00: F1=courtesy\n", F1);
	ON("2026-06-30", "acme EUR second 100.00: F1=second\n", F1, SENT("2026-06-22", "courtesy"));
	ON("2026-06-10", "", F1, SENT("2026-06-03", "courtesy"));
	ON("2026-06-11", "acme EUR second 100.00: F1=second\n", F1, SENT("2026-06-04", "courtesy"));
	ON("2026-06-24", "", F1, SENT("2026-06-11", "second"));
	ON("2026-06-25", "acme EUR notice 100.00: F1=notice\n", F1, SENT("2026-06-11", "second"));
	/* a step that was left out is not made up for */
	ON("2026-07-13", "acme EUR recourse 100.00: F1=recourse\n", F1, SENT("2026-06-25", "notice"));
	ON("2026-12-01", "", F1, SENT("2026-07-13", "recourse"));
	/* a reminder of no step of the ladder makes a gap and no step */
	ON("2026-06-15", "acme EUR courtesy 100.00: F1=courtesy\n", F1, SENT("2026-06-08", "phone-call"));
	ON("2026-06-12", "", F1, SENT("2026-06-08", "phone-call"));
	/* paid in full: nothing; in part: the rest, a gap later */
	ON("2026-06-04", "", F1, "2026-06-03 acme payment ref=F1 amount=100");
	ON("2026-06-09", "", F1, "2026-06-03 acme payment ref=F1 amount=99.99");
	ON("2026-06-10", "acme EUR courtesy 0.01: F1=courtesy\n", F1,
		"2026-06-03 acme payment ref=F1 amount=99.99");
}
END_TEST

START_TEST(gap_is_inclusive)
{
	/* seven days after the last reminder to that client, of whatever invoice */
	ON("2026-06-15", "", F1, SENT("2026-06-09", "courtesy"));
	ON("2026-06-16", "acme EUR second 100.00: F1=second\n", F1, SENT("2026-06-09", "courtesy"));
	ON("2026-06-15", "", F1, "2026-06-09 acme reminder ref=F0 kind=courtesy");
	ON("2026-06-16", "acme EUR courtesy 100.00: F1=courtesy\n", F1,
		"2026-06-09 acme reminder ref=F0 kind=courtesy");
	ON("2026-06-15", "acme EUR courtesy 100.00: F1=courtesy\n", F1,
		"2026-06-14 bolt reminder ref=F1 kind=courtesy");
	/* it ends on the day behind the step's own */
	ON("2026-06-04", "", F1, "2026-05-29 acme reminder ref=F0 kind=courtesy");
	ON("2026-06-05", "acme EUR courtesy 100.00: F1=courtesy\n", F1,
		"2026-05-29 acme reminder ref=F0 kind=courtesy");
}
END_TEST

static uint64_t own_mid;

static void own_message(void)
{
	own_mid = crm_mid_hash(CRM_STR("m"));
	r.view.own = &own_mid;
	r.view.own_n = 1;
}

START_TEST(a_run_is_no_gap_to_itself)
{
#define F0(mid) "2026-06-09 acme reminder ref=F0 kind=courtesy tags=mid=" mid
	ON("2026-06-10", "", F1, F0("m"));
	prepare = own_message;
	ON("2026-06-10", "acme EUR courtesy 100.00: F1=courtesy\n", F1, F0("m"));
	ON("2026-06-10", "", F1, F0("n"));
}
END_TEST

START_TEST(a_file_makes_no_gap)
{
#define F9 "2026-01-05 acme invoice ref=F9 amount=50 due=2026-06-08"
	/* what only I read is no reminder to the client, but a step of its invoice all the same */
	ON("2026-07-16", "acme EUR courtesy 50.00: F9=courtesy\n", F1, F9,
		SENT("2026-07-15", "recourse channel=file"));
	ON("2026-07-16", "", F1, F9, SENT("2026-07-15", "recourse channel=letter"));
}
END_TEST

/* S2.11: what a formal notice claims is claimed once, with one last day to pay */
START_TEST(one_debt_one_notice)
{
#define F2 "2026-05-01 acme invoice ref=F2 amount=50 due=2026-06-10"
#define POSTED(ref) "2026-06-25 acme letter ref=" ref " kind=posted"
	/* F2 is due for its second message, and waits: the notice has no place for it */
	ON("2026-06-25", "acme EUR notice 100.00: F1=notice\n", F1, F2, SENT("2026-06-11", "second"),
		"2026-06-15 acme reminder ref=F2 kind=courtesy");
	/* which lists it alone a gap later, as does its own notice */
	ON("2026-07-02", "acme EUR second 50.00: F2=second\n", F1, F2, SENT("2026-06-25", "notice"),
		POSTED("F1"), "2026-06-15 acme reminder ref=F2 kind=courtesy");
	ON("2026-07-09", "acme EUR notice 50.00: F2=notice\n", F1, F2, SENT("2026-06-25", "notice"),
		POSTED("F1"), "2026-07-02 acme reminder ref=F2 kind=second");
	/* both due: one letter */
	ON("2026-07-06", "acme EUR notice 150.00: F1=notice F2=notice\n", F1, F2,
		SENT("2026-06-29", "second"), "2026-06-29 acme reminder ref=F2 kind=second");
	/* without a notice everything late stands in every message */
	ON("2026-06-22", "acme EUR second 150.00: F1= F2=second\n", F1, F2,
		SENT("2026-06-15", "second"), "2026-06-13 acme reminder ref=F2 kind=courtesy");
}
END_TEST

/* S2.12: nothing goes on before the last day that the letter gave is past */
START_TEST(last_day_to_pay)
{
	static const char posted[] = "2026-06-25 acme letter ref=F1 kind=posted";

	ON("2026-07-13", "acme EUR recourse 100.00: F1=recourse\n", F1,
		SENT("2026-06-25", "notice due=2026-07-10"), posted);
	ON("2026-07-13", "", F1, SENT("2026-06-25", "notice due=2026-07-20"), posted);
	ON("2026-07-20", "", F1, SENT("2026-06-25", "notice due=2026-07-20"), posted);
	ON("2026-07-21", "acme EUR recourse 100.00: F1=recourse\n", F1,
		SENT("2026-06-25", "notice due=2026-07-20"), posted);
	/* a letter that could not be made gave none */
	ON("2026-07-13", "acme EUR recourse 100.00: F1=recourse\n", F1,
		SENT("2026-06-24", "notice due=2026-07-20 tags=status=failed+mid=n"),
		SENT("2026-06-25", "notice due=2026-07-10 tags=status=sent+mid=m"), posted);
}
END_TEST

/* S2.11: one envelope: whichever of its invoices the posting is logged for */
START_TEST(one_envelope)
{
#define BOTH(ref) "2026-06-25 acme reminder ref=" ref " kind=notice tags=status=prepared+mid=m"
	ON("2026-07-20", "", F1, F2, BOTH("F1"), BOTH("F2"));
	ON("2026-07-20", "acme EUR recourse 150.00: F1=recourse F2=recourse\n", F1, F2, BOTH("F1"),
		BOTH("F2"), POSTED("F1"));
	ON("2026-07-20", "acme EUR recourse 150.00: F1=recourse F2=recourse\n", F1, F2, BOTH("F1"),
		BOTH("F2"), POSTED("F2"));
	/* another letter, and one before it, are none of it */
	ON("2026-07-20", "acme EUR recourse 100.00: F1=recourse\n", F1, F2, BOTH("F1"), POSTED("F1"),
		"2026-06-25 acme reminder ref=F2 kind=notice tags=status=prepared+mid=n");
	ON("2026-07-20", "", F1, F2, BOTH("F1"), BOTH("F2"), "2026-06-20 acme letter ref=F1 kind=posted");
}
END_TEST

START_TEST(closed_days)
{
	ON("2026-07-11", "", F1, SENT("2026-06-25", "notice")); /* Saturday */
	ON("2026-07-12", "", F1, SENT("2026-06-25", "notice"));
	ON("2026-06-06", "", F1); /* due since Thursday, today is closed */
	ON("2026-06-08", "acme EUR courtesy 100.00: F1=courtesy\n", F1);
}
END_TEST

START_TEST(what_became_of_a_message)
{
#define WAY(status) SENT("2026-06-04", "courtesy tags=mid=m+status=" status)
	ON("2026-06-11", "acme EUR second 100.00: F1=second\n", F1, WAY("intent"), WAY("sent"));
	ON("2026-06-11", "acme EUR courtesy 100.00: F1=courtesy\n", F1, WAY("intent"), WAY("failed"));
	ON("2026-06-05", "acme EUR courtesy 100.00: F1=courtesy\n", F1, WAY("intent"), WAY("deferred"));
	/* it may have left: never again by itself */
	ON("2026-06-11", "acme EUR second 100.00: F1=second\n", F1, WAY("intent"));
	ON("2026-06-11", "acme EUR second 100.00: F1=second\n", F1, WAY("unknown"));
	ON("2026-06-11", "acme EUR second 100.00: F1=second\n", F1, WAY("intent"), WAY("unknown"));
	ON("2026-06-11", "acme EUR second 100.00: F1=second\n", F1, WAY("intent"), WAY("failed"),
		WAY("intent"));
	ON("2026-06-11", "acme EUR courtesy 100.00: F1=courtesy\n", F1, WAY("intent"), WAY("unknown"),
		WAY("failed"));
	ON("2026-06-11", "acme EUR second 100.00: F1=second\n", F1, WAY("of-a-later-version"));
	/* rows of other events, of another message and of another step are no end of it */
	ON("2026-06-11", "acme EUR courtesy 100.00: F1=courtesy\n", F1, WAY("intent"), WAY("failed"),
		"2026-06-05 acme acknowledge ref=F1");
	ON("2026-06-25", "acme EUR second 100.00: F1=second\n", F1,
		SENT("2026-06-04", "courtesy tags=mid=n+status=sent"),
		SENT("2026-06-11", "second tags=mid=m+status=intent"),
		SENT("2026-06-11", "second tags=mid=m+status=failed"));
	ON("2026-06-16", "acme EUR second 100.00: F1=second\n", F1, WAY("intent"),
		SENT("2026-06-05", "courtesy tags=mid=n+status=intent"),
		SENT("2026-06-05", "courtesy tags=mid=n+status=deferred"),
		SENT("2026-06-05", "courtesy tags=mid=n+status=failed"));
	ON("2026-06-16", "acme EUR second 100.00: F1=second\n", F1, WAY("intent"),
		SENT("2026-06-05", "phone tags=mid=m+status=failed"));
}
END_TEST

static bool unsettled(const char *const *row)
{
	bool open;

	begin("2026-06-11");
	rules_rows(&r, row, 0);
	crm_overdue_list(&r.view, &list);
	crm_notices_of(&r.view, &list, &notices);
	ck_assert_uint_eq(notices.claims, 1);
	open = notices.claim[0].sent->unsettled != NULL;
	end();
	return open;
}

#define UNSETTLED(...) unsettled((const char *const[]){F1, __VA_ARGS__, NULL})

START_TEST(which_is_unsettled)
{
	ck_assert(UNSETTLED(WAY("intent")));
	ck_assert(UNSETTLED(WAY("intent"), WAY("unknown")));
	ck_assert(UNSETTLED(WAY("unknown")));
	ck_assert(!UNSETTLED(WAY("intent"), WAY("sent")));
	ck_assert(!UNSETTLED(WAY("intent"), WAY("failed")));
	ck_assert(!UNSETTLED(WAY("intent"), WAY("prepared")));
	ck_assert(!UNSETTLED(SENT("2026-06-04", "courtesy"))); /* by hand */
	ck_assert(UNSETTLED(SENT("2026-06-04", "courtesy tags=status=unknown")));
}
END_TEST

START_TEST(letters)
{
#define LETTER SENT("2026-06-25", "notice tags=mid=m+status=prepared")
	/* prepared, not posted: held; posted: the days count from there (16 between the steps) */
	ON("2026-07-13", "", F1, LETTER);
	ON("2026-07-13", "", F1, LETTER, "2026-06-29 acme letter ref=F1 kind=posted");
	ON("2026-07-15", "acme EUR recourse 100.00: F1=recourse\n", F1, LETTER,
		"2026-06-29 acme letter ref=F1 kind=posted");
	ON("2026-07-13", "acme EUR recourse 100.00: F1=recourse\n", F1, LETTER,
		"2026-06-26 acme letter ref=F1 kind=returned");
#define ARRIVED(kind) "2026-06-29 acme letter ref=F1 kind=" kind
	ON("2026-07-14", "", F1, LETTER, ARRIVED("presented"));
	ON("2026-07-15", "acme EUR recourse 100.00: F1=recourse\n", F1, LETTER, ARRIVED("presented"),
		"2026-06-30 acme letter ref=F1 kind=signed");
	ON("2026-07-14", "", F1, LETTER, ARRIVED("signed"), "2026-06-30 acme letter ref=F1 kind=presented");
	ON("2026-07-15", "acme EUR recourse 100.00: F1=recourse\n", F1, LETTER, ARRIVED("signed"));
	ON("2026-07-15", "acme EUR recourse 100.00: F1=recourse\n", F1, LETTER, ARRIVED("posted"),
		"2026-07-02 acme letter ref=F1 kind=signed");
	/* posted twice: from the newer; what was posted before is not this one */
	ON("2026-07-15", "", F1, LETTER, ARRIVED("posted"), "2026-06-30 acme letter ref=F1 kind=posted");
	ON("2026-07-13", "", F1, LETTER, "2026-06-24 acme letter ref=F1 kind=posted");
	ON("2026-07-13", "acme EUR recourse 100.00: F1=recourse\n", F1, LETTER,
		"2026-06-25 acme letter ref=F1 kind=posted");
}
END_TEST

#define HELD(...) ON("2026-06-10", "", F1, __VA_ARGS__)
#define FREE(...) ON("2026-06-10", "acme EUR courtesy 100.00: F1=courtesy\n", F1, __VA_ARGS__)

START_TEST(holds)
{
	HELD("2026-06-02 acme writeoff ref=F1");
	FREE("2026-06-02 acme writeoff ref=F2");
	FREE("2026-06-02 acme acknowledge ref=F1 due=2026-06-30"); /* no agreed date */
	HELD("2026-06-02 acme dispute ref=F1");
	FREE("2026-06-02 acme dispute ref=F1", "2026-06-03 acme resolve ref=F1");
	HELD("2026-06-04 acme dispute ref=F1", "2026-06-03 acme resolve ref=F1");
	HELD("2026-06-02 acme hold");
	HELD("2026-06-02 acme hold ref=F1 due=2026-06-10");
	FREE("2026-06-02 acme hold due=2026-06-09");
	FREE("2026-06-02 acme hold ref=F2");
	FREE("2026-06-02 acme hold", "2026-06-03 acme release");
	HELD("2026-06-02 acme hold", "2026-06-01 acme release");
	FREE("2026-06-02 acme hold ref=F1", "2026-06-03 acme release ref=F1");
	HELD("2026-06-02 acme hold", "2026-06-03 acme release ref=F1");
	HELD("2026-06-02 - hold due=2026-06-30");
	FREE("2026-06-02 - hold", "2026-06-03 - release");
	FREE("2026-06-02 bolt hold");
	HELD("2026-06-09 acme absence by=client due=2026-06-10");
	FREE("2026-06-08 acme absence by=client due=2026-06-09");
	FREE("2026-06-09 acme absence due=2026-06-20"); /* mine */
	HELD("2026-06-02 acme conflict ref=C1");
	FREE("2026-06-02 acme conflict ref=C1", "2026-06-02 acme resolve ref=C1");
	HELD("2026-06-02 acme conflict ref=C1", "2026-06-01 acme resolve ref=C1");
	HELD("2026-06-02 acme conflict ref=C1", "2026-06-03 acme resolve ref=C2");
	/* one that flares up again under its old ref: never while a conflict is open */
	HELD("2026-06-02 acme conflict ref=C1", "2026-06-03 acme resolve ref=C1",
		"2026-06-04 acme conflict ref=C1");
	FREE("2026-06-02 acme conflict ref=C1", "2026-06-03 acme resolve ref=C1",
		"2026-06-04 acme conflict ref=C1", "2026-06-04 acme resolve ref=C1");
	HELD("2026-06-09T08:00 acme resolve ref=C1", "2026-06-09T09:00 acme conflict ref=C1");
	FREE("2026-06-09T08:00 acme resolve ref=C1", "2026-06-09 acme conflict ref=C1");
	FREE("2026-06-09 acme resolve ref=C1", "2026-06-09T09:00 acme conflict ref=C1");
	HELD("2026-06-09T08:00 acme resolve ref=F1", "2026-06-09T09:00 acme dispute ref=F1");
	HELD("2026-06-09 acme contact by=client channel=email");
	FREE("2026-06-09 acme contact by=client channel=email", "2026-06-09 acme contact by=me");
	/* the hour is 12:00 */
	HELD("2026-06-09T12:01 acme incident kind=outburst");
	FREE("2026-06-09T12:00 acme incident kind=outburst");
	HELD("2026-06-09 acme incident kind=outburst"); /* it may have come at midnight */
	HELD("2026-06-09 acme incident kind=outburst", "2026-06-09T08:00 acme incident kind=outburst");
	/* listen and repair first */
	HELD("2026-06-09 acme incident kind=error by=me");
	/* an insult is an outburst for as long; a day later it is for a person to weigh */
	HELD("2026-06-09T12:01 acme incident kind=disrespect by=client");
	FREE("2026-06-09T12:00 acme incident kind=disrespect by=client");
	FREE("2026-06-08 acme incident kind=error by=me ref=I1", "2026-06-09 acme diagnose ref=I1",
		"2026-06-09 acme apology ref=I1");
	HELD("2026-06-09 acme payment amount=100");
	FREE("2026-06-09 acme payment amount=99.99");
	HELD("2026-06-09 acme payment ref=F7 amount=100");
	FREE("2026-06-09 acme payment currency=USD amount=100");
	FREE("2026-06-09 acme payment amount=100", "2026-06-09 acme refund amount=1");
}
END_TEST

START_TEST(agreed_date_and_grace)
{
#define AGREED "2026-06-02 acme renegotiate ref=F1 due=2026-06-12"
	/* Friday; one open day of grace is Monday */
	ON("2026-06-12", "", F1, AGREED);
	ON("2026-06-15", "", F1, AGREED);
	ON("2026-06-16", "acme EUR courtesy 100.00: F1=courtesy\n", F1, AGREED);
	/* the newest one counts, and it goes on with the next step */
	ON("2026-06-16", "", F1, AGREED, "2026-06-03 acme renegotiate ref=F1 due=2026-06-19");
	ON("2026-06-16", "acme EUR second 100.00: F1=second\n", F1, AGREED, SENT("2026-06-08", "courtesy"));
}
END_TEST

static void profile_never(void)
{
	r.profile[0] = rules_profile("acme");
	r.profile[0].never = CRM_STR("direct debit");
	r.profiles = 1;
}

static void profile_supplier(void)
{
	r.profile[0] = rules_profile("acme");
	r.profile[0].relation = CRM_REL_SUPPLIER;
	r.profiles = 1;
}

static void profile_insolvent(void)
{
	r.profile[0] = rules_profile("acme");
	r.profile[0].insolvency = day_of("2026-06-10");
	r.profiles = 1;
}

START_TEST(held_by_profile)
{
	prepare = profile_never;
	ON("2026-06-10", "", F1);
	prepare = profile_supplier;
	ON("2026-06-10", "", F1);
	prepare = profile_insolvent;
	ON("2026-06-10", "", F1);
	ON("2026-06-09", "acme EUR courtesy 100.00: F1=courtesy\n", F1);
}
END_TEST

START_TEST(listed_together)
{
	/* worded for the highest step due; the rest is recorded at its own, or for information */
	ON("2026-06-16", "acme EUR second 150.00: F1=second F2=courtesy F3=\n", F1,
		SENT("2026-06-04", "courtesy"),
		"2026-05-02 acme invoice ref=F2 amount=30 due=2026-06-10",
		"2026-05-02 acme invoice ref=F3 amount=20 due=2026-06-15",
		"2026-05-02 acme invoice ref=F4 amount=9 due=2026-06-16",
		"2026-05-02 acme invoice ref=F5 amount=5 due=2026-06-01", "2026-06-01 acme dispute ref=F5");
	/* nothing due: no message though it is late */
	ON("2026-06-16", "", "2026-05-02 acme invoice ref=F3 amount=20 due=2026-06-15");
}
END_TEST

START_TEST(currencies_and_clients_apart)
{
	ON("2026-06-10",
		"acme EUR courtesy 100.00: F1=courtesy\nacme USD courtesy 7.00: F2=courtesy\n"
		"bolt EUR courtesy 100.00: F1=courtesy\n",
		F1, "2026-05-02 acme invoice ref=F2 amount=7 currency=USD due=2026-06-01",
		"2026-05-01 bolt invoice ref=F1 amount=100 due=2026-06-01");
}
END_TEST

/* other kinds stand in the list, and are no claims */
START_TEST(invoices_only)
{
	begin("2026-06-20");
	list.kinds = 0;
	rules_rows(&r, (const char *const[]){F1, AGREED, "2026-06-01 acme mission ref=M note=x", NULL}, 0);
	crm_overdue_list(&r.view, &list);
	crm_notices_of(&r.view, &list, &notices);
	ck_assert_uint_gt(list.n, 1);
	ck_assert_uint_eq(notices.claims, 1);
	end();
}
END_TEST

START_TEST(files_apart)
{
	/* recourse is for me: the client's message is about the other invoice */
	ON("2026-07-13",
		"acme EUR courtesy 30.00: F2=courtesy\nacme EUR recourse 100.00: F1=recourse\n", F1,
		SENT("2026-06-25", "notice"), "2026-05-02 acme invoice ref=F2 amount=30 due=2026-07-01");
}
END_TEST

static void least_ten(void)
{
	r.policy.min_amount = 1000;
}

START_TEST(small_sums)
{
	prepare = least_ten;
	ON("2026-06-10", "acme EUR courtesy 9.99 small: F2=courtesy\n",
		"2026-05-02 acme invoice ref=F2 amount=9.99 due=2026-06-01");
	ON("2026-06-10", "acme EUR courtesy 10.00: F2=courtesy\n",
		"2026-05-02 acme invoice ref=F2 amount=10 due=2026-06-01");
	ON("2026-06-10", "acme EUR courtesy 10.00: F2=courtesy F3=courtesy\n",
		"2026-05-02 acme invoice ref=F2 amount=4 due=2026-06-01",
		"2026-05-02 acme invoice ref=F3 amount=6 due=2026-06-01");
	begin("2026-06-10");
	least_ten();
	rules_rows(&r, (const char *const[]){"2026-05-02 acme invoice ref=F2 amount=4 due=2026-06-01",
			       "2026-05-02 acme invoice ref=F3 amount=5 due=2026-06-09", NULL}, 0);
	crm_overdue_list(&r.view, &list);
	crm_notices_of(&r.view, &list, &notices);
	ck_assert_uint_eq(notices.claims, 2);
	ck_assert(notices.claim[0].small);
	ck_assert(!notices.claim[1].small); /* it is not its turn */
	end();
	/* it is an amount of the default currency */
	ON("2026-06-10", "acme USD courtesy 1.00: F2=courtesy\n",
		"2026-05-02 acme invoice ref=F2 amount=1 currency=USD due=2026-06-01");
}
END_TEST

START_TEST(claims_by_name)
{
	static const char *const row[] = {"2026-05-01 zoe invoice ref=F1 amount=1 due=2026-06-01",
		"2026-05-01 acme invoice ref=F2 amount=1 due=2026-06-02",
		"2026-05-01 acme invoice ref=F3 amount=1 due=2026-06-01", NULL};
	unsigned turn;

	for (turn = 0; turn < TURNS; turn++) {
		struct crm_buf b;

		begin("2026-06-10");
		rules_rows(&r, row, turn);
		notices_text(&b);
		ck_assert_uint_eq(notices.claims, 3);
		ck_assert(crm_str_is(notices.claim[0].ref, "F3"));
		ck_assert(crm_str_is(notices.claim[1].ref, "F2"));
		ck_assert(crm_str_is(notices.claim[2].client, "zoe"));
		crm_buf_release(&b);
		end();
	}
}
END_TEST

/* The day on which a claim goes on, "" when that is not known. */
static void goes_on(const char *today, const char *want, const char *const *row)
{
	char text[CRM_WHEN_TEXT] = "";
	struct crm_buf b;

	begin(today);
	if (prepare)
		prepare();
	rules_rows(&r, row, 0);
	notices_text(&b);
	ck_assert_uint_eq(notices.claims, 1);
	if (notices.claim[0].on != CRM_NO_DAY)
		crm_date_text(notices.claim[0].on, text);
	ck_assert_str_eq(text, want);
	crm_buf_release(&b);
	end();
}

#define GOES_ON(want, ...) goes_on("2026-06-10", want, (const char *const[]){F1, __VA_ARGS__, NULL})

START_TEST(when_it_goes_on)
{
	GOES_ON("2026-06-10", "2026-06-09 acme note");
	GOES_ON("2026-06-15", SENT("2026-06-08", "courtesy")); /* the gap */
	GOES_ON("", SENT("2026-06-08", "recourse")); /* no step is left */
	GOES_ON("", "2026-06-02 acme hold");
	GOES_ON("2026-06-11", "2026-06-02 acme hold due=2026-06-10");
	GOES_ON("2026-06-15", "2026-06-02 acme hold due=2026-06-12"); /* a Friday */
	GOES_ON("2026-06-15", SENT("2026-06-08", "courtesy"), "2026-06-02 acme hold due=2026-06-10");
	/* the longest counts, whichever came first and to whomever it was said */
	GOES_ON("2026-06-15", "2026-06-02 acme hold due=2026-06-10", "2026-06-03 acme hold due=2026-06-12");
	GOES_ON("2026-06-15", "2026-06-02 acme hold due=2026-06-10", "2026-06-03 - hold due=2026-06-12");
	GOES_ON("2026-06-15", "2026-06-02 acme hold due=2026-06-12", "2026-06-03 - hold due=2026-06-10");
	GOES_ON("2026-06-11", "2026-06-02 acme absence by=client due=2026-06-10");
	GOES_ON("2026-06-17", "2026-06-02 acme absence by=client due=2026-06-16",
		"2026-06-02 acme hold due=2026-06-12");
	GOES_ON("2026-06-17", "2026-06-02 acme absence by=client due=2026-06-12",
		"2026-06-02 acme hold due=2026-06-16");
	/* Friday and a day of grace */
	GOES_ON("2026-06-16", AGREED);
	GOES_ON("2026-06-16", AGREED, "2026-06-02 acme hold due=2026-06-11");
	GOES_ON("2026-06-16", AGREED, "2026-06-02 acme hold due=2026-06-15");
	GOES_ON("2026-06-17", AGREED, "2026-06-02 acme hold due=2026-06-16");
	GOES_ON("2026-06-16", AGREED, "2026-06-02 acme absence by=client due=2026-06-15");
	GOES_ON("2026-06-17", AGREED, "2026-06-02 acme absence by=client due=2026-06-16");
	/* 24 hours; the hour is 12:00 */
	GOES_ON("2026-06-10", "2026-06-09T13:00 acme incident kind=outburst");
	GOES_ON("2026-06-11", "2026-06-10T11:00 acme incident kind=outburst");
	GOES_ON("2026-06-12", "2026-06-10 acme incident kind=outburst");
	GOES_ON("2026-06-16", AGREED, "2026-06-10 acme incident kind=outburst");
	/* who knows */
	GOES_ON("", "2026-06-02 acme dispute ref=F1");
	GOES_ON("", "2026-06-02 acme conflict ref=C1", "2026-06-02 acme hold due=2026-06-12");
	GOES_ON("", "2026-06-09 acme payment amount=100");
}
END_TEST

static void early_ladder(void)
{
	static const struct {
		const char *name;
		int32_t after;
	} day[] = {{"early", -3}, {"zero", 0}, {"later", 5}};
	static struct crm_step step[3];
	static struct crm_ladder ladder;
	size_t i;

	for (i = 0; i < 3; i++)
		step[i] = (struct crm_step){crm_str(day[i].name), day[i].after, CRM_STR("email"),
			crm_str(day[i].name)};
	ladder = (struct crm_ladder){CRM_STR("default"), step, 3};
	r.policy.ladder = &ladder;
	r.policy.ladder_n = 1;
	list.within = crm_notice_ahead(&r.policy);
}

#define EARLY(today, want, ...) goes_on(today, want, (const char *const[]){F1, __VA_ARGS__, NULL})

/* What is to come is said before the due day and on it; once it is late that step is past. */
START_TEST(before_the_due_day)
{
	prepare = early_ladder;
	ON("2026-05-28", "", F1);
	ON("2026-05-29", "acme EUR early 100.00: F1=early\n", F1);
	ON("2026-06-01", "acme EUR early 100.00: F1=early\n", F1);
	ON("2026-06-02", "acme EUR zero 100.00: F1=zero\n", F1);
	ON("2026-06-01", "", F1, SENT("2026-05-29", "early"));
	ON("2026-06-01", "", F1, SENT("2026-05-20", "early")); /* a step of no days is none before */
	ON("2026-06-02", "acme EUR zero 100.00: F1=zero\n", F1, SENT("2026-05-20", "early"));
	ON("2026-06-04", "", F1, SENT("2026-05-29", "early"));
	ON("2026-06-05", "acme EUR zero 100.00: F1=zero\n", F1, SENT("2026-05-29", "early"));
	/* beside a late one it waits, and then has no day any more */
	ON("2026-06-01", "acme EUR zero 5.00: F2=zero\n", F1,
		"2026-05-01 acme invoice ref=F2 amount=5 due=2026-05-29");
	/* of an other client, and of one held */
	ON("2026-06-01", "acme EUR early 100.00: F1=early\nbolt EUR zero 5.00: F2=zero\n", F1,
		"2026-05-01 bolt invoice ref=F2 amount=5 due=2026-05-29");
	ON("2026-06-01", "acme EUR early 100.00: F1=early\n", F1, "2026-06-01 acme dispute ref=F2",
		"2026-05-01 acme invoice ref=F2 amount=5 due=2026-05-29");
	/* a hold that ends in time, and one that does not */
	EARLY("2026-05-29", "2026-06-01", "2026-05-28 acme hold due=2026-05-31");
	EARLY("2026-05-29", "", "2026-05-28 acme hold due=2026-06-01");
	/* the gap may take it to the due day, and no further */
	ON("2026-06-01", "acme EUR early 100.00: F1=early\n", F1, "2026-05-25 acme reminder ref=F0 kind=x");
	EARLY("2026-05-29", "2026-06-01", "2026-05-25 acme reminder ref=F0 kind=x");
	begin("2026-06-01");
	early_ladder();
	rules_rows(&r, (const char *const[]){F1, SENT("2026-05-29", "early"), NULL}, 0);
	crm_overdue_list(&r.view, &list);
	crm_notices_of(&r.view, &list, &notices);
	ck_assert_uint_eq(list.n, 1);
	ck_assert_uint_eq(notices.claims, 0); /* nothing is to be said of it before it is late */
	end();
	/* what waits is not due, and has no day: --explain says so */
	begin("2026-06-01");
	early_ladder();
	rules_rows(&r, (const char *const[]){F1, "2026-05-01 acme invoice ref=F2 amount=5 due=2026-05-29", NULL}, 0);
	crm_overdue_list(&r.view, &list);
	crm_notices_of(&r.view, &list, &notices);
	ck_assert_uint_eq(notices.claims, 2);
	ck_assert(notices.claim[1].early && !notices.claim[1].due);
	ck_assert_int_eq(notices.claim[1].on, CRM_NO_DAY);
	end();
}
END_TEST

static struct crm_ladder ladders[2];

/* The policy's own, and one that begins with a file for me. */
static void two_ladders(void)
{
	static struct crm_step step;

	step = (struct crm_step){CRM_STR("mine"), 5, CRM_STR("file"), CRM_STR("mine")};
	ladders[0] = crm_ladder_builtin;
	ladders[1] = (struct crm_ladder){CRM_STR("gentle"), &step, 1};
	r.policy.ladder = ladders;
	r.policy.ladder_n = 2;
	r.profile[0] = rules_profile("acme");
	r.profile[0].ladder = CRM_STR("gentle");
	r.profiles = 1;
}

START_TEST(ladder_of_the_profile)
{
	prepare = two_ladders;
	ON("2026-06-05", "bolt EUR courtesy 1.00: F2=courtesy\n", F1,
		"2026-05-01 bolt invoice ref=F2 amount=1 due=2026-06-01");
	ON("2026-06-08", "acme EUR mine 100.00: F1=mine\n", F1);
	begin("2026-06-08");
	two_ladders();
	rules_row_add(&r, F1, 1);
	crm_overdue_list(&r.view, &list);
	crm_notices_of(&r.view, &list, &notices);
	ck_assert_uint_eq(notices.n, 1);
	ck_assert(notices.notice[0].file);
	ck_assert_int_eq(crm_notice_ahead(&r.policy), 0); /* nothing is said before */
	ladders[0].n = 0;
	ck_assert_int_eq(crm_notice_ahead(&r.policy), 0);
	end();
}
END_TEST

/* The words of `held`, in their order, the same in every language. */
START_TEST(words_of_held)
{
	static const char *const row[] = {F1, "2026-06-02 acme dispute ref=F1",
		"2026-06-02 acme writeoff ref=F1", "2026-06-02 acme hold due=2026-06-20",
		"2026-06-02 acme hold ref=F1 due=2026-06-12",
		"2026-06-03 acme absence by=client due=2026-06-30", "2026-06-02 acme conflict ref=C2",
		"2026-06-02 acme conflict ref=C1", "2026-06-03 acme renegotiate ref=F1 due=2026-07-10",
		"2026-06-09 acme contact by=client channel=email",
		"2026-06-10 acme incident kind=outburst", "2026-06-09 acme payment amount=500", NULL};
	unsigned turn;

	for (turn = 0; turn < TURNS; turn++) {
		begin("2026-06-10");
		rules_rows(&r, row, turn);
		crm_overdue_list(&r.view, &list);
		ck_assert_uint_eq(list.n, 1);
		ck_assert_str_eq(list.item[0]->held.p,
			"writeoff dispute agreed=2026-07-10 hold=2026-06-20 absent=2026-06-30 "
			"conflict=C1 unanswered outburst unallocated");
		end();
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("notice");
	TCase *t = tcase_create("notice");

	tcase_add_checked_fixture(t, NULL, stop);
	tcase_set_timeout(t, 30);
	tcase_add_test(t, one_step_at_a_time);
	tcase_add_test(t, gap_is_inclusive);
	tcase_add_test(t, a_run_is_no_gap_to_itself);
	tcase_add_test(t, a_file_makes_no_gap);
	tcase_add_test(t, closed_days);
	tcase_add_test(t, what_became_of_a_message);
	tcase_add_test(t, which_is_unsettled);
	tcase_add_test(t, letters);
	tcase_add_test(t, holds);
	tcase_add_test(t, agreed_date_and_grace);
	tcase_add_test(t, held_by_profile);
	tcase_add_test(t, listed_together);
	tcase_add_test(t, currencies_and_clients_apart);
	tcase_add_test(t, invoices_only);
	tcase_add_test(t, files_apart);
	tcase_add_test(t, small_sums);
	tcase_add_test(t, claims_by_name);
	tcase_add_test(t, when_it_goes_on);
	tcase_add_test(t, one_debt_one_notice);
	tcase_add_test(t, last_day_to_pay);
	tcase_add_test(t, one_envelope);
	tcase_add_test(t, before_the_due_day);
	tcase_add_test(t, ladder_of_the_profile);
	tcase_add_test(t, words_of_held);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
